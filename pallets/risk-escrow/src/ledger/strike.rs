//! A settled day whose market average was wrong and is struck out: it stops counting for the miner, and
//! what it withheld is released as if it had never had an average.

use super::{day::expected_income, LedgerError, Lookup, Terms, FRACTION};
use crate::{
	breach::{DayCase, Window, WINDOW_DAYS},
	types::{DayFlags, DayRecord, SeriesLedger, Strike},
};
use dmex_primitives::{ratio, Balance, Day, PerUnit};
use sp_runtime::{
	traits::{EnsureSub, EnsureSubAssign},
	ArithmeticError, FixedU128, Rounding,
};

/// Number of days that may be settled after a day for its strike to be applied still.
pub const MAX_STRIKE_AGE: u32 = 60;

/// A strike that was just applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Struck {
	/// Record of the day, marked.
	pub record: DayRecord,
	/// Fraction of the day's instalments that is released in addition.
	pub fraction: FixedU128,
	/// That release, of the certificates that have not ended, in base units of the payment asset,
	/// rounded down.
	pub released: Balance,
}

impl Strike {
	/// Whether what the day releases in addition is released of a certificate.
	fn concerns(&self, start: Day, end: Day) -> bool {
		start <= self.day && self.applied < end
	}
}

/// Whether the average of a settled day was struck out, applied or not.
fn is_struck(day: Day, record: &DayRecord, lookup: &mut impl Lookup) -> bool {
	record.flags.has(DayFlags::STRUCK) || lookup.is_struck(day)
}

/// Whether a settled day has a market average that was not struck out.
fn is_average_known(day: Day, record: &DayRecord, lookup: &mut impl Lookup) -> bool {
	record.certificates > 0
		&& !record.flags.has(DayFlags::NO_AVERAGE)
		&& !is_struck(day, record, lookup)
}

/// The last known average of the thirty days before a day. `None` if there is none.
fn average_before(day: Day, lookup: &mut impl Lookup) -> Option<PerUnit> {
	(day.saturating_sub(WINDOW_DAYS)..day).rev().find_map(|earlier| {
		// Idle days, and those before the first sale, have no record.
		let record = lookup.record(earlier).ok()?;
		is_average_known(earlier, &record, lookup).then_some(record.average)
	})
}

impl SeriesLedger {
	/// Fractions that strikes released in addition of a certificate, in 10⁻¹⁸.
	pub fn struck_fractions(&self, start: Day, end: Day) -> u128 {
		let concerning = self.strikes.iter().filter(|strike| strike.concerns(start, end));
		concerning.fold(0, |sum, strike| sum.saturating_add(strike.fraction.into_inner()))
	}

	/// Missing parts of days after `after` that strikes forgave for a certificate, in 10⁻¹⁸.
	pub fn struck_missed(&self, start: Day, end: Day, after: Day) -> u128 {
		let strikes = self.strikes.iter().filter(|strike| strike.day > after);
		let concerning = strikes.filter(|strike| strike.concerns(start, end));
		concerning.fold(0, |sum, strike| sum.saturating_add(strike.missed.into_inner()))
	}

	/// Number of days paid late that count for the miner no more.
	pub fn struck_late(&self) -> u32 {
		self.strikes.iter().fold(0, |sum, strike| sum.saturating_add(strike.counted.late))
	}

	/// A window of the days after `before` without those that were struck out.
	pub fn without_struck(&self, window: Window, before: Day) -> Result<Window, ArithmeticError> {
		let struck = self.strikes.iter().filter(|strike| strike.day > before);
		struck.map(|strike| strike.counted).try_fold(window, |window, day| window.minus(&day))
	}

