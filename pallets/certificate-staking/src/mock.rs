//! System, Balances, Assets and this pallet. The neighbours are short fakes that keep their state in
//! storage, so that it is rolled back like everything else.

mod costs;
mod neighbours;

pub use costs::*;
pub use neighbours::*;

use crate as pallet_certificate_staking;
use codec::{Decode, Encode};
use dmex_primitives::*;
use frame_support::{
	ensure, parameter_types, storage_alias, traits::EitherOfDiverse, weights::Weight, PalletId,
	Twox64Concat,
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{DispatchError, DispatchResult};

pub const MINER: u64 = 1;
/// Alice holds certificates 0 to 9 of each series, Bob 10 to 19, the miner 20; 21 is unsold.
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
/// Holds nothing but money.
pub const STRANGER: u64 = 6;
pub const ADMIN: u64 = 50;
/// Series of 10 units on network 0, of 10 on network 1, and of one unit on network 0.
pub const SERIES: SeriesId = 0;
pub const OTHER: SeriesId = 1;
pub const DUST: SeriesId = 2;
pub const DMC: Asset = Asset::Native;
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// Emission of a day at first.
pub const EMISSION: Balance = 1_000;
/// The first day of the chain, and the last day of all certificates.
pub const FIRST: Day = 100;
pub const END: Day = 400;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 57 => Staking: pallet_certificate_staking }
}
dmex_primitives::mock_assets!();
dmex_primitives::mock_credits!();

parameter_types! {
	pub static MaxSweepWeight: Weight = Weight::MAX;
	pub const StakingId: PalletId = PalletId(*b"dx/stake");
	pub storage DailyEmission: Balance = EMISSION;
}

frame_support::ord_parameter_types! {
	pub const AdminAccount: u64 = ADMIN;
}

impl crate::Config for Test {
	type WeightInfo = Costs;
	type AdminOrigin = EitherOfDiverse<EnsureRoot<u64>, EnsureSignedBy<AdminAccount, u64>>;
	type Currency = Balances;
	type Certificates = Fake;
	type Escrow = Fake;
	type Credits = FakeCredits;
	type Clock = Fake;
	type DailyEmission = DailyEmission;
	type MaxSweepWeight = MaxSweepWeight;
	type PalletId = StakingId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Fake;
}
