//! What paying and claiming costs depends neither on how many certificates were sold nor on how
//! many days nobody claimed: operations on storage are counted on the real runtime.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use dmex_runtime::{parameters::dynamic_params::series, RuntimeParameters};
use operations::{listen, Operations};
use sp_runtime::DispatchResult;

#[path = "../../../pallets/risk-escrow/src/tests/operations.rs"]
mod operations;

/// How many reads and writes a call makes.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations::operations(call);
	assert_ok!(result);
	operations
}

/// So many certificates, all of them Alice's.
fn sold(certificates: u32, term: u32) -> SeriesId {
	let longest = series::Parameters::MaxTerm(series::MaxTerm, Some(540));
	let parameter = RuntimeParameters::Series(longest);
	assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
	let plan = Plan { quota: 1_000_000, units: 1, term, quantity: 1, ..Plan::default() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&plan.miner, application, 1_000_000 * DMC));
	let series = plan.series(application);
	for first in (1..certificates).step_by(100) {
		assert_ok!(mint(&plan.miner, series, (certificates - first).min(100)));
	}
	let all: Vec<ItemId> = (0..certificates).collect();
	let price = plan.lowest_price();
	for hundred in all.chunks(100) {
		assert_ok!(list(&plan.miner, series, hundred, price));
		assert_ok!(buy(&alice(), series, hundred, 100 * price));
	}
	series
}

/// What `distribute` of a day and a `claim` cost with so many certificates sold, after so many
/// days without a claim.
fn costs(certificates: u32, days: u32) -> [Operations; 2] {
	listen();
	let mut costs = [Operations::default(); 2];
	play(|| {
		let series = sold(certificates, days + 10);
		// Income exists, so that the account of it holds the coin.
		let (mut day, mut left) = (today() + 1, days);
		while left > 0 {
			// One block a day: the chain is nearly asleep.
			step(u64::from(BLOCKS_A_DAY), 0);
			if today() == day + left.min(32) + 1 {
				let now = left.min(32);
				assert_ok!(distribute(&ferdie(), series, day, &vec![1_000_000; now as usize]));
				(day, left) = (day + now, left - now);
			}
		}
		next_day();
		let pay = count(|| distribute(&ferdie(), series, day, &[1_000_000]));
		let before = balance(&alice(), &COIN);
		let one = count(|| claim(series, &[certificates / 2]));
		let due = Balance::from(days + 1) * 1_000_000 / Balance::from(certificates);
		assert_eq!(balance(&alice(), &COIN), before + due);
		costs = [pay, one];
	});
	costs
}

#[test]
fn the_same_with_10_and_10_000_certificates() {
	let few = costs(10, 2);
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 2), "{few:?}");
	assert_eq!(few, costs(10_000, 2));
}

#[test]
fn the_same_after_1_and_300_unclaimed_days() {
	assert_eq!(costs(10, 1), costs(10, 300));
}
