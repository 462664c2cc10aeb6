//! Who decides: the council, the DMC holders, the operators of the oracle.

use crate::{
	configs::{
		glue::{Feeds, TreasuryPays},
		motions::Motion,
		Days, RuntimeBlockWeights,
	},
	constants::{currency::deposit, governance::*, oracle::MAX_OPERATORS, pallet_ids},
	AccountId, Balance, Balances, Council, Governance, OracleMembership, OriginCaller, Preimage,
	Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, Scheduler, System,
	Timestamp, Treasury,
};
use dmex_primitives::{places, DayValue, NetworkId, MAX_NETWORKS};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration,
		tokens::{fungible::NativeOrWithId, imbalance::ResolveTo, UnityAssetBalanceConversion},
		ConstBool, ConstU32, EitherOfDiverse, EnsureOrigin, Get, LinearStoragePrice, OriginTrait,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureNever, EnsureRoot, EnsureSigned, EnsureWithSuccess};
use pallet_collective::{EnsureMembers, Instance1 as CouncilCollective, MemberCount};
use pallet_democracy::PublicProps;
use sp_runtime::{traits::IdentityLookup, Perbill, Permill};

/// Four of the council's members.
pub type CouncilMajority = EnsureMembers<AccountId, CouncilCollective, COUNCIL_MAJORITY>;
/// Five of them.
pub type CouncilSupermajority = EnsureMembers<AccountId, CouncilCollective, COUNCIL_SUPERMAJORITY>;
/// Root, that is a referendum, or four of the council.
pub type Admin = EitherOfDiverse<EnsureRoot<AccountId>, CouncilMajority>;

/// Four of the council, who change one operator of the oracle, and then none for seven days: whoever replaced
/// them all at once would have the averages be what it likes. By `REMOVES` they also leave a quorum.
///
/// That it passes is noted, so only the calls that change an operator may ask; one that fails takes the note
/// back.
pub struct OneOperator<const REMOVES: bool>;
impl<const REMOVES: bool> EnsureOrigin<RuntimeOrigin> for OneOperator<REMOVES> {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		CouncilMajority::try_origin(origin.clone())?;
		Governance::pass_operator_change(REMOVES).then_some(()).ok_or(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		CouncilMajority::try_successful_origin()
	}
}

/// Root, or four of the council for one operator in seven days.
type RootOrOneOperator<const REMOVES: bool> =
	EitherOfDiverse<EnsureRoot<AccountId>, OneOperator<REMOVES>>;

/// A member of the council that signs.
pub struct AnyCouncilMember;
impl EnsureOrigin<RuntimeOrigin> for AnyCouncilMember {
	type Success = AccountId;

	fn try_origin(origin: RuntimeOrigin) -> Result<AccountId, RuntimeOrigin> {
		let signer = origin.as_signer().cloned();
		signer.filter(Council::is_member).ok_or(origin)
	}

	/// Whether there is a council depends on the chain.
	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Err(())
	}
}

/// Root, or five of the council.
pub type RootOrSupermajority = EitherOfDiverse<EnsureRoot<AccountId>, CouncilSupermajority>;

/// Where DMC goes that belongs to nobody else.
pub type ToTreasury = ResolveTo<TreasuryAccount, Balances>;

