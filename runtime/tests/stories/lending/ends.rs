//! A certificate ends, or its series fails, while a loan is open: what takes its place repays the debt or is
//! collateral, and lender and borrower get theirs to the last unit.

use crate::{
	book::Book, insurance_steps::*, lending_steps::*, people::*, steps::*, trading::*, world::*,
};
use dmex_primitives::SeriesId;
use pallet_certificate_lending::{Error, Event, LoanTerms, Outcome};
use pallet_risk_escrow::Positions;

/// What is refunded of a certificate of `mine` of which two days were paid: 148,500,100 less twice 2,475,001.
const REFUND: Balance = 143_550_098;
/// Slashed for a certificate of `mine`: ten units, sixty days, a tenth of a DMC.
const SLASH: Balance = 60 * DMC;

/// Ferdie paid two days, then Eve lends to Alice, and Ferdie stops: the breach is reported, and the series
/// ends by silence. The book is as it was after the report; refunds are paid and settled.
fn breached_with(terms: impl FnOnce(Day) -> LoanTerms) -> (SeriesId, u32, Book) {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	let loan = lent(&eve(), &alice(), series, 0, &terms(today() + 40));
	let day = unpaid(series);
	to_day(day + 9);
	assert_ok!(report(series));
	let mut book = Book::open();
	to_block(end_of(referendum_on(series)) + 1);
	assert!(ledger(series).state.termination().is_some());
	settled();
	book.moves(pledges(), escrow(), &Asset::Native, 2 * SLASH);
	book.moves(escrow(), bob(), &DOLLAR, REFUND);
	book.moves(escrow(), bob(), &Asset::Native, SLASH);
	(series, loan, book)
}

/// The refund covers the debt: Eve has her money, long before the due day, and the rest is Alice's.
#[test]
fn a_refund_repays_the_debt_after_a_breach() {
	execute_with_checks(|| {
		let (series, loan, mut book) = breached_with(hundred_dollars);
		assert!(!is_loan(loan));
		book.repays(escrow(), eve(), &DOLLAR, 103_000_001, INTEREST_FEE);
		book.moves(escrow(), alice(), &DOLLAR, 40_550_097);
		book.moves(escrow(), alice(), &Asset::Native, SLASH);
		book.agrees("refunded");
		assert_eq!((owner(series, 0), lien(series, 0)), (Some(alice()), None));
	});
}

/// Dollars and DMC are collateral of a debt in coins. Alice repays, and they are hers.
#[test]
fn a_refund_is_collateral_of_a_debt_in_coins() {
	execute_with_checks(|| {
		let (series, loan, mut book) = breached_with(|due_day| coins(5_000_000, 250_001, due_day));
		book.moves(escrow(), loans(), &DOLLAR, REFUND);
		book.moves(escrow(), loans(), &Asset::Native, SLASH);
		book.agrees("kept");
		assert!(Positions::<Runtime>::get(series, 0).unwrap().refunded);
		assert_eq!(debt(series, 0), 5_250_001);
		// 250,001 × 0.05 = 12,500.05.
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		assert_emitted(Event::LoanClosed { loan, outcome: Outcome::Repaid });
		book.repays(alice(), eve(), &COIN, 5_250_001, 12_500);
		book.moves(loans(), alice(), &DOLLAR, REFUND);
		book.moves(loans(), alice(), &Asset::Native, SLASH);
		book.agrees("repaid");
	});
}

