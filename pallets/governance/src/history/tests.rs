use super::*;
use crate::{average::can_strike, Settings};
use proptest::prelude::*;
use sp_runtime::FixedPointNumber as _;
use std::collections::BTreeMap;

fn number(value: u32) -> PerUnit {
	PerUnit::from_u32(value)
}

fn value_of(day: Day, value: u32) -> DayValue {
	DayValue { day, value: number(value) }
}

/// Averages of the days from 100 on.
fn published(values: &[u32]) -> History {
	let mut history = History::default();
	(100..).zip(values).for_each(|(day, value)| history.publish(value_of(day, *value)));
	history
}

#[test]
fn recent_is_the_lower_median_of_the_last_seven_above_zero() {
	let recent = |values| published(values).recent();
	assert_eq!(recent(&[]), None);
	assert_eq!(recent(&[0, 0]), None);
	assert_eq!(recent(&[8, 2]), Some(number(2)));
	assert_eq!(recent(&[8, 2, 5]), Some(number(5)));
	assert_eq!(recent(&[900, 900, 900, 1, 2, 3, 4, 5, 6, 7]), Some(number(4)));
	assert_eq!(recent(&[1, 2, 3, 0, 0, 4, 5, 6, 0, 7]), Some(number(4)));
}

#[test]
fn disputed_values_are_last_fed_and_no_averages() {
	let mut history = published(&[10]);
	history.dispute(value_of(105, 50));
	assert_eq!(history.last_fed(), Some(value_of(105, 50)));
	assert_eq!((history.latest(), history.recent()), (Some(value_of(100, 10)), Some(number(10))));
	history.confirm(value_of(105, 50));
	assert_eq!(history.latest(), Some(value_of(105, 50)));
	assert_eq!(history.disputed.len(), 0);
}

#[test]
fn a_confirmed_value_takes_its_place_in_time() {
	let mut history = published(&[1, 2, 3, 4, 5, 6, 7]);
	history.dispute(value_of(107, 90));
	(108..115).for_each(|day| history.publish(value_of(day, 5)));
	history.confirm(value_of(107, 90));
	assert_eq!(history.latest(), Some(value_of(114, 5)));
	assert_eq!(history.recent(), Some(number(5)));
}

#[test]
fn a_struck_day_is_forgotten_and_stays_fixed() {
	let mut history = published(&[10, 11, 99]);
	history.strike(102);
	assert_eq!(history.last_fed(), Some(value_of(101, 11)));
	assert_eq!(history.latest(), Some(value_of(101, 11)));
	assert_eq!(history.recent(), Some(number(10)));
	assert!(history.is_fixed(102) && !history.is_fixed(103));
}

/// Every average of thirty days was wrong and is struck out: those before are known still.
#[test]
fn seven_averages_are_left_when_all_that_can_be_are_struck_out() {
	let mut history = published(&[7; 100]);
	(200..230).for_each(|day| history.publish(value_of(day, 90)));
	(200..230).for_each(|day| history.strike(day));
	assert_eq!(history.positive.len(), RECENT_AVERAGES);
	assert_eq!((history.recent(), history.last_fed()), (Some(number(7)), Some(value_of(199, 7))));
}

#[test]
fn zero_days_are_those_in_a_row_up_to_the_newest_average() {
	let zero_days = |values| published(values).zero_days();
	assert_eq!(zero_days(&[]), 0);
	assert_eq!(zero_days(&[5, 0, 0]), 2);
	assert_eq!(zero_days(&[0, 5, 0]), 1);
	assert_eq!(zero_days(&[0, 0, 5]), 0);
	assert_eq!(zero_days(&[0; 30]), 30);
	assert_eq!(zero_days(&[0; 99]), MAX_ZERO_DAYS);
}

