//! System, Balances, Uniques and this pallet.

use crate as pallet_hashrate_nft;
use dmex_primitives::{ApplicationTerms, Asset, Balance, ItemId, PerUnit, SeriesId, Units};
use frame_support::{
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32},
	PalletId,
};
use sp_runtime::{
	traits::{AccountIdConversion, Convert},
	BuildStorage,
};

mod neighbours;
pub use neighbours::{BurnFees, Credited, Credits, Number, Registry, UniquesAttributes};

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 30 => Uniques: pallet_uniques, 52 => HashrateNft: pallet_hashrate_nft }
}

pub const MINER: u64 = 1;
pub const BUYER: u64 = 2;
pub const OTHER: u64 = 3;
/// Maximum number of live units in the fake registry.
pub const QUOTA: Units = 10_000;
pub const DMC: Balance = 1_000_000_000_000;
pub const ED: Balance = 1;

parameter_types! {
	pub const NftPalletId: PalletId = PalletId(*b"dx/nftco");
	pub storage MaxTerm: u32 = 90;
	pub storage MaxSeries: u32 = 3;
	pub storage Barred: bool = false;
	pub storage Unpayable: bool = false;
	pub static Approved: Option<ApplicationTerms<u64>> = None;
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
	type Currency = Balances;
	type Credits = Credits;
	type SeriesDeposit = DepositByTerm;
	type AddressText = Number;
	type MaxTerm = MaxTerm;
	type MaxSeries = MaxSeries;
	type PalletId = NftPalletId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Registry;
}

/// The deposit of a series: 1 DMC, and a tenth of one for each day of its term.
pub struct DepositByTerm;
impl Convert<u32, Balance> for DepositByTerm {
	fn convert(term: u32) -> Balance {
		DMC + DMC / 10 * Balance::from(term)
	}
}

/// Terms that the fake registry approved.
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
	let account = NftPalletId::get().into_account_truncating();
	let balances = vec![(MINER, 1_000 * DMC), (BUYER, 1_000 * DMC), (OTHER, DMC), (account, ED)];
	let config = pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() };
	let mut ext = sp_io::TestExternalities::new(config.build_storage().unwrap());
	Approved::set(Some(terms()));
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Run a test on a new chain and check the invariants after it, and that the registry counts the
/// same.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		HashrateNft::do_try_state().unwrap();
		let ours = HashrateNft::usage().unwrap().get(&0).copied().unwrap_or_default();
		assert_eq!(ours, Registry::usage());
	});
}
