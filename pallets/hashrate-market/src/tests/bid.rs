use super::*;

fn best(id: AuctionId) -> Option<(u64, Balance)> {
	auction(id).best.map(|bid| (bid.bidder, bid.amount))
}

fn placed(bidder: u64, amount: Balance, ends: u32) -> Event<Test> {
	Event::BidPlaced { auction: 0, bidder, amount, ends }
}

#[test]
fn holds_the_money() {
	execute_with_checks(|| {
		let id = first_sale();
		events();
		assert_ok!(bid(BUYER, id, 9_000));
		assert_eq!((usdt(BUYER), usdt(Market::account())), (FUNDS - 9_000, 9_000));
		assert_eq!((best(id), auction(id).schedule.ends), (Some((BUYER, 9_000)), ENDS));
		assert_eq!(events(), [placed(BUYER, 9_000, ENDS)]);
		assert!(all_are(0..3, (MINER, false, Some(Lock::Auctioned(id)))));
	});
}

#[test]
fn repays_the_one_that_is_outbid_in_full() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		events();
		assert_ok!(bid(STRANGER, id, 9_270));
		assert_eq!((usdt(BUYER), usdt(STRANGER)), (FUNDS, FUNDS - 9_270));
		assert_eq!((best(id), usdt(Market::account())), (Some((STRANGER, 9_270)), 9_270));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 };
		assert_eq!(events(), [repaid, placed(STRANGER, 9_270, ENDS)]);
	});
}

#[test]
fn credits_the_one_that_is_outbid_if_it_cannot_be_paid() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		block(BUYER);
		events();
		assert_ok!(bid(STRANGER, id, 10_000));
		assert_eq!((usdt(BUYER), credit(BUYER, USDT)), (FUNDS - 9_000, 9_000));
		assert_eq!((best(id), usdt(Market::account())), (Some((STRANGER, 10_000)), 19_000));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 };
		assert_eq!(events(), [repaid, placed(STRANGER, 10_000, ENDS)]);
	});
}

#[test]
fn raising_ones_own_pays_the_difference_only() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		burn(USDT, BUYER, FUNDS - 9_000 - 270);
		events();
		assert_ok!(bid(BUYER, id, 9_270));
		assert_eq!((usdt(BUYER), best(id)), (0, Some((BUYER, 9_270))));
		assert_eq!(events(), [placed(BUYER, 9_270, ENDS)]);
	});
}

#[test]
fn raising_ones_own_needs_the_step_too() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		assert_noop!(bid(BUYER, id, 9_269), Error::<Test>::BidTooLow);
	});
}

#[test]
fn starts_at_the_reserve() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_noop!(bid(BUYER, id, 8_999), Error::<Test>::BidTooLow);
		assert_ok!(bid(BUYER, id, 9_000));
	});
}

/// 3 % of 9,001 is 270.03: the step is rounded up.
#[test]
fn exceeds_the_one_before_by_the_step_rounded_up() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_001));
		assert_noop!(bid(STRANGER, id, 9_271), Error::<Test>::BidTooLow);
		assert_ok!(bid(STRANGER, id, 9_272));
	});
}

#[test]
fn exceeds_the_one_before_by_one_unit_at_least() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(start(HOLDER, [50], english(1, None), LASTS));
		assert_ok!(bid(BUYER, 0, 1));
		assert_noop!(bid(STRANGER, 0, 1), Error::<Test>::BidTooLow);
		assert_ok!(bid(STRANGER, 0, 2));
		BidStep::set(percent(0));
		sold([51], HOLDER);
		assert_ok!(start(HOLDER, [51], english(500, None), LASTS));
		assert_ok!(bid(BUYER, 1, 500));
		assert_noop!(bid(STRANGER, 1, 500), Error::<Test>::BidTooLow);
		assert_ok!(bid(STRANGER, 1, 501));
	});
}

#[test]
fn keeps_the_step_that_it_opened_with() {
	execute_with_checks(|| {
		let id = first_sale();
		govern();
		assert_ok!(bid(BUYER, id, 10_000));
		assert_ok!(bid(STRANGER, id, 10_300));
	});
}

