//! Answers about staking: the budget, the pools, and each stake.

use crate::{people::*, staking_steps::*, steps::*, world::*};
use dmex_runtime::queries;
use dmex_runtime_api::*;

#[test]
fn staking_tells_budget_emission_and_pools() {
	execute_with_checks(|| {
		let told = queries::staking();
		assert_eq!((told.budget, told.owed, told.emission), (0, 0, 0));
		assert_eq!(told.start_day, Some(FIRST_DAY));
		let series = mine();
		assert_ok!(fund_budget(&two(), 15_000 * DMC));
		assert_eq!(queries::staking().emission, EMISSION);
		assert_ok!(stake(&alice(), series, &[0]));
		let pools = || {
			let mut pools: Vec<_> = queries::staking()
				.pools
				.iter()
				.map(|pool| (pool.network, pool.weight, pool.units, pool.joining))
				.collect();
			pools.sort_unstable();
			pools
		};
		assert_eq!(pools(), [(0, 100, 0, 0), (1, 10, 0, 10), (2, 1, 0, 0)]);
		next_day();
		assert_eq!(pools()[1], (1, 10, 10, 0));
		next_day();
		let told = queries::staking();
		assert_eq!((told.budget, told.owed), (5_000 * DMC, EMISSION));
		// No more than there is.
		assert_eq!(told.emission, 5_000 * DMC);
		let staking = queries::solvency().unwrap().staking;
		assert_eq!((staking.backing.due, staking.holds), (15_000 * DMC, true));
	});
}

#[test]
fn certificates_and_portfolios_tell_of_stakes() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		let since = today() + 1;
		assert_ok!(stake(&alice(), series, &[0]));
		to_day(since + 1);
		let info = |item| queries::certificate(series, item).unwrap();
		let stake = info(0).stake.unwrap();
		assert_eq!((stake.since, stake.reward, stake.paused), (since, EMISSION, false));
		assert_eq!((info(0).lock, info(1).stake), (Some(LockKind::Staked), None));
		let page = queries::portfolio(alice(), None, 100);
		let told = &page.stakes[0];
		assert_eq!((told.series, told.item, &told.staker), (series, 0, &alice()));
		assert_eq!((told.units, told.end, told.reward), (10, since + 59, EMISSION));
		assert_ok!(claim_rewards(series, &[0]));
		assert_eq!(info(0).stake.unwrap().reward, 0);
		assert_ok!(declare_event(series));
		assert_ok!(claim_rewards(series, &[0]));
		assert!(info(0).stake.unwrap().paused);
		assert_ok!(unstake(&alice(), series, &[0]));
		assert_eq!((info(0).stake, info(0).lock), (None, None));
		assert!(queries::portfolio(alice(), None, 100).stakes.is_empty());
	});
}
