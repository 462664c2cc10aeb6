use super::*;
use dmex_primitives::{CommunityVote, Quotas};
use sp_runtime::Permill;

fn conclude(id: ApplicationId) -> DispatchResult {
	MinerRegistry::conclude_application(Origin::signed(BOB), id)
}

fn approve(id: ApplicationId) -> DispatchResult {
	MinerRegistry::approve_application(Origin::root(), id)
}

fn withdraw(miner: u64, id: ApplicationId) -> DispatchResult {
	MinerRegistry::withdraw_application(Origin::signed(miner), id)
}

/// Both roads to approval.
fn opens_the_quota(road: fn(ApplicationId) -> DispatchResult) {
	execute_with_checks(|| {
		let before = balance(ALICE);
		let id = applied(ALICE);
		end_vote(id, VoteOutcome::Approved);
		assert_ok!(road(id));
		assert_eq!(status(id), ApplicationStatus::Approved);
		assert_eq!(capacity(id), Capacity::new(1_000));
		assert_eq!((balance(ALICE), balance(account())), (before, ED));
		assert_eq!((OpenApplications::<Test>::get(), live(ALICE)), (0, vec![id]));
		let returned = 1_000 * DMC;
		System::assert_last_event(
			Event::ApplicationApproved { application: id, miner: ALICE, returned }.into(),
		);
	});
}

/// All roads to failure.
fn costs_the_kept_share(road: fn(ApplicationId), status_then: ApplicationStatus) {
	execute_with_checks(|| {
		let before = (balance(ALICE), balance(TREASURY));
		let id = applied(ALICE);
		road(id);
		assert_eq!(status(id), status_then);
		assert_eq!(balance(ALICE), before.0 - 100 * DMC);
		assert_eq!(balance(TREASURY), before.1 + 100 * DMC);
		assert_eq!(balance(account()), ED);
		assert_eq!((OpenApplications::<Test>::get(), live(ALICE)), (0, vec![]));
		assert!(!LiveApplications::<Test>::contains_key(ALICE));
		assert!(!Capacities::<Test>::contains_key(id));
		assert_eq!(Miners::<Test>::get(ALICE).cooldown_expires_on, 130);
		let (application, miner, returned, kept) = (id, ALICE, 900 * DMC, 100 * DMC);
		let event = match status_then {
			ApplicationStatus::Withdrawn => {
				Event::ApplicationWithdrawn { application, miner, returned, kept }
			},
			_ => Event::ApplicationRejected { application, miner, returned, kept },
		};
		System::assert_last_event(event.into());
	});
}

mod conclude_application {
	use super::*;

	#[test]
	fn opens_the_quota_when_passed() {
		opens_the_quota(conclude);
	}

	#[test]
	fn keeps_a_share_when_rejected() {
		costs_the_kept_share(
			|id| {
				end_vote(id, VoteOutcome::Rejected);
				assert_ok!(conclude(id));
			},
			ApplicationStatus::Rejected,
		);
	}

	#[test]
	fn keeps_a_share_when_the_referendum_was_cancelled() {
		costs_the_kept_share(
			|id| {
				end_vote(id, VoteOutcome::Absent);
				assert_ok!(conclude(id));
			},
			ApplicationStatus::Rejected,
		);
	}

	#[test]
	fn waits_for_the_vote() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_noop!(conclude(id), Error::<Test>::StillVoting);
		});
	}

	#[test]
	fn happens_once() {
		execute_with_checks(|| {
			let first = approved(ALICE);
			assert_noop!(conclude(first), Error::<Test>::AlreadyDecided);
			let second = applied(BOB);
			end_vote(second, VoteOutcome::Rejected);
			assert_ok!(conclude(second));
			assert_noop!(conclude(second), Error::<Test>::AlreadyDecided);
			assert_noop!(conclude(7), Error::<Test>::UnknownApplication);
		});
	}

	#[test]
	fn needs_a_signature() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_noop!(MinerRegistry::conclude_application(Origin::root(), id), BadOrigin);
			assert_noop!(MinerRegistry::conclude_application(Origin::none(), id), BadOrigin);
		});
	}

	#[test]
	fn decides_each_case_by_its_own_vote() {
		execute_with_checks(|| {
			let (first, second) = (applied(ALICE), applied(ALICE));
			end_vote(second, VoteOutcome::Approved);
			assert_noop!(conclude(first), Error::<Test>::StillVoting);
			assert_ok!(conclude(second));
			assert_eq!(status(first), ApplicationStatus::Voting);
		});
	}

	#[test]
	fn leaves_the_miners_other_applications() {
		execute_with_checks(|| {
			let ids = [applied(ALICE), approved(ALICE), applied(ALICE)];
			end_vote(ids[0], VoteOutcome::Rejected);
			assert_ok!(conclude(ids[0]));
			assert_eq!(live(ALICE), ids[1..].to_vec());
			assert_eq!(OpenApplications::<Test>::get(), 1);
		});
	}

	#[test]
	fn a_later_failure_never_shortens_the_cooldown() {
		execute_with_checks(|| {
			let ids = [applied(ALICE), applied(ALICE)];
			assert_ok!(withdraw(ALICE, ids[0]));
			Cooldown::set(&1);
			assert_ok!(withdraw(ALICE, ids[1]));
			assert_eq!(Miners::<Test>::get(ALICE).cooldown_expires_on, 130);
		});
	}

	#[test]
	fn keeps_nothing_at_a_share_of_zero() {
		execute_with_checks(|| {
			Kept::set(&Permill::zero());
			let before = (balance(ALICE), balance(TREASURY));
			let id = applied(ALICE);
			end_vote(id, VoteOutcome::Rejected);
			assert_ok!(conclude(id));
			assert_eq!((balance(ALICE), balance(TREASURY)), before);
		});
	}
}

