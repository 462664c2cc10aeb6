//! Days on which the income of a network changed as it did in reality: see `tests/data`. The operators
//! feed what a unit earned, and nobody needs the council.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{AverageStatus, MarketAverages, SeriesId};
use dmex_runtime::{Governance, RuntimeGenesisConfig};
use pallet_democracy::Conviction;
use pallet_risk_escrow::{
	Breach, Call as Escrow, DayFlags, DayRecords, Error, Event, Positions, SeriesState,
};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{traits::One, DispatchResult, FixedPointNumber, FixedU128};

const HALVING: &str = include_str!("../../../../tests/data/btc-halving-2024.csv");
const SWINGS: &str = include_str!("../../../../tests/data/bch-eda-2017.csv");
const END: &str = include_str!("../../../../tests/data/eth-merge-2022.csv");

/// Units of the two certificates that are sold.
const UNITS: Balance = 20;

/// What an honest miner pays of its income, in hundredths, day after day: its pool's fee is three per
/// cent, and its luck good and bad by turns.
const HONEST: [u128; 5] = [97, 88, 106, 92, 102];

/// What a unit earned on this number of days, from a date on.
fn days(data: &str, from: &str, number: usize) -> Vec<PerUnit> {
	let lines = data.lines().skip_while(|line| !line.starts_with(from)).take(number);
	let values = lines.map(|line| line.rsplit(',').next().unwrap());
	let incomes: Vec<_> = values.map(|value| PerUnit::from_float(value.parse().unwrap())).collect();
	assert_eq!(incomes.len(), number);
	incomes
}

/// Bitcoin around the halving, between ten steady days before and ten after.
fn halving() -> Vec<PerUnit> {
	let days = days(HALVING, "2024-04-18", 6);
	[vec![days[0]; 10], days.clone(), vec![days[5]; 10]].concat()
}

/// A chain on which a unit earns `opening` a day when the story begins, and where a value may be this
/// many hundredths of the one before.
fn chain(opening: PerUnit, max_change: u32) -> RuntimeGenesisConfig {
	let mut genesis = genesis(DEV_RUNTIME_PRESET);
	for network in &mut genesis.miner_registry.networks {
		network.opening_average = opening;
		network.max_change = max_change;
	}
	genesis
}

/// Two certificates of Ferdie, Alice's and Bob's, and what a unit earned on each of their days.
struct Mine {
	series: SeriesId,
	first: Day,
	incomes: Vec<PerUnit>,
}

impl Mine {
	/// Sold today, for this number of days.
	fn sold(term: u32) -> Self {
		let series = Plan { term, quantity: 2, ..Plan::default() }.on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		assert_ok!(buy(&bob(), series, &[1], PRICE));
		Self { series, first: today() + 1, incomes: Vec::new() }
	}

	/// A day passes that brings a unit this. Each day is paid as soon as it may be settled: this part of
	/// its income, in hundredths.
	fn pass(&mut self, income: PerUnit, percent: impl Fn(usize) -> u128) {
		let day = self.first + self.incomes.len() as Day;
		self.incomes.push(income);
		to_day(day + 1);
		for operator in [alice(), bob(), charlie(), dave()] {
			assert_ok!(feed(operator, NETWORK, day, income));
		}
		while let Some(day) = self.payable() {
			let number = (day - self.first) as usize;
			let earned = self.incomes[number].saturating_mul_int(UNITS);
			let paid = earned * percent(number) / 100;
			assert_ok!(distribute(&ferdie(), self.series, day, &[paid]));
		}
	}

	/// The oldest unsettled day, if it may be settled now.
	fn payable(&self) -> Option<Day> {
		let day = ledger(self.series).progress.next_day().filter(|day| *day < today())?;
		(Governance::average(NETWORK, day) != AverageStatus::Pending).then_some(day)
	}

	/// Days pass, and Ferdie pays what he earned. No breach can be proved on any of them.
	fn pass_honestly(&mut self, incomes: &[PerUnit]) {
		for income in incomes {
			self.pass(*income, |number| HONEST[number % HONEST.len()]);
			assert!(report(self.series).is_err());
			assert_eq!(ledger(self.series).state.freeze(), None);
		}
	}

	/// Settled days with what they released, and whether they had an average.
	fn settled(&self) -> Vec<(FixedU128, bool)> {
		let record = |day| DayRecords::<Runtime>::get(self.series, day).unwrap();
		let through = ledger(self.series).progress.settled_through;
		let day = |day| {
			let fraction = record(day).release_index - record(day - 1).release_index;
			let known = !record(day).flags.has(DayFlags::NO_AVERAGE);
			(FixedU128::from_inner(fraction), known)
		};
		(self.first..=through).map(day).collect()
	}

