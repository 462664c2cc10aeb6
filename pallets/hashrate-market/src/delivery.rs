//! Delivery of certificates for money, by whatever way the price was found. All money passes
//! through the pallet's account: the buyer pays in, then fees, deposits and sellers are paid out. A
//! call that fails changes nothing, because the dispatcher rolls back.

use crate::{
	fees::{Bill, Parts},
	types::FeeTerms,
	Config, Error, Event, Pallet,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{
	preservation, Asset, Balance, Clock, Escrow, FeeShares, ItemId, Items, LienShare, Locks,
	ProtocolFees, Secured, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::{fungibles::Mutate, DefensiveTruncateFrom},
};
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureSub},
	ArithmeticError, DispatchError, DispatchResult,
};

/// Certificates of one series that change hands together. Their price is in the pallet's account
/// when they are delivered.
pub(crate) struct Sale<T: Config> {
	pub series: SeriesId,
	pub terms: SeriesTerms<T::AccountId>,
	pub first_sale: bool,
	pub buyer: T::AccountId,
	/// Sum of the prices.
	pub total: Balance,
	/// Fees of all certificates, and whatever else the protocol gets.
	pub fees: FeeShares,
	/// Whether a certificate is sold to repay its debt.
	pub foreclosed: bool,
	sold_items: Vec<SoldItem<T::AccountId>>,
}

/// A certificate with its price.
struct SoldItem<AccountId> {
	item: ItemId,
	seller: AccountId,
	price: Balance,
	parts: Parts,
}

impl<T: Config> Sale<T> {
	/// The sale of these certificates, each with its seller, price and fee. Errors if the sum of
	/// the prices does not fit.
	pub fn new(
		series: SeriesId,
		terms: SeriesTerms<T::AccountId>,
		first_sale: bool,
		buyer: T::AccountId,
		certificates: impl Iterator<Item = (ItemId, T::AccountId, Balance, FeeTerms)>,
	) -> Result<Self, ArithmeticError> {
		let (mut bill, mut sold_items) =
			(Bill::default(), Vec::with_capacity(certificates.size_hint().0));
		for (item, seller, price, fees) in certificates {
			let parts = bill.add(price, fees)?;
			sold_items.push(SoldItem { item, seller, price, parts });
		}
		let (total, fees) = (bill.total, bill.shares(&terms.payment_asset));
		let foreclosed = false;
		Ok(Self { series, terms, first_sale, buyer, total, fees, foreclosed, sold_items })
	}

	/// Check that of each certificate at least `min` of the deposit, in base units of the payment
	/// asset, is unreleased today.
	pub fn ensure_unreleased(&self, min: Balance) -> DispatchResult {
		// Whoever demands nothing need not wait for it to be looked up.
		ensure!(min == 0 || self.min_unreleased()? >= min, Error::<T>::TooLittleUnreleased);
		Ok(())
	}

	/// The least deposit of any certificate: what goes into escrow, or is certainly left there today.
	fn min_unreleased(&self) -> Result<Balance, DispatchError> {
		if self.first_sale {
			let deposits = self.sold_items.iter().map(|sold| sold.parts.rest);
			return Ok(deposits.min().unwrap_or_default());
		}
		let items: Vec<_> = self.sold_items.iter().map(|sold| sold.item).collect();
		Pallet::<T>::min_unreleased(self.series, &items, T::Clock::today())
	}
}

/// The part of a sale that is one seller's.
struct SellerShare {
	items: Items,
	total: Balance,
	fee: Balance,
}

impl SellerShare {
	fn of<AccountId>(sold_items: &[SoldItem<AccountId>]) -> Result<Self, ArithmeticError> {
		let (mut items, mut total, mut fee) = (Vec::new(), 0, 0);
		for sold in sold_items {
			items.push(sold.item);
			total.ensure_add_assign(sold.price)?;
			fee.ensure_add_assign(sold.parts.fee)?;
		}
		// They come from one list or lot.
		Ok(Self { items: Items::defensive_truncate_from(items), total, fee })
	}
}

impl<T: Config> Pallet<T> {
	/// Pay the fees, and hand the certificates, which are unlocked, over to the buyer.
	pub(crate) fn deliver(sale: Sale<T>) -> DispatchResult {
		T::Fees::charge(&Self::account(), &sale.terms.payment_asset, sale.fees)?;
		match sale.first_sale {
			true => Self::deliver_unsold(sale),
			false => Self::deliver_sold(sale),
		}
	}

	/// Their deposits go into escrow, and their terms begin tomorrow.
	fn deliver_unsold(sale: Sale<T>) -> DispatchResult {
		let Sale { series, terms, buyer, sold_items, .. } = sale;
		let deposits: Vec<_> = sold_items.iter().map(|sold| (sold.item, sold.parts.rest)).collect();
		let (start, end) = T::Escrow::sell(series, &buyer, &Self::account(), &deposits)?;
		let SellerShare { items, total, fee } = SellerShare::of(&sold_items)?;
		let seller = terms.miner;
		Self::deposit_event(Event::Bought { series, items, buyer, seller, total, fee, start, end });
		Ok(())
	}

	/// The sellers get the income that is claimable, then the price less the fee, of which a foreclosed
	/// certificate repays its debt first.
	fn deliver_sold(sale: Sale<T>) -> DispatchResult {
		let Sale { series, terms, buyer, foreclosed, sold_items, .. } = sale;
		let items: Vec<_> = sold_items.iter().map(|sold| sold.item).collect();
		T::Escrow::pay_income(series, &items)?;
		let repaid = match foreclosed {
			true => Self::repay_debts(series, &terms.payment_asset, &sold_items)?,
			false => 0,
		};
		items.iter().try_for_each(|item| T::Certificates::transfer(series, *item, &buyer))?;

		let mut sellers = BTreeMap::<T::AccountId, Vec<SoldItem<T::AccountId>>>::new();
		for sold in sold_items {
			sellers.entry(sold.seller.clone()).or_default().push(sold);
		}
		for (seller, sold_items) in sellers {
			let SellerShare { items, total, fee } = SellerShare::of(&sold_items)?;
			// A foreclosed lot is one certificate, of one seller.
			let rest = total.ensure_sub(fee)?.ensure_sub(repaid)?;
			Self::pay(&terms.payment_asset, &seller, rest)?;
			let buyer = buyer.clone();
			Self::deposit_event(Event::Resold { series, items, buyer, seller, total, fee });
		}
		Ok(())
	}

	/// Repay the debts of certificates out of their prices less the fees, and end their liens, also if
	/// debt is left; returns the amount.
	fn repay_debts(
		series: SeriesId,
		asset: &Asset,
		sold_items: &[SoldItem<T::AccountId>],
	) -> Result<Balance, DispatchError> {
		let mut repaid = 0;
		for sold in sold_items {
			let share = T::Certificates::discharge(series, sold.item, sold.parts.rest)?;
			let Some(LienShare { creditor, amount }) = share.filter(|share| share.amount > 0)
			else {
				continue;
			};
			// The books of the loan say that it is paid: it is, or the sale fails.
			let (market, keep) = (Self::account(), preservation(asset));
			T::Assets::transfer(asset.clone(), &market, &creditor, amount, keep)?;
			repaid.ensure_add_assign(amount)?;
		}
		Ok(repaid)
	}
}
