//! How certificates change hands for money, by whatever way the price was found. All money passes
//! through this pallet's account: the buyer pays in, then fees, deposits and sellers are paid out.
//! What a call decides comes first; a call that fails changes nothing, because the dispatcher rolls
//! back.

use crate::{
	fees::{self, Bill, Parts},
	types::FeeTerms,
	Config, Credits, Error, Event, Pallet,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use dmex_primitives::{
	pay_or_credit, preservation, Asset, Balance, CertificateInfo, CertificateView, Clock, Day,
	Escrow, FeeShares, ItemId, Items, Lock, Locks, Payout, ProtocolFees, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude::Polite, Preservation::Expendable},
		Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

/// A certificate with what is paid for it.
pub(crate) struct Piece<AccountId> {
	pub item: ItemId,
	pub seller: AccountId,
	pub price: Balance,
	pub parts: Parts,
}

/// Certificates of one series that change hands at once. Their price is in the pallet's account.
pub(crate) struct Sale<'a, T: Config> {
	pub series: SeriesId,
	pub terms: &'a SeriesTerms<T::AccountId>,
	pub first_sale: bool,
	pub buyer: &'a T::AccountId,
	pub pieces: Vec<Piece<T::AccountId>>,
	/// The fees of all of them, and what else the protocol gets.
	pub fees: FeeShares,
}

/// What one seller sells of them.
struct Portion {
	items: Items,
	total: Balance,
	fee: Balance,
}

/// Delivery.
impl<T: Config> Pallet<T> {
	/// Take the fees, and hand the certificates, which have no lock any more, over to the buyer.
	pub(crate) fn deliver(sale: Sale<T>) -> DispatchResult {
		T::Fees::collect(&Self::account_id(), &sale.terms.payment_asset, sale.fees)?;
		match sale.first_sale {
			true => Self::deliver_unsold(sale),
			false => Self::deliver_sold(sale),
		}
	}

	/// Their deposits go into escrow, and their terms begin tomorrow.
	fn deliver_unsold(sale: Sale<T>) -> DispatchResult {
		let Sale { series, terms, buyer, pieces, .. } = sale;
		let deposits: Vec<_> = pieces.iter().map(|piece| (piece.item, piece.parts.rest)).collect();
		let (start, end) = T::Escrow::sell(series, buyer, &Self::account_id(), &deposits)?;
		let Portion { items, total, fee } = portion(&pieces)?;
		let (buyer, seller) = (buyer.clone(), terms.miner.clone());
		Self::deposit_event(Event::Bought { series, items, buyer, seller, total, fee, start, end });
		Ok(())
	}

	/// The sellers get what is claimable, then the price less the fee.
	fn deliver_sold(sale: Sale<T>) -> DispatchResult {
		let Sale { series, terms, buyer, pieces, .. } = sale;
		let items: Vec<_> = pieces.iter().map(|piece| piece.item).collect();
		T::Escrow::pay_income(series, &items)?;
		items.iter().try_for_each(|item| T::Certificates::transfer(series, *item, buyer))?;

		let mut sellers = BTreeMap::<T::AccountId, Vec<Piece<T::AccountId>>>::new();
		for piece in pieces {
			sellers.entry(piece.seller.clone()).or_default().push(piece);
		}
		for (seller, pieces) in sellers {
			let Portion { items, total, fee } = portion(&pieces)?;
			// The fee is the sum of parts of the prices.
			Self::pay(&terms.payment_asset, &seller, total.saturating_sub(fee))?;
			let buyer = buyer.clone();
			Self::deposit_event(Event::Resold { series, items, buyer, seller, total, fee });
		}
		Ok(())
	}
}

/// Certificates with their seller, price and fee, and the bill for all of them. Errors when the sum of
/// the prices does not fit.
pub(crate) fn price_up<AccountId>(
	certificates: impl Iterator<Item = (ItemId, AccountId, Balance, FeeTerms)>,
) -> Result<(Bill, Vec<Piece<AccountId>>), ArithmeticError> {
	let (mut bill, mut pieces) = (Bill::default(), Vec::with_capacity(certificates.size_hint().0));
	for (item, seller, price, fees) in certificates {
		let parts = bill.add(price, fees)?;
		pieces.push(Piece { item, seller, price, parts });
	}
	Ok((bill, pieces))
}

fn portion<AccountId>(pieces: &[Piece<AccountId>]) -> Result<Portion, DispatchError> {
	let (mut items, mut total, mut fee) = (Items::new(), Balance::zero(), Balance::zero());
	for piece in pieces {
		items.try_push(piece.item).map_err(|_| DispatchError::Exhausted)?;
		total = total.checked_add(piece.price).ok_or(ArithmeticError::Overflow)?;
		fee = fee.checked_add(piece.parts.fee).ok_or(ArithmeticError::Overflow)?;
	}
	Ok(Portion { items, total, fee })
}

