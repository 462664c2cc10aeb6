//! The arithmetic of a series: which certificates are active on a day, what they earn and what
//! is released. Pure: no storage, no accounts. Every division says which way it rounds.

use crate::{
	breach::{counted, DayCase, WINDOW_DAYS},
	types::{
		Cohort, DayFacts, DayFlags, DayRecord, Freeze, FreezeCause, JudgingRules, Position,
		SeriesLedger, SeriesState, Termination, Verdict,
	},
};
use dmex_primitives::{Balance, Cover, Day, PerUnit, ReferendumIndex, Units};
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};
use sp_runtime::{
	traits::{One, Zero},
	ArithmeticError, FixedPointNumber, FixedU128,
};

#[cfg(test)]
mod tests;

/// Income per unit is counted in parts of a base unit: so many of them are one.
pub const INDEX: u128 = 1_000_000_000;

/// Released fractions and averages are counted in parts: so many of them are one.
pub const FRACTION: u128 = FixedU128::DIV;

type Result<T> = core::result::Result<T, ArithmeticError>;

/// `a × b / c`, rounded as told; the product may exceed 128 bits.
fn ratio(a: u128, b: u128, c: u128, rounding: Rounding) -> Result<u128> {
	multiply_by_rational_with_rounding(a, b, c, rounding).ok_or(ArithmeticError::Overflow)
}

fn add(a: u128, b: u128) -> Result<u128> {
	a.checked_add(b).ok_or(ArithmeticError::Overflow)
}

fn sub(a: u128, b: u128) -> Result<u128> {
	a.checked_sub(b).ok_or(ArithmeticError::Underflow)
}

fn count(a: u32, b: u32) -> Result<u32> {
	a.checked_add(b).ok_or(ArithmeticError::Overflow)
}

/// What `units` should earn at `average`, rounded up.
pub fn expected_income(average: PerUnit, units: u128) -> Result<Balance> {
	ratio(average.into_inner(), units, FRACTION, Rounding::Up)
}

/// A day that was just settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settled {
	/// The day.
	pub day: Day,
	/// What it leaves.
	pub record: DayRecord,
	/// The fraction of its slices that is the miner's.
	pub fraction: FixedU128,
	/// What that fraction amounts to, in base units of the payment asset, rounded down.
	pub released: Balance,
	/// Certificates whose last day it was.
	pub ended: u32,
}

impl Cohort {
	/// With those of another.
	pub fn plus(&self, other: &Self) -> Result<Self> {
		Ok(Self {
			certificates: count(self.certificates, other.certificates)?,
			slices: add(self.slices, other.slices)?,
		})
	}

	fn minus(&self, other: &Self) -> Result<Self> {
		Ok(Self {
			certificates: self
				.certificates
				.checked_sub(other.certificates)
				.ok_or(ArithmeticError::Underflow)?,
			slices: sub(self.slices, other.slices)?,
		})
	}

	/// What they have before them that is not settled, if they start on `start`.
	pub fn cover(&self, start: Day, term: u32, paid_through: Day) -> Result<Cover> {
		let days = days_left(start, term, paid_through);
		let slices = self.slices.checked_mul(days.into()).ok_or(ArithmeticError::Overflow)?;
		// 32 bits times 32 bits never exceed 64.
		let cert_days = u64::from(self.certificates).saturating_mul(days.into());
		Ok(Cover { cert_days, slices })
	}
}

impl DayRecord {
	/// The sums up to this day, as the record of a later day without active certificates: what
	/// the certificates that start after it are measured from.
	pub fn baseline(&self) -> Self {
		Self {
			paid: 0,
			average: PerUnit::zero(),
			certificates: 0,
			flags: DayFlags::default(),
			..*self
		}
	}
}

