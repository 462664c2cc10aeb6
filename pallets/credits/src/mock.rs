//! System, Balances, Assets and this pallet.

use crate as pallet_credits;
use dmex_primitives::{Asset, Balance};
use frame_support::{traits::fungibles::Mutate, weights::Weight};
use sp_runtime::BuildStorage;

pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
/// Accounts of two pallets with custody.
pub const ESCROW: u64 = 10;
pub const MARKET: u64 = 11;
pub const ISSUER: u64 = 20;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// The existential deposit of DMC.
pub const ED: Balance = 100;
pub const FUNDS: Balance = 1_000_000;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 59 => Credits: pallet_credits }
}
dmex_primitives::mock_assets!();

impl crate::Config for Test {
	type WeightInfo = PerCredit;
	type Assets = Money;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Each credit costs one.
pub struct PerCredit;
impl crate::WeightInfo for PerCredit {
	fn withdraw(credits: u32) -> Weight {
		Weight::from_parts(credits.into(), 0)
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;
#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Helper {
	fn sound_asset(_: u32) -> Asset {
		USDT
	}
}

/// Both custodians are rich; nobody else has anything.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		let root = frame_system::RawOrigin::Root;
		Assets::force_create(root.into(), 1, ISSUER, true, 1).unwrap();
		for custodian in [ESCROW, MARKET] {
			for asset in [DMC, USDT] {
				Money::mint_into(asset, &custodian, FUNDS).unwrap();
			}
		}
	});
	ext
}

/// Run a test on a new chain and check the invariants after it.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Credits::do_try_state().unwrap();
	});
}
