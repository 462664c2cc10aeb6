//! System, balances, assets and this pallet.

use crate as pallet_risk_escrow;
use crate::Pallet;
use dmex_primitives::{Asset, Balance};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{NativeFromLeft, UnionOf},
		fungibles::Mutate,
		AsEnsureOriginWithArg, ConstU128,
	},
	weights::Weight,
	PalletId,
};
use sp_runtime::{BuildStorage, Permill};

mod costs;
mod enforcement;
mod neighbours;
pub use costs::*;
pub use enforcement::{
	end_vote, Barred, Breaches, FrozenSeries, Judging, MinPayout, Noted, Votes, RULES,
};
pub use neighbours::*;

pub const MINER: u64 = 1;
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
pub const POOL: u64 = 4;
pub const ISSUER: u64 = 9;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
pub const BTC: Asset = Asset::WithId(11);
pub const ED: Balance = 100;
pub const RICH: Balance = 1_000_000_000_000;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;
	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(7)]
	pub type Assets = pallet_assets::Pallet<Test>;
	#[runtime::pallet_index(53)]
	pub type RiskEscrow = pallet_risk_escrow::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<u64>>;
	type ForceOrigin = frame_system::EnsureRoot<u64>;
}

pub type Money = UnionOf<Balances, Assets, NativeFromLeft, Asset, u64>;

parameter_types! {
	pub const EscrowId: PalletId = PalletId(*b"dx/escrw");
	pub const IncomeId: PalletId = PalletId(*b"dx/incom");
	pub const PoolAccount: u64 = POOL;
	pub static MaxPayouts: Weight = Weight::MAX;
	pub static PoolShare: Permill = Permill::from_parts(5_000);
}

impl pallet_risk_escrow::Config for Test {
	type WeightInfo = Costs;
	type Assets = Money;
	type Certificates = Fakes;
	type Clock = Fakes;
	type Averages = Fakes;
	type Registry = Fakes;
	type Vote = Fakes;
	type AdminOrigin = frame_system::EnsureRoot<u64>;
	type Rules = Fakes;
	type MaxPayoutWeight = MaxPayouts;
	type InsuranceAccount = PoolAccount;
	type PoolReleaseShare = PoolShare;
	type PalletId = EscrowId;
	type IncomePalletId = IncomeId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::tests::Helper;
}

/// An empty chain on which everyone is rich and the pallet's accounts exist.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let system = frame_system::GenesisConfig::<Test>::default();
	let mut ext = sp_io::TestExternalities::new(system.build_storage().unwrap());
	ext.execute_with(|| {
		System::set_block_number(1);
		for id in [1, 11] {
			Assets::force_create(frame_system::RawOrigin::Root.into(), id, ISSUER, true, 1)
				.unwrap();
		}
		for who in [MINER, ALICE, BOB, POOL] {
			for asset in [DMC, USDT, BTC] {
				Money::mint_into(asset, &who, RICH).unwrap();
			}
		}
		for who in [RiskEscrow::escrow_account(), RiskEscrow::income_account()] {
			Money::mint_into(DMC, &who, ED).unwrap();
		}
		PoolShare::set(Permill::from_parts(5_000));
		neighbours::reset();
	});
	ext
}

/// Run a test on a new chain, and check the invariants after it.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Pallet::<Test>::do_try_state().unwrap();
	});
}
