//! What the escrow stores. The records know no pallet; their arithmetic is in `ledger`.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Balance, Day, PerUnit, ReferendumIndex, Seed};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::Permill;

/// Number of days that one `distribute` settles at most.
pub const MAX_DAYS: u32 = 32;

/// The income of consecutive days, oldest first, in base units of the reward asset.
pub type DayAmounts = BoundedVec<Balance, ConstU32<MAX_DAYS>>;

/// Certificates of a series that start on the same day, or that are active together. All
/// certificates of a series have the same term, so cohorts give starts, ends, active units and
/// instalments of every day.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Cohort {
	/// Number of certificates.
	pub certificates: u32,
	/// The sum of their instalments, in base units of the payment asset.
	pub instalments: Balance,
}

/// Marks of a settled day, one bit each.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct DayFlags(pub u8);

impl DayFlags {
	/// The day counts for the miner's windows and streaks.
	pub const ASSESSED: Self = Self(1);
	/// The day is assessed and was paid too little.
	pub const UNDERPAID: Self = Self(1 << 1);
	/// The day is assessed and was paid late.
	pub const LATE: Self = Self(1 << 2);
	/// The day was written off: it settled at zero.
	pub const WRITTEN_OFF: Self = Self(1 << 3);
	/// The day was settled while the series was frozen.
	pub const FROZEN: Self = Self(1 << 4);
	/// No market average was known when the day was settled.
	pub const NO_AVERAGE: Self = Self(1 << 5);

	/// Whether the day has this mark.
	pub const fn has(self, flag: Self) -> bool {
		self.0 & flag.0 != 0
	}

	/// These marks, and `flag` if `on`.
	pub const fn with(self, flag: Self, on: bool) -> Self {
		if on {
			Self(self.0 | flag.0)
		} else {
			self
		}
	}
}

/// What a settled day leaves: the proof that a wallet plots, and all that claims need. The first
/// six fields are sums over the days of the series up to this one; the rest is the day's own.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DayRecord {
	/// Income per unit, in 10⁻⁹ base units of the reward asset.
	pub income_index: u128,
	/// Released fractions, in 10⁻¹⁸.
	pub release_index: u128,
	/// Income of assessed days as far as it counts, in base units of the reward asset.
	pub assessed_paid: Balance,
	/// Expected income of assessed days, in base units of the reward asset.
	pub assessed_expected: Balance,
	/// Number of assessed days.
	pub assessed: u32,
	/// Number of assessed days that were paid late.
	pub late_paid: u32,
	/// The day's income, in base units of the reward asset.
	pub paid: Balance,
	/// The day's market average; zero if none was known.
	pub average: PerUnit,
	/// Certificates that were active on the day; none if it is only the baseline of later days.
	pub certificates: u32,
	/// The day's marks.
	pub flags: DayFlags,
}

/// Why a series is frozen.
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
pub enum FreezeCause {
	/// The ledger proved a breach.
	#[codec(index = 0)]
	Breach,
	/// An event was declared.
	#[codec(index = 1)]
	Event,
}

/// Why and since when a series is frozen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Freeze {
	/// Why the series is frozen.
	pub cause: FreezeCause,
	/// The day it was frozen.
	pub since: Day,
	/// The last day settled before the freeze: what later days release is pending.
	pub cutoff: Day,
	/// The vote, once there is one.
	pub referendum: Option<ReferendumIndex>,
}

/// How a series was ended by a vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Termination {
	/// Why the series had been frozen.
	pub cause: FreezeCause,
	/// The day it had been frozen.
	pub since: Day,
	/// The day of the termination.
	pub on: Day,
	/// The last day whose release is the miner's.
	pub cutoff: Day,
	/// Days times certificates that were sold and not settled.
	pub cert_days_left: u64,
	/// The slashed pledge, in base units of DMC.
	pub slash: Balance,
}

/// The insurance claims for a series: while one is open, its certificates are kept.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenClaims {
	/// Number of open claims.
	pub open: u32,
	/// The day the last one was closed.
	pub last: Day,
}

/// Whether the income of a series is settled and released.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum SeriesState {
	/// Income is settled and released.
	#[default]
	#[codec(index = 0)]
	Open,
	/// Income is settled; releases are pending until a vote or the end of an event.
	#[codec(index = 1)]
	Frozen(Freeze),
	/// The series was ended by a vote: nothing is settled or released any more.
	#[codec(index = 2)]
	Terminated(Termination),
}

impl SeriesState {
	/// The freeze; `None` if the series is not frozen.
	pub fn freeze(&self) -> Option<Freeze> {
		match self {
			Self::Frozen(freeze) => Some(*freeze),
			_ => None,
		}
	}

	/// The termination; `None` before it.
	pub fn termination(&self) -> Option<Termination> {
		match self {
			Self::Terminated(termination) => Some(*termination),
			_ => None,
		}
	}

	/// The last day whose release counts for the miner; `None` if every settled day does.
	pub fn cutoff(&self) -> Option<Day> {
		match self {
			Self::Open => None,
			Self::Frozen(freeze) => Some(freeze.cutoff),
			Self::Terminated(termination) => Some(termination.cutoff),
		}
	}
}

