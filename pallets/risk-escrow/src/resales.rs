//! Resales: before a sold certificate changes hands for money, its holder gets the income that is
//! not claimed, less the part of a self-repaying loan. The market asks for many certificates together,
//! often of one holder: what they share is read once, and each payee is paid once.

use crate::{
	impls::PayoutContext, ledger::Entitlement, types::Position, Config, Error, Event, Ledgers,
	Pallet, Positions,
};
use alloc::collections::BTreeMap;
use dmex_primitives::{Balance, Day, ItemId, LienShare, Proceeds, Secured, SeriesId};
use frame_support::ensure;
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureSub, EnsureSubAssign, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

/// Sums of income by payee.
type Sums<AccountId> = BTreeMap<AccountId, Balance>;

/// Income that is to be paid, in base units of the reward asset.
struct Dues<AccountId> {
	/// The parts of self-repaying loans, by creditor.
	creditors: Sums<AccountId>,
	/// The rest, by holder.
	holders: Sums<AccountId>,
}

/// Add an amount, unless it is zero, to what `who` is due.
fn add_due<AccountId: Ord>(
	sums: &mut Sums<AccountId>,
	who: AccountId,
	amount: Balance,
) -> Result<(), ArithmeticError> {
	if amount.is_zero() {
		return Ok(());
	}
	sums.entry(who).or_default().ensure_add_assign(amount)
}

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

	/// Pay the income of certificates that is not claimed to their holders, each in one payment, after
	/// the parts of self-repaying loans. What a holder cannot take is its credit. Fails only if a
	/// certificate was never sold, records are damaged, or the asset moves for nobody or not for a
	/// creditor.
	pub(crate) fn settle_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		let mut context = PayoutContext::<T>::of(series)?;
		let Dues { creditors, holders } = Self::note_claimed(&mut context, items)?;
		if creditors.is_empty() && holders.is_empty() {
			return Ok(());
		}
		let (asset, custody) = (&context.terms.reward_asset, &mut context.ledger.custody);
		for (creditor, due) in creditors {
			custody.income_held.ensure_sub_assign(due)?;
			Self::pay_from_income(asset, &creditor, due)?;
		}
		for (owner, due) in holders {
			custody.income_held.ensure_sub_assign(due)?;
			Self::pay_or_credit_income(asset, &owner, due)?;
		}
		Ledgers::<T>::insert(series, context.ledger);
		Ok(())
	}

	/// Write down that the income of certificates is claimed; returns what each payee is due. A
	/// certificate that is named twice is counted once.
	fn note_claimed(
		context: &mut PayoutContext<T>,
		items: &[ItemId],
	) -> Result<Dues<T::AccountId>, DispatchError> {
		let (series, asset) = (context.series, context.terms.reward_asset.clone());
		let mut dues = Dues { creditors: Sums::new(), holders: Sums::new() };
		for &item in items {
			let position = Self::ensure_position(series, item)?;
			let Entitlement { income, due: amount, .. } = context.entitlement(&position)?;
			if amount.is_zero() {
				continue;
			}
			let owner = Self::owner_of(series, item)?;
			let share = T::Certificates::divide(series, item, Proceeds::Income, &asset, amount)?;
			let mut rest = amount;
			if let Some(LienShare { creditor, amount: part }) = share {
				rest = rest.ensure_sub(part)?;
				add_due(&mut dues.creditors, creditor, part)?;
			}
			add_due(&mut dues.holders, owner.clone(), rest)?;
			Positions::<T>::insert(series, item, Position { income_paid: income, ..position });
			Self::deposit_event(Event::IncomeClaimed { series, item, owner, amount });
		}
		Ok(dues)
	}
}
