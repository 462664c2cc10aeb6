use super::*;
use crate::{CollateralAmount, LoanOfferView, LoanView};

fn view(loan: LoanId) -> LoanView<u64> {
	Lending::loan_view(loan).unwrap()
}

#[test]
fn shows_a_request() {
	execute_with_checks(|| {
		let loan = requested(0, btc());
		let expected = LoanView {
			loan,
			series: SERIES,
			item: 0,
			borrower: ALICE,
			lender: None,
			asset: BTC,
			principal: PRINCIPAL,
			interest: INTEREST,
			self_repaying: true,
			funded_on: None,
			repaid: 0,
			debt: DEBT,
			due_day: DUE,
			deadline: None,
			overdue: false,
			sold: false,
			auction: None,
			collateral: vec![],
		};
		assert_eq!(Lending::loan_view(loan), Some(expected));
		assert_eq!(Lending::loan_view(loan + 1), None);
	});
}

#[test]
fn shows_a_loan_with_the_freezes_until_now() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		let now = view(loan);
		assert_eq!((now.lender, now.funded_on), (Some(LENDER), Some(START)));
		assert_eq!((now.due_day, now.deadline, now.overdue), (DUE, Some(DEADLINE), false));
		FrozenDays::set(2);
		at(DEADLINE + 2);
		let now = view(loan);
		assert_eq!((now.due_day, now.deadline), (DUE + 2, Some(DEADLINE + 2)));
		assert!(!now.overdue);
		at(DEADLINE + 3);
		assert!(view(loan).overdue);
	});
}

/// Looking takes nothing into the books.
#[test]
fn shows_proceeds_that_are_not_in_the_books() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_ok!(repay(ALICE, loan, 100));
		pay_capital(0, EUR, 300);
		assert_ok!(settle(loan));
		pay_capital(0, EUR, 50);
		pay_capital(0, USDT, 900);
		let now = view(loan);
		assert_eq!((now.repaid, now.debt), (1_000, DEBT - 1_000));
		assert_eq!(now.collateral, [CollateralAmount { asset: EUR, amount: 350 }]);
		assert_eq!((loan_of(loan).repaid, Paid::iter().count()), (100, 1));
	});
}

#[test]
fn shows_the_running_foreclosure_and_the_sale() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		unsold(0);
		assert_eq!(view(loan).auction, None);
		assert_ok!(foreclose(LENDER, loan, AUCTION));
		let now = view(loan);
		assert_eq!((now.auction, now.sold), (Some(1), false));
		sell(1, BOB, 500);
		// An auction of the buyer's own.
		Certs::insert(SERIES, 0, (BOB, true, Some(Lock::Auctioned(2))));
		let now = view(loan);
		assert_eq!((now.auction, now.sold, now.debt), (None, true, DEBT - 500));
		Certs::insert(SERIES, 0, (BOB, true, None::<Lock>));
	});
}

#[test]
fn shows_an_offer() {
	execute_with_checks(|| {
		assert_ok!(offer(LENDER, btc(), 40, 5));
		let expected = LoanOfferView {
			offer: 0,
			lender: LENDER,
			series: SERIES,
			asset: BTC,
			principal: PRINCIPAL,
			interest: INTEREST,
			due_day: DUE,
			self_repaying: true,
			min_end_day: 40,
			expires_on: START + 5,
			deposit: DEPOSIT,
		};
		assert_eq!(Lending::offer_view(0), Some(expected));
		assert_eq!(Lending::offer_view(1), None);
	});
}

#[test]
fn backs_offers_collateral_and_credits() {
	execute_with_checks(|| {
		offered(usdt());
		let loan = funded(0, usdt());
		pay_capital(0, EUR, 300);
		assert_ok!(settle(loan));
		block(LENDER, &USDT);
		assert_ok!(repay(ALICE, loan, 500));
		// Not in the books yet.
		pay_capital(0, USDT, 40);
		let backing = |asset: &Asset| {
			let all = Lending::backing().unwrap();
			let of = all.into_iter().find(|each| each.asset == *asset).unwrap();
			(of.held, of.due)
		};
		assert_eq!(backing(&DMC), (ED + DEPOSIT, DEPOSIT));
		assert_eq!(backing(&USDT), (PRINCIPAL + 540, PRINCIPAL + 500));
		assert_eq!(backing(&EUR), (300, 300));
	});
}
