//! Payouts without anyone asking: whenever days of a series are settled, or it is resumed or
//! terminated after a freeze, a sweep over its certificates pays each what it is due, in what the
//! transactions of blocks leave. Series take turns.

use crate::{
	holders::{HeldItem, Payment},
	impls::PayoutContext,
	types::{Position, SeriesState},
	weights::WeightInfo,
	Config, Event, Ledgers, Pallet, PayoutTurn, Payouts,
};
use dmex_primitives::{next_in_turn, Balance, ItemId, NetworkView, SeriesId, Sweep};
use frame_support::{
	defensive,
	traits::Get,
	weights::{Weight, WeightMeter},
};

impl<T: Config> Pallet<T> {
	/// A sweep over the certificates of a series is to come, or another one after that under way.
	pub(crate) fn queue_payout(series: SeriesId) {
		Payouts::<T>::mutate(series, |sweep| match sweep {
			Some(sweep) => sweep.requeue = true,
			None => *sweep = Some(Sweep::default()),
		});
	}

	/// Pay what `remaining` and the limit allow; returns the weight used.
	pub(crate) fn pay_out(remaining: Weight) -> Weight {
		let limit = remaining.min(T::MaxPayoutWeight::get());
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(T::WeightInfo::payout_idle()).is_err() {
			return Weight::zero();
		}
		while meter.can_consume(Self::turn_weight()) {
			let next = next_in_turn::<Payouts<T>, _, _>(PayoutTurn::<T>::get());
			let Some(series) = next else { break };
			Self::take_turn(series, &mut meter);
		}
		meter.consumed()
	}

	/// The weight that any payment at all needs.
	pub(crate) fn min_payout_weight() -> Weight {
		T::WeightInfo::payout_idle().saturating_add(Self::turn_weight())
	}

	/// The weight that a turn with one certificate may need.
	fn turn_weight() -> Weight {
		T::WeightInfo::payout_turn().saturating_add(Self::max_item_weight())
	}

	/// The weight that one certificate may need.
	fn max_item_weight() -> Weight {
		T::WeightInfo::payout_claim()
			.max(T::WeightInfo::payout_retire())
			.max(T::WeightInfo::payout_refund())
			.max(T::WeightInfo::payout_nothing())
	}

	/// Visit the next certificates of a series. The meter has room for one.
	fn take_turn(series: SeriesId, meter: &mut WeightMeter) {
		PayoutTurn::<T>::put(series);
		meter.consume(T::WeightInfo::payout_turn());
		let (Some(mut sweep), Ok(mut context)) =
			(Payouts::<T>::get(series), PayoutContext::<T>::of(series))
		else {
			defensive!("a payout is queued for a series that was never sold");
			return Payouts::<T>::remove(series);
		};
		let min_payout = T::Registry::min_payout(context.terms.network);
		let certificates = Self::positions_after(series, sweep.cursor);
		let over = sweep.advance(meter, Self::max_item_weight(), certificates, |item, position| {
			Self::pay_item(&mut context, item, position, min_payout)
		});
		Ledgers::<T>::insert(series, context.ledger);
		if !over {
			return Payouts::<T>::insert(series, sweep);
		}
		Payouts::<T>::set(series, sweep.requeue.then(Sweep::default));
		Self::deposit_event(Event::PayoutDone { series, certificates: sweep.visited });
	}

	/// Pay a certificate what it is due, if anything; returns the weight of that. A payment that
	/// cannot be made is emitted and stops nobody.
	pub(crate) fn pay_item(
		context: &mut PayoutContext<T>,
		item: ItemId,
		position: Position,
		min_payout: Balance,
	) -> Weight {
		let entitlement = context.entitlement(&position);
		let due = entitlement.map_or(0, |entitlement| entitlement.due);
		let (payments, weight) = Self::payments(context, &position, due, min_payout);
		if !payments.is_empty() {
			let held = Self::owner_of(context.series, item).and_then(|owner| {
				Ok(HeldItem { item, owner, position, entitlement: entitlement? })
			});
			Self::try_pay(context, item, held, payments);
		}
		weight
	}

	/// Payments for a certificate whose unclaimed income is `due`, and their weight.
	fn payments(
		context: &PayoutContext<T>,
		position: &Position,
		due: Balance,
		min_payout: Balance,
	) -> (&'static [Payment], Weight) {
		if context.has_ended(position) {
			return (&[Payment::Retire], T::WeightInfo::payout_retire());
		}
		let ledger = &context.ledger;
		let terminated = matches!(ledger.state, SeriesState::Terminated(_));
		let last =
			terminated || position.has_ended(context.terms.term, ledger.progress.settled_through);
		let claims = due > 0 && (last || due >= min_payout);
		let refunds = terminated && !position.refunded;
		match (claims, refunds) {
			(false, false) => (&[], T::WeightInfo::payout_nothing()),
			(true, false) => (&[Payment::ClaimIncome], T::WeightInfo::payout_claim()),
			(false, true) => (&[Payment::Refund], T::WeightInfo::payout_refund()),
			(true, true) => {
				(&[Payment::ClaimIncome, Payment::Refund], T::WeightInfo::payout_refund())
			},
		}
	}
}
