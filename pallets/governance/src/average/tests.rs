use super::*;
use proptest::prelude::*;

fn inner(value: u128) -> PerUnit {
	PerUnit::from_inner(value)
}

fn fed(day: Day, values: &[u128]) -> Vec<DayValue> {
	values.iter().map(|value| DayValue { day, value: inner(*value) }).collect()
}

fn middle_of(values: &[u128], last: u128) -> Option<(u128, u32)> {
	middle(fed(7, values), 7, inner(last)).map(|(value, feeds)| (value.into_inner(), feeds))
}

/// Whether a value is published after `last`, with `recent` as the median of the last averages.
fn passes(value: u128, last: u128, recent: u128, max_change: u32) -> bool {
	too_far_from(inner(value), inner(last), inner(recent), max_change).is_none()
}

#[test]
fn the_time_for_a_day_is_up_on_the_second_day_after_it() {
	assert_eq!([0, 1, 2, 9].map(last_due), [None, None, Some(0), Some(7)]);
}

#[test]
fn an_average_can_be_struck_out_for_thirty_days() {
	assert!(can_strike(70, 71) && can_strike(70, 100));
	assert!(!can_strike(70, 101));
}

#[test]
fn an_odd_number_of_feeds_has_one_in_the_middle() {
	assert_eq!(middle_of(&[], 5), None);
	assert_eq!(middle_of(&[5], 1), Some((5, 1)));
	assert_eq!(middle_of(&[9, 1, 5], 9), Some((5, 3)));
	assert_eq!(middle_of(&[4, 4, 4, 1, 9], 9), Some((4, 5)));
}

#[test]
fn of_two_in_the_middle_the_one_nearer_to_the_last_average_counts() {
	assert_eq!(middle_of(&[9, 5], 8), Some((9, 2)));
	assert_eq!(middle_of(&[9, 5], 6), Some((5, 2)));
	assert_eq!(middle_of(&[9, 5], 100), Some((9, 2)));
	assert_eq!(middle_of(&[9, 5], 0), Some((5, 2)));
	assert_eq!(middle_of(&[90, 1, 7, 5], 7), Some((7, 4)));
	// As near: the lower.
	assert_eq!(middle_of(&[9, 5], 7), Some((5, 2)));
}

#[test]
fn zero_is_a_value_and_other_days_count_for_nobody() {
	assert_eq!(middle_of(&[0, 0, 3], 3), Some((0, 3)));
	assert_eq!(middle_of(&[0, 3, 3], 3), Some((3, 3)));
	assert_eq!(middle_of(&[0, 3], 3), Some((3, 2)));
	let mut values = fed(6, &[1, 1, 1]);
	values.extend(fed(7, &[5]));
	values.extend(fed(8, &[9, 9, 9]));
	assert_eq!(middle(values, 7, inner(1)), Some((inner(5), 1)));
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
fn both_bounds_of_the_last_value_pass() {
	for last in [100, 1_000_000_007u128] {
		let near = |value| passes(value, last, last, 200);
		assert!(near(2 * last) && !near(2 * last + 1));
		assert!(near(last.div_ceil(2)) && !near(last.div_ceil(2) - 1));
	}
}

#[test]
fn both_bounds_of_the_recent_median_pass() {
	// The last value leaves room for ten times, the median for three.
	let near = |value| passes(value, 100, 100, 1_000);
	assert!(near(300) && !near(301));
	assert!(near(34) && !near(33));
}

#[test]
fn the_base_is_what_a_value_is_too_far_from() {
	let base = |value, last, recent| too_far_from(inner(value), inner(last), inner(recent), 200);
	assert_eq!(base(201, 100, 30), Some(inner(100)));
	assert_eq!(base(200, 100, 30), Some(inner(30)));
	assert_eq!(base(90, 100, 30), None);
}

#[test]
fn nothing_but_zero_follows_or_precedes_zero() {
	assert!(passes(0, 0, 100, 200));
	assert!(!passes(0, 100, 100, 200) && !passes(0, 1, 1, 1_000));
	assert!(!passes(100, 0, 100, 200) && !passes(1, 0, 1, 1_000));
}

#[test]
fn the_extremes_are_compared_exactly() {
	let max = u128::MAX;
	assert!(passes(max, max, max, u32::MAX));
	assert!(!passes(1, max, max, u32::MAX) && !passes(max, 1, 1, u32::MAX));
	assert!(passes(max / 2 + 1, max, max, 200) && !passes(max / 2, max, max, 200));
	// Less than 100 % would let nothing pass: it counts as 100 %.
	assert!(passes(1, 1, 1, 0) && !passes(2, 1, 1, 0));
}

proptest! {
	#[test]
	fn the_middle_is_fed_and_between_the_halves(
		mut values in prop::collection::vec(0..1_000u128, 1..16),
		last in 0..1_000u128,
	) {
		let (value, feeds) = middle_of(&values, last).unwrap();
		values.sort();
		let (lower, upper) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
		prop_assert_eq!(feeds as usize, values.len());
		prop_assert!(value == lower || value == upper);
		let other = lower + upper - value;
		prop_assert!(value.abs_diff(last) <= other.abs_diff(last));
		prop_assert!(value.abs_diff(last) < other.abs_diff(last) || value <= other);
	}

	/// A minority of the feeds never moves the value out of what the others fed.
	#[test]
	fn a_minority_decides_nothing(
		honest in prop::collection::vec(90..110u128, 3..8),
		liars in prop::collection::vec(0..10_000u128, 0..7),
	) {
		let liars = &liars[..liars.len().min(honest.len() - 1)];
		let all: Vec<_> = honest.iter().chain(liars).copied().collect();
		let (value, _) = middle_of(&all, 100).unwrap();
		prop_assert!((90..110).contains(&value));
	}

	/// Whatever is near to one value is within its bounds, by division in whole numbers.
	#[test]
	fn nearness_is_exact(value in 1..10_000u128, last in 1..10_000u128, percent in 100..1_001u32) {
		let p = u128::from(percent);
		let near = value * 100 <= last * p && last * 100 <= value * p;
		prop_assert_eq!(is_close(inner(value), inner(last), percent), near);
	}
}
