//! From a chain whose votes had no seeds, whose council spent without a limit, and which knew no stages.

use crate::{Config, Pallet, SeenReferenda};
use frame_support::migrations::VersionedMigration;

/// From version 0 to 1: the rules of votes and stages begin.
pub type ToVersion1<T> = VersionedMigration<
	0,
	1,
	unversioned::BeginRules<T>,
	Pallet<T>,
	<T as frame_system::Config>::DbWeight,
>;

/// Not for runtimes: what is here does not look at the version.
pub mod unversioned {
	use super::*;
	use crate::{ParameterGate as _, Referenda as _};
	use core::marker::PhantomData;
	use dmex_primitives::Clock as _;
	use frame_support::{
		traits::{Get, UncheckedOnRuntimeUpgrade},
		weights::Weight,
	};

	/// Open votes are adopted, new parameters get their defaults, and the time until anyone may hand over
	/// begins. The stage is the launch: a council of genesis, which nobody elected.
	pub struct BeginRules<T>(PhantomData<T>);

	impl<T: Config> UncheckedOnRuntimeUpgrade for BeginRules<T> {
		fn on_runtime_upgrade() -> Weight {
			let looked_at = Self::adopt_votes();
			let parameters = T::Gate::store_missing();
			Pallet::<T>::note_first_day(T::Clock::today());
			// Each vote and parameter is read and written; two ends of the indices, the day and its note.
			let items = u64::from(looked_at.saturating_add(parameters));
			T::DbWeight::get().reads_writes(items.saturating_add(4), items.saturating_add(2))
		}

		#[cfg(feature = "try-runtime")]
		fn pre_upgrade() -> Result<alloc::vec::Vec<u8>, sp_runtime::TryRuntimeError> {
			Ok(codec::Encode::encode(&Self::before()))
		}

		#[cfg(feature = "try-runtime")]
		fn post_upgrade(before: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
			let votes = codec::Decode::decode(&mut &before[..]).map_err(|_| "the votes before")?;
			Self::check(votes)
		}
	}

	impl<T: Config> BeginRules<T> {
		/// Open votes were opened under other rules: each keeps its votes and its threshold, and ends with
		/// the next hour after its end. Returns the number of referenda that were looked at.
		fn adopt_votes() -> u32 {
			let referenda = T::Referenda::indices();
			SeenReferenda::<T>::put(referenda.end);
			referenda.clone().for_each(Pallet::<T>::end_on_the_hour);
			referenda.end.saturating_sub(referenda.start)
		}
	}
}

/// The checks before and after.
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod checks {
	use super::{unversioned::BeginRules, *};
	use crate::{FirstDay, OpenVote, ParameterGate as _, Referenda as _};
	use alloc::vec::Vec;
	use dmex_primitives::ReferendumIndex;
	use frame_support::ensure;
	use sp_runtime::TryRuntimeError;

	/// An open vote: its referendum, its end, and whether it would pass.
	type Vote = (ReferendumIndex, u32, bool);

	impl<T: Config> BeginRules<T> {
		/// The votes that are open.
		pub fn before() -> Vec<Vote> {
			let votes = T::Referenda::indices().filter_map(|referendum| {
				let OpenVote { end, passing } = T::Referenda::open_vote(referendum)?;
				Some((referendum, end, passing))
			});
			votes.collect()
		}

		/// Errors unless the votes that were open before stand as they stood, and end with the next hour.
		pub fn check(before: Vec<Vote>) -> Result<(), TryRuntimeError> {
			let hours = Pallet::<T>::hours();
			let expected =
				before.into_iter().map(|(vote, end, passes)| (vote, hours.next(end), passes));
			ensure!(Self::before().into_iter().eq(expected), "an open vote changed");
			let seen = SeenReferenda::<T>::get();
			ensure!(seen == Some(T::Referenda::indices().end), "a referendum was not adopted");
			ensure!(FirstDay::<T>::exists(), "nobody will ever hand over");
			T::Gate::ensure_consistent().map_err(|_| "parameters contradict each other".into())
		}
	}
}
