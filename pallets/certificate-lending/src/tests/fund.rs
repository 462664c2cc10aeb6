use super::*;

#[test]
fn pays_the_borrower_and_begins_the_lien() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		FrozenDays::set(2);
		events();
		assert_ok!(fund(LENDER, loan));
		let lent = PRINCIPAL as i128;
		assert_eq!((gain(&USDT, ALICE), gain(&USDT, LENDER)), (lent, -lent));
		let lien = Lien {
			loan,
			creditor: Lending::account(),
			asset: USDT,
			debt: DEBT,
			self_repaying: false,
		};
		assert_eq!(LienOf::get(SERIES, 0), Some(lien));
		let funding = Funding {
			lender: LENDER,
			funded_on: START,
			frozen_days: 2,
			grace_days: 3,
			fee: InterestFee::get(),
			end: END,
		};
		assert_eq!(loan_of(loan).funding, Some(funding));
		let event = Event::LoanFunded {
			loan,
			series: SERIES,
			item: 0,
			borrower: ALICE,
			lender: LENDER,
			asset: USDT,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: DUE,
		};
		assert_eq!(events(), [event]);
	});
}

/// Later decisions of governance change nothing.
#[test]
fn fixes_fee_and_grace() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		InterestFee::set(Permill::zero());
		GraceDays::set(0);
		at(DEADLINE);
		assert_noop!(foreclose(LENDER, loan, TAKE), Error::<Test>::NotOverdue);
		assert_ok!(repay(ALICE, loan, DEBT));
		assert_eq!(gain(&USDT, LENDER), (INTEREST - FEE) as i128);
	});
}

/// What was earned before is not the debt's, even if the loan repays itself.
#[test]
fn pays_the_income_of_before_to_the_borrower() {
	execute_with_checks(|| {
		let loan = requested(0, btc());
		earn(0, 70);
		assert_ok!(fund(LENDER, loan));
		assert_eq!(gain(&BTC, ALICE), (PRINCIPAL + 70) as i128);
		assert_eq!(debt_of(0), Some(DEBT));
	});
}

#[test]
fn is_by_another_and_once() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		assert_noop!(fund(ALICE, loan), Error::<Test>::OwnLoan);
		assert_noop!(fund(LENDER, loan + 1), Error::<Test>::UnknownLoan);
		assert_noop!(Lending::fund(RuntimeOrigin::root(), loan), DispatchError::BadOrigin);
		assert_ok!(fund(LENDER, loan));
		assert_noop!(fund(LENDER, loan), Error::<Test>::AlreadyFunded);
	});
}

#[test]
fn is_only_while_the_series_is_open() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		freeze(true);
		assert_noop!(fund(LENDER, loan), Error::<Test>::SeriesFrozen);
		terminate();
		assert_noop!(fund(LENDER, loan), Error::<Test>::SeriesTerminated);
	});
}

#[test]
fn is_before_the_due_day() {
	execute_with_checks(|| {
		let (loan, other) = (requested(0, usdt()), requested(1, usdt()));
		at(DUE - 1);
		assert_ok!(fund(LENDER, loan));
		at(DUE);
		assert_noop!(fund(LENDER, other), Error::<Test>::DueTooSoon);
	});
}

#[test]
fn checks_the_grace_of_now() {
	execute_with_checks(|| {
		let loan = requested(0, LoanTerms { due_day: END - 4, ..usdt() });
		GraceDays::set(4);
		assert_noop!(fund(LENDER, loan), Error::<Test>::DueTooLate);
		GraceDays::set(3);
		assert_ok!(fund(LENDER, loan));
	});
}

#[test]
fn demands_the_certificate() {
	execute_with_checks(|| {
		let loan = requested(0, usdt());
		let lock = Some(Lock::Collateral);
		for (owner, lock) in [(BOB, lock), (ALICE, None), (ALICE, Some(Lock::Staked))] {
			Certs::insert(SERIES, 0, (owner, true, lock));
			assert_noop!(fund(LENDER, loan), Error::<Test>::CertificateGone);
		}
		burn(0);
		assert_noop!(fund(LENDER, loan), Error::<Test>::CertificateGone);
	});
}

#[test]
fn demands_the_money() {
	execute_with_checks(|| {
		let loan = requested(0, LoanTerms { principal: FUNDS + 1, ..usdt() });
		assert!(fund(LENDER, loan).is_err());
		// In DMC the lender's account stays alive.
		let (first, terms) = (loan + 1, |principal| LoanTerms { asset: DMC, principal, ..usdt() });
		assert_ok!(request_in(DMC_SERIES, ALICE, 0, terms(FUNDS)));
		assert_ok!(request_in(DMC_SERIES, ALICE, 1, terms(FUNDS - ED)));
		assert!(fund(LENDER, first).is_err());
		assert_ok!(fund(LENDER, first + 1));
	});
}
