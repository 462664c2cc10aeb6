//! Safe mode and pauses: what they stop, in any wrapping, what they can never stop, and that both end by
//! themselves.

use crate::{
	chain::{calls::every_call, filter::*},
	electing::*,
	people::*,
	steps::*,
	trading::*,
	world::*,
};
use dmex_runtime::{
	configs::filters::{
		BaseFilter, OPEN_CALLS, OPEN_PALLETS, PROTECTED_CALLS, PROTECTED_PALLETS, UNPAUSABLE_CALLS,
	},
	SafeMode,
};
use frame_support::{
	storage::with_storage_layer,
	traits::{Contains, GetCallMetadata},
};
use frame_system::Error::CallFiltered;
use pallet_governance::{pauses::CallName, Error, Event};
use pallet_safe_mode::Event as SafeModeEvent;
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

type Filter = <Runtime as frame_system::Config>::BaseCallFilter;

fn filtered() -> DispatchError {
	CallFiltered::<Runtime>.into()
}

fn name(pallet: &str, call: &str) -> CallName {
	(text(pallet), text(call))
}

fn is_among(lists: &[(&str, &[&str])], pallet: &str, call: &str) -> bool {
	lists.iter().any(|(name, calls)| *name == pallet && calls.contains(&call))
}

fn is_protected(pallet: &str, call: &str) -> bool {
	PROTECTED_PALLETS.contains(&pallet) || is_among(&PROTECTED_CALLS, pallet, call)
}

fn force_enter() -> pallet_safe_mode::Call<Runtime> {
	pallet_safe_mode::Call::force_enter {}
}

fn enter() {
	assert_ok!(five_of_the_council(force_enter()));
}

fn pause(call: CallName, blocks: u32) -> DispatchResult {
	council(pallet_governance::Call::pause { call, blocks })
}

fn transfer() -> RuntimeCall {
	let dest = MultiAddress::Id(eve());
	pallet_balances::Call::transfer_keep_alive { dest, value: DMC }.into()
}

/// A call that a pause can stop.
fn approval() -> RuntimeCall {
	let delegate = MultiAddress::Id(eve());
	pallet_assets::Call::approve_transfer { id: DOLLARS.into(), delegate, amount: 1 }.into()
}

/// A call or pallet that is renamed is protected or open no longer, unless its name is changed here too.
#[test]
fn each_protected_or_open_name_is_one_of_the_chain() {
	let pallets = RuntimeCall::get_module_names();
	for pallet in PROTECTED_PALLETS.into_iter().chain(OPEN_PALLETS) {
		assert!(pallets.contains(&pallet), "there is no pallet {pallet}");
	}
	let calls = PROTECTED_CALLS.into_iter().chain(UNPAUSABLE_CALLS).chain(OPEN_CALLS);
	for (pallet, calls) in calls {
		assert!(pallets.contains(&pallet), "there is no pallet {pallet}");
		for call in calls {
			let known = RuntimeCall::get_call_names(pallet).contains(call);
			assert!(known, "there is no call {pallet}.{call}");
		}
	}
}

