//! Random lives of three series: whatever happens in whatever order, the invariants hold after each
//! step, and in the end everyone gets what is theirs.

use super::*;
use proptest::prelude::*;

/// Their ids are 1, 2 and 3.
const COUNT: usize = 3;

#[derive(Clone, Debug)]
enum Step {
	Sell(SeriesId, Vec<Balance>),
	Distribute(SeriesId, Vec<Balance>),
	Claim(SeriesId, Vec<ItemId>),
	/// Before a resale.
	Income(SeriesId, Vec<ItemId>),
	Retire(SeriesId, Vec<ItemId>),
	Refund(SeriesId, Vec<ItemId>),
	Report(SeriesId),
	Declare(SeriesId),
	OpenVote(SeriesId),
	EndEvent(SeriesId),
	Conclude(SeriesId, VoteOutcome),
	WriteOff(SeriesId),
	ReportEnded(SeriesId),
	/// The strike of the average of the day that was settled this number of days ago.
	ApplyStrike(SeriesId, u32),
	/// A block that leaves this weight.
	Idle(u64),
	/// Admin clears the miner.
	Clear,
	Give(SeriesId, ItemId, u64),
	Block(u32, u64),
	Thaw(u32, u64),
	/// The average of yesterday, in thousandths.
	Publish(u32),
	/// The average of yesterday is disputed.
	Dispute(u32),
	/// For a week the network has no income.
	EndIncome,
	Shut,
	Wait(u32),
}

fn step() -> impl Strategy<Value = Step> {
	let id = || 1..=COUNT as u32;
	let deposits = || prop::collection::vec(prop_oneof![0..20u128, 0..1_000_000u128], 1..5);
	let amounts = || prop::collection::vec(prop_oneof![0..20u128, 0..300u128], 1..5);
	let items = || prop::collection::vec(0..20u32, 1..6);
	let who = || MINER..=POOL;
	let asset = || prop_oneof![Just(1u32), Just(11u32)];
	let outcome = prop_oneof![
		1 => Just(VoteOutcome::Approved),
		3 => Just(VoteOutcome::Rejected),
		1 => Just(VoteOutcome::Absent),
	];
	let business = prop_oneof![
		5 => (id(), deposits()).prop_map(|(s, a)| Step::Sell(s, a)),
		14 => (id(), amounts()).prop_map(|(s, a)| Step::Distribute(s, a)),
		3 => (id(), items()).prop_map(|(s, i)| Step::Claim(s, i)),
		3 => (id(), items()).prop_map(|(s, i)| Step::Income(s, i)),
		3 => (id(), items()).prop_map(|(s, i)| Step::Retire(s, i)),
		2 => (id(), items()).prop_map(|(s, i)| Step::Refund(s, i)),
		1 => (id(), 0..20u32, who()).prop_map(|(s, i, w)| Step::Give(s, i, w)),
		3 => (0..1_000u64).prop_map(Step::Idle),
	];
	let enforcement = prop_oneof![
		4 => id().prop_map(Step::Report),
		1 => id().prop_map(Step::Declare),
		2 => id().prop_map(Step::OpenVote),
		1 => id().prop_map(Step::EndEvent),
		3 => (id(), outcome).prop_map(|(s, o)| Step::Conclude(s, o)),
		2 => id().prop_map(Step::WriteOff),
		1 => id().prop_map(Step::ReportEnded),
		3 => (id(), 0..6u32).prop_map(|(s, days)| Step::ApplyStrike(s, days)),
		2 => Just(Step::Clear),
	];
	let world = prop_oneof![
		1 => (asset(), who()).prop_map(|(a, w)| Step::Block(a, w)),
		3 => (asset(), who()).prop_map(|(a, w)| Step::Thaw(a, w)),
		4 => prop_oneof![4 => Just(1_000u32), 1 => 0..3_000u32].prop_map(Step::Publish),
		1 => (1..3_000u32).prop_map(Step::Dispute),
		1 => Just(Step::EndIncome),
		1 => Just(Step::Shut),
		5 => prop_oneof![8 => 1..3u32, 1 => 7..12u32, 1 => Just(31u32)].prop_map(Step::Wait),
	];
	prop_oneof![6 => business, 2 => enforcement, 3 => world]
}

