use super::*;

/// Of certificates 0 to 2, from 19,000 to 9,000 in 1,000 blocks: ten less in each.
fn falling() -> AuctionId {
	assert_ok!(start(MINER, 0..3, dutch(19_000, 9_000), LASTS));
	0
}

fn costs(block: u32) -> Balance {
	at(block);
	Market::price_now(&auction(0)).unwrap()
}

#[test]
fn pays_exactly_the_price_of_the_block() {
	execute_with_checks(|| {
		let id = falling();
		at(NOW + 500);
		events();
		assert_ok!(buy_dutch(BUYER, id, 15_000));
		// 4,666 each and 2 that remain; fees of 47 each: 141, of which the pool gets 56.
		assert_eq!((usdt(BUYER), usdt(ESCROW)), (FUNDS - 14_000, 3 * 4_619));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (56 + 2, 85));
		assert!(is_over(id) && all_are(0..3, SOLD));
		let (series, items, buyer, seller) = (SERIES, items(0..3), BUYER, MINER);
		let (total, fee, start, end) = (13_998, 141, 11, 40);
		let bought = Event::Bought { series, items, buyer, seller, total, fee, start, end };
		let settled = Event::AuctionSettled { auction: id, buyer, total: 14_000, remainder: 2 };
		assert_eq!(events(), [bought, settled]);
		assert_eq!(Due::<Test>::iter().count(), 0);
	});
}

#[test]
fn of_sold_ones_pays_income_and_the_seller() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		earn(50, 33);
		assert_ok!(start(HOLDER, 50..53, dutch(1_000, 3), LASTS));
		assert_ok!(buy_dutch(BUYER, 0, 1_000));
		assert_eq!((usdt(HOLDER), btc(HOLDER)), (FUNDS + 987, FUNDS + 33));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (4 + 1, 8));
		assert!(all_are(50..53, SOLD));
	});
}

#[test]
fn falls_from_the_start_to_the_floor_in_the_last_block() {
	execute_with_checks(|| {
		falling();
		assert_eq!(costs(NOW), 19_000);
		assert_eq!(costs(NOW + 1), 18_990);
		assert_eq!(costs(NOW + 500), 14_000);
		assert_eq!(costs(ENDS - 1), 9_010);
		assert_eq!(costs(ENDS), 9_000);
	});
}

/// From 10 to 3 in 3 blocks: it falls by 2.33 in each, rounded down.
#[test]
fn is_rounded_up() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_ok!(start(HOLDER, 50..53, dutch(10, 3), 3));
		assert_eq!([NOW, NOW + 1, NOW + 2, NOW + 3].map(costs), [10, 8, 6, 3]);
	});
}

#[test]
fn keeps_to_the_maximum() {
	execute_with_checks(|| {
		let id = falling();
		at(NOW + 1);
		assert_noop!(buy_dutch(BUYER, id, 18_989), Error::<Test>::TooExpensive);
		assert_noop!(buy_dutch(BUYER, id, 0), Error::<Test>::TooExpensive);
		assert_ok!(buy_dutch(BUYER, id, 18_990));
		assert_eq!(usdt(BUYER), FUNDS - 18_990);
	});
}

#[test]
fn is_possible_in_the_last_block_and_not_after_it() {
	execute_with_checks(|| {
		let id = falling();
		assert_ok!(start(MINER, 3..6, dutch(9_000, 9_000), LASTS));
		at(ENDS);
		assert_ok!(buy_dutch(BUYER, id, 9_000));
		at(ENDS + 1);
		assert_noop!(buy_dutch(BUYER, 1, 9_000), Error::<Test>::AuctionOver);
	});
}

#[test]
fn settles_at_the_rates_it_opened_with() {
	execute_with_checks(|| {
		let id = falling();
		govern();
		at(NOW + 500);
		assert_ok!(buy_dutch(BUYER, id, 14_000));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (58, 85));
	});
}

#[test]
fn refuses_an_english_auction() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_noop!(buy_dutch(BUYER, id, FUNDS), Error::<Test>::WrongKind);
	});
}

#[test]
fn refuses_the_seller() {
	execute_with_checks(|| {
		let id = falling();
		assert_noop!(buy_dutch(MINER, id, FUNDS), Error::<Test>::BuyFromSelf);
	});
}

#[test]
fn refuses_a_buyer_who_cannot_pay() {
	execute_with_checks(|| {
		let id = falling();
		burn(USDT, BUYER, FUNDS - 18_999);
		assert_noop!(buy_dutch(BUYER, id, FUNDS), Error::<Test>::CannotPay);
		fund(USDT, BUYER, 1);
		assert_ok!(buy_dutch(BUYER, id, FUNDS));
	});
}

#[test]
fn refuses_a_first_sale_of_a_late_series_and_takes_a_resale() {
	execute_with_checks(|| {
		let id = falling();
		sold(50..53, HOLDER);
		assert_ok!(start(HOLDER, 50..53, dutch(300, 300), LASTS));
		Late::set(true);
		assert_noop!(buy_dutch(BUYER, id, FUNDS), DispatchError::Other("late"));
		assert_ok!(buy_dutch(BUYER, 1, FUNDS));
	});
}

#[test]
fn refuses_an_unknown_auction() {
	execute_with_checks(|| {
		assert_noop!(buy_dutch(BUYER, 0, FUNDS), Error::<Test>::UnknownAuction);
	});
}

#[test]
fn refuses_unsigned_and_root() {
	execute_with_checks(|| {
		let id = falling();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = rolled_back(|| Market::buy_dutch(origin, id, FUNDS));
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}
