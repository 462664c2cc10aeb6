//! One series that settles each day on time, in the real ledger.

use dmex_primitives::{AverageStatus, Balance, Day, PerUnit, Units};
use pallet_risk_escrow::{
	ledger::{first_day, DayInput, LedgerError, Lookup, Settled, Terms},
	Breach, BreachRules, Cohort, DayRecord, ReleaseRules, SeriesLedger, SeriesRules,
};
use sp_runtime::Permill;
use std::collections::BTreeMap;

const RULES: SeriesRules = SeriesRules {
	release: ReleaseRules {
		full_from: Permill::from_percent(75),
		window_cap: Permill::from_percent(93),
		pool_part: Permill::from_percent(2),
	},
	breach: BreachRules { late: 8, underpaid_streak: 7, late_paid: 10 },
	underpaid_below: Permill::from_percent(80),
};

/// Units of a certificate.
pub const UNITS: Units = 10;

/// Instalment of a certificate.
pub const INSTALMENT: Balance = 1_000_000_000;

/// Pledge for a certificate and each day of its term.
pub const DAILY_PLEDGE: Balance = 1_000_000;

/// When certificates are sold, from day 0 on; they are active from the day after.
#[derive(Clone, Copy)]
pub struct Sales {
	pub term: u32,
	/// Certificates of a sale.
	pub certificates: u32,
	/// Days from one sale to the next.
	pub every: u32,
	/// The day from which nothing is sold.
	pub until: Day,
}

/// A series, with its days in order.
pub struct Series {
	pub ledger: SeriesLedger,
	pub terms: Terms,
	pub records: Records,
	sales: Sales,
}

/// What the ledger looks up. Every day is live.
pub struct Records {
	cohorts: BTreeMap<Day, Cohort>,
	/// The market averages of the days, the first of day 1.
	averages: Vec<AverageStatus>,
	days: Vec<DayRecord>,
}

impl Lookup for Records {
	fn record(&mut self, day: Day) -> Result<DayRecord, LedgerError> {
		self.days.get(day as usize).copied().ok_or(LedgerError::MissingRecord)
	}
	fn cohort(&mut self, start: Day) -> Cohort {
		self.cohorts.get(&start).copied().unwrap_or_default()
	}
	fn average(&mut self, day: Day) -> AverageStatus {
		let average = self.averages.get(day as usize - 1).copied();
		average.unwrap_or(AverageStatus::Pending)
	}
	fn is_struck(&mut self, _: Day) -> bool {
		false
	}
	fn live_days(&mut self, day: Day) -> u32 {
		day
	}
}

impl Series {
	/// A series on its first day of sale. Until an average is known it is measured by `promised`.
	pub fn new(averages: Vec<AverageStatus>, promised: PerUnit, sales: Sales) -> Self {
		let pledge = DAILY_PLEDGE * Balance::from(sales.term);
		let terms = Terms { units: UNITS, term: sales.term, pledge, promised };
		let ledger = SeriesLedger::open(0, 0, promised, RULES);
		let days = vec![DayRecord::default()];
		let records = Records { cohorts: BTreeMap::new(), averages, days };
		let mut series = Self { ledger, terms, records, sales };
		// Day 1 is settled on day 2, after the first two sales.
		series.sell(0);
		series.sell(1);
		series
	}

	fn sell(&mut self, today: Day) {
		let Sales { term, certificates, every, until } = self.sales;
		if today.is_multiple_of(every) && today < until {
			let instalments = INSTALMENT * Balance::from(certificates);
			let sold = Cohort { certificates, instalments };
			let deposits = instalments * Balance::from(term);
			self.ledger.sell(today, term, &sold, deposits).unwrap();
			self.records.cohorts.insert(today + 1, sold);
		}
	}

	/// The oldest day that is not settled.
	pub fn next_day(&self) -> Day {
		self.ledger.progress.next_day().unwrap()
	}

	/// Units of all certificates that are active on it.
	pub fn active_units(&mut self) -> u128 {
		let first = self.records.cohort(self.next_day());
		let active = self.ledger.volume.active.plus(&first).unwrap();
		u128::from(active.certificates) * u128::from(UNITS)
	}

	/// Settle the next day as a call of the next morning does.
	pub fn settle(&mut self, paid: Balance) -> Settled {
		let today = self.next_day() + 1;
		let input = DayInput { terms: self.terms, today, paid, written_off: false };
		let settled = self.ledger.settle_next(&input, &mut self.records).unwrap();
		self.records.days.push(settled.record);
		if let Some(start) = first_day(settled.day, self.terms.term) {
			self.records.cohorts.remove(&start);
		}
		self.sell(today);
		settled
	}

	/// The breach that the ledger proves on the morning on which the last settled day was paid.
	pub fn breach(&mut self) -> Option<Breach> {
		let today = self.ledger.progress.settled_through + 1;
		self.ledger.breach(today, &mut self.records).unwrap()
	}
}
