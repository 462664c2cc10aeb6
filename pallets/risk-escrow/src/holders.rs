//! Payments for certificates: income, the rest of ended certificates' deposits, and refunds. Each
//! certificate is paid alone: one that cannot be paid stays as it is and stops nobody.

use crate::{
	impls::PayoutContext,
	ledger::Entitlement,
	types::{Period, Position, Rules, SeriesLedger, SeriesState, Termination},
	Config, Error, Event, Ledgers, Pallet, Positions,
};
use dmex_primitives::{Asset, Certificates, Clock, ItemId, Secured, SeriesId};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{
	traits::{EnsureSub, EnsureSubAssign, Zero},
	DispatchError, DispatchResult,
};

/// A sold certificate with its owner and its entitlement.
#[derive(Clone)]
pub(crate) struct HeldItem<AccountId> {
	pub item: ItemId,
	pub owner: AccountId,
	pub position: Position,
	pub entitlement: Entitlement,
}

/// Kind of payment for a certificate.
#[derive(Clone, Copy)]
pub(crate) enum Payment {
	/// The unclaimed income of the certificate is paid.
	ClaimIncome,
	/// The income and the rest of the deposit are paid, and the certificate is burnt.
	Retire,
	/// The refund and the slashed pledge after a termination are paid.
	Refund,
}

