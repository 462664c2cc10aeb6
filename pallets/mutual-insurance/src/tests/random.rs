//! Whatever happens in whatever order, the invariants hold after each step, and nobody recovers more
//! than was lost.

use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	File { ask: (u8, u8, u8, u32), amount: Balance, rate: u32 },
	Vote(u8, bool),
	Conclude(u8),
	Approve(u8),
	Collect(u8, Vec<ItemId>),
	Give(ItemId, u64),
	Block(bool),
	Resume(u8),
	Freeze(u8),
	Terminate(u8),
	Pass(u32),
	Idle(u64),
	Contribute(u8, Balance),
	Govern(u32, Balance),
}

fn step() -> impl Strategy<Value = Step> {
	let ask = (0..4u8, 0..4u8, 0..3u8, 0..32u32);
	prop_oneof![
		6 => (ask, 1..12_000u128, prop_oneof![1..30u32, 30..300u32])
			.prop_map(|(ask, amount, rate)| Step::File { ask, amount, rate }),
		6 => (any::<u8>(), prop::bool::weighted(0.8)).prop_map(|(id, pass)| Step::Vote(id, pass)),
		6 => any::<u8>().prop_map(Step::Conclude),
		1 => any::<u8>().prop_map(Step::Approve),
		6 => (any::<u8>(), prop::collection::vec(0..6u32, 1..8))
			.prop_map(|(id, items)| Step::Collect(id, items)),
		1 => (0..5u32, 1..8u64).prop_map(|(item, who)| Step::Give(item, who)),
		1 => any::<bool>().prop_map(Step::Block),
		1 => (0..4u8).prop_map(Step::Resume),
		1 => (0..4u8).prop_map(Step::Freeze),
		2 => (0..4u8).prop_map(Step::Terminate),
		2 => (0..60u32).prop_map(Step::Pass),
		2 => (0..2_000u64).prop_map(Step::Idle),
		1 => (0..3u8, 1..5_000u128).prop_map(|(asset, amount)| Step::Contribute(asset, amount)),
		1 => (0..=100u32, 0..3_000u128).prop_map(|(cap, down)| Step::Govern(cap, down)),
	]
}

fn asset(of: u8) -> Asset {
	[USDT, DMC, BTC][usize::from(of)].clone()
}

/// One of the claims that there are.
fn any_claim(id: u8) -> ClaimId {
	ClaimId::from(id) % NextClaimId::<Test>::get().max(1)
}

fn file(ask: (u8, u8, u8, u32), amount: Balance, rate: u32) -> DispatchResult {
	let (series, who, of, age) = ask;
	let series = SeriesId::from(series);
	let Failed { payment, since, .. } = Series::get(series).unwrap();
	let asset = asset(of);
	let mut price = rates(rate, 1 + rate % 2, 1 + rate % 5);
	if asset == payment || payment == DMC {
		price.payment = FixedU128::from_u32(1);
	}
	if asset == DMC || payment == DMC {
		price.dmc = FixedU128::from_u32(1);
	}
	let ask = Ask { asset, ..Ask::new(amount).of(series).on(since + 1 - age).at(price) };
	ask.file(signed([ALICE, BOB, DAVE, ADMIN][usize::from(who)]))
}

/// Each is refused where it is not possible.
fn execute(step: Step) -> DispatchResult {
	match step {
		Step::File { ask, amount, rate } => file(ask, amount, rate),
		Step::Vote(id, passed) => {
			let claim = any_claim(id);
			let known = Claims::<Test>::get(claim).ok_or("unknown")?;
			frame_support::ensure!(Fake::outcome(known.referendum) == VoteOutcome::Ongoing, "over");
			vote(claim, if passed { VoteOutcome::Approved } else { VoteOutcome::Rejected });
			Ok(())
		},
		Step::Conclude(id) => conclude(any_claim(id)),
		Step::Approve(id) => approve(RuntimeOrigin::root(), any_claim(id)),
		Step::Collect(id, items) => collect(any_claim(id), items),
		Step::Give(item, who) => {
			give(item, who);
			Ok(())
		},
		Step::Block(true) => Assets::block(signed(ISSUER), 1, CAROL),
		Step::Block(false) => {
			allow(CAROL);
			Ok(())
		},
		Step::Resume(series) => change_live(series, |series| series.frozen = false),
		Step::Freeze(series) => {
			let id = series.into();
			let open = Series::get(id).filter(|series| !series.frozen && !series.terminated);
			open.map(|_| freeze_again(id)).ok_or("not open".into())
		},
		Step::Terminate(series) => change_live(series, |series| {
			if series.frozen {
				series.terminated = true;
			}
		}),
		Step::Pass(days) => {
			pass(days);
			Ok(())
		},
		Step::Idle(left) => {
			let left = Weight::from_parts(left, 0);
			assert!(idle(left).all_lte(left));
			Ok(())
		},
		Step::Contribute(of, amount) => contribute(STRANGER, asset(of), amount),
		Step::Govern(cap, down) => {
			Cap::set(&Permill::from_percent(cap));
			DepositNow::set(&(ED + down));
			Ok(())
		},
	}
}

fn change_live(series: u8, how: impl FnOnce(&mut Failed)) -> DispatchResult {
	let id: SeriesId = series.into();
	let mut series = Series::get(id).filter(|series| !series.terminated).ok_or("over")?;
	how(&mut series);
	Series::insert(id, series);
	Ok(())
}

/// In the end every claim is over (a life has at most a hundred), and nothing is reserved.
fn finish() {
	for claim in Insurance::live_claims(100) {
		if Fake::outcome(claim_of(claim).referendum) == VoteOutcome::Ongoing {
			vote(claim, VoteOutcome::Rejected);
		}
		let _ = conclude(claim);
	}
	for series in 0..4 {
		let _ = change_live(series, |series| series.frozen = false);
	}
	for _ in 0..3 {
		pass(400);
		for claim in Insurance::live_claims(100) {
			let _ = conclude(claim);
		}
	}
	assert!(Insurance::live_claims(100).is_empty());
	assert_eq!(Reserved::<Test>::iter().count(), 0);
	check();
}

proptest! {
	#![proptest_config(ProptestConfig {
		cases: 400, failure_persistence: None, ..ProptestConfig::default()
	})]

	#[test]
	fn keeps_the_invariants(steps in prop::collection::vec(step(), 1..100)) {
		execute_with_checks(|| {
			block(CAROL);
			allow(CAROL);
			MaxOpen::set(&3);
			TotalCap::set(&Permill::from_percent(60));
			MaxValue::set(&700);
			change_cert(0, |cert| cert.instalments = 1_500);
			change_cert(1, |cert| (cert.days, cert.instalments) = (20, 300));
			change_cert(3, |cert| (cert.days, cert.instalments) = (3, 1_000));
			for step in steps {
				let _ = execute(step);
				check();
			}
			finish();
		});
	}
}
