//! Accounts, readers and checks that the calls share, and the pool's money. Each `do_` reads, decides,
//! moves money, writes and emits, in this order; a call that fails changes nothing, because the
//! dispatcher rolls back.

use crate::{actuary, types::ClaimOf, Claims, Config, Error, Event, Pallet, Recent, Reserved};
use dmex_primitives::{
	preservation, Asset, Balance, ClaimId, Clock, Day, Insured, InsuredSeries, InsuredState,
	SeriesId,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation::Expendable,
		Contains, Defensive, EnsureOrigin, Get,
	},
};
use frame_system::ensure_signed;
use sp_runtime::{
	traits::{AccountIdConversion, EnsureAdd, EnsureSub, Zero},
	DispatchError, DispatchResult, Permill,
};

/// Accounts, readers and checks.
impl<T: Config> Pallet<T> {
	/// The account of the pool.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account that files a claim; `None` if Admin does.
	pub(crate) fn ensure_claimant(
		origin: T::RuntimeOrigin,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::AdminOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => Ok(Some(ensure_signed(origin)?)),
		}
	}

	pub(crate) fn ensure_insured(
		series: SeriesId,
	) -> Result<InsuredSeries<T::AccountId>, DispatchError> {
		Ok(T::Escrow::insured(series).ok_or(Error::<T>::UnknownSeries)?)
	}

	pub(crate) fn ensure_claim(claim: ClaimId) -> Result<ClaimOf<T>, DispatchError> {
		Ok(Claims::<T>::get(claim).ok_or(Error::<T>::UnknownClaim)?)
	}

	/// Whether the freeze in which a claim was filed is over without a termination.
	pub(crate) fn has_resumed(record: &ClaimOf<T>, series: &InsuredSeries<T::AccountId>) -> bool {
		series.state == InsuredState::Open || series.freezes != record.freezes
	}
}

/// Whether a series is terminated, so that its loss is known.
pub(crate) fn is_terminated<AccountId>(series: &InsuredSeries<AccountId>) -> bool {
	matches!(series.state, InsuredState::Terminated { .. })
}

/// The pool's money.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_contribute(
		who: T::AccountId,
		asset: Asset,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let allowed = asset == Asset::Native || T::AssetCheck::contains(&asset);
		ensure!(allowed, Error::<T>::AssetNotAllowed);
		Self::charge(&asset, &who, amount)?;
		Self::deposit_event(Event::Contributed { who, asset, amount });
		Ok(())
	}

	/// Charge a claimant the deposit and reserve it; returns it. Admin has none.
	pub(crate) fn charge_deposit(
		claimant: Option<&T::AccountId>,
		amount: Balance,
	) -> Result<Balance, DispatchError> {
		let Some(who) = claimant else { return Ok(0) };
		Self::charge(&Asset::Native, who, amount)?;
		Self::reserve(&Asset::Native, amount)?;
		Ok(amount)
	}

	fn charge(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		let keep = preservation(asset);
		T::Assets::transfer(asset.clone(), who, &Self::account(), amount, keep).map(|_| ())
	}

	/// Pay out of the pool's account.
	pub(crate) fn pay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Assets::transfer(asset.clone(), &Self::account(), who, amount, Expendable).map(|_| ())
	}

	/// The balance of the pool's account in an asset beyond what is reserved and the minimum balance
	/// that lets the account exist, in base units.
	pub fn available(asset: &Asset) -> Balance {
		let held = T::Assets::balance(asset.clone(), &Self::account());
		let reserved = Reserved::<T>::get(asset);
		held.saturating_sub(reserved).saturating_sub(T::Assets::minimum_balance(asset.clone()))
	}

	/// The headroom that the cap leaves for a miner now, in base units of an asset.
	pub(crate) fn headroom(miner: &T::AccountId, asset: &Asset, cap: Permill) -> Balance {
		let recent = Recent::<T>::get(miner, asset);
		actuary::headroom(Self::available(asset), cap, &recent, T::Clock::today())
	}

	/// Reserve money that is in the pool's account.
	pub(crate) fn reserve(asset: &Asset, amount: Balance) -> DispatchResult {
		let reserved = Reserved::<T>::get(asset).ensure_add(amount)?;
		Self::set_reserved(asset, reserved);
		Ok(())
	}

	/// Release money that is about to be paid, or is the pool's own again.
	pub(crate) fn release(asset: &Asset, amount: Balance) -> DispatchResult {
		let reserved = Reserved::<T>::get(asset).ensure_sub(amount)?;
		Self::set_reserved(asset, reserved);
		Ok(())
	}

	fn set_reserved(asset: &Asset, reserved: Balance) {
		match reserved {
			0 => Reserved::<T>::remove(asset),
			reserved => Reserved::<T>::insert(asset, reserved),
		}
	}

	/// Count an amount awarded for a miner today for its cap.
	pub(crate) fn note_recent(miner: &T::AccountId, asset: &Asset, today: Day, amount: Balance) {
		if amount.is_zero() {
			return;
		}
		Recent::<T>::mutate(miner, asset, |recent| {
			recent.retain(|(day, _)| actuary::is_recent(*day, today));
			if recent.last().is_none_or(|(day, _)| *day != today) {
				let pushed = recent.try_push((today, 0));
				let _ = pushed.defensive_proof("each day that counts has a place; qed");
			}
			if let Some((_, sum)) = recent.last_mut() {
				*sum = sum.saturating_add(amount);
			}
		});
	}

	/// Count `amount` less of what was awarded for a miner on a day.
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
