use super::*;
use dmex_primitives::Seed;

#[test]
fn thirty_days_after_the_event_was_declared() {
	execute_with_checks(|| {
		stricken();
		Today::set(132);
		assert_noop!(open_vote(), Error::<Test>::TooEarly);
		Today::set(133);
		assert_ok!(open_vote());
		let before =
			Freeze { cause: FreezeCause::Event, since: 103, cutoff: 102, referendum: None };
		assert_eq!(freeze(), Freeze { referendum: Some(0), ..before });
		assert_eq!(Votes::get(), [(Seed::Nay(1_000), VoteOutcome::Ongoing)]);
		happened(Event::EventVoteOpened { series: S, referendum: 0 });
		assert_eq!((FrozenSeries::get(), ledger().history.freezes), (1, 1));
	});
}

#[test]
fn refuses_a_second_vote() {
	execute_with_checks(|| {
		stricken();
		Today::set(133);
		assert_ok!(open_vote());
		assert_noop!(open_vote(), Error::<Test>::VoteAlreadyOpen);
		vote(VoteOutcome::Rejected);
		assert_noop!(open_vote(), Error::<Test>::VoteAlreadyOpen);
	});
}

#[test]
fn refuses_what_no_event_froze() {
	execute_with_checks(|| {
		assert_noop!(open_vote(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(open_vote(), Error::<Test>::NotSold);
		promised();
		assert_noop!(open_vote(), Error::<Test>::NotFrozen);
	});
	execute_with_checks(|| {
		broken();
		Today::set(200);
		assert_noop!(open_vote(), Error::<Test>::NotEvent);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(open_vote(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::open_event_vote(none, S), DispatchError::BadOrigin);
	});
}
