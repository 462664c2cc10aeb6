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

/// The miner is in default, the pledge of the certificate is slashed, what waited is the holder's.
fn ended_by_a_breach() {
	let ended = Termination {
		cause: FreezeCause::Breach,
		since: 112,
		on: 115,
		cut: 102,
		cert_days_left: 357,
		slash: 3_600,
	};
	assert_eq!((termination(), ledger().waiting, ledger().frozen_days), (ended, 0, 3));
	assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900, 100));
	assert_eq!(escrowed(DMC), ED + 3_600);
	assert_eq!(RiskEscrow::unreleased(S, 0), 3_580_000);
	assert_eq!((FrozenSeries::get(), Barred::get()), (0, true));
	assert_eq!(Ended::get()[&S], 1);
	let terms = &Terms::get()[&S];
	assert!(terms.terminated && !terms.frozen);
	assert!(Payouts::<Test>::contains_key(S));
	happened(Event::SeriesTerminated {
		series: S,
		cause: FreezeCause::Breach,
		released: 0,
		pool_share: 0,
		slash: 3_600,
		cert_days_left: 357,
	});
}

fn goes_on(released: Balance, pool_share: Balance) {
	assert_eq!((ledger().state, ledger().waiting), (SeriesState::Open, 0));
	assert_eq!((FrozenSeries::get(), Barred::get(), Terms::get()[&S].frozen), (0, false, false));
	assert_eq!((Ended::get().get(&S), escrowed(DMC)), (None, ED));
	happened(Event::Resumed { series: S, miner: MINER, released, pool_share });
}

#[test]
fn breach_with_a_vote_that_passed_ends_the_series() {
	run(|| {
		voted(VoteOutcome::Approved);
		ended_by_a_breach();
	});
}

#[test]
fn breach_with_a_cancelled_vote_ends_the_series_too() {
	run(|| {
		voted(VoteOutcome::Absent);
		ended_by_a_breach();
	});
}

#[test]
fn breach_with_a_vote_that_failed_lets_it_go_on() {
	run(|| {
		voted(VoteOutcome::Rejected);
		goes_on(8_000, 40);
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900 + 7_960, 140));
		assert_eq!(Breaches::get(), 1, "the record keeps it");
	});
}

#[test]
fn event_with_a_vote_that_passed_ends_the_series_without_a_slash() {
	run(|| {
		stricken_and_voted(VoteOutcome::Approved);
		let ended = termination();
		assert_eq!((ended.cause, ended.on, ended.cut), (FreezeCause::Event, 133, 103));
		assert_eq!((ended.slash, ended.cert_days_left), (0, 357));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (24_875, 125));
		assert_eq!((escrowed(DMC), Barred::get(), Breaches::get()), (ED, false, 0));
		assert_eq!(FrozenSeries::get(), 0);
		assert_eq!(Ended::get()[&S], 1);
		happened(Event::SeriesTerminated {
			series: S,
			cause: FreezeCause::Event,
			released: 5_000,
			pool_share: 25,
			slash: 0,
			cert_days_left: 357,
		});
	});
}

#[test]
fn event_with_a_vote_that_failed_or_was_cancelled_lets_it_go_on() {
	for outcome in [VoteOutcome::Rejected, VoteOutcome::Absent] {
		run(|| {
			stricken_and_voted(outcome);
			goes_on(5_000, 25);
		});
	}
}

#[test]
fn refuses_while_votes_are_taken() {
	run(|| {
		broken();
		assert_noop!(conclude(), Error::<Test>::StillVoting);
	});
	run(|| {
		stricken();
		assert_noop!(conclude(), Error::<Test>::VoteNotOpen);
		Today::set(133);
		assert_ok!(open_vote());
		assert_noop!(conclude(), Error::<Test>::StillVoting);
	});
}

#[test]
fn refuses_what_is_not_frozen() {
	run(|| {
		assert_noop!(conclude(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(conclude(), Error::<Test>::NotSold);
		promised();
		assert_noop!(conclude(), Error::<Test>::NotFrozen);
	});
	run(|| {
		terminated();
		assert_noop!(conclude(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::conclude_breach(none, S), DispatchError::BadOrigin);
	});
}

#[test]
fn certificates_that_ended_are_not_slashed() {
	run(|| {
		two_sold(103);
		// 0 and 1 are active from 101 to 103, 2 from 104 to 106.
		assert_ok!(sell(&[(2, 301)]));
		Today::set(112);
		assert_ok!(distribute(101, &[1, 1, 1]));
		Today::set(113);
		assert_ok!(report());
		assert_ok!(distribute(104, &[1]));
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		// One certificate of 10 units for 3 days, of which 2 were never settled.
		let Termination { slash, cert_days_left, cut, .. } = termination();
		assert_eq!((slash, cert_days_left, cut), (30, 2, 103));
		assert_eq!(Ended::get()[&S], 3);
	});
}

#[test]
fn series_whose_days_all_settled_in_the_freeze_has_nothing_to_slash() {
	run(|| {
		two_sold(110);
		assert_ok!(report());
		assert_ok!(distribute(101, &[1, 1, 1]));
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		let Termination { slash, cert_days_left, cut, .. } = termination();
		assert_eq!((slash, cert_days_left, cut), (0, 0, 100));
		assert_eq!((Ended::get()[&S], escrowed(DMC)), (2, ED));
		assert!(Barred::get(), "it is a default all the same");
	});
}
