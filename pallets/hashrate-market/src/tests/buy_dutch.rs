use super::*;

/// An auction of certificates 0 to 2, from 19,000 to 9,000 in 1,000 blocks: ten less in each.
fn falling() -> AuctionId {
	assert_ok!(start(MINER, 0..3, dutch(19_000, 9_000), LASTS));
	0
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
fn refuses_an_english_auction() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_noop!(buy_dutch(BUYER, id, FUNDS), Error::<Test>::InvalidKind);
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
fn demands_the_deposit_of_each() {
	execute_with_checks(|| {
		let id = falling();
		let little = Error::<Test>::TooLittleUnreleased;
		// 6,333 each, less a fee of 64.
		assert_noop!(buy_dutch_protected(BUYER, id, 19_000, 6_270), little);
		assert_ok!(buy_dutch_protected(BUYER, id, 19_000, 6_269));
		sold(50..53, HOLDER);
		(50..53).for_each(|item| left(item, 500));
		assert_ok!(start(HOLDER, 50..53, dutch(300, 300), LASTS));
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(buy_dutch_protected(BUYER, 1, 300, 501), little);
		assert_ok!(buy_dutch_protected(BUYER, 1, 300, 500));
	});
}
