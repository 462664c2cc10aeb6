//! How a day is assessed: when it is late, when it is underpaid, and what fraction of its instalments
//! it releases; and when a series is in breach. Pure: no storage, no accounts.

use crate::types::{Breach, DayRecord, ReleaseRules, SeriesRules};
use codec::{Decode, Encode, MaxEncodedLen};
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

/// One and [`WINDOW_SURPLUS`], in 10⁻¹⁸.
const MAX_PART: u128 =
	FixedU128::DIV + FixedU128::DIV / 1_000_000 * WINDOW_SURPLUS.deconstruct() as u128;

/// The part of its expected income, which is not zero, that a day paid: at most 110 %, rounded down,
/// in 10⁻¹⁸.
pub fn paid_part(paid: Balance, expected: Balance) -> Result<u128> {
	let paid = paid.min(expected.saturating_mul(2));
	Ok(ratio(paid, FixedU128::DIV, expected, Rounding::Down)?.min(MAX_PART))
}

/// The income that a day may have at most, in multiples of what is expected of it: whoever types a digit
/// too much, or steals the key that pays income, empties nobody.
pub const MAX_INCOME: Balance = 10;

/// Assessed days of a series together.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
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
	/// Sum of the parts of its expected income that each of them paid, of each at most 1.1: so each day
	/// has the same weight, however few certificates were active on it.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub ratios: FixedU128,
	/// Number of them that were paid late.
	pub late: u32,
}

impl Window {
	/// The assessed days after one record up to another.
	pub fn between(from: &DayRecord, to: &DayRecord) -> Result<Self> {
		Self::up_to(to).minus(&Self::up_to(from))
	}

	/// All assessed days up to a record.
	fn up_to(record: &DayRecord) -> Self {
		Self {
			days: record.assessed,
			paid: record.assessed_paid,
			expected: record.assessed_expected,
			ratios: FixedU128::from_inner(record.assessed_ratios),
			late: record.late_paid,
		}
	}

	/// An assessed day.
	fn of(day: &DayCase) -> Result<Self> {
		Ok(Self {
			days: 1,
			paid: counted(day.paid, day.expected),
			expected: day.expected,
			ratios: FixedU128::from_inner(day.paid_part()?),
			late: day.late.into(),
		})
	}

	/// The window with other days.
	pub fn plus(&self, days: &Self) -> Result<Self> {
		Ok(Self {
			days: self.days.ensure_add(days.days)?,
			paid: self.paid.ensure_add(days.paid)?,
			expected: self.expected.ensure_add(days.expected)?,
			ratios: self.ratios.ensure_add(days.ratios)?,
			late: self.late.ensure_add(days.late)?,
		})
	}

	/// The window without some of its days.
	pub fn minus(&self, days: &Self) -> Result<Self> {
		Ok(Self {
			days: self.days.ensure_sub(days.days)?,
			paid: self.paid.ensure_sub(days.paid)?,
			expected: self.expected.ensure_sub(days.expected)?,
			ratios: self.ratios.ensure_sub(days.ratios)?,
			late: self.late.ensure_sub(days.late)?,
		})
	}

	/// The window with one more day, which counts if it is assessed.
	pub fn and(&self, day: &DayCase) -> Result<Self> {
		match day.assessed {
			true => self.plus(&Self::of(day)?),
			false => Ok(*self),
		}
	}

	/// Whether the window paid enough for a full release: 80 % of what was expected and one point
	/// more for each of its days, up to `cap`; in money, and on the average of its days. A window
	/// without days did.
	fn allows_full_release(&self, cap: Permill) -> Result<bool> {
		let points = WINDOW_POINT.deconstruct().saturating_mul(self.days);
		let line = Permill::from_parts(WINDOW_BASE.deconstruct().saturating_add(points)).min(cap);
		Ok(self.money_reaches(line)? && self.days_reach(line)?)
	}

	/// Whether the days together paid at least `share` of what was expected of all.
	fn money_reaches(&self, share: Permill) -> Result<bool> {
		reaches(self.paid, self.expected, share)
	}

	/// Whether a day on average paid at least `share` of what was expected of it.
	fn days_reach(&self, share: Permill) -> Result<bool> {
		let days = FixedU128::DIV.ensure_mul(self.days.into())?;
		reaches(self.ratios.into_inner(), days, share)
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
	/// The part of its expected income that the day paid, as windows count it, in 10⁻¹⁸. Errors if
	/// nothing is expected.
	pub fn paid_part(&self) -> Result<u128> {
		paid_part(self.paid, self.expected)
	}

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

	/// The fraction of its instalments that the day releases, from 0 to 1; none if nothing is expected,
	/// because the network has no income. `window` has the assessed days before it.
	pub fn fraction(&self, rules: &ReleaseRules, window: &Window) -> Result<FixedU128> {
		if self.written_off || self.expected.is_zero() {
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
	let Window { days, paid, expected, ratios, late } = *window;
	let below = rules.underpaid_below;
	let underpaid = !window.money_reaches(below)? && !window.days_reach(below)?;
	if days >= MIN_WINDOW && underpaid {
		return Ok(Some(Breach::UnderpaidWindow { days, paid, expected, ratios }));
	}
	Ok((late >= rules.breach.late_paid).then_some(Breach::LateWindow { days: late }))
}
