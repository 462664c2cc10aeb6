//! System, Balances, Assets and this pallet. The neighbours are short fakes whose state lies in
//! storage, so that it is rolled back like everything else.

mod costs;
mod neighbours;

pub use costs::*;
pub use neighbours::*;

use crate as pallet_hashrate_market;
use dmex_primitives::*;
use frame_support::{
	derive_impl, ensure,
	pallet_prelude::ValueQuery,
	parameter_types, storage_alias,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		fungibles::Mutate,
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
		AsEnsureOriginWithArg, ConstU128, ConstU32,
	},
	weights::Weight,
	PalletId, Twox64Concat,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::{DispatchError, DispatchResult, Permill};

pub const MINER: u64 = 1;
pub const BUYER: u64 = 2;
pub const STRANGER: u64 = 3;
/// Owns certificates that were sold.
pub const HOLDER: u64 = 4;
pub const POOL: u64 = 100;
pub const TREASURY: u64 = 101;
pub const ESCROW: u64 = 102;
/// Series priced in USDT and in DMC; each has certificates 0 to 99 and a floor of 3,000.
pub const SERIES: SeriesId = 0;
pub const DMC_SERIES: SeriesId = 1;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// What income is paid in.
pub const BTC: Asset = Asset::WithId(11);
pub const FLOOR: Balance = 3_000;
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// A day in blocks: a minute each.
pub const DAY: u32 = 1_440;

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
	pub type Market = pallet_hashrate_market;
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
	pub static TradingFee: Permill = Permill::from_percent(1);
	pub static BidStep: Permill = Permill::from_percent(3);
	pub static ExtensionMinutes: u32 = 10;
	pub static MaxSettleWeight: Weight = Weight::MAX;
	pub const MarketId: PalletId = PalletId(*b"dx/markt");
}

impl crate::Config for Test {
	type Assets = Money;
	type Certificates = Fake;
	type Escrow = Fake;
	type Fees = Fake;
	type Clock = Fake;
	type TradingFee = TradingFee;
	type BidStep = BidStep;
	type ExtensionMinutes = ExtensionMinutes;
	type MaxListingDays = ConstU32<90>;
	type MaxSettleWeight = MaxSettleWeight;
	type PalletId = MarketId;
	type WeightInfo = Costs;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::tests::Helper;
}
