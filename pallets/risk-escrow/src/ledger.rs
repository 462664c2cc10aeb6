//! The arithmetic of a series: its sales, its freezes and how they end. The settlement of a day is in
//! `day`, the entitlement of a certificate in `position`, and the promise of a purchase in `schedule`.
//! Pure: no storage, no accounts. Every division says which way it rounds.

use crate::{
	breach::{self, Window, WINDOW_DAYS},
	types::{
		Breach, Clocks, Cohort, Custody, DayRecord, Freeze, FreezeCause, History, Progress,
		SeriesLedger, SeriesRules, SeriesState, Termination, Volume,
	},
};
use dmex_primitives::{AverageStatus, Balance, Day, PerUnit, ReferendumIndex, Units};
use frame_support::BoundedVec;
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, EnsureMul, EnsureSub, EnsureSubAssign},
	ArithmeticError, FixedPointNumber, FixedU128,
};

mod day;
mod position;
mod schedule;
mod strike;
#[cfg(test)]
mod tests;

pub use day::{expected_income, DayInput, DayTotals, Settled};
pub use position::{first_day, instalment, Entitlement};
pub use schedule::{schedule, Schedule, ScheduledDay};
pub use strike::{Struck, MAX_STRIKE_AGE};

/// Number of parts of a base unit in which income per unit is counted.
pub const INDEX: u128 = 1_000_000_000;

/// Number of parts of one in which released fractions and averages are counted.
pub const FRACTION: u128 = FixedU128::DIV;

/// Terms of each certificate of a series, as its arithmetic needs them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
	/// Units of a certificate.
	pub units: Units,
	/// Term of a certificate, in days.
	pub term: u32,
	/// Pledge for a certificate, in base units of DMC.
	pub pledge: Balance,
	/// Income that the application promises, in base units of the reward asset per unit and day.
	pub promised: PerUnit,
}

/// Storage that the arithmetic of a series reads.
pub trait Lookup {
	/// The record of a settled day, or the baseline before a first day.
	fn record(&mut self, day: Day) -> Result<DayRecord, LedgerError>;
	/// The certificates that start on a day, as long as their last day is not settled.
	fn cohort(&mut self, start: Day) -> Cohort;
	/// The market average of a day.
	fn average(&mut self, day: Day) -> AverageStatus;
	/// Whether the market average of a day was published and struck out afterwards.
	fn is_struck(&mut self, day: Day) -> bool;
	/// Number of live days up to a day, as `Clock` counts them.
	fn live_days(&mut self, day: Day) -> u32;
}

/// Reason why a ledger refuses an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LedgerError {
	/// Every day on which a certificate is or was active is settled.
	NothingToSettle,
	/// The day is not over.
	DayNotOver,
	/// The market average of the day is not published, and may still be.
	AverageNotKnown,
	/// The day pays less than `FullReleaseFrom` of its expected income while a breach is voted on.
	PaidTooLittle,
	/// The day pays more than ten times its expected income.
	PaidTooMuch,
	/// The record of a settled day is missing.
	MissingRecord,
	/// No certificate was active on the day, it is not settled, or it was settled without an average.
	NotSettled,
	/// The strike of the day's average was applied.
	AlreadyStruck,
	/// Too many days were settled after the day for its strike to be applied.
	TooLate,
	/// The strikes of as many days as a series can have were applied.
	TooManyStrikes,
	/// A number is out of range.
	Arithmetic(ArithmeticError),
}

impl From<ArithmeticError> for LedgerError {
	fn from(error: ArithmeticError) -> Self {
		Self::Arithmetic(error)
	}
}

impl Progress {
	/// Whether no certificate is active today or later.
	pub fn is_idle(&self, today: Day) -> bool {
		self.last_end < today
	}

	/// The oldest day with active certificates that is not settled; `None` if there is none.
	pub fn next_day(&self) -> Option<Day> {
		(self.settled_through < self.last_end).then(|| self.settled_through.saturating_add(1))
	}

	/// Whether the series sells nothing for the first time until its earlier days are settled: it is
	/// idle, and some are not.
	pub fn waits_for_earlier_days(&self, today: Day) -> bool {
		self.is_idle(today) && self.next_day().is_some()
	}

	/// Whether everything is settled and over for so long that what was underpaid or late in the end
	/// proves nothing any more.
	pub fn is_past(&self, today: Day) -> bool {
		self.next_day().is_none() && today > self.settled_through.saturating_add(WINDOW_DAYS)
	}
}

impl Volume {
	/// Number of certificates that were sold and whose last day is not settled.
	pub fn live(&self) -> u32 {
		self.sold.saturating_sub(self.ended)
	}

	/// Number of sold certificates whose units and pledges are held: those with days to settle, and those
	/// that ended in the present freeze.
	pub fn held(&self) -> u32 {
		self.live().saturating_add(self.ended_frozen)
	}

	/// Days times certificates that were sold and not settled.
	pub fn cert_days_left(&self, term: u32) -> Result<u64, ArithmeticError> {
		let total = u64::from(self.sold).ensure_mul(term.into());
		total?.ensure_sub(self.settled_cert_days)
	}
}

