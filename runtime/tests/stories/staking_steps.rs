//! The steps of staking: stakes, rewards, and the budget that they are paid of.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ItemId, NetworkId, SeriesId};
use dmex_runtime::CertificateStaking;
use pallet_certificate_staking::{Budget, Call, Owed, Stakes};
use sp_runtime::DispatchResult;

/// Emission of a day at genesis.
pub const EMISSION: Balance = 10_000 * DMC;

pub fn stake(who: &AccountId, series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(who.clone(), Call::stake { series, items: items(list) })
}

pub fn unstake(who: &AccountId, series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(who.clone(), Call::unstake { series, items: items(list) })
}

/// Anyone claims the rewards of stakes.
pub fn claim_rewards(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), Call::claim_rewards { series, items: items(list) })
}

pub fn fund_budget(who: &AccountId, amount: Balance) -> DispatchResult {
	act(who.clone(), Call::fund_budget { amount })
}

/// The council sets the weight of a network.
pub fn set_network_weight(network: NetworkId, weight: u32) -> DispatchResult {
	council(Call::set_network_weight { network, weight })
}

pub fn is_staked(series: SeriesId, item: ItemId) -> bool {
	Stakes::<Runtime>::contains_key(series, item)
}

/// Reward of a stake that is not paid yet.
pub fn reward(series: SeriesId, item: ItemId) -> Balance {
	CertificateStaking::stake_view(series, item).unwrap().reward
}

/// What is left to be emitted.
pub fn budget() -> Balance {
	Budget::<Runtime>::get()
}

/// What was emitted and is not paid.
pub fn owed() -> Balance {
	Owed::<Runtime>::get()
}

/// What the account of staking holds for others.
pub fn held_for_stakers() -> Balance {
	dmc(&rewards()) - EXISTENTIAL_DEPOSIT
}

/// Go on by a number of days of one block each, in which the miner need not pay: they are not live.
pub fn days_pass(days: u32) {
	for _ in 0..days {
		step(u64::from(BLOCKS_A_DAY), 0);
	}
}

/// Go on to the last block of this day.
pub fn to_the_last_block_of_the_day() {
	let passed = (System::block_number() - 1) % BLOCKS_A_DAY;
	to_block(System::block_number() + BLOCKS_A_DAY - 1 - passed);
}
