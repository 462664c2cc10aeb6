//! What is emitted each day: halved twice a year, never more than the budget has, and whoever filled it.

use crate::{
	people::*,
	scale::certificates::{opened, sell},
	staking_steps::*,
	steps::*,
	world::*,
};
use dmex_runtime::{parameters::dynamic_params::staking, CertificateStaking, RuntimeParameters};
use pallet_certificate_staking::{Event, StartDay};
use sp_runtime::MultiAddress;

/// Two days use it up; the third emits nothing, and the fourth what came meanwhile.
#[test]
fn a_dry_budget_is_refilled() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 12_345 * DMC));
		assert_emitted(Event::BudgetFunded { who: two(), amount: 12_345 * DMC });
		assert_ok!(stake(&alice(), series, &[0]));
		next_day();
		let mut expected = 0;
		for emitted in [10_000, 2_345, 0] {
			next_day();
			expected += emitted * DMC;
			assert_eq!(reward(series, 0), expected);
		}
		assert_eq!((budget(), owed()), (0, 12_345 * DMC));
		assert_ok!(fund_budget(&eve(), 4_000 * DMC));
		assert_eq!(budget(), 4_000 * DMC);
		next_day();
		assert_eq!(reward(series, 0), 16_345 * DMC);
		assert_ok!(unstake(&alice(), series, &[0]));
		assert_eq!((budget(), owed(), held_for_stakers()), (0, 0, 0));
	});
}

/// The council's spend, and whatever anybody transfers, counts from the next day on.
#[test]
fn what_is_transferred_is_taken_in_with_the_next_day() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(stake(&alice(), series, &[0]));
		let (asset, amount, beneficiary) = (Asset::Native, 50_000 * DMC, rewards());
		let spend = pallet_governance::Call::spend { asset, amount, beneficiary };
		let index = pallet_treasury::SpendCount::<Runtime>::get();
		assert_ok!(council(spend));
		to_day(today() + 2);
		assert_ok!(act(nobody(), pallet_treasury::Call::payout { index }));
		let dest = MultiAddress::Id(rewards());
		let gift = pallet_balances::Call::transfer_keep_alive { dest, value: 7 };
		assert_ok!(act(eve(), gift));
		assert_eq!((budget(), held_for_stakers(), reward(series, 0)), (0, amount + 7, 0));
		next_day();
		assert_emitted(Event::BudgetTakenIn { amount: amount + 7 });
		// What came before the day began may be emitted for the day that is over.
		assert_eq!((reward(series, 0), budget()), (EMISSION, amount + 7 - EMISSION));
	});
}

/// Over 190 days, one of which is not whole: until the 182nd after the chain began each day has the first
/// emission, and then half of it.
#[test]
fn the_emission_is_halved_after_182_days() {
	execute_with_checks(|| {
		let (plan, series) = opened(300);
		sell(&plan, series, 0, 1, &alice());
		assert_ok!(fund_budget(&one(), 2_500_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		let (first, start) = (today() + 1, StartDay::<Runtime>::get());
		assert_eq!(start, Some(FIRST_DAY));
		days_pass(200);
		let emission = |day: Day| if day < FIRST_DAY + 182 { EMISSION } else { EMISSION / 2 };
		let expected: Balance = (first..today()).map(emission).sum();
		assert!(emission(first) > emission(today()), "nothing was halved");
		assert_eq!(reward(series, 0), expected);
		assert_eq!(budget(), 2_500_000 * DMC - expected);
		assert_eq!(CertificateStaking::staking_view().emission, EMISSION / 2);
	});
}

/// The council lowers the emission, down to none.
#[test]
fn the_emission_is_governed() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		next_day();
		let mut expected = 0;
		for emission in [20_000, 1, 0, 1_000_000] {
			let emission = emission * DMC;
			let daily = staking::Parameters::DailyEmission(staking::DailyEmission, Some(emission));
			assert_ok!(set_parameter(RuntimeParameters::Staking(daily)));
			next_day();
			expected += emission.min(100_000 * DMC - expected);
			assert_eq!(reward(series, 0), expected);
		}
		assert_eq!(budget(), 0);
		let more =
			staking::Parameters::DailyEmission(staking::DailyEmission, Some(1_000_000 * DMC + 1));
		assert!(set_parameter(RuntimeParameters::Staking(more)).is_err());
	});
}

/// In after midnight and out before the next, or in before and out after: a day that was not staked as a whole
/// earns nothing, whatever the order of the calls around the emission.
#[test]
fn nobody_steps_in_for_an_emission_alone() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		next_day();
		let before = dmc(&bob());
		// Within a day.
		assert_ok!(stake(&bob(), series, &[1]));
		assert_ok!(unstake(&bob(), series, &[1]));
		// Over one midnight.
		assert_ok!(stake(&bob(), series, &[1]));
		next_day();
		assert_ok!(unstake(&bob(), series, &[1]));
		// Over the last block of a day and the first of the next, again and again.
		for _ in 0..3 {
			to_the_last_block_of_the_day();
			let day = today();
			assert_ok!(stake(&bob(), series, &[1]));
			next_block();
			assert_eq!(today(), day + 1);
			assert_ok!(unstake(&bob(), series, &[1]));
		}
		assert_eq!(dmc(&bob()), before);
		// None of it was at Alice's cost.
		assert!(reward(series, 0) >= 4 * EMISSION);
		assert_eq!(reward(series, 0), 100_000 * DMC - budget());
		assert_eq!(owed(), reward(series, 0));
	});
}

/// Two midnights are a whole day between them.
#[test]
fn a_whole_day_is_rewarded_from_its_first_block_to_its_last() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		let day = today() + 1;
		to_the_last_block_of_the_day();
		assert_ok!(stake(&alice(), series, &[0]));
		next_block();
		assert_eq!(today(), day);
		to_the_last_block_of_the_day();
		assert_eq!((today(), reward(series, 0)), (day, 0));
		next_block();
		assert_eq!(reward(series, 0), EMISSION);
		let before = dmc(&alice());
		assert_ok!(unstake(&alice(), series, &[0]));
		assert_eq!(dmc(&alice()), before + EMISSION);
	});
}

/// Thousands of small stakes: together never more than was emitted, and nobody's share is lost by more than
/// what division leaves.
#[test]
fn dust_by_the_thousand_is_neither_created_nor_lost() {
	execute_with_checks(|| {
		let (plan, series) = opened(60);
		let certificates = 1_001;
		sell(&plan, series, 0, certificates, &alice());
		assert_ok!(fund_budget(&one(), 30_000 * DMC));
		let all: Vec<_> = (0..certificates).collect();
		for some in all.chunks(100) {
			assert_ok!(stake(&alice(), series, some));
			forget_events();
		}
		to_day(today() + 3);
		assert_eq!(budget(), 10_000 * DMC);
		let before = dmc(&alice());
		// Half of them are claimed each day or not at all; it makes no difference.
		assert_ok!(claim_rewards(series, &(0..50).collect::<Vec<_>>()));
		next_day();
		let left = budget();
		for some in all.chunks(100) {
			assert_ok!(unstake(&alice(), series, some));
			forget_events();
		}
		let gained = dmc(&alice()) - before;
		let emitted = 30_000 * DMC - left;
		assert!(gained <= emitted && emitted - gained <= 2 * Balance::from(certificates));
		// What division left is emitted again.
		assert_eq!((owed(), budget()), (0, 30_000 * DMC - gained));
		assert_eq!(held_for_stakers(), budget());
	});
}
