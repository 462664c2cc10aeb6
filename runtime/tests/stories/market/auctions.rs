//! Auctions over real blocks and days, with every balance.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, SeriesId};
use dmex_runtime::{
	constants::time::SLOT_MILLIS, parameters::dynamic_params::market, RuntimeParameters,
};
use pallet_hashrate_market::{Error, Event};
use sp_genesis_builder::DEV_RUNTIME_PRESET;

/// Four certificates of ten units for three days, none of them for sale: at least 7.5 dollars each.
fn unsold() -> SeriesId {
	Plan::default().open()
}

/// The reserve of a lot of three.
const RESERVE: Balance = 22_500_000;

/// Two bid for three certificates, and a third in the last block.
#[test]
fn the_highest_bidder_gets_the_lot_after_extensions() {
	execute_with_checks(|| {
		let series = unsold();
		let mut book = Book::open();
		let id = auctioned(&ferdie(), series, &[2, 0, 1], english(RESERVE), 20);
		let end = System::block_number() + 20;
		assert_eq!(ends(id), end);
		assert_eq!([0, 1, 2].map(|item| lock(series, item)), [Some(Lock::Auctioned(id)); 3]);
		let low = Error::<Runtime>::BidTooLow;
		assert_noop!(bid(&bob(), id, RESERVE - 1), low);
		assert_ok!(bid(&bob(), id, RESERVE));
		book.moves(bob(), market(), &DOLLAR, RESERVE);
		book.agrees("Bob bids");

		// Three per cent more.
		let next = 23_175_000;
		assert_noop!(bid(&charlie(), id, next - 1), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&charlie(), id, next));
		assert_emitted(Event::BidRepaid { auction: id, bidder: bob(), amount: RESERVE });
		assert_emitted(Event::BidPlaced {
			auction: id,
			bidder: charlie(),
			amount: next,
			ends: end,
		});
		book.moves(market(), bob(), &DOLLAR, RESERVE);
		book.moves(charlie(), market(), &DOLLAR, next);
		book.agrees("Charlie bids more");

		// Before the last block nothing moves the end.
		to_block(end - 1);
		assert_ok!(bid(&bob(), id, 24_000_000));
		assert_eq!(ends(id), end);
		next_block();
		assert_ok!(bid(&eve(), id, 24_720_000));
		assert_eq!(ends(id), end + 1);
		next_block();
		assert!(is_open(id), "not extended");
		// 24,720,000 × 1.03 = 25,461,600.
		assert_ok!(bid(&bob(), id, 25_461_601));
		assert_eq!(ends(id), end + 2);
		book.moves(market(), charlie(), &DOLLAR, next);
		book.moves(bob(), market(), &DOLLAR, 25_461_601);
		book.agrees("Bob bids last");

		to_block(end + 2);
		assert!(is_open(id));
		next_block();
		// 8,487,200 each, and 1 to the pool; a fee of 84,872 each.
		let total = 25_461_601;
		let settled = Event::AuctionSettled { auction: id, buyer: bob(), total, remainder: 1 };
		assert_emitted_in_last_block(settled);
		book.moves(market(), bob(), &DOLLAR, total);
		book.pays_fee(bob(), &DOLLAR, 3 * 84_872);
		book.moves(bob(), insurance_pool(), &DOLLAR, 1);
		book.moves(bob(), escrow(), &DOLLAR, 3 * (8_487_200 - 84_872));
		book.agrees("Bob has won");
		for item in 0..3 {
			assert_eq!((owner(series, item), lock(series, item)), (Some(bob()), None));
			assert_eq!(RiskEscrow::unreleased(series, item), 8_487_200 - 84_872);
		}
		assert_eq!(held(&DOLLAR), 0);
	});
}

/// In a day of 288 blocks ten minutes are two blocks, and an hour is twelve.
#[test]
fn last_minutes_are_blocks_of_the_calendar_and_those_governed_at_the_opening() {
	let mut genesis = genesis(DEV_RUNTIME_PRESET);
	genesis.calendar.day_length = 288 * SLOT_MILLIS;
	execute_with_checks_on(genesis, || {
		let series = unsold();
		let early = auctioned(&ferdie(), series, &[0], english(7_500_000), 50);
		let minutes = market::Parameters::ExtensionMinutes(market::ExtensionMinutes, Some(60));
		assert_ok!(set_parameter(RuntimeParameters::Market(minutes)));
		let late = auctioned(&ferdie(), series, &[1], english(7_500_000), 50);
		let end = ends(early);
		to_block(end - 12);
		for id in [early, late] {
			assert_ok!(bid(&bob(), id, 7_500_000));
			assert_eq!(ends(id), end);
		}
		next_block();
		for (id, extended) in [(early, 0), (late, 12)] {
			assert_ok!(bid(&charlie(), id, 8_000_000));
			assert_eq!(ends(id), end + extended);
		}
		to_block(end - 1);
		for (id, extended) in [(early, 2), (late, 12)] {
			assert_ok!(bid(&bob(), id, 9_000_000));
			assert_eq!(ends(id), end + extended);
		}
		to_block(end + 13);
		assert!(!is_open(early) && !is_open(late));
	});
}
