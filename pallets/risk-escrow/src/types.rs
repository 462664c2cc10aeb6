//! What the escrow stores. The records know no pallet; their arithmetic is in `ledger.rs`.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day, ItemId, PerUnit, ReferendumIndex, Seed};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{FixedU128, Permill};

/// One `distribute` settles at most this many days.
pub const MAX_DAYS: u32 = 32;

/// The income of consecutive days, oldest first, in base units of the reward asset.
pub type DayAmounts = BoundedVec<Balance, ConstU32<MAX_DAYS>>;

/// Certificates of a series that start on the same day. All certificates of a series have the
/// same term, so cohorts give starts, ends, active units and slices of every day. Kept until its
/// last day is settled; those of a terminated series stay.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Cohort {
	/// How many.
	pub certificates: u32,
	/// The sum of their slices, in base units of the payment asset.
	pub slices: Balance,
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
	/// It counts for the miner's windows and runs.
	pub const JUDGED: Self = Self(1);
	/// It is judged and paid too little.
	pub const LOW: Self = Self(1 << 1);
	/// It is judged and was paid late.
	pub const LATE: Self = Self(1 << 2);
	/// It was given up: it settled at zero.
	pub const GIVEN_UP: Self = Self(1 << 3);
	/// It was settled while the series was frozen.
	pub const FROZEN: Self = Self(1 << 4);
	/// No market average was known when it was settled.
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
	/// Income of judged days as far as it counts, in base units of the reward asset.
	pub judged_paid: Balance,
	/// Expected income of judged days, in base units of the reward asset.
	pub judged_expected: Balance,
	/// Judged days.
	pub judged: u32,
	/// Judged days that were paid late.
	pub late_paid: u32,
	/// The day's income, in base units of the reward asset.
	pub paid: Balance,
	/// Its market average; zero if none was known.
	pub average: PerUnit,
	/// Certificates that were active on it; none when it is only the baseline of later days.
	pub certificates: u32,
	/// Its marks.
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
	/// Why.
	pub cause: FreezeCause,
	/// The day it was frozen.
	pub since: Day,
	/// The last day settled before the freeze: what later days release waits.
	pub cut: Day,
	/// The vote, once there is one.
	pub referendum: Option<ReferendumIndex>,
}

/// How a series was ended by a vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Termination {
	/// Why it had been frozen.
	pub cause: FreezeCause,
	/// The day it had been frozen.
	pub since: Day,
	/// The day of the termination.
	pub on: Day,
	/// The last day whose release is the miner's.
	pub cut: Day,
	/// Days times certificates that were sold and not settled.
	pub cert_days_left: u64,
	/// The slashed pledge, in base units of DMC.
	pub slash: Balance,
}

/// The insurance claims for a series: while there is one, its certificates are kept.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenClaims {
	/// How many are open.
	pub open: u32,
	/// The day the last one was closed.
	pub last: Day,
}

/// Whether income is settled and released.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum SeriesState {
	/// It is.
	#[default]
	#[codec(index = 0)]
	Open,
	/// Income is settled; releases wait for a vote or for the end of an event.
	#[codec(index = 1)]
	Frozen(Freeze),
	/// Ended by a vote: nothing is settled or released any more.
	#[codec(index = 2)]
	Terminated(Termination),
}

impl SeriesState {
	/// The freeze, while there is one.
	pub fn freeze(&self) -> Option<Freeze> {
		match self {
			Self::Frozen(freeze) => Some(*freeze),
			_ => None,
		}
	}

	/// The termination, after it.
	pub fn termination(&self) -> Option<Termination> {
		match self {
			Self::Terminated(termination) => Some(*termination),
			_ => None,
		}
	}

