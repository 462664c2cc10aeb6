//! Loans that are repaid: by the borrower, by anybody, by the certificate's own income; requests that
//! come to nothing.

use crate::{book::Book, lending_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, SeriesId};
use pallet_certificate_lending::{Error, Event, Outcome};
use pallet_hashrate_nft::Event as NftEvent;
use pallet_uniques::Error as UniquesError;

/// Alice borrows of Eve, is paid her income all the while, and repays early; Dave repays a part for her.
#[test]
fn from_the_request_to_the_last_repayment() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let terms = hundred_dollars(today() + 30);
		let loan = requested(&alice(), series, 0, &terms);
		assert_eq!(lock(series, 0), Some(Lock::Collateral));
		assert_eq!((lien(series, 0), loan_of(series, 0)), (None, Some(loan)));
		book.agrees("a request");

		// What the certificate earned before is paid with the principal.
		pays(series, &[EXPECTED]);
		book.days_are_paid(1);
		assert_ok!(fund(&eve(), loan));
		assert_emitted(Event::LoanFunded {
			loan,
			series,
			item: 0,
			borrower: alice(),
			lender: eve(),
			asset: DOLLAR,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: terms.due_day,
		});
		book.income_of(1, &[alice()]);
		book.moves(eve(), alice(), &DOLLAR, PRINCIPAL);
		book.agrees("funded");
		assert_eq!((debt(series, 0), owner(series, 0)), (PRINCIPAL + INTEREST, Some(alice())));
		paid_out();
		book.income_of(1, &[bob()]);
		pays(series, &[EXPECTED; 2]);
		paid_out();
		book.days_are_paid(2);
		book.income_of(2, &[alice(), bob()]);
		book.agrees("income meanwhile");

		is_repaid(&mut book, series, loan);
	});
}

/// The principal is repaid first, and then the interest, of which a twentieth is the fee.
fn is_repaid(book: &mut Book, series: SeriesId, loan: u32) {
	assert_noop!(repay(&alice(), loan, 0), Error::<Runtime>::ZeroAmount);
	assert_ok!(repay(&alice(), loan, 60_000_000));
	let debt_left = 43_000_001;
	assert_emitted(Event::LoanRepaid { loan, amount: 60_000_000, debt: debt_left, fee: 0 });
	book.repays(alice(), eve(), &DOLLAR, 60_000_000, 0);
	book.agrees("a part of the principal");
	// 1,000,001 of it is interest.
	assert_ok!(repay(&dave(), loan, 41_000_001));
	assert_emitted(Event::LoanRepaid { loan, amount: 41_000_001, debt: 2_000_000, fee: 50_000 });
	book.repays(dave(), eve(), &DOLLAR, 41_000_001, 50_000);
	book.agrees("the rest of the principal, and interest");
	assert_eq!((debt(series, 0), lock(series, 0)), (2_000_000, Some(Lock::Collateral)));
	let locked = UniquesError::<Runtime>::Locked;
	assert_noop!(hand_over(&alice(), series, 0, &bob()), locked);

	// No more is taken than is due.
	assert_ok!(repay(&alice(), loan, Balance::MAX));
	assert_emitted(Event::LoanClosed { loan, outcome: Outcome::Repaid });
	book.repays(alice(), eve(), &DOLLAR, 2_000_000, INTEREST_FEE - 50_000);
	book.agrees("the rest");
	assert_eq!((lock(series, 0), lien(series, 0), loan_of(series, 0)), (None, None, None));
	assert_noop!(repay(&alice(), loan, 1), Error::<Runtime>::UnknownLoan);
	assert_ok!(hand_over(&alice(), series, 0, &bob()));
}

/// A loan without interest costs nothing, and can be in the asset of income without being repaid by it.
#[test]
fn a_loan_of_a_friend_is_free_of_interest_and_fee() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let loan = lent(&eve(), &alice(), series, 0, &coins(700_000, 0, today() + 1));
		book.moves(eve(), alice(), &COIN, 700_000);
		book.agrees("funded");
		pays(series, &[EXPECTED]);
		paid_out();
		book.days_are_paid(1);
		book.income_of(1, &[alice(), bob()]);
		assert_eq!(debt(series, 0), 700_000);
		assert_ok!(repay(&alice(), loan, 700_000));
		book.moves(alice(), eve(), &COIN, 700_000);
		book.agrees("repaid");
	});
}

