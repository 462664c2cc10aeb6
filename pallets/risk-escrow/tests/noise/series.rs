//! One series that settles each day on time, by the rules of the pallet and once more by hand.

use crate::market::MarketDay;
use dmex_primitives::{Balance, Day, Units};
use pallet_risk_escrow::{
	breach::{self, Window},
	ledger::{self, Settled},
	types::{
		Breach, BreachRules, Cohort, DayFacts, DayFlags, DayRecord, JudgingRules, ReleaseRules,
		SeriesLedger,
	},
};
use sp_runtime::{FixedPointNumber, FixedU128, Permill};

const RULES: JudgingRules = JudgingRules {
	release: ReleaseRules {
		full_from: Permill::from_percent(75),
		window_cap: Permill::from_percent(93),
	},
	breach: BreachRules { late: 8, low_run: 7, late_paid: 10 },
	low_below: Permill::from_percent(80),
};

const UNITS: Units = 10;
const CERTIFICATES: u32 = 100;
const DEPOSIT: Balance = 730_000_000_000;

/// What all certificates together are.
const ACTIVE_UNITS: u128 = 1_000;

/// All certificates are sold on day 0 and active from day 1 to the end.
pub struct Series {
	ledger: SeriesLedger,
	term: u32,
	records: Vec<DayRecord>,
	/// What each day paid and should have paid, for the rules by hand.
	days: Vec<(Balance, Balance)>,
}

impl Series {
	pub fn new(market: &[MarketDay]) -> Self {
		let term = market.len() as u32;
		let mut ledger = SeriesLedger::open(0, 0, market[0].average, RULES);
		let deposits = DEPOSIT * u128::from(CERTIFICATES);
		let slices = deposits / u128::from(term);
		let sold = Cohort { certificates: CERTIFICATES, slices };
		ledger.sell(0, term, &sold, deposits).unwrap();
		Self { ledger, term, records: vec![DayRecord::default()], days: Vec::new() }
	}

	pub fn expected(&self, market: &MarketDay) -> Balance {
		market.expected(ACTIVE_UNITS)
	}

	/// Low days in a row.
	pub fn low_run(&self) -> u8 {
		self.ledger.low_run
	}

	/// Settle the next day as a call of the next morning does. Every day is open.
	pub fn settle(&mut self, market: &MarketDay, paid: Balance) -> Settled {
		let day = self.ledger.next_day().unwrap();
		let overdue = breach::overdue(day, day, self.ledger.clock_from);
		let late = breach::is_late(overdue);
		let average = Some(market.average);
		let facts = DayFacts { paid, average, open: true, late, given_up: false };
		let (starting, ending) = (self.cohort(day), self.cohort_ending(day));
		let case = self.ledger.case(UNITS, &starting, &facts).unwrap();
		assert_eq!(case.expected, self.expected(market));
		let window = match self.ledger.window_before_next(true) {
			Some(before) => self.window(before),
			None => Window::default(),
		};
		let verdict = breach::judge(&RULES, &case, &window).unwrap();
		let previous = *self.records.last().unwrap();
		let settled =
			self.ledger.settle_day(UNITS, &previous, &starting, &ending, &facts, &verdict).unwrap();
		assert_eq!(settled.day as usize, self.records.len());
		assert!(settled.record.flags.has(DayFlags::JUDGED));
		self.records.push(settled.record);
		self.days.push((paid, case.expected));
		assert_eq!(settled.fraction, self.fraction_by_hand());
		settled
	}

	/// What the ledger proves now.
	pub fn breach(&self) -> Option<Breach> {
		let last = self.ledger.paid_through;
		let before = self.ledger.window_before(last).unwrap();
		let window = self.window(before);
		let found = breach::find(&RULES, 0, self.ledger.low_run.into(), &window).unwrap();
		assert_eq!(found.is_some(), self.breach_by_hand());
		found
	}

	/// The judged days after `before`.
	fn window(&self, before: Day) -> Window {
		Window::between(&self.records[before as usize], self.records.last().unwrap()).unwrap()
	}

	fn cohort(&self, day: Day) -> Cohort {
		match day {
			1 => Cohort {
				certificates: CERTIFICATES,
				slices: ledger::slice(DEPOSIT, self.term) * u128::from(CERTIFICATES),
			},
			_ => Cohort::default(),
		}
	}

	fn cohort_ending(&self, day: Day) -> Cohort {
		ledger::first_day(day, self.term).map(|start| self.cohort(start)).unwrap_or_default()
	}
}

/// The rules once more, on plain lists.
impl Series {
	/// How many days of the last thirty there are, what they paid, each up to 110 % of what it
	/// should have paid, and what they should have paid.
	pub fn last_days(&self, most: usize) -> (u128, Balance, Balance) {
		let last = &self.days[self.days.len().saturating_sub(most)..];
		let sum = |(a, b), (paid, expected): &(Balance, Balance)| {
			(a + paid.min(&(expected + expected / 10)), b + expected)
		};
		let (paid, expected) = last.iter().fold((0, 0), sum);
		(last.len() as u128, paid, expected)
	}

	fn fraction_by_hand(&self) -> FixedU128 {
		let (paid, expected) = *self.days.last().unwrap();
		let (days, window_paid, window_expected) = self.last_days(30);
		let line = (80 + days).min(93);
		let tolerated = paid * 100 >= 75 * expected && window_paid * 100 >= line * window_expected;
		match tolerated || paid >= expected {
			true => FixedU128::from_u32(1),
			false => FixedU128::from_inner(FixedU128::DIV * paid / expected),
		}
	}

	fn breach_by_hand(&self) -> bool {
		let low = |(paid, expected): &(Balance, Balance)| paid * 100 < 80 * expected;
		let run = self.days.iter().rev().take_while(|day| low(day)).count();
		let (days, paid, expected) = self.last_days(30);
		run >= 7 || days >= 20 && low(&(paid, expected))
	}

	/// The least that the next day can pay and yet release everything, without a breach.
	pub fn least(&self, market: &MarketDay) -> Balance {
		let expected = self.expected(market);
		let (days, paid, all) = self.last_days(29);
		let line = (81 + days).min(93);
		let window = (line * (all + expected)).div_ceil(100).saturating_sub(paid);
		let floor = if self.low_run() < 6 { 75 } else { 80 };
		(floor * expected).div_ceil(100).max(window).min(expected)
	}
}
