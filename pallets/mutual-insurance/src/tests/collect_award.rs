//! Paying certificates their shares of an award.

use super::*;
use sp_runtime::TokenError;

/// An award of all that was lost.
fn whole() -> ClaimId {
	let claim = Ask::new(ALL).awarded();
	events();
	claim
}

#[test]
fn pays_each_owner_its_share() {
	execute_with_checks(|| {
		let claim = whole();
		assert_ok!(collect(claim, [0, 3, 1]));
		let paid = [(0, ALICE), (3, CAROL), (1, BOB)];
		let paid = paid.map(|(item, owner)| collected(claim, item, owner, LOSS));
		assert_eq!(events(), paid);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
		assert_eq!((award_of(claim).paid, reserved(USDT)), (3 * LOSS, LOSS));
		assert_eq!((available(USDT), usdt(STRANGER)), (POOL - ALL, FUNDS));
	});
}

#[test]
fn pays_the_owner_of_today() {
	execute_with_checks(|| {
		let claim = whole();
		give(0, DAVE);
		assert_ok!(collect(claim, [0]));
		assert_eq!((usdt(ALICE), usdt(DAVE)), (0, LOSS));
		give(0, BOB);
		assert_ok!(collect(claim, [0]));
		assert_eq!(events().last(), Some(&failed(claim, 0, Error::<Test>::AlreadyCollected)));
	});
}

#[test]
fn of_a_part_shares_it_by_unsettled_days() {
	execute_with_checks(|| {
		change_cert(0, |cert| (cert.days, cert.instalments) = (20, 800));
		let claim = Ask::new(501).awarded();
		assert_ok!(collect(claim, [0, 1, 3]));
		// 501 × 20/50 and 501 × 10/50, rounded down.
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [200, 100, 100]);
	});
}

/// The example of the README.
#[test]
fn pays_none_more_than_it_lost() {
	execute_with_checks(|| {
		change_cert(3, |cert| cert.instalments = 700);
		terminate(SERIES);
		let claims = [(650, [162, 162, 100]), (ALL, [324, 324, 100])].map(|(asked, paid)| {
			let claim = Ask::new(asked).awarded();
			assert_eq!(award_of(claim).amount, 650);
			assert_ok!(collect(claim, 0..4));
			assert_eq!([ALICE, BOB, CAROL].map(usdt), paid);
			claim
		});
		pass(90);
		for claim in claims {
			assert_ok!(conclude(claim));
		}
		assert_eq!(available(USDT), POOL - (324 + 324 + 100));
	});
}

#[test]
fn of_an_unknown_claim_is_refused() {
	execute_with_checks(|| {
		assert_noop!(collect(0, [0]), Error::<Test>::UnknownClaim);
	});
}

