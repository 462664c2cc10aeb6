//! Nothing but awards and deposits leaves the pool, whoever tries and with whatever call.

use crate::{chain::calls::every_call, insurance_steps::*, people::*, steps::*, world::*};
use dmex_primitives::{ClaimId, SeriesId};
use frame_support::storage::{with_transaction, TransactionOutcome::Rollback};
use pallet_mutual_insurance::Call;
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

/// Assert that an act takes nothing from the pool, and undo it.
fn assert_takes_nothing(name: &str, act: impl FnOnce() -> DispatchResult) {
	let balances = || [NATIVE, DOLLAR, COIN].map(|asset| pool(&asset));
	let before = balances();
	let _ = with_transaction(|| {
		let result = act();
		let after = balances();
		let less = before.iter().zip(after).any(|(before, after)| after < *before);
		assert!(!less, "{name} took something: {before:?} {after:?} {result:?}");
		Rollback(Ok::<_, DispatchError>(()))
	});
}

/// Try a call as everybody: people with and without certificates, the miner, four and five of the
/// council.
fn try_as_everybody(name: &str, call: RuntimeCall) {
	for who in everybody().into_iter().chain([nobody()]) {
		assert_takes_nothing(name, || act(who.clone(), call.clone()));
	}
	assert_takes_nothing(name, || council(call.clone()));
	assert_takes_nothing(name, || five_of_the_council(call.clone()));
}

/// Calls that name the pool or the claim as what to take from.
fn attempts(claim: ClaimId, series: SeriesId) -> Vec<(&'static str, RuntimeCall)> {
	let list = || items(&[0, 1, 2, 3]);
	let ours: [(&str, RuntimeCall); 6] = [
		("approve", Call::approve_claim { claim }.into()),
		("conclude", Call::conclude_claim { claim }.into()),
		("collect", Call::collect_award { claim, items: list() }.into()),
		("refund", pallet_risk_escrow::Call::refund { series, items: list() }.into()),
		("retire", pallet_risk_escrow::Call::retire { series, items: list() }.into()),
		("withdraw", pallet_credits::Call::withdraw { asset: NATIVE }.into()),
	];
	ours.into_iter().chain(on_its_balances()).chain(in_its_name()).collect()
}

fn on_its_balances() -> [(&'static str, RuntimeCall); 6] {
	use pallet_assets::Call as Assets;
	use pallet_balances::Call as Natives;
	let pool = || MultiAddress::Id(insurance_pool());
	let to = || MultiAddress::Id(alice());
	let (id, value, amount) = (DOLLARS.into(), 1_000 * DMC, 1_000);
	[
		("force", Natives::force_transfer { source: pool(), dest: to(), value }.into()),
		("unreserve", Natives::force_unreserve { who: pool(), amount }.into()),
		("set", Natives::force_set_balance { who: pool(), new_free: 0 }.into()),
		("assets", Assets::force_transfer { id, source: pool(), dest: to(), amount }.into()),
		(
			"approved",
			Assets::transfer_approved { id, owner: pool(), destination: to(), amount }.into(),
		),
		("burn", Assets::burn { id, who: pool(), amount }.into()),
	]
}

/// Ways to act as somebody else, and the treasury's spending.
fn in_its_name() -> [(&'static str, RuntimeCall); 4] {
	let (dest, value) = (MultiAddress::Id(alice()), 1_000 * DMC);
	let transfer: RuntimeCall = pallet_balances::Call::transfer_allow_death { dest, value }.into();
	let boxed = || Box::new(transfer.clone());
	let as_origin = Box::new(frame_system::RawOrigin::Signed(insurance_pool()).into());
	let real = MultiAddress::Id(insurance_pool());
	let spend = pallet_treasury::Call::spend {
		asset_kind: Box::new(NATIVE),
		amount: value,
		beneficiary: Box::new(alice()),
		valid_from: None,
	};
	[
		("proxy", pallet_proxy::Call::proxy { real, force_proxy_type: None, call: boxed() }.into()),
		("derived", pallet_utility::Call::as_derivative { index: 0, call: boxed() }.into()),
		("as", pallet_utility::Call::dispatch_as { as_origin, call: boxed() }.into()),
		("spend", spend.into()),
	]
}

/// Every call of the chain, and those that name the pool, at every stage of a claim.
#[test]
fn nobody_takes_anything_from_the_pool() {
	execute_with_checks(|| {
		fund_dollars();
		let series = stricken();
		let approved = ClaimRequest::of(series).approved();
		let voting = ClaimRequest::of(series).filed(&alice());
		for claim in [approved, voting, voting + 1] {
			for (name, call) in attempts(claim, series) {
				try_as_everybody(name, call);
			}
		}
		for (_, name, call) in every_call() {
			try_as_everybody(name, call);
		}
		ended(series);
		award_paid_out(approved);
		for (name, call) in attempts(approved, series) {
			try_as_everybody(name, call);
		}
	});
}
