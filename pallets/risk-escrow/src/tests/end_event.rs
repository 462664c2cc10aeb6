use super::*;

#[test]
fn ends_the_freeze_of_an_event() {
	execute_with_checks(|| {
		stricken();
		Today::set(110);
		assert_ok!(end_event());
		assert_eq!((ledger().state, ledger().history.frozen_days), (SeriesState::Open, 7));
		assert_eq!((FrozenSeries::get(), Terms::get(S).unwrap().frozen), (0, false));
		happened(Event::Resumed { series: S, miner: MINER, released: 0, pool_share: 0 });
	});
}

#[test]
fn cancels_a_vote_that_is_going_on() {
	execute_with_checks(|| {
		stricken();
		Today::set(133);
		assert_ok!(open_vote());
		assert_ok!(end_event());
		assert_eq!(Votes::get()[0].1, VoteOutcome::Absent);
		assert_eq!(ledger().state, SeriesState::Open);
	});
}

#[test]
fn works_after_a_vote_that_was_cancelled() {
	execute_with_checks(|| {
		stricken();
		Today::set(133);
		assert_ok!(open_vote());
		vote(VoteOutcome::Absent);
		assert_ok!(end_event());
	});
}

#[test]
fn refuses_when_the_vote_is_over() {
	for outcome in [VoteOutcome::Approved, VoteOutcome::Rejected] {
		execute_with_checks(|| {
			stricken();
			Today::set(133);
			assert_ok!(open_vote());
			vote(outcome);
			assert_noop!(end_event(), Error::<Test>::VoteOver);
			assert_eq!(Votes::get()[0].1, outcome);
		});
	}
}

#[test]
fn refuses_what_no_event_froze() {
	execute_with_checks(|| {
		assert_noop!(end_event(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(end_event(), Error::<Test>::NotSold);
		promised();
		assert_noop!(end_event(), Error::<Test>::NotFrozen);
	});
	execute_with_checks(|| {
		broken();
		assert_noop!(end_event(), Error::<Test>::NotEvent);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(end_event(), Error::<Test>::Terminated);
	});
}

#[test]
fn refuses_everyone_but_admin() {
	execute_with_checks(|| {
		stricken();
		let miner = RawOrigin::Signed(MINER).into();
		assert_noop!(RiskEscrow::end_event(miner, S), DispatchError::BadOrigin);
	});
}
