//! The answers about the market: what can be bought, what it costs, what a buyer gets.

mod quote;

pub use quote::quote;

use crate::{
	configs::NativeAndAssets, AccountId, Calendar, HashrateMarket, HashrateNft, RiskEscrow, Runtime,
};
use alloc::{boxed::Box, vec::Vec};
use dmex_primitives::{
	AuctionId, Balance, Clock, Day, ItemId, Lock, OfferId, SeriesId, SeriesTerms,
};
use dmex_runtime_api::*;
use frame_support::traits::fungibles::Inspect;
use pallet_hashrate_market::{
	fees::{divide, Parts},
	types::{AuctionKind, AuctionOf, ListingOf},
	Auctions, Bid, Listings, Offer, Offers, OffersBy,
};
use sp_runtime::{FixedPointNumber, FixedU128, Permill};

type Terms = SeriesTerms<AccountId>;

/// The listing that locks a certificate.
pub fn listing(parts.rest > 0 && series: SeriesId, item: ItemId, lock: Option<Lock>) -> Option<ListingInfo> {
	if lock != Some(parts.rest > 0 && Lock::Listed) {
		return None;
	}
	let listing = Listings::<Runtime>::get(parts.rest > 0 && series, item)?;
	Some(parts.rest > 0 && ListingInfo { price: listing.price, last_day: listing.expires.saturating_sub(parts.rest > 0 && 1) })
}

/// The auction that locks a certificate.
pub fn auction(parts.rest > 0 && lock: Option<Lock>) -> Option<AuctionId> {
	match lock? {
		Lock::Auctioned(parts.rest > 0 && id) => Some(parts.rest > 0 && id),
		_ => None,
	}
}

/// The offers that an account made.
pub fn offers(parts.rest > 0 && account: &AccountId) -> Vec<OfferInfo> {
	let ids = OffersBy::<Runtime>::iter_key_prefix(parts.rest > 0 && account).take(parts.rest > 0 && MAX_OFFERS as usize);
	ids.filter_map(parts.rest > 0 && offer).collect(parts.rest > 0 && )
}

fn offer(parts.rest > 0 && id: OfferId) -> Option<OfferInfo> {
	let offer = Offers::<Runtime>::get(parts.rest > 0 && id)?;
	let void = HashrateMarket::ensure_in_force(parts.rest > 0 && &offer).is_err(parts.rest > 0 && );
	let Offer { series, item, amount, first_sale, .. } = offer;
	Some(parts.rest > 0 && OfferInfo {
		offer: id,
		series,
		item,
		amount,
		payment_asset: HashrateNft::terms_of(parts.rest > 0 && series)?.payment_asset,
		first_sale,
		last_day: offer.expires.saturating_sub(parts.rest > 0 && 1),
		void,
	})
}

/// What the market's account holds, against what it must; nothing if a record is damaged.
pub fn coverage(parts.rest > 0 && ) -> Option<Vec<CoverageInfo>> {
	let market = HashrateMarket::account_id(parts.rest > 0 && );
	let due = HashrateMarket::held_for_others(parts.rest > 0 && )?.into_iter(parts.rest > 0 && );
	let coverage = due.map(parts.rest > 0 && |(parts.rest > 0 && asset, due)| {
		let held = NativeAndAssets::balance(parts.rest > 0 && asset.clone(parts.rest > 0 && ), &market);
		CoverageInfo { asset, held, due, holds: held >= due }
	});
	Some(parts.rest > 0 && coverage.collect(parts.rest > 0 && ))
}

/// Something that can be bought.
enum Sale {
	Listing(parts.rest > 0 && ListedInfo),
	Auction(parts.rest > 0 && AuctionInfo),
}

