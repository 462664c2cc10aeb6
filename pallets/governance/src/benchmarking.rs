//! Weight of the calls and hooks.

use crate::*;
use dmex_primitives::{Day, DayValue, OnNewDay as _, PerUnit, MAX_NETWORKS};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};

const TODAY: Day = 20_000;

fn value(day: Day) -> DayValue {
	DayValue { day, value: PerUnit::from_u32(1_000) }
}

/// Every network was fed on the day before `day`.
fn fed_before<T: Config>(day: Day) {
	for network in 0..MAX_NETWORKS {
		let last = value(day - 1);
		LastFed::<T>::insert(network, last);
		Averages::<T>::insert(network, last.day, last.value);
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_parameter() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let parameter = T::BenchmarkHelper::parameter();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameter);

		Ok(())
	}

	#[benchmark]
	fn confirm_average() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let fed = value(TODAY - 1);
		LastFed::<T>::insert(0, fed);
		Disputed::<T>::insert(0, fed.day, fed.value);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, fed.day);

		assert_eq!(Averages::<T>::get(0, fed.day), Some(fed.value));
		Ok(())
	}

	/// The last of `o` operators feeds: the value is combined, and the day fixed.
	#[benchmark]
	fn on_feed(o: Linear<1, { T::MaxOperators::get() }>) {
		T::BenchmarkHelper::set_today(TODAY);
		T::BenchmarkHelper::feed(MAX_NETWORKS, o, value(TODAY - 1));
		fed_before::<T>(TODAY - 1);

		#[block]
		{
			Pallet::<T>::combined(0);
			Pallet::<T>::on_feed(0);
		}

		assert!(Averages::<T>::contains_key(0, TODAY - 1));
	}

	/// A quorum of `o` operators has fed every network for the day before yesterday.
	#[benchmark]
	fn on_new_day(o: Linear<1, { T::MaxOperators::get() }>) {
		T::BenchmarkHelper::set_today(TODAY);
		T::BenchmarkHelper::feed(MAX_NETWORKS, o, value(TODAY - 2));
		Quorum::<T>::put(1);
		fed_before::<T>(TODAY - 2);

		#[block]
		{
			Pallet::<T>::on_new_day(TODAY);
		}

		assert!((0..MAX_NETWORKS).all(|network| Averages::<T>::contains_key(network, TODAY - 2)));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
