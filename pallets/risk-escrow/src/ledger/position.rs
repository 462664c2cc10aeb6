//! Exposure and entitlement of a certificate.

use super::{LedgerError, Lookup, Terms, FRACTION, INDEX};
use crate::types::{Cohort, DayRecord, FreezeCause, Position, SeriesLedger, Termination};
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{last_day, ratio, Balance, Day, Exposure, Units};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{
	traits::{EnsureAdd, EnsureMul, EnsureSub},
	ArithmeticError, Rounding,
};

type Result<T> = core::result::Result<T, ArithmeticError>;

/// Instalment of a certificate: `floor(deposit / term)`.
pub fn instalment(deposit: Balance, term: u32) -> Balance {
	deposit.checked_div(term.into()).unwrap_or_default()
}

/// The first day of the certificates whose last day is `day`.
pub fn first_day(day: Day, term: u32) -> Option<Day> {
	day.checked_add(1)?.checked_sub(term)
}

/// Number of days after `day` of certificates that start on `start`.
pub(super) fn days_after(day: Day, start: Day, term: u32) -> u32 {
	last_day(start, term).saturating_sub(day.max(start.saturating_sub(1)))
}

/// Money to which a certificate, or several together, are entitled now.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Entitlement {
	/// All income so far, claimed or not, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub income: Balance,
	/// Income that is not claimed, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub due: Balance,
	/// The part of the deposit that is neither released nor refunded, in base units of the payment
	/// asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub unreleased: Balance,
	/// The slashed part of the certificate's own pledge that is not paid yet, in base units of DMC: all
	/// of it if a breach terminated the series before the certificate ended; the part of missed days at
	/// the end of its term if it ended by itself.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub slashed: Balance,
}

impl Entitlement {
	/// Sum of both entitlements.
	pub fn plus(&self, other: &Self) -> Result<Self> {
		Ok(Self {
			income: self.income.ensure_add(other.income)?,
			due: self.due.ensure_add(other.due)?,
			unreleased: self.unreleased.ensure_add(other.unreleased)?,
			slashed: self.slashed.ensure_add(other.slashed)?,
		})
	}
}

impl Cohort {
	/// Cohort of one certificate.
	pub fn of_one(deposit: Balance, term: u32) -> Self {
		Self { certificates: 1, instalments: instalment(deposit, term) }
	}

	/// Union of two cohorts that have no certificate in common.
	pub fn plus(&self, other: &Self) -> Result<Self> {
		Ok(Self {
			certificates: self.certificates.ensure_add(other.certificates)?,
			instalments: self.instalments.ensure_add(other.instalments)?,
		})
	}

	/// The cohort without those of `other`.
	pub fn minus(&self, other: &Self) -> Result<Self> {
		Ok(Self {
			certificates: self.certificates.ensure_sub(other.certificates)?,
			instalments: self.instalments.ensure_sub(other.instalments)?,
		})
	}

	/// The days after `settled_through` and their instalments, if the certificates start on `start`;
	/// and `slashed` base units of DMC for each that has such days.
	pub fn exposure(
		&self,
		start: Day,
		term: u32,
		settled_through: Day,
		slashed: Balance,
	) -> Result<Exposure> {
		let days = days_after(settled_through, start, term);
		let instalments = self.instalments.ensure_mul(days.into())?;
		// 32 bits times 32 bits never exceed 64.
		let cert_days = u64::from(self.certificates).saturating_mul(days.into());
		let pledges = slashed.ensure_mul(self.certificates.into())?;
		Ok(Exposure { cert_days, instalments, slash: if days > 0 { pledges } else { 0 } })
	}
}

impl Position {
	/// Position of a certificate that was just sold.
	pub fn new(start: Day, deposit: Balance) -> Self {
		Self { start, deposit, income_paid: 0, refunded: false, awards: 0 }
	}

	/// Last day of the certificate.
	pub fn end(&self, term: u32) -> Day {
		last_day(self.start, term)
	}

	/// Instalment of the certificate, rounded down.
	pub fn instalment(&self, term: u32) -> Balance {
		instalment(self.deposit, term)
	}

