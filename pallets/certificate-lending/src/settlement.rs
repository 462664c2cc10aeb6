//! Proceeds of loans, which are money that was paid for their certificates: how they come into the books,
//! how loans end, and what `on_idle` does.

use crate::{
	types::{LoanRecord, Outcome},
	weights::WeightInfo,
	Config, Error, Event, ExpiringOffers, Loans, Pallet, SettleCursor,
};
use dmex_primitives::{Foreclosures, LienProceeds, Liens, LoanId};
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::DispatchError;

/// Number of loans whose proceeds a block takes into the books by itself.
pub const LOANS_PER_BLOCK: u32 = 16;
/// Number of expired offers that a block ends by itself.
pub const OFFERS_PER_BLOCK: u32 = 4;

/// What settling left of a loan.
pub(crate) struct Settled<T: Config> {
	/// The loan, unless it is closed.
	pub open: Option<LoanRecord<T>>,
	/// Number of amounts of collateral that it had; `None` if there was nothing to settle.
	pub amounts: Option<u32>,
}

impl<T: Config> Pallet<T> {
	/// Take the proceeds of a loan into the books.
	pub(crate) fn do_settle_loan(id: LoanId) -> Result<Option<u32>, DispatchError> {
		let (loan, _) = Self::funded(id)?;
		Self::settle(id, loan).map(|settled| settled.amounts)
	}

	/// Take the proceeds of a loan that is funded into the books, and close it if it has ended.
	pub(crate) fn settle(id: LoanId, mut loan: LoanRecord<T>) -> Result<Settled<T>, DispatchError> {
		let proceeds = T::Certificates::take_proceeds(id);
		let had_any = proceeds.is_some();
		let LienProceeds { paid, sold, collateral } = proceeds.unwrap_or_default();
		if paid > 0 {
			Self::book(id, &mut loan, paid)?;
		}
		for (asset, amount) in collateral {
			Self::note_held(&asset, amount)?;
			loan.keep(&asset, amount)?;
			Self::deposit_event(Event::CollateralKept { loan: id, asset, amount });
		}
		let amounts = had_any.then_some(loan.collateral.len() as u32);
		let settled = Self::finish(id, loan, sold)?;
		Ok(Settled { amounts: settled.amounts.or(amounts), ..settled })
	}

	/// Store a loan after a change, or close it if it has ended; `sold` is whether its certificate was sold
	/// to repay the debt.
	pub(crate) fn finish(
		id: LoanId,
		loan: LoanRecord<T>,
		sold: bool,
	) -> Result<Settled<T>, DispatchError> {
		let exists = Self::certificate_of(&loan).is_some();
		if let Some(outcome) = loan.outcome(sold, exists)? {
			T::Certificates::release(loan.series, loan.item)?;
			let amounts = Self::close(id, loan, outcome)?;
			return Ok(Settled { open: None, amounts: Some(amounts) });
		}
		Loans::<T>::insert(id, &loan);
		Ok(Settled { open: Some(loan), amounts: None })
	}

	/// Close a loan whose lien is gone: pay the collateral, and cancel an auction. Returns the number of
	/// amounts of collateral.
	pub(crate) fn close(
		id: LoanId,
		loan: LoanRecord<T>,
		outcome: Outcome,
	) -> Result<u32, DispatchError> {
		if let Some(auction) = loan.auction {
			T::Market::cancel(auction)?;
		}
		Self::remove(id, &loan);
		let lender = loan.funding.map(|funding| funding.lender).ok_or(Error::<T>::NotFunded)?;
		let who = if outcome.frees_collateral() { loan.borrower } else { lender };
		let amounts = loan.collateral.len() as u32;
		for (asset, amount) in loan.collateral {
			Self::note_leaving(&asset, amount)?;
			Self::pay(&asset, &who, amount)?;
			let who = who.clone();
			Self::deposit_event(Event::CollateralPaid { loan: id, who, asset, amount });
		}
		Self::deposit_event(Event::LoanClosed { loan: id, outcome });
		Ok(amounts)
	}
}

/// What the chain does by itself, in the weight that the transactions of a block leave.
impl<T: Config> Pallet<T> {
	/// End expired offers and settle loans within `remaining` and the limit; returns the weight used.
	pub(crate) fn settle_in_idle(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxSettleWeight::get()));
		Self::end_expired(&mut meter);
		Self::settle_paid(&mut meter);
		meter.consumed()
	}

	/// Minimum weight with which every loan can be settled, even if all offers expire.
	pub(crate) fn min_settle_weight() -> Weight {
		let steps = u64::from(OFFERS_PER_BLOCK).saturating_add(1);
		let offers = T::WeightInfo::cancel_loan_offer().saturating_mul(OFFERS_PER_BLOCK.into());
		let looking = T::WeightInfo::idle_base().saturating_mul(steps);
		looking.saturating_add(offers).saturating_add(Self::max_settle())
	}

	/// End expired offers in the order in which they expire.
	fn end_expired(meter: &mut WeightMeter) {
		// One walk, so that entries removed in this block are passed only once.
		let mut offers = ExpiringOffers::<T>::iter_keys();
		for _ in 0..OFFERS_PER_BLOCK {
			let step =
				T::WeightInfo::idle_base().saturating_add(T::WeightInfo::cancel_loan_offer());
			if !meter.can_consume(step) {
				return;
			}
			let next = offers.next().filter(|key| Self::has_expired(key.expires_on()));
			meter.consume(T::WeightInfo::idle_base());
			let Some(key) = next else { return };
			meter.consume(T::WeightInfo::cancel_loan_offer());
			// It fails only if records are damaged; then the offer is left to `cancel_loan_offer`, and
			// stops no other.
			if Self::alone(|| Self::expire_offer(key.offer())).is_err() {
				ExpiringOffers::<T>::remove(key);
			}
		}
	}

	/// Settle loans with proceeds in the order of the storage, round and round.
	fn settle_paid(meter: &mut WeightMeter) {
		let last = SettleCursor::<T>::get();
		let mut cursor = last;
		for _ in 0..LOANS_PER_BLOCK {
			let step = T::WeightInfo::idle_base().saturating_add(Self::max_settle());
			if !meter.can_consume(step) {
				break;
			}
			meter.consume(T::WeightInfo::idle_base());
			cursor = T::Certificates::next_paid(cursor);
			let Some(id) = cursor else { break };
			// It fails only if records are damaged; then the loan is left to `settle_loan`, and stops no
			// other.
			let settled = Self::alone(|| Self::do_settle_loan(id));
			meter.consume(match settled {
				Ok(amounts) => Self::settle_weight(amounts),
				Err(_) => Self::max_settle(),
			});
		}
		if cursor != last {
			SettleCursor::<T>::set(cursor);
		}
	}

	fn alone<R>(act: impl FnOnce() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
		with_storage_layer(act)
	}
}
