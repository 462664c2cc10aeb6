use super::*;

/// A day settles while the breach is voted on, with 80 % of its income.
fn voted(outcome: VoteOutcome) {
	broken();
	Today::set(115);
	assert_ok!(distribute(103, &[8_000]));
	vote(outcome);
	assert_ok!(conclude());
}

fn stricken_and_voted(outcome: VoteOutcome) {
	stricken();
	Today::set(133);
	assert_ok!(distribute(103, &[5_000]));
	assert_ok!(open_vote());
	vote(outcome);
	assert_ok!(conclude());
}

/// The miner is in default, the pledge of the certificate is slashed, what was pending is the
/// holder's.
fn ended_by_a_breach() {
	let ended = Termination {
		cause: FreezeCause::Breach,
		since: 112,
		on: 115,
		cutoff: 102,
		certificates: 1,
		slash: 3_600,
	};
	assert_eq!(
		(termination(), ledger().custody.pending_release, ledger().history.frozen_days),
		(ended, 0, 3)
	);
	assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900, 100));
	assert_eq!(escrowed(DMC), ED + 3_600);
	assert_eq!(RiskEscrow::unreleased(S, 0), 3_580_000);
	assert_eq!((FrozenSeries::get(), Barred::get()), (0, true));
	assert_eq!(Ended::get(S), 1);
	let terms = Terms::get(S).unwrap();
	assert!(terms.terminated && !terms.frozen);
	assert!(Payouts::<Test>::contains_key(S));
	happened(Event::SeriesTerminated {
		series: S,
		cause: FreezeCause::Breach,
		released: 0,
		pool_share: 0,
		slash: 3_600,
		certificates: 1,
	});
}

fn goes_on(released: Balance, pool_share: Balance) {
	assert_eq!((ledger().state, ledger().custody.pending_release), (SeriesState::Open, 0));
	assert_eq!(
		(FrozenSeries::get(), Barred::get(), Terms::get(S).unwrap().frozen),
		(0, false, false)
	);
	assert_eq!((Ended::get(S), escrowed(DMC)), (0, ED));
	happened(Event::Resumed { series: S, miner: MINER, released, pool_share });
}

#[test]
fn breach_with_a_vote_that_passed_ends_the_series() {
	execute_with_checks(|| {
		voted(VoteOutcome::Approved);
		ended_by_a_breach();
	});
}

#[test]
fn breach_with_a_cancelled_vote_ends_the_series_too() {
	execute_with_checks(|| {
		voted(VoteOutcome::Absent);
		ended_by_a_breach();
	});
}

#[test]
fn breach_with_a_vote_that_failed_lets_it_go_on() {
	execute_with_checks(|| {
		voted(VoteOutcome::Rejected);
		goes_on(8_000, 40);
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900 + 7_960, 140));
		assert_eq!(Breaches::get(), 1, "the record keeps it");
	});
}

#[test]
fn event_with_a_vote_that_passed_ends_the_series_without_a_slash() {
	execute_with_checks(|| {
		stricken_and_voted(VoteOutcome::Approved);
		let ended = termination();
		assert_eq!((ended.cause, ended.on, ended.cutoff), (FreezeCause::Event, 133, 103));
		assert_eq!((ended.slash, ended.certificates), (0, 1));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (24_875, 125));
		assert_eq!((escrowed(DMC), Barred::get(), Breaches::get()), (ED, false, 0));
		assert_eq!(FrozenSeries::get(), 0);
		assert_eq!(Ended::get(S), 1);
		happened(Event::SeriesTerminated {
			series: S,
			cause: FreezeCause::Event,
			released: 5_000,
			pool_share: 25,
			slash: 0,
			certificates: 1,
		});
	});
}

#[test]
fn event_with_a_vote_that_failed_or_was_cancelled_lets_it_go_on() {
	for outcome in [VoteOutcome::Rejected, VoteOutcome::Absent] {
		execute_with_checks(|| {
			stricken_and_voted(outcome);
			goes_on(5_000, 25);
		});
	}
}

