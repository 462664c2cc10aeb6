use super::*;

#[test]
fn charges_principal_and_deposit() {
	execute_with_checks(|| {
		assert_ok!(offer(LENDER, usdt(), 40, 5));
		assert_eq!(gain(&USDT, LENDER), -(PRINCIPAL as i128));
		assert_eq!(gain(&DMC, LENDER), -(DEPOSIT as i128));
		assert_eq!((Held::<Test>::get(USDT), Held::<Test>::get(DMC)), (PRINCIPAL, DEPOSIT));
		let offer = LoanOffer {
			lender: LENDER,
			series: SERIES,
			terms: usdt(),
			min_end_day: 40,
			expires_on: START + 5,
			deposit: DEPOSIT,
		};
		assert_eq!(Offers::<Test>::get(0), Some(offer));
		let event = Event::LoanOffered {
			offer: 0,
			lender: LENDER,
			series: SERIES,
			asset: USDT,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: DUE,
			min_end_day: 40,
			expires_on: START + 5,
			self_repaying: false,
			deposit: DEPOSIT,
		};
		assert_eq!(events(), [event]);
	});
}

#[test]
fn is_for_one_to_thirty_days() {
	execute_with_checks(|| {
		let terms = || LoanTerms { due_day: 99, ..usdt() };
		for days in [0, 31, u32::MAX] {
			assert_noop!(offer(LENDER, terms(), 0, days), Error::<Test>::InvalidExpiry);
		}
		for days in [1, 30] {
			assert_ok!(offer(LENDER, terms(), 0, days));
		}
		assert_eq!(Offers::<Test>::get(1).unwrap().expires_on, START + 30);
	});
}

#[test]
fn expires_on_its_due_day_at_the_latest() {
	execute_with_checks(|| {
		assert_ok!(offer(LENDER, LoanTerms { due_day: START + 5, ..usdt() }, 0, 6));
		assert_eq!(Offers::<Test>::get(0).unwrap().expires_on, START + 5);
	});
}

#[test]
fn checks_the_terms() {
	execute_with_checks(|| {
		let refused = |terms: LoanTerms, error: DispatchError| {
			assert_noop!(offer(LENDER, terms, 0, 5), error);
		};
		refused(LoanTerms { asset: EUR, ..usdt() }, Error::<Test>::AssetNotAccepted.into());
		refused(LoanTerms { self_repaying: true, ..usdt() }, Error::<Test>::NotRewardAsset.into());
		refused(LoanTerms { principal: 0, ..usdt() }, Error::<Test>::ZeroAmount.into());
		refused(LoanTerms { interest: Balance::MAX, ..usdt() }, ArithmeticError::Overflow.into());
		refused(LoanTerms { due_day: START, ..usdt() }, Error::<Test>::DueTooSoon.into());
		assert_noop!(
			Lending::offer_loan(RuntimeOrigin::root(), SERIES, USDT, 1, 0, DUE, 0, 1, false),
			DispatchError::BadOrigin
		);
		assert_noop!(
			Lending::offer_loan(signed(LENDER), 7, USDT, 1, 0, DUE, 0, 1, false),
			Error::<Test>::UnknownSeries
		);
	});
}

#[test]
fn is_for_series_that_are_open() {
	execute_with_checks(|| {
		freeze(true);
		assert_noop!(offer(LENDER, usdt(), 0, 5), Error::<Test>::SeriesFrozen);
		terminate();
		assert_noop!(offer(LENDER, usdt(), 0, 5), Error::<Test>::SeriesTerminated);
	});
}

#[test]
fn demands_the_money() {
	execute_with_checks(|| {
		assert_ok!(offer(LENDER, LoanTerms { principal: FUNDS, ..usdt() }, 0, 5));
		assert!(offer(LENDER, LoanTerms { principal: 1, ..usdt() }, 0, 5).is_err());
		// The lender's account stays alive.
		OfferDeposit::set(FUNDS - ED + 1);
		assert!(offer(STRANGER, usdt(), 0, 5).is_err());
		OfferDeposit::set(FUNDS - ED);
		assert_ok!(offer(STRANGER, usdt(), 0, 5));
	});
}
