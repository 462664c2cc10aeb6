//! Claiming rewards.

use super::*;

/// The README's days.
#[test]
fn shares_each_day_by_units_and_weights() {
	execute_with_checks(|| {
		assert_ok!(fund(2_500));
		let now = |bob: bool| {
			let bob = if bob { reward(OTHER, 10) } else { 0 };
			(reward(SERIES, 0), bob, budget(), owed())
		};
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_eq!(now(false), (0, 0, 2_500, 0));
		pass(1);
		assert_ok!(stake(BOB, OTHER, &[10]));
		assert_eq!(now(true), (0, 0, 2_500, 0));
		pass(1);
		assert_eq!(now(true), (1_000, 0, 1_500, 1_000));
		pass(1);
		assert_eq!(now(true), (1_750, 250, 500, 2_000));
		pass(1);
		assert_eq!(now(true), (2_125, 375, 0, 2_500));
		assert_ok!(unstake(BOB, OTHER, &[10]));
		assert_eq!(dmc(BOB), FUNDS + 375);
		assert_eq!(now(false), (2_125, 0, 0, 2_125));
	});
}

#[test]
fn pays_the_staker_whoever_claims() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_ok!(stake(BOB, SERIES, &[10]));
		pass(2);
		events();
		assert_ok!(claim(SERIES, &[0, 10]));
		assert_eq!(events(), [paid(SERIES, 0, ALICE, 500), paid(SERIES, 10, BOB, 500)]);
		assert_eq!([ALICE, BOB].map(dmc), [FUNDS + 500; 2]);
		assert_eq!((owed(), lock(0), is_staked(SERIES, 0)), (0, Some(Lock::Staked), true));
		assert_eq!(Stakes::<Test>::get(SERIES, 0).unwrap().claimed, 500);
		// Nothing is paid twice.
		assert_ok!(claim(SERIES, &[0, 10, 0]));
		assert_eq!((events(), dmc(ALICE)), (vec![], FUNDS + 500));
		pass(1);
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!((dmc(ALICE), dmc(BOB), reward(SERIES, 10)), (FUNDS + 1_000, FUNDS + 500, 500));
	});
}

/// Rounding takes nothing more from whoever claims each day.
#[test]
fn makes_no_difference_to_what_is_earned() {
	execute_with_checks(|| {
		assert_ok!(fund(100_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		pass(1);
		for _ in 0..50 {
			pass(1);
			assert_ok!(claim(SERIES, &[0]));
		}
		let claimed = Stakes::<Test>::get(SERIES, 0).unwrap().claimed;
		assert_eq!((claimed, reward(SERIES, 1)), (50_000 / 3, 50_000 / 3));
	});
}

#[test]
fn fails_for_each_certificate_alone() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(2);
		events();
		assert_ok!(claim(SERIES, &[2, 0, 99]));
		let error = |item| failed(SERIES, item, Error::UnknownStake);
		assert_eq!(events(), [error(2), paid(SERIES, 0, ALICE, 500), error(99)]);
		assert_ok!(claim(9, &[0]));
		assert_eq!(events(), [failed(9, 0, Error::UnknownStake)]);
		assert_noop!(claim(SERIES, &[]), Error::<Test>::NoItems);
	});
}

/// Nested so deep that nothing can be tried, it fails as a whole, and no reward is reported as refused.
#[test]
fn nested_too_deep_fails_by_itself() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		events();
		let call = || Staking::claim_rewards(signed(STRANGER), SERIES, vec![0].try_into().unwrap());
		let limit = DispatchError::Transactional(sp_runtime::TransactionalError::LimitReached);
		for layers in [254, 253] {
			assert_noop!(deep(layers, &call), limit);
		}
		assert_ok!(deep(200, &call));
		assert_eq!(events(), [paid(SERIES, 0, ALICE, 1_000)]);
	});
}

#[test]
fn of_what_is_over_lets_it_leave() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		change_cert(0, |cert| cert.end = FIRST + 2);
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		pass(2);
		// Its last day is not over.
		events();
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!(events(), [paid(SERIES, 0, ALICE, 500)]);
		assert!(is_staked(SERIES, 0));
		pass(2);
		events();
		assert_ok!(claim(SERIES, &[0, 0]));
		let expected = [left(SERIES, 0, ALICE, 500), failed(SERIES, 0, Error::UnknownStake)];
		assert_eq!(events(), expected);
		assert_eq!((lock(0), dmc(ALICE)), (None, FUNDS + 1_000));
		// A half of the third day went back.
		assert_eq!((budget(), owed(), reward(SERIES, 1)), (7_500, 1_500, 1_500));
	});
}

#[test]
fn credits_what_the_staker_cannot_take() {
	execute_with_checks(|| {
		assert_ok!(fund(99));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		empty(ALICE);
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!((dmc(ALICE), Credited::get(ALICE, DMC)), (0, 99));
		assert_eq!((owed(), reward(SERIES, 0), held()), (0, 0, ED + 99));
		check();
		assert_ok!(fund(1));
		pass(1);
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!((dmc(ALICE), Credited::get(ALICE, DMC), held()), (100, 0, ED));
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Staking::claim_rewards(origin, SERIES, vec![0].try_into().unwrap());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}
