//! The chain: its genesis, its blocks, its time, and how people act on it.

pub use dmex_primitives::{Asset, Balance, Clock, Day, PerUnit};
pub use dmex_runtime::{
	constants::currency::{DMC, EXISTENTIAL_DEPOSIT, TOTAL_SUPPLY},
	AccountId, Balances, Calendar, Credits, HashrateNft, MinerRegistry, MutualInsurance,
	RiskEscrow, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
pub use frame_support::{assert_noop, assert_ok};

use crate::{
	checks::{check_everything, check_pool},
	people::*,
};
use codec::Encode;
use dmex_runtime::{
	configs::NativeAndAssets,
	constants::{
		lending::LOAN_SETTLE_PART,
		staking::SWEEP_PART,
		time::{BLOCK_WEIGHT, SLOT_MILLIS},
	},
	genesis_config_presets::get_preset,
	Executive, Header, RuntimeGenesisConfig, Signature, SignedPayload, TxExtension,
	UncheckedExtrinsic,
};
use frame_metadata_hash_extension::CheckMetadataHash;
use frame_support::{
	dispatch::DispatchResultWithPostInfo, traits::fungibles::Inspect, weights::Weight,
};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{
	generic::Era,
	traits::{Dispatchable, Header as _},
	ApplyExtrinsicResult, BuildStorage, Digest, DigestItem, DispatchResult, MultiAddress,
};
use std::{
	cell::{Cell, RefCell},
	time::{Duration, Instant},
};

/// The day on which every story begins, with its first block.
pub const FIRST_DAY: Day = 1_000;
/// Ten slots are a day of the development chains.
pub const BLOCKS_A_DAY: u32 = 10;

thread_local! {
	/// DMC burnt in earlier blocks, whose events are gone.
	static BURNT: Cell<Balance> = const { Cell::new(0) };
	/// The block before this one.
	static LAST_BLOCK: RefCell<ClosedBlock> = RefCell::default();
}

/// A block as it was closed.
#[derive(Clone, Default)]
pub struct ClosedBlock {
	/// Its events.
	pub events: Vec<RuntimeEvent>,
	/// Its whole weight.
	pub weight: Weight,
	/// Part of the weight that `on_idle` used: payouts to holders, ends of auctions and claims.
	pub payouts: Weight,
	/// Time that closing it took, payouts included.
	pub took: Duration,
}

/// The block before this one.
pub fn last_block() -> ClosedBlock {
	LAST_BLOCK.with_borrow(Clone::clone)
}

/// Run a story on the chain `dev`, from inside its first block, and check what always holds.
pub fn execute_with_checks(story: impl FnOnce()) {
	execute_with_checks_on(genesis(DEV_RUNTIME_PRESET), story)
}

/// Genesis of the chain of a preset.
pub fn genesis(preset: &str) -> RuntimeGenesisConfig {
	serde_json::from_slice(&get_preset(&preset.into()).unwrap()).unwrap()
}

/// Genesis of a chain on which a unit of each network earns `average` a day.
pub fn opening_at(mut genesis: RuntimeGenesisConfig, average: u32) -> RuntimeGenesisConfig {
	for network in &mut genesis.miner_registry.networks {
		network.opening_average = PerUnit::from_u32(average);
	}
	genesis
}

/// Run a story on a chain with this genesis.
pub fn execute_with_checks_on(genesis: RuntimeGenesisConfig, story: impl FnOnce()) {
	let mut chain = sp_io::TestExternalities::from(genesis.build_storage().unwrap());
	chain.execute_with(|| {
		start_chain();
		story();
		check_now_and_in_the_next_block();
	});
}

/// Run a long story on the chain `dev`, act by act: the state is committed after each, so that blocks
/// stay fast however large it is. `act` answers whether another one follows.
pub fn execute_in_acts_with_checks(mut act: impl FnMut(u32) -> bool) {
	let genesis = genesis(DEV_RUNTIME_PRESET);
	let mut chain = sp_io::TestExternalities::from(genesis.build_storage().unwrap());
	chain.execute_with(start_chain);
	let mut acts = 0..;
	while chain.execute_with(|| act(acts.next().unwrap())) {
		chain.commit_all().unwrap();
	}
	chain.execute_with(check_now_and_in_the_next_block);
}

fn check_now_and_in_the_next_block() {
	check_everything();
	next_block();
	check_everything();
}

/// Open the first block; returns its slot.
pub fn start_chain() -> u64 {
	BURNT.set(0);
	let slot = u64::from(FIRST_DAY * BLOCKS_A_DAY);
	open_block(1, System::block_hash(0), slot, 0);
	slot
}

/// Go on with a chain whose state is that after a block: open the next one.
pub fn resume_chain() {
	BURNT.set(TOTAL_SUPPLY - Balances::total_issuance());
	let slot = *pallet_babe::CurrentSlot::<Runtime>::get() + 1;
	let number = System::block_number();
	open_block(number + 1, System::block_hash(number), slot, 0);
}

fn open_block(number: u32, parent: dmex_runtime::Hash, slot: u64, author: u32) {
	let digest = PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
		authority_index: author,
		slot: slot.into(),
	});
	let digest = Digest { logs: vec![DigestItem::babe_pre_digest(digest)] };
	let header = Header::new(number, Default::default(), Default::default(), parent, digest);
	Executive::initialize_block(&header);
	let time = pallet_timestamp::Call::set { now: slot * SLOT_MILLIS };
	let inherent = UncheckedExtrinsic::new_bare(time.into());
	assert_eq!(Executive::apply_extrinsic(inherent), Ok(Ok(())));
}

