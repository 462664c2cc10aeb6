//! What the escrow stores. The records know no pallet; their arithmetic is in `ledger`.

use crate::breach::Window;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Balance, Day, PerUnit, ReferendumIndex, Seed};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{FixedU128, Permill};

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
	/// The market average by which the day was assessed was struck out afterwards: the day counts for
	/// the miner's windows and streaks no more.
	pub const STRUCK: Self = Self(1 << 6);

	/// Whether the day has the mark `flag`.
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

/// Record of a settled day: the proof that a wallet plots, and all that a claim of income needs. The
/// first eight fields are sums over the days of the series up to this one; the rest is the day's own.
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
	/// Parts of their expected income that assessed days paid, of each at most 110 %, in 10⁻¹⁸.
	pub assessed_ratios: u128,
	/// Parts of their expected income that missed days did not pay, in 10⁻¹⁸. Missed is an assessed day
	/// that paid less than `FullReleaseFrom` of its expected income.
	pub missed: u128,
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

/// Cause of a freeze.
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

/// Freeze of a series: its cause, its first day and the vote on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Freeze {
	/// Cause of the freeze.
	pub cause: FreezeCause,
	/// The day on which the series was frozen.
	pub since: Day,
	/// The last day settled before the freeze: what later days release is pending.
	pub cutoff: Day,
	/// The vote on the freeze; `None` before it is opened.
	pub referendum: Option<ReferendumIndex>,
}

/// Termination of a series by a vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Termination {
	/// Cause of the freeze before the termination.
	pub cause: FreezeCause,
	/// The day on which the series had been frozen.
	pub since: Day,
	/// The day of the termination.
	pub on: Day,
	/// The last day whose release is the miner's.
	pub cutoff: Day,
	/// Number of certificates that had not ended by the cutoff day: they are refunded.
	pub certificates: u32,
	/// The slashed pledges of these certificates, in base units of DMC; zero after an event.
	pub slash: Balance,
}

/// The insurance claims for a series: while one is open, its certificates are kept.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenClaims {
	/// Number of open claims.
	pub open: u32,
	/// The day on which the last claim was closed.
	pub last: Day,
}

/// State of a series: open, frozen or terminated.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum SeriesState {
	/// Income is settled and released.
	#[default]
	#[codec(index = 0)]
	Open,
	/// Income is settled; releases are pending until a vote or the end of an event.
	#[codec(index = 1)]
	Frozen(Freeze),
	/// The series was terminated by a vote: nothing is settled or released any more.
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

/// Breach that the ledger of a series proves.
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
		/// Number of live days that ended since that day was over, or since the clocks started.
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
		/// Sum of the income of these days, of each at most 110 % of its expected income, in base
		/// units of the reward asset.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		paid: Balance,
		/// Sum of the expected income of these days, in base units of the reward asset.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		expected: Balance,
		/// Sum of the parts of its expected income that each of these days paid, of each at most 1.1.
		#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
		ratios: FixedU128,
	},
	/// Too many of the assessed days of the last thirty were paid late.
	#[codec(index = 3)]
	LateWindow {
		/// Number of these days.
		days: u32,
	},
}

/// Rules by which days release.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ReleaseRules {
	/// The part of the expected income from which on a day may release everything.
	pub full_from: Permill,
	/// The part of the expected income that a window need never exceed.
	pub window_cap: Permill,
	/// The insurance pool's part of each release.
	pub pool_part: Permill,
}

/// Limits from which days prove a breach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct BreachRules {
	/// Number of live days after which an unpaid day is a breach.
	pub late: u32,
	/// Number of underpaid days in a row that are a breach.
	pub underpaid_streak: u32,
	/// Number of days of a window paid late that are a breach.
	pub late_paid: u32,
}

/// Rules by which a series is assessed: what governance had fixed when the series was first sold, or
/// first sold again after it had been idle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesRules {
	/// Rules by which days release.
	pub release: ReleaseRules,
	/// Limits from which days prove a breach.
	pub breach: BreachRules,
	/// The part of the expected income below which a day is underpaid, and a window a breach.
	pub underpaid_below: Permill,
}

/// Ledger of a series: everything that later days and payments need of the past ones. Each series has
/// one from its first sale.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesLedger {
	/// Progress of the settlement of days.
	pub progress: Progress,
	/// Numbers of certificates and days that were sold, and of those left to settle.
	pub volume: Volume,
	/// Rules, clocks and streaks by which the miner is assessed.
	pub clocks: Clocks,
	/// Balances of the pallet's accounts for the series.
	pub custody: Custody,
	/// State of the series: open, frozen or terminated.
	pub state: SeriesState,
	/// Freezes and insurance claims so far.
	pub history: History,
	/// Settled days whose market average was struck out, in the order in which that was applied.
	pub strikes: BoundedVec<Strike, ConstU32<MAX_STRIKES>>,
}

