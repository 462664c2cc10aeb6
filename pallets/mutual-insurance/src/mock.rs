//! System, Balances, Assets and this pallet. The neighbours are short fakes whose state lies in
//! storage, so that it is rolled back like everything else.

mod costs;
mod escrow;
mod neighbours;

pub use costs::*;
pub use escrow::*;
pub use neighbours::*;

use crate as pallet_mutual_insurance;
use crate::{AwardRules, ClaimRules};
use codec::{Decode, Encode};
use dmex_primitives::*;
use frame_support::{
	derive_impl, ensure, parameter_types, storage_alias,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, Contains, EitherOfDiverse, Get,
	},
	weights::Weight,
	PalletId, Twox64Concat,
};
use frame_system::{EnsureRoot, EnsureSigned, EnsureSignedBy};
use sp_runtime::{DispatchError, DispatchResult, Permill};

pub const MINER: u64 = 1;
/// Own certificates 0, 1, 3 and 4 of the series that failed.
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
pub const CAROL: u64 = 4;
pub const DAVE: u64 = 5;
/// Mines the series `OTHER`.
pub const OTHER_MINER: u64 = 7;
/// Owns nothing.
pub const STRANGER: u64 = 6;
pub const ADMIN: u64 = 50;
/// May freeze accounts of assets.
pub const ISSUER: u64 = 51;
/// Series of `MINER`, two paid for in USDT and one in DMC, and one of another miner.
pub const SERIES: SeriesId = 0;
pub const SECOND: SeriesId = 1;
pub const DMC_SERIES: SeriesId = 2;
pub const OTHER: SeriesId = 3;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// What income is paid in. An account holds at least 150 of it.
pub const BTC: Asset = Asset::WithId(2);
/// The pool takes it, but no series has to do with it.
pub const EUR: Asset = Asset::WithId(3);
/// The pool does not take it.
pub const SHADY: Asset = Asset::WithId(11);
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// The least of BTC.
pub const LEAST_BTC: Balance = 150;
/// What the pool can dispose of, of each asset.
pub const POOL: Balance = 10_000;
pub const DEPOSIT: Balance = 1_000;
pub const SEED: Balance = 700;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(3)]
	pub type Insurance = pallet_mutual_insurance;
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
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<u64>>;
	type ForceOrigin = EnsureRoot<u64>;
}

pub type Money = UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, u64>;

parameter_types! {
	pub static MaxPushWeight: Weight = Weight::MAX;
	pub const InsuranceId: PalletId = PalletId(*b"dx/insur");
}

frame_support::ord_parameter_types! {
	pub const AdminAccount: u64 = ADMIN;
}

impl crate::Config for Test {
	type WeightInfo = Costs;
	type Assets = Money;
	type AssetCheck = Allowed;
	type Escrow = Fake;
	type Holders = Fake;
	type Vote = Fake;
	type Clock = Fake;
	type AdminOrigin = EitherOfDiverse<EnsureRoot<u64>, EnsureSignedBy<AdminAccount, u64>>;
	type Rules = Rules;
	type MaxPushWeight = MaxPushWeight;
	type PalletId = InsuranceId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Fake;
}