fn anyone() -> RuntimeOrigin {
	RawOrigin::Signed(BOB).into()
}

fn admin() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// Takes a step, and says whether it did anything.
fn take(step: Step, next: &mut [ItemId; COUNT]) -> DispatchResult {
	with_storage_layer(|| match step {
		Step::Sell(s, deposits) => sell_next(s, deposits, next),
		Step::Distribute(s, amounts) => {
			let first_day = Ledgers::<Test>::get(s).map_or(0, |l| l.progress.settled_through + 1);
			let miner = RawOrigin::Signed(MINER).into();
			RiskEscrow::distribute(miner, s, first_day, DayAmounts::truncate_from(amounts))
		},
		Step::Claim(s, items) => RiskEscrow::claim_income(anyone(), s, items.try_into().unwrap()),
		Step::Income(s, mut items) => {
			items.retain(|item| Positions::<Test>::contains_key(s, item));
			RiskEscrow::pay_income(s, &items)
		},
		Step::Retire(s, items) => RiskEscrow::retire(anyone(), s, items.try_into().unwrap()),
		Step::Refund(s, items) => RiskEscrow::refund(anyone(), s, items.try_into().unwrap()),
		Step::Report(s) => RiskEscrow::report_breach(anyone(), s),
		Step::Declare(s) => RiskEscrow::freeze_for_event(admin(), s, evidence()),
		Step::OpenVote(s) => RiskEscrow::open_event_vote(anyone(), s),
		Step::EndEvent(s) => RiskEscrow::end_event(admin(), s),
		Step::Conclude(s, outcome) => conclude_with(s, outcome),
		Step::WriteOff(s) => RiskEscrow::write_off_day(anyone(), s),
		Step::ReportEnded(s) => RiskEscrow::report_income_ended(anyone(), s),
		Step::ApplyStrike(s, days) => strike(s, days),
		step => pass(step),
	})
}

fn sell_next(s: SeriesId, deposits: Vec<Balance>, next: &mut [ItemId; COUNT]) -> DispatchResult {
	let first = &mut next[s as usize - 1];
	let sales: Vec<_> = (*first..).zip(deposits).collect();
	RiskEscrow::sell(s, &ALICE, &ALICE, &sales)?;
	*first += sales.len() as u32;
	Ok(())
}

fn referendum(s: SeriesId) -> Option<u32> {
	Ledgers::<Test>::get(s)?.state.freeze()?.referendum
}

fn conclude_with(s: SeriesId, outcome: VoteOutcome) -> DispatchResult {
	if let Some(vote) = referendum(s) {
		end_vote(vote, outcome);
	}
	RiskEscrow::conclude_vote(anyone(), s)
}

fn per_mille(thousandths: u32) -> PerUnit {
	PerUnit::from_rational(thousandths.into(), 1_000)
}

/// Unless it was struck out.
fn publish_yesterday(average: PerUnit) {
	let yesterday = Today::get() - 1;
	if !StruckOut::get().contains(&yesterday) {
		Published::mutate(|all| all.insert(yesterday, average));
	}
}

/// Strike the average of a day out and apply that.
fn strike(s: SeriesId, days: u32) -> DispatchResult {
	let ledger = Ledgers::<Test>::get(s).ok_or(Error::<Test>::NotSold)?;
	let day = ledger.progress.settled_through.saturating_sub(days);
	if Published::get().contains_key(&day) {
		strike_out(day);
	}
	RiskEscrow::apply_strike(anyone(), s, day)
}

