//! Who makes blocks, who finalises them, and what happens to those who do it twice.

use crate::{
	constants::time::{EPOCH_SLOTS, SESSIONS_KEPT, SLOT_MILLIS},
	AccountId, Babe, Balances, Historical, Offences, Runtime, RuntimeCall, RuntimeEvent, Session,
	SessionKeys, UncheckedExtrinsic,
};
use alloc::vec::Vec;
use frame_support::traits::{ConstU128, ConstU32, ConstU64};
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use pallet_session::historical as pallet_session_historical;
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::traits::{Convert, OpaqueKeys};
use sp_session::MembershipProof;
use sp_staking::SessionIndex;

/// One slot in four is drawn by lot; each of the others belongs to one authority.
pub const BABE_GENESIS_EPOCH_CONFIG: BabeEpochConfiguration =
	BabeEpochConfiguration { c: (1, 4), allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots };

/// Maximum number of authorities.
pub type MaxAuthorities = ConstU32<100>;

/// Time for which a report of an equivocation is valid, in blocks.
pub type ReportLongevity = ConstU64<{ SESSIONS_KEPT as u64 * EPOCH_SLOTS }>;

/// Weights of Babe and Grandpa: the ones their crates publish, which count RocksDB's reads and
/// writes and so are above what ParityDB takes.
impl pallet_babe::Config for Runtime {
	type EpochDuration = ConstU64<EPOCH_SLOTS>;
	type ExpectedBlockTime = ConstU64<SLOT_MILLIS>;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ SESSIONS_KEPT as u64 }>;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = ();
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = MaxAuthorities;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = FixedSet;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = pallet_session_historical::NoteHistoricalRoot<Self, FixedSet>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	/// Whoever may set keys has some from genesis, and can only change them.
	type KeyDeposit = ConstU128<0>;
}

impl pallet_session_historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoFurtherIdentity;
}

/// Offences are recorded with their proof; there is no bond yet that could answer for them.
impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = pallet_session_historical::IdentificationTuple<Self>;
	type OnOffenceHandler = ();
}

/// A validator is known by its account alone.
pub struct NoFurtherIdentity;
impl Convert<AccountId, Option<()>> for NoFurtherIdentity {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

/// The validators of genesis, for ever. They alone may set keys: those of others would serve nobody,
/// and nobody could remove them.
pub struct FixedSet;
impl FixedSet {
	fn members() -> Vec<AccountId> {
		let members = Session::validators();
		if !members.is_empty() {
			return members;
		}
		// While genesis is being built: whoever it gives keys.
		let mut owners: Vec<_> = pallet_session::NextKeys::<Runtime>::iter_keys().collect();
		owners.sort();
		owners
	}

	/// The members of the session that is being planned, if they or their keys are not those of the
	/// session before it.
	///
	/// Each list is a change of the set for GRANDPA, which must prove it, even if the list is the
	/// same. Without one the session before it lends its record of keys, by which equivocations are
	/// proven: so every change of keys needs a list.
	fn planned() -> Option<Vec<AccountId>> {
		let members = Self::members();
		let keys = |member: &AccountId| Some((member.clone(), Session::load_keys(member)?));
		let unchanged = members.iter().filter_map(keys).eq(Session::queued_keys());
		(!unchanged).then_some(members)
	}
}

impl Convert<AccountId, Option<AccountId>> for FixedSet {
	fn convert(account: AccountId) -> Option<AccountId> {
		Session::validators().contains(&account).then_some(account)
	}
}

impl pallet_session::SessionManager<AccountId> for FixedSet {
	fn new_session(_: SessionIndex) -> Option<Vec<AccountId>> {
		Self::planned()
	}
	fn start_session(_: SessionIndex) {}
	fn end_session(_: SessionIndex) {}
}

impl pallet_session_historical::SessionManager<AccountId, ()> for FixedSet {
	fn new_session(_: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		Some(Self::planned()?.into_iter().map(|member| (member, ())).collect())
	}
	fn start_session(_: SessionIndex) {}
	fn end_session(ended: SessionIndex) {
		if let Some(kept_from) = ended.checked_sub(SESSIONS_KEPT) {
			Historical::prune_up_to(kept_from);
		}
	}
}

/// Reports of equivocations are transactions without a signature.
impl<C> CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type RuntimeCall = RuntimeCall;
	type Extrinsic = UncheckedExtrinsic;
}

impl<C> CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}
