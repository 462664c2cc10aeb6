//! What certificates release and leave from now on, if every day is paid in full: what a buyer is
//! quoted.

use super::{instalment, position::days_after};
use crate::types::{Position, SeriesLedger};
use alloc::vec::Vec;
use dmex_primitives::{last_day, Balance, Day};
use sp_runtime::{traits::EnsureAddAssign, ArithmeticError};

/// A certificate with the days that are still to release an instalment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schedule {
	/// Its first day.
	pub start: Day,
	/// Its term, in days.
	pub term: u32,
	/// The first day that will release an instalment.
	pub next: Day,
	/// What one day releases, in base units of the payment asset.
	pub instalment: Balance,
	/// What is in escrow for it now, in base units of the payment asset.
	pub unreleased: Balance,
}

impl Schedule {
	/// A certificate that is sold for the first time the day before `start`.
	pub fn of_first_sale(start: Day, term: u32, deposit: Balance) -> Self {
		let instalment = instalment(deposit, term);
		Self { start, term, next: start, instalment, unreleased: deposit }
	}

	/// A sold certificate of which `unreleased` is in escrow.
	pub fn of(ledger: &SeriesLedger, term: u32, position: &Position, unreleased: Balance) -> Self {
		let next = ledger.progress.settled_through.saturating_add(1).max(position.start);
		let instalment = position.instalment(term);
		Self { start: position.start, term, next, instalment, unreleased }
	}

	/// Its last day.
	pub fn end(&self) -> Day {
		last_day(self.start, self.term)
	}

	/// What `day` releases.
	fn release(&self, day: Day) -> Balance {
		if (self.next..=self.end()).contains(&day) {
			self.instalment
		} else {
			0
		}
	}

	/// What is in escrow after `day`.
	fn unreleased_after(&self, day: Day) -> Balance {
		let days = self.end().min(day).saturating_add(1).saturating_sub(self.next);
		self.unreleased.saturating_sub(self.instalment.saturating_mul(days.into()))
	}
}

/// A day to come of certificates that are paid in full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScheduledDay {
	/// The day.
	pub day: Day,
	/// What it releases, in base units of the payment asset.
	pub release: Balance,
	/// What is in escrow after it, in base units of the payment asset.
	pub unreleased: Balance,
	/// Days times certificates after it.
	pub cert_days_left: u64,
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
	let mut sums = ScheduledDay { day, release: 0, unreleased: 0, cert_days_left: 0 };
	for each in certificates {
		sums.release.ensure_add_assign(each.release(day))?;
		sums.unreleased.ensure_add_assign(each.unreleased_after(day))?;
		sums.cert_days_left.ensure_add_assign(days_after(day, each.start, each.term).into())?;
	}
	Ok(sums)
}
