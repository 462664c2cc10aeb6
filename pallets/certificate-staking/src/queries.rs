//! Answers for clients and tools. No call uses any of them.

use crate::{
	rewards::SCALE, Budget, Config, Owed, Pallet, Pool, Pools, SeriesStakes, Stake, Stakes,
	StartDay,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	Asset, Backing, Balance, Clock, Day, ItemId, NetworkId, SeriesId, Units, MAX_NETWORKS,
};
use frame_support::traits::fungible::Inspect;
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// A staked certificate.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct StakeView<AccountId> {
	/// The series.
	pub series: SeriesId,
	/// The certificate.
	pub item: ItemId,
	/// The holder, whose rewards they are.
	pub staker: AccountId,
	/// Units of the certificate.
	pub units: Units,
	/// The first day that earns.
	pub since: Day,
	/// Last day of the certificate, the last one that earns.
	pub end: Day,
	/// Reward that can be claimed now, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub reward: Balance,
	/// Reward that was paid, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub claimed: Balance,
	/// Whether the stakes of the series earn nothing, because it was frozen.
	pub paused: bool,
}

/// The staked units of a network.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PoolView {
	/// The network.
	pub network: NetworkId,
	/// Weight of a unit in the emission of a day.
	pub weight: u32,
	/// Units that earn in the day in progress.
	pub units: Units,
	/// Units that earn from tomorrow on.
	pub joining: Units,
}

/// Budget, emission and pools.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct StakingView {
	/// Amount that is left to be emitted, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub budget: Balance,
	/// Amount that was emitted and is not paid, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub owed: Balance,
	/// Emission of the day in progress if anything is staked, in base units of DMC; at most the budget.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub emission: Balance,
	/// The day from which the halvings of the emission count; `None` before the first day.
	pub start_day: Option<Day>,
	/// The networks with a weight or with stakes, by id.
	pub pools: Vec<PoolView>,
}

impl<T: Config> Pallet<T> {
	/// A stake; `None` if the certificate is not staked. Reads its three records, and two indices for each
	/// pause of its series.
	pub fn stake_view(series: SeriesId, item: ItemId) -> Option<StakeView<T::AccountId>> {
		let stake = Stakes::<T>::get(series, item)?;
		let record = SeriesStakes::<T>::get(series)?;
		let (_, earned) = Self::given_and_earned(&stake, &record, &Self::pool_of(&record)).ok()?;
		let reward = (earned / SCALE).saturating_sub(stake.claimed);
		let Stake { staker, units, since, end, claimed } = stake;
		let paused = record.paused.is_some();
		Some(StakeView { series, item, staker, units, since, end, reward, claimed, paused })
	}

	/// Budget, emission and pools.
	pub fn staking_view() -> StakingView {
		let mut pools: Vec<_> = Pools::<T>::iter()
			.take(MAX_NETWORKS as usize)
			.map(|(network, Pool { weight, units, joining, .. })| PoolView {
				network,
				weight,
				units,
				joining,
			})
			.collect();
		pools.sort_unstable_by_key(|pool| pool.network);
		StakingView {
			budget: Budget::<T>::get(),
			owed: Owed::<T>::get(),
			emission: Self::emission_of(T::Clock::today()),
			start_day: StartDay::<T>::get(),
			pools,
		}
	}

	/// DMC of the account, against budget, rewards that are not paid, and credits of stakers.
	pub fn backing() -> Backing {
		Backing {
			asset: Asset::Native,
			held: T::Currency::balance(&Self::account()),
			due: Self::due().unwrap_or(Balance::MAX),
		}
	}
}
