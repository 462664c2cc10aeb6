//! Whoever tries to get at the pool: nothing but awards and deposits leaves it.

use crate::{calls::every_call, insurance_steps::*, people::*, steps::*, trading::*, world::*};
use codec::Encode;
use dmex_runtime::configs::filters::ProxyType;
use frame_support::{
	storage::{with_storage_layer, with_transaction, TransactionOutcome::Rollback},
	weights::Weight,
};
use pallet_mutual_insurance::{Award, Call, ClaimStatus, Error, Event, MAX_AWARDS};
use pallet_risk_escrow::Positions;
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

fn everything_of_the_pool() -> [Balance; 3] {
	[NATIVE, DOLLAR, COIN].map(|asset| pool(&asset))
}

/// Do it, see that the pool has no less, and undo it.
fn takes_nothing(name: &str, act: impl FnOnce() -> DispatchResult) {
	let before = everything_of_the_pool();
	let _ = with_transaction(|| {
		let result = act();
		let after = everything_of_the_pool();
		let less = before.iter().zip(after).any(|(before, after)| after < *before);
		assert!(!less, "{name} took something: {before:?} {after:?} {result:?}");
		Rollback(Ok::<_, DispatchError>(()))
	});
}

/// Everybody who can act: people with and without certificates, the miner, the council in every
/// strength.
fn by_all(name: &str, call: RuntimeCall) {
	for who in everybody().into_iter().chain([nobody()]) {
		takes_nothing(name, || act(who.clone(), call.clone()));
	}
	takes_nothing(name, || council(call.clone()));
	takes_nothing(name, || five_of_the_council(call.clone()));
}

