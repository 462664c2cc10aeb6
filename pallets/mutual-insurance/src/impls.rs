//! Accounts, readers and checks that the calls share, and the pool's money. Each `do_` reads, decides,
//! moves money, writes and emits, in this order; a call that fails changes nothing, because the
//! dispatcher rolls back.

use crate::{
	limits,
	types::{AwardRules, ClaimOf, RecentAwards},
	Claims, Config, Error, Event, Pallet, Recent, RecentTotals, Reserved,
};
use dmex_primitives::{
	preservation, Asset, Balance, ClaimId, Clock, Day, Insured, InsuredSeries, InsuredState,
	SeriesId,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation::Expendable,
		Contains, EnsureOrigin, Get,
	},
};
use frame_system::ensure_signed;
use sp_runtime::{
	traits::{AccountIdConversion, EnsureAdd, EnsureSub, Zero},
	DispatchError, DispatchResult,
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

	/// Charge a claimant the deposit and reserve it.
	pub(crate) fn charge_deposit(who: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::charge(&Asset::Native, who, amount)?;
		Self::reserve(&Asset::Native, amount)
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

	/// The headroom that both caps leave for a miner now, in base units of an asset.
	pub(crate) fn headroom(miner: &T::AccountId, asset: &Asset, rules: &AwardRules) -> Balance {
		let (available, today) = (Self::available(asset), T::Clock::today());
		let recent = Recent::<T>::get(miner, asset);
		limits::headroom(available, rules.cap, &recent, today)
			.min(Self::total_headroom(asset, rules))
	}

	/// The headroom that the cap for all miners together leaves now, in base units of an asset.
	pub(crate) fn total_headroom(asset: &Asset, rules: &AwardRules) -> Balance {
		let recent = RecentTotals::<T>::get(asset);
		limits::headroom(Self::available(asset), rules.total_cap, &recent, T::Clock::today())
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

	/// Count an amount awarded for a miner today for both caps.
	pub(crate) fn note_recent(miner: &T::AccountId, asset: &Asset, today: Day, amount: Balance) {
		if amount.is_zero() {
			return;
		}
		Recent::<T>::mutate(miner, asset, |recent| limits::add_recent(recent, today, amount));
		RecentTotals::<T>::mutate(asset, |recent| limits::add_recent(recent, today, amount));
	}

	/// Count `amount` less of what was awarded for a miner on a day.
	pub(crate) fn forget_recent(miner: &T::AccountId, asset: &Asset, on: Day, amount: Balance) {
		let forget = |recent: &mut Option<RecentAwards>| {
			let mut days = recent.take().unwrap_or_default();
			limits::forget_recent(&mut days, on, amount);
			*recent = Some(days).filter(|days| !days.is_empty());
		};
		Recent::<T>::mutate_exists(miner, asset, forget);
		RecentTotals::<T>::mutate_exists(asset, forget);
	}
}
