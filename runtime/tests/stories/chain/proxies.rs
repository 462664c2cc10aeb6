//! What each kind of proxy may do for its principal: lists of what is allowed, over all calls.

use crate::{chain::calls::every_call, people::*, steps::*, world::*};
use codec::Encode;
use dmex_runtime::configs::filters::ProxyType;
use frame_support::traits::InstanceFilter;
use frame_system::Error::CallFiltered;
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

/// Votes, proposals and what they need. Batches are filtered once more inside.
const GOVERNANCE: [&str; 5] = ["Democracy", "Council", "Preimage", "Governance", "Utility"];

fn may(kind: ProxyType, pallet: &str, name: &str) -> bool {
	let elects = pallet == "PhragmenElection" && ["vote", "remove_voter"].contains(&name);
	let governance = GOVERNANCE.contains(&pallet) || elects;
	match kind {
		ProxyType::Any => true,
		ProxyType::Governance => governance,
		ProxyType::PayIncome => (pallet, name) == ("RiskEscrow", "distribute"),
		ProxyType::NonTransfer => governance || moves_nothing(pallet, name),
	}
}

/// Calls that cannot bring the principal's money or certificates to anybody else.
fn moves_nothing(pallet: &str, name: &str) -> bool {
	let names: &[&str] = match pallet {
		"System" => &["remark", "remark_with_event"],
		"Session" => &["set_keys", "purge_keys"],
		"Oracle" => &["feed_values"],
		"Identity" => &[
			"set_identity",
			"clear_identity",
			"cancel_request",
			"provide_judgement",
			"set_subs",
			"add_sub",
			"rename_sub",
			"remove_sub",
			"quit_sub",
		],
		"MinerRegistry" => &["conclude_application", "withdraw_pledge"],
		"HashrateNft" => &["create_series", "remove_series"],
		"RiskEscrow" => &[
			"claim_income",
			"retire",
			"refund",
			"report_breach",
			"conclude_vote",
			"write_off_day",
			"open_event_vote",
		],
		// What these pay is paid to whom it must, whoever asks.
		"HashrateMarket" => &["settle_auction", "cancel_offer"],
		"MutualInsurance" => &["conclude_claim", "collect_award"],
		"CertificateLending" => &["cancel_request", "cancel_loan_offer", "settle_loan"],
		"CertificateStaking" => &["stake", "unstake", "claim_rewards"],
		"Credits" => &["withdraw"],
		_ => &[],
	};
	names.contains(&name)
}

#[test]
fn each_kind_may_what_is_named_and_nothing_else() {
	let mut wrong = Vec::new();
	for (pallet, name, call) in every_call() {
		for kind in
			[ProxyType::Any, ProxyType::NonTransfer, ProxyType::Governance, ProxyType::PayIncome]
		{
			if kind.filter(&call) != may(kind, pallet, name) {
				wrong.push(format!("{kind:?}: {pallet}.{name} is {}", kind.filter(&call)));
			}
		}
	}
	assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_kind_is_above_another_only_when_it_may_more() {
	let all = [ProxyType::Any, ProxyType::NonTransfer, ProxyType::Governance, ProxyType::PayIncome];
	for above in all {
		for below in all {
			let more = every_call()
				.iter()
				.all(|(pallet, name, _)| may(above, pallet, name) || !may(below, pallet, name));
			assert!(!above.is_superset(&below) || more, "{above:?} over {below:?}");
		}
	}
	assert!(ProxyType::Any.is_superset(&ProxyType::PayIncome));
	assert!(!ProxyType::PayIncome.is_superset(&ProxyType::Any));
}

#[test]
fn kinds_have_their_numbers() {
	let numbers =
		[ProxyType::Any, ProxyType::NonTransfer, ProxyType::Governance, ProxyType::PayIncome]
			.map(|kind| kind.encode());
	assert_eq!(numbers, [[0], [1], [2], [3]]);
}

fn appoint(who: &AccountId, delegate: AccountId, proxy_type: ProxyType) {
	let delegate = MultiAddress::Id(delegate);
	let call = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
	assert_ok!(act(who.clone(), call));
}

/// What becomes of `call`, sent by `delegate` for `real`.
fn by_proxy(delegate: AccountId, real: &AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	forget_events();
	let real = MultiAddress::Id(real.clone());
	let call = Box::new(call.into());
	assert_ok!(act(delegate, pallet_proxy::Call::proxy { real, force_proxy_type: None, call }));
	events()
		.into_iter()
		.find_map(|event| match event {
			RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
			_ => None,
		})
		.unwrap()
}

fn transfer(to: AccountId) -> RuntimeCall {
	let dest = MultiAddress::Id(to);
	pallet_balances::Call::transfer_keep_alive { dest, value: DMC }.into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls }.into()
}

/// A miner's machine room pays the income with a key that can do nothing else.
#[test]
fn pay_income_distributes_and_nothing_else() {
	execute_with_checks(|| {
		let plan = Plan::default();
		let series = plan.on_sale_at(8_000_000);
		assert_ok!(buy(&alice(), series, &[0], 8_000_000));
		let first_day = today() + 1;
		to_day(first_day + 1);
		opens_at(NETWORK, 50);
		all_feed(NETWORK, first_day, 50);
		appoint(&ferdie(), eve(), ProxyType::PayIncome);

		let amounts = vec![500].try_into().unwrap();
		let pay: RuntimeCall =
			pallet_risk_escrow::Call::distribute { series, first_day, amounts }.into();
		let filtered: DispatchError = CallFiltered::<Runtime>.into();
		for other in [
			transfer(eve()),
			batch(vec![pay.clone()]),
			batch(vec![transfer(eve())]),
			pallet_utility::Call::as_derivative { index: 0, call: Box::new(pay.clone()) }.into(),
			pallet_credits::Call::withdraw { asset: DOLLAR }.into(),
			pallet_miner_registry::Call::withdraw_pledge { application: 0, amount: 1 }.into(),
			pallet_proxy::Call::remove_proxies {}.into(),
		] {
			assert_eq!(by_proxy(eve(), &ferdie(), other), Err(filtered));
		}
		let before = balance(&ferdie(), &COIN);
		assert_ok!(by_proxy(eve(), &ferdie(), pay));
		assert_eq!(balance(&ferdie(), &COIN), before - 500);
		assert_eq!(balance(&income(), &COIN), 500);
	});
}

#[test]
fn non_transfer_votes_but_does_not_pay_also_not_in_a_batch() {
	execute_with_checks(|| {
		let application = Plan::default().apply();
		let referendum = crate::steps::application(application).referendum;
		appoint(&alice(), eve(), ProxyType::NonTransfer);
		let vote: RuntimeCall = pallet_democracy::Call::vote {
			ref_index: referendum,
			vote: pallet_democracy::AccountVote::Standard {
				vote: pallet_democracy::Vote {
					aye: true,
					conviction: pallet_democracy::Conviction::Locked1x,
				},
				balance: DECISIVE,
			},
		}
		.into();
		let filtered: DispatchError = CallFiltered::<Runtime>.into();
		assert_eq!(by_proxy(eve(), &alice(), transfer(eve())), Err(filtered));
		assert_eq!(by_proxy(eve(), &alice(), batch(vec![transfer(eve())])), Err(filtered));
		let mixed = batch(vec![vote.clone(), transfer(eve())]);
		assert_eq!(by_proxy(eve(), &alice(), mixed), Err(filtered));
		assert_ok!(by_proxy(eve(), &alice(), batch(vec![vote])));
	});
}
