use super::*;

#[test]
fn repays_principal_and_deposit() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		events();
		assert_ok!(cancel_offer(LENDER, offer));
		assert_eq!((gain(&USDT, LENDER), gain(&DMC, LENDER)), (0, 0));
		assert_eq!(Held::<Test>::iter().count(), 0);
		let (lender, who) = (LENDER, LENDER);
		assert_eq!(events(), [Event::LoanOfferCancelled { offer, lender, who }]);
		assert_noop!(cancel_offer(LENDER, offer), Error::<Test>::UnknownOffer);
		let root = RuntimeOrigin::root();
		assert_noop!(Lending::cancel_loan_offer(root, offer), DispatchError::BadOrigin);
	});
}

/// The deposit is that of the offer, whatever is demanded now.
#[test]
fn returns_the_deposit_that_was_paid() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		OfferDeposit::set(7 * DEPOSIT);
		assert_ok!(cancel_offer(LENDER, offer));
		assert_eq!(gain(&DMC, LENDER), 0);
	});
}

#[test]
fn is_for_anyone_once_it_has_expired() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		at(START + 4);
		assert_noop!(cancel_offer(STRANGER, offer), Error::<Test>::StillValid);
		at(START + 5);
		assert_ok!(cancel_offer(STRANGER, offer));
		assert_eq!((gain(&USDT, LENDER), gain(&DMC, LENDER)), (0, 0));
		assert_eq!(gain(&DMC, STRANGER), 0);
	});
}

#[test]
fn is_possible_whatever_became_of_the_series() {
	execute_with_checks(|| {
		let offer = offered(usdt());
		terminate();
		assert_noop!(cancel_offer(STRANGER, offer), Error::<Test>::StillValid);
		assert_ok!(cancel_offer(LENDER, offer));
	});
}
