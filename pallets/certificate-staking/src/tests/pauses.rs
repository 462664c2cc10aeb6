//! Series that are frozen: their stakes earn nothing from the first touch on.

use super::*;

/// Alice's series is to be frozen, and Bob's is not. Both had a thousand of two days' emission.
fn two_days() {
	assert_ok!(fund(100_000));
	assert_ok!(set_weight(0, 1));
	assert_ok!(stake(ALICE, SERIES, &[0]));
	assert_ok!(stake(BOB, OTHER, &[10]));
	pass(3);
	assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (1_000, 1_000));
	events();
}

/// Nothing is staked in the end, and all is in the budget.
fn everybody_leaves() {
	assert_ok!(unstake(ALICE, SERIES, &[0]));
	assert_ok!(unstake(BOB, OTHER, &[10]));
	assert_eq!((owed(), held() - ED), (0, budget()));
	assert_eq!((units(0), units(1)), ((0, 0), (0, 0)));
}

#[test]
fn begin_with_the_day_of_the_first_touch() {
	execute_with_checks(|| {
		two_days();
		freeze(SERIES, true);
		assert_ok!(claim(SERIES, &[0]));
		let expected = [Event::SeriesPaused { series: SERIES }, paid(SERIES, 0, ALICE, 1_000)];
		assert_eq!(events(), expected);
		assert_eq!(units(0), (0, 0));
		assert!(Staking::stake_view(SERIES, 0).unwrap().paused);
		pass(4);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (0, 5_000));
		// Touched again, nothing changes.
		events();
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!(events(), []);
		everybody_leaves();
	});
}

#[test]
fn end_with_the_day_of_the_first_touch_after_the_freeze() {
	execute_with_checks(|| {
		two_days();
		freeze(SERIES, true);
		assert_ok!(claim(SERIES, &[0]));
		pass(2);
		freeze(SERIES, false);
		pass(2);
		assert_eq!(reward(SERIES, 0), 0, "nobody touched it");
		events();
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!(events(), [Event::SeriesResumed { series: SERIES }]);
		assert_eq!(units(0), (0, 10));
		pass(1);
		assert_eq!((reward(SERIES, 0), units(0)), (0, (10, 0)));
		pass(2);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (1_000, 7_000));
		everybody_leaves();
	});
}

/// What was earned before the pause is kept through it, and is unstaked in it.
#[test]
fn keep_what_was_earned_before() {
	execute_with_checks(|| {
		two_days();
		freeze(SERIES, true);
		pass(1);
		// The day before the touch was given.
		assert_ok!(claim(OTHER, &[10]));
		idle(u64::MAX);
		pass(3);
		assert_eq!(reward(SERIES, 0), 1_500);
		everybody_leaves();
		assert_eq!(dmc(ALICE), FUNDS + 1_500);
	});
}

/// Frozen, unfrozen and frozen again on one day, with a touch each time: one pause.
#[test]
fn of_one_day_are_one_pause() {
	execute_with_checks(|| {
		two_days();
		let pauses = || SeriesStakes::<Test>::get(SERIES).unwrap().pauses.into_inner();
		let today = Today::get();
		for _ in 0..20 {
			for frozen in [true, false] {
				freeze(SERIES, frozen);
				assert_ok!(claim(SERIES, &[0]));
				check();
			}
		}
		assert_eq!(pauses(), [(today, today + 1)]);
		assert_eq!(units(0), (0, 10));
		pass(1);
		freeze(SERIES, true);
		assert_ok!(claim(SERIES, &[0]));
		pass(1);
		freeze(SERIES, false);
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!(pauses(), [(today, today + 1), (today + 1, today + 3)]);
		pass(2);
		assert_eq!(reward(SERIES, 0), 500);
		everybody_leaves();
	});
}

#[test]
fn take_out_what_was_staked_on_the_same_day() {
	execute_with_checks(|| {
		two_days();
		assert_ok!(stake(ALICE, SERIES, &[1]));
		assert_eq!(units(0), (10, 10));
		freeze(SERIES, true);
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!(units(0), (0, 0));
		// It leaves in the pause, and another after it on the day it ends.
		assert_ok!(unstake(ALICE, SERIES, &[1]));
		assert_eq!(units(0), (0, 0));
		freeze(SERIES, false);
		assert_ok!(stake(ALICE, SERIES, &[2, 3]));
		assert_eq!(units(0), (0, 30));
		assert_ok!(unstake(ALICE, SERIES, &[2]));
		assert_eq!(units(0), (0, 20));
		check();
		pass(2);
		assert_eq!((reward(SERIES, 0), reward(SERIES, 3)), (333, 333));
		assert_ok!(unstake(ALICE, SERIES, &[3]));
		everybody_leaves();
	});
}

#[test]
fn at_most_17_and_the_last_one_never_ends() {
	execute_with_checks(|| {
		assert_ok!(fund(100_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(1);
		let resumed = Event::SeriesResumed { series: SERIES };
		for number in 1..=MAX_PAUSES + 1 {
			freeze(SERIES, true);
			assert_ok!(claim(SERIES, &[0]));
			freeze(SERIES, false);
			pass(1);
			events();
			assert_ok!(claim(SERIES, &[0]));
			assert_eq!(events().contains(&resumed), number <= MAX_PAUSES, "{number}");
			pass(2);
		}
		// One whole day between two pauses.
		let earned = u128::from(MAX_PAUSES) * 500;
		let total =
			|item| Stakes::<Test>::get(SERIES, item).unwrap().claimed + reward(SERIES, item);
		assert_eq!([0, 1].map(total), [earned; 2]);
		pass(5);
		assert_eq!([0, 1].map(total), [earned; 2]);
		assert_noop!(stake(ALICE, SERIES, &[2]), Error::<Test>::TooManyPauses);
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_noop!(stake(ALICE, SERIES, &[0]), Error::<Test>::TooManyPauses);
		assert_ok!(unstake(ALICE, SERIES, &[1]));
		assert_eq!(dmc(ALICE), FUNDS + 2 * earned);
		// Its pauses are forgotten.
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		assert_eq!(reward(SERIES, 0), 1_000);
	});
}

/// It earned until the end; the freeze began after it.
#[test]
fn after_the_end_take_nothing() {
	execute_with_checks(|| {
		assert_ok!(fund(100_000));
		change_cert(0, |cert| cert.end = FIRST + 2);
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(4);
		freeze(SERIES, true);
		assert_ok!(claim(SERIES, &[1]));
		pass(3);
		assert_eq!((reward(SERIES, 0), reward(SERIES, 1)), (1_000, 0));
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_eq!(dmc(ALICE), FUNDS + 1_000 + 1_500);
	});
}
