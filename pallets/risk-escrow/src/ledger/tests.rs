//! The ledger by hand. `model` compares it with a naive one.

use super::*;
use crate::{
	breach::{judge, Window},
	mock::RULES,
};
use std::collections::BTreeMap;

mod model;

const ONE: u128 = FRACTION;

fn income(paid: Balance) -> DayFacts {
	DayFacts { paid, average: None, open: true, late: false, given_up: false }
}

fn releasing(parts: u128) -> Verdict {
	Verdict { released: FixedU128::from_inner(parts), low: false }
}

/// One series with its records, and real money.
struct Book {
	units: Units,
	term: u32,
	today: Day,
	ledger: Option<SeriesLedger>,
	cohorts: BTreeMap<Day, Cohort>,
	days: BTreeMap<Day, DayRecord>,
	positions: Vec<Option<Position>>,
	escrow: Balance,
	income: Balance,
	miner: Balance,
	/// Slashed pledges, in DMC.
	slashed: Balance,
}

impl Book {
	fn new(units: Units, term: u32, today: Day) -> Self {
		Self {
			units,
			term,
			today,
			ledger: None,
			cohorts: BTreeMap::new(),
			days: BTreeMap::new(),
			positions: Vec::new(),
			escrow: 0,
			income: 0,
			miner: 0,
			slashed: 0,
		}
	}

	/// Sells one certificate for each deposit, unless earlier days are to be settled first.
	fn sell(&mut self, deposits: &[Balance]) -> bool {
		let today = self.today;
		match &mut self.ledger {
			None => {
				self.ledger = Some(SeriesLedger::open(today, 0, PerUnit::one(), RULES));
				self.days.insert(today, DayRecord::default());
			},
			Some(ledger) if ledger.is_idle(today) => {
				if ledger.next_day().is_some() {
					return false;
				}
				self.days.insert(today, self.days[&ledger.paid_through].baseline());
				ledger.reopen(today, 0, RULES);
			},
			Some(_) => {},
		}
		let sum = deposits.iter().sum();
		let certificates = deposits.len() as u32;
		let slices = deposits.iter().map(|deposit| slice(*deposit, self.term)).sum();
		let sold = Cohort { certificates, slices };
		let ledger = self.ledger.as_mut().unwrap();
		ledger.sell(today, self.term, &sold, sum).unwrap();
		let cohort = self.cohorts.entry(today + 1).or_default();
		*cohort = cohort.plus(&sold).unwrap();
		self.positions.extend(deposits.iter().map(|d| Some(Position::new(today + 1, *d))));
		self.escrow += sum;
		true
	}

	fn due(&self) -> Option<Day> {
		self.ledger.as_ref().and_then(|l| l.next_day()).filter(|day| *day < self.today)
	}

	fn ledger(&self) -> &SeriesLedger {
		self.ledger.as_ref().unwrap()
	}

	/// The judged days up to a day, as the ledger finds them.
	fn window(&self, before: Option<Day>, last: Day) -> Window {
		let from = before.filter(|before| *before < last);
		let between = |before| Window::between(&self.days[&before], &self.days[&last]).unwrap();
		from.map_or(Window::default(), between)
	}

	/// The oldest day as the judge sees it, and the judged days before it.
	fn case(&self, facts: &DayFacts) -> (DayCase, Window) {
		let ledger = self.ledger();
		let day = ledger.next_day().unwrap();
		let starting = self.cohorts.get(&day).copied().unwrap_or_default();
		let before = ledger.window_before_next(facts.average.is_some());
		let window = self.window(before, ledger.paid_through);
		(ledger.case(self.units, &starting, facts).unwrap(), window)
	}

	fn judge(&self, facts: &DayFacts) -> Verdict {
		let (case, window) = self.case(facts);
		judge(&self.ledger().rules, &case, &window).unwrap()
	}

