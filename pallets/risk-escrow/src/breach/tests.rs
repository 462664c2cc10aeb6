//! The table of cases: both sides of every line. `random` compares the assessment with a naive one.

use super::*;
use crate::{mock::RULES, types::BreachRules};

mod breaches;
mod random;

/// A window that is far above its line: only the day itself can hold anything back.
const GOOD: Window = Window {
	days: 29,
	late: 0,
	paid: 319_000,
	expected: 290_000,
	ratios: FixedU128::from_inner(FixedU128::DIV / 10 * 319),
};

const NONE: Window =
	Window { days: 0, late: 0, paid: 0, expected: 0, ratios: FixedU128::from_inner(0) };

fn day(paid: Balance, expected: Balance) -> DayCase {
	DayCase { paid, expected, assessed: true, tolerant: true, late: false, written_off: false }
}

/// Assessed days that were paid on time, each as the others.
fn window(days: u32, paid: Balance, expected: Balance) -> Window {
	let all = FixedU128::DIV * u128::from(days);
	let ratios = ratio(paid, all, expected, Rounding::Up).unwrap_or(all);
	Window { days, late: 0, paid, expected, ratios: FixedU128::from_inner(ratios) }
}

/// The same window whose days paid `ratios` ten-thousandths together.
fn with_ratios(window: Window, ratios: u128) -> Window {
	Window { ratios: FixedU128::from_inner(ratios * (FixedU128::DIV / 10_000)), ..window }
}

fn part(paid: u128, expected: u128) -> FixedU128 {
	FixedU128::from_inner(FixedU128::DIV * paid / expected)
}

fn with_cap(window_cap: Permill) -> ReleaseRules {
	ReleaseRules { window_cap, ..RULES.release }
}

fn released(case: DayCase, before: Window) -> FixedU128 {
	case.fraction(&RULES.release, &before).unwrap()
}

fn underpaid(case: DayCase) -> bool {
	case.is_underpaid(&RULES).unwrap()
}

