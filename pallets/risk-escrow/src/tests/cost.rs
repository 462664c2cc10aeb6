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

/// What `distribute` of one day, `claim`, `retire` and the sale of one certificate cost, with so
/// many certificates sold on each of two days, and so many days without a claim.
fn costs(certificates: u32, days: u32) -> [Operations; 4] {
	listen();
	new_test_ext().execute_with(|| {
		let term = days + 1;
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
		let distributes = operations(|| distribute(day, &[1_000_000]));
		let claims = operations(|| claim(&[certificates - 1]));
		assert_ok!(distribute(day + 1, &[1_000_000]));
		let retires = operations(|| retire(&[0]));
		let due = 10u128.pow(6) / 2 / u128::from(certificates);
		assert_eq!(RiskEscrow::claimable(S, certificates - 1), due);
		assert_ok!(distribute(day + 2, &[1_000_000]));
		let sells = operations(|| sell(&[(2 * certificates, 5)]).map(|_| ()));
		[distributes, claims, retires, sells]
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
}

#[test]
fn same_after_1_and_300_unclaimed_days() {
	assert_eq!(costs(10, 1), costs(10, 300));
}
