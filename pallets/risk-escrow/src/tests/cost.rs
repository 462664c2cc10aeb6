//! What a call costs depends neither on how many certificates were sold nor on how many days were
//! missed: the operations on storage are counted.

use super::{
	operations::{listen, operations as count, Operations},
	*,
};

fn operations(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = count(call);
	assert_ok!(result);
	operations
}

/// Income of a day: more than is expected of the certificates of both days.
fn income(certificates: u32) -> Balance {
	Balance::from(certificates) * 25
}

/// This number of certificates sold on each of two days; all days but the last four are settled, without a
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
		assert_ok!(distribute(day, &vec![income(certificates); now as usize]));
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
		let distributes = operations(|| distribute(day, &[income(certificates)]));
		let claims = operations(|| claim(&[certificates - 1]));
		assert_ok!(distribute(day + 1, &[income(certificates)]));
		let pays = one_payout();
		assert_ok!(distribute(day + 2, &[income(certificates)]));
		let ends = one_payout();
		let retires = operations(|| retire(&[0]));
		assert_ok!(distribute(day + 3, &[income(certificates)]));
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
/// by a payout, and to write off a day instead.
fn costs_of_failure(certificates: u32, days: u32) -> [Operations; 5] {
	listen();
	new_test_ext().execute_with(|| {
		// All of them have income.
		sold_and_settled(certificates, days + 2);
		for asset in [USDT, DMC] {
			assert_ok!(Money::mint_into(asset, &RiskEscrow::escrow_account(), 1));
		}
		let writes_off = operations(write_off);
		let reports = operations(report);
		vote(VoteOutcome::Approved);
		let concludes = operations(conclude);
		let refunds = operations(|| refund(&[certificates]));
		assert!(Positions::<Test>::get(S, certificates).unwrap().refunded);
		Price::set(1);
		let pays = count(|| RiskEscrow::on_idle(1, Weight::from_parts(8, 8))).0;
		assert!(Payouts::<Test>::get(S).unwrap().visited == 1);
		[writes_off, reports, concludes, refunds, pays]
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

/// What it costs to pay the income of certificates.
fn paying_income(items: impl IntoIterator<Item = ItemId>) -> Operations {
	let items: Vec<_> = items.into_iter().collect();
	operations(|| with_storage_layer(|| RiskEscrow::pay_income(S, &items)))
}

/// The same on a chain of its own, with these numbers of certificates and days; all are Alice's.
fn income_costs(certificates: u32, days: u32, measure: impl FnOnce() -> Operations) -> Operations {
	listen();
	new_test_ext().execute_with(|| {
		sold_and_settled(certificates, days);
		measure()
	})
}

#[test]
fn income_of_many_certificates_of_one_holder_costs_little() {
	for (certificates, days) in [(100, 2), (5_000, 2), (100, 300)] {
		let one = income_costs(certificates, days, || paying_income([0]));
		let all = income_costs(certificates, days, || paying_income(0..100));
		// One more certificate: its owner and whether it has a lien are read, its position is read and
		// written, and so is its event.
		let more = Operations { reads: 6, writes: 3 };
		let sum = |a: u32, b: u32| a + 99 * b;
		assert_eq!(all.reads, sum(one.reads, more.reads));
		assert_eq!(all.writes, sum(one.writes, more.writes));
		assert!(one.reads > 5 * more.reads && one.writes > 4 * more.writes, "{one:?}");
	}
}

#[test]
fn income_of_many_holders_costs_a_payment_for_each() {
	let one_holder = income_costs(100, 2, || paying_income(0..100));
	let many_holders = income_costs(100, 2, || {
		for item in 0..100 {
			give(item, 1_000 + u64::from(item));
		}
		paying_income(0..100)
	});
	let one_by_one = income_costs(100, 2, || {
		let costs = (0..100).map(|item| paying_income([item]));
		costs.fold(Operations::default(), |sum, cost| Operations {
			reads: sum.reads + cost.reads,
			writes: sum.writes + cost.writes,
		})
	});
	assert!(4 * one_holder.reads < many_holders.reads, "{one_holder:?} {many_holders:?}");
	assert!(5 * one_holder.reads < one_by_one.reads, "{one_holder:?} {one_by_one:?}");
	assert!(4 * one_holder.writes < one_by_one.writes, "{one_holder:?} {one_by_one:?}");
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

/// What it costs to pay the income of certificate 0 by a call, if it is prepared like this.
fn claiming(prepare: fn()) -> Operations {
	income_costs(10, 2, || {
		// Lending had some before, as Alice had.
		assert_ok!(Money::mint_into(BTC, &LENDING, 1));
		prepare();
		let cost = operations(|| claim(&[0]));
		assert_eq!(RiskEscrow::claimable(S, 0), 0);
		cost
	})
}

#[test]
fn claim_for_a_loan_takes_two_records_more_than_one_for_a_holder() {
	let without = claiming(|| {});
	let others = claiming(|| lend(S, 0, USDT, 1_000, false));
	assert_eq!(others, without, "income is none of the loan's");
	let with = claiming(|| lend(S, 0, BTC, 1_000_000, true));
	// The lien, which is read anyway, and what was paid for the loan.
	assert_eq!(with, Operations { reads: without.reads + 1, writes: without.writes + 2 });
}
