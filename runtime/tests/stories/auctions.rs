//! Auctions: how a price is found, how they end, and where the money is meanwhile.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, SeriesId};
use pallet_hashrate_market::{Error, Event};

/// Four certificates of ten units for three days, none of them for sale: at least 7.5 dollars each.
fn unsold() -> SeriesId {
	Plan::default().open()
}

/// The reserve of a lot of three.
const RESERVE: Balance = 22_500_000;

/// Two bid for three certificates, and a sniper in the last block.
#[test]
fn two_bidders_and_a_sniper() {
	play(|| {
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
		assert_told(Event::BidRepaid { auction: id, bidder: bob(), amount: RESERVE });
		assert_told(Event::BidPlaced { auction: id, bidder: charlie(), amount: next, ends: end });
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
		assert!(is_open(id), "the sniper ended it");
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
		assert_closed_told(settled);
		book.moves(market(), bob(), &DOLLAR, total);
		book.pays_fee(bob(), &DOLLAR, 3 * 84_872);
		book.moves(bob(), insurance_pool(), &DOLLAR, 1);
		book.moves(bob(), escrow(), &DOLLAR, 3 * (8_487_200 - 84_872));
		book.agrees("Bob has won");
		for item in 0..3 {
			assert_eq!((owner(series, item), lock(series, item)), (Some(bob()), None));
			assert_eq!(RiskEscrow::unreleased(series, item), 8_487_200 - 84_872);
		}
		// What the bidders may still want is nothing.
		assert_eq!(held(&DOLLAR), 0);
	});
}

/// Whoever raises its own bid pays what it bids more.
#[test]
fn a_bidder_raises_its_own_bid() {
	play(|| {
		let series = unsold();
		let id = auctioned(&ferdie(), series, &[0], english(7_500_000), 20);
		assert_ok!(bid(&bob(), id, 8_000_000));
		let mut book = Book::open();
		assert_noop!(bid(&bob(), id, 8_239_999), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&bob(), id, 8_240_000));
		book.moves(bob(), market(), &DOLLAR, 240_000);
		book.agrees("raise");
		assert_eq!(best_bid(id), Some((bob(), 8_240_000)));
		assert_eq!(held(&DOLLAR), 8_240_000);
	});
}

/// At the least prices a bid is higher by one unit at least.
#[test]
fn a_bid_on_almost_nothing_rises_by_one() {
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1), 20);
		assert_ok!(bid(&bob(), id, 1));
		assert_noop!(bid(&charlie(), id, 1), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&charlie(), id, 2));
		assert_ok!(bid(&bob(), id, 34));
		assert_noop!(bid(&charlie(), id, 35), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&charlie(), id, 36));
	});
}

