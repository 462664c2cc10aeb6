//! How a day settles: in one step, from what was paid to what is released.

use super::{first_day, LedgerError, Lookup, FRACTION, INDEX};
use crate::{
	breach::{counted, DayCase},
	types::{Clocks, Cohort, DayFlags, DayRecord, SeriesLedger, SeriesState, Volume},
};
use dmex_primitives::{ratio, AverageStatus, Balance, Day, PerUnit, Units};
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
	/// Units of each certificate of the series.
	pub units: Units,
	/// Term of each certificate of the series, in days.
	pub term: u32,
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
	/// Number of days that the miner paid.
	pub paid: u32,
	/// Number of assessed days that are late.
	pub late: u32,
	/// Number of assessed days that are underpaid.
	pub underpaid: u32,
}

impl DayTotals {
	/// Add up days. The pool's part of each day's release is rounded down, so it does not matter
	/// how days are grouped in calls.
	pub fn of(days: &[Settled], pool_share: Permill) -> Result<Self, ArithmeticError> {
		let mut totals = Self::default();
		for Settled { record, released, ended, .. } in days {
			totals.income.ensure_add_assign(record.paid)?;
			totals.released.ensure_add_assign(*released)?;
			totals.pool_share.ensure_add_assign(pool_share.mul_floor(*released))?;
			totals.ended.ensure_add_assign(*ended)?;
			totals.paid.ensure_add_assign((!record.flags.has(DayFlags::WRITTEN_OFF)).into())?;
			totals.late.ensure_add_assign(record.flags.has(DayFlags::LATE).into())?;
			totals.underpaid.ensure_add_assign(record.flags.has(DayFlags::UNDERPAID).into())?;
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

	/// Count a day that is assessed.
	fn count_assessed(&mut self, day: &DayCase) -> Result<(), ArithmeticError> {
		self.assessed_paid.ensure_add_assign(counted(day.paid, day.expected))?;
		self.assessed_expected.ensure_add_assign(day.expected)?;
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

impl Volume {
	/// A day is settled on which `active` certificates were active, and whose `ending` ones end.
	fn settle(&mut self, active: &Cohort, ending: &Cohort) -> Result<(), ArithmeticError> {
		self.active = active.minus(ending)?;
		self.ended.ensure_add_assign(ending.certificates)?;
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
		let active_units = u128::from(active.certificates).saturating_mul(input.units.into());
		let case = self.case(day, average, active_units, input, lookup)?;
		if self.is_frozen_for_breach() && !case.is_fair(&self.clocks.rules.release)? {
			return Err(LedgerError::PaidTooLittle);
		}
		// Without a market average the window is that of the last assessed day.
		let window_of = if average.is_some() { day } else { self.clocks.last_assessed };
		let window = self.window(window_of, lookup)?;
		let fraction = case.fraction(&self.clocks.rules.release, &window)?;
		let underpaid = case.is_underpaid(&self.clocks.rules)?;
		let released = ratio(active.instalments, fraction.into_inner(), FRACTION, Rounding::Down)?;
		let start = first_day(day, input.term);
		let ending = start.map(|start| lookup.cohort(start)).unwrap_or_default();

		let mut record = lookup.record(self.progress.settled_through)?;
		if case.assessed {
			record.count_assessed(&case)?;
			self.clocks.note_assessed(day, underpaid);
		}
		record.income_index.ensure_add_assign(self.divide(case.paid, active_units)?)?;
		record.release_index.ensure_add_assign(fraction.into_inner())?;
		record.paid = case.paid;
		record.average = average.unwrap_or_default();
		record.certificates = active.certificates;
		record.flags = self.flags(&case, underpaid, average.is_none());

		self.progress.settled_through = day;
		self.progress.last_average = average.unwrap_or(self.progress.last_average);
		self.volume.settle(&active, &ending)?;
		self.hold(case.paid, released)?;
		Ok(Settled { day, record, fraction, released, ended: ending.certificates })
	}

	/// The oldest unsettled day, if it may be settled `today`, and its market average, if it has one.
	fn closed_day(
		&self,
		today: Day,
		lookup: &mut impl Lookup,
	) -> Result<(Day, Option<PerUnit>), LedgerError> {
		let day = self.progress.next_day().ok_or(LedgerError::NothingToSettle)?;
		if day >= today {
			return Err(LedgerError::DayNotOver);
		}
		match lookup.average(day) {
			AverageStatus::Known(average) => Ok((day, Some(average))),
			AverageStatus::Pending => Err(LedgerError::AverageNotKnown),
			AverageStatus::Never => Ok((day, None)),
		}
	}

	/// The oldest unsettled day, as it is assessed. Without a market average it is measured against
	/// the last known one.
	fn case(
		&self,
		day: Day,
		average: Option<PerUnit>,
		active_units: u128,
		input: &DayInput,
		lookup: &mut impl Lookup,
	) -> Result<DayCase, ArithmeticError> {
		// A day that settles while the series is frozen, or that was over when a freeze ended, has
		// no tolerance and is not assessed.
		let tolerant = self.state == SeriesState::Open && day > self.clocks.grace_until;
		let live = lookup.live_days(day) > lookup.live_days(day.saturating_sub(1));
		let assessed = tolerant && live && average.is_some();
		let measure = average.unwrap_or(self.progress.last_average);
		Ok(DayCase {
			paid: input.paid,
			expected: expected_income(measure, active_units)?,
			assessed,
			tolerant,
			late: assessed && self.is_late(input.today, lookup),
			written_off: input.written_off,
		})
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
