use super::*;

/// A loan in default.
fn overdue(terms: LoanTerms) -> LoanId {
	let loan = funded(0, terms);
	at(DEADLINE + 1);
	events();
	loan
}

#[test]
fn takes_the_certificate() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!((held(0), debt_of(0)), ((LENDER, None), None));
		let (series, item, lender, debt) = (SERIES, 0, LENDER, DEBT);
		let taken = Event::LoanForeclosed { loan, series, item, lender, debt };
		assert_eq!(events(), [taken, closed(loan, Outcome::Taken)]);
		assert_noop!(foreclose(LENDER, loan, TAKE), Error::<Test>::UnknownLoan);
	});
}

#[test]
fn is_after_the_days_of_grace() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		at(DEADLINE);
		for how in [TAKE, AUCTION] {
			assert_noop!(foreclose(LENDER, loan, how), Error::<Test>::NotOverdue);
		}
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

#[test]
fn is_by_the_lender_of_a_funded_loan() {
	execute_with_checks(|| {
		let request = requested(1, usdt());
		let loan = overdue(usdt());
		for who in [ALICE, STRANGER] {
			assert_noop!(foreclose(who, loan, TAKE), Error::<Test>::NotLender);
		}
		assert_noop!(foreclose(LENDER, request, TAKE), Error::<Test>::NotFunded);
		assert_noop!(foreclose(LENDER, 77, TAKE), Error::<Test>::UnknownLoan);
		assert_noop!(
			rolled_back(|| Lending::foreclose(RuntimeOrigin::root(), loan, TAKE)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn waits_while_freezes_defer_the_due_day() {
	execute_with_checks(|| {
		FrozenDays::set(4);
		let loan = overdue(usdt());
		FrozenDays::set(5);
		assert_noop!(foreclose(LENDER, loan, TAKE), Error::<Test>::NotOverdue);
		at(DEADLINE + 2);
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

/// However long the series is frozen, the debt is due on the certificate's last day.
#[test]
fn waits_until_the_end_of_the_certificate_at_most() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		FrozenDays::set(1_000);
		at(END + 3);
		assert_noop!(foreclose(LENDER, loan, TAKE), Error::<Test>::NotOverdue);
		at(END + 4);
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

#[test]
fn is_possible_while_the_series_is_not_open() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		freeze(true);
		terminate();
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

#[test]
fn pays_the_income_to_the_borrower_first() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		earn(0, 70);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!((gain(&BTC, ALICE), gain(&BTC, LENDER)), (70, 0));
	});
}

#[test]
fn lets_the_income_repay_a_loan_that_repays_itself() {
	execute_with_checks(|| {
		let loan = overdue(btc());
		earn(0, 70);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!(gain(&BTC, LENDER), 70 - PRINCIPAL as i128);
		let repaid = Event::LoanRepaid { loan, amount: 70, debt: DEBT - 70, fee: 0 };
		let (series, item, lender, debt) = (SERIES, 0, LENDER, DEBT - 70);
		let taken = Event::LoanForeclosed { loan, series, item, lender, debt };
		assert_eq!(events(), [repaid, taken, closed(loan, Outcome::Taken)]);
	});
}

/// Income that was not claimed repays the debt in the last moment, and the borrower keeps the
/// certificate.
#[test]
fn takes_nothing_if_the_income_repays_the_debt() {
	execute_with_checks(|| {
		let loan = overdue(btc());
		earn(0, DEBT + 5);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!(held(0), (ALICE, None));
		assert_eq!(gain(&BTC, ALICE), (PRINCIPAL + 5) as i128);
		assert!(events().contains(&closed(loan, Outcome::Repaid)));
	});
}

#[test]
fn takes_nothing_if_proceeds_repay_the_debt() {
	for how in [TAKE, AUCTION] {
		execute_with_checks(|| {
			let loan = overdue(usdt());
			pay_capital(0, USDT, DEBT);
			assert_ok!(foreclose(LENDER, loan, how));
			assert_eq!(held(0), (ALICE, None));
			assert!(events().contains(&closed(loan, Outcome::Repaid)));
		});
	}
}

#[test]
fn takes_the_collateral_too() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		pay_capital(0, EUR, 300);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!((held(0), gain(&EUR, LENDER), gain(&EUR, ALICE)), ((LENDER, None), 300, 0));
		let paid = Event::CollateralPaid { loan, who: LENDER, asset: EUR, amount: 300 };
		assert!(events().contains(&paid));
	});
}

#[test]
fn takes_what_is_left_of_a_burnt_certificate() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		pay_capital(0, EUR, 300);
		burn(0);
		assert_noop!(foreclose(LENDER, loan, AUCTION), Error::<Test>::CertificateGone);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!((gain(&EUR, LENDER), debt_of(0)), (300, None));
	});
}

