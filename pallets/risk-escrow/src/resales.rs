//! Resales: before a sold certificate changes hands for money, its holder gets the income that is
//! not claimed. The market asks for many certificates together, often of one holder: what they share
//! is read once, and each holder is paid once.

use crate::{
	impls::PayoutContext, ledger::Entitlement, types::Position, Config, Error, Event, Ledgers,
	Pallet, Positions,
};
use alloc::collections::BTreeMap;
use dmex_primitives::{try_alone, Asset, Balance, Day, ItemId, PayOrCredit, SeriesId};
use frame_support::ensure;
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureSubAssign, Zero},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Check that sold certificates may change hands for money: their series is neither frozen nor
	/// terminated. Returns the earliest of their last days.
	pub(crate) fn ensure_resellable(
		series: SeriesId,
		items: &[ItemId],
	) -> Result<Day, DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		Self::ensure_open(&ledger.state)?;
		let mut earliest = Day::MAX;
		for item in items {
			earliest = earliest.min(Self::ensure_position(series, *item)?.end(terms.term));
		}
		Ok(earliest)
	}

	/// Pay the income of certificates that is not claimed to their holders, each in one payment. What
	/// a holder cannot take is its credit. Fails only if a certificate was never sold, records are
	/// damaged, or the asset moves for nobody.
	pub(crate) fn settle_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		let mut context = PayoutContext::<T>::of(series)?;
		let dues = Self::note_claimed(&mut context, items)?;
		if dues.is_empty() {
			return Ok(());
		}
		for (owner, due) in dues {
			context.ledger.custody.income_held.ensure_sub_assign(due)?;
			Self::pay_or_credit_income(&context.terms.reward_asset, &owner, due)?;
		}
		Ledgers::<T>::insert(series, context.ledger);
		Ok(())
	}

	/// Write down that the income of certificates is claimed; returns what each holder is due. A
	/// certificate that is named twice is counted once.
	fn note_claimed(
		context: &mut PayoutContext<T>,
		items: &[ItemId],
	) -> Result<BTreeMap<T::AccountId, Balance>, DispatchError> {
		let series = context.series;
		let mut dues = BTreeMap::<T::AccountId, Balance>::new();
		for &item in items {
			let position = Self::ensure_position(series, item)?;
			let Entitlement { income, due: amount, .. } = context.entitlement(&position)?;
			if amount.is_zero() {
				continue;
			}
			let owner = Self::owner_of(series, item)?;
			dues.entry(owner.clone()).or_default().ensure_add_assign(amount)?;
			Positions::<T>::insert(series, item, Position { income_paid: income, ..position });
			Self::deposit_event(Event::IncomeClaimed { series, item, owner, amount });
		}
		Ok(dues)
	}

	/// Pay income, or move it to the escrow account as a credit of the holder. Fails if the asset
	/// moves for nobody.
	fn pay_or_credit_income(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if try_alone(|| Self::pay_from_income(asset, who, amount))?.is_ok() {
			return Ok(());
		}
		let escrow = Self::escrow_account();
		Self::pay_from_income(asset, &escrow, amount)?;
		T::Credits::credit(&escrow, asset, who, amount)
	}
}
