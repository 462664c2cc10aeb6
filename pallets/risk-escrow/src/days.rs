//! Days: the miner pays income and receives slices; a day that nobody pays is given up.

use crate::{
	breach::{self, Window},
	impls::{difference, sum, TermsOf},
	ledger::{self, Settled},
	types::{DayFacts, DayRecord, Period, Rules, SeriesLedger, SeriesState},
	Cohorts, Config, DayFlags, DayRecords, Error, Event, Ledgers, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{Balance, Certificates, Clock, Day, MarketAverages, MinerRecords, SeriesId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, Permill};

/// What several settled days come to.
#[derive(Default)]
struct Totals {
	income: Balance,
	released: Balance,
	pool_share: Balance,
	ended: u32,
	given_up: u32,
	late: u32,
	low: u32,
}

impl Totals {
	/// Add up days. The pool's part of each day's release is rounded down, so it does not matter
	/// how days are grouped in calls.
	fn of(days: &[Settled], share: Permill) -> Result<Self, ArithmeticError> {
		let mut totals = Self::default();
		for Settled { record, released, ended, .. } in days {
			totals.income = sum(totals.income, record.paid)?;
			totals.released = sum(totals.released, *released)?;
			totals.pool_share = sum(totals.pool_share, share.mul_floor(*released))?;
			totals.ended = totals.ended.checked_add(*ended).ok_or(ArithmeticError::Overflow)?;
			let mark = |flag| u32::from(record.flags.has(flag));
			totals.given_up = totals.given_up.saturating_add(mark(DayFlags::GIVEN_UP));
			totals.late = totals.late.saturating_add(mark(DayFlags::LATE));
			totals.low = totals.low.saturating_add(mark(DayFlags::LOW));
		}
		Ok(totals)
	}
}

/// What the days of one call are settled with.
struct Sitting {
	today: Day,
	/// Open days up to yesterday.
	now: u32,
	given_up: bool,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_distribute(
		miner: &T::AccountId,
		series: SeriesId,
		first_day: Day,
		amounts: &[Balance],
	) -> DispatchResult {
		let terms = Self::ensure_series(series)?;
		ensure!(*miner == terms.miner, Error::<T>::NotMiner);
		ensure!(!amounts.is_empty(), Error::<T>::NoDays);
		let mut ledger = Ledgers::<T>::get(series).ok_or(Error::<T>::NothingToSettle)?;
		ensure!(ledger.state.termination().is_none(), Error::<T>::Terminated);
		let oldest = ledger.next_day().ok_or(Error::<T>::NothingToSettle)?;
		ensure!(first_day == oldest, Error::<T>::WrongDay);
		let days = Self::settle(series, &terms, &mut ledger, amounts, false)?;
		let mut totals = Totals::of(&days, T::PoolReleaseShare::get())?;

		Self::take(&terms.reward_asset, miner, &Self::income_account(), totals.income)?;
		if ledger.state == SeriesState::Open {
			Self::pay_release(&terms, totals.released, totals.pool_share)?;
		} else {
			totals.pool_share = 0;
		}
		Self::book(series, &terms, &ledger, &days, &totals)?;

		Self::deposit_event(Event::Distributed {
			series,
			first_day,
			days: days.len() as u32,
			miner: miner.clone(),
			income: totals.income,
			released: totals.released,
			pool_share: totals.pool_share,
		});
		Ok(())
	}

	pub(crate) fn do_give_up_day(who: T::AccountId, series: SeriesId) -> DispatchResult {
		let (terms, mut ledger) = Self::ensure_started(series)?;
		Self::ensure_open(&ledger.state)?;
		let day = ledger.next_day().ok_or(Error::<T>::NothingToSettle)?;
		let today = T::Clock::today();
		let unpaid = Self::open_days_since(day, 0, today);
		let long = unpaid >= T::Rules::days(Period::GiveUp) && Self::is_late(&ledger, today);
		ensure!(long, Error::<T>::TooEarly);
		let days = Self::settle(series, &terms, &mut ledger, &[0], true)?;
		let totals = Totals::of(&days, Permill::zero())?;

		Self::book(series, &terms, &ledger, &days, &totals)?;

		Self::deposit_event(Event::DayGivenUp { series, day, who });
		Ok(())
	}

	/// Pay a release: the insurance pool its part, the miner the rest.
	pub(crate) fn pay_release(
		terms: &TermsOf<T>,
		released: Balance,
		pool_share: Balance,
	) -> DispatchResult {
		let rest = difference(released, pool_share)?;
		Self::pay_or_owe(&terms.payment_asset, &T::InsuranceAccount::get(), pool_share)?;
		Self::pay_or_owe(&terms.payment_asset, &terms.miner, rest)
	}

	/// Write settled days down and tell of them.
	fn book(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		days: &[Settled],
		totals: &Totals,
	) -> DispatchResult {
		Ledgers::<T>::insert(series, ledger);
		Self::write_days(series, terms.term, days);
		if totals.ended > 0 {
			T::Certificates::end(series, totals.ended)?;
		}
		let paid = (days.len() as u32).saturating_sub(totals.given_up);
		T::Registry::note_days(&terms.miner, paid, totals.late, totals.low);
		Self::queue_payout(series);
		Self::tell_days(series, days);
		Ok(())
	}

	/// Settle the oldest days in order, in the ledger alone.
	fn settle(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &mut SeriesLedger,
		amounts: &[Balance],
		given_up: bool,
	) -> Result<Vec<Settled>, DispatchError> {
		let today = T::Clock::today();
		let now = T::Clock::open_days(today.saturating_sub(1));
		let sitting = Sitting { today, now, given_up };
		let mut open_days = T::Clock::open_days(ledger.paid_through);
		let mut previous = Self::record(series, ledger.paid_through)?;
		let mut days = Vec::with_capacity(amounts.len());
		for paid in amounts {
			let day = ledger.next_day().ok_or(Error::<T>::NothingToSettle)?;
			let at = T::Clock::open_days(day);
			let facts = Self::facts(&sitting, terms, ledger, day, *paid, (open_days, at))?;
			let starting = Cohorts::<T>::get(series, day);
			let ending = ledger::first_day(day, terms.term)
				.map(|start| Cohorts::<T>::get(series, start))
				.unwrap_or_default();
			let case = ledger.case(terms.units, &starting, &facts)?;
			let before = ledger.window_before_next(facts.average.is_some());
			let window = Self::window_since(series, before, &days, &previous)?;
			let rules = ledger.rules;
			let fair = !ledger.is_frozen_for_breach() || breach::is_fair(&rules.release, &case)?;
			ensure!(fair, Error::<T>::PaidTooLittle);
			let verdict = breach::judge(&rules, &case, &window)?;
			let settled =
				ledger.settle_day(terms.units, &previous, &starting, &ending, &facts, &verdict)?;
			(open_days, previous) = (at, settled.record);
			days.push(settled);
		}
		Ok(days)
	}

	/// What a day is settled with. `opened` counts the open days up to the day before it and up to
	/// itself.
	fn facts(
		sitting: &Sitting,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		day: Day,
		paid: Balance,
		opened: (u32, u32),
	) -> Result<DayFacts, DispatchError> {
		ensure!(day < sitting.today, Error::<T>::DayNotOver);
		let average = T::Averages::average(terms.network, day);
		let never = day.saturating_add(2) <= sitting.today;
		ensure!(average.is_some() || never, Error::<T>::AverageNotKnown);
		let overdue = breach::overdue(sitting.now, opened.1, ledger.clock_from);
		Ok(DayFacts {
			paid,
			average,
			open: opened.1 > opened.0,
			late: breach::is_late(overdue),
			given_up: sitting.given_up,
		})
	}

	/// The judged days after the record of `before` up to `last`, the record of the day before the
	/// one to judge; `days` are settled and not yet written.
	fn window_since(
		series: SeriesId,
		before: Option<Day>,
		days: &[Settled],
		last: &DayRecord,
	) -> Result<Window, DispatchError> {
		let Some(before) = before else { return Ok(Window::default()) };
		let from = match days.iter().find(|settled| settled.day == before) {
			Some(settled) => settled.record,
			None => Self::record(series, before)?,
		};
		Ok(Window::between(&from, last)?)
	}

	fn write_days(series: SeriesId, term: u32, days: &[Settled]) {
		for Settled { day, record, ended, .. } in days {
			DayRecords::<T>::insert(series, day, record);
			if let Some(start) = ledger::first_day(*day, term).filter(|_| *ended > 0) {
				Cohorts::<T>::remove(series, start);
			}
		}
	}

	fn tell_days(series: SeriesId, days: &[Settled]) {
		for Settled { day, record, fraction, released, ended } in days {
			Self::deposit_event(Event::DaySettled {
				series,
				day: *day,
				certificates: record.certificates,
				ended: *ended,
				income: record.paid,
				fraction: *fraction,
				released: *released,
				flags: record.flags,
			});
		}
	}
}
