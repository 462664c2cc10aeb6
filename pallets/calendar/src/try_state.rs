//! The README's invariants, by number.

use crate::{day, BlocksToday, Config, DayLength, LiveDays, Pallet, Today};
use dmex_primitives::Day;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check every invariant; reads all closed days.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_length()?;
		match Today::<T>::get() {
			Some(today) => Self::try_days(today),
			None => Self::try_not_started(),
		}
	}

	/// 1. The day length is a positive multiple of the slot duration.
	fn try_length() -> Result<(), TryRuntimeError> {
		let valid = day::is_valid_length(DayLength::<T>::get(), T::SlotDuration::get());
		ensure!(valid, "1: the day length is not a multiple of the slot duration");
		Ok(())
	}

	/// 2. Closed days without a gap, up to yesterday. 3. C grows by at most one a day.
	fn try_days(today: Day) -> Result<(), TryRuntimeError> {
		let (mut days, mut first) = (0u32, today);
		for (day, live) in LiveDays::<T>::iter() {
			ensure!(day < today, "2: a day is counted that is not closed");
			days = days.saturating_add(1);
			first = first.min(day);
			let before = day.checked_sub(1).map_or(0, LiveDays::<T>::get);
			ensure!(live.checked_sub(before).is_some_and(|more| more <= 1), "3: C makes a jump");
		}
		ensure!(days == today.saturating_sub(first), "2: a closed day is missing");
		Ok(())
	}

	/// 4. Nothing is stored before the first block.
	fn try_not_started() -> Result<(), TryRuntimeError> {
		ensure!(BlocksToday::<T>::get() == 0, "4: blocks counted before the first");
		ensure!(LiveDays::<T>::iter().next().is_none(), "4: a day closed before the first");
		Ok(())
	}
}
