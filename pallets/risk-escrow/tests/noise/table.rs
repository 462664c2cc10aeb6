//! Other miners, for comparison. Whoever is frozen stops there: what it pays and loses is counted
//! up to that day. The other freezes than those for low days in a row are for a low window. What a
//! miner gains is income that its release stands for and that it keeps.

use crate::{
	market,
	miners::{Habit, Luck},
	play_all, pooled, Outcome, POOL_FEE,
};
use pallet_risk_escrow::types::Breach;

/// What a miner that works for itself pays.
const NO_FEE: (f64, f64) = (0.0, 0.0);

const POOL_LUCK: Luck = Luck::Uniform(0.1);

const HEAD: &str = "\
| miner | pays, of expected | frozen | median day | by low days | release lost | most gained in 30 days |
|---|---|---|---|---|---|---|";

type Row = (&'static str, Habit);

fn solo(blocks: f64) -> Habit {
	Habit::Pays { fee: NO_FEE, luck: Luck::Poisson(blocks) }
}

fn costly(fee: f64) -> Habit {
	Habit::Pays { fee: (fee, fee), luck: POOL_LUCK }
}

fn failing(days: usize) -> Habit {
	Habit::FailsOn { days, fee: POOL_FEE, luck: POOL_LUCK }
}

fn rows() -> Vec<Row> {
	vec![
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
		("always the least", Habit::Least),
		(
			"130 % for 30 days, then the least for 30",
			Habit::PrepaysThenLeast { percent: 130, days: 30, rest: 30 },
		),
	]
}

/// Whether two draws can differ.
fn is_random(habit: Habit) -> bool {
	matches!(habit, Habit::Pays { .. } | Habit::FailsOn { .. } | Habit::PaysSubsidy { .. })
}

fn mean(outcomes: &[Outcome], of: impl Fn(&Outcome) -> f64) -> f64 {
	outcomes.iter().map(of).sum::<f64>() / outcomes.len() as f64
}

/// The days on which they were frozen, sorted.
fn frozen_days(outcomes: &[Outcome]) -> Vec<u32> {
	let mut days: Vec<_> = outcomes.iter().filter_map(|o| Some(o.frozen?.0)).collect();
	days.sort_unstable();
	days
}

/// How many of the freezes are for low days in a row; the others are for a low window.
fn runs(outcomes: &[Outcome]) -> usize {
	outcomes.iter().filter(|o| matches!(o.frozen, Some((_, Breach::LowRun { .. })))).count()
}

fn percent(part: f64) -> String {
	match part {
		0.0 => "0".into(),
		part if part.abs() < 0.001 => "< 0.1 %".into(),
		part => format!("{:.1} %", part * 100.0),
	}
}

fn print((name, habit): &Row, outcomes: &[Outcome]) {
	let frozen = frozen_days(outcomes);
	let share = percent(frozen.len() as f64 / outcomes.len() as f64);
	let median = frozen.get(frozen.len() / 2).map_or("–".into(), |day| day.to_string());
	let why = match (frozen.len(), runs(outcomes)) {
		(0, _) => "–".into(),
		(all, runs) => format!("{} %", runs * 100 / all),
	};
	let income = percent(mean(outcomes, Outcome::paid));
	let lost = percent(mean(outcomes, Outcome::lost));
	let gain = match is_random(*habit) || !frozen.is_empty() {
		true => "–".into(),
		false => percent(mean(outcomes, |o| o.gain(30))),
	};
	println!("| {name} | {income} | {share} | {median} | {why} | {lost} | {gain} |");
}

#[test]
fn of_other_miners() {
	let market = market::days();
	let draws = std::env::var("NOISE_DRAWS").map_or(200, |number| number.parse().unwrap());
	println!("{HEAD}");
	for row in rows() {
		let draws = if is_random(row.1) { draws } else { 1 };
		print(&row, &play_all(&market, row.1, draws));
	}
}