	/// Each of this number of days released everything; of these many no average was published.
	fn assert_released(&self, days: usize, disputed: usize) {
		let settled = self.settled();
		assert_eq!(settled.len(), days);
		assert!(settled.iter().all(|(fraction, _)| *fraction == FixedU128::one()), "{settled:?}");
		assert_eq!(settled.iter().filter(|(_, known)| !known).count(), disputed);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.breaches, record.slashes, record.days_late), (0, 0, 0));
	}
}

#[test]
fn the_halving_costs_an_honest_miner_nothing() {
	let incomes = halving();
	execute_with_checks_on(chain(incomes[0], 200), || {
		let mut mine = Mine::sold(40);
		mine.pass_honestly(&incomes);
		// The day after the halving's brought less than half of it.
		mine.assert_released(incomes.len(), 1);
	});
}

#[test]
fn the_halving_excuses_nobody() {
	let incomes = halving();
	execute_with_checks_on(chain(incomes[0], 200), || {
		let mut mine = Mine::sold(40);
		// From the first day on that brought less.
		let fall = 13;
		mine.pass_honestly(&incomes[..fall]);
		let third = |number| if number < fall { HONEST[number % HONEST.len()] } else { 33 };
		for income in &incomes[fall..fall + 8] {
			mine.pass(*income, third);
		}
		let released = mine.settled();
		assert!(released[fall..].iter().all(|(fraction, _)| *fraction < FixedU128::from((1, 3))));
		assert_ok!(report(mine.series));
		let breach = Breach::UnderpaidStreak { days: 7 };
		let referendum = referendum_on(mine.series);
		let (series, reporter) = (mine.series, nobody());
		assert_emitted(Event::BreachReported { series, reporter, breach, referendum });
	});
}

/// Twenty days in which income tripled twice and fell to a third twice, each within a day.
#[test]
fn swings_cost_an_honest_miner_nothing() {
	let incomes = days(SWINGS, "2017-09-26", 20);
	for (max_change, disputed) in [(400, 0), (200, 5)] {
		execute_with_checks_on(chain(incomes[0], max_change), || {
			let mut mine = Mine::sold(40);
			mine.pass_honestly(&incomes);
			mine.assert_released(incomes.len(), disputed);
		});
	}
}

/// Eleven days with income, the last of which was cut short, and fourteen without.
fn end() -> Vec<PerUnit> {
	days(END, "2022-09-05", 25)
}

const EARNING: usize = 11;

fn report_end(series: SeriesId) -> DispatchResult {
	act(nobody(), Escrow::report_income_ended { series })
}

/// Income ends, and after seven averages of zero in a row somebody reports it. However that ends, each
/// holder gets its deposit but the instalments of eleven days, and nothing is slashed.
fn income_ends(then: impl FnOnce(&mut Mine, &[PerUnit])) {
	let incomes = end();
	execute_with_checks_on(chain(incomes[0], 200), || {
		let mut mine = Mine::sold(25);
		let pledged = dmc(&pledges());
		let deposit = Positions::<Runtime>::get(mine.series, 0).unwrap().deposit;
		// The first day without income is disputed: the seven after it count.
		let (before, after) = incomes.split_at(EARNING + 8);
		let (almost, seventh) = before.split_at(EARNING + 7);
		mine.pass_honestly(almost);
		assert_noop!(report_end(mine.series), Error::<Runtime>::IncomeNotEnded);
		mine.pass_honestly(seventh);
		assert_ok!(report_end(mine.series));

		let purses = || [alice(), bob()].map(|holder| balance(&holder, &DOLLAR));
		let had = purses();
		then(&mut mine, after);
		paid_out();
		let unreleased = deposit - deposit / 25 * EARNING as Balance;
		assert_eq!(purses(), had.map(|purse| purse + unreleased));
		assert_eq!(dmc(&pledges()), pledged);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.breaches, record.slashes, record.defaulted), (0, 0, false));
	});
}

#[test]
fn a_vote_on_the_end_of_income_returns_what_is_not_released() {
	income_ends(|mine, _| {
		let referendum = referendum_on(mine.series);
		for voter in [one(), two()] {
			assert_ok!(vote(voter, referendum, true, Conviction::Locked1x, DECISIVE));
		}
		to_block(end_of(referendum) + 1);
		assert!(ledger(mine.series).state.termination().is_some());
	});
}

#[test]
fn the_end_of_the_term_returns_the_same_if_nobody_votes() {
	income_ends(|mine, after| {
		let end = end_of(referendum_on(mine.series));
		// The days of the vote are settled, without income.
		for income in after {
			mine.pass(*income, |_| 0);
		}
		to_block(end.max(System::block_number()) + 1);
		assert_ok!(conclude_vote(mine.series));
		assert_eq!(ledger(mine.series).state, SeriesState::Open);
	});
}
