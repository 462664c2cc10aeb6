//! What each new day emits.

use super::*;

/// 3 and 7 do not divide 1,000: together the stakes get no more than was emitted, and the last one that leaves
/// leaves nothing behind.
#[test]
fn never_give_more_than_they_emit() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2]));
		assert_ok!(stake(BOB, OTHER, &[10, 11]));
		assert_ok!(stake(BOB, DUST, &(10..17).collect::<Vec<_>>()));
		pass(1);
		events();
		pass(5);
		let emitted = events().into_iter().map(|event| match event {
			Event::DayEmitted { amount, .. } => amount,
			other => panic!("{other:?}"),
		});
		let emitted: Vec<_> = emitted.collect();
		assert_eq!(emitted.len(), 5);
		// What division among pools leaves stays in the budget.
		assert!(emitted.iter().all(|amount| (999..=1_000).contains(amount)), "{emitted:?}");
		assert_eq!((budget() + owed(), owed()), (10_000, emitted.iter().sum()));
		assert_ok!(unstake(ALICE, SERIES, &[0, 1, 2]));
		assert_ok!(unstake(BOB, OTHER, &[10, 11]));
		assert_ok!(unstake(BOB, DUST, &(10..17).collect::<Vec<_>>()));
		let rewards = dmc(ALICE) + dmc(BOB) - 2 * FUNDS;
		assert_eq!((owed(), budget(), held()), (0, 10_000 - rewards, ED + 10_000 - rewards));
		assert!(rewards <= 5_000 && rewards > 5_000 - 5 - 12, "{rewards}");
	});
}

#[test]
fn are_told_with_what_they_emit() {
	execute_with_checks(|| {
		assert_ok!(fund(1_500));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(1);
		events();
		pass(1);
		assert_eq!(events(), [Event::DayEmitted { day: FIRST + 1, amount: 1_000 }]);
		pass(1);
		assert_eq!(events(), [Event::DayEmitted { day: FIRST + 2, amount: 500 }]);
		pass(1);
		assert_eq!(events(), []);
	});
}

#[test]
fn of_a_dry_budget_emit_nothing_until_it_is_filled_again() {
	execute_with_checks(|| {
		assert_ok!(fund(1_500));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(5);
		assert_eq!((reward(SERIES, 0), budget(), owed()), (1_500, 0, 1_500));
		assert_ok!(fund(700));
		// Rewards that were emitted are not touched by it, nor by the lack of it.
		assert_eq!((reward(SERIES, 0), budget(), owed()), (1_500, 700, 1_500));
		pass(1);
		assert_eq!((reward(SERIES, 0), budget(), owed()), (2_200, 0, 2_200));
		assert_ok!(claim(SERIES, &[0]));
		assert_eq!((dmc(ALICE), held()), (FUNDS + 2_200, ED));
	});
}

#[test]
fn without_stakes_emit_nothing() {
	execute_with_checks(|| {
		assert_ok!(fund(1_500));
		pass(3);
		assert_eq!((budget(), owed()), (1_500, 0));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		assert_eq!(reward(SERIES, 0), 1_000, "an earlier day was made good");
	});
}

#[test]
fn take_in_what_was_transferred_before_they_emit() {
	execute_with_checks(|| {
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(1);
		gift(700);
		assert_eq!(budget(), 0);
		events();
		pass(1);
		let taken = Event::BudgetTakenIn { amount: 700 };
		let emitted = Event::DayEmitted { day: FIRST + 1, amount: 700 };
		assert_eq!(events(), [taken, emitted]);
		assert_eq!((reward(SERIES, 0), budget(), held()), (700, 0, ED + 700));
	});
}

#[test]
fn emit_half_after_182_days() {
	execute_with_checks(|| {
		assert_ok!(fund(FUNDS / 2));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		let earned = || {
			let before = reward(SERIES, 0);
			pass(1);
			reward(SERIES, 0) - before
		};
		pass(HALVING_DAYS - 1);
		assert_eq!([earned(), earned(), earned()], [1_000, 500, 500]);
		assert_eq!(Today::get(), FIRST + HALVING_DAYS + 2);
		assert_eq!(Staking::staking_view().emission, 500);
	});
}

#[test]
fn emit_what_is_governed() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(1);
		for (daily, expected) in [(10, 10), (0, 10), (100, 110)] {
			DailyEmission::set(&daily);
			pass(1);
			assert_eq!(reward(SERIES, 0), expected);
		}
	});
}

#[test]
fn note_the_indices_of_all_pools() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(3);
		let index = |network, day| Indices::<Test>::get(network, day);
		assert_eq!([1, 2, 3].map(|day| index(0, FIRST + day)), [0, 100 * SCALE, 200 * SCALE]);
		assert!(Indices::<Test>::contains_key(1, FIRST + 3));
		assert_eq!(index(1, FIRST + 3), 0);
	});
}

#[test]
fn cost_the_same_for_any_number_of_stakes() {
	execute_with_checks(|| {
		assert_eq!(Staking::on_new_day(FIRST + 1).ref_time(), 620);
		assert_ok!(stake(ALICE, SERIES, &[0, 1, 2, 3]));
		assert_ok!(set_weight(7, 0));
		assert_eq!(Staking::on_new_day(FIRST + 2).ref_time(), 630);
		Today::set(&(FIRST + 2));
	});
}

/// Nobody can stake that much; others are not harmed.
#[test]
fn give_nothing_to_a_pool_whose_numbers_overflow() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_ok!(stake(BOB, OTHER, &[10]));
		pass(1);
		let mutate = |index| Pools::<Test>::mutate(1, |pool| pool.index = index);
		mutate(u128::MAX);
		Today::set(&(FIRST + 2));
		Staking::on_new_day(FIRST + 2);
		mutate(0);
		Indices::<Test>::insert(1, FIRST + 2, 0);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10), owed()), (750, 0, 750));
	});
}
