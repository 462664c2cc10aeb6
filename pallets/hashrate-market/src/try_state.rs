//! The README's invariants, by number.

#![cfg(any(feature = "try-runtime", feature = "std"))]

use crate::{fees, Config, ListingOf, Listings, Pallet};
use dmex_primitives::{CertificateView, ItemId, Lock, SeriesId};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the README on the whole state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Listings::<T>::iter().try_for_each(|(series, item, listing)| {
			Self::check_certificate(series, item, &listing)?;
			Self::check_terms(series, &listing)
		})
	}

	/// Invariants 1 and 2.
	fn check_certificate(
		series: SeriesId,
		item: ItemId,
		listing: &ListingOf<T>,
	) -> Result<(), TryRuntimeError> {
		let certificate = T::Certificates::certificate(series, item)
			.ok_or("market 1: a listing without certificate")?;
		ensure!(certificate.lock == Some(Lock::Listed), "market 1: a listing without its lock");
		ensure!(
			certificate.owner == listing.seller,
			"market 2: a listing by another than the owner"
		);
		ensure!(!certificate.sold, "market 2: a sold certificate in a first sale");
		Ok(())
	}

	/// Invariants 2 and 3.
	fn check_terms(series: SeriesId, listing: &ListingOf<T>) -> Result<(), TryRuntimeError> {
		let terms = T::Certificates::series(series).ok_or("market 2: a listing without series")?;
		ensure!(listing.seller == terms.miner, "market 2: a first sale by another than the miner");
		let floor = fees::floor(terms.units, terms.term, terms.min_price_per_unit_day)?;
		ensure!(listing.price >= floor, "market 3: a price under the floor");
		Ok(())
	}
}
