//! Paying and claiming cost the same however many certificates were sold and however many days are
//! unclaimed: operations on storage are counted on the real runtime. A series of any size is paid out
//! over as many blocks as it takes, each within its limit.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use dmex_runtime::{
	configs::RuntimeBlockWeights, parameters::dynamic_params::series, RuntimeParameters,
};
use frame_support::{dispatch::DispatchClass, traits::OnIdle, weights::Weight};
use operations::{listen, Operations};
use pallet_risk_escrow::{Event, Payouts, Positions, WeightInfo};
use sp_runtime::DispatchResult;
use std::{collections::BTreeMap, time::Duration};

#[path = "../../../../pallets/risk-escrow/src/tests/operations.rs"]
pub mod operations;

type Weights = <Runtime as pallet_risk_escrow::Config>::WeightInfo;

/// Reads and writes of a call.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations::operations(call);
	assert_ok!(result);
	operations
}

/// Income below `min_payout` is paid only by a claim.
pub fn pay_out_from(min_payout: Balance) {
	let call = pallet_miner_registry::Call::update_network {
		network: NETWORK,
		pledge_per_unit_day: DMC / 10,
		channel_fee_per_unit: DMC / 10,
		min_payout,
		max_change: 200,
	};
	assert_ok!(council(call));
}

/// A series of one certificate of one unit, with a quota for a hundred thousand.
pub fn opened(term: u32) -> (Plan, SeriesId) {
	let longest = series::Parameters::MaxTerm(series::MaxTerm, Some(540));
	assert_ok!(set_parameter(RuntimeParameters::Series(longest)));
	let plan = Plan { quota: 100_000, units: 1, term, quantity: 1, ..Plan::default() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&plan.miner, application, 1_000_000 * DMC));
	let series = plan.series(application);
	(plan, series)
}

/// Mint the certificates from `first` to before `end`, except the very first, which exists, and sell
/// all of them to `buyer`.
pub fn sell(plan: &Plan, series: SeriesId, first: ItemId, end: ItemId, buyer: &AccountId) {
	for first in (first.max(1)..end).step_by(100) {
		assert_ok!(mint(&plan.miner, series, (end - first).min(100)));
	}
	let all: Vec<ItemId> = (first..end).collect();
	let price = plan.lowest_price();
	for hundred in all.chunks(100) {
		assert_ok!(list(&plan.miner, series, hundred, price));
		assert_ok!(buy(buyer, series, hundred, 100 * price));
		// One block sells all, and emits more events than a block can hold.
		forget_events();
	}
}

/// A series of `certificates` certificates, all sold to Alice.
pub fn sold(certificates: u32, term: u32) -> SeriesId {
	let (plan, series) = opened(term);
	sell(&plan, series, 0, certificates, &alice());
	series
}

/// Costs of `distribute` of a day and of a claim of one certificate, after a number of unclaimed days.
fn costs(certificates: u32, days: u32) -> [Operations; 2] {
	listen();
	let mut costs = [Operations::default(); 2];
	execute_with_checks(|| {
		pay_out_from(u32::MAX.into());
		let series = sold(certificates, days + 10);
		// Income exists, so that the account of it holds the coin.
		let (mut day, mut left) = (today() + 1, days);
		while left > 0 {
			// One block a day: the chain is nearly asleep.
			step(u64::from(BLOCKS_A_DAY), 0);
			if today() == day + left.min(32) + 1 {
				let now = left.min(32);
				assert_ok!(distribute(&ferdie(), series, day, &vec![1_000_000; now as usize]));
				(day, left) = (day + now, left - now);
			}
		}
		next_day();
		let pay = count(|| distribute(&ferdie(), series, day, &[1_000_000]));
		let before = balance(&alice(), &COIN);
		let one = count(|| claim_income(series, &[certificates / 2]));
		let due = Balance::from(days + 1) * 1_000_000 / Balance::from(certificates);
		assert_eq!(balance(&alice(), &COIN), before + due);
		costs = [pay, one];
	});
	costs
}

#[test]
fn the_same_with_10_and_10_000_certificates() {
	let few = costs(10, 2);
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 2), "{few:?}");
	assert_eq!(few, costs(10_000, 2));
}

#[test]
fn the_same_after_1_and_300_unclaimed_days() {
	assert_eq!(costs(10, 1), costs(10, 300));
}

/// Go on by a day that has just enough blocks to be live.
fn live_day() {
	(0..5).for_each(|_| next_block());
	step(u64::from(BLOCKS_A_DAY) - 5, 0);
}

/// Cost and weight of paying one certificate without anyone asking.
fn one_payout() -> (Operations, Weight) {
	let least = Weights::payout_claim()
		.max(Weights::payout_retire())
		.max(Weights::payout_refund())
		.max(Weights::payout_nothing());
	let room = Weights::payout_idle() + Weights::payout_turn() + least;
	let number = System::block_number();
	let (cost, used) = operations::operations(|| RiskEscrow::on_idle(number, room));
	assert!(used.all_lte(room));
	(cost, used)
}

