//! What a call costs depends neither on how many certificates were sold nor on how many days were
//! missed: the operations on storage are counted.

use super::{
	operations::{listen, operations as count, Operations},
	*,
};
use frame_support::traits::fungibles::Mutate;

fn operations(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = count(call);
	assert_ok!(result);
	operations
}

/// So many certificates sold on each of two days; all days but the last four are settled, without a
/// claim. Returns the oldest that is not.
fn sold_and_settled(certificates: u32, days: u32) -> Day {
	let term = days + 2;
	series(S, 10, term, USDT, 2 * certificates + 1);
	assert_ok!(Money::mint_into(BTC, &RiskEscrow::income_account(), 1));
	for (today, first) in [(100, 0), (101, certificates)] {
		Today::set(today);
		for item in (first..first + certificates).step_by(100) {
			let last = (item + 100).min(first + certificates);
			let sales: Vec<_> =
				(item..last).map(|item| (item, Balance::from(1_000 * term + 1))).collect();
			assert_ok!(sell(&sales));
		}
	}
	Today::set(200 + days);
	let mut day = 101;
	let mut left = days - 1;
	while left > 0 {
		let now = left.min(MAX_DAYS);
		assert_ok!(distribute(day, &vec![1_000_000; now as usize]));
		(day, left) = (day + now, left - now);
	}
	day
}

/// What `distribute` of one day, `claim`, `retire` and the sale of one certificate cost, and one
/// certificate of a payout.
fn costs(certificates: u32, days: u32) -> [Operations; 6] {
	listen();
	new_test_ext().execute_with(|| {
		let day = sold_and_settled(certificates, days);
		let distributes = operations(|| distribute(day, &[1_000_000]));
		let claims = operations(|| claim(&[certificates - 1]));
		assert_ok!(distribute(day + 1, &[1_000_000]));
		let pays = one_payout();
		assert_ok!(distribute(day + 2, &[1_000_000]));
		let ends = one_payout();
		let retires = operations(|| retire(&[0]));
		assert_ok!(distribute(day + 3, &[1_000_000]));
		let sells = operations(|| sell(&[(2 * certificates, 5)]).map(|_| ()));
		[distributes, claims, pays, ends, retires, sells]
	})
}

/// A block with room for one certificate.
fn one_payout() -> Operations {
	Price::set(1);
	let paid = || events().len();
	let before = paid();
	let cost = count(|| RiskEscrow::on_idle(1, Weight::from_parts(8, 8))).0;
	assert_eq!(paid() - before, 1);
	cost
}

/// What it costs to report a breach, to conclude the vote, to refund one certificate by a call and
/// by a payout, and to give up a day instead.
fn costs_of_failure(certificates: u32, days: u32) -> [Operations; 5] {
	listen();
	new_test_ext().execute_with(|| {
		// All of them have income.
		sold_and_settled(certificates, days + 2);
		for asset in [USDT, DMC] {
			assert_ok!(Money::mint_into(asset, &RiskEscrow::escrow_account(), 1));
		}
		let gives_up = operations(give_up);
		let reports = operations(report);
		vote(VoteOutcome::Approved);
		let concludes = operations(conclude);
		let refunds = operations(|| refund(&[certificates]));
		assert!(Positions::<Test>::get(S, certificates).unwrap().refunded);
		Price::set(1);
		let pays = count(|| RiskEscrow::on_idle(1, Weight::from_parts(8, 8))).0;
		assert!(Payouts::<Test>::get(S).unwrap().looked == 1);
		[gives_up, reports, concludes, refunds, pays]
	})
}

#[test]
fn counts_what_is_read_and_written() {
	listen();
	new_test_ext().execute_with(|| {
		let twice = operations(|| {
			Ledgers::<Test>::get(1);
			Ledgers::<Test>::contains_key(2);
			Cohorts::<Test>::insert(1, 1, Cohort::default());
			Ok(())
		});
		assert_eq!(twice, Operations { reads: 2, writes: 1 });
	});
}

#[test]
fn same_with_10_and_10_000_certificates() {
	let few = costs(10, 2);
	assert_eq!(few, costs(10_000, 2));
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 1), "{few:?}");
	let few = costs_of_failure(10, 2);
	assert_eq!(few, costs_of_failure(10_000, 2));
	assert!(few.iter().all(|cost| cost.reads > 2 && cost.writes > 1), "{few:?}");
}

#[test]
fn same_after_1_and_300_unclaimed_days() {
	assert_eq!(costs(10, 1), costs(10, 300));
	assert_eq!(costs_of_failure(10, 1), costs_of_failure(10, 300));
}
