//! Loans that are not repaid: the lender takes the certificate, or has it auctioned, once the due day and
//! the days of grace are over.

use crate::{book::Book, lending_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, SeriesId};
use pallet_certificate_lending::{Error, Event, Outcome};
use pallet_hashrate_market::Error as MarketError;
use pallet_uniques::Error as UniquesError;
use sp_runtime::DispatchError;

/// Alice's loan of Eve, which is due in five days; nothing is repaid, and its days of grace are over.
/// Ferdie has just paid for all days.
fn in_default() -> InDefault {
	let series = mine();
	let due_day = today() + 5;
	let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
	overdue(due_day);
	let book = Book::open();
	let days = catches_up(series, EXPECTED);
	let mut story = InDefault { series, loan, days, book };
	story.book.days_are_paid(days);
	story
}

struct InDefault {
	series: SeriesId,
	loan: u32,
	/// Number of days that were paid in this block.
	days: u32,
	book: Book,
}

impl InDefault {
	/// `buyer` paid `price` for the certificate in an auction: the seller pays the trading fee of a hundredth,
	/// and what was earned before is Alice's. Of the rest Eve gets `debt`, of which a fee is paid.
	fn is_sold(&mut self, buyer: AccountId, price: Balance, debt: Balance, loan_fee: Balance) {
		let book = &mut self.book;
		book.pays_fee(buyer.clone(), &DOLLAR, price / 100);
		book.repays(buyer.clone(), eve(), &DOLLAR, debt, loan_fee);
		book.moves(buyer, alice(), &DOLLAR, price - price / 100 - debt);
	}
}

/// Not a day early. What the certificate earned before is Alice's, and what it earns after is Eve's.
#[test]
fn the_lender_takes_the_certificate() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 5;
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		for day in [due_day, due_day + GRACE] {
			to_day(day);
			assert_noop!(take(&eve(), loan), Error::<Runtime>::NotOverdue);
			let early = auction_off(&eve(), loan, PRINCIPAL, 20);
			assert_eq!(early, Err(Error::<Runtime>::NotOverdue.into()));
		}
		next_day();
		let mut book = Book::open();
		let days = catches_up(series, EXPECTED);
		book.days_are_paid(days);
		for who in [alice(), bob(), ferdie()] {
			assert_noop!(take(&who, loan), Error::<Runtime>::NotLender);
		}
		assert_ok!(take(&eve(), loan));
		assert_emitted(Event::LoanClosed { loan, outcome: Outcome::Taken });
		book.income_of(days, &[alice()]);
		book.agrees("taken");
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(eve()), None));
		assert_eq!((lien(series, 0), loan_of(series, 0)), (None, None));
		assert_noop!(repay(&alice(), loan, 1), Error::<Runtime>::UnknownLoan);
		paid_out();
		book.income_of(days, &[bob()]);
		pays(series, &[EXPECTED]);
		paid_out();
		book.days_are_paid(1);
		book.income_of(1, &[bob(), eve()]);
		book.agrees("a day of the new holder");
		assert_ok!(list(&eve(), series, &[0], PRICE));
	});
}

/// Repaid on the last day before anybody acted, it is repaid: nothing is lost by lateness alone.
#[test]
fn a_late_repayment_is_a_repayment() {
	execute_with_checks(|| {
		let InDefault { series, loan, mut book, .. } = in_default();
		assert_ok!(repay(&alice(), loan, PRINCIPAL));
		assert_ok!(repay(&alice(), loan, INTEREST));
		book.repays(alice(), eve(), &DOLLAR, PRINCIPAL + INTEREST, INTEREST_FEE);
		book.agrees("late");
		assert_noop!(take(&eve(), loan), Error::<Runtime>::UnknownLoan);
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(alice()), None));
	});
}

