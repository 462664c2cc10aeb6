//! What the pool awards for one miner within 90 days.

use super::*;

/// What is reserved for a claim that asks for all.
fn reserved(ask: Ask) -> Balance {
	status(ask.approved()).counted().unwrap().1
}

fn greedy() -> Ask {
	Ask::new(FUNDS).at(rates(1_000, 1, 5))
}

#[test]
fn is_a_part_of_what_is_available() {
	execute_with_checks(|| {
		assert_eq!(reserved(greedy()), HEADROOM);
		// 20 % of 8,000, all of it given.
		assert_eq!(reserved(greedy()), 0);
	});
}

#[test]
fn bounds_what_is_asked_on_both_sides() {
	for (asked, given) in
		[(HEADROOM - 1, HEADROOM - 1), (HEADROOM, HEADROOM), (HEADROOM + 1, HEADROOM)]
	{
		execute_with_checks(|| assert_eq!(reserved(Ask::new(asked)), given));
	}
}

#[test]
fn is_of_one_miner_over_all_its_series_and_claims() {
	execute_with_checks(|| {
		assert_eq!(reserved(Ask::new(300)), 300);
		// 20 % of 9,700, less 300.
		let second = greedy().of(SECOND);
		assert_eq!(reserved(second), 1_640);
		// 20 % of 8,060, less 1,940.
		assert_eq!(reserved(greedy()), 0);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(FROZEN, 1_940)]);
	});
}

#[test]
fn of_another_miner_is_its_own() {
	execute_with_checks(|| {
		assert_eq!(reserved(greedy()), HEADROOM);
		assert_eq!(reserved(greedy().of(OTHER)), (POOL - HEADROOM) / 5);
	});
}

#[test]
fn of_another_asset_is_its_own() {
	execute_with_checks(|| {
		assert_eq!(reserved(greedy()), HEADROOM);
		assert_eq!(reserved(greedy().paid_in(BTC)), HEADROOM);
		assert_eq!(reserved(greedy().paid_in(DMC).at(rates(1_000, 1, 1))), HEADROOM);
	});
}

#[test]
fn slides_day_by_day() {
	execute_with_checks(|| {
		assert_eq!(reserved(Ask::new(700)), 700);
		pass(45);
		assert_eq!(reserved(Ask::new(500)), 500);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(100, 700), (145, 500)]);
		pass(45);
		// 20 % of 8,800, less the 500 of day 145.
		assert_eq!(reserved(greedy()), 1_260);
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(145, 500), (190, 1_260)]);
	});
}

#[test]
fn counts_every_one_of_90_days() {
	execute_with_checks(|| {
		for _ in 0..100 {
			assert_eq!(reserved(Ask::new(1)), 1);
			pass(1);
		}
		let recent = Recent::<Test>::get(MINER, USDT);
		assert_eq!((recent.len(), recent[0], recent[89]), (90, (110, 1), (199, 1)));
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
		CollectDays::set(&10);
		let claim = Ask::new(ALL).awarded();
		pass(10);
		assert_ok!(conclude(claim));
		assert_eq!(available(USDT), POOL);
		assert_eq!(reserved(greedy().of(SECOND)), HEADROOM - ALL);
	});
}

#[test]
fn is_that_of_the_day_the_claim_was_filed() {
	execute_with_checks(|| {
		let claim = greedy().filed();
		Cap::set(&Permill::from_percent(1));
		let later = greedy().of(OTHER).filed();
		Cap::set(&Permill::one());
		for claim in [claim, later] {
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
		}
		let given = [claim, later].map(|claim| status(claim).counted().unwrap().1);
		assert_eq!(given, [HEADROOM, (POOL - HEADROOM) / 100]);
	});
}

mod of_all_miners {
	use super::*;

	/// At most 30 % for all, and 20 % for each.
	fn limited() {
		TotalCap::set(&Permill::from_percent(30));
	}

	#[test]
	fn is_one_for_all_of_them() {
		execute_with_checks(|| {
			limited();
			assert_eq!(reserved(greedy()), HEADROOM);
			// 30 % of 8,000, less 2,000.
			assert_eq!(reserved(greedy().of(OTHER)), 400);
			let days = [(FROZEN, HEADROOM + 400)];
			assert_eq!(RecentTotals::<Test>::get(USDT).to_vec(), days);
			assert_eq!(Recent::<Test>::get(OTHER_MINER, USDT).to_vec(), [(FROZEN, 400)]);
		});
	}

	#[test]
	fn bounds_what_is_asked_on_both_sides() {
		for (asked, given) in [(399, 399), (400, 400), (401, 400)] {
			execute_with_checks(|| {
				limited();
				assert_eq!(reserved(greedy()), HEADROOM);
				assert_eq!(reserved(greedy().of(OTHER).amounts(asked)), given);
			});
		}
	}

	#[test]
	fn of_another_asset_is_its_own() {
		execute_with_checks(|| {
			TotalCap::set(&Permill::from_percent(10));
			assert_eq!(reserved(greedy()), POOL / 10);
			assert_eq!(reserved(greedy().of(OTHER).paid_in(BTC)), POOL / 10);
			assert_eq!(reserved(greedy().of(OTHER)), 0);
		});
	}

	#[test]
	fn slides_day_by_day() {
		execute_with_checks(|| {
			TotalCap::set(&Permill::from_percent(10));
			assert_eq!(reserved(Ask::new(700)), 700);
			pass(89);
			// 10 % of 9,300, less 700.
			assert_eq!(reserved(greedy().of(OTHER)), 230);
			pass(1);
			// 10 % of 9,070, less 230.
			assert_eq!(reserved(greedy().of(OTHER)), 677);
			assert_eq!(RecentTotals::<Test>::get(USDT).to_vec(), [(189, 230), (190, 677)]);
		});
	}

	#[test]
	fn counts_no_more_what_is_released() {
		execute_with_checks(|| {
			limited();
			let claim = greedy().approved();
			resume(SERIES);
			assert_ok!(conclude(claim));
			assert_eq!(RecentTotals::<Test>::iter().count(), 0);
			assert_eq!(reserved(greedy().of(OTHER)), HEADROOM);
		});
	}

	#[test]
	fn is_that_of_the_day_the_claim_was_filed() {
		execute_with_checks(|| {
			TotalCap::set(&Permill::from_percent(1));
			let claim = greedy().filed();
			TotalCap::set(&Permill::one());
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
			assert_eq!(status(claim).counted(), Some((FROZEN, POOL / 100)));
		});
	}
}
