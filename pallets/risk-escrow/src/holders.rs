//! What holders get: income, what ended certificates leave, and refunds. Each certificate is paid
//! alone: one that cannot be paid stays as it is and stops nobody.

use crate::{
	impls::{difference, TermsOf},
	types::{Period, Position, Rules, SeriesLedger, SeriesState, Termination},
	Config, Error, Event, Ledgers, Owed, Pallet, Positions,
};
use dmex_primitives::{Asset, Balance, CertificateView, Certificates, Clock, ItemId, SeriesId};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

/// A sold certificate with what it is due.
#[derive(Clone)]
pub(crate) struct Holding<AccountId> {
	item: ItemId,
	owner: AccountId,
	position: Position,
	/// All its income, claimed or not.
	income: Balance,
	/// The part of it that is not claimed.
	due: Balance,
	/// What of its deposit is not released, and not refunded.
	unreleased: Balance,
}

/// What a certificate is paid.
#[derive(Clone, Copy)]
pub(crate) enum Payment {
	/// Its income.
	Claim,
	/// Everything that is left; it is burnt.
	Retire,
	/// What a termination returns.
	Refund,
}

/// A series whose certificates are being paid.
pub(crate) struct Desk<'a, T: Config> {
	pub series: SeriesId,
	pub terms: &'a TermsOf<T>,
	pub ledger: SeriesLedger,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::serve(series, items, Payment::Claim)
	}

	pub(crate) fn do_retire(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::serve(series, items, Payment::Retire)
	}

	pub(crate) fn do_refund(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::serve(series, items, Payment::Refund)
	}

	/// Pay certificates of a series, one by one.
	fn serve(series: SeriesId, items: &[ItemId], payment: Payment) -> DispatchResult {
		let terms = &Self::ensure_series(series)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let ledger = Self::ensure_ledger(series)?;
		let mut desk = Desk { series, terms, ledger };
		for item in items {
			let holding = Self::holding(&desk, *item);
			Self::attempt(&mut desk, *item, holding, &[payment]);
		}
		Ledgers::<T>::insert(series, desk.ledger);
		Ok(())
	}

	/// Pay a certificate in each of these ways, or tell why it cannot be paid. What is held and the
	/// ledger change only on success.
	pub(crate) fn attempt(
		desk: &mut Desk<T>,
		item: ItemId,
		mut holding: Result<Holding<T::AccountId>, DispatchError>,
		payments: &[Payment],
	) {
		let series = desk.series;
		for payment in payments {
			let paid = match &mut holding {
				Ok(holding) => with_storage_layer(|| Self::make(desk, holding, *payment)),
				Err(error) => Err(*error),
			};
			let event = paid.unwrap_or_else(|error| match payment {
				Payment::Claim => Event::ClaimFailed { series, item, error },
				Payment::Retire => Event::RetireFailed { series, item, error },
				Payment::Refund => Event::RefundFailed { series, item, error },
			});
			Self::deposit_event(event);
		}
	}

	fn make(
		desk: &mut Desk<T>,
		holding: &mut Holding<T::AccountId>,
		payment: Payment,
	) -> Result<Event<T>, DispatchError> {
		match payment {
			Payment::Claim => Self::claim_item(desk, holding),
			Payment::Retire => Self::retire_item(desk, holding),
			Payment::Refund => Self::refund_item(desk, holding),
		}
	}

	fn holding(desk: &Desk<T>, item: ItemId) -> Result<Holding<T::AccountId>, DispatchError> {
		let Desk { series, terms, ledger } = desk;
		let owner = Self::owner_of(*series, item)?;
		let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
		let standing = Self::standing_of(*series, terms, ledger, &position)?;
		Self::held(item, owner, position, standing)
	}

	/// A certificate whose standing is known.
	pub(crate) fn held(
		item: ItemId,
		owner: T::AccountId,
		position: Position,
		(income, unreleased): (Balance, Balance),
	) -> Result<Holding<T::AccountId>, DispatchError> {
		let due = difference(income, position.income_paid)?;
		Ok(Holding { item, owner, position, income, due, unreleased })
	}

	pub(crate) fn owner_of(series: SeriesId, item: ItemId) -> Result<T::AccountId, DispatchError> {
		let certificate = T::Certificates::certificate(series, item);
		Ok(certificate.ok_or(Error::<T>::UnknownCertificate)?.owner)
	}

	/// All income of a certificate, claimed or not, and what of its deposit is neither released nor
	/// refunded.
	pub(crate) fn standing_of(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		position: &Position,
	) -> Result<(Balance, Balance), DispatchError> {
		let kept = if position.refunded { 0 } else { position.deposit };
		let Some((first, last)) = position.span(terms.term, ledger.paid_through) else {
			return Ok((0, kept));
		};
		let (from, to) = (Self::record(series, first)?, Self::record(series, last)?);
		let income = position.income(terms.units, &from, &to)?;
		if position.refunded {
			return Ok((income, 0));
		}
		let cut = ledger.state.cut();
		let released = match position.released_span(terms.term, ledger.paid_through, cut) {
			None => 0,
			Some((_, cut)) if cut == last => position.released(terms.term, &from, &to)?,
			Some((_, cut)) => position.released(terms.term, &from, &Self::record(series, cut)?)?,
		};
		Ok((income, difference(kept, released)?))
	}

	/// Pay the income of one certificate.
	fn claim_item(
		desk: &mut Desk<T>,
		holding: &mut Holding<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let Holding { item, owner, position, income, due, .. } = holding.clone();
		ensure!(!due.is_zero(), Error::<T>::NothingToClaim);
		let series = desk.series;
		let income_held = difference(desk.ledger.income_held, due)?;

		Self::pay(&desk.terms.reward_asset, &Self::income_account(), &owner, due)?;
		let claimed = Position { income_paid: income, ..position };
		Positions::<T>::insert(series, item, claimed);

		desk.ledger.income_held = income_held;
		(holding.position, holding.due) = (claimed, 0);
		Ok(Event::Claimed { series, item, owner, amount: due })
	}

	/// Pay one certificate out and burn it.
	fn retire_item(
		desk: &mut Desk<T>,
		holding: &Holding<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		match Self::ensure_retirable(desk, &holding.position)? {
			None => Self::retire_ended(desk, holding.clone()),
			Some(termination) => Self::retire_terminated(desk, holding, &termination),
		}
	}

	/// Whether a certificate may be burnt: with the termination that ended it, unless it ended by
	/// itself.
	fn ensure_retirable(
		desk: &Desk<T>,
		position: &Position,
	) -> Result<Option<Termination>, DispatchError> {
		let Desk { terms, ledger, .. } = desk;
		let end = position.end(terms.term);
		match ledger.state {
			_ if Self::has_ended(desk, position) => Ok(None),
			SeriesState::Terminated(termination) => {
				ensure!(!Self::is_kept(ledger, &termination), Error::<T>::StillKept);
				Ok(Some(termination))
			},
			SeriesState::Frozen(_) if end <= ledger.paid_through => Err(Error::<T>::Frozen.into()),
			_ => Err(Error::<T>::NotEnded.into()),
		}
	}

	/// Whether the certificates of a terminated series are kept for insurance claims.
	pub(crate) fn is_kept(ledger: &SeriesLedger, termination: &Termination) -> bool {
		let since = termination.on.max(ledger.claims.last);
		let until = since.saturating_add(T::Rules::days(Period::Keep));
		ledger.claims.open > 0 || T::Clock::today() < until
	}

	/// Whether a certificate ended by itself: its last day is settled, and was so before a freeze
	/// that is not over or led to the termination.
	pub(crate) fn has_ended(desk: &Desk<T>, position: &Position) -> bool {
		let Desk { terms, ledger, .. } = desk;
		let last = ledger.state.cut().unwrap_or(ledger.paid_through);
		position.has_ended(terms.term, last.min(ledger.paid_through))
	}

	fn retire_ended(
		desk: &mut Desk<T>,
		holding: Holding<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let Holding { item, owner, position, due: income, unreleased, .. } = holding;
		let (series, terms) = (desk.series, desk.terms);
		let remainder = position.remainder(terms.term);
		let held_back = difference(unreleased, remainder)?;
		let income_held = difference(desk.ledger.income_held, income)?;
		let escrowed = difference(desk.ledger.escrowed, unreleased)?;

		Self::pay(&terms.reward_asset, &Self::income_account(), &owner, income)?;
		Self::pay_or_owe(&terms.payment_asset, &owner, unreleased)?;
		T::Certificates::burn(series, item)?;
		Positions::<T>::remove(series, item);

		(desk.ledger.income_held, desk.ledger.escrowed) = (income_held, escrowed);
		Ok(Event::Retired { series, item, owner, income, held_back, remainder })
	}

	fn retire_terminated(
		desk: &mut Desk<T>,
		holding: &Holding<T::AccountId>,
		termination: &Termination,
	) -> Result<Event<T>, DispatchError> {
		let (series, terms) = (desk.series, desk.terms);
		let Holding { item, owner, due: income, unreleased, .. } = holding.clone();
		let income_held = difference(desk.ledger.income_held, income)?;

		Self::pay(&terms.reward_asset, &Self::income_account(), &owner, income)?;
		let mut escrowed = desk.ledger.escrowed;
		if !holding.position.refunded {
			let refund = Self::pay_refund(desk, holding, termination)?;
			Self::deposit_event(refund);
			escrowed = difference(escrowed, unreleased)?;
		}
		T::Certificates::burn(series, item)?;
		Positions::<T>::remove(series, item);

		(desk.ledger.income_held, desk.ledger.escrowed) = (income_held, escrowed);
		Ok(Event::Retired { series, item, owner, income, held_back: 0, remainder: 0 })
	}

	/// Return a deposit after a termination. Nobody lends, buys or stakes on what is left of the
	/// certificate, so its lock goes too.
	fn refund_item(
		desk: &mut Desk<T>,
		holding: &mut Holding<T::AccountId>,
	) -> Result<Event<T>, DispatchError> {
		let series = desk.series;
		let termination = desk.ledger.state.termination().ok_or(Error::<T>::NotTerminated)?;
		ensure!(!Self::has_ended(desk, &holding.position), Error::<T>::HasEnded);
		ensure!(!holding.position.refunded, Error::<T>::AlreadyRefunded);
		let refunded = Position { refunded: true, ..holding.position };
		let escrowed = difference(desk.ledger.escrowed, holding.unreleased)?;

		let refund = Self::pay_refund(desk, holding, &termination)?;
		T::Certificates::free(series, holding.item)?;
		Positions::<T>::insert(series, holding.item, refunded);

		desk.ledger.escrowed = escrowed;
		(holding.position, holding.unreleased) = (refunded, 0);
		Ok(refund)
	}

	/// Pay what is not released of a deposit, and a share of the slash. What cannot be paid waits
	/// for the owner.
	fn pay_refund(
		desk: &Desk<T>,
		holding: &Holding<T::AccountId>,
		termination: &Termination,
	) -> Result<Event<T>, DispatchError> {
		let Desk { series, terms, ledger } = desk;
		let Holding { item, owner, position, unreleased: amount, .. } = holding.clone();
		let slash_share = position.slash_share(terms.term, ledger.paid_through, termination)?;

		Self::pay_or_owe(&terms.payment_asset, &owner, amount)?;
		Self::pay_or_owe(&Asset::Native, &owner, slash_share)?;

		Ok(Event::Refunded { series: *series, item, owner, amount, slash_share })
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
