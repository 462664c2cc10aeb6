//! How a day is assessed: when it is late, when it is underpaid, and what fraction of its instalments
//! it releases; and when a series is in breach. Pure: no storage, no accounts.

use crate::types::{Breach, DayRecord, ReleaseRules, SeriesRules};
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{ratio, Balance};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{
	traits::{EnsureAdd, EnsureMul, EnsureSub, One, Zero},
	ArithmeticError, FixedPointNumber, FixedU128, Permill, Rounding,
};

#[cfg(test)]
mod tests;

/// Number of live days that must have ended after a day for it to be late.
pub const LATE_AFTER: u32 = 2;

/// Number of days in a window.
pub const WINDOW_DAYS: u32 = 30;

/// Number of assessed days that an underpaid window needs to prove a breach.
pub const MIN_WINDOW: u32 = 20;

/// The part of what was expected that a window must have paid for a full release, before a point is
/// added for each of its days.
pub const WINDOW_BASE: Permill = Permill::from_percent(80);
const WINDOW_POINT: Permill = Permill::from_percent(1);

/// The part by which a day's income may exceed what was expected and still count in a window.
/// Otherwise a miner could pay itself a fortune for a day on which it holds all certificates by
/// another name, and pay too little for a month.
pub const WINDOW_SURPLUS: Permill = Permill::from_percent(10);

type Result<T> = core::result::Result<T, ArithmeticError>;

/// Number of live days that have ended since a day, or since the clocks of its series started: `now`
/// counts the live days up to yesterday, `at` those up to the day, and `clock_start` those at which
/// the clocks started.
pub fn overdue(now: u32, at: u32, clock_start: u32) -> u32 {
	now.saturating_sub(at.max(clock_start))
}

/// Whether a day is late that is overdue by this number of live days.
pub const fn is_late(overdue: u32) -> bool {
	overdue >= LATE_AFTER
}

/// Whether `paid` is at least `share` of `expected`, exactly.
fn reaches(paid: Balance, expected: Balance, share: Permill) -> Result<bool> {
	let whole = paid.ensure_mul(Permill::one().deconstruct().into())?;
	Ok(whole >= expected.ensure_mul(share.deconstruct().into())?)
}

/// The part of a day's income that counts in windows: at most 110 % of what was expected, rounded
/// down.
pub fn counted(paid: Balance, expected: Balance) -> Balance {
	paid.min(expected.saturating_add(WINDOW_SURPLUS.mul_floor(expected)))
}

/// Assessed days of a series together.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Window {
	/// Number of assessed days.
	pub days: u32,
	/// Their income, of each day at most 110 % of what was expected, in base units of the reward
	/// asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub paid: Balance,
	/// Their expected income, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub expected: Balance,
	/// Number of them that were paid late.
	pub late: u32,
}

impl Window {
	/// The assessed days after one record up to another.
	pub fn between(from: &DayRecord, to: &DayRecord) -> Result<Self> {
		Ok(Self {
			days: to.assessed.ensure_sub(from.assessed)?,
			paid: to.assessed_paid.ensure_sub(from.assessed_paid)?,
			expected: to.assessed_expected.ensure_sub(from.assessed_expected)?,
			late: to.late_paid.ensure_sub(from.late_paid)?,
		})
	}

	/// The window with one more day, which counts if it is assessed.
	pub fn and(&self, day: &DayCase) -> Result<Self> {
		if !day.assessed {
			return Ok(*self);
		}
		Ok(Self {
			days: self.days.saturating_add(1),
			paid: self.paid.ensure_add(counted(day.paid, day.expected))?,
			expected: self.expected.ensure_add(day.expected)?,
			late: self.late.saturating_add(day.late.into()),
		})
	}

	/// Whether the window paid enough for a full release: 80 % of what was expected and one point
	/// more for each of its days, up to `cap`. A window without days did.
	fn allows_full_release(&self, cap: Permill) -> Result<bool> {
		let points = WINDOW_POINT.deconstruct().saturating_mul(self.days);
		let line = WINDOW_BASE.deconstruct().saturating_add(points);
		reaches(self.paid, self.expected, Permill::from_parts(line).min(cap))
	}
}

/// A day with all that its assessment looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayCase {
	/// Income of the day, in base units of the reward asset.
	pub paid: Balance,
	/// What the active units of the day should have earned, in base units of the reward asset.
	pub expected: Balance,
	/// Whether the day counts for streaks and windows.
	pub assessed: bool,
	/// Whether paying a little less than expected releases everything.
	pub tolerant: bool,
	/// Whether the day is late.
	pub late: bool,
	/// Whether nobody paid the day, and it is written off.
	pub written_off: bool,
}

impl DayCase {
	/// Whether the day is assessed and paid too little.
	pub fn is_underpaid(&self, rules: &SeriesRules) -> Result<bool> {
		Ok(self.assessed && !reaches(self.paid, self.expected, rules.underpaid_below)?)
	}

	/// Whether the day paid enough to release everything, if its window holds; and to be settled
	/// while its series is frozen for a breach. Otherwise a miner could settle what is left without
	/// income, and there would be nothing left to slash.
	pub fn is_fair(&self, rules: &ReleaseRules) -> Result<bool> {
		reaches(self.paid, self.expected, rules.full_from)
	}

	/// The fraction of its instalments that the day releases, from 0 to 1. `window` has the assessed
	/// days before it.
	pub fn fraction(&self, rules: &ReleaseRules, window: &Window) -> Result<FixedU128> {
		if self.written_off {
			return Ok(FixedU128::zero());
		}
		let tolerated = self.tolerant && self.is_fair(rules)?;
		if tolerated && window.and(self)?.allows_full_release(rules.window_cap)? {
			return Ok(FixedU128::one());
		}
		self.paid_fraction()
	}

	/// The part of what was expected that was paid, rounded down to 10⁻¹⁸, at most one.
	fn paid_fraction(&self) -> Result<FixedU128> {
		if self.paid >= self.expected {
			return Ok(FixedU128::one());
		}
		// Less than what was expected, which is therefore not zero: the quotient is below one.
		ratio(self.paid, FixedU128::DIV, self.expected, Rounding::Down).map(FixedU128::from_inner)
	}
}

/// The breach that the ledger of a series proves; `None` if it proves none. `overdue` is that of its
/// oldest day that is over and not settled, `underpaid_streak` the number of its underpaid days in a
/// row, and `window` the assessed days of the last thirty.
pub fn find(
	rules: &SeriesRules,
	overdue: u32,
	underpaid_streak: u32,
	window: &Window,
) -> Result<Option<Breach>> {
	if overdue >= rules.breach.late {
		return Ok(Some(Breach::Late { live_days: overdue }));
	}
	if underpaid_streak >= rules.breach.underpaid_streak {
		return Ok(Some(Breach::UnderpaidStreak { days: underpaid_streak }));
	}
	let Window { days, paid, expected, late } = *window;
	if days >= MIN_WINDOW && !reaches(paid, expected, rules.underpaid_below)? {
		return Ok(Some(Breach::UnderpaidWindow { days, paid, expected }));
	}
	Ok((late >= rules.breach.late_paid).then_some(Breach::LateWindow { days: late }))
}
