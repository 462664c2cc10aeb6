//! System, Balances and this pallet; the vote and the clock are static.

use crate::{self as pallet_miner_registry, *};
use alloc::collections::BTreeMap;
use dmex_primitives::{Asset, Clock, CommunityVote, Day, ReferendumIndex, Seed, VoteOutcome};
use frame_support::{derive_impl, parameter_types, traits::Contains, PalletId};
use sp_runtime::{traits::AccountIdConversion, BuildStorage, DispatchError, Permill};

pub const DMC: u128 = 1_000_000_000_000;
pub const ED: u128 = DMC / 100;
pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
pub const POOR: u64 = 3;
pub const TREASURY: u64 = 9;
/// The first referendum's index, unlike any application's id.
pub const FIRST_REFERENDUM: ReferendumIndex = 70;

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
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(51)]
	pub type MinerRegistry = pallet_miner_registry;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = frame_support::traits::ConstU128<ED>;
	type AccountStore = System;
}

parameter_types! {
	pub const RegistryId: PalletId = PalletId(*b"dx/pledg");
	pub const TreasuryAccount: u64 = TREASURY;
	pub static Deposit: u128 = 1_000 * DMC;
	pub static Kept: Permill = Permill::from_percent(10);
	pub static Cooldown: u32 = 30;
	pub static MaxOpen: u32 = 32;
	pub static VoteSeed: u128 = 1_000 * DMC;
	pub static Today: Day = 100;
	pub static Votes: BTreeMap<ReferendumIndex, (Call<Test>, Seed, VoteOutcome)> = BTreeMap::new();
	pub static Unsound: u32 = 99;
}

pub struct FakeVote;
impl FakeVote {
	pub fn end(referendum: ReferendumIndex, outcome: VoteOutcome) {
		Votes::mutate(|votes| votes.get_mut(&referendum).expect("an open vote").2 = outcome);
	}
}
impl CommunityVote<Call<Test>> for FakeVote {
	fn open(call: Call<Test>, seed: Seed) -> Result<ReferendumIndex, DispatchError> {
		let index = FIRST_REFERENDUM + Votes::get().len() as u32;
		Votes::mutate(|votes| votes.insert(index, (call, seed, VoteOutcome::Ongoing)));
		Ok(index)
	}
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		Votes::get().get(&referendum).map_or(VoteOutcome::Absent, |vote| vote.2)
	}
	fn cancel(referendum: ReferendumIndex) {
		Self::end(referendum, VoteOutcome::Absent)
	}
}

pub struct FakeClock;
impl Clock for FakeClock {
	fn today() -> Day {
		Today::get()
	}
	fn open_days(day: Day) -> u32 {
		day.min(Today::get().saturating_sub(1))
	}
	fn blocks(days: u32) -> u32 {
		days.max(1)
	}
}

/// Every asset is sound but one. Nobody may ask about DMC.
pub struct FakeAssets;
impl Contains<Asset> for FakeAssets {
	fn contains(asset: &Asset) -> bool {
		assert_ne!(*asset, Asset::Native);
		*asset != Asset::WithId(Unsound::get())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for FakeVote {
	fn sound_asset(seed: u32) -> Asset {
		Asset::WithId(1_000 + seed)
	}
	fn end_vote(referendum: ReferendumIndex, approved: bool) {
		let outcome = if approved { VoteOutcome::Approved } else { VoteOutcome::Rejected };
		FakeVote::end(referendum, outcome);
	}
}

impl Config for Test {
	type Currency = Balances;
	type AdminOrigin = frame_system::EnsureRoot<u64>;
	type Vote = FakeVote;
	type Clock = FakeClock;
	type AssetCheck = FakeAssets;
	type Treasury = TreasuryAccount;
	type ApplicationDeposit = Deposit;
	type DepositKept = Kept;
	type Cooldown = Cooldown;
	type MaxOpenApplications = MaxOpen;
	type VoteSeed = VoteSeed;
	type PalletId = RegistryId;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = FakeVote;
}

/// Networks 0 `BTC` (paid in asset 11) and 1 `FIL` (in 10); payment in DMC and asset 1.
pub fn new_test_ext() -> sp_io::TestExternalities {
	Votes::take();
	let network = |symbol: &str, unit: &str, asset| GenesisNetwork {
		symbol: symbol.into(),
		unit: unit.into(),
		reward_asset: Asset::WithId(asset),
		rates: NetworkRates {
			pledge_per_unit_day: DMC / 10,
			channel_fee_per_unit: DMC / 5,
			min_payout: 1_000,
		},
	};
	let registry: u64 = RegistryId::get().into_account_truncating();
	let rich = 10_000_000 * DMC;
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: vec![(ALICE, rich), (BOB, rich), (POOR, DMC), (registry, ED), (TREASURY, ED)],
			..Default::default()
		},
		miner_registry: crate::GenesisConfig {
			networks: vec![network("BTC", "TH/s", 11), network("FIL", "TiB", 10)],
			payment_assets: vec![Asset::WithId(1)],
			..Default::default()
		},
		..Default::default()
	};
	let mut ext: sp_io::TestExternalities = genesis.build_storage().expect("genesis").into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}
