//! The answers about the market: what can be bought, what it costs, what a buyer gets.

mod quote;

pub use quote::quote;

use super::rate;
use crate::{AccountId, Calendar, HashrateMarket, HashrateNft, RiskEscrow, Runtime};
use alloc::{boxed::Box, vec::Vec};
use dmex_primitives::{
	AuctionId, Balance, Clock, Day, ItemId, Lock, NetworkId, OfferId, SeriesId, SeriesTerms,
	MAX_NETWORKS,
};
use dmex_runtime_api::*;
use pallet_hashrate_market::{
	fees::{divide, floor, Parts},
	order::{ByAssetAndPrice, ByPrice},
	types::{AuctionKind, AuctionOf, ListingOf},
	Auctions, Listings, Offer, Offers,
};

type Terms = SeriesTerms<AccountId>;

/// The listing that locks a certificate.
pub fn listing(
	series: SeriesId,
	item: ItemId,
	lock: Option<Lock>,
	end: Option<Day>,
) -> Option<ListingInfo> {
	if lock != Some(Lock::Listed) {
		return None;
	}
	let listing = Listings::<Runtime>::get(series, item)?;
	Some(ListingInfo { price: listing.price, last_day: last_day(listing.expires_on, end) })
}

/// The last day on which a sale that expires can be accepted. A certificate that was sold before
/// changes hands until the day before its `end`.
fn last_day(expires_on: Day, end: Option<Day>) -> Day {
	end.map_or(expires_on, |end| end.min(expires_on)).saturating_sub(1)
}

/// The auction that locks a certificate.
pub fn auction(lock: Option<Lock>) -> Option<AuctionId> {
	match lock? {
		Lock::Auctioned(id) => Some(id),
		_ => None,
	}
}

/// The offers that the owner of a certificate could accept, the highest first.
pub fn offers_for(certificate: &CertificateInfo) -> Vec<OfferInfo> {
	let CertificateInfo { series, item, owner, .. } = certificate;
	let ids = HashrateMarket::offers_on(*series, *item).take(MAX_OFFERS as usize);
	let acceptable = |id: &OfferId| {
		Offers::<Runtime>::get(id).is_some_and(|offer| {
			offer.bidder != *owner && HashrateMarket::ensure_acceptable(&offer).is_ok()
		})
	};
	ids.filter(acceptable).filter_map(offer).collect()
}

/// An offer.
pub fn offer(id: OfferId) -> Option<OfferInfo> {
	let offer = Offers::<Runtime>::get(id)?;
	let void = HashrateMarket::ensure_in_force(&offer).is_err();
	let Offer { series, item, bidder, amount, deposit, min_unreleased, first_sale, .. } = offer;
	Some(OfferInfo {
		offer: id,
		series,
		item,
		bidder,
		amount,
		payment_asset: offer.payment_asset,
		deposit,
		min_unreleased,
		first_sale,
		last_day: last_day(offer.expires_on, None),
		void,
	})
}

/// Something that can be bought.
enum Sale {
	Listing(ListedInfo),
	Auction(AuctionInfo),
}

/// A page of what can be bought.
pub fn listings(
	filter: ListingsFilter,
	cursor: Option<ListingsCursor>,
	limit: u32,
) -> ListingsPage {
	let limit = limit.clamp(1, MAX_PAGE) as usize;
	let mut page = ListingsPage { listings: Vec::new(), auctions: Vec::new(), cursor };
	let mut records = records(&filter, cursor);
	for _ in 0..MAX_VISITED {
		let Some(record) = records.next() else {
			page.cursor = None;
			break;
		};
		let full = page.listings.len().saturating_add(page.auctions.len()) >= limit;
		match sale(&filter, record) {
			Some(_) if full => break,
			Some(Sale::Listing(listing)) => page.listings.push(listing),
			Some(Sale::Auction(auction)) => page.auctions.push(auction),
			None => {},
		}
		page.cursor = Some(record);
	}
	page
}

type Records = Box<dyn Iterator<Item = ListingsCursor>>;

