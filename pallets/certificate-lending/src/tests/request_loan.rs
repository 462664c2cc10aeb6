use super::*;

#[test]
fn locks_the_certificate_and_waits_for_a_lender() {
	execute_with_checks(|| {
		assert_ok!(request(ALICE, 0, usdt()));
		assert_eq!(held(0), (ALICE, Some(Lock::Collateral)));
		let loan = loan_of(0);
		assert_eq!((loan.series, loan.item, loan.borrower), (SERIES, 0, ALICE));
		assert_eq!((loan.terms, loan.funding, debt_of(0)), (usdt(), None, None));
		let event = Event::LoanRequested {
			loan: 0,
			series: SERIES,
			item: 0,
			borrower: ALICE,
			asset: USDT,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: DUE,
			self_repaying: false,
		};
		assert_eq!(events(), [event]);
		assert_eq!((gain(&USDT, ALICE), gain(&DMC, ALICE)), (0, 0));
	});
}

#[test]
fn ids_are_never_reused() {
	execute_with_checks(|| {
		assert_eq!(requested(0, usdt()), 0);
		assert_ok!(cancel_request(ALICE, 0));
		assert_eq!(requested(0, usdt()), 1);
	});
}

#[test]
fn is_in_the_payment_or_the_reward_asset() {
	execute_with_checks(|| {
		assert_ok!(request(ALICE, 0, btc()));
		assert_ok!(request(ALICE, 1, LoanTerms { self_repaying: false, ..btc() }));
		for asset in [DMC, EUR] {
			let terms = LoanTerms { asset, ..usdt() };
			assert_noop!(request(ALICE, 2, terms), Error::<Test>::AssetNotAccepted);
		}
		assert_ok!(request_in(DMC_SERIES, ALICE, 0, LoanTerms { asset: DMC, ..usdt() }));
	});
}

#[test]
fn repays_itself_in_the_reward_asset_only() {
	execute_with_checks(|| {
		let terms = LoanTerms { self_repaying: true, ..usdt() };
		assert_noop!(request(ALICE, 0, terms), Error::<Test>::NotRewardAsset);
	});
}

#[test]
fn is_of_something_that_fits() {
	execute_with_checks(|| {
		let terms = LoanTerms { principal: 0, ..usdt() };
		assert_noop!(request(ALICE, 0, terms), Error::<Test>::ZeroAmount);
		let terms = LoanTerms { interest: Balance::MAX - PRINCIPAL + 1, ..usdt() };
		assert_noop!(request(ALICE, 0, terms), ArithmeticError::Overflow);
		assert_ok!(request(ALICE, 0, LoanTerms { interest: Balance::MAX - PRINCIPAL, ..usdt() }));
		assert_ok!(request(ALICE, 1, LoanTerms { interest: 0, ..usdt() }));
	});
}

#[test]
fn is_due_after_today_and_with_grace_before_the_end() {
	execute_with_checks(|| {
		let due = |due_day| LoanTerms { due_day, ..usdt() };
		assert_noop!(request(ALICE, 0, due(START)), Error::<Test>::DueTooSoon);
		assert_ok!(request(ALICE, 0, due(START + 1)));
		for day in [END - 3, END, Day::MAX] {
			assert_noop!(request(ALICE, 1, due(day)), Error::<Test>::DueTooLate);
		}
		assert_ok!(request(ALICE, 1, due(END - 4)));
		GraceDays::set(4);
		assert_noop!(request(ALICE, 2, due(END - 4)), Error::<Test>::DueTooLate);
	});
}

#[test]
fn is_for_an_own_sold_unlocked_certificate() {
	execute_with_checks(|| {
		assert_noop!(request(BOB, 0, usdt()), Error::<Test>::NotOwner);
		assert_noop!(request(MINER, UNSOLD, usdt()), Error::<Test>::NotSold);
		assert_noop!(request(ALICE, 77, usdt()), Error::<Test>::UnknownCertificate);
		assert_noop!(request_in(7, ALICE, 0, usdt()), Error::<Test>::UnknownSeries);
		requested(0, usdt());
		funded(1, usdt());
		Certs::insert(SERIES, 2, (ALICE, true, Some(Lock::Staked)));
		let locked = DispatchError::Other("the lock is another");
		for item in [0, 1, 2] {
			assert_noop!(request(ALICE, item, usdt()), locked);
		}
		assert_noop!(
			Lending::request_loan(RuntimeOrigin::root(), SERIES, 3, USDT, 1, 0, DUE, false),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn is_for_series_that_are_open() {
	execute_with_checks(|| {
		freeze(true);
		assert_noop!(request(ALICE, 0, usdt()), Error::<Test>::SeriesFrozen);
		freeze(false);
		assert_ok!(request(ALICE, 0, usdt()));
		terminate();
		assert_noop!(request(ALICE, 1, usdt()), Error::<Test>::SeriesTerminated);
	});
}

/// The certificate is free as soon as its debt is repaid, before the books say so.
#[test]
fn takes_the_place_of_a_loan_that_only_the_books_do_not_end() {
	execute_with_checks(|| {
		let old = funded(0, btc());
		earn(0, 5_000);
		assert_ok!(Fake::pay_income(SERIES, &[0]));
		assert_eq!(held(0), (ALICE, None));
		events();
		let new = requested(0, usdt());
		assert!(matches!(
			&events()[..],
			[Event::LoanRepaid { .. }, Event::LoanClosed { .. }, Event::LoanRequested { .. }]
		));
		assert!(!Loans::<Test>::contains_key(old));
		assert_eq!(LoanOf::<Test>::get(SERIES, 0), Some(new));
		assert_eq!(gain(&BTC, LENDER), (INTEREST - FEE) as i128);
	});
}

#[test]
fn takes_the_place_of_the_loan_of_the_holder_before() {
	execute_with_checks(|| {
		funded(0, usdt());
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, 0, AUCTION));
		sell(0, BOB, 500);
		let terms = LoanTerms { due_day: 40, ..usdt() };
		assert_ok!(request(BOB, 0, terms));
		assert!(events().contains(&closed(0, Outcome::Sold { missing: DEBT - 500 })));
		assert_ok!(fund(LENDER, 1));
	});
}

#[test]
fn takes_the_place_of_a_request_that_is_too_old() {
	execute_with_checks(|| {
		let old = requested(0, usdt());
		at(DUE);
		events();
		let new = requested(0, LoanTerms { due_day: DUE + 1, ..usdt() });
		assert_eq!(LoanOf::<Test>::get(SERIES, 0), Some(new));
		let cancelled = Event::RequestCancelled {
			loan: old,
			series: SERIES,
			item: 0,
			borrower: ALICE,
			who: None,
		};
		assert_eq!(events()[0], cancelled);
	});
}