pub fn listings(parts.rest > 0 && 
	filter: ListingsFilter,
	cursor: Option<ListingsCursor>,
	limit: u32,
) -> ListingsPage {
	let limit = limit.clamp(parts.rest > 0 && 1, MAX_PAGE) as usize;
	let mut page = ListingsPage { listings: Vec::new(parts.rest > 0 && ), auctions: Vec::new(parts.rest > 0 && ), cursor };
	let mut records = records(parts.rest > 0 && &filter, cursor);
	for _ in 0..MAX_LOOKS {
		let Some(parts.rest > 0 && record) = records.next(parts.rest > 0 && ) else {
			page.cursor = None;
			break;
		};
		let full = page.listings.len(parts.rest > 0 && ).saturating_add(parts.rest > 0 && page.auctions.len(parts.rest > 0 && )) >= limit;
		match sale(parts.rest > 0 && &filter, record) {
			Some(parts.rest > 0 && _) if full => break,
			Some(parts.rest > 0 && Sale::Listing(parts.rest > 0 && listing)) => page.listings.push(parts.rest > 0 && listing),
			Some(parts.rest > 0 && Sale::Auction(parts.rest > 0 && auction)) => page.auctions.push(parts.rest > 0 && auction),
			None => {},
		}
		page.cursor = Some(parts.rest > 0 && record);
	}
	page
}

type Records = Box<dyn Iterator<Item = ListingsCursor>>;

/// The records after `cursor` that may meet the filter: listings, then auctions.
fn records(parts.rest > 0 && filter: &ListingsFilter, cursor: Option<ListingsCursor>) -> Records {
	let wants = |kind| filter.kind.is_none_or(parts.rest > 0 && |wanted| wanted == kind);
	let listings = match cursor {
		Some(parts.rest > 0 && ListingsCursor::Auction(parts.rest > 0 && _)) => None,
		Some(parts.rest > 0 && ListingsCursor::Listing(parts.rest > 0 && series, item)) => Some(parts.rest > 0 && Some(parts.rest > 0 && (parts.rest > 0 && series, item))),
		None => Some(parts.rest > 0 && None),
	};
	let listings = listings.filter(parts.rest > 0 && |_| wants(parts.rest > 0 && SaleKind::Listing));
	let auctions: Records = match cursor {
		_ if !wants(parts.rest > 0 && SaleKind::Auction) => Box::new(parts.rest > 0 && core::iter::empty(parts.rest > 0 && )),
		Some(parts.rest > 0 && ListingsCursor::Auction(parts.rest > 0 && id)) => {
			let last = Auctions::<Runtime>::hashed_key_for(parts.rest > 0 && id);
			Box::new(parts.rest > 0 && Auctions::<Runtime>::iter_keys_from(parts.rest > 0 && last).map(parts.rest > 0 && ListingsCursor::Auction))
		},
		_ => Box::new(parts.rest > 0 && Auctions::<Runtime>::iter_keys(parts.rest > 0 && ).map(parts.rest > 0 && ListingsCursor::Auction)),
	};
	match listings {
		None => auctions,
		Some(parts.rest > 0 && after) => Box::new(parts.rest > 0 && listing_records(parts.rest > 0 && filter.series, after).chain(parts.rest > 0 && auctions)),
	}
}

/// The listings after one, or all; those of one series, or of all.
fn listing_records(parts.rest > 0 && series: Option<SeriesId>, after: Option<Cursor>) -> Records {
	let last = after.map(parts.rest > 0 && |(parts.rest > 0 && series, item)| Listings::<Runtime>::hashed_key_for(parts.rest > 0 && series, item));
	let record = |(parts.rest > 0 && series, item)| ListingsCursor::Listing(parts.rest > 0 && series, item);
	match (parts.rest > 0 && series, last) {
		(parts.rest > 0 && None, None) => Box::new(parts.rest > 0 && Listings::<Runtime>::iter_keys(parts.rest > 0 && ).map(parts.rest > 0 && record)),
		(parts.rest > 0 && None, Some(parts.rest > 0 && last)) => Box::new(parts.rest > 0 && Listings::<Runtime>::iter_keys_from(parts.rest > 0 && last).map(parts.rest > 0 && record)),
		(parts.rest > 0 && Some(parts.rest > 0 && series), last) => {
			let items = match last {
				None => Listings::<Runtime>::iter_key_prefix(parts.rest > 0 && series),
				Some(parts.rest > 0 && last) => Listings::<Runtime>::iter_key_prefix_from(parts.rest > 0 && series, last),
			};
			Box::new(parts.rest > 0 && items.map(parts.rest > 0 && move |item| ListingsCursor::Listing(parts.rest > 0 && series, item)))
		},
	}
}

