//! The answers about staking.

use crate::CertificateStaking;
use dmex_primitives::{ItemId, Lock, SeriesId};
use dmex_runtime_api::{StakeInfo, StakedInfo, StakingInfo};

/// The budget, what is owed to stakers, and the pools.
pub fn staking() -> StakingInfo {
	CertificateStaking::staking_view()
}

/// The stake of a certificate, with its staker.
pub fn staked(series: SeriesId, item: ItemId) -> Option<StakedInfo> {
	CertificateStaking::stake_view(series, item)
}

/// The stake that locks a certificate.
pub fn stake(series: SeriesId, item: ItemId, lock: Option<Lock>) -> Option<StakeInfo> {
	if lock != Some(Lock::Staked) {
		return None;
	}
	let StakedInfo { since, reward, paused, .. } = staked(series, item)?;
	Some(StakeInfo { since, reward, paused })
}
