//! The answers about staking.

use crate::{StakeView, StakingView};
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Balance, Day};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::AccountId32;

/// Staking: its budget, what it owes, and the pools of the networks.
pub type StakingInfo = StakingView;

/// A stake with its certificate and its staker.
pub type StakedInfo = StakeView<AccountId32>;

/// The stake of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct StakeInfo {
	/// First day for which the stake earns.
	pub since: Day,
	/// Reward that `CertificateStaking.claim_rewards` would pay now, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub reward: Balance,
	/// Whether the stake earns nothing for now, because its series is frozen.
	pub paused: bool,
}
