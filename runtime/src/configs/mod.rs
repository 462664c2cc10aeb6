//! The configuration of every pallet: here of the base and of accounts, by theme in the modules.

mod assets;
pub mod consensus;
pub mod elections;
pub mod filters;
pub mod glue;
pub mod governance;
pub mod identity;
pub mod launch;
mod market;
mod migrations;
mod motions;
mod nonces;
mod safety;
pub mod transaction_fees;

pub use assets::NativeAndAssets;

use crate::{
	constants::{
		currency::{deposit, EXISTENTIAL_DEPOSIT},
		time::{BLOCK_BYTES, BLOCK_WEIGHT, NORMAL_PERCENT, SLOT_MILLIS},
		SS58_PREFIX,
	},
	AccountId, Babe, Balance, Balances, Block, BlockNumber, Calendar, Governance, Migrations,
	Nonce, OriginCaller, PalletInfo, Preimage, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeFreezeReason, RuntimeHoldReason, RuntimeOrigin, RuntimeTask, SafeMode, System, TxPause,
	VERSION,
};
use dmex_primitives::Clock;
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{
		ConstU128, ConstU16, ConstU32, ConstU64, EqualPrivilegeOnly, Get, InsideBoth,
		VariantCountOf,
	},
	weights::{constants::ParityDbWeight, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use pallet_balances::AccountData;
use sp_runtime::{traits::BlakeTwo256, type_with_default::TypeWithDefault, Perbill};
use sp_version::RuntimeVersion;

/// A period of `N` days of the chain in blocks, at least one: what pallets that count in blocks
/// are given.
pub struct Days<const N: u32>;
impl<const N: u32> Get<BlockNumber> for Days<N> {
	fn get() -> BlockNumber {
		Calendar::blocks(N)
	}
}

const NORMAL_RATIO: Perbill = Perbill::from_percent(NORMAL_PERCENT);

parameter_types! {
	/// Version of this runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// Weights of blocks, by the class of transactions.
	pub RuntimeBlockWeights: BlockWeights =
		BlockWeights::with_sensible_defaults(BLOCK_WEIGHT, NORMAL_RATIO);
	/// Lengths of blocks, by the class of transactions.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(BLOCK_BYTES)
		.modify_max_length_for_class(DispatchClass::Normal, |length| *length = NORMAL_RATIO * *length)
		.build();
	/// A referendum's call may take four fifths of a block, so that it always finds room.
	pub MaximumSchedulerWeight: Weight =
		Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = InsideBoth<filters::BaseFilter, InsideBoth<SafeMode, TxPause>>;
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type BlockHashCount = ConstU32<4_096>;
	type Nonce = TypeWithDefault<Nonce, nonces::FirstNonce>;
	type OnKilledAccount = nonces::FirstNonce;
	type AccountData = AccountData<Balance>;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	/// After Democracy opened what it opens, and before anybody can vote.
	type PreInherents = Governance;
	type SingleBlockMigrations = crate::migrations::SingleBlock;
	type MultiBlockMigrator = Migrations;
	type SS58Prefix = ConstU16<SS58_PREFIX>;
	type MaxConsumers = ConstU32<16>;
}

/// Tasks are what referenda decided, and nothing else: no user can fill a block's agenda.
impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = frame_system::EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<512>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	/// The day rolls over here, before any user's call.
	type OnTimestampSet = (Babe, Calendar);
	type MinimumPeriod = ConstU64<{ SLOT_MILLIS / 2 }>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	type DustRemoval = governance::ToTreasury;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = ConstU128<{ deposit(1, 88) }>;
	type DepositFactor = ConstU128<{ deposit(0, 32) }>;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = filters::ProxyType;
	type ProxyDepositBase = ConstU128<{ deposit(1, 8) }>;
	type ProxyDepositFactor = ConstU128<{ deposit(0, 33) }>;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<{ deposit(1, 8) }>;
	type AnnouncementDepositFactor = ConstU128<{ deposit(0, 66) }>;
	type BlockNumberProvider = System;
}