impl Clocks {
	/// Days up to `day` are never assessed; clocks start at `live_days`, and streaks over.
	fn start_over(&mut self, day: Day, live_days: u32) {
		self.grace_until = self.grace_until.max(day);
		self.clock_start = live_days;
		self.underpaid_streak = 0;
	}

	/// The day whose record comes before the window of `day`: the assessed days among its last
	/// thirty. `None` if none can be assessed.
	pub fn window_before(&self, day: Day) -> Option<Day> {
		let first = day.saturating_sub(WINDOW_DAYS).max(self.grace_until);
		(day > self.grace_until).then_some(first)
	}
}

impl Custody {
	/// The releases that were pending leave the escrow account. Returns them.
	fn release_pending(&mut self) -> Result<Balance, ArithmeticError> {
		let released = core::mem::take(&mut self.pending_release);
		self.escrowed.ensure_sub_assign(released)?;
		Ok(released)
	}
}

/// Sales.
impl SeriesLedger {
	/// The ledger of a series at its first sale: everything up to `today` is settled.
	pub fn open(today: Day, live_days: u32, expected: PerUnit, rules: SeriesRules) -> Self {
		Self {
			progress: Progress {
				settled_through: today,
				last_end: today,
				carry: 0,
				last_average: expected,
			},
			volume: Volume::default(),
			clocks: Clocks {
				rules,
				grace_until: today,
				clock_start: live_days,
				last_assessed: today,
				underpaid_streak: 0,
				underpaid_days: 0,
			},
			custody: Custody::default(),
			state: SeriesState::default(),
			history: History::default(),
			strikes: BoundedVec::new(),
		}
	}

	/// Move an idle ledger whose days are all settled to `today`, so that no day without active
	/// certificates is ever left to settle. Clocks and windows start over, by today's rules.
	///
	/// Underpaid days in a row before the idle time are followed by those after it, as long as they
	/// prove anything; but selling alone completes no breach.
	pub fn reopen(&mut self, today: Day, live_days: u32, rules: SeriesRules) {
		debug_assert!(self.progress.is_idle(today) && self.progress.next_day().is_none());
		let streak = if self.progress.is_past(today) { 0 } else { self.clocks.underpaid_streak };
		self.progress.settled_through = today;
		self.progress.last_end = today;
		self.clocks.rules = rules;
		self.clocks.start_over(today, live_days);
		let limit = u8::try_from(rules.breach.underpaid_streak).unwrap_or(u8::MAX);
		self.clocks.underpaid_streak = streak.min(limit.saturating_sub(1));
	}

	/// Count certificates that are sold `today` for `term` days: active from tomorrow. Returns
	/// their last day.
	pub fn sell(
		&mut self,
		today: Day,
		term: u32,
		sold: &Cohort,
		deposits: Balance,
	) -> Result<Day, ArithmeticError> {
		let end = today.ensure_add(term)?;
		let instalments = sold.instalments.ensure_mul(term.into())?;
		self.progress.last_end = self.progress.last_end.max(end);
		self.volume.sold.ensure_add_assign(sold.certificates)?;
		self.volume.instalments_left.ensure_add_assign(instalments)?;
		self.custody.escrowed.ensure_add_assign(deposits)?;
		Ok(end)
	}
}

/// Lateness and breaches.
impl SeriesLedger {
	/// Number of live days that have ended since the oldest unsettled day was over, or since the
	/// clocks started.
	pub fn overdue(&self, today: Day, lookup: &mut impl Lookup) -> u32 {
		self.overdue_since(self.clocks.clock_start, today, lookup)
	}

	/// Number of live days that have ended since the oldest unsettled day was over, or since clocks
	/// started at the count `clock_start`. None if the network had no income on that day: nobody owes
	/// it.
	fn overdue_since(&self, clock_start: u32, today: Day, lookup: &mut impl Lookup) -> u32 {
		let Some(day) = self.progress.next_day() else { return 0 };
		if lookup.average(day).is_zero() {
			return 0;
		}
		self.unsettled_for(day, clock_start, today, lookup)
	}

	/// Number of live days that have ended since a day was over, or since clocks started at the count
	/// `clock_start`.
	fn unsettled_for(
		&self,
		day: Day,
		clock_start: u32,
		today: Day,
		lookup: &mut impl Lookup,
	) -> u32 {
		let now = lookup.live_days(today.saturating_sub(1));
		breach::overdue(now, lookup.live_days(day), clock_start)
	}

	/// Whether the oldest unsettled day is late, or would be if the network had had income on it. Nobody
	/// owes such a day, but days that are owed may be behind it.
	pub fn is_behind(&self, today: Day, lookup: &mut impl Lookup) -> bool {
		let next = self.progress.next_day();
		next.is_some_and(|day| {
			breach::is_late(self.unsettled_for(day, self.clocks.clock_start, today, lookup))
		})
	}

