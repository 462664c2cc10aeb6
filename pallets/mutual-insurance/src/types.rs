//! What is stored about claims. Amounts are in base units of the claim's asset unless they say
//! otherwise.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Asset, Balance, Day, Evidence, ItemId, Name, ReferendumIndex, SeriesId};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{FixedU128, Permill};

/// [`Claim`] with the accounts of the runtime.
pub type ClaimOf<T> = Claim<<T as frame_system::Config>::AccountId>;

/// A series has at most this many awards: each has a bit in the record of a certificate.
pub const MAX_AWARDS: u32 = 16;

/// The incident lies at most this many days before the freeze.
pub const MAX_INCIDENT_AGE: u32 = 30;

/// What the pool awards for one miner is limited over this many days.
pub const CAP_DAYS: u32 = 90;

/// What a loss is measured with, in base units of the asset that is asked for.
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
pub struct Rates {
	/// The value of the income of one unit for one day.
	pub unit_day: FixedU128,
	/// The value of one base unit of the series' payment asset.
	pub payment: FixedU128,
	/// The value of one base unit of DMC.
	pub dmc: FixedU128,
}

/// What governance fixes for claims. Each claim keeps what was in force when it was filed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimRules {
	/// What a claimant puts down, in base units of DMC.
	pub deposit: Balance,
	/// The public nay votes that each vote starts with, in base units of DMC.
	pub seed: Balance,
	/// How many claims may be put to the vote at once.
	pub max_open: u32,
	/// What awards to be paid may take of the pool.
	pub award: AwardRules,
}

/// How an award is bounded, in amount and in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AwardRules {
	/// The part of the pool that goes to the holders of one miner's certificates within
	/// [`CAP_DAYS`] days.
	pub cap: Permill,
	/// Days for which an award can be collected.
	pub collect_days: u32,
}

/// A request that the pool makes good what the holders of a series lost.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Claim<AccountId> {
	/// The series that failed.
	pub series: SeriesId,
	/// Its miner.
	pub miner: AccountId,
	/// Who filed it; nobody if Admin did.
	pub claimant: Option<AccountId>,
	/// What the claimant put down, in base units of DMC.
	pub deposit: Balance,
	/// The day of the incident: what was first sold before it is covered.
	pub incident_day: Day,
	/// What happened, UTF-8.
	pub cause: Name,
	/// Where the evidence lies.
	pub evidence: Evidence,
	/// What the award is paid in.
	pub asset: Asset,
	/// The most that is asked for.
	pub asked: Balance,
	/// What the loss is measured with.
	pub rates: Rates,
	/// How its award is bounded.
	pub rules: AwardRules,
	/// How often the series had been frozen when the claim was filed.
	pub freezes: u16,
	/// The day it was filed.
	pub filed_on: Day,
	/// The vote.
	pub referendum: ReferendumIndex,
	/// What became of it.
	pub status: ClaimStatus,
}

/// What became of a claim.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum ClaimStatus {
	/// The holders of DMC vote on it.
	#[codec(index = 0)]
	Voting,
	/// It passed, and waits for the end of the series.
	#[codec(index = 1)]
	Approved {
		/// The day.
		on: Day,
		/// What the pool keeps for it.
		set_aside: Balance,
	},
	/// Holders collect their shares.
	#[codec(index = 2)]
	Awarded(Award),
	/// The time for that is over; what was not collected is the pool's again.
	#[codec(index = 3)]
	Expired(Award),
	/// The vote turned it down.
	#[codec(index = 4)]
	Rejected,
	/// It came to nothing: its series went on, or there was nothing to be awarded.
	#[codec(index = 5)]
	Void,
}

impl ClaimStatus {
	/// Whether something is still to happen.
	pub fn is_live(&self) -> bool {
		matches!(self, Self::Voting | Self::Approved { .. } | Self::Awarded(_))
	}

	/// The day it was approved, and what counts of it for the limit of its miner.
	pub fn counted(&self) -> Option<(Day, Balance)> {
		match self {
			Self::Approved { on, set_aside } => Some((*on, *set_aside)),
			Self::Awarded(award) | Self::Expired(award) => Some((award.approved_on, award.amount)),
			_ => None,
		}
	}

	/// The award, once there is one.
	pub fn award(&self) -> Option<Award> {
		match self {
			Self::Awarded(award) | Self::Expired(award) => Some(award.clone()),
			_ => None,
		}
	}
}

/// The part of their loss that was open when an award was fixed, from 0 to 1, of certificates by their
/// first day: each entry is for those up to its day and after that of the entry before.
pub type Layers = BoundedVec<(Day, FixedU128), ConstU32<MAX_AWARDS>>;

/// What holders get of an approved claim. All but `paid` never changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Award {
	/// In all.
	pub amount: Balance,
	/// What was collected of it.
	pub paid: Balance,
	/// What it is divided by: days of covered certificates, each counted by the part of its loss that
	/// was open, in 10⁻¹⁸.
	pub weight: u128,
	/// What was open.
	pub layers: Layers,
	/// Which of the series' awards it is, from 0.
	pub number: u8,
	/// The day its claim was approved.
	pub approved_on: Day,
	/// The first day on which it can no longer be collected.
	pub until: Day,
}

impl Award {
	/// Whether its bit is set in a certificate's record of the awards that were collected for it.
	pub fn is_in(&self, awards: u16) -> bool {
		awards.checked_shr(self.number.into()).unwrap_or_default() & 1 == 1
	}
}

/// How far the awards of a claim have been paid without anyone asking.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PushRound {
	/// The certificate it came to last; nothing at its start. The order is that of the storage.
	pub after: Option<ItemId>,
	/// Certificates it has looked at.
	pub looked: u32,
	/// Whether it has come to the end.
	pub done: bool,
}

/// What was awarded for a miner, by day, oldest first, within the last [`CAP_DAYS`] days.
pub type RecentAwards = BoundedVec<(Day, Balance), ConstU32<CAP_DAYS>>;

/// Why a claim that was not turned down comes to nothing.
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
	/// The series went on.
	#[codec(index = 0)]
	Resumed,
	/// Nothing is left of the loss that refund, slashed pledge and earlier awards do not cover, the
	/// pool had awarded for this miner what it may, or the series has as many awards as it may have.
	#[codec(index = 1)]
	NothingToAward,
}
