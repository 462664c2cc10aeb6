//! System, Balances, Assets and this pallet. The neighbours are short fakes that keep their state
//! in storage, so that it rolls back like everything else.

mod costs;
mod neighbours;

pub use costs::*;
pub use neighbours::*;

use crate as pallet_hashrate_market;
use dmex_primitives::*;
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	parameter_types, storage_alias,
	traits::{
		fungibles::Mutate,
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
		ConstU32,
	},
	weights::Weight,
	PalletId, Twox64Concat,
};
use sp_runtime::{DispatchError, DispatchResult, Permill};

pub const MINER: u64 = 1;
pub const BUYER: u64 = 2;
pub const STRANGER: u64 = 3;
/// Owns certificates that were sold.
pub const HOLDER: u64 = 4;
pub const POOL: u64 = 100;
pub const TREASURY: u64 = 101;
pub const ESCROW: u64 = 102;
/// Creditor of loans.
pub const LOANS: u64 = 103;
/// Series priced in USDT and in DMC; each has certificates 0 to 99 and a floor of 3,000.
pub const SERIES: SeriesId = 0;
pub const DMC_SERIES: SeriesId = 1;
pub const DMC: Asset = Asset::Native;
pub const USDT: Asset = Asset::WithId(1);
/// Reward asset of every series.
pub const BTC: Asset = Asset::WithId(11);
pub const FLOOR: Balance = 3_000;
pub const FUNDS: Balance = 1_000_000;
/// The existential deposit of DMC.
pub const ED: Balance = 100;
/// The deposit for an offer.
pub const DEPOSIT: Balance = 70;
/// Number of blocks of a day: a minute each.
pub const DAY: u32 = 1_440;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 7 => Assets: pallet_assets, 54 => Market: pallet_hashrate_market }
}
dmex_primitives::mock_assets!();
dmex_primitives::mock_credits!();

parameter_types! {
	pub static TradingFee: Permill = Permill::from_percent(1);
	pub static BidStep: Permill = Permill::from_percent(3);
	pub static ExtensionMinutes: u32 = 10;
	pub static MaxSettleWeight: Weight = Weight::MAX;
	/// Deposit for an offer, in DMC.
	pub static OfferDeposit: Balance = DEPOSIT;
	pub const MarketId: PalletId = PalletId(*b"dx/markt");
}

impl crate::Config for Test {
	type Assets = Money;
	type Credits = FakeCredits;
	type Certificates = Fake;
	type Escrow = Fake;
	type Fees = Fake;
	type Clock = Fake;
	type TradingFee = TradingFee;
	type BidStep = BidStep;
	type ExtensionMinutes = ExtensionMinutes;
	type OfferDeposit = OfferDeposit;
	type MaxListingDays = ConstU32<90>;
	type MaxSettleWeight = MaxSettleWeight;
	type PalletId = MarketId;
	type WeightInfo = Costs;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::tests::Helper;
}
