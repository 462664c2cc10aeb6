//! Each module is a call, or what several share; each test an outcome and its condition.

mod accept_offer;
mod arguments;
mod bid;
mod buy;
mod buy_dutch;
mod buy_now;
mod buy_resale;
mod cancel_auction;
mod cancel_offer;
mod delist;
mod foreclose;
mod foreclosed;
mod invariants;
mod list;
mod list_resale;
mod make_offer;
mod on_idle;
mod prices;
mod reprice;
mod scene;
mod settle_auction;
mod start_auction;
mod voided;
mod waiting;
mod weights;

use crate::{
	mock::*,
	order::{ByAmount, ByAssetAndPrice, ByExpiry, ByPrice},
	Auction, AuctionKind, Auctions, Bid, Due, DueFrom, Error, Event, ExpiringOffers, FeeTerms,
	Foreclosing, Listing, Listings, ListingsByNetwork, ListingsBySeries, NextAuctionId,
	NextOfferId, Offer, Offers, OffersBy, OffersOn, Schedule, Totals,
};
use dmex_primitives::*;
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect, weights::Weight};
use scene::*;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, Permill};

#[cfg(feature = "runtime-benchmarks")]
pub use scene::Helper;