/// Sales.
impl SeriesLedger {
	/// The ledger of a series at its first sale: everything up to `today` is settled.
	pub fn open(today: Day, open_days: u32, expected: PerUnit, rules: JudgingRules) -> Self {
		Self {
			rules,
			paid_through: today,
			last_end: today,
			fresh_after: today,
			clock_from: open_days,
			active: 0,
			slices: 0,
			carry: 0,
			reference: expected,
			waiting: 0,
			last_judged: today,
			low_run: 0,
			low_days: 0,
			sold: 0,
			ended: 0,
			settled_cert_days: 0,
			slices_left: 0,
			claims: Default::default(),
			freezes: 0,
			frozen_days: 0,
			escrowed: 0,
			income_held: 0,
			state: Default::default(),
		}
	}

	/// Whether no certificate is active today or later.
	pub fn is_idle(&self, today: Day) -> bool {
		self.last_end < today
	}

	/// The oldest day with active certificates that is not settled.
	pub fn next_day(&self) -> Option<Day> {
		(self.paid_through < self.last_end).then(|| self.paid_through.saturating_add(1))
	}

	/// Move an idle ledger whose days are all settled to `today`, so that no day without active
	/// certificates is ever left to settle. Clocks, runs and windows start over, by today's rules.
	pub fn reopen(&mut self, today: Day, open_days: u32, rules: JudgingRules) {
		debug_assert!(self.is_idle(today) && self.next_day().is_none());
		self.paid_through = today;
		self.last_end = today;
		self.rules = rules;
		self.start_over(today, open_days);
	}

	/// Days up to `day` are never judged; clocks start at `open_days`.
	fn start_over(&mut self, day: Day, open_days: u32) {
		self.fresh_after = self.fresh_after.max(day);
		self.clock_from = open_days;
		self.low_run = 0;
	}

	/// Count certificates that are sold `today` for `term` days: active from tomorrow. Returns
	/// their last day.
	pub fn sell(&mut self, today: Day, term: u32, sold: &Cohort, deposits: Balance) -> Result<Day> {
		let end = count(today, term)?;
		let slices = sold.slices.checked_mul(term.into()).ok_or(ArithmeticError::Overflow)?;
		self.last_end = self.last_end.max(end);
		self.sold = count(self.sold, sold.certificates)?;
		self.slices_left = add(self.slices_left, slices)?;
		self.escrowed = add(self.escrowed, deposits)?;
		Ok(end)
	}
}

/// Days.
impl SeriesLedger {
	/// Whether a day counts for windows and runs.
	pub fn is_judged(&self, day: Day, facts: &DayFacts) -> bool {
		facts.open && facts.average.is_some() && self.is_tolerant(day)
	}

	/// Whether a day may release everything though it paid a little less than expected: not when
	/// it settles while the series is frozen, nor if it was over when a freeze ended.
	fn is_tolerant(&self, day: Day) -> bool {
		self.state == SeriesState::Open && day > self.fresh_after
	}

	/// The certificates active on the day after `paid_through`, on which `starting` start.
	fn active_with(&self, starting: &Cohort) -> Result<Cohort> {
		Cohort { certificates: self.active, slices: self.slices }.plus(starting)
	}

	/// The day after `paid_through` as the judge sees it. Without a market average it is measured
	/// against the last known one.
	pub fn case(&self, units: Units, starting: &Cohort, facts: &DayFacts) -> Result<DayCase> {
		let day = count(self.paid_through, 1)?;
		let active = self.active_with(starting)?;
		let active_units = u128::from(active.certificates).saturating_mul(units.into());
		let average = facts.average.unwrap_or(self.reference);
		Ok(DayCase {
			paid: facts.paid,
			expected: expected_income(average, active_units)?,
			judged: self.is_judged(day, facts),
			tolerant: self.is_tolerant(day),
			given_up: facts.given_up,
		})
	}

	/// The day whose record comes before the window of `day`: the judged days among its last
	/// thirty. Nothing if none can be judged.
	pub fn window_before(&self, day: Day) -> Option<Day> {
		let first = day.saturating_sub(WINDOW_DAYS).max(self.fresh_after);
		(day > self.fresh_after).then_some(first)
	}