/// What people were promised, whatever becomes of the list.
#[test]
fn what_is_anybodys_own_is_protected() {
	let promised = [
		("System", &["remark"] as &[_]),
		("Timestamp", &["set"]),
		("Babe", &["report_equivocation_unsigned"]),
		("Grandpa", &["report_equivocation_unsigned"]),
		("Utility", &["batch", "batch_all", "force_batch"]),
		("Proxy", &["proxy"]),
		("Multisig", &["as_multi", "approve_as_multi"]),
		("Preimage", &["note_preimage"]),
		("Democracy", &["vote", "unlock", "propose", "external_propose", "veto_external"]),
		("Council", &["propose", "vote", "close"]),
		("Governance", &["pause", "unpause", "set_parameter"]),
		("SafeMode", &["force_exit"]),
		("RiskEscrow", &["claim_income", "retire", "refund", "distribute", "report_breach"]),
		("MutualInsurance", &["file_claim", "conclude_claim", "collect_award"]),
		("HashrateMarket", &["withdraw_bid", "cancel_offer", "settle_auction", "delist"]),
		("MinerRegistry", &["pledge", "withdraw_pledge"]),
		("CertificateLending", &["repay", "cancel_request", "cancel_loan_offer", "settle_loan"]),
		("CertificateStaking", &["unstake", "claim_rewards"]),
		("Credits", &["withdraw"]),
		("Treasury", &["payout", "check_status"]),
		("Oracle", &["feed_values"]),
	];
	for (pallet, calls) in promised {
		for call in calls {
			assert!(is_protected(pallet, call), "{pallet}.{call}");
		}
	}
	let stoppable = [
		("HashrateMarket", "buy"),
		("CertificateLending", "fund"),
		("CertificateStaking", "stake"),
		("Balances", "burn"),
		("Assets", "transfer"),
	];
	assert!(stoppable.iter().all(|(pallet, call)| !is_protected(pallet, call)));
}

#[test]
fn safe_mode_refuses_what_is_not_protected_and_nothing_else() {
	execute_with_checks(|| {
		let open = |call: &RuntimeCall| BaseFilter::contains(call);
		for (pallet, name, call) in every_call() {
			assert_eq!(Filter::contains(&call), open(&call), "{pallet}.{name} before");
		}
		enter();
		for (pallet, name, call) in every_call() {
			let passes = open(&call) && is_protected(pallet, name);
			assert_eq!(Filter::contains(&call), passes, "{pallet}.{name} in safe mode");
		}
	});
}

#[test]
fn safe_mode_refuses_it_in_any_wrapping_and_ends_by_itself_after_a_day() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		assert_ok!(send(Sr25519Keyring::Alice, transfer()).unwrap());
		enter();
		let until = System::block_number() + BLOCKS_A_DAY;
		assert_emitted(SafeModeEvent::<Runtime>::Entered { until });
		assert_closed(&alice(), &transfer());
		assert_eq!(send(Sr25519Keyring::Alice, transfer()), Ok(Err(filtered())));
		assert_ok!(root(pallet_balances::Call::force_transfer {
			source: MultiAddress::Id(alice()),
			dest: MultiAddress::Id(eve()),
			value: 1,
		}));
		to_block(until);
		assert_noop!(act(alice(), transfer()), filtered());
		next_block();
		assert!(!SafeMode::is_entered());
		assert_ok!(act(alice(), transfer()));
	});
}

#[test]
fn in_safe_mode_miners_pay_holders_are_paid_and_votes_go_on() {
	execute_with_checks(|| {
		let series = mine();
		let refused = Plan { miner: dave(), ..Plan::default() };
		let application = refused.apply();
		let referendum = crate::steps::application(application).referendum;
		let offer = offered(&eve(), series, 0, 2_000_000);
		let day = unpaid(series);
		to_day(day + 1);
		enter();
		assert_noop!(buy(&eve(), series, &[2], PRICE), filtered());
		assert_noop!(refused.try_apply(), filtered());
		feed_yesterday();
		let before = balance(&ferdie(), &DOLLAR);
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert!(balance(&ferdie(), &DOLLAR) > before);
		// Without a call, and with one.
		let income = balance(&alice(), &COIN);
		paid_out();
		assert_eq!(balance(&alice(), &COIN), income + EXPECTED / 2);
		assert!(SafeMode::is_entered());
		assert_ok!(claim_income(series, &[0, 1]));
		assert_ok!(cancel_offer(&eve(), offer));
		let locked = pallet_democracy::Conviction::Locked1x;
		assert_ok!(vote(one(), referendum, false, locked, DMC));
		motion(pallet_governance::Call::set_parameter {
			parameter: dmex_runtime::RuntimeParameters::Series(
				dmex_runtime::parameters::dynamic_params::series::Parameters::MaxTerm(
					dmex_runtime::parameters::dynamic_params::series::MaxTerm,
					Some(100),
				),
			),
		});
	});
}

