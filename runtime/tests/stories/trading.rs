//! The steps of the market: listings, auctions, offers, and every path by which something is sold.

use crate::{people::*, steps::items, world::*};
use dmex_primitives::{AuctionId, ItemId, Lock, OfferId, SeriesId};
use frame_support::dispatch::DispatchClass;
use pallet_hashrate_market::{types::AuctionOf, Auctions, Call, NextAuctionId, NextOfferId};
use sp_runtime::{DispatchResult, MultiAddress};

pub use pallet_hashrate_market::types::AuctionKind;

pub fn reprice(
	who: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	price: Balance,
) -> DispatchResult {
	act(who.clone(), Call::reprice { series, items: items(list), price })
}

pub fn delist(who: &AccountId, series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(who.clone(), Call::delist { series, items: items(list) })
}

pub fn english(reserve: Balance) -> AuctionKind {
	AuctionKind::English { reserve, buy_now: None }
}

pub fn english_or_now(reserve: Balance, buy_now: Balance) -> AuctionKind {
	AuctionKind::English { reserve, buy_now: Some(buy_now) }
}

pub fn dutch(start_price: Balance, floor: Balance) -> AuctionKind {
	AuctionKind::Dutch { start_price, floor }
}

pub fn start_auction(
	seller: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	kind: AuctionKind,
	duration_blocks: u32,
) -> DispatchResult {
	let items = items(list);
	act(seller.clone(), Call::start_auction { series, items, kind, duration_blocks })
}

/// Start an auction; returns its id.
pub fn auctioned(
	seller: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	kind: AuctionKind,
	duration: u32,
) -> AuctionId {
	let auction = NextAuctionId::<Runtime>::get();
	assert_ok!(start_auction(seller, series, list, kind, duration));
	auction
}

/// An auction that is open.
pub fn auction(id: AuctionId) -> AuctionOf<Runtime> {
	Auctions::<Runtime>::get(id).unwrap()
}

/// The last block in which an auction takes bids.
pub fn ends(id: AuctionId) -> u32 {
	auction(id).schedule.ends
}

pub fn is_open(id: AuctionId) -> bool {
	Auctions::<Runtime>::contains_key(id)
}

pub fn bid(who: &AccountId, auction: AuctionId, amount: Balance) -> DispatchResult {
	bid_demanding(who, auction, amount, 0)
}

/// Bid and demand an unreleased deposit of each certificate.
pub fn bid_demanding(
	who: &AccountId,
	auction: AuctionId,
	amount: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	act(who.clone(), Call::bid { auction, amount, min_unreleased })
}

/// Buy listed certificates and demand an unreleased deposit of each.
pub fn buy_demanding(
	who: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	max_total: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	act(who.clone(), Call::buy { series, items: items(list), max_total, min_unreleased })
}

pub fn buy_dutch(who: &AccountId, auction: AuctionId, max_price: Balance) -> DispatchResult {
	buy_dutch_demanding(who, auction, max_price, 0)
}

/// Buy the lot of a Dutch auction and demand an unreleased deposit of each certificate.
pub fn buy_dutch_demanding(
	who: &AccountId,
	auction: AuctionId,
	max_price: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	act(who.clone(), Call::buy_dutch { auction, max_price, min_unreleased })
}

/// The highest bidder leaves an auction whose sale waits.
pub fn withdraw_bid(who: &AccountId, auction: AuctionId) -> DispatchResult {
	act(who.clone(), Call::withdraw_bid { auction })
}

pub fn cancel_auction(who: &AccountId, auction: AuctionId) -> DispatchResult {
	act(who.clone(), Call::cancel_auction { auction })
}

/// Anyone settles an auction.
pub fn settle_auction(auction: AuctionId) -> DispatchResult {
	act(nobody(), Call::settle_auction { auction })
}

pub fn make_offer(
	bidder: &AccountId,
	series: SeriesId,
	item: ItemId,
	amount: Balance,
	expires_in_days: u32,
) -> DispatchResult {
	make_offer_demanding(bidder, series, item, amount, expires_in_days, (0, 0))
}

/// Offer, and demand days of the term and an unreleased deposit.
pub fn make_offer_demanding(
	bidder: &AccountId,
	series: SeriesId,
	item: ItemId,
	amount: Balance,
	expires_in_days: u32,
	(min_days_left, min_unreleased): (u32, Balance),
) -> DispatchResult {
	let call =
		Call::make_offer { series, item, amount, expires_in_days, min_days_left, min_unreleased };
	act(bidder.clone(), call)
}

