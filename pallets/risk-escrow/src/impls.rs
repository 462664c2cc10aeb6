//! What the calls do. Each reads, decides, moves money, writes, tells, in this order; a call that
//! fails changes nothing, because the dispatcher rolls back.

use crate::{
	breach,
	ledger::{self, Settled},
	types::{DayFacts, DayRecord, Position, SeriesLedger, SeriesState},
	Cohorts, Config, DayFlags, DayRecords, Error, Event, Ledgers, Owed, Pallet, Positions,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, Balance, CertificateView, Certificates, Clock, Day, ItemId, MarketAverages,
	MinerRecords, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungibles::Mutate,
		tokens::Preservation::{Expendable, Preserve},
		Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	ArithmeticError, DispatchError, DispatchResult, Permill,
};

pub(crate) type TermsOf<T> = SeriesTerms<<T as frame_system::Config>::AccountId>;

/// What several settled days come to.
#[derive(Default)]
struct Totals {
	income: Balance,
	released: Balance,
	pool_share: Balance,
	ended: u32,
	late: u32,
	low: u32,
}

/// A sold certificate with what it is due.
struct Holding<AccountId> {
	owner: AccountId,
	position: Position,
	/// All its income, claimed or not.
	income: Balance,
	/// The part of it that is not claimed.
	due: Balance,
	/// What of its deposit is released.
	released: Balance,
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
			totals.late = totals.late.saturating_add(record.flags.has(DayFlags::LATE).into());
			totals.low = totals.low.saturating_add(record.flags.has(DayFlags::LOW).into());
		}
		Ok(totals)
	}
}

pub(crate) fn sum(a: Balance, b: Balance) -> Result<Balance, ArithmeticError> {
	a.checked_add(b).ok_or(ArithmeticError::Overflow)
}

fn difference(a: Balance, b: Balance) -> Result<Balance, ArithmeticError> {
	a.checked_sub(b).ok_or(ArithmeticError::Underflow)
}

/// Accounts and money.
impl<T: Config> Pallet<T> {
	/// The account that holds the deposits, and releases that could not be paid.
	pub fn escrow_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account that holds income that is not claimed yet.
	pub fn income_account() -> T::AccountId {
		T::IncomePalletId::get().into_account_truncating()
	}

	/// Take money from a user. In DMC the user's account stays alive; in other assets the last
	/// unit may go.
	pub(crate) fn take(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let keep = if *asset == Asset::Native { Preserve } else { Expendable };
		T::Assets::transfer(asset.clone(), from, to, amount, keep).map(|_| ())
	}

	/// Pay money out of an account of this pallet.
	fn pay(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Assets::transfer(asset.clone(), from, to, amount, Expendable).map(|_| ())
	}

	/// Pay `amount` out of escrow together with what waits for the payee, or let it wait too.
	fn pay_or_owe(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let owed = Owed::<T>::get(who, asset);
		let total = sum(owed, amount)?;
		let (who, asset) = (who.clone(), asset.clone());
		let paid = with_storage_layer(|| Self::pay(&asset, &Self::escrow_account(), &who, total));
		if paid.is_err() {
			Owed::<T>::insert(&who, &asset, total);
			Self::deposit_event(Event::PaymentOwed { who, asset, amount });
		} else if !owed.is_zero() {
			Owed::<T>::remove(&who, &asset);
			Self::deposit_event(Event::OwedPaid { who, asset, amount: owed });
		}
		Ok(())
	}
}

