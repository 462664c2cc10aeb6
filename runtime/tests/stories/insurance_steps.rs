//! The steps of the insurance pool: events that strike, claims, their votes and awards.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ClaimId, ItemId, SeriesId};
use dmex_runtime::RuntimeParameters;
use pallet_collective::{Call as Council, Instance1};
use pallet_democracy::{Conviction, ReferendumInfo, ReferendumInfoOf, Tally};
use pallet_mutual_insurance::{
	Award, Call, ClaimOf, ClaimStatus, LiveClaims, NextClaimId, Rates, Reserved,
};
use pallet_risk_escrow::Call as Escrow;
use sp_runtime::{DispatchResult, FixedPointNumber, FixedU128};

pub const NATIVE: Asset = Asset::Native;
/// What a claim puts down at genesis.
pub const CLAIM_DEPOSIT: Balance = 1_000 * DMC;
/// Base units of DMC for a base unit of a dollar, as the claims of the stories say: one for one.
pub const IN_DMC: Balance = DMC / 1_000_000;
/// What they say a unit earns in a day: half a dollar, or half a DMC.
pub const UNIT_DAY: Balance = DMC / 2;
/// What they say a certificate of `mine` loses with a day: its income, less the slice that is
/// refunded.
pub const LOST_A_DAY: Balance = 10 * UNIT_DAY - SLICE * IN_DMC;
/// What Alice's or Bob's certificate of `stricken` lost.
pub const LOST: Balance = 58 * LOST_A_DAY;
/// What one loses with a day, in base units of a dollar.
pub const DOLLARS_A_DAY: Balance = 5_000_000 - SLICE;
/// More than any claim of the stories gets.
pub const ALL: Balance = 1_000_000 * DMC;

fn whole(amount: Balance) -> FixedU128 {
	FixedU128::saturating_from_integer(amount)
}

/// Rates of a claim for DMC, where a unit earns so much in a day.
pub fn rates_of(unit_day: Balance) -> Rates {
	Rates { unit_day: whole(unit_day), payment: whole(IN_DMC), dmc: whole(1) }
}

/// What a claim asks for.
#[derive(Clone)]
pub struct Wish {
	pub series: SeriesId,
	pub incident_day: Day,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
}

impl Wish {
	/// Everything, in DMC, for what was sold before the day of the freeze.
	pub fn of(series: SeriesId) -> Self {
		let incident_day = frozen_on(series);
		Self { series, incident_day, asset: NATIVE, amount: ALL, rates: rates_of(UNIT_DAY) }
	}

	/// The same in dollars.
	pub fn in_dollars(series: SeriesId) -> Self {
		let million = FixedU128::from_inner(FixedU128::DIV / IN_DMC);
		let rates = Rates { unit_day: whole(500_000), payment: whole(1), dmc: million };
		Self { asset: DOLLAR, rates, ..Self::of(series) }
	}

	pub fn call(&self) -> Call<Runtime> {
		let Self { series, incident_day, asset, amount, rates } = self.clone();
		let (cause, evidence) = (text("A flood"), evidence());
		Call::file_claim { series, incident_day, cause, evidence, asset, amount, rates }
	}

	pub fn by(&self, who: &AccountId) -> DispatchResult {
		act(who.clone(), self.call())
	}

	/// A claim of somebody, which is put to the vote.
	pub fn filed(&self, who: &AccountId) -> ClaimId {
		let claim = NextClaimId::<Runtime>::get();
		assert_ok!(self.by(who));
		claim
	}

	/// The same of the council.
	pub fn filed_by_council(&self) -> ClaimId {
		let claim = NextClaimId::<Runtime>::get();
		assert_ok!(council(self.call()));
		claim
	}

	/// The same, and the holders of DMC were for it.
	pub fn approved(&self) -> ClaimId {
		let claim = self.filed_by_council();
		pass(claim);
		claim
	}
}

/// The day a series was frozen.
pub fn frozen_on(series: SeriesId) -> Day {
	let state = ledger(series).state;
	let freeze = state.freeze().map(|freeze| freeze.since);
	freeze.or(state.termination().map(|ended| ended.since)).unwrap()
}

pub fn claim_of(claim: ClaimId) -> ClaimOf<Runtime> {
	MutualInsurance::claim(claim).unwrap()
}

pub fn claim_status(claim: ClaimId) -> ClaimStatus {
	claim_of(claim).status
}

pub fn award(claim: ClaimId) -> Award {
	claim_status(claim).award().unwrap()
}