#[test]
fn refuses_while_votes_are_taken() {
	execute_with_checks(|| {
		broken();
		assert_noop!(conclude(), Error::<Test>::StillVoting);
	});
	execute_with_checks(|| {
		stricken();
		assert_noop!(conclude(), Error::<Test>::VoteNotOpen);
		Today::set(133);
		assert_ok!(open_vote());
		assert_noop!(conclude(), Error::<Test>::StillVoting);
	});
}

#[test]
fn refuses_what_is_not_frozen() {
	execute_with_checks(|| {
		assert_noop!(conclude(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(conclude(), Error::<Test>::NotSold);
		promised();
		assert_noop!(conclude(), Error::<Test>::NotFrozen);
	});
	execute_with_checks(|| {
		terminated();
		assert_noop!(conclude(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::conclude_vote(none, S), DispatchError::BadOrigin);
	});
}

#[test]
fn certificates_that_ended_are_not_slashed() {
	execute_with_checks(|| {
		two_sold(103);
		// 0 and 1 are active from 101 to 103, 2 from 104 to 106.
		assert_ok!(sell(&[(2, 301)]));
		Today::set(112);
		assert_ok!(distribute(101, &[1, 1, 1]));
		Today::set(113);
		assert_ok!(report());
		assert_ok!(distribute(104, &[10]));
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		// One certificate of 10 units for 3 days.
		let Termination { slash, certificates, cutoff, .. } = termination();
		assert_eq!((slash, certificates, cutoff), (30, 1, 103));
		assert_eq!(Ended::get(S), 3);
	});
}

#[test]
fn last_days_that_a_miner_lets_lapse_are_slashed_for() {
	execute_with_checks(|| {
		two_sold(104);
		assert_ok!(distribute(101, &[20]));
		// No certificate is active any more.
		Today::set(111);
		assert_ok!(report());
		vote(VoteOutcome::Absent);
		assert_ok!(conclude());
		// The pledge of both certificates.
		assert_eq!((termination().slash, termination().certificates), (60, 2));
		assert_ok!(refund(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (-200, 60));
	});
}

/// Both certificates end in the freeze.
fn ended_in_the_freeze() {
	two_sold(110);
	assert_ok!(report());
	assert_ok!(distribute(101, &[20, 20, 20]));
	assert_eq!((ledger().volume.ended, ledger().volume.ended_frozen, Ended::get(S)), (2, 2, 0));
}

#[test]
fn certificates_that_end_in_the_freeze_get_their_pledge() {
	execute_with_checks(|| {
		ended_in_the_freeze();
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		let Termination { slash, certificates, cutoff, .. } = termination();
		assert_eq!((slash, certificates, cutoff), (60, 2, 100));
		assert_eq!((Ended::get(S), ledger().volume.ended_frozen, escrowed(DMC)), (2, 0, ED + 60));
		assert!(Barred::get());
		assert_ok!(refund(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (0, 60));
	});
}

#[test]
fn certificates_that_end_in_the_freeze_release_their_pledge_if_the_series_is_resumed() {
	execute_with_checks(|| {
		ended_in_the_freeze();
		vote(VoteOutcome::Rejected);
		assert_ok!(conclude());
		assert_eq!((Ended::get(S), ledger().volume.ended_frozen, FreePledge::get()), (2, 0, 60));
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(DMC, ALICE), escrowed(DMC)), (0, ED));
	});
	// The same after an event.
	execute_with_checks(|| {
		two_sold(104);
		assert_ok!(declare());
		assert_ok!(distribute(101, &[0, 0]));
		Today::set(134);
		assert_ok!(distribute(103, &[0]));
		assert_ok!(open_vote());
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!((termination().slash, termination().certificates), (0, 0));
		assert_eq!((Ended::get(S), FreePledge::get()), (2, 60));
	});
}

/// A miner holds certificates of its own under another name, which it bought late.
#[test]
fn certificates_of_the_miner_take_nothing_of_the_pledge_of_others() {
	execute_with_checks(|| {
		promised();
		pay(days(9, 10_000));
		assert_ok!(sell(&[(1, 360), (2, 360), (3, 360)]));
		(1..4).for_each(|item| give(item, POOL));
		Today::set(119);
		assert_ok!(report());
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_ok!(refund(&[0, 1, 2, 3]));
		assert_eq!((gain(DMC, ALICE), gain(DMC, POOL)), (3_600, 3 * 3_600));
	});
}
