//! The call that the referendum of a claim schedules.

use super::*;

#[test]
fn by_anyone_but_root_is_refused() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Approved);
		for origin in [signed(ALICE), signed(ADMIN), RuntimeOrigin::none()] {
			assert_noop!(approve(origin, claim), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn of_an_unknown_claim_is_refused() {
	execute_with_checks(|| {
		assert_noop!(approve(RuntimeOrigin::root(), 0), Error::<Test>::UnknownClaim);
	});
}

#[test]
fn by_root_alone_is_refused() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		for result in [VoteOutcome::Ongoing, VoteOutcome::Rejected, VoteOutcome::Absent] {
			vote(claim, result);
			let call = approve(RuntimeOrigin::root(), claim);
			assert_noop!(call, Error::<Test>::VoteNotPassed);
		}
	});
}

#[test]
fn looks_at_the_claim_s_own_vote() {
	execute_with_checks(|| {
		let claims = [0, 1].map(|_| Ask::new(500).filed());
		vote(claims[0], VoteOutcome::Approved);
		assert_noop!(approve(RuntimeOrigin::root(), claims[1]), Error::<Test>::VoteNotPassed);
		assert_ok!(approve(RuntimeOrigin::root(), claims[0]));
	});
}

#[test]
fn that_passed_does_what_concluding_does() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Approved);
		events();
		assert_ok!(approve(RuntimeOrigin::root(), claim));
		let approved = Event::ClaimApproved { claim, series: SERIES, asset: USDT, reserved: 500 };
		assert_eq!(events(), [approved]);
		assert_eq!((dmc(ALICE), reserved(DMC), reserved(USDT)), (FUNDS, 0, 500));
	});
}

/// Somebody concluded it before: nothing happens twice.
#[test]
fn after_it_was_concluded_does_nothing() {
	execute_with_checks(|| {
		let root = RuntimeOrigin::root;
		let claim = Ask::new(500).approved();
		events();
		for _ in 0..2 {
			assert_ok!(approve(root(), claim));
			assert_eq!((reserved(USDT), dmc(ALICE), events()), (500, FUNDS, vec![]));
		}
		terminate(SERIES);
		assert_ok!(approve(root(), claim));
		assert_eq!(status(claim), ClaimStatus::Approved { on: FROZEN, reserved: 500 });
		assert_ok!(conclude(claim));
		pass(90);
		assert_ok!(approve(root(), claim));
		assert_ok!(conclude(claim));
		assert_ok!(approve(root(), claim));
		assert!(!status(claim).is_live());
		let rejected = Ask::new(500).of(OTHER).filed();
		vote(rejected, VoteOutcome::Rejected);
		assert_ok!(conclude(rejected));
		assert_ok!(approve(root(), rejected));
		assert_eq!((status(rejected), reserved(USDT)), (ClaimStatus::Rejected, 0));
	});
}