parameter_types! {
	/// Deposit of a preimage without its length.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Deposit for each byte of a preimage.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	/// Reason for holding the deposit of a preimage.
	pub const PreimageHold: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
	/// Reason for holding the deposit of a motion.
	pub const ProposalHold: RuntimeHoldReason =
		RuntimeHoldReason::Council(pallet_collective::HoldReason::ProposalSubmission);
	/// Maximum weight of the call of a motion: half a block.
	pub MaxMotionWeight: Weight = Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
	/// Account of the treasury.
	pub TreasuryAccount: AccountId = Treasury::account_id();
	/// Id of the treasury.
	pub const TreasuryId: PalletId = pallet_ids::TREASURY;
	/// Id under which Root feeds the oracle.
	pub const OracleId: PalletId = pallet_ids::ORACLE;
	/// Part of the treasury that is burnt in each period: none.
	pub const NothingBurnt: Permill = Permill::zero();
	/// Maximum amount of a spending: any.
	pub const AnyAmount: Balance = Balance::MAX;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHold,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

/// The minimum deposit of a public proposal: it doubles for every second place that is taken beyond the
/// first half. Nobody can close the list with proposals of its own, and who pays for a dear place is the next
/// whose proposal is put to the vote.
///
/// The pallet asks when something is proposed, and reads the list itself.
pub struct PublicDeposit;
impl Get<Balance> for PublicDeposit {
	fn get() -> Balance {
		let taken = PublicProps::<Runtime>::decode_len().unwrap_or_default() as u32;
		places::steep_deposit(PROPOSAL_DEPOSIT, taken, MAX_PROPOSALS)
	}
}

/// Periods are days of the chain in blocks. The council proposes like anybody, only without a deposit:
/// nothing is hastened, carried by a simple majority, or by silence. Each of its members may veto what
/// it proposes. What is open is cancelled by another referendum alone.
impl pallet_democracy::Config for Runtime {
	type WeightInfo = pallet_democracy::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type Scheduler = Scheduler;
	type Preimages = Preimage;
	type Currency = Balances;
	type EnactmentPeriod = Days<ENACTMENT_DAYS>;
	type LaunchPeriod = Days<LAUNCH_DAYS>;
	type VotingPeriod = Days<VOTING_DAYS>;
	type VoteLockingPeriod = Days<VOTE_LOCK_DAYS>;
	type MinimumDeposit = PublicDeposit;
	type InstantAllowed = ConstBool<false>;
	type FastTrackVotingPeriod = Days<VOTING_DAYS>;
	type CooloffPeriod = Days<COOL_OFF_DAYS>;
	type MaxVotes = ConstU32<256>;
	type MaxProposals = ConstU32<MAX_PROPOSALS>;
	type MaxDeposits = ConstU32<100>;
	type MaxBlacklisted = ConstU32<100>;
	type ExternalOrigin = CouncilMajority;
	type ExternalMajorityOrigin = EnsureNever<()>;
	type ExternalDefaultOrigin = EnsureNever<()>;
	type SubmitOrigin = EnsureSigned<AccountId>;
	type FastTrackOrigin = EnsureNever<()>;
	type InstantOrigin = EnsureNever<()>;
	type CancellationOrigin = EnsureRoot<AccountId>;
	type BlacklistOrigin = EnsureRoot<AccountId>;
	type CancelProposalOrigin = EnsureRoot<AccountId>;
	type VetoOrigin = AnyCouncilMember;
	type PalletsOrigin = OriginCaller;
	type Slash = Treasury;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = Days<MOTION_DAYS>;
	type MaxProposals = ConstU32<MAX_MOTIONS>;
	type MaxMembers = ConstU32<COUNCIL_SIZE>;
	type DefaultVote = AbsentIsNay;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Consideration = Motion;
}

/// A motion needs four votes that were cast: whoever stays away has not said yes.
pub struct AbsentIsNay;
impl pallet_collective::DefaultVote for AbsentIsNay {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

/// A referendum spends without a limit. The council spends by `Governance.spend` alone, which has one
/// for each asset: amounts in different assets have no common measure here. It takes back by
/// `Governance.void_spend` alone, and nothing that a referendum spends.
impl pallet_treasury::Config for Runtime {
	type Currency = Balances;
	type RejectOrigin = EnsureRoot<AccountId>;
	type RuntimeEvent = RuntimeEvent;
	type SpendPeriod = Days<SPEND_DAYS>;
	type Burn = NothingBurnt;
	type PalletId = TreasuryId;
	type BurnDestination = ();
	type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
	type SpendFunds = ();
	type MaxApprovals = ConstU32<100>;
	type SpendOrigin = EnsureWithSuccess<EnsureRoot<AccountId>, AccountId, AnyAmount>;
	type AssetKind = NativeOrWithId<u32>;
	type Beneficiary = AccountId;
	type BeneficiaryLookup = IdentityLookup<AccountId>;
	type Paymaster = TreasuryPays;
	type BalanceConverter = UnityAssetBalanceConversion;
	type PayoutPeriod = Days<PAYOUT_DAYS>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::TreasuryArguments;
	type BlockNumberProvider = System;
}

/// Nobody's origin passes but the one with which Governance writes a value that it has checked.
/// Its own call is filtered out besides.
impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = crate::RuntimeParameters;
	type AdminOrigin = pallet_governance::EnsureSetParameter;
	type WeightInfo = ();
}

impl pallet_membership::Config<pallet_membership::Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = RootOrOneOperator<false>;
	type RemoveOrigin = RootOrOneOperator<true>;
	type SwapOrigin = RootOrOneOperator<false>;
	type ResetOrigin = EnsureRoot<AccountId>;
	type PrimeOrigin = EnsureNever<()>;
	type MembershipInitialized = crate::Governance;
	// Not the oracle's own: it forgets what a former member fed immediately, and that may count still. Governance
	// declares its weight, and that of the origins above.
	type MembershipChanged = crate::Governance;
	type MaxMembers = ConstU32<MAX_OPERATORS>;
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}

/// The key is the network, and the value carries its day: one entry a network, not one a day.
impl pallet_oracle::Config for Runtime {
	type OnNewData = Feeds;
	type CombineData = Feeds;
	type Time = Timestamp;
	type OracleKey = NetworkId;
	type OracleValue = DayValue;
	type PalletId = OracleId;
	type Members = OracleMembership;
	type WeightInfo = pallet_oracle::weights::SubstrateWeight<Runtime>;
	/// Every operator, and Root, in one block.
	type MaxHasDispatchedSize = ConstU32<{ MAX_OPERATORS + 1 }>;
	type MaxFeedValues = ConstU32<MAX_NETWORKS>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}
