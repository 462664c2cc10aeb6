//! The pool's money. What the calls do stands in `claims`, `awards` and `pushes`: each reads,
//! decides, moves money, writes, tells, in this order; a call that fails changes nothing, because
//! the dispatcher rolls back.

use crate::{actuary, Config, Error, Event, Pallet, Recent, Reserved};
use dmex_primitives::{preservation, Asset, Balance, Clock, Day};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation::{Expendable, Preserve},
		Contains, Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	DispatchError, DispatchResult, Permill,
};

impl<T: Config> Pallet<T> {
	/// The account of the pool.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn do_contribute(
		who: T::AccountId,
		asset: Asset,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let allowed = asset == Asset::Native || T::AssetCheck::contains(&asset);
		ensure!(allowed, Error::<T>::AssetNotAllowed);
		let keep = preservation(&asset);
		T::Assets::transfer(asset.clone(), &who, &Self::account(), amount, keep)?;
		Self::deposit_event(Event::Contributed { who, asset, amount });
		Ok(())
	}

	/// Take a deposit of DMC, and keep it apart; returns it.
	pub(crate) fn take_deposit(
		who: &T::AccountId,
		amount: Balance,
	) -> Result<Balance, DispatchError> {
		let taken = T::Assets::transfer(Asset::Native, who, &Self::account(), amount, Preserve)?;
		Self::reserve(&Asset::Native, taken)?;
		Ok(taken)
	}

	/// Pay out of the pool's account.
	pub(crate) fn pay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Assets::transfer(asset.clone(), &Self::account(), who, amount, Expendable).map(|_| ())
	}

	/// What the pool's account holds of an asset beyond what it keeps for others, and the least that
	/// lets it exist.
	pub fn disposable(asset: &Asset) -> Balance {
		let held = T::Assets::balance(asset.clone(), &Self::account());
		let kept = Reserved::<T>::get(asset);
		held.saturating_sub(kept).saturating_sub(T::Assets::minimum_balance(asset.clone()))
	}

	/// What the pool may award now for a miner, in base units of an asset.
	pub(crate) fn room(miner: &T::AccountId, asset: &Asset, cap: Permill) -> Balance {
		let recent = Recent::<T>::get(miner, asset);
		actuary::room(Self::disposable(asset), cap, &recent, T::Clock::today())
	}

	/// Keep money that is in the pool's account for somebody.
	pub(crate) fn reserve(asset: &Asset, amount: Balance) -> DispatchResult {
		let kept = Reserved::<T>::get(asset).checked_add(amount).ok_or(Error::<T>::Overflow)?;
		Self::set_reserved(asset, kept);
		Ok(())
	}

	/// The money is paid, or the pool's own again.
	pub(crate) fn unreserve(asset: &Asset, amount: Balance) -> DispatchResult {
		let kept = Reserved::<T>::get(asset).checked_sub(amount).ok_or(Error::<T>::Overflow)?;
		Self::set_reserved(asset, kept);
		Ok(())
	}

	fn set_reserved(asset: &Asset, kept: Balance) {
		match kept {
			0 => Reserved::<T>::remove(asset),
			kept => Reserved::<T>::insert(asset, kept),
		}
	}

	/// Something is awarded for a miner today.
	pub(crate) fn note_recent(miner: &T::AccountId, asset: &Asset, today: Day, amount: Balance) {
		if amount.is_zero() {
			return;
		}
		Recent::<T>::mutate(miner, asset, |recent| {
			recent.retain(|(day, _)| actuary::is_recent(*day, today));
			// One for each day that counts: there is room.
			if recent.last().is_none_or(|(day, _)| *day != today) {
				let _ = recent.try_push((today, 0));
			}
			if let Some((_, sum)) = recent.last_mut() {
				*sum = sum.saturating_add(amount);
			}
		});
	}

	/// So much of what was awarded for a miner on a day is not.
	pub(crate) fn forget_recent(miner: &T::AccountId, asset: &Asset, on: Day, amount: Balance) {
		Recent::<T>::mutate_exists(miner, asset, |recent| {
			let mut days = recent.take().unwrap_or_default();
			if let Some((_, sum)) = days.iter_mut().find(|(day, _)| *day == on) {
				*sum = sum.saturating_sub(amount);
			}
			days.retain(|(_, sum)| !sum.is_zero());
			*recent = Some(days).filter(|days| !days.is_empty());
		});
	}
}
