//! Freezes and loans: a day on which the series was frozen is given to the borrower, until the certificate
//! ends.

use crate::{lending_steps::*, people::*, steps::*, trading::*, world::*};
use pallet_certificate_lending::Error;

/// Twelve days of an event move the day by as much.
#[test]
fn a_freeze_moves_the_due_day() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 10;
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		to_day(due_day - 2);
		assert_ok!(declare_event(series));
		assert_eq!(due_now(loan), due_day);
		to_day(due_day + 10);
		assert_eq!(due_now(loan), due_day + 12);
		assert_ok!(end_event(series));
		assert_eq!(due_now(loan), due_day + 12);
		to_day(due_day + 12 + GRACE);
		assert_eq!(due_now(loan), due_day + 12);
		assert_noop!(take(&eve(), loan), Error::<Runtime>::NotOverdue);
		next_day();
		assert_ok!(take(&eve(), loan));
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// Days before the loan was funded are nobody's.
#[test]
fn freezes_before_a_loan_do_not_count() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 30;
		assert_ok!(declare_event(series));
		let loan_is_refused = request_loan(&alice(), series, 0, &hundred_dollars(due_day));
		assert_eq!(loan_is_refused, Err(Error::<Runtime>::SeriesFrozen.into()));
		to_day(today() + 5);
		assert_ok!(end_event(series));
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		assert_eq!(due_now(loan), due_day);
		// Two more freezes add up.
		for days in [2, 3] {
			next_day();
			assert_ok!(declare_event(series));
			to_day(today() + days);
			assert_ok!(end_event(series));
		}
		assert_eq!(due_now(loan), due_day + 5);
	});
}

/// No freeze, however long, moves it past the last day of the certificate.
#[test]
fn a_loan_is_due_at_the_end_of_its_certificate_at_the_latest() {
	execute_with_checks(|| {
		let series = mine();
		let end = today() + 60;
		let due_day = end - 5;
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		to_day(due_day - 2);
		catches_up(series, EXPECTED);
		assert_ok!(declare_event(series));
		to_day(due_day + 3);
		assert_eq!(due_now(loan), end);
		to_day(end + GRACE);
		assert_eq!(due_now(loan), end);
		assert_noop!(take(&eve(), loan), Error::<Runtime>::NotOverdue);
		next_day();
		assert_ok!(end_event(series));
		// Its last days are not settled yet: it is worth something.
		assert_ok!(take(&eve(), loan));
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(eve()), None));
	});
}