	/// The same for the next day to settle: without a market average, its window is that of the
	/// last judged day.
	pub fn window_before_next(&self, average_known: bool) -> Option<Day> {
		let next = self.paid_through.saturating_add(1);
		self.window_before(if average_known { next } else { self.last_judged })
	}

	/// Settle the day after `paid_through`. `previous` is the record of `paid_through`, `starting`
	/// the cohort of the day, `ending` the cohort whose last day it is (the same one when the
	/// term is one day).
	pub fn settle_day(
		&mut self,
		units: Units,
		previous: &DayRecord,
		starting: &Cohort,
		ending: &Cohort,
		facts: &DayFacts,
		verdict: &Verdict,
	) -> Result<Settled> {
		let day = count(self.paid_through, 1)?;
		let active = self.active_with(starting)?;
		// 32 and 64 bits never exceed 128.
		let active_units = u128::from(active.certificates).saturating_mul(units.into());
		let fraction = verdict.released.min(FixedU128::one());
		let released = ratio(active.slices, fraction.into_inner(), FRACTION, Rounding::Down)?;
		let left = active.minus(ending)?;

		let judged = self.is_judged(day, facts);
		let mut record = self.record(previous, active_units, facts, judged)?;
		record.income_index = add(previous.income_index, self.divide(facts.paid, active_units)?)?;
		record.release_index = add(previous.release_index, fraction.into_inner())?;
		record.certificates = active.certificates;
		record.flags = record.flags.with(DayFlags::LOW, judged && verdict.low);

		self.paid_through = day;
		(self.active, self.slices) = (left.certificates, left.slices);
		self.reference = facts.average.unwrap_or(self.reference);
		self.count_run(day, judged, verdict.low);
		self.ended = count(self.ended, ending.certificates)?;
		self.settled_cert_days = self
			.settled_cert_days
			.checked_add(active.certificates.into())
			.ok_or(ArithmeticError::Overflow)?;
		self.slices_left = sub(self.slices_left, active.slices)?;
		self.release(released)?;
		self.income_held = add(self.income_held, facts.paid)?;
		Ok(Settled { day, record, fraction, released, ended: ending.certificates })
	}

	/// Divide income among the active units, rounded down to the parts of the index; the
	/// remainder is carried to the next day.
	fn divide(&mut self, paid: Balance, active_units: u128) -> Result<u128> {
		let parts = paid.checked_mul(INDEX).ok_or(ArithmeticError::Overflow)?;
		let parts = add(parts, self.carry.into())?;
		let increment = parts.checked_div(active_units).ok_or(ArithmeticError::DivisionByZero)?;
		self.carry = (parts % active_units).try_into().map_err(|_| ArithmeticError::Overflow)?;
		Ok(increment)
	}

	/// The judged sums and the proof of a day.
	fn record(
		&self,
		previous: &DayRecord,
		active_units: u128,
		facts: &DayFacts,
		judged: bool,
	) -> Result<DayRecord> {
		let average = facts.average.unwrap_or_default();
		let expected = if judged { expected_income(average, active_units)? } else { 0 };
		let paid = if judged { counted(facts.paid, expected) } else { 0 };
		let late = judged && facts.late;
		Ok(DayRecord {
			judged_paid: add(previous.judged_paid, paid)?,
			judged_expected: add(previous.judged_expected, expected)?,
			judged: count(previous.judged, judged.into())?,
			late_paid: count(previous.late_paid, late.into())?,
			paid: facts.paid,
			average,
			flags: DayFlags::default()
				.with(DayFlags::JUDGED, judged)
				.with(DayFlags::LATE, late)
				.with(DayFlags::GIVEN_UP, facts.given_up)
				.with(DayFlags::FROZEN, self.state != SeriesState::Open)
				.with(DayFlags::NO_AVERAGE, facts.average.is_none()),
			..Default::default()
		})
	}