/// Eve gets her due, and Alice what the certificate is worth beyond it.
#[test]
fn an_auction_pays_the_debt_and_the_surplus_is_the_borrowers() {
	execute_with_checks(|| {
		let mut story = in_default();
		let InDefault { series, loan, days, .. } = story;
		assert_noop!(auction_off(&dave(), loan, PRINCIPAL, 20), Error::<Runtime>::NotLender);
		let id = auctioned_off(&eve(), loan, 80_000_000);
		let debt = PRINCIPAL + INTEREST;
		assert_emitted(Event::ForeclosureStarted { loan, auction: id, debt });
		assert_eq!((auction(id).seller, lock(series, 0)), (alice(), Some(Lock::Auctioned(id))));
		assert_noop!(take(&eve(), loan), Error::<Runtime>::InAuction);
		// Alice cannot stop it but by repaying, and does not bid with the surplus for her own.
		assert_noop!(cancel_auction(&alice(), id), MarketError::<Runtime>::Foreclosed);
		assert_noop!(bid(&alice(), id, 90_000_000), MarketError::<Runtime>::BuyFromSelf);
		let locked = UniquesError::<Runtime>::Locked;
		assert_noop!(hand_over(&alice(), series, 0, &dave()), locked);
		assert_ok!(bid(&bob(), id, 80_000_000));
		assert_ok!(bid(&charlie(), id, 120_000_000));
		over(id);
		settled();
		story.book.income_of(days, &[alice(), bob()]);
		story.is_sold(charlie(), 120_000_000, PRINCIPAL + INTEREST, INTEREST_FEE);
		story.book.agrees("sold");
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(charlie()), None));
		assert_eq!((lien(series, 0), is_loan(loan)), (None, false));
		assert_eq!(held(&DOLLAR), 0);
	});
}

/// The rest of the debt is Eve's loss: Alice owes nothing any more.
#[test]
fn an_auction_below_the_debt_ends_the_loan_all_the_same() {
	execute_with_checks(|| {
		let mut story = in_default();
		let InDefault { series, loan, days, .. } = story;
		// A part that was repaid counts; during the auction, too.
		assert_ok!(repay(&alice(), loan, 10_000_000));
		let id = auctioned_off(&eve(), loan, 50_000_000);
		assert_ok!(repay(&dave(), loan, 1_000_000));
		story.book.repays(alice(), eve(), &DOLLAR, 10_000_000, 0);
		story.book.repays(dave(), eve(), &DOLLAR, 1_000_000, 0);
		story.book.agrees("repaid in part");
		// The lender bids like anyone, and pays the trading fee like anyone.
		assert_ok!(bid(&eve(), id, 50_000_000));
		over(id);
		// Taken into the books by the same block's on_idle, or by whoever asks.
		if is_loan(loan) {
			assert_ok!(settle_loan(loan));
		}
		let missing = PRINCIPAL + INTEREST - 11_000_000 - 49_500_000;
		let closed = Event::LoanClosed { loan, outcome: Outcome::Sold { missing } };
		let closed = RuntimeEvent::from(closed);
		assert!(last_block().events.contains(&closed) || events().contains(&closed));
		story.book.income_of(days, &[alice(), bob()]);
		story.is_sold(eve(), 50_000_000, 49_500_000, 0);
		story.book.agrees("sold");
		assert_eq!((owner(series, 0), lien(series, 0)), (Some(eve()), None));
		assert_noop!(repay(&alice(), loan, 1), Error::<Runtime>::UnknownLoan);
	});
}

