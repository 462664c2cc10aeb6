//! The pledges behind applications.

use crate::*;
use dmex_primitives::{ApplicationId, Balance};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{
	traits::{EnsureAdd, EnsureSub},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pledge(
		miner: T::AccountId,
		application: ApplicationId,
		amount: Balance,
	) -> DispatchResult {
		let capacity = Self::own_capacity(&miner, application)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let capacity = capacity.pledge(amount)?;

		T::Currency::transfer(&miner, &Self::account(), amount, Preserve)?;
		Capacities::<T>::insert(application, capacity);
		Self::change_totals(|totals| {
			totals.pledges = totals.pledges.ensure_add(amount)?;
			Ok(())
		})?;
		let pledged = capacity.pledged;
		Self::deposit_event(Event::Pledged { application, miner, amount, pledged });
		Ok(())
	}

	pub(crate) fn do_withdraw_pledge(
		miner: T::AccountId,
		application: ApplicationId,
		amount: Balance,
	) -> DispatchResult {
		let capacity = Self::own_capacity(&miner, application)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let record = Miners::<T>::get(&miner);
		ensure!(!record.defaulted, Error::<T>::Defaulted);
		ensure!(record.frozen_series == 0, Error::<T>::FrozenSeries);
		let capacity = capacity.withdraw(amount).map_err(Error::<T>::from)?;

		Self::pay_pledge(&miner, amount)?;
		Capacities::<T>::insert(application, capacity);
		let pledged = capacity.pledged;
		Self::deposit_event(Event::PledgeWithdrawn { application, miner, amount, pledged });
		Ok(())
	}

	pub(crate) fn do_slash(
		application: ApplicationId,
		amount: Balance,
		to: &T::AccountId,
	) -> DispatchResult {
		let miner = Self::record(application)?.miner;
		let capacity = Self::capacity(application)?.withdraw(amount).map_err(Error::<T>::from)?;
		if amount == 0 {
			return Ok(());
		}

		Self::pay_pledge(to, amount)?;
		Capacities::<T>::insert(application, capacity);
		let pledged = capacity.pledged;
		Self::deposit_event(Event::PledgeSlashed { application, miner, amount, pledged });
		Ok(())
	}

	/// Pay `amount` of a pledge to `to`.
	fn pay_pledge(to: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::change_totals(|totals| {
			totals.pledges = totals.pledges.ensure_sub(amount)?;
			Ok(())
		})?;
		Self::pay(to, amount)
	}
}
