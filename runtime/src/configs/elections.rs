//! Elections of the council by DMC holders, in the community stage.

use crate::{
	constants::{currency::deposit, governance::*},
	AccountId, Balance, Balances, BlockNumber, Council, Governance, Runtime, RuntimeEvent, System,
	Treasury,
};
use alloc::collections::BTreeSet;
use dmex_primitives::places;
use frame_support::{
	dispatch::DispatchClass,
	ensure, parameter_types,
	traits::{
		BalanceStatus, ChangeMembers, ConstU128, ConstU32, Currency, ExistenceRequirement, Get,
		InitializeMembers, LockIdentifier, LockableCurrency, ReservableCurrency, SignedImbalance,
		WithdrawReasons,
	},
};
use pallet_collective::Instance1 as CouncilCollective;
use pallet_elections_phragmen::{Candidates, Members, RunnersUp, Voting};
use pallet_governance::Elections;
use sp_runtime::{DispatchError, DispatchResult};
use sp_staking::currency_to_vote::U128CurrencyToVote;

parameter_types! {
	/// Id of the lock on what an account votes with in elections.
	pub const ElectionLock: LockIdentifier = *b"phrelect";
}

/// Genesis members are of the council alone: here they would vote with DMC that nobody has.
impl pallet_elections_phragmen::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = ElectionLock;
	type Currency = VoterCurrency;
	type ChangeMembers = ElectedCouncil;
	type InitializeMembers = ElectedCouncil;
	type CurrencyToVote = U128CurrencyToVote;
	type CandidacyBond = CandidacyBond;
	type VotingBondBase = VotingBond;
	type VotingBondFactor = ConstU128<{ deposit(0, 32) }>;
	type LoserCandidate = Treasury;
	type KickedMember = Treasury;
	type DesiredMembers = ConstU32<COUNCIL_SIZE>;
	type DesiredRunnersUp = ConstU32<RUNNERS_UP>;
	type TermDuration = ElectionTerm;
	type MaxCandidates = ConstU32<MAX_CANDIDATES>;
	type MaxVoters = ConstU32<MAX_VOTERS>;
	type MaxVotesPerVoter = ConstU32<COUNCIL_SIZE>;
	type WeightInfo = pallet_elections_phragmen::weights::SubstrateWeight<Runtime>;
}

/// 1 in the block of a round, zero in every other. The pallet holds a round in each block whose number this
/// divides, and knows no other way to be told when. Governance decides it before, once a block.
///
/// The pallet asks once a block and declares no weight for it, so that is done here.
pub struct ElectionTerm;
impl Get<BlockNumber> for ElectionTerm {
	fn get() -> BlockNumber {
		declare_reads(1);
		Governance::is_round().into()
	}
}

fn declare_reads(reads: u64) {
	let weight = <Runtime as frame_system::Config>::DbWeight::get().reads(reads);
	System::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
}

/// The elections as Governance asks about them.
pub struct CouncilElections;
impl Elections for CouncilElections {
	/// Whether seven of those who stand are voted for by anybody: then the council will have seven members.
	///
	/// The pallet itself would go on with less: it gives seats to those who are voted for, be it nobody, and
	/// keeps the bonds of the others.
	fn can_fill_council() -> bool {
		let candidates = Candidates::<Runtime>::get().into_iter().map(|(who, _)| who);
		let members = Members::<Runtime>::get().into_iter().map(|seat| seat.who);
		let runners_up = RunnersUp::<Runtime>::get().into_iter().map(|seat| seat.who);
		let standing: BTreeSet<_> = candidates.chain(members).chain(runners_up).collect();
		let seats = COUNCIL_SIZE as usize;
		let (mut backed, mut reads) = (BTreeSet::new(), 3u64);
		if standing.len() >= seats {
			for voter in Voting::<Runtime>::iter_values().take(MAX_VOTERS as usize) {
				reads = reads.saturating_add(1);
				backed.extend(voter.votes.into_iter().filter(|who| standing.contains(who)));
				if backed.len() >= seats {
					break;
				}
			}
		}
		declare_reads(reads);
		backed.len() >= seats
	}

