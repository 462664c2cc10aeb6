//! Two years of real income with noise: whom the rules of release and breach hurt, and whom not. Each
//! day of each draw settles in the real ledger.
//!
//! `NOISE_DRAWS=1000 cargo test --release -p pallet-risk-escrow --test noise -- --nocapture` prints
//! the table of the README and compares it; without the variable it is made of fewer draws, and only
//! what does not depend on them is compared.

mod market;
mod miners;
mod series;

use crate::{
	market::MarketDay,
	miners::{Habit, Luck, Miner},
	series::DAILY_PLEDGE,
};
use dmex_primitives::{Balance, Day};
use pallet_risk_escrow::{Breach, DayFlags};
use sp_runtime::{FixedPointNumber, FixedU128};

const README: &str = include_str!("../../README.md");

const ONE: u128 = FixedU128::DIV;

/// The part of income that a pool charges.
const POOL_FEE: (f64, f64) = (0.0, 0.03);

/// The fee of a miner that works for itself.
const NO_FEE: (f64, f64) = (0.0, 0.0);

const POOL_LUCK: Luck = Luck::Uniform(0.1);

/// How much too small a quotient may be because incomes are whole base units.
const ROUNDING: f64 = 1e-6;

/// A settled day.
struct PaidDay {
	paid: Balance,
	expected: Balance,
	/// The released fraction, in 10⁻¹⁸.
	fraction: u128,
}

/// What became of a miner.
struct Outcome {
	/// When the ledger first proved a breach, and which. Nothing is settled after it.
	frozen: Option<(Day, Breach)>,
	days: Vec<PaidDay>,
	/// Number of days of the terms of certificates that ended.
	ended_days: u64,
	/// The slashed part of their pledges.
	slashed: Balance,
}

impl Outcome {
	/// The part of its instalments that it did not get.
	fn lost(&self) -> f64 {
		let withheld: f64 = self.days.iter().map(|day| (ONE - day.fraction) as f64).sum();
		withheld / ONE as f64 / self.days.len() as f64
	}

	/// What it paid, as a part of what was expected.
	fn paid(&self) -> f64 {
		let sum = |of: fn(&PaidDay) -> Balance| self.days.iter().map(of).sum::<Balance>() as f64;
		sum(|day| day.paid) / sum(|day| day.expected)
	}

	/// The part of the pledges of ended certificates that was slashed; `None` if none ended.
	fn slashed(&self) -> Option<f64> {
		let pledges = self.ended_days as f64 * DAILY_PLEDGE as f64;
		(self.ended_days > 0).then(|| self.slashed as f64 / pledges)
	}

	/// The most it gained over this number of days in a row: the income that its release stands for
	/// and that it did not pay, as a part of what was expected.
	fn gain(&self, days: usize) -> f64 {
		let kept = |day: &PaidDay| {
			day.expected as f64 * (day.fraction as f64 / ONE as f64) - day.paid as f64
		};
		let gain = |days: &[PaidDay]| {
			let expected: Balance = days.iter().map(|day| day.expected).sum();
			days.iter().map(kept).sum::<f64>() / expected as f64
		};
		self.days.windows(days).map(gain).fold(f64::MIN, f64::max)
	}
}

/// One miner over the whole of the two years, or until it is in breach.
fn play(market: &[MarketDay], habit: Habit, seed: u64) -> Outcome {
	let mut series = market::series(market);
	let mut miner = Miner::new(habit, seed);
	let mut outcome = Outcome { frozen: None, days: Vec::new(), ended_days: 0, slashed: 0 };
	for day in market {
		let expected = day.expected(&mut series);
		let paid = miner.pays(day, &mut series);
		let settled = series.settle(paid);
		assert!(settled.record.flags.has(DayFlags::ASSESSED));
		let fraction = settled.fraction.into_inner();
		outcome.days.push(PaidDay { paid, expected, fraction });
		outcome.ended_days += u64::from(settled.ended) * u64::from(series.terms.term);
		outcome.slashed += settled.slash;
		outcome.frozen = series.breach().map(|breach| (settled.day, breach));
		if outcome.frozen.is_some() {
			break;
		}
	}
	outcome
}

fn pooled(luck: Luck) -> Habit {
	Habit::Pays { fee: POOL_FEE, luck }
}

fn solo(blocks: f64) -> Habit {
	Habit::Pays { fee: NO_FEE, luck: Luck::Poisson(blocks) }
}

fn costly(fee: f64) -> Habit {
	Habit::Pays { fee: (fee, fee), luck: POOL_LUCK }
}

fn failing(days: usize) -> Habit {
	Habit::FailsOn { days, fee: POOL_FEE, luck: POOL_LUCK }
}

