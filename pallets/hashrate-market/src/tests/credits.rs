//! Payments that cannot be made: they stop nobody and are kept for their payee.

use super::*;

/// A sold certificate of the series that is paid in DMC, auctioned by the holder from 10 on.
fn small() -> AuctionId {
	let id = NextAuctionId::<Test>::get();
	sold_in(DMC_SERIES, 50 + id, HOLDER);
	let kind = english(10, None);
	assert_ok!(Market::start_auction(signed(HOLDER), DMC_SERIES, items([50 + id]), kind, LASTS));
	id
}

fn credited(who: u64, asset: Asset, amount: Balance) -> Event<Test> {
	Event::PaymentCredited { who, asset, amount }
}

#[test]
fn of_a_blocked_bidder_who_is_outbid() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		block(BUYER);
		events();
		assert_ok!(bid(STRANGER, id, 10_000));
		assert_eq!((usdt(BUYER), credit(BUYER, USDT)), (FUNDS - 9_000, 9_000));
		assert_eq!(usdt(Market::account_id()), 19_000);
		let told = events();
		assert_eq!(told[0], credited(BUYER, USDT, 9_000));
		assert_eq!(told[1], Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 });
	});
}

#[test]
fn of_a_bidder_whose_account_is_gone() {
	execute_with_checks(|| {
		let id = small();
		assert_ok!(bid(BUYER, id, ED - 1));
		reap(BUYER);
		assert_ok!(bid(STRANGER, id, 1_000));
		assert_eq!((dmc(BUYER), credit(BUYER, DMC)), (0, ED - 1));
	});
}

#[test]
fn none_of_a_bidder_whose_account_comes_back_with_it() {
	execute_with_checks(|| {
		let id = small();
		assert_ok!(bid(BUYER, id, ED));
		reap(BUYER);
		assert_ok!(bid(STRANGER, id, 1_000));
		assert_eq!((dmc(BUYER), credit(BUYER, DMC)), (ED, 0));
	});
}

#[test]
fn of_a_seller_whose_account_is_gone() {
	execute_with_checks(|| {
		let id = small();
		assert_ok!(bid(BUYER, id, 100));
		reap(HOLDER);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((dmc(HOLDER), credit(HOLDER, DMC)), (0, 99));
		assert_eq!(Certs::get((DMC_SERIES, 50)), Some(SOLD));
	});
}

#[test]
fn of_a_bidder_when_the_auction_is_cancelled_or_the_sale_fails() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, one, 9_000));
		assert_ok!(bid(BUYER, other, 500));
		block(BUYER);
		assert_ok!(cancel(HOLDER, other));
		assert_eq!(credit(BUYER, USDT), 500);
		Late::set(true);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, one));
		assert_eq!(credit(BUYER, USDT), 9_500);
		assert!(all_are(0..3, UNSOLD) && all_are(50..53, HELD));
	});
}

#[test]
fn add_up() {
	execute_with_checks(|| {
		let (one, other) = (small(), small());
		assert_ok!(bid(BUYER, one, 30));
		assert_ok!(bid(BUYER, other, 50));
		reap(BUYER);
		assert_ok!(bid(STRANGER, one, 40));
		assert_ok!(bid(STRANGER, other, 60));
		assert_eq!((dmc(BUYER), credit(BUYER, DMC)), (0, 80));
	});
}

#[test]
fn join_the_next_payment_that_can_be_made() {
	execute_with_checks(|| {
		let (one, other) = (small(), small());
		assert_ok!(bid(BUYER, one, 30));
		assert_ok!(bid(BUYER, other, 70));
		reap(BUYER);
		assert_ok!(bid(STRANGER, one, 40));
		assert_eq!(credit(BUYER, DMC), 30);
		events();
		// 70 alone would not bring the account back, with the credit it does.
		assert_ok!(bid(STRANGER, other, 80));
		assert_eq!((dmc(BUYER), credit(BUYER, DMC)), (100, 0));
		let told = events();
		assert_eq!(told[0], Event::CreditPaid { who: BUYER, asset: DMC, amount: 30 });
		assert_eq!(told[1], Event::BidRepaid { auction: other, bidder: BUYER, amount: 70 });
	});
}

#[test]
fn of_one_asset_do_not_join_a_payment_in_another() {
	execute_with_checks(|| {
		let (one, other) = (small(), first_sale());
		assert_ok!(bid(BUYER, one, 30));
		assert_ok!(bid(BUYER, other, 9_000));
		reap(BUYER);
		assert_ok!(bid(STRANGER, one, 40));
		assert_ok!(bid(STRANGER, other, 10_000));
		assert_eq!((usdt(BUYER), credit(BUYER, DMC), credit(BUYER, USDT)), (FUNDS, 30, 0));
	});
}

#[test]
fn of_each_payee_are_its_own() {
	execute_with_checks(|| {
		let (one, other) = (small(), small());
		assert_ok!(bid(BUYER, one, 30));
		assert_ok!(bid(MINER, other, 20));
		(reap(BUYER), reap(MINER));
		assert_ok!(bid(STRANGER, one, 40));
		assert_ok!(bid(STRANGER, other, 40));
		assert_eq!((credit(BUYER, DMC), credit(MINER, DMC)), (30, 20));
	});
}

/// As deep as storage layers can be nested, so that the last one is needed for `call` itself.
fn deep(layers: u32, call: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match layers {
		0 => call(),
		_ => frame_support::storage::with_storage_layer(|| deep(layers - 1, call)),
	}
}

/// Who nests calls as deep as can be makes them fail, and no payment.
#[test]
fn are_never_made_by_calling_too_deep() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_ok!(bid(BUYER, one, 9_000));
		assert_ok!(bid(BUYER, other, 9_000));
		let limit = DispatchError::Transactional(sp_runtime::TransactionalError::LimitReached);
		let outbid = || Market::bid(signed(STRANGER), one, 10_000).map(drop).map_err(|e| e.error);
		assert_noop!(deep(254, &outbid), limit);
		at(ENDS + 1);
		let end = || Market::settle_auction(signed(STRANGER), other).map(drop).map_err(|e| e.error);
		assert_noop!(deep(254, &end), limit);
		assert_noop!(deep(253, &end), limit);
		assert_eq!((credit(BUYER, USDT), certificate(50).0), (0, HOLDER));
		assert_ok!(deep(200, &end));
		assert!(all_are(50..53, SOLD));
	});
}
