//! The steps of the council, of voters and of the oracle's operators.

use crate::{people::*, world::*};
use codec::Encode;
use dmex_primitives::{AverageSettings as _, DayValue, NetworkId};
use dmex_runtime::{
	constants::time::SLOT_MILLIS, Governance, RuntimeGenesisConfig, RuntimeParameters,
};
use frame_support::{
	traits::{Bounded, Get},
	weights::Weight,
};
use pallet_collective::{Call as Council, Instance1};
use pallet_democracy::{
	AccountVote, BoundedCallOf, Conviction, ReferendumCount, ReferendumInfo, ReferendumInfoOf, Vote,
};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Hash, DispatchResult};

/// A call that is proposed.
pub type Proposal = BoundedCallOf<Runtime>;

/// A chain whose hours have so many blocks.
pub fn hours_of(blocks: u32) -> RuntimeGenesisConfig {
	let mut genesis = genesis(DEV_RUNTIME_PRESET);
	genesis.calendar.day_length = u64::from(24 * blocks) * SLOT_MILLIS;
	genesis
}

/// The block in which a referendum ends.
pub fn end_of(referendum: u32) -> u32 {
	match ReferendumInfoOf::<Runtime>::get(referendum) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.end,
		other => panic!("not put to the vote: {other:?}"),
	}
}

pub fn vote(
	who: AccountId,
	ref_index: u32,
	aye: bool,
	conviction: Conviction,
	balance: Balance,
) -> DispatchResult {
	let vote = AccountVote::Standard { vote: Vote { aye, conviction }, balance };
	act(who, pallet_democracy::Call::vote { ref_index, vote })
}

/// Two DMC holders vote for a referendum with what Root takes if nobody votes against it.
pub fn carry(referendum: u32) {
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, 6_000_000 * DMC));
	}
}

/// Note a call as a preimage; returns what is proposed.
pub fn preimage(who: &AccountId, call: impl Into<RuntimeCall>) -> Proposal {
	let bytes = call.into().encode();
	let proposal = Bounded::Lookup { hash: blake2_256(&bytes).into(), len: bytes.len() as u32 };
	assert_ok!(act(who.clone(), pallet_preimage::Call::note_preimage { bytes }));
	proposal
}

/// Note a call as a preimage and propose it to the public.
pub fn propose(who: AccountId, call: impl Into<RuntimeCall>) {
	let proposal = preimage(&who, call);
	assert_ok!(act(who, pallet_democracy::Call::propose { proposal, value: 1_000 * DMC }));
}

/// Go on until the next referendum is opened; returns it.
pub fn launched() -> u32 {
	let referendum = ReferendumCount::<Runtime>::get();
	while ReferendumCount::<Runtime>::get() == referendum {
		next_block();
	}
	referendum
}

/// Whether a referendum passed; `None` while it is open.
pub fn passed(referendum: u32) -> Option<bool> {
	match ReferendumInfoOf::<Runtime>::get(referendum) {
		Some(ReferendumInfo::Ongoing(_)) => None,
		Some(ReferendumInfo::Finished { approved, .. }) => Some(approved),
		None => panic!("cancelled, or never opened"),
	}
}

/// The council as it really votes: a motion, four ayes, and its close.
pub fn motion(call: impl Into<RuntimeCall>) {
	let call: RuntimeCall = call.into();
	let proposal_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&call);
	let length_bound = call.encode().len() as u32;
	let index = pallet_collective::ProposalCount::<Runtime, Instance1>::get();
	let proposal = Box::new(call);
	let propose = Council::<Runtime, Instance1>::propose { threshold: 4, proposal, length_bound };
	assert_ok!(act(alice(), propose));
	for member in [alice(), bob(), charlie(), dave()] {
		let vote =
			Council::<Runtime, Instance1>::vote { proposal: proposal_hash, index, approve: true };
		assert_ok!(act(member, vote));
	}
	let proposal_weight_bound = Weight::from_parts(u64::MAX / 2, u64::MAX);
	let close = Council::<Runtime, Instance1>::close {
		proposal_hash,
		index,
		proposal_weight_bound,
		length_bound,
	};
	assert_ok!(act(nobody(), close));
	let release = Council::<Runtime, Instance1>::release_proposal_cost { proposal_hash };
	assert_ok!(act(alice(), release));
	let carried_out = events().into_iter().rev().find_map(|event| match event {
		RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => Some(result),
		_ => None,
	});
	assert_eq!(carried_out, Some(Ok(())));
}

/// The council sets a parameter.
pub fn set_parameter(parameter: RuntimeParameters) -> DispatchResult {
	council(pallet_governance::Call::set_parameter { parameter })
}

/// Outcome of the call that the scheduler dispatched in this block.
pub fn enacted() -> Option<DispatchResult> {
	events().into_iter().find_map(|event| match event {
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
		_ => None,
	})
}

/// Root schedules a call without effect.
pub fn schedule(when: u32) {
	let call = Box::new(frame_system::Call::remark { remark: vec![] }.into());
	let maybe_periodic = None;
	assert_ok!(root(pallet_scheduler::Call::schedule { when, maybe_periodic, priority: 0, call }));
}

/// Fill the agenda of a block.
pub fn fill_agenda(when: u32) {
	let places = <<Runtime as pallet_scheduler::Config>::MaxScheduledPerBlock as Get<u32>>::get();
	(0..places).for_each(|_| schedule(when));
}

/// A unit of a network earns `value` a day when the story begins.
pub fn opens_at(network: NetworkId, value: u32) {
	Governance::open(network, PerUnit::from_u32(value));
}

/// An operator feeds the average of a day, once a block.
pub fn feed(operator: AccountId, network: NetworkId, day: Day, value: PerUnit) -> DispatchResult {
	let values = vec![(network, DayValue { day, value })].try_into().unwrap();
	act(operator, pallet_oracle::Call::feed_values { values })
}

/// All operators feed the same average of a day, which fixes it.
pub fn all_feed(network: NetworkId, day: Day, value: u32) {
	for operator in [alice(), bob(), charlie(), dave()] {
		assert_ok!(feed(operator, network, day, PerUnit::from_u32(value)));
	}
}