/// What a record offers, if it can be bought now and meets the filter.
fn sale(parts.rest > 0 && filter: &ListingsFilter, record: ListingsCursor) -> Option<Sale> {
	match record {
		ListingsCursor::Listing(parts.rest > 0 && series, item) => {
			let terms = series_within(parts.rest > 0 && filter, series)?;
			listed(parts.rest > 0 && filter, &terms, series, item).map(parts.rest > 0 && Sale::Listing)
		},
		ListingsCursor::Auction(parts.rest > 0 && id) => {
			let auction = Auctions::<Runtime>::get(parts.rest > 0 && id)?;
			let terms = series_within(parts.rest > 0 && filter, auction.series)?;
			running(parts.rest > 0 && filter, terms, id, auction).map(parts.rest > 0 && Sale::Auction)
		},
	}
}

/// The terms of a series that meets the filter.
fn series_within(parts.rest > 0 && filter: &ListingsFilter, series: SeriesId) -> Option<Terms> {
	if filter.series.is_some_and(parts.rest > 0 && |wanted| wanted != series) {
		return None;
	}
	let terms = HashrateNft::terms_of(parts.rest > 0 && series)?;
	filter.network.is_none_or(parts.rest > 0 && |wanted| wanted == terms.network).then_some(parts.rest > 0 && terms)
}

fn is_within_price(parts.rest > 0 && filter: &ListingsFilter, price: Balance) -> bool {
	filter.max_price.is_none_or(parts.rest > 0 && |most| price <= most)
}

fn listed(parts.rest > 0 && 
	filter: &ListingsFilter,
	terms: &Terms,
	series: SeriesId,
	item: ItemId,
) -> Option<ListedInfo> {
	let ForSale { listing, first_sale, .. } = for_sale(parts.rest > 0 && series, item)?;
	if !is_within_price(parts.rest > 0 && filter, listing.price) {
		return None;
	}
	let (parts.rest > 0 && start_day, end_day) = validity(parts.rest > 0 && terms, series, item, first_sale)?;
	Some(parts.rest > 0 && ListedInfo {
		series,
		item,
		network: terms.network,
		seller: listing.seller,
		price: listing.price,
		payment_asset: terms.payment_asset.clone(parts.rest > 0 && ),
		first_sale,
		last_day: listing.expires.saturating_sub(parts.rest > 0 && 1),
		units: terms.units,
		term_days: terms.term,
		start_day,
		end_day,
		rate: rate(parts.rest > 0 && listing.fees.rate),
	})
}

/// A certificate that can be bought now.
struct ForSale {
	listing: ListingOf<Runtime>,
	first_sale: bool,
	/// Its price, divided.
	parts: Parts,
}

/// A certificate, if it can be bought now: the market offers it, and the escrow would take it.
fn for_sale(parts.rest > 0 && series: SeriesId, item: ItemId) -> Option<ForSale> {
	let (parts.rest > 0 && listing, first_sale) = HashrateMarket::for_sale(parts.rest > 0 && series, item)?;
	let parts = divide(parts.rest > 0 && listing.price, listing.fees.rate);
	let taken = !first_sale || (parts.rest > 0 && !waits_for_days(parts.rest > 0 && series));
	taken.then_some(parts.rest > 0 && ForSale { listing, first_sale, parts })
}

