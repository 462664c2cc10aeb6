//! The rules of market averages, without storage.

use alloc::vec::Vec;
use dmex_primitives::{ratio, Day, DayValue, PerUnit};
use sp_runtime::{traits::Zero, Rounding};

/// Number of days from a day until the time for feeding it is up: operators feed it on the day
/// after it.
pub const FEEDING_DEADLINE: Day = 2;
/// Number of days after a day for which its published average can be struck out.
pub const STRIKE_DAYS: Day = 30;
/// Number of published averages whose median a value is compared with.
pub const RECENT_AVERAGES: usize = 7;
/// Maximum ratio of a value to that median, and of that median to it, in percent.
pub const RECENT_MAX_CHANGE: u32 = 300;
/// Maximum ratio of a value to the one before, and of the one before to it, in percent, until the
/// registry sets another for the network.
pub const DEFAULT_MAX_CHANGE: u32 = 200;

/// The newest day whose time for feeding is up once `today` has begun; `None` if there is none.
/// A day that has no average by then gets one only from Admin.
pub fn last_due(today: Day) -> Option<Day> {
	today.checked_sub(FEEDING_DEADLINE)
}

/// Whether the published average of `day` can still be struck out on the day `today`.
pub fn can_strike(day: Day, today: Day) -> bool {
	today.saturating_sub(day) <= STRIKE_DAYS
}

/// The value that the feeds for `day` give, and their number. It is the one in the middle; of the
/// two in the middle of an even number the one nearer to `last`, and the lower if both are as near.
/// Values of another day do not count.
pub fn middle(
	values: impl IntoIterator<Item = DayValue>,
	day: Day,
	last: PerUnit,
) -> Option<(PerUnit, u32)> {
	let of_day = values.into_iter().filter(|fed| fed.day == day);
	let mut counted: Vec<_> = of_day.map(|fed| fed.value).collect();
	counted.sort_unstable();
	let lower = *counted.get(counted.len().checked_sub(1)? / 2)?;
	let upper = *counted.get(counted.len() / 2)?;
	let distance = |value: PerUnit| value.into_inner().abs_diff(last.into_inner());
	let value = if distance(upper) < distance(lower) { upper } else { lower };
	Some((value, counted.len() as u32))
}

/// The median of some values; of the two in the middle of an even number the lower.
pub fn lower_median(values: impl IntoIterator<Item = PerUnit>) -> Option<PerUnit> {
	let mut values: Vec<_> = values.into_iter().collect();
	values.sort_unstable();
	values.get(values.len().checked_sub(1)? / 2).copied()
}

/// Whether this number of feeds fixes a value before its time is up: every operator has fed.
pub fn is_complete(feeds: u32, operators: u32) -> bool {
	feeds > 0 && feeds >= operators
}

/// Whether this number of feeds fixes a value when its time is up: a quorum, or every operator.
pub fn is_quorate(feeds: u32, operators: u32, quorum: u32) -> bool {
	feeds > 0 && (feeds >= quorum || feeds >= operators)
}

/// The base from which a value is too far: the `last` one by more than `max_change`, or `recent`, the median
/// of the last published ones, by more than [`RECENT_MAX_CHANGE`]. `None` if it is far from
/// neither, and is published.
///
/// No ratio to zero exists: zero follows zero, and nothing else follows or precedes it undisputed.
/// Zeros are no part of `recent`, and are not compared with it.
pub fn too_far_from(
	value: PerUnit,
	last: PerUnit,
	recent: PerUnit,
	max_change: u32,
) -> Option<PerUnit> {
	if value.is_zero() || last.is_zero() {
		return (value != last).then_some(last);
	}
	if !is_close(value, last, max_change) {
		return Some(last);
	}
	(!is_close(value, recent, RECENT_MAX_CHANGE)).then_some(recent)
}

/// Whether `value` is between `base` divided by `percent` hundredths and `base` multiplied by them,
/// both included. Exact: a bound that is no whole number of the smallest units is never met by
/// rounding.
fn is_close(value: PerUnit, base: PerUnit, percent: u32) -> bool {
	let (value, base, percent) = (value.into_inner(), base.into_inner(), percent.max(100).into());
	let max = ratio(base, percent, 100, Rounding::Down).unwrap_or(u128::MAX);
	// Dividing by at least one does not overflow.
	let min = ratio(base, 100, percent, Rounding::Up).unwrap_or(u128::MAX);
	(min..=max).contains(&value)
}

#[cfg(test)]
mod tests;