/// Money.
impl<T: Config> Pallet<T> {
	/// The account that holds the money of bids, offers and credits.
	pub fn account_id() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Take money from a user.
	pub(crate) fn take(asset: &Asset, from: &T::AccountId, amount: Balance) -> DispatchResult {
		let keep = preservation(asset);
		let spendable = T::Assets::reducible_balance(asset.clone(), from, keep, Polite);
		ensure!(spendable >= amount, Error::<T>::CannotPay);
		T::Assets::transfer(asset.clone(), from, &Self::account_id(), amount, keep).map(|_| ())
	}

	/// Pay money to a user together with its credit, or let it be a credit.
	pub(crate) fn pay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let from = Self::account_id();
		let paid = pay_or_credit::<_, T::Assets, Credits<T>>(asset, &from, who, amount)?;
		let (who, asset) = (who.clone(), asset.clone());
		match paid {
			Payout::Credited => {
				Self::deposit_event(Event::PaymentCredited { who, asset, amount });
			},
			Payout::Paid { credit } if !credit.is_zero() => {
				Self::deposit_event(Event::CreditPaid { who, asset, amount: credit });
			},
			Payout::Paid { .. } => {},
		}
		Ok(())
	}

	/// Pay a user's credit.
	pub(crate) fn do_withdraw_credit(who: T::AccountId, asset: Asset) -> DispatchResult {
		let amount = Credits::<T>::take(&who, &asset);
		ensure!(!amount.is_zero(), Error::<T>::NoCredit);
		T::Assets::transfer(asset.clone(), &Self::account_id(), &who, amount, Expendable)?;
		Self::deposit_event(Event::CreditPaid { who, asset, amount });
		Ok(())
	}
}

/// Checks that all ways of selling share.
impl<T: Config> Pallet<T> {
	pub(crate) fn terms(series: SeriesId) -> Result<SeriesTerms<T::AccountId>, DispatchError> {
		T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries.into())
	}

	pub(crate) fn certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateInfo<T::AccountId>, DispatchError> {
		T::Certificates::certificate(series, item).ok_or(Error::<T>::UnknownCertificate.into())
	}

	/// A list that names something, and nothing twice.
	pub(crate) fn ensure_list(items: &Items) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let distinct: BTreeSet<_> = items.iter().collect();
		ensure!(distinct.len() == items.len(), Error::<T>::DuplicateItem);
		Ok(())
	}

	/// Whether all of these certificates are unsold, or all sold, given for each whether it is sold.
	pub(crate) fn ensure_alike(
		sold: impl IntoIterator<Item = bool>,
	) -> Result<bool, DispatchError> {
		let mut sold = sold.into_iter();
		let first = sold.next().ok_or(Error::<T>::NoItems)?;
		ensure!(sold.all(|other| other == first), Error::<T>::MixedLot);
		Ok(!first)
	}

	/// A certificate that `seller` may put up for sale: its own, and free.
	pub(crate) fn ensure_free(
		seller: &T::AccountId,
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateInfo<T::AccountId>, DispatchError> {
		let certificate = Self::certificate(series, item)?;
		ensure!(certificate.owner == *seller, Error::<T>::NotOwner);
		ensure!(certificate.lock.is_none(), Error::<T>::CertificateLocked);
		Ok(certificate)
	}

	/// Certificates that `seller` may put up for sale together; tells whether it is their first.
	pub(crate) fn ensure_free_lot(
		seller: &T::AccountId,
		series: SeriesId,
		items: &Items,
	) -> Result<bool, DispatchError> {
		let certificates = items.iter().map(|item| Self::ensure_free(seller, series, *item));
		let certificates = certificates.collect::<Result<Vec<_>, _>>()?;
		Self::ensure_alike(certificates.iter().map(|certificate| certificate.sold))
	}

	/// That certificates may be sold today. Returns the earliest last day of those that were sold
	/// before.
	pub(crate) fn ensure_on_sale(
		series: SeriesId,
		items: &[ItemId],
		first_sale: bool,
	) -> Result<Option<Day>, DispatchError> {
		if first_sale {
			T::Escrow::ensure_on_sale(series)?;
			return Ok(None);
		}
		let last_day = T::Escrow::ensure_on_resale(series, items)?;
		ensure!(last_day > T::Clock::today(), Error::<T>::NearlyEnded);
		Ok(Some(last_day))
	}

	/// A total for so many certificates that is not under what each must cost: the voted floor at a
	/// first sale, one base unit later.
	pub(crate) fn ensure_floor(
		terms: &SeriesTerms<T::AccountId>,
		first_sale: bool,
		total: Balance,
		certificates: u32,
	) -> DispatchResult {
		let least = match first_sale {
			true => fees::floor(terms.units, terms.term, terms.min_price_per_unit_day)?,
			false => 1,
		};
		let each = fees::per_certificate(total, certificates).each;
		ensure!(each >= least, Error::<T>::PriceUnderFloor);
		Ok(())
	}

	/// Take a lock away, unless the end of the certificate has taken it already.
	pub(crate) fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		match Self::is_locked(series, item, lock) {
			true => T::Certificates::unlock(series, item, lock),
			false => Ok(()),
		}
	}

	/// Whether a certificate exists and has this lock.
	pub(crate) fn is_locked(series: SeriesId, item: ItemId, lock: Lock) -> bool {
		T::Certificates::certificate(series, item).is_some_and(|held| held.lock == Some(lock))
	}
}
