//! What a bid binds: a seller that regrets, and a bidder that regrets.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{AuctionId, SeriesId};
use frame_support::storage::with_storage_layer;
use pallet_hashrate_market::{Error, Event};
use sp_runtime::DispatchError;

/// Ferdie auctions a certificate for 45 blocks and regrets the only bid, of Charlie: he pays no day until
/// the auction is over, when he is late. Two certificates of the series are active.
fn regretted() -> (SeriesId, AuctionId) {
	let series = mine();
	assert_ok!(delist(&ferdie(), series, &[3]));
	let id = auctioned(&ferdie(), series, &[3], english(PRICE), 45);
	assert_ok!(bid(&charlie(), id, PRICE));
	to_block(ends(id) + 1);
	(series, id)
}

/// Ferdie pays all days that are over.
fn pays_up(series: SeriesId) {
	let day = unpaid(series);
	feed_yesterday();
	let overdue = vec![EXPECTED; (today() - day) as usize];
	assert_ok!(distribute(&ferdie(), series, day, &overdue));
}

#[test]
fn a_miner_that_is_late_on_purpose_sells_nevertheless() {
	execute_with_checks(|| {
		let (series, id) = regretted();
		assert!(auction(id).due > ends(id) && System::block_number() > ends(id));
		assert_noop!(cancel_auction(&ferdie(), id), Error::<Runtime>::AuctionOver);
		let waits = Error::<Runtime>::WaitsForDays;
		assert_noop!(settle_auction(id), waits);
		assert_noop!(bid(&eve(), id, 2 * PRICE), Error::<Runtime>::AuctionOver);
		pays_up(series);
		// The chain finds it within a twenty-fourth of a day, which is less than a block here.
		let before = RiskEscrow::ledger(series).unwrap().custody.escrowed;
		to_block(System::block_number() + 2);
		assert!(!is_open(id));
		assert_eq!(owner(series, 3), Some(charlie()));
		let escrowed = RiskEscrow::ledger(series).unwrap().custody.escrowed;
		assert_eq!(escrowed, before + DEPOSIT);
	});
}

#[test]
fn anyone_settles_once_the_days_are_paid() {
	execute_with_checks(|| {
		let (series, id) = regretted();
		pays_up(series);
		assert_ok!(settle_auction(id));
		assert_eq!(owner(series, 3), Some(charlie()));
	});
}

#[test]
fn a_bidder_leaves_a_sale_that_waits_and_no_other() {
	execute_with_checks(|| {
		let (series, id) = regretted();
		assert_noop!(withdraw_bid(&eve(), id), Error::<Runtime>::NotBidder);
		let paid_up = with_storage_layer(|| {
			pays_up(series);
			assert_noop!(withdraw_bid(&charlie(), id), Error::<Runtime>::NotWaiting);
			Err::<(), _>(DispatchError::Other("undone"))
		});
		assert!(paid_up.is_err());
		let before = balance(&charlie(), &DOLLAR);
		assert_ok!(withdraw_bid(&charlie(), id));
		assert_emitted(Event::AuctionUnsold { auction: id });
		assert_eq!(balance(&charlie(), &DOLLAR), before + PRICE);
		assert_eq!((lock(series, 3), owner(series, 3)), (None, Some(ferdie())));
	});
}

/// A breach that is proved ends the wait: the miner has lost more than the sale.
#[test]
fn a_breach_voids_a_sale_that_waits() {
	execute_with_checks(|| {
		let (series, id) = regretted();
		to_day(unpaid(series) + 9);
		assert!(is_open(id));
		let before = balance(&charlie(), &DOLLAR);
		assert_ok!(report(series));
		assert_ok!(settle_auction(id));
		let reason = Error::<Runtime>::FrozenMeanwhile.into();
		assert_emitted(Event::AuctionVoided { auction: id, reason });
		assert_eq!(balance(&charlie(), &DOLLAR), before + PRICE);
	});
}

/// The miner never sells again, so nothing is waited for.
#[test]
fn a_ban_voids_a_sale_that_waits() {
	execute_with_checks(|| {
		let (series, id) = regretted();
		let before = balance(&charlie(), &DOLLAR);
		assert_ok!(council(pallet_miner_registry::Call::ban_miner { miner: ferdie() }));
		if is_open(id) {
			assert_ok!(settle_auction(id));
		}
		assert_eq!((balance(&charlie(), &DOLLAR), lock(series, 3)), (before + PRICE, None));
	});
}

/// All certificates have ended, and their last days are not settled: nothing can be sold until they are.
#[test]
fn a_miner_that_settles_nothing_at_the_end_sells_nevertheless() {
	execute_with_checks(|| {
		let (plan, series, price) = shop();
		assert_ok!(delist(&ferdie(), series, &[1]));
		pays(series, &[EXPECTED; 2]);
		let id = auctioned(&plan.miner, series, &[1], english(price), 12);
		assert_ok!(bid(&charlie(), id, price));
		to_block(ends(id) + 1);
		assert!(is_open(id), "void");
		assert_noop!(settle_auction(id), Error::<Runtime>::WaitsForDays);
		pays_up(series);
		to_block(System::block_number() + 2);
		assert_eq!(owner(series, 1), Some(charlie()));
	});
}

/// With a demand that time breaks a bidder could leave at will: it is refused.
#[test]
fn a_bidder_demands_nothing_that_time_takes_away() {
	execute_with_checks(|| {
		let series = mine();
		// Up to three days, and another for bids in the last minutes: three of them may release before.
		let id = auctioned(&alice(), series, &[0], english(PRICE), 30);
		let certain = DEPOSIT - 3 * INSTALMENT;
		let little = Error::<Runtime>::TooLittleUnreleased;
		assert_noop!(bid_demanding(&charlie(), id, PRICE, certain + 1), little);
		assert_ok!(bid_demanding(&charlie(), id, PRICE, certain));
		pays(series, &[EXPECTED; 2]);
		to_block(ends(id) + 1);
		assert_eq!(owner(series, 0), Some(charlie()));
	});
}