	/// Whether the oldest unsettled day is late.
	pub fn is_late(&self, today: Day, lookup: &mut impl Lookup) -> bool {
		breach::is_late(self.overdue(today, lookup))
	}

	/// Whether the oldest unsettled day may be written off: it has been unpaid for this number of
	/// live days, whatever freezes came between, and is late by the present clocks; or it is over, and
	/// the network had no income on it.
	pub fn may_write_off(&self, after: u32, today: Day, lookup: &mut impl Lookup) -> bool {
		let Some(day) = self.progress.next_day() else { return false };
		let unpaid = self.overdue_since(0, today, lookup) >= after && self.is_late(today, lookup);
		unpaid || day < today && lookup.average(day).is_zero()
	}

	/// The assessed days of the thirty up to `day`, as far as they are settled.
	pub fn window(&self, day: Day, lookup: &mut impl Lookup) -> Result<Window, LedgerError> {
		let Some(before) = self.clocks.window_before(day) else { return Ok(Window::default()) };
		let from = lookup.record(before)?;
		let window = Window::between(&from, &lookup.record(self.progress.settled_through)?)?;
		Ok(self.without_struck(window, before)?)
	}

	/// The assessed days of the last thirty settled ones.
	pub fn last_window(&self, lookup: &mut impl Lookup) -> Result<Window, LedgerError> {
		self.window(self.progress.settled_through, lookup)
	}

	/// The breach that is proved now; `None` if there is none.
	pub fn breach(
		&self,
		today: Day,
		lookup: &mut impl Lookup,
	) -> Result<Option<Breach>, LedgerError> {
		if self.progress.is_past(today) {
			return Ok(None);
		}
		let overdue = self.overdue(today, lookup);
		let window = self.last_window(lookup)?;
		let streak = self.clocks.underpaid_streak.into();
		Ok(breach::find(&self.clocks.rules, overdue, streak, &window)?)
	}
}

/// Freezes.
impl SeriesLedger {
	/// Whether a breach was reported and the vote on it is not carried out.
	pub fn is_frozen_for_breach(&self) -> bool {
		self.state.freeze().is_some_and(|freeze| freeze.cause == FreezeCause::Breach)
	}

	/// The last settled day whose release counts for the miner.
	pub fn released_through(&self) -> Day {
		let through = self.progress.settled_through;
		self.state.cutoff().map_or(through, |cutoff| cutoff.min(through))
	}

	/// Releases are pending from now on.
	pub fn freeze(
		&mut self,
		cause: FreezeCause,
		today: Day,
		referendum: Option<ReferendumIndex>,
	) -> Result<(), ArithmeticError> {
		self.history.freezes.ensure_add_assign(1)?;
		let cutoff = self.progress.settled_through;
		self.state = SeriesState::Frozen(Freeze { cause, since: today, cutoff, referendum });
		Ok(())
	}

	/// The freeze ended without a termination: clocks, streaks and windows start over, days that are
	/// over will never be assessed, and what was pending is released. Returns it, in base units of
	/// the payment asset.
	pub fn resume(
		&mut self,
		freeze: &Freeze,
		today: Day,
		live_days: u32,
	) -> Result<Balance, ArithmeticError> {
		self.end_freeze(freeze, today);
		self.volume.ended_frozen = 0;
		self.clocks.start_over(today.saturating_sub(1), live_days);
		self.state = SeriesState::Open;
		self.custody.release_pending()
	}

	/// The vote terminated the series. After a breach what was pending is the holders', and `pledge` base
	/// units of DMC, that of a certificate, are slashed for each that had not ended by the cutoff; after
	/// an event what was pending is released. Returns the release, in base units of the payment asset.
	pub fn terminate(
		&mut self,
		freeze: &Freeze,
		today: Day,
		pledge: Balance,
	) -> Result<Balance, ArithmeticError> {
		self.end_freeze(freeze, today);
		let breach = freeze.cause == FreezeCause::Breach;
		let held = self.volume.held();
		let certificates = if breach { held } else { self.volume.live() };
		let slash = if breach { pledge.ensure_mul(held.into())? } else { 0 };
		self.volume.ended_frozen = 0;
		self.state = SeriesState::Terminated(Termination {
			cause: freeze.cause,
			since: freeze.since,
			on: today,
			cutoff: if breach { freeze.cutoff } else { self.progress.settled_through },
			certificates,
			slash,
		});
		self.custody.slash_held.ensure_add_assign(slash)?;
		if breach {
			self.custody.pending_release = 0;
			return Ok(0);
		}
		self.custody.release_pending()
	}

	/// Number of days for which the series was frozen until `today`, the running freeze included.
	pub fn frozen_days(&self, today: Day) -> u32 {
		let running = self.state.freeze().map_or(0, |freeze| today.saturating_sub(freeze.since));
		self.history.frozen_days.saturating_add(running)
	}

	fn end_freeze(&mut self, freeze: &Freeze, today: Day) {
		let days = today.saturating_sub(freeze.since);
		self.history.frozen_days = self.history.frozen_days.saturating_add(days);
	}
}