	fn can_council_decide() -> bool {
		let members = pallet_collective::Members::<Runtime, CouncilCollective>::decode_len();
		members.unwrap_or_default() >= COUNCIL_MAJORITY as usize
	}
}

/// The bond of a candidate: it doubles for every second one beyond half of those there can be. Nobody can
/// close the list with candidates of its own, for the last places cost more DMC than there are.
///
/// The pallet records what each candidate paid, and returns or keeps that. It reads the list itself.
pub struct CandidacyBond;
impl Get<Balance> for CandidacyBond {
	fn get() -> Balance {
		let candidates = Candidates::<Runtime>::decode_len().unwrap_or_default() as u32;
		places::steep_deposit(CANDIDACY_BOND, candidates, MAX_CANDIDATES)
	}
}

/// The bond of a voter, without that for each vote: it doubles for each eighth of the places that is taken
/// beyond the first half. A round fails if there are more voters than places, so places are scarce.
pub struct VotingBond;
impl Get<Balance> for VotingBond {
	fn get() -> Balance {
		places::deposit(VOTING_BOND, Governance::voters(), MAX_VOTERS)
	}
}

/// The council as elections change it.
///
/// Who leaves is found among the council's own members, not among those that were elected before: in the
/// first round these are nobody, and the council of genesis would leave its votes on open motions.
pub struct ElectedCouncil;
impl ChangeMembers<AccountId> for ElectedCouncil {
	fn change_members_sorted(_: &[AccountId], _: &[AccountId], new: &[AccountId]) {
		let old = pallet_collective::Members::<Runtime, CouncilCollective>::get();
		Council::set_members_sorted(new, &old);
	}

	fn set_prime(prime: Option<AccountId>) {
		Council::set_prime(prime);
	}

	fn get_prime() -> Option<AccountId> {
		Council::get_prime()
	}
}

impl InitializeMembers<AccountId> for ElectedCouncil {
	fn initialize_members(members: &[AccountId]) {
		Council::initialize_members(members);
	}
}

/// DMC for elections: Balances, a minimum stake of voters, and a count of them, of whom there are at most as
/// many as places.
///
/// The pallet knows no maximum when somebody votes, and its rounds fail for ever with one voter too many.
/// It reserves a bond for each vote, sets a lock after that and removes it with the voter, and does
/// neither for anything else but the larger bond of a candidate.
///
/// Each place has its own stake: the lock of a voter is at least the minimum, also if a later vote weighs less
/// because its DMC is reserved for something else by then.
pub struct VoterCurrency;

impl VoterCurrency {
	fn is_voter(who: &AccountId) -> bool {
		Voting::<Runtime>::contains_key(who)
	}
}

impl LockableCurrency<AccountId> for VoterCurrency {
	type Moment = BlockNumber;
	type MaxLocks = <Balances as LockableCurrency<AccountId>>::MaxLocks;

	fn set_lock(id: LockIdentifier, who: &AccountId, amount: Balance, reasons: WithdrawReasons) {
		if !Self::is_voter(who) {
			Governance::add_voter();
		}
		Balances::set_lock(id, who, amount.max(VOTER_STAKE), reasons);
	}

	fn extend_lock(id: LockIdentifier, who: &AccountId, amount: Balance, reasons: WithdrawReasons) {
		Balances::extend_lock(id, who, amount, reasons);
	}

	fn remove_lock(id: LockIdentifier, who: &AccountId) {
		Governance::remove_voter();
		Balances::remove_lock(id, who);
	}
}

impl ReservableCurrency<AccountId> for VoterCurrency {
	fn can_reserve(who: &AccountId, value: Balance) -> bool {
		Balances::can_reserve(who, value)
	}

