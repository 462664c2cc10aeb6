//! The README's invariants, by number.

use crate::{
	types::{ByExpiry, LoanRecord, OfferRecord},
	Config, ExpiringOffers, Held, LoanOf, LoanOfferId, Loans, LoansOfBorrower, LoansOfLender,
	NextLoanId, NextOfferId, Offers, OffersOfLender, OffersOn, Pallet, RequestsOn, MAX_OFFER_DAYS,
};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{
	backing::{add, Sums},
	Asset, Backing, Clock, Lien, Liens, LoanId, Lock, PayOrCredit, Secured,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the README on the whole state.
	pub fn do_try_state() -> Check {
		let loans: Vec<_> = Loans::<T>::iter().collect();
		let offers: Vec<_> = Offers::<T>::iter().collect();
		for (id, loan) in &loans {
			Self::check_record(*id, loan)?;
			Self::check_lien(*id, loan)?;
		}
		Self::check_loans(&loans)?;
		for (id, offer) in &offers {
			Self::check_offer(*id, offer)?;
		}
		Self::check_offers(&offers)?;
		Self::check_money()
	}

	/// 1. Terms are sound, a loan is stored only while it has a debt, no fee is charged twice, and
	///    collateral is of different assets.
	fn check_record(id: LoanId, loan: &LoanRecord<T>) -> Check {
		ensure!(id < NextLoanId::<T>::get(), "lending 1: a loan with an id of the future");
		ensure!(loan.terms.principal > 0, "lending 1: a loan of nothing");
		let debt = loan.debt().map_err(|_| "lending 1: a debt that does not fit")?;
		ensure!(debt > 0, "lending 1: a loan without debt");
		let Some(funding) = &loan.funding else {
			let untouched = loan.repaid == 0 && loan.fee_paid == 0 && loan.collateral.is_empty();
			ensure!(untouched && loan.auction.is_none(), "lending 1: money for a request");
			return Ok(());
		};
		ensure!(funding.lender != loan.borrower, "lending 1: a loan to oneself");
		let fee = funding.fee_of(loan.terms.principal, loan.repaid);
		ensure!(loan.fee_paid <= fee, "lending 1: a fee that is too high");
		let assets: BTreeSet<_> = loan.collateral.iter().map(|(asset, _)| asset).collect();
		ensure!(assets.len() == loan.collateral.len(), "lending 1: collateral of one asset twice");
		let something = loan.collateral.iter().all(|(_, amount)| *amount > 0);
		ensure!(something, "lending 1: collateral of nothing");
		Ok(())
	}

	/// 2. The certificate of a loan has a lien for what of its debt is not repaid, and while it exists it is
	///    the borrower's and locked for the loan; unless it was sold or the debt is repaid, and only the
	///    books do not say so. A request has no lien.
	fn check_lien(id: LoanId, loan: &LoanRecord<T>) -> Check {
		let lien = T::Certificates::lien(loan.series, loan.item);
		if loan.funding.is_none() {
			ensure!(lien.is_none(), "lending 2: a lien for a request");
			return Ok(());
		}
		let proceeds = Self::proceeds(id);
		let now = loan.clone().with(&proceeds);
		let now = now.map_err(|_| "lending 2: proceeds that do not fit")?;
		let debt = now.debt().map_err(|_| "lending 2: proceeds that do not fit")?;
		if proceeds.sold || debt == 0 {
			ensure!(lien.is_none(), "lending 2: a lien without debt");
			return Ok(());
		}
		let expected = Lien {
			loan: id,
			creditor: Self::account(),
			asset: loan.terms.asset.clone(),
			debt,
			self_repaying: loan.terms.self_repaying,
		};
		ensure!(lien == Some(expected), "lending 2: a loan without its lien");
		if let Some(held) = Self::certificate_of(loan) {
			ensure!(held.owner == loan.borrower, "lending 2: collateral of another");
			let locked = matches!(held.lock, Some(Lock::Collateral | Lock::Auctioned(_)));
			ensure!(locked, "lending 2: collateral without lock");
		}
		Ok(())
	}

	/// 3. The loans by certificate, by borrower, by lender and, of requests, by series are the loans.
	fn check_loans(loans: &[(LoanId, LoanRecord<T>)]) -> Check {
		let of: BTreeSet<_> = LoanOf::<T>::iter().collect();
		let all: BTreeSet<_> =
			loans.iter().map(|(id, loan)| (loan.series, loan.item, *id)).collect();
		ensure!(of == all, "lending 3: the loans of certificates are others");
		let of: BTreeSet<_> = LoansOfBorrower::<T>::iter_keys().collect();
		let all: BTreeSet<_> =
			loans.iter().map(|(id, loan)| (loan.borrower.clone(), *id)).collect();
		ensure!(of == all, "lending 3: the loans of borrowers are others");
		let of: BTreeSet<_> = LoansOfLender::<T>::iter_keys().collect();
		let lender = |(id, loan): &(LoanId, LoanRecord<T>)| {
			loan.funding.as_ref().map(|funding| (funding.lender.clone(), *id))
		};
		let all: BTreeSet<_> = loans.iter().filter_map(lender).collect();
		ensure!(of == all, "lending 3: the loans of lenders are others");
		let of: BTreeSet<_> = RequestsOn::<T>::iter_keys().collect();
		let requests = loans.iter().filter(|(_, loan)| loan.funding.is_none());
		let all: BTreeSet<_> = requests.map(|(id, loan)| (loan.series, *id)).collect();
		ensure!(of == all, "lending 3: the requests of series are others");
		Ok(())
	}

	/// 4. Offers are of something, and expire in time.
	fn check_offer(id: LoanOfferId, offer: &OfferRecord<T>) -> Check {
		ensure!(id < NextOfferId::<T>::get(), "lending 4: an offer with an id of the future");
		ensure!(offer.terms.principal > 0, "lending 4: an offer of nothing");
		ensure!(offer.terms.total().is_ok(), "lending 4: a debt that does not fit");
		let latest = T::Clock::today().saturating_add(MAX_OFFER_DAYS).min(offer.terms.due_day);
		ensure!(offer.expires_on <= latest, "lending 4: an offer that expires too late");
		Ok(())
	}

	/// 4. The offers by series, by lender and by expiry are the offers.
	fn check_offers(offers: &[(LoanOfferId, OfferRecord<T>)]) -> Check {
		let of: BTreeSet<_> = OffersOn::<T>::iter_keys().collect();
		let all: BTreeSet<_> = offers.iter().map(|(id, offer)| (offer.series, *id)).collect();
		ensure!(of == all, "lending 4: the offers of series are others");
		let of: BTreeSet<_> = OffersOfLender::<T>::iter_keys().collect();
		let all: BTreeSet<_> =
			offers.iter().map(|(id, offer)| (offer.lender.clone(), *id)).collect();
		ensure!(of == all, "lending 4: the offers of lenders are others");
		let of: BTreeSet<_> = ExpiringOffers::<T>::iter_keys().collect();
		let all: BTreeSet<_> =
			offers.iter().map(|(id, offer)| ByExpiry::of(offer.expires_on, *id)).collect();
		ensure!(of == all, "lending 4: the offers that expire are others");
		Ok(())
	}

	/// 5. The totals are the sums of offers, deposits and collateral. The pallet's account holds them, its
	///    credits, and all proceeds that are not in the books, which are those of loans.
	fn check_money() -> Check {
		let sums = Self::sums().ok_or("lending 5: a sum overflows")?;
		let held: Sums = Held::<T>::iter().collect();
		ensure!(sums == held, "lending 5: the totals are not the sums of offers and collateral");
		let mut due = held;
		for (asset, amount) in T::Credits::credits_at(&Self::account()) {
			add(&mut due, asset, amount).ok_or("lending 5: a sum overflows")?;
		}
		let mut next = T::Certificates::next_paid(None);
		while let Some(id) = next {
			let loan = Loans::<T>::get(id).filter(|loan| loan.funding.is_some());
			let loan = loan.ok_or("lending 5: proceeds without loan")?;
			let proceeds = Self::proceeds(id);
			let paid = (loan.terms.asset, proceeds.paid);
			for (asset, amount) in proceeds.collateral.into_iter().chain([paid]) {
				add(&mut due, asset, amount).ok_or("lending 5: a sum overflows")?;
			}
			next = T::Certificates::next_paid(next);
		}
		let backing = Backing::of::<_, T::Assets>(&Self::account(), due);
		ensure!(backing.iter().all(Backing::holds), "lending 5: money is missing");
		Ok(())
	}

	/// The sums of offers, their deposits and collateral by asset, without those that are zero.
	fn sums() -> Option<Sums> {
		let mut sums = Sums::new();
		for offer in Offers::<T>::iter_values() {
			add(&mut sums, offer.terms.asset, offer.terms.principal)?;
			add(&mut sums, Asset::Native, offer.deposit)?;
		}
		for loan in Loans::<T>::iter_values() {
			for (asset, amount) in loan.collateral {
				add(&mut sums, asset, amount)?;
			}
		}
		sums.retain(|_, sum| *sum > 0);
		Some(sums)
	}
}
