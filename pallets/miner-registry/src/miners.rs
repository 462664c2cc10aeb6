//! Decisions of Admin about a miner.

use crate::*;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_ban_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		ensure!(!record.banned, Error::<T>::AlreadyBanned);
		Miners::<T>::insert(&miner, MinerRecord { banned: true, ..record });
		Self::deposit_event(Event::MinerBanned { miner });
		Ok(())
	}

	pub(crate) fn do_clear_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		ensure!(!record.may_sell(), Error::<T>::NotBarred);
		Miners::<T>::insert(&miner, MinerRecord { defaulted: false, banned: false, ..record });
		Self::deposit_event(Event::MinerCleared { miner });
		Ok(())
	}
}
