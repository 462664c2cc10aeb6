//! Random lives of two series: whatever happens in whatever order, the invariants hold after each
//! step.

use super::*;
use frame_support::storage::with_storage_layer;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Sell(SeriesId, Vec<Balance>),
	Distribute(SeriesId, Vec<Balance>),
	Claim(SeriesId, Vec<ItemId>),
	Retire(SeriesId, Vec<ItemId>),
	Give(SeriesId, ItemId, u64),
	Block(u32, u64),
	Thaw(u32, u64),
	Withdraw(u64),
	Publish,
	Shut,
	Wait(u32),
}

fn step() -> impl Strategy<Value = Step> {
	let id = || 1..=2u32;
	let amounts = || prop::collection::vec(prop_oneof![0..20u128, 0..1_000_000u128], 1..5);
	let items = || prop::collection::vec(0..20u32, 1..6);
	let who = || MINER..=POOL;
	let asset = || prop_oneof![Just(1u32), Just(11u32)];
	prop_oneof![
		4 => (id(), amounts()).prop_map(|(s, a)| Step::Sell(s, a)),
		14 => (id(), amounts()).prop_map(|(s, a)| Step::Distribute(s, a)),
		3 => (id(), items()).prop_map(|(s, i)| Step::Claim(s, i)),
		3 => (id(), items()).prop_map(|(s, i)| Step::Retire(s, i)),
		1 => (id(), 0..20u32, who()).prop_map(|(s, i, w)| Step::Give(s, i, w)),
		1 => (asset(), who()).prop_map(|(a, w)| Step::Block(a, w)),
		3 => (asset(), who()).prop_map(|(a, w)| Step::Thaw(a, w)),
		1 => who().prop_map(Step::Withdraw),
		4 => Just(Step::Publish),
		1 => Just(Step::Shut),
		5 => (1..3u32).prop_map(Step::Wait),
	]
}

/// Takes a step, and says whether it did anything.
fn take(step: Step, next: &mut [ItemId; 2]) -> DispatchResult {
	let bob = || RawOrigin::Signed(BOB).into();
	let issuer = || RawOrigin::Signed(ISSUER).into();
	match step {
		Step::Sell(s, deposits) => {
			let first = &mut next[s as usize - 1];
			let sales: Vec<_> = (*first..).zip(deposits).collect();
			// The fake is no storage: only the last step of a sale may change it.
			with_storage_layer(|| RiskEscrow::sell(s, &ALICE, &sales))?;
			*first += sales.len() as u32;
			Ok(())
		},
		Step::Distribute(s, amounts) => {
			let first_day = Ledgers::<Test>::get(s).map_or(0, |l| l.paid_through + 1);
			let miner = RawOrigin::Signed(MINER).into();
			let amounts = DayAmounts::truncate_from(amounts);
			with_storage_layer(|| RiskEscrow::distribute(miner, s, first_day, amounts))
		},
		Step::Claim(s, items) => RiskEscrow::claim(bob(), s, items.try_into().unwrap()),
		Step::Retire(s, items) => RiskEscrow::retire(bob(), s, items.try_into().unwrap()),
		Step::Give(s, item, who) => {
			HELD.with_borrow_mut(|held| match held.get_mut(&(s, item)) {
				Some(certificate) if certificate.sold => certificate.owner = who,
				_ => {},
			});
			Ok(())
		},
		Step::Block(asset, who) => Assets::block(issuer(), asset, who),
		Step::Thaw(asset, who) => Assets::thaw(issuer(), asset, who),
		Step::Withdraw(who) => {
			with_storage_layer(|| RiskEscrow::withdraw_owed(RawOrigin::Signed(who).into(), USDT))
		},
		Step::Publish => {
			Published::mutate(|all| all.insert(Today::get() - 1, PerUnit::one()));
			Ok(())
		},
		Step::Shut => {
			Shut::mutate(|shut| shut.push(Today::get()));
			Today::mutate(|today| *today += 1);
			Ok(())
		},
		Step::Wait(days) => {
			Today::mutate(|today| *today += days);
			Ok(())
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

	#[test]
	fn keeps_the_invariants(steps in prop::collection::vec(step(), 1..80)) {
		new_test_ext().execute_with(|| {
			series(1, 3, 2, USDT, 400);
			series(2, 7, 5, DMC, 400);
			let mut next = [0, 0];
			for step in steps {
				take(step, &mut next).ok();
				RiskEscrow::do_try_state().unwrap();
			}
		});
	}
}
