//! Decisions of Admin about a miner, and the identities behind it.

use crate::*;
use alloc::vec::Vec;
use dmex_primitives::{Identities, IdentityId};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_ban_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		// What is banned is remembered, so that it can be cleared.
		Self::note_identity(&miner);
		let mut identities = Self::identities(&miner);
		identities.retain(|identity| !BannedIdentities::<T>::contains_key(identity));
		ensure!(!record.banned || !identities.is_empty(), Error::<T>::AlreadyBanned);
		Miners::<T>::insert(&miner, MinerRecord { banned: true, ..record });
		for identity in identities {
			BannedIdentities::<T>::insert(identity, ());
			let miner = miner.clone();
			Self::deposit_event(Event::IdentityBanned { identity, miner });
		}
		Self::deposit_event(Event::MinerBanned { miner });
		Ok(())
	}

	pub(crate) fn do_clear_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		let mut identities = Self::identities(&miner);
		identities.retain(|identity| BannedIdentities::<T>::contains_key(identity));
		ensure!(!record.may_sell() || !identities.is_empty(), Error::<T>::NotBarred);
		Miners::<T>::insert(&miner, MinerRecord { defaulted: false, banned: false, ..record });
		for identity in identities {
			BannedIdentities::<T>::remove(identity);
			let miner = miner.clone();
			Self::deposit_event(Event::IdentityCleared { identity, miner });
		}
		Self::deposit_event(Event::MinerCleared { miner });
		Ok(())
	}

	/// Errors with the reason unless the miner may apply, open series, mint and make first sales.
	pub(crate) fn ensure_may_sell(miner: &T::AccountId) -> Result<(), Error<T>> {
		let record = Miners::<T>::get(miner);
		ensure!(!record.defaulted, Error::Defaulted);
		ensure!(!record.banned, Error::Banned);
		ensure!(!Self::has_banned_identity(miner), Error::BannedIdentity);
		Ok(())
	}

	/// Whether an identity of the account is banned.
	fn has_banned_identity(who: &T::AccountId) -> bool {
		Self::is_one_banned(&Self::identities(who))
	}

	pub(crate) fn is_one_banned(identities: &[IdentityId]) -> bool {
		identities.iter().any(BannedIdentities::<T>::contains_key)
	}

	/// The identities that were attested for the account, as far as they are remembered, and the one
	/// that is attested now: whoever gives it up does not leave it behind.
	fn identities(who: &T::AccountId) -> Vec<IdentityId> {
		Self::known_and(who, Self::current_identity(who))
	}

	/// The identities that are remembered of the account, and another one.
	pub(crate) fn known_and(who: &T::AccountId, other: Option<IdentityId>) -> Vec<IdentityId> {
		let mut identities = KnownIdentities::<T>::get(who).into_inner();
		let other = other.filter(|other| !identities.contains(other));
		identities.extend(other);
		identities
	}

	fn current_identity(who: &T::AccountId) -> Option<IdentityId> {
		T::Identities::attested(who)?.id()
	}

	/// Remember the identity that is attested for the account now. The oldest one is forgotten if there
	/// are too many.
	pub(crate) fn note_identity(who: &T::AccountId) {
		let Some(current) = Self::current_identity(who) else { return };
		let mut known = KnownIdentities::<T>::get(who);
		if known.contains(&current) {
			return;
		}
		if known.is_full() {
			known.remove(0);
		}
		// It is not full.
		let _ = known.try_push(current);
		KnownIdentities::<T>::insert(who, known);
	}
}