#[test]
fn of_nothing_is_refused() {
	execute_with_checks(|| {
		let claim = whole();
		assert_noop!(collect(claim, []), Error::<Test>::NoItems);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		let claim = whole();
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Insurance::collect_award(origin, claim, vec![0].try_into().unwrap());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn before_the_award_is_refused() {
	execute_with_checks(|| {
		let claim = Ask::new(500).filed();
		assert_noop!(collect(claim, [0]), Error::<Test>::NotAwarded);
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		assert_noop!(collect(claim, [0]), Error::<Test>::NotAwarded);
		terminate(SERIES);
		assert_noop!(collect(claim, [0]), Error::<Test>::NotAwarded);
	});
}

#[test]
fn of_a_claim_that_came_to_nothing_is_refused() {
	execute_with_checks(|| {
		let [rejected, void] = [SERIES, OTHER].map(|series| Ask::new(500).of(series).filed());
		vote(rejected, VoteOutcome::Rejected);
		resume(OTHER);
		for claim in [rejected, void] {
			assert_ok!(conclude(claim));
			assert_noop!(collect(claim, [0]), Error::<Test>::NotAwarded);
		}
	});
}

#[test]
fn is_possible_on_the_last_day_and_not_after() {
	execute_with_checks(|| {
		let claim = whole();
		pass(89);
		assert_ok!(collect(claim, [0]));
		pass(1);
		assert_noop!(collect(claim, [1]), Error::<Test>::Expired);
		assert_ok!(conclude(claim));
		assert_noop!(collect(claim, [1]), Error::<Test>::Expired);
		assert_eq!((usdt(ALICE), usdt(BOB)), (LOSS, 0));
	});
}

#[test]
fn of_what_was_sold_on_the_day_of_the_incident_or_later_fails_alone() {
	execute_with_checks(|| {
		let claim = whole();
		assert_ok!(collect(claim, [4, 0]));
		let expected =
			[failed(claim, 4, Error::<Test>::NotInsured), collected(claim, 0, ALICE, 400)];
		assert_eq!(events(), expected);
	});
	// Carol bought on day 94.
	for (day, insured) in [(94, false), (95, true)] {
		execute_with_checks(|| {
			let claim = Ask::new(HEADROOM).on(day).awarded();
			assert_ok!(collect(claim, [3]));
			assert_eq!(usdt(CAROL) > 0, insured);
		});
	}
}

#[test]
fn of_the_miner_s_own_fails_alone() {
	execute_with_checks(|| {
		let claim = whole();
		give(1, MINER);
		assert_ok!(collect(claim, [2, 1, 0]));
		let own = |item| failed(claim, item, Error::<Test>::MinersOwn);
		assert_eq!(events(), [own(2), own(1), collected(claim, 0, ALICE, LOSS)]);
		assert_eq!(usdt(MINER), 0);
	});
}

#[test]
fn of_what_the_miner_sold_on_pays_the_new_owner() {
	execute_with_checks(|| {
		let claim = whole();
		assert_ok!(collect(claim, [2]));
		give(2, STRANGER);
		assert_ok!(collect(claim, [2]));
		assert_eq!(usdt(STRANGER), FUNDS + LOSS);
	});
}

#[test]
fn twice_fails_alone_in_one_list_and_in_two() {
	execute_with_checks(|| {
		let claim = whole();
		let twice = || failed(claim, 0, Error::<Test>::AlreadyCollected);
		assert_ok!(collect(claim, [0, 0, 1]));
		let expected = [collected(claim, 0, ALICE, LOSS), twice(), collected(claim, 1, BOB, LOSS)];
		assert_eq!(events(), expected);
		assert_ok!(collect(claim, [0]));
		assert_eq!((events(), usdt(ALICE)), (vec![twice()], LOSS));
	});
}

#[test]
fn of_what_lost_nothing_fails_alone() {
	execute_with_checks(|| {
		change_cert(0, |cert| cert.instalments = 900);
		change_cert(1, |cert| (cert.days, cert.instalments) = (0, 0));
		let claim = Ask::new(500).awarded();
		events();
		assert_ok!(collect(claim, [0, 1]));
		let nothing = |item| failed(claim, item, Error::<Test>::NothingToCollect);
		assert_eq!(events(), [nothing(0), nothing(1)]);
		assert_eq!(Certs::get(SERIES, 0).unwrap().awards, 0);
	});
}

#[test]
fn of_less_than_one_unit_fails_alone() {
	execute_with_checks(|| {
		let claim = Ask::new(3).awarded();
		events();
		assert_ok!(collect(claim, [0]));
		assert_eq!(events(), [failed(claim, 0, Error::<Test>::NothingToCollect)]);
	});
}

#[test]
fn of_what_the_escrow_does_not_know_fails_alone() {
	execute_with_checks(|| {
		let claim = whole();
		assert_ok!(collect(claim, [77, 0]));
		let unknown = failed(claim, 77, DispatchError::CannotLookup);
		assert_eq!(events(), [unknown, collected(claim, 0, ALICE, LOSS)]);
	});
}

/// A blocked account stops nobody else, and is paid once it is thawed.
#[test]
fn to_a_blocked_account_fails_alone_and_stays_due() {
	execute_with_checks(|| {
		let claim = whole();
		block(ALICE);
		assert_ok!(collect(claim, [0, 1]));
		let blocked = failed(claim, 0, TokenError::Blocked);
		assert_eq!(events(), [blocked, collected(claim, 1, BOB, LOSS)]);
		assert_eq!((award_of(claim).paid, reserved(USDT)), (LOSS, ALL - LOSS));
		assert_eq!(Certs::get(SERIES, 0).unwrap().awards, 0);
		check();
		allow(ALICE);
		assert_ok!(collect(claim, [0]));
		assert_eq!(usdt(ALICE), 1 + LOSS);
	});
}

#[test]
fn of_less_than_an_account_must_hold_fails_alone_and_stays_due() {
	execute_with_checks(|| {
		// 149 for each, and an account has at least 150.
		let claim = Ask::new(4 * 149).paid_in(BTC).awarded();
		events();
		assert_ok!(collect(claim, [0]));
		assert_eq!(events(), [failed(claim, 0, TokenError::BelowMinimum)]);
		assert_eq!((award_of(claim).paid, reserved(BTC)), (0, 4 * 149));
		give(1, ALICE);
		assert_ok!(collect(claim, [0, 1]));
		assert_eq!(Money::balance(BTC, &ALICE), 0);
	});
	execute_with_checks(|| {
		let claim = Ask::new(4 * 150).paid_in(BTC).awarded();
		assert_ok!(collect(claim, [0]));
		assert_eq!(Money::balance(BTC, &ALICE), 150);
	});
}

#[test]
fn in_dmc_pays_accounts_that_are_gone_too() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).paid_in(DMC).awarded();
		give(0, 99);
		assert_ok!(collect(claim, [0, 1]));
		assert_eq!((dmc(99), dmc(BOB), reserved(DMC)), (LOSS, FUNDS + LOSS, 2 * LOSS));
	});
}

/// All that the pool holds is reserved for holders, and each share is there to the last unit.
#[test]
fn pays_the_last_unit_of_the_pool() {
	execute_with_checks(|| {
		give(2, STRANGER);
		Cap::set(&Permill::one());
		CollectDays::set(&100);
		let price = rates(26, 1, 5);
		let claim = Ask::new(POOL).at(price).awarded();
		assert_eq!((award_of(claim).amount, available(USDT)), (4 * 2_000, POOL - 8_000));
		// The first no longer counts for the cap of all miners.
		pass(90);
		let more = Ask::new(2_000).of(OTHER).at(price).awarded();
		assert_eq!(available(USDT), 0);
		assert_ok!(collect(claim, 0..4));
		assert_eq!((reserved(USDT), usdt(Insurance::account())), (2_000, 2_001));
		assert_ok!(collect(more, [0, 1, 3]));
		assert_eq!((reserved(USDT), usdt(Insurance::account())), (500, 501));
	});
}

#[test]
fn pays_a_hundred_certificates() {
	execute_with_checks(|| {
		for item in 100..200 {
			let owner = 1_000 + u64::from(item);
			let cert = Cert { owner, start: 90, days: 10, instalments: 400, awards: 0 };
			Certs::insert(SERIES, item, cert);
		}
		let claim = Ask::new(1_040).awarded();
		events();
		assert_ok!(collect(claim, 100..200));
		let all: Vec<_> =
			(100..200).map(|item| collected(claim, item, 1_000 + u64::from(item), 10)).collect();
		assert_eq!(events(), all);
	});
}
