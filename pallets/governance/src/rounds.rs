//! When a round of elections of the council is held.

use crate::{stage, Config, LastRound, NextRound, Pallet, WeightInfo as _};
use dmex_primitives::{Clock as _, Day};
use frame_support::{traits::Get as _, weights::Weight};

/// Elections → governance: whether a round can be held.
pub trait Elections {
	/// Whether a round would fill every seat of the council. Declares its own weight, which grows with the
	/// number of voters.
	fn can_fill_council() -> bool;
	/// Whether enough sit in the council to adopt a motion.
	fn can_council_decide() -> bool;
}

impl<T: Config> Pallet<T> {
	/// Set the day of the next round: the end of the `term`, in days, that begins today, or tomorrow if none begins.
	pub(crate) fn set_next_round(term: Option<u32>) {
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
			Self::hold_round(now);
		}
		Self::set_next_round(held.then(T::CouncilTerm::get));
		T::WeightInfo::begin_round()
	}

	/// The elections hold a round in this block, and another council begins.
	pub(crate) fn hold_round(now: u32) {
		LastRound::<T>::put(now);
		Self::begin_council();
	}

	/// When a day begins: if too few sit in the council to adopt anything, a round is due.
	pub(crate) fn hasten_round(today: Day) {
		if let Some(day) = NextRound::<T>::get() {
			let is_able = T::Elections::can_council_decide();
			NextRound::<T>::put(if is_able { day } else { day.min(today) });
		}
	}

	/// Whether a round is held in the block in progress.
	pub fn is_round() -> bool {
		LastRound::<T>::get() == Some(Self::now())
	}
}
