//! What the pool awards for one miner within 90 days.

use super::*;

/// What is set aside for a claim that asks for all.
fn set_aside(ask: Ask) -> Balance {
	status(ask.approved()).counted().unwrap().1
}

fn greedy() -> Ask {
	Ask::new(FUNDS).at(rates(1_000, 1, 5))
}

#[test]
fn is_a_part_of_what_the_pool_disposes_of() {
	execute_with_checks(|| {
		assert_eq!(set_aside(greedy()), ROOM);
		// 20 % of 8,000, all of it given.
		assert_eq!(set_aside(greedy()), 0);
	});
}

#[test]
fn is_rounded_down() {
	for (more, room) in [(4, ROOM), (5, ROOM + 1)] {
		execute_with_checks(|| {
			assert_ok!(contribute(STRANGER, USDT, more));
			assert_eq!(set_aside(greedy()), room);
		});
	}
}

#[test]
fn bounds_what_is_asked_on_both_sides() {
	for (asked, given) in [(ROOM - 1, ROOM - 1), (ROOM, ROOM), (ROOM + 1, ROOM)] {
		execute_with_checks(|| assert_eq!(set_aside(Ask::new(asked)), given));
	}
}

#[test]
fn is_of_one_miner_over_all_its_series_and_claims() {
	execute_with_checks(|| {
		assert_eq!(set_aside(Ask::new(300)), 300);
		// 20 % of 9,700, less 300.
		let second = greedy().of(SECOND);
		assert_eq!(set_aside(second), 1_640);
		// 20 % of 8,060, less 1,940.
		assert_eq!(set_aside(greedy()), 0);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(FROZEN, 1_940)]);
	});
}

#[test]
fn of_another_miner_is_its_own() {
	execute_with_checks(|| {
		assert_eq!(set_aside(greedy()), ROOM);
		assert_eq!(set_aside(greedy().of(OTHER)), (POOL - ROOM) / 5);
	});
}

#[test]
fn of_another_asset_is_its_own() {
	execute_with_checks(|| {
		assert_eq!(set_aside(greedy()), ROOM);
		assert_eq!(set_aside(greedy().paid_in(BTC)), ROOM);
		assert_eq!(set_aside(greedy().paid_in(DMC).at(rates(1_000, 1, 1))), ROOM);
	});
}

#[test]
fn counts_the_last_90_days() {
	for (days, room) in [(89, 0), (90, (POOL - ROOM) / 5)] {
		execute_with_checks(|| {
			greedy().approved();
			pass(days);
			assert_eq!(set_aside(greedy()), room);
		});
	}
}

#[test]
fn slides_day_by_day() {
	execute_with_checks(|| {
		assert_eq!(set_aside(Ask::new(700)), 700);
		pass(45);
		assert_eq!(set_aside(Ask::new(500)), 500);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(100, 700), (145, 500)]);
		pass(45);
		// 20 % of 8,800, less the 500 of day 145.
		assert_eq!(set_aside(greedy()), 1_260);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(145, 500), (190, 1_260)]);
	});
}

#[test]
fn counts_every_one_of_90_days() {
	execute_with_checks(|| {
		for _ in 0..100 {
			assert_eq!(set_aside(Ask::new(1)), 1);
			pass(1);
		}
		let recent = Recent::<Test>::get(MINER, USDT);
		assert_eq!((recent.len(), recent[0], recent[89]), (90, (110, 1), (199, 1)));
	});
}

#[test]
fn does_not_count_what_was_released() {
	execute_with_checks(|| {
		let claim = greedy().approved();
		resume(SERIES);
		assert_ok!(conclude(claim));
		freeze_again(SERIES);
		assert_eq!(set_aside(greedy()), ROOM);
	});
}

#[test]
fn counts_what_was_awarded_and_not_what_was_released_of_it() {
	execute_with_checks(|| {
		let claim = Ask::new(ROOM).awarded();
		assert_eq!(award_of(claim).amount, ALL);
		// 20 % of 8,400, less 1,600.
		assert_eq!(set_aside(greedy().of(SECOND)), 80);
	});
}

/// Released after its day no longer counts: nothing else is forgotten.
#[test]
fn forgets_nothing_of_other_days() {
	execute_with_checks(|| {
		let old = Ask::new(1_000).of(SECOND).approved();
		pass(90);
		let new = Ask::new(700).approved();
		resume(SECOND);
		assert_ok!(conclude(old));
		assert_eq!(status(old), ClaimStatus::Void);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(190, 700)]);
		resume(SERIES);
		assert_ok!(conclude(new));
		assert_eq!(Recent::<Test>::iter().count(), 0);
	});
}

/// What was not collected was awarded all the same.
#[test]
fn counts_awards_that_expired() {
	execute_with_checks(|| {
		CollectDays::set(10);
		let claim = Ask::new(ALL).awarded();
		pass(10);
		assert_ok!(conclude(claim));
		assert_eq!(disposable(USDT), POOL);
		assert_eq!(set_aside(greedy().of(SECOND)), ROOM - ALL);
	});
}

#[test]
fn is_that_of_the_day_the_claim_was_filed() {
	execute_with_checks(|| {
		let claim = greedy().filed();
		Cap::set(Permill::from_percent(1));
		let later = greedy().of(OTHER).filed();
		Cap::set(Permill::one());
		for claim in [claim, later] {
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
		}
		let given = [claim, later].map(|claim| status(claim).counted().unwrap().1);
		assert_eq!(given, [ROOM, (POOL - ROOM) / 100]);
	});
}

#[test]
fn never_gives_deposits_or_awards_of_others_away() {
	execute_with_checks(|| {
		Cap::set(Permill::one());
		let deposits = [0, 1].map(|_| Ask::new(1).filed());
		let greedy = greedy().paid_in(DMC).at(rates(1_000, 1, 1));
		assert_eq!(set_aside(greedy.clone()), POOL);
		assert_eq!(set_aside(greedy.of(OTHER)), 0);
		assert_eq!((reserved(DMC), disposable(DMC)), (POOL + 2 * DEPOSIT, 0));
		for claim in deposits {
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
		}
		assert_eq!((dmc(ALICE), reserved(DMC)), (FUNDS, POOL));
	});
}
