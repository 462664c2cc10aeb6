//! Payouts that nobody asked for.

use super::*;
fn idle(weight: u64) -> u64 {
	RiskEscrow::on_idle(1, Weight::from_parts(weight, u64::MAX)).ref_time()
}

/// What certificates still have to claim.
fn claimable(items: core::ops::Range<ItemId>) -> Vec<Balance> {
	items.map(|item| RiskEscrow::claimable(S, item)).collect()
}

fn done(series: SeriesId, certificates: u32) -> usize {
	let done = Event::PayoutDone { series, certificates };
	events().into_iter().filter(|event| *event == done).count()
}

/// A series of certificates `0..n` for 5 days, sold on day 100.
fn many(id: SeriesId, n: u32) {
	series(id, 10, 5, USDT, n);
	let sales: Vec<_> = (0..n).map(|item| (item, 50)).collect();
	assert_ok!(RiskEscrow::sell(id, &ALICE, &ALICE, &sales));
}

fn settle(id: SeriesId, day: Day, amount: Balance) {
	Today::set(110);
	let amounts = DayAmounts::truncate_from(vec![amount]);
	assert_ok!(RiskEscrow::distribute(RawOrigin::Signed(MINER).into(), id, day, amounts));
}

#[test]
fn settled_days_are_paid_to_the_holders_by_themselves() {
	execute_with_checks(|| {
		two_sold(110);
		give(1, POOL);
		assert_ok!(distribute(101, &[100]));
		assert_eq!(gain(BTC, ALICE), 0);
		pay_out();
		assert_eq!((gain(BTC, ALICE), gain(BTC, POOL)), (50, 50));
		assert_eq!((claimable(0..2), done(S, 2)), (vec![0, 0], 1));
		assert!(!Payouts::<Test>::contains_key(S));
		// Nothing is left to do.
		let before = events().len();
		pay_out();
		assert_eq!(events().len(), before);
	});
}

#[test]
fn less_than_the_minimum_is_paid_with_more() {
	execute_with_checks(|| {
		two_sold(110);
		MinPayout::set(60);
		assert_ok!(distribute(101, &[118]));
		pay_out();
		assert_eq!((claimable(0..2), done(S, 2)), (vec![59, 59], 1));
		assert_ok!(distribute(102, &[2]));
		pay_out();
		assert_eq!((claimable(0..2), gain(BTC, ALICE)), (vec![0, 0], 120));
	});
}

#[test]
fn everything_is_paid_and_burnt_after_the_last_day() {
	execute_with_checks(|| {
		two_sold(110);
		MinPayout::set(1_000);
		assert_ok!(distribute(101, &[20, 20, 20]));
		pay_out();
		assert_eq!((gain(BTC, ALICE), gain(USDT, ALICE)), (60, -600));
		assert_eq!((Positions::<Test>::iter().count(), ledger().custody.escrowed), (0, 0));
		assert!(!exists(0));
		let (withheld, remainder) = (0, 1);
		let (item, owner, income, slashed) = (1, ALICE, 30, 0);
		happened(Event::Retired { series: S, item, owner, income, withheld, remainder, slashed });
	});
}

#[test]
fn days_written_off_end_certificates_too() {
	execute_with_checks(|| {
		two_sold(150);
		for _ in 0..3 {
			assert_ok!(write_off());
		}
		pay_out();
		assert_eq!((gain(USDT, ALICE), escrowed(USDT)), (0, 0));
	});
}

#[test]
fn termination_pays_refunds_and_income_however_little() {
	execute_with_checks(|| {
		MinPayout::set(1_000_000);
		terminated();
		pay_out();
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (-20_000, 3_600));
		assert_eq!(gain(BTC, ALICE), 20_000);
		// One sweep for the settled days, and one for the termination. The certificate is kept for
		// insurance claims.
		assert!(Positions::<Test>::get(S, 0).unwrap().refunded);
		assert_eq!(
			(done(S, 1), ledger().custody.escrowed, ledger().custody.income_held),
			(2, 0, 0)
		);
	});
}

