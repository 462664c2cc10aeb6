//! What proves a breach, and what does not quite.

use super::*;

/// Underpaid and late in every way.
const ALL: Window =
	Window { days: 30, late: 30, paid: 0, expected: 300_000, ratios: FixedU128::from_inner(0) };
const UNDERPAID_WINDOW: Breach = Breach::UnderpaidWindow {
	days: 30,
	paid: 0,
	expected: 300_000,
	ratios: FixedU128::from_inner(0),
};

fn late_paid(days: u32, late: u32) -> Window {
	Window { late, ..window(days, 10_000 * u128::from(days), 10_000 * u128::from(days)) }
}

/// A case each: its name, overdue days, underpaid days in a row, the window, the breach.
fn check(cases: &[(&str, u32, u32, Window, Option<Breach>)]) {
	for (name, overdue, underpaid_streak, window, breach) in cases {
		assert_eq!(find(&RULES, *overdue, *underpaid_streak, window), Ok(*breach), "{name}");
	}
}

#[test]
fn of_a_day_overdue() {
	check(&[
		("none", 0, 0, NONE, None),
		("seven live days", 7, 0, NONE, None),
		("eight", 8, 0, NONE, Some(Breach::Late { live_days: 8 })),
		("many", 400, 0, NONE, Some(Breach::Late { live_days: 400 })),
	]);
}

#[test]
fn of_underpaid_days_in_a_row() {
	check(&[
		("six", 0, 6, NONE, None),
		("seven", 0, 7, NONE, Some(Breach::UnderpaidStreak { days: 7 })),
		("the largest count", 0, 255, NONE, Some(Breach::UnderpaidStreak { days: 255 })),
	]);
}

#[test]
fn of_an_underpaid_window() {
	let breach = |days, paid, expected| {
		let Window { ratios, .. } = window(days, paid, expected);
		Some(Breach::UnderpaidWindow { days, paid, expected, ratios })
	};
	check(&[
		("19 days, nothing paid", 0, 0, window(19, 0, 190_000), None),
		("20 days at 80 %", 0, 0, window(20, 160_000, 200_000), None),
		("20 days just under", 0, 0, window(20, 159_999, 200_000), breach(20, 159_999, 200_000)),
		("30 days at 80 %", 0, 0, window(30, 240_000, 300_000), None),
		("30 days just under", 0, 0, window(30, 239_999, 300_000), breach(30, 239_999, 300_000)),
		("nothing was expected", 0, 0, window(30, 0, 0), None),
	]);
}

#[test]
fn of_days_paid_late() {
	check(&[
		("nine", 0, 0, late_paid(30, 9), None),
		("ten", 0, 0, late_paid(30, 10), Some(Breach::LateWindow { days: 10 })),
		("nine of nine", 0, 0, late_paid(9, 9), None),
		("ten of ten", 0, 0, late_paid(10, 10), Some(Breach::LateWindow { days: 10 })),
	]);
}

#[test]
fn are_found_in_order() {
	let few = Window { days: 19, ..ALL };
	check(&[
		("all together", 8, 7, ALL, Some(Breach::Late { live_days: 8 })),
		("nothing overdue", 7, 7, ALL, Some(Breach::UnderpaidStreak { days: 7 })),
		("no streak", 7, 6, ALL, Some(UNDERPAID_WINDOW)),
		("too few days", 7, 6, few, Some(Breach::LateWindow { days: 30 })),
		("just not", 7, 6, Window { late: 9, ..few }, None),
	]);
}

#[test]
fn are_by_the_lines_that_governance_sets() {
	let breach = BreachRules { late: 3, underpaid_streak: 3, late_paid: 5 };
	let rules = SeriesRules { breach, underpaid_below: Permill::from_percent(90), ..RULES };
	assert_eq!(find(&rules, 2, 2, &late_paid(30, 4)), Ok(None));
	assert_eq!(find(&rules, 3, 2, &NONE), Ok(Some(Breach::Late { live_days: 3 })));
	assert_eq!(find(&rules, 2, 3, &NONE), Ok(Some(Breach::UnderpaidStreak { days: 3 })));
	let breach = find(&rules, 2, 2, &late_paid(30, 5));
	assert_eq!(breach, Ok(Some(Breach::LateWindow { days: 5 })));
	assert_eq!(find(&rules, 0, 0, &window(20, 180_000, 200_000)), Ok(None));
	let Window { days, paid, expected, ratios, .. } = window(20, 179_999, 200_000);
	let underpaid = Breach::UnderpaidWindow { days, paid, expected, ratios };
	assert_eq!(find(&rules, 0, 0, &window(20, 179_999, 200_000)), Ok(Some(underpaid)));
}
