//! What an honest miner loses: nothing.

use super::*;
use crate::miners::MAX_FEE;

/// Number of miners that begin on each day, each with its own fee and luck.
const MINERS: u64 = 100;

#[test]
fn the_years_are_as_they_were() {
	let changes = |incomes: &[f64]| -> Vec<_> {
		incomes.windows(2).map(|two| (two[1] / two[0] * 100.0) as u32).collect()
	};
	let within = |incomes: &[f64], from, to| {
		changes(incomes).iter().filter(|change| (from..=to).contains(*change)).count()
	};
	assert_eq!(within(&data::halving(), 0, 49), 1);
	assert_eq!((within(&data::swings(), 290, 400), within(&data::swings(), 25, 35)), (3, 3));
	let end = data::end();
	let last = end.iter().position(|income| *income == 0.0).unwrap();
	assert!(end[..last].iter().all(|income| *income > 0.0));
	assert!(end[last..].iter().all(|income| *income == 0.0));
}

#[test]
fn few_days_are_disputed_and_fewer_where_swings_are_known() {
	let disputed = |incomes, max_change| Year::new(incomes, max_change).disputed();
	// The day after the halving's.
	assert_eq!(disputed(data::halving(), STEADY), [data::STEADY_DAYS + 3]);
	assert_eq!(disputed(data::swings(), STEADY), [20, 21, 58, 61, 62, 64, 65, 102]);
	assert!(disputed(data::swings(), SWINGING).is_empty());
	// The day on which mining ended, and the first without income.
	assert_eq!(disputed(data::end(), STEADY), [24, 25]);
}

/// Wherever it begins and however it sells: never is a breach proved, nothing is slashed, and each day
/// that earned anything releases everything.
#[test]
fn honest_miner_loses_nothing() {
	for year in Year::all() {
		for first in 0..year.len() {
			for (fee, sales) in
				[0.0, MAX_FEE].into_iter().flat_map(|fee| [(fee, IN_LOTS), (fee, DAILY)])
			{
				for day in play(&year, first, sales, |_| 1.0 - fee).1 {
					let withheld = if year.incomes[day.day] > 0.0 { 0.0 } else { 1.0 };
					let fair = DayOf { withheld, slashed: 0.0, breach: None, ..day };
					assert_eq!(day, fair, "first {first}, fee {fee}");
				}
			}
		}
	}
}

/// What luck withholds of days that earned something, as a part of their release. Neither a breach nor
/// a slash follows from it.
fn withheld_by_luck(year: &Year, sales: Sales) -> f64 {
	let (mut days, mut withheld) = (0, 0.0);
	for first in 0..year.len() {
		for seed in 0..MINERS {
			for day in play(year, first, sales, miners::lucky(seed)).1 {
				assert_eq!((day.breach, day.slashed), (None, 0.0), "first {first}, seed {seed}");
				if year.incomes[day.day] > 0.0 {
					days += 1;
					withheld += day.withheld;
				}
			}
		}
	}
	withheld / f64::from(days)
}

/// A few dear days weigh as much as many others, and so do the last ones while sales grow: bad luck on
/// them withholds a little.
#[test]
fn luck_withholds_less_than_a_ten_thousandth() {
	for year in Year::all() {
		for sales in [IN_LOTS, DAILY] {
			let withheld = withheld_by_luck(&year, sales);
			assert!(withheld < 1e-4, "{withheld}");
		}
	}
}
