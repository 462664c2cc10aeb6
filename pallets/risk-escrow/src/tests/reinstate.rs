use super::*;

#[test]
fn ends_the_freeze_of_an_event() {
	run(|| {
		stricken();
		Today::set(110);
		assert_ok!(reinstate());
		assert_eq!((ledger().state, ledger().frozen_days), (SeriesState::Open, 7));
		assert_eq!((FrozenSeries::get(), Terms::get()[&S].frozen), (0, false));
		happened(Event::Resumed { series: S, miner: MINER, released: 0, pool_share: 0 });
	});
}

#[test]
fn cancels_a_vote_that_is_going_on() {
	run(|| {
		stricken();
		Today::set(133);
		assert_ok!(open_vote());
		assert_ok!(reinstate());
		assert_eq!(Votes::get()[0].1, VoteOutcome::Absent);
		assert_eq!(ledger().state, SeriesState::Open);
	});
}

#[test]
fn works_after_a_vote_that_was_cancelled() {
	run(|| {
		stricken();
		Today::set(133);
		assert_ok!(open_vote());
		vote(VoteOutcome::Absent);
		assert_ok!(reinstate());
	});
}

#[test]
fn refuses_when_the_vote_is_over() {
	for outcome in [VoteOutcome::Approved, VoteOutcome::Rejected] {
		run(|| {
			stricken();
			Today::set(133);
			assert_ok!(open_vote());
			vote(outcome);
			assert_noop!(reinstate(), Error::<Test>::VoteOver);
			assert_eq!(Votes::get()[0].1, outcome);
		});
	}
}

#[test]
fn refuses_what_no_event_froze() {
	run(|| {
		assert_noop!(reinstate(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(reinstate(), Error::<Test>::NotSold);
		promised();
		assert_noop!(reinstate(), Error::<Test>::NotFrozen);
	});
	run(|| {
		broken();
		assert_noop!(reinstate(), Error::<Test>::NotEvent);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(reinstate(), Error::<Test>::Terminated);
	});
}

#[test]
fn refuses_everyone_but_admin() {
	run(|| {
		stricken();
		let miner = RawOrigin::Signed(MINER).into();
		assert_noop!(RiskEscrow::reinstate(miner, S), DispatchError::BadOrigin);
	});
}