mod approve_application {
	use super::*;

	#[test]
	fn opens_the_quota_when_passed() {
		opens_the_quota(approve);
	}

	#[test]
	fn is_for_root_only() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			end_vote(id, VoteOutcome::Approved);
			let call = MinerRegistry::approve_application(Origin::signed(ALICE), id);
			assert_noop!(call, BadOrigin);
		});
	}

	#[test]
	fn root_alone_cannot_approve() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			for outcome in [VoteOutcome::Ongoing, VoteOutcome::Rejected, VoteOutcome::Absent] {
				end_vote(id, outcome);
				assert_noop!(approve(id), Error::<Test>::VoteNotPassed);
			}
			assert_noop!(approve(7), Error::<Test>::UnknownApplication);
		});
	}

	#[test]
	fn does_nothing_after_conclude() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 5 * DMC);
			assert_ok!(MinerRegistry::reserve(id, 1, DMC));
			let (before, money, events) = (capacity(id), balance(ALICE), System::events().len());
			assert_ok!(approve(id));
			assert_eq!((capacity(id), balance(ALICE)), (before, money));
			assert_eq!(System::events().len(), events);
		});
	}

	#[test]
	fn never_reopens_a_decided_application() {
		execute_with_checks(|| {
			let rejected = applied(ALICE);
			end_vote(rejected, VoteOutcome::Rejected);
			assert_ok!(conclude(rejected));
			let closed = approved(BOB);
			assert_ok!(withdraw(BOB, closed));
			for id in [rejected, closed] {
				end_vote(id, VoteOutcome::Approved);
				assert_noop!(approve(id), Error::<Test>::AlreadyDecided);
			}
		});
	}
}

mod withdraw_application {
	use super::*;

	#[test]
	fn keeps_a_share_and_cancels_the_vote() {
		costs_the_kept_share(
			|id| {
				assert_ok!(withdraw(ALICE, id));
				assert_eq!(FakeVote::outcome(FIRST_REFERENDUM), VoteOutcome::Absent);
			},
			ApplicationStatus::Withdrawn,
		);
	}

	#[test]
	fn leaves_a_finished_vote_to_conclude() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			for outcome in [VoteOutcome::Approved, VoteOutcome::Rejected, VoteOutcome::Absent] {
				end_vote(id, outcome);
				assert_noop!(withdraw(ALICE, id), Error::<Test>::VoteOver);
			}
		});
	}

	#[test]
	fn is_for_its_miner_only() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_noop!(withdraw(BOB, id), Error::<Test>::NotMiner);
			assert_noop!(withdraw(ALICE, 7), Error::<Test>::UnknownApplication);
			let root = MinerRegistry::withdraw_application(Origin::root(), id);
			assert_noop!(root, BadOrigin);
		});
	}

	#[test]
	fn happens_once() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_ok!(withdraw(ALICE, id));
			assert_noop!(withdraw(ALICE, id), Error::<Test>::AlreadyDecided);
			assert_noop!(conclude(id), Error::<Test>::AlreadyDecided);
		});
	}

	#[test]
	fn closes_an_idle_quota_for_nothing() {
		execute_with_checks(|| {
			let before = balance(ALICE);
			let id = approved(ALICE);
			assert_ok!(withdraw(ALICE, id));
			assert_eq!(status(id), ApplicationStatus::Closed);
			assert_eq!((balance(ALICE), live(ALICE)), (before, vec![]));
			assert_eq!(Miners::<Test>::get(ALICE).cooldown_expires_on, 0);
			assert!(<MinerRegistry as Quotas<u64>>::terms(id).is_none());
			System::assert_last_event(
				Event::ApplicationClosed { application: id, miner: ALICE }.into(),
			);
			assert_noop!(withdraw(ALICE, id), Error::<Test>::AlreadyDecided);
		});
	}

	#[test]
	fn leaves_a_quota_with_unfinished_series_or_pledge() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			assert_noop!(withdraw(ALICE, id), Error::<Test>::StillInUse);
			assert_ok!(MinerRegistry::open_series(id, 1));
			assert_ok!(MinerRegistry::withdraw_pledge(Origin::signed(ALICE), id, DMC));
			assert_noop!(withdraw(ALICE, id), Error::<Test>::StillInUse);
			assert_ok!(MinerRegistry::close_series(id));
			assert_ok!(withdraw(ALICE, id));
		});
	}
}
