//! The ledger by hand. `model` compares it with a naive one.

use super::*;
use crate::{
	mock::RULES,
	types::{DayFlags, Position},
};
use dmex_primitives::{Exposure, Units};
use sp_runtime::traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

mod missed;
mod model;
mod strikes;

const ONE: u128 = FRACTION;

/// Pledge for a certificate, in DMC.
const PLEDGE: Balance = 1_000_003;

/// One series with its records, and real money.
struct Book {
	units: Units,
	term: u32,
	today: Day,
	/// Days that were not live.
	shut: BTreeSet<Day>,
	/// Market averages; other days never have one.
	averages: BTreeMap<Day, PerUnit>,
	/// Medians of such days that are disputed.
	disputed: BTreeMap<Day, PerUnit>,
	/// Days whose average was struck out.
	struck: BTreeSet<Day>,
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

impl Lookup for &Book {
	fn record(&mut self, day: Day) -> Result<DayRecord, LedgerError> {
		self.days.get(&day).copied().ok_or(LedgerError::MissingRecord)
	}
	fn cohort(&mut self, start: Day) -> Cohort {
		self.cohorts.get(&start).copied().unwrap_or_default()
	}
	fn average(&mut self, day: Day) -> AverageStatus {
		let average = self.averages.get(&day).copied();
		let disputed = self.disputed.get(&day).copied();
		average.map_or(AverageStatus::Never { disputed }, AverageStatus::Known)
	}
	fn is_struck(&mut self, day: Day) -> bool {
		self.struck.contains(&day)
	}
	fn live_days(&mut self, day: Day) -> u32 {
		let closed = self.today.min(day + 1);
		closed - self.shut.range(..closed).count() as u32
	}
}

impl Book {
	fn new(units: Units, term: u32, today: Day) -> Self {
		Self {
			units,
			term,
			today,
			shut: BTreeSet::new(),
			averages: BTreeMap::new(),
			disputed: BTreeMap::new(),
			struck: BTreeSet::new(),
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

	fn terms(&self) -> Terms {
		let Self { units, term, .. } = *self;
		Terms { units, term, pledge: PLEDGE, promised: PerUnit::one() }
	}

	fn yesterday_live_days(&self) -> u32 {
		(&mut &*self).live_days(self.today - 1)
	}

	/// Sells one certificate for each deposit, unless earlier days are to be settled first.
	fn sell(&mut self, deposits: &[Balance]) -> bool {
		let (today, live_days) = (self.today, self.yesterday_live_days());
		match &mut self.ledger {
			None => {
				self.ledger = Some(SeriesLedger::open(today, live_days, PerUnit::one(), RULES));
				self.days.insert(today, DayRecord::default());
			},
			Some(ledger) if ledger.progress.is_idle(today) => {
				if ledger.progress.waits_for_earlier_days(today) {
					return false;
				}
				let last = self.days[&ledger.progress.settled_through];
				self.days.insert(today, last.baseline());
				ledger.reopen(today, live_days, RULES);
			},
			Some(_) => {},
		}
		let sum = deposits.iter().sum();
		let certificates = deposits.len() as u32;
		let instalments = deposits.iter().map(|deposit| instalment(*deposit, self.term)).sum();
		let sold = Cohort { certificates, instalments };
		let ledger = self.ledger.as_mut().unwrap();
		ledger.sell(today, self.term, &sold, sum).unwrap();
		let cohort = self.cohorts.entry(today + 1).or_default();
		*cohort = cohort.plus(&sold).unwrap();
		self.positions.extend(deposits.iter().map(|d| Some(Position::new(today + 1, *d))));
		self.escrow += sum;
		true
	}

	fn due(&self) -> Option<Day> {
		let next = self.ledger.as_ref().and_then(|ledger| ledger.progress.next_day());
		next.filter(|day| *day < self.today)
	}

	fn ledger(&self) -> &SeriesLedger {
		self.ledger.as_ref().unwrap()
	}

	fn try_settle(&mut self, paid: Balance, written_off: bool) -> Result<Settled, LedgerError> {
		let Self { term, today, .. } = *self;
		let input = DayInput { terms: self.terms(), today, paid, written_off };
		let mut ledger = self.ledger().clone();
		let settled = ledger.settle_next(&input, &mut &*self)?;
		self.ledger = Some(ledger);
		self.days.insert(settled.day, settled.record);
		if let Some(start) = first_day(settled.day, term) {
			let ended = self.cohorts.remove(&start).unwrap_or_default();
			assert_eq!(ended.certificates, settled.ended);
		}
		self.income += paid;
		self.slashed += settled.slash;
		if self.ledger().state == SeriesState::Open {
			self.pay_miner(settled.released);
		}
		Ok(settled)
	}

	fn settle(&mut self, paid: Balance) -> Settled {
		self.try_settle(paid, false).unwrap()
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
		let (today, live_days) = (self.today, self.yesterday_live_days());
		let ledger = self.ledger.as_mut().unwrap();
		let freeze = ledger.state.freeze().unwrap();
		let released = ledger.resume(&freeze, today, live_days).unwrap();
		self.pay_miner(released);
	}

	fn terminate(&mut self) -> Termination {
		let (today, ledger) = (self.today, self.ledger.as_mut().unwrap());
		let freeze = ledger.state.freeze().unwrap();
		let released = ledger.terminate(&freeze, today, PLEDGE).unwrap();
		let ended = ledger.state.termination().unwrap();
		self.slashed += ended.slash;
		self.pay_miner(released);
		ended
	}

	fn entitlement(&self, position: &Position) -> Entitlement {
		self.ledger().entitlement(&self.terms(), position, &mut &*self).unwrap()
	}

	/// Strikes the average of a settled day out and applies that.
	fn strike(&mut self, day: Day) -> Result<Struck, LedgerError> {
		self.averages.remove(&day);
		self.struck.insert(day);
		self.apply_strike(day)
	}

	fn apply_strike(&mut self, day: Day) -> Result<Struck, LedgerError> {
		let mut ledger = self.ledger().clone();
		let struck = ledger.strike(&self.terms(), day, PerUnit::one(), &mut &*self)?;
		self.ledger = Some(ledger);
		self.days.insert(day, struck.record);
		self.pay_miner(struck.released);
		Ok(struck)
	}

	/// Pays what is not released of a deposit and the slashed pledge, unless the certificate ended
	/// before the freeze.
	fn refund(&mut self, item: usize) -> Option<(Balance, Balance)> {
		let position = self.positions[item].filter(|position| !position.refunded)?;
		self.ledger().state.termination()?;
		if self.ledger().has_ended(self.term, &position) {
			return None;
		}
		let Entitlement { unreleased, slashed, .. } = self.entitlement(&position);
		self.pay_holder(unreleased, slashed);
		self.positions[item] = Some(Position { refunded: true, ..position });
		Some((unreleased, slashed))
	}

	fn pay_holder(&mut self, unreleased: Balance, slashed: Balance) {
		self.escrow -= unreleased;
		self.slashed -= slashed;
		let custody = &mut self.ledger.as_mut().unwrap().custody;
		custody.escrowed -= unreleased;
		custody.slash_held -= slashed;
	}

	fn claim(&mut self, item: usize) -> Balance {
		let Some(mut position) = self.positions[item] else { return 0 };
		let due = self.entitlement(&position).due;
		position.income_paid += due;
		self.positions[item] = Some(position);
		self.income -= due;
		self.ledger.as_mut().unwrap().custody.income_held -= due;
		due
	}

	/// Pays out an ended certificate: its income, what was not released, and what is slashed.
	fn retire(&mut self, item: usize) -> Option<(Balance, Balance, Balance)> {
		let position = self.positions[item]?;
		if !self.ledger().has_ended(self.term, &position) {
			return None;
		}
		let due = self.claim(item);
		let Entitlement { unreleased, slashed, .. } = self.entitlement(&position);
		self.pay_holder(unreleased, slashed);
		self.positions[item] = None;
		Some((due, unreleased, slashed))
	}
}

/// A series of one certificate of 3 units for 2 days, sold on day 40. A unit is expected to earn 1 a
/// day.
fn one(deposit: Balance) -> Book {
	let mut book = Book::new(3, 2, 40);
	book.sell(&[deposit]);
	book.today = 100;
	book
}

#[test]
fn remainder_of_a_division_is_carried() {
	let mut book = one(10);
	book.settle(1);
	assert_eq!(book.days[&41].income_index, 333_333_333);
	assert_eq!(book.ledger().progress.carry, 1);
	// The first day's part of a base unit is not lost: 1 + 2 = 3 are claimed.
	assert_eq!(book.claim(0), 0);
	book.settle(2);
	assert_eq!(book.days[&42].income_index, 1_000_000_000);
	assert_eq!(book.claim(0), 3);
}

#[test]
fn term_of_one_day_starts_and_ends_in_one() {
	let mut book = Book::new(1, 1, 40);
	book.sell(&[7]);
	book.today = 42;
	let settled = book.settle(5);
	assert_eq!((settled.record.certificates, settled.ended, settled.released), (1, 1, 7));
	assert_eq!(book.ledger().progress.next_day(), None);
	assert_eq!(book.retire(0), Some((5, 0, 0)));
}

#[test]
fn deposit_below_the_term_comes_back_whole() {
	let mut book = one(1);
	book.settle(3);
	book.settle(3);
	assert_eq!((book.miner, book.retire(0)), (0, Some((6, 1, 0))));
}

#[test]
fn underpaid_day_withholds_and_is_rounded_for_the_miner_down_for_the_holder_up() {
	let mut book = one(7);
	// A third of an instalment of 3 is just less than 1: nothing for the miner, 1 off the
	// certificate.
	let settled = book.settle(1);
	assert_eq!((settled.released, settled.fraction.into_inner()), (0, ONE / 3));
	assert_eq!(book.entitlement(&book.positions[0].unwrap()).unreleased, 6);
	book.settle(3);
	// 7 = 3 released + 1 that was rounded away and nobody can draw + 2 withheld + 1 remainder.
	// Its income is just less than 4: 3 is paid.
	assert_eq!((book.miner, book.retire(0), book.escrow), (3, Some((3, 3, 0)), 1));
}

#[test]
fn instalments_beyond_128_bits_are_exact() {
	// A million coins of 18 decimals a day: times the fraction's parts that is 2^139. In a freeze
	// the fraction is that of the income.
	let deposit = 2_000_000 * 10u128.pow(18);
	let mut book = one(deposit);
	book.averages.insert(41, PerUnit::from_u32(1_000_000_000) * PerUnit::from_u32(1_000_000_000));
	book.freeze(FreezeCause::Event);
	let settled = book.settle(3 * 10u128.pow(18) - 1);
	assert_eq!(settled.fraction.into_inner(), ONE - 1);
	assert_eq!(settled.released, deposit / 2 - 1_000_000);
	book.resume();
	let left = book.entitlement(&book.positions[0].unwrap()).unreleased;
	assert_eq!(left, deposit / 2 + 1_000_000);
}

#[test]
fn absurd_amounts_are_errors_and_change_nothing() {
	let refused = |paid, change: fn(&mut Book)| {
		let mut book = one(10);
		change(&mut book);
		let before = book.ledger().clone();
		let error = book.try_settle(paid, false).unwrap_err();
		assert_eq!(*book.ledger(), before);
		error
	};
	let [overflow, underflow, zero] =
		[ArithmeticError::Overflow, ArithmeticError::Underflow, ArithmeticError::DivisionByZero]
			.map(LedgerError::Arithmetic);
	let rich = |book: &mut Book| {
		book.units = Units::MAX;
		book.averages.insert(41, PerUnit::from_inner(u128::MAX));
	};
	assert_eq!(refused(0, rich), overflow);
	assert_eq!(refused(u128::MAX, |_| {}), LedgerError::PaidTooMuch);
	assert_eq!(refused(0, |book| book.cohorts.clear()), zero);
	// More is released than is in escrow: the cohort is wrong.
	let poor = |book: &mut Book| book.ledger.as_mut().unwrap().custody.escrowed = 4;
	assert_eq!(refused(3, poor), underflow);
	assert_eq!(refused(3, |book| book.days.clear()), LedgerError::MissingRecord);
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
	book.settle(6);
	book.settle(6);
	assert!(book.sell(&[10]));
	let Progress { settled_through, last_end, .. } = book.ledger().progress;
	assert_eq!((settled_through, last_end), (100, 102));
	assert_eq!(book.ledger().clocks.grace_until, 100);
	assert_eq!(book.ledger().progress.next_day(), Some(101));
	assert_eq!(
		book.days[&100],
		DayRecord { income_index: 4_000_000_000, release_index: 2 * ONE, ..Default::default() }
	);
	book.today = 200;
	book.settle(9);
	assert_eq!((book.claim(0), book.claim(1)), (12, 9));
}

#[test]
fn series_that_is_active_today_is_not_idle() {
	let opened = SeriesLedger::open(40, 0, PerUnit::one(), RULES).progress;
	let progress = Progress { last_end: 50, ..opened };
	assert!(!progress.is_idle(50) && !progress.waits_for_earlier_days(50));
	assert!(progress.is_idle(51) && progress.waits_for_earlier_days(51));
	assert!(!opened.waits_for_earlier_days(51));
}

#[test]
fn only_live_days_with_an_average_after_the_grace_are_assessed() {
	let mut book = Book::new(1, 10, 40);
	book.sell(&[10]);
	book.today = 100;
	book.ledger.as_mut().unwrap().clocks.grace_until = 41;
	book.shut.insert(43);
	book.averages.extend([41, 42, 43, 45].map(|day| (day, PerUnit::one())));
	let assessed =
		[41, 42, 43, 44, 45].map(|_| book.settle(1).record.flags.has(DayFlags::ASSESSED));
	assert_eq!(assessed, [false, true, false, false, true]);
}

#[test]
fn instalments_left_fall_by_those_of_each_settled_day() {
	let mut book = Book::new(3, 2, 40);
	assert!(book.sell(&[11, 4]));
	book.today = 41;
	assert!(book.sell(&[21]));
	book.today = 100;
	// Two days of instalments of 5, 2 and 10.
	assert_eq!(book.ledger().volume.instalments_left, 34);
	let mut left = || {
		book.settle(1);
		book.ledger().volume.instalments_left
	};
	assert_eq!([left(), left(), left()], [27, 10, 0]);
}

#[test]
fn exposure_is_of_days_that_are_not_settled() {
	let cohort = Cohort { certificates: 2, instalments: 7 };
	let exposure = |through| {
		let exposure = cohort.exposure(41, 3, through, 5);
		exposure.map(|c| (c.cert_days, c.instalments, c.slash))
	};
	assert_eq!([exposure(0), exposure(39), exposure(40)], [Ok((6, 21, 10)); 3]);
	assert_eq!([exposure(41), exposure(42)], [Ok((4, 14, 10)), Ok((2, 7, 10))]);
	// What ended has none.
	assert_eq!([exposure(43), exposure(44)], [Ok((0, 0, 0)); 2]);
	let one = Position::new(41, 11).exposure(3, 41, 5);
	assert_eq!(one, Ok(Exposure { cert_days: 2, instalments: 6, slash: 5 }));
	let rich = Cohort { certificates: 1, instalments: u128::MAX };
	assert_eq!(rich.exposure(41, 3, 41, 0), Err(ArithmeticError::Overflow));
	assert!(rich.exposure(41, 3, 42, 0).is_ok());
	assert_eq!(cohort.exposure(41, 3, 42, u128::MAX), Err(ArithmeticError::Overflow));
	let mut ledger = SeriesLedger::open(40, 0, PerUnit::one(), RULES);
	assert_eq!(ledger.clone().sell(40, 2, &rich, 1), Err(ArithmeticError::Overflow));
	assert_eq!(ledger.sell(u32::MAX, 1, &cohort, 1), Err(ArithmeticError::Overflow));
}

#[test]
fn schedule_adds_up_what_days_release_and_leave() {
	// One that was sold on day 40 for 7, of which day 41 is settled, and one that is sold on day 42.
	let mut book = one(7);
	book.settle(3);
	let position = book.positions[0].unwrap();
	let unreleased = book.entitlement(&position).unreleased;
	let held = Schedule::of(book.ledger(), 2, &position, unreleased);
	let new = Schedule::of_first_sale(43, 2, 21);
	let day = |day, release, unreleased, certificates_left| ScheduledDay {
		day,
		release,
		unreleased,
		certificates_left,
	};
	let days = vec![day(42, 3, 1 + 21, 1), day(43, 10, 1 + 11, 1), day(44, 10, 1 + 1, 0)];
	assert_eq!(schedule(&[held, new]), Ok(days));
	assert_eq!(schedule(&[held]), Ok(vec![day(42, 3, 1, 0)]));
	assert_eq!(schedule(&[]), Ok(vec![]));
	let rich = Schedule { unreleased: u128::MAX, instalment: 0, ..new };
	assert_eq!(schedule(&[rich, new]), Err(ArithmeticError::Overflow));
}

/// A series of one certificate for `term` days, sold on day 40, of which each day is expected to earn
/// 1,000.
fn thousand(term: u32) -> Book {
	let mut book = Book::new(1_000, term, 40);
	book.sell(&[Balance::from(term) * 100]);
	book.averages.extend((41..=40 + term).map(|day| (day, PerUnit::one())));
	book.today = 41 + term;
	book
}