/// Calls that name the pool, or the claim, as whom or what to take from.
fn attempts(claim: u32, series: u32) -> Vec<(&'static str, RuntimeCall)> {
	let list = || items(&[0, 1, 2, 3]);
	let ours: [(&str, RuntimeCall); 7] = [
		("approve", Call::approve_claim { claim }.into()),
		("conclude", Call::conclude_claim { claim }.into()),
		("collect", Call::collect { claim, items: list() }.into()),
		("refund", pallet_risk_escrow::Call::refund { series, items: list() }.into()),
		("retire", pallet_risk_escrow::Call::retire { series, items: list() }.into()),
		("owed", pallet_risk_escrow::Call::withdraw_owed { asset: NATIVE }.into()),
		("credit", pallet_hashrate_market::Call::withdraw_credit { asset: NATIVE }.into()),
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

/// Every call of the chain, and those that name the pool, by everybody, while claims wait at every
/// stage.
#[test]
fn nobody_gets_at_the_pool() {
	play(|| {
		fund_dollars();
		let series = stricken();
		let approved = Wish::of(series).approved();
		let voting = Wish::of(series).filed(&alice());
		for claim in [approved, voting, voting + 1] {
			for (name, call) in attempts(claim, series) {
				by_all(name, call);
			}
		}
		for (_, name, call) in every_call() {
			by_all(name, call);
		}
		// One that expired and one that is paid have nothing left.
		ended(series);
		pushed(approved);
		for (name, call) in attempts(approved, series) {
			by_all(name, call);
		}
	});
}

/// Nothing that is contributed comes back, and only sound coins are taken.
#[test]
fn contributions_are_gifts() {
	play(|| {
		let before = [pool(&NATIVE), pool(&DOLLAR), dmc(&eve()), balance(&eve(), &DOLLAR)];
		assert_ok!(contribute(&eve(), NATIVE, 7 * DMC));
		assert_told(Event::Contributed { who: eve(), asset: NATIVE, amount: 7 * DMC });
		assert_ok!(contribute(&eve(), DOLLAR, 1));
		let after = [pool(&NATIVE), pool(&DOLLAR), dmc(&eve()), balance(&eve(), &DOLLAR)];
		let [natives, dollars, had, held] = before;
		assert_eq!(after, [natives + 7 * DMC, dollars + 1, had - 7 * DMC, held - 1]);
		assert_noop!(contribute(&eve(), NATIVE, 0), Error::<Runtime>::ZeroAmount);
		let not: DispatchError = Error::<Runtime>::AssetNotAllowed.into();
		assert_noop!(contribute(&eve(), Asset::WithId(99), 1), not);
		for amount in [dmc(&eve()), u128::MAX] {
			assert!(with_storage_layer(|| contribute(&eve(), NATIVE, amount)).is_err());
		}
		// An asset of which the DAO is no longer the only keeper is taken no more.
		let [issuer, admin, freezer] = [alice(), treasury(), treasury()].map(MultiAddress::Id);
		assert_ok!(act(
			treasury(),
			pallet_assets::Call::set_team { id: COINS.into(), issuer, admin, freezer }
		));
		assert_ok!(contribute(&eve(), COIN, 1));
		let [issuer, admin, freezer] = [treasury(), alice(), treasury()].map(MultiAddress::Id);
		assert_ok!(act(
			treasury(),
			pallet_assets::Call::set_team { id: COINS.into(), issuer, admin, freezer }
		));
		assert_noop!(contribute(&eve(), COIN, 1), not);
	});
}

/// An award that waits to be collected: the series has just ended.
fn awarded() -> (u32, u32) {
	let series = stricken();
	let claim = Wish::of(series).approved();
	settled(series, &[claim]);
	(series, claim)
}

fn appoint(who: &AccountId, delegate: AccountId, proxy_type: ProxyType) {
	let delegate = MultiAddress::Id(delegate);
	let call = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
	assert_ok!(act(who.clone(), call));
}

/// What becomes of `call`, sent by Eve for Alice.
fn by_proxy(call: impl Into<RuntimeCall>) -> DispatchResult {
	forget_events();
	let real = MultiAddress::Id(alice());
	let call = Box::new(call.into());
	assert_ok!(act(eve(), pallet_proxy::Call::proxy { real, force_proxy_type: None, call }));
	events()
		.into_iter()
		.find_map(|event| match event {
			RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
			_ => None,
		})
		.unwrap()
}

/// A proxy that transfers nothing concludes and collects; it gives and claims nothing. One that pays
/// income does none of it.
#[test]
fn proxies_do_what_moves_nothing_of_their_principals() {
	play(|| {
		let (series, claim) = awarded();
		let filtered = Err(frame_system::Error::<Runtime>::CallFiltered.into());
		let wish = Wish::of(series).call();
		let gift = || Call::<Runtime>::contribute { asset: NATIVE, amount: DMC };
		let conclude = || Call::<Runtime>::conclude_claim { claim };
		let collect = || Call::<Runtime>::collect { claim, items: items(&[0]) };
		let batch = |call: RuntimeCall| pallet_utility::Call::batch_all { calls: vec![call] };
		appoint(&alice(), eve(), ProxyType::PayIncome);
		for call in [wish.clone(), gift(), conclude(), collect()] {
			assert_eq!(by_proxy(call), filtered);
		}
		appoint(&alice(), eve(), ProxyType::NonTransfer);
		let act = |call| {
			let (real, call) = (MultiAddress::Id(alice()), Box::new(call));
			let force_proxy_type = Some(ProxyType::NonTransfer);
			forget_events();
			assert_ok!(crate::world::act(
				eve(),
				pallet_proxy::Call::proxy { real, force_proxy_type, call }
			));
			events().into_iter().find_map(|event| match event {
				RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
				_ => None,
			})
		};
		for call in [RuntimeCall::from(wish), gift().into()] {
			assert_eq!(act(call.clone()), Some(filtered));
			assert_eq!(act(batch(call).into()), Some(filtered));
		}
		let waits = Err(Error::<Runtime>::StillCollectable.into());
		assert_eq!(act(conclude().into()), Some(waits));
		let before = dmc(&alice());
		assert_eq!(act(batch(collect().into()).into()), Some(Ok(())));
		assert_eq!(dmc(&alice()), before + award(claim).amount / 2);
	});
}

/// Alice and Bob, together.
fn shared_account() -> AccountId {
	let mut both = vec![alice(), bob()];
	both.sort();
	dmex_runtime::Multisig::multi_account_id(&both, 2)
}

/// Both of them do something as a multisig.
fn together(call: impl Into<RuntimeCall>) {
	let call = Box::new(call.into());
	let multi = |other: AccountId, maybe_timepoint| pallet_multisig::Call::as_multi {
		threshold: 2,
		other_signatories: vec![other],
		maybe_timepoint,
		call: call.clone(),
		max_weight: Weight::from_parts(u64::MAX / 4, u64::MAX / 4),
	};
	let timepoint = dmex_runtime::Multisig::timepoint();
	assert_ok!(act(alice(), multi(bob(), None)));
	assert_ok!(act(bob(), multi(alice(), Some(timepoint))));
}

/// In batches, as a derived account, and by a multisig of two, everything is as it is alone.
#[test]
fn wrapped_calls_do_the_same() {
	play(|| {
		let series = stricken();
		let shared = shared_account();
		assert_ok!(hand_over(&alice(), series, 0, &shared));
		give(shared.clone(), 2_000 * DMC);
		together(Wish::of(series).call());
		assert_eq!(claim_of(0).claimant, Some(shared.clone()));
		assert_eq!(dmc(&shared), 1_000 * DMC);
		pass(0);
		assert_eq!(dmc(&shared), 2_000 * DMC);
		doomed(series);
		assert_ok!(settle_vote(series));
		// All at once, as somebody who has nothing to do with it.
		let conclude = || Call::conclude_claim { claim: 0 }.into();
		let collect = |list: &[u32]| Call::collect { claim: 0, items: items(list) }.into();
		let calls = vec![conclude(), collect(&[0]), collect(&[1, 0])];
		let call = Box::new(pallet_utility::Call::batch_all { calls }.into());
		assert_ok!(act(dave(), pallet_utility::Call::as_derivative { index: 5, call }));
		let paid = award(0);
		assert_eq!((paid.paid, reserved(&NATIVE)), (paid.amount, 0));
		assert_eq!(dmc(&shared), 2_000 * DMC + paid.amount / 2);
		// A batch that fails as a whole undoes what it did.
		let calls = vec![contribution(), conclude()];
		let before = (dmc(&bob()), pool(&NATIVE), reserved(&NATIVE));
		let batch = pallet_utility::Call::batch_all { calls };
		assert_eq!(act(bob(), batch), Err(Error::<Runtime>::StillCollectable.into()));
		assert_eq!((dmc(&bob()), pool(&NATIVE), reserved(&NATIVE)), before);
	});
}

fn contribution() -> RuntimeCall {
	Call::contribute { asset: NATIVE, amount: DMC }.into()
}

/// So many storage layers, as nested calls make them, around what is done.
fn nested(depth: u32, act: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match depth {
		0 => act(),
		_ => with_storage_layer(|| nested(depth - 1, act)),
	}
}

/// However deep calls are nested, a share is paid and written down, or neither.
#[test]
fn nesting_spoils_no_award() {
	play(|| {
		let (series, claim) = awarded();
		let (mut done, mut refused) = (0, 0);
		for depth in 230..=255 {
			let tried = nested(depth, &|| {
				let before: [Balance; 2] = [dmc(&alice()), reserved(&NATIVE)];
				collect(claim, &[0])?;
				let Award { paid, amount, .. } = award(claim);
				let bit = Positions::<Runtime>::get(series, 0).unwrap().awards;
				let after = [dmc(&alice()) - before[0], before[1] - reserved(&NATIVE)];
				assert!(paid == 0 || paid == amount / 2, "{paid} at {depth}");
				assert_eq!(after, [paid; 2], "at {depth}");
				assert_eq!(bit != 0, paid != 0, "at {depth}");
				Err(DispatchError::Other(if paid > 0 { "paid" } else { "not paid" }))
			});
			match tried {
				Err(DispatchError::Other("paid")) => done += 1,
				_ => refused += 1,
			}
		}
		assert!(done > 0 && refused > 0, "{done} and {refused}");
		pushed(claim);
		assert_eq!(award(claim).paid, award(claim).amount);
	});
}

/// Nor a vote: the claim is approved with its deposit returned and the award set aside, or nothing
/// is done.
#[test]
fn nesting_spoils_no_vote() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		support(claim);
		to_block(vote_ends(claim));
		let before = dmc(&alice());
		let (mut done, mut refused) = (0, 0);
		for depth in 230..=255 {
			let tried = nested(depth, &|| {
				conclude_claim(claim)?;
				assert_eq!((set_aside(claim), reserved(&NATIVE)), (2 * LOST, 2 * LOST));
				assert_eq!(dmc(&alice()), before + CLAIM_DEPOSIT);
				Err(DispatchError::Other("undo"))
			});
			match tried {
				Err(DispatchError::Other("undo")) => done += 1,
				_ => refused += 1,
			}
		}
		assert!(done > 0, "{done} and {refused}");
		assert_eq!(claim_status(claim), ClaimStatus::Voting);
	});
}

