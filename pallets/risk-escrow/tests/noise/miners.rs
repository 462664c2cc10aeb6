//! Who mines, and what a day brings.

use crate::{market::MarketDay, series::Series, ONE};
use dmex_primitives::Balance;
use pallet_risk_escrow::{breach::MAX_INCOME, Window};
use rand::{rngs::StdRng, seq::index, Rng, SeedableRng};
use rand_distr::{Distribution, Normal, Poisson};

/// What multiplies the income of a day.
#[derive(Clone, Copy)]
pub enum Luck {
	/// One, and up to this part more or less.
	Uniform(f64),
	/// One with this standard deviation, never below zero.
	Gaussian(f64),
	/// Blocks found alone, this number a day in the mean.
	Poisson(f64),
}

impl Luck {
	fn draw(self, rng: &mut StdRng) -> f64 {
		match self {
			Self::Uniform(max) => 1.0 + rng.gen_range(-max..=max),
			Self::Gaussian(deviation) => Normal::new(1.0, deviation).unwrap().sample(rng).max(0.0),
			Self::Poisson(blocks) => Poisson::new(blocks).unwrap().sample(rng) / blocks,
		}
	}
}

/// A miner pays what it earned, or plays.
#[derive(Clone, Copy)]
pub enum Habit {
	/// All it earned, less a fee between two lines.
	Pays { fee: (f64, f64), luck: Luck },
	/// The same, but nothing on some days of each thirty.
	FailsOn { days: usize, fee: (f64, f64), luck: Luck },
	/// All it earned in a pool that keeps the transaction fees of the blocks, and another fee.
	PaysSubsidy { fee: (f64, f64) },
	/// This percentage of what is expected, always.
	Flat(u128),
	/// The least that releases everything.
	Least,
	/// This percentage of what is expected for some days, then the least for others; again and
	/// again.
	PrepaysThenLeast { percent: u128, days: usize, rest: usize },
}

impl Habit {
	/// Whether two draws can differ.
	pub fn is_random(self) -> bool {
		matches!(self, Self::Pays { .. } | Self::FailsOn { .. } | Self::PaysSubsidy { .. })
	}
}

/// A miner in one draw.
pub struct Miner {
	habit: Habit,
	rng: StdRng,
	fee: f64,
	day: usize,
	/// The days of these thirty on which it fails.
	failing: Vec<usize>,
}

impl Miner {
	pub fn new(habit: Habit, seed: u64) -> Self {
		let mut rng = StdRng::seed_from_u64(seed);
		let fee = match habit {
			Habit::Pays { fee, .. } | Habit::FailsOn { fee, .. } | Habit::PaysSubsidy { fee } => {
				rng.gen_range(fee.0..=fee.1)
			},
			_ => 0.0,
		};
		Self { habit, rng, fee, day: 0, failing: Vec::new() }
	}

	/// What it pays for the next day, which brought this to others.
	pub fn pays(&mut self, market: &MarketDay, series: &mut Series) -> Balance {
		let expected = market.expected(series);
		let day = self.day;
		self.day += 1;
		match self.habit {
			Habit::Pays { luck, .. } => self.earned(expected, luck),
			Habit::FailsOn { days, luck, .. } => {
				if day.is_multiple_of(30) {
					self.failing = index::sample(&mut self.rng, 30, days).into_vec();
				}
				let earned = self.earned(expected, luck);
				if self.failing.contains(&(day % 30)) {
					0
				} else {
					earned
				}
			},
			Habit::PaysSubsidy { .. } => part(expected, market.subsidy * (1.0 - self.fee)),
			Habit::Flat(percent) => (expected * percent).div_ceil(100),
			Habit::Least => least(expected, series),
			Habit::PrepaysThenLeast { percent, days, rest } => match day % (days + rest) < days {
				true => (expected * percent).div_ceil(100),
				false => least(expected, series),
			},
		}
	}

	/// What it earned, as far as a day may pay it.
	fn earned(&mut self, expected: Balance, luck: Luck) -> Balance {
		let luck = luck.draw(&mut self.rng);
		part(expected, (1.0 - self.fee) * luck).min(expected * MAX_INCOME)
	}
}

fn part(expected: Balance, share: f64) -> Balance {
	(expected as f64 * share) as Balance
}

/// The least that the next day can pay and yet release everything, without a breach.
fn least(expected: Balance, series: &mut Series) -> Balance {
	let day = series.next_day();
	let window = series.ledger.window(day, &mut series.records).unwrap();
	let Window { days, paid, expected: all, ratios, .. } = window;
	let percent = u128::from(81 + days).min(93);
	let money = (percent * (all + expected)).div_ceil(100).saturating_sub(paid);
	let parts = (percent * u128::from(days + 1) * ONE).div_ceil(100);
	let part = parts.saturating_sub(ratios.into_inner());
	let floor = if series.ledger.clocks.underpaid_streak < 6 { 75 } else { 80 };
	let least = (floor * expected).div_ceil(100).max(money).max((part * expected).div_ceil(ONE));
	least.min(expected)
}
