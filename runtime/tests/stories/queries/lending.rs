//! Answers about loans: what a certificate owes, which loans can be had, and who has which.

use crate::{insurance_steps::ended, lending_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{LoanId, SeriesId};
use dmex_runtime::queries;
use dmex_runtime_api::*;
use pallet_certificate_lending::CollateralAmount;
use sp_runtime::FixedU128;

fn info(loan: LoanId) -> LoanInfo {
	queries::loan(loan).unwrap()
}

fn lien_of(series: SeriesId, item: u32) -> Option<LienInfo> {
	queries::certificate(series, item).unwrap().lien
}

/// A request, a loan, a part repaid, the days after its due day, an auction, and its end.
#[test]
fn a_loan_follows_its_life() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 5;
		let loan = requested(&alice(), series, 0, &hundred_dollars(due_day));
		let asked = info(loan);
		assert_eq!((asked.loan, asked.series, asked.item), (loan, series, 0));
		assert_eq!((asked.borrower, asked.lender, asked.funded_on), (alice(), None, None));
		assert_eq!((asked.asset, asked.principal, asked.interest), (DOLLAR, PRINCIPAL, INTEREST));
		assert_eq!((asked.debt, asked.due_day, asked.deadline), (103_000_001, due_day, None));
		// Locked for a loan that nobody has given yet, it owes nothing.
		let certificate = queries::certificate(series, 0).unwrap();
		assert_eq!((certificate.lock, certificate.lien), (Some(LockKind::Collateral), None));
		assert_ok!(fund(&eve(), loan));
		assert_ok!(repay(&alice(), loan, 3_000_001));
		let lent = info(loan);
		assert_eq!((lent.lender, lent.funded_on), (Some(eve()), Some(today())));
		assert_eq!((lent.repaid, lent.debt), (3_000_001, PRINCIPAL));
		assert_eq!((lent.deadline, lent.overdue), (Some(due_day + GRACE), false));
		let lien = LienInfo { loan, asset: DOLLAR, debt: PRINCIPAL, due_day, self_repaying: false };
		assert_eq!(lien_of(series, 0), Some(lien));

		to_day(due_day + GRACE);
		assert!(!info(loan).overdue);
		next_day();
		assert!(info(loan).overdue);
		let auction = auctioned_off(&eve(), loan, PRINCIPAL);
		let certificate = queries::certificate(series, 0).unwrap();
		assert_eq!(
			(certificate.lock, certificate.auction),
			(Some(LockKind::Auctioned), Some(auction))
		);
		assert_eq!((info(loan).auction, info(loan).sold), (Some(auction), false));
		assert!(certificate.lien.is_some());
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		assert!(queries::loan(loan).is_none());
		assert_eq!(lien_of(series, 0), None);
		assert!(queries::loan(loan + 1).is_none());
	});
}

/// What was paid and is not in the books counts; so do freezes, and what is collateral beside the certificate.
#[test]
fn a_loan_is_told_as_it_is_now() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 30;
		let loan = lent(&eve(), &alice(), series, 0, &self_repaying(9_000_000, 0, due_day));
		pays(series, &[EXPECTED]);
		assert_ok!(claim_income(series, &[0]));
		assert_eq!((info(loan).repaid, info(loan).debt), (DAILY, 9_000_000 - DAILY));
		assert_ok!(declare_event(series));
		to_day(today() + 4);
		assert_eq!(info(loan).due_day, due_day + 4);
		assert_eq!(lien_of(series, 0).unwrap().due_day, due_day + 4);
		assert_eq!(info(loan).collateral, []);
		ended(series);
		settled();
		let kept = CollateralAmount { asset: DOLLAR, amount: DEPOSIT - INSTALMENT };
		assert_eq!(info(loan).collateral, [kept]);
	});
}

