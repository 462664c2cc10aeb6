//! The answers about the market: what can be bought, what it costs, what a buyer gets.

mod quote;

pub use quote::quote;

use super::rate;
use crate::{AccountId, Calendar, HashrateMarket, HashrateNft, RiskEscrow, Runtime};
use alloc::{boxed::Box, vec::Vec};
use core::cmp::Reverse;
use dmex_primitives::{
	AuctionId, Balance, Clock, Day, ItemId, Lock, OfferId, SeriesId, SeriesTerms,
};
use dmex_runtime_api::*;
use frame_support::traits::Defensive;
use pallet_hashrate_market::{
	fees::{divide, Parts},
	types::{AuctionKind, AuctionOf, ListingOf},
	Auctions, Listings, Offer, Offers, OffersBy, OffersOn,
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

/// The offers that an account made.
pub fn offers(account: &AccountId) -> Vec<OfferInfo> {
	let ids = OffersBy::<Runtime>::iter_key_prefix(account).take(MAX_OFFERS as usize);
	ids.filter_map(offer).collect()
}

/// The offers in force that the owner of a certificate could accept, the highest first.
pub fn offers_for(certificate: &CertificateInfo) -> Vec<OfferInfo> {
	let CertificateInfo { series, item, owner, .. } = certificate;
	let ids = OffersOn::<Runtime>::iter_key_prefix((*series, *item)).take(MAX_VISITED as usize);
	let good = |offer: &OfferInfo| !offer.void && offer.bidder != *owner;
	let mut offers: Vec<_> = ids.filter_map(offer).filter(good).collect();
	offers.sort_by_key(|each| (Reverse(each.amount), each.offer));
	offers.truncate(MAX_OFFERS as usize);
	offers
}

fn offer(id: OfferId) -> Option<OfferInfo> {
	let offer = Offers::<Runtime>::get(id)?;
	let void = HashrateMarket::ensure_in_force(&offer).is_err();
	let Offer { series, item, bidder, amount, first_sale, expires_on, .. } = offer;
	let standing = if first_sale { None } else { RiskEscrow::standing(series, item) };
	Some(OfferInfo {
		offer: id,
		series,
		item,
		bidder,
		amount,
		payment_asset: HashrateNft::terms_of(series).defensive()?.payment_asset,
		first_sale,
		last_day: last_day(expires_on, standing.map(|standing| standing.end)),
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
	let listings = match cursor {
		Some(ListingsCursor::Auction(_)) => None,
		Some(ListingsCursor::Listing(series, item)) => Some(Some((series, item))),
		None => Some(None),
	};
	let listings = listings.filter(|_| wants(SaleKind::Listing));
	let auctions: Records = match cursor {
		_ if !wants(SaleKind::Auction) => Box::new(core::iter::empty()),
		Some(ListingsCursor::Auction(id)) => {
			let last = Auctions::<Runtime>::hashed_key_for(id);
			Box::new(Auctions::<Runtime>::iter_keys_from(last).map(ListingsCursor::Auction))
		},
		_ => Box::new(Auctions::<Runtime>::iter_keys().map(ListingsCursor::Auction)),
	};
	match listings {
		None => auctions,
		Some(after) => Box::new(listing_records(filter.series, after).chain(auctions)),
	}
}

/// The listings after one, or all; those of one series, or of all.
fn listing_records(series: Option<SeriesId>, after: Option<Cursor>) -> Records {
	let last = after.map(|(series, item)| Listings::<Runtime>::hashed_key_for(series, item));
	let record = |(series, item)| ListingsCursor::Listing(series, item);
	match (series, last) {
		(None, None) => Box::new(Listings::<Runtime>::iter_keys().map(record)),
		(None, Some(last)) => Box::new(Listings::<Runtime>::iter_keys_from(last).map(record)),
		(Some(series), last) => {
			let items = match last {
				None => Listings::<Runtime>::iter_key_prefix(series),
				Some(last) => Listings::<Runtime>::iter_key_prefix_from(series, last),
			};
			Box::new(items.map(move |item| ListingsCursor::Listing(series, item)))
		},
	}
}

/// What a record offers, if it can be bought now and meets the filter.
fn sale(filter: &ListingsFilter, record: ListingsCursor) -> Option<Sale> {
	match record {
		ListingsCursor::Listing(series, item) => {
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
	filter.network.is_none_or(|wanted| wanted == terms.network).then_some(terms)
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
	let ForSale { listing, first_sale, .. } = for_sale(series, item)?;
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
	if !HashrateMarket::is_running(&auction) || !accepted {
		return None;
	}
	let (kind, min_bid, asked) = asked(&auction)?;
	if !is_within_price(filter, asked.div_ceil(auction.size().max(1).into())) {
		return None;
	}
	Some(AuctionInfo {
		auction: id,
		series: auction.series,
		items: auction.items.into_inner(),
		network: terms.network,
		seller: auction.seller,
		payment_asset: terms.payment_asset,
		first_sale,
		kind,
		best_bid: auction.best,
		min_bid,
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
