//! Requests for loans, and how a loan begins.

use crate::{
	types::{Funding, Loan, LoanRecord, LoanTerms},
	Config, Error, Event, LoanOf, Loans, LoansOfBorrower, LoansOfLender, NextLoanId, Pallet,
	RequestsOn,
};
use dmex_primitives::{
	Clock, Day, ItemId, Lien, Liens, LoanId, Lock, Locks, SeriesId, SoldCertificates,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::EnsureAdd, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Request a loan against a certificate, and lock it.
	pub(crate) fn do_request_loan(
		borrower: T::AccountId,
		series: SeriesId,
		item: ItemId,
		terms: LoanTerms,
	) -> DispatchResult {
		let series_terms = Self::ensure_open(series)?;
		Self::ensure_terms(&series_terms, &terms)?;
		Self::ensure_own(&borrower, series, item)?;
		Self::ensure_due_before_end(series, item, terms.due_day)?;

		let (loan, _) = Self::open(borrower.clone(), series, item, terms.clone())?;
		RequestsOn::<T>::insert(series, loan, ());
		let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms;
		Self::deposit_event(Event::LoanRequested {
			loan,
			series,
			item,
			borrower,
			asset,
			principal,
			interest,
			due_day,
			self_repaying,
		});
		Ok(())
	}

	/// Store a loan that is not funded, and lock its certificate.
	pub(crate) fn open(
		borrower: T::AccountId,
		series: SeriesId,
		item: ItemId,
		terms: LoanTerms,
	) -> Result<(LoanId, LoanRecord<T>), DispatchError> {
		Self::make_room(series, item)?;
		T::Certificates::lock(series, item, Lock::Collateral)?;
		// A certificate that could be locked has none.
		ensure!(!LoanOf::<T>::contains_key(series, item), Error::<T>::AlreadyFunded);
		let id = NextLoanId::<T>::get();
		NextLoanId::<T>::put(id.ensure_add(1)?);
		LoanOf::<T>::insert(series, item, id);
		LoansOfBorrower::<T>::insert(&borrower, id, ());
		let loan = Loan {
			series,
			item,
			borrower,
			terms,
			funding: None,
			repaid: 0,
			fee_paid: 0,
			collateral: Default::default(),
			auction: None,
		};
		Loans::<T>::insert(id, &loan);
		Ok((id, loan))
	}

	/// Cancel a request, by its borrower or, once nobody can fund it any more, by anyone.
	pub(crate) fn do_cancel_request(who: T::AccountId, id: LoanId) -> DispatchResult {
		let loan = Self::request(id)?;
		ensure!(loan.borrower == who || Self::is_void(&loan), Error::<T>::StillValid);
		Self::end_request(id, loan, Some(who))
	}

	/// Remove a request, and unlock its certificate if it still is locked for it.
	pub(crate) fn end_request(
		id: LoanId,
		loan: LoanRecord<T>,
		who: Option<T::AccountId>,
	) -> DispatchResult {
		if Self::is_locked_for(&loan) {
			T::Certificates::unlock(loan.series, loan.item, Lock::Collateral)?;
		}
		Self::remove(id, &loan);
		let Loan { series, item, borrower, .. } = loan;
		RequestsOn::<T>::remove(series, id);
		Self::deposit_event(Event::RequestCancelled { loan: id, series, item, borrower, who });
		Ok(())
	}

	/// Fund a request: the borrower gets the income of its certificate, and the principal.
	pub(crate) fn do_fund(lender: T::AccountId, id: LoanId) -> DispatchResult {
		let loan = Self::request(id)?;
		ensure!(loan.borrower != lender, Error::<T>::OwnLoan);
		let (series, item) = (loan.series, loan.item);
		let series_terms = Self::ensure_open(series)?;
		ensure!(Self::is_locked_for(&loan), Error::<T>::CertificateGone);
		Self::ensure_terms(&series_terms, &loan.terms)?;
		let end = Self::ensure_due_before_end(series, item, loan.terms.due_day)?;

		T::Escrow::pay_income(series, &[item])?;
		Self::charge(&loan.terms.asset, &lender, &loan.borrower, loan.terms.principal)?;
		RequestsOn::<T>::remove(series, id);
		Self::begin(id, loan, lender, end)
	}

	/// Begin a loan, whose principal was paid: its certificate, which ends on `end`, secures the debt.
	pub(crate) fn begin(
		id: LoanId,
		mut loan: LoanRecord<T>,
		lender: T::AccountId,
		end: Day,
	) -> DispatchResult {
		let (series, item) = (loan.series, loan.item);
		let lien = Lien {
			loan: id,
			creditor: Self::account(),
			asset: loan.terms.asset.clone(),
			debt: loan.debt()?,
			self_repaying: loan.terms.self_repaying,
		};
		T::Certificates::secure(series, item, lien)?;
		LoansOfLender::<T>::insert(&lender, id, ());
		loan.funding = Some(Funding {
			lender: lender.clone(),
			funded_on: T::Clock::today(),
			frozen_days: T::Escrow::frozen_days(series),
			grace_days: T::GraceDays::get(),
			fee: T::InterestFee::get(),
			end,
		});
		Loans::<T>::insert(id, &loan);
		let Loan { borrower, terms, .. } = loan;
		let LoanTerms { asset, principal, interest, due_day, .. } = terms;
		Self::deposit_event(Event::LoanFunded {
			loan: id,
			series,
			item,
			borrower,
			lender,
			asset,
			principal,
			interest,
			due_day,
		});
		Ok(())
	}

	/// Remove a loan or request, but not its place among the requests of its series.
	pub(crate) fn remove(id: LoanId, loan: &LoanRecord<T>) {
		Loans::<T>::remove(id);
		LoanOf::<T>::remove(loan.series, loan.item);
		LoansOfBorrower::<T>::remove(&loan.borrower, id);
		if let Some(funding) = &loan.funding {
			LoansOfLender::<T>::remove(&funding.lender, id);
		}
	}
}