/// Eve's offer waits for a holder of a series: Bob takes it with his certificate, and the deposit goes back.
#[test]
fn an_offer_is_taken_by_the_first_who_comes() {
	execute_with_checks(|| {
		let series = mine();
		let (end, deposit) = (today() + 60, loan_offer_deposit());
		let mut book = Book::open();
		let terms = hundred_dollars(today() + 20);
		let offer = loan_offered(&eve(), series, &terms);
		book.moves(eve(), loans(), &DOLLAR, PRINCIPAL);
		book.moves(eve(), loans(), &Asset::Native, deposit);
		book.agrees("offered");
		let demanding = offer + 1;
		assert_ok!(offer_loan(&eve(), series, &terms, end + 1, 10));
		book.moves(eve(), loans(), &DOLLAR, PRINCIPAL);
		book.moves(eve(), loans(), &Asset::Native, deposit);
		assert_noop!(take_loan(&bob(), demanding, 1), Error::<Runtime>::EndsTooEarly);
		assert_noop!(take_loan(&bob(), offer, 0), Error::<Runtime>::NotOwner);
		assert_noop!(take_loan(&ferdie(), offer, 2), Error::<Runtime>::NotSold);
		assert_noop!(take_loan(&bob(), offer + 2, 1), Error::<Runtime>::UnknownOffer);
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		assert_noop!(take_loan(&eve(), offer, 0), Error::<Runtime>::OwnLoan);

		pays(series, &[EXPECTED]);
		book.days_are_paid(1);
		let loan = pallet_certificate_lending::NextLoanId::<Runtime>::get();
		assert_ok!(take_loan(&bob(), offer, 1));
		book.income_of(1, &[bob()]);
		book.moves(loans(), bob(), &DOLLAR, PRINCIPAL);
		book.moves(loans(), eve(), &Asset::Native, deposit);
		book.agrees("taken");
		assert_eq!((loan_of(series, 1), is_offered(offer)), (Some(loan), false));
		assert_noop!(take_loan(&eve(), offer, 0), Error::<Runtime>::UnknownOffer);

		assert_ok!(cancel_loan_offer(&eve(), demanding));
		book.moves(loans(), eve(), &DOLLAR, PRINCIPAL);
		book.moves(loans(), eve(), &Asset::Native, deposit);
		assert_ok!(repay(&bob(), loan, PRINCIPAL + INTEREST));
		book.repays(bob(), eve(), &DOLLAR, PRINCIPAL + INTEREST, INTEREST_FEE);
		book.agrees("cancelled, and repaid");
	});
}

/// It is repaid without anyone's asking, on the day that the lender chose.
#[test]
fn an_offer_expires_by_itself() {
	execute_with_checks(|| {
		let series = mine();
		let (book, terms) = (Book::open(), hundred_dollars(today() + 20));
		let offer = loan_offered(&eve(), series, &terms);
		let invalid = Error::<Runtime>::InvalidExpiry;
		assert_noop!(offer_loan(&eve(), series, &terms, 0, 0), invalid);
		assert_noop!(offer_loan(&eve(), series, &terms, 0, 31), Error::<Runtime>::InvalidExpiry);
		assert_noop!(cancel_loan_offer(&dave(), offer), Error::<Runtime>::StillValid);
		to_day(today() + 10);
		// The block in which the day begins is not over yet.
		assert!(is_offered(offer));
		assert_noop!(take_loan(&bob(), offer, 1), Error::<Runtime>::Expired);
		next_block();
		assert!(!is_offered(offer), "an expired offer holds money");
		assert_emitted_in_last_block(Event::LoanOfferExpired { offer, lender: eve() });
		book.agrees("expired");
	});
}

/// Two days and a part of the third repay Eve, block by block, and the rest of the third is Alice's.
#[test]
fn income_repays_a_loan_day_by_day() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let (principal, interest) = (1_100_000, 134_567);
		let terms = self_repaying(principal, interest, today() + 30);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		book.moves(eve(), alice(), &COIN, principal);
		for left in [734_567, 234_567] {
			pays(series, &[EXPECTED]);
			settled();
			book.days_are_paid(1);
			book.income_of(1, &[bob()]);
			book.moves(income(), eve(), &COIN, DAILY);
			book.agrees("a day");
			assert_eq!((debt(series, 0), lock(series, 0)), (left, Some(Lock::Collateral)));
		}
		pays(series, &[EXPECTED]);
		paid_out();
		assert_emitted_in_last_block(NftEvent::LienPaid {
			series,
			item: 0,
			loan,
			asset: COIN,
			amount: 234_567,
			debt: 0,
		});
		// Unlocked with its last payment, before the books are closed.
		assert_eq!((lock(series, 0), lien(series, 0)), (None, None));
		settled();
		assert!(!is_loan(loan));
		book.days_are_paid(1);
		book.income_of(1, &[bob()]);
		// 134,567 × 0.05 = 6,728.35.
		book.repays(income(), eve(), &COIN, 234_567, 6_728);
		book.moves(income(), alice(), &COIN, DAILY - 234_567);
		book.agrees("the last day");
		pays(series, &[EXPECTED]);
		settled();
		book.days_are_paid(1);
		book.income_of(1, &[alice(), bob()]);
		book.agrees("a day of her own");
	});
}

