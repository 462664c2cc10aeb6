//! The answers about the insurance pool: what it has, what is asked of it, and what it awards.

use crate::ReferendumInfo;
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use dmex_primitives::{Asset, Balance, ClaimId, Day, SeriesId};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// The insurance pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct InsuranceInfo {
	/// Its account.
	pub account: AccountId32,
	/// What it has: of DMC, of every payment and reward asset, and of whatever else it keeps for
	/// others.
	pub pool: Vec<PoolInfo>,
	/// What claims filed now must meet.
	pub rules: InsuranceRules,
	/// The claims of which something is still to happen, the oldest first, 100 at most.
	pub claims: Vec<ClaimInfo>,
}

/// The pool in one asset, in its base units.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PoolInfo {
	/// The asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// What the account holds.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub balance: Balance,
	/// What it keeps for others: the deposits of claims that are voted on, what is set aside for
	/// approved ones, and what of awards is not collected.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub reserved: Balance,
	/// What it can dispose of: the rest, less the least that lets the account exist.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub disposable: Balance,
	/// What a claim approved now would get at most, if nothing was awarded lately for its miner.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub cap: Balance,
}

/// What claims filed now must meet, and how their awards are bounded.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct InsuranceRules {
	/// What a claimant puts down, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub deposit: Balance,
	/// The votes against it that each vote starts with, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub seed: Balance,
	/// How many claims may be voted on at once.
	pub max_open: u32,
	/// How many are now.
	pub open_votes: u32,
	/// The part of what the pool can dispose of that goes to the holders of one miner's certificates
	/// within `cap_days`, from 0 to 1.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub cap: FixedU128,
	/// The days over which awards for one miner are limited.
	pub cap_days: Day,
	/// The days for which an award can be collected.
	pub collect_days: Day,
	/// How many days before the freeze the incident lies at most.
	pub incident_days: Day,
}

/// A request that the pool makes good what the holders of a series lost.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ClaimInfo {
	/// The claim.
	pub claim: ClaimId,
	/// The series that failed.
	pub series: SeriesId,
	/// Its miner.
	pub miner: AccountId32,
	/// Who filed it; `None` if Admin did.
	pub claimant: Option<AccountId32>,
	/// The day of the incident: certificates first sold before it are covered.
	pub incident_day: Day,
	/// What happened.
	pub cause: String,
	/// Where the evidence lies.
	pub evidence: EvidenceInfo,
	/// What the award is paid in; every amount but the deposit is in its base units.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// The most that is asked for.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub asked: Balance,
	/// What the loss is measured with.
	pub rates: RatesInfo,
	/// What the claimant put down, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub deposit: Balance,
	/// The day it was filed.
	pub filed_on: Day,
	/// What became of it.
	pub status: ClaimState,
	/// The referendum that decides it.
	pub referendum: ReferendumInfo,
	/// What the pool keeps for it until its series ends or goes on; `None` unless it is approved.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
	pub set_aside: Option<Balance>,
	/// What of the loss no award has made good by now; `None` while its series is not terminated.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
	pub loss: Option<Balance>,
	/// The award, once there is one.
	pub award: Option<AwardInfo>,
}

/// Where evidence lies.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct EvidenceInfo {
	/// The hash of the document.
	#[cfg_attr(feature = "std", serde(with = "crate::json::hash"))]
	pub hash: [u8; 32],
	/// Where it is found.
	pub uri: String,
}

/// What a loss is measured with, in base units of the asset that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct RatesInfo {
	/// The value of the income of one unit for one day.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub unit_day: FixedU128,
	/// The value of one base unit of the series' payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub payment: FixedU128,
	/// The value of one base unit of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub dmc: FixedU128,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ClaimState {
	/// The holders of DMC vote on it.
	Voting,
	/// It passed, and waits for its series to end or to go on.
	Approved,
	/// Holders collect their shares.
	Awarded,
	/// The time for that is over, and what was not collected is the pool's again.
	Expired,
	/// The vote turned it down.
	Rejected,
	/// It came to nothing: its series went on, or there was nothing to be awarded.
	Void,
}

/// What the pool pays for a claim, in base units of the claim's asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AwardInfo {
	/// In all.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub amount: Balance,
	/// What of it was paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub paid: Balance,
	/// The first day on which it can no longer be collected.
	pub until: Day,
	/// Which of the series' awards it is, from 0.
	pub number: u8,
}

/// A page of claims.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ClaimsPage {
	/// The claims of this page, the oldest first.
	pub claims: Vec<ClaimInfo>,
	/// Where the next page begins; `None` if this is the last.
	pub cursor: Option<ClaimId>,
}

/// What a certificate gets, or got, of an award of its series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateAward {
	/// The claim.
	pub claim: ClaimId,
	/// What the award is paid in.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// What its owner can collect now, in base units of the asset; `None` if it was collected.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
	pub collectable: Option<Balance>,
	/// Whether it was collected.
	pub collected: bool,
	/// The first day on which it can no longer be collected.
	pub until: Day,
}