/// Weight that all hooks but that of the escrow use in a block in which nothing is due.
pub fn others_idle() -> Weight {
	market_idle() + pool_idle() + loans_idle() + stakes_idle()
}

/// One look for offers of loans that have expired, and one for loans that were paid.
fn loans_idle() -> Weight {
	use pallet_certificate_lending::{Config, WeightInfo};
	<Runtime as Config>::WeightInfo::idle_base() * 2u64
}

/// The first block of a day looks for the first stake.
fn stakes_idle() -> Weight {
	use pallet_certificate_staking::{Config, LastWalk, WeightInfo};
	type Weights = <Runtime as Config>::WeightInfo;
	match LastWalk::<Runtime>::get().began_on == Some(today()) {
		true => Weights::idle_base(),
		false => Weights::idle_base() + Weights::idle_visit(),
	}
}

fn pool_idle() -> Weight {
	use pallet_mutual_insurance::{Config, WeightInfo};
	<Runtime as Config>::WeightInfo::payout_idle()
}

fn market_idle() -> Weight {
	use pallet_hashrate_market::{Config, WeightInfo};
	type Weights = <Runtime as Config>::WeightInfo;
	let from = pallet_hashrate_market::DueFrom::<Runtime>::get();
	let blocks = (System::block_number() + 1).saturating_sub(from);
	// One step more looks for expired offers.
	Weights::idle_base() + Weights::idle_step() * u64::from(blocks + 1)
}

/// Weight that `on_idle` may use in this block: a quarter of it for payouts to holders, another for
/// auctions that are due and offers that have expired, an eighth for claims to the pool, another for loans and
/// offers of loans, and a sixteenth for stakes.
fn idle_limit() -> Weight {
	let now = System::block_number();
	let due = pallet_hashrate_market::Due::<Runtime>::iter_keys().any(|(block, _)| block <= now);
	let mut expiring = pallet_hashrate_market::ExpiringOffers::<Runtime>::iter_keys();
	let due = due || expiring.next().is_some_and(|offer| offer.expires_on() <= today());
	let quarter = BLOCK_WEIGHT.div(4);
	let claims = pallet_mutual_insurance::LiveClaims::<Runtime>::iter_keys().next().is_some();
	// Income that is paid in this very hook repays loans.
	let loans = pallet_certificate_lending::Loans::<Runtime>::iter_keys().next().is_some();
	let offers = pallet_certificate_lending::Offers::<Runtime>::iter_keys().next().is_some();
	let stakes = pallet_certificate_staking::Stakes::<Runtime>::iter_keys().next().is_some();
	quarter
		+ if due { quarter } else { market_idle() }
		+ if claims { BLOCK_WEIGHT.div(8) } else { pool_idle() }
		+ if loans || offers { BLOCK_WEIGHT.div(LOAN_SETTLE_PART) } else { loans_idle() }
		+ if stakes { BLOCK_WEIGHT.div(SWEEP_PART) } else { stakes_idle() }
}

