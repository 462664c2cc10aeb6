//! Taking the step that a claim is due: how its vote is concluded.

use super::*;

fn approved(claim: ClaimId, reserved: Balance) -> Event<Test> {
	Event::ClaimApproved { claim, series: SERIES, asset: USDT, reserved }
}

fn voided(claim: ClaimId, reason: VoidReason) -> Event<Test> {
	Event::ClaimVoided { claim, series: SERIES, reason }
}

#[test]
fn of_an_unknown_claim_is_refused() {
	execute_with_checks(|| {
		assert_noop!(conclude(0), Error::<Test>::UnknownClaim);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Approved);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Insurance::conclude_claim(origin, claim), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn while_votes_are_taken_is_refused() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		assert_noop!(conclude(claim), Error::<Test>::StillVoting);
		terminate(SERIES);
		assert_noop!(conclude(claim), Error::<Test>::StillVoting);
	});
}

#[test]
fn that_was_rejected_gives_the_deposit_to_the_pool() {
	execute_with_checks(|| {
		for result in [VoteOutcome::Rejected, VoteOutcome::Absent] {
			let before = (dmc(ALICE), available(DMC));
			let claim = Ask::new(500).filed();
			vote(claim, result);
			events();
			assert_ok!(conclude(claim));
			let rejected = Event::ClaimRejected { claim, series: SERIES, deposit: DEPOSIT };
			assert_eq!(events(), [rejected]);
			assert_eq!(status(claim), ClaimStatus::Rejected);
			assert_eq!((dmc(ALICE), available(DMC)), (before.0 - DEPOSIT, before.1 + DEPOSIT));
			assert_eq!((reserved(DMC), places(SERIES)), (0, (0, 0)));
			assert!(Insurance::live_claims(9).is_empty());
		}
	});
}

#[test]
fn that_passed_returns_the_deposit_and_reserves_the_award() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Approved);
		pass(3);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [approved(claim, 500)]);
		assert_eq!(status(claim), ClaimStatus::Approved { on: 103, reserved: 500 });
		assert_eq!((dmc(ALICE), available(DMC)), (FUNDS, POOL));
		assert_eq!((reserved(DMC), reserved(USDT), available(USDT)), (0, 500, POOL - 500));
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(103, 500)]);
		assert_eq!((places(SERIES), Insurance::live_claims(9)), ((0, 0), vec![claim]));
	});
}

/// The decision counts even if the series resumed meanwhile.
#[test]
fn that_was_rejected_is_rejected_though_the_series_resumed() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Rejected);
		resume(SERIES);
		assert_ok!(conclude(claim));
		assert_eq!((status(claim), dmc(ALICE)), (ClaimStatus::Rejected, FUNDS - DEPOSIT));
	});
}

#[test]
fn that_passed_of_a_series_that_resumed_is_void_immediately() {
	execute_with_checks(|| {
		for again in [false, true] {
			let claim = Ask::new(500).filed();
			vote(claim, VoteOutcome::Approved);
			resume(SERIES);
			if again {
				freeze_again(SERIES);
			}
			events();
			assert_ok!(conclude(claim));
			assert_eq!(events(), [approved(claim, 500), voided(claim, VoidReason::Resumed)]);
			assert_eq!((status(claim), dmc(ALICE)), (ClaimStatus::Void, FUNDS));
			assert_eq!((reserved(USDT), Recent::<Test>::iter().count()), (0, 0));
			freeze_again(SERIES);
		}
	});
}

#[test]
fn of_a_series_that_resumed_ends_the_vote() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		resume(SERIES);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [voided(claim, VoidReason::Resumed)]);
		assert_eq!(Fake::outcome(70), VoteOutcome::Absent);
		assert_eq!((status(claim), dmc(ALICE), reserved(DMC)), (ClaimStatus::Void, FUNDS, 0));
		assert_eq!((places(SERIES), LiveCount::<Test>::get()), ((0, 0), 0));
	});
}

#[test]
fn of_a_series_that_was_frozen_again_ends_the_vote() {
	execute_with_checks(|| {
		for end in [freeze_again, terminate] {
			let claim = Ask::new(500).filed();
			resume(SERIES);
			freeze_again(SERIES);
			end(SERIES);
			assert_ok!(conclude(claim));
			assert_eq!((status(claim), dmc(ALICE)), (ClaimStatus::Void, FUNDS));
		}
	});
}

