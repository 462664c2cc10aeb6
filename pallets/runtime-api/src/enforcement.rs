//! The answers about miners that fail: judged days, freezes, terminations, payouts; and about what
//! the chain holds for others.

use crate::ReferendumInfo;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use dmex_primitives::{Asset, Balance, Day};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// The judged days among the last thirty settled ones, since the clocks of the series started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct WindowInfo {
	/// How many.
	pub days: u32,
	/// What they paid together, of each day at most 110 % of what was expected, in base units of
	/// the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub paid: Balance,
	/// What was expected of them, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub expected: Balance,
	/// How many of them were paid late.
	pub late: u32,
}

/// What the ledger of a series proves against its miner: anyone may report it now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", rename_all_fields = "camelCase")
)]
pub enum BreachInfo {
	/// The oldest unsettled day is unpaid.
	Late {
		/// Open days that ended since it was over.
		open_days: u32,
	},
	/// Judged days in a row were low.
	LowRun {
		/// How many.
		days: u32,
	},
	/// The judged days of the last thirty paid too little together.
	LowWindow {
		/// How many there are.
		days: u32,
		/// What they paid, of each day at most 110 % of what was expected, in base units of the
		/// reward asset.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		paid: Balance,
		/// What was expected of them, in base units of the reward asset.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		expected: Balance,
	},
	/// Too many of the judged days of the last thirty were paid late.
	LateWindow {
		/// How many.
		days: u32,
	},
}

/// Whether the income of a series is settled and released.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum SeriesState {
	/// It is.
	Open,
	/// Income is settled; what it releases waits.
	Frozen(FreezeInfo),
	/// Ended by a vote: what was not released is refunded.
	Terminated(TerminationInfo),
}

/// Why a series was frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum FreezeCause {
	/// Its ledger proved a breach.
	Breach,
	/// An event at the miner's site was declared.
	Event,
}

/// A freeze that is not over.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct FreezeInfo {
	/// Why.
	pub cause: FreezeCause,
	/// The day it began.
	pub since: Day,
	/// The last day that was settled before it: what later days release waits.
	pub cut: Day,
	/// The vote on it, once there is one.
	pub referendum: Option<ReferendumInfo>,
	/// What waits, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub waiting: Balance,
}

/// How a series was ended by a vote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct TerminationInfo {
	/// Why it had been frozen.
	pub cause: FreezeCause,
	/// The day it ended.
	pub on: Day,
	/// The last day whose release is the miner's.
	pub cut: Day,
	/// The slashed pledge that its holders share, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub slash: Balance,
	/// The days, times certificates, by which they share it: those never settled.
	pub cert_days_left: u64,
}

/// How far a payout has come: a walk over the certificates of a series that pays each what it is
/// due, without anyone asking.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PayoutInfo {
	/// Certificates it has come to.
	pub looked: u32,
	/// Of so many.
	pub of: u32,
	/// Certificates to come.
	pub pending: u32,
	/// Whether another walk follows, because days were settled meanwhile.
	pub again: bool,
}

/// What the chain's accounts hold for others, against what they must hold.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct SolvencyInfo {
	/// Whether every account holds what it must.
	pub holds: bool,
	/// The escrow account by asset: what of each deposit is neither released (what waits is not)
	/// nor refunded, the shares of slashed pledges, and payments that could not be made.
	pub escrow: Vec<CoverageInfo>,
	/// The income account by asset: the income that was not claimed.
	pub income: Vec<CoverageInfo>,
	/// The market's account by asset: bids and offers that stand, and payments that could not be
	/// made.
	pub market: Vec<CoverageInfo>,
	/// The insurance pool's account by asset: the deposits of claims that are voted on, what is set
	/// aside for approved ones, and what of awards is not collected.
	pub insurance: Vec<CoverageInfo>,
	/// The registry's account: pledges, and the deposits of applications.
	pub pledges: CoverageInfo,
}

/// What an account holds of an asset, and what it must hold, in base units.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CoverageInfo {
	/// The asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// What the account holds.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub held: Balance,
	/// What it must hold.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub due: Balance,
	/// Whether it does.
	pub holds: bool,
}
