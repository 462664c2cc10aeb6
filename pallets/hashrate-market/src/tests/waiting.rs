//! First sales that wait, after the end of their auction, until the miner has settled earlier days.

use super::*;

/// Number of blocks until the chain looks again: a twenty-fourth of a day.
const AGAIN: u32 = DAY / 24;

/// An auction of the miner for which the buyer bid 9,000, and which is over while its series is late.
fn waiting() -> AuctionId {
	let id = first_sale();
	assert_ok!(bid(BUYER, id, 9_000));
	end_block(ENDS - 1, Weight::MAX);
	Late::set(true);
	at(ENDS + 1);
	events();
	id
}

#[test]
fn are_refused_to_everybody() {
	execute_with_checks(|| {
		let id = waiting();
		assert_noop!(settle(STRANGER, id), Error::<Test>::WaitsForDays);
		assert_noop!(settle(MINER, id), Error::<Test>::WaitsForDays);
		assert!(!is_over(id));
	});
}

#[test]
fn keep_the_seller_and_take_no_bids() {
	execute_with_checks(|| {
		let id = waiting();
		assert_noop!(cancel(MINER, id), Error::<Test>::AuctionOver);
		assert_noop!(bid(STRANGER, id, 20_000), Error::<Test>::AuctionOver);
		assert_noop!(bid(BUYER, id, 20_000), Error::<Test>::AuctionOver);
	});
}

#[test]
fn are_made_by_anyone_once_the_days_are_settled() {
	execute_with_checks(|| {
		let id = waiting();
		Late::set(false);
		assert_ok!(settle(STRANGER, id));
		assert!(is_over(id) && all_are(0..3, SOLD));
		assert_eq!(usdt(BUYER), FUNDS - 9_000);
	});
}

#[test]
fn let_the_bidder_leave() {
	execute_with_checks(|| {
		let id = waiting();
		assert_ok!(withdraw(BUYER, id));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 };
		assert_eq!(events(), [repaid, Event::AuctionUnsold { auction: id }]);
		assert_eq!((usdt(BUYER), Due::<Test>::iter().count()), (FUNDS, 0));
		assert!(is_over(id) && all_are(0..3, UNSOLD));
	});
}

#[test]
fn credit_a_bidder_who_leaves_and_cannot_be_paid() {
	execute_with_checks(|| {
		let id = waiting();
		block(BUYER);
		assert_ok!(withdraw(BUYER, id));
		assert_eq!((credit(BUYER, USDT), is_over(id)), (9_000, true));
	});
}

#[test]
fn let_nobody_else_leave() {
	execute_with_checks(|| {
		let id = waiting();
		for who in [MINER, STRANGER] {
			assert_noop!(withdraw(who, id), Error::<Test>::NotBidder);
		}
		assert_noop!(withdraw(BUYER, 7), Error::<Test>::UnknownAuction);
	});
}

/// The bid binds before the end, after the days are settled, and in a resale.
#[test]
fn are_the_only_ones_that_a_bidder_leaves() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, one, 9_000));
		assert_ok!(bid(BUYER, other, 9_000));
		Late::set(true);
		at(ENDS);
		assert_noop!(withdraw(BUYER, one), Error::<Test>::StillRunning);
		at(ENDS + 1);
		assert_noop!(withdraw(BUYER, other), Error::<Test>::NotWaiting);
		Late::set(false);
		assert_noop!(withdraw(BUYER, one), Error::<Test>::NotWaiting);
		Idle::set(true);
		assert_noop!(withdraw(BUYER, other), Error::<Test>::NotWaiting);
		assert_ok!(withdraw(BUYER, one));
	});
}

#[test]
fn are_no_resales_and_none_without_a_bid() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, other, 9_000));
		Late::set(true);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, one));
		assert_ok!(settle(STRANGER, other));
		assert!(all_are(0..3, UNSOLD) && all_are(50..53, SOLD));
	});
}

#[test]
fn are_found_by_the_chain_itself() {
	execute_with_checks(|| {
		let id = waiting();
		let looked = Weight::from_parts(50 + 3 + 7 + 3 + 3, 0);
		assert_eq!(end_block(ENDS, Weight::MAX), looked);
		assert_eq!(events(), [Event::AuctionWaits { auction: id }]);
		assert_eq!(Due::<Test>::iter_keys().collect::<Vec<_>>(), [(ENDS + AGAIN, id)]);
		end_block(ENDS + AGAIN, Weight::MAX);
		assert_eq!(events(), [], "it is told once");
		Late::set(false);
		end_block(ENDS + 2 * AGAIN - 1, Weight::MAX);
		assert!(!is_over(id));
		end_block(ENDS + 2 * AGAIN, Weight::MAX);
		assert!(is_over(id) && all_are(0..3, SOLD));
	});
}

/// Those that wait are put off, and cost the queue no more than a look.
#[test]
fn keep_no_other_waiting() {
	execute_with_checks(|| {
		let (id, other) = (first_sale(), 1);
		assert_ok!(bid(BUYER, id, 9_000));
		sold(50..53, HOLDER);
		assert_ok!(start(HOLDER, 50..53, english(300, None), LASTS + 1));
		end_block(ENDS - 1, Weight::MAX);
		Late::set(true);
		let room = Weight::from_parts(50 + (3 + 7 + 3) + (3 + 7 + 3_503), 0);
		end_block(ENDS + 1, room);
		assert!(!is_over(id) && is_over(other));
	});
}

#[test]
fn are_void_once_the_series_is_frozen() {
	execute_with_checks(|| {
		let id = waiting();
		freeze();
		assert_ok!(withdraw(STRANGER, id));
		let reason = Error::<Test>::FrozenMeanwhile.into();
		assert_eq!(events().last(), Some(&Event::AuctionVoided { auction: id, reason }));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
	});
}

#[test]
fn are_void_once_the_miner_may_not_sell() {
	execute_with_checks(|| {
		let id = waiting();
		Barred::set(true);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
		assert!(all_are(0..3, UNSOLD));
	});
}

#[test]
fn are_void_in_the_hook_once_the_miner_may_not_sell() {
	execute_with_checks(|| {
		let id = waiting();
		end_block(ENDS, Weight::MAX);
		Barred::set(true);
		end_block(ENDS + AGAIN, Weight::MAX);
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
	});
}

#[test]
fn are_told_apart_from_running_ones() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		Late::set(true);
		let lot = auction(id);
		assert!(!Market::is_waiting(id, &lot) && !Market::is_running(id, &lot));
		at(ENDS + 1);
		assert!(Market::is_waiting(id, &lot));
		Barred::set(true);
		assert!(!Market::is_waiting(id, &lot));
	});
}