/// The claims of a freeze that is over say nothing of the next one.
#[test]
fn of_the_next_freeze_is_not_touched() {
	execute_with_checks(|| {
		let old = Ask::new(500).filed();
		resume(SERIES);
		pass(5);
		freeze_again(SERIES);
		let new = Ask::new(500).on(105).filed();
		assert_ok!(conclude(old));
		assert_noop!(conclude(new), Error::<Test>::StillVoting);
		vote(new, VoteOutcome::Approved);
		assert_ok!(conclude(new));
		assert_eq!(status(new), ClaimStatus::Approved { on: 105, reserved: 500 });
	});
}

#[test]
fn that_passed_of_a_terminated_series_is_awarded_immediately() {
	execute_with_checks(|| {
		terminate(SERIES);
		let claim = Ask::new(500).filed();
		vote(claim, VoteOutcome::Approved);
		events();
		assert_ok!(conclude(claim));
		let awarded = Event::ClaimAwarded {
			claim,
			series: SERIES,
			asset: USDT,
			amount: 500,
			loss: ALL,
			expires_on: FROZEN + 90,
		};
		assert_eq!(events(), [approved(claim, 500), awarded]);
		assert_eq!((dmc(ALICE), reserved(USDT)), (FUNDS, 500));
	});
}

#[test]
fn that_is_decided_is_refused() {
	execute_with_checks(|| {
		let rejected = Ask::new(500).filed();
		vote(rejected, VoteOutcome::Rejected);
		let void = Ask::new(500).of(OTHER).filed();
		resume(OTHER);
		let expired = Ask::new(500).awarded();
		pass(90);
		for claim in [rejected, void, expired] {
			assert_ok!(conclude(claim));
			assert_noop!(conclude(claim), Error::<Test>::AlreadyDecided);
		}
		let over = [ClaimStatus::Rejected, ClaimStatus::Void, ClaimStatus::Expired(award_of(2))];
		assert_eq!([rejected, void, expired].map(status), over);
	});
}

/// What is available when the claim passes counts, not when it was filed.
#[test]
fn reserves_what_the_pool_may_award_now() {
	execute_with_checks(|| {
		let claim = Ask::new(FUNDS).at(rates(1_000, 1, 5)).filed();
		assert_ok!(contribute(STRANGER, USDT, POOL));
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		let reserved = 2 * HEADROOM;
		assert_eq!(status(claim), ClaimStatus::Approved { on: FROZEN, reserved });
	});
}

/// The slash of a frozen series is not known: 10 × 10 × 10 − 10 × 40 for each of four.
#[test]
fn reserves_no_more_in_a_freeze_than_the_loss_so_far() {
	execute_with_checks(|| {
		let lost = 4 * 600;
		Cap::set(&Permill::one());
		for (asked, reserved) in [(lost - 1, lost - 1), (lost, lost), (lost + 1, lost)] {
			let claim = Ask::new(asked).approved();
			assert_eq!(status(claim), ClaimStatus::Approved { on: FROZEN, reserved });
			resume(SERIES);
			assert_ok!(conclude(claim));
			freeze_again(SERIES);
		}
	});
}

/// Whoever asks for more than there is to recover leaves the headroom to others.
#[test]
fn that_can_get_little_leaves_the_headroom_to_others() {
	let cheap = |unit_day| Ask::new(FUNDS).at(rates(unit_day, 1, 5));
	for greedy in [cheap(5).on(70), cheap(4)] {
		execute_with_checks(|| {
			greedy.clone().approved();
			let real = Ask::new(ALL).approved();
			terminate(SERIES);
			assert_ok!(conclude(real));
			assert_eq!(award_of(real).amount, ALL);
		});
	}
}

#[test]
fn reserves_nothing_if_the_cap_is_zero() {
	execute_with_checks(|| {
		Cap::set(&Permill::zero());
		let claim = Ask::new(500).approved();
		assert_eq!(status(claim), ClaimStatus::Approved { on: FROZEN, reserved: 0 });
		assert_eq!(Recent::<Test>::iter().count(), 0);
		terminate(SERIES);
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [voided(claim, VoidReason::NothingToAward)]);
	});
}
