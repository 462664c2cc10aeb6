mod apply;
mod bans;
mod identities;
mod invariants;
mod networks;
mod pledge;
mod quotas;
mod records;
mod votes;

use crate::{mock::*, *};
use alloc::boxed::Box;
use dmex_primitives::{ApplicationId, Asset, DayCounts, MinerRecords, PerUnit, Units, VoteOutcome};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult};

type Origin = RuntimeOrigin;

fn account() -> u64 {
	MinerRegistry::account()
}

fn balance(who: u64) -> u128 {
	Balances::free_balance(who)
}

fn disclosure() -> Disclosure {
	Disclosure {
		kind: MinerKind::Company,
		name: b"Pickaxe AG".to_vec().try_into().unwrap(),
		location: "Genève".as_bytes().to_vec().try_into().unwrap(),
		node_id: b"pool.example/pickaxe".to_vec().try_into().unwrap(),
		evidence_hash: [7; 32],
		uri: b"ipfs://disclosure".to_vec().try_into().unwrap(),
	}
}

fn offer() -> Offer {
	Offer {
		network: 0,
		total_units: 1_200,
		effective_units: 1_000,
		expected_revenue: PerUnit::from_u32(50),
		payment_asset: Asset::WithId(1),
		min_price_per_unit_day: 40,
	}
}

fn apply_with(miner: u64, disclosure: Disclosure, offer: Offer) -> DispatchResult {
	MinerRegistry::apply(
		Origin::signed(miner),
		offer.network,
		Box::new(disclosure),
		offer.total_units,
		offer.effective_units,
		offer.expected_revenue,
		offer.payment_asset,
		offer.min_price_per_unit_day,
	)
}

/// An application put to the vote.
fn applied(miner: u64) -> ApplicationId {
	let id = NextApplicationId::<Test>::get();
	assert_ok!(apply_with(miner, disclosure(), offer()));
	id
}

fn end_vote(application: ApplicationId, outcome: VoteOutcome) {
	FakeVote::end(Applications::<Test>::get(application).unwrap().referendum, outcome);
}

/// An application whose vote passed, concluded.
fn approved(miner: u64) -> ApplicationId {
	let id = applied(miner);
	end_vote(id, VoteOutcome::Approved);
	assert_ok!(MinerRegistry::conclude_application(Origin::signed(BOB), id));
	id
}

/// An approved application with a pledge.
fn pledged(miner: u64, amount: u128) -> ApplicationId {
	let id = approved(miner);
	assert_ok!(MinerRegistry::pledge(Origin::signed(miner), id, amount));
	id
}

fn status(application: ApplicationId) -> ApplicationStatus {
	Applications::<Test>::get(application).unwrap().status
}

fn capacity(application: ApplicationId) -> Capacity {
	Capacities::<Test>::get(application).unwrap()
}

fn live(miner: u64) -> Vec<ApplicationId> {
	LiveApplications::<Test>::get(miner).into_inner()
}

/// A series of the miner is terminated after a breach.
fn default(miner: u64) {
	MinerRegistry::note_freeze(&miner, true);
	MinerRegistry::note_resumed(&miner);
	MinerRegistry::note_default(&miner);
}

fn ban(miner: u64) {
	assert_ok!(MinerRegistry::ban_miner(Origin::root(), miner));
}

fn clear(miner: u64) {
	assert_ok!(MinerRegistry::clear_miner(Origin::root(), miner));
}

fn days(settled: u32, paid: u32, late: u32, underpaid: u32) -> DayCounts {
	DayCounts { settled, paid, late, underpaid }
}

fn mark(miner: u64, change: impl FnOnce(&mut MinerRecord)) {
	Miners::<Test>::mutate(miner, change);
}
