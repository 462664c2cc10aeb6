//! Reading for clients and tools. None of it is used by a call.

use crate::{Auctions, Config, Credits, Offers, Pallet};
use alloc::collections::BTreeMap;
use dmex_primitives::{Asset, Balance, CertificateView, SeriesId};

impl<T: Config> Pallet<T> {
	/// What the pallet's account must hold, by asset: standing bids, offers and credits. Nothing if
	/// the records are damaged.
	pub fn held_for_others() -> Option<BTreeMap<Asset, Balance>> {
		let mut sums = BTreeMap::<Asset, Balance>::new();
		let mut add = |asset: Asset, amount: Balance| {
			let sum = sums.entry(asset).or_default();
			*sum = sum.checked_add(amount)?;
			Some(())
		};
		let asset_of = |series: SeriesId| Some(T::Certificates::series(series)?.payment_asset);
		for auction in Auctions::<T>::iter_values() {
			if let Some(bid) = auction.best {
				add(asset_of(auction.series)?, bid.amount)?;
			}
		}
		for offer in Offers::<T>::iter_values() {
			add(asset_of(offer.series)?, offer.amount)?;
		}
		for (_, asset, amount) in Credits::<T>::iter() {
			add(asset, amount)?;
		}
		Some(sums)
	}
}
