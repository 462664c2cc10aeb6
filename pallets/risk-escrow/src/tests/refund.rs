use super::*;

fn failed(item: ItemId, error: impl Into<DispatchError>) {
	happened(Event::RefundFailed { series: S, item, error: error.into() });
}

/// Certificate 0 is active from day 101 to 460, 1 from 111 to 470. All days to 119 are paid in full;
/// then comes a freeze, in which day 120 is paid by 75 %; then the vote terminates the series.
pub(super) fn two_terminated(cause: FreezeCause) {
	promised();
	publish(461..=470);
	pay(days(9, 10_000));
	assert_ok!(sell(&[(1, 3_600_007)]));
	pay([10_000]);
	pay(days(9, 20_000));
	match cause {
		FreezeCause::Breach => {
			Today::set(129);
			assert_ok!(report());
		},
		FreezeCause::Event => {
			assert_ok!(declare());
			Today::set(150);
			assert_ok!(open_vote());
		},
	}
	assert_ok!(distribute(120, &[15_000]));
	vote(VoteOutcome::Approved);
	assert_ok!(conclude());
}

#[test]
fn returns_what_is_not_released_and_the_pledge_of_each() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		// 2 certificates of 10 units for 360 days, however many of them were settled.
		assert_eq!((termination().slash, termination().certificates), (7_200, 2));
		give(1, POOL);
		let before = (gain(USDT, ALICE), gain(USDT, POOL));
		assert_ok!(refund(&[0, 1]));
		let refunded = |item, owner, amount, slashed| {
			happened(Event::Refunded { series: S, item, owner, amount, slashed })
		};
		// 19 and 9 days were released; of day 120 nothing is the miner's.
		refunded(0, ALICE, 3_410_000, 3_600);
		refunded(1, POOL, 3_510_007, 3_600);
		assert_eq!(gain(USDT, ALICE) - before.0, 3_410_000);
		assert_eq!(gain(USDT, POOL) - before.1, 3_510_007);
		assert_eq!((gain(DMC, ALICE), gain(DMC, POOL), gain(DMC, BOB)), (3_600, 3_600, 0));
		assert_eq!((escrowed(USDT), escrowed(DMC)), (0, ED));
		assert_eq!((ledger().custody.escrowed, ledger().custody.slash_held), (0, 0));
		assert!((0..2).all(|item| Positions::<Test>::get(S, item).unwrap().refunded));
		assert!((0..2).all(|item| RiskEscrow::unreleased(S, item) == 0));
	});
}

#[test]
fn after_an_event_what_was_pending_is_the_miners_and_nothing_is_slashed() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Event);
		// 280,000 before the freeze, and 15,000 for day 120, less half a percent.
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (293_525, 1_475));
		let before = gain(USDT, ALICE);
		assert_ok!(refund(&[0, 1]));
		assert_eq!(gain(USDT, ALICE) - before, 3_402_500 + 3_502_507);
		assert_eq!((gain(DMC, ALICE), escrowed(DMC), escrowed(USDT)), (0, ED, 0));
	});
}

#[test]
fn income_is_not_refunded_but_claimed() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		assert_ok!(refund(&[0]));
		assert_eq!(gain(BTC, ALICE), 0);
		assert_eq!(RiskEscrow::claimable(S, 0), 197_500);
		assert_ok!(claim(&[0]));
		assert_eq!(gain(BTC, ALICE), 197_500);
	});
}

#[test]
fn only_once() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		assert_ok!(refund(&[0, 0]));
		failed(0, Error::<Test>::AlreadyRefunded);
		let before = (gain(USDT, ALICE), gain(DMC, ALICE), ledger());
		assert_ok!(refund(&[0]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE), ledger()), before);
	});
}

#[test]
fn each_item_succeeds_or_fails_alone() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		assert_ok!(refund(&[77, 5, 1]));
		failed(77, Error::<Test>::UnknownCertificate);
		failed(5, Error::<Test>::NotSold);
		assert!(Positions::<Test>::get(S, 1).unwrap().refunded);
		assert!(!Positions::<Test>::get(S, 0).unwrap().refunded);
	});
}

/// Two certificates from day 101 to 103 and one from 104 to 106, of which day 104 is settled.
fn ended_and_not(settled_in_the_freeze: usize) {
	two_sold(103);
	assert_ok!(sell(&[(2, 301)]));
	Today::set(113);
	assert_ok!(distribute(101, &[20, 20, 20]));
	assert_ok!(report());
	assert_ok!(distribute(104, &vec![10; settled_in_the_freeze]));
	vote(VoteOutcome::Approved);
	assert_ok!(conclude());
}