/// Make an offer for 90 days; returns its id.
pub fn offered(bidder: &AccountId, series: SeriesId, item: ItemId, amount: Balance) -> OfferId {
	let offer = NextOfferId::<Runtime>::get();
	assert_ok!(make_offer(bidder, series, item, amount, 90));
	offer
}

pub fn cancel_offer(who: &AccountId, offer: OfferId) -> DispatchResult {
	act(who.clone(), Call::cancel_offer { offer })
}

pub fn accept_offer(owner: &AccountId, offer: OfferId) -> DispatchResult {
	act(owner.clone(), Call::accept_offer { offer })
}

/// An account withdraws all its credits in an asset.
pub fn withdraw(who: &AccountId, asset: Asset) -> DispatchResult {
	act(who.clone(), pallet_credits::Call::withdraw { asset })
}

/// Credits of an account in an asset, whoever holds the money.
pub fn credit(who: &AccountId, asset: &Asset) -> Balance {
	Credits::credits_of(who).get(asset).copied().unwrap_or_default()
}

/// Balance of the market's account in an asset, beyond what keeps the account alive.
pub fn held(asset: &Asset) -> Balance {
	let deposit = if *asset == Asset::Native { EXISTENTIAL_DEPOSIT } else { 0 };
	balance(&market(), asset) - deposit
}

pub fn owner(series: SeriesId, item: ItemId) -> Option<AccountId> {
	dmex_runtime::Uniques::owner(series, item)
}

pub fn lock(series: SeriesId, item: ItemId) -> Option<Lock> {
	HashrateNft::record_of(series, item).unwrap().lock
}

/// The owner of a certificate transfers it, as wallets transfer any item.
pub fn hand_over(
	from: &AccountId,
	series: SeriesId,
	item: ItemId,
	to: &AccountId,
) -> DispatchResult {
	let dest = MultiAddress::Id(to.clone());
	act(from.clone(), pallet_uniques::Call::transfer { collection: series, item, dest })
}

/// Block an account: nothing of the asset can be paid to it.
pub fn block_asset(id: u32, who: AccountId) {
	let who = MultiAddress::Id(who);
	assert_ok!(act(treasury(), pallet_assets::Call::block { id: id.into(), who }));
}

pub fn thaw_asset(id: u32, who: AccountId) {
	let who = MultiAddress::Id(who);
	assert_ok!(act(treasury(), pallet_assets::Call::thaw { id: id.into(), who }));
}

/// Close a block so full that `on_idle` does nothing.
pub fn full_block() {
	System::register_extra_weight_unchecked(
		dmex_runtime::constants::time::BLOCK_WEIGHT,
		DispatchClass::Mandatory,
	);
	next_block();
}

/// Go on until an auction is over, in blocks without room to settle it.
pub fn over_unsettled(id: AuctionId) {
	while System::block_number() <= ends(id) {
		full_block();
	}
}

/// A way to sell a certificate of `seller` to `buyer` at a price.
pub type Path = fn(&AccountId, SeriesId, ItemId, &AccountId, Balance) -> DispatchResult;

/// Every way there is. A bid takes two blocks.
pub const PATHS: [(&str, Path); 5] = [
	("listing", |seller, series, item, buyer, price| {
		crate::steps::list(seller, series, &[item], price)?;
		crate::steps::buy(buyer, series, &[item], price)
	}),
	("bid", |seller, series, item, buyer, price| {
		let id = NextAuctionId::<Runtime>::get();
		start_auction(seller, series, &[item], english(price), 2)?;
		bid(buyer, id, price)?;
		if is_open(id) {
			to_block(ends(id) + 1);
		}
		Ok(())
	}),
	("buy now", |seller, series, item, buyer, price| {
		let id = NextAuctionId::<Runtime>::get();
		start_auction(seller, series, &[item], english_or_now(price, price), 2)?;
		bid(buyer, id, price)
	}),
	("Dutch", |seller, series, item, buyer, price| {
		let id = NextAuctionId::<Runtime>::get();
		start_auction(seller, series, &[item], dutch(price, price), 2)?;
		buy_dutch(buyer, id, price)
	}),
	("offer", |seller, series, item, buyer, price| {
		let id = NextOfferId::<Runtime>::get();
		make_offer(buyer, series, item, price, 90)?;
		accept_offer(seller, id)
	}),
];
