//! Resales: before a sold certificate changes hands for money, its holder gets the income that is
//! not claimed. The market asks for many certificates at once, often of one holder: what they share
//! is read once, and each holder is paid once.

use crate::{
	impls::{difference, sum, TermsOf},
	types::{DayRecord, Position, SeriesLedger},
	Config, Error, Event, Ledgers, Owed, Pallet, Positions,
};
use alloc::collections::BTreeMap;
use dmex_primitives::{try_alone, Asset, Balance, Day, ItemId, SeriesId};
use frame_support::ensure;
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

/// The records of the days of a series, each read once.
struct Days {
	series: SeriesId,
	known: BTreeMap<Day, DayRecord>,
}

impl Days {
	fn of(series: SeriesId) -> Self {
		Self { series, known: BTreeMap::new() }
	}

	fn record<T: Config>(&mut self, day: Day) -> Result<DayRecord, Error<T>> {
		if let Some(record) = self.known.get(&day) {
			return Ok(*record);
		}
		let record = Pallet::<T>::record(self.series, day)?;
		self.known.insert(day, record);
		Ok(record)
	}

	/// All income of a certificate, claimed or not.
	fn income<T: Config>(
		&mut self,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		position: &Position,
	) -> Result<Balance, DispatchError> {
		let Some((first, last)) = position.span(terms.term, ledger.paid_through) else {
			return Ok(0);
		};
		let (from, to) = (self.record::<T>(first)?, self.record::<T>(last)?);
		Ok(position.income(terms.units, &from, &to)?)
	}
}

impl<T: Config> Pallet<T> {
	/// That sold certificates may change hands for money: their series is neither frozen nor
	/// terminated. Returns the earliest of their last days.
	pub(crate) fn resellable(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		Self::ensure_open(&ledger.state)?;
		let mut earliest = Day::MAX;
		for item in items {
			let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
			earliest = earliest.min(position.end(terms.term));
		}
		Ok(earliest)
	}

	/// Pay the income of certificates that is not claimed to their holders, each at once. What a
	/// holder cannot take waits for it in escrow. Fails only when a certificate was never sold, when
	/// records are damaged, or when the asset moves for nobody.
	pub(crate) fn settle_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		let (terms, mut ledger) = Self::ensure_started(series)?;
		let dues = Self::note_claimed(series, &terms, &ledger, items)?;
		if dues.is_empty() {
			return Ok(());
		}
		for (owner, due) in dues {
			ledger.income_held = difference(ledger.income_held, due)?;
			Self::pay_or_set_aside(&terms.reward_asset, &owner, due)?;
		}
		Ledgers::<T>::insert(series, ledger);
		Ok(())
	}

	/// Write down that the income of certificates is claimed; returns what each holder is due. A
	/// certificate that is named twice is counted once.
	fn note_claimed(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		items: &[ItemId],
	) -> Result<BTreeMap<T::AccountId, Balance>, DispatchError> {
		let mut days = Days::of(series);
		let mut dues = BTreeMap::<T::AccountId, Balance>::new();
		for &item in items {
			let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
			let income = days.income::<T>(terms, ledger, &position)?;
			let amount = difference(income, position.income_paid)?;
			if amount.is_zero() {
				continue;
			}
			let owner = Self::owner_of(series, item)?;
			let due = dues.entry(owner.clone()).or_default();
			*due = sum(*due, amount)?;
			Positions::<T>::insert(series, item, Position { income_paid: income, ..position });
			Self::deposit_event(Event::Claimed { series, item, owner, amount });
		}
		Ok(dues)
	}

	/// Pay income, or move it to the escrow account, where it waits for the holder. Fails when the
	/// asset moves for nobody.
	fn pay_or_set_aside(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		let income = Self::income_account();
		if try_alone(|| Self::pay(asset, &income, who, amount))?.is_ok() {
			return Ok(());
		}
		let owed = sum(Owed::<T>::get(who, asset), amount)?;
		Self::pay(asset, &income, &Self::escrow_account(), amount)?;
		Owed::<T>::insert(who, asset, owed);
		let (who, asset) = (who.clone(), asset.clone());
		Self::deposit_event(Event::PaymentOwed { who, asset, amount });
		Ok(())
	}
}