/// However often somebody snipes, it ends a day after it should have.
#[test]
fn extensions_have_a_bound() {
	play(|| {
		let series = unsold();
		let id = auctioned(&ferdie(), series, &[0], english(7_500_000), 5);
		let (end, mut amount) = (ends(id), 7_500_000);
		to_block(end);
		for extended in 1..=BLOCKS_A_DAY {
			assert_ok!(bid(&[bob(), charlie()][extended as usize % 2], id, amount));
			assert_eq!(ends(id), end + extended);
			amount += amount.div_ceil(33);
			next_block();
		}
		let last = end + BLOCKS_A_DAY;
		assert_eq!(System::block_number(), last);
		assert_ok!(bid(&eve(), id, amount));
		assert_eq!(ends(id), last);
		next_block();
		assert!(!is_open(id));
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// A bid that meets the price to buy at once pays exactly that, and the outbid are repaid.
#[test]
fn buying_at_once_costs_what_was_asked() {
	play(|| {
		let series = unsold();
		let mut book = Book::open();
		let kind = english_or_now(15_000_000, 18_000_001);
		let id = auctioned(&ferdie(), series, &[0, 1], kind, 20);
		assert_ok!(bid(&bob(), id, 17_999_999));
		// The step would ask for more than it costs to buy at once.
		assert_noop!(bid(&charlie(), id, 18_000_000), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&charlie(), id, 30_000_000));
		let (buyer, total) = (charlie(), 18_000_001);
		assert_told(Event::AuctionSettled { auction: id, buyer, total, remainder: 1 });
		book.pays_fee(charlie(), &DOLLAR, 180_000);
		book.moves(charlie(), insurance_pool(), &DOLLAR, 1);
		book.moves(charlie(), escrow(), &DOLLAR, 17_820_000);
		book.agrees("buy now");
		assert_eq!(owner(series, 1), Some(charlie()));
		assert_noop!(bid(&bob(), id, 40_000_000), Error::<Runtime>::UnknownAuction);
	});
}

/// The price falls block by block, and reaches the floor in the last.
#[test]
fn a_dutch_price_falls_to_the_floor() {
	play(|| {
		let series = unsold();
		let kind = dutch(8_000_000, 7_500_000);
		let ids = [0, 1, 2].map(|item| auctioned(&ferdie(), series, &[item], kind, 7));
		let opened = System::block_number();
		let dear = Error::<Runtime>::TooExpensive;
		assert_noop!(buy_dutch(&bob(), ids[0], 7_999_999), dear);
		assert_noop!(bid(&bob(), ids[0], 8_000_000), Error::<Runtime>::WrongKind);
		let mut book = Book::open();
		assert_ok!(buy_dutch(&bob(), ids[0], Balance::MAX));
		book.pays_fee(bob(), &DOLLAR, 80_000);
		book.moves(bob(), escrow(), &DOLLAR, 7_920_000);
		book.agrees("in the first block");

		// After three of seven blocks it has fallen by 214,285.7, rounded down.
		to_block(opened + 3);
		let dear = Error::<Runtime>::TooExpensive;
		assert_noop!(buy_dutch(&bob(), ids[1], 7_785_714), dear);
		assert_ok!(buy_dutch(&bob(), ids[1], 7_785_715));
		book.pays_fee(bob(), &DOLLAR, 77_858);
		book.moves(bob(), escrow(), &DOLLAR, 7_785_715 - 77_858);
		book.agrees("in the fourth");

		to_block(opened + 7);
		assert_noop!(buy_dutch(&bob(), ids[2], 7_499_999), Error::<Runtime>::TooExpensive);
		assert_ok!(buy_dutch(&bob(), ids[2], 7_500_000));
		book.pays_fee(bob(), &DOLLAR, 75_000);
		book.moves(bob(), escrow(), &DOLLAR, 7_425_000);
		book.agrees("in the last");
	});
}

#[test]
fn what_nobody_wants_stays_with_its_seller() {
	play(|| {
		let series = mine();
		let rising = auctioned(&alice(), series, &[0], english(1), 3);
		let falling = auctioned(&bob(), series, &[1], dutch(2, 1), 3);
		let book = Book::open();
		to_block(ends(rising));
		assert_noop!(settle_auction(rising), Error::<Runtime>::StillRunning);
		assert_noop!(settle_auction(falling), Error::<Runtime>::StillRunning);
		next_block();
		for (item, id) in [(0, rising), (1, falling)] {
			assert_closed_told(Event::AuctionUnsold { auction: id });
			assert_eq!((is_open(id), lock(series, item)), (false, None));
			assert_noop!(settle_auction(id), Error::<Runtime>::UnknownAuction);
		}
		book.agrees("unsold");
		assert_ok!(hand_over(&alice(), series, 0, &bob()));
	});
}

/// A seller may change its mind until the last blocks, when a bid binds it.
#[test]
fn a_seller_cancels_while_it_may() {
	play(|| {
		let series = mine();
		assert_ok!(delist(&ferdie(), series, &[3]));
		let mut book = Book::open();
		let bidless = auctioned(&alice(), series, &[0], english(PRICE), 5);
		let bidden = auctioned(&bob(), series, &[1], english(PRICE), 5);
		let bound = auctioned(&ferdie(), series, &[3], english(PRICE), 5);
		for id in [bidden, bound] {
			assert_ok!(bid(&charlie(), id, PRICE));
		}
		assert_noop!(cancel_auction(&charlie(), bidden), Error::<Runtime>::NotSeller);
		let end = ends(bound);
		to_block(end - 1);
		assert_ok!(cancel_auction(&bob(), bidden));
		assert_told(Event::AuctionCancelled { auction: bidden });
		assert_told(Event::BidRepaid { auction: bidden, bidder: charlie(), amount: PRICE });
		next_block();
		let late = Error::<Runtime>::TooLateToCancel;
		assert_noop!(cancel_auction(&ferdie(), bound), late);
		assert_ok!(cancel_auction(&alice(), bidless));
		assert_eq!([0, 1].map(|item| lock(series, item)), [None; 2]);
		next_block();
		assert_eq!(owner(series, 3), Some(charlie()));
		book.pays_fee(charlie(), &DOLLAR, 1_500_002);
		book.moves(charlie(), escrow(), &DOLLAR, DEPOSIT);
		book.agrees("the last is sold");
	});
}

/// A bid that extends an auction does not set its seller free again.
#[test]
fn a_bid_in_the_last_block_binds_the_seller() {
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 5);
		to_block(ends(id));
		assert_ok!(bid(&bob(), id, 1_000));
		assert_noop!(cancel_auction(&alice(), id), Error::<Runtime>::TooLateToCancel);
		next_block();
		assert_noop!(cancel_auction(&alice(), id), Error::<Runtime>::TooLateToCancel);
		next_block();
		assert_eq!(owner(series, 0), Some(bob()));
	});
}

/// Anyone settles an auction that no block had room for; the seller cannot withdraw it any more,
/// and nobody bids.
#[test]
fn anyone_settles_what_is_over() {
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 3);
		let falling = auctioned(&bob(), series, &[1], dutch(1_000, 500), 3);
		assert_ok!(bid(&charlie(), id, 1_000));
		over_unsettled(id);
		let over = Error::<Runtime>::AuctionOver;
		assert_noop!(bid(&dave(), id, 9_000), over);
		assert_noop!(cancel_auction(&alice(), id), Error::<Runtime>::AuctionOver);
		assert_noop!(cancel_auction(&bob(), falling), Error::<Runtime>::AuctionOver);
		assert_noop!(buy_dutch(&dave(), falling, 9_000), Error::<Runtime>::AuctionOver);
		let mut book = Book::open();
		assert_ok!(settle_auction(id));
		assert_ok!(settle_auction(falling));
		book.moves(market(), alice(), &DOLLAR, 990);
		book.moves(market(), charlie(), &DOLLAR, 10);
		book.pays_fee(charlie(), &DOLLAR, 10);
		book.agrees("settle");
		assert_eq!(owner(series, 0), Some(charlie()));
		assert_eq!((owner(series, 1), lock(series, 1)), (Some(bob()), None));
	});
}

/// Blocks of a day that has 288 of them: the last ten minutes are two blocks, an hour is twelve.
#[test]
fn the_last_minutes_are_those_of_the_opening() {
	use dmex_runtime::{parameters::dynamic_params::market, RuntimeParameters};
	play_with_days_of(288, || {
		let series = unsold();
		let early = auctioned(&ferdie(), series, &[0], english(7_500_000), 50);
		let minutes = market::Parameters::ExtensionMinutes(market::ExtensionMinutes, Some(60));
		let parameter = RuntimeParameters::Market(minutes);
		assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
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
