//! System, Balances, Uniques and this pallet.

use crate as pallet_hashrate_nft;
use dmex_primitives::{ApplicationTerms, Asset, Balance, ItemId, PerUnit, SeriesId, Units};
use frame_support::{
	derive_impl, parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32},
	PalletId,
};
use sp_runtime::BuildStorage;

mod neighbours;
pub use neighbours::{BurnFees, Number, Registry, UniquesAttributes};

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
	pub type Uniques = pallet_uniques;
	#[runtime::pallet_index(3)]
	pub type HashrateNft = pallet_hashrate_nft;
}

pub const MINER: u64 = 1;
pub const BUYER: u64 = 2;
pub const OTHER: u64 = 3;
/// Units that the fake registry lets live.
pub const QUOTA: Units = 10_000;
pub const DMC: Balance = 1_000_000_000_000;

parameter_types! {
	pub const NftPalletId: PalletId = PalletId(*b"dx/nftco");
	pub static MaxTerm: u32 = 90;
	pub static MaxSeries: u32 = 3;
	pub static Approved: Option<ApplicationTerms<u64>> = None;
	pub static Barred: bool = false;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
}

impl pallet_uniques::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = SeriesId;
	type ItemId = ItemId;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<u64>>;
	type ForceOrigin = frame_system::EnsureRoot<u64>;
	type Locker = HashrateNft;
	type CollectionDeposit = ConstU128<0>;
	type ItemDeposit = ConstU128<0>;
	type MetadataDepositBase = ConstU128<0>;
	type AttributeDepositBase = ConstU128<0>;
	type DepositPerByte = ConstU128<0>;
	type StringLimit = ConstU32<256>;
	type KeyLimit = ConstU32<256>;
	type ValueLimit = ConstU32<256>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
}

impl pallet_hashrate_nft::Config for Test {
	type WeightInfo = ();
	type Nfts = Uniques;
	type Attributes = UniquesAttributes;
	type Registry = Registry;
	type Fees = BurnFees;
	type AddressText = Number;
	type MaxTerm = MaxTerm;
	type MaxSeries = MaxSeries;
	type PalletId = NftPalletId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Registry;
}

/// What the fake registry approved.
pub fn terms() -> ApplicationTerms<u64> {
	let text = |bytes: &[u8]| bytes.to_vec().try_into().unwrap();
	ApplicationTerms {
		miner: MINER,
		network: 1,
		symbol: text(b"BTC"),
		unit: text(b"TH/s"),
		node_id: text(b"pool.example/alice"),
		reward_asset: Asset::WithId(11),
		payment_asset: Asset::WithId(1),
		min_price_per_unit_day: 150_000,
		expected_revenue: PerUnit::from_rational(25, 2),
		pledge_per_unit_day: DMC / 10,
		channel_fee_per_unit: DMC / 10,
	}
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let balances = vec![(MINER, 1_000 * DMC), (BUYER, 1_000 * DMC), (OTHER, DMC)];
	let config = pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() };
	let mut ext = sp_io::TestExternalities::new(config.build_storage().unwrap());
	MaxTerm::set(90);
	MaxSeries::set(3);
	Approved::set(Some(terms()));
	Barred::set(false);
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Run a test and check the invariants after it.
pub trait ExecuteWithChecks {
	fn execute_with_checks(self, test: impl FnOnce());
}
impl ExecuteWithChecks for sp_io::TestExternalities {
	fn execute_with_checks(mut self, test: impl FnOnce()) {
		self.execute_with(|| {
			test();
			HashrateNft::do_try_state().unwrap();
			let ours = HashrateNft::usage().get(&0).copied().unwrap_or_default();
			assert_eq!(ours, Registry::usage(), "the registry counts the same");
		});
	}
}
