use super::*;
use frame_support::traits::Hooks;

fn idle_with(weight: u64) -> u64 {
	Lending::on_idle(1, Weight::from_parts(weight, 0)).ref_time()
}

/// Loans of Alice's with proceeds of one base unit each.
fn paid(loans: u32) {
	for item in 0..loans {
		let certificate = item + 100;
		Certs::insert(SERIES, certificate, (ALICE, true, None::<Lock>));
		LastDays::insert((SERIES, certificate), END);
		funded(certificate, usdt());
		pay_capital(certificate, USDT, 1);
	}
	events();
}

fn waiting() -> usize {
	Paid::iter().count()
}

#[test]
fn settles_loans_and_closes_those_that_are_repaid() {
	execute_with_checks(|| {
		let (first, second) = (funded(0, usdt()), funded(1, usdt()));
		pay_capital(0, USDT, 900);
		pay_capital(1, USDT, DEBT);
		idle();
		assert_eq!((waiting(), loan_of(first).repaid), (0, 900));
		assert!(!Loans::<Test>::contains_key(second));
	});
}

#[test]
fn settles_sixteen_loans_in_a_block_and_goes_on_in_the_next() {
	execute_with_checks(|| {
		paid(20);
		idle();
		assert_eq!(waiting(), 4);
		idle();
		assert_eq!(waiting(), 0);
		assert_eq!(SettleCursor::<Test>::get(), None);
	});
}

#[test]
fn uses_the_weight_of_what_it_did() {
	execute_with_checks(|| {
		// Looking for an offer, and for a loan.
		assert_eq!(idle(), 2 * 7);
		funded(0, usdt());
		pay_capital(0, EUR, 300);
		assert_eq!(idle(), 3 * 7 + 101);
		offered(usdt());
		at(START + 5);
		assert_eq!(idle(), 3 * 7 + 500);
	});
}

#[test]
fn begins_nothing_that_it_could_not_finish() {
	execute_with_checks(|| {
		offered(usdt());
		at(START + 5);
		paid(1);
		assert_eq!(idle_with(7 + 117), 0);
		assert_eq!((waiting(), Offers::<Test>::iter().count()), (1, 1));
		// Not enough for the offer.
		assert_eq!(idle_with(7 + 118), 7 + 100);
		assert_eq!((waiting(), Offers::<Test>::iter().count()), (0, 1));
		assert_eq!(idle_with(7 + 500), 7 + 500);
		assert_eq!(Offers::<Test>::iter().count(), 0);
	});
}

#[test]
fn keeps_to_its_own_limit() {
	execute_with_checks(|| {
		paid(3);
		// Enough for two loans, but for no offer.
		MaxSettleWeight::set(Weight::from_parts(7 + 100 + 7 + 118, 0));
		assert_eq!(idle(), 2 * (7 + 100));
		assert_eq!(waiting(), 1);
	});
}

#[test]
fn ends_expired_offers() {
	execute_with_checks(|| {
		let first = offered(usdt());
		assert_ok!(offer(LENDER, usdt(), 0, 6));
		at(START + 4);
		idle();
		assert_eq!(Offers::<Test>::iter().count(), 2);
		events();
		at(START + 5);
		idle();
		assert_eq!(Offers::<Test>::iter_keys().collect::<Vec<_>>(), [first + 1]);
		assert_eq!(gain(&USDT, LENDER), -(PRINCIPAL as i128));
		assert_eq!(events(), [Event::LoanOfferExpired { offer: first, lender: LENDER }]);
	});
}

#[test]
fn ends_four_offers_in_a_block_the_first_to_expire_first() {
	execute_with_checks(|| {
		for days in (1..=6).rev() {
			assert_ok!(offer(LENDER, usdt(), 0, days));
		}
		at(START + 6);
		idle();
		let mut left: Vec<_> =
			Offers::<Test>::iter_values().map(|offer| offer.expires_on).collect();
		left.sort_unstable();
		assert_eq!(left, [START + 5, START + 6]);
		idle();
		assert_eq!(Offers::<Test>::iter().count(), 0);
	});
}

/// Only damaged records are such loans; they keep no other waiting.
#[test]
fn passes_over_what_it_cannot_settle() {
	execute_with_checks(|| {
		paid(2);
		let loan = Loans::<Test>::take(0).unwrap();
		let damaged = ByExpiry::of(1, 77);
		ExpiringOffers::<Test>::insert(damaged, ());
		idle();
		assert_eq!(Paid::iter_keys().collect::<Vec<_>>(), [0]);
		assert!(!ExpiringOffers::<Test>::contains_key(damaged));
		Loans::<Test>::insert(0, loan);
		idle();
		assert_eq!(waiting(), 0);
	});
}