#[test]
fn frozen_series_pay_income_and_keep_what_ended() {
	execute_with_checks(|| {
		MinPayout::set(1_000);
		two_sold(110);
		assert_ok!(report());
		assert_ok!(distribute(101, &[20, 20]));
		pay_out();
		assert_eq!(gain(BTC, ALICE), 0);
		// After the last day everything is paid, and nothing is burnt before the vote is over.
		assert_ok!(distribute(103, &[20]));
		pay_out();
		assert_eq!((gain(BTC, ALICE), Positions::<Test>::iter().count()), (60, 2));
		vote(VoteOutcome::Rejected);
		assert_ok!(conclude());
		pay_out();
		assert_eq!(Positions::<Test>::iter().count(), 0);
	});
}

#[test]
fn payee_that_cannot_be_paid_stops_nobody() {
	execute_with_checks(|| {
		many(S, 5);
		give(2, 77);
		settle(S, 101, 100);
		assert_ok!(Money::mint_into(BTC, &77, 1));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, 77));
		pay_out();
		assert_eq!(claimable(0..5), [0, 0, 20, 0, 0]);
		let error = TokenError::Blocked.into();
		happened(Event::IncomeClaimFailed { series: S, item: 2, error });
		assert_eq!((done(S, 5), Payouts::<Test>::iter().count()), (1, 0));
		// It stays, and is paid with the next day.
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 11, 77));
		settle(S, 102, 100);
		pay_out();
		assert_eq!(Money::balance(BTC, &77), 41);
	});
}

#[test]
fn payee_that_cannot_be_paid_out_keeps_its_certificate() {
	execute_with_checks(|| {
		two_sold(110);
		give(0, 77);
		assert_ok!(Money::mint_into(BTC, &77, 1));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, 77));
		assert_ok!(distribute(101, &[20, 20, 20]));
		pay_out();
		happened(Event::RetireFailed { series: S, item: 0, error: TokenError::Blocked.into() });
		assert_eq!((claimable(0..2), gain(USDT, ALICE)), (vec![30, 0], -602 + 1));
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 11, 77));
		assert_ok!(retire(&[0]));
	});
}

/// With a price of 10, nothing costs 10, a turn 20, and the dearest payment 50.
const PRICE: u64 = 10;
const MIN: u64 = 80;

#[test]
fn never_uses_more_than_there_is() {
	for weight in (0..600).step_by(7) {
		execute_with_checks(|| {
			Price::set(PRICE);
			many(S, 40);
			settle(S, 101, 4_000);
			let used = idle(weight);
			assert!(used <= weight, "{used} of {weight}");
			let paid = claimable(0..40).iter().filter(|due| **due == 0).count();
			// Each claim costs 30, but there is to be room for the dearest payment.
			let room = weight.checked_sub(MIN).map_or(0, |more| more / 30 + 1);
			assert_eq!(paid as u64, room, "with {weight}");
		});
	}
}

#[test]
fn does_nothing_with_nothing_left() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(S, 3);
		settle(S, 101, 300);
		let before = (Payouts::<Test>::get(S), events());
		assert_eq!((idle(0), idle(9)), (0, 0));
		// To look is not to pay.
		assert_eq!((idle(10), idle(MIN - 1)), (10, 10));
		assert_eq!((Payouts::<Test>::get(S), events()), before);
		assert_eq!(idle(MIN), 10 + 20 + 30);
		assert_eq!(claimable(0..3).iter().filter(|due| **due == 0).count(), 1);
	});
}

#[test]
fn never_uses_more_than_its_part_of_a_block() {
	execute_with_checks(|| {
		Price::set(PRICE);
		MaxPayouts::set(&Weight::from_parts(100, u64::MAX));
		many(S, 40);
		settle(S, 101, 4_000);
		assert_eq!(idle(1_000_000), 60);
	});
}

#[test]
fn looks_at_proof_size_too() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(S, 3);
		settle(S, 101, 300);
		let with = |size| RiskEscrow::on_idle(1, Weight::from_parts(u64::MAX, size)).proof_size();
		assert_eq!((with(9), with(MIN - 1), with(MIN)), (0, 10, 60));
	});
}