	fn settle(&mut self, facts: DayFacts, verdict: Verdict) -> Settled {
		let ledger = self.ledger.as_mut().unwrap();
		let day = ledger.next_day().unwrap();
		let previous = self.days[&ledger.paid_through];
		let starting = self.cohorts.get(&day).copied().unwrap_or_default();
		let key = first_day(day, self.term);
		let ending = key.and_then(|start| self.cohorts.remove(&start)).unwrap_or_default();
		let settled =
			ledger.settle_day(self.units, &previous, &starting, &ending, &facts, &verdict).unwrap();
		assert_eq!(settled.day, day);
		self.days.insert(day, settled.record);
		self.income += facts.paid;
		if self.ledger().state == SeriesState::Open {
			self.pay_miner(settled.released);
		}
		settled
	}

	fn pay_miner(&mut self, released: Balance) {
		self.escrow -= released;
		self.miner += released;
	}

	fn freeze(&mut self, cause: FreezeCause) {
		let today = self.today;
		self.ledger.as_mut().unwrap().freeze(cause, today, None).unwrap();
	}

	fn resume(&mut self) {
		let (today, ledger) = (self.today, self.ledger.as_mut().unwrap());
		let freeze = ledger.state.freeze().unwrap();
		let released = ledger.resume(&freeze, today, 0).unwrap();
		self.pay_miner(released);
	}

	/// Ends the series; the pledge is so much for each certificate.
	fn terminate(&mut self, pledge: Balance) -> Termination {
		let (today, ledger) = (self.today, self.ledger.as_mut().unwrap());
		let freeze = ledger.state.freeze().unwrap();
		let released = ledger.terminate(&freeze, today, self.term, pledge).unwrap();
		let ended = ledger.state.termination().unwrap();
		self.slashed += ended.slash;
		self.pay_miner(released);
		ended
	}

	/// Pays what is not released of a deposit and a share of the slash, unless the certificate
	/// ended before the freeze.
	fn refund(&mut self, item: usize) -> Option<(Balance, Balance)> {
		let position = self.positions[item].filter(|position| !position.refunded)?;
		let ended = self.ledger().state.termination()?;
		let through = self.ledger().paid_through;
		if position.has_ended(self.term, ended.cut) {
			return None;
		}
		let rest = position.deposit - self.standing(&position).1;
		let share = position.slash_share(self.term, through, &ended).unwrap();
		self.escrow -= rest;
		self.ledger.as_mut().unwrap().escrowed -= rest;
		self.slashed -= share;
		self.positions[item] = Some(Position { refunded: true, ..position });
		Some((rest, share))
	}

	/// All income of a certificate, and what of its deposit is released.
	fn standing(&self, position: &Position) -> (Balance, Balance) {
		let (through, cut) = (self.ledger().paid_through, self.ledger().state.cut());
		let records = |(from, to): (Day, Day)| (&self.days[&from], &self.days[&to]);
		let span = position.span(self.term, through).map(records);
		let released = position.released_span(self.term, through, cut).map(records);
		(
			span.map_or(0, |(from, to)| position.income(self.units, from, to).unwrap()),
			released.map_or(0, |(from, to)| position.released(self.term, from, to).unwrap()),
		)
	}

	fn claim(&mut self, item: usize) -> Balance {
		let Some(mut position) = self.positions[item] else { return 0 };
		let due = self.standing(&position).0 - position.income_paid;
		position.income_paid += due;
		self.positions[item] = Some(position);
		self.income -= due;
		self.ledger.as_mut().unwrap().income_held -= due;
		due
	}

	/// Pays out an ended certificate: its income, and what was not released.
	fn retire(&mut self, item: usize) -> Option<(Balance, Balance)> {
		let position = self.positions[item]?;
		let last = self.ledger().state.cut().unwrap_or(self.ledger().paid_through);
		if !position.has_ended(self.term, last) {
			return None;
		}
		let due = self.claim(item);
		let rest = position.deposit - self.standing(&position).1;
		self.escrow -= rest;
		self.ledger.as_mut().unwrap().escrowed -= rest;
		self.positions[item] = None;
		Some((due, rest))
	}
}

