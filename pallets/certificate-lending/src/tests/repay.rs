use super::*;

#[test]
fn in_full_unlocks_the_certificate() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		events();
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!((held(0), debt_of(0)), ((ALICE, None), None));
		assert!(!Loans::<Test>::contains_key(loan));
		assert_eq!(gain(&USDT, ALICE), -(INTEREST as i128));
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
		// Nothing of USDT is burnt.
		assert_eq!((gain(&USDT, POOL), gain(&USDT, TREASURY)), (8, 12));
		let repaid = Event::LoanRepaid { loan, amount: DEBT, debt: 0, fee: FEE };
		assert_eq!(events(), [repaid, closed(loan, Outcome::Repaid)]);
		assert_noop!(repay(ALICE, loan, 1), Error::<Test>::UnknownLoan);
	});
}

#[test]
fn in_part_lowers_the_debt_and_the_lien() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_ok!(repay(ALICE, loan, 1));
		assert_eq!(debt_of(0), Some(DEBT - 1));
		assert_ok!(repay(ALICE, loan, DEBT - 2));
		assert_eq!((debt_of(0), held(0)), (Some(1), (ALICE, Some(Lock::Collateral))));
		assert_ok!(repay(ALICE, loan, 1));
		assert_eq!(held(0), (ALICE, None));
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
	});
}

#[test]
fn charges_no_more_than_the_debt() {
	for amount in [DEBT + 1, Balance::MAX] {
		execute_with_checks(|| {
			let loan = funded(0, usdt());
			assert_ok!(repay(ALICE, loan, amount));
			assert_eq!(gain(&USDT, ALICE), -(INTEREST as i128));
		});
	}
}

#[test]
fn is_by_anyone() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_ok!(repay(STRANGER, loan, DEBT));
		assert_eq!(gain(&USDT, STRANGER), -(DEBT as i128));
		assert_eq!(held(0), (ALICE, None));
	});
}

#[test]
fn is_of_something_for_a_funded_loan() {
	execute_with_checks(|| {
		let (loan, request) = (funded(0, usdt()), requested(1, usdt()));
		assert_noop!(repay(ALICE, loan, 0), Error::<Test>::ZeroAmount);
		assert_noop!(repay(ALICE, request, 1), Error::<Test>::NotFunded);
		assert_noop!(repay(ALICE, 77, 1), Error::<Test>::UnknownLoan);
		assert_noop!(
			rolled_back(|| Lending::repay(RuntimeOrigin::root(), loan, 1)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn demands_the_money() {
	execute_with_checks(|| {
		let loan = funded(0, LoanTerms { principal: FUNDS, interest: FUNDS + 1, ..usdt() });
		assert!(repay(ALICE, loan, Balance::MAX).is_err());
		assert_ok!(repay(ALICE, loan, 2 * FUNDS));
		assert_eq!(debt_of(0), Some(1));
	});
}

/// In DMC the account of whoever repays stays alive, and a part of the fee is burnt.
#[test]
fn in_dmc_keeps_the_account_alive() {
	execute_with_checks(|| {
		let terms = LoanTerms { asset: DMC, principal: FUNDS - ED, interest: 10 * ED, ..usdt() };
		assert_ok!(request_in(DMC_SERIES, ALICE, 0, terms));
		assert_ok!(fund(LENDER, 0));
		assert!(repay(STRANGER, 0, FUNDS).is_err());
		assert_ok!(repay(STRANGER, 0, FUNDS - ED));
		let supply = Money::total_issuance(DMC);
		assert_ok!(repay(ALICE, 0, Balance::MAX));
		// The fee is 100, and pool and treasury get 40 each.
		assert_eq!(supply - Money::total_issuance(DMC), 20);
	});
}

#[test]
fn pays_the_same_fee_in_many_parts_as_in_one() {
	execute_with_checks(|| {
		// One per cent of 99 is less than a base unit.
		InterestFee::set(Permill::from_percent(1));
		let loan = funded(0, LoanTerms { interest: 250, ..usdt() });
		assert_ok!(repay(ALICE, loan, PRINCIPAL));
		for _ in 0..50 {
			assert_ok!(repay(ALICE, loan, 5));
		}
		assert_eq!(gain(&USDT, LENDER), 248);
		assert!(!Loans::<Test>::contains_key(loan));
	});
}

/// Proceeds reduce the debt before anything is charged.
#[test]
fn counts_proceeds_that_arrived_before() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, USDT, 900);
		events();
		assert_ok!(repay(STRANGER, loan, DEBT));
		assert_eq!(gain(&USDT, STRANGER), -((DEBT - 900) as i128));
		let first = Event::LoanRepaid { loan, amount: 900, debt: DEBT - 900, fee: 0 };
		let second = Event::LoanRepaid { loan, amount: DEBT - 900, debt: 0, fee: FEE };
		assert_eq!(events(), [first, second, closed(loan, Outcome::Repaid)]);
	});
}

#[test]
fn charges_nothing_if_proceeds_repay_the_debt() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, USDT, DEBT + 70);
		assert_ok!(repay(STRANGER, loan, 1));
		assert_eq!(gain(&USDT, STRANGER), 0);
		assert_eq!(gain(&USDT, ALICE), (PRINCIPAL + 70) as i128);
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
		assert!(!Loans::<Test>::contains_key(loan));
	});
}

