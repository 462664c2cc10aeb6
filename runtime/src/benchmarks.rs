//! Which pallets are benchmarked, and what their benchmarks need of the runtime.

use crate::{AccountId, AllPalletsWithSystem, Runtime};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{
	add_benchmarks, define_benchmarks, list_benchmarks, BenchmarkBatch, BenchmarkConfig,
	BenchmarkList, Benchmarking,
};
use frame_support::traits::{
	fungible::NativeOrWithId, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
};

define_benchmarks!([frame_system, frame_system_benchmarking::Pallet::<Runtime>]);

impl frame_system_benchmarking::Config for Runtime {}

pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

/// Something for the treasury to pay, and somebody to pay it to.
pub struct TreasuryArguments;
impl pallet_treasury::ArgumentsFactory<NativeOrWithId<u32>, AccountId> for TreasuryArguments {
	fn create_asset_kind(seed: u32) -> NativeOrWithId<u32> {
		NativeOrWithId::WithId(seed)
	}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		AccountId::from(seed)
	}
}
