//! Visits: stakes that are over leave, and freezes are noticed, without anyone.

use super::*;

const BASE: u64 = 7;
const VISIT: u64 = 20;

#[test]
fn ended_stakes_leave_and_are_paid() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		change_cert(0, |cert| cert.end = FIRST + 2);
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(2);
		idle(u64::MAX);
		assert!(is_staked(SERIES, 0), "its last day is not over");
		pass(1);
		events();
		idle(u64::MAX);
		assert_eq!(events(), [left(SERIES, 0, ALICE, 1_000)]);
		assert_eq!((lock(0), is_staked(SERIES, 0), is_staked(SERIES, 1)), (None, false, true));
		assert_eq!(units(0), (10, 0));
	});
}

#[test]
fn burnt_and_unlocked_stakes_leave_and_are_paid() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2, 3]));
		pass(2);
		Certs::remove(SERIES, 0);
		change_cert(1, |cert| cert.lock = None);
		change_cert(2, |cert| cert.lock = Some(Lock::Listed));
		events();
		idle(u64::MAX);
		let mut expected = [0, 1, 2].map(|item| left(SERIES, item, ALICE, 250));
		let mut found = events();
		found.sort_by_key(|event| format!("{event:?}"));
		expected.sort_by_key(|event| format!("{event:?}"));
		assert_eq!(found, expected);
		assert_eq!((lock(1), lock(2)), (None, Some(Lock::Listed)));
		assert_eq!((dmc(ALICE), is_staked(SERIES, 3)), (FUNDS + 750, true));
	});
}

#[test]
fn stakes_of_a_terminated_series_leave_and_are_paid() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		terminate(SERIES);
		events();
		idle(u64::MAX);
		let expected = [Event::SeriesPaused { series: SERIES }, left(SERIES, 0, ALICE, 1_000)];
		assert_eq!(events(), expected);
		assert_eq!((lock(0), SeriesStakes::<Test>::get(SERIES)), (None, None));
	});
}

/// Its record is gone, as if it had never been.
#[test]
fn stakes_of_a_series_that_is_gone_leave() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		Series::remove(SERIES);
		Certs::remove(SERIES, 0);
		idle(u64::MAX);
		assert_eq!((dmc(ALICE), owed()), (FUNDS + 1_000, 0));
	});
}

#[test]
fn freezes_are_noticed() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0]));
		freeze(SERIES, true);
		events();
		idle(u64::MAX);
		assert_eq!(events(), [Event::SeriesPaused { series: SERIES }]);
		freeze(SERIES, false);
		idle(u64::MAX);
		assert_eq!(events(), [], "once a day");
		pass(1);
		idle(u64::MAX);
		assert_eq!(events(), [Event::SeriesResumed { series: SERIES }]);
	});
}

#[test]
fn each_stake_is_visited_once_a_day() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		// Reading past the last one has the weight of a visit.
		assert_eq!(idle(u64::MAX), BASE + 4 * VISIT);
		let over = Walk { began_on: Some(FIRST), cursor: None };
		assert_eq!((idle(u64::MAX), LastWalk::<Test>::get()), (BASE, over));
		pass(1);
		assert_eq!(idle(u64::MAX), BASE + 4 * VISIT);
	});
}

#[test]
fn a_walk_goes_on_where_it_stopped() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		assert_eq!([BASE - 1, BASE].map(idle), [0, BASE]);
		assert_eq!(idle(BASE + VISIT - 1), BASE);
		assert_eq!(LastWalk::<Test>::get(), Walk::default(), "nothing was visited");
		(0..3).for_each(|item| change_cert(item, |cert| cert.lock = None));
		for staked in [2, 1, 0] {
			assert_eq!(idle(BASE + 2 * VISIT - 1), BASE + VISIT);
			assert_eq!(Stakes::<Test>::iter_keys().count(), staked);
			assert!(LastWalk::<Test>::get().cursor.is_some());
		}
		assert_eq!(idle(u64::MAX), BASE + VISIT);
		assert_eq!(LastWalk::<Test>::get().cursor, None);
	});
}

/// A day is too short for it.
#[test]
fn a_walk_goes_on_in_the_next_day_and_the_next_one_follows() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		idle(BASE + VISIT);
		pass(1);
		assert_eq!(LastWalk::<Test>::get().began_on, Some(FIRST));
		assert_eq!(idle(u64::MAX), BASE + 3 * VISIT);
		assert_eq!(LastWalk::<Test>::get(), Walk { began_on: Some(FIRST), cursor: None });
		assert_eq!(idle(u64::MAX), BASE + 4 * VISIT);
		assert_eq!(idle(u64::MAX), BASE);
	});
}

#[test]
fn visits_stay_within_their_limit() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		MaxSweepWeight::set(Weight::from_parts(BASE + 2 * VISIT, u64::MAX));
		assert_eq!([0; 3].map(|_| idle(u64::MAX)), [BASE + 2 * VISIT, BASE + 2 * VISIT, BASE]);
	});
}

/// The books of one pool are damaged: its stake stays, and others leave.
#[test]
fn what_fails_for_one_stops_no_other() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_ok!(stake(BOB, OTHER, &[10]));
		pass(2);
		Certs::remove(SERIES, 0);
		Certs::remove(OTHER, 10);
		let sound = Pools::<Test>::get(0);
		Pools::<Test>::insert(0, Pool { accrued: 1, ..sound });
		idle(u64::MAX);
		assert_eq!((is_staked(SERIES, 0), is_staked(OTHER, 10)), (true, false));
		assert_eq!((dmc(ALICE), dmc(BOB)), (FUNDS, FUNDS + 250));
		Pools::<Test>::insert(0, sound);
		pass(1);
		idle(u64::MAX);
		assert!(!is_staked(SERIES, 0));
	});
}

#[test]
fn the_next_walk_finds_what_was_staked_behind_the_cursor() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		idle(u64::MAX);
		assert_ok!(stake(BOB, SERIES, &[10]));
		change_cert(10, |cert| cert.lock = None);
		idle(u64::MAX);
		assert!(is_staked(SERIES, 10));
		pass(1);
		idle(u64::MAX);
		assert!(!is_staked(SERIES, 10));
	});
}
