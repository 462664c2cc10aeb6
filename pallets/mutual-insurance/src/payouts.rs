//! Awards are paid without anyone asking, in what the transactions of blocks leave: claims take turns,
//! and in its turn the step that a claim is due is taken, and the next certificates of its series get
//! their shares.

use crate::{
	awards::AwardContext, types::ClaimStatus, weights::WeightInfo, Config, Event, LiveClaims,
	Pallet, PayoutTurn,
};
use dmex_primitives::{next_in_turn, ClaimId, InsuredCertificates, Sweep};
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::DispatchResult;

/// Number of claims that have a turn in a block.
pub const CLAIMS_PER_BLOCK: u32 = 4;

impl<T: Config> Pallet<T> {
	/// Take and pay what `remaining` and the limit allow; returns the weight that it used.
	pub(crate) fn pay_out(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxPayoutWeight::get()));
		if meter.try_consume(T::WeightInfo::payout_idle()).is_err() {
			return Weight::zero();
		}
		for _ in 0..CLAIMS_PER_BLOCK {
			if !meter.can_consume(Self::turn_weight()) {
				break;
			}
			let last = PayoutTurn::<T>::get();
			let Some(claim) = next_in_turn::<LiveClaims<T>, _, _>(last) else { break };
			Self::take_turn(claim, &mut meter);
		}
		meter.consumed()
	}

	/// The weight without which no share is ever paid.
	pub(crate) fn min_payout_weight() -> Weight {
		T::WeightInfo::payout_idle().saturating_add(Self::turn_weight())
	}

	/// The weight of a turn with one certificate.
	fn turn_weight() -> Weight {
		T::WeightInfo::payout_turn().saturating_add(T::WeightInfo::payout_item())
	}

	/// Take the step that a claim is due, and pay the next shares of its award. The meter has room for
	/// one.
	fn take_turn(claim: ClaimId, meter: &mut WeightMeter) {
		PayoutTurn::<T>::put(claim);
		meter.consume(T::WeightInfo::payout_turn());
		// Mostly none is due, and that is no failure.
		let _ = with_storage_layer(|| Self::take_step(claim));
		let Some(sweep) = LiveClaims::<T>::get(claim).flatten() else { return };
		let Ok(mut context) = Self::award_context(claim) else { return };
		let sweep = Self::pay_shares(&mut context, sweep, meter);
		Self::write_back(context);
		LiveClaims::<T>::insert(claim, sweep);
	}

	/// Fix the award of a claim or end it. Votes are concluded by their referendum, or by anyone.
	fn take_step(claim: ClaimId) -> DispatchResult {
		let record = Self::ensure_claim(claim)?;
		match record.status {
			ClaimStatus::Approved { .. } | ClaimStatus::Awarded(_) => Self::conclude(claim, record),
			_ => Ok(()),
		}
	}

	/// Visit the next certificates of a series; returns the sweep to be continued, `None` at the end.
	fn pay_shares(
		context: &mut AwardContext<T>,
		mut sweep: Sweep,
		meter: &mut WeightMeter,
	) -> Option<Sweep> {
		let (claim, series) = (context.claim, context.record.series);
		let (mut cursor, item_weight) = (sweep.cursor, T::WeightInfo::payout_item());
		let items = core::iter::from_fn(|| {
			cursor = T::Escrow::next_certificate(series, cursor);
			cursor.map(|item| (item, ()))
		});
		let over = sweep.advance(meter, item_weight, items, |item, ()| {
			// Most that have none are not insured, or were paid before.
			let share = Self::share_of(context, item);
			if share.is_ok() {
				Self::pay_share(context, item, share);
			}
			item_weight
		});
		if !over {
			return Some(sweep);
		}
		// Reading past the last certificate has the weight of visiting one.
		meter.consume(item_weight);
		Self::deposit_event(Event::PayoutDone { claim, certificates: sweep.visited });
		None
	}
}