/// Claimed by hand in the block of a payment of her own, it repays as by itself; the books are settled by
/// whoever asks.
#[test]
fn income_and_payments_repay_a_loan_together() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let (principal, interest) = (800_000, 100_000);
		let terms = self_repaying(principal, interest, today() + 30);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		book.moves(eve(), alice(), &COIN, principal);
		pays(series, &[EXPECTED]);
		book.days_are_paid(1);
		assert_ok!(claim_income(series, &[0]));
		// In the account of loans until it is in the books.
		book.moves(income(), loans(), &COIN, DAILY);
		book.agrees("claimed");
		assert_ok!(settle_loan(loan));
		book.moves(loans(), eve(), &COIN, DAILY);
		book.agrees("settled");
		// More than is left: 400,000, a quarter of it interest.
		assert_ok!(repay(&alice(), loan, 500_000));
		assert_emitted(Event::LoanRepaid { loan, amount: 400_000, debt: 0, fee: 5_000 });
		book.repays(alice(), eve(), &COIN, 400_000, 5_000);
		book.agrees("repaid");
		assert_noop!(settle_loan(loan), Error::<Runtime>::UnknownLoan);
	});
}

/// A claim and a repayment in one block, whichever comes first: nothing is paid twice.
#[test]
fn a_repayment_takes_what_was_paid_before_into_the_books() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let terms = self_repaying(800_000, 0, today() + 30);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		book.moves(eve(), alice(), &COIN, 800_000);
		pays(series, &[EXPECTED]);
		book.days_are_paid(1);
		assert_ok!(claim_income(series, &[0]));
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		book.moves(income(), eve(), &COIN, DAILY);
		book.moves(alice(), eve(), &COIN, 800_000 - DAILY);
		book.agrees("repaid");
		assert!(!is_loan(loan));
	});
}

/// Only its owner takes a request back, until nobody could fund it any more: then anybody does.
#[test]
fn requests_that_can_never_be_funded_are_cancelled_by_anyone() {
	execute_with_checks(|| {
		let series = mine();
		let book = Book::open();
		let due_day = today() + 5;
		let loan = requested(&alice(), series, 0, &hundred_dollars(due_day));
		assert_noop!(cancel_request(&dave(), loan), Error::<Runtime>::StillValid);
		assert_noop!(repay(&alice(), loan, 1), Error::<Runtime>::NotFunded);
		assert_noop!(take(&eve(), loan), Error::<Runtime>::NotFunded);
		assert_ok!(cancel_request(&alice(), loan));
		assert_eq!((lock(series, 0), is_loan(loan)), (None, false));
		assert_noop!(fund(&eve(), loan), Error::<Runtime>::UnknownLoan);

		// Another request has another id: nobody funds other terms than were shown.
		let loan = requested(&alice(), series, 0, &hundred_dollars(due_day));
		to_day(due_day - 1);
		assert_noop!(cancel_request(&dave(), loan), Error::<Runtime>::StillValid);
		next_day();
		assert_noop!(fund(&eve(), loan), Error::<Runtime>::DueTooSoon);
		assert_ok!(cancel_request(&dave(), loan));
		assert_eq!((lock(series, 0), is_loan(loan)), (None, false));
		book.agrees("nothing was lent");
	});
}

/// Before its last day and the days of grace.
#[test]
fn a_loan_is_due_while_its_certificate_lasts() {
	execute_with_checks(|| {
		let series = mine();
		let end = today() + 60;
		let ask = |due_day| request_loan(&alice(), series, 0, &hundred_dollars(due_day));
		assert_noop!(ask(today()), Error::<Runtime>::DueTooSoon);
		assert_noop!(ask(end - GRACE), Error::<Runtime>::DueTooLate);
		let loan = requested(&alice(), series, 0, &hundred_dollars(end - GRACE - 1));
		assert_ok!(fund(&eve(), loan));
		assert_noop!(fund(&dave(), loan), Error::<Runtime>::AlreadyFunded);
		assert_noop!(cancel_request(&alice(), loan), Error::<Runtime>::AlreadyFunded);
		let unsold = request_loan(&ferdie(), series, 2, &hundred_dollars(end - 10));
		assert_eq!(unsold, Err(Error::<Runtime>::NotSold.into()));
	});
}

/// In DMC or any asset that is neither the price's nor the income's nobody lends; income in coins repays no
/// dollars.
#[test]
fn a_loan_is_in_the_asset_of_the_price_or_of_the_income() {
	execute_with_checks(|| {
		let series = mine();
		let terms = hundred_dollars(today() + 20);
		let ask = |terms| request_loan(&alice(), series, 0, &terms);
		let native =
			pallet_certificate_lending::LoanTerms { asset: Asset::Native, ..terms.clone() };
		assert_noop!(ask(native), Error::<Runtime>::AssetNotAccepted);
		let wrong = pallet_certificate_lending::LoanTerms { self_repaying: true, ..terms.clone() };
		assert_noop!(ask(wrong), Error::<Runtime>::NotRewardAsset);
		let nothing = pallet_certificate_lending::LoanTerms { principal: 0, ..terms };
		assert_noop!(ask(nothing), Error::<Runtime>::ZeroAmount);
	});
}
