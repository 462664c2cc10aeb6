//! The hand-over, and the council's road to Root that it closes.

use crate::{
	stage::{self, Stage},
	Config, CurrentStage, Error, Event, FirstDay, Pallet, RootCall,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Clock as _, Day, ReferendumIndex, VoteOutcome};
use frame_support::{
	ensure,
	traits::{EnsureOrigin as _, Get as _},
	weights::Weight,
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// A call that the council proposed to Root.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RootCallRecord<Hash> {
	/// Hash of the call.
	pub call_hash: Hash,
	/// The referendum that can stop it.
	pub referendum: ReferendumIndex,
}

/// Reason why a call cannot be proposed to Root.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RootCallError {
	/// No preimage of this hash and length is noted.
	NoPreimage,
	/// The preimage is no call of this chain.
	NotACall,
	/// The call takes more of a block than the scheduler can give it.
	TooHeavy,
}

/// Whitelist, democracy → governance: the council's road to Root.
pub trait RootCalls<Hash> {
	/// The weight of the call that is noted under a hash with a length in bytes. Errors unless it can
	/// be enacted.
	fn weight(call_hash: Hash, call_len: u32) -> Result<Weight, RootCallError>;
	/// Whether a member of the council vetoed the call and its cool-off is not over.
	fn is_vetoed(call_hash: Hash) -> bool;
	/// Whether the call is on the whitelist: it was neither dispatched nor taken back.
	fn is_whitelisted(call_hash: Hash) -> bool;
	/// Whitelist the call, and open the referendum that dispatches it unless it is stopped.
	fn open(
		call_hash: Hash,
		call_len: u32,
		weight: Weight,
	) -> Result<ReferendumIndex, DispatchError>;
	/// The outcome of that referendum.
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome;
	/// Take a call off the whitelist, and cancel its referendum unless that is over.
	fn withdraw(call: RootCallRecord<Hash>);

	/// Note the preimage of a call of `len` bytes, about. Returns its hash and its length.
	#[cfg(feature = "runtime-benchmarks")]
	fn note(len: u32) -> (Hash, u32);
	/// DMC holders stop the call that a referendum would dispatch.
	#[cfg(feature = "runtime-benchmarks")]
	fn stop(referendum: ReferendumIndex);
	/// The council takes a call off the whitelist.
	#[cfg(feature = "runtime-benchmarks")]
	fn take_back(call_hash: Hash);
}

impl<T> From<RootCallError> for Error<T> {
	fn from(error: RootCallError) -> Self {
		match error {
			RootCallError::NoPreimage => Self::NoPreimage,
			RootCallError::NotACall => Self::NotACall,
			RootCallError::TooHeavy => Self::TooHeavy,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Errors unless the origin is Admin, or anyone once the launch stage has lasted long enough.
	pub(crate) fn ensure_may_hand_over(origin: OriginFor<T>) -> DispatchResult {
		if let Err(origin) = T::AdminOrigin::try_origin(origin) {
			ensure_signed(origin)?;
			let from = Self::hand_over_from();
			ensure!(from.is_none_or(|from| T::Clock::today() >= from), Error::<T>::TooEarly);
		}
		Ok(())
	}

	/// The road to Root is closed with the stage, for a call that is on it too.
	pub(crate) fn do_hand_over() -> DispatchResult {
		Self::ensure_launch()?;
		if let Some(pending) = RootCall::<T>::take() {
			T::RootCalls::withdraw(pending);
		}
		let day = T::Clock::today();
		CurrentStage::<T>::put(Stage::Community { since: day });
		// Everybody has a whole term to stand and to vote before the first round.
		Self::set_next_round(Some(stage::first_term(T::CouncilTerm::get())));
		Self::begin_council();
		Self::deposit_event(Event::HandedOver { day });
		Ok(())
	}

	/// There is one call on the road at a time: a voter can oppose a limited number of referenda. One
	/// that the council took off the whitelist cannot be dispatched, and makes room for the next.
	pub(crate) fn do_propose_root_call(call_hash: T::Hash, call_len: u32) -> DispatchResult {
		Self::ensure_launch()?;
		ensure!(!T::RootCalls::is_vetoed(call_hash), Error::<T>::Vetoed);
		let weight = T::RootCalls::weight(call_hash, call_len).map_err(Error::<T>::from)?;
		if let Some(last) = RootCall::<T>::get() {
			match T::RootCalls::outcome(last.referendum) {
				VoteOutcome::Ongoing if T::RootCalls::is_whitelisted(last.call_hash) => {
					return Err(Error::<T>::RootCallPending.into())
				},
				// What was approved may wait for its enactment still.
				VoteOutcome::Approved => {},
				VoteOutcome::Ongoing | VoteOutcome::Rejected | VoteOutcome::Absent => {
					T::RootCalls::withdraw(last)
				},
			}
		}
		let referendum = T::RootCalls::open(call_hash, call_len, weight)?;
		RootCall::<T>::put(RootCallRecord { call_hash, referendum });
		Self::deposit_event(Event::RootCallProposed { call_hash, referendum });
		Ok(())
	}

	fn ensure_launch() -> DispatchResult {
		ensure!(Self::stage().is_launch(), Error::<T>::LaunchIsOver);
		Ok(())
	}

	/// The stage of governance.
	pub fn stage() -> Stage {
		CurrentStage::<T>::get()
	}

	/// Whether a referendum decides on the last call that the council proposed to Root: nobody votes aye there.
	pub fn is_on_road_to_root(referendum: ReferendumIndex) -> bool {
		RootCall::<T>::get().is_some_and(|call| call.referendum == referendum)
	}

	/// The day from which anyone may hand over; `None` after the hand-over.
	pub fn hand_over_from() -> Option<Day> {
		let first = FirstDay::<T>::get().unwrap_or_else(T::Clock::today);
		Self::stage().is_launch().then(|| stage::open_from(first, T::HandOverAfter::get()))
	}

	/// Note the first day of the chain; of one that is older than this note, the day of the note.
	pub(crate) fn note_first_day(today: Day) {
		if !FirstDay::<T>::exists() {
			FirstDay::<T>::put(today);
		}
	}
}
