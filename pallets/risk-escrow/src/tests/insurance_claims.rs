//! Open insurance claims keep the certificates of a series that failed.

use super::{
	retire_late::{end_by_vote, failed, two_ended},
	*,
};
use dmex_primitives::Insured;

fn open_claim() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::open_claim(S))
}

#[test]
fn that_are_open_keep_the_certificates() {
	execute_with_checks(|| {
		two_ended();
		end_by_vote();
		Today::set(142);
		assert_ok!(open_claim());
		assert_ok!(open_claim());
		Today::set(200);
		RiskEscrow::close_claim(S);
		assert_eq!(ledger().history.claims, OpenClaims { open: 1, last: 200 });
		Today::set(240);
		assert_ok!(retire(&[0, 2]));
		failed(2, Error::<Test>::StillKept);
		assert!(!exists(0) && exists(2));
		// While one is open there may be others.
		assert_ok!(open_claim());
		RiskEscrow::close_claim(S);
		RiskEscrow::close_claim(S);
		Today::set(269);
		assert_ok!(retire(&[2]));
		assert!(exists(2));
		Today::set(270);
		assert_ok!(retire(&[2]));
		assert!(!exists(2));
	});
}

#[test]
fn that_were_opened_in_the_freeze_keep_them_too() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(open_claim());
		end_by_vote();
		assert_eq!(ledger().history.claims.open, 1);
		Today::set(200);
		assert_ok!(retire(&[2]));
		failed(2, Error::<Test>::StillKept);
		RiskEscrow::close_claim(S);
		Today::set(229);
		assert_ok!(retire(&[2]));
		assert!(exists(2));
		Today::set(230);
		assert_ok!(retire(&[2]));
		assert!(!exists(2));
	});
}

#[test]
fn that_ended_before_the_termination_shorten_nothing() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(open_claim());
		RiskEscrow::close_claim(S);
		Today::set(120);
		end_by_vote();
		Today::set(149);
		assert_ok!(retire(&[2]));
		assert!(exists(2));
		Today::set(150);
		assert_ok!(retire(&[2]));
		assert!(!exists(2));
	});
}

#[test]
fn do_not_open_when_the_certificates_are_not_kept_any_more() {
	execute_with_checks(|| {
		two_ended();
		end_by_vote();
		Today::set(143);
		assert_noop!(open_claim(), Error::<Test>::NotKept);
		Today::set(142);
		assert_ok!(open_claim());
		Today::set(300);
		RiskEscrow::close_claim(S);
		Today::set(330);
		assert_noop!(open_claim(), Error::<Test>::NotKept);
		Today::set(329);
		assert_ok!(open_claim());
	});
}

#[test]
fn do_not_open_for_a_series_that_performs() {
	execute_with_checks(|| {
		assert_noop!(open_claim(), Error::<Test>::NotSold);
		promised();
		assert_noop!(open_claim(), Error::<Test>::NotFrozen);
	});
}

#[test]
fn close_after_the_series_went_on_and_hinder_nothing() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(open_claim());
		vote(VoteOutcome::Rejected);
		assert_ok!(conclude());
		assert_ok!(distribute(104, &[10, 10, 10]));
		assert_ok!(retire(&[0, 1]));
		assert!(!exists(0) && !exists(1));
		RiskEscrow::close_claim(S);
		assert_eq!(ledger().history.claims, OpenClaims { open: 0, last: 113 });
		assert_ok!(retire(&[2]));
		assert!(!exists(2));
	});
}

#[test]
fn of_unknown_series_are_never_closed() {
	execute_with_checks(|| {
		RiskEscrow::close_claim(S);
		assert!(!Ledgers::<Test>::contains_key(S));
	});
}
