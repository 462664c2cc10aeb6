//! Weights of calls in tests: numbers that tell the functions apart.

use super::*;

parameter_types! {
	pub static SettleForeclosed: u32 = 3_550;
}

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
	list(n) = 1_000 + n;
	reprice(n) = 1_100 + n;
	delist(n) = 1_200 + n;
	buy(n) = 2_000 + 10 * n;
	buy_resale(n) = 2_100 + 10 * n;
	start_auction(n) = 1_300 + n;
	bid() = 500u32;
	buy_dutch(n) = 4_000 + 10 * n;
	buy_dutch_resale(n) = 4_100 + 10 * n;
	cancel_auction(n) = 3_000 + n;
	withdraw_bid(n) = 3_500 + n;
	settle_auction(n) = 5_000 + 10 * n;
	settle_resale(n) = 5_100 + 10 * n;
	settle_foreclosed() = SettleForeclosed::get();
	make_offer() = 700u32;
	cancel_offer() = 800u32;
	accept_offer() = 900u32;
	accept_resale() = 950u32;
	idle_base() = 50u32;
	idle_step() = 3u32;
	idle_wait() = 7u32;
}