#[test]
fn returns_collateral_to_the_borrower() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		pay_capital(0, DMC, 200);
		events();
		assert_ok!(repay(STRANGER, loan, 100));
		assert_eq!((Held::<Test>::get(EUR), gain(&EUR, ALICE)), (300, 0));
		pay_capital(0, EUR, 50);
		assert_ok!(repay(STRANGER, loan, DEBT));
		assert_eq!((gain(&EUR, ALICE), gain(&DMC, ALICE)), (350, 200));
		let kept = |asset, amount| Event::CollateralKept { loan, asset, amount };
		let paid = |asset, amount| Event::CollateralPaid { loan, who: ALICE, asset, amount };
		let events = events();
		for event in [
			kept(EUR, 300),
			kept(DMC, 200),
			kept(EUR, 50),
			paid(EUR, 350),
			paid(DMC, 200),
			closed(loan, Outcome::Repaid),
		] {
			assert!(events.contains(&event), "{event:?}");
		}
	});
}

/// The debt outlives the certificate while money has taken its place.
#[test]
fn frees_the_collateral_of_a_burnt_certificate() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		burn(0);
		assert_ok!(repay(ALICE, loan, 100));
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!((gain(&EUR, ALICE), debt_of(0)), (300, None));
	});
}

#[test]
fn charges_nothing_if_nothing_is_left_to_free() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		burn(0);
		events();
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!(gain(&USDT, ALICE), PRINCIPAL as i128);
		assert_eq!(events(), [closed(loan, Outcome::Lost { missing: DEBT })]);
		assert_eq!(debt_of(0), None);
	});
}

#[test]
fn cancels_the_auction_of_the_certificate() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		assert_ok!(repay(ALICE, loan, DEBT - 1));
		assert_eq!(held(0), (ALICE, Some(Lock::Auctioned(0))));
		assert_ok!(repay(ALICE, loan, 1));
		assert_eq!((held(0), Auctions::iter().count()), ((ALICE, None), 0));
	});
}

#[test]
fn comes_too_late_after_the_sale() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		sell(0, BOB, 500);
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!(gain(&USDT, ALICE), PRINCIPAL as i128);
		assert_eq!(gain(&USDT, LENDER), 500 - PRINCIPAL as i128);
		assert_eq!(held(0), (BOB, None));
	});
}

/// A fee that cannot be charged stops no repayment.
#[test]
fn goes_on_without_the_fee() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		NoFees::set(true);
		events();
		assert_ok!(repay(ALICE, loan, DEBT - 10));
		assert_eq!(gain(&USDT, LENDER), INTEREST as i128 - 10);
		let repaid = Event::LoanRepaid { loan, amount: DEBT - 10, debt: 10, fee: 0 };
		assert_eq!(events(), [repaid]);
		assert_eq!(gain(&USDT, POOL), 0);
		// It stays due, and the next repayment bears it as far as it goes.
		NoFees::set(false);
		assert_ok!(repay(ALICE, loan, 10));
		assert_eq!(gain(&USDT, LENDER), INTEREST as i128 - 10);
	});
}
