//! The hook that the calendar provides to the timestamp pallet, and the clock that others read.

use crate::{day, Config, LiveDays, Pallet, Today, WeightInfo as _};
use dmex_primitives::{Clock, Day, OnNewDay};
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, OnTimestampSet},
	weights::Weight,
};

impl<T: Config> OnTimestampSet<u64> for Pallet<T> {
	/// `on_initialize` declared one day; what goes beyond is registered here, still before any
	/// user's call is weighed.
	fn on_timestamp_set(moment: u64) {
		let (days, told) = Self::advance(Self::day_of(moment), T::OnNewDay::on_new_day);
		let extra = T::WeightInfo::roll_over(days.max(1))
			.saturating_sub(T::WeightInfo::roll_over(1))
			.saturating_add(told);
		if extra != Weight::zero() {
			frame_system::Pallet::<T>::register_extra_weight_unchecked(
				extra,
				DispatchClass::Mandatory,
			);
		}
	}
}

impl<T: Config> Clock for Pallet<T> {
	fn today() -> Day {
		Today::<T>::get().unwrap_or_default()
	}

	fn live_days(day: Day) -> u32 {
		let yesterday = Self::today().checked_sub(1);
		yesterday.map_or(0, |last| LiveDays::<T>::get(day.min(last)))
	}

	fn blocks(days: u32) -> u32 {
		day::blocks(days, Self::day_length(), T::SlotDuration::get())
	}
}
