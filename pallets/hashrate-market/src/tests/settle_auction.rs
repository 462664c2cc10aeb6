use super::*;

fn settled(auction: AuctionId, total: Balance, remainder: Balance) -> Event<Test> {
	Event::AuctionSettled { auction, buyer: BUYER, total, remainder }
}

#[test]
fn sells_to_the_highest_bidder() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(STRANGER, id, 9_000));
		assert_ok!(bid(BUYER, id, 14_000));
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(BUYER), usdt(STRANGER), usdt(MINER)), (FUNDS - 14_000, FUNDS, FUNDS));
		// 4,666 each and 2 that remain; fees of 47 each: 141, of which the pool gets 56.
		assert_eq!((usdt(ESCROW), usdt(POOL), usdt(TREASURY)), (3 * 4_619, 56 + 2, 85));
		assert!(is_over(id) && all_are(0..3, SOLD));
		let (series, items, buyer, seller) = (SERIES, items(0..3), BUYER, MINER);
		let (total, fee, start, end) = (13_998, 141, 11, 40);
		let bought = Event::Bought { series, items, buyer, seller, total, fee, start, end };
		assert_eq!(events(), [bought, settled(id, 14_000, 2)]);
		assert_eq!(Due::<Test>::iter().count(), 0);
	});
}

#[test]
fn of_sold_ones_pays_income_and_the_seller() {
	execute_with_checks(|| {
		let id = resale();
		earn(50, 30);
		earn(52, 3);
		assert_ok!(bid(BUYER, id, 1_000));
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(HOLDER), btc(HOLDER)), (FUNDS + 987, FUNDS + 33));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (4 + 1, 8));
		assert!(is_over(id) && all_are(50..53, SOLD));
		let (series, items, buyer, seller) = (SERIES, items(50..53), BUYER, HOLDER);
		let resold = Event::Resold { series, items, buyer, seller, total: 999, fee: 12 };
		assert_eq!(events(), [resold, settled(id, 1_000, 1)]);
	});
}

/// The remainder is zero, or at most one less than the number of certificates.
#[test]
fn gives_what_the_division_leaves_to_the_pool() {
	execute_with_checks(|| {
		TradingFee::set(percent(0));
		for (id, (bid_of, remainder)) in (0..).zip([(9_000, 0), (9_001, 1), (9_002, 2)]) {
			let lot = 3 * id..3 * id + 3;
			assert_ok!(start(MINER, lot, english(3 * FLOOR, None), LASTS));
			assert_ok!(bid(BUYER, id, bid_of));
			at(auction(id).schedule.ends + 1);
			let before = usdt(POOL);
			assert_ok!(settle(STRANGER, id));
			assert_eq!((usdt(POOL) - before, usdt(TREASURY)), (remainder, 0));
			assert_eq!(events().last(), Some(&settled(id, bid_of, remainder)));
		}
		assert_eq!(usdt(ESCROW), 27_000);
	});
}

#[test]
fn gives_the_remainder_to_the_pool_in_dmc_too() {
	execute_with_checks(|| {
		let kind = english(3 * FLOOR, Some(9_002));
		assert_ok!(Market::start_auction(signed(MINER), DMC_SERIES, items(0..3), kind, LASTS));
		let issued = Money::total_issuance(DMC);
		assert_ok!(bid(BUYER, 0, 9_002));
		// 30 each of 3,000: 90, of which 36 to the pool, 36 to the treasury, and 18 are burnt.
		assert_eq!((dmc(POOL), dmc(TREASURY), dmc(ESCROW)), (ED + 38, ED + 36, ED + 8_910));
		assert_eq!(Money::total_issuance(DMC), issued - 18);
	});
}

#[test]
fn sells_a_hundred_and_collects_their_fee_once() {
	execute_with_checks(|| {
		assert_ok!(start(MINER, 0..100, english(100 * FLOOR, None), LASTS));
		assert_ok!(bid(BUYER, 0, 100 * FLOOR + 99));
		at(ENDS + 1);
		Collects::set(0);
		assert_ok!(settle(STRANGER, 0));
		// Once the fee, once the remainder.
		assert_eq!((Collects::get(), usdt(ESCROW)), (1, 100 * (FLOOR - 30)));
		assert!(all_are(0..100, SOLD));
	});
}

