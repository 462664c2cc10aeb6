//! Giving to the pool.

use super::*;
use sp_runtime::TokenError;

#[test]
fn adds_to_the_pool_of_any_asset_it_takes() {
	execute_with_checks(|| {
		for asset in [DMC, USDT] {
			let before = disposable(asset.clone());
			assert_ok!(contribute(STRANGER, asset.clone(), 1));
			assert_ok!(contribute(STRANGER, asset.clone(), 500));
			assert_eq!(Money::balance(asset.clone(), &STRANGER), FUNDS - 501);
			assert_eq!(disposable(asset.clone()), before + 501);
			let event = |amount| Event::Contributed { who: STRANGER, asset: asset.clone(), amount };
			assert_eq!(events(), [event(1), event(500)]);
			assert_eq!(reserved(asset), 0);
		}
	});
}

/// The least that lets the account exist cannot be disposed of.
#[test]
fn of_an_asset_that_the_pool_had_none_of_begins_with_the_least() {
	execute_with_checks(|| {
		assert_ok!(contribute(STRANGER, EUR, 500));
		assert_eq!((disposable(EUR), Insurance::pool(EUR).balance), (499, 500));
	});
}

#[test]
fn of_nothing_is_refused() {
	execute_with_checks(|| {
		assert_noop!(contribute(STRANGER, USDT, 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn of_another_asset_is_refused() {
	execute_with_checks(|| {
		assert_noop!(contribute(STRANGER, SHADY, 1), Error::<Test>::AssetNotAllowed);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Insurance::contribute(origin, USDT, 1);
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn keeps_the_account_of_the_giver_in_dmc() {
	execute_with_checks(|| {
		assert_noop!(contribute(BOB, DMC, FUNDS - ED + 1), TokenError::NotExpendable);
		assert_ok!(contribute(BOB, DMC, FUNDS - ED));
		assert_eq!(dmc(BOB), ED);
	});
}

#[test]
fn takes_all_that_the_giver_has_of_another_asset() {
	execute_with_checks(|| {
		assert_noop!(contribute(STRANGER, USDT, FUNDS + 1), TokenError::FundsUnavailable);
		assert_ok!(contribute(STRANGER, USDT, FUNDS));
		assert_eq!((usdt(STRANGER), disposable(USDT)), (0, POOL + FUNDS));
	});
}
