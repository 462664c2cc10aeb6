//! Awards without anyone asking: claims take turns, and in its turn what is due of a claim is done,
//! and the next certificates of its series get their shares, in what the transactions of blocks leave.

use crate::{
	awards::Counter,
	types::{ClaimStatus, PushRound},
	weights::WeightInfo,
	Config, Event, LiveClaims, Pallet, PushTurn,
};
use dmex_primitives::{ClaimId, InsuredCertificates};
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::DispatchResult;

/// So many certificates are looked at before it is another claim's turn.
pub const ITEMS_PER_TURN: u32 = 32;

/// So many claims have a turn in a block.
pub const CLAIMS_PER_BLOCK: u32 = 4;

impl<T: Config> Pallet<T> {
	/// Do and pay what `remaining` and the limit allow; returns what it used.
	pub(crate) fn push(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxPushWeight::get()));
		if meter.try_consume(T::WeightInfo::push_idle()).is_err() {
			return Weight::zero();
		}
		for _ in 0..CLAIMS_PER_BLOCK {
			if !meter.can_consume(Self::turn_weight()) {
				break;
			}
			let Some(claim) = Self::next_claim() else { break };
			Self::take_turn(claim, &mut meter);
		}
		meter.consumed()
	}

	/// What must be left for any share at all.
	pub(crate) fn least_push_weight() -> Weight {
		T::WeightInfo::push_idle().saturating_add(Self::turn_weight())
	}

	/// What a turn with one certificate may need.
	fn turn_weight() -> Weight {
		T::WeightInfo::push_turn().saturating_add(T::WeightInfo::push_item())
	}

	/// The claim after the one whose turn it was last, in the order of the storage, round and round.
	fn next_claim() -> Option<ClaimId> {
		let after = LiveClaims::<T>::hashed_key_for(PushTurn::<T>::get());
		let next = LiveClaims::<T>::iter_keys_from(after).next();
		next.or_else(|| LiveClaims::<T>::iter_keys().next())
	}

	/// Do what is due of a claim, and pay the next shares of its award, as many as its turn and the
	/// meter allow. The meter has room for one.
	fn take_turn(claim: ClaimId, meter: &mut WeightMeter) {
		PushTurn::<T>::put(claim);
		meter.consume(T::WeightInfo::push_turn());
		// Mostly nothing is due, and that is no failure.
		let _ = with_storage_layer(|| Self::do_what_is_due(claim));
		let round = LiveClaims::<T>::get(claim).filter(|round| !round.done);
		let (Some(round), Ok(mut counter)) = (round, Self::counter(claim)) else { return };
		let round = Self::push_shares(&mut counter, round, meter);
		Self::close_counter(counter);
		LiveClaims::<T>::insert(claim, round);
	}

	/// Fix or end the award of a claim. Votes are concluded by their referendum, or by anyone.
	fn do_what_is_due(claim: ClaimId) -> DispatchResult {
		let record = Self::ensure_claim(claim)?;
		match record.status {
			ClaimStatus::Approved { .. } | ClaimStatus::Awarded(_) => Self::conclude(claim, record),
			_ => Ok(()),
		}
	}

	fn push_shares(
		counter: &mut Counter<T>,
		mut round: PushRound,
		meter: &mut WeightMeter,
	) -> PushRound {
		let series = counter.record.series;
		for _ in 0..ITEMS_PER_TURN {
			if meter.try_consume(T::WeightInfo::push_item()).is_err() {
				break;
			}
			let Some(item) = T::Escrow::next_certificate(series, round.after) else {
				round.done = true;
				let (claim, certificates) = (counter.claim, round.looked);
				Self::deposit_event(Event::PushDone { claim, certificates });
				break;
			};
			// Most that have none are not covered, or were paid before.
			let share = Self::share_at(counter, item);
			if share.is_ok() {
				Self::pay_share(counter, item, share);
			}
			round.after = Some(item);
			round.looked = round.looked.saturating_add(1);
		}
		round
	}
}
