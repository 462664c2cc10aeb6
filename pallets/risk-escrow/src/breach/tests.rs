//! The table of cases: both sides of each line.

use super::*;

const RULES: ReleaseRules = ReleaseRules {
	full_from: Permill::from_percent(75),
	window_cap: Permill::from_percent(93),
	low_below: Permill::from_percent(80),
};

fn day(paid: Balance, expected: Balance) -> DayCase {
	DayCase { paid, expected, judged: true, tolerant: true, given_up: false }
}

#[test]
fn late_from_the_start_of_the_third_day_after() {
	// Every day is open: day 10 is late when the days 11 and 12 are over.
	assert!(!is_late(overdue(10, 10, 0)));
	assert!(!is_late(overdue(11, 10, 0)));
	assert!(is_late(overdue(12, 10, 0)));
}

#[test]
fn clocks_that_started_later_hold_it_back() {
	assert!(!is_late(overdue(12, 10, 11)));
	assert!(is_late(overdue(13, 10, 11)));
	assert!(!is_late(overdue(5, 10, 11)));
}

#[test]
fn releases_everything_from_three_quarters_on() {
	// A window that is well above its line.
	let before = Window { days: 10, late: 0, paid: 100_000, expected: 100_000 };
	let full = judge(&RULES, &day(7_500, 10_000), &before).unwrap();
	assert_eq!(full, Verdict { released: FixedU128::one(), low: true });
	let part = judge(&RULES, &day(7_499, 10_000), &before).unwrap();
	assert_eq!(part.released, FixedU128::from_rational(7_499, 10_000));
}
