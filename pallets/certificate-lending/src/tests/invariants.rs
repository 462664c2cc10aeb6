//! Each corrupts storage so that one invariant of the README fails.

use super::*;

/// Loan 0 is repaid in part and has collateral, with proceeds that are not in the books; 1 is in an
/// auction; 2 is a request; 3 was sold and 4 repaid, without the books. Offer 0 is in force.
fn refused(why: &'static str, corrupt: impl FnOnce()) {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_ok!(repay(ALICE, loan, 1_100));
		pay_capital(0, EUR, 300);
		assert_ok!(settle(loan));
		pay_capital(0, EUR, 50);
		pay_capital(0, USDT, 10);
		let (auctioned, _, sold) = (funded(1, usdt()), requested(2, usdt()), funded(3, usdt()));
		funded(4, usdt());
		pay_capital(4, USDT, DEBT);
		at(DEADLINE + 1);
		assert_ok!(foreclose(LENDER, auctioned, AUCTION));
		assert_ok!(foreclose(LENDER, sold, AUCTION));
		sell(1, BOB, 500);
		assert_ok!(offer(LENDER, LoanTerms { due_day: 40, ..usdt() }, 0, 5));
		check();
		let _ = frame_support::storage::with_storage_layer(|| {
			corrupt();
			assert_eq!(Lending::do_try_state(), Err(DispatchError::Other(why)));
			Err::<(), _>(DispatchError::Other("rolled back"))
		});
	});
}

fn change(id: LoanId, how: impl FnOnce(&mut Loan<u64>)) {
	Loans::<Test>::mutate(id, |loan| how(loan.as_mut().unwrap()));
}

fn change_offer(how: impl FnOnce(&mut LoanOffer<u64>)) {
	Offers::<Test>::mutate(0, |offer| how(offer.as_mut().unwrap()));
}

fn change_lien(item: ItemId, how: impl FnOnce(&mut Lien<u64>)) {
	LienOf::mutate(SERIES, item, |lien| how(lien.as_mut().unwrap()));
}

#[test]
fn records_are_sound() {
	refused("lending 1: a loan with an id of the future", || NextLoanId::<Test>::put(4));
	refused("lending 1: a loan of nothing", || change(2, |loan| loan.terms.principal = 0));
	let overflow = || change(2, |loan| loan.terms.interest = Balance::MAX);
	refused("lending 1: a debt that does not fit", overflow);
	refused("lending 1: a debt that does not fit", || change(0, |loan| loan.repaid = DEBT + 1));
	refused("lending 1: a loan without debt", || change(0, |loan| loan.repaid = DEBT));
}

#[test]
fn requests_have_no_money() {
	const WHY: &str = "lending 1: money for a request";
	refused(WHY, || change(2, |loan| loan.repaid = 1));
	refused(WHY, || change(2, |loan| loan.fee_paid = 1));
	refused(WHY, || change(2, |loan| loan.auction = Some(0)));
	refused(WHY, || change(2, |loan| loan.keep(&EUR, 1).unwrap()));
}

#[test]
fn nobody_lends_to_oneself() {
	refused("lending 1: a loan to oneself", || change(0, |loan| loan.borrower = LENDER));
}

#[test]
fn fees_are_not_too_high() {
	// It is 10, a tenth of the interest that was repaid.
	refused("lending 1: a fee that is too high", || change(0, |loan| loan.fee_paid = 11));
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_ok!(repay(ALICE, loan, 1_100));
		assert_eq!(loan_of(loan).fee_paid, 10);
	});
}

#[test]
fn collateral_is_something_of_different_assets() {
	refused("lending 1: collateral of one asset twice", || {
		change(0, |loan| loan.collateral.try_push((EUR, 1)).unwrap())
	});
	refused("lending 1: collateral of nothing", || {
		change(0, |loan| loan.collateral.try_push((BTC, 0)).unwrap())
	});
}

#[test]
fn loans_have_their_liens() {
	const WHY: &str = "lending 2: a loan without its lien";
	refused(WHY, || LienOf::remove(SERIES, 0));
	refused(WHY, || change_lien(0, |lien| lien.loan = 1));
	refused(WHY, || change_lien(0, |lien| lien.creditor = BOB));
	refused(WHY, || change_lien(0, |lien| lien.asset = BTC));
	refused(WHY, || change_lien(0, |lien| lien.debt += 1));
	refused(WHY, || change_lien(0, |lien| lien.self_repaying = true));
	refused(WHY, || Paid::remove(0));
	refused(WHY, || change(1, |loan| loan.repaid = 1));
}

