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
	contribute() = 1_000u32;
	file_claim() = 2_000u32;
	conclude_claim() = 3_000u32;
	collect_award(n) = 4_000 + 10 * n;
	approve_claim() = 5_000u32;
	payout_idle() = 7u32;
	payout_turn() = 500u32;
	payout_item() = 20u32;
}

/// Benchmarks run in the runtime only.
#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Fake {
	fn terminated(_: &[u64], _: u32) -> SeriesId {
		unimplemented!()
	}
	fn forget_certificates(_: SeriesId) {}
	fn lend(_: SeriesId, _: ItemId, _: &Asset, _: Balance) {}
	fn asset() -> Asset {
		USDT
	}
	fn end_vote(_: ReferendumIndex, _: bool) {}
}