#[test]
fn five_of_the_council_enter_it_and_nobody_by_deposit() {
	execute_with_checks(|| {
		assert_noop!(council(force_enter()), DispatchError::BadOrigin);
		assert_noop!(act(alice(), force_enter()), DispatchError::BadOrigin);
		let enter_for_money = pallet_safe_mode::Call::enter {};
		assert_noop!(act(alice(), enter_for_money), filtered());
		let unconfigured = pallet_safe_mode::Error::<Runtime>::NotConfigured;
		assert_noop!(SafeMode::enter(RuntimeOrigin::signed(alice())), unconfigured);
		enter();
		let unconfigured = pallet_safe_mode::Error::<Runtime>::NotConfigured;
		assert_noop!(SafeMode::extend(RuntimeOrigin::signed(alice())), unconfigured);
		let extend = pallet_safe_mode::Call::force_extend {};
		assert_noop!(five_of_the_council(extend.clone()), filtered());
		let five = pallet_collective::RawOrigin::Members(5, 7);
		assert_noop!(SafeMode::force_extend(five.into()), DispatchError::BadOrigin);
		assert_ok!(root(extend));
		let exit = pallet_safe_mode::Call::force_exit {};
		assert_noop!(council(exit.clone()), DispatchError::BadOrigin);
		assert_ok!(five_of_the_council(exit));
		assert!(!SafeMode::is_entered());
	});
}

#[test]
fn the_council_cannot_stop_the_market_day_after_day() {
	execute_with_checks(|| {
		enter();
		let ended = System::block_number() + BLOCKS_A_DAY + 1;
		to_block(ended);
		assert!(!SafeMode::is_entered());
		assert_noop!(five_of_the_council(force_enter()), DispatchError::BadOrigin);
		assert_ok!(root(force_enter()));
		assert_ok!(root(pallet_safe_mode::Call::force_exit {}));
		to_block(ended + 7 * BLOCKS_A_DAY - 1);
		assert_noop!(five_of_the_council(force_enter()), DispatchError::BadOrigin);
		next_block();
		enter();
	});
}

#[test]
fn a_pause_refuses_one_call_in_any_wrapping_and_ends_by_itself() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		let call = name("Assets", "approve_transfer");
		let blocks = 2 * BLOCKS_A_DAY;
		motion(pallet_governance::Call::pause { call: call.clone(), blocks });
		let ends = System::block_number() + blocks;
		assert_emitted(Event::<Runtime>::CallPaused { call: call.clone(), ends });
		assert_closed(&alice(), &approval());
		assert_eq!(send(Sr25519Keyring::Alice, approval()), Ok(Err(filtered())));
		assert_ok!(act(alice(), transfer()));
		to_block(ends - 1);
		assert_noop!(act(alice(), approval()), filtered());
		next_block();
		assert_emitted(Event::<Runtime>::PauseEnded { call });
		assert_ok!(act(alice(), approval()));
	});
}

#[test]
fn every_call_but_the_protected_and_the_closed_and_those_that_move_assets_can_be_paused() {
	execute_with_checks(|| {
		for (pallet, call, sent) in every_call() {
			let undone: DispatchResult = Err(DispatchError::Other("undone"));
			let paused = with_storage_layer(|| {
				pause(name(pallet, call), 1)?;
				assert!(every_call().iter().all(|(p, c, sent)| {
					Filter::contains(sent)
						== (BaseFilter::contains(sent) && (*p, *c) != (pallet, call))
				}));
				undone
			});
			let moves_assets = is_among(&UNPAUSABLE_CALLS, pallet, call);
			let is_closed = !BaseFilter::contains(&sent);
			let expected = match is_protected(pallet, call) || moves_assets || is_closed {
				true => Err(Error::<Runtime>::ProtectedCall.into()),
				false => undone,
			};
			assert_eq!(paused, expected, "{pallet}.{call}");
		}
		for (pallet, call) in [("HashrateMarket", "by"), ("Market", "buy"), ("Offences", "")] {
			assert_noop!(pause(name(pallet, call), 1), Error::<Runtime>::UnknownCall);
		}
	});
}

