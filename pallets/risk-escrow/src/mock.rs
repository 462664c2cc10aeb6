//! System, balances, assets, this pallet and fakes of its neighbours, whose state is in storage.

use crate as pallet_risk_escrow;
use crate::Pallet;
use dmex_primitives::{Asset, Balance};
use frame_support::{parameter_types, traits::fungibles::Mutate, weights::Weight, PalletId};
use sp_runtime::BuildStorage;

mod costs;
mod enforcement;
mod liens;
mod neighbours;
pub use costs::*;
pub use enforcement::*;
pub use liens::*;
pub use neighbours::*;

pub const MINER: u64 = 1;
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
pub const POOL: u64 = 4;
/// The account of lending, which has nothing but its existential deposit.
pub const LENDING: u64 = 5;
pub const ISSUER: u64 = 9;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
pub const BTC: Asset = Asset::WithId(11);
pub const ED: Balance = 100;
pub const RICH: Balance = 1_000_000_000_000;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 53 => RiskEscrow: pallet_risk_escrow }
}
dmex_primitives::mock_assets!();
dmex_primitives::mock_credits!();

parameter_types! {
	pub const EscrowId: PalletId = PalletId(*b"dx/escrw");
	pub const IncomeId: PalletId = PalletId(*b"dx/incom");
	pub const PoolAccount: u64 = POOL;
	pub storage MaxPayouts: Weight = Weight::MAX;
}

impl pallet_risk_escrow::Config for Test {
	type WeightInfo = Costs;
	type Assets = Money;
	type Credits = FakeCredits;
	type Certificates = Fakes;
	type Clock = Fakes;
	type Averages = Fakes;
	type Registry = Fakes;
	type Vote = Fakes;
	type AdminOrigin = frame_system::EnsureRoot<u64>;
	type Rules = Fakes;
	type MaxPayoutWeight = MaxPayouts;
	type InsuranceAccount = PoolAccount;
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
		for who in [RiskEscrow::escrow_account(), RiskEscrow::income_account(), LENDING] {
			Money::mint_into(DMC, &who, ED).unwrap();
		}
		Today::set(100);
		MinPayout::set(1);
		RulesInForce::set(Some(RULES));
	});
	ext
}

/// Run a test on a new chain, and check the invariants after it, and that lending has what it was told.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Pallet::<Test>::do_try_state().unwrap();
		check_lending();
	});
}