/// Alice does not repay: certificate and collateral are Eve's, whatever they are worth.
#[test]
fn a_lender_takes_what_was_refunded() {
	execute_with_checks(|| {
		let (series, loan, mut book) = breached_with(|due_day| coins(5_000_000, 250_001, due_day));
		book.moves(escrow(), loans(), &DOLLAR, REFUND);
		book.moves(escrow(), loans(), &Asset::Native, SLASH);
		book.agrees("kept");
		let due_day = due_now(loan);
		to_day(due_day + GRACE);
		assert_noop!(take(&eve(), loan), Error::<Runtime>::NotOverdue);
		next_day();
		assert_ok!(take(&eve(), loan));
		assert_emitted(Event::LoanClosed { loan, outcome: Outcome::Taken });
		book.moves(loans(), eve(), &DOLLAR, REFUND);
		book.moves(loans(), eve(), &Asset::Native, SLASH);
		book.agrees("taken");
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// The certificate is gone, thirty days after the end; what it left is collateral as before.
#[test]
fn collateral_outlives_its_certificate() {
	execute_with_checks(|| {
		let (series, loan, mut book) = breached_with(|due_day| coins(5_000_000, 0, due_day + 10));
		book.moves(escrow(), loans(), &DOLLAR, REFUND);
		book.moves(escrow(), loans(), &Asset::Native, SLASH);
		to_day(today() + 31);
		assert_ok!(retire(series, &[0]));
		assert_eq!(HashrateNft::record_of(series, 0), None);
		assert!(is_loan(loan));
		settled();
		book.agrees("burnt");
		assert_ok!(repay(&dave(), loan, 5_000_000));
		book.moves(dave(), eve(), &COIN, 5_000_000);
		book.moves(loans(), alice(), &DOLLAR, REFUND);
		book.moves(loans(), alice(), &Asset::Native, SLASH);
		book.agrees("repaid by a friend");
	});
}

/// Eve lends 150 dollars for 155, and a flood ends the series: a claim is approved, and its award paid. Both
/// holders were insured.
fn flooded(claim: fn(SeriesId) -> ClaimRequest) -> (SeriesId, u32, Book) {
	fund_dollars();
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	paid_out();
	let terms = dollars(150_000_000, 5_000_000, today() + 50);
	let loan = lent(&eve(), &alice(), series, 0, &terms);
	assert_ok!(declare_event(series));
	let mut book = Book::open();
	let claim = claim(series).approved();
	ended(series);
	award_paid_out(claim);
	settled();
	// The refund first: the principal is not even repaid, so no fee is due.
	book.moves(escrow(), eve(), &DOLLAR, REFUND);
	book.moves(escrow(), bob(), &DOLLAR, REFUND);
	(series, loan, book)
}

/// The refund repays most of the debt. The award is in DMC, and collateral until Alice repays the rest.
#[test]
fn an_award_in_dmc_is_collateral_of_the_rest() {
	execute_with_checks(|| {
		let (series, loan, mut book) = flooded(ClaimRequest::of);
		book.moves(insurance_pool(), loans(), &NATIVE, LOST);
		book.moves(insurance_pool(), bob(), &NATIVE, LOST);
		book.agrees("awarded");
		// 155,000,000 less 143,550,098.
		assert_eq!(debt(series, 0), 11_449_902);
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		book.repays(alice(), eve(), &DOLLAR, 11_449_902, 250_000);
		book.moves(loans(), alice(), &NATIVE, LOST);
		book.agrees("repaid");
	});
}

/// In dollars it repays the rest, and what is left of it is Alice's.
#[test]
fn an_award_in_dollars_repays_the_rest() {
	execute_with_checks(|| {
		let (series, loan, mut book) = flooded(ClaimRequest::in_dollars);
		// 58 days of 2,524,999 dollars for each.
		let share = 146_449_942;
		assert_eq!(share, 58 * DOLLARS_A_DAY);
		book.repays(insurance_pool(), eve(), &DOLLAR, 11_449_902, 250_000);
		book.moves(insurance_pool(), alice(), &DOLLAR, share - 11_449_902);
		book.moves(insurance_pool(), bob(), &DOLLAR, share);
		book.agrees("awarded");
		assert_eq!((is_loan(loan), lien(series, 0)), (false, None));
	});
}

/// Ten days of ten units, sold to Alice alone: a fee of 250,002, instalments of 2,475,010 and a remainder
/// of 3.
fn ten_days() -> SeriesId {
	let plan = Plan { term: 10, ..Plan::default() };
	let series = plan.on_sale_at(25_000_105);
	assert_ok!(buy(&alice(), series, &[0], 25_000_105));
	series
}

/// Ferdie pays all ten days of Alice's certificate, the last one with `last`; it ends, and is burnt by
/// itself.
fn ends_with(series: SeriesId, last: Balance) {
	pays(series, &[DAILY; 9]);
	pays(series, &[last]);
	settled();
	assert_eq!(HashrateNft::record_of(series, 0), None, "the certificate is not retired");
}

/// Alice had the income and never repaid. Eve did not act either: she gets the remainder, and the rest of the
/// debt is lost.
#[test]
fn an_ended_certificate_is_worth_what_is_left_of_its_deposit() {
	execute_with_checks(|| {
		let series = ten_days();
		let loan = lent(&eve(), &alice(), series, 0, &dollars(10_000_000, 500_000, today() + 2));
		let before = [alice(), eve()].map(|who| [DOLLAR, COIN].map(|asset| balance(&who, &asset)));
		pays(series, &[DAILY; 10]);
		while is_loan(loan) {
			next_block();
		}
		let outcome = Outcome::Lost { missing: 10_499_997 };
		assert_emitted_in_last_block(Event::LoanClosed { loan, outcome });
		let after = [alice(), eve()].map(|who| [DOLLAR, COIN].map(|asset| balance(&who, &asset)));
		assert_eq!(after[0], [before[0][0], before[0][1] + 10 * DAILY]);
		assert_eq!(after[1], [before[1][0] + 3, before[1][1]]);
		assert_noop!(repay(&alice(), loan, 1), Error::<Runtime>::UnknownLoan);
	});
}

/// The last day paid nothing: its instalment is withheld and a tenth of the pledge slashed. The dollars
/// repay a part of the debt, and the DMC are collateral of what is left, until Alice repays.
#[test]
fn what_was_withheld_repays_and_what_was_slashed_is_collateral() {
	execute_with_checks(|| {
		let series = ten_days();
		let loan = lent(&eve(), &alice(), series, 0, &dollars(10_000_000, 500_000, today() + 6));
		let of = |who: AccountId| [DOLLAR, Asset::Native].map(|asset| balance(&who, &asset));
		let before = [alice(), eve(), loans()].map(of);
		ends_with(series, 0);
		let after = [alice(), eve(), loans()].map(of);
		assert_eq!(after[0], before[0]);
		assert_eq!(after[1], [before[1][0] + 2_475_013, before[1][1]]);
		assert_eq!(after[2], [before[2][0], before[2][1] + DMC]);
		assert!(is_loan(loan));
		// 10,500,000 less 2,475,013; half a million of it is interest.
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		let last = [alice(), eve(), loans()].map(of);
		assert_eq!(last[0], [before[0][0] - 8_024_987, before[0][1] + DMC]);
		assert_eq!(last[1], [before[1][0] + 10_500_000 - 25_000, before[1][1]]);
		assert_eq!(last[2], before[2]);
		assert!(!is_loan(loan));
	});
}

/// The same of a debt in coins, of which nothing is repaid: both are Eve's after the days of grace.
#[test]
fn a_debt_in_coins_is_secured_beyond_the_end_of_the_certificate() {
	execute_with_checks(|| {
		let series = ten_days();
		let due_day = today() + 6;
		let loan = lent(&eve(), &alice(), series, 0, &coins(3_000_000, 1, due_day));
		let of = |who: AccountId| [DOLLAR, Asset::Native].map(|asset| balance(&who, &asset));
		let before = [alice(), eve(), loans()].map(of);
		ends_with(series, 0);
		let kept = of(loans());
		assert_eq!(kept, [before[2][0] + 2_475_013, before[2][1] + DMC]);
		assert!(today() > due_day + GRACE);
		let gone = auction_off(&eve(), loan, 1, 20);
		assert_eq!(gone, Err(Error::<Runtime>::CertificateGone.into()));
		assert_ok!(take(&eve(), loan));
		assert_eq!(of(eve()), [before[1][0] + 2_475_013, before[1][1] + DMC]);
		assert_eq!([of(alice()), of(loans())], [before[0], before[2]]);
	});
}

/// Income of the last days repays before the certificate is burnt, in the same payout.
#[test]
fn the_last_income_repays_before_the_end() {
	execute_with_checks(|| {
		let series = ten_days();
		let terms = self_repaying(5_500_000, 100_000, today() + 6);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		let before = [alice(), eve()].map(|who| [DOLLAR, COIN].map(|asset| balance(&who, &asset)));
		ends_with(series, DAILY);
		// Ten days of 500,000: 600,000 are missing, and 3 base units of a dollar are kept.
		assert!(is_loan(loan));
		assert_ok!(take(&eve(), loan));
		let after = [alice(), eve()].map(|who| [DOLLAR, COIN].map(|asset| balance(&who, &asset)));
		assert_eq!(after[0], before[0]);
		assert_eq!(after[1], [before[1][0] + 3, before[1][1] + 5_000_000]);
	});
}