/// What a ledger proves against a miner.
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
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", rename_all_fields = "camelCase")
)]
pub enum Breach {
	/// The oldest unsettled day is unpaid.
	#[codec(index = 0)]
	Late {
		/// Number of live days that ended since it was over, or since the clocks started.
		live_days: u32,
	},
	/// Assessed days in a row were underpaid.
	#[codec(index = 1)]
	UnderpaidStreak {
		/// Number of these days.
		days: u32,
	},
	/// The assessed days of the last thirty paid too little together.
	#[codec(index = 2)]
	UnderpaidWindow {
		/// Number of these days.
		days: u32,
		/// What they paid together, of each day at most 110 % of what was expected, in base units
		/// of the reward asset.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		paid: Balance,
		/// What was expected of them, in base units of the reward asset.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		expected: Balance,
	},
	/// Too many of the assessed days of the last thirty were paid late.
	#[codec(index = 3)]
	LateWindow {
		/// Number of these days.
		days: u32,
	},
}

/// The lines by which days release.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ReleaseRules {
	/// The part of the expected income from which on a day may release everything.
	pub full_from: Permill,
	/// The part of the expected income that a window need never exceed.
	pub window_cap: Permill,
}

/// What proves a breach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct BreachRules {
	/// Number of live days after which an unpaid day is a breach.
	pub late: u32,
	/// Number of underpaid days in a row that are a breach.
	pub underpaid_streak: u32,
	/// Number of days of a window paid late that are a breach.
	pub late_paid: u32,
}

/// How a series is assessed: what governance had fixed when it was first sold, or first sold again
/// after it had been idle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesRules {
	/// The lines by which days release.
	pub release: ReleaseRules,
	/// What proves a breach.
	pub breach: BreachRules,
	/// The part of the expected income below which a day is underpaid, and a window a breach.
	pub underpaid_below: Permill,
}

/// The ledger of a series: how far it is settled, and all that later days and payments need of it.
/// One record per series, from its first sale.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesLedger {
	/// How far days are settled.
	pub progress: Progress,
	/// Certificates and days that were sold, and what is left of them.
	pub volume: Volume,
	/// How the miner is assessed.
	pub clocks: Clocks,
	/// What the pallet's accounts hold for the series.
	pub custody: Custody,
	/// Whether income is settled and released.
	pub state: SeriesState,
	/// Freezes and insurance claims so far.
	pub history: History,
}

/// How far the days of a series are settled, and what the last of them hands to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Progress {
	/// The last settled day.
	pub settled_through: Day,
	/// The last day on which a certificate sold so far is active.
	pub last_end: Day,
	/// What the last division of income left, in 10⁻⁹ base units; less than the units it was
	/// divided by.
	pub carry: u64,
	/// The last known market average; before the first, the application's expected income.
	pub last_average: PerUnit,
}

/// What of a series was sold, and what of it is left to settle.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Volume {
	/// Certificates active on the last settled day whose last day is later.
	pub active: Cohort,
	/// Number of certificates ever sold.
	pub sold: u32,
	/// Number of these whose last day is settled.
	pub ended: u32,
	/// Settled days times the certificates that were active on them.
	pub settled_cert_days: u64,
	/// The instalments of days that are sold and not settled, in base units of the payment asset.
	pub instalments_left: Balance,
}

/// How the miner of a series is assessed: by which rules, from when on, and how its days were.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Clocks {
	/// The rules of the series: a later decision of governance does not change them.
	pub rules: SeriesRules,
	/// The last day that is never assessed; windows reach no further back.
	pub grace_until: Day,
	/// The count of live days at which clocks started.
	pub clock_start: u32,
	/// The last assessed day; not after `grace_until` if there was none since.
	pub last_assessed: Day,
	/// Number of assessed days that were underpaid in a row, up to now.
	pub underpaid_streak: u8,
	/// Number of assessed days that were underpaid, in all.
	pub underpaid_days: u32,
}

/// What the pallet's accounts hold for a series.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Custody {
	/// What the escrow account holds, in base units of the payment asset.
	pub escrowed: Balance,
	/// What the income account holds, in base units of the reward asset.
	pub income_held: Balance,
	/// Releases pending until the end of a freeze, a part of `escrowed`.
	pub pending_release: Balance,
}

/// What happened to a series besides its days.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct History {
	/// Number of freezes.
	pub freezes: u16,
	/// Number of days for which it was frozen.
	pub frozen_days: u32,
	/// Its insurance claims.
	pub claims: OpenClaims,
}

/// A sold certificate, from its first sale until it is burnt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Position {
	/// Its first day.
	pub start: Day,
	/// What was put in escrow for it, in base units of the payment asset.
	pub deposit: Balance,
	/// Income that was claimed, in base units of the reward asset.
	pub income_paid: Balance,
	/// Whether its deposit was refunded after a termination.
	pub refunded: bool,
	/// Insurance awards of the series that were collected for it, one bit each.
	pub awards: u16,
}

/// The periods that governance fixes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
	/// Live days after which an unpaid day may be written off.
	WriteOff,
	/// Days after which a declared event may be put to the vote.
	EventVote,
	/// Days for which the certificates of a terminated series are kept.
	Keep,
}

/// Runtime → escrow: the numbers by which miners are assessed, as governance fixed them.
pub trait Rules {
	/// How a series is assessed that is first sold today.
	fn series_rules() -> SeriesRules;
	/// The length of a period, in days.
	fn days(period: Period) -> u32;
	/// The public votes with which a vote on a freeze starts.
	fn seed(cause: FreezeCause) -> Seed;
}
