//! What the calls do. Each reads, decides, moves money, writes, tells, in this order; a call that
//! fails changes nothing, because the dispatcher rolls back.

use crate::{fees, types::ListingOf, Config, Error, Event, Listing, Listings, Pallet};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Escrow, ItemId, Items, Lock, Locks, ProtocolFees,
	SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::Inspect,
		tokens::{Fortitude::Polite, Preservation::Expendable},
		Get,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The account that is to hold the money of bids and offers.
	pub fn account_id() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Put `items` up for sale by their owner, at `price` each.
	pub(crate) fn do_list(
		seller: T::AccountId,
		series: SeriesId,
		items: Items,
		price: Balance,
		days: u32,
	) -> DispatchResult {
		ensure!((1..=T::MaxListingDays::get()).contains(&days), Error::<T>::InvalidExpiry);
		Self::ensure_list(&items)?;
		Self::ensure_floor(&Self::terms(series)?, price)?;
		T::Escrow::ensure_on_sale(series)?;
		items.iter().try_for_each(|item| Self::ensure_listable(&seller, series, *item))?;

		let expires = T::Clock::today().saturating_add(days);
		let (rate, split) = (T::TradingFee::get(), T::Fees::split());
		let listing = Listing { seller: seller.clone(), price, expires, rate, split };
		for item in &items {
			T::Certificates::lock(series, *item, Lock::Listed)?;
			Listings::<T>::insert(series, item, &listing);
		}
		Self::deposit_event(Event::Listed { series, items, seller, price, expires, rate });
		Ok(())
	}

	/// Take `items` off the market, by their seller or, once expired, by anyone.
	pub(crate) fn do_delist(who: T::AccountId, series: SeriesId, items: Items) -> DispatchResult {
		Self::ensure_list(&items)?;
		let today = T::Clock::today();
		for item in &items {
			let listing = Self::listing(series, *item)?;
			ensure!(listing.seller == who || listing.expired(today), Error::<T>::NotSeller);
			Self::close(series, *item)?;
		}
		Self::deposit_event(Event::Delisted { series, items, who });
		Ok(())
	}

	/// Sell `items` to `buyer` for at most `max_total`: fees first, then deposits into escrow.
	pub(crate) fn do_buy(
		buyer: T::AccountId,
		series: SeriesId,
		items: Items,
		max_total: Balance,
	) -> DispatchResult {
		Self::ensure_list(&items)?;
		let terms = Self::terms(series)?;
		// Unsold certificates are the miner's, so a first sale has one seller.
		let seller = terms.miner;
		ensure!(buyer != seller, Error::<T>::BuyFromSelf);
		let (bill, deposits) = Self::order(series, &items)?;
		ensure!(bill.total <= max_total, Error::<T>::TooExpensive);
		Self::ensure_pays(&buyer, &terms.payment_asset, bill.total)?;

		// A locked certificate cannot move, so the locks go first.
		items.iter().try_for_each(|item| Self::close(series, *item))?;
		for (split, fee) in bill.fees {
			T::Fees::collect(&buyer, &terms.payment_asset, fee, split)?;
		}
		let (start, end) = T::Escrow::sell(series, &buyer, &deposits)?;
		let (total, fee) = (bill.total, bill.fee);
		Self::deposit_event(Event::Bought { series, items, buyer, seller, total, fee, start, end });
		Ok(())
	}

	/// What `items` cost together, and the deposit of each, on the terms of its own listing.
	/// Errors unless each is for sale today.
	fn order(
		series: SeriesId,
		items: &Items,
	) -> Result<(fees::Bill, Vec<(ItemId, Balance)>), DispatchError> {
		let today = T::Clock::today();
		let (mut bill, mut deposits) = (fees::Bill::default(), Vec::with_capacity(items.len()));
		for item in items {
			let listing = Self::listing(series, *item)?;
			ensure!(!listing.expired(today), Error::<T>::ListingExpired);
			let parts = bill.add(listing.price, listing.rate, listing.split)?;
			deposits.push((*item, parts.deposit));
		}
		Ok((bill, deposits))
	}

	/// A certificate that `seller` may list: its own, unsold, and free.
	fn ensure_listable(seller: &T::AccountId, series: SeriesId, item: ItemId) -> DispatchResult {
		let certificate =
			T::Certificates::certificate(series, item).ok_or(Error::<T>::UnknownCertificate)?;
		ensure!(certificate.owner == *seller, Error::<T>::NotOwner);
		ensure!(!certificate.sold, Error::<T>::FirstSalesOnly);
		ensure!(certificate.lock.is_none(), Error::<T>::CertificateLocked);
		Ok(())
	}

	/// A price that is not under the voted floor of the series.
	fn ensure_floor(terms: &SeriesTerms<T::AccountId>, price: Balance) -> DispatchResult {
		let floor = fees::floor(terms.units, terms.term, terms.min_price_per_unit_day)?;
		ensure!(price >= floor, Error::<T>::PriceUnderFloor);
		Ok(())
	}

	/// A buyer whose spendable balance covers `total`.
	fn ensure_pays(buyer: &T::AccountId, asset: &Asset, total: Balance) -> DispatchResult {
		let spendable = T::Assets::reducible_balance(asset.clone(), buyer, Expendable, Polite);
		ensure!(spendable >= total, Error::<T>::CannotPay);
		Ok(())
	}

	/// A list that names something, and nothing twice.
	fn ensure_list(items: &Items) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let distinct: BTreeSet<_> = items.iter().collect();
		ensure!(distinct.len() == items.len(), Error::<T>::DuplicateItem);
		Ok(())
	}

	/// A listing is over, sold or not: the certificate is free.
	fn close(series: SeriesId, item: ItemId) -> DispatchResult {
		Listings::<T>::remove(series, item);
		T::Certificates::unlock(series, item, Lock::Listed)
	}

	fn listing(series: SeriesId, item: ItemId) -> Result<ListingOf<T>, DispatchError> {
		Listings::<T>::get(series, item).ok_or(Error::<T>::NotListed.into())
	}

	fn terms(series: SeriesId) -> Result<SeriesTerms<T::AccountId>, DispatchError> {
		T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries.into())
	}
}