/// Nobody bids: the certificate is collateral as before, and Eve tries again or takes it.
#[test]
fn an_unsold_certificate_is_collateral_again() {
	execute_with_checks(|| {
		let InDefault { series, loan, mut book, days } = in_default();
		for _ in 0..2 {
			let id = auctioned_off(&eve(), loan, 300_000_000);
			over(id);
			assert_eq!(lock(series, 0), Some(Lock::Collateral));
			assert_eq!(debt(series, 0), PRINCIPAL + INTEREST);
		}
		paid_out();
		book.income_of(days, &[alice(), bob()]);
		assert_ok!(take(&eve(), loan));
		book.agrees("taken");
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// The bid goes back to whoever made it, and the certificate is free.
#[test]
fn repaying_in_full_ends_the_auction() {
	execute_with_checks(|| {
		let InDefault { series, loan, mut book, .. } = in_default();
		let id = auctioned_off(&eve(), loan, 80_000_000);
		assert_ok!(bid(&bob(), id, 80_000_000));
		book.moves(bob(), market(), &DOLLAR, 80_000_000);
		book.agrees("a bid");
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		book.moves(market(), bob(), &DOLLAR, 80_000_000);
		book.repays(alice(), eve(), &DOLLAR, PRINCIPAL + INTEREST, INTEREST_FEE);
		book.agrees("repaid");
		assert!(!is_open(id) && !is_loan(loan));
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(alice()), None));
		assert_eq!(settle_auction(id), Err(MarketError::<Runtime>::UnknownAuction.into()));
	});
}

/// The last bid is in, and no block has had room to settle it: a repayment still saves the certificate.
#[test]
fn repaying_after_the_last_bid_is_not_too_late_before_the_sale() {
	execute_with_checks(|| {
		let InDefault { series, loan, mut book, .. } = in_default();
		let id = auctioned_off(&eve(), loan, 80_000_000);
		assert_ok!(bid(&bob(), id, 80_000_000));
		over_unsettled(id);
		assert!(is_open(id));
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		book.repays(alice(), eve(), &DOLLAR, PRINCIPAL + INTEREST, INTEREST_FEE);
		book.agrees("repaid, and the bid is back");
		assert_eq!(owner(series, 0), Some(alice()));
	});
}

/// Bids are dollars: a debt in coins is not auctioned, but the certificate is taken.
#[test]
fn a_debt_in_coins_is_not_auctioned() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 5;
		let loan = lent(&eve(), &alice(), series, 0, &self_repaying(9_000_000, 0, due_day));
		overdue(due_day);
		let mut book = Book::open();
		let days = catches_up(series, EXPECTED);
		book.days_are_paid(days);
		let coins = auction_off(&eve(), loan, PRINCIPAL, 20);
		assert_eq!(coins, Err(Error::<Runtime>::NotPaymentAsset.into()));
		// What it earned before repays the debt, although all of it is taken.
		assert_ok!(take(&eve(), loan));
		settled();
		book.moves(income(), eve(), &COIN, Balance::from(days) * DAILY);
		book.income_of(days, &[bob()]);
		book.agrees("taken");
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// While a series is frozen nothing of it is auctioned; the certificate can still be taken.
#[test]
fn a_frozen_certificate_is_taken_and_not_auctioned() {
	execute_with_checks(|| {
		let InDefault { series, loan, .. } = in_default();
		let due_day = today() - GRACE - 1;
		assert_ok!(declare_event(series));
		let frozen: DispatchError = pallet_risk_escrow::Error::<Runtime>::Frozen.into();
		assert_eq!(auction_off(&eve(), loan, PRINCIPAL, 20), Err(frozen));
		assert_eq!(due_now(loan), due_day);
		assert_ok!(take(&eve(), loan));
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// An event during the auction voids it: the bid goes back, and Eve tries again when it is over.
#[test]
fn a_freeze_voids_an_auction_of_collateral() {
	execute_with_checks(|| {
		let InDefault { series, loan, .. } = in_default();
		let id = auctioned_off(&eve(), loan, 80_000_000);
		let before = balance(&bob(), &DOLLAR);
		assert_ok!(bid(&bob(), id, 80_000_000));
		assert_ok!(declare_event(series));
		assert_ok!(settle_auction(id));
		assert_eq!(balance(&bob(), &DOLLAR), before);
		assert_eq!((lock(series, 0), is_open(id)), (Some(Lock::Collateral), false));
		assert_ok!(end_event(series));
		let again = auctioned_off(&eve(), loan, 80_000_000);
		assert_ok!(bid(&bob(), again, 80_000_000));
		over(again);
		assert_eq!(owner(series, 0), Some(bob()));
	});
}
