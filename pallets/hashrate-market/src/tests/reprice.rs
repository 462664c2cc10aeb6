use super::*;

fn listing(item: ItemId) -> Listing<u64> {
	Listings::<Test>::get(SERIES, item).unwrap()
}

#[test]
fn changes_the_price_and_nothing_else() {
	execute_with_checks(|| {
		assert_ok!(list(0..3, 5_000, 7));
		Today::set(12);
		govern();
		events();
		assert_ok!(reprice(MINER, [2, 0], 6_000));
		let (series, items, seller, price) = (SERIES, items([2, 0]), MINER, 6_000);
		assert_eq!(events(), [Event::Repriced { series, items, seller, price }]);
		let expected = Listing { seller, price, expires_on: 17, fees: fees() };
		assert_eq!((listing(0), listing(2)), (expected.clone(), expected));
		assert_eq!((listing(1).price, certificate(0), usdt(MINER)), (5_000, LISTED, FUNDS));
	});
}

#[test]
fn is_what_the_next_buyer_pays() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], 5_000, 7));
		assert_ok!(reprice(MINER, [0], 4_000));
		assert_ok!(reprice(MINER, [1], 7_000));
		assert_noop!(buy(BUYER, [0, 1], 10_999), Error::<Test>::TooExpensive);
		assert_ok!(buy(BUYER, [0, 1], 11_000));
		assert_eq!((usdt(BUYER), usdt(ESCROW)), (FUNDS - 11_000, 10_890));
	});
}

#[test]
fn holds_first_sales_to_the_floor_and_resales_to_one() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list([0], 5_000, 7));
		assert_ok!(list_by(HOLDER, [50], 5_000, 7));
		assert_noop!(reprice(MINER, [0], FLOOR - 1), Error::<Test>::PriceUnderFloor);
		assert_ok!(reprice(MINER, [0], FLOOR));
		assert_noop!(reprice(HOLDER, [50], 0), Error::<Test>::PriceUnderFloor);
		assert_ok!(reprice(HOLDER, [50], 1));
	});
}

#[test]
fn holds_the_miner_to_the_floor_when_both_kinds_are_named() {
	execute_with_checks(|| {
		sold([50], MINER);
		assert_ok!(list([0], 5_000, 7));
		assert_ok!(list([50], 5_000, 7));
		assert_noop!(reprice(MINER, [50, 0], FLOOR - 1), Error::<Test>::PriceUnderFloor);
		assert_ok!(reprice(MINER, [50, 0], FLOOR));
	});
}

#[test]
fn is_possible_while_nobody_can_buy() {
	execute_with_checks(|| {
		assert_ok!(list([0], 5_000, 7));
		Late::set(true);
		freeze();
		assert_ok!(reprice(MINER, [0], 6_000));
	});
}

#[test]
fn refuses_all_but_the_seller() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list([0], 5_000, 7));
		assert_ok!(list_by(HOLDER, [50], 5_000, 7));
		assert_noop!(reprice(STRANGER, [0], 6_000), Error::<Test>::NotSeller);
		assert_noop!(reprice(MINER, [0, 50], 6_000), Error::<Test>::NotSeller);
		assert_eq!(listing(0).price, 5_000);
	});
}

#[test]
fn refuses_an_expired_listing() {
	execute_with_checks(|| {
		assert_ok!(list([0], 5_000, 7));
		Today::set(16);
		assert_ok!(reprice(MINER, [0], 6_000));
		Today::set(17);
		assert_noop!(reprice(MINER, [0], 7_000), Error::<Test>::ListingExpired);
	});
}

#[test]
fn refuses_what_is_not_listed_or_no_longer_locked_for_it() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_noop!(reprice(HOLDER, [50], 100), Error::<Test>::NotListed);
		assert_ok!(list_by(HOLDER, 50..53, 100, 7));
		retire(51);
		terminate();
		refund(50);
		for item in [50, 51] {
			assert_noop!(reprice(HOLDER, [item], 200), Error::<Test>::NotListed);
		}
		assert_ok!(reprice(HOLDER, [52], 200));
	});
}
