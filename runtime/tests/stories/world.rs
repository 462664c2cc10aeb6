//! The chain: its genesis, its blocks, its time, how people act on it, and what always holds.

pub use dmex_primitives::{Asset, Balance, Clock, Day, PerUnit};
pub use dmex_runtime::{
	constants::currency::{DMC, EXISTENTIAL_DEPOSIT, TOTAL_SUPPLY},
	AccountId, Balances, Calendar, HashrateMarket, HashrateNft, MinerRegistry, RiskEscrow, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
pub use frame_support::{assert_noop, assert_ok};

use crate::people::*;
use codec::Encode;
use dmex_primitives::Lock;
use dmex_runtime::{
	configs::NativeAndAssets, constants::pallet_ids, constants::time::SLOT_MILLIS,
	genesis_config_presets::get_preset, Executive, Governance, Header, RuntimeGenesisConfig,
	Signature, SignedPayload, TxExtension, UncheckedExtrinsic,
};
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::fungibles::Inspect};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{
	generic::Era,
	traits::{AccountIdConversion, Dispatchable, Header as _},
	ApplyExtrinsicResult, BuildStorage, Digest, DigestItem, DispatchResult, MultiAddress,
};
use std::cell::Cell;

/// The day on which every story begins, with its first block.
pub const FIRST_DAY: Day = 1_000;
/// Ten slots are a day of the development chains.
pub const BLOCKS_A_DAY: u32 = 10;

thread_local! {
	/// What was burnt, as told by events that are forgotten.
	static BURNT: Cell<Balance> = const { Cell::new(0) };
}

/// Play a story on the chain `dev`.
pub fn play(story: impl FnOnce()) {
	play_on(DEV_RUNTIME_PRESET, story)
}

/// Play a story on the chain of a preset. It begins inside its first block.
pub fn play_on(preset: &str, story: impl FnOnce()) {
	let json = get_preset(&preset.into()).unwrap();
	let config: RuntimeGenesisConfig = serde_json::from_slice(&json).unwrap();
	let mut chain = sp_io::TestExternalities::from(config.build_storage().unwrap());
	chain.execute_with(|| {
		BURNT.set(0);
		let slot = u64::from(FIRST_DAY * BLOCKS_A_DAY);
		open_block(1, System::block_hash(0), slot, 0);
		story();
		check_everything();
		next_block();
		check_everything();
	});
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

fn close_block() -> Header {
	let header = Executive::finalize_block();
	BURNT.set(burnt());
	header
}

/// Close the block and open the next, which forgets the events, `slots` later, made by the `author`-th authority.
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

/// Somebody does something, without a transaction around it: nothing is paid for it.
pub fn act(who: AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(who), call)
}

/// A referendum does something.
pub fn root(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::root(), call)
}

/// Four of the council do something.
pub fn council(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(pallet_collective::RawOrigin::Members(4, 7).into(), call)
}

fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
	let result: DispatchResultWithPostInfo = call.into().dispatch(origin);
	result.map(|_| ()).map_err(|error| error.error)
}

/// A signed transaction of somebody, as a wallet makes it.
pub fn transaction(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
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
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call.into(), extension).unwrap();
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	let address = MultiAddress::Id(account);
	UncheckedExtrinsic::new_signed(call, address, Signature::Sr25519(signature), extension)
}

/// Somebody sends a transaction, and it is put into this block.
pub fn send(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(transaction(who, call))
}

/// Forget what was told in this block so far.
pub fn forget_events() {
	BURNT.set(burnt());
	System::reset_events();
}

/// What was told in this block.
pub fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// That something was told in this block.
pub fn assert_told(event: impl Into<RuntimeEvent>) {
	System::assert_has_event(event.into())
}

/// What somebody has of an asset.
pub fn balance(who: &AccountId, asset: &Asset) -> Balance {
	<NativeAndAssets as Inspect<AccountId>>::balance(asset.clone(), who)
}

pub fn dmc(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

/// All DMC that was burnt up to now.
pub fn burnt() -> Balance {
	let in_block = events().into_iter().filter_map(|event| match event {
		RuntimeEvent::Balances(pallet_balances::Event::Burned { amount, .. }) => Some(amount),
		_ => None,
	});
	BURNT.get() + in_block.sum::<Balance>()
}

/// What always holds: the invariants of each of our pallets, and those that span several.
pub fn check_everything() {
	assert_ok!(Calendar::do_try_state());
	assert_ok!(Governance::do_try_state());
	assert_ok!(MinerRegistry::do_try_state());
	assert_ok!(HashrateNft::do_try_state());
	assert_ok!(RiskEscrow::do_try_state());
	assert_ok!(HashrateMarket::do_try_state());
	check_quotas();
	check_certificates();
	check_money();
}

/// What the registry counts for an application is what its series use.
fn check_quotas() {
	let mut usage = HashrateNft::usage();
	for (application, capacity) in pallet_miner_registry::Capacities::<Runtime>::iter() {
		let used = usage.remove(&application).unwrap_or_default();
		assert_eq!(capacity.series, used.open_series, "series of {application}");
		assert_eq!(capacity.live, used.units, "units of {application}");
		assert_eq!(capacity.required, used.pledge, "pledge of {application}");
	}
	assert!(usage.values().all(|used| *used == Default::default()), "series without a quota");
}

/// A certificate is listed exactly when the market has a listing, sold exactly when the escrow has
/// a position for it.
fn check_certificates() {
	use pallet_hashrate_market::Listings;
	use pallet_hashrate_nft::Certificates;
	use pallet_risk_escrow::Positions;
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let listed = Listings::<Runtime>::contains_key(series, item);
		assert_eq!(certificate.lock == Some(Lock::Listed), listed, "listing {series}-{item}");
		let sold = Positions::<Runtime>::contains_key(series, item);
		assert_eq!(certificate.sold, sold, "position {series}-{item}");
	}
	for (series, item, _) in Positions::<Runtime>::iter() {
		assert!(Certificates::<Runtime>::contains_key(series, item), "position of nothing");
	}
}

/// DMC disappears by burning alone; accounts that hold nothing for anybody hold their deposit; the
/// pool and what the other accounts owe is there.
fn check_money() {
	assert_eq!(Balances::total_issuance(), TOTAL_SUPPLY - burnt(), "total issuance");
	for id in [pallet_ids::CERTIFICATES, pallet_ids::MARKET, pallet_ids::LOANS, pallet_ids::STAKING]
	{
		let account: AccountId = id.into_account_truncating();
		assert_eq!(dmc(&account), EXISTENTIAL_DEPOSIT, "{:?} holds something", id.0);
	}
	for account in [pledges(), escrow(), income(), treasury(), insurance_pool()] {
		assert!(dmc(&account) >= EXISTENTIAL_DEPOSIT, "{account} may disappear");
		assert_eq!(System::consumers(&account), 0, "{account} is held");
	}
	assert!(dmc(&insurance_pool()) >= TOTAL_SUPPLY / 10, "the pool shrank");
	for coverages in [RiskEscrow::escrow_coverage(), RiskEscrow::income_coverage()] {
		assert!(coverages.unwrap().iter().all(|coverage| coverage.holds()), "not covered");
	}
}
