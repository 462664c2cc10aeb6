//! Weights that calls declare before, and return after.

use super::*;
use frame_support::dispatch::{DispatchResultWithPostInfo, GetDispatchInfo};

type Call = crate::Call<Test>;

fn before(call: Call) -> u64 {
	call.get_dispatch_info().call_weight.ref_time()
}

/// Whether it succeeds or fails.
fn after(result: DispatchResultWithPostInfo) -> u64 {
	let used = match result {
		Ok(used) => used.actual_weight,
		Err(error) => error.post_info.actual_weight,
	};
	used.unwrap().ref_time()
}

#[test]
fn of_lists_grow_with_them() {
	let (series, price, five) = (SERIES, FLOOR, || items(0..5));
	let list = Call::list { series, items: five(), price, expires_in_days: 1 };
	assert_eq!(before(list), 1_005);
	assert_eq!(before(Call::reprice { series, items: five(), price }), 1_105);
	assert_eq!(before(Call::delist { series, items: five() }), 1_205);
	let (kind, duration_blocks) = (english(1, None), 1);
	let start = Call::start_auction { series, items: five(), kind, duration_blocks };
	assert_eq!(before(start), 1_305);
}

#[test]
fn of_sales_are_those_of_the_dearer_kind() {
	let (series, items, max_total, min_unreleased) = (SERIES, items(0..5), 1, 0);
	assert_eq!(before(Call::buy { series, items, max_total, min_unreleased }), 2_150);
	assert_eq!(before(Call::accept_offer { offer: 0 }), 950);
}

/// Before the call the lot is not known: the largest is assumed.
#[test]
fn of_auctions_are_for_the_largest_lot_before() {
	let (auction, min_unreleased) = (0, 0);
	assert_eq!(before(Call::bid { auction, amount: 1, min_unreleased }), 500 + 6_100);
	assert_eq!(before(Call::buy_dutch { auction, max_price: 1, min_unreleased }), 5_100);
	assert_eq!(before(Call::cancel_auction { auction }), 3_600);
	assert_eq!(before(Call::withdraw_bid { auction }), 3_600);
	assert_eq!(before(Call::settle_auction { auction }), 6_100);
}

#[test]
fn of_auctions_are_for_their_own_lot_after() {
	execute_with_checks(|| {
		for first in [0, 3, 6] {
			let kind = english(9_000, Some(20_000));
			assert_ok!(start(MINER, first..first + 3, kind, LASTS));
		}
		assert_ok!(start(MINER, 9..12, dutch(9_000, 9_000), LASTS));
		let buyer = || signed(BUYER);
		assert_eq!(after(Market::bid(buyer(), 0, 9_000, 0)), 500);
		assert_eq!(after(Market::bid(buyer(), 0, 20_000, 0)), 500 + 5_130);
		assert_eq!(after(Market::bid(buyer(), 1, 1, 0)), 500);
		assert_eq!(after(Market::buy_dutch(buyer(), 3, 9_000, 0)), 4_130);
		assert_eq!(after(Market::cancel_auction(signed(MINER), 1)), 3_503);
		assert_eq!(after(Market::settle_auction(buyer(), 2)), 500);
		assert_eq!(after(Market::settle_auction(buyer(), 77)), 500);
		freeze();
		assert_eq!(after(Market::bid(buyer(), 2, 9_000, 0)), 3_503);
	});
}

#[test]
fn of_an_end_are_more_with_a_bid_than_without() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, one, 9_000));
		at(ENDS + 1);
		assert_eq!(after(Market::settle_auction(signed(BUYER), one)), 5_130);
		assert_eq!(after(Market::settle_auction(signed(BUYER), other)), 3_503);
	});
}

/// Its sale repays a debt too, which may be dearer than the largest lot.
#[test]
fn of_auctions_have_room_for_a_foreclosure() {
	SettleForeclosed::set(9_000);
	let (auction, min_unreleased) = (0, 0);
	assert_eq!(before(Call::bid { auction, amount: 1, min_unreleased }), 500 + 9_000);
	assert_eq!(before(Call::buy_dutch { auction, max_price: 1, min_unreleased }), 9_000);
	assert_eq!(before(Call::cancel_auction { auction }), 9_000);
	assert_eq!(before(Call::withdraw_bid { auction }), 9_000);
	assert_eq!(before(Call::settle_auction { auction }), 9_000);
}

#[test]
fn of_a_foreclosure_are_its_own() {
	execute_with_checks(|| {
		let id = foreclosure();
		assert_eq!(after(Market::bid(signed(BUYER), id, 300, 0)), 500);
		assert_eq!(after(Market::cancel_auction(signed(HOLDER), id)), 500);
		at(ENDS + 1);
		assert_eq!(after(Market::settle_auction(signed(BUYER), id)), 3_550);
		lend(51, 700);
		let unsold = foreclose(51, 300, LASTS).unwrap();
		freeze();
		// Never less than an ordinary one.
		SettleForeclosed::set(0);
		assert_eq!(after(Market::settle_auction(signed(BUYER), unsold)), 3_501);
	});
}

#[test]
fn the_hook_has_room_for_the_largest_lot() {
	MaxSettleWeight::set(Weight::from_parts(50 + 3 + 7 + 6_100, 0));
	<Market as frame_support::traits::Hooks<u64>>::integrity_test();
}

#[test]
#[should_panic(expected = "no block could settle the largest auction")]
fn the_hook_must_have_that_room() {
	MaxSettleWeight::set(Weight::from_parts(50 + 3 + 7 + 6_099, 0));
	<Market as frame_support::traits::Hooks<u64>>::integrity_test();
}
