//! The brakes: pauses of calls, the rest after safe mode, and the outflow fuse.

use crate::{
	fuse::{self, Outflow, Verdict, ALLOWED_DAYS},
	pauses::{
		self, CallName, PauseBounds, PauseError, PauseList, MAX_PAUSE_DAYS, MAX_RENEWED_DAYS,
		REST_DAYS,
	},
	AllowedPayments, Config, Error, Event, NextPauseEnd, Outflows, Pallet, Pauses, SafeModeEnded,
	SafeModeEntered, WeightInfo as _,
};
use dmex_primitives::{Asset, Balance, Clock as _};
use frame_support::{
	ensure,
	traits::{Get, SafeModeNotify, TransactionPause, TransactionPauseError},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Number of days after the end of safe mode for which the council cannot enter it again.
pub const SAFE_MODE_REST_DAYS: u32 = 7;

impl<T> From<PauseError> for Error<T> {
	fn from(error: PauseError) -> Self {
		match error {
			PauseError::InvalidTime => Self::InvalidTime,
			PauseError::PausedTooLong => Self::PausedTooLong,
			PauseError::TooMany => Self::TooManyPauses,
		}
	}
}

impl<T> From<TransactionPauseError> for Error<T> {
	fn from(error: TransactionPauseError) -> Self {
		match error {
			TransactionPauseError::Unpausable => Self::ProtectedCall,
			TransactionPauseError::AlreadyPaused => Self::PausedByRoot,
			_ => Self::UnknownCall,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn pause_bounds() -> PauseBounds {
		PauseBounds {
			longest: T::Clock::blocks(MAX_PAUSE_DAYS),
			renewed: T::Clock::blocks(MAX_RENEWED_DAYS),
			rest: T::Clock::blocks(REST_DAYS),
		}
	}

	fn store_pauses(pauses: PauseList) {
		NextPauseEnd::<T>::set(pauses::next_end(&pauses));
		Pauses::<T>::put(pauses);
	}

	pub(crate) fn do_pause(call: CallName, blocks: u32) -> DispatchResult {
		let mut pauses = Pauses::<T>::get();
		// One of Root's own has no end, and is not given one here.
		let renewed = pauses::is_in_force(&pauses, &call) && T::Pauser::is_paused(call.clone());
		if !renewed {
			T::Pauser::pause(call.clone()).map_err(Error::<T>::from)?;
		}
		let bounds = Self::pause_bounds();
		let ends = pauses::pause(&mut pauses, call.clone(), Self::now(), blocks, bounds)
			.map_err(Error::<T>::from)?;
		Self::store_pauses(pauses);
		Self::deposit_event(Event::CallPaused { call, ends });
		Ok(())
	}

	pub(crate) fn do_unpause(call: CallName) -> DispatchResult {
		let mut pauses = Pauses::<T>::get();
		ensure!(pauses::lift(&mut pauses, &call, Self::now()), Error::<T>::NotPaused);
		Self::store_pauses(pauses);
		Self::end_pause(call);
		Ok(())
	}

	/// The call can be sent again, whether or not Root has seen to it before.
	fn end_pause(call: CallName) {
		let _ = T::Pauser::unpause(call.clone());
		Self::deposit_event(Event::PauseEnded { call });
	}

	/// End the pauses whose time is up, of which there are at most `MAX_PAUSES`. Most blocks read one
	/// number.
	pub(crate) fn end_pauses() -> Weight {
		let now = Self::now();
		if NextPauseEnd::<T>::get().is_none_or(|end| now < end) {
			return T::WeightInfo::check_pauses();
		}
		let mut pauses = Pauses::<T>::get();
		let ended = pauses::end_due(&mut pauses, now);
		Self::store_pauses(pauses);
		let number = ended.len() as u32;
		ended.into_iter().for_each(Self::end_pause);
		T::WeightInfo::end_pauses(number)
	}

	/// A council begins: what the one before it did with the brakes keeps it from none of them.
	pub(crate) fn begin_council() {
		let mut pauses = Pauses::<T>::get();
		pauses::begin_council(&mut pauses);
		Self::store_pauses(pauses);
		SafeModeEnded::<T>::kill();
		SafeModeEntered::<T>::kill();
	}

	/// Whether the council may enter safe mode: the last one ended long enough ago.
	pub fn has_rested_from_safe_mode() -> bool {
		SafeModeEnded::<T>::get().is_none_or(|ended| {
			Self::now() >= ended.saturating_add(T::Clock::blocks(SAFE_MODE_REST_DAYS))
		})
	}

	/// Decide on a payment of the treasury, whose account holds `held` now, to somebody whose money it
	/// is not. Returns whether it is to be made; otherwise the fuse blows by it, and that is kept. An
	/// error if the fuse blew before, or if the payment alone is more than may leave in a day.
	pub fn pass_fuse(
		asset: &Asset,
		beneficiary: &T::AccountId,
		held: Balance,
		amount: Balance,
	) -> Result<bool, DispatchError> {
		let today = T::Clock::today();
		let payment = (beneficiary, amount);
		let allowed = AllowedPayments::<T>::get(asset, payment);
		if allowed.is_some_and(|expires_on| fuse::is_allowed(expires_on, today)) {
			AllowedPayments::<T>::remove(asset, payment);
			return Ok(true);
		}
		let last = Outflows::<T>::get(asset);
		match fuse::decide(last, today, held, amount, T::OutflowLimit::get()) {
			Verdict::Passes(outflow) => {
				Outflows::<T>::insert(asset, outflow);
				Ok(true)
			},
			Verdict::Blows(outflow) => {
				Outflows::<T>::insert(asset, outflow);
				let Outflow { held, left, .. } = outflow;
				let asset = asset.clone();
				Self::deposit_event(Event::FuseBlown { asset, held, left, refused: amount });
				Ok(false)
			},
			Verdict::Blown => Err(Error::<T>::FuseIsBlown.into()),
			Verdict::TooLarge => Err(Error::<T>::OverOutflowLimit.into()),
		}
	}

	pub(crate) fn do_reset_fuse(asset: Asset) -> DispatchResult {
		let blown = Outflows::<T>::get(&asset).is_some_and(|last| last.is_blown(T::Clock::today()));
		ensure!(blown, Error::<T>::FuseIsWhole);
		Outflows::<T>::remove(&asset);
		Self::deposit_event(Event::FuseReset { asset });
		Ok(())
	}

	pub(crate) fn do_allow_payment(
		asset: Asset,
		beneficiary: T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::NothingToSpend);
		let expires_on = T::Clock::today().saturating_add(ALLOWED_DAYS);
		AllowedPayments::<T>::insert(&asset, (&beneficiary, amount), expires_on);
		Self::deposit_event(Event::PaymentAllowed { asset, beneficiary, amount, expires_on });
		Ok(())
	}
}

impl<T: Config> SafeModeNotify for Pallet<T> {
	fn entered() {
		SafeModeEntered::<T>::put(());
	}

	fn exited() {
		if SafeModeEntered::<T>::take().is_some() {
			SafeModeEnded::<T>::put(Self::now());
		}
	}
}
