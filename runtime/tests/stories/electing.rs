//! The steps to Root in the launch stage, to the community stage, and of the elections in it.

use crate::{people::*, steps::*, world::*};
use codec::Encode;
use dmex_runtime::{
	constants::governance::CANDIDACY_BOND, parameters::dynamic_params::governance, Hash,
	RuntimeParameters,
};
use frame_support::weights::Weight;
use pallet_collective::{Call as Council, Instance1};
use pallet_elections_phragmen::{Call as Elections, Event as ElectionEvent};
use pallet_governance::Call;
use sp_runtime::{traits::Hash as _, DispatchResult};

/// Note the preimage of a call. Returns its hash and its length.
pub fn noted(call: impl Into<RuntimeCall>) -> (Hash, u32) {
	let bytes = call.into().encode();
	let hash = <Runtime as frame_system::Config>::Hashing::hash(&bytes);
	let len = bytes.len() as u32;
	assert_ok!(act(eve(), pallet_preimage::Call::note_preimage { bytes }));
	(hash, len)
}

/// Open a motion of the council that needs as many ayes as there are `members`, who vote for it. Returns
/// what closes it.
pub fn moved(members: &[AccountId], call: impl Into<RuntimeCall>) -> Council<Runtime, Instance1> {
	let call: RuntimeCall = call.into();
	let proposal_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&call);
	let length_bound = call.encode().len() as u32;
	let index = pallet_collective::ProposalCount::<Runtime, Instance1>::get();
	let (threshold, proposal) = (members.len() as u32, Box::new(call));
	let propose = Council::<Runtime, Instance1>::propose { threshold, proposal, length_bound };
	assert_ok!(act(members[0].clone(), propose));
	for member in members {
		let vote =
			Council::<Runtime, Instance1>::vote { proposal: proposal_hash, index, approve: true };
		assert_ok!(act(member.clone(), vote));
	}
	let proposal_weight_bound = Weight::from_parts(u64::MAX / 2, u64::MAX);
	Council::close { proposal_hash, index, proposal_weight_bound, length_bound }
}

/// Close a motion: the result of its call.
pub fn close(motion: Council<Runtime, Instance1>) -> DispatchResult {
	assert_ok!(act(nobody(), motion));
	let executed = events().into_iter().rev().find_map(|event| match event {
		RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => Some(result),
		_ => None,
	});
	executed.expect("the motion was not adopted")
}

/// Members of the council propose a call to Root by motion.
pub fn propose_to_root(
	members: &[AccountId],
	(call_hash, call_len): (Hash, u32),
) -> DispatchResult {
	close(moved(members, Call::propose_root_call { call_hash, call_len }))
}

pub fn five() -> [AccountId; 5] {
	[alice(), bob(), charlie(), dave(), eve()]
}

/// The referendum on the last call that the council proposed to Root.
pub fn root_call() -> u32 {
	pallet_governance::RootCall::<Runtime>::get().unwrap().referendum
}

/// Number of blocks from the end of that referendum to the dispatch of the call: an hour has one block here,
/// and the first one after it is for cases.
pub const ROOT_CALL_WAITS: u32 = 2;

/// A call of Root that leaves something to find, too large to be part of a proposal itself.
pub fn leave(mark: &[u8]) -> frame_system::Call<Runtime> {
	frame_system::Call::set_storage { items: vec![(mark.to_vec(), vec![1; 400])] }
}

pub fn is_left(mark: &[u8]) -> bool {
	sp_io::storage::exists(mark)
}

/// The council sets the days until anyone may hand over, the least there can be.
pub fn hand_over_after_30_days() {
	let days = governance::Parameters::HandOverAfter(governance::HandOverAfter, Some(30));
	assert_ok!(set_parameter(RuntimeParameters::Governance(days)));
}

/// The council hands over; a term lasts a week.
pub fn handed_over() {
	let days = governance::Parameters::CouncilTerm(governance::CouncilTerm, Some(7));
	assert_ok!(set_parameter(RuntimeParameters::Governance(days)));
	motion(Call::hand_over {});
}

/// Blocks of a term.
pub const TERM: u32 = 7 * BLOCKS_A_DAY;

/// Somebody new, with DMC that Two gave.
pub fn newcomer(number: u8, dmc: Balance) -> AccountId {
	let who = AccountId::new([100 + number; 32]);
	give(who.clone(), dmc * DMC);
	who
}

pub fn stand(who: &AccountId) -> DispatchResult {
	let candidate_count = pallet_elections_phragmen::Candidates::<Runtime>::get().len() as u32;
	act(who.clone(), Elections::submit_candidacy { candidate_count })
}

/// So many newcomers stand for the council.
pub fn candidates(number: u8) -> Vec<AccountId> {
	let bond = CANDIDACY_BOND / DMC + 100;
	let candidates: Vec<_> = (0..number).map(|number| newcomer(number, bond)).collect();
	for who in &candidates {
		assert_ok!(stand(who));
	}
	candidates
}

pub fn vote_for(who: &AccountId, votes: &[AccountId], value: Balance) -> DispatchResult {
	act(who.clone(), Elections::vote { votes: votes.to_vec(), value })
}

/// The members of the council, sorted.
pub fn council_members() -> Vec<AccountId> {
	pallet_collective::Members::<Runtime, Instance1>::get()
}

/// The council of genesis, sorted.
pub fn genesis_council() -> Vec<AccountId> {
	let mut members = everybody()[..7].to_vec();
	members.sort();
	members
}

/// The first day on which the next round is held if it can be.
pub fn next_round() -> Day {
	pallet_governance::NextRound::<Runtime>::get().unwrap()
}

/// Go on to the block before the next round: the first one of its day, with which the day begins.
pub fn before_round() {
	to_day(next_round());
}

/// Go on to the block in which the next round is held if it can be.
pub fn to_round() {
	before_round();
	next_block();
}

/// Whether a round was held in this block.
pub fn round_held() -> bool {
	events()
		.into_iter()
		.any(|event| matches!(event, RuntimeEvent::PhragmenElection(ElectionEvent::NewTerm { .. })))
}
