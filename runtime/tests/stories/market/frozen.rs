//! What is for sale of a series that is frozen, goes on, or ends.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ItemId, Lock, SeriesId};
use frame_support::storage::with_storage_layer;
use pallet_democracy::Conviction;
use pallet_hashrate_market::{Error, Event, Listings};
use pallet_risk_escrow::{Error as EscrowError, Positions};
use sp_runtime::{DispatchError, DispatchResult};

/// Open sales in `traded`, besides certificate 2, which Ferdie lists.
struct Trade {
	series: SeriesId,
	/// An English auction of certificate 1, by Bob, with a bid of Charlie's.
	resale: u32,
	/// A Dutch auction of certificate 3, by Ferdie, for its price.
	first_sale: u32,
	/// Dave's offer for certificate 4, which is Eve's.
	offer: u32,
}

const OFFERED: Balance = 4_000_000;
const BIDDEN: Balance = 6_000;

/// Six certificates. Alice's 0 is listed for 5,000; 5 is Ferdie's and unlocked.
fn traded() -> Trade {
	let plan = Plan { quantity: 6, ..sixty_days() };
	let series = plan.on_sale_at(PRICE);
	for (who, item) in [(alice(), 0), (bob(), 1), (eve(), 4)] {
		assert_ok!(buy(&who, series, &[item], PRICE));
	}
	pays(series, &[EXPECTED; 2]);
	assert_ok!(delist(&ferdie(), series, &[3, 5]));
	assert_ok!(list(&alice(), series, &[0], 5_000));
	let resale = auctioned(&bob(), series, &[1], english(BIDDEN), 300);
	assert_ok!(bid(&charlie(), resale, BIDDEN));
	let first_sale = auctioned(&ferdie(), series, &[3], dutch(PRICE, PRICE), 300);
	let offer = offered(&dave(), series, 4, OFFERED);
	Trade { series, resale, first_sale, offer }
}

/// Assert that no path sells anything of the series, new or old.
fn assert_nothing_is_sold(trade: &Trade, error: EscrowError<Runtime>) {
	let refused: DispatchResult = Err(error.into());
	for (name, sell) in PATHS {
		for (who, item) in [(eve(), 4), (ferdie(), 5)] {
			let sold = with_storage_layer(|| sell(&who, trade.series, item, &charlie(), PRICE));
			assert_eq!(sold, refused, "{name}");
		}
	}
	assert_eq!(buy(&charlie(), trade.series, &[0], 5_000), refused);
	assert_eq!(buy(&charlie(), trade.series, &[2], PRICE), refused);
	let void = Error::<Runtime>::OfferVoid;
	assert_noop!(accept_offer(&eve(), trade.offer), void);
}

fn purse(who: AccountId) -> Balance {
	balance(&who, &DOLLAR)
}

/// Listings stay, auctions and offers are void, and whoever acts on one repays its bid.
#[test]
fn a_frozen_series_sells_nothing_and_repays_bids() {
	execute_with_checks(|| {
		let trade = traded();
		to_day(unpaid(trade.series) + 9);
		assert_ok!(report(trade.series));
		assert_nothing_is_sold(&trade, EscrowError::Frozen);
		assert!(is_open(trade.resale) && is_open(trade.first_sale));
		let before = [purse(charlie()), purse(dave())];
		assert_ok!(buy_dutch(&dave(), trade.first_sale, PRICE));
		assert_ok!(bid(&dave(), trade.resale, 2 * BIDDEN));
		let reason: DispatchError = Error::<Runtime>::FrozenMeanwhile.into();
		for auction in [trade.resale, trade.first_sale] {
			assert_emitted(Event::AuctionVoided { auction, reason });
		}
		assert_eq!([purse(charlie()), purse(dave())], [before[0] + BIDDEN, before[1]]);
		assert_eq!([1, 3].map(|item| lock(trade.series, item)), [None, None]);
		assert_ok!(cancel_offer(&nobody(), trade.offer));
		assert_eq!(purse(dave()), before[1] + OFFERED);
		// An unlocked certificate still moves, and a seller may take its own off the market.
		assert_ok!(hand_over(&bob(), trade.series, 1, &alice()));
		assert_noop!(delist(&eve(), trade.series, &[0]), Error::<Runtime>::NotSeller);
		assert_ok!(delist(&alice(), trade.series, &[0]));
	});
}

