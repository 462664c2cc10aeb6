//! Reading for clients and tools. None of it is used by a call.

use crate::{
	types::{AuctionOf, ListingOf},
	Auctions, Config, Credits, Offers, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{
	coverage::{add, Sums},
	Asset, Balance, CertificateView, Clock, Coverage, Escrow, ItemId, SeriesId,
};

impl<T: Config> Pallet<T> {
	/// The listing by which a certificate can be bought now, and whether that is its first sale.
	/// Nothing if it is not for sale, whoever asks.
	pub fn for_sale(series: SeriesId, item: ItemId) -> Option<(ListingOf<T>, bool)> {
		let (listing, certificate) = Self::listing(series, item).ok()?;
		let first_sale = !certificate.sold;
		Self::ensure_on_sale(series, &[item], first_sale).ok()?;
		(!listing.expired(T::Clock::today())).then_some((listing, first_sale))
	}

	/// Whether an auction takes bids, or can be bought from, in this block.
	pub fn is_running(auction: &AuctionOf<T>) -> bool {
		let on_sale =
			|| !auction.is_first_sale() || T::Escrow::ensure_on_sale(auction.series).is_ok();
		!auction.schedule.is_over(Self::now()) && Self::flaw(auction).is_none() && on_sale()
	}

	/// What waits for an account because it could not be paid, by asset, in base units.
	pub fn credits(who: &T::AccountId) -> Vec<(Asset, Balance)> {
		Credits::<T>::iter_prefix(who).collect()
	}

	/// The pallet's account by asset: it must hold standing bids, offers and credits. Nothing if the
	/// records are damaged.
	pub fn coverage() -> Option<Vec<Coverage>> {
		let mut due = Sums::new();
		let asset_of = |series: SeriesId| Some(T::Certificates::series(series)?.payment_asset);
		for auction in Auctions::<T>::iter_values() {
			if let Some(bid) = auction.best {
				add(&mut due, asset_of(auction.series)?, bid.amount)?;
			}
		}
		for offer in Offers::<T>::iter_values() {
			add(&mut due, asset_of(offer.series)?, offer.amount)?;
		}
		for (_, asset, amount) in Credits::<T>::iter() {
			add(&mut due, asset, amount)?;
		}
		Some(Coverage::of::<_, T::Assets>(&Self::account_id(), due))
	}
}
