//! Accounts that can neither send nor take an asset.

use super::*;

fn block_of_eur(who: u64) {
	assert_ok!(pay(&EUR, &ESCROW, &who, MIN_EUR));
	block(who, &EUR);
}

#[test]
fn lenders_keep_no_certificate() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		block(LENDER, &USDT);
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!(held(0), (ALICE, None));
		assert_eq!(Credited::get(LENDER, USDT), DEBT - FEE);
	});
}

#[test]
fn lenders_stop_no_proceeds() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		block(LENDER, &USDT);
		pay_capital(0, USDT, 900);
		idle();
		assert_eq!((Credited::get(LENDER, USDT), loan_of(loan).repaid), (900, 900));
	});
}

#[test]
fn lenders_are_credited_for_their_offers() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		block(LENDER, &USDT);
		assert_ok!(cancel_offer(LENDER, offer));
		assert_eq!((Credited::get(LENDER, USDT), gain(&DMC, LENDER)), (PRINCIPAL, 0));
	});
}

/// The money of an offer was charged when it was made.
#[test]
fn lenders_lend_what_they_offered() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		block(LENDER, &USDT);
		assert_ok!(take_loan(ALICE, offer, 0));
		assert_eq!(gain(&USDT, ALICE), PRINCIPAL as i128);
	});
}

#[test]
fn lenders_take_certificates() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		block_of_eur(LENDER);
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!(held(0), (LENDER, None));
		assert_eq!(Credited::get(LENDER, EUR), 300);
	});
}

#[test]
fn borrowers_get_no_loan() {
	execute_with_checks(|| {
		let (loan, offer) = (requested(0, usdt()), offered(usdt()));
		block(ALICE, &USDT);
		assert!(fund(LENDER, loan).is_err());
		assert!(take_loan(ALICE, offer, 1).is_err());
		assert_ok!(cancel_request(ALICE, loan));
	});
}

#[test]
fn borrowers_are_helped_and_credited() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		block(ALICE, &USDT);
		block_of_eur(ALICE);
		assert!(repay(ALICE, loan, DEBT).is_err());
		assert_ok!(repay(STRANGER, loan, DEBT));
		assert_eq!((held(0), Credited::get(ALICE, EUR)), ((ALICE, None), 300));
	});
}

#[test]
fn borrowers_stop_no_foreclosure() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		earn(0, 70);
		block(ALICE, &BTC);
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!((held(0), gain(&BTC, ALICE)), ((LENDER, None), 0));
	});
}