/// A case each: its name, the day, the window before it, and what it releases.
type ReleaseCase = (&'static str, DayCase, Window, FixedU128);

fn check_releases(cases: &[ReleaseCase]) {
	for (name, case, before, expected) in cases {
		assert_eq!(released(*case, *before), *expected, "{name}");
	}
}

mod late {
	use super::*;

	#[test]
	fn from_two_live_days_on() {
		// The live days up to yesterday, up to the day, when the clocks started; how late; late?
		let cases = [
			("the day after, all open", 10, 10, 0, 0, false),
			("two days after", 11, 10, 0, 1, false),
			("three days after", 12, 10, 0, 2, true),
			("clocks started that day", 12, 10, 10, 2, true),
			("clocks started a day later", 12, 10, 11, 1, false),
			("and now it is late", 13, 10, 11, 2, true),
			("clocks started today", 12, 10, 12, 0, false),
			("the calendar stopped", 10, 10, 10, 0, false),
			("before the day", 9, 10, 0, 0, false),
			("before the clocks started", 5, 3, 11, 0, false),
			("a whole calendar", u32::MAX, 0, 0, u32::MAX, true),
		];
		for (name, now, at, clock_start, days, late) in cases {
			assert_eq!(overdue(now, at, clock_start), days, "{name}");
			assert_eq!(is_late(days), late, "{name}");
		}
	}
}

mod underpaid {
	use super::*;

	#[test]
	fn under_eighty_percent() {
		assert!(underpaid(day(7_999, 10_000)));
		assert!(!underpaid(day(8_000, 10_000)));
	}

	#[test]
	fn exactly_at_any_size() {
		// 80 % of 3 is 2.4, of 10³⁰ + 1 a little more than 8 × 10²⁹.
		assert!(underpaid(day(2, 3)));
		assert!(!underpaid(day(3, 3)));
		let expected = 10u128.pow(30) + 1;
		assert!(underpaid(day(8 * 10u128.pow(29), expected)));
		assert!(!underpaid(day(8 * 10u128.pow(29) + 1, expected)));
	}

	#[test]
	fn when_nothing_is_paid_though_something_is_expected() {
		assert!(underpaid(day(0, 1)));
		assert!(!underpaid(day(0, 0)));
	}

	#[test]
	fn only_if_assessed() {
		assert!(!underpaid(DayCase { assessed: false, ..day(0, 10_000) }));
		assert!(!underpaid(DayCase { assessed: false, tolerant: false, ..day(0, 10_000) }));
	}

	#[test]
	fn when_written_off_and_assessed() {
		assert!(underpaid(DayCase { written_off: true, ..day(0, 10_000) }));
		assert!(!underpaid(DayCase { written_off: true, assessed: false, ..day(0, 10_000) }));
	}

	#[test]
	fn by_the_line_that_governance_sets() {
		let rules = SeriesRules { underpaid_below: Permill::from_percent(50), ..RULES };
		assert_eq!(day(4_999, 10_000).is_underpaid(&rules), Ok(true));
		assert_eq!(day(5_000, 10_000).is_underpaid(&rules), Ok(false));
	}
}

mod full_release {
	use super::*;

	#[test]
	fn from_three_quarters_on() {
		check_releases(&[
			("74.99 %", day(7_499, 10_000), GOOD, part(7_499, 10_000)),
			("75 %", day(7_500, 10_000), GOOD, FixedU128::one()),
			("75 % of an odd sum", day(7_501, 10_001), GOOD, FixedU128::one()),
			("just under", day(7_500, 10_001), GOOD, part(7_500, 10_001)),
			("all", day(10_000, 10_000), GOOD, FixedU128::one()),
			("nothing", day(0, 10_000), GOOD, FixedU128::zero()),
		]);
	}

	#[test]
	fn while_the_window_is_on_its_line() {
		// 80 % and a point for each assessed day, this one included, at most 93 %.
		for (days, line) in [(1, 81), (5, 85), (12, 92), (13, 93), (14, 93), (30, 93)] {
			let paid = if days == 1 { line * 100 } else { 9_000 };
			let (all, needed) = (u128::from(days) * 10_000, u128::from(days) * line * 100);
			let before = |total: u128| window(days - 1, total - paid, all - 10_000);
			let at = released(day(paid, 10_000), before(needed));
			assert_eq!(at, FixedU128::one(), "{days} days at {line} %");
			if days > 1 {
				let under = released(day(paid, 10_000), before(needed - 1));
				assert_eq!(under, part(paid, 10_000), "{days} days just under {line} %");
			}
		}
		// The first day is its whole window.
		assert_eq!(released(day(8_099, 10_000), NONE), part(8_099, 10_000));
	}

	#[test]
	fn is_not_for_a_day_that_pays_too_little_whatever_the_window() {
		assert_eq!(released(day(7_499, 10_000), GOOD), part(7_499, 10_000));
	}

	#[test]
	fn of_a_day_that_pays_everything_needs_no_window() {
		let bad = window(29, 0, 290_000);
		check_releases(&[
			("all of it", day(10_000, 10_000), bad, FixedU128::one()),
			("more than all", day(25_000, 10_000), bad, FixedU128::one()),
			("one base unit less", day(9_999, 10_000), bad, part(9_999, 10_000)),
		]);
	}

	#[test]
	fn counts_a_day_that_is_not_assessed_outside_its_window() {
		let unassessed = |paid| DayCase { assessed: false, ..day(paid, 10_000) };
		check_releases(&[
			("no window holds", unassessed(7_500), NONE, FixedU128::one()),
			("under three quarters", unassessed(7_499), NONE, part(7_499, 10_000)),
			("one day at 81 %", unassessed(7_500), window(1, 8_100, 10_000), FixedU128::one()),
			("just under", unassessed(7_500), window(1, 8_099, 10_000), part(7_500, 10_000)),
			// Counted in, it would lift the window over its line.
			("it cannot help", unassessed(9_999), window(1, 8_099, 10_000), part(9_999, 10_000)),
			("30 days at 93 %", unassessed(7_500), window(30, 279_000, 300_000), FixedU128::one()),
			("under", unassessed(7_500), window(30, 278_999, 300_000), part(7_500, 10_000)),
		]);
	}

	#[test]
	fn ramps_up_to_the_cap_that_governance_sets() {
		let rules = with_cap(Permill::from_percent(80));
		let fraction = |before| day(8_000, 10_000).fraction(&rules, &before).unwrap();
		assert_eq!(fraction(window(29, 232_000, 290_000)), FixedU128::one());
		assert_eq!(fraction(window(29, 231_999, 290_000)), part(8_000, 10_000));
		// A cap of 100 % is reached on the twentieth day, and no line is above it.
		let rules = with_cap(Permill::from_percent(100));
		let fraction = |before| day(9_999, 10_000).fraction(&rules, &before).unwrap();
		assert_eq!(fraction(window(18, 178_501, 180_000)), FixedU128::one());
		assert_eq!(fraction(window(29, 290_000, 290_000)), part(9_999, 10_000));
		assert_eq!(fraction(window(29, 290_001, 290_000)), FixedU128::one());
		assert_eq!(fraction(window(u32::MAX - 1, 290_001, 290_000)), FixedU128::one());
	}
}

mod two_windows {
	use super::*;

	/// Twenty-nine days, the line of the next one is at 93 %: in money 27.9 of 30 with this day, and on
	/// average too.
	fn before(paid: Balance, ratios: u128) -> Window {
		with_ratios(window(29, paid, 290_000), ratios)
	}

	#[test]
	fn must_both_hold_for_a_full_release() {
		let (at, over) = (279_000 - 9_000, 290_000);
		check_releases(&[
			("both at the line", day(9_000, 10_000), before(at, at), FixedU128::one()),
			("money under", day(9_000, 10_000), before(at - 1, over), part(9, 10)),
			("days under", day(9_000, 10_000), before(over, at - 1), part(9, 10)),
		]);
	}

	#[test]
	fn must_both_be_underpaid_for_a_breach() {
		let breach = |paid, ratios| {
			let all = with_ratios(window(20, paid, 200_000), ratios);
			find(&RULES, 0, 0, &all).unwrap().is_some()
		};
		assert!(breach(159_999, 159_999));
		assert!(!breach(160_000, 0));
		assert!(!breach(0, 160_000));
	}

	/// The window of days, each with what was paid and expected.
	fn of(days: &[(Balance, Balance)]) -> Window {
		let case = |(paid, expected): &(Balance, Balance)| day(*paid, *expected);
		days.iter().map(case).try_fold(NONE, |all, next| all.and(&next)).unwrap()
	}

	/// A miner holds large certificates under another name for ten days, and pays itself all of their
	/// income, so that in money its windows are good; a small tail of holders gets 75.7 % for 27 days.
	#[test]
	fn hold_no_small_tail_down_behind_days_of_large_certificates() {
		let large = [(1_100_000, 1_000_000); 10];
		let tail = [(757, 1_000); 27];
		let all = [&large[..], &tail[..]].concat();
		for days in 11..=all.len() {
			let last = of(&all[days.saturating_sub(30)..days]);
			assert!(last.money_reaches(Permill::from_percent(93)).unwrap(), "{days} days");
		}
		// From the tenth day of the tail on nothing is tolerated any more.
		let fraction = |tail_days: usize| {
			let days = 9 + tail_days;
			released(day(757, 1_000), of(&all[days.saturating_sub(29)..days]))
		};
		let tolerated = (1..=27).filter(|days| fraction(*days) == FixedU128::one()).count();
		assert_eq!(tolerated, 9);
		assert!((10..=27).all(|days| fraction(days) == part(757, 1_000)));
		// Each day of the tail is underpaid: seven of them are a breach.
		assert!(underpaid(day(757, 1_000)));
	}

	/// One bad day of a hundred certificates, before nineteen good days of one.
	#[test]
	fn freeze_no_miner_for_one_bad_day_of_many_certificates() {
		let all = of(&[&[(0, 100_000)][..], &[(1_000, 1_000); 19]].concat());
		assert!(!all.money_reaches(RULES.underpaid_below).unwrap());
		assert_eq!(find(&RULES, 0, 1, &all), Ok(None));
	}
}

mod proportional_release {
	use super::*;

	#[test]
	fn of_a_day_without_tolerance() {
		// Up to `grace_until` or frozen: such days are never assessed.
		let strict = |paid| DayCase { assessed: false, tolerant: false, ..day(paid, 1_000) };
		check_releases(&[
			("99.9 %", strict(999), GOOD, part(999, 1_000)),
			("99.9 % and no window", strict(999), NONE, part(999, 1_000)),
			("half", strict(500), GOOD, part(500, 1_000)),
			("nothing", strict(0), GOOD, FixedU128::zero()),
			("all", strict(1_000), NONE, FixedU128::one()),
			("more than all", strict(1_001), NONE, FixedU128::one()),
		]);
	}

	#[test]
	fn is_rounded_down() {
		let third = released(day(1, 3), NONE);
		assert_eq!(third.into_inner(), 333_333_333_333_333_333);
		let strict = DayCase { assessed: false, tolerant: false, ..day(2, 3) };
		assert_eq!(released(strict, NONE).into_inner(), 666_666_666_666_666_666);
		// So near to all that it could round up to one.
		let near = DayCase { assessed: false, tolerant: false, ..day(u128::MAX - 1, u128::MAX) };
		assert_eq!(released(near, NONE).into_inner(), FixedU128::DIV - 1);
	}

	#[test]
	fn is_nothing_where_nothing_is_expected() {
		let unassessed = |paid| DayCase { assessed: false, ..day(paid, 0) };
		let strict = DayCase { tolerant: false, ..unassessed(7) };
		check_releases(&[
			("nothing paid", unassessed(0), NONE, FixedU128::zero()),
			("something paid", unassessed(7), NONE, FixedU128::zero()),
			("a good window", unassessed(7), GOOD, FixedU128::zero()),
			("without tolerance", strict, GOOD, FixedU128::zero()),
		]);
	}

	#[test]
	fn is_nothing_of_a_day_written_off() {
		let written_off = |case| DayCase { written_off: true, ..case };
		let unassessed = DayCase { assessed: false, ..day(0, 10_000) };
		let strict = DayCase { tolerant: false, ..unassessed };
		check_releases(&[
			("nothing paid", written_off(day(0, 10_000)), GOOD, FixedU128::zero()),
			("nothing expected", written_off(DayCase { expected: 0, ..unassessed }), GOOD, {
				FixedU128::zero()
			}),
			("not assessed", written_off(unassessed), GOOD, FixedU128::zero()),
			("without tolerance", written_off(strict), GOOD, FixedU128::zero()),
			("even if paid", written_off(day(10_000, 10_000)), GOOD, FixedU128::zero()),
		]);
	}
}

mod windows {
	use super::*;

	fn record(
		assessed: u32,
		late_paid: u32,
		assessed_paid: u128,
		assessed_expected: u128,
		assessed_ratios: u128,
	) -> DayRecord {
		DayRecord {
			assessed,
			late_paid,
			assessed_paid,
			assessed_expected,
			assessed_ratios,
			..Default::default()
		}
	}

	#[test]
	fn lie_between_two_records() {
		let (from, to) = (record(3, 1, 250, 300, 20), record(10, 4, 900, 1_000, 90));
		let ratios = FixedU128::from_inner(70);
		let between = Window { days: 7, late: 3, paid: 650, expected: 700, ratios };
		assert_eq!(Window::between(&from, &to), Ok(between));
		assert_eq!(Window::between(&to, &to), Ok(NONE));
	}

	#[test]
	fn never_lie_backwards() {
		let to = record(10, 4, 900, 1_000, 90);
		for from in [
			record(11, 4, 900, 1_000, 90),
			record(10, 5, 900, 1_000, 90),
			record(10, 4, 901, 1_000, 90),
			record(10, 4, 900, 1_001, 90),
			record(10, 4, 900, 1_000, 91),
		] {
			assert_eq!(Window::between(&from, &to), Err(ArithmeticError::Underflow));
		}
	}

	#[test]
	fn grow_by_a_day_that_is_assessed() {
		let grown = window(7, 650, 700).and(&day(90, 100));
		assert_eq!(grown, Ok(window(8, 740, 800)));
		let late = window(7, 650, 700).and(&DayCase { late: true, ..day(90, 100) });
		assert_eq!(late, Ok(Window { late: 1, ..window(8, 740, 800) }));
		let other = window(7, 650, 700).and(&DayCase { assessed: false, ..day(90, 100) });
		assert_eq!(other, Ok(window(7, 650, 700)));
	}

	#[test]
	fn grow_by_no_more_than_110_percent_of_what_a_day_was_expected_to_earn() {
		let line = |paid, expected| window(7, 650, 700).and(&day(paid, expected));
		assert_eq!(line(110, 100), Ok(window(8, 760, 800)));
		assert_eq!(line(111, 100), Ok(window(8, 760, 800)));
		// Rounded down.
		assert_eq!(line(100, 15), Ok(with_ratios(window(8, 666, 715), 76_000)));
		assert_eq!(
			line(16, 15),
			Ok(Window {
				ratios: FixedU128::from_rational(65, 10)
					+ FixedU128::from_inner(part(16, 15).into_inner()),
				..window(8, 666, 715)
			})
		);
		// A day of which nothing is expected is never assessed.
		assert!(line(100, 0).is_err());
		assert_eq!(counted(u128::MAX, u128::MAX), u128::MAX);
		assert_eq!(paid_part(u128::MAX, u128::MAX), Ok(FixedU128::DIV));
		assert_eq!(paid_part(u128::MAX, 1), Ok(FixedU128::DIV / 10 * 11));
		assert_eq!(paid_part(0, u128::MAX), Ok(0));
	}

	#[test]
	fn add_up_and_are_taken_apart_again() {
		let late = Window { late: 1, ..window(3, 250, 300) };
		let both = Window { late: 1, ..window(7, 650, 700) };
		assert_eq!(window(4, 400, 400).plus(&late), Ok(both));
		assert_eq!(both.minus(&late), Ok(window(4, 400, 400)));
		assert_eq!(late.minus(&both), Err(ArithmeticError::Underflow));
	}

	#[test]
	fn never_wrap() {
		let overflow = Err(ArithmeticError::Overflow);
		assert_eq!(window(1, u128::MAX, 0).and(&day(1, 1)), overflow);
		assert_eq!(window(1, 0, u128::MAX).and(&day(0, 1)), overflow);
		assert_eq!(window(u32::MAX, 0, 0).and(&day(1, 1)), overflow);
	}
}

mod huge_numbers {
	use super::*;

	/// The largest sum that is still compared.
	const MAX: u128 = u128::MAX / 1_000_000;

	#[test]
	fn are_compared_up_to_the_last_that_fit() {
		let assessed = |case| (released(case, NONE), underpaid(case));
		assert_eq!(assessed(day(MAX, MAX)), (FixedU128::one(), false));
		assert_eq!(assessed(day(0, MAX)), (FixedU128::zero(), true));
		// Only a part of the expected income is ever compared.
		assert_eq!(assessed(day(MAX, MAX + 1)), (FixedU128::one(), false));
	}

	#[test]
	fn are_an_error_beyond() {
		for (case, before) in [
			(day(MAX + 1, MAX), NONE),
			(day(MAX, u128::MAX), NONE),
			(day(u128::MAX, u128::MAX), NONE),
			(day(MAX, MAX), window(1, 1, 1)),
			(day(1, 1), window(1, u128::MAX, 1)),
			(day(1, 1), window(1, 1, u128::MAX)),
		] {
			let fraction = case.fraction(&RULES.release, &before);
			assert_eq!(fraction, Err(ArithmeticError::Overflow));
		}
	}

	#[test]
	fn of_a_window_are_an_error_beyond() {
		let overflow = Err(ArithmeticError::Overflow);
		assert_eq!(find(&RULES, 0, 0, &window(20, MAX + 1, 1)), overflow);
		assert_eq!(find(&RULES, 0, 0, &window(20, 1, u128::MAX)), overflow);
		// What needs no window is found whatever is in it.
		let late = Some(Breach::Late { live_days: 8 });
		assert_eq!(find(&RULES, 8, 0, &window(20, u128::MAX, u128::MAX)), Ok(late));
	}

	#[test]
	fn are_divided_whatever_their_size() {
		let strict = |paid, expected| {
			let case = DayCase { assessed: false, tolerant: false, ..day(paid, expected) };
			released(case, NONE).into_inner()
		};
		assert_eq!(strict(u128::MAX, u128::MAX), FixedU128::DIV);
		assert_eq!(strict(u128::MAX / 2, u128::MAX), FixedU128::DIV / 2 - 1);
		assert_eq!(strict(1, u128::MAX), 0);
	}
}