/// Maximum number of days of a series whose market average is struck out after they were settled.
pub const MAX_STRIKES: u32 = 16;

/// A settled day whose market average was struck out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Strike {
	/// The day.
	pub day: Day,
	/// The last day that was settled when the strike was applied: certificates that had ended keep what
	/// the day withheld.
	pub applied: Day,
	/// Fraction of the day's instalments that was released in addition, of the other certificates.
	pub fraction: FixedU128,
	/// What the day counted for in windows, and counts no more.
	pub counted: Window,
	/// The part of its expected income that the day did not pay, if it was missed: nothing is slashed for
	/// it of the other certificates.
	pub missed: FixedU128,
}

/// Progress of the settlement of a series, with what the last settled day hands to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Progress {
	/// The last settled day.
	pub settled_through: Day,
	/// The last day on which a certificate sold so far is active.
	pub last_end: Day,
	/// Remainder of the last division of income, in 10⁻⁹ base units; less than the units that the
	/// income was divided among.
	pub carry: u64,
	/// The last known market average; before the first, the higher of the application's expected income
	/// and the network's last average at the first sale.
	pub last_average: PerUnit,
}

/// Volume of a series: certificates and days that were sold, and those left to settle.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Volume {
	/// Certificates active on the last settled day whose last day is later.
	pub active: Cohort,
	/// Number of certificates ever sold.
	pub sold: u32,
	/// Number of sold certificates whose last day is settled.
	pub ended: u32,
	/// Number of those whose last day was settled in the present freeze: their units and pledges are
	/// held until it is over.
	pub ended_frozen: u32,
	/// Settled days times the certificates that were active on them.
	pub settled_cert_days: u64,
	/// Sum of the instalments of days that are sold and not settled, in base units of the payment
	/// asset.
	pub instalments_left: Balance,
}

/// Rules by which the miner of a series is assessed, the start of its clocks, and its underpaid days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Clocks {
	/// The rules of the series: a later decision of governance does not change them.
	pub rules: SeriesRules,
	/// The last day that is never assessed; windows reach no further back.
	pub grace_until: Day,
	/// The count of live days at which clocks started.
	pub clock_start: u32,
	/// The last assessed day; not after `grace_until` if no day was assessed since.
	pub last_assessed: Day,
	/// Number of assessed days that were underpaid in a row, up to now.
	pub underpaid_streak: u8,
	/// Number of assessed days that were underpaid, in all.
	pub underpaid_days: u32,
}

/// Balances of the pallet's accounts for a series.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Custody {
	/// Balance of the escrow account for the series, in base units of the payment asset.
	pub escrowed: Balance,
	/// Balance of the income account for the series, in base units of the reward asset.
	pub income_held: Balance,
	/// Releases pending until the end of a freeze, a part of `escrowed`.
	pub pending_release: Balance,
	/// Slashed pledges that are not paid to holders yet, in base units of DMC.
	pub slash_held: Balance,
}

/// Freezes and insurance claims of a series so far.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct History {
	/// Number of freezes.
	pub freezes: u16,
	/// Number of days for which the series was frozen.
	pub frozen_days: u32,
	/// Insurance claims for the series.
	pub claims: OpenClaims,
}

/// A sold certificate, from its first sale until it is burnt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Position {
	/// First day of the certificate.
	pub start: Day,
	/// Deposit of the certificate, in base units of the payment asset.
	pub deposit: Balance,
	/// Income that was claimed, in base units of the reward asset.
	pub income_paid: Balance,
	/// Whether the deposit was refunded after a termination.
	pub refunded: bool,
	/// Insurance awards of the series that were collected for the certificate, one bit each.
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
	/// Days in a row with an average of zero after which the income of a network has ended.
	IncomeEnded,
}

/// Runtime → escrow: the numbers by which miners are assessed, as governance fixed them.
pub trait Rules {
	/// The rules of a series that is first sold today.
	fn series_rules() -> SeriesRules;
	/// The length of a period, in days.
	fn days(period: Period) -> u32;
	/// The public votes with which a vote on a freeze starts, if `slash` base units of DMC would be
	/// slashed.
	fn seed(cause: FreezeCause, slash: Balance) -> Seed;
}
