//! Which calls people can send: a list of what is allowed, also inside batches, proxies and
//! multisigs.

use crate::{chain::calls::every_call, people::*, steps::*, world::*};
use codec::Encode;
use dmex_runtime::{configs::filters::BaseFilter, Preimage};
use frame_support::traits::{Bounded, Contains, StorePreimage};
use frame_system::Error::CallFiltered;
use sp_runtime::{DispatchError, MultiAddress};

/// The pallets that are open as a whole.
const OPEN: [&str; 15] = [
	"System",
	"Timestamp",
	"Babe",
	"Grandpa",
	"Balances",
	"Assets",
	"Utility",
	"Multisig",
	"Proxy",
	"Preimage",
	"Democracy",
	"Council",
	"Whitelist",
	"PhragmenElection",
	"Treasury",
];

/// What is open of the others. A call that is not named here is closed.
const ALSO_OPEN: [(&str, &[&str]); 15] = [
	("Session", &["set_keys"]),
	("Uniques", &["transfer", "approve_transfer", "cancel_approval"]),
	("Oracle", &["feed_values"]),
	(
		"OracleMembership",
		&[
			"add_member",
			"remove_member",
			"swap_member",
			"reset_members",
			"set_prime",
			"clear_prime",
		],
	),
	(
		"Governance",
		&[
			"set_parameter",
			"confirm_average",
			"strike_average",
			"spend",
			"void_spend",
			"hand_over",
			"propose_root_call",
			"pause",
			"unpause",
			"reset_fuse",
			"allow_payment",
		],
	),
	("SafeMode", &["force_enter", "force_exit"]),
	(
		"Identity",
		&[
			"add_registrar",
			"remove_registrar",
			"set_identity",
			"set_subs",
			"clear_identity",
			"request_judgement",
			"cancel_request",
			"set_fee",
			"set_fields",
			"provide_judgement",
			"kill_identity",
			"add_sub",
			"rename_sub",
			"remove_sub",
			"quit_sub",
		],
	),
	(
		"MinerRegistry",
		&[
			"register_network",
			"update_network",
			"set_payment_asset",
			"apply",
			"withdraw_application",
			"conclude_application",
			"approve_application",
			"pledge",
			"withdraw_pledge",
			"ban_miner",
			"clear_miner",
			"close_network",
		],
	),
	("HashrateNft", &["create_series", "mint", "burn_unsold", "remove_series"]),
	(
		"RiskEscrow",
		&[
			"distribute",
			"claim_income",
			"retire",
			"refund",
			"report_breach",
			"conclude_vote",
			"write_off_day",
			"open_event_vote",
			"report_income_ended",
			"terminate",
			"freeze_for_event",
			"end_event",
			"apply_strike",
		],
	),
	(
		"HashrateMarket",
		&[
			"list",
			"reprice",
			"delist",
			"buy",
			"start_auction",
			"bid",
			"buy_dutch",
			"cancel_auction",
			"settle_auction",
			"withdraw_bid",
			"make_offer",
			"cancel_offer",
			"accept_offer",
		],
	),
	(
		"MutualInsurance",
		&["contribute", "file_claim", "conclude_claim", "collect_award", "approve_claim"],
	),
	(
		"CertificateLending",
		&[
			"request_loan",
			"cancel_request",
			"fund",
			"offer_loan",
			"cancel_loan_offer",
			"take_loan",
			"repay",
			"foreclose",
			"settle_loan",
		],
	),
	(
		"CertificateStaking",
		&["stake", "unstake", "claim_rewards", "fund_budget", "set_network_weight"],
	),
	("Credits", &["withdraw"]),
];

#[test]
fn what_is_not_named_is_closed() {
	for (pallet, name, call) in every_call() {
		let mut also = ALSO_OPEN.iter().filter(|(open, _)| *open == pallet);
		let open = OPEN.contains(&pallet) || also.any(|(_, names)| names.contains(&name));
		assert_eq!(BaseFilter::contains(&call), open, "{pallet}.{name}");
	}
}

/// Try `call` as `who` in every way that people have: each time the filter stops it.
pub fn assert_closed(who: &AccountId, call: &RuntimeCall) {
	let closed: DispatchError = CallFiltered::<Runtime>.into();
	let calls = vec![call.clone()];
	let boxed = Box::new(call.clone());
	assert_noop!(act(who.clone(), call.clone()), closed);
	let batch_all = pallet_utility::Call::batch_all { calls: calls.clone() };
	assert_noop!(act(who.clone(), batch_all), closed);
	let derived = pallet_utility::Call::as_derivative { index: 0, call: boxed.clone() };
	assert_noop!(act(who.clone(), derived), closed);
	let either = pallet_utility::Call::if_else { main: boxed.clone(), fallback: boxed.clone() };
	assert_noop!(act(who.clone(), either), closed);
	let alone = pallet_multisig::Call::as_multi_threshold_1 {
		other_signatories: vec![nobody()],
		call: boxed.clone(),
	};
	assert_noop!(act(who.clone(), alone), closed);

	assert_ok!(act(who.clone(), pallet_utility::Call::batch { calls: calls.clone() }));
	assert_emitted(pallet_utility::Event::BatchInterrupted { index: 0, error: closed });
	forget_events();
	assert_ok!(act(who.clone(), pallet_utility::Call::force_batch { calls }));
	assert_emitted(pallet_utility::Event::ItemFailed { error: closed });
	forget_events();
	let real = MultiAddress::Id(who.clone());
	let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call: boxed };
	assert_ok!(act(bob(), proxy));
	assert_emitted(pallet_proxy::Event::<Runtime>::ProxyExecuted { result: Err(closed) });
	forget_events();
}