/// The records after `cursor` that may meet the filter: listings, then auctions.
fn records(filter: &ListingsFilter, cursor: Option<ListingsCursor>) -> Records {
	let wants = |kind| filter.kind.is_none_or(|wanted| wanted == kind);
	let auctions: Records = match cursor {
		_ if !wants(SaleKind::Auction) => Box::new(core::iter::empty()),
		Some(ListingsCursor::Auction(id)) => {
			let last = Auctions::<Runtime>::hashed_key_for(id);
			Box::new(Auctions::<Runtime>::iter_keys_from(last).map(ListingsCursor::Auction))
		},
		_ => Box::new(Auctions::<Runtime>::iter_keys().map(ListingsCursor::Auction)),
	};
	let after = match cursor {
		_ if !wants(SaleKind::Listing) => return auctions,
		Some(ListingsCursor::Auction(_)) => return auctions,
		Some(ListingsCursor::Listing { price, series, item }) => Some((price, series, item)),
		None => None,
	};
	Box::new(listing_records(filter.clone(), after).chain(auctions))
}

/// A listing with its price, as a page that ended with it tells it.
type Listed = (Balance, SeriesId, ItemId);

/// The listings after one, or all, that may meet the filter: those of a series in the order of their
/// prices; or those of one network or of all, by network, asset and price.
fn listing_records(filter: ListingsFilter, after: Option<Listed>) -> Records {
	if let Some(series) = filter.series {
		let after = after.map(|(price, _, item)| ByPrice::of(price, item));
		let listings = HashrateMarket::cheapest_of_series(series, after);
		let within = listings.take_while(move |key| is_within_price(&filter, key.price()));
		return Box::new(within.map(move |key| ListingsCursor::Listing {
			price: key.price(),
			series,
			item: key.item(),
		}));
	}
	let after = after.and_then(|(price, series, item)| {
		let terms = HashrateNft::terms_of(series)?;
		let key = ByAssetAndPrice::of(&terms.payment_asset, price, series, item);
		Some((terms.network, key))
	});
	let first = after.map_or(0, |(network, _)| network);
	let networks = match filter.network {
		Some(network) => network..=network,
		None => first..=MAX_NETWORKS.saturating_sub(1),
	};
	Box::new(networks.flat_map(move |network| {
		let after = after.filter(|(of, _)| *of == network).map(|(_, key)| key);
		listings_of(network, filter.clone(), after)
	}))
}

/// The listings of a network after one, or all, that are within the asset and price of the filter.
fn listings_of(
	network: NetworkId,
	filter: ListingsFilter,
	after: Option<ByAssetAndPrice>,
) -> impl Iterator<Item = ListingsCursor> {
	let first = filter.payment_asset.as_ref().map(ByAssetAndPrice::first_of);
	let mut listings = HashrateMarket::cheapest_of_network(network, after.max(first));
	core::iter::from_fn(move || loop {
		let key = listings.next()?;
		let asset = key.asset();
		if filter.payment_asset.as_ref().is_some_and(|wanted| *wanted != asset) {
			return None;
		}
		if is_within_price(&filter, key.price()) {
			let (price, series, item) = (key.price(), key.series(), key.item());
			return Some(ListingsCursor::Listing { price, series, item });
		}
		// Those that follow with this asset cost more.
		let rest = Some(ByAssetAndPrice::last_of(&asset));
		listings = HashrateMarket::cheapest_of_network(network, rest);
	})
}

/// What a record offers, if it can be bought now and meets the filter.
fn sale(filter: &ListingsFilter, record: ListingsCursor) -> Option<Sale> {
	match record {
		ListingsCursor::Listing { series, item, .. } => {
			let terms = series_within(filter, series)?;
			listed(filter, &terms, series, item).map(Sale::Listing)
		},
		ListingsCursor::Auction(id) => {
			let auction = Auctions::<Runtime>::get(id)?;
			let terms = series_within(filter, auction.series)?;
			running(filter, terms, id, auction).map(Sale::Auction)
		},
	}
}

/// The terms of a series that meets the filter.
fn series_within(filter: &ListingsFilter, series: SeriesId) -> Option<Terms> {
	if filter.series.is_some_and(|wanted| wanted != series) {
		return None;
	}
	let terms = HashrateNft::terms_of(series)?;
	let in_network = filter.network.is_none_or(|wanted| wanted == terms.network);
	let of_asset = filter.payment_asset.as_ref().is_none_or(|asset| *asset == terms.payment_asset);
	(in_network && of_asset).then_some(terms)
}

fn is_within_price(filter: &ListingsFilter, price: Balance) -> bool {
	filter.max_price.is_none_or(|max| price <= max)
}

