//! The rules of market averages, without storage.

use alloc::vec::Vec;
use dmex_primitives::{ratio, Day, DayValue, PerUnit};
use sp_runtime::{traits::Zero, Rounding};

/// Number of days from a day until the time for feeding it is up: operators feed it on the day
/// after it.
pub const FEEDING_DEADLINE: Day = 2;

/// The newest day whose time for feeding is up once `today` has begun; `None` if there is none.
/// A day that has no average by then gets one only from Admin.
pub fn last_due(today: Day) -> Option<Day> {
	today.checked_sub(FEEDING_DEADLINE)
}

/// Lower median of the values fed for `day`, and the number of those values. Values of another day
/// and zeros do not count; of an even number it is the lower of the two in the middle.
pub fn lower_median(
	values: impl IntoIterator<Item = DayValue>,
	day: Day,
) -> Option<(PerUnit, u32)> {
	let counts = |fed: &DayValue| fed.day == day && !fed.value.is_zero();
	let mut counted: Vec<_> = values.into_iter().filter(counts).map(|fed| fed.value).collect();
	counted.sort_unstable();
	let middle = counted.len().checked_sub(1)? / 2;
	Some((*counted.get(middle)?, counted.len() as u32))
}

/// Whether this number of feeds fixes a value before its time is up: every operator has fed.
pub fn is_complete(feeds: u32, operators: u32) -> bool {
	feeds > 0 && feeds >= operators
}

/// Whether this number of feeds fixes a value when its time is up: a quorum, or every operator.
pub fn is_quorate(feeds: u32, operators: u32, quorum: u32) -> bool {
	feeds > 0 && (feeds >= quorum || feeds >= operators)
}

/// Whether `value` is between the last value divided by `percent` hundredths and the last value
/// multiplied by them, both included. Exact: a bound that is no whole number of base units is never
/// met by rounding.
pub fn is_close(value: PerUnit, last: PerUnit, percent: u32) -> bool {
	let (value, last, percent) = (value.into_inner(), last.into_inner(), percent.max(100).into());
	let max = ratio(last, percent, 100, Rounding::Down).unwrap_or(u128::MAX);
	// Dividing by at least one does not overflow.
	let min = ratio(last, 100, percent, Rounding::Up).unwrap_or(u128::MAX);
	(min..=max).contains(&value)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::FixedPointNumber as _;

	fn fed(day: Day, values: &[u32]) -> Vec<DayValue> {
		values.iter().map(|v| DayValue { day, value: PerUnit::from_u32(*v) }).collect()
	}

	fn median(values: &[u32]) -> Option<(u32, u32)> {
		lower_median(fed(7, values), 7)
			.map(|(value, feeds)| (value.into_inner().div_ceil(PerUnit::DIV) as u32, feeds))
	}

	#[test]
	fn the_time_for_a_day_is_up_on_the_second_day_after_it() {
		assert_eq!([0, 1, 2, 9].map(last_due), [None, None, Some(0), Some(7)]);
	}

	#[test]
	fn median_is_the_middle_and_of_an_even_count_the_lower() {
		assert_eq!(median(&[]), None);
		assert_eq!(median(&[5]), Some((5, 1)));
		assert_eq!(median(&[9, 5]), Some((5, 2)));
		assert_eq!(median(&[9, 1, 5]), Some((5, 3)));
		assert_eq!(median(&[9, 1, 7, 5]), Some((5, 4)));
		assert_eq!(median(&[4, 4, 4, 1, 9]), Some((4, 5)));
	}

	#[test]
	fn zeros_and_other_days_count_for_nobody() {
		assert_eq!(median(&[0, 0]), None);
		assert_eq!(median(&[0, 3]), Some((3, 1)));
		let mut values = fed(6, &[1, 1, 1]);
		values.extend(fed(7, &[5]));
		values.extend(fed(8, &[9, 9, 9]));
		assert_eq!(lower_median(values, 7), Some((PerUnit::from_u32(5), 1)));
	}

	#[test]
	fn complete_when_all_have_fed() {
		assert!(!is_complete(3, 4));
		assert!(is_complete(4, 4));
		assert!(is_complete(1, 1));
		assert!(!is_complete(0, 0));
	}

	#[test]
	fn quorate_with_a_quorum_or_all() {
		assert!(!is_quorate(2, 4, 3));
		assert!(is_quorate(3, 4, 3));
		assert!(is_quorate(2, 2, 3));
		assert!(!is_quorate(0, 0, 3));
		assert!(!is_quorate(0, 4, 0));
	}

	#[test]
	fn close_includes_both_bounds() {
		let inner = PerUnit::from_inner;
		for last in [100, 1_000_000_007] {
			assert!(is_close(inner(2 * last), inner(last), 200));
			assert!(!is_close(inner(2 * last + 1), inner(last), 200));
			assert!(is_close(inner(last.div_ceil(2)), inner(last), 200));
			assert!(!is_close(inner(last.div_ceil(2) - 1), inner(last), 200));
		}
	}

	#[test]
	fn close_survives_the_extremes() {
		let (one, max) = (PerUnit::from_inner(1), PerUnit::from_inner(u128::MAX));
		assert!(is_close(max, max, u32::MAX));
		assert!(!is_close(one, max, u32::MAX));
		assert!(!is_close(max, one, u32::MAX));
		assert!(is_close(PerUnit::from_inner(u128::MAX / 2 + 1), max, 200));
		assert!(!is_close(PerUnit::from_inner(u128::MAX / 2), max, 200));
		// Less than 100 % would let nothing pass: it counts as 100 %.
		assert!(is_close(one, one, 0));
		assert!(!is_close(PerUnit::from_inner(2), one, 0));
	}
}