/// Lists and ids that are none.
#[test]
fn bad_input_is_refused() {
	play(|| {
		let (series, claim) = awarded();
		for unknown in [claim + 1, u32::MAX] {
			assert_noop!(conclude_claim(unknown), Error::<Runtime>::UnknownClaim);
			assert_noop!(collect(unknown, &[0]), Error::<Runtime>::UnknownClaim);
			let approve = Call::approve_claim { claim: unknown };
			assert_noop!(root(approve), Error::<Runtime>::UnknownClaim);
		}
		assert_noop!(collect(claim, &[]), Error::<Runtime>::NoItems);
		assert_ok!(collect(claim, &[u32::MAX; 100]));
		assert_eq!(award(claim).paid, 0);
		assert!(dmex_primitives::Items::try_from(vec![0; 101]).is_err());
		// Numbers so large that nothing can hold them: refused, or counted as what can be.
		let huge = sp_runtime::FixedU128::from_inner(u128::MAX);
		for amount in [1, u128::MAX] {
			let rates = pallet_mutual_insurance::Rates { unit_day: huge, ..rates_of(1) };
			let wish = Wish { amount, rates, ..Wish::of(series) };
			let _ = with_storage_layer(|| wish.by(&alice()));
			let rates = pallet_mutual_insurance::Rates { payment: huge, ..rates };
			let _ = with_storage_layer(|| Wish { rates, ..wish }.by(&alice()));
		}
		check_everything();
	});
}

