//! The pallet's account, readers, payments and checks that all ways of selling share.

use crate::{fees, types::FeeTerms, Config, Error, Pallet, Totals};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{
	preservation, Asset, Balance, CertificateInfo, CertificateView, Clock, Day, Escrow, ItemId,
	Items, Lock, Locks, PayOrCredit, ProtocolFees, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Fortitude::Polite,
		Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, EnsureAdd, EnsureSub, UniqueSaturatedInto},
	DispatchError, DispatchResult,
};

/// Money.
impl<T: Config> Pallet<T> {
	/// The account that holds the money of bids, offers, their deposits and credits.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Charge a user: its money goes into the pallet's account.
	pub(crate) fn charge(asset: &Asset, from: &T::AccountId, amount: Balance) -> DispatchResult {
		let keep = preservation(asset);
		let spendable = T::Assets::reducible_balance(asset.clone(), from, keep, Polite);
		ensure!(spendable >= amount, Error::<T>::CannotPay);
		T::Assets::transfer(asset.clone(), from, &Self::account(), amount, keep).map(|_| ())
	}

	/// Charge a user for what the pallet's account holds from call to call: a bid, an offer or its
	/// deposit.
	pub(crate) fn hold(asset: &Asset, from: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::charge(asset, from, amount)?;
		Totals::<T>::try_mutate(asset, |total| {
			*total = total.ensure_add(amount)?;
			Ok(())
		})
	}

	/// Note that money of a bid, an offer or its deposit is about to leave.
	pub(crate) fn note_leaving(asset: &Asset, amount: Balance) -> DispatchResult {
		Totals::<T>::try_mutate_exists(asset, |total| {
			let left = total.unwrap_or_default().ensure_sub(amount)?;
			*total = (left > 0).then_some(left);
			Ok(())
		})
	}

	/// Repay a bid, an offer or its deposit, or credit it if it cannot be paid.
	pub(crate) fn repay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::note_leaving(asset, amount)?;
		Self::pay(asset, who, amount)
	}

	/// Pay a user out of the pallet's account, or credit it if it cannot be paid.
	pub(crate) fn pay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Credits::pay_or_credit(&Self::account(), asset, who, amount)
	}
}

/// Readers.
impl<T: Config> Pallet<T> {
	/// The number of the block in progress.
	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	pub(crate) fn terms(series: SeriesId) -> Result<SeriesTerms<T::AccountId>, DispatchError> {
		T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries.into())
	}

	pub(crate) fn certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateInfo<T::AccountId>, DispatchError> {
		T::Certificates::certificate(series, item).ok_or(Error::<T>::UnknownCertificate.into())
	}

	/// Whether a certificate exists and has this lock.
	pub(crate) fn is_locked(series: SeriesId, item: ItemId, lock: Lock) -> bool {
		T::Certificates::certificate(series, item).is_some_and(|held| held.lock == Some(lock))
	}

	/// The trading fee of a sale that is opened now.
	pub(crate) fn fee_terms() -> FeeTerms {
		FeeTerms { rate: T::TradingFee::get(), split: T::Fees::split() }
	}

	/// The day on which a listing or an offer expires that is opened today for this number of days.
	pub(crate) fn expiry(days: u32) -> Result<Day, DispatchError> {
		ensure!((1..=T::MaxListingDays::get()).contains(&days), Error::<T>::InvalidExpiry);
		Ok(T::Clock::today().saturating_add(days))
	}

	/// The least deposit that is certainly unreleased of each of these sold certificates when the days
	/// before `day` are settled, in base units of their payment asset.
	pub fn min_unreleased(
		series: SeriesId,
		items: &[ItemId],
		day: Day,
	) -> Result<Balance, DispatchError> {
		let mut min = Balance::MAX;
		for item in items {
			min = min.min(T::Escrow::min_unreleased(series, *item, day)?);
		}
		Ok(min)
	}

	/// Whether a listing or an offer has expired today.
	pub(crate) fn has_expired(expires_on: Day) -> bool {
		T::Clock::today() >= expires_on
	}
}

/// Checks.
impl<T: Config> Pallet<T> {
	/// A list of certificates that is not empty and names none twice.
	pub(crate) fn ensure_list(items: &Items) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let distinct: BTreeSet<_> = items.iter().collect();
		ensure!(distinct.len() == items.len(), Error::<T>::DuplicateItem);
		Ok(())
	}

	/// Certificates that are all unsold or all sold, given for each whether it is sold; returns
	/// whether it is their first sale.
	pub(crate) fn ensure_alike(
		sold: impl IntoIterator<Item = bool>,
	) -> Result<bool, DispatchError> {
		let mut sold = sold.into_iter();
		let first = sold.next().ok_or(Error::<T>::NoItems)?;
		ensure!(sold.all(|other| other == first), Error::<T>::MixedLot);
		Ok(!first)
	}

	/// A certificate that `seller` may put up for sale: its own, and unlocked.
	pub(crate) fn ensure_unlocked(
		seller: &T::AccountId,
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateInfo<T::AccountId>, DispatchError> {
		let certificate = Self::certificate(series, item)?;
		ensure!(certificate.owner == *seller, Error::<T>::NotOwner);
		Self::ensure_no_lock(&certificate)?;
		Ok(certificate)
	}

	/// A certificate without lock; the error names the lock.
	pub(crate) fn ensure_no_lock(certificate: &CertificateInfo<T::AccountId>) -> DispatchResult {
		let error = match certificate.lock {
			None => return Ok(()),
			Some(Lock::Listed) => Error::<T>::CertificateListed,
			Some(Lock::Auctioned(_)) => Error::<T>::CertificateAuctioned,
			Some(Lock::Collateral) => Error::<T>::CertificateLent,
			Some(Lock::Staked) => Error::<T>::CertificateStaked,
		};
		Err(error.into())
	}

	/// Certificates that `seller` may put up for sale together; returns whether it is their first
	/// sale.
	pub(crate) fn ensure_unlocked_lot(
		seller: &T::AccountId,
		series: SeriesId,
		items: &Items,
	) -> Result<bool, DispatchError> {
		let certificates = items.iter().map(|item| Self::ensure_unlocked(seller, series, *item));
		let certificates = certificates.collect::<Result<Vec<_>, _>>()?;
		Self::ensure_alike(certificates.iter().map(|certificate| certificate.sold))
	}

	/// Certificates that may be sold today; returns the earliest last day of those that were sold
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

	/// A total for a number of certificates that is not under the minimum price of each: the voted
	/// floor in a first sale, one base unit in a resale.
	pub(crate) fn ensure_floor(
		terms: &SeriesTerms<T::AccountId>,
		first_sale: bool,
		total: Balance,
		certificates: u32,
	) -> DispatchResult {
		let min_price = match first_sale {
			true => fees::floor(terms.units, terms.term, terms.min_price_per_unit_day)?,
			false => 1,
		};
		let each = fees::per_certificate(total, certificates).each;
		ensure!(each >= min_price, Error::<T>::PriceUnderFloor);
		Ok(())
	}

	/// Unlock a certificate, unless a refund or its end has done so already.
	pub(crate) fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		match Self::is_locked(series, item, lock) {
			true => T::Certificates::unlock(series, item, lock),
			false => Ok(()),
		}
	}
}
