//! How a day is judged: when it is late, when it is low, and what fraction of its slices it
//! releases; and when a series is in breach. Pure: no storage, no accounts.

use crate::types::{Breach, DayRecord, JudgingRules, ReleaseRules, Verdict};
use dmex_primitives::Balance;
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};
use sp_runtime::{
	traits::{One, Zero},
	ArithmeticError, FixedPointNumber, FixedU128, Permill,
};

#[cfg(test)]
mod tests;

/// A day is late when so many days that were open for clocks have ended after it.
pub const LATE_AFTER: u32 = 2;

/// A window looks at the judged days among so many.
pub const WINDOW_DAYS: u32 = 30;

/// Fewer judged days than this prove no low window.
pub const MIN_WINDOW: u32 = 20;

/// What a window must have paid for a full release: this part of what was expected, and one point
/// more for each of its days.
pub const WINDOW_BASE: Permill = Permill::from_percent(80);
const WINDOW_POINT: Permill = Permill::from_percent(1);

/// A window counts no more of a day's income than what was expected of it and this part more. Or
/// else a miner could pay itself a fortune for a day on which it holds all certificates by another
/// name, and pay too little for a month.
pub const WINDOW_SURPLUS: Permill = Permill::from_percent(10);

type Result<T> = core::result::Result<T, ArithmeticError>;

/// How many open days have ended since a day, or since the clocks of its series started: `now`
/// counts the open days up to yesterday, `at` those up to the day, and `clock_from` those at which
/// the clocks started.
pub const fn overdue(now: u32, at: u32, clock_from: u32) -> u32 {
	let from = if at > clock_from { at } else { clock_from };
	now.saturating_sub(from)
}

/// Whether a day is late after so many open days.
pub const fn is_late(overdue: u32) -> bool {
	overdue >= LATE_AFTER
}

/// Whether `paid` is at least `share` of `expected`, exactly.
fn reaches(paid: Balance, expected: Balance, share: Permill) -> Result<bool> {
	let whole = paid.checked_mul(Permill::one().deconstruct().into());
	let part = expected.checked_mul(share.deconstruct().into());
	Ok(whole.ok_or(ArithmeticError::Overflow)? >= part.ok_or(ArithmeticError::Overflow)?)
}

/// What of a day's income counts in windows: at most 110 % of what was expected, rounded down.
pub fn counted(paid: Balance, expected: Balance) -> Balance {
	paid.min(expected.saturating_add(WINDOW_SURPLUS.mul_floor(expected)))
}

/// Judged days of a series: how many, of which how many were paid late, and what they paid.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Window {
	/// How many.
	pub days: u32,
	/// Of these, paid late.
	pub late: u32,
	/// Their income as far as it counts, in base units of the reward asset.
	pub paid: Balance,
	/// Their expected income, in base units of the reward asset.
	pub expected: Balance,
}

impl Window {
	/// The judged days after one record up to another.
	pub fn between(from: &DayRecord, to: &DayRecord) -> Result<Self> {
		let days = to.judged.checked_sub(from.judged);
		let late = to.late_paid.checked_sub(from.late_paid);
		let paid = to.judged_paid.checked_sub(from.judged_paid);
		let expected = to.judged_expected.checked_sub(from.judged_expected);
		Ok(Self {
			days: days.ok_or(ArithmeticError::Underflow)?,
			late: late.ok_or(ArithmeticError::Underflow)?,
			paid: paid.ok_or(ArithmeticError::Underflow)?,
			expected: expected.ok_or(ArithmeticError::Underflow)?,
		})
	}

	/// With one more judged day.
	pub fn and(&self, day: &DayCase) -> Result<Self> {
		let paid = self.paid.checked_add(counted(day.paid, day.expected));
		let expected = self.expected.checked_add(day.expected);
		Ok(Self {
			days: self.days.saturating_add(1),
			late: self.late,
			paid: paid.ok_or(ArithmeticError::Overflow)?,
			expected: expected.ok_or(ArithmeticError::Overflow)?,
		})
	}

	/// Whether it paid enough for a full release: 80 % of what was expected and one point more for
	/// each of its days, up to `cap`. A window without days did.
	fn allows_full_release(&self, cap: Permill) -> Result<bool> {
		let points = WINDOW_POINT.deconstruct().saturating_mul(self.days);
		let line = WINDOW_BASE.deconstruct().saturating_add(points);
		reaches(self.paid, self.expected, Permill::from_parts(line).min(cap))
	}
}

/// One day as the judge sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayCase {
	/// Its income, in base units of the reward asset.
	pub paid: Balance,
	/// What its active units should have earned, in base units of the reward asset.
	pub expected: Balance,
	/// Whether it counts for runs and windows.
	pub judged: bool,
	/// Whether paying a little less than expected releases everything.
	pub tolerant: bool,
	/// Whether nobody paid it, and it was given up.
	pub given_up: bool,
}

/// What a settled day releases, and whether it is low. `window` has the judged days before it.
pub fn judge(rules: &JudgingRules, day: &DayCase, window: &Window) -> Result<Verdict> {
	let low = day.judged && !reaches(day.paid, day.expected, rules.low_below)?;
	let released = match day {
		DayCase { given_up: true, .. } => FixedU128::zero(),
		_ if releases_fully(&rules.release, day, window)? => FixedU128::one(),
		_ => paid_part(day)?,
	};
	Ok(Verdict { released, low })
}

/// Whether a day paid enough to release everything, if its window holds, and to be settled while its
/// series is frozen for a breach: or else a miner could settle what is left without income, and there
/// would be nothing left to slash.
pub fn is_fair(rules: &ReleaseRules, day: &DayCase) -> Result<bool> {
	reaches(day.paid, day.expected, rules.full_from)
}

fn releases_fully(rules: &ReleaseRules, day: &DayCase, window: &Window) -> Result<bool> {
	if !day.tolerant || !is_fair(rules, day)? {
		return Ok(false);
	}
	let window = if day.judged { window.and(day)? } else { *window };
	window.allows_full_release(rules.window_cap)
}

/// The part of what was expected that was paid, rounded down to 10⁻¹⁸, at most one.
fn paid_part(day: &DayCase) -> Result<FixedU128> {
	if day.paid >= day.expected {
		return Ok(FixedU128::one());
	}
	// Less than what was expected, which is therefore not zero: the quotient is below one.
	multiply_by_rational_with_rounding(day.paid, FixedU128::DIV, day.expected, Rounding::Down)
		.map(FixedU128::from_inner)
		.ok_or(ArithmeticError::Overflow)
}

/// The breach that the ledger of a series proves, if any. `overdue` is that of its oldest day that
/// is over and not settled, `low_run` its low days in a row, and `window` the judged days of the
/// last thirty.
pub fn find(
	rules: &JudgingRules,
	overdue: u32,
	low_run: u32,
	window: &Window,
) -> Result<Option<Breach>> {
	if overdue >= rules.breach.late {
		return Ok(Some(Breach::Late { open_days: overdue }));
	}
	if low_run >= rules.breach.low_run {
		return Ok(Some(Breach::LowRun { days: low_run }));
	}
	let Window { days, late, paid, expected } = *window;
	if days >= MIN_WINDOW && !reaches(paid, expected, rules.low_below)? {
		return Ok(Some(Breach::LowWindow { days, paid, expected }));
	}
	Ok((late >= rules.breach.late_paid).then_some(Breach::LateWindow { days: late }))
}