#[test]
fn in_the_window_extends_by_the_window() {
	execute_with_checks(|| {
		let id = first_sale();
		at(ENDS - WINDOW);
		assert_ok!(bid(BUYER, id, 9_000));
		assert_eq!(auction(id).schedule.ends, ENDS);
		at(ENDS - WINDOW + 1);
		events();
		assert_ok!(bid(STRANGER, id, 10_000));
		assert_eq!(auction(id).schedule.ends, ENDS + WINDOW);
		assert_eq!(events().last(), Some(&placed(STRANGER, 10_000, ENDS + WINDOW)));
		assert_eq!(Due::<Test>::iter_keys().collect::<Vec<_>>(), [(ENDS + WINDOW, id)]);
		// No longer in the window.
		assert_ok!(bid(BUYER, id, 11_000));
		assert_eq!(auction(id).schedule.ends, ENDS + WINDOW);
	});
}

#[test]
fn extends_with_the_window_that_it_opened_with() {
	execute_with_checks(|| {
		let id = first_sale();
		govern();
		at(ENDS - WINDOW);
		assert_ok!(bid(BUYER, id, 9_000));
		assert_eq!(auction(id).schedule.ends, ENDS);
		at(ENDS);
		assert_ok!(bid(BUYER, id, 10_000));
		assert_eq!(auction(id).schedule.ends, ENDS + WINDOW);
	});
}

#[test]
fn extends_by_a_day_in_all_at_most() {
	execute_with_checks(|| {
		ExtensionMinutes::set(1_000);
		assert_ok!(start(MINER, 0..3, english(9_000, None), LASTS));
		let mut amount = 9_000;
		for expected in [ENDS + 1_000, ENDS + DAY, ENDS + DAY] {
			at(auction(0).schedule.ends);
			assert_ok!(bid(BUYER, 0, amount));
			assert_eq!(auction(0).schedule.ends, expected);
			amount += 1_000;
		}
		at(ENDS + DAY);
		assert_ok!(bid(STRANGER, 0, amount));
		at(ENDS + DAY + 1);
		assert_noop!(bid(BUYER, 0, 2 * amount), Error::<Test>::AuctionOver);
	});
}

#[test]
fn is_taken_in_the_last_block_and_not_after_it() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		at(ENDS);
		assert_ok!(bid(BUYER, one, 9_000));
		at(ENDS + 1);
		assert_noop!(bid(BUYER, other, 9_000), Error::<Test>::AuctionOver);
	});
}

#[test]
fn is_possible_for_the_miner_at_a_resale_and_never_for_the_seller() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		assert_noop!(bid(MINER, one, 9_000), Error::<Test>::BuyFromSelf);
		assert_noop!(bid(HOLDER, other, 9_000), Error::<Test>::BuyFromSelf);
		assert_ok!(bid(MINER, other, 9_000));
	});
}

#[test]
fn refuses_a_dutch_auction() {
	execute_with_checks(|| {
		assert_ok!(start(MINER, 0..3, dutch(9_000, 9_000), LASTS));
		assert_noop!(bid(BUYER, 0, 9_000), Error::<Test>::InvalidKind);
	});
}

#[test]
fn refuses_a_bidder_who_cannot_pay() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_noop!(bid(BUYER, id, FUNDS + 1), Error::<Test>::CannotPay);
		assert_ok!(bid(BUYER, id, FUNDS));
		assert_eq!(usdt(BUYER), 0);
		// Not even with the money of its bid.
		assert_noop!(bid(BUYER, id, 2 * FUNDS), Error::<Test>::CannotPay);
	});
}

#[test]
fn leaves_the_existential_deposit_in_dmc() {
	execute_with_checks(|| {
		let kind = english(3 * FLOOR, None);
		assert_ok!(Market::start_auction(signed(MINER), DMC_SERIES, items(0..3), kind, LASTS));
		assert_noop!(bid(BUYER, 0, FUNDS - ED + 1), Error::<Test>::CannotPay);
		assert_ok!(bid(BUYER, 0, FUNDS - ED));
		assert_eq!((dmc(BUYER), dmc(Market::account())), (ED, FUNDS));
	});
}

