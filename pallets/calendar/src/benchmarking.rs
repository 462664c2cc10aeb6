//! Weight of the hooks.

use crate::{day::MAX_CATCH_UP, *};
use frame_benchmarking::v2::*;
use frame_support::weights::Weight;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A block in which `d` days begin, the last of them in step.
	#[benchmark]
	fn roll_over(d: Linear<0, MAX_CATCH_UP>) {
		let today = 20_000;
		Today::<T>::put(today);
		BlocksToday::<T>::put(1);
		LiveDays::<T>::insert(today - 1, 1);

		#[block]
		{
			Pallet::<T>::advance(today + d, |_| Weight::zero());
		}

		assert_eq!(Today::<T>::get(), Some(today + d));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