/// What is set aside for an approved claim.
pub fn set_aside(claim: ClaimId) -> Balance {
	match claim_status(claim) {
		ClaimStatus::Approved { set_aside, .. } => set_aside,
		other => panic!("not approved: {other:?}"),
	}
}

/// The block in which the vote on a claim ends.
pub fn vote_ends(claim: ClaimId) -> u32 {
	end_of(claim_of(claim).referendum)
}

/// How the vote on a claim stands.
pub fn votes_on(claim: ClaimId) -> Tally<Balance> {
	match ReferendumInfoOf::<Runtime>::get(claim_of(claim).referendum) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.tally,
		other => panic!("not put to the vote: {other:?}"),
	}
}

/// Two holders vote for it.
fn two_are_for(referendum: u32) {
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum, true, Conviction::Locked1x, DECISIVE));
	}
}

/// Two holders vote for a claim.
pub fn support(claim: ClaimId) {
	two_are_for(claim_of(claim).referendum);
}

/// The same, and the vote ends: its call is carried out.
pub fn pass(claim: ClaimId) {
	support(claim);
	to_block(vote_ends(claim) + 1);
	assert!(claim_status(claim).counted().is_some(), "{:?}", claim_status(claim));
}

pub fn conclude_claim(claim: ClaimId) -> DispatchResult {
	act(nobody(), Call::conclude_claim { claim })
}

pub fn collect(claim: ClaimId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), Call::collect { claim, items: items(list) })
}

pub fn contribute(who: &AccountId, asset: Asset, amount: Balance) -> DispatchResult {
	act(who.clone(), Call::contribute { asset, amount })
}

/// What the pool's account has of an asset, and what of that it keeps for others.
pub fn pool(asset: &Asset) -> Balance {
	balance(&insurance_pool(), asset)
}

pub fn reserved(asset: &Asset) -> Balance {
	Reserved::<Runtime>::get(asset)
}

/// A fifth of what the pool can dispose of.
pub fn cap(asset: &Asset) -> Balance {
	let least = if *asset == NATIVE { EXISTENTIAL_DEPOSIT } else { 1 };
	(pool(asset) - reserved(asset) - least) / 5
}

/// Go on until an award was pushed to everybody.
pub fn pushed(claim: ClaimId) {
	next_block();
	for _ in 0..1_000 {
		if LiveClaims::<Runtime>::get(claim).is_none_or(|round| round.done) {
			break;
		}
		next_block();
	}
	assert!(claim_status(claim).award().is_some(), "{:?}", claim_status(claim));
}

/// `mine` was paid for two days. Then, the day a third certificate was sold to Charlie, something
/// happened at the miner's site; what was earned is paid out.
pub fn stricken() -> SeriesId {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	assert_ok!(buy(&charlie(), series, &[2], PRICE));
	paid_out();
	assert_ok!(declare_event(series));
	series
}

/// An event lasts for thirty days, and the vote on it is opened. Returns the vote.
pub fn event_vote(series: SeriesId) -> u32 {
	let due = frozen_on(series) + 30;
	if today() < due {
		to_day(due);
	}
	assert_ok!(act(nobody(), Escrow::open_event_vote { series }));
	referendum_on(series)
}

/// The holders of DMC end a series after an event: the vote is over, and its call comes next.
pub fn doomed(series: SeriesId) {
	let vote = event_vote(series);
	two_are_for(vote);
	to_block(end_of(vote));
}

/// The same, and it has come.
pub fn ended(series: SeriesId) {
	doomed(series);
	next_block();
	assert!(ledger(series).state.termination().is_some());
}

/// The same, and the awards of approved claims are fixed in this order.
pub fn settled(series: SeriesId, claims: &[ClaimId]) {
	doomed(series);
	assert_ok!(settle_vote(series));
	for claim in claims {
		assert_ok!(conclude_claim(*claim));
	}
}

/// `stricken`, and ended; Charlie's certificate was sold on the day of the incident.
pub fn lost() -> SeriesId {
	let series = stricken();
	ended(series);
	series
}

/// Dollars for the pool.
pub fn fund_dollars() {
	assert_ok!(contribute(&eve(), DOLLAR, 10_000_000_000));
}

pub fn set(parameter: RuntimeParameters) {
	assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
}

/// The council as it really votes: a motion, four ayes, and its close.
pub fn motion(call: impl Into<RuntimeCall>) {
	use codec::Encode;
	use sp_runtime::traits::Hash;
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
	let proposal_weight_bound = frame_support::weights::Weight::from_parts(u64::MAX / 2, u64::MAX);
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
