//! Records of claims. Amounts are in base units of the claim's asset unless they say otherwise.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Asset, Balance, Day, Evidence, Name, PerUnit, ReferendumIndex, SeriesId};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{FixedU128, Permill};

/// [`Claim`] with the accounts of the runtime.
pub type ClaimOf<T> = Claim<<T as frame_system::Config>::AccountId>;

/// Maximum number of awards of a series: each has a bit in the record of a certificate.
pub const MAX_AWARDS: u32 = 16;
const _: () = assert!(MAX_AWARDS <= u16::BITS, "an award has no bit in a certificate");

/// Number of days within which the awards for one miner, and for all of them, are limited.
pub const CAP_DAYS: u32 = 90;

/// The values by which a loss is measured, in base units of the asset that is asked for.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Rates {
	/// The value of the income of one unit for one day.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub unit_day: FixedU128,
	/// The value of one base unit of the series' payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub payment: FixedU128,
	/// The value of one base unit of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub dmc: FixedU128,
}

/// Governed rules for claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimRules {
	/// Deposit of a claimant while at most half of the places are taken, in base units of DMC.
	pub deposit: Balance,
	/// The minimum of the public nay votes that a vote starts with, in base units of DMC.
	pub min_seed: Balance,
	/// The public nay votes that a vote on a claim for the whole pool starts with, in base units of DMC.
	pub seed_of_pool: Balance,
	/// Number of places: series for which holders have claims that are voted on at the same time.
	pub max_open: u32,
	/// Limits of awards. Each claim keeps those in force when it was filed.
	pub award: AwardRules,
}

/// Limits of an award, in amount, value and time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AwardRules {
	/// The fraction of the available pool that goes to the holders of one miner's certificates within
	/// [`CAP_DAYS`] days.
	pub cap: Permill,
	/// The fraction of the available pool that goes to the holders of all miners' certificates within
	/// [`CAP_DAYS`] days.
	pub total_cap: Permill,
	/// Maximum value of a unit-day in per cent: of the last published average if the award is in the
	/// reward asset, otherwise of what was paid for a unit and day.
	pub max_value: u32,
	/// Number of days for which an award can be collected.
	pub collect_days: u32,
}

/// A request that the pool makes good what the holders of a series lost.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Claim<AccountId> {
	/// The series that failed.
	pub series: SeriesId,
	/// The miner of the series.
	pub miner: AccountId,
	/// The holder who filed the claim; `None` if Admin did.
	pub claimant: Option<AccountId>,
	/// Deposit of the claimant, in base units of DMC.
	pub deposit: Balance,
	/// The day of the incident: certificates first sold before it are insured.
	pub incident_day: Day,
	/// Cause of the loss, UTF-8.
	pub cause: Name,
	/// Hash and place of the evidence.
	pub evidence: Evidence,
	/// Asset in which the award is paid.
	pub asset: Asset,
	/// The maximum amount that is asked for.
	pub asked: Balance,
	/// The values by which the loss is measured.
	pub rates: Rates,
	/// Limits of the award.
	pub rules: AwardRules,
	/// Number of freezes of the series when the claim was filed.
	pub freezes: u16,
	/// The day on which the claim was filed.
	pub filed_on: Day,
	/// The referendum that decides the claim.
	pub referendum: ReferendumIndex,
	/// The stage of the claim.
	pub status: ClaimStatus,
}

/// The stage of a claim.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum ClaimStatus {
	/// The DMC holders vote on the claim.
	#[codec(index = 0)]
	Voting,
	/// The claim passed its vote, and waits until the series is terminated or resumed.
	#[codec(index = 1)]
	Approved {
		/// The day of the approval.
		on: Day,
		/// Amount that the pool reserves for the claim.
		reserved: Balance,
	},
	/// The holders collect their shares.
	#[codec(index = 2)]
	Awarded(Award),
	/// The time to collect is over, and what was not collected is the pool's again.
	#[codec(index = 3)]
	Expired(Award),
	/// The vote rejected the claim.
	#[codec(index = 4)]
	Rejected,
	/// The claim comes to nothing: its series resumed, or there was nothing to award.
	#[codec(index = 5)]
	Void,
}

impl ClaimStatus {
	/// Whether something is still to happen with the claim.
	pub fn is_live(&self) -> bool {
		matches!(self, Self::Voting | Self::Approved { .. } | Self::Awarded(_))
	}

	/// The day of the approval, and the amount that counts from it for the cap of the miner.
	pub fn counted(&self) -> Option<(Day, Balance)> {
		match self {
			Self::Approved { on, reserved } => Some((*on, *reserved)),
			Self::Awarded(award) | Self::Expired(award) => Some((award.approved_on, award.amount)),
			_ => None,
		}
	}

	/// The award, once it is fixed.
	pub fn award(&self) -> Option<Award> {
		match self {
			Self::Awarded(award) | Self::Expired(award) => Some(award.clone()),
			_ => None,
		}
	}
}

/// The fraction of their loss, from 0 to 1, that no earlier award had made good when an award was
/// fixed, of certificates by first day: each entry is for the first days up to its own and after that
/// of the entry before.
pub type UncoveredFractions = BoundedVec<(Day, FixedU128), ConstU32<MAX_AWARDS>>;

/// Sum that the pool pays for a claim. Only `paid` ever changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Award {
	/// Sum of the award.
	pub amount: Balance,
	/// Sum of the shares that were paid.
	pub paid: Balance,
	/// Divisor of the shares: the sum of the days of insured certificates, each times the uncovered
	/// fraction of its loss, in 10⁻¹⁸.
	pub weight: u128,
	/// The uncovered fractions of losses, by first day.
	pub uncovered: UncoveredFractions,
	/// The last published average of the network when the award was fixed: base units of the reward
	/// asset per unit and day.
	pub average: PerUnit,
	/// Number of the award among those of the series, from 0.
	pub number: u8,
	/// The day on which the claim was approved.
	pub approved_on: Day,
	/// The first day on which the award can no longer be collected.
	pub expires_on: Day,
}

impl Award {
	/// Whether the bit of this award is set in a certificate's record of the awards collected for it.
	pub fn is_in(&self, awards: u16) -> bool {
		awards.checked_shr(self.number.into()).unwrap_or_default() & 1 == 1
	}
}

/// Amounts awarded by day, the oldest first, within the last [`CAP_DAYS`] days.
pub type RecentAwards = BoundedVec<(Day, Balance), ConstU32<CAP_DAYS>>;

/// Reason why a claim that was not rejected comes to nothing.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum VoidReason {
	/// The series resumed.
	#[codec(index = 0)]
	Resumed,
	/// No loss is uncovered, the caps left nothing, or the series has all the awards it may have.
	#[codec(index = 1)]
	NothingToAward,
}