#[test]
fn closes_a_loan_of_which_nothing_is_left() {
	for how in [TAKE, AUCTION] {
		execute_with_checks(|| {
			let loan = overdue(usdt());
			burn(0);
			assert_ok!(foreclose(LENDER, loan, how));
			assert_eq!(events(), [closed(loan, Outcome::Lost { missing: DEBT })]);
		});
	}
}

#[test]
fn auctions_the_certificate() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		let auction = Auction { series: SERIES, item: 0, loan, reserve: 300, duration: 77 };
		assert_eq!(Auctions::get(0), Some(auction));
		assert_eq!((held(0), debt_of(0)), ((ALICE, Some(Lock::Auctioned(0))), Some(DEBT)));
		assert_eq!(loan_of(loan).auction, Some(0));
		assert_eq!(events(), [Event::ForeclosureStarted { loan, auction: 0, debt: DEBT }]);
	});
}

#[test]
fn auctions_only_for_debts_in_the_payment_asset() {
	execute_with_checks(|| {
		let loan = overdue(btc());
		assert_noop!(foreclose(LENDER, loan, AUCTION), Error::<Test>::NotPaymentAsset);
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

#[test]
fn auctions_only_if_the_market_allows_it() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		Refuses::set(true);
		assert_noop!(foreclose(LENDER, loan, AUCTION), DispatchError::Other("refused"));
		assert_ok!(foreclose(LENDER, loan, TAKE));
	});
}

#[test]
fn waits_while_an_auction_runs() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		for how in [TAKE, AUCTION] {
			assert_noop!(foreclose(LENDER, loan, how), Error::<Test>::InAuction);
		}
		unsold(0);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		assert_eq!(loan_of(loan).auction, Some(1));
		unsold(1);
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!(held(0), (LENDER, None));
	});
}

#[test]
fn comes_too_late_after_the_sale() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		earn(0, 70);
		sell(0, BOB, DEBT + 90);
		events();
		assert_ok!(foreclose(LENDER, loan, TAKE));
		assert_eq!(held(0), (BOB, None));
		assert_eq!(gain(&USDT, ALICE), (PRINCIPAL + 90) as i128);
		assert_eq!((gain(&BTC, ALICE), gain(&BTC, BOB)), (70, 0));
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
		let repaid = Event::LoanRepaid { loan, amount: DEBT, debt: 0, fee: FEE };
		assert_eq!(events(), [repaid, closed(loan, Outcome::Repaid)]);
	});
}

/// An auction whose debt was repaid by proceeds is over.
#[test]
fn ends_an_auction_whose_debt_proceeds_repay() {
	execute_with_checks(|| {
		let loan = overdue(usdt());
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		pay_capital(0, USDT, DEBT);
		assert_eq!(held(0), (ALICE, Some(Lock::Auctioned(0))));
		assert_ok!(settle(loan));
		assert_eq!((held(0), Auctions::iter().count()), ((ALICE, None), 0));
	});
}