/// Reading.
impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_series(series: SeriesId) -> Result<TermsOf<T>, DispatchError> {
		Ok(T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?)
	}

	pub(crate) fn ensure_open(terms: &TermsOf<T>, ledger: Option<&SeriesLedger>) -> DispatchResult {
		let state = ledger.map(|ledger| ledger.state).unwrap_or_default();
		let terminated = terms.terminated || matches!(state, SeriesState::Terminated { .. });
		ensure!(!terminated, Error::<T>::Terminated);
		ensure!(!terms.frozen && state == SeriesState::Open, Error::<T>::Frozen);
		Ok(())
	}

	pub(crate) fn record(series: SeriesId, day: Day) -> Result<DayRecord, Error<T>> {
		DayRecords::<T>::get(series, day).ok_or(Error::<T>::MissingRecord)
	}

	/// All income of a certificate, claimed or not, and what of its deposit is released.
	pub(crate) fn standing_of(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		position: &Position,
	) -> Result<(Balance, Balance), DispatchError> {
		let Some((from, to)) = position.span(terms.term, ledger.paid_through) else {
			return Ok((0, 0));
		};
		let (from, to) = (Self::record(series, from)?, Self::record(series, to)?);
		let income = position.income(terms.units, &from, &to)?;
		Ok((income, position.released(terms.term, &from, &to)?))
	}

	fn holding(
		series: SeriesId,
		item: ItemId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
	) -> Result<Holding<T::AccountId>, DispatchError> {
		let owner =
			T::Certificates::certificate(series, item).ok_or(Error::<T>::UnknownCertificate)?.owner;
		let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
		let (income, released) = Self::standing_of(series, terms, ledger, &position)?;
		let due = difference(income, position.income_paid)?;
		Ok(Holding { owner, position, income, due, released })
	}
}