/// DMC holders save the series: listings are open again, everything else is void.
#[test]
fn a_saved_series_sells_what_is_listed() {
	execute_with_checks(|| {
		let trade = traded();
		let series = trade.series;
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		let vote_on = referendum_on(series);
		for voter in [one(), two()] {
			assert_ok!(vote(voter, vote_on, false, Conviction::Locked1x, DECISIVE));
		}
		to_block(end_of(vote_on));
		assert_ok!(conclude_vote(series));
		listings_are_open_again(trade);
	});
}

fn listings_are_open_again(Trade { series, resale, first_sale, offer }: Trade) {
	let before = [alice(), charlie(), dave()].map(purse);
	assert_ok!(buy(&dave(), series, &[0], 5_000));
	assert_noop!(accept_offer(&eve(), offer), Error::<Runtime>::OfferVoid);
	assert_ok!(cancel_offer(&nobody(), offer));
	assert_ok!(bid(&dave(), resale, 2 * BIDDEN));
	assert_ok!(buy_dutch(&dave(), first_sale, PRICE));
	assert!(!is_open(resale) && !is_open(first_sale));
	let after = [alice(), charlie(), dave()].map(purse);
	let dave = before[2] + OFFERED - 5_000;
	assert_eq!(after, [before[0] + 4_950, before[1] + BIDDEN, dave]);
	assert_eq!(owner(series, 1), Some(bob()));
	// New sales are open.
	let id = auctioned(&bob(), series, &[1], english(1_000), 5);
	assert_ok!(bid(&charlie(), id, 1_000));
	let offer = offered(&charlie(), series, 4, OFFERED);
	assert_ok!(accept_offer(&eve(), offer));
	to_block(ends(id) + 1);
	assert_eq!([1, 4].map(|item| owner(series, item)), [Some(charlie()), Some(charlie())]);
}

/// Holders of listed and auctioned certificates are refunded as all others, and only unsold ones stay
/// locked.
#[test]
fn a_terminated_series_refunds_what_was_for_sale() {
	execute_with_checks(|| {
		let trade = traded();
		let series = trade.series;
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		let holders = [alice(), bob(), eve()];
		let before = holders.clone().map(purse);
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		nothing_is_sold_any_more(&trade);
		let items: [ItemId; 3] = [0, 1, 4];
		for item in items {
			assert!(Positions::<Runtime>::get(series, item).unwrap().refunded);
			assert_eq!(lock(series, item), None);
		}
		let after = holders.map(purse);
		assert!((0..3).all(|n| after[n] > before[n] + DEPOSIT / 2), "{before:?} {after:?}");
		// Once.
		assert_ok!(refund(series, &items));
		assert_eq!([alice(), bob(), eve()].map(purse), after);
		cleared_away(trade);
	});
}

fn nothing_is_sold_any_more(trade: &Trade) {
	assert!(Listings::<Runtime>::contains_key(trade.series, 0));
	for item in [0, 2] {
		assert!(buy(&charlie(), trade.series, &[item], PRICE).is_err());
	}
	let ended: DispatchResult = Err(EscrowError::<Runtime>::Terminated.into());
	assert_eq!(list(&eve(), trade.series, &[4], PRICE), ended);
	assert_eq!(start_auction(&eve(), trade.series, &[4], english(1), 5), ended);
	assert_eq!(make_offer(&charlie(), trade.series, 4, OFFERED, 5), ended);
}

