use super::*;

#[test]
fn takes_proceeds_into_the_books() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, USDT, 900);
		pay_capital(0, EUR, 300);
		events();
		assert_eq!((gain(&USDT, LENDER), loan_of(loan).repaid), (-(PRINCIPAL as i128), 0));
		assert_ok!(settle(loan));
		assert_eq!((gain(&USDT, LENDER), loan_of(loan).repaid), (900 - PRINCIPAL as i128, 900));
		assert_eq!((Held::<Test>::get(EUR), Paid::iter().count()), (300, 0));
		let repaid = Event::LoanRepaid { loan, amount: 900, debt: DEBT - 900, fee: 0 };
		assert_eq!(events(), [repaid, Event::CollateralKept { loan, asset: EUR, amount: 300 }]);
	});
}

#[test]
fn changes_nothing_without_proceeds() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		let before = loan_of(loan);
		events();
		assert_ok!(settle(loan));
		assert_eq!((loan_of(loan), events()), (before, vec![]));
	});
}

#[test]
fn is_for_funded_loans_by_anyone() {
	execute_with_checks(|| {
		let request = requested(0, usdt());
		assert_noop!(settle(request), Error::<Test>::NotFunded);
		burn(0);
		assert_noop!(settle(request), Error::<Test>::NotFunded);
		assert_noop!(settle(77), Error::<Test>::UnknownLoan);
		assert_noop!(
			rolled_back(|| Lending::settle_loan(RuntimeOrigin::root(), 0)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn closes_a_loan_that_proceeds_repaid() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		pay_capital(0, USDT, DEBT);
		// What came after the debt was repaid is no more the loan's.
		pay_capital(0, EUR, 50);
		assert_eq!((gain(&EUR, ALICE), held(0)), (50, (ALICE, None)));
		assert_ok!(settle(loan));
		assert_eq!(gain(&EUR, ALICE), 350);
		assert!(events().contains(&closed(loan, Outcome::Repaid)));
	});
}

#[test]
fn closes_a_loan_whose_certificate_was_sold_for_less() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		sell(0, BOB, PRINCIPAL + 50);
		events();
		assert_ok!(settle(loan));
		// The collateral is the lender's, because debt is left.
		assert_eq!((gain(&EUR, LENDER), gain(&EUR, ALICE)), (300, 0));
		assert_eq!(gain(&USDT, LENDER), 45);
		let repaid = Event::LoanRepaid { loan, amount: PRINCIPAL + 50, debt: 150, fee: 5 };
		let paid = Event::CollateralPaid { loan, who: LENDER, asset: EUR, amount: 300 };
		let sold = closed(loan, Outcome::Sold { missing: 150 });
		assert_eq!(events(), [repaid, paid, sold]);
	});
}

#[test]
fn returns_collateral_if_the_sale_repays_the_debt() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		sell(0, BOB, DEBT);
		assert_ok!(settle(loan));
		assert_eq!((gain(&EUR, LENDER), gain(&EUR, ALICE)), (0, 300));
	});
}

#[test]
fn closes_a_loan_of_which_nothing_is_left() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, USDT, 900);
		burn(0);
		assert_ok!(settle(loan));
		assert!(events().contains(&closed(loan, Outcome::Lost { missing: DEBT - 900 })));
		assert_eq!((gain(&USDT, LENDER), debt_of(0)), (900 - PRINCIPAL as i128, None));
	});
}

#[test]
fn keeps_a_loan_of_a_burnt_certificate_with_collateral() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		burn(0);
		assert_ok!(settle(loan));
		assert_eq!(loan_of(loan).collateral.to_vec(), [(EUR, 300)]);
		assert_eq!((Held::<Test>::get(EUR), debt_of(0)), (300, Some(DEBT)));
	});
}

/// The fee counts proceeds and repayments together.
#[test]
fn charges_the_fee_of_a_single_repayment() {
	execute_with_checks(|| {
		let loan = funded(0, btc());
		assert_ok!(repay(ALICE, loan, PRINCIPAL));
		for _ in 0..20 {
			earn(0, 5);
			assert_ok!(Fake::pay_income(SERIES, &[0]));
			assert_ok!(settle(loan));
			assert_ok!(repay(ALICE, loan, 5));
		}
		assert_eq!(gain(&BTC, LENDER), (INTEREST - FEE) as i128);
		assert!(!Loans::<Test>::contains_key(loan));
	});
}

#[test]
fn loses_nothing_of_a_refund() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		terminate();
		pay_capital(0, USDT, 400);
		refund(0);
		assert_eq!(held(0), (ALICE, Some(Lock::Collateral)));
		// An award comes later.
		pay_capital(0, USDT, 2_000);
		assert_ok!(settle(loan));
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
		assert_eq!(gain(&USDT, ALICE), (PRINCIPAL + 2_400 - DEBT) as i128);
		assert_eq!(held(0), (ALICE, None));
	});
}
