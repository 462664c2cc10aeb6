//! Foreclosures from their opening to their end.

use super::*;

/// A foreclosure for a debt of 700, with a bid of the buyer, that is over.
fn won(amount: Balance) -> AuctionId {
	let id = foreclosure();
	assert_ok!(bid(BUYER, id, amount));
	at(ENDS + 1);
	events();
	id
}

/// It is over in every record, and was sold to the buyer.
fn assert_sold(id: AuctionId) {
	assert!(is_over(id));
	assert_eq!(certificate(50), SOLD);
	assert_eq!(LienOf::get((SERIES, 50)), None);
	assert_eq!((Foreclosing::<Test>::iter().count(), Due::<Test>::iter().count()), (0, 0));
}

/// It is over in every record, and the certificate is collateral again.
fn assert_unsold(id: AuctionId) {
	assert!(is_over(id));
	assert_eq!(certificate(50), LENT);
	assert_eq!(LienOf::get((SERIES, 50)).map(|lien| lien.debt), Some(700));
	assert_eq!((Foreclosing::<Test>::iter().count(), Due::<Test>::iter().count()), (0, 0));
	assert_eq!((usdt(BUYER), usdt(LOANS)), (FUNDS, 0));
}

#[test]
fn repay_the_debt_and_leave_the_rest_to_the_holder() {
	execute_with_checks(|| {
		let id = won(1_000);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(LOANS), usdt(HOLDER), usdt(BUYER)), (700, FUNDS + 290, FUNDS - 1_000));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (4, 6));
		assert_sold(id);
		let (series, items, buyer, seller) = (SERIES, items([50]), BUYER, HOLDER);
		let resold = Event::Resold { series, items, buyer, seller, total: 1_000, fee: 10 };
		let settled = Event::AuctionSettled { auction: id, buyer, total: 1_000, remainder: 0 };
		assert_eq!(events(), [resold, settled]);
	});
}

/// What is missing is the lender's loss: the buyer's certificate secures nothing.
#[test]
fn end_the_lien_although_debt_is_left() {
	execute_with_checks(|| {
		let id = won(500);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(LOANS), usdt(HOLDER)), (495, FUNDS));
		assert_sold(id);
	});
}

#[test]
fn repay_the_debt_to_the_last_unit() {
	for (price, repaid, rest) in [(699, 699, 0), (700, 700, 0), (701, 700, 1)] {
		execute_with_checks(|| {
			TradingFee::set(percent(0));
			let id = won(price);
			assert_ok!(settle(STRANGER, id));
			assert_eq!((usdt(LOANS), usdt(HOLDER)), (repaid, FUNDS + rest));
		});
	}
}

/// Of a price of one the fee takes all.
#[test]
fn may_repay_nothing() {
	execute_with_checks(|| {
		lend(50, 700);
		let id = foreclose(50, 1, LASTS).unwrap();
		assert_ok!(bid(BUYER, id, 1));
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(LOANS), usdt(HOLDER)), (0, FUNDS));
		assert_sold(id);
	});
}

#[test]
fn repay_what_is_left_of_the_debt_then() {
	execute_with_checks(|| {
		let id = won(1_000);
		LienOf::mutate((SERIES, 50), |lien| lien.as_mut().unwrap().debt = 200);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(LOANS), usdt(HOLDER)), (200, FUNDS + 790));
		assert_sold(id);
	});
}

#[test]
fn repay_debts_in_dmc() {
	execute_with_checks(|| {
		lend_in(DMC_SERIES, 50, DMC, 700);
		assert_ok!(Market::foreclose(DMC_SERIES, 50, LOAN, 300, LASTS));
		assert_ok!(bid(BUYER, 0, 1_000));
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, 0));
		assert_eq!((dmc(LOANS), dmc(HOLDER)), (ED + 700, FUNDS + 290));
	});
}

#[test]
fn leave_the_income_before_to_the_holder() {
	execute_with_checks(|| {
		let id = won(1_000);
		earn(50, 30);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((btc(HOLDER), btc(LOANS)), (FUNDS + 30, 0));
		assert_sold(id);
	});
}

/// The income before the sale repays a loan that repays itself, and the price the rest, if any.
#[test]
fn come_after_the_income_before() {
	for (debt, repaid, rest) in [(2_000, 30 + 990, 0), (700, 700, 320), (20, 20, 1_000)] {
		execute_with_checks(|| {
			Terms::mutate(SERIES, |terms| terms.as_mut().unwrap().payment_asset = BTC);
			lend_in(SERIES, 50, BTC, debt);
			let id = foreclose(50, 300, LASTS).unwrap();
			assert_ok!(bid(BUYER, id, 1_000));
			earn(50, 30);
			at(ENDS + 1);
			assert_ok!(settle(STRANGER, id));
			assert_eq!((btc(LOANS), btc(HOLDER)), (repaid, FUNDS + rest));
			assert_sold(id);
		});
	}
}

#[test]
fn credit_a_holder_who_cannot_be_paid() {
	execute_with_checks(|| {
		let id = won(1_000);
		block(HOLDER);
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(LOANS), credit(HOLDER, USDT)), (700, 290));
		assert_sold(id);
	});
}

/// The loan's books say what it was paid, so it is never credited.
#[test]
fn are_void_if_the_creditor_cannot_be_paid() {
	execute_with_checks(|| {
		let id = won(1_000);
		fund(USDT, LOANS, 1);
		block(LOANS);
		assert_ok!(settle(STRANGER, id));
		assert!(matches!(events()[..], [Event::BidRepaid { .. }, Event::AuctionVoided { .. }]));
		assert_eq!((credit(LOANS, USDT), usdt(LOANS)), (0, 1));
		assert_eq!((usdt(BUYER), usdt(HOLDER), certificate(50)), (FUNDS, FUNDS, LENT));
		assert_eq!(Foreclosing::<Test>::iter().count(), 0);
	});
}

