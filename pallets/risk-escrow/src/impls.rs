//! Money and reading. What the calls do stands in `days`, `freezes`, `holders`, `payouts`,
//! `resales` and `sales`: each reads, decides, moves money, writes, tells, in this order; a call that fails
//! changes nothing, because the dispatcher rolls back.

use crate::{
	breach::{self, Window},
	types::{DayRecord, SeriesLedger, SeriesState},
	Config, DayRecords, Error, Event, Ledgers, Owed, Pallet,
};
use dmex_primitives::{
	pay_or_credit, preservation, Asset, Balance, CertificateView, Clock, Day, Payout, SeriesId,
	SeriesTerms,
};
use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable, Get};
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

pub(crate) type TermsOf<T> = SeriesTerms<<T as frame_system::Config>::AccountId>;

pub(crate) fn sum(a: Balance, b: Balance) -> Result<Balance, ArithmeticError> {
	a.checked_add(b).ok_or(ArithmeticError::Overflow)
}

pub(crate) fn difference(a: Balance, b: Balance) -> Result<Balance, ArithmeticError> {
	a.checked_sub(b).ok_or(ArithmeticError::Underflow)
}

/// Accounts and money.
impl<T: Config> Pallet<T> {
	/// The account that holds the deposits, slashed pledges, and payments that could not be made.
	pub fn escrow_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account that holds income that is not claimed yet.
	pub fn income_account() -> T::AccountId {
		T::IncomePalletId::get().into_account_truncating()
	}

	/// Take money from a user.
	pub(crate) fn take(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Assets::transfer(asset.clone(), from, to, amount, preservation(asset)).map(|_| ())
	}

	/// Pay money out of an account of this pallet.
	pub(crate) fn pay(
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
	pub(crate) fn pay_or_owe(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let escrow = Self::escrow_account();
		let payout = pay_or_credit::<_, T::Assets, Owed<T>>(asset, &escrow, who, amount)?;
		let (who, asset) = (who.clone(), asset.clone());
		match payout {
			Payout::Credited => Self::deposit_event(Event::PaymentOwed { who, asset, amount }),
			Payout::Paid { credit: 0 } => {},
			Payout::Paid { credit } => {
				Self::deposit_event(Event::OwedPaid { who, asset, amount: credit })
			},
		}
		Ok(())
	}
}

/// Reading.
impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_series(series: SeriesId) -> Result<TermsOf<T>, DispatchError> {
		Ok(T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?)
	}

	pub(crate) fn ensure_ledger(series: SeriesId) -> Result<SeriesLedger, DispatchError> {
		Ok(Ledgers::<T>::get(series).ok_or(Error::<T>::NotSold)?)
	}

	/// A series of which something was sold.
	pub(crate) fn ensure_started(
		series: SeriesId,
	) -> Result<(TermsOf<T>, SeriesLedger), DispatchError> {
		Ok((Self::ensure_series(series)?, Self::ensure_ledger(series)?))
	}

	pub(crate) fn ensure_open(state: &SeriesState) -> DispatchResult {
		match state {
			SeriesState::Open => Ok(()),
			SeriesState::Frozen(_) => Err(Error::<T>::Frozen.into()),
			SeriesState::Terminated(_) => Err(Error::<T>::Terminated.into()),
		}
	}

	pub(crate) fn record(series: SeriesId, day: Day) -> Result<DayRecord, Error<T>> {
		DayRecords::<T>::get(series, day).ok_or(Error::<T>::MissingRecord)
	}

	/// How many open days have ended since the oldest unsettled day of a series was over, or since
	/// its clocks started.
	pub(crate) fn overdue(ledger: &SeriesLedger, today: Day) -> u32 {
		let since = |day| Self::open_days_since(day, ledger.clock_from, today);
		ledger.next_day().map_or(0, since)
	}

	/// How many open days have ended since a day was over, or since clocks started at `clock_from`.
	pub(crate) fn open_days_since(day: Day, clock_from: u32, today: Day) -> u32 {
		let now = T::Clock::open_days(today.saturating_sub(1));
		breach::overdue(now, T::Clock::open_days(day), clock_from)
	}

	/// The judged days of the last thirty, up to the last settled one.
	pub(crate) fn window(series: SeriesId, ledger: &SeriesLedger) -> Result<Window, DispatchError> {
		let last = ledger.paid_through;
		match ledger.window_before(last) {
			Some(before) if before < last => {
				let (from, to) = (Self::record(series, before)?, Self::record(series, last)?);
				Ok(Window::between(&from, &to)?)
			},
			_ => Ok(Window::default()),
		}
	}
}
