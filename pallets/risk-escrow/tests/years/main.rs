//! Days on which the income of a network changes as it did in reality. The operators feed the truth,
//! and each day settles in the real ledger: an honest miner loses nothing, nobody needs the council, and
//! whoever takes such a day for an excuse loses its release or is in breach.

mod data;
mod ended;
mod excuses;
mod feeds;
mod honest;
mod miners;
#[path = "../noise/series.rs"]
mod series;

use crate::series::{Sales, Series, DAILY_PLEDGE};
use dmex_primitives::{AverageStatus, Day};
use pallet_risk_escrow::{ledger::Settled, Breach};
use sp_runtime::{traits::One, FixedU128};

/// How many times the value before a value may be, in a network as most are.
const STEADY: f64 = 2.0;

/// The same in a network whose difficulty swings.
const SWINGING: f64 = 4.0;

const TERM: u32 = 30;

/// Each certificate is followed by another, so that the same number is always active.
const IN_LOTS: Sales = Sales { term: TERM, certificates: 100, every: TERM, until: Day::MAX };

/// Each day a certificate is sold, so that on each day one ends.
const DAILY: Sales = Sales { term: TERM, certificates: 1, every: 1, until: Day::MAX };

/// What a unit earned on each day of a year, and the averages that were published of it.
struct Year {
	incomes: Vec<f64>,
	averages: Vec<AverageStatus>,
}

impl Year {
	fn new(incomes: Vec<f64>, max_change: f64) -> Self {
		let averages = feeds::averages(&incomes, max_change);
		Self { incomes, averages }
	}

	/// The year in which something happened, each in networks that may have it.
	fn all() -> Vec<Self> {
		let year = |(incomes, max_change)| Self::new(incomes, max_change);
		let swings = [(data::swings(), STEADY), (data::swings(), SWINGING)];
		let others = [(data::halving(), STEADY), (data::end(), STEADY)];
		swings.into_iter().chain(others).map(year).collect()
	}

	fn len(&self) -> usize {
		self.incomes.len()
	}

	/// Days, from 0 on, without an average.
	fn disputed(&self) -> Vec<usize> {
		(0..self.len()).filter(|day| self.averages[*day].known().is_none()).collect()
	}

	/// A series that is first sold on the eve of this day.
	fn series(&self, first: usize, sales: Sales) -> Series {
		let known = self.averages[..first].iter().rev().find_map(|average| average.known());
		let promised = known.unwrap_or(feeds::per_unit(self.incomes[0]));
		Series::new(self.averages[first..].to_vec(), promised, sales)
	}
}

/// A settled day, as its miner sees it.
#[derive(Clone, Copy, PartialEq, Debug)]
struct DayOf {
	/// Day of the year, from 0 on.
	day: usize,
	/// The part of its release that was withheld.
	withheld: f64,
	/// What was slashed, in pledges for a certificate and day.
	slashed: f64,
	/// The breach that the ledger proves after it.
	breach: Option<Breach>,
}

impl DayOf {
	fn new(day: usize, settled: &Settled, breach: Option<Breach>) -> Self {
		let withheld = (FixedU128::one() - settled.fraction).to_float();
		Self { day, withheld, slashed: settled.slash as f64 / DAILY_PLEDGE as f64, breach }
	}
}

/// A series over the days of a year from `first` on. Each day pays this share of what its units earned.
fn play(
	year: &Year,
	first: usize,
	sales: Sales,
	mut share: impl FnMut(usize) -> f64,
) -> (Series, Vec<DayOf>) {
	let mut series = year.series(first, sales);
	let days = (first..year.len()).map(|day| {
		let earned = year.incomes[day] * series.active_units() as f64;
		let settled = series.settle((earned * share(day)).round() as u128);
		DayOf::new(day, &settled, series.breach())
	});
	let days = days.collect();
	(series, days)
}
