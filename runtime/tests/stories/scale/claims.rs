//! Claims cost the same however many certificates were sold: operations on storage are counted on the
//! real runtime. Certificates are paid over as many blocks as it takes, and collecting a hundred
//! together costs less than a hundred times one.

use crate::{
	insurance_steps::*,
	people::*,
	scale::certificates::{
		operations::{listen, operations, Operations},
		sold,
	},
	steps::*,
	world::*,
};
use dmex_primitives::ITEMS_PER_TURN;
use dmex_runtime::{configs::RuntimeBlockWeights, constants::time::BLOCK_WEIGHT};
use frame_support::{dispatch::DispatchClass, traits::OnIdle, weights::Weight};
use pallet_mutual_insurance::{Config, Event, LiveClaims, WeightInfo};
use pallet_risk_escrow::Positions;
use sp_runtime::DispatchResult;

type Weights = <Runtime as Config>::WeightInfo;

/// Reads and writes of a call.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations(call);
	assert_ok!(result);
	operations
}

/// A series of `certificates` sold certificates, frozen by an event.
fn struck(certificates: u32) -> u32 {
	let series = sold(certificates, 60);
	next_day();
	assert_ok!(declare_event(series));
	series
}

/// Costs of filing, approving, fixing an award, collecting for one certificate and paying another
/// without anyone asking.
fn costs(certificates: u32) -> [Operations; 5] {
	listen();
	let mut costs = [Operations::default(); 5];
	execute_with_checks(|| {
		let series = struck(certificates);
		let file = || ClaimRequest::of(series).by(&alice());
		costs[0] = count(file);
		support(0);
		to_block(vote_ends(0));
		costs[1] = count(|| conclude_claim(0));
		event_vote_passed(series);
		assert_ok!(conclude_vote(series));
		costs[2] = count(|| conclude_claim(0));
		let before = dmc(&alice());
		costs[3] = count(|| collect_award(0, &[certificates / 2]));
		assert!(dmc(&alice()) > before);
		let remaining = Weights::payout_idle() + Weights::payout_turn() + Weights::payout_item();
		let before = award(0).paid;
		let (cost, used) =
			operations(|| MutualInsurance::on_idle(System::block_number(), remaining));
		assert!(used.all_lte(remaining) && award(0).paid > before);
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

/// Every certificate is paid its share, once.
#[test]
fn three_thousand_certificates_get_their_shares() {
	execute_with_checks(|| {
		let certificates = 3_000;
		let series = struck(certificates);
		let claim = ClaimRequest::of(series).approved();
		ended(series);
		let (mut blocks, mut shares, before) = (0, 0, dmc(&alice()));
		while shares < certificates {
			next_block();
			let paid = last_block().events.into_iter().filter(|event| {
				matches!(event, RuntimeEvent::MutualInsurance(Event::AwardCollected { .. }))
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

/// No claim waits for another whose award goes to many certificates.
#[test]
fn claims_take_turns() {
	execute_with_checks(|| {
		let series = struck(1_000);
		let claim = ClaimRequest { amount: 100 * DMC, ..ClaimRequest::of(series) };
		let claims = [(); 4].map(|_| claim.filed_by_council());
		claims.into_iter().for_each(support);
		to_block(vote_ends(claims[0]) + 1);
		ended(series);
		(0..3).for_each(|_| next_block());
		let sweep = |claim| LiveClaims::<Runtime>::get(claim).flatten().unwrap();
		let visited = claims.map(|claim| sweep(claim).visited);
		let (min, max) = (visited.iter().min().unwrap(), visited.iter().max().unwrap());
		assert!(*min > 0 && max - min <= ITEMS_PER_TURN, "{visited:?}");
	});
}

/// A hundred certificates collected together cost at most half of a hundred transactions that collect
/// one.
#[test]
fn collecting_a_hundred_together_costs_at_most_half() {
	let transaction = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	let of =
		|certificates| Weights::collect_award(certificates).saturating_add(transaction).ref_time();
	let (apart, together) = (of(1) * 100, of(100));
	println!("collect: {} % of a hundred collections", together * 100 / apart);
	assert!(together * 2 <= apart, "{together} and {apart}");
}

/// The longest turn fits into the part of a block for payouts of awards.
#[test]
fn a_turn_fits_into_the_limit_of_a_block() {
	let turn = Weights::payout_turn() + Weights::payout_item() * u64::from(ITEMS_PER_TURN);
	let limit: Weight = BLOCK_WEIGHT.div(8);
	println!("a turn of 32 shares: {} % of the limit", turn.ref_time() * 100 / limit.ref_time());
	assert!(turn.ref_time() <= limit.ref_time());
}