fn listed(
	filter: &ListingsFilter,
	terms: &Terms,
	series: SeriesId,
	item: ItemId,
) -> Option<ListedInfo> {
	let ForSale { listing, first_sale, parts } = for_sale(series, item)?;
	if !is_within_price(filter, listing.price) {
		return None;
	}
	let (start_day, end_day) = validity(terms, series, item, first_sale)?;
	Some(ListedInfo {
		series,
		item,
		network: terms.network,
		seller: listing.seller,
		price: listing.price,
		payment_asset: terms.payment_asset.clone(),
		first_sale,
		min_unreleased: min_unreleased(series, item, first_sale, parts)?,
		pledge: terms.pledge(1).ok()?,
		voted_floor: voted_floor(terms)?,
		last_day: last_day(listing.expires_on, (!first_sale).then_some(end_day)),
		units: terms.units,
		term_days: terms.term,
		start_day,
		end_day,
		rate: rate(listing.fees.rate),
	})
}

/// A certificate that can be bought now.
struct ForSale {
	listing: ListingOf<Runtime>,
	first_sale: bool,
	/// Its price, divided into the fee and the rest.
	parts: Parts,
}

/// A certificate, if it can be bought now: the market offers it, and the escrow would accept it.
fn for_sale(series: SeriesId, item: ItemId) -> Option<ForSale> {
	let (listing, first_sale) = HashrateMarket::for_sale(series, item)?;
	let parts = divide(listing.price, listing.fees.rate);
	let accepted = !first_sale || RiskEscrow::ensure_sellable_today(series, &[parts.rest]).is_ok();
	accepted.then_some(ForSale { listing, first_sale, parts })
}

/// The unreleased deposit of a certificate that is bought today, as the market counts it.
fn min_unreleased(
	series: SeriesId,
	item: ItemId,
	first_sale: bool,
	parts: Parts,
) -> Option<Balance> {
	match first_sale {
		true => Some(parts.rest),
		false => HashrateMarket::min_unreleased(series, &[item], Calendar::today()).ok(),
	}
}

/// The minimum price of a first sale of a certificate; `None` if no price is high enough.
fn voted_floor(terms: &Terms) -> Option<Balance> {
	floor(terms.units, terms.term, terms.min_price_per_unit_day).ok()
}

/// The first and the last day of a certificate, if it is bought today.
fn validity(terms: &Terms, series: SeriesId, item: ItemId, first_sale: bool) -> Option<(Day, Day)> {
	if first_sale {
		let start = Calendar::today().checked_add(1)?;
		return Some((start, terms.last_day(start)));
	}
	let standing = RiskEscrow::standing(series, item)?;
	Some((standing.start, standing.end))
}

fn running(
	filter: &ListingsFilter,
	terms: Terms,
	id: AuctionId,
	auction: AuctionOf<Runtime>,
) -> Option<AuctionInfo> {
	let first_sale = auction.is_first_sale();
	let accepted = !first_sale || RiskEscrow::ensure_sellable_today(auction.series, &[]).is_ok();
	if !accepted || !HashrateMarket::is_running(id, &auction) {
		return None;
	}
	let (kind, min_bid, asked) = asked(&auction)?;
	let min_unreleased = HashrateMarket::unreleased_at_end(&auction, asked);
	if !is_within_price(filter, asked.div_ceil(auction.size().max(1).into())) {
		return None;
	}
	Some(AuctionInfo {
		auction: id,
		series: auction.series,
		items: auction.items.into_inner(),
		network: terms.network,
		seller: auction.seller,
		pledge: terms.pledge(1).ok()?,
		voted_floor: voted_floor(&terms)?,
		payment_asset: terms.payment_asset,
		first_sale,
		kind,
		best_bid: auction.best,
		min_bid,
		min_unreleased,
		ends: auction.schedule.ends,
		latest: auction.schedule.latest,
		units: terms.units,
		term_days: terms.term,
		end_day: auction.last_day,
		rate: rate(auction.fees.rate),
	})
}

/// The kind of an auction with its prices, its minimum next bid, and the minimum price now.
fn asked(auction: &AuctionOf<Runtime>) -> Option<(AuctionKindInfo, Option<Balance>, Balance)> {
	match auction.kind {
		AuctionKind::English { reserve, buy_now } => {
			// A bid of the price that buys immediately need not be higher.
			let next = HashrateMarket::min_bid(auction)?;
			let min = buy_now.map_or(next, |price| price.min(next));
			Some((AuctionKindInfo::English { reserve, buy_now }, Some(min), min))
		},
		AuctionKind::Dutch { start_price, floor } => {
			let price = HashrateMarket::price_now(auction)?;
			Some((AuctionKindInfo::Dutch { start_price, floor, price }, None, price))
		},
	}
}