#[test]
fn settles_at_the_rates_it_opened_with() {
	execute_with_checks(|| {
		let id = first_sale();
		govern();
		assert_ok!(bid(BUYER, id, 14_000));
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (58, 85));
	});
}

#[test]
fn without_a_bid_unlocks_the_certificates() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(start(MINER, 3..6, dutch(9_000, 9_000), LASTS));
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_ok!(settle(MINER, 1));
		assert!(all_are(0..6, UNSOLD));
		let unsold = |auction| Event::AuctionUnsold { auction };
		assert_eq!(events(), [unsold(id), unsold(1)]);
		assert_eq!((Due::<Test>::iter().count(), usdt(MINER)), (0, FUNDS));
	});
}

#[test]
fn without_a_bid_unlocks_those_of_a_late_series_too() {
	execute_with_checks(|| {
		let id = first_sale();
		Late::set(true);
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_eq!(events(), [Event::AuctionUnsold { auction: id }]);
	});
}

#[test]
fn refuses_one_that_still_runs() {
	execute_with_checks(|| {
		let id = first_sale();
		at(ENDS);
		assert_noop!(settle(MINER, id), Error::<Test>::StillRunning);
		assert_ok!(bid(BUYER, id, 9_000));
		at(ENDS + WINDOW);
		assert_noop!(settle(BUYER, id), Error::<Test>::StillRunning);
		at(ENDS + WINDOW + 1);
		assert_ok!(settle(BUYER, id));
	});
}

/// The escrow refuses the sale for good, such as the first sale of a miner that was banned.
#[test]
fn repays_the_bid_when_the_sale_fails() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_002));
		Barred::set(true);
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(BUYER), usdt(ESCROW), usdt(POOL)), (FUNDS, 0, 0));
		assert!(is_over(id) && all_are(0..3, UNSOLD));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_002 };
		// An event keeps no text.
		let voided = Event::AuctionVoided { auction: id, reason: DispatchError::Other("") };
		assert_eq!(events(), [repaid, voided]);
	});
}

#[test]
fn credits_a_bidder_who_cannot_be_paid_when_the_sale_fails() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		block(BUYER);
		Barred::set(true);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((credit(BUYER, USDT), is_over(id)), (9_000, true));
		assert!(all_are(0..3, UNSOLD));
	});
}

#[test]
fn credits_a_seller_who_cannot_be_paid_and_still_sells() {
	execute_with_checks(|| {
		let id = resale();
		assert_ok!(bid(BUYER, id, 1_000));
		block(HOLDER);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(HOLDER), credit(HOLDER, USDT)), (FUNDS, 987));
		assert!(all_are(50..53, SOLD));
	});
}

/// The lot of a resale goes to the bidder although its money account was blocked meanwhile.
#[test]
fn needs_nothing_of_the_buyer() {
	execute_with_checks(|| {
		let id = resale();
		assert_ok!(bid(BUYER, id, 1_000));
		block(BUYER);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert!(all_are(50..53, SOLD));
	});
}

/// Nest a call in storage layers.
fn deep(layers: u32, call: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match layers {
		0 => call(),
		_ => frame_support::storage::with_storage_layer(|| deep(layers - 1, call)),
	}
}

/// Nesting calls as deep as possible makes them fail, and voids no sale.
#[test]
fn fails_when_calls_are_nested_too_deep() {
	execute_with_checks(|| {
		let id = resale();
		assert_ok!(bid(BUYER, id, 9_000));
		at(ENDS + 1);
		let limit = DispatchError::Transactional(sp_runtime::TransactionalError::LimitReached);
		let end = || Market::settle_auction(signed(STRANGER), id).map(drop).map_err(|e| e.error);
		assert_noop!(deep(254, &end), limit);
		assert_noop!(deep(253, &end), limit);
		assert_eq!((credit(BUYER, USDT), certificate(50).0), (0, HOLDER));
		assert_ok!(deep(200, &end));
		assert!(all_are(50..53, SOLD));
	});
}

#[test]
fn refuses_an_unknown_auction() {
	execute_with_checks(|| {
		assert_noop!(settle(STRANGER, 0), Error::<Test>::UnknownAuction);
	});
}
