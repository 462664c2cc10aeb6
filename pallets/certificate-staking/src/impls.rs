//! Accounts, readers and checks that the calls share. Each `do_` reads, decides, moves money, writes and
//! emits, in this order; a call that fails changes nothing, because the dispatcher rolls back.

use crate::{rewards, Config, Error, Indices, Pallet, Pool, Pools, SeriesRecord, Stake, Stakes};
use dmex_primitives::{CertificateView, Clock, Day, ItemId, Lock, SeriesId, SeriesTerms};
use frame_support::{ensure, traits::Get};
use sp_runtime::{
	traits::{AccountIdConversion, EnsureMul},
	ArithmeticError, DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account that holds budget and rewards.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn ensure_items(items: &[ItemId]) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		Ok(())
	}

	/// A series of which certificates may be staked.
	pub(crate) fn ensure_open(
		series: SeriesId,
	) -> Result<SeriesTerms<T::AccountId>, DispatchError> {
		let terms = T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?;
		ensure!(!terms.terminated, Error::<T>::SeriesTerminated);
		ensure!(!terms.frozen, Error::<T>::SeriesFrozen);
		Ok(terms)
	}

	pub(crate) fn ensure_stake(
		series: SeriesId,
		item: ItemId,
	) -> Result<Stake<T::AccountId>, DispatchError> {
		Ok(Stakes::<T>::get(series, item).ok_or(Error::<T>::UnknownStake)?)
	}

	/// Whether a series is frozen or terminated, so that its stakes earn nothing.
	pub(crate) fn is_halted(series: SeriesId) -> bool {
		let terms = T::Certificates::series(series);
		terms.is_none_or(|terms| terms.frozen || terms.terminated)
	}

	/// Whether a certificate has the lock of a stake.
	pub(crate) fn is_locked(series: SeriesId, item: ItemId) -> bool {
		let certificate = T::Certificates::certificate(series, item);
		certificate.is_some_and(|certificate| certificate.lock == Some(Lock::Staked))
	}

	/// Whether a stake has to leave: its certificate ended, was refunded or burnt, or its series was
	/// terminated.
	pub(crate) fn is_over(series: SeriesId, item: ItemId, stake: &Stake<T::AccountId>) -> bool {
		let ended = stake.end < T::Clock::today();
		ended || Self::is_terminated(series) || !Self::is_locked(series, item)
	}

	fn is_terminated(series: SeriesId) -> bool {
		T::Certificates::series(series).is_none_or(|terms| terms.terminated)
	}

	/// What a stake was given until today, and what it earned, both since it began and in parts of a base
	/// unit of DMC. It earned less if it is given anything after its certificate's end.
	pub(crate) fn given_and_earned(
		stake: &Stake<T::AccountId>,
		record: &SeriesRecord,
		pool: &Pool,
	) -> Result<(u128, u128), ArithmeticError> {
		let today = T::Clock::today();
		let index = |day: Day| match day < today {
			true => Indices::<T>::get(record.network, day),
			false => pool.index,
		};
		let parts = |stop: Day| {
			let growth = rewards::growth(index, (stake.since, stop), record.all_pauses())?;
			growth.ensure_mul(stake.units.into())
		};
		let stop = stake.stop(today);
		let earned = parts(stop)?;
		let given = if stop < today { parts(today)? } else { earned };
		Ok((given, earned))
	}

	/// The pool of a network; without units if nothing of it was ever staked.
	pub(crate) fn pool_of(record: &SeriesRecord) -> Pool {
		Pools::<T>::get(record.network)
	}
}
