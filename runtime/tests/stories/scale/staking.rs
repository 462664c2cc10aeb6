//! Staking costs the same however many certificates are staked: operations on storage are counted on the
//! real runtime.

use crate::{
	people::*,
	scale::certificates::{
		operations::{listen, operations, Operations},
		pay_out_from, sold,
	},
	staking_steps::*,
	world::*,
};
use dmex_primitives::{ItemId, OnNewDay, SeriesId};
use dmex_runtime::CertificateStaking;
use frame_support::storage::{with_transaction, TransactionOutcome::Rollback};
use sp_runtime::{DispatchError, DispatchResult};

/// Reads and writes of a call.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations(call);
	assert_ok!(result);
	operations
}

/// Alice stakes the certificates from `first` to before `end`.
fn stake_all(series: SeriesId, first: ItemId, end: ItemId) {
	let all: Vec<_> = (first..end).collect();
	for some in all.chunks(100) {
		assert_ok!(stake(&alice(), series, some));
		forget_events();
	}
}

/// Operations of the day that follows, which is then undone.
fn emission() -> Operations {
	let mut done = Operations::default();
	let _ = with_transaction(|| {
		done = operations(|| CertificateStaking::on_new_day(today() + 1)).0;
		Rollback(Ok::<_, DispatchError>(()))
	});
	done
}

/// Costs of staking one certificate, of claiming its reward, of removing it, and of a day, beside a number
/// of others that are staked.
fn costs(staked: u32) -> [Operations; 4] {
	listen();
	let mut costs = [Operations::default(); 4];
	execute_with_checks(|| {
		pay_out_from(u32::MAX.into());
		let series = sold(staked + 1, 60);
		assert_ok!(fund_budget(&one(), 1_000_000 * DMC));
		stake_all(series, 0, staked);
		next_day();
		costs[0] = count(|| stake(&alice(), series, &[staked]));
		to_day(today() + 2);
		let before = dmc(&alice());
		costs[1] = count(|| claim_rewards(series, &[staked]));
		let gained = dmc(&alice()) - before;
		let share = EMISSION / Balance::from(staked + 1);
		assert!(gained <= share && share - gained <= 1, "{gained} of {share}");
		next_day();
		costs[2] = count(|| unstake(&alice(), series, &[staked]));
		costs[3] = emission();
		let second = dmc(&alice()) - before - gained;
		assert!(second.abs_diff(gained) <= 1, "{second} after {gained}");
	});
	costs
}

#[test]
fn the_same_with_1_and_100_and_10_000_stakes() {
	let few = costs(1);
	assert!(few.iter().all(|cost| cost.reads > 2 && cost.writes > 1), "{few:?}");
	for staked in [100, 10_000] {
		assert_eq!(few, costs(staked), "{staked}");
	}
}

/// All end together: they leave over as many blocks as it takes, each within its limit, and every one is
/// rewarded for all its days.
#[test]
fn a_thousand_stakes_that_end_leave_block_by_block() {
	execute_with_checks(|| {
		let certificates = 1_000;
		let series = sold(certificates, 5);
		let end = today() + 5;
		assert_ok!(fund_budget(&one(), 1_000_000 * DMC));
		stake_all(series, 0, certificates);
		let before = dmc(&alice());
		to_day(end + 2);
		let (mut blocks, left) = (0, || pallet_certificate_staking::Stakes::<Runtime>::iter_keys());
		let mut seen = left().count();
		while seen > 0 {
			next_block();
			let now = left().count();
			blocks += u32::from(now < seen);
			seen = now;
			assert!(System::block_number() < 10_000, "{now} never leave");
		}
		println!("left in {blocks} blocks");
		// A thousandth of what each of five days emitted.
		assert_eq!(dmc(&alice()), before + 5 * EMISSION);
		assert_eq!((owed(), budget()), (0, 1_000_000 * DMC - 5 * EMISSION));
		assert_eq!(held_for_stakers(), budget());
	});
}
