//! How a day settles: in one step, from what was paid to what is released.

use super::{first_day, LedgerError, Lookup, Terms, FRACTION, INDEX};
use crate::{
	breach::{counted, DayCase, MAX_INCOME, WINDOW_DAYS},
	types::{Clocks, Cohort, DayFlags, DayRecord, SeriesLedger, SeriesState, Volume},
};
use dmex_primitives::{ratio, AverageStatus, Balance, Day, DayCounts, PerUnit};
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, EnsureDiv, EnsureMul, EnsureSub, EnsureSubAssign},
	ArithmeticError, FixedU128, Permill, Rounding,
};

/// Income that `units` should earn at the market average `average`, rounded up.
pub fn expected_income(average: PerUnit, units: u128) -> Result<Balance, ArithmeticError> {
	ratio(average.into_inner(), units, FRACTION, Rounding::Up)
}

/// Terms and payment with which the oldest unsettled day of a series is settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayInput {
	/// Terms of each certificate of the series.
	pub terms: Terms,
	/// The running day.
	pub today: Day,
	/// Income of the day, in base units of the reward asset.
	pub paid: Balance,
	/// Whether the day is written off: nobody paid it.
	pub written_off: bool,
}

/// A day that was just settled, with its effects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settled {
	/// The day.
	pub day: Day,
	/// Record of the day.
	pub record: DayRecord,
	/// Fraction of the day's instalments that is released.
	pub fraction: FixedU128,
	/// Release of the day, in base units of the payment asset, rounded down.
	pub released: Balance,
	/// Number of certificates whose last day was this one.
	pub ended: u32,
	/// The part of the pledges of these certificates that is slashed for missed days at the end of
	/// their term, in base units of DMC.
	pub slash: Balance,
}

/// Sums over days that were just settled.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct DayTotals {
	/// Income, in base units of the reward asset.
	pub income: Balance,
	/// Releases, in base units of the payment asset.
	pub released: Balance,
	/// The insurance pool's part of the releases.
	pub pool_share: Balance,
	/// Number of certificates that ended.
	pub ended: u32,
	/// The slashed part of their pledges, in base units of DMC.
	pub slash: Balance,
	/// Numbers of days for the miner's record.
	pub days: DayCounts,
}

impl DayTotals {
	/// Add up days. The pool's part of each day's release is rounded down, so it does not matter
	/// how days are grouped in calls.
	pub fn of(days: &[Settled], pool_share: Permill) -> Result<Self, ArithmeticError> {
		let mut totals = Self::default();
		for Settled { record, released, ended, slash, .. } in days {
			let written_off = record.flags.has(DayFlags::WRITTEN_OFF);
			totals.income.ensure_add_assign(record.paid)?;
			totals.released.ensure_add_assign(*released)?;
			totals.pool_share.ensure_add_assign(pool_share.mul_floor(*released))?;
			totals.ended.ensure_add_assign(*ended)?;
			totals.slash.ensure_add_assign(*slash)?;
			totals.days.settled.ensure_add_assign((!written_off).into())?;
			totals.days.paid.ensure_add_assign((record.paid > 0).into())?;
			totals.days.late.ensure_add_assign(record.flags.has(DayFlags::LATE).into())?;
			totals
				.days
				.underpaid
				.ensure_add_assign(record.flags.has(DayFlags::UNDERPAID).into())?;
		}
		Ok(totals)
	}
}

impl DayRecord {
	/// The sums up to this day, as the record of a later day without active certificates: what
	/// the certificates that start after it are measured from.
	pub fn baseline(&self) -> Self {
		Self {
			paid: 0,
			average: PerUnit::default(),
			certificates: 0,
			flags: DayFlags::default(),
			..*self
		}
	}

	/// Count a day that is assessed, and missed unless it is `fair`.
	fn count_assessed(&mut self, day: &DayCase, fair: bool) -> Result<(), ArithmeticError> {
		self.assessed_paid.ensure_add_assign(counted(day.paid, day.expected))?;
		self.assessed_expected.ensure_add_assign(day.expected)?;
		let part = day.paid_part()?;
		self.assessed_ratios.ensure_add_assign(part)?;
		if !fair {
			self.missed.ensure_add_assign(FRACTION.ensure_sub(part)?)?;
		}
		self.assessed.ensure_add_assign(1)?;
		self.late_paid.ensure_add_assign(day.late.into())
	}
}

impl Clocks {
	/// Note a settled day that is assessed.
	fn note_assessed(&mut self, day: Day, underpaid: bool) {
		let streak = self.underpaid_streak.saturating_add(1);
		self.last_assessed = day;
		self.underpaid_days = self.underpaid_days.saturating_add(underpaid.into());
		self.underpaid_streak = if underpaid { streak } else { 0 };
	}
}