/// The miners of the table. Two draws of the first ones differ.
fn miners() -> [(&'static str, Habit); 27] {
	[
		("pool, fee 0–3 %, luck ±10 %", pooled(Luck::Uniform(0.1))),
		("pool, fee 0–3 %, luck ±20 %", pooled(Luck::Uniform(0.2))),
		("pool, fee 0–3 %, luck ±30 %", pooled(Luck::Uniform(0.3))),
		("pool, fee 0–3 %, luck ±50 %", pooled(Luck::Uniform(0.5))),
		("pool, fee 0–3 %, luck σ 5 %", pooled(Luck::Gaussian(0.05))),
		("pool, fee 0–3 %, luck σ 10 %", pooled(Luck::Gaussian(0.1))),
		("pool, fee 0–3 %, luck σ 15 %", pooled(Luck::Gaussian(0.15))),
		("pool, fee 0–3 %, luck σ 20 %", pooled(Luck::Gaussian(0.2))),
		("pool, fee 0–3 %, luck σ 30 %", pooled(Luck::Gaussian(0.3))),
		("pool, fee 5 %, luck ±10 %", costly(0.05)),
		("pool, fee 10 %, luck ±10 %", costly(0.1)),
		("pool, fee 15 %, luck ±10 %", costly(0.15)),
		("pool, fee 20 %, luck ±10 %", costly(0.2)),
		("pool, fee 25 %, luck ±10 %", costly(0.25)),
		("pool that keeps the transaction fees", Habit::PaysSubsidy { fee: POOL_FEE }),
		("pool, luck ±10 %, 1 day a month without income", failing(1)),
		("pool, luck ±10 %, 2 days a month without income", failing(2)),
		("pool, luck ±10 %, 3 days a month without income", failing(3)),
		("alone, 3 blocks a day", solo(3.0)),
		("alone, 1 block a day", solo(1.0)),
		("alone, 1 block in 5 days", solo(0.2)),
		("always 93 %", Habit::Flat(93)),
		("always 85 %", Habit::Flat(85)),
		("always 80 %", Habit::Flat(80)),
		("always 75 %", Habit::Flat(75)),
		("always the least that releases all", Habit::Least),
		(
			"130 % for 30 days, then the least for 30",
			Habit::PrepaysThenLeast { percent: 130, days: 30, rest: 30 },
		),
	]
}

fn percent(part: f64) -> String {
	match part {
		0.0 => "0".into(),
		part if part.abs() < 0.001 => "< 0.1 %".into(),
		part => format!("{:.1} %", part * 100.0),
	}
}

/// The row of a miner in the README's table.
fn row(name: &str, habit: Habit, outcomes: &[Outcome]) -> String {
	let mean = |of: fn(&Outcome) -> f64| {
		percent(outcomes.iter().map(of).sum::<f64>() / outcomes.len() as f64)
	};
	let mut frozen: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.frozen).collect();
	frozen.sort_unstable_by_key(|(day, _)| *day);
	let streak = |(_, breach): &&(Day, Breach)| matches!(breach, Breach::UnderpaidStreak { .. });
	let streaks = frozen.iter().filter(streak).count();
	let share = percent(frozen.len() as f64 / outcomes.len() as f64);
	let (median, why) = match frozen.len() {
		0 => ("–".into(), "–".into()),
		all => (frozen[all / 2].0.to_string(), format!("{} %", streaks * 100 / all)),
	};
	let gain = match habit.is_random() || !frozen.is_empty() {
		true => "–".into(),
		false => mean(|outcome| outcome.gain(30)),
	};
	let (paid, lost) = (mean(Outcome::paid), mean(Outcome::lost));
	let slashed: Vec<_> = outcomes.iter().filter_map(Outcome::slashed).collect();
	let slashed = match slashed.len() {
		0 => "–".into(),
		all => percent(slashed.iter().sum::<f64>() / all as f64),
	};
	format!("| {name} | {paid} | {share} | {median} | {why} | {lost} | {slashed} | {gain} |")
}

#[test]
fn readme_tells_what_noise_costs() {
	let draws = std::env::var("NOISE_DRAWS").map_or(100, |number| number.parse().unwrap());
	let market = market::days();
	for (name, habit) in miners() {
		let draws = if habit.is_random() { draws } else { 1 };
		let outcomes: Vec<_> = (0..draws).map(|seed| play(&market, habit, seed)).collect();
		let row = row(name, habit, &outcomes);
		println!("{row}");
		let told = if habit.is_random() && draws < 1_000 { format!("| {name} |") } else { row };
		assert!(README.contains(&told), "not in the README: {told}");
	}
}

#[test]
fn honest_pooled_miner_loses_nothing_but_on_days_under_three_quarters() {
	let market = market::days();
	for habit in [pooled(POOL_LUCK), pooled(Luck::Gaussian(0.05))] {
		for seed in 0..100 {
			let miner = play(&market, habit, seed);
			assert_eq!((miner.days.len(), miner.frozen, miner.slashed), (730, None, 0));
			for day in miner.days.iter().filter(|day| day.fraction < ONE) {
				assert!(day.paid * 100 < day.expected * 75);
			}
		}
	}
}

/// What it keeps in thirty days is the seven percent that the window tolerates, or a little more
/// where the average falls: a day that pays everything releases everything though its window is under
/// the line.
#[test]
fn miner_that_pays_the_least_keeps_seven_percent() {
	let market = market::days();
	let steady = play(&vec![market[0]; 730], Habit::Least, 0);
	assert!((steady.gain(30) - 0.07).abs() < ROUNDING, "{}", steady.gain(30));
	let real = play(&market, Habit::Least, 0).gain(730);
	assert!((0.07..0.072).contains(&real), "{real}");
}
