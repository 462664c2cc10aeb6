//! Every vote of the DMC holders: it starts with a seed, ends on the hour, and is extended by a late
//! turn.

use crate::{
	votes::{Hours, Step},
	Config, Event, Pallet, Referenda as _, SeenReferenda, Standings, WeightInfo as _,
};
use alloc::collections::BTreeSet;
use dmex_primitives::{Clock as _, ReferendumIndex, Seed};
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, PreInherents},
	weights::Weight,
};
use sp_runtime::traits::UniqueSaturatedInto;

impl<T: Config> PreInherents for Pallet<T> {
	/// After Democracy opened what it opens in this block, and before anybody can vote.
	fn pre_inherents() {
		let opened = Self::look_at_new(T::Referenda::indices().end);
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::WeightInfo::look_at_new(opened),
			DispatchClass::Mandatory,
		);
	}
}

impl<T: Config> Pallet<T> {
	/// The referendum of one of our cases was opened, with a seed of its own. It ends on the hour.
	pub fn on_case_opened(referendum: ReferendumIndex) {
		Self::look_at_new(referendum);
		SeenReferenda::<T>::put(referendum.saturating_add(1));
		Self::end_on_the_hour(referendum);
	}

	/// On the hour, before Democracy counts: the standing of votes that end within a day is noted, whether
	/// they turn is watched, and those that turned are extended.
	pub(crate) fn look_at_votes(now: u32) -> Weight {
		let hours = Self::hours();
		if !hours.begin_at(now) {
			return T::WeightInfo::on_block();
		}
		// What was noted may have been cancelled.
		let mut looked_at: BTreeSet<_> = Standings::<T>::iter_keys().collect();
		looked_at.extend(T::Referenda::indices());
		looked_at.iter().for_each(|referendum| Self::look_at_vote(*referendum, hours, now));
		T::WeightInfo::on_hour(looked_at.len() as u32)
	}

	fn look_at_vote(referendum: ReferendumIndex, hours: Hours, now: u32) {
		let Some(vote) = T::Referenda::open_vote(referendum) else {
			Standings::<T>::remove(referendum);
			return;
		};
		let noted = Standings::<T>::get(referendum);
		match hours.step(noted, vote.passing, vote.end, now) {
			Step::Wait => (),
			Step::Note(standing) => {
				Standings::<T>::insert(referendum, standing);
				let passing = standing.passing;
				Self::deposit_event(Event::VoteNoted { referendum, passing });
			},
			Step::Turn(standing) => Standings::<T>::insert(referendum, standing),
			Step::Extend(standing) => {
				let (end, passing) = (hours.a_day_after(now), standing.passing);
				T::Referenda::set_end(referendum, end);
				Standings::<T>::insert(referendum, standing);
				let extensions = standing.extensions;
				Self::deposit_event(Event::VoteExtended { referendum, end, passing, extensions });
			},
			Step::Decide => Standings::<T>::remove(referendum),
		}
	}

	/// Look at each referendum before `end` that is new, and is no case: cases are looked at when they
	/// are opened. Returns their number.
	fn look_at_new(end: ReferendumIndex) -> u32 {
		let first = SeenReferenda::<T>::get().unwrap_or(end);
		for referendum in first..end {
			T::Referenda::seed(referendum, Seed::Nay(T::ReferendumSeed::get()));
			Self::end_on_the_hour(referendum);
		}
		if first < end {
			SeenReferenda::<T>::put(end);
		}
		end.saturating_sub(first)
	}

	pub(crate) fn end_on_the_hour(referendum: ReferendumIndex) {
		if let Some(vote) = T::Referenda::open_vote(referendum) {
			T::Referenda::set_end(referendum, Self::hours().next(vote.end));
		}
	}

	/// The hours of the chain.
	pub fn hours() -> Hours {
		Hours::of(T::Clock::blocks(1))
	}

	/// The number of the block in progress.
	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}
}
