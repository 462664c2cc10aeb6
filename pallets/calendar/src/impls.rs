//! The roll-over.

use crate::{day, BlocksToday, Config, DayLength, Event, LiveDays, Pallet, Today};
use dmex_primitives::{Clock, Day};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// The length of a day in milliseconds.
	pub fn day_length() -> u64 {
		DayLength::<T>::get()
	}

	/// The day that contains `moment` (milliseconds) by the clock; `today` may lag behind it.
	pub fn day_of(moment: u64) -> Day {
		day::day_of(moment, Self::day_length())
	}

	/// Milliseconds from `now` until the next day begins; 0 while the calendar catches up.
	pub fn ms_to_next_day(now: u64) -> u64 {
		day::ms_to_next(Self::today(), now, Self::day_length())
	}

	/// Begin the days up to `current`, at most [`day::MAX_CATCH_UP`], call `begin` for each, and
	/// count this block if the calendar is in step then. Returns the number of days that began and
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

	/// Start the calendar with the first block: nothing is closed before it.
	fn start(day: Day) {
		Today::<T>::put(day);
		BlocksToday::<T>::put(1);
		Self::deposit_event(Event::Started { day });
	}

	/// Close `day`, and fix whether it is live.
	fn close(day: Day) {
		let blocks = BlocksToday::<T>::take();
		let live = day::is_live(blocks, Self::day_length(), T::SlotDuration::get());
		let before = day.checked_sub(1).map_or(0, LiveDays::<T>::get);
		LiveDays::<T>::insert(day, before.saturating_add(live.into()));
		Self::deposit_event(Event::DayClosed { day, blocks, live });
	}
}
