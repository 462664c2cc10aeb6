//! System, Balances and this pallet.

use crate::{self as pallet_miner_registry, *};
use dmex_primitives::{
	Asset, Attestation, AttestedIdentity, AverageSettings, Clock, CommunityVote, Day, Identities,
	NetworkId, PerUnit, ReferendumIndex, Seed, VoteOutcome,
};
use frame_support::{
	parameter_types, storage_alias,
	traits::{ConstU32, Contains},
	PalletId, Twox64Concat,
};
use sp_runtime::{traits::AccountIdConversion, BuildStorage, DispatchError, Permill};

pub const DMC: u128 = 1_000_000_000_000;
pub const ED: u128 = DMC / 100;
pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
pub const POOR: u64 = 3;
pub const TREASURY: u64 = 9;
/// The first referendum's index, unlike any application's id.
pub const FIRST_REFERENDUM: ReferendumIndex = 70;

dmex_primitives::mock_runtime! {
	existential_deposit: ED,
	pallets: { 51 => MinerRegistry: pallet_miner_registry }
}

parameter_types! {
	pub const RegistryId: PalletId = PalletId(*b"dx/pledg");
	pub const TreasuryAccount: u64 = TREASURY;
	pub storage Deposit: u128 = 1_000 * DMC;
	pub storage Kept: Permill = Permill::from_percent(10);
	pub storage Cooldown: u32 = 30;
	pub storage MaxOpen: u32 = 32;
	pub storage VoteSeed: u128 = 1_000 * DMC;
	pub storage MaxTerm: u32 = 90;
	pub storage Today: Day = 100;
	pub storage Unsound: u32 = 99;
}

/// Votes by referendum, from [`FIRST_REFERENDUM`].
#[storage_alias]
pub type Votes =
	CountedStorageMap<Fakes, Twox64Concat, ReferendumIndex, (Call<Test>, Seed, VoteOutcome)>;

pub struct FakeVote;
impl FakeVote {
	pub fn end(referendum: ReferendumIndex, outcome: VoteOutcome) {
		Votes::mutate(referendum, |vote| vote.as_mut().expect("an open vote").2 = outcome);
	}
}
impl CommunityVote<Call<Test>> for FakeVote {
	fn open(call: Call<Test>, seed: Seed) -> Result<ReferendumIndex, DispatchError> {
		let index = FIRST_REFERENDUM + Votes::count();
		Votes::insert(index, (call, seed, VoteOutcome::Ongoing));
		Ok(index)
	}
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		Votes::get(referendum).map_or(VoteOutcome::Absent, |vote| vote.2)
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
	fn live_days(day: Day) -> u32 {
		day.min(Today::get().saturating_sub(1))
	}
	fn blocks(days: u32) -> u32 {
		days.max(1)
	}
}

/// Opening average and maximum change by network, as governance would keep them.
#[storage_alias]
pub type Settings = StorageMap<Fakes, Twox64Concat, NetworkId, (PerUnit, u32)>;

pub struct FakeAverages;
impl AverageSettings for FakeAverages {
	fn open(network: NetworkId, opening: PerUnit) {
		assert!(!Settings::contains_key(network), "a network opens once");
		Settings::insert(network, (opening, 0));
	}
	fn set_max_change(network: NetworkId, max_change: u32) {
		Settings::mutate(network, |set| set.as_mut().expect("an open network").1 = max_change);
	}
}

/// Attested names by account.
#[storage_alias]
pub type Attested = StorageMap<Fakes, Twox64Concat, u64, Vec<u8>>;

pub struct FakeIdentities;
impl Identities<u64> for FakeIdentities {
	fn attested(who: &u64) -> Option<AttestedIdentity> {
		let judgement = Attestation::KnownGood;
		Attested::get(who).map(|name| AttestedIdentity { name, registrar: 0, judgement })
	}
}

/// A registrar attests this name for the account.
pub fn attest(who: u64, name: &str) {
	Attested::insert(who, name.as_bytes().to_vec());
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
impl BenchmarkHelper<u64> for FakeVote {
	fn attest(who: &u64, name: u32) {
		attest(*who, &name.to_string());
	}
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
	type Identities = FakeIdentities;
	type Averages = FakeAverages;
	type AssetCheck = FakeAssets;
	type Treasury = TreasuryAccount;
	type ApplicationDeposit = Deposit;
	type DepositKept = Kept;
	type Cooldown = Cooldown;
	type MaxOpenApplications = MaxOpen;
	type VoteDays = ConstU32<7>;
	type VoteSeed = VoteSeed;
	type MaxTerm = MaxTerm;
	type PalletId = RegistryId;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = FakeVote;
}

/// Networks 0 `BTC` (paid in asset 11) and 1 `FIL` (in 10); payment in DMC and asset 1.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let network = |symbol: &str, unit: &str, asset| GenesisNetwork {
		symbol: symbol.into(),
		unit: unit.into(),
		reward_asset: Asset::WithId(asset),
		rates: NetworkRates {
			pledge_per_unit_day: DMC / 10,
			channel_fee_per_unit: DMC / 5,
			min_payout: 1_000,
		},
		max_change: 200,
		opening_average: PerUnit::from_u32(50),
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

/// Run a test on a new chain and check the invariants after it.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		MinerRegistry::do_try_state().unwrap();
	});
}
