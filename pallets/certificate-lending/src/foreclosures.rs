//! What a lender does with a loan that was not repaid in time.

use crate::{
	types::{Foreclosure, Loan, LoanRecord, Outcome},
	Config, Error, Event, Loans, Pallet,
};
use dmex_primitives::{
	Balance, CertificateView, Clock, Foreclosures, Liens, LoanId, Lock, Locks, SoldCertificates,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Foreclose a loan, by its lender. Returns the number of amounts of collateral that were settled, if
	/// the loan was.
	pub(crate) fn do_foreclose(
		who: T::AccountId,
		id: LoanId,
		how: Foreclosure,
	) -> Result<Option<u32>, DispatchError> {
		let (loan, lender) = Self::funded(id)?;
		ensure!(lender == who, Error::<T>::NotLender);
		let frozen_days = T::Escrow::frozen_days(loan.series);
		ensure!(loan.is_overdue(T::Clock::today(), frozen_days), Error::<T>::NotOverdue);
		let settled = Self::settle(id, loan)?;
		let Some(loan) = settled.open else { return Ok(settled.amounts) };
		let lock = Self::certificate_of(&loan).and_then(|held| held.lock);
		ensure!(!matches!(lock, Some(Lock::Auctioned(_))), Error::<T>::InAuction);
		match how {
			Foreclosure::Take => Self::take(id, loan, lender),
			Foreclosure::Auction { reserve, duration_blocks } => {
				Self::auction(id, loan, reserve, duration_blocks)?;
				Ok(settled.amounts)
			},
		}
	}

	/// The lender takes the certificate and all other collateral; the borrower gets the income first,
	/// unless it repays the debt.
	fn take(
		id: LoanId,
		loan: LoanRecord<T>,
		lender: T::AccountId,
	) -> Result<Option<u32>, DispatchError> {
		let (series, item) = (loan.series, loan.item);
		let exists = Self::certificate_of(&loan).is_some();
		let loan = match exists {
			true => {
				T::Escrow::pay_income(series, &[item])?;
				let settled = Self::settle(id, loan)?;
				let Some(loan) = settled.open else { return Ok(settled.amounts) };
				loan
			},
			false => loan,
		};
		T::Certificates::release(series, item)?;
		if exists {
			T::Certificates::transfer(series, item, &lender)?;
		}
		let debt = loan.debt()?;
		Self::deposit_event(Event::LoanForeclosed { loan: id, series, item, lender, debt });
		Self::close(id, loan, Outcome::Taken).map(Some)
	}

	/// The certificate is auctioned in the name of the borrower.
	fn auction(
		id: LoanId,
		mut loan: LoanRecord<T>,
		reserve: Balance,
		duration_blocks: u32,
	) -> DispatchResult {
		ensure!(Self::certificate_of(&loan).is_some(), Error::<T>::CertificateGone);
		let Loan { series, item, .. } = loan;
		let terms = T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?;
		ensure!(loan.terms.asset == terms.payment_asset, Error::<T>::NotPaymentAsset);
		let auction = T::Market::foreclose(series, item, id, reserve, duration_blocks)?;
		loan.auction = Some(auction);
		Loans::<T>::insert(id, &loan);
		let debt = loan.debt()?;
		Self::deposit_event(Event::ForeclosureStarted { loan: id, auction, debt });
		Ok(())
	}
}