#[test]
fn certificates_that_ended_before_the_freeze_are_retired_instead() {
	execute_with_checks(|| {
		ended_and_not(1);
		let before = (gain(USDT, ALICE), gain(DMC, ALICE));
		assert_ok!(refund(&[0, 1, 2]));
		failed(0, Error::<Test>::HasEnded);
		failed(1, Error::<Test>::HasEnded);
		// The whole deposit: day 104 was paid in the freeze. And the pledge.
		assert_eq!(gain(USDT, ALICE) - before.0, 301);
		assert_eq!(gain(DMC, ALICE) - before.1, 30);
		assert_ok!(retire(&[0, 1]));
		assert_eq!(gain(USDT, ALICE) - before.0, 303);
	});
}

#[test]
fn certificates_that_ended_in_the_freeze_are_refunded_with_their_pledge() {
	execute_with_checks(|| {
		ended_and_not(3);
		assert_eq!((termination().slash, termination().certificates), (30, 1));
		let before = gain(USDT, ALICE);
		assert_ok!(refund(&[2]));
		assert_eq!((gain(USDT, ALICE) - before, gain(DMC, ALICE)), (301, 30));
	});
}

#[test]
fn certificates_that_never_started_get_everything() {
	execute_with_checks(|| {
		promised();
		pay([10_000]);
		Today::set(103);
		assert_ok!(sell(&[(1, 3_600_000)]));
		Today::set(111);
		assert_ok!(report());
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!(termination().certificates, 2);
		let before = (gain(USDT, ALICE), gain(DMC, ALICE));
		assert_ok!(refund(&[1]));
		assert_eq!(gain(USDT, ALICE) - before.0, 3_600_000);
		assert_eq!(gain(DMC, ALICE) - before.1, 3_600);
	});
}

#[test]
fn blocked_owners_are_credited() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, ALICE));
		let before = gain(USDT, ALICE);
		assert_ok!(refund(&[0, 1]));
		assert_eq!(Credited::get(ALICE, USDT), 3_410_000 + 3_510_007);
		// The pledge is another payment.
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (before, 7_200));
		RiskEscrow::do_try_state().unwrap();

		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 1, ALICE));
		withdraw(ALICE, USDT);
		assert_eq!(gain(USDT, ALICE) - before, 3_410_000 + 3_510_007);
	});
}

#[test]
fn pledge_below_the_existential_deposit_is_credited_to_an_account_without_dmc() {
	execute_with_checks(|| {
		two_sold(110);
		give(0, 77);
		assert_ok!(report());
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_ok!(refund(&[0]));
		assert_eq!((Money::balance(USDT, &77), Money::balance(DMC, &77)), (301, 0));
		assert_eq!(Credited::get(77, DMC), 30);
		assert_eq!(escrowed(DMC), ED + 60);
	});
}

#[test]
fn locked_certificates_are_refunded_to_their_owner_and_unlocked() {
	execute_with_checks(|| {
		two_terminated(FreezeCause::Breach);
		lock(0);
		lock(1);
		let before = gain(USDT, ALICE);
		assert_ok!(refund(&[0]));
		assert_eq!(gain(USDT, ALICE) - before, 3_410_000);
		assert!(!is_locked(0) && is_locked(1));
		// A payout does the same.
		pay_out();
		assert_eq!(gain(USDT, ALICE) - before, 3_410_000 + 3_510_007);
		assert!(!is_locked(1));
	});
}

#[test]
fn what_is_not_refunded_keeps_its_lock() {
	execute_with_checks(|| {
		ended_and_not(1);
		lock(0);
		lock(2);
		assert_ok!(refund(&[0, 2, 2]));
		failed(0, Error::<Test>::HasEnded);
		failed(2, Error::<Test>::AlreadyRefunded);
		assert!(is_locked(0) && !is_locked(2));
		// A lock that comes later stays, too.
		lock(2);
		assert_ok!(refund(&[2]));
		assert!(is_locked(2));
	});
}

#[test]
fn refuses_series_that_are_not_terminated() {
	execute_with_checks(|| {
		promised();
		assert_ok!(refund(&[0]));
		failed(0, Error::<Test>::NotTerminated);
		Today::set(110);
		assert_ok!(report());
		assert_ok!(refund(&[0]));
		assert_eq!(gain(USDT, ALICE), -3_600_000);
	});
}

#[test]
fn refuses_unknown_series_empty_lists_and_no_origin() {
	execute_with_checks(|| {
		assert_noop!(refund(&[0]), Error::<Test>::UnknownSeries);
		series(S, 10, 3, USDT, 10);
		assert_noop!(refund(&[]), Error::<Test>::NoItems);
		assert_noop!(refund(&[0]), Error::<Test>::NotSold);
		let items = dmex_primitives::Items::truncate_from(vec![0]);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::refund(none, S, items), DispatchError::BadOrigin);
	});
}