/// A series of one certificate of 3 units for 2 days, sold on day 40.
fn one(deposit: Balance) -> Book {
	let mut book = Book::new(3, 2, 40);
	book.sell(&[deposit]);
	book.today = 100;
	book
}

#[test]
fn remainder_of_a_division_is_carried() {
	let mut book = one(10);
	book.settle(income(1), releasing(ONE));
	assert_eq!(book.days[&41].income_index, 333_333_333);
	assert_eq!(book.ledger.as_ref().unwrap().carry, 1);
	// The first day's part of a base unit is not lost: 1 + 2 = 3 are claimed.
	assert_eq!(book.claim(0), 0);
	book.settle(income(2), releasing(ONE));
	assert_eq!(book.days[&42].income_index, 1_000_000_000);
	assert_eq!(book.claim(0), 3);
}

#[test]
fn term_of_one_day_starts_and_ends_in_one() {
	let mut book = Book::new(1, 1, 40);
	book.sell(&[7]);
	book.today = 42;
	let settled = book.settle(income(5), releasing(ONE));
	assert_eq!((settled.record.certificates, settled.ended, settled.released), (1, 1, 7));
	assert_eq!(book.ledger.as_ref().unwrap().next_day(), None);
	assert_eq!(book.retire(0), Some((5, 0)));
}

#[test]
fn deposit_below_the_term_comes_back_whole() {
	let mut book = one(1);
	book.settle(income(0), releasing(ONE));
	book.settle(income(0), releasing(ONE));
	assert_eq!((book.miner, book.retire(0)), (0, Some((0, 1))));
}

#[test]
fn low_day_holds_back_and_is_rounded_for_the_miner_down_for_the_holder_up() {
	let mut book = one(7);
	// A third of a slice of 3 is just less than 1: nothing for the miner, 1 off the certificate.
	let settled = book.settle(income(1), releasing(ONE / 3));
	assert_eq!((settled.released, settled.fraction.into_inner()), (0, ONE / 3));
	assert_eq!(book.standing(&book.positions[0].unwrap()).1, 1);
	book.settle(income(1), releasing(ONE));
	// 7 = 3 released + 1 that was rounded away and nobody can draw + 2 held back + 1 remainder.
	// Its income is just less than 2: 1 is paid.
	assert_eq!((book.miner, book.retire(0), book.escrow), (3, Some((1, 3)), 1));
}

#[test]
fn fraction_above_one_is_one() {
	let mut book = one(10);
	let settled = book.settle(income(1), releasing(2 * ONE));
	assert_eq!((settled.released, settled.fraction), (5, FixedU128::one()));
}

#[test]
fn slices_beyond_128_bits_are_exact() {
	// A million coins of 18 decimals a day: times the fraction's parts that is 2^139.
	let deposit = 2_000_000 * 10u128.pow(18);
	let mut book = one(deposit);
	let settled = book.settle(income(0), releasing(ONE - 1));
	assert_eq!(settled.released, deposit / 2 - 1_000_000);
	assert_eq!(book.standing(&book.positions[0].unwrap()).1, deposit / 2 - 1_000_000);
}

#[test]
fn absurd_amounts_are_errors_and_change_nothing() {
	let ledger = SeriesLedger::open(40, 0, PerUnit::one(), RULES);
	let one_active = Cohort { certificates: 1, slices: 0 };
	let settle = |facts, starting: &Cohort| {
		let (previous, none) = (DayRecord::default(), Cohort::default());
		let verdict = releasing(ONE);
		ledger.clone().settle_day(1, &previous, starting, &none, &facts, &verdict)
	};
	assert_eq!(settle(income(u128::MAX), &one_active), Err(ArithmeticError::Overflow));
	assert_eq!(settle(income(1), &Cohort::default()), Err(ArithmeticError::DivisionByZero));
	// More is released than lies in escrow: the cohort is wrong.
	let wrong = Cohort { certificates: 1, slices: 1 };
	assert_eq!(settle(income(1), &wrong), Err(ArithmeticError::Underflow));
	let sold = Cohort { certificates: 1, slices: 1 };
	assert_eq!(ledger.clone().sell(u32::MAX, 1, &sold, 1), Err(ArithmeticError::Overflow));
	assert_eq!(
		expected_income(PerUnit::from_inner(u128::MAX), FRACTION * 2),
		Err(ArithmeticError::Overflow)
	);
}

