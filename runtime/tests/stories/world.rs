//! The chain: its genesis, its blocks, its time, how people act on it, and what always holds.

pub use dmex_primitives::{Asset, Balance, Clock, Day, PerUnit};
pub use dmex_runtime::{
	constants::currency::{DMC, EXISTENTIAL_DEPOSIT, TOTAL_SUPPLY},
	AccountId, Balances, Calendar, HashrateMarket, HashrateNft, MinerRegistry, MutualInsurance,
	RiskEscrow, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
pub use frame_support::{assert_noop, assert_ok};

use crate::{
	insurance_checks::{check_insurance, check_pool, paid_by_the_pool},
	people::*,
};
use codec::Encode;
use dmex_primitives::{ItemId, Lock, SeriesId};
use dmex_runtime::{
	configs::NativeAndAssets,
	constants::pallet_ids,
	constants::time::{BLOCK_WEIGHT, SLOT_MILLIS},
	genesis_config_presets::get_preset,
	Executive, Governance, Header, RuntimeGenesisConfig, Signature, SignedPayload, TxExtension,
	UncheckedExtrinsic,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo, traits::fungibles::Inspect, weights::Weight,
};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{
	generic::Era,
	traits::{AccountIdConversion, Dispatchable, Header as _},
	ApplyExtrinsicResult, BuildStorage, Digest, DigestItem, DispatchResult, MultiAddress,
};
use std::{
	cell::{Cell, RefCell},
	collections::BTreeMap,
	time::{Duration, Instant},
};

/// The day on which every story begins, with its first block.
pub const FIRST_DAY: Day = 1_000;
/// Ten slots are a day of the development chains.
pub const BLOCKS_A_DAY: u32 = 10;

thread_local! {
	/// What was burnt, as told by events that are forgotten.
	static BURNT: Cell<Balance> = const { Cell::new(0) };
	/// The last block that was closed.
	static CLOSED: RefCell<Closed> = RefCell::default();
}

/// A block as it was closed.
#[derive(Clone, Default)]
pub struct Closed {
	/// What was told in it.
	pub events: Vec<RuntimeEvent>,
	/// What it weighs in all.
	pub weight: Weight,
	/// What payouts to holders, the end of auctions and claims weigh of that.
	pub payouts: Weight,
	/// How long closing it took, payouts included.
	pub took: Duration,
}

/// The block before this one.
pub fn closed() -> Closed {
	CLOSED.with_borrow(Clone::clone)
}

/// Play a story on the chain `dev`.
pub fn play(story: impl FnOnce()) {
	play_on(DEV_RUNTIME_PRESET, story)
}

/// Play a story on the chain of a preset. It begins inside its first block.
pub fn play_on(preset: &str, story: impl FnOnce()) {
	play_from(genesis(preset), story)
}

/// Play a story on the chain `dev`, where a day has so many blocks.
pub fn play_with_days_of(blocks: u32, story: impl FnOnce()) {
	let mut config = genesis(DEV_RUNTIME_PRESET);
	config.calendar.day_length = u64::from(blocks) * SLOT_MILLIS;
	play_from(config, story)
}

fn genesis(preset: &str) -> RuntimeGenesisConfig {
	serde_json::from_slice(&get_preset(&preset.into()).unwrap()).unwrap()
}

fn play_from(config: RuntimeGenesisConfig, story: impl FnOnce()) {
	let mut chain = sp_io::TestExternalities::from(config.build_storage().unwrap());
	chain.execute_with(|| {
		start_chain();
		story();
		check_everything();
		next_block();
		check_everything();
	});
}

/// Play a long story on the chain `dev`, act by act: what was done is put away after each, so that
/// blocks stay fast however much there is. `act` tells whether there is another.
pub fn play_in_acts(mut act: impl FnMut(u32) -> bool) {
	let config = genesis(DEV_RUNTIME_PRESET);
	let mut chain = sp_io::TestExternalities::from(config.build_storage().unwrap());
	chain.execute_with(start_chain);
	let mut acts = 0..;
	while chain.execute_with(|| act(acts.next().unwrap())) {
		chain.commit_all().unwrap();
	}
	chain.execute_with(|| {
		check_everything();
		next_block();
		check_everything();
	});
}

/// Open the first block; returns its slot.
pub fn start_chain() -> u64 {
	BURNT.set(0);
	let slot = u64::from(FIRST_DAY * BLOCKS_A_DAY);
	open_block(1, System::block_hash(0), slot, 0);
	slot
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

/// What the market and the insurance pool use of a block in which nothing is due.
pub fn others_idle() -> Weight {
	market_idle() + pool_idle()
}

fn pool_idle() -> Weight {
	use pallet_mutual_insurance::{Config, WeightInfo};
	<Runtime as Config>::WeightInfo::push_idle()
}

fn market_idle() -> Weight {
	use pallet_hashrate_market::{Config, WeightInfo};
	type Weights = <Runtime as Config>::WeightInfo;
	let from = pallet_hashrate_market::DueFrom::<Runtime>::get();
	let blocks = (System::block_number() + 1).saturating_sub(from);
	Weights::idle_base() + Weights::idle_step() * u64::from(blocks)
}

/// What may be done in this block when its transactions are over: payouts to holders use at most a
/// quarter of it, auctions that are due another, and claims to the pool an eighth.
fn idle_limit() -> Weight {
	let now = System::block_number();
	let due = pallet_hashrate_market::Due::<Runtime>::iter_keys().any(|(block, _)| block <= now);
	let quarter = BLOCK_WEIGHT.div(4);
	let claims = pallet_mutual_insurance::LiveClaims::<Runtime>::iter_keys().next().is_some();
	quarter
		+ if due { quarter } else { market_idle() }
		+ if claims { BLOCK_WEIGHT.div(8) } else { pool_idle() }
}

/// What is done at the end of a block keeps its limit, and never uses what is not there.
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
	CLOSED.set(Closed { events: events(), weight: after, payouts, took });
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

/// Five of the council do something.
pub fn five_of_the_council(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(pallet_collective::RawOrigin::Members(5, 7).into(), call)
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
	assert_ok!(MutualInsurance::do_try_state());
	check_quotas();
	check_certificates();
	check_locks();
	check_market();
	check_freezes();
	check_insurance();
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

/// A certificate is sold exactly when the escrow has a position for it.
fn check_certificates() {
	use pallet_hashrate_nft::Certificates;
	use pallet_risk_escrow::Positions;
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let sold = Positions::<Runtime>::contains_key(series, item);
		assert_eq!(certificate.sold, sold, "position {series}-{item}");
	}
	for (series, item, _) in Positions::<Runtime>::iter() {
		assert!(Certificates::<Runtime>::contains_key(series, item), "position of nothing");
	}
}

/// A certificate is locked exactly when the market has one record of it, by its owner; the end of
/// a certificate alone takes a lock and leaves the record.
pub fn check_locks() {
	use pallet_hashrate_market::{Auctions, Listings};
	use pallet_hashrate_nft::Certificates;
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let seller = match certificate.lock {
			Some(Lock::Listed) => {
				Listings::<Runtime>::get(series, item).map(|listing| listing.seller)
			},
			Some(Lock::Auctioned(id)) => Auctions::<Runtime>::get(id)
				.filter(|auction| auction.series == series && auction.items.contains(&item))
				.map(|auction| auction.seller),
			Some(lock) => panic!("{series}-{item} is locked as {lock:?}"),
			None => continue,
		};
		let owner = dmex_runtime::Uniques::owner(series, item);
		assert!(seller.is_some() && seller == owner, "lock of {series}-{item} without a record");
	}
	for (series, item, _) in Listings::<Runtime>::iter() {
		check_lock(series, item, Lock::Listed);
	}
	for (id, auction) in Auctions::<Runtime>::iter() {
		auction
			.items
			.iter()
			.for_each(|item| check_lock(auction.series, *item, Lock::Auctioned(id)));
	}
}

/// What the market has a record of has this lock, unless it was paid out or is gone.
fn check_lock(series: SeriesId, item: ItemId, lock: Lock) {
	let Some(certificate) = HashrateNft::record_of(series, item) else { return };
	let paid_out = || {
		let position = pallet_risk_escrow::Positions::<Runtime>::get(series, item);
		certificate.lock.is_none() && position.is_some_and(|position| position.refunded)
	};
	assert!(
		certificate.lock == Some(lock) || paid_out(),
		"record of {series}-{item} without a lock"
	);
}

/// The market's account holds bids, offers and credits to the last unit, and nothing else.
pub fn check_market() {
	use pallet_hashrate_market::{Auctions, Credits, Offers};
	use pallet_hashrate_nft::Series;
	let asset = |series| Series::<Runtime>::get(series).unwrap().payment_asset;
	let mut held = BTreeMap::from([(Asset::Native, EXISTENTIAL_DEPOSIT)]);
	let mut holds = |asset, amount| *held.entry(asset).or_default() += amount;
	for auction in Auctions::<Runtime>::iter_values() {
		holds(asset(auction.series), auction.best.map_or(0, |bid| bid.amount));
	}
	Offers::<Runtime>::iter_values().for_each(|offer| holds(asset(offer.series), offer.amount));
	Credits::<Runtime>::iter().for_each(|(_, asset, amount)| holds(asset, amount));
	for payment in pallet_miner_registry::PaymentAssets::<Runtime>::iter_keys() {
		holds(payment, 0);
	}
	for (asset, amount) in held {
		assert_eq!(balance(&market(), &asset), amount, "{asset:?} of the market");
	}
}

/// Series are marked as the escrow says, and their miners' records agree: series that are frozen,
/// those that ended after a breach, and the breaches that were proved.
fn check_freezes() {
	use pallet_hashrate_nft::Series;
	use pallet_miner_registry::{MinerRecord, Miners};
	use pallet_risk_escrow::{FreezeCause, Ledgers};
	let mut counts = BTreeMap::<AccountId, [u32; 2]>::new();
	for (series, terms) in Series::<Runtime>::iter() {
		let state = Ledgers::<Runtime>::get(series).map(|ledger| ledger.state).unwrap_or_default();
		let (freeze, termination) = (state.freeze(), state.termination());
		assert_eq!(terms.frozen, freeze.is_some(), "mark of {series}: frozen");
		assert_eq!(terms.terminated, termination.is_some(), "mark of {series}: terminated");
		let breach = termination.is_some_and(|ended| ended.cause == FreezeCause::Breach);
		let count = counts.entry(terms.miner).or_default();
		count[0] += u32::from(freeze.is_some());
		count[1] += u32::from(breach);
	}
	for (miner, record) in Miners::<Runtime>::iter() {
		let [frozen, slashed] = counts.remove(&miner).unwrap_or_default();
		let MinerRecord { frozen_series, slashes, breaches, defaulted, .. } = record;
		assert_eq!((frozen_series, slashes), (frozen, slashed), "record of {miner}");
		assert!(breaches >= slashed, "{miner}: more slashes than breaches");
		assert!(!defaulted || slashed > 0, "{miner}: in default for nothing");
	}
	assert!(counts.values().all(|count| *count == [0, 0]), "a miner without a record");
}

/// DMC disappears by burning alone; accounts that hold nothing for anybody hold their deposit; the
/// pool and what the other accounts owe is there.
pub fn check_money() {
	assert_eq!(Balances::total_issuance(), TOTAL_SUPPLY - burnt(), "total issuance");
	for id in [pallet_ids::CERTIFICATES, pallet_ids::LOANS, pallet_ids::STAKING] {
		let account: AccountId = id.into_account_truncating();
		assert_eq!(dmc(&account), EXISTENTIAL_DEPOSIT, "{:?} holds something", id.0);
	}
	for account in [pledges(), escrow(), income(), market(), treasury(), insurance_pool()] {
		assert!(dmc(&account) >= EXISTENTIAL_DEPOSIT, "{account} may disappear");
		assert_eq!(System::consumers(&account), 0, "{account} is held");
	}
	let pool = dmc(&insurance_pool()) + paid_by_the_pool(&Asset::Native);
	assert!(pool >= TOTAL_SUPPLY / 10, "the pool shrank by more than it awarded");
	for coverages in [RiskEscrow::escrow_coverage(), RiskEscrow::income_coverage()] {
		assert!(coverages.unwrap().iter().all(|coverage| coverage.holds()), "not covered");
	}
}