/// Days.
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
		Self::ensure_open(&terms, Some(&ledger))?;
		let oldest = ledger.next_day().ok_or(Error::<T>::NothingToSettle)?;
		ensure!(first_day == oldest, Error::<T>::WrongDay);
		let days = Self::settle(series, &terms, &mut ledger, amounts)?;
		let totals = Totals::of(&days, T::PoolReleaseShare::get())?;
		let release = difference(totals.released, totals.pool_share)?;

		Self::take(&terms.reward_asset, miner, &Self::income_account(), totals.income)?;
		Self::pay_or_owe(&terms.payment_asset, &T::InsuranceAccount::get(), totals.pool_share)?;
		Self::pay_or_owe(&terms.payment_asset, miner, release)?;

		Ledgers::<T>::insert(series, &ledger);
		Self::write_days(series, terms.term, &days);
		if totals.ended > 0 {
			T::Certificates::end(series, totals.ended)?;
		}
		let count = days.len() as u32;
		T::Records::note_days(miner, count, totals.late, totals.low);

		Self::tell_days(series, &days);
		Self::deposit_event(Event::Distributed {
			series,
			first_day,
			days: count,
			miner: miner.clone(),
			income: totals.income,
			released: totals.released,
			pool_share: totals.pool_share,
		});
		Ok(())
	}

	/// Settle the oldest days in order, in the ledger alone.
	fn settle(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &mut SeriesLedger,
		amounts: &[Balance],
	) -> Result<Vec<Settled>, DispatchError> {
		let today = T::Clock::today();
		let now = T::Clock::open_days(today.saturating_sub(1));
		let mut open_days = T::Clock::open_days(ledger.paid_through);
		let mut previous = Self::record(series, ledger.paid_through)?;
		let mut days = Vec::with_capacity(amounts.len());
		for paid in amounts {
			let day = ledger.next_day().ok_or(Error::<T>::NothingToSettle)?;
			ensure!(day < today, Error::<T>::DayNotOver);
			let average = T::Averages::average(terms.network, day);
			let never = day.saturating_add(2) <= today;
			ensure!(average.is_some() || never, Error::<T>::AverageNotKnown);
			let at = T::Clock::open_days(day);
			let late = breach::is_late(now, at, ledger.clock_from);
			let facts = DayFacts { paid: *paid, average, open: at > open_days, late };
			let starting = Cohorts::<T>::get(series, day);
			let ending = ledger::first_day(day, terms.term)
				.map(|start| Cohorts::<T>::get(series, start))
				.unwrap_or_default();
			let verdict = breach::judge(&facts);
			let settled =
				ledger.settle_day(terms.units, &previous, &starting, &ending, &facts, &verdict)?;
			(open_days, previous) = (at, settled.record);
			days.push(settled);
		}
		Ok(days)
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

/// Holders.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		let terms = Self::ensure_series(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let mut ledger = Ledgers::<T>::get(series).ok_or(Error::<T>::NotSold)?;
		for item in items {
			let claim = || Self::claim_item(series, *item, &terms, &mut ledger);
			let event = match with_storage_layer(claim) {
				Ok((owner, amount)) => Event::Claimed { series, item: *item, owner, amount },
				Err(error) => Event::ClaimFailed { series, item: *item, error },
			};
			Self::deposit_event(event);
		}
		Ledgers::<T>::insert(series, ledger);
		Ok(())
	}

	/// Pay the income of one certificate. The ledger changes last: not at all on an error.
	fn claim_item(
		series: SeriesId,
		item: ItemId,
		terms: &TermsOf<T>,
		ledger: &mut SeriesLedger,
	) -> Result<(T::AccountId, Balance), DispatchError> {
		let Holding { owner, position, income, due, .. } =
			Self::holding(series, item, terms, ledger)?;
		ensure!(!due.is_zero(), Error::<T>::NothingToClaim);
		let income_held = difference(ledger.income_held, due)?;
		Self::pay(&terms.reward_asset, &Self::income_account(), &owner, due)?;
		Positions::<T>::insert(series, item, Position { income_paid: income, ..position });
		ledger.income_held = income_held;
		Ok((owner, due))
	}

	pub(crate) fn do_retire(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		let terms = Self::ensure_series(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let mut ledger = Ledgers::<T>::get(series).ok_or(Error::<T>::NotSold)?;
		for item in items {
			let retire = || Self::retire_item(series, *item, &terms, &mut ledger);
			let event = with_storage_layer(retire).unwrap_or_else(|error| Event::RetireFailed {
				series,
				item: *item,
				error,
			});
			Self::deposit_event(event);
		}
		Ledgers::<T>::insert(series, ledger);
		Ok(())
	}

	/// Pay one certificate out and burn it. The ledger changes last: not at all on an error.
	fn retire_item(
		series: SeriesId,
		item: ItemId,
		terms: &TermsOf<T>,
		ledger: &mut SeriesLedger,
	) -> Result<Event<T>, DispatchError> {
		let Holding { owner, position, due: income, released, .. } =
			Self::holding(series, item, terms, ledger)?;
		ensure!(position.has_ended(terms.term, ledger.paid_through), Error::<T>::NotEnded);
		let rest = difference(position.deposit, released)?;
		let remainder = position.remainder(terms.term);
		let held_back = difference(rest, remainder)?;
		let income_held = difference(ledger.income_held, income)?;
		let escrowed = difference(ledger.escrowed, rest)?;

		Self::pay(&terms.reward_asset, &Self::income_account(), &owner, income)?;
		Self::pay(&terms.payment_asset, &Self::escrow_account(), &owner, rest)?;

		T::Certificates::burn(series, item)?;
		Positions::<T>::remove(series, item);
		(ledger.income_held, ledger.escrowed) = (income_held, escrowed);
		Ok(Event::Retired { series, item, owner, income, held_back, remainder })
	}

	pub(crate) fn do_withdraw_owed(who: &T::AccountId, asset: &Asset) -> DispatchResult {
		let amount = Owed::<T>::get(who, asset);
		ensure!(!amount.is_zero(), Error::<T>::NothingOwed);
		Self::pay(asset, &Self::escrow_account(), who, amount)?;
		Owed::<T>::remove(who, asset);
		let (who, asset) = (who.clone(), asset.clone());
		Self::deposit_event(Event::OwedPaid { who, asset, amount });
		Ok(())
	}
}