#[test]
fn refuses_a_first_sale_of_a_late_series_and_takes_a_resale() {
	execute_with_checks(|| {
		let (one, other) = (first_sale(), resale());
		Late::set(true);
		assert_noop!(bid(BUYER, one, 9_000), DispatchError::Other("late"));
		assert_ok!(bid(BUYER, other, 9_000));
	});
}

#[test]
fn says_when_no_higher_bid_is_possible() {
	execute_with_checks(|| {
		let id = first_sale();
		let set_best = |amount: Option<Balance>| {
			let bid = amount.map(|amount| Bid { bidder: BUYER, amount, min_unreleased: 0 });
			Auctions::<Test>::mutate(id, |auction| auction.as_mut().unwrap().best = bid);
			amount.map_or_else(
				|| Totals::<Test>::remove(USDT),
				|sum| Totals::<Test>::insert(USDT, sum),
			);
		};
		set_best(Some(Balance::MAX / 103 * 100));
		assert_noop!(bid(STRANGER, id, Balance::MAX), Error::<Test>::CannotPay);
		set_best(Some(Balance::MAX / 103 * 100 + 200));
		assert_noop!(bid(STRANGER, id, Balance::MAX), overflow());
		set_best(None);
	});
}

/// The day on which the auction of `resale` ends at the latest: two days from now, one for extensions.
const LATEST: Day = 12;

/// Certificates 50 to 52, whose least deposit is that of 51.
fn lot_with_deposits() -> AuctionId {
	sold(50..53, HOLDER);
	[(50, 2_000), (51, 1_000), (52, 3_000)].into_iter().for_each(|(item, sum)| left(item, sum));
	assert_ok!(start(HOLDER, 50..53, english(300, None), LASTS));
	0
}

#[test]
fn demands_of_a_resale_what_is_left_at_the_latest_end() {
	execute_with_checks(|| {
		let id = lot_with_deposits();
		let certain = 1_000 - INSTALMENT * Balance::from(LATEST - Today::get());
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(bid_protected(BUYER, id, 300, certain + 1), little);
		assert_ok!(bid_protected(BUYER, id, 300, certain));
		assert_eq!(auction(id).best.map(|bid| bid.min_unreleased), Some(certain));
		assert_ok!(bid(STRANGER, id, 400));
	});
}

#[test]
fn demands_of_a_first_sale_the_deposit_of_its_own_price() {
	execute_with_checks(|| {
		let id = first_sale();
		// 3,333 each, less a fee of 34.
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(bid_protected(BUYER, id, 10_000, 3_300), little);
		assert_ok!(bid_protected(BUYER, id, 10_000, 3_299));
	});
}

/// Demands that time alone breaks would let the bidder out: they are refused, and those that are taken
/// are met however long the auction lasts.
#[test]
fn binds_whatever_it_demands() {
	execute_with_checks(|| {
		let id = lot_with_deposits();
		assert_noop!(bid_protected(BUYER, id, 300, 900), Error::<Test>::TooLittleUnreleased);
		assert_ok!(bid_protected(BUYER, id, 300, 800));
		at(ENDS + DAY);
		Today::set(LATEST);
		[(50, 1_800), (51, 800), (52, 2_800)].into_iter().for_each(|(item, sum)| left(item, sum));
		assert_ok!(settle(STRANGER, id));
		assert!(all_are(50..53, SOLD));
	});
}

#[test]
fn is_void_if_less_is_left_than_was_certain() {
	execute_with_checks(|| {
		let id = lot_with_deposits();
		assert_ok!(bid_protected(BUYER, id, 300, 800));
		left(51, 799);
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		let reason = Error::<Test>::TooLittleUnreleased.into();
		assert_eq!(events().last(), Some(&Event::AuctionVoided { auction: id, reason }));
		assert_eq!((usdt(BUYER), certificate(51)), (FUNDS, HELD));
	});
}

#[test]
fn refuses_an_unknown_auction() {
	execute_with_checks(|| {
		assert_noop!(bid(BUYER, 0, 9_000), Error::<Test>::UnknownAuction);
	});
}
