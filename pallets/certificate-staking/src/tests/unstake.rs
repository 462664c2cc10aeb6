//! Unstaking certificates.

use super::*;

#[test]
fn pays_the_reward_and_unlocks() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		assert_ok!(stake(BOB, SERIES, &[10]));
		pass(3);
		assert_eq!((reward(SERIES, 0), owed(), budget()), (666, 2_000, 8_000));
		events();
		assert_ok!(unstake(ALICE, SERIES, &[0, 1]));
		assert_eq!(events(), [left(SERIES, 0, ALICE, 666), left(SERIES, 1, ALICE, 666)]);
		assert_eq!(dmc(ALICE), FUNDS + 1_332);
		for item in [0, 1] {
			assert_eq!((lock(item), is_staked(SERIES, item)), (None, false));
			assert!(!StakesOf::<Test>::contains_key(ALICE, (SERIES, item)));
		}
		assert_eq!(units(0), (10, 0));
		// Two thirds of a base unit are nobody's, and Bob's is owed as a whole one.
		assert_eq!((reward(SERIES, 10), owed(), budget()), (666, 667, 8_001));
		assert_ok!(unstake(BOB, SERIES, &[10]));
		assert_eq!((owed(), budget(), held()), (0, 8_002, ED + 8_002));
		assert_eq!(SeriesStakes::<Test>::iter().count(), 0);
	});
}

/// Within a day, and over one midnight: no day is whole.
#[test]
fn around_an_emission_earns_nothing() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(1);
		for _ in 0..3 {
			assert_ok!(stake(BOB, SERIES, &[10]));
			assert_ok!(unstake(BOB, SERIES, &[10]));
			assert_eq!(units(0), (10, 0));
			assert_ok!(stake(BOB, SERIES, &[10]));
			pass(1);
			assert_eq!(units(0), (20, 0));
			assert_ok!(unstake(BOB, SERIES, &[10]));
		}
		assert_eq!(dmc(BOB), FUNDS);
		// Alice had all of each day.
		assert_eq!((reward(SERIES, 0), budget()), (3_000, 7_000));
	});
}

/// The days before its end were earned; what was given after it is the budget's again.
#[test]
fn after_the_end_pays_nothing_of_later_days() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		change_cert(0, |cert| cert.end = FIRST + 2);
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(3);
		assert_eq!((reward(SERIES, 0), owed()), (2_000, 2_000));
		pass(4);
		assert_eq!((reward(SERIES, 0), owed(), budget()), (2_000, 6_000, 4_000));
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_eq!((dmc(ALICE), owed(), budget()), (FUNDS + 2_000, 0, 8_000));
	});
}

/// The certificate was unlocked by something else, moved, and has another lock.
#[test]
fn keeps_the_lock_of_another() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		change_cert(0, |cert| (cert.lock, cert.owner) = (Some(Lock::Listed), BOB));
		assert_noop!(unstake(BOB, SERIES, &[0]), Error::<Test>::NotStaker);
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_eq!((lock(0), dmc(ALICE)), (Some(Lock::Listed), FUNDS + 1_000));
	});
}

#[test]
fn credits_what_the_staker_cannot_take() {
	execute_with_checks(|| {
		assert_ok!(fund(99));
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(2);
		empty(ALICE);
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_eq!((dmc(ALICE), Credited::get(ALICE, DMC)), (0, 49));
		assert_eq!((owed(), held()), (50, ED + 99));
		check();
		assert_ok!(fund(2));
		pass(1);
		assert_eq!(budget(), 0, "a credit is nobody's budget");
		assert_ok!(unstake(ALICE, SERIES, &[1]));
		assert_eq!((dmc(ALICE), Credited::get(ALICE, DMC)), (100, 0));
		assert_eq!((owed(), budget(), held()), (0, 1, ED + 1));
	});
}

#[test]
fn is_for_the_staker_alone() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		assert_ok!(stake(BOB, SERIES, &[10]));
		for list in [&[10][..], &[0, 10]] {
			assert_noop!(unstake(ALICE, SERIES, list), Error::<Test>::NotStaker);
		}
		for list in [&[2][..], &[0, 2], &[0, 0]] {
			assert_noop!(unstake(ALICE, SERIES, list), Error::<Test>::UnknownStake);
		}
		assert_noop!(unstake(ALICE, OTHER, &[0]), Error::<Test>::UnknownStake);
		assert_noop!(unstake(ALICE, SERIES, &[]), Error::<Test>::NoItems);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0]));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Staking::unstake(origin, SERIES, vec![0].try_into().unwrap());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}
