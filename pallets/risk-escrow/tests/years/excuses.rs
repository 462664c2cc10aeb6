//! Who pays less than it earned, and names the year as its reason.

use super::*;

/// The first day of the year that brought less than this part of the day before.
fn first_fall(year: &Year, part: f64) -> usize {
	1 + year.incomes.windows(2).position(|two| two[1] < two[0] * part).unwrap()
}

/// Pays all it earned until a day, and a third of it from then on. Returns the days from then on to
/// the first breach.
fn pays_a_third_from(year: &Year, day: usize) -> Vec<DayOf> {
	let first = day.saturating_sub(10);
	let days = play(year, first, IN_LOTS, |now| if now < day { 1.0 } else { 1.0 / 3.0 }).1;
	let until = days.iter().position(|day| day.breach.is_some()).expect("no breach");
	days[day - first..=until].to_vec()
}

fn assert_each_withholds_two_thirds(days: &[DayOf]) {
	for day in days {
		assert!((day.withheld - 2.0 / 3.0).abs() < 0.001, "{day:?}");
	}
}

#[test]
fn halving_excuses_nobody() {
	let year = Year::new(data::halving(), STEADY);
	let fall = first_fall(&year, 0.5);
	// Seven assessed days, and the disputed one before them.
	let days = pays_a_third_from(&year, fall);
	assert_each_withholds_two_thirds(&days);
	assert_eq!(days.len(), 8);
	assert_eq!(days[7].breach, Some(Breach::UnderpaidStreak { days: 7 }));
}

#[test]
fn swings_excuse_nobody_on_any_day() {
	let year = Year::new(data::swings(), SWINGING);
	for day in 1..year.len() - 7 {
		let days = pays_a_third_from(&year, day);
		assert_each_withholds_two_thirds(&days);
		assert_eq!(days.len(), 7);
	}
}

/// Where swings are not expected a rise is disputed, and its day measured by the last known average:
/// who knows it keeps a part of that day, and of no other.
#[test]
fn disputed_rise_is_the_only_day_that_releases_more_than_it_paid_for() {
	let year = Year::new(data::swings(), STEADY);
	let mut more = Vec::new();
	for day in 1..year.len() - 12 {
		let days = pays_a_third_from(&year, day);
		let surplus = |day: &&DayOf| day.withheld < 0.66;
		more.extend(days.iter().filter(surplus).map(|day| day.day));
	}
	more.sort_unstable();
	more.dedup();
	assert_eq!(more, [58, 62]);
	assert!(more.iter().all(|day| year.disputed().contains(day)));
}

/// Pays nothing on the last three days before the end: they release nothing, and certificates that
/// end by themselves have three days of their pledge slashed.
#[test]
fn end_that_is_near_excuses_nobody() {
	let year = Year::new(data::end(), STEADY);
	let last = first_fall(&year, 0.5);
	let pays = |day| if (last - 3..last).contains(&day) { 0.0 } else { 1.0 };
	let days = play(&year, 0, DAILY, pays).1;
	let silent = &days[last - 3..last];
	assert!(silent.iter().all(|day| day.withheld == 1.0));
	// One certificate ends on each day from the thirtieth on.
	for day in &days[TERM as usize - 1..] {
		assert_eq!(day.slashed, 3.0, "{day:?}");
	}
}

/// A miner says that the income of its network has ended, and it has not.
#[test]
fn end_that_was_not_is_a_breach_after_seven_days() {
	let year = Year::new(vec![100.0; 60], STEADY);
	let days = play(&year, 0, IN_LOTS, |day| if day < 40 { 1.0 } else { 0.0 }).1;
	assert!(days[40..].iter().all(|day| day.withheld == 1.0));
	let breaches: Vec<_> = days.iter().map(|day| day.breach).collect();
	assert_eq!(breaches[..46], [None; 46]);
	assert_eq!(breaches[46], Some(Breach::UnderpaidStreak { days: 7 }));
}
