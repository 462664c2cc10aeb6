//! Weights in tests: numbers that tell the functions apart.

use super::*;

pub struct Costs;

macro_rules! costs {
	($($name:ident($($n:ident)?) = $cost:expr;)*) => {
		impl crate::WeightInfo for Costs {
			$(fn $name($($n: u32)?) -> Weight {
				Weight::from_parts(u64::from($cost), 0)
			})*
		}
	};
}

costs! {
	stake(n) = 1_000 + 10 * n;
	unstake(n) = 2_000 + 10 * n;
	claim_rewards(n) = 3_000 + 10 * n;
	fund_budget() = 4_000u32;
	set_network_weight() = 5_000u32;
	on_new_day(p) = 600 + 10 * p;
	idle_base() = 7u32;
	idle_visit() = 20u32;
}

/// Benchmarks run in the runtime only.
#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Fake {
	fn sold(_: &u64, _: u32) -> SeriesId {
		unimplemented!()
	}
	fn set_today(_: Day) {}
}