impl DayRecord {
	/// The day's market average, or `last` if none was known.
	fn average_or(&self, last: PerUnit) -> PerUnit {
		if self.flags.has(DayFlags::NO_AVERAGE) {
			last
		} else {
			self.average
		}
	}
}

/// Certificates whose last day is being settled.
struct Ending {
	cohort: Cohort,
	/// The part of their pledges that is slashed, in base units of DMC.
	slash: Balance,
}

impl SeriesLedger {
	/// The part of a certificate's pledge that is slashed at its end, in base units of DMC, rounded
	/// down: that of the missed days among the last thirty of its term, each by the part of its expected
	/// income that is missing. `record` is that of its last day, `end`. Nothing is slashed of a certificate
	/// that ended in a freeze.
	pub fn missed_pledge(
		&self,
		terms: &Terms,
		start: Day,
		end: Day,
		record: &DayRecord,
		lookup: &mut impl Lookup,
	) -> Result<Balance, LedgerError> {
		if record.missed == 0 || record.flags.has(DayFlags::FROZEN) {
			return Ok(0);
		}
		let before = end.saturating_sub(WINDOW_DAYS).max(start.saturating_sub(1));
		let struck = self.struck_missed(start, end, before);
		let missed = record.missed.ensure_sub(lookup.record(before)?.missed)?.ensure_sub(struck)?;
		let whole = u128::from(terms.term).ensure_mul(FRACTION)?;
		Ok(ratio(terms.pledge, missed, whole, Rounding::Down)?)
	}
}

impl Volume {
	/// A day is settled on which `active` certificates were active, and whose `ending` ones end: in a
	/// freeze their pledges are held.
	fn settle(
		&mut self,
		active: &Cohort,
		ending: &Cohort,
		frozen: bool,
	) -> Result<(), ArithmeticError> {
		self.active = active.minus(ending)?;
		self.ended.ensure_add_assign(ending.certificates)?;
		if frozen {
			self.ended_frozen.ensure_add_assign(ending.certificates)?;
		}
		self.settled_cert_days.ensure_add_assign(active.certificates.into())?;
		self.instalments_left.ensure_sub_assign(active.instalments)
	}
}

impl SeriesLedger {
	/// Settle the oldest unsettled day.
	pub fn settle_next(
		&mut self,
		input: &DayInput,
		lookup: &mut impl Lookup,
	) -> Result<Settled, LedgerError> {
		let (day, average) = self.closed_day(input.today, lookup)?;
		let active = self.volume.active.plus(&lookup.cohort(day))?;
		// 32 and 64 bits never exceed 128.
		let active_units = u128::from(active.certificates).saturating_mul(input.terms.units.into());
		let case = self.case(day, average, active_units, input, lookup)?;
		let rules = self.clocks.rules;
		let fair = case.is_fair(&rules.release)?;
		if self.is_frozen_for_breach() && !fair {
			return Err(LedgerError::PaidTooLittle);
		}
		// Without a market average the window is that of the last assessed day.
		let window_of = if average.known().is_some() { day } else { self.clocks.last_assessed };
		let window = self.window(window_of, lookup)?;
		let fraction = case.fraction(&rules.release, &window)?;
		let underpaid = case.is_underpaid(&rules)?;
		let released = ratio(active.instalments, fraction.into_inner(), FRACTION, Rounding::Down)?;

		let mut record = lookup.record(self.progress.settled_through)?;
		if case.assessed {
			record.count_assessed(&case, fair)?;
			self.clocks.note_assessed(day, underpaid);
		}
		record.income_index.ensure_add_assign(self.divide(case.paid, active_units)?)?;
		record.release_index.ensure_add_assign(fraction.into_inner())?;
		record.paid = case.paid;
		record.average = average.known().unwrap_or_default();
		record.certificates = active.certificates;
		record.flags = self.flags(&case, underpaid, average.known().is_none());

		let ending = self.ending(day, &record, &input.terms, lookup)?;
		self.progress.settled_through = day;
		self.progress.last_average = record.average_or(self.progress.last_average);
		self.volume.settle(&active, &ending.cohort, self.state != SeriesState::Open)?;
		self.hold(case.paid, released)?;
		self.custody.slash_held.ensure_add_assign(ending.slash)?;
		let Ending { cohort: Cohort { certificates: ended, .. }, slash } = ending;
		Ok(Settled { day, record, fraction, released, ended, slash })
	}

