//! Benchmarks.

use crate::{Call, Config, Pallet, MAX_CUSTODIANS};
use dmex_primitives::{Asset, Balance, PayOrCredit};
use frame_benchmarking::v2::*;
use frame_support::traits::fungibles::Mutate;
use frame_system::RawOrigin;

/// States that the runtime provides to benchmarks of credits.
pub trait BenchmarkHelper {
	/// An asset of `pallet-assets` that anyone can hold.
	fn sound_asset(seed: u32) -> Asset;
}

const AMOUNT: Balance = 1_000_000_000_000_000;

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn withdraw(c: Linear<1, MAX_CUSTODIANS>) -> Result<(), BenchmarkError> {
		let who: T::AccountId = account("payee", 0, 0);
		let asset = T::BenchmarkHelper::sound_asset(0);
		for custodian in 0..c {
			let custodian: T::AccountId = account("custodian", custodian, 0);
			T::Assets::mint_into(asset.clone(), &custodian, AMOUNT)?;
			Pallet::<T>::credit(&custodian, &asset, &who, AMOUNT / 2)?;
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), asset);

		assert!(Pallet::<T>::credits_of(&who).is_empty());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
