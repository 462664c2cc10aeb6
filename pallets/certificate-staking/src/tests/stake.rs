//! Staking certificates.

use super::*;

#[test]
fn locks_certificates_that_earn_from_tomorrow_on() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		let since = FIRST + 1;
		let staked = |item| Event::Staked { series: SERIES, item, staker: ALICE, since };
		assert_eq!(events(), [staked(0), staked(1)]);
		for item in [0, 1] {
			assert_eq!(lock(item), Some(Lock::Staked));
			let (staker, units, end, claimed) = (ALICE, 10, END, 0);
			let expected = Stake { staker, units, since, end, claimed };
			assert_eq!(Stakes::<Test>::get(SERIES, item), Some(expected));
			assert!(StakesOf::<Test>::contains_key(ALICE, (SERIES, item)));
		}
		assert_eq!((units(0), units(1)), ((0, 20), (0, 0)));
		pass(1);
		assert_eq!(units(0), (20, 0));
	});
}

#[test]
fn of_several_holders_and_series_share_a_pool() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(1);
		assert_ok!(stake(BOB, SERIES, &[10]));
		assert_ok!(stake(BOB, DUST, &[10]));
		assert_ok!(stake(BOB, OTHER, &[10]));
		assert_eq!((units(0), units(1)), ((10, 11), (0, 10)));
		assert_eq!(SeriesStakes::<Test>::get(SERIES).unwrap().stakes, 2);
		pass(1);
		assert_eq!((units(0), units(1)), ((21, 0), (10, 0)));
	});
}

#[test]
fn of_what_is_no_holders_is_refused() {
	execute_with_checks(|| {
		for (who, item, error) in [
			(ALICE, 22, Error::<Test>::UnknownCertificate),
			(MINER, 21, Error::<Test>::NotSold),
			(ALICE, 10, Error::<Test>::NotOwner),
			(MINER, 20, Error::<Test>::OwnCertificate),
		] {
			assert_noop!(stake(who, SERIES, &[item]), error);
		}
		assert_noop!(stake(ALICE, 9, &[0]), Error::<Test>::UnknownSeries);
	});
}

#[test]
fn of_a_frozen_or_terminated_series_is_refused() {
	execute_with_checks(|| {
		freeze(SERIES, true);
		assert_noop!(stake(ALICE, SERIES, &[0]), Error::<Test>::SeriesFrozen);
		terminate(SERIES);
		assert_noop!(stake(ALICE, SERIES, &[0]), Error::<Test>::SeriesTerminated);
	});
}

#[test]
fn needs_a_day_after_today() {
	execute_with_checks(|| {
		assert_ok!(fund(EMISSION));
		change_cert(0, |cert| cert.end = FIRST);
		change_cert(1, |cert| cert.end = FIRST + 1);
		assert_noop!(stake(ALICE, SERIES, &[0]), Error::<Test>::HasEnded);
		assert_ok!(stake(ALICE, SERIES, &[1]));
		pass(2);
		assert_eq!(reward(SERIES, 1), EMISSION);
	});
}

#[test]
fn of_what_is_locked_is_refused() {
	execute_with_checks(|| {
		change_cert(0, |cert| cert.lock = Some(Lock::Listed));
		assert_noop!(stake(ALICE, SERIES, &[0]), DispatchError::Other("locked"));
		assert_ok!(stake(ALICE, SERIES, &[1]));
		assert_noop!(stake(ALICE, SERIES, &[1]), DispatchError::Other("locked"));
		assert_noop!(stake(ALICE, SERIES, &[2, 2]), DispatchError::Other("locked"));
	});
}

/// Something else unlocked it, and its stake has not left yet.
#[test]
fn of_what_is_about_to_leave_is_refused() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0]));
		change_cert(0, |cert| (cert.lock, cert.owner) = (None, BOB));
		assert_noop!(stake(BOB, SERIES, &[0]), Error::<Test>::AlreadyStaked);
		idle(u64::MAX);
		assert_ok!(stake(BOB, SERIES, &[0]));
	});
}

#[test]
fn is_of_all_or_none() {
	execute_with_checks(|| {
		assert_noop!(stake(ALICE, SERIES, &[0, 10]), Error::<Test>::NotOwner);
		assert_noop!(stake(ALICE, SERIES, &[]), Error::<Test>::NoItems);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Staking::stake(origin, SERIES, vec![0].try_into().unwrap());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn of_more_units_than_a_pool_can_count_is_refused() {
	execute_with_checks(|| {
		Series::mutate(OTHER, |terms| terms.as_mut().unwrap().units = Units::MAX / 2 + 1);
		assert_ok!(stake(ALICE, OTHER, &[0]));
		let overflow = sp_runtime::ArithmeticError::Overflow;
		assert_noop!(stake(ALICE, OTHER, &[1]), overflow);
		pass(1);
		assert_noop!(stake(ALICE, OTHER, &[1]), overflow);
	});
}
