//! The README's invariants, by number.

use crate::{Averages, Config, Disputed, LastFed, Pallet, Quorum};
use dmex_primitives::{Clock as _, Day, NetworkId, PerUnit, MAX_NETWORKS};
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Check every invariant; reads all averages.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Averages::<T>::iter().try_for_each(|(network, day, value)| {
			ensure!(!Disputed::<T>::contains_key(network, day), "2: published and disputed");
			Self::try_value(network, day, value)
		})?;
		Disputed::<T>::iter().try_for_each(|(n, day, value)| Self::try_value(n, day, value))?;
		Self::try_last_fed()?;
		ensure!(!Quorum::<T>::get().is_zero(), "4: nobody is a quorum");
		Ok(())
	}

	/// 1. Every value is positive, of a known network, and of a day up to the last fed one.
	fn try_value(network: NetworkId, day: Day, value: PerUnit) -> Result<(), TryRuntimeError> {
		ensure!(network < MAX_NETWORKS, "1: a value of no network");
		ensure!(!value.is_zero(), "1: a value of zero");
		let last = LastFed::<T>::get(network).map(|last| last.day);
		ensure!(last.is_some_and(|last| day <= last), "1: a value after the last fed one");
		Ok(())
	}

	/// 3. The last fed median is of a closed day, and is published or disputed under that day.
	fn try_last_fed() -> Result<(), TryRuntimeError> {
		LastFed::<T>::iter().try_for_each(|(network, last)| {
			ensure!(last.day < T::Clock::today(), "3: fed before its day was over");
			let fixed = Averages::<T>::get(network, last.day)
				.or_else(|| Disputed::<T>::get(network, last.day));
			ensure!(fixed == Some(last.value), "3: the last fed median is nowhere");
			Ok(())
		})
	}
}