/// What happens around the series.
fn pass(step: Step) -> DispatchResult {
	let issuer = || RawOrigin::Signed(ISSUER).into();
	match step {
		Step::Idle(room) => {
			Price::set(10);
			let used = RiskEscrow::on_idle(1, Weight::from_parts(room, u64::MAX));
			assert!(used.ref_time() <= room);
		},
		Step::Clear => Barred::set(false),
		Step::Give(s, item, who) => Held::mutate_extant((s, item), |held| {
			if held.1 {
				held.0 = who;
			}
		}),
		Step::Block(asset, who) => Assets::block(issuer(), asset, who)?,
		Step::Thaw(asset, who) => Assets::thaw(issuer(), asset, who)?,
		Step::Publish(thousandths) => publish_yesterday(per_mille(thousandths)),
		Step::Dispute(thousandths) => {
			Disputed::mutate(|all| all.insert(Today::get() - 1, per_mille(thousandths)));
		},
		Step::EndIncome => {
			for _ in 0..7 {
				Today::mutate(|today| *today += 1);
				publish_yesterday(PerUnit::zero());
			}
		},
		Step::Shut => {
			Shut::mutate(|shut| shut.push(Today::get()));
			Today::mutate(|today| *today += 1);
		},
		Step::Wait(days) => Today::mutate(|today| *today += days),
		_ => {},
	}
	Ok(())
}

/// Nobody is blocked, every freeze ends, what nobody pays is written off, and payouts take their time:
/// nothing of anyone's is left but what rounding took.
fn finish() {
	for (asset, who) in [1, 11].iter().flat_map(|asset| (MINER..=POOL).map(move |w| (*asset, w))) {
		Assets::thaw(RawOrigin::Signed(ISSUER).into(), asset, who).ok();
	}
	for s in 1..=COUNT as u32 {
		take(Step::EndEvent(s), &mut [0; COUNT]).ok();
		take(Step::Conclude(s, VoteOutcome::Rejected), &mut [0; COUNT]).ok();
	}
	Today::mutate(|today| *today += 400);
	for s in 1..=COUNT as u32 {
		while take(Step::WriteOff(s), &mut [0; COUNT]).is_ok() {}
	}
	pay_out();
	assert_eq!(Payouts::<Test>::iter().count(), 0);
	for s in 1..=COUNT as u32 {
		let left: Vec<_> = Positions::<Test>::iter_key_prefix(s).collect();
		for items in left.chunks(100) {
			take(Step::Retire(s, items.to_vec()), &mut [0; COUNT]).unwrap();
		}
	}
	assert_eq!(Positions::<Test>::iter().count(), 0);
	for (who, asset, _) in Credited::iter().collect::<Vec<_>>() {
		withdraw(who, asset);
	}
	for (s, ledger) in Ledgers::<Test>::iter() {
		let days = DayRecords::<Test>::iter_prefix(s).count() as u128;
		let strikes = ledger.strikes.len() as u128;
		let roundings = days + strikes + u128::from(ledger.volume.sold);
		assert!(ledger.custody.escrowed <= roundings, "{} of {roundings}", ledger.custody.escrowed);
		assert_eq!(ledger.custody.slash_held, 0);
		assert!(ledger.custody.income_held <= roundings + 1, "{}", ledger.custody.income_held);
	}
}

proptest! {
	#![proptest_config(ProptestConfig {
		cases: 256, failure_persistence: None, ..ProptestConfig::default()
	})]

	#[test]
	fn keeps_the_invariants(steps in prop::collection::vec(step(), 1..120)) {
		new_test_ext().execute_with(|| {
			series(1, 3, 2, USDT, 400);
			series(2, 7, 5, DMC, 400);
			series(3, 2, 40, USDT, 400);
			let mut next = [0; COUNT];
			for step in steps {
				take(step, &mut next).ok();
				RiskEscrow::do_try_state().unwrap();
			}
			finish();
			RiskEscrow::do_try_state().unwrap();
		});
	}
}
