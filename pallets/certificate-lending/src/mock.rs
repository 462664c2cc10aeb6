//! System, Balances, Assets and this pallet. The neighbours are short fakes that keep their state
//! in storage, so that it rolls back like everything else.

mod costs;
mod market;
mod neighbours;

pub use costs::*;
pub use market::*;
pub use neighbours::*;

use crate as pallet_certificate_lending;
use dmex_primitives::*;
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	parameter_types, storage_alias,
	traits::{
		fungibles::Mutate,
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
	},
	weights::Weight,
	PalletId, Twox64Concat,
};
use sp_runtime::{DispatchError, DispatchResult, Permill};

pub const MINER: u64 = 1;
/// Own certificates.
pub const ALICE: u64 = 2;
pub const BOB: u64 = 3;
/// Lends.
pub const LENDER: u64 = 4;
pub const STRANGER: u64 = 5;
/// Freezes accounts of assets.
pub const ISSUER: u64 = 51;
pub const POOL: u64 = 100;
pub const TREASURY: u64 = 101;
pub const ESCROW: u64 = 102;
/// Series priced in USDT and in DMC.
pub const SERIES: SeriesId = 0;
pub const DMC_SERIES: SeriesId = 1;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// Reward asset of every series.
pub const BTC: Asset = Asset::WithId(11);
/// An asset of awards.
pub const EUR: Asset = Asset::WithId(3);
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// The minimum balance of EUR.
pub const MIN_EUR: Balance = 10;
/// The deposit for an offer.
pub const DEPOSIT: Balance = 70;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 56 => Lending: pallet_certificate_lending }
}
dmex_primitives::mock_assets!();
dmex_primitives::mock_credits!();

parameter_types! {
	pub static InterestFee: Permill = Permill::from_percent(10);
	pub static GraceDays: u32 = 3;
	pub static MaxSettleWeight: Weight = Weight::MAX;
	pub static OfferDeposit: Balance = DEPOSIT;
	pub const LoansId: PalletId = PalletId(*b"dx/loans");
}

impl crate::Config for Test {
	type WeightInfo = Costs;
	type Assets = Money;
	type Certificates = Fake;
	type Escrow = Fake;
	type Market = Fake;
	type Fees = Fake;
	type Credits = FakeCredits;
	type Clock = Fake;
	type InterestFee = InterestFee;
	type GraceDays = GraceDays;
	type OfferDeposit = OfferDeposit;
	type MaxSettleWeight = MaxSettleWeight;
	type PalletId = LoansId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Fake;
}
