//! One series that settles each day on time, in the real ledger.

use crate::market::MarketDay;
use dmex_primitives::{AverageStatus, Balance, Day, Units};
use pallet_risk_escrow::{
	breach::Window,
	ledger::{DayInput, LedgerError, Lookup, Settled},
	Breach, BreachRules, Cohort, DayFlags, DayRecord, ReleaseRules, SeriesLedger, SeriesRules,
};
use sp_runtime::Permill;

const RULES: SeriesRules = SeriesRules {
	release: ReleaseRules {
		full_from: Permill::from_percent(75),
		window_cap: Permill::from_percent(93),
	},
	breach: BreachRules { late: 8, underpaid_streak: 7, late_paid: 10 },
	underpaid_below: Permill::from_percent(80),
};

const UNITS: Units = 10;
const CERTIFICATES: u32 = 100;
const DEPOSIT: Balance = 730_000_000_000;

/// Units of all certificates together.
const ACTIVE_UNITS: u128 = 1_000;

/// All certificates are sold on day 0 and active from day 1 to the end.
pub struct Series {
	ledger: SeriesLedger,
	term: u32,
	records: Records,
}

/// What the ledger looks up. Every day is live.
struct Records {
	sold: Cohort,
	market: Vec<MarketDay>,
	days: Vec<DayRecord>,
}

impl Lookup for Records {
	fn record(&mut self, day: Day) -> Result<DayRecord, LedgerError> {
		self.days.get(day as usize).copied().ok_or(LedgerError::MissingRecord)
	}
	fn cohort(&mut self, start: Day) -> Cohort {
		if start == 1 {
			self.sold
		} else {
			Cohort::default()
		}
	}
	fn average(&mut self, day: Day) -> AverageStatus {
		AverageStatus::Known(self.market[day as usize - 1].average)
	}
	fn live_days(&mut self, day: Day) -> u32 {
		day
	}
}

impl Series {
	pub fn new(market: &[MarketDay]) -> Self {
		let term = market.len() as u32;
		let deposits = DEPOSIT * u128::from(CERTIFICATES);
		let sold = Cohort { certificates: CERTIFICATES, instalments: deposits / u128::from(term) };
		let mut ledger = SeriesLedger::open(0, 0, market[0].average, RULES);
		ledger.sell(0, term, &sold, deposits).unwrap();
		let days = vec![DayRecord::default()];
		Self { ledger, term, records: Records { sold, market: market.to_vec(), days } }
	}

	fn next_day(&self) -> Day {
		self.ledger.progress.next_day().unwrap()
	}

	/// The next day of the market.
	pub fn market(&self) -> MarketDay {
		self.records.market[self.next_day() as usize - 1]
	}

	/// What the next day should pay.
	pub fn expected(&self) -> Balance {
		self.market().expected(ACTIVE_UNITS)
	}

	/// The least that the next day can pay and yet release everything, without a breach.
	pub fn least(&mut self) -> Balance {
		let day = self.next_day();
		let Window { days, paid, expected: all, .. } =
			self.ledger.window(day, &mut self.records).unwrap();
		let expected = self.expected();
		let line = u128::from(81 + days).min(93);
		let window = (line * (all + expected)).div_ceil(100).saturating_sub(paid);
		let floor = if self.ledger.clocks.underpaid_streak < 6 { 75 } else { 80 };
		(floor * expected).div_ceil(100).max(window).min(expected)
	}

	/// Settle the next day as a call of the next morning does.
	pub fn settle(&mut self, paid: Balance) -> Settled {
		let today = self.next_day() + 1;
		let (units, term, written_off) = (UNITS, self.term, false);
		let input = DayInput { units, term, today, paid, written_off };
		let settled = self.ledger.settle_next(&input, &mut self.records).unwrap();
		assert!(settled.record.flags.has(DayFlags::ASSESSED));
		self.records.days.push(settled.record);
		settled
	}

	/// The breach that the ledger proves now.
	pub fn breach(&mut self) -> Option<Breach> {
		let today = self.ledger.progress.settled_through + 1;
		self.ledger.breach(today, &mut self.records).unwrap()
	}
}
