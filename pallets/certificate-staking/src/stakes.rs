//! Stakes: they begin, are rewarded and leave.

use crate::{
	rewards::SCALE, Budget, Config, Error, Event, Owed, Pallet, Pool, Pools, SeriesRecord,
	SeriesStakes, Stake, Stakes, StakesOf,
};
use dmex_primitives::{
	try_alone, Asset, Balance, CertificateView, Clock, Day, ItemId, Lock, Locks, PayOrCredit,
	SeriesId, SeriesTerms, SoldCertificates,
};
use frame_support::ensure;
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, EnsureMul, EnsureSub, EnsureSubAssign},
	ArithmeticError, DispatchError, DispatchResult,
};

/// A stake with the records that it is part of.
struct Position<T: Config> {
	series: SeriesId,
	item: ItemId,
	stake: Stake<T::AccountId>,
	record: SeriesRecord,
	pool: Pool,
}

impl<T: Config> Position<T> {
	fn of(series: SeriesId, item: ItemId) -> Result<Self, DispatchError> {
		let stake = Pallet::<T>::ensure_stake(series, item)?;
		let record = SeriesStakes::<T>::get(series).ok_or(Error::<T>::UnknownStake)?;
		let pool = Pallet::<T>::pool_of(&record);
		Ok(Self { series, item, stake, record, pool })
	}

	/// What the stake was given and what it earned, both in parts and less what was paid.
	fn unpaid(&self) -> Result<(u128, u128), ArithmeticError> {
		let Self { stake, record, pool, .. } = self;
		let paid = stake.claimed.ensure_mul(SCALE)?;
		let (given, earned) = Pallet::<T>::given_and_earned(stake, record, pool)?;
		Ok((given.ensure_sub(paid)?, earned.ensure_sub(paid)?))
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_stake(
		who: T::AccountId,
		series: SeriesId,
		items: &[ItemId],
	) -> DispatchResult {
		Self::ensure_items(items)?;
		let terms = Self::ensure_open(series)?;
		Self::touch(series)?;
		let today = T::Clock::today();
		let record = SeriesStakes::<T>::get(series);
		let mut record = record.unwrap_or_else(|| SeriesRecord::new(terms.network));
		ensure!(record.paused.is_none(), Error::<T>::TooManyPauses);
		let mut pool = Self::pool_of(&record);
		let since = today.ensure_add(1)?;
		for item in items.iter().copied() {
			let end = Self::ensure_stakeable(&who, &terms, series, item)?;
			T::Certificates::lock(series, item, Lock::Staked)?;
			ensure!(!Stakes::<T>::contains_key(series, item), Error::<T>::AlreadyStaked);
			record.join(&mut pool, terms.units, today)?;
			let (staker, units, claimed) = (who.clone(), terms.units, 0);
			Stakes::<T>::insert(series, item, Stake { staker, units, since, end, claimed });
			StakesOf::<T>::insert(&who, (series, item), ());
			Self::deposit_event(Event::Staked { series, item, staker: who.clone(), since });
		}
		Pools::<T>::insert(record.network, pool);
		SeriesStakes::<T>::insert(series, record);
		Ok(())
	}

	/// The last day of a certificate that `who` may stake, if it has no lock.
	fn ensure_stakeable(
		who: &T::AccountId,
		terms: &SeriesTerms<T::AccountId>,
		series: SeriesId,
		item: ItemId,
	) -> Result<Day, DispatchError> {
		let certificate = T::Certificates::certificate(series, item);
		let certificate = certificate.ok_or(Error::<T>::UnknownCertificate)?;
		ensure!(certificate.sold, Error::<T>::NotSold);
		ensure!(certificate.owner == *who, Error::<T>::NotOwner);
		ensure!(terms.miner != *who, Error::<T>::OwnCertificate);
		let end = T::Escrow::end_day(series, item).ok_or(Error::<T>::NotSold)?;
		ensure!(end > T::Clock::today(), Error::<T>::HasEnded);
		Ok(end)
	}

	pub(crate) fn do_unstake(
		who: T::AccountId,
		series: SeriesId,
		items: &[ItemId],
	) -> DispatchResult {
		Self::ensure_items(items)?;
		Self::touch(series)?;
		for item in items.iter().copied() {
			let position = Position::<T>::of(series, item)?;
			ensure!(position.stake.staker == who, Error::<T>::NotStaker);
			Self::leave(position)?;
		}
		Ok(())
	}

	pub(crate) fn do_claim_rewards(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::ensure_items(items)?;
		Self::touch(series)?;
		for item in items.iter().copied() {
			if let Err(error) = try_alone(|| Self::claim(series, item))? {
				Self::deposit_event(Event::RewardClaimFailed { series, item, error });
			}
		}
		Ok(())
	}

	/// Pay the reward of a stake; one that is over leaves.
	fn claim(series: SeriesId, item: ItemId) -> DispatchResult {
		let mut position = Position::<T>::of(series, item)?;
		if Self::is_over(series, item, &position.stake) {
			return Self::leave(position);
		}
		let (_, earned) = position.unpaid()?;
		let amount = earned / SCALE;
		if amount == 0 {
			return Ok(());
		}
		let parts = amount.ensure_mul(SCALE)?;
		Self::settle(&mut position.pool, &position.stake.staker, parts, amount)?;
		position.stake.claimed.ensure_add_assign(amount)?;
		let staker = position.stake.staker.clone();
		Pools::<T>::insert(position.record.network, position.pool);
		Stakes::<T>::insert(series, item, position.stake);
		Self::deposit_event(Event::RewardPaid { series, item, staker, amount });
		Ok(())
	}

	/// Remove a stake if it is over.
	pub(crate) fn leave_if_over(series: SeriesId, item: ItemId) -> DispatchResult {
		let position = Position::<T>::of(series, item)?;
		if Self::is_over(series, item, &position.stake) {
			Self::leave(position)?;
		}
		Ok(())
	}

	/// Remove a stake: what is left of its reward is paid, and what it was given after its end goes back to
	/// the budget. The certificate is unlocked, if it still has the lock of the stake.
	fn leave(position: Position<T>) -> DispatchResult {
		let (given, earned) = position.unpaid()?;
		let Position { series, item, stake, mut record, mut pool } = position;
		let reward = earned / SCALE;
		Self::settle(&mut pool, &stake.staker, given, reward)?;
		record.leave(&mut pool, &stake, T::Clock::today())?;
		if Self::is_locked(series, item) {
			T::Certificates::unlock(series, item, Lock::Staked)?;
		}
		Pools::<T>::insert(record.network, pool);
		SeriesStakes::<T>::set(series, (record.stakes > 0).then_some(record));
		Stakes::<T>::remove(series, item);
		let staker = stake.staker;
		StakesOf::<T>::remove(&staker, (series, item));
		Self::deposit_event(Event::Unstaked { series, item, staker, reward });
		Ok(())
	}

	/// Take parts out of a pool, and pay `amount` of them. The rest goes back to the budget, in whole base
	/// units.
	fn settle(
		pool: &mut Pool,
		staker: &T::AccountId,
		parts: u128,
		amount: Balance,
	) -> DispatchResult {
		let released = pool.shrink(parts)?;
		let rest = released.ensure_sub(amount)?;
		if amount > 0 {
			T::Credits::pay_or_credit(&Self::account(), &Asset::Native, staker, amount)?;
		}
		Owed::<T>::try_mutate(|owed| owed.ensure_sub_assign(released))?;
		Budget::<T>::try_mutate(|budget| budget.ensure_add_assign(rest))?;
		Ok(())
	}
}
