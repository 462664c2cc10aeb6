//! Payouts without anyone asking: in what the transactions of a block leave, certificate by
//! certificate.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::ItemId;
use dmex_runtime::configs::RuntimeBlockWeights;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use pallet_democracy::Conviction;
use pallet_hashrate_market::Error as MarketError;
use pallet_risk_escrow::{Call as Escrow, Event, Payouts, WeightInfo};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

type Weights = <Runtime as pallet_risk_escrow::Config>::WeightInfo;

/// Events of the escrow in the block before this one.
fn escrow_events() -> Vec<Event<Runtime>> {
	let ours = |event| match event {
		RuntimeEvent::RiskEscrow(event) => Some(event),
		_ => None,
	};
	last_block().events.into_iter().filter_map(ours).collect()
}

/// Fill this block up to a remaining weight.
fn leave(remaining: Weight) {
	let used = System::block_weight().total();
	let rest = RuntimeBlockWeights::get().max_block.saturating_sub(used).saturating_sub(remaining);
	let rest = Weight::from_parts(rest.ref_time(), 0);
	System::register_extra_weight_unchecked(rest, DispatchClass::Mandatory);
}

/// Alice's income waits until she can be paid, and comes with that of the next day.
#[test]
fn a_blocked_holder_stops_nobody_and_is_paid_later() {
	execute_with_checks(|| {
		let series = mine();
		block_asset(COINS, alice());
		let before = [alice(), bob()].map(|who| balance(&who, &COIN));
		let now = || [alice(), bob()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED]);
		paid_out();
		assert_eq!(now(), [before[0], before[1] + EXPECTED / 2]);
		let failed =
			|event: &Event<Runtime>| matches!(event, Event::IncomeClaimFailed { item: 0, .. });
		assert!(escrow_events().iter().any(failed));
		assert!(escrow_events().contains(&Event::PayoutDone { series, certificates: 2 }));
		thaw_asset(COINS, alice());
		pays(series, &[EXPECTED]);
		paid_out();
		assert_eq!(now(), before.map(|had| had + EXPECTED));
	});
}

/// No certificate is visited until days are settled, and one walk follows each payment of the miner.
#[test]
fn payouts_follow_each_payment_of_the_miner_once() {
	execute_with_checks(|| {
		let series = mine();
		next_block();
		next_block();
		assert_eq!(escrow_events(), []);
		pays(series, &[EXPECTED]);
		assert!(Payouts::<Runtime>::contains_key(series));
		next_block();
		assert_eq!(Payouts::<Runtime>::iter().count(), 0);
		let min = Weights::payout_turn() + Weights::payout_claim() * 2u64;
		assert!(last_block().payouts.ref_time() >= min.ref_time());
		next_block();
		assert_eq!(escrow_events(), []);
		assert_eq!(last_block().payouts, Weights::payout_idle() + others_idle());
	});
}

#[test]
fn a_full_block_pays_nobody_and_the_next_one_does() {
	execute_with_checks(|| {
		let series = mine();
		let before = balance(&alice(), &COIN);
		pays(series, &[EXPECTED]);
		leave(Weights::payout_idle());
		next_block();
		assert_eq!(balance(&alice(), &COIN), before);
		let claimed = |event: &Event<Runtime>| matches!(event, Event::IncomeClaimed { .. });
		assert!(!escrow_events().iter().any(claimed));
		let max = RuntimeBlockWeights::get().max_block.ref_time();
		assert!(last_block().weight.ref_time() <= max);
		assert!(Payouts::<Runtime>::contains_key(series));
		// Enough weight for one certificate; what other pallets do not use may do for the second.
		let mut paid = 0;
		while paid < 2 {
			let turn = Weights::payout_turn() + dearest();
			leave(Weights::payout_idle() + others_idle() + turn);
			next_block();
			let now = escrow_events().iter().filter(|event| claimed(event)).count();
			assert!(now > 0, "after {paid} certificates");
			paid += now;
		}
		assert_eq!(balance(&alice(), &COIN), before + EXPECTED / 2);
		next_block();
		assert_eq!(Payouts::<Runtime>::iter().count(), 0);
	});
}

fn dearest() -> Weight {
	[Weights::payout_retire(), Weights::payout_refund(), Weights::payout_nothing()]
		.into_iter()
		.fold(Weights::payout_claim(), |most, weight| most.max(weight))
}

/// Real transactions up to the last that fits leave enough for payouts. That the block is within its
/// limit is checked in every block of every story.
#[test]
fn payouts_use_what_transactions_leave() {
	execute_with_checks(|| {
		let series = mine();
		let before = balance(&alice(), &COIN);
		pays(series, &[EXPECTED]);
		let call = || {
			let items = items(&(100..200).collect::<Vec<ItemId>>());
			RuntimeCall::from(Escrow::claim_income { series, items })
		};
		assert!(call().get_dispatch_info().call_weight.ref_time() > 0);
		let full = Err(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources));
		let mut sent = 0;
		loop {
			match send(Sr25519Keyring::Eve, call()) {
				Ok(Ok(())) => sent += 1,
				refused => {
					assert_eq!(refused, full);
					break;
				},
			}
		}
		assert!(sent > 2, "{sent}");
		let max = RuntimeBlockWeights::get().max_block.ref_time();
		assert!(System::block_weight().total().ref_time() > max / 10 * 7);
		next_block();
		assert_eq!(balance(&alice(), &COIN), before + EXPECTED / 2);
		assert!(last_block().weight.ref_time() <= max);
		assert!(last_block().payouts.ref_time() > 0);
	});
}

/// Every certificate of a list may be another holder's, who has nothing of the asset yet: what is
/// charged for one more includes the accounts of its owner.
#[test]
fn one_more_certificate_is_charged_for_an_owner_of_its_own() {
	let weight = |call: RuntimeCall| call.get_dispatch_info().call_weight;
	let list = |n: u32| items(&(0..n).collect::<Vec<_>>());
	let claim = |n| weight(Escrow::claim_income { series: 0, items: list(n) }.into());
	let retire = |n| weight(Escrow::retire { series: 0, items: list(n) }.into());
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	// Record, item and position of the certificate; the owner's account, in one asset and at all.
	let claimed = claim(100) - claim(99);
	assert!(claimed.all_gte(db.reads_writes(5, 3)), "{claimed:?}");
	// Record, item, position, metadata and two attributes; the owner in two assets and at all.
	let retired = retire(100) - retire(99);
	assert!(retired.all_gte(db.reads_writes(9, 10)), "{retired:?}");
}

/// Custody is in accounts of pallets: DMC locked by votes of a miner and a buyer hinder no release.
#[test]
fn vote_locks_stop_no_release() {
	execute_with_checks(|| {
		let plan = Plan { payment: Asset::Native, floor: DMC, ..Plan::default() };
		let price = plan.lowest_price();
		let series = plan.on_sale_at(price);
		let other = Plan { miner: eve(), ..Plan::default() }.apply();
		let referendum = application(other).referendum;
		assert_ok!(buy(&alice(), series, &[0], price));
		for voter in [alice(), ferdie()] {
			let all = dmc(&voter);
			assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, all));
		}
		// Locked DMC buy nothing.
		assert_noop!(buy(&alice(), series, &[1], price), MarketError::<Runtime>::CannotPay);
		let first = today() + 1;
		to_day(first + 1);
		opens_at(NETWORK, 50);
		all_feed(NETWORK, first, 50);
		let before = dmc(&ferdie());
		assert_ok!(distribute(&ferdie(), series, first, &[500]));
		assert_eq!(dmc(&ferdie()), before + 9_850_500 * DMC / 1_000_000);
	});
}