	/// Errors if a new voter finds no place, or has less than the minimum stake besides its bond.
	fn reserve(who: &AccountId, value: Balance) -> DispatchResult {
		let is_candidacy = value >= CANDIDACY_BOND;
		if !is_candidacy && !Self::is_voter(who) {
			let has_place = Governance::voters() < MAX_VOTERS;
			let has_stake = Balances::free_balance(who) >= value.saturating_add(VOTER_STAKE);
			ensure!(has_place && has_stake, DispatchError::Exhausted);
		}
		Balances::reserve(who, value)
	}

	fn slash_reserved(who: &AccountId, value: Balance) -> (Self::NegativeImbalance, Balance) {
		Balances::slash_reserved(who, value)
	}

	fn reserved_balance(who: &AccountId) -> Balance {
		Balances::reserved_balance(who)
	}

	fn unreserve(who: &AccountId, value: Balance) -> Balance {
		Balances::unreserve(who, value)
	}

	fn repatriate_reserved(
		slashed: &AccountId,
		beneficiary: &AccountId,
		value: Balance,
		status: BalanceStatus,
	) -> Result<Balance, DispatchError> {
		Balances::repatriate_reserved(slashed, beneficiary, value, status)
	}
}

/// Balances, call by call, but for the minimum.
impl Currency<AccountId> for VoterCurrency {
	type Balance = Balance;
	type PositiveImbalance = <Balances as Currency<AccountId>>::PositiveImbalance;
	type NegativeImbalance = <Balances as Currency<AccountId>>::NegativeImbalance;

	fn total_balance(who: &AccountId) -> Balance {
		<Balances as Currency<AccountId>>::total_balance(who)
	}

	fn can_slash(who: &AccountId, value: Balance) -> bool {
		Balances::can_slash(who, value)
	}

	fn total_issuance() -> Balance {
		<Balances as Currency<AccountId>>::total_issuance()
	}

	/// What a voter must exceed by what it asks to be locked; the pallet uses it for nothing else.
	fn minimum_balance() -> Balance {
		VOTER_STAKE - 1
	}

	fn burn(amount: Balance) -> Self::PositiveImbalance {
		<Balances as Currency<AccountId>>::burn(amount)
	}

	fn issue(amount: Balance) -> Self::NegativeImbalance {
		<Balances as Currency<AccountId>>::issue(amount)
	}

	fn free_balance(who: &AccountId) -> Balance {
		Balances::free_balance(who)
	}

	fn ensure_can_withdraw(
		who: &AccountId,
		amount: Balance,
		reasons: WithdrawReasons,
		new_balance: Balance,
	) -> DispatchResult {
		Balances::ensure_can_withdraw(who, amount, reasons, new_balance)
	}

	fn transfer(
		source: &AccountId,
		dest: &AccountId,
		value: Balance,
		existence: ExistenceRequirement,
	) -> DispatchResult {
		<Balances as Currency<AccountId>>::transfer(source, dest, value, existence)
	}

	fn slash(who: &AccountId, value: Balance) -> (Self::NegativeImbalance, Balance) {
		<Balances as Currency<AccountId>>::slash(who, value)
	}

	fn deposit_into_existing(
		who: &AccountId,
		value: Balance,
	) -> Result<Self::PositiveImbalance, DispatchError> {
		Balances::deposit_into_existing(who, value)
	}

	fn deposit_creating(who: &AccountId, value: Balance) -> Self::PositiveImbalance {
		Balances::deposit_creating(who, value)
	}

	fn withdraw(
		who: &AccountId,
		value: Balance,
		reasons: WithdrawReasons,
		liveness: ExistenceRequirement,
	) -> Result<Self::NegativeImbalance, DispatchError> {
		<Balances as Currency<AccountId>>::withdraw(who, value, reasons, liveness)
	}

	fn make_free_balance_be(
		who: &AccountId,
		balance: Balance,
	) -> SignedImbalance<Balance, Self::PositiveImbalance> {
		Balances::make_free_balance_be(who, balance)
	}
}

const _: () = assert!(
	VOTING_BOND * 16 + COUNCIL_SIZE as Balance * deposit(0, 32) < CANDIDACY_BOND,
	"a voter's bond must be told from a candidate's by its amount",
);
