//! Days: the miner pays income and receives instalments; a day that nobody pays is written off.

use crate::{
	impls::{ledger_terms, refusal, StoredDays, TermsOf},
	ledger::{first_day, DayInput, DayTotals, Settled, Struck},
	types::{Period, Rules, SeriesLedger, SeriesState},
	Cohorts, Config, DayRecords, Error, Event, Ledgers, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Balance, Certificates, Clock, Day, MarketAverages, MinerRecords, Pledges, SeriesId,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{
	traits::{EnsureSub, Zero},
	DispatchError, DispatchResult, Permill,
};

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
		let oldest = ledger.progress.next_day().ok_or(Error::<T>::NothingToSettle)?;
		ensure!(first_day == oldest, Error::<T>::NotOldestDay);
		let days = Self::settle(series, &terms, &mut ledger, amounts, false)?;
		let mut totals = DayTotals::of(&days, ledger.clocks.rules.release.pool_part)?;

		Self::charge(&terms.reward_asset, miner, &Self::income_account(), totals.income)?;
		if ledger.state == SeriesState::Open {
			Self::pay_release(&terms, totals.released, totals.pool_share)?;
		} else {
			totals.pool_share = 0;
		}
		Self::write_back(series, &terms, &ledger, &days, &totals)?;

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

	pub(crate) fn do_write_off_day(who: T::AccountId, series: SeriesId) -> DispatchResult {
		let (terms, mut ledger) = Self::ensure_started(series)?;
		Self::ensure_open(&ledger.state)?;
		let day = ledger.progress.next_day().ok_or(Error::<T>::NothingToSettle)?;
		let (after, today) = (T::Rules::days(Period::WriteOff), T::Clock::today());
		let stored = &mut StoredDays::<T>::of(series, &terms);
		ensure!(ledger.may_write_off(after, today, stored), Error::<T>::TooEarly);
		let days = Self::settle(series, &terms, &mut ledger, &[0], true)?;
		let totals = DayTotals::of(&days, Permill::zero())?;

		Self::write_back(series, &terms, &ledger, &days, &totals)?;

		Self::deposit_event(Event::DayWrittenOff { series, day, who });
		Ok(())
	}

	pub(crate) fn do_apply_strike(series: SeriesId, day: Day) -> DispatchResult {
		let (terms, mut ledger) = Self::ensure_started(series)?;
		Self::ensure_open(&ledger.state)?;
		ensure!(T::Averages::is_struck(terms.network, day), Error::<T>::NotStruck);
		let stored = &mut StoredDays::<T>::of(series, &terms);
		let (numbers, first) = (ledger_terms(&terms)?, Self::expected_before_averages(&terms));
		let struck = ledger.strike(&numbers, day, first, stored).map_err(refusal::<T>)?;
		let Struck { record, fraction, released } = struck;
		let pool_share = ledger.clocks.rules.release.pool_part.mul_floor(released);

		Self::pay_release(&terms, released, pool_share)?;
		Ledgers::<T>::insert(series, ledger);
		DayRecords::<T>::insert(series, day, record);

		Self::deposit_event(Event::StrikeApplied { series, day, fraction, released, pool_share });
		Ok(())
	}

	/// Pay a release: the insurance pool its part, the miner the rest.
	pub(crate) fn pay_release(
		terms: &TermsOf<T>,
		released: Balance,
		pool_share: Balance,
	) -> DispatchResult {
		let rest = released.ensure_sub(pool_share)?;
		Self::pay_or_credit(&terms.payment_asset, &T::InsuranceAccount::get(), pool_share)?;
		Self::pay_or_credit(&terms.payment_asset, &terms.miner, rest)
	}

	/// Move slashed pledges of a series, which its certificates require no more, to the escrow account,
	/// for the holders.
	pub(crate) fn slash(terms: &TermsOf<T>, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Registry::slash(terms.application, amount, &Self::escrow_account())
	}

	/// Settle the oldest days in order, in the ledger alone.
	fn settle(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &mut SeriesLedger,
		amounts: &[Balance],
		written_off: bool,
	) -> Result<Vec<Settled>, DispatchError> {
		let (numbers, today) = (ledger_terms(terms)?, T::Clock::today());
		let mut stored = StoredDays::<T>::of(series, terms);
		let mut days = Vec::with_capacity(amounts.len());
		for &paid in amounts {
			let input = DayInput { terms: numbers, today, paid, written_off };
			let settled = ledger.settle_next(&input, &mut stored).map_err(refusal::<T>)?;
			stored.note(&settled);
			days.push(settled);
		}
		Ok(days)
	}

	/// Write settled days down and emit them.
	fn write_back(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		days: &[Settled],
		totals: &DayTotals,
	) -> DispatchResult {
		Ledgers::<T>::insert(series, ledger);
		for Settled { day, record, ended, .. } in days {
			DayRecords::<T>::insert(series, day, record);
			if let Some(start) = first_day(*day, terms.term).filter(|_| *ended > 0) {
				Cohorts::<T>::remove(series, start);
			}
		}
		// In a freeze pledges are held until its outcome.
		if totals.ended > 0 && ledger.state == SeriesState::Open {
			T::Certificates::end(series, totals.ended)?;
		}
		Self::slash(terms, totals.slash)?;
		T::Registry::note_days(&terms.miner, totals.days);
		Self::queue_payout(series);
		for Settled { day, record, fraction, released, ended, slash } in days {
			Self::deposit_event(Event::DaySettled {
				series,
				day: *day,
				certificates: record.certificates,
				ended: *ended,
				slash: *slash,
				income: record.paid,
				fraction: *fraction,
				released: *released,
				flags: record.flags,
			});
		}
		Ok(())
	}
}
