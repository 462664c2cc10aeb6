//! `bid`, at the price that buys immediately.

use super::*;

const NOW_PRICE: Balance = 20_000;

fn with_buy_now() -> AuctionId {
	assert_ok!(start(MINER, 0..3, english(9_000, Some(NOW_PRICE)), LASTS));
	0
}

#[test]
fn buys_for_exactly_the_price() {
	execute_with_checks(|| {
		let id = with_buy_now();
		events();
		assert_ok!(bid(BUYER, id, NOW_PRICE));
		// 6,666 each and 2 that remain; fees of 67 each: 201, of which the pool gets 80.
		assert_eq!((usdt(BUYER), usdt(ESCROW)), (FUNDS - NOW_PRICE, 3 * 6_599));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (80 + 2, 121));
		assert!(is_over(id) && all_are(0..3, SOLD));
		let (series, items, buyer, seller) = (SERIES, items(0..3), BUYER, MINER);
		let (total, fee, start, end) = (19_998, 201, 11, 40);
		let bought = Event::Bought { series, items, buyer, seller, total, fee, start, end };
		let settled = Event::AuctionSettled { auction: id, buyer, total: NOW_PRICE, remainder: 2 };
		assert_eq!(events(), [bought, settled]);
		assert_eq!(Due::<Test>::iter().count(), 0);
	});
}

#[test]
fn takes_no_more_than_the_price_whatever_is_bid() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_ok!(bid(BUYER, id, Balance::MAX));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS - NOW_PRICE, true));
	});
}

#[test]
fn one_unit_less_is_a_bid() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_ok!(bid(BUYER, id, NOW_PRICE - 1));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS - NOW_PRICE + 1, false));
	});
}

#[test]
fn needs_no_step_over_the_bid_before_and_repays_it() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_ok!(bid(STRANGER, id, NOW_PRICE - 1));
		assert_ok!(bid(BUYER, id, NOW_PRICE));
		assert_eq!((usdt(STRANGER), usdt(BUYER)), (FUNDS, FUNDS - NOW_PRICE));
		assert!(is_over(id) && all_are(0..3, SOLD));
	});
}

#[test]
fn after_ones_own_bid_pays_the_difference_only() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_ok!(bid(BUYER, id, NOW_PRICE - 1));
		burn(USDT, BUYER, FUNDS - NOW_PRICE);
		assert_ok!(bid(BUYER, id, NOW_PRICE));
		assert_eq!((usdt(BUYER), is_over(id)), (0, true));
	});
}

#[test]
fn works_at_the_reserve_and_in_the_last_block() {
	execute_with_checks(|| {
		assert_ok!(start(MINER, 0..3, english(9_000, Some(9_000)), LASTS));
		at(ENDS);
		assert_noop!(bid(BUYER, 0, 8_999), Error::<Test>::BidTooLow);
		assert_ok!(bid(BUYER, 0, 9_000));
		assert!(is_over(0));
	});
}

#[test]
fn of_sold_ones_pays_income_and_the_seller() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		earn(51, 33);
		assert_ok!(start(HOLDER, 50..53, english(300, Some(1_000)), LASTS));
		events();
		assert_ok!(bid(BUYER, 0, 1_000));
		// 333 each, 1 remains; fees of 4 each: 12, of which the pool gets 4.
		assert_eq!((usdt(HOLDER), btc(HOLDER)), (FUNDS + 987, FUNDS + 33));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (4 + 1, 8));
		assert!(all_are(50..53, SOLD));
		let (series, items, buyer, seller) = (SERIES, items(50..53), BUYER, HOLDER);
		let resold = Event::Resold { series, items, buyer, seller, total: 999, fee: 12 };
		let settled = Event::AuctionSettled { auction: 0, buyer, total: 1_000, remainder: 1 };
		assert_eq!(events(), [resold, settled]);
	});
}

#[test]
fn refuses_a_late_first_sale_and_changes_nothing() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_ok!(bid(STRANGER, id, 9_000));
		Late::set(true);
		assert_noop!(bid(BUYER, id, NOW_PRICE), DispatchError::Other("late"));
	});
}

#[test]
fn refuses_the_seller() {
	execute_with_checks(|| {
		let id = with_buy_now();
		assert_noop!(bid(MINER, id, NOW_PRICE), Error::<Test>::BuyFromSelf);
	});
}

/// What is left now counts, because the lot is delivered now.
#[test]
fn demands_what_is_left_of_each_today() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		(50..53).for_each(|item| left(item, 500));
		assert_ok!(start(HOLDER, 50..53, english(300, Some(600)), LASTS));
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(bid_protected(BUYER, 0, 600, 501), little);
		assert_noop!(bid_protected(BUYER, 0, 599, 500), Error::<Test>::TooLittleUnreleased);
		assert_ok!(bid_protected(BUYER, 0, 600, 500));
		assert!(all_are(50..53, SOLD));
	});
}
