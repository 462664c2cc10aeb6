//! Benchmarks of every call. What the pallets above ask of this one is measured in their calls.

use super::*;
use dmex_primitives::{glue::Certificates as _, ApplicationId, Items, MAX_ITEMS};
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::RawOrigin;

/// Sets up what the registry and the treasuries must hold before a call can succeed.
pub trait BenchmarkHelper<AccountId> {
	/// A new approved application with nothing live: its id and its miner. Its quota and its
	/// pledge suffice for at least 256 units for the longest term, and the miner has DMC for two
	/// deposits of a series and the channel fee of at least 512 units. Its texts are as long as
	/// they can be.
	fn approved_application() -> (ApplicationId, AccountId);
}

/// A series of one unit and the longest term, and its miner.
fn series<T: Config>() -> Result<(T::AccountId, dmex_primitives::SeriesId), BenchmarkError> {
	let (application, miner) = T::BenchmarkHelper::approved_application();
	let series = NextSeriesId::<T>::get();
	Pallet::<T>::do_create_series(&miner, application, 1, T::MaxTerm::get())?;
	Ok((miner, series))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_series() {
		let (application, miner) = T::BenchmarkHelper::approved_application();
		let series = NextSeriesId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), application, 1, T::MaxTerm::get());

		assert!(Series::<T>::contains_key(series));
	}

	#[benchmark]
	fn mint(n: Linear<1, MAX_MINT>) -> Result<(), BenchmarkError> {
		let (miner, series) = series::<T>()?;
		// The dearest case is minting into a finished series, which opens it again.
		Pallet::<T>::do_mint(&miner, series, 1)?;
		let buyer: T::AccountId = account("buyer", 0, 0);
		Pallet::<T>::activate(series, 0, &buyer, 1, T::MaxTerm::get())?;
		Pallet::<T>::end(series, 1)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), series, n);

		assert_eq!(Counts::<T>::get(series).map(|counts| counts.unsold), Some(n));
		Ok(())
	}

	#[benchmark]
	fn burn_unsold(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (miner, series) = series::<T>()?;
		Pallet::<T>::do_mint(&miner, series, n)?;
		let items = Items::truncate_from((0..n).collect());

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), series, items);

		// The dearest case: nothing is left, which removes the series.
		assert!(!Series::<T>::contains_key(series));
		Ok(())
	}

	#[benchmark]
	fn remove_series() -> Result<(), BenchmarkError> {
		let (miner, series) = series::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), series);

		assert!(!Series::<T>::contains_key(series));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
