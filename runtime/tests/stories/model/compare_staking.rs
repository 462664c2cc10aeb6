//! Comparison of chain and model: stakes, pools and the budget.

use super::{
	chain::who,
	compare::{same, Check},
	naive::{Pauses, World},
};
use crate::world::Runtime;
use dmex_runtime::CertificateStaking;
use pallet_certificate_staking::{Budget, Owed, Pools, SeriesStakes, Stakes};
use std::collections::BTreeMap;

/// Number of networks that there can be.
const NETWORKS: usize = 16;

/// What is left to be emitted, and what was emitted and is not paid.
pub fn budget(world: &World) -> Check {
	let sums = (Budget::<Runtime>::get(), Owed::<Runtime>::get());
	same(|| "budget and rewards owed".into(), sums, (world.budget(), world.owed()))
}

/// Stakes, what each has earned, and the pools of networks.
pub fn stakes(world: &World) -> Check {
	let stored = Stakes::<Runtime>::iter().map(|(series, item, stake)| {
		let view = CertificateStaking::stake_view(series, item);
		let (reward, paused) = view.map_or((0, true), |view| (view.reward, view.paused));
		let known = (stake.units, stake.since, stake.end, stake.claimed);
		((series as usize, item), (who(&stake.staker), known, reward, paused))
	});
	let expected = world.stakes.iter().map(|((series, item), stake)| {
		let known = (stake.units, stake.since, stake.end, stake.claimed);
		let paused = world.pauses[series].since.is_some();
		((*series, *item), (stake.staker, known, stake.reward(), paused))
	});
	let (stored, expected): (BTreeMap<_, _>, BTreeMap<_, _>) =
		(stored.collect(), expected.collect());
	same(|| "stakes".into(), stored, expected)?;
	let pauses = SeriesStakes::<Runtime>::iter().map(|(series, record)| {
		let pauses = Pauses { ended: record.pauses.into(), since: record.paused };
		(series as usize, pauses)
	});
	same(|| "pauses".into(), pauses.collect::<BTreeMap<_, _>>(), world.pauses.clone())?;
	(0..NETWORKS).try_for_each(|network| pool(world, network))
}

fn pool(world: &World, network: usize) -> Check {
	let pool = Pools::<Runtime>::get(network as u32);
	let earning = world.units_on(network, world.today());
	let joining = world.units_on(network, u32::MAX) - earning;
	let units = (pool.weight, pool.units, pool.joining);
	let expected = (world.weight_of(network), earning, joining);
	same(|| format!("units of network {network}"), units, expected)?;
	let index = world.indices.get(&network).copied().unwrap_or_default();
	let parts = (pool.index, pool.accrued);
	same(|| format!("rewards of network {network}"), parts, (index, world.unpaid_of(network)))
}