#[test]
fn expected_income_is_rounded_up() {
	let average = PerUnit::from_rational(1, 3);
	assert_eq!(expected_income(average, 3), Ok(1));
	assert_eq!(expected_income(average, 4), Ok(2));
	assert_eq!(expected_income(PerUnit::zero(), 4), Ok(0));
}

#[test]
fn idle_series_starts_again_where_it_stopped() {
	let mut book = one(10);
	assert!(!book.sell(&[10]), "days 41 and 42 are not settled");
	book.settle(income(6), releasing(ONE));
	book.settle(income(6), releasing(ONE));
	assert!(book.sell(&[10]));
	let ledger = book.ledger.as_ref().unwrap();
	assert_eq!((ledger.paid_through, ledger.fresh_after, ledger.last_end), (100, 100, 102));
	assert_eq!(ledger.next_day(), Some(101));
	assert_eq!(
		book.days[&100],
		DayRecord { income_index: 4_000_000_000, release_index: 2 * ONE, ..Default::default() }
	);
	book.today = 200;
	book.settle(income(9), releasing(ONE));
	assert_eq!((book.claim(0), book.claim(1)), (12, 9));
}

#[test]
fn series_that_is_active_today_is_not_idle() {
	let ledger = SeriesLedger { last_end: 50, ..SeriesLedger::open(40, 0, PerUnit::one(), RULES) };
	assert!(!ledger.is_idle(50));
	assert!(ledger.is_idle(51));
}

#[test]
fn days_up_to_fresh_after_are_not_judged() {
	let ledger =
		SeriesLedger { fresh_after: 45, ..SeriesLedger::open(40, 0, PerUnit::one(), RULES) };
	let facts = DayFacts {
		paid: 1,
		average: Some(PerUnit::one()),
		open: true,
		late: false,
		given_up: false,
	};
	assert!(!ledger.is_judged(45, &facts));
	assert!(ledger.is_judged(46, &facts));
	assert!(!ledger.is_judged(46, &DayFacts { open: false, ..facts }));
	assert!(!ledger.is_judged(46, &DayFacts { average: None, ..facts }));
}

#[test]
fn slices_left_fall_by_those_of_each_settled_day() {
	let mut book = Book::new(3, 2, 40);
	assert!(book.sell(&[11, 4]));
	book.today = 41;
	assert!(book.sell(&[21]));
	book.today = 100;
	// Two days of slices of 5, 2 and 10.
	assert_eq!(book.ledger().slices_left, 34);
	let mut left = || {
		book.settle(income(1), releasing(ONE / 2));
		book.ledger().slices_left
	};
	assert_eq!([left(), left(), left()], [27, 10, 0]);
}

#[test]
fn cover_is_of_days_that_are_not_settled() {
	let cohort = Cohort { certificates: 2, slices: 7 };
	let cover = |through| cohort.cover(41, 3, through).map(|c| (c.cert_days, c.slices));
	assert_eq!([cover(0), cover(39), cover(40)], [Ok((6, 21)); 3]);
	assert_eq!([cover(41), cover(42), cover(43)], [Ok((4, 14)), Ok((2, 7)), Ok((0, 0))]);
	assert_eq!(cover(44), Ok((0, 0)));
	let one = Position::new(41, 11).cover(3, 41);
	assert_eq!(one, Ok(Cover { cert_days: 2, slices: 6 }));
	let rich = Cohort { certificates: 1, slices: u128::MAX };
	assert_eq!(rich.cover(41, 3, 41), Err(ArithmeticError::Overflow));
	assert!(rich.cover(41, 3, 42).is_ok());
	let ledger = SeriesLedger::open(40, 0, PerUnit::one(), RULES);
	assert_eq!(ledger.clone().sell(40, 2, &rich, 1), Err(ArithmeticError::Overflow));
}