impl<T: Config> Pallet<T> {
	/// Pay certificates of a series, one by one.
	pub(crate) fn process(series: SeriesId, items: &[ItemId], payment: Payment) -> DispatchResult {
		Self::ensure_series(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let mut context = PayoutContext::<T>::of(series)?;
		for item in items {
			let held = Self::held(&mut context, *item);
			Self::try_pay(&mut context, *item, held, &[payment]);
		}
		Ledgers::<T>::insert(series, context.ledger);
		Ok(())
	}

	fn held(
		context: &mut PayoutContext<T>,
		item: ItemId,
	) -> Result<HeldItem<T::AccountId>, DispatchError> {
		let owner = Self::owner_of(context.series, item)?;
		let position = Self::ensure_position(context.series, item)?;
		let entitlement = context.entitlement(&position)?;
		Ok(HeldItem { item, owner, position, entitlement })
	}

	/// Pay a certificate in each of these ways, or emit why it cannot be paid. What is held and the
	/// ledger change only on success.
	pub(crate) fn try_pay(
		context: &mut PayoutContext<T>,
		item: ItemId,
		mut held: Result<HeldItem<T::AccountId>, DispatchError>,
		payments: &[Payment],
	) {
		let series = context.series;
		for payment in payments {
			let paid = held.as_mut().map_err(|error| *error).and_then(|held| {
				with_storage_layer(|| match payment {
					Payment::ClaimIncome => Self::claim_income_of(context, held),
					Payment::Retire => Self::retire_item(context, held),
					Payment::Refund => Self::refund_item(context, held),
				})
			});
			Self::deposit_event(paid.unwrap_or_else(|error| match payment {
				Payment::ClaimIncome => Event::IncomeClaimFailed { series, item, error },
				Payment::Retire => Event::RetireFailed { series, item, error },
				Payment::Refund => Event::RefundFailed { series, item, error },
			}));
		}
	}

	/// Pay the income of one certificate.
	fn claim_income_of(
		context: &mut PayoutContext<T>,
		held: &mut HeldItem<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let HeldItem { item, owner, position, entitlement } = held.clone();
		let Entitlement { income, due, .. } = entitlement;
		ensure!(!due.is_zero(), Error::<T>::NothingToClaim);
		let series = context.series;
		let mut custody = context.ledger.custody;
		custody.income_held.ensure_sub_assign(due)?;

		Self::pay_income_of(series, item, &context.terms.reward_asset, &owner, due)?;
		let claimed = Position { income_paid: income, ..position };
		Positions::<T>::insert(series, item, claimed);

		context.ledger.custody = custody;
		(held.position, held.entitlement.due) = (claimed, 0);
		Ok(Event::IncomeClaimed { series, item, owner, amount: due })
	}

	/// Pay one certificate out and burn it.
	fn retire_item(
		context: &mut PayoutContext<T>,
		held: &HeldItem<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let terminated = Self::ensure_retirable(context, &held.position)?;
		let (series, terms) = (context.series, &context.terms);
		let HeldItem { item, owner, position, entitlement } = held.clone();
		let Entitlement { due: income, unreleased, slashed, .. } = entitlement;
		let mut custody = context.ledger.custody;
		custody.income_held.ensure_sub_assign(income)?;
		custody.escrowed.ensure_sub_assign(unreleased)?;
		custody.slash_held.ensure_sub_assign(slashed)?;
		let remainder = if terminated { 0 } else { position.remainder(terms.term) };
		let withheld = if terminated { 0 } else { unreleased.ensure_sub(remainder)? };

		let secured = T::Certificates::lien(series, item).is_some();
		if secured {
			// Its owner may be blocked, which is not to hold up the loan.
			Self::pay_or_credit_income_of(series, item, &terms.reward_asset, &owner, income)?;
		} else {
			Self::pay_from_income(&terms.reward_asset, &owner, income)?;
		}
		if !terminated {
			Self::pay_capital(series, held, secured, &terms.payment_asset, unreleased)?;
			Self::pay_capital(series, held, secured, &Asset::Native, slashed)?;
		} else if !position.refunded {
			let refund = Self::pay_refund(context, held, secured)?;
			Self::deposit_event(refund);
		}
		T::Certificates::burn(series, item)?;
		Positions::<T>::remove(series, item);

		context.ledger.custody = custody;
		// After a termination the refund tells of it.
		let slashed = if terminated { 0 } else { slashed };
		Ok(Event::Retired { series, item, owner, income, withheld, remainder, slashed })
	}

	/// Check that a certificate may be burnt. Returns whether a termination ended it rather than its last
	/// day.
	fn ensure_retirable(
		context: &PayoutContext<T>,
		position: &Position,
	) -> Result<bool, DispatchError> {
		let (ledger, term) = (&context.ledger, context.terms.term);
		match ledger.state {
			_ if context.has_ended(position) => Ok(false),
			SeriesState::Terminated(termination) => {
				ensure!(!Self::is_kept(ledger, &termination), Error::<T>::StillKept);
				Ok(true)
			},
			SeriesState::Frozen(_) if position.has_ended(term, ledger.progress.settled_through) => {
				Err(Error::<T>::Frozen.into())
			},
			_ => Err(Error::<T>::NotEnded.into()),
		}
	}

	/// Whether the certificates of a terminated series are kept for insurance claims.
	pub(crate) fn is_kept(ledger: &SeriesLedger, termination: &Termination) -> bool {
		let claims = ledger.history.claims;
		let since = termination.on.max(claims.last);
		let expires_on = since.saturating_add(T::Rules::days(Period::Keep));
		claims.open > 0 || T::Clock::today() < expires_on
	}

	/// Return a deposit after a termination. Nobody lends, buys or stakes on what is left of the
	/// certificate, so its lock goes too; while debt is left that it secures, it stays collateral.
	fn refund_item(
		context: &mut PayoutContext<T>,
		held: &mut HeldItem<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let (series, item) = (context.series, held.item);
		ensure!(context.ledger.state.termination().is_some(), Error::<T>::NotTerminated);
		ensure!(!context.has_ended(&held.position), Error::<T>::HasEnded);
		ensure!(!held.position.refunded, Error::<T>::AlreadyRefunded);
		let refunded = Position { refunded: true, ..held.position };
		let mut custody = context.ledger.custody;
		custody.escrowed.ensure_sub_assign(held.entitlement.unreleased)?;
		custody.slash_held.ensure_sub_assign(held.entitlement.slashed)?;

		let secured = T::Certificates::lien(series, item).is_some();
		let refund = Self::pay_refund(context, held, secured)?;
		T::Certificates::force_unlock(series, item)?;
		Positions::<T>::insert(series, item, refunded);

		context.ledger.custody = custody;
		held.position = refunded;
		(held.entitlement.unreleased, held.entitlement.slashed) = (0, 0);
		Ok(refund)
	}

	/// Pay what is not released of a deposit, and the slashed pledge; `secured` is whether the certificate
	/// has a lien. What the owner cannot take is its credit.
	fn pay_refund(
		context: &PayoutContext<T>,
		held: &HeldItem<T::AccountId>,
		secured: bool,
	) -> Result<Event<T>, DispatchError> {
		let (series, terms) = (context.series, &context.terms);
		let HeldItem { item, owner, entitlement, .. } = held.clone();
		let Entitlement { unreleased: amount, slashed, .. } = entitlement;

		Self::pay_capital(series, held, secured, &terms.payment_asset, amount)?;
		Self::pay_capital(series, held, secured, &Asset::Native, slashed)?;

		Ok(Event::Refunded { series, item, owner, amount, slashed })
	}
}
