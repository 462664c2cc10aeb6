//! The end of the time in which an award can be collected.

use super::*;

fn expired(claim: ClaimId, returned: Balance) -> Event<Test> {
	Event::ClaimExpired { claim, series: SERIES, asset: USDT, returned }
}

#[test]
fn is_on_the_day_it_was_fixed_for_and_not_before() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).awarded();
		let award = award_of(claim);
		pass(89);
		assert_noop!(conclude(claim), Error::<Test>::StillCollectable);
		pass(1);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [expired(claim, ALL)]);
		assert_eq!(status(claim), ClaimStatus::Expired(award));
		assert!(Insurance::live_claims(9).is_empty());
	});
}

#[test]
fn returns_what_was_not_collected_to_the_pool() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).awarded();
		assert_ok!(collect(claim, [0, 3]));
		pass(500);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [expired(claim, ALL - 2 * LOSS)]);
		assert_eq!((reserved(USDT), available(USDT)), (0, POOL - 2 * LOSS));
		assert_eq!(award_of(claim).paid, 2 * LOSS);
	});
}

#[test]
fn of_an_award_that_was_collected_returns_nothing() {
	execute_with_checks(|| {
		give(2, STRANGER);
		let claim = Ask::new(ALL).awarded();
		assert_ok!(collect(claim, 0..4));
		assert_eq!((reserved(USDT), status(claim).is_live()), (0, true));
		pass(90);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [expired(claim, 0)]);
	});
}

#[test]
fn leaves_other_awards_of_the_series_alone() {
	execute_with_checks(|| {
		let first = Ask::new(400).awarded();
		pass(10);
		let second = Ask::new(400).awarded();
		pass(80);
		assert_ok!(conclude(first));
		assert_noop!(conclude(second), Error::<Test>::StillCollectable);
		assert_ok!(collect(second, [0]));
		assert_eq!((usdt(ALICE), reserved(USDT)), (100, 300));
		assert_eq!(award_of(second).number, 1);
	});
}

/// A loss that was made good stays so though nobody collected.
#[test]
fn leaves_nothing_to_later_claims() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).awarded();
		pass(90);
		assert_ok!(conclude(claim));
		let again = Ask::new(ALL).file(signed(ALICE));
		assert_noop!(again, Error::<Test>::NothingToRecover);
	});
}

#[test]
fn of_no_days_is_the_day_of_the_award() {
	execute_with_checks(|| {
		CollectDays::set(&0);
		let claim = Ask::new(ALL).awarded();
		assert_noop!(collect(claim, [0]), Error::<Test>::Expired);
		assert_ok!(conclude(claim));
		assert_eq!(available(USDT), POOL);
	});
}