	/// The last day whose release counts for the miner, unless every settled day does.
	pub fn cut(&self) -> Option<Day> {
		match self {
			Self::Open => None,
			Self::Frozen(freeze) => Some(freeze.cut),
			Self::Terminated(termination) => Some(termination.cut),
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
pub enum Breach {
	/// The oldest unsettled day is unpaid.
	#[codec(index = 0)]
	Late {
		/// Days open for clocks that ended since it was over, or since the clocks started.
		open_days: u32,
	},
	/// Judged days in a row were low.
	#[codec(index = 1)]
	LowRun {
		/// How many.
		days: u32,
	},
	/// The judged days of the last thirty paid too little together.
	#[codec(index = 2)]
	LowWindow {
		/// How many there are.
		days: u32,
		/// What they paid together, of each day at most 110 % of what was expected, in base units
		/// of the reward asset.
		paid: Balance,
		/// What was expected of them, in base units of the reward asset.
		expected: Balance,
	},
	/// Too many of the judged days of the last thirty were paid late.
	#[codec(index = 3)]
	LateWindow {
		/// How many.
		days: u32,
	},
}

/// The lines by which days release.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ReleaseRules {
	/// From this part of the expected income on, a day may release everything.
	pub full_from: Permill,
	/// A window need never have paid more than this part of the expected income.
	pub window_cap: Permill,
}

/// What proves a breach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct BreachRules {
	/// Open days after which an unpaid day is a breach.
	pub late: u32,
	/// Low days in a row.
	pub low_run: u32,
	/// Days of a window that were paid late.
	pub late_paid: u32,
}

/// How a series is judged: what governance had fixed when it was first sold, or first sold again
/// after it had been idle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct JudgingRules {
	/// The lines by which days release.
	pub release: ReleaseRules,
	/// What proves a breach.
	pub breach: BreachRules,
	/// The part of the expected income below which a day is low, and a window a breach.
	pub low_below: Permill,
}

/// How far a series is settled. One record per series, from its first sale.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesLedger {
	/// How it is judged: a later decision of governance does not change it.
	pub rules: JudgingRules,
	/// The last settled day.
	pub paid_through: Day,
	/// The last day on which a certificate sold so far is active.
	pub last_end: Day,
	/// Days up to it are never judged, and windows reach no further back.
	pub fresh_after: Day,
	/// The count of open days at which clocks started.
	pub clock_from: u32,
	/// Certificates active on `paid_through` whose last day is later.
	pub active: u32,
	/// The sum of their slices, in base units of the payment asset.
	pub slices: Balance,
	/// What the last division of income left, in 10⁻⁹ base units; less than the units it was
	/// divided by.
	pub carry: u64,
	/// The last known market average; before the first, the application's expected income.
	pub reference: PerUnit,
	/// Releases that wait for the end of a freeze, in base units of the payment asset.
	pub waiting: Balance,
	/// The last judged day; not after `fresh_after` if there was none since.
	pub last_judged: Day,
	/// Judged days that were low, in a row, up to now.
	pub low_run: u8,
	/// Judged days that were low, in all.
	pub low_days: u32,
	/// Certificates ever sold.
	pub sold: u32,
	/// Of these, those whose last day is settled.
	pub ended: u32,
	/// Settled days times the certificates that were active on them.
	pub settled_cert_days: u64,
	/// The slices of days that are sold and not settled, in base units of the payment asset.
	pub slices_left: Balance,
	/// Its insurance claims.
	pub claims: OpenClaims,
	/// How often it was frozen.
	pub freezes: u16,
	/// Days for which it was frozen.
	pub frozen_days: u32,
	/// What lies in the escrow account for it, in base units of the payment asset.
	pub escrowed: Balance,
	/// What lies in the income account for it, in base units of the reward asset.
	pub income_held: Balance,
	/// Whether income is settled and released.
	pub state: SeriesState,
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

/// What one day is settled with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayFacts {
	/// The day's income, in base units of the reward asset.
	pub paid: Balance,
	/// Its market average, if it is published.
	pub average: Option<PerUnit>,
	/// Whether it was open for clocks.
	pub open: bool,
	/// Whether it is late now.
	pub late: bool,
	/// Whether it is given up: nobody paid it.
	pub given_up: bool,
}

/// What the judge says of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verdict {
	/// The fraction of its slices that the miner gets, from 0 to 1.
	pub released: FixedU128,
	/// Whether it paid too little.
	pub low: bool,
}

/// The periods that governance fixes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
	/// Open days after which an unpaid day may be given up.
	GiveUp,
	/// Days after which a declared event may be put to the vote.
	EventVote,
	/// Days for which the certificates of a terminated series are kept.
	Keep,
}

/// Runtime → escrow: the numbers by which miners are judged, as governance fixed them.
pub trait Rules {
	/// How a series is judged that is first sold today.
	fn judging() -> JudgingRules;
	/// How long a period is, in days.
	fn days(period: Period) -> u32;
	/// The public votes with which a vote on a freeze starts.
	fn seed(cause: FreezeCause) -> Seed;
}

/// A walk over the certificates of a series that pays each what it is due. Kept while it lasts.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PayoutRound {
	/// The certificate it came to last; nothing at its start. The order is that of the storage.
	pub after: Option<ItemId>,
	/// Certificates it has looked at.
	pub looked: u32,
	/// Whether something happened meanwhile that asks for another round.
	pub again: bool,
}