#[test]
fn a_day_without_an_average_ends_the_row() {
	let mut history = published(&[0; 5]);
	history.publish(value_of(106, 0));
	assert_eq!(history.zero_days(), 1);
	history.dispute(value_of(107, 50));
	assert_eq!(history.zero_days(), 1);
	history.dispute(value_of(108, 0));
	history.publish(value_of(109, 0));
	assert_eq!(history.zero_days(), 1);
	history.confirm(value_of(108, 0));
	assert_eq!(history.zero_days(), 2);
}

#[test]
fn a_struck_day_ends_the_row() {
	let mut history = published(&[0; 5]);
	history.strike(102);
	assert_eq!(history.zero_days(), 2);
	history.strike(104);
	assert_eq!(history.zero_days(), 1);
	history.strike(103);
	assert_eq!(history.zero_days(), 2);
}

/// Feed `value` for the day after the last one. Returns whether it is published.
fn feed(history: &mut History, settings: &Settings, value: u32) -> bool {
	let fed = value_of(history.last_day.map_or(100, |day| day + 1), value);
	let near = settings.too_far_from(history, fed.value).is_none();
	if near {
		history.publish(fed);
	} else {
		history.dispute(fed);
	}
	near
}

const SETTINGS: Settings = Settings { opening: PerUnit::from_u32(100), max_change: 200 };

#[test]
fn the_first_value_is_compared_with_the_opening_average() {
	for (value, passes) in [(200, true), (201, false), (50, true), (49, false), (0, false)] {
		assert_eq!(feed(&mut History::default(), &SETTINGS, value), passes, "{value}");
	}
}

/// Units mistaken: ten times the truth on the first day, the truth from the next day on.
#[test]
fn a_first_value_of_ten_times_the_truth_is_disputed() {
	let mut history = History::default();
	assert!(!feed(&mut history, &SETTINGS, 1_000));
	// The truth is far from what was fed last, and costs one day.
	assert!(!feed(&mut history, &SETTINGS, 100));
	assert!(feed(&mut history, &SETTINGS, 100));
}

/// Whoever alone decides the value raises it day by day by as much as passes: nine times the truth
/// after seven days. Without the median it would be ninety times.
#[test]
fn raising_the_value_each_day_gets_nine_times_as_far_in_seven_days() {
	let mut history = published(&[100; 7]);
	let mut reached = Vec::new();
	for _ in 0..7 {
		let last = history.last_fed().unwrap().value.into_inner() / PerUnit::DIV;
		// Nineteen tenths of the last one, or what the median leaves.
		let highest = (0..=last as u32 * 19 / 10)
			.rev()
			.find(|value| feed(&mut history.clone(), &SETTINGS, *value))
			.unwrap();
		assert!(feed(&mut history, &SETTINGS, highest));
		reached.push(highest);
	}
	assert_eq!(reached, [190, 300, 300, 300, 570, 900, 900]);
}

#[test]
fn a_value_of_more_than_three_times_the_recent_median_is_disputed() {
	let mut history = published(&[100; 7]);
	assert!(feed(&mut history, &SETTINGS, 190));
	assert!(!feed(&mut history.clone(), &SETTINGS, 301));
	assert!(!feed(&mut history, &SETTINGS, 361));
	// The last value allows it, the median does not, day after day.
	for _ in 0..30 {
		assert!(!feed(&mut history, &SETTINGS, 361));
	}
	assert!(feed(&mut history, &SETTINGS, 300));
}

/// A network of whose difficulty an emergency rule makes income triple in a day, and fall again.
#[test]
fn a_network_that_triples_as_a_matter_of_course_needs_no_confirmation() {
	let settings = Settings { max_change: 300, ..SETTINGS };
	let mut history = published(&[100; 7]);
	for _ in 0..20 {
		for value in [300, 290, 100, 110, 105] {
			assert!(feed(&mut history, &settings, value));
		}
	}
}

