use super::*;

#[test]
fn unlocks_the_certificates() {
	execute_with_checks(|| {
		let id = first_sale();
		events();
		assert_ok!(cancel(MINER, id));
		assert!(is_over(id) && all_are(0..3, UNSOLD));
		assert_eq!(events(), [Event::AuctionCancelled { auction: id }]);
		assert_eq!((Due::<Test>::iter().count(), usdt(MINER)), (0, FUNDS));
		assert_ok!(list([0], FLOOR, 5));
	});
}

#[test]
fn repays_a_bid() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		events();
		assert_ok!(cancel(MINER, id));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 };
		assert_eq!(events(), [repaid, Event::AuctionCancelled { auction: id }]);
	});
}

#[test]
fn with_a_bid_ends_before_the_last_blocks() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, one, 9_000));
		assert_ok!(bid(BUYER, other, 300));
		at(ENDS - WINDOW);
		assert_ok!(cancel(MINER, one));
		at(ENDS - WINDOW + 1);
		assert_noop!(cancel(HOLDER, other), Error::<Test>::TooLateToCancel);
		at(ENDS);
		assert_noop!(cancel(HOLDER, other), Error::<Test>::TooLateToCancel);
	});
}

#[test]
fn without_a_bid_is_possible_in_the_last_block_and_not_after_it() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		at(ENDS);
		assert_ok!(cancel(MINER, one));
		at(ENDS + 1);
		assert_noop!(cancel(HOLDER, other), Error::<Test>::AuctionOver);
	});
}

#[test]
fn keeps_the_window_that_it_opened_with() {
	execute_with_checks(|| {
		let id = first_sale();
		govern();
		assert_ok!(bid(BUYER, id, 9_000));
		at(ENDS - WINDOW);
		assert_ok!(cancel(MINER, id));
	});
}

#[test]
fn after_an_extension_stays_too_late() {
	execute_with_checks(|| {
		let id = first_sale();
		at(ENDS - WINDOW + 5);
		assert_ok!(bid(BUYER, id, 9_000));
		assert_eq!(auction(id).schedule.ends, ENDS + WINDOW);
		// The new end is as far away as the window.
		at(ENDS);
		assert_noop!(cancel(MINER, id), Error::<Test>::TooLateToCancel);
	});
}

#[test]
fn of_a_dutch_one_is_possible_in_its_last_block_and_not_after_it() {
	execute_with_checks(|| {
		for item in [0, 1] {
			assert_ok!(start(MINER, [item], dutch(9_000, 9_000), LASTS));
		}
		at(ENDS);
		assert_ok!(cancel(MINER, 0));
		at(ENDS + 1);
		assert_noop!(cancel(MINER, 1), Error::<Test>::AuctionOver);
	});
}

#[test]
fn is_possible_while_nobody_can_buy() {
	execute_with_checks(|| {
		let id = first_sale();
		Late::set(true);
		assert_ok!(cancel(MINER, id));
	});
}

#[test]
fn refuses_all_but_the_seller() {
	execute_with_checks(|| {
		let id = resale();
		for who in [BUYER, MINER, STRANGER] {
			assert_noop!(cancel(who, id), Error::<Test>::NotSeller);
		}
		at(ENDS + 1);
		assert_noop!(cancel(STRANGER, id), Error::<Test>::NotSeller);
	});
}

#[test]
fn refuses_an_unknown_auction() {
	execute_with_checks(|| {
		assert_noop!(cancel(MINER, 0), Error::<Test>::UnknownAuction);
		let id = first_sale();
		assert_ok!(cancel(MINER, id));
		assert_noop!(cancel(MINER, id), Error::<Test>::UnknownAuction);
	});
}

#[test]
fn credits_a_bidder_who_cannot_be_paid() {
	execute_with_checks(|| {
		let id = resale();
		assert_ok!(bid(BUYER, id, 500));
		block(BUYER);
		assert_ok!(cancel(HOLDER, id));
		assert_eq!((credit(BUYER, USDT), is_over(id)), (500, true));
		assert!(all_are(50..53, HELD));
	});
}