/// Anyone removes stale sales, and the miner burns what it never sold.
fn cleared_away(Trade { series, resale, first_sale, offer }: Trade) {
	// The listing of a refunded certificate binds nobody.
	assert_ok!(hand_over(&alice(), series, 0, &charlie()));
	assert!(buy(&dave(), series, &[0], 5_000).is_err());
	assert_noop!(reprice(&alice(), series, &[0], 1), Error::<Runtime>::NotListed);
	assert_ok!(delist(&nobody(), series, &[0]));
	assert_eq!(owner(series, 0), Some(charlie()));
	let before = [charlie(), dave()].map(purse);
	assert_ok!(settle_auction(resale));
	assert_ok!(cancel_auction(&nobody(), first_sale));
	assert_ok!(cancel_offer(&nobody(), offer));
	let after = [charlie(), dave()].map(purse);
	assert_eq!(after, [before[0] + BIDDEN, before[1] + OFFERED]);
	assert_eq!(held(&DOLLAR), 0);

	assert_eq!(lock(series, 2), Some(Lock::Listed));
	assert_ok!(delist(&nobody(), series, &[2]));
	let items = items(&[2, 3, 5]);
	assert_ok!(act(ferdie(), pallet_hashrate_nft::Call::burn_unsold { series, items }));
	let capacity = pallet_miner_registry::Capacities::<Runtime>::get(0).unwrap();
	assert_eq!((capacity.live, capacity.required), (0, 0));
}

/// Anyone burns certificates of a terminated series, whatever the market's records of them.
#[test]
fn a_listing_that_outlives_its_certificate_is_removed() {
	execute_with_checks(|| {
		let trade = traded();
		let series = trade.series;
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		let before = purse(charlie());
		to_day(today() + 30);
		// The auctions were due meanwhile.
		assert!(!is_open(trade.resale) && !is_open(trade.first_sale));
		assert_eq!(purse(charlie()), before + BIDDEN);
		assert_ok!(retire(series, &[0, 1, 4]));
		assert_eq!([0, 1, 4].map(|item| owner(series, item)), [None, None, None]);
		assert!(buy(&dave(), series, &[0], 5_000).is_err());
		assert_ok!(delist(&nobody(), series, &[0]));
		assert_noop!(accept_offer(&eve(), trade.offer), Error::<Runtime>::OfferVoid);
		assert_ok!(cancel_offer(&nobody(), trade.offer));
	});
}

/// The other series of a miner go on for their holders, and sell nothing new.
#[test]
fn default_stops_only_the_first_sales_of_the_miner() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(pledge(&ferdie(), 0, sixty_days().pledge()));
		let other = sixty_days().series(0);
		assert_ok!(list(&ferdie(), other, &[0], PRICE));
		assert_ok!(buy(&alice(), other, &[0], PRICE));
		let running = auctioned(&ferdie(), other, &[1], english(PRICE), 400);
		assert_ok!(bid(&charlie(), running, PRICE));
		let resale = auctioned(&alice(), other, &[0], english(1_000), 200);
		assert_ok!(bid(&charlie(), resale, 1_000));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		let barred: DispatchResult = Err(EscrowError::<Runtime>::MinerBarred.into());
		for (name, sell) in PATHS {
			let sold = with_storage_layer(|| sell(&ferdie(), other, 2, &bob(), PRICE));
			assert_eq!(sold, barred, "{name}");
		}
		// The miner never sells again: the next call for its auction ends it.
		let before = purse(charlie());
		assert_ok!(bid(&bob(), running, 2 * PRICE));
		let reason: DispatchError = EscrowError::<Runtime>::MinerBarred.into();
		assert_emitted(Event::AuctionVoided { auction: running, reason });
		assert_eq!(purse(charlie()), before + PRICE);
		// The holder's own auction goes on.
		assert_ok!(bid(&bob(), resale, 2_000));
		to_block(ends(resale) + 1);
		assert_eq!(owner(other, 0), Some(bob()));
	});
}