/// Rates beyond all measure award no more than the limit, and each certificate gets its part.
#[test]
fn wild_rates_stay_within_the_limit() {
	play(|| {
		let series = stricken();
		let huge = sp_runtime::FixedU128::from_inner(u128::MAX);
		let rates = pallet_mutual_insurance::Rates { unit_day: huge, ..rates_of(1) };
		let claim = Wish { amount: u128::MAX, rates, ..Wish::of(series) }.filed_by_council();
		let limit = cap(&NATIVE);
		pass(claim);
		ended(series);
		let before = [alice(), bob()].map(|who| dmc(&who));
		pushed(claim);
		let after = [alice(), bob()].map(|who| dmc(&who));
		assert_eq!(award(claim).amount, limit);
		assert_eq!(after, before.map(|had| had + limit / 2));
	});
}

/// A friend files one small claim after the other: each costs a vote, and the seventeenth award has
/// no place. Whoever would bar the real claim so must win sixteen votes.
#[test]
fn a_series_has_sixteen_awards() {
	play(|| {
		let series = stricken();
		let small = Wish { amount: DMC, ..Wish::of(series) };
		let claims: Vec<u32> = (0..15).map(|_| small.filed_by_council()).collect();
		let real = Wish::of(series).filed_by_council();
		for claim in claims.iter().chain([&real]) {
			support(*claim);
		}
		to_block(vote_ends(real) + 1);
		let late = small.filed(&alice());
		support(late);
		let all: Vec<u32> = claims.iter().copied().chain([real]).collect();
		settled(series, &all);
		for claim in &all {
			pushed(*claim);
		}
		let lost = 2 * 58 * LOST_A_DAY;
		assert_eq!(all.iter().map(|claim| award(*claim).paid).sum::<Balance>(), lost);
		assert!(Positions::<Runtime>::iter_prefix_values(series).any(|p| p.awards == u16::MAX));
		assert_eq!(claims.len() + 1, MAX_AWARDS as usize);
		assert_eq!(claim_status(late), ClaimStatus::Void);
		assert_noop!(small.by(&alice()), Error::<Runtime>::TooManyAwards);
		assert!(small.call().encode().len() < 300);
	});
}
