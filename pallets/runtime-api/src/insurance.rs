//! The answers about the insurance pool, its claims and awards.

use crate::{Evidence, Pool, Rates, ReferendumInfo};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Asset, Balance, ClaimId, Day, Name, SeriesId};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// The insurance pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct InsuranceInfo {
	/// Account of the pool.
	pub account: AccountId32,
	/// Pool by asset: DMC, every payment and reward asset, and any other with something reserved.
	pub pool: Vec<Pool>,
	/// Rules for claims that are filed now.
	pub rules: InsuranceRules,
	/// Number of live claims, of which something is still to happen.
	pub live_claims: u32,
	/// Live claims, the oldest first: all, or 100 of them in no particular choice if there are more.
	pub claims: Vec<ClaimInfo>,
}

/// The rules for claims that are filed now, and the bounds of their awards.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct InsuranceRules {
	/// Deposit of a claim while at most half of the places are taken, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
	/// Deposit of a claim that is filed now for a series of which no claim of a holder is voted on, in base
	/// units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub next_deposit: Balance,
	/// Minimum of the public nay votes with which a vote starts, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_seed: Balance,
	/// Public nay votes with which the vote on a claim for the whole pool starts, in base units of DMC; for a
	/// part of it, that part of them.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub seed_of_pool: Balance,
	/// Number of places: series for which holders have claims that are voted on at the same time.
	pub max_open: u32,
	/// Number of places that are taken.
	pub taken_places: u32,
	/// Maximum part of what is available that is awarded for one miner within `cap_days`, from 0 to
	/// 1.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub cap: FixedU128,
	/// Maximum part of what is available that is awarded for all miners together within `cap_days`, from
	/// 0 to 1.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub total_cap: FixedU128,
	/// Maximum value of a unit-day: this many times the last published average if the asset of income is
	/// asked for, otherwise this many times what the insured certificates paid for a unit and day.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub max_value: FixedU128,
	/// Number of days over which awards are limited.
	pub cap_days: Day,
	/// Number of days for which an award can be collected.
	pub collect_days: Day,
	/// Maximum number of days from the incident to the freeze.
	pub incident_days: Day,
}

/// A claim: a request that the pool pays for the loss of a series' holders.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ClaimInfo {
	/// Id of the claim.
	pub claim: ClaimId,
	/// Series that failed.
	pub series: SeriesId,
	/// Miner of the series.
	pub miner: AccountId32,
	/// Account that filed the claim; `None` if Admin did.
	pub claimant: Option<AccountId32>,
	/// Day of the incident: certificates first sold before it are insured.
	pub incident_day: Day,
	/// Cause of the loss, in words of the claimant.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub cause: Name,
	/// Evidence of the incident.
	pub evidence: Evidence,
	/// Asset of the award. Every amount but the deposit is in its base units.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Maximum that is asked for.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub asked: Balance,
	/// Exchange rates that value the loss.
	pub rates: Rates,
	/// Deposit of the claimant, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
	/// Day on which the claim was filed.
	pub filed_on: Day,
	/// Status of the claim.
	pub status: ClaimState,
	/// Referendum that decides the claim.
	pub referendum: ReferendumInfo,
	/// Amount that the pool reserves until the series is terminated or resumed; `None` unless the
	/// claim is approved.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub reserved: Option<Balance>,
	/// Loss that no award has paid for yet; `None` while the series is not terminated.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub loss: Option<Balance>,
	/// Award; `None` while there is none.
	pub award: Option<AwardInfo>,
}

/// The status of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ClaimState {
	/// The DMC holders vote on it.
	Voting,
	/// The vote passed. It waits until its series is terminated or resumed.
	Approved,
	/// Holders can collect their shares.
	Awarded,
	/// The time to collect is over, and the uncollected rest is the pool's again.
	Expired,
	/// The vote did not pass.
	Rejected,
	/// The claim has no effect: its series resumed, or there was nothing to award.
	Void,
}

/// The award of a claim, in base units of the claim's asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AwardInfo {
	/// Amount of the award.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub amount: Balance,
	/// Part of the amount that was paid.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub paid: Balance,
	/// First day on which the award can no longer be collected.
	pub expires_on: Day,
	/// Number of the award among those of the series, from 0.
	pub number: u8,
}

/// A page of claims.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ClaimsPage {
	/// Claims of this page, the oldest first.
	pub claims: Vec<ClaimInfo>,
	/// Cursor for the next page; `None` if this is the last.
	pub cursor: Option<ClaimId>,
}