	/// The oldest unsettled day, if it may be settled `today`, and its market average, which is not
	/// pending.
	fn closed_day(
		&self,
		today: Day,
		lookup: &mut impl Lookup,
	) -> Result<(Day, AverageStatus), LedgerError> {
		let day = self.progress.next_day().ok_or(LedgerError::NothingToSettle)?;
		if day >= today {
			return Err(LedgerError::DayNotOver);
		}
		match lookup.average(day) {
			AverageStatus::Pending => Err(LedgerError::AverageNotKnown),
			average => Ok((day, average)),
		}
	}

	/// The oldest unsettled day, as it is assessed.
	fn case(
		&self,
		day: Day,
		average: AverageStatus,
		active_units: u128,
		input: &DayInput,
		lookup: &mut impl Lookup,
	) -> Result<DayCase, LedgerError> {
		// A day that settles while the series is frozen, or that was over when a freeze ended, has
		// no tolerance and is not assessed.
		let tolerant = self.state == SeriesState::Open && day > self.clocks.grace_until;
		let live = lookup.live_days(day) > lookup.live_days(day.saturating_sub(1));
		let measure = self.measure(average);
		// A network without income asks nothing of its miners.
		let asks = average.known().is_some() && measure != PerUnit::default();
		let assessed = tolerant && live && asks;
		// What is fed and disputed may be too low as well: it limits no income.
		let usual = average.known().unwrap_or(self.progress.last_average);
		let usual = if usual == PerUnit::default() { input.terms.promised } else { usual };
		let max_income = expected_income(usual, active_units)?.saturating_mul(MAX_INCOME);
		if input.paid > max_income {
			return Err(LedgerError::PaidTooMuch);
		}
		Ok(DayCase {
			paid: input.paid,
			expected: expected_income(measure, active_units)?,
			assessed,
			tolerant,
			late: assessed && self.is_late(input.today, lookup),
			written_off: input.written_off,
		})
	}

	/// The income per unit by which a day is measured: its market average; without one the lower of
	/// the last known average and of what was fed for the day and is disputed, so that a fall that
	/// nobody has confirmed yet costs an honest miner nothing.
	fn measure(&self, average: AverageStatus) -> PerUnit {
		let last = self.progress.last_average;
		match average {
			AverageStatus::Known(average) => average,
			AverageStatus::Never { disputed: Some(disputed) } => disputed.min(last),
			AverageStatus::Never { disputed: None } | AverageStatus::Pending => last,
		}
	}

	/// The certificates whose last day is `day`, with what is slashed of their pledges.
	fn ending(
		&self,
		day: Day,
		record: &DayRecord,
		terms: &Terms,
		lookup: &mut impl Lookup,
	) -> Result<Ending, LedgerError> {
		let start = first_day(day, terms.term);
		let cohort = start.map(|start| lookup.cohort(start)).unwrap_or_default();
		let Some(start) = start.filter(|_| cohort.certificates > 0) else {
			return Ok(Ending { cohort, slash: 0 });
		};
		let each = self.missed_pledge(terms, start, day, record, lookup)?;
		Ok(Ending { cohort, slash: each.ensure_mul(cohort.certificates.into())? })
	}

	fn flags(&self, case: &DayCase, underpaid: bool, no_average: bool) -> DayFlags {
		DayFlags::default()
			.with(DayFlags::ASSESSED, case.assessed)
			.with(DayFlags::UNDERPAID, underpaid)
			.with(DayFlags::LATE, case.late)
			.with(DayFlags::WRITTEN_OFF, case.written_off)
			.with(DayFlags::FROZEN, self.state != SeriesState::Open)
			.with(DayFlags::NO_AVERAGE, no_average)
	}

	/// Divide income among the active units, rounded down to the parts of the index; the
	/// remainder is carried to the next day.
	fn divide(&mut self, paid: Balance, active_units: u128) -> Result<u128, ArithmeticError> {
		let parts = paid.ensure_mul(INDEX)?.ensure_add(self.progress.carry.into())?;
		let increment = parts.ensure_div(active_units)?;
		let rest = parts.ensure_sub(increment.ensure_mul(active_units)?)?;
		self.progress.carry = rest.try_into().map_err(|_| ArithmeticError::Overflow)?;
		Ok(increment)
	}

	/// Hold income for the holders. A release leaves the escrow account, or is pending there while
	/// the series is frozen.
	fn hold(&mut self, income: Balance, released: Balance) -> Result<(), ArithmeticError> {
		self.custody.income_held.ensure_add_assign(income)?;
		match self.state {
			SeriesState::Open => self.custody.escrowed.ensure_sub_assign(released),
			_ => self.custody.pending_release.ensure_add_assign(released),
		}
	}
}
