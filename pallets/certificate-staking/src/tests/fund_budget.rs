//! Adding to the budget.

use super::*;
use sp_runtime::TokenError;

#[test]
fn adds_at_once_and_for_all() {
	execute_with_checks(|| {
		assert_ok!(fund(1));
		assert_ok!(fund(500));
		assert_eq!((budget(), held(), dmc(STRANGER)), (501, ED + 501, FUNDS - 501));
		let event = |amount| Event::BudgetFunded { who: STRANGER, amount };
		assert_eq!(events(), [event(1), event(500)]);
		// It is not taken in again.
		pass(1);
		assert_eq!((budget(), events()), (501, vec![]));
	});
}

#[test]
fn counts_nothing_of_what_was_transferred_before() {
	execute_with_checks(|| {
		gift(30);
		assert_ok!(fund(5));
		assert_eq!(budget(), 5);
		pass(1);
		assert_eq!(budget(), 35);
	});
}

#[test]
fn of_nothing_is_refused() {
	execute_with_checks(|| {
		assert_noop!(fund(0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn keeps_the_account_of_the_payer() {
	execute_with_checks(|| {
		assert_noop!(fund(FUNDS - ED + 1), TokenError::NotExpendable);
		assert_ok!(fund(FUNDS - ED));
		assert_eq!(dmc(STRANGER), ED);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Staking::fund_budget(origin, 1), DispatchError::BadOrigin);
		}
	});
}