/// Close the block. `on_idle` keeps its limit, and uses only what the transactions leave.
fn close_block() -> Header {
	let limit = idle_limit();
	let weight = || System::block_weight().total();
	let (before, start) = (weight(), Instant::now());
	let header = Executive::finalize_block();
	let (after, took) = (weight(), start.elapsed());
	let payouts = after.saturating_sub(before);
	assert!(payouts.all_lte(limit), "{payouts:?} for payouts");
	assert!(after.all_lte(BLOCK_WEIGHT.max(before)), "payouts made the block too heavy");
	check_pool();
	BURNT.set(burnt());
	LAST_BLOCK.set(ClosedBlock { events: events(), weight: after, payouts, took });
	header
}

/// Close the block and open the next, `slots` later, made by the `author`-th authority. The events are
/// those of the new block from now on.
pub fn step(slots: u64, author: u32) {
	let slot = *pallet_babe::CurrentSlot::<Runtime>::get() + slots;
	let header = close_block();
	open_block(header.number() + 1, header.hash(), slot, author);
}

pub fn next_block() {
	step(1, 0)
}

/// Go on to the given block.
pub fn to_block(number: u32) {
	assert!(System::block_number() <= number);
	while System::block_number() < number {
		next_block();
	}
}

pub fn today() -> Day {
	Calendar::today()
}

/// Go on to the first block of the given day.
pub fn to_day(day: Day) {
	assert!(today() <= day);
	while today() < day {
		next_block();
	}
}

pub fn next_day() {
	to_day(today() + 1)
}

/// Dispatch a call of an account, without a transaction and its fee.
pub fn act(who: AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(who), call)
}

/// Dispatch a call as Root, as a referendum does.
pub fn root(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::root(), call)
}

/// Dispatch a call of four of the council's seven.
pub fn council(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(pallet_collective::RawOrigin::Members(4, 7).into(), call)
}

/// Dispatch a call of five of the council's seven.
pub fn five_of_the_council(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(pallet_collective::RawOrigin::Members(5, 7).into(), call)
}

pub fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
	let result: DispatchResultWithPostInfo = call.into().dispatch(origin);
	result.map(|_| ()).map_err(|error| error.error)
}

/// A signed transaction, as a wallet makes it.
pub fn transaction(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	transaction_for_metadata(CheckMetadataHash::new(false), who, call)
}

/// A signed transaction for a chain whose metadata is as the extension says.
pub fn transaction_for_metadata(
	metadata: CheckMetadataHash<Runtime>,
	who: Sr25519Keyring,
	call: impl Into<RuntimeCall>,
) -> UncheckedExtrinsic {
	let account = who.to_account_id();
	let extension: TxExtension = (
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(Era::Immortal),
		frame_system::CheckNonce::from(System::account_nonce(&account)),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		metadata,
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call.into(), extension).unwrap();
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	let address = MultiAddress::Id(account);
	UncheckedExtrinsic::new_signed(call, address, Signature::Sr25519(signature), extension)
}

/// Put a transaction of an account into this block.
pub fn send(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(transaction(who, call))
}

/// Drop the events of this block so far.
pub fn forget_events() {
	BURNT.set(burnt());
	System::reset_events();
}

/// Events of this block.
pub fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// Assert that an event was emitted in this block.
pub fn assert_emitted(event: impl Into<RuntimeEvent>) {
	System::assert_has_event(event.into())
}

/// Assert that an event was emitted in the block before this one.
pub fn assert_emitted_in_last_block(event: impl Into<RuntimeEvent>) {
	let event = event.into();
	assert!(last_block().events.contains(&event), "{event:?} was not emitted");
}

/// Balance of an account in an asset.
pub fn balance(who: &AccountId, asset: &Asset) -> Balance {
	<NativeAndAssets as Inspect<AccountId>>::balance(asset.clone(), who)
}

pub fn dmc(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

/// All DMC burnt so far.
pub fn burnt() -> Balance {
	let in_block = events().into_iter().filter_map(|event| match event {
		RuntimeEvent::Balances(pallet_balances::Event::Burned { amount, .. }) => Some(amount),
		_ => None,
	});
	BURNT.get() + in_block.sum::<Balance>()
}
