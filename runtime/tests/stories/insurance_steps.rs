//! The steps of the insurance pool: events that strike, claims, their votes and awards.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ClaimId, ItemId, SeriesId};
use pallet_democracy::{Conviction, ReferendumInfo, ReferendumInfoOf, Tally};
use pallet_mutual_insurance::{
	Award, Call, ClaimOf, ClaimStatus, LiveClaims, NextClaimId, Rates, Reserved,
};
use pallet_risk_escrow::Call as Escrow;
use sp_runtime::{DispatchResult, FixedPointNumber, FixedU128};

pub const NATIVE: Asset = Asset::Native;
/// Deposit of a claim at genesis.
pub const CLAIM_DEPOSIT: Balance = 1_000 * DMC;
/// Base units of DMC for a base unit of a dollar, as the claims of the stories say: one for one.
pub const IN_DMC: Balance = DMC / 1_000_000;
/// Income of a unit in a day by these claims: half a dollar, or half a DMC.
pub const UNIT_DAY: Balance = DMC / 2;
/// Loss of a certificate of `mine` in a day by these claims: its income, less the instalment that is
/// refunded.
pub const LOST_A_DAY: Balance = 10 * UNIT_DAY - INSTALMENT * IN_DMC;
/// Loss of Alice's or Bob's certificate of `stricken`.
pub const LOST: Balance = 58 * LOST_A_DAY;
/// Loss of a certificate in a day, in base units of a dollar.
pub const DOLLARS_A_DAY: Balance = 5_000_000 - INSTALMENT;
/// More than any claim of the stories gets.
pub const ALL: Balance = 1_000_000 * DMC;
/// The same in dollars, and a twentieth of what Eve gives to the pool.
pub const ALL_DOLLARS: Balance = 500_000_000;

fn whole(amount: Balance) -> FixedU128 {
	FixedU128::saturating_from_integer(amount)
}

/// Rates of a claim for DMC, by which a unit earns `unit_day` in a day.
pub fn rates_of(unit_day: Balance) -> Rates {
	Rates { unit_day: whole(unit_day), payment: whole(IN_DMC), dmc: whole(1) }
}

/// Request of a claim.
#[derive(Clone)]
pub struct ClaimRequest {
	pub series: SeriesId,
	pub incident_day: Day,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
}

impl ClaimRequest {
	/// Everything, in DMC, for what was sold before the day of the freeze.
	pub fn of(series: SeriesId) -> Self {
		let incident_day = frozen_on(series);
		Self { series, incident_day, asset: NATIVE, amount: ALL, rates: rates_of(UNIT_DAY) }
	}

	/// The same request in dollars: more than is lost.
	pub fn in_dollars(series: SeriesId) -> Self {
		let million = FixedU128::from_inner(FixedU128::DIV / IN_DMC);
		let rates = Rates { unit_day: whole(500_000), payment: whole(1), dmc: million };
		Self { asset: DOLLAR, amount: ALL_DOLLARS, rates, ..Self::of(series) }
	}

	pub fn call(&self) -> Call<Runtime> {
		let Self { series, incident_day, asset, amount, rates } = self.clone();
		let (cause, evidence) = (text("A flood"), evidence());
		Call::file_claim { series, incident_day, cause, evidence, asset, amount, rates }
	}

	pub fn by(&self, who: &AccountId) -> DispatchResult {
		act(who.clone(), self.call())
	}

	/// File the claim as an account; returns its id.
	pub fn filed(&self, who: &AccountId) -> ClaimId {
		let claim = NextClaimId::<Runtime>::get();
		assert_ok!(self.by(who));
		claim
	}

	/// File it as the council; returns its id.
	pub fn filed_by_council(&self) -> ClaimId {
		let claim = NextClaimId::<Runtime>::get();
		assert_ok!(council(self.call()));
		claim
	}

	/// File it as the council, and the DMC holders approve it; returns its id.
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

/// Amount reserved for an approved claim.
pub fn reserved_for(claim: ClaimId) -> Balance {
	match claim_status(claim) {
		ClaimStatus::Approved { reserved, .. } => reserved,
		other => panic!("not approved: {other:?}"),
	}
}

/// The block in which the vote on a claim ends.
pub fn vote_ends(claim: ClaimId) -> u32 {
	end_of(claim_of(claim).referendum)
}

/// Tally of the vote on a claim.
pub fn votes_on(claim: ClaimId) -> Tally<Balance> {
	match ReferendumInfoOf::<Runtime>::get(claim_of(claim).referendum) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.tally,
		other => panic!("not put to the vote: {other:?}"),
	}
}

/// Two DMC holders vote for a referendum.
fn two_are_for(referendum: u32) {
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum, true, Conviction::Locked1x, DECISIVE));
	}
}

/// Two DMC holders vote for a claim, with as much as a fifth of the pool takes.
pub fn support(claim: ClaimId) {
	for voter in [one(), two()] {
		let referendum = claim_of(claim).referendum;
		assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, 6_000_000 * DMC));
	}
}

/// Two DMC holders vote for a claim, the vote ends, and its call is enacted.
pub fn pass(claim: ClaimId) {
	support(claim);
	to_block(vote_ends(claim) + 1);
	assert!(claim_status(claim).counted().is_some(), "{:?}", claim_status(claim));
}

pub fn conclude_claim(claim: ClaimId) -> DispatchResult {
	act(nobody(), Call::conclude_claim { claim })
}

pub fn collect_award(claim: ClaimId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), Call::collect_award { claim, items: items(list) })
}

pub fn contribute(who: &AccountId, asset: Asset, amount: Balance) -> DispatchResult {
	act(who.clone(), Call::contribute { asset, amount })
}

/// Balance of the pool in an asset.
pub fn pool(asset: &Asset) -> Balance {
	balance(&insurance_pool(), asset)
}

/// Amount of an asset that the pool reserves for claims.
pub fn reserved(asset: &Asset) -> Balance {
	Reserved::<Runtime>::get(asset)
}

/// A fifth of the DMC available to the pool.
pub fn cap() -> Balance {
	(pool(&NATIVE) - reserved(&NATIVE) - EXISTENTIAL_DEPOSIT) / 5
}

/// Go on until `on_idle` has offered every certificate its share of an award.
pub fn award_paid_out(claim: ClaimId) {
	let is_paid_out = || {
		let is_awarded = claim_status(claim).award().is_some();
		is_awarded && LiveClaims::<Runtime>::get(claim).flatten().is_none()
	};
	next_block();
	for _ in 0..1_000 {
		if is_paid_out() {
			return;
		}
		next_block();
	}
	panic!("not paid out: {:?}", claim_status(claim));
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

/// The vote on an event passes in this block; its call comes with the next.
pub fn event_vote_passed(series: SeriesId) {
	let vote = event_vote(series);
	two_are_for(vote);
	to_block(end_of(vote));
}

/// The vote on an event ends a series.
pub fn ended(series: SeriesId) {
	event_vote_passed(series);
	next_block();
	assert!(ledger(series).state.termination().is_some());
}

/// The vote on an event ends a series, and the awards of approved claims are fixed in this order.
pub fn awards_fixed(series: SeriesId, claims: &[ClaimId]) {
	event_vote_passed(series);
	assert_ok!(conclude_vote(series));
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

/// Eve gives dollars to the pool.
pub fn fund_dollars() {
	assert_ok!(contribute(&eve(), DOLLAR, 10_000_000_000));
}