/// A lasting jump beyond the median needs the council until it is the median.
#[test]
fn a_lasting_jump_beyond_the_median_is_published_after_four_confirmations() {
	let mut history = published(&[100; 7]);
	for day in 107..111 {
		assert!(!feed(&mut history, &SETTINGS, 1_000));
		history.confirm(value_of(day, 1_000));
	}
	assert!(feed(&mut history, &SETTINGS, 1_000));
}

#[test]
fn zero_is_disputed_once_and_so_is_what_follows_it() {
	let mut history = published(&[100; 7]);
	assert!(!feed(&mut history, &SETTINGS, 0));
	assert!(feed(&mut history, &SETTINGS, 0) && feed(&mut history, &SETTINGS, 0));
	assert_eq!(history.zero_days(), 2);
	assert!(!feed(&mut history, &SETTINGS, 100));
	assert!(feed(&mut history, &SETTINGS, 100));
}

/// Zeros are no way around the median: the averages before them still count.
#[test]
fn zeros_do_not_make_the_median_forget() {
	let mut history = published(&[100; 7]);
	(0..50).for_each(|_| {
		feed(&mut history, &SETTINGS, 0);
	});
	assert!(!feed(&mut history, &SETTINGS, 1_000));
	assert!(!feed(&mut history, &SETTINGS, 1_000));
	assert!(!feed(&mut history, &SETTINGS, 200));
	assert!(feed(&mut history, &SETTINGS, 200));
}

/// Everything that ever was, as plain tables.
#[derive(Default)]
struct Naive {
	published: BTreeMap<Day, u32>,
	disputed: BTreeMap<Day, u32>,
	struck: Vec<Day>,
}

impl Naive {
	fn check(&self, history: &History) {
		let newest = |values: &BTreeMap<Day, u32>| {
			values.last_key_value().map(|(day, value)| value_of(*day, *value))
		};
		let (latest, disputed) = (newest(&self.published), newest(&self.disputed));
		assert_eq!(history.latest(), latest);
		let later = [latest, disputed].into_iter().flatten().max_by_key(|fed| fed.day);
		assert_eq!(history.last_fed(), later);
		let mut above: Vec<_> =
			self.published.values().rev().filter(|value| **value > 0).take(7).collect();
		above.sort();
		let middle = above.len().checked_sub(1).map(|last| number(*above[last / 2]));
		assert_eq!(history.recent(), middle);
		let mut zeros = 0;
		if let Some((last, _)) = self.published.last_key_value() {
			while zeros < 30 && self.published.get(&(last - zeros)) == Some(&0) {
				zeros += 1;
			}
		}
		assert_eq!(history.zero_days(), zeros);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]
	/// Whatever is fed, left out, confirmed and struck out, at any time: the bounded lists tell
	/// what all values tell.
	#[test]
	fn bounded_lists_tell_what_all_values_tell(
		steps in prop::collection::vec((0..12u8, 0..4u32, 0..40u32), 1..400),
	) {
		let (mut history, mut naive) = (History::default(), Naive::default());
		let mut today = 1_000;
		for (what, value, back) in steps {
			let day = today - 1;
			let fed = value_of(day, value);
			let then = day - back;
			match what {
				0..=4 if !history.is_fixed(day) => {
					history.publish(fed);
					naive.published.insert(day, value);
				},
				5..=6 if !history.is_fixed(day) => {
					history.dispute(fed);
					naive.disputed.insert(day, value);
				},
				7..=8 => if let Some(value) = naive.disputed.remove(&then) {
					history.confirm(value_of(then, value));
					naive.published.insert(then, value);
				},
				9..=10 if can_strike(then, today) => {
					if naive.published.remove(&then).is_some() {
						history.strike(then);
						naive.struck.push(then);
					}
				},
				_ => today += 1,
			}
			if what < 7 {
				today += 1;
			}
			naive.check(&history);
			prop_assert!(naive.struck.iter().all(|day| history.is_fixed(*day)));
		}
	}
}
