//! Readers for clients and tools. No call uses them.

use crate::{
	types::{AuctionOf, ListingOf},
	Auctions, Config, Offers, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{backing::add, Backing, CertificateView, ItemId, PayOrCredit, SeriesId};

impl<T: Config> Pallet<T> {
	/// The listing by which a certificate can be bought now, and whether that is its first sale.
	/// `None` if it is not for sale, whoever asks.
	pub fn for_sale(series: SeriesId, item: ItemId) -> Option<(ListingOf<T>, bool)> {
		let (listing, certificate) = Self::listing(series, item).ok()?;
		let first_sale = !certificate.sold;
		Self::ensure_on_sale(series, &[item], first_sale).ok()?;
		(!Self::has_expired(listing.expires_on)).then_some((listing, first_sale))
	}

	/// Whether an auction takes bids, or its lot can be bought, in this block.
	pub fn is_running(auction: &AuctionOf<T>) -> bool {
		Self::void_reason(auction).is_none() && Self::ensure_running(auction).is_ok()
	}

	/// Holdings of the pallet's account by asset, against the bids, offers and credits in it.
	/// `None` if the records are damaged.
	pub fn backing() -> Option<Vec<Backing>> {
		let mut due = T::Credits::credits_at(&Self::account());
		let asset_of = |series: SeriesId| Some(T::Certificates::series(series)?.payment_asset);
		for auction in Auctions::<T>::iter_values() {
			if let Some(bid) = auction.best {
				add(&mut due, asset_of(auction.series)?, bid.amount)?;
			}
		}
		for offer in Offers::<T>::iter_values() {
			add(&mut due, asset_of(offer.series)?, offer.amount)?;
		}
		Some(Backing::of::<_, T::Assets>(&Self::account(), due))
	}
}
