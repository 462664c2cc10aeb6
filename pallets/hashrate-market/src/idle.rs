//! What the chain ends by itself, in the weight that the transactions of a block leave: auctions that
//! are over, and offers that have expired.

use crate::{
	order::ByExpiry, steps::any_lot, weights::WeightInfo, Auctions, Config, Due, DueFrom,
	ExpiringOffers, Offers, Pallet,
};
use dmex_primitives::AuctionId;
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};

impl<T: Config> Pallet<T> {
	/// End what is due within `remaining` and the limit; returns the weight used. In blocks with an
	/// even number auctions come first, in others offers, so that neither keeps the other waiting.
	pub(crate) fn end_due(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxSettleWeight::get()));
		if meter.try_consume(T::WeightInfo::idle_base()).is_err() {
			return Weight::zero();
		}
		match Self::now().is_multiple_of(2) {
			true => {
				Self::settle_due(&mut meter);
				Self::end_expired(&mut meter);
			},
			false => {
				Self::end_expired(&mut meter);
				Self::settle_due(&mut meter);
			},
		}
		meter.consumed()
	}

	/// Minimum weight with which every auction can be settled.
	pub(crate) fn min_settle_weight() -> Weight {
		T::WeightInfo::idle_base()
			.saturating_add(T::WeightInfo::idle_step())
			.saturating_add(T::WeightInfo::idle_wait())
			.saturating_add(any_lot::<T>(Self::settle_weight))
	}
}

/// Auctions.
impl<T: Config> Pallet<T> {
	/// Settle due auctions in the order in which they are due. The transactions of this block are
	/// over, so auctions that end with it are due.
	fn settle_due(meter: &mut WeightMeter) {
		let now = Self::now();
		let from = DueFrom::<T>::get();
		let mut block = from;
		while block <= now && Self::settle_block(block, meter) {
			block = block.saturating_add(1);
		}
		if block != from {
			DueFrom::<T>::put(block);
		}
	}

	/// Settle the auctions that are due in a block; returns whether the meter had room for all.
	fn settle_block(block: u32, meter: &mut WeightMeter) -> bool {
		// One walk, so that entries removed in this block are passed only once.
		let mut auctions = Due::<T>::iter_key_prefix(block);
		while meter.try_consume(T::WeightInfo::idle_step()).is_ok() {
			match auctions.next() {
				Some(auction) if Self::settle_next(block, auction, meter) => {},
				Some(_) => return false,
				None => return true,
			}
		}
		false
	}

	/// Settle an auction that is due in `block`, or look at it again later while its sale waits;
	/// returns whether the meter had room for it.
	fn settle_next(block: u32, id: AuctionId, meter: &mut WeightMeter) -> bool {
		let Some(auction) = Auctions::<T>::get(id).filter(|auction| auction.due == block) else {
			Due::<T>::remove(block, id);
			return true;
		};
		if meter.try_consume(T::WeightInfo::idle_wait()).is_err() {
			return false;
		}
		let void = Self::void_reason(id, &auction);
		if void.is_none() && Self::waits(&auction) {
			Self::requeue(id, auction);
			return true;
		}
		if meter.try_consume(Self::end_weight(id, &auction)).is_err() {
			return false;
		}
		let settled = with_storage_layer(|| match void {
			Some(reason) => Self::void(id, &auction, reason),
			None => Self::settle(id, &auction),
		});
		// It fails only if records are damaged; then the auction is left to `settle_auction`, and
		// stops no other.
		if settled.is_err() {
			Due::<T>::remove(block, id);
		}
		true
	}
}

/// Offers.
impl<T: Config> Pallet<T> {
	/// End expired offers in the order in which they expire.
	fn end_expired(meter: &mut WeightMeter) {
		// One walk, so that entries removed in this block are passed only once.
		let mut offers = ExpiringOffers::<T>::iter_keys();
		while meter.try_consume(T::WeightInfo::idle_step()).is_ok() {
			match offers.next() {
				Some(key) if Self::has_expired(key.expires_on()) => {
					if meter.try_consume(T::WeightInfo::cancel_offer()).is_err() {
						return;
					}
					Self::end_next(key);
				},
				_ => return,
			}
		}
	}

	/// End an expired offer. It fails only if records are damaged; then the offer is left to
	/// `cancel_offer`, and stops no other.
	fn end_next(key: ByExpiry) {
		let offer = Offers::<T>::get(key.offer());
		let ended =
			offer.map(|offer| with_storage_layer(|| Self::expire_offer(key.offer(), offer)));
		if !matches!(ended, Some(Ok(()))) {
			ExpiringOffers::<T>::remove(key);
		}
	}
}
