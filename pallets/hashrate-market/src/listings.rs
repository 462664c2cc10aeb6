//! Sales at a fixed price.

use crate::{
	delivery::Sale,
	order::{ByAssetAndPrice, ByPrice},
	types::ListingOf,
	Config, Error, Event, Listing, Listings, ListingsByNetwork, ListingsBySeries, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Balance, CertificateInfo, CertificateView, Clock, Escrow, ItemId, Items, Lock, Locks, SeriesId,
	SeriesTerms,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// A listing that is in force, with its certificate.
type Listed<T> = (ListingOf<T>, CertificateInfo<<T as frame_system::Config>::AccountId>);

impl<T: Config> Pallet<T> {
	/// Put `items` up for sale by their owner, at `price` each.
	pub(crate) fn do_list(
		seller: T::AccountId,
		series: SeriesId,
		items: Items,
		price: Balance,
		days: u32,
	) -> DispatchResult {
		Self::ensure_list(&items)?;
		let expires_on = Self::expiry(days)?;
		let terms = Self::terms(series)?;
		let first_sale = Self::ensure_unlocked_lot(&seller, series, &items)?;
		Self::ensure_floor(&terms, first_sale, price, 1)?;
		Self::ensure_on_sale(series, &items, first_sale)?;

		let fees = Self::fee_terms();
		let listing = Listing { seller: seller.clone(), price, expires_on, fees };
		for item in &items {
			T::Certificates::lock(series, *item, Lock::Listed)?;
			Self::store_listing(series, *item, &terms, &listing);
		}
		let rate = fees.rate;
		Self::deposit_event(Event::Listed { series, items, seller, price, expires_on, rate });
		Ok(())
	}

	/// Change the price of listings that have not expired.
	pub(crate) fn do_reprice(
		seller: T::AccountId,
		series: SeriesId,
		items: Items,
		price: Balance,
	) -> DispatchResult {
		Self::ensure_list(&items)?;
		let terms = Self::terms(series)?;
		for item in &items {
			let (listing, certificate) = Self::listing(series, *item)?;
			ensure!(listing.seller == seller, Error::<T>::NotSeller);
			ensure!(!Self::has_expired(listing.expires_on), Error::<T>::ListingExpired);
			Self::ensure_floor(&terms, !certificate.sold, price, 1)?;
			Self::remove_listing(series, *item, &terms, &listing);
			Self::store_listing(series, *item, &terms, &Listing { price, ..listing });
		}
		Self::deposit_event(Event::Repriced { series, items, seller, price });
		Ok(())
	}

	/// Take `items` off the market, by their seller or, once their listings are stale, by anyone.
	pub(crate) fn do_delist(who: T::AccountId, series: SeriesId, items: Items) -> DispatchResult {
		Self::ensure_list(&items)?;
		let terms = Self::terms(series)?;
		for item in &items {
			let listing = Listings::<T>::get(series, item).ok_or(Error::<T>::NotListed)?;
			let stale = || Self::is_stale(series, *item, &listing, &terms);
			ensure!(listing.seller == who || stale(), Error::<T>::NotSeller);
			Self::close_listing(series, *item, &terms, &listing)?;
		}
		Self::deposit_event(Event::Delisted { series, items, who });
		Ok(())
	}

	/// Sell `items` to `buyer` for at most `max_total`, if of each certificate at least
	/// `min_unreleased` of the deposit is unreleased.
	pub(crate) fn do_buy(
		buyer: T::AccountId,
		series: SeriesId,
		items: Items,
		max_total: Balance,
		min_unreleased: Balance,
	) -> DispatchResult {
		Self::ensure_list(&items)?;
		let terms = Self::terms(series)?;
		let listed = items.iter().map(|item| Self::ensure_for_sale(&buyer, series, *item));
		let listed = listed.collect::<Result<Vec<_>, _>>()?;
		let first_sale = Self::ensure_alike(listed.iter().map(|(_, held)| held.sold))?;
		let priced = items.iter().zip(&listed).map(|(item, (listing, _))| {
			(*item, listing.seller.clone(), listing.price, listing.fees)
		});
		let sale = Sale::<T>::new(series, terms, first_sale, buyer, priced)?;
		ensure!(sale.total <= max_total, Error::<T>::TooExpensive);
		Self::ensure_on_sale(series, &items, first_sale)?;
		sale.ensure_unreleased(min_unreleased)?;

		Self::charge(&sale.terms.payment_asset, &sale.buyer, sale.total)?;
		// A locked certificate cannot move, so the locks go first.
		for (item, (listing, _)) in items.iter().zip(&listed) {
			Self::close_listing(series, *item, &sale.terms, listing)?;
		}
		Self::deliver(sale)
	}

	/// A listing that is in force: its certificate is locked for it.
	pub(crate) fn listing(series: SeriesId, item: ItemId) -> Result<Listed<T>, DispatchError> {
		let listing = Listings::<T>::get(series, item).ok_or(Error::<T>::NotListed)?;
		let certificate = T::Certificates::certificate(series, item);
		let certificate = certificate.filter(|held| held.lock == Some(Lock::Listed));
		Ok((listing, certificate.ok_or(Error::<T>::NotListed)?))
	}

	/// A certificate that `buyer` may buy today.
	fn ensure_for_sale(
		buyer: &T::AccountId,
		series: SeriesId,
		item: ItemId,
	) -> Result<Listed<T>, DispatchError> {
		let (listing, certificate) = Self::listing(series, item)?;
		ensure!(listing.seller != *buyer, Error::<T>::BuyFromSelf);
		ensure!(!Self::has_expired(listing.expires_on), Error::<T>::ListingExpired);
		Ok((listing, certificate))
	}

	/// Whether nobody can ever buy by a listing any more, so that anyone may delist it.
	fn is_stale(
		series: SeriesId,
		item: ItemId,
		listing: &ListingOf<T>,
		terms: &SeriesTerms<T::AccountId>,
	) -> bool {
		let last_day = || T::Escrow::ensure_on_resale(series, &[item]);
		Self::has_expired(listing.expires_on)
			|| terms.terminated
			|| !Self::is_locked(series, item, Lock::Listed)
			|| last_day().is_ok_and(|last_day| last_day <= T::Clock::today())
	}

	/// Remove a listing, sold or not, and unlock its certificate.
	fn close_listing(
		series: SeriesId,
		item: ItemId,
		terms: &SeriesTerms<T::AccountId>,
		listing: &ListingOf<T>,
	) -> DispatchResult {
		Self::remove_listing(series, item, terms, listing);
		Self::unlock(series, item, Lock::Listed)
	}

	/// The keys of a listing among those of its series, and of its network.
	pub(crate) fn keys_of(
		series: SeriesId,
		item: ItemId,
		terms: &SeriesTerms<T::AccountId>,
		price: Balance,
	) -> (ByPrice, ByAssetAndPrice) {
		let by_asset = ByAssetAndPrice::of(&terms.payment_asset, price, series, item);
		(ByPrice::of(price, item), by_asset)
	}

	/// Write a listing and its places in the order of prices.
	fn store_listing(
		series: SeriesId,
		item: ItemId,
		terms: &SeriesTerms<T::AccountId>,
		listing: &ListingOf<T>,
	) {
		let (in_series, in_network) = Self::keys_of(series, item, terms, listing.price);
		Listings::<T>::insert(series, item, listing);
		ListingsBySeries::<T>::insert(series, in_series, ());
		ListingsByNetwork::<T>::insert(terms.network, in_network, ());
	}

	/// Remove a listing and its places in the order of prices.
	fn remove_listing(
		series: SeriesId,
		item: ItemId,
		terms: &SeriesTerms<T::AccountId>,
		listing: &ListingOf<T>,
	) {
		let (in_series, in_network) = Self::keys_of(series, item, terms, listing.price);
		Listings::<T>::remove(series, item);
		ListingsBySeries::<T>::remove(series, in_series);
		ListingsByNetwork::<T>::remove(terms.network, in_network);
	}
}
