//! Income that arrives by itself: in what the transactions of a block leave, certificate by
//! certificate, and nobody is left out or paid twice.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use dmex_runtime::configs::RuntimeBlockWeights;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use pallet_risk_escrow::{Call as Escrow, Event, Payouts, WeightInfo};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	MultiAddress,
};

type Weights = <Runtime as pallet_risk_escrow::Config>::WeightInfo;

/// What the escrow told in the block before this one.
fn told() -> Vec<Event<Runtime>> {
	let ours = |event| match event {
		RuntimeEvent::RiskEscrow(event) => Some(event),
		_ => None,
	};
	closed().events.into_iter().filter_map(ours).collect()
}

/// Transactions that leave so much of this block.
fn leave(room: Weight) {
	let used = System::block_weight().total();
	let rest = RuntimeBlockWeights::get().max_block.saturating_sub(used).saturating_sub(room);
	let rest = Weight::from_parts(rest.ref_time(), 0);
	System::register_extra_weight_unchecked(rest, DispatchClass::Mandatory);
}

/// Certificates of ten units that earn 500 a day, for three days. Payouts start at 1,000.
#[test]
fn small_income_waits_and_comes_in_the_end() {
	play(|| {
		let (_, series, _) = shop();
		let day = unpaid(series);
		let has = || balance(&alice(), &COIN);
		let before = has();
		let mut due = [0, 1_000, 1_500].into_iter();
		for day in day..day + 3 {
			to_day(day + 1);
			all_feed(NETWORK, day, 50);
			assert_ok!(distribute(&ferdie(), series, day, &[500]));
			paid_out();
			assert_eq!(has(), before + due.next().unwrap());
		}
		assert_eq!(HashrateNft::record_of(series, 0), None);
		assert_eq!(balance(&escrow(), &DOLLAR), 0);
		assert!(told().contains(&Event::PayoutDone { series, certificates: 1 }));
	});
}

/// A holder who cannot be paid stops nobody, and is paid when it can.
#[test]
fn a_blocked_holder_stops_nobody() {
	play(|| {
		let series = mine();
		let who = || MultiAddress::Id(alice());
		let id = || 11.into();
		assert_ok!(act(treasury(), pallet_assets::Call::block { id: id(), who: who() }));
		let before = [alice(), bob()].map(|who| balance(&who, &COIN));
		let now = || [alice(), bob()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED]);
		paid_out();
		assert_eq!(now(), [before[0], before[1] + 500_000]);
		let failed = |event: &Event<Runtime>| matches!(event, Event::ClaimFailed { item: 0, .. });
		assert!(told().iter().any(failed));
		assert!(told().contains(&Event::PayoutDone { series, certificates: 2 }));
		assert_ok!(act(treasury(), pallet_assets::Call::thaw { id: id(), who: who() }));
		pays(series, &[EXPECTED]);
		paid_out();
		assert_eq!(now(), before.map(|had| had + 1_000_000));
	});
}

/// Nothing is looked at again until days are settled again.
#[test]
fn a_round_comes_once_for_each_payment_of_the_miner() {
	play(|| {
		let series = mine();
		next_block();
		next_block();
		assert_eq!(told(), []);
		pays(series, &[EXPECTED]);
		assert!(Payouts::<Runtime>::contains_key(series));
		next_block();
		assert_eq!(Payouts::<Runtime>::iter().count(), 0);
		let least = Weights::payout_turn() + Weights::payout_claim() * 2u64;
		assert!(closed().payouts.ref_time() >= least.ref_time());
		next_block();
		assert_eq!(told(), []);
		assert_eq!(closed().payouts, Weights::payout_idle() + others_idle());
	});
}

/// A block that is full of transactions pays nobody; the next one does.
#[test]
fn a_full_block_pays_nobody_and_the_next_one_does() {
	play(|| {
		let series = mine();
		let before = balance(&alice(), &COIN);
		pays(series, &[EXPECTED]);
		leave(Weights::payout_idle() + others_idle());
		next_block();
		assert_eq!(balance(&alice(), &COIN), before);
		assert_eq!(closed().weight.ref_time(), RuntimeBlockWeights::get().max_block.ref_time());
		assert!(Payouts::<Runtime>::contains_key(series));
		// Room for one certificate at a time.
		for paid in 1..=2 {
			let turn = Weights::payout_turn() + dearest();
			leave(Weights::payout_idle() + others_idle() + turn);
			next_block();
			let claimed =
				told().iter().filter(|event| matches!(event, Event::Claimed { .. })).count();
			assert_eq!(claimed, 1, "{paid}");
		}
		assert_eq!(balance(&alice(), &COIN), before + 500_000);
		next_block();
		assert_eq!(Payouts::<Runtime>::iter().count(), 0);
	});
}

fn dearest() -> Weight {
	[Weights::payout_retire(), Weights::payout_refund(), Weights::payout_nothing()]
		.into_iter()
		.fold(Weights::payout_claim(), |most, weight| most.max(weight))
}

/// Real transactions up to the last that fits. What they leave is enough for payouts, and the block
/// is within its limit: every block of every story is checked for that.
#[test]
fn payouts_take_what_transactions_leave() {
	play(|| {
		let series = mine();
		let before = balance(&alice(), &COIN);
		pays(series, &[EXPECTED]);
		let call = || {
			let items = items(&(100..200).collect::<Vec<ItemId>>());
			RuntimeCall::from(Escrow::claim { series, items })
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
		assert_eq!(balance(&alice(), &COIN), before + 500_000);
		assert!(closed().weight.ref_time() <= max);
		assert!(closed().payouts.ref_time() > 0);
	});
}

/// Certificates of a miner of its own, so many of them sold.
fn large(miner: AccountId, certificates: u32) -> SeriesId {
	let plan = Plan { miner, units: 1, quantity: certificates, ..sixty_days() };
	let series = plan.open();
	let all: Vec<ItemId> = (0..certificates).collect();
	for hundred in all.chunks(100) {
		assert_ok!(list(&plan.miner, series, hundred, PRICE));
		assert_ok!(buy(&alice(), series, hundred, 100 * PRICE));
	}
	series
}

/// No series waits until a longer one is done.
#[test]
fn series_take_turns() {
	play(|| {
		let miners = [dave(), eve(), ferdie()];
		let all = miners.clone().map(|miner| large(miner, 200));
		next_day();
		next_day();
		next_block();
		let day = today() - 1;
		feed_yesterday();
		for (series, miner) in all.iter().zip(&miners) {
			let first = unpaid(*series);
			let days = (first..=day).count();
			assert_ok!(distribute(miner, *series, first, &vec![200 * 50_000; days]));
		}
		// Room for four turns.
		let claims = Weights::payout_claim() * u64::from(pallet_risk_escrow::ITEMS_PER_TURN);
		leave(Weights::payout_idle() + others_idle() + (Weights::payout_turn() + claims) * 4u64);
		next_block();
		let looked = all.map(|series| Payouts::<Runtime>::get(series).map_or(200, |r| r.looked));
		assert!(looked.iter().all(|looked| (32..=96).contains(looked)), "{looked:?}");
		let (least, most) = (looked.iter().min().unwrap(), looked.iter().max().unwrap());
		assert!(most - least <= 32, "{looked:?}");
		for _ in 0..20 {
			next_block();
		}
		assert_eq!(Payouts::<Runtime>::iter().count(), 0);
		for series in all {
			let due = (0..200).map(|item| RiskEscrow::claimable(series, item)).sum::<Balance>();
			assert_eq!(due, 0);
		}
	});
}