	fn count_run(&mut self, day: Day, judged: bool, low: bool) {
		if judged {
			self.last_judged = day;
			self.low_days = self.low_days.saturating_add(low.into());
			self.low_run = if low { self.low_run.saturating_add(1) } else { 0 };
		}
	}

	/// A release leaves the escrow, or waits there while the series is frozen.
	fn release(&mut self, released: Balance) -> Result<()> {
		match self.state {
			SeriesState::Open => self.escrowed = sub(self.escrowed, released)?,
			_ => self.waiting = add(self.waiting, released)?,
		}
		Ok(())
	}
}

/// Freezes.
impl SeriesLedger {
	/// Whether everything is settled and so long over that what was low or late in the end proves
	/// nothing any more.
	pub fn is_past(&self, today: Day) -> bool {
		self.next_day().is_none() && today > self.paid_through.saturating_add(WINDOW_DAYS)
	}

	/// Whether a breach was reported and the vote on it is not carried out.
	pub fn is_frozen_for_breach(&self) -> bool {
		self.state.freeze().is_some_and(|freeze| freeze.cause == FreezeCause::Breach)
	}

	/// Days times certificates that were sold and not settled.
	pub fn cert_days_left(&self, term: u32) -> Result<u64> {
		let total = u64::from(self.sold).checked_mul(term.into());
		let left = total.and_then(|total| total.checked_sub(self.settled_cert_days));
		left.ok_or(ArithmeticError::Underflow)
	}

	/// Certificates that were sold and whose last day is not settled.
	pub fn live(&self) -> u32 {
		self.sold.saturating_sub(self.ended)
	}

	/// Releases wait from now on.
	pub fn freeze(
		&mut self,
		cause: FreezeCause,
		today: Day,
		referendum: Option<ReferendumIndex>,
	) -> Result<()> {
		self.freezes = self.freezes.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let cut = self.paid_through;
		self.state = SeriesState::Frozen(Freeze { cause, since: today, cut, referendum });
		Ok(())
	}

	/// The freeze ended without a termination: clocks, runs and windows start over, days that are
	/// over will never be judged, and what waited is released. Returns it, in base units of the
	/// payment asset.
	pub fn resume(&mut self, freeze: &Freeze, today: Day, open_days: u32) -> Result<Balance> {
		self.end_freeze(freeze, today);
		self.start_over(today.saturating_sub(1), open_days);
		self.state = SeriesState::Open;
		self.release_waiting()
	}

	/// The vote ended the series. After a breach what waited is the holders', and the pledge for
	/// certificates that have not ended is slashed at `pledge` base units of DMC each; after an
	/// event what waited is released. Returns the release, in base units of the payment asset.
	pub fn terminate(
		&mut self,
		freeze: &Freeze,
		today: Day,
		term: u32,
		pledge: Balance,
	) -> Result<Balance> {
		self.end_freeze(freeze, today);
		let left = self.cert_days_left(term)?;
		let breach = freeze.cause == FreezeCause::Breach;
		let slash = match breach {
			true => pledge.checked_mul(self.live().into()).ok_or(ArithmeticError::Overflow)?,
			false => 0,
		};
		self.state = SeriesState::Terminated(Termination {
			cause: freeze.cause,
			since: freeze.since,
			on: today,
			cut: if breach { freeze.cut } else { self.paid_through },
			cert_days_left: left,
			slash,
		});
		if breach {
			self.waiting = 0;
			return Ok(0);
		}
		self.release_waiting()
	}

	fn end_freeze(&mut self, freeze: &Freeze, today: Day) {
		let days = today.saturating_sub(freeze.since);
		self.frozen_days = self.frozen_days.saturating_add(days);
	}

	fn release_waiting(&mut self) -> Result<Balance> {
		let waiting = core::mem::take(&mut self.waiting);
		self.escrowed = sub(self.escrowed, waiting)?;
		Ok(waiting)
	}
}

