//! System, Balances, Assets and this pallet. The neighbours are short fakes that keep their state in
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
	ensure, parameter_types, storage_alias,
	traits::{Contains, EitherOfDiverse, Get},
	weights::Weight,
	PalletId, Twox64Concat,
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{DispatchError, DispatchResult, Permill};

pub const MINER: u64 = 1;
/// Alice, Bob, Carol and Dave own certificates 0, 1, 3 and 4 of each series.
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
pub const CAROL: u64 = 4;
pub const DAVE: u64 = 5;
/// Mines the series `OTHER`.
pub const OTHER_MINER: u64 = 7;
/// The account of lending.
pub const LENDING: u64 = 8;
/// Owns nothing.
pub const STRANGER: u64 = 6;
pub const ADMIN: u64 = 50;
/// Freezes accounts of assets.
pub const ISSUER: u64 = 51;
/// Series of `MINER`, two paid for in USDT and one in DMC, and one of another miner.
pub const SERIES: SeriesId = 0;
pub const SECOND: SeriesId = 1;
pub const DMC_SERIES: SeriesId = 2;
pub const OTHER: SeriesId = 3;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// Asset of income.
pub const BTC: Asset = Asset::WithId(2);
/// The pool accepts it, but no series has to do with it.
pub const EUR: Asset = Asset::WithId(3);
/// The pool does not accept it.
pub const SHADY: Asset = Asset::WithId(11);
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// The minimum balance of BTC.
pub const MIN_BTC: Balance = 150;
/// What is available in the pool of DMC, USDT and BTC.
pub const POOL: Balance = 10_000;
pub const DEPOSIT: Balance = 1_000;
pub const SEED: Balance = 700;
/// The seed of a claim for the whole pool.
pub const SEED_OF_POOL: Balance = 50_000;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 55 => Insurance: pallet_mutual_insurance }
}
dmex_primitives::mock_assets!();

parameter_types! {
	pub static MaxPayoutWeight: Weight = Weight::MAX;
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
	type Liens = Fake;
	type Vote = Fake;
	type Clock = Fake;
	type AdminOrigin = EitherOfDiverse<EnsureRoot<u64>, EnsureSignedBy<AdminAccount, u64>>;
	type Rules = Rules;
	type MaxPayoutWeight = MaxPayoutWeight;
	type PalletId = InsuranceId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Fake;
}
