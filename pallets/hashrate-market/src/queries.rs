//! Readers for clients and tools. No call uses them.

use crate::{
	order::{ByAmount, ByAssetAndPrice, ByPrice},
	types::{AuctionOf, ListingOf, OfferOf},
	Config, Error, ListingsByNetwork, ListingsBySeries, OffersOn, Pallet, Totals,
};
use alloc::{boxed::Box, vec::Vec};
use dmex_primitives::{
	backing::add, AuctionId, Backing, CertificateView, Clock, Escrow, ItemId, NetworkId, OfferId,
	PayOrCredit, SeriesId,
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

/// Keys in their order.
type Keys<Key> = Box<dyn Iterator<Item = Key>>;

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
	pub fn is_running(id: AuctionId, auction: &AuctionOf<T>) -> bool {
		Self::void_reason(id, auction).is_none() && Self::ensure_running(auction).is_ok()
	}

	/// The listings of a series that come after a key, stale ones too, the cheapest first: one storage
	/// read for each that is asked for.
	pub fn cheapest_of_series(series: SeriesId, after: Option<ByPrice>) -> Keys<ByPrice> {
		let Some(after) = after else {
			return Box::new(ListingsBySeries::<T>::iter_key_prefix(series));
		};
		let after = ListingsBySeries::<T>::hashed_key_for(series, after);
		Box::new(ListingsBySeries::<T>::iter_key_prefix_from(series, after))
	}

	/// The listings of a network that come after a key, stale ones too, by payment asset and of each the
	/// cheapest first: one storage read for each that is asked for.
	pub fn cheapest_of_network(
		network: NetworkId,
		after: Option<ByAssetAndPrice>,
	) -> Keys<ByAssetAndPrice> {
		let Some(after) = after else {
			return Box::new(ListingsByNetwork::<T>::iter_key_prefix(network));
		};
		let after = ListingsByNetwork::<T>::hashed_key_for(network, after);
		Box::new(ListingsByNetwork::<T>::iter_key_prefix_from(network, after))
	}

	/// The offers for a certificate that were made for it as it is now, unsold or sold and with as many
	/// freezes: the highest first, then the oldest, one storage read for each that is asked for.
	pub fn offers_on(series: SeriesId, item: ItemId) -> Keys<OfferId> {
		let Some(certificate) = T::Certificates::certificate(series, item) else {
			return Box::new(core::iter::empty());
		};
		let now = (!certificate.sold, T::Escrow::freezes(series));
		let offers = OffersOn::<T>::iter_key_prefix((series, item, now));
		Box::new(offers.map(|key: ByAmount| key.offer()))
	}

	/// Check that an offer can be accepted now, whoever owns the certificate: it is in force, and what
	/// its bidder demands is left.
	pub fn ensure_acceptable(offer: &OfferOf<T>) -> DispatchResult {
		Self::ensure_in_force(offer)?;
		if offer.first_sale {
			return T::Escrow::ensure_on_sale(offer.series);
		}
		let left = Self::min_unreleased(offer.series, &[offer.item], T::Clock::today())?;
		ensure!(left >= offer.min_unreleased, Error::<T>::TooLittleUnreleased);
		Ok(())
	}

	/// Holdings of the pallet's account by asset, against the bids, offers, deposits of offers and
	/// credits in it: two storage reads and a balance for each asset. `None` if a sum overflows.
	pub fn backing() -> Option<Vec<Backing>> {
		let mut due = T::Credits::credits_at(&Self::account());
		for (asset, total) in Totals::<T>::iter() {
			add(&mut due, asset, total)?;
		}
		Some(Backing::of::<_, T::Assets>(&Self::account(), due))
	}
}
