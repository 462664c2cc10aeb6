//! Comparison of chain and model: loans, their liens, and what is offered.

use super::{
	chain::{who, ASSETS},
	compare::{same, Check},
	compare_market::each,
	naive::{Amounts, Balance, Funding, Loan, LoanOffer, LoanTerms, Unbooked, World},
};
use crate::world::{AccountId, Asset, HashrateNft, Runtime};
use dmex_primitives::Secured;
use dmex_runtime::CertificateLending;
use pallet_certificate_lending::{Held, LoanOf, Loans, NextLoanId, NextOfferId, Offers};
use pallet_hashrate_nft::{LienProceeds, Liens};
use std::collections::BTreeMap;

/// What the account of loans holds for others, by asset.
pub fn held(world: &World) -> Check {
	for asset in ASSETS {
		let offers = world.loan_offers.values();
		let principals = offers.clone().filter(|offer| offer.terms.asset == asset);
		let mut sum: Balance = principals.map(|offer| offer.terms.principal).sum();
		if asset == Asset::Native {
			sum += offers.map(|offer| offer.deposit).sum::<Balance>();
		}
		let collateral = world.loans.values().filter_map(|loan| loan.collateral.get(&asset));
		sum += collateral.sum::<Balance>();
		same(|| format!("{asset:?} held by lending"), Held::<Runtime>::get(&asset), sum)?;
	}
	Ok(())
}

/// Loans, requests and offers.
pub fn loans(world: &World) -> Check {
	let stored =
		Loans::<Runtime>::iter().map(|(id, stored)| (id as usize, loan(world, id, stored)));
	each("loan", stored.collect(), &world.loans)?;
	let offers = Offers::<Runtime>::iter().map(|(id, stored)| (id as usize, offer(stored)));
	each("offer of a loan", offers.collect(), &world.loan_offers)?;
	let next = (NextLoanId::<Runtime>::get() as usize, NextOfferId::<Runtime>::get() as usize);
	same(|| "next ids".into(), next, (world.next_loan, world.next_loan_offer))?;
	let secured = world.loans.values().filter(|loan| loan.secured).count();
	same(|| "liens".into(), Liens::<Runtime>::iter_keys().count(), secured)?;
	let unbooked = LienProceeds::<Runtime>::iter_keys().count();
	same(|| "loans with proceeds".into(), unbooked, world.unbooked_loans().len())?;
	world.loans.keys().try_for_each(|id| view(world, *id))
}

fn amounts(stored: impl IntoIterator<Item = (Asset, Balance)>) -> Amounts {
	stored.into_iter().collect()
}

fn terms(stored: pallet_certificate_lending::LoanTerms) -> LoanTerms {
	let pallet_certificate_lending::LoanTerms {
		asset,
		principal,
		interest,
		due_day,
		self_repaying,
	} = stored;
	LoanTerms { asset, principal, interest, due_day, self_repaying }
}

/// A loan in the model's words. The single repayments, of which the chain keeps the sum, are the model's.
fn loan(world: &World, id: u32, stored: pallet_certificate_lending::Loan<AccountId>) -> Loan {
	let known = world.loans.get(&(id as usize));
	let repayments = match known {
		Some(known) if known.repaid() == stored.repaid => known.repayments.clone(),
		_ => vec![stored.repaid],
	};
	let funding = stored.funding.map(|funding| Funding {
		lender: who(&funding.lender),
		on: funding.funded_on,
		frozen: funding.frozen_days,
		grace: funding.grace_days,
		fee: funding.fee.deconstruct(),
		end: funding.end,
	});
	let unbooked = LienProceeds::<Runtime>::get(id).map(|proceeds| Unbooked {
		paid: proceeds.paid,
		sold: proceeds.sold,
		collateral: amounts(proceeds.collateral),
	});
	let lien = HashrateNft::lien(stored.series, stored.item);
	Loan {
		series: stored.series as usize,
		item: stored.item,
		borrower: who(&stored.borrower),
		terms: terms(stored.terms),
		funding,
		repayments,
		fee_paid: stored.fee_paid,
		collateral: amounts(stored.collateral),
		auction: stored.auction.map(|auction| auction as usize),
		secured: lien.is_some_and(|lien| lien.loan == id),
		unbooked,
	}
}

fn offer(stored: pallet_certificate_lending::LoanOffer<AccountId>) -> LoanOffer {
	LoanOffer {
		lender: who(&stored.lender),
		series: stored.series as usize,
		terms: terms(stored.terms),
		min_end: stored.min_end_day,
		expires_on: stored.expires_on,
		deposit: stored.deposit,
	}
}

/// Debt, days and default of a loan.
fn view(world: &World, id: usize) -> Check {
	let loan = &world.loans[&id];
	let place = LoanOf::<Runtime>::get(loan.series as u32, loan.item);
	same(|| format!("loan of the certificate of {id}"), place, Some(id as u32))?;
	let view = CertificateLending::loan_view(id as u32).ok_or("no view of a loan")?;
	same(|| format!("debt of loan {id}"), view.debt, loan.debt())?;
	let frozen = world.days_frozen(loan.series);
	let deadline = loan.deadline(frozen);
	let days = (view.due_day, view.deadline);
	same(|| format!("days of loan {id}"), days, (loan.due_day(frozen), deadline))?;
	let overdue = deadline.is_some_and(|day| day < world.today());
	same(|| format!("whether loan {id} is overdue"), view.overdue, overdue)?;
	let collateral: BTreeMap<_, _> =
		view.collateral.into_iter().map(|amount| (amount.asset, amount.amount)).collect();
	let mut all = loan.collateral.clone();
	let unbooked = loan.unbooked.iter().flat_map(|unbooked| unbooked.collateral.clone());
	unbooked.for_each(|(asset, amount)| *all.entry(asset).or_default() += amount);
	same(|| format!("collateral of loan {id}"), collateral, all)?;
	let lien = HashrateNft::lien(loan.series as u32, loan.item).filter(|_| loan.secured);
	let found = lien.map(|lien| (lien.asset, lien.debt, lien.self_repaying));
	let terms = &loan.terms;
	let expected = loan.secured.then(|| (terms.asset.clone(), loan.debt(), terms.self_repaying));
	same(|| format!("lien of loan {id}"), found, expected)
}
