use super::*;

#[test]
fn pays_the_borrower_and_returns_the_deposit() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		events();
		assert_ok!(take_loan(ALICE, offer, 0));
		assert_eq!(gain(&USDT, ALICE), PRINCIPAL as i128);
		assert_eq!((gain(&USDT, LENDER), gain(&DMC, LENDER)), (-(PRINCIPAL as i128), 0));
		assert_eq!((held(0), debt_of(0)), ((ALICE, Some(Lock::Collateral)), Some(DEBT)));
		assert_eq!(Held::<Test>::iter().count(), 0);
		let funded = Event::LoanFunded {
			loan: 0,
			series: SERIES,
			item: 0,
			borrower: ALICE,
			lender: LENDER,
			asset: USDT,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: DUE,
		};
		assert_eq!(events(), [Event::LoanOfferTaken { offer, loan: 0 }, funded]);
		assert_noop!(take_loan(BOB, offer, BOBS), Error::<Test>::UnknownOffer);
	});
}

#[test]
fn pays_the_income_of_before_to_the_borrower() {
	execute_with_checks(|| {
		let offer = offered(btc());
		earn(0, 70);
		assert_ok!(take_loan(ALICE, offer, 0));
		assert_eq!(gain(&BTC, ALICE), (PRINCIPAL + 70) as i128);
		assert_eq!(debt_of(0), Some(DEBT));
	});
}

#[test]
fn is_until_the_offer_expires() {
	execute_with_checks(|| {
		let (offer, other) = (offered(usdt()), offered(usdt()));
		at(START + 4);
		assert_ok!(take_loan(ALICE, offer, 0));
		at(START + 5);
		assert_noop!(take_loan(ALICE, other, 1), Error::<Test>::Expired);
	});
}

#[test]
fn is_by_another_than_the_lender() {
	execute_with_checks(|| {
		assert_ok!(offer(ALICE, usdt(), 0, 5));
		assert_noop!(take_loan(ALICE, 0, 0), Error::<Test>::OwnLoan);
		assert_ok!(take_loan(BOB, 0, BOBS));
		let root = RuntimeOrigin::root();
		assert_noop!(Lending::take_loan(root, 0, 0), DispatchError::BadOrigin);
	});
}

#[test]
fn is_with_an_own_sold_unlocked_certificate() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		assert_noop!(take_loan(BOB, offer, 0), Error::<Test>::NotOwner);
		assert_noop!(take_loan(MINER, offer, UNSOLD), Error::<Test>::NotSold);
		assert_noop!(take_loan(ALICE, offer, 77), Error::<Test>::UnknownCertificate);
		funded(0, usdt());
		requested(1, usdt());
		for item in [0, 1] {
			let locked = DispatchError::Other("the lock is another");
			assert_noop!(take_loan(ALICE, offer, item), locked);
		}
	});
}

#[test]
fn is_with_a_certificate_that_lasts_long_enough() {
	execute_with_checks(|| {
		assert_ok!(offer(LENDER, usdt(), END + 1, 5));
		assert_noop!(take_loan(ALICE, 0, 0), Error::<Test>::EndsTooEarly);
		assert_ok!(offer(LENDER, usdt(), END, 5));
		assert_ok!(take_loan(ALICE, 1, 0));
		assert_ok!(offer(LENDER, LoanTerms { due_day: END - 3, ..usdt() }, 0, 5));
		assert_noop!(take_loan(ALICE, 2, 1), Error::<Test>::DueTooLate);
		LastDays::insert((SERIES, 1), END + 1);
		assert_ok!(take_loan(ALICE, 2, 1));
	});
}

#[test]
fn is_only_while_the_series_is_open() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		freeze(true);
		assert_noop!(take_loan(ALICE, offer, 0), Error::<Test>::SeriesFrozen);
		terminate();
		assert_noop!(take_loan(ALICE, offer, 0), Error::<Test>::SeriesTerminated);
	});
}

#[test]
fn takes_the_place_of_a_loan_that_only_the_books_do_not_end() {
	execute_with_checks(|| {
		let old = funded(0, usdt());
		pay_capital(0, USDT, DEBT);
		let offer = offered(usdt());
		assert_ok!(take_loan(ALICE, offer, 0));
		assert!(!Loans::<Test>::contains_key(old));
		assert_eq!(debt_of(0), Some(DEBT));
	});
}
