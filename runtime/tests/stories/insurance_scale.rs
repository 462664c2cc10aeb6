//! What claims cost does not depend on how many certificates were sold: operations on storage are
//! counted on the real runtime. Many certificates are paid over as many blocks as it takes, and a
//! hundred collected at once cost less than a hundred times one.

use crate::{
	insurance_steps::*,
	people::*,
	scale::{
		operations::{listen, operations, Operations},
		sold,
	},
	steps::*,
	world::*,
};
use dmex_runtime::{configs::RuntimeBlockWeights, constants::time::BLOCK_WEIGHT};
use frame_support::{dispatch::DispatchClass, traits::OnIdle, weights::Weight};
use pallet_mutual_insurance::{Config, Event, WeightInfo, ITEMS_PER_TURN};
use pallet_risk_escrow::Positions;
use sp_runtime::DispatchResult;

type Weights = <Runtime as Config>::WeightInfo;

/// How many reads and writes a call makes.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations(call);
	assert_ok!(result);
	operations
}

/// A series of so many certificates, struck by an event.
fn struck(certificates: u32) -> u32 {
	let series = sold(certificates, 60);
	next_day();
	assert_ok!(declare_event(series));
	series
}

/// What filing, approving and fixing an award, collecting for a certificate and pushing another cost
/// with so many certificates sold.
fn costs(certificates: u32) -> [Operations; 5] {
	listen();
	let mut costs = [Operations::default(); 5];
	play(|| {
		let series = struck(certificates);
		let file = || Wish::of(series).by(&alice());
		costs[0] = count(file);
		support(0);
		to_block(vote_ends(0));
		costs[1] = count(|| conclude_claim(0));
		doomed(series);
		assert_ok!(settle_vote(series));
		costs[2] = count(|| conclude_claim(0));
		let before = dmc(&alice());
		costs[3] = count(|| collect(0, &[certificates / 2]));
		assert!(dmc(&alice()) > before);
		let room = Weights::push_idle() + Weights::push_turn() + Weights::push_item();
		let before = award(0).paid;
		let (cost, used) = operations(|| MutualInsurance::on_idle(System::block_number(), room));
		assert!(used.all_lte(room) && award(0).paid > before);
		costs[4] = cost;
	});
	costs
}

#[test]
fn the_same_with_10_and_2_000_certificates() {
	let few = costs(10);
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 2), "{few:?}");
	assert_eq!(few, costs(2_000));
}

/// Every certificate is paid its share, once, in blocks that keep their limit.
#[test]
fn three_thousand_certificates_get_their_shares() {
	play(|| {
		let certificates = 3_000;
		let series = struck(certificates);
		let claim = Wish::of(series).approved();
		ended(series);
		let (mut blocks, mut shares, before) = (0, 0, dmc(&alice()));
		while !reached_everybody(claim) {
			next_block();
			let paid = closed().events.into_iter().filter(|event| {
				matches!(event, RuntimeEvent::MutualInsurance(Event::Collected { .. }))
			});
			let paid = paid.count() as u32;
			blocks += u32::from(paid > 0);
			shares += paid;
			assert!(paid <= pallet_mutual_insurance::CLAIMS_PER_BLOCK * ITEMS_PER_TURN);
		}
		assert_eq!(shares, certificates);
		assert!(blocks > 10, "{blocks}");
		let award = award(claim);
		assert_eq!(
			award.paid,
			award.amount / Balance::from(certificates) * Balance::from(certificates)
		);
		assert_eq!(dmc(&alice()), before + award.paid);
		assert!(Positions::<Runtime>::iter_prefix_values(series).all(|p| p.awards == 1));
	});
}

fn reached_everybody(claim: u32) -> bool {
	pallet_mutual_insurance::LiveClaims::<Runtime>::get(claim).is_some_and(|round| round.done)
}

/// Sixteen claims that are decided at once take turns: none waits for ever, whatever else is pushed.
#[test]
fn claims_take_turns() {
	play(|| {
		let series = struck(1_000);
		let claim = Wish { amount: 100 * DMC, ..Wish::of(series) };
		let claims = [(); 4].map(|_| claim.filed_by_council());
		claims.into_iter().for_each(support);
		to_block(vote_ends(claims[0]) + 1);
		ended(series);
		(0..3).for_each(|_| next_block());
		let looked = claims.map(|claim| {
			pallet_mutual_insurance::LiveClaims::<Runtime>::get(claim).unwrap().looked
		});
		let (least, most) = (looked.iter().min().unwrap(), looked.iter().max().unwrap());
		assert!(*least > 0 && most - least <= ITEMS_PER_TURN, "{looked:?}");
	});
}

/// A hundred certificates collected at once cost at most half of what a hundred collections of one
/// do, each of them a transaction.
#[test]
fn collecting_a_hundred_at_once_costs_half() {
	let transaction = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	let of = |certificates| Weights::collect(certificates).saturating_add(transaction).ref_time();
	let (apart, together) = (of(1) * 100, of(100));
	println!("collect: {} % of a hundred collections", together * 100 / apart);
	assert!(together * 2 <= apart, "{together} and {apart}");
}

/// What a turn may need at most fits many times into what pushes may use of a block.
#[test]
fn a_turn_is_a_small_part_of_a_block() {
	let turn = Weights::push_turn() + Weights::push_item() * u64::from(ITEMS_PER_TURN);
	let limit: Weight = BLOCK_WEIGHT.div(8);
	println!("a turn of 32 shares: {} % of the limit", turn.ref_time() * 100 / limit.ref_time());
	assert!(turn.ref_time() <= limit.ref_time());
}
