//! What a call costs depends neither on how many certificates were sold nor on how many days were
//! missed: the operations on storage are counted.

use super::*;
use frame_support::traits::fungibles::Mutate;
use std::sync::{
	atomic::{AtomicU32, Ordering},
	Arc,
};
use tracing::{
	field::{Field, Visit},
	span, Event as Trace, Metadata, Subscriber,
};

/// Operations on storage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Operations {
	reads: u32,
	writes: u32,
}

/// The state machine tells each operation; this counts them.
#[derive(Clone, Default)]
struct Counter(Arc<[AtomicU32; 2]>);

struct Method<'a>(&'a Counter);

impl Visit for Method<'_> {
	fn record_str(&mut self, field: &Field, method: &str) {
		if field.name() == "method" {
			let writes = !matches!(method, "Get" | "Hash" | "Exists" | "NextKey" | "ChildGet");
			self.0 .0[usize::from(writes)].fetch_add(1, Ordering::Relaxed);
		}
	}
	fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl Subscriber for Counter {
	fn enabled(&self, metadata: &Metadata<'_>) -> bool {
		metadata.target() == "state"
	}
	fn event(&self, event: &Trace<'_>) {
		event.record(&mut Method(self));
	}
	fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
		span::Id::from_u64(1)
	}
	fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
	fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
	fn enter(&self, _: &span::Id) {}
	fn exit(&self, _: &span::Id) {}
}

fn operations(call: impl FnOnce() -> DispatchResult) -> Operations {
	let counter = Counter::default();
	assert_ok!(tracing::subscriber::with_default(counter.clone(), call));
	let [reads, writes] = [0, 1].map(|i| counter.0[i].load(Ordering::Relaxed));
	Operations { reads, writes }
}

/// What `distribute` of one day, `claim`, `retire` and the sale of one certificate cost, with so
/// many certificates sold on each of two days, and so many days without a claim.
fn costs(certificates: u32, days: u32) -> [Operations; 4] {
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
