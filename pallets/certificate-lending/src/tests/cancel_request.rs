use super::*;

#[test]
fn unlocks_the_certificate() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		events();
		assert_ok!(cancel_request(ALICE, loan));
		assert_eq!(held(0), (ALICE, None));
		assert!(!Loans::<Test>::contains_key(loan));
		let (series, item, borrower, who) = (SERIES, 0, ALICE, Some(ALICE));
		let cancelled = Event::RequestCancelled { loan, series, item, borrower, who };
		assert_eq!(events(), [cancelled]);
		assert_noop!(cancel_request(ALICE, loan), Error::<Test>::UnknownLoan);
	});
}

#[test]
fn is_for_requests() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_noop!(cancel_request(ALICE, loan), Error::<Test>::AlreadyFunded);
		at(DUE);
		assert_noop!(cancel_request(STRANGER, loan), Error::<Test>::AlreadyFunded);
		let root = RuntimeOrigin::root();
		assert_noop!(Lending::cancel_request(root, loan), DispatchError::BadOrigin);
	});
}

#[test]
fn is_for_anyone_on_the_due_day() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		at(DUE - 1);
		assert_noop!(cancel_request(STRANGER, loan), Error::<Test>::StillValid);
		at(DUE);
		assert_ok!(cancel_request(STRANGER, loan));
		assert_eq!(held(0), (ALICE, None));
	});
}

#[test]
fn is_for_anyone_when_the_series_is_terminated() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		freeze(true);
		assert_noop!(cancel_request(STRANGER, loan), Error::<Test>::StillValid);
		terminate();
		assert_ok!(cancel_request(STRANGER, loan));
	});
}

#[test]
fn is_for_anyone_when_the_certificate_is_burnt() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		burn(0);
		assert_ok!(cancel_request(STRANGER, loan));
	});
}

/// What another locked meanwhile is not unlocked.
#[test]
fn leaves_a_certificate_alone_that_is_not_locked_for_it() {
	for (owner, lock) in [(BOB, Some(Lock::Staked)), (ALICE, Some(Lock::Listed)), (ALICE, None)] {
		execute_with_checks(|| {
			let loan = requested(0, usdt());
			Certs::insert(SERIES, 0, (owner, true, lock));
			assert_ok!(cancel_request(STRANGER, loan));
			assert_eq!(held(0), (owner, lock));
		});
	}
}
