//! Weights of calls in tests: numbers that tell the functions apart.

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
	request_loan() = 1_000u32;
	cancel_request() = 2_000u32;
	fund() = 3_000u32;
	offer_loan() = 4_000u32;
	cancel_loan_offer() = 500u32;
	take_loan() = 6_000u32;
	repay() = 7_000u32;
	foreclose_take() = 8_000u32;
	foreclose_auction() = 9_000u32;
	settle_loan(c) = 100 + c;
	idle_base() = 7u32;
}

/// Benchmarks run in the runtime only.
#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Fake {
	fn sold(_: &u64) -> SeriesId {
		unimplemented!()
	}
	fn set_today(_: Day) {}
	fn asset(_: u32) -> Asset {
		EUR
	}
	fn bid(_: AuctionId, _: Balance) {}
}
