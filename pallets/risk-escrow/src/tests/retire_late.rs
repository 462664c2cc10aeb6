//! `retire` while a series is frozen, and after it was terminated.

use super::*;

pub(super) fn failed(item: ItemId, error: impl Into<DispatchError>) {
	happened(Event::RetireFailed { series: S, item, error: error.into() });
}

/// Certificates 0 and 1 ended on day 103, 2 is active from 104 to 106; day 104 is a breach on 113.
pub(super) fn two_ended() {
	two_sold(103);
	assert_ok!(sell(&[(2, 301)]));
	Today::set(113);
	assert_ok!(distribute(101, &[20, 20, 20]));
	assert_ok!(report());
}

pub(super) fn end_by_vote() {
	vote(VoteOutcome::Approved);
	assert_ok!(conclude());
}

#[test]
fn frozen_series_let_those_go_that_had_ended_before() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(distribute(104, &[10, 10]));
		assert_ok!(retire(&[0, 2]));
		assert!(!exists(0) && exists(2));
		failed(2, Error::<Test>::NotEnded);
		assert_ok!(distribute(106, &[10]));
		assert_ok!(retire(&[2]));
		failed(2, Error::<Test>::Frozen);
	});
}

#[test]
fn those_that_ended_in_the_freeze_go_when_it_is_over() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(distribute(104, &[10, 10, 10]));
		vote(VoteOutcome::Rejected);
		assert_ok!(conclude());
		assert_ok!(retire(&[0, 1, 2]));
		assert!((0..3).all(|item| !exists(item)));
		assert_eq!((gain(USDT, ALICE), ledger().custody.escrowed), (-900, 0));
	});
}

#[test]
fn terminated_series_keep_the_others_for_thirty_days() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(distribute(104, &[10]));
		end_by_vote();
		assert_ok!(retire(&[0, 2]));
		assert!(!exists(0) && exists(2));
		failed(2, Error::<Test>::StillKept);
		Today::set(142);
		assert_ok!(retire(&[2]));
		assert!(exists(2));
		Today::set(143);
		let before = (gain(USDT, ALICE), gain(BTC, ALICE), gain(DMC, ALICE));
		assert_ok!(retire(&[2]));
		// It had not been refunded: all is paid now.
		let after = (gain(USDT, ALICE), gain(BTC, ALICE), gain(DMC, ALICE));
		assert_eq!((after.0 - before.0, after.1 - before.1, after.2 - before.2), (301, 10, 30));
		assert!(!exists(2) && !Positions::<Test>::contains_key(S, 2));
		happened(Event::Refunded { series: S, item: 2, owner: ALICE, amount: 301, slashed: 30 });
		let (withheld, remainder) = (0, 0);
		let (item, owner, income, slashed) = (2, ALICE, 10, 0);
		happened(Event::Retired { series: S, item, owner, income, withheld, remainder, slashed });
	});
}

#[test]
fn refunded_certificates_are_only_burnt() {
	execute_with_checks(|| {
		two_ended();
		end_by_vote();
		assert_ok!(refund(&[2]));
		Today::set(143);
		let before = (gain(USDT, ALICE), gain(DMC, ALICE), ledger());
		assert_ok!(retire(&[2]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE), ledger()), before);
		assert!(!exists(2));
	});
}

#[test]
fn payment_that_cannot_be_made_keeps_the_income_together_with_the_certificate() {
	execute_with_checks(|| {
		two_ended();
		assert_ok!(distribute(104, &[10]));
		end_by_vote();
		Today::set(143);
		let issuer = || RawOrigin::Signed(ISSUER).into();
		assert_ok!(Assets::block(issuer(), 11, ALICE));
		let before = (gain(USDT, ALICE), ledger());
		assert_ok!(retire(&[2]));
		failed(2, TokenError::Blocked);
		assert_eq!((gain(USDT, ALICE), ledger()), before);
		// A refund that cannot be paid does not keep it: the owner is credited.
		assert_ok!(Assets::thaw(issuer(), 11, ALICE));
		assert_ok!(Assets::block(issuer(), 1, ALICE));
		assert_ok!(retire(&[2]));
		assert_eq!((exists(2), Credited::get(ALICE, USDT)), (false, 301));
	});
}