#[test]
fn three_series_take_turns_over_several_blocks() {
	execute_with_checks(|| {
		Price::set(PRICE);
		for id in [1, 2, 3] {
			many(id, 40);
		}
		for id in [1, 2, 3] {
			settle(id, 101, 4_000);
		}
		let paid = |id| {
			let due = (0..40).map(|item| RiskEscrow::claimable(id, item));
			due.filter(|due| *due == 0).count()
		};
		// Room for one turn of two certificates a block: each series in turn, none twice.
		let mut counts = Vec::new();
		for _ in 0..6 {
			idle(MIN + 30);
			counts.push([1, 2, 3].map(paid));
		}
		assert_eq!(counts[2], [2, 2, 2]);
		assert_eq!(counts[5], [4, 4, 4]);
		assert_eq!(counts[0].iter().sum::<usize>(), 2);
		// A large block: 32 of one, then of the next.
		idle(10 + 20 + 32 * 30 + 20 + 50);
		let mut last = [1, 2, 3].map(paid);
		last.sort();
		assert_eq!(last, [4, 5, 36]);
		while Payouts::<Test>::iter().next().is_some() {
			idle(1_000);
		}
		assert_eq!([1, 2, 3].map(paid), [40, 40, 40]);
		assert_eq!([1, 2, 3].map(|id| done(id, 40)), [1, 1, 1]);
	});
}

#[test]
fn no_certificate_is_visited_twice_in_a_sweep_or_left_out() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(S, 100);
		settle(S, 101, 10_000);
		let mut blocks = 0;
		while Payouts::<Test>::contains_key(S) {
			idle(MIN + 90);
			blocks += 1;
		}
		assert_eq!(claimable(0..100), [0; 100]);
		assert_eq!((done(S, 100), ledger().custody.income_held), (1, 0));
		assert!(blocks >= 25, "four a block: {blocks}");
	});
}

#[test]
fn days_settled_meanwhile_lead_to_another_sweep() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(S, 10);
		settle(S, 101, 1_000);
		idle(MIN + 30);
		assert_eq!(Payouts::<Test>::get(S).unwrap().visited, 2);
		settle(S, 102, 1_000);
		assert!(Payouts::<Test>::get(S).unwrap().requeue);
		// The first two had been paid one day only; the others get both together.
		while done(S, 10) == 0 {
			idle(MIN + 30);
		}
		// The block in which the sweep ended has paid one of them in the next.
		let Some(Sweep { visited, requeue, .. }) = Payouts::<Test>::get(S) else { panic!() };
		assert_eq!((visited, requeue), (1, false));
		assert_eq!(claimable(0..10).iter().sum::<u128>(), 100);
		while Payouts::<Test>::contains_key(S) {
			idle(MIN + 30);
		}
		assert_eq!((claimable(0..10), done(S, 10)), (vec![0; 10], 2));
	});
}

#[test]
fn certificates_burnt_meanwhile_do_not_stop_a_sweep() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(S, 10);
		Today::set(110);
		assert_ok!(distribute(101, &[100; 5]));
		// One is paid out and burnt, others by their owners, the one the sweep comes to next too.
		idle(MIN);
		assert_eq!(Positions::<Test>::iter().count(), 9);
		let next: Vec<_> = Positions::<Test>::iter_key_prefix(S).take(3).collect();
		assert_ok!(retire(&next));
		pay_out();
		assert_eq!((Positions::<Test>::iter().count(), gain(BTC, ALICE)), (0, 500));
	});
}

#[test]
fn many_certificates_of_one_series_leave_others_their_turn() {
	execute_with_checks(|| {
		Price::set(PRICE);
		many(1, 100);
		many(2, 1);
		settle(1, 101, 10_000);
		settle(2, 101, 100);
		// Room for 32 of the one, and then for the other, whichever comes first.
		idle(10 + 20 + u64::from(dmex_primitives::ITEMS_PER_TURN) * 30 + 20 + 50);
		assert_eq!(RiskEscrow::claimable(2, 0), 0);
		let due = (0..100).filter(|item| RiskEscrow::claimable(1, *item) > 0).count();
		assert!((67..=69).contains(&due), "{due}");
	});
}

#[test]
fn sales_between_two_blocks_are_no_obstacle() {
	execute_with_checks(|| {
		two_sold(103);
		assert_ok!(distribute(101, &[100]));
		assert_ok!(sell(&[(2, 30)]));
		pay_out();
		assert_eq!((claimable(0..3), done(S, 3)), (vec![0, 0, 0], 1));
	});
}
