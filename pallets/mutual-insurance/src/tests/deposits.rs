//! The deposits of claimants.

use super::*;

fn file(who: u64) -> ClaimId {
	let claim = NextClaimId::<Test>::get();
	assert_ok!(Ask::new(100).file(signed(who)));
	claim
}

#[test]
fn of_each_claimant_are_its_own() {
	execute_with_checks(|| {
		let claims = [ALICE, BOB, CAROL].map(file);
		assert_eq!((reserved(DMC), available(DMC)), (3 * DEPOSIT, POOL));
		let results = [VoteOutcome::Approved, VoteOutcome::Rejected, VoteOutcome::Absent];
		for (claim, result) in claims.into_iter().zip(results) {
			vote(claim, result);
			assert_ok!(conclude(claim));
			check();
		}
		assert_eq!([ALICE, BOB, CAROL].map(dmc), [FUNDS, FUNDS - DEPOSIT, FUNDS - DEPOSIT]);
		assert_eq!((reserved(DMC), available(DMC)), (0, POOL + 2 * DEPOSIT));
	});
}

#[test]
fn are_what_was_in_force_when_the_claim_was_filed() {
	execute_with_checks(|| {
		let old = file(ALICE);
		DepositNow::set(&(7 * DEPOSIT));
		let new = file(BOB);
		DepositNow::set(&0);
		assert_eq!(reserved(DMC), 8 * DEPOSIT);
		vote(old, VoteOutcome::Approved);
		vote(new, VoteOutcome::Rejected);
		for claim in [old, new] {
			assert_ok!(conclude(claim));
		}
		assert_eq!((dmc(ALICE), dmc(BOB)), (FUNDS, FUNDS - 7 * DEPOSIT));
		assert_eq!((reserved(DMC), available(DMC)), (0, POOL + 7 * DEPOSIT));
	});
}

#[test]
fn of_admin_are_none_however_the_vote_ends() {
	execute_with_checks(|| {
		for result in [VoteOutcome::Approved, VoteOutcome::Rejected] {
			assert_ok!(Ask::new(100).file(RuntimeOrigin::root()));
			let claim = NextClaimId::<Test>::get() - 1;
			vote(claim, result);
			assert_ok!(conclude(claim));
			assert_eq!((reserved(DMC), available(DMC)), (0, POOL));
		}
	});
}

/// Its account is gone, and its certificate sold: the deposit creates the account again.
#[test]
fn go_back_to_a_claimant_that_is_gone() {
	execute_with_checks(|| {
		let claim = file(ALICE);
		let all = dmc(ALICE);
		assert_ok!(Money::transfer(DMC, &ALICE, &BOB, all, Expendable));
		give(0, STRANGER);
		assert_eq!(dmc(ALICE), 0);
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		assert_eq!(dmc(ALICE), DEPOSIT);
	});
}

/// An award in DMC leaves them and the existential deposit.
#[test]
fn are_no_part_of_what_the_pool_awards() {
	execute_with_checks(|| {
		Cap::set(&Permill::one());
		let first = Ask::new(FUNDS).paid_in(DMC).at(rates(1_000, 1, 1)).filed();
		let second = file(BOB);
		vote(first, VoteOutcome::Approved);
		assert_ok!(conclude(first));
		assert_eq!(status(first).counted().unwrap().1, POOL);
		assert_eq!(dmc(Insurance::account()), ED + POOL + DEPOSIT);
		vote(second, VoteOutcome::Rejected);
		assert_ok!(conclude(second));
		assert_eq!(available(DMC), DEPOSIT);
	});
}
