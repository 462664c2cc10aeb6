//! The budget: what comes in, and how it is divided among networks.

use crate::{Budget, Config, Error, Event, Owed, Pallet, Pools, StartDay};
use dmex_primitives::{Asset, Balance, Clock, NetworkId, PayOrCredit, MAX_NETWORKS};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation::Preserve,
	},
};
use sp_runtime::{
	traits::{EnsureAdd, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Start to count halvings today, with these weights of networks. For chains that exist when staking
	/// begins; others start with their first day, and weights of genesis.
	pub fn begin(weights: &[(NetworkId, u32)]) {
		StartDay::<T>::put(T::Clock::today());
		for (network, weight) in weights {
			// An unknown network gets no weight.
			let _ = Self::set_weight(*network, *weight);
		}
	}

	pub(crate) fn do_fund_budget(who: T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		T::Currency::transfer(&who, &Self::account(), amount, Preserve)?;
		// Less than all of it if the account did not have its existential deposit.
		let added = Self::surplus().min(amount);
		Budget::<T>::try_mutate(|budget| budget.ensure_add(added).map(|sum| *budget = sum))?;
		Self::deposit_event(Event::BudgetFunded { who, amount });
		Ok(())
	}

	pub(crate) fn do_set_network_weight(network: NetworkId, weight: u32) -> DispatchResult {
		Self::set_weight(network, weight)?;
		Self::deposit_event(Event::NetworkWeightSet { network, weight });
		Ok(())
	}

	pub(crate) fn set_weight(network: NetworkId, weight: u32) -> DispatchResult {
		ensure!(network < MAX_NETWORKS, Error::<T>::UnknownNetwork);
		Pools::<T>::mutate(network, |pool| pool.weight = weight);
		Ok(())
	}

	/// Add to the budget what was transferred to the account.
	pub(crate) fn take_in() {
		let amount = Self::surplus();
		if amount.is_zero() {
			return;
		}
		Budget::<T>::mutate(|budget| *budget = budget.saturating_add(amount));
		Self::deposit_event(Event::BudgetTakenIn { amount });
	}

	/// What the account holds above its existential deposit and what is in the books.
	fn surplus() -> Balance {
		let held = T::Currency::balance(&Self::account());
		let due = Self::due().and_then(|due| due.checked_add(T::Currency::minimum_balance()));
		due.and_then(|due| held.checked_sub(due)).unwrap_or_default()
	}

	/// Budget, rewards that are not paid, and credits of stakers; `None` if the sum overflows.
	pub(crate) fn due() -> Option<Balance> {
		let credits = T::Credits::credits_at(&Self::account()).remove(&Asset::Native);
		let booked = Budget::<T>::get().checked_add(Owed::<T>::get())?;
		booked.checked_add(credits.unwrap_or_default())
	}
}