	/// Remainder of the division of the deposit by the term: the holder's, at the end.
	pub fn remainder(&self, term: u32) -> Balance {
		self.deposit.saturating_sub(self.instalment(term).saturating_mul(term.into()))
	}

	/// Whether the last day of the certificate is settled.
	pub fn has_ended(&self, term: u32, settled_through: Day) -> bool {
		self.end(term) <= settled_through
	}

	/// Days of the certificate that are not settled, and their instalments; and `slashed` base units of
	/// DMC if it has such days.
	pub fn exposure(&self, term: u32, settled_through: Day, slashed: Balance) -> Result<Exposure> {
		let one = Cohort::of_one(self.deposit, term);
		one.exposure(self.start, term, settled_through, slashed)
	}

	/// The days whose records enclose the certificate's days up to `last`: the day before its first
	/// one, and its last one so far. `None` if it has no day by then.
	fn span(&self, term: u32, last: Day) -> Option<(Day, Day)> {
		(self.start <= last).then(|| (self.start.saturating_sub(1), self.end(term).min(last)))
	}

	/// All income between two records, claimed or not, in base units of the reward asset, rounded
	/// down.
	fn income(&self, units: Units, from: &DayRecord, to: &DayRecord) -> Result<Balance> {
		let index = to.income_index.ensure_sub(from.income_index)?;
		ratio(index, units.into(), INDEX, Rounding::Down)
	}

	/// The part of the deposit released between two records, and by strikes the fractions `struck` in
	/// 10⁻¹⁸, in base units of the payment asset; rounded up: the sum over certificates is never less
	/// than what the miner got.
	fn released(
		&self,
		term: u32,
		from: &DayRecord,
		to: &DayRecord,
		struck: u128,
	) -> Result<Balance> {
		let fractions = to.release_index.ensure_sub(from.release_index)?.ensure_add(struck)?;
		ratio(self.instalment(term), fractions, FRACTION, Rounding::Up)
	}
}

impl SeriesLedger {
	/// Entitlement of a certificate now.
	pub fn entitlement(
		&self,
		terms: &Terms,
		position: &Position,
		lookup: &mut impl Lookup,
	) -> core::result::Result<Entitlement, LedgerError> {
		let Terms { units, term, .. } = *terms;
		let through = self.progress.settled_through;
		let income = match position.span(term, through) {
			Some((from, to)) => {
				position.income(units, &lookup.record(from)?, &lookup.record(to)?)?
			},
			None => 0,
		};
		let unreleased = match position.span(term, self.released_through()) {
			_ if position.refunded => 0,
			Some((from, to)) => {
				let struck = self.struck_fractions(position.start, position.end(term));
				let released =
					position.released(term, &lookup.record(from)?, &lookup.record(to)?, struck)?;
				position.deposit.ensure_sub(released)?
			},
			None => position.deposit,
		};
		let slashed = self.slashed(terms, position, lookup)?;
		let due = income.ensure_sub(position.income_paid)?;
		Ok(Entitlement { income, due, unreleased, slashed })
	}

	/// The slashed part of a certificate's pledge that is not paid yet.
	fn slashed(
		&self,
		terms: &Terms,
		position: &Position,
		lookup: &mut impl Lookup,
	) -> core::result::Result<Balance, LedgerError> {
		if position.refunded {
			return Ok(0);
		}
		if self.has_ended(terms.term, position) {
			let end = position.end(terms.term);
			let record = lookup.record(end)?;
			return self.missed_pledge(terms, position.start, end, &record, lookup);
		}
		Ok(self.slash_of_each(terms))
	}

	/// The slash of each certificate that had not ended by the cutoff, in base units of DMC: its own
	/// pledge if a breach terminated the series, otherwise nothing.
	pub fn slash_of_each(&self, terms: &Terms) -> Balance {
		let breach = |ended: Termination| ended.cause == FreezeCause::Breach;
		if self.state.termination().is_some_and(breach) {
			terms.pledge
		} else {
			0
		}
	}

	/// Whether a certificate ended by itself: its last day is settled, and was so before a freeze
	/// that is not over or led to the termination.
	pub fn has_ended(&self, term: u32, position: &Position) -> bool {
		position.has_ended(term, self.released_through())
	}
}