/// Requests first, then offers; what cannot be had is not shown, and a filter shows what meets it.
#[test]
fn loans_that_can_be_had_come_page_by_page() {
	execute_with_checks(|| {
		let series = mine();
		let other = mine_of_dave();
		let day = today();
		let cheap = dollars(200_000_000, 2_000_000, day + 20);
		let dear = coins(1_000_000, 100_000, day + 20);
		let [first, second] = [(alice(), 0, &cheap), (bob(), 1, &dear)]
			.map(|(who, item, terms)| requested(&who, series, item, terms));
		let third = requested(&charlie(), other, 0, &cheap);
		let offers =
			[(series, &cheap), (other, &dear)].map(|(id, terms)| loan_offered(&eve(), id, terms));
		let ids = |filter: LoansFilter| {
			let page = queries::loans(filter, None, 100);
			assert_eq!(page.cursor, None);
			let mut requests: Vec<_> = page.requests.iter().map(|each| each.loan).collect();
			let mut offers: Vec<_> = page.offers.iter().map(|each| each.offer).collect();
			requests.sort_unstable();
			offers.sort_unstable();
			(requests, offers)
		};
		let all = LoansFilter::default;
		assert_eq!(ids(all()), (vec![first, second, third], offers.to_vec()));
		let of_series = LoansFilter { series: Some(series), ..all() };
		assert_eq!(ids(of_series), (vec![first, second], vec![offers[0]]));
		let of_offers = LoansFilter { kind: Some(LoanKind::Offer), ..all() };
		assert_eq!(ids(of_offers), (vec![], offers.to_vec()));
		let of_requests = LoansFilter { kind: Some(LoanKind::Request), ..all() };
		assert_eq!(ids(of_requests), (vec![first, second, third], vec![]));
		let in_coins = LoansFilter { asset: Some(COIN), ..all() };
		assert_eq!(ids(in_coins), (vec![second], vec![offers[1]]));
		let large = LoansFilter { min_principal: Some(200_000_000), ..all() };
		assert_eq!(ids(large), (vec![first, third], vec![offers[0]]));
		let percent = |rate| LoansFilter {
			max_interest: Some(FixedU128::from_rational(rate, 1_000)),
			..all()
		};
		assert_eq!(ids(percent(10)), (vec![first, third], vec![offers[0]]));
		assert_eq!(ids(percent(9)), (vec![], vec![]));

		// One by one, each once.
		let (mut seen, mut cursor) = (0, None);
		loop {
			let page = queries::loans(all(), cursor, 1);
			assert_eq!(page.requests.len() + page.offers.len(), 1);
			seen += 1;
			cursor = page.cursor;
			if cursor.is_none() {
				break;
			}
		}
		assert_eq!(seen, 5);

		assert_ok!(fund(&eve(), first));
		assert_ok!(cancel_loan_offer(&eve(), offers[0]));
		assert_ok!(declare_event(series));
		assert_eq!(ids(all()), (vec![third], vec![offers[1]]));
		// Nobody funds after the due day, nor takes what has expired.
		to_day(day + 10);
		assert_eq!(ids(all()), (vec![third], vec![]));
		to_day(day + 20);
		assert_eq!(ids(all()), (vec![], vec![]));
	});
}

/// Certificates of Dave, of which Charlie holds the first.
fn mine_of_dave() -> SeriesId {
	let series = Plan { miner: dave(), ..sixty_days() }.on_sale_at(PRICE);
	assert_ok!(buy(&charlie(), series, &[0], PRICE));
	series
}

/// Borrower and lender have a loan on their pages, the lender its offers, and everybody's money is told.
#[test]
fn portfolios_and_solvency_tell_of_loans() {
	execute_with_checks(|| {
		let series = mine();
		let terms = hundred_dollars(today() + 20);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		let asked = requested(&bob(), series, 1, &terms);
		let offer = loan_offered(&eve(), series, &terms);
		let ids = |who| {
			let page = queries::portfolio(who, None, 100);
			let loans: Vec<_> = page.loans.iter().map(|loan| loan.loan).collect();
			let offers: Vec<_> = page.loan_offers.iter().map(|offer| offer.offer).collect();
			(page.certificates.len(), loans, offers)
		};
		assert_eq!(ids(alice()), (1, vec![loan], vec![]));
		assert_eq!(ids(bob()), (1, vec![asked], vec![]));
		assert_eq!(ids(eve()), (0, vec![loan], vec![offer]));
		let held = queries::portfolio(alice(), None, 100).certificates.remove(0);
		assert_eq!(held.lien.map(|lien| lien.debt), Some(PRINCIPAL + INTEREST));

		let lending = |asset: Asset| {
			let solvency = queries::solvency().unwrap();
			assert!(solvency.holds);
			let mut accounts = solvency.lending.into_iter();
			accounts.find(|each| each.backing.asset == asset).map_or(0, |each| each.backing.due)
		};
		assert_eq!(lending(DOLLAR), PRINCIPAL);
		assert_eq!(lending(Asset::Native), loan_offer_deposit());
		// Paid for a loan and not in the books: nobody's debt.
		block_asset(DOLLARS, eve());
		assert_ok!(repay(&alice(), loan, 1_000_000));
		assert_eq!(lending(DOLLAR), PRINCIPAL + 1_000_000);
		// One entry on each page.
		let (mut pages, mut cursor) = (0, None);
		loop {
			let page = queries::portfolio(eve(), cursor, 1);
			assert_eq!(page.loans.len() + page.loan_offers.len(), 1);
			pages += 1;
			cursor = page.cursor;
			if cursor.is_none() {
				break;
			}
		}
		assert_eq!(pages, 2);
	});
}
