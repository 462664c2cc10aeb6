//! Settling of due auctions by the chain itself, in the weight that the transactions of a block
//! leave.

use crate::{weights::WeightInfo, Auctions, Config, Due, DueFrom, Pallet};
use dmex_primitives::{AuctionId, MAX_ITEMS};
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};

impl<T: Config> Pallet<T> {
	/// Settle due auctions within `remaining` and the limit, in the order in which they end;
	/// returns the weight used. The transactions of this block are over, so auctions that end with
	/// it are due.
	pub(crate) fn settle_due(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxSettleWeight::get()));
		if meter.try_consume(T::WeightInfo::idle_base()).is_err() {
			return Weight::zero();
		}
		let now = Self::now();
		let from = DueFrom::<T>::get();
		let mut block = from;
		while block <= now && Self::settle_block(block, &mut meter) {
			block = block.saturating_add(1);
		}
		if block != from {
			DueFrom::<T>::put(block);
		}
		meter.consumed()
	}

	/// Settle the auctions that end in a block; returns whether the meter had room for all.
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

	/// Settle an auction that ends in `block`; returns whether the meter had room for it.
	fn settle_next(block: u32, id: AuctionId, meter: &mut WeightMeter) -> bool {
		let auction = Auctions::<T>::get(id).filter(|auction| auction.schedule.ends == block);
		let Some(auction) = auction else {
			Due::<T>::remove(block, id);
			return true;
		};
		if meter.try_consume(Self::end_weight(&auction)).is_err() {
			return false;
		}
		let settled = with_storage_layer(|| match Self::void_reason(&auction) {
			Some(reason) => Self::void(id, &auction, reason.into()),
			None => Self::settle(id, &auction),
		});
		// It fails only if records are damaged; then the auction is left to `settle_auction`, and
		// stops no other.
		if settled.is_err() {
			Due::<T>::remove(block, id);
		}
		true
	}

	/// Minimum weight with which every auction can be settled.
	pub(crate) fn min_settle_weight() -> Weight {
		T::WeightInfo::idle_base()
			.saturating_add(T::WeightInfo::idle_step())
			.saturating_add(Self::settle_weight(MAX_ITEMS))
	}
}