#[test]
fn without_a_bid_leave_the_collateral_which_can_be_foreclosed_again() {
	execute_with_checks(|| {
		let id = foreclosure();
		at(ENDS + 1);
		events();
		assert_ok!(settle(STRANGER, id));
		assert_eq!(events(), [Event::AuctionUnsold { auction: id }]);
		assert_unsold(id);
		assert_eq!(foreclose(50, 200, LASTS), Ok(id + 1));
	});
}

#[test]
fn are_settled_by_the_chain() {
	execute_with_checks(|| {
		let id = foreclosure();
		assert_ok!(bid(BUYER, id, 1_000));
		end_block(ENDS - 1, Weight::MAX);
		assert!(!is_over(id));
		let used = Weight::from_parts(50 + 3 + 7 + 3_550 + 3 + 3, 0);
		assert_eq!(end_block(ENDS, Weight::MAX), used);
		assert_eq!((usdt(LOANS), usdt(HOLDER)), (700, FUNDS + 290));
		assert_sold(id);
	});
}

#[test]
fn are_never_withdrawn_by_the_holder() {
	execute_with_checks(|| {
		let id = foreclosure();
		assert_noop!(cancel(HOLDER, id), Error::<Test>::Foreclosed);
		assert_noop!(cancel(STRANGER, id), Error::<Test>::NotSeller);
		assert_noop!(cancel(LOANS, id), Error::<Test>::NotSeller);
		assert_ok!(bid(BUYER, id, 300));
		assert_noop!(cancel(HOLDER, id), Error::<Test>::Foreclosed);
		at(ENDS + 1);
		assert_noop!(cancel(HOLDER, id), Error::<Test>::Foreclosed);
	});
}

#[test]
fn take_bids_of_all_but_the_holder() {
	execute_with_checks(|| {
		let id = foreclosure();
		assert_noop!(bid(HOLDER, id, 300), Error::<Test>::BuyFromSelf);
		assert_noop!(bid(STRANGER, id, 299), Error::<Test>::BidTooLow);
		assert_ok!(bid(STRANGER, id, 300));
		assert_noop!(bid(BUYER, id, 308), Error::<Test>::BidTooLow);
		assert_ok!(bid(BUYER, id, 309));
		assert_eq!(usdt(STRANGER), FUNDS);
	});
}

/// Only first sales wait.
#[test]
fn bind_the_bidder_also_while_the_miner_is_late() {
	execute_with_checks(|| {
		let id = won(1_000);
		Late::set(true);
		assert!(!Market::is_waiting(id, &auction(id)));
		assert_noop!(withdraw(BUYER, id), Error::<Test>::NotWaiting);
		assert_ok!(settle(STRANGER, id));
		assert_sold(id);
	});
}

#[test]
fn run_while_there_is_debt() {
	execute_with_checks(|| {
		let id = foreclosure();
		assert!(Market::is_running(id, &auction(id)));
		repay_debt(50);
		assert!(!Market::is_running(id, &auction(id)));
		assert_ok!(Market::do_try_state());
	});
}

/// A termination refunds the holder, whose certificate is collateral until that repays the debt.
#[test]
fn may_outlive_their_locks_and_their_certificates() {
	execute_with_checks(|| {
		let id = foreclosure();
		terminate();
		Certs::insert((SERIES, 50), LENT);
		assert_ok!(Market::do_try_state());
		assert_ok!(settle(STRANGER, id));
		assert_unsold(id);
	});
	execute_with_checks(|| {
		let id = foreclosure();
		Today::set(LAST_DAY + 1);
		retire(50);
		assert_ok!(Market::do_try_state());
		assert_ok!(settle(STRANGER, id));
		assert!(is_over(id) && Foreclosing::<Test>::iter().count() == 0);
	});
}

// Cancelled by lending.

#[test]
fn are_cancelled_and_their_bid_is_repaid() {
	execute_with_checks(|| {
		let id = won(1_000);
		assert_ok!(<Market as Foreclosures<u64>>::cancel(id));
		let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 1_000 };
		let reason = DispatchError::from(Error::<Test>::DebtRepaid);
		assert_eq!(events(), [repaid, Event::AuctionVoided { auction: id, reason }]);
		// The lien is lending's to end.
		assert_unsold(id);
	});
}

#[test]
fn are_cancelled_when_the_lien_has_ended() {
	execute_with_checks(|| {
		let id = foreclosure();
		repay_debt(50);
		assert_ok!(<Market as Foreclosures<u64>>::cancel(id));
		assert_eq!((is_over(id), certificate(50)), (true, HELD));
		assert_eq!(Foreclosing::<Test>::iter().count(), 0);
	});
}

#[test]
fn credit_a_bidder_who_cannot_be_paid_when_cancelled() {
	execute_with_checks(|| {
		let id = won(1_000);
		block(BUYER);
		assert_ok!(<Market as Foreclosures<u64>>::cancel(id));
		assert_eq!((credit(BUYER, USDT), certificate(50)), (1_000, LENT));
	});
}

#[test]
fn are_cancelled_only_if_they_are_foreclosures_and_not_over() {
	execute_with_checks(|| {
		let sold = won(1_000);
		assert_ok!(settle(STRANGER, sold));
		sold_in(SERIES, 51, HOLDER);
		assert_ok!(start(HOLDER, [51], english(300, None), LASTS));
		events();
		for id in [sold, sold + 1, sold + 2] {
			assert_ok!(<Market as Foreclosures<u64>>::cancel(id));
		}
		assert_eq!((events(), is_over(sold + 1)), (vec![], false));
	});
}
