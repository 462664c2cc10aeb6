//! The DMEX runtime: which pallets the chain is made of, in which order, and how they are joined.
//!
//! - [`constants`]: every number, with its unit;
//! - [`parameters`]: what governance may change, and within which bounds;
//! - [`configs`]: each pallet's configuration; `configs::market` joins our own pallets, and
//!   `configs::glue` joins them with stock pallets;
//! - [`apis`]: what nodes and wallets may ask;
//! - [`queries`]: how the answers of our own runtime API are put together;
//! - [`migrations`]: what an upgrade does to the state of a chain that ran an older runtime;
//! - `invariants`: what always holds across pallets;
//! - [`genesis_config_presets`]: the chains `dev` and `local`.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// What the macros of FRAME and the build of the wasm runtime add has no documentation.
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
pub mod genesis_config_presets;
#[cfg(any(feature = "std", feature = "try-runtime"))]
pub mod invariants;
pub mod migrations;
pub mod parameters;
pub mod queries;
#[cfg(not(feature = "runtime-benchmarks"))]
mod weights;

use alloc::{borrow::Cow, vec::Vec};
use pallet_session::historical as pallet_session_historical;
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use configs::consensus::BABE_GENESIS_EPOCH_CONFIG;
pub use parameters::{RuntimeParameters, RuntimeParametersKey, RuntimeParametersValue};

/// A signature of any of the kinds that wallets use.
pub type Signature = MultiSignature;
/// An account: 32 bytes, a public key, its hash, or derived from a pallet's id.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount, in base units of its asset (1 DMC = 10^12).
pub type Balance = u128;
/// The number of an account's next transaction: its first is not zero (`configs::nonces`).
pub type Nonce = u32;
/// The hash of a block or of anything else.
pub type Hash = sp_core::H256;
/// The number of a block.
pub type BlockNumber = u32;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What a transaction carries besides its call, in the order in which it is checked.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);
/// A transaction whose signature is not checked yet.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed for a transaction.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// The same types with transactions as bytes: what a node needs to know of a block.
pub mod opaque {
	use super::{generic, BlakeTwo256, BlockNumber};
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// The header of a block.
	pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
	/// A block of opaque transactions.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
}

impl_opaque_keys! {
	/// The keys with which a validator works for one session.
	pub struct SessionKeys {
		/// Makes blocks.
		pub babe: Babe,
		/// Votes on finality.
		pub grandpa: Grandpa,
		/// Signs the addresses at which the validator is found.
		pub authority_discovery: AuthorityDiscovery,
	}
}

/// What a node compares to know whether its own runtime is that of the chain.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("dmex"),
	impl_name: Cow::Borrowed("dmex"),
	authoring_version: 1,
	spec_version: 2,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// The pallets. Indices are part of every transaction: they never change and are never reused.
///
/// The order matters where hooks run: Scheduler comes directly after System, because a maturing
/// referendum of Democracy takes the whole weight of its block; Governance comes before Democracy, to
/// extend votes that have just turned before they are counted; Babe comes before Session, which asks it
/// whether the epoch ended.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(4)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(6)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(7)]
	pub type Assets = pallet_assets;

	#[runtime::pallet_index(11)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(12)]
	pub type Historical = pallet_session_historical;
	#[runtime::pallet_index(13)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(14)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(15)]
	pub type AuthorityDiscovery = pallet_authority_discovery;

	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(22)]
	pub type Proxy = pallet_proxy;

	#[runtime::pallet_index(23)]
	pub type Identity = pallet_identity;

	#[runtime::pallet_index(30)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(31)]
	pub type Governance = pallet_governance;
	#[runtime::pallet_index(32)]
	pub type Democracy = pallet_democracy;
	#[runtime::pallet_index(33)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(34)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(35)]
	pub type PhragmenElection = pallet_elections_phragmen;
	#[runtime::pallet_index(36)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(37)]
	pub type Parameters = pallet_parameters;
	#[runtime::pallet_index(38)]
	pub type OracleMembership = pallet_membership<Instance1>;
	#[runtime::pallet_index(39)]
	pub type Oracle = pallet_oracle;

	#[runtime::pallet_index(40)]
	pub type Uniques = pallet_uniques;

	#[runtime::pallet_index(45)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(46)]
	pub type TxPause = pallet_tx_pause;

	#[runtime::pallet_index(47)]
	pub type Migrations = pallet_migrations;

	#[runtime::pallet_index(50)]
	pub type Calendar = pallet_calendar;
	#[runtime::pallet_index(51)]
	pub type MinerRegistry = pallet_miner_registry;
	#[runtime::pallet_index(52)]
	pub type HashrateNft = pallet_hashrate_nft;
	#[runtime::pallet_index(53)]
	pub type RiskEscrow = pallet_risk_escrow;
	#[runtime::pallet_index(54)]
	pub type HashrateMarket = pallet_hashrate_market;
	#[runtime::pallet_index(55)]
	pub type MutualInsurance = pallet_mutual_insurance;
	#[runtime::pallet_index(56)]
	pub type CertificateLending = pallet_certificate_lending;
	#[runtime::pallet_index(57)]
	pub type CertificateStaking = pallet_certificate_staking;

	#[runtime::pallet_index(59)]
	pub type Credits = pallet_credits;
}
