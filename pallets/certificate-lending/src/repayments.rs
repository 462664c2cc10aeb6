//! Repayments, by anyone, and what the lender gets of them.

use crate::{loan::Repayment, types::LoanRecord, Config, Error, Event, Pallet};
use dmex_primitives::{try_alone, Balance, Liens, LoanId, ProtocolFees};
use frame_support::ensure;
use sp_runtime::{traits::EnsureAddAssign, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Repay the debt of a loan, or `amount` of it. Returns the number of amounts of collateral that were
	/// settled, if the loan was.
	pub(crate) fn do_repay(
		who: T::AccountId,
		id: LoanId,
		amount: Balance,
	) -> Result<Option<u32>, DispatchError> {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let (loan, _) = Self::funded(id)?;
		let settled = Self::settle(id, loan)?;
		let Some(mut loan) = settled.open else { return Ok(settled.amounts) };
		let amount = amount.min(loan.debt()?);
		Self::charge(&loan.terms.asset, &who, &Self::account(), amount)?;
		T::Certificates::reduce(loan.series, loan.item, amount)?;
		Self::book(id, &mut loan, amount)?;
		let finished = Self::finish(id, loan, false)?;
		Ok(finished.amounts.or(settled.amounts))
	}

	/// Book a repayment whose money is in the pallet's account: charge the fee, and pay the lender. A fee
	/// that cannot be charged stays due, and meanwhile its amount is the lender's.
	pub(crate) fn book(id: LoanId, loan: &mut LoanRecord<T>, amount: Balance) -> DispatchResult {
		let Repayment { fee, mut lender } = loan.repay(amount)?;
		let (asset, account) = (&loan.terms.asset, Self::account());
		let charge = || {
			let shares = T::Fees::split().divide(asset, fee);
			T::Fees::charge(&account, asset, shares)
		};
		let fee = match fee > 0 && try_alone(charge)?.is_err() {
			true => {
				lender.ensure_add_assign(fee)?;
				0
			},
			false => fee,
		};
		loan.fee_paid.ensure_add_assign(fee)?;
		let funding = loan.funding.as_ref().ok_or(Error::<T>::NotFunded)?;
		Self::pay(asset, &funding.lender, lender)?;
		let debt = loan.debt()?;
		Self::deposit_event(Event::LoanRepaid { loan: id, amount, debt, fee });
		Ok(())
	}
}
