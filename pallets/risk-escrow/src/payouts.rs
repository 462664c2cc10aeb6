//! Payouts without anyone asking: whenever days of a series are settled, or it goes on or ends after
//! a freeze, a round walks over its certificates and pays each what it is due, in what the
//! transactions of blocks leave. Series take turns.

use crate::{
	holders::{Desk, Payment},
	types::{PayoutRound, Position, SeriesState},
	weights::WeightInfo,
	Config, Event, Ledgers, Pallet, PayoutTurn, Payouts, Positions,
};
use dmex_primitives::{Balance, CertificateView, ItemId, MinPayouts, SeriesId};
use frame_support::{
	storage::PrefixIterator,
	traits::Get,
	weights::{Weight, WeightMeter},
};

/// So many certificates of a series are looked at before it is another one's turn.
pub const ITEMS_PER_TURN: u32 = 32;

impl<T: Config> Pallet<T> {
	/// A round over the certificates of a series is to come, or another one after that under way.
	pub(crate) fn queue_payout(series: SeriesId) {
		Payouts::<T>::mutate(series, |round| match round {
			Some(round) => round.again = true,
			None => *round = Some(PayoutRound::default()),
		});
	}

	/// Pay what `remaining` and the limit allow; returns what it used.
	pub(crate) fn pay_out(remaining: Weight) -> Weight {
		let limit = remaining.min(T::MaxPayoutWeight::get());
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(T::WeightInfo::payout_idle()).is_err() {
			return Weight::zero();
		}
		while meter.can_consume(Self::turn_weight()) {
			let Some(series) = Self::next_to_pay() else { break };
			Self::take_turn(series, &mut meter);
		}
		meter.consumed()
	}

	/// What must be left for any payment at all.
	pub(crate) fn least_payout_weight() -> Weight {
		T::WeightInfo::payout_idle().saturating_add(Self::turn_weight())
	}

	/// What a turn with one certificate may need.
	fn turn_weight() -> Weight {
		T::WeightInfo::payout_turn().saturating_add(Self::dearest_payout())
	}

	fn dearest_payout() -> Weight {
		T::WeightInfo::payout_claim()
			.max(T::WeightInfo::payout_retire())
			.max(T::WeightInfo::payout_refund())
			.max(T::WeightInfo::payout_nothing())
	}

	/// The series after the one that was served last, in the order of the storage, round and round.
	fn next_to_pay() -> Option<SeriesId> {
		let after = Payouts::<T>::hashed_key_for(PayoutTurn::<T>::get());
		Payouts::<T>::iter_keys_from(after).next().or_else(|| Payouts::<T>::iter_keys().next())
	}

	/// Look at the next certificates of a series, as many as its turn and the meter allow. The
	/// meter has room for one.
	fn take_turn(series: SeriesId, meter: &mut WeightMeter) {
		PayoutTurn::<T>::put(series);
		meter.consume(T::WeightInfo::payout_turn());
		let known = T::Certificates::series(series).zip(Ledgers::<T>::get(series));
		let (Some(mut round), Some((terms, ledger))) = (Payouts::<T>::get(series), known) else {
			return Payouts::<T>::remove(series);
		};
		let min_payout = T::Registry::min_payout(terms.network);
		let mut desk = Desk { series, terms: &terms, ledger };
		let mut certificates = Self::positions_after(series, round.after);
		let mut finished = false;
		for _ in 0..ITEMS_PER_TURN {
			if !meter.can_consume(Self::dearest_payout()) {
				break;
			}
			let Some((item, position)) = certificates.next() else {
				finished = true;
				break;
			};
			meter.consume(Self::pay_item(&mut desk, item, &position, min_payout));
			round.after = Some(item);
			round.looked = round.looked.saturating_add(1);
		}
		Ledgers::<T>::insert(series, desk.ledger);
		Self::note_round(series, round, finished);
	}

	/// The sold certificates of a series after `after`, in the order of the storage; all without.
	pub(crate) fn positions_after(
		series: SeriesId,
		after: Option<ItemId>,
	) -> PrefixIterator<(ItemId, Position)> {
		match after {
			Some(item) => {
				let after = Positions::<T>::hashed_key_for(series, item);
				Positions::<T>::iter_prefix_from(series, after)
			},
			None => Positions::<T>::iter_prefix(series),
		}
	}

	fn note_round(series: SeriesId, round: PayoutRound, finished: bool) {
		if !finished {
			return Payouts::<T>::insert(series, round);
		}
		let next = round.again.then(PayoutRound::default);
		Payouts::<T>::set(series, next);
		Self::deposit_event(Event::PayoutDone { series, certificates: round.looked });
	}

	/// Pay a certificate what it is due, if anything; returns what that weighs. A payment that
	/// cannot be made is told and stops nobody.
	pub(crate) fn pay_item(
		desk: &mut Desk<T>,
		item: ItemId,
		position: &Position,
		min_payout: Balance,
	) -> Weight {
		let standing = Self::standing_of(desk.series, desk.terms, &desk.ledger, position);
		let due = standing.map_or(0, |(income, _)| income.saturating_sub(position.income_paid));
		let (payments, weight) = Self::payments(desk, position, due, min_payout);
		if !payments.is_empty() {
			let owner = Self::owner_of(desk.series, item);
			let holding = owner.and_then(|owner| Self::held(item, owner, *position, standing?));
			Self::attempt(desk, item, holding, payments);
		}
		weight
	}

	/// How a certificate is to be paid that has so much income due, and what that weighs.
	fn payments(
		desk: &Desk<T>,
		position: &Position,
		due: Balance,
		min_payout: Balance,
	) -> (&'static [Payment], Weight) {
		if Self::has_ended(desk, position) {
			return (&[Payment::Retire], T::WeightInfo::payout_retire());
		}
		let terminated = matches!(desk.ledger.state, SeriesState::Terminated(_));
		let last = terminated || position.has_ended(desk.terms.term, desk.ledger.paid_through);
		let claims = due > 0 && (last || due >= min_payout);
		let refunds = terminated && !position.refunded;
		match (claims, refunds) {
			(false, false) => (&[], T::WeightInfo::payout_nothing()),
			(true, false) => (&[Payment::Claim], T::WeightInfo::payout_claim()),
			(false, true) => (&[Payment::Refund], T::WeightInfo::payout_refund()),
			(true, true) => (&[Payment::Claim, Payment::Refund], T::WeightInfo::payout_refund()),
		}
	}
}
