use super::*;

#[test]
fn ends_a_series_whose_own_vote_passed() {
	execute_with_checks(|| {
		broken();
		vote(VoteOutcome::Approved);
		assert_ok!(terminate());
		assert_eq!((termination().slash, termination().certificates), (3_600, 1));
		assert!(Barred::get());
	});
}

#[test]
fn does_nothing_the_second_time_or_after_the_vote_was_concluded() {
	execute_with_checks(|| {
		broken();
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		let (before, told, ended) = (ledger(), events(), Ended::get(S));
		Today::set(120);
		assert_ok!(terminate());
		assert_ok!(terminate());
		assert_eq!((ledger(), events(), Ended::get(S)), (before, told, ended));
		assert_eq!(escrowed(DMC), ED + 3_600);
	});
}

#[test]
fn refuses_while_the_vote_has_not_passed() {
	execute_with_checks(|| {
		broken();
		assert_noop!(terminate(), Error::<Test>::VoteNotPassed);
		for outcome in [VoteOutcome::Rejected, VoteOutcome::Absent] {
			vote(outcome);
			assert_noop!(terminate(), Error::<Test>::VoteNotPassed);
		}
	});
}

#[test]
fn refuses_an_event_without_a_vote() {
	execute_with_checks(|| {
		stricken();
		assert_noop!(terminate(), Error::<Test>::VoteNotPassed);
	});
}

#[test]
fn refuses_with_the_vote_on_another_series() {
	execute_with_checks(|| {
		broken();
		series(8, 1, 3, USDT, 1);
		// A breach alone bars nobody from selling.
		assert_ok!(RiskEscrow::sell(8, &ALICE, &ALICE, &[(0, 30)]));
		Today::set(130);
		assert_ok!(RiskEscrow::report_breach(RawOrigin::Signed(BOB).into(), 8));
		vote(VoteOutcome::Approved);
		assert_noop!(terminate(), Error::<Test>::VoteNotPassed);
		assert_ok!(RiskEscrow::terminate(RawOrigin::Root.into(), 8));
	});
}

#[test]
fn refuses_what_is_not_frozen() {
	execute_with_checks(|| {
		assert_noop!(terminate(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(terminate(), Error::<Test>::NotSold);
		promised();
		assert_noop!(terminate(), Error::<Test>::NotFrozen);
	});
}

#[test]
fn refuses_everyone_but_root() {
	execute_with_checks(|| {
		broken();
		vote(VoteOutcome::Approved);
		let miner = RawOrigin::Signed(MINER).into();
		assert_noop!(RiskEscrow::terminate(miner, S), DispatchError::BadOrigin);
	});
}
