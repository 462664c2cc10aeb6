//! The roll-over, and what others read.

use crate::{day, BlocksToday, Config, DayLength, Event, OpenDays, Pallet, Today, WeightInfo as _};
use dmex_primitives::{Clock, Day, OnNewDay};
use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, OnTimestampSet},
	weights::Weight,
};

impl<T: Config> Pallet<T> {
	/// The length of a day in milliseconds.
	pub fn day_length() -> u64 {
		DayLength::<T>::get()
	}

	/// The day in which `moment` (milliseconds) lies by the clock; `today` may lag behind it.
	pub fn day_of(moment: u64) -> Day {
		day::day_of(moment, Self::day_length())
	}

	/// Milliseconds from `now` until the next day begins; 0 while the calendar catches up.
	pub fn ms_to_next_day(now: u64) -> u64 {
		day::ms_to_next(Self::today(), now, Self::day_length())
	}

	/// Begin the days up to `current`, at most [`day::MAX_CATCH_UP`], telling `begin` of each,
	/// and count this block when the calendar is in step then. Returns how many days began and
	/// the weight of what `begin` did.
	pub(crate) fn advance(current: Day, mut begin: impl FnMut(Day) -> Weight) -> (u32, Weight) {
		let Some(today) = Today::<T>::get() else {
			Self::start(current);
			return (1, begin(current));
		};
		let days = day::days_to_begin(today, current);
		let mut weight = Weight::zero();
		for day in (today..).take(days as usize) {
			Self::close(day);
			Today::<T>::put(day.saturating_add(1));
			weight.saturating_accrue(begin(day.saturating_add(1)));
		}
		// A block made while today lags was not made in it: it counts for no day.
		if today.saturating_add(days) == current {
			BlocksToday::<T>::mutate(|blocks| *blocks = blocks.saturating_add(1));
		}
		(days, weight)
	}

	/// The first block: nothing is closed before it.
	fn start(day: Day) {
		Today::<T>::put(day);
		BlocksToday::<T>::put(1);
		Self::deposit_event(Event::Started { day });
	}

	/// `day` is over: fix whether it counts for clocks.
	fn close(day: Day) {
		let blocks = BlocksToday::<T>::take();
		let open = day::is_open(blocks, Self::day_length(), T::SlotDuration::get());
		let before = day.checked_sub(1).map_or(0, OpenDays::<T>::get);
		OpenDays::<T>::insert(day, before.saturating_add(open.into()));
		Self::deposit_event(Event::DayClosed { day, blocks, open });
	}
}

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

	fn open_days(day: Day) -> u32 {
		let yesterday = Self::today().checked_sub(1);
		yesterday.map_or(0, |last| OpenDays::<T>::get(day.min(last)))
	}

	fn blocks(days: u32) -> u32 {
		day::blocks(days, Self::day_length(), T::SlotDuration::get())
	}
}