/// From now on Bob may do everything in the name of `who`.
pub fn give_bob_a_proxy(who: &AccountId) {
	let call = pallet_proxy::Call::add_proxy {
		delegate: MultiAddress::Id(bob()),
		proxy_type: dmex_runtime::configs::filters::ProxyType::Any,
		delay: 0,
	};
	assert_ok!(act(who.clone(), call));
}

#[test]
fn of_the_nft_pallet_only_transfers_and_approvals_are_open_in_any_wrapping() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		let mut closed = 0;
		for (_, name, call) in every_call().into_iter().filter(|(p, ..)| *p == "Uniques") {
			if !["transfer", "approve_transfer", "cancel_approval"].contains(&name) {
				assert_closed(&alice(), &call);
				closed += 1;
			}
		}
		assert!(closed >= 20, "{closed} calls were tried");
	});
}

#[test]
fn parameters_and_scheduler_are_closed_in_any_wrapping() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		for (pallet, _, call) in every_call() {
			if ["Parameters", "Scheduler"].contains(&pallet) {
				assert_closed(&alice(), &call);
			}
		}
	});
}

/// A seat is given by the council or a referendum, and taken by them: whoever has one does not pass
/// it on, to an account of its own choice or a better-paying one.
#[test]
fn an_operator_does_not_hand_its_seat_on_in_any_wrapping() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		let seats = dmex_runtime::OracleMembership::members();
		let new = MultiAddress::Id(eve());
		let call: RuntimeCall =
			pallet_membership::Call::<Runtime, pallet_membership::Instance1>::change_key { new }
				.into();
		assert_closed(&alice(), &call);
		assert_eq!(send(Sr25519Keyring::Alice, call), Ok(Err(CallFiltered::<Runtime>.into())));
		assert_eq!(dmex_runtime::OracleMembership::members(), seats);
	});
}

#[test]
fn the_council_gives_the_seat_of_an_operator_to_another() {
	execute_with_checks(|| {
		use pallet_membership::{Call, Instance1};
		let [remove, add] = [alice(), eve()].map(MultiAddress::Id);
		let swap = Call::<Runtime, Instance1>::swap_member { remove, add };
		assert_noop!(act(alice(), swap.clone()), DispatchError::BadOrigin);
		assert_ok!(council(swap));
		let seats = dmex_runtime::OracleMembership::members();
		assert!(seats.contains(&eve()) && !seats.contains(&alice()));
	});
}

#[test]
fn a_multisig_of_two_is_filtered_when_it_acts() {
	execute_with_checks(|| {
		let call: RuntimeCall = pallet_uniques::Call::set_price {
			collection: 0,
			item: 0,
			price: None,
			whitelisted_buyer: None,
		}
		.into();
		let multi = |other: AccountId, timepoint| pallet_multisig::Call::as_multi {
			threshold: 2,
			other_signatories: vec![other],
			maybe_timepoint: timepoint,
			call: Box::new(call.clone()),
			max_weight: frame_support::weights::Weight::from_parts(u64::MAX, u64::MAX),
		};
		let timepoint = dmex_runtime::Multisig::timepoint();
		assert_ok!(act(alice(), multi(bob(), None)));
		assert_ok!(act(bob(), multi(alice(), Some(timepoint))));
		let filtered: DispatchError = CallFiltered::<Runtime>.into();
		let executed = events().into_iter().any(|event| {
			matches!(
				event,
				RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. })
					if result == Err(filtered)
			)
		});
		assert!(executed, "the multisig did not try, or was not stopped");
	});
}

#[test]
fn a_holder_neither_prices_nor_burns_nor_changes_a_certificate() {
	execute_with_checks(|| {
		let plan = Plan::default();
		let series = plan.on_sale_at(8_000_000);
		assert_ok!(buy(&alice(), series, &[0], 8_000_000));
		give_bob_a_proxy(&alice());
		use pallet_uniques::Call;
		let (collection, item) = (series, 0);
		let price = Some(1);
		for call in [
			Call::set_price { collection, item, price, whitelisted_buyer: None },
			Call::burn { collection, item, check_owner: None },
			Call::set_accept_ownership { maybe_collection: Some(collection) },
			Call::clear_metadata { collection, item },
			Call::set_attribute {
				collection,
				maybe_item: Some(item),
				key: text("end_day"),
				value: text("9999"),
			},
		] {
			assert_closed(&alice(), &call.into());
		}
		let dest = MultiAddress::Id(charlie());
		assert_ok!(act(alice(), Call::transfer { collection, item, dest }));
	});
}

/// A call of Root is carried out although nobody could send it: a referendum is not filtered.
#[test]
fn a_referendum_is_not_filtered() {
	execute_with_checks(|| {
		let call: RuntimeCall = pallet_uniques::Call::force_create {
			collection: 1_000,
			owner: MultiAddress::Id(alice()),
			free_holding: true,
		}
		.into();
		assert!(!BaseFilter::contains(&call));
		assert_ok!(root(call));
	});
}

/// The chain's preimages are bound by hash when they are long: the approval is short.
#[test]
fn an_approval_needs_no_preimage() {
	let call: RuntimeCall =
		pallet_miner_registry::Call::<Runtime>::approve_application { application: u32::MAX }
			.into();
	assert!(call.encode().len() <= 128);
	execute_with_checks(|| {
		let bound = Preimage::bound(call).unwrap();
		assert!(matches!(bound, Bounded::Inline(_)));
	});
}
