//! First sales at a fixed price.

use super::*;

#[test]
fn pays_fees_and_escrow_and_starts_tomorrow() {
	execute_with_checks(|| {
		assert_ok!(list(0..3, 5_001, 5));
		assert_ok!(buy(BUYER, [2, 0], 10_002));
		// ceil(5,001 × 1 %) = 51 each: 102 in all, 40 to the pool and the rest to the treasury.
		assert_eq!(usdt(BUYER), FUNDS - 10_002);
		assert_eq!((usdt(POOL), usdt(TREASURY), usdt(ESCROW)), (40, 62, 9_900));
		assert_eq!((usdt(MINER), dmc(BUYER)), (FUNDS, FUNDS));
		assert_eq!((certificate(0), certificate(1), certificate(2)), (SOLD, LISTED, SOLD));
		assert_eq!(Listings::<Test>::iter_prefix(SERIES).count(), 1);
		System::assert_last_event(
			Event::Bought {
				series: SERIES,
				items: items([2, 0]),
				buyer: BUYER,
				seller: MINER,
				total: 10_002,
				fee: 102,
				start: 11,
				end: 40,
			}
			.into(),
		);
	});
}

#[test]
fn burns_its_part_of_a_fee_in_dmc() {
	execute_with_checks(|| {
		let issued = Money::total_issuance(DMC);
		assert_ok!(Market::list(signed(MINER), DMC_SERIES, items([0]), 10_100, 5));
		assert_ok!(Market::buy(signed(BUYER), DMC_SERIES, items([0]), 10_100, 0));
		assert_eq!(dmc(BUYER), FUNDS - 10_100);
		assert_eq!((dmc(POOL), dmc(TREASURY), dmc(ESCROW)), (ED + 40, ED + 40, ED + 9_999));
		assert_eq!(Money::total_issuance(DMC), issued - 21);
	});
}

#[test]
fn takes_a_hundred_and_collects_their_fee_once() {
	execute_with_checks(|| {
		assert_ok!(list(0..100, FLOOR, 5));
		Collects::set(0);
		assert_ok!(buy(BUYER, 0..100, FLOOR * 100));
		assert_eq!((Collects::get(), usdt(ESCROW)), (1, 100 * (FLOOR - 30)));
	});
}

#[test]
fn settles_each_at_the_rates_it_was_listed_with() {
	execute_with_checks(|| {
		assert_ok!(list([0], 10_000, 5));
		TradingFee::set(percent(3));
		Split::set(FeeSplit { pool: percent(10), treasury: percent(0) });
		assert_ok!(list([1], 10_000, 5));
		TradingFee::set(percent(0));
		Collects::set(0);
		assert_ok!(buy(BUYER, [0, 1], 20_000));
		// 100, of which 40 to the pool, and 300, of which 30; in USDT the rest is the treasury's.
		assert_eq!(Collects::get(), 1);
		assert_eq!((usdt(POOL), usdt(TREASURY), usdt(ESCROW)), (70, 330, 19_600));
	});
}

#[test]
fn keeps_to_the_maximum_total() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		assert_noop!(buy(BUYER, [0, 1], 2 * FLOOR - 1), Error::<Test>::TooExpensive);
		assert_noop!(buy(BUYER, [0, 1], 0), Error::<Test>::TooExpensive);
		assert_ok!(buy(BUYER, [0, 1], 2 * FLOOR));
		assert_eq!(usdt(BUYER), FUNDS - 2 * FLOOR);
	});
}

#[test]
fn says_when_the_total_overflows() {
	execute_with_checks(|| {
		assert_ok!(list([0], Balance::MAX, 5));
		assert_ok!(list([1], FLOOR, 5));
		assert_noop!(buy(BUYER, [0, 1], Balance::MAX), overflow());
	});
}

#[test]
fn ends_with_the_day_before_the_listing_expires() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		Today::set(14);
		assert_ok!(buy(BUYER, [0], FLOOR));
		Today::set(15);
		assert_noop!(buy(BUYER, [1], FLOOR), Error::<Test>::ListingExpired);
	});
}

#[test]
fn one_bad_item_changes_nothing() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		assert_noop!(buy(BUYER, [0, 1, 2], Balance::MAX), Error::<Test>::NotListed);
		assert_noop!(buy(BUYER, [0, 100], Balance::MAX), Error::<Test>::NotListed);
		assert_eq!((usdt(BUYER), certificate(0)), (FUNDS, LISTED));
	});
}

#[test]
fn refuses_what_was_delisted_or_bought() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		assert_ok!(delist(MINER, [0]));
		assert_ok!(buy(BUYER, [1], FLOOR));
		assert_noop!(buy(STRANGER, [0], FLOOR), Error::<Test>::NotListed);
		assert_noop!(buy(STRANGER, [1], FLOOR), Error::<Test>::NotListed);
	});
}

#[test]
fn refuses_the_miner() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		assert_noop!(buy(MINER, [0], FLOOR), Error::<Test>::BuyFromSelf);
	});
}

#[test]
fn refuses_a_buyer_who_cannot_pay() {
	execute_with_checks(|| {
		assert_ok!(list([0], FUNDS, 5));
		assert_ok!(list([1], FUNDS + 1, 5));
		assert_noop!(buy(BUYER, [1], Balance::MAX), Error::<Test>::CannotPay);
		assert_noop!(buy(99, [0], Balance::MAX), Error::<Test>::CannotPay);
		assert_ok!(buy(BUYER, [0], FUNDS));
		assert_eq!(usdt(BUYER), 0);
	});
}

#[test]
fn leaves_the_existential_deposit_in_dmc() {
	execute_with_checks(|| {
		let all = FUNDS - ED;
		assert_ok!(Market::list(signed(MINER), DMC_SERIES, items([0]), all + 1, 5));
		let buy = || Market::buy(signed(BUYER), DMC_SERIES, items([0]), Balance::MAX, 0);
		assert_noop!(buy(), Error::<Test>::CannotPay);
		assert_ok!(Market::reprice(signed(MINER), DMC_SERIES, items([0]), all));
		assert_ok!(buy());
		assert_eq!(dmc(BUYER), ED);
	});
}

#[test]
fn refuses_a_series_that_went_late_frozen_or_terminated() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		Late::set(true);
		assert_noop!(buy(BUYER, [0], FLOOR), DispatchError::Other("late"));
		Late::set(false);
		freeze();
		assert_noop!(buy(BUYER, [0], FLOOR), DispatchError::Other("frozen"));
		terminate();
		assert_noop!(buy(BUYER, [0], FLOOR), DispatchError::Other("terminated"));
		assert_eq!((usdt(BUYER), certificate(0)), (FUNDS, LISTED));
	});
}

#[test]
fn is_possible_again_after_a_freeze() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		freeze();
		Frozen::set(false);
		assert_ok!(buy(BUYER, [0], FLOOR));
	});
}

#[test]
fn refuses_what_escrow_refuses_and_changes_nothing() {
	execute_with_checks(|| {
		TradingFee::set(percent(100));
		assert_ok!(list([0], FLOOR, 5));
		assert_noop!(buy(BUYER, [0], FLOOR), DispatchError::Other("no deposit"));
	});
}

#[test]
fn demands_the_deposit_of_each() {
	execute_with_checks(|| {
		assert_ok!(list([0], 5_000, 5));
		assert_ok!(list([1], 6_000, 5));
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(buy_protected(BUYER, [0, 1], FUNDS, 4_951), little);
		assert_ok!(buy_protected(BUYER, [0, 1], FUNDS, 4_950));
	});
}
