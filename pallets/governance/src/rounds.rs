//! When a round of elections of the council is held.

use crate::{stage, Config, LastRound, NextRound, Pallet, WeightInfo as _};
use dmex_primitives::Clock as _;
use frame_support::{traits::Get as _, weights::Weight};

/// Elections → governance: whether a round can be held.
pub trait Elections {
	/// Whether a round would fill every seat of the council. Declares its own weight, which grows with the
	/// number of voters.
	fn can_fill_council() -> bool;
}

impl<T: Config> Pallet<T> {
	/// Set the day of the next round: a whole term from today if a term begins, otherwise tomorrow.
	pub(crate) fn set_next_round(begins: bool) {
		let term = begins.then(T::CouncilTerm::get);
		NextRound::<T>::put(stage::next_round(T::Clock::today(), term));
	}

	/// At the beginning of a block, before the elections ask: hold a round if one is due and can be held. One
	/// that cannot be held is tried again on the next day.
	pub(crate) fn look_at_rounds(now: u32) -> Weight {
		if NextRound::<T>::get().is_none_or(|day| T::Clock::today() < day) {
			return T::WeightInfo::check_round();
		}
		let held = T::Elections::can_fill_council();
		if held {
			LastRound::<T>::put(now);
		}
		Self::set_next_round(held);
		T::WeightInfo::begin_round()
	}

	/// Whether a round is held in the block in progress.
	pub fn is_round() -> bool {
		LastRound::<T>::get() == Some(Self::now())
	}
}
