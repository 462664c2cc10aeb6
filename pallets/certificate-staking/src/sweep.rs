//! Each day all stakes are visited once, in what the transactions of blocks leave: those that are over
//! leave, and series that were frozen or unfrozen are paused or resumed.

use crate::{weights::WeightInfo, Config, LastWalk, Pallet, Stakes, Walk};
use dmex_primitives::{Clock, ItemId, SeriesId};
use frame_support::{
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};

impl<T: Config> Pallet<T> {
	/// Visit what `remaining` and the limit allow; returns the weight that it used. A walk that a day is too
	/// short for goes on in the next one.
	pub(crate) fn walk(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining.min(T::MaxSweepWeight::get()));
		if meter.try_consume(T::WeightInfo::idle_base()).is_err() {
			return Weight::zero();
		}
		let (last, today) = (LastWalk::<T>::get(), T::Clock::today());
		let walk = match last.cursor {
			Some(_) => last,
			None if last.began_on == Some(today) => return meter.consumed(),
			None => Walk { began_on: Some(today), cursor: None },
		};
		// Otherwise nothing is visited, and the walk has not begun.
		if meter.can_consume(T::WeightInfo::idle_visit()) {
			LastWalk::<T>::put(Self::go_on(walk, &mut meter));
		}
		meter.consumed()
	}

	/// Visit the next stakes; the cursor is `None` at the end. Reading past the last one has the weight of a
	/// visit.
	fn go_on(mut walk: Walk, meter: &mut WeightMeter) -> Walk {
		let mut keys = match walk.cursor {
			Some((series, item)) => {
				Stakes::<T>::iter_keys_from(Stakes::<T>::hashed_key_for(series, item))
			},
			None => Stakes::<T>::iter_keys(),
		};
		while meter.try_consume(T::WeightInfo::idle_visit()).is_ok() {
			walk.cursor = keys.next();
			let Some((series, item)) = walk.cursor else { break };
			Self::visit(series, item);
		}
		walk
	}

	/// What fails for one stake stops no other.
	pub(crate) fn visit(series: SeriesId, item: ItemId) {
		let _ = with_storage_layer(|| Self::touch(series));
		let _ = with_storage_layer(|| Self::leave_if_over(series, item));
	}
}