impl Position {
	/// A certificate that was just sold.
	pub fn new(start: Day, deposit: Balance) -> Self {
		Self { start, deposit, income_paid: 0, refunded: false, awards: 0 }
	}

	/// Its last day.
	pub fn end(&self, term: u32) -> Day {
		last_day(self.start, term)
	}

	/// What one fully released day gives the miner, rounded down.
	pub fn slice(&self, term: u32) -> Balance {
		slice(self.deposit, term)
	}

	/// What the division of the deposit by the term leaves: the holder's, at the end.
	pub fn remainder(&self, term: u32) -> Balance {
		self.deposit.saturating_sub(self.slice(term).saturating_mul(term.into()))
	}

	/// Whether its last day is settled.
	pub fn has_ended(&self, term: u32, paid_through: Day) -> bool {
		self.end(term) <= paid_through
	}

	/// The records between which its days lie: the one before its first day, and its last settled
	/// one. Nothing while none of its days is settled.
	pub fn span(&self, term: u32, paid_through: Day) -> Option<(Day, Day)> {
		(self.start <= paid_through)
			.then(|| (self.start.saturating_sub(1), self.end(term).min(paid_through)))
	}

	/// All income between two records, claimed or not, in base units of the reward asset, rounded
	/// down.
	pub fn income(&self, units: Units, from: &DayRecord, to: &DayRecord) -> Result<Balance> {
		let index = sub(to.income_index, from.income_index)?;
		ratio(index, units.into(), INDEX, Rounding::Down)
	}

	/// The records between which its released days lie: those up to `cut`, if there is one.
	pub fn released_span(
		&self,
		term: u32,
		paid_through: Day,
		cut: Option<Day>,
	) -> Option<(Day, Day)> {
		self.span(term, cut.map_or(paid_through, |cut| cut.min(paid_through)))
	}

	/// Its days that are not settled.
	pub fn days_left(&self, term: u32, paid_through: Day) -> u32 {
		days_left(self.start, term, paid_through)
	}

	/// What it has before it that is not settled.
	pub fn cover(&self, term: u32, paid_through: Day) -> Result<Cover> {
		let one = Cohort { certificates: 1, slices: self.slice(term) };
		one.cover(self.start, term, paid_through)
	}

	/// Its share of a slashed pledge, by the days that were never settled, in base units of DMC,
	/// rounded down.
	pub fn slash_share(
		&self,
		term: u32,
		paid_through: Day,
		termination: &Termination,
	) -> Result<Balance> {
		let days = self.days_left(term, paid_through);
		match termination.cert_days_left {
			0 => Ok(0),
			left => ratio(termination.slash, days.into(), left.into(), Rounding::Down),
		}
	}

	/// What of its deposit was released between two records, in base units of the payment asset,
	/// rounded up: the sum over certificates is never less than what the miner got.
	pub fn released(&self, term: u32, from: &DayRecord, to: &DayRecord) -> Result<Balance> {
		let fractions = sub(to.release_index, from.release_index)?;
		ratio(self.slice(term), fractions, FRACTION, Rounding::Up)
	}
}

/// What one fully released day of a certificate gives the miner: `floor(deposit / term)`.
pub fn slice(deposit: Balance, term: u32) -> Balance {
	deposit.checked_div(term.into()).unwrap_or_default()
}

/// The last day of the certificates that start on `start`. The sum was checked at the sale.
fn last_day(start: Day, term: u32) -> Day {
	start.saturating_add(term).saturating_sub(1)
}

/// The days of certificates that start on `start` that are not settled.
fn days_left(start: Day, term: u32, paid_through: Day) -> u32 {
	last_day(start, term).saturating_sub(paid_through.max(start.saturating_sub(1)))
}

/// The first day of the certificates whose last day is `day`.
pub fn first_day(day: Day, term: u32) -> Option<Day> {
	day.checked_add(1)?.checked_sub(term)
}