#[test]
fn liens_have_a_debt_of_a_loan() {
	let lien = || LienOf::get(SERIES, 0).unwrap();
	refused("lending 2: a lien for a request", || LienOf::insert(SERIES, 2, lien()));
	for item in [3, 4] {
		refused("lending 2: a lien without debt", || LienOf::insert(SERIES, item, lien()));
	}
	let too_much = || Paid::mutate_extant(4, |paid| paid.paid += 1);
	refused("lending 2: proceeds that do not fit", too_much);
}

#[test]
fn collateral_is_locked_and_the_borrowers() {
	let lock = Some(Lock::Collateral);
	refused("lending 2: collateral of another", || Certs::insert(SERIES, 0, (BOB, true, lock)));
	for lock in [None, Some(Lock::Staked), Some(Lock::Listed)] {
		refused("lending 2: collateral without lock", || {
			Certs::insert(SERIES, 0, (ALICE, true, lock))
		});
	}
}

#[test]
fn indices_are_the_loans() {
	const OF: &str = "lending 3: the loans of certificates are others";
	refused(OF, || LoanOf::<Test>::remove(SERIES, 2));
	refused(OF, || LoanOf::<Test>::insert(SERIES, 2, 1));
	refused(OF, || LoanOf::<Test>::insert(SERIES, 5, 2));
	const BORROWERS: &str = "lending 3: the loans of borrowers are others";
	refused(BORROWERS, || LoansOfBorrower::<Test>::remove(ALICE, 2));
	refused(BORROWERS, || LoansOfBorrower::<Test>::insert(BOB, 2, ()));
	const LENDERS: &str = "lending 3: the loans of lenders are others";
	refused(LENDERS, || LoansOfLender::<Test>::remove(LENDER, 0));
	refused(LENDERS, || LoansOfLender::<Test>::insert(LENDER, 2, ()));
	const REQUESTS: &str = "lending 3: the requests of series are others";
	refused(REQUESTS, || RequestsOn::<Test>::remove(SERIES, 2));
	refused(REQUESTS, || RequestsOn::<Test>::insert(SERIES, 0, ()));
}

#[test]
fn offers_are_sound() {
	refused("lending 4: an offer with an id of the future", || NextOfferId::<Test>::put(0));
	refused("lending 4: an offer of nothing", || change_offer(|offer| offer.terms.principal = 0));
	refused("lending 4: a debt that does not fit", || {
		change_offer(|offer| offer.terms.interest = Balance::MAX)
	});
	const LATE: &str = "lending 4: an offer that expires too late";
	refused(LATE, || change_offer(|offer| offer.expires_on = 41));
	refused(LATE, || {
		change_offer(|offer| {
			offer.terms.due_day = 99;
			offer.expires_on = DEADLINE + 1 + 31;
		})
	});
}

#[test]
fn indices_are_the_offers() {
	const SERIES_WHY: &str = "lending 4: the offers of series are others";
	refused(SERIES_WHY, || OffersOn::<Test>::remove(SERIES, 0));
	refused(SERIES_WHY, || OffersOn::<Test>::insert(DMC_SERIES, 0, ()));
	const LENDERS: &str = "lending 4: the offers of lenders are others";
	refused(LENDERS, || OffersOfLender::<Test>::remove(LENDER, 0));
	refused(LENDERS, || OffersOfLender::<Test>::insert(BOB, 0, ()));
	const EXPIRE: &str = "lending 4: the offers that expire are others";
	refused(EXPIRE, || ExpiringOffers::<Test>::remove(ByExpiry::of(DEADLINE + 6, 0)));
	refused(EXPIRE, || ExpiringOffers::<Test>::insert(ByExpiry::of(1, 0), ()));
}

#[test]
fn totals_are_the_sums() {
	const WHY: &str = "lending 5: the totals are not the sums of offers and collateral";
	for asset in [DMC, USDT, EUR] {
		refused(WHY, || Held::<Test>::mutate(&asset, |held| *held += 1));
		refused(WHY, || Held::<Test>::remove(&asset));
	}
	refused(WHY, || Held::<Test>::insert(BTC, 0));
	refused(WHY, || change_offer(|offer| offer.deposit += 1));
}

#[test]
fn the_money_is_there() {
	const WHY: &str = "lending 5: money is missing";
	// One base unit less, which in DMC is of the existential deposit.
	for asset in [USDT, EUR] {
		refused(WHY, || pay(&asset, &Lending::account(), &ESCROW, 1).unwrap());
	}
	refused(WHY, || Credited::insert(BOB, BTC, 1));
	refused(WHY, || Paid::mutate_extant(0, |paid| paid.collateral[0].1 += 1));
}

#[test]
fn proceeds_are_of_loans() {
	const WHY: &str = "lending 5: proceeds without loan";
	refused(WHY, || Paid::insert(77, LienProceeds::default()));
	refused(WHY, || Paid::insert(2, LienProceeds::default()));
}
