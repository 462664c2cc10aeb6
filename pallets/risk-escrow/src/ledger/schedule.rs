//! Releases of certificates from now on, if every day is paid in full, and what remains in escrow: the
//! quote for a buyer.

use super::{instalment, position::days_after};
use crate::types::{Position, SeriesLedger};
use alloc::vec::Vec;
use dmex_primitives::{last_day, Balance, Day};
use sp_runtime::{traits::EnsureAddAssign, ArithmeticError};

/// A certificate with the days that are still to release an instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schedule {
	/// First day of the certificate.
	pub start: Day,
	/// Term of the certificate, in days.
	pub term: u32,
	/// The first day that will release an instalment.
	pub next: Day,
	/// Release of one day, in base units of the payment asset.
	pub instalment: Balance,
	/// Part of the deposit that is in escrow now, in base units of the payment asset.
	pub unreleased: Balance,
}

impl Schedule {
	/// Schedule of a certificate that is sold for the first time the day before `start`.
	pub fn of_first_sale(start: Day, term: u32, deposit: Balance) -> Self {
		let instalment = instalment(deposit, term);
		Self { start, term, next: start, instalment, unreleased: deposit }
	}

	/// Schedule of a sold certificate of whose deposit `unreleased` is in escrow.
	pub fn of(ledger: &SeriesLedger, term: u32, position: &Position, unreleased: Balance) -> Self {
		let next = ledger.progress.settled_through.saturating_add(1).max(position.start);
		let instalment = position.instalment(term);
		Self { start: position.start, term, next, instalment, unreleased }
	}

	/// Last day of the certificate.
	pub fn end(&self) -> Day {
		last_day(self.start, self.term)
	}

	/// Release of `day`, in base units of the payment asset.
	fn release(&self, day: Day) -> Balance {
		if (self.next..=self.end()).contains(&day) {
			self.instalment
		} else {
			0
		}
	}

	/// Part of the deposit in escrow after `day`, in base units of the payment asset.
	pub fn unreleased_after(&self, day: Day) -> Balance {
		let days = self.end().min(day).saturating_add(1).saturating_sub(self.next);
		self.unreleased.saturating_sub(self.instalment.saturating_mul(days.into()))
	}
}

/// A day to come of certificates that are paid in full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScheduledDay {
	/// The day.
	pub day: Day,
	/// Release of the day, in base units of the payment asset.
	pub release: Balance,
	/// Sum of the deposits in escrow after the day, in base units of the payment asset.
	pub unreleased: Balance,
	/// Number of certificates that have days after the day.
	pub certificates_left: u32,
}

/// The days on which any of the certificates is still to release something, up to the last one of
/// all, oldest first; no day if there are no certificates.
pub fn schedule(certificates: &[Schedule]) -> Result<Vec<ScheduledDay>, ArithmeticError> {
	let first = certificates.iter().map(|each| each.next).min();
	let last = certificates.iter().map(Schedule::end).max();
	let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
	(first..=last).map(|day| scheduled_day(certificates, day)).collect()
}

fn scheduled_day(certificates: &[Schedule], day: Day) -> Result<ScheduledDay, ArithmeticError> {
	let mut sums = ScheduledDay { day, release: 0, unreleased: 0, certificates_left: 0 };
	for each in certificates {
		sums.release.ensure_add_assign(each.release(day))?;
		sums.unreleased.ensure_add_assign(each.unreleased_after(day))?;
		let goes_on = days_after(day, each.start, each.term) > 0;
		sums.certificates_left.ensure_add_assign(goes_on.into())?;
	}
	Ok(sums)
}
