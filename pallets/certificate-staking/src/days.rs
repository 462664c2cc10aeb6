//! Each new day emits the rewards of the day that is over.

use crate::{
	rewards, weights::WeightInfo, Budget, Config, Event, Indices, Owed, Pallet, Pool, Pools,
	StartDay,
};
use alloc::vec::Vec;
use dmex_primitives::{Balance, Day, NetworkId, OnNewDay, MAX_NETWORKS};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> OnNewDay for Pallet<T> {
	/// Take into the budget what was transferred, emit the day that is over to the units that were staked
	/// all through it, and let those that joined in it earn from now on. Costs the same for any number of
	/// stakes.
	fn on_new_day(today: Day) -> Weight {
		if !StartDay::<T>::exists() {
			StartDay::<T>::put(today);
		}
		Self::take_in();
		let mut pools: Vec<_> = Pools::<T>::iter().take(MAX_NETWORKS as usize).collect();
		if let Some(day) = today.checked_sub(1) {
			Self::emit_day(day, &mut pools);
		}
		let number = pools.len() as u32;
		for (network, mut pool) in pools {
			pool.admit();
			Indices::<T>::insert(network, today, pool.index);
			Pools::<T>::insert(network, pool);
		}
		T::WeightInfo::on_new_day(number)
	}
}

impl<T: Config> Pallet<T> {
	/// The emission of a day: halved twice a year, and at most the budget.
	pub(crate) fn emission_of(day: Day) -> Balance {
		let start = StartDay::<T>::get().unwrap_or(day);
		rewards::emission(T::DailyEmission::get(), start, day).min(Budget::<T>::get())
	}

	/// Divide the emission of a day among pools. What division leaves stays in the budget.
	fn emit_day(day: Day, pools: &mut [(NetworkId, Pool)]) {
		let emission = Self::emission_of(day);
		let total = pools.iter().fold(0u128, |sum, (_, pool)| sum.saturating_add(pool.weighted()));
		if emission == 0 || total == 0 {
			return;
		}
		let mut amount = Balance::default();
		for (_, pool) in pools {
			let share = rewards::share(emission, pool.weighted(), total);
			// A pool whose numbers overflow gets nothing.
			let taken = share.and_then(|share| pool.grow(share)).unwrap_or_default();
			amount = amount.saturating_add(taken);
		}
		if amount == 0 {
			return;
		}
		Budget::<T>::mutate(|budget| *budget = budget.saturating_sub(amount));
		Owed::<T>::mutate(|owed| *owed = owed.saturating_add(amount));
		Self::deposit_event(Event::DayEmitted { day, amount });
	}
}
