//! Public nays of the votes on claims.

use super::*;

fn seed(ask: Ask) -> Balance {
	seed_of(ask.filed())
}

#[test]
fn grow_with_the_part_of_the_pool_that_is_asked_for() {
	execute_with_checks(|| {
		MaxOpen::set(&9);
		let seeds = [POOL / 10, POOL / 5, POOL, POOL + 1, Balance::MAX].map(|amount| {
			let claim = Ask::new(amount).filed();
			seed_of(claim)
		});
		assert_eq!(seeds, [5_000, 10_000, 50_000, 50_000, 50_000]);
	});
}

#[test]
fn are_at_least_the_minimum() {
	execute_with_checks(|| {
		assert_eq!([1, 140, 141].map(|amount| seed(Ask::new(amount))), [SEED, SEED, 705]);
	});
}

#[test]
fn are_by_what_is_available_in_the_asset() {
	execute_with_checks(|| {
		assert_ok!(contribute(STRANGER, USDT, POOL));
		Ask::new(ALL).approved();
		let (left, asked) = (2 * POOL - ALL, 5_000);
		assert_eq!(seed(Ask::new(asked)), (asked * SEED_OF_POOL).div_ceil(left));
		assert_eq!(seed(Ask::new(asked).paid_in(BTC)), SEED_OF_POOL / 2);
		// Deposits are no part of it.
		assert_eq!(seed(Ask::new(asked).paid_in(DMC)), SEED_OF_POOL / 2);
	});
}

/// Of nothing, whatever is asked for is all.
#[test]
fn of_an_empty_pool_are_those_of_all() {
	execute_with_checks(|| {
		Cap::set(&Permill::one());
		Ask::new(POOL).at(rates(1_000, 1, 5)).approved();
		assert_eq!(available(USDT), 0);
		assert_eq!(seed(Ask::new(1)), SEED_OF_POOL);
	});
}

#[test]
fn of_admin_s_claims_are_the_same() {
	execute_with_checks(|| {
		assert_ok!(Ask::new(POOL / 5).file(signed(ADMIN)));
		assert_eq!(seed_of(0), 10_000);
	});
}