/// Otherwise the council proposes a call to Root, and nobody can bring DMC together to stop it.
#[test]
fn dmc_moves_whatever_the_council_pauses() {
	execute_with_checks(|| {
		for call in ["transfer_allow_death", "transfer_keep_alive", "transfer_all"] {
			assert_noop!(pause(name("Balances", call), 1), Error::<Runtime>::ProtectedCall);
		}
	});
}

/// A council that goes leaves the next one all its brakes, but for places of pauses that are in force.
#[test]
fn a_council_cannot_disarm_the_next_one() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		before_round();
		let pausable = every_call().into_iter().filter(|(pallet, call, sent)| {
			let moves_assets = is_among(&UNPAUSABLE_CALLS, pallet, call);
			let wanted = (*pallet, *call) == ("HashrateMarket", "buy");
			BaseFilter::contains(sent) && !is_protected(pallet, call) && !moves_assets && !wanted
		});
		let names: Vec<_> = pausable.map(|(pallet, call, _)| name(pallet, call)).take(32).collect();
		assert_eq!(names.len(), 32);
		for call in &names {
			assert_ok!(pause(call.clone(), 7 * BLOCKS_A_DAY));
		}
		for call in names[1..].iter().cloned() {
			assert_ok!(council(pallet_governance::Call::unpause { call }));
		}
		enter();
		assert_ok!(five_of_the_council(pallet_safe_mode::Call::force_exit {}));
		let buy = || name("HashrateMarket", "buy");
		assert_noop!(pause(buy(), 1), Error::<Runtime>::TooManyPauses);
		assert_noop!(five_of_the_council(force_enter()), DispatchError::BadOrigin);
		next_block();
		assert!(round_held());
		assert!(dmex_runtime::TxPause::is_paused(&names[0]));
		assert_ok!(pause(buy(), 1));
		enter();
	});
}

#[test]
fn the_council_pauses_for_three_weeks_of_four_at_most() {
	execute_with_checks(|| {
		let week = 7 * BLOCKS_A_DAY;
		let call = name("HashrateMarket", "buy");
		let first = System::block_number();
		for renewal in 0..3 {
			to_block(first + renewal * week);
			assert_ok!(pause(call.clone(), week));
		}
		to_block(first + 3 * week);
		assert!(!dmex_runtime::TxPause::is_paused(&call));
		assert_noop!(pause(call.clone(), 1), Error::<Runtime>::PausedTooLong);
		to_block(first + 4 * week);
		assert_ok!(pause(call.clone(), 1));
		assert_noop!(
			act(alice(), pallet_governance::Call::unpause { call: call.clone() }),
			DispatchError::BadOrigin
		);
		assert_ok!(council(pallet_governance::Call::unpause { call }));
	});
}

#[test]
fn only_root_pauses_without_an_end() {
	execute_with_checks(|| {
		let full_name = name("HashrateMarket", "buy");
		let call = pallet_tx_pause::Call::pause { full_name: full_name.clone() };
		assert_noop!(five_of_the_council(call.clone()), filtered());
		let five = pallet_collective::RawOrigin::Members(5, 7);
		let direct = dmex_runtime::TxPause::pause(five.into(), full_name.clone());
		assert_noop!(direct, DispatchError::BadOrigin);
		assert_ok!(root(call));
		assert_noop!(pause(full_name.clone(), 1), Error::<Runtime>::PausedByRoot);
		to_block(System::block_number() + 8 * BLOCKS_A_DAY);
		assert!(dmex_runtime::TxPause::is_paused(&full_name));
	});
}
