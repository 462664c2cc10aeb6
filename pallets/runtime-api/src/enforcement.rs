//! The answers about freezes, terminations and payouts, and about what the chain holds for others.

use crate::{Backing, FreezeCause, ReferendumInfo};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Balance, Day};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// Whether the income of a series is settled and released.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum SeriesState {
	/// Income is settled and released.
	Open,
	/// Income is settled, and releases are pending.
	Frozen(FreezeInfo),
	/// A vote terminated the series: unreleased deposits are refunded.
	Terminated(TerminationInfo),
}

/// A freeze that is not over.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct FreezeInfo {
	/// Cause of the freeze.
	pub cause: FreezeCause,
	/// Day on which the freeze began.
	pub since: Day,
	/// Last day that was settled before the freeze: the releases of later days are pending.
	pub cutoff: Day,
	/// Vote on the freeze; `None` while there is none.
	pub referendum: Option<ReferendumInfo>,
	/// Releases pending so far, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pending_release: Balance,
}

/// A termination: the end of a series by a vote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct TerminationInfo {
	/// Cause of the freeze before.
	pub cause: FreezeCause,
	/// Day on which the series was terminated.
	pub on: Day,
	/// Last day whose release is the miner's.
	pub cutoff: Day,
	/// Number of certificates that had not ended by the cutoff day, each of which is refunded.
	pub certificates: u32,
	/// Slashed pledges of these certificates, in base units of DMC: to each holder that of its own;
	/// zero after an event.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub slash: Balance,
}

/// The progress of a payout: a walk over the certificates of a series that pays each what is due,
/// without a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PayoutInfo {
	/// Number of certificates that were visited.
	pub visited: u32,
	/// Number of sold certificates that exist now. Those that the walk paid out and burnt are visited and
	/// not among them.
	pub certificates: u32,
	/// Whether another walk follows, because days were settled meanwhile.
	pub requeue: bool,
}

/// Backing of what the chain's accounts hold for others.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct SolvencyInfo {
	/// Whether every account holds what it must.
	pub holds: bool,
	/// Escrow account by asset: deposits that are neither released nor refunded (the `escrowed` of all
	/// series), including pending releases; slashed pledges that are not paid out; and credits.
	pub escrow: Vec<BackingInfo>,
	/// Income account by asset: income that was distributed and not claimed (the `incomeHeld` of all
	/// series). It is at least what `claim_income` would pay for all certificates now; the rest was left
	/// by divisions.
	pub income: Vec<BackingInfo>,
	/// Account of the market by asset: bids, offers and their deposits, and credits.
	pub market: Vec<BackingInfo>,
	/// Account of the insurance pool by asset: deposits of claims that are voted on, reserves for
	/// approved claims, and the uncollected rest of awards.
	pub insurance: Vec<BackingInfo>,
	/// Account of loans by asset: principals and deposits of offers of loans, collateral in money, and
	/// credits. It also holds what was paid for loans and is not in their books yet.
	pub lending: Vec<BackingInfo>,
	/// Account of staking: the budget, rewards that are not paid, and credits.
	pub staking: BackingInfo,
	/// Account of the registry: pledges, and deposits of applications.
	pub pledges: BackingInfo,
	/// Account of the certificates: deposits of series, and credits.
	pub series_deposits: BackingInfo,
}

/// An account that holds an asset for others.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct BackingInfo {
	/// Amount that the account holds, and the amount that it must hold.
	#[cfg_attr(feature = "std", serde(flatten))]
	pub backing: Backing,
	/// Whether the account holds what it must.
	pub holds: bool,
}

impl From<Backing> for BackingInfo {
	fn from(backing: Backing) -> Self {
		Self { holds: backing.holds(), backing }
	}
}