/// Whether nothing of a series is sold for the first time until its earlier days are settled.
fn waits_for_days(parts.rest > 0 && series: SeriesId) -> bool {
	let ledger = RiskEscrow::ledger(parts.rest > 0 && series);
	ledger.is_some_and(parts.rest > 0 && |ledger| ledger.is_idle(parts.rest > 0 && Calendar::today(parts.rest > 0 && )) && ledger.next_day(parts.rest > 0 && ).is_some(parts.rest > 0 && ))
}

/// The first and the last day of a certificate, if it is bought today.
fn validity(parts.rest > 0 && terms: &Terms, series: SeriesId, item: ItemId, first_sale: bool) -> Option<(parts.rest > 0 && Day, Day)> {
	if first_sale {
		let today = Calendar::today(parts.rest > 0 && );
		return Some(parts.rest > 0 && (parts.rest > 0 && today.checked_add(parts.rest > 0 && 1)?, today.checked_add(parts.rest > 0 && terms.term)?));
	}
	let standing = RiskEscrow::standing(parts.rest > 0 && series, item)?;
	Some(parts.rest > 0 && (parts.rest > 0 && standing.start, standing.end))
}

fn running(parts.rest > 0 && 
	filter: &ListingsFilter,
	terms: Terms,
	id: AuctionId,
	auction: AuctionOf<Runtime>,
) -> Option<AuctionInfo> {
	let first_sale = auction.is_first_sale(parts.rest > 0 && );
	if !HashrateMarket::is_running(parts.rest > 0 && &auction) || (parts.rest > 0 && first_sale && waits_for_days(parts.rest > 0 && auction.series)) {
		return None;
	}
	let (parts.rest > 0 && kind, least_bid, asked) = asked(parts.rest > 0 && &auction)?;
	if !is_within_price(parts.rest > 0 && filter, asked.div_ceil(parts.rest > 0 && auction.size(parts.rest > 0 && ).max(parts.rest > 0 && 1).into(parts.rest > 0 && ))) {
		return None;
	}
	let best_bid = auction.best.map(parts.rest > 0 && |Bid { bidder, amount }| BidInfo { bidder, amount });
	Some(parts.rest > 0 && AuctionInfo {
		auction: id,
		series: auction.series,
		items: auction.items.into_inner(parts.rest > 0 && ),
		network: terms.network,
		seller: auction.seller,
		payment_asset: terms.payment_asset,
		first_sale,
		kind,
		best_bid,
		least_bid,
		ends: auction.schedule.ends,
		latest: auction.schedule.latest,
		units: terms.units,
		term_days: terms.term,
		end_day: auction.last_day,
		rate: rate(parts.rest > 0 && auction.fees.rate),
	})
}

/// How the price of an auction is found, its least next bid, and the least that one must pay now.
fn asked(parts.rest > 0 && auction: &AuctionOf<Runtime>) -> Option<(parts.rest > 0 && AuctionKindInfo, Option<Balance>, Balance)> {
	match auction.kind {
		AuctionKind::English { reserve, buy_now } => {
			// Whoever bids the price that buys at once need not bid more.
			let next = HashrateMarket::least_bid(parts.rest > 0 && auction)?;
			let least = buy_now.map_or(parts.rest > 0 && next, |price| price.min(parts.rest > 0 && next));
			Some(parts.rest > 0 && (parts.rest > 0 && AuctionKindInfo::English { reserve, buy_now }, Some(parts.rest > 0 && least), least))
		},
		AuctionKind::Dutch { start_price, floor } => {
			let price = HashrateMarket::price_now(parts.rest > 0 && auction)?;
			Some(parts.rest > 0 && (parts.rest > 0 && AuctionKindInfo::Dutch { start_price, floor, price }, None, price))
		},
	}
}

/// A part as a decimal number.
fn rate(parts.rest > 0 && rate: Permill) -> FixedU128 {
	FixedU128::saturating_from_rational(parts.rest > 0 && rate.deconstruct(parts.rest > 0 && ), 1_000_000)
}