	/// Apply the strike of the market average of a settled day, in an open series. `first` is the income
	/// per unit by which days are measured before the first average.
	pub fn strike(
		&mut self,
		terms: &Terms,
		day: Day,
		first: PerUnit,
		lookup: &mut impl Lookup,
	) -> Result<Struck, LedgerError> {
		let through = self.progress.settled_through;
		if day > through {
			return Err(LedgerError::NotSettled);
		}
		if through.saturating_sub(day) > MAX_STRIKE_AGE {
			return Err(LedgerError::TooLate);
		}
		let Ok(mut record) = lookup.record(day) else { return Err(LedgerError::NotSettled) };
		if record.certificates == 0 || record.flags.has(DayFlags::NO_AVERAGE) {
			return Err(LedgerError::NotSettled);
		}
		if record.flags.has(DayFlags::STRUCK) {
			return Err(LedgerError::AlreadyStruck);
		}

		let before = lookup.record(day.saturating_sub(1))?;
		let earlier = average_before(day, lookup).unwrap_or(first);
		let fraction = self.fraction_without_average(terms, day, earlier, &record, lookup)?;
		let old = record.release_index.ensure_sub(before.release_index)?;
		let fraction = FixedU128::from_inner(fraction.into_inner().saturating_sub(old));
		let instalments = self.instalments_left_of(day, lookup)?;
		let released = ratio(instalments, fraction.into_inner(), FRACTION, Rounding::Down)?;

		self.forget(day, &record, lookup)?;
		if self.is_last_known(day, lookup) {
			self.progress.last_average = earlier;
		}
		let counted = Window::between(&before, &record)?;
		let missed = FixedU128::from_inner(record.missed.ensure_sub(before.missed)?);
		let strike = Strike { day, applied: through, fraction, counted, missed };
		self.strikes.try_push(strike).map_err(|_| LedgerError::TooManyStrikes)?;
		self.custody.escrowed.ensure_sub_assign(released)?;
		record.flags = record.flags.with(DayFlags::STRUCK, true);
		Ok(Struck { record, fraction, released })
	}

	/// The fraction that a settled day would have released without a market average.
	fn fraction_without_average(
		&self,
		terms: &Terms,
		day: Day,
		average: PerUnit,
		record: &DayRecord,
		lookup: &mut impl Lookup,
	) -> Result<FixedU128, LedgerError> {
		let flags = record.flags;
		let open = !flags.has(DayFlags::FROZEN) && day > self.clocks.grace_until;
		// 32 and 64 bits never exceed 128.
		let units = u128::from(record.certificates).saturating_mul(terms.units.into());
		let case = DayCase {
			paid: record.paid,
			expected: expected_income(average, units)?,
			assessed: false,
			tolerant: flags.has(DayFlags::ASSESSED) || open,
			late: false,
			written_off: flags.has(DayFlags::WRITTEN_OFF),
		};
		let window = self.window_without_struck(day, lookup)?;
		Ok(case.fraction(&self.clocks.rules.release, &window)?)
	}

	/// The window of the day before `day`, without days whose average was struck out, whether that was
	/// applied or not: the order in which strikes are applied does not matter.
	fn window_without_struck(
		&self,
		day: Day,
		lookup: &mut impl Lookup,
	) -> Result<Window, LedgerError> {
		let yesterday = day.saturating_sub(1);
		let Some(before) = self.clocks.window_before(yesterday) else {
			return Ok(Window::default());
		};
		let mut last = lookup.record(before)?;
		let mut window = Window::default();
		for earlier in before.saturating_add(1)..=yesterday {
			let record = lookup.record(earlier)?;
			if !is_struck(earlier, &record, lookup) {
				window = window.plus(&Window::between(&last, &record)?)?;
			}
			last = record;
		}
		Ok(window)
	}

	/// Instalments of the certificates that were active on a day and have not ended, in base units of
	/// the payment asset.
	fn instalments_left_of(
		&self,
		day: Day,
		lookup: &mut impl Lookup,
	) -> Result<Balance, LedgerError> {
		let mut left = self.volume.active.instalments;
		// Cohorts are removed as they end, so those that are found have not.
		for start in day.saturating_add(1)..=self.progress.settled_through {
			left.ensure_sub_assign(lookup.cohort(start).instalments)?;
		}
		Ok(left)
	}

	/// The day counts no more: not in the streak either, if it is one of its days.
	fn forget(
		&mut self,
		day: Day,
		record: &DayRecord,
		lookup: &mut impl Lookup,
	) -> Result<(), LedgerError> {
		if !record.flags.has(DayFlags::UNDERPAID) {
			return Ok(());
		}
		self.clocks.underpaid_days = self.clocks.underpaid_days.saturating_sub(1);
		let last = lookup.record(self.progress.settled_through)?;
		let later = Window::between(record, &last)?;
		let later = self.without_struck(later, day)?.days;
		let streak = u32::from(self.clocks.underpaid_streak);
		// The streak ends with the last assessed day: it reaches back to this one if it is longer than
		// what came after.
		if streak > later {
			self.clocks.underpaid_streak = self.clocks.underpaid_streak.saturating_sub(1);
		}
		Ok(())
	}

	/// Whether no settled day after this one has a market average that was not struck out.
	fn is_last_known(&self, day: Day, lookup: &mut impl Lookup) -> bool {
		for later in day.saturating_add(1)..=self.progress.settled_through {
			// Idle days have no record.
			let record = lookup.record(later);
			if record.is_ok_and(|record| is_average_known(later, &record, lookup)) {
				return false;
			}
		}
		true
	}
}