/// Costs of a payout of income, `report_breach`, `conclude_vote`, a payout of a refund and a `refund`.
fn costs_of_an_end(certificates: u32) -> [Operations; 5] {
	listen();
	let mut costs = [Operations::default(); 5];
	let mut sold_to = None;
	execute_in_acts_with_checks(|act| match act {
		0 => {
			pay_out_from(1);
			sold_to = Some(sold(certificates, 60));
			true
		},
		1 => {
			let series = sold_to.unwrap();
			let day = unpaid(series);
			to_day(day);
			live_day();
			next_block();
			feed_yesterday();
			// The first payments of income make an account, for all of them.
			let paid = Balance::from(AVERAGE) * Balance::from(certificates);
			assert_ok!(distribute(&ferdie(), series, day, &[paid]));
			let before = balance(&alice(), &COIN);
			costs[0] = one_payout().0;
			assert_eq!(balance(&alice(), &COIN), before + Balance::from(AVERAGE));
			true
		},
		// Eight live days and the payout of the income meanwhile.
		2..=10 => {
			live_day();
			true
		},
		_ => {
			let series = sold_to.unwrap();
			assert_eq!(Payouts::<Runtime>::iter().count(), 0);
			costs[1] = count(|| report(series));
			to_block(end_of(referendum_on(series)));
			costs[2] = count(|| conclude_vote(series));
			let before = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
			costs[3] = one_payout().0;
			let mut left = Positions::<Runtime>::iter_prefix(series);
			let (item, _) = left.find(|(_, position)| !position.refunded).unwrap();
			costs[4] = count(|| refund(series, &[item]));
			let after = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
			assert!(after[0] > before[0] && after[1] > before[1]);
			false
		},
	});
	costs
}

#[test]
fn an_end_costs_the_same_with_10_and_10_000_certificates() {
	let few = costs_of_an_end(10);
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 2), "{few:?}");
	assert_eq!(few, costs_of_an_end(10_000));
}

/// Payouts to all certificates.
#[derive(Default)]
struct Round {
	paid: BTreeMap<ItemId, Balance>,
	blocks: u32,
	heaviest: Weight,
	took: Duration,
	declared: Weight,
}

impl Round {
	/// Add those of the block before this one.
	fn note(&mut self) {
		let block = last_block();
		for event in block.events {
			if let RuntimeEvent::RiskEscrow(Event::IncomeClaimed { item, amount, .. }) = event {
				assert_eq!(self.paid.insert(item, amount), None, "{item} was paid twice");
			}
		}
		if block.payouts.ref_time() > (Weights::payout_idle() + others_idle()).ref_time() {
			self.blocks += 1;
			self.heaviest = self.heaviest.max(block.weight);
			self.took += block.took;
			self.declared += block.payouts;
		}
	}
}

/// Committing a large state takes long.
const SOLD_IN_AN_ACT: u32 = 25_000;

/// Each of `certificates` certificates gets its part of a paid day, once.
fn everybody_is_paid(certificates: u32) {
	let mut plan = None;
	let mut round = Round::default();
	let acts = certificates.div_ceil(SOLD_IN_AN_ACT);
	execute_in_acts_with_checks(|act| {
		let (plan, series) = plan.get_or_insert_with(|| opened(60));
		let series = *series;
		if act < acts {
			let buyer = [alice(), bob(), charlie()][act as usize % 3].clone();
			let first = act * SOLD_IN_AN_ACT;
			sell(plan, series, first, certificates.min(first + SOLD_IN_AN_ACT), &buyer);
			return true;
		}
		if act == acts {
			let day = unpaid(series);
			to_day(day + 1);
			next_block();
			feed_yesterday();
			let paid = Balance::from(AVERAGE) * Balance::from(certificates);
			assert_ok!(distribute(&ferdie(), series, day, &[paid]));
			return true;
		}
		for _ in 0..10 {
			next_block();
			round.note();
		}
		Payouts::<Runtime>::contains_key(series)
	});
	assert_eq!(round.paid.len(), certificates as usize);
	assert!(round.paid.values().all(|amount| *amount == AVERAGE.into()));
	assert!(round.blocks > 1, "one block paid all");
	let declared = Duration::from_nanos(round.declared.ref_time() / 1_000);
	println!(
		"{certificates} certificates: {} blocks, at most {} ms of weight, took {:?} of {declared:?} declared",
		round.blocks,
		round.heaviest.ref_time() / 1_000_000_000,
		round.took
	);
}

#[test]
fn three_thousand_certificates_are_paid_one_by_one() {
	everybody_is_paid(3_000);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_certificates_are_paid_one_by_one() {
	everybody_is_paid(100_000);
}

/// Kind of a purchase, and its weight by the number of certificates.
type Purchase = (&'static str, fn(u32) -> Weight);

fn purchases() -> [Purchase; 4] {
	use pallet_hashrate_market::WeightInfo;
	type Market = <Runtime as pallet_hashrate_market::Config>::WeightInfo;
	[
		("first sale", Market::buy),
		("lot, first sale", Market::buy_dutch),
		("lot, resale", Market::buy_dutch_resale),
		("resale of a hundred sellers", Market::buy_resale),
	]
}

/// A hundred certificates bought together cost at most half of a hundred transactions that buy one.
#[test]
fn buying_a_hundred_together_costs_at_most_half() {
	let transaction = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	for (kind, weight) in purchases() {
		let of = |certificates| weight(certificates).saturating_add(transaction).ref_time();
		let (apart, together) = (of(1) * 100, of(100));
		println!("{kind}: {} % of a hundred purchases", together * 100 / apart);
		assert!(together * 2 <= apart, "{kind}: {together} and {apart}");
	}
}
