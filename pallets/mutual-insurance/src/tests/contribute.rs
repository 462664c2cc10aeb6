//! Contributing to the pool.

use super::*;
use sp_runtime::TokenError;

#[test]
fn adds_to_the_pool_of_any_asset_it_accepts() {
	execute_with_checks(|| {
		for asset in [DMC, USDT] {
			let before = available(asset.clone());
			assert_ok!(contribute(STRANGER, asset.clone(), 1));
			assert_ok!(contribute(STRANGER, asset.clone(), 500));
			assert_eq!(Money::balance(asset.clone(), &STRANGER), FUNDS - 501);
			assert_eq!(available(asset.clone()), before + 501);
			let event = |amount| Event::Contributed { who: STRANGER, asset: asset.clone(), amount };
			assert_eq!(events(), [event(1), event(500)]);
			assert_eq!(reserved(asset), 0);
		}
	});
}

/// The minimum balance of the account is not available.
#[test]
fn of_an_asset_new_to_the_pool_begins_with_the_minimum() {
	execute_with_checks(|| {
		assert_ok!(contribute(STRANGER, EUR, 500));
		assert_eq!((available(EUR), Insurance::pool(EUR).balance), (499, 500));
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
fn keeps_the_account_of_the_contributor_in_dmc() {
	execute_with_checks(|| {
		assert_noop!(contribute(BOB, DMC, FUNDS - ED + 1), TokenError::NotExpendable);
		assert_ok!(contribute(BOB, DMC, FUNDS - ED));
		assert_eq!(dmc(BOB), ED);
	});
}

#[test]
fn charges_all_that_the_contributor_has_of_another_asset() {
	execute_with_checks(|| {
		assert_noop!(contribute(STRANGER, USDT, FUNDS + 1), TokenError::FundsUnavailable);
		assert_ok!(contribute(STRANGER, USDT, FUNDS));
		assert_eq!((usdt(STRANGER), available(USDT)), (0, POOL + FUNDS));
	});
}
