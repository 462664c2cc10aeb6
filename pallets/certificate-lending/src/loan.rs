//! The rules of a loan: debt, days, fee, and how it ends. Pure: no storage, no `Config`.

use crate::types::{Funding, Loan, LoanTerms, Outcome};
use dmex_primitives::{Asset, Balance, Day, LienProceeds};
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, EnsureSub},
	ArithmeticError,
};

impl LoanTerms {
	/// Principal and interest. Errors if the sum does not fit.
	pub fn total(&self) -> Result<Balance, ArithmeticError> {
		self.principal.ensure_add(self.interest)
	}
}

impl<AccountId> Funding<AccountId> {
	/// The day on which a debt is due that was agreed for `due_day`, if the series has been frozen for
	/// `frozen_days` until now: later by each day for which it was frozen since the funding, but never
	/// after the certificate's last day.
	pub fn due_day(&self, due_day: Day, frozen_days: u32) -> Day {
		let deferred = frozen_days.saturating_sub(self.frozen_days);
		due_day.saturating_add(deferred).min(self.end)
	}

	/// The last day on which the loan cannot be foreclosed.
	pub fn deadline(&self, due_day: Day, frozen_days: u32) -> Day {
		self.due_day(due_day, frozen_days).saturating_add(self.grace_days)
	}

	/// The fee on all that was repaid: a part of what exceeds the principal, which is repaid first.
	pub fn fee_of(&self, principal: Balance, repaid: Balance) -> Balance {
		self.fee.mul_floor(repaid.saturating_sub(principal))
	}
}

/// Division of a repayment: the two parts sum to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Repayment {
	/// Protocol fee.
	pub fee: Balance,
	/// Part of the lender.
	pub lender: Balance,
}

impl<AccountId> Loan<AccountId> {
	/// The part of principal and interest that is not repaid, in base units of their asset.
	pub fn debt(&self) -> Result<Balance, ArithmeticError> {
		self.terms.total()?.ensure_sub(self.repaid)
	}

	/// Whether the loan can be foreclosed today: it is funded, and its deadline is over.
	pub fn is_overdue(&self, today: Day, frozen_days: u32) -> bool {
		let deadline = |funding: &Funding<_>| funding.deadline(self.terms.due_day, frozen_days);
		self.funding.as_ref().is_some_and(|funding| today > deadline(funding))
	}

	/// Note a repayment, and divide it. The fee is that of all repayments together less what was charged
	/// before, so that it does not depend on their number; charging it is noted by `fee_paid`.
	pub fn repay(&mut self, amount: Balance) -> Result<Repayment, ArithmeticError> {
		// The debt bounds it.
		self.debt()?.ensure_sub(amount)?;
		self.repaid.ensure_add_assign(amount)?;
		let all = |funding: &Funding<_>| funding.fee_of(self.terms.principal, self.repaid);
		let due = self.funding.as_ref().map_or(0, all).saturating_sub(self.fee_paid);
		let fee = due.min(amount);
		Ok(Repayment { fee, lender: amount.ensure_sub(fee)? })
	}

	/// Add to the collateral. Errors if the sum does not fit, or there are too many assets.
	pub fn keep(&mut self, asset: &Asset, amount: Balance) -> Result<(), ArithmeticError> {
		match self.collateral.iter_mut().find(|(known, _)| known == asset) {
			Some((_, sum)) => sum.ensure_add_assign(amount),
			None => {
				let kept = self.collateral.try_push((asset.clone(), amount));
				kept.map_err(|_| ArithmeticError::Overflow)
			},
		}
	}

	/// How the loan ends, if it does: its debt is repaid, its certificate was `sold` to repay it, or the
	/// certificate no longer `exists` and nothing else is collateral.
	pub fn outcome(&self, sold: bool, exists: bool) -> Result<Option<Outcome>, ArithmeticError> {
		Ok(match self.debt()? {
			0 => Some(Outcome::Repaid),
			missing if sold => Some(Outcome::Sold { missing }),
			missing if !exists && self.collateral.is_empty() => Some(Outcome::Lost { missing }),
			_ => None,
		})
	}

	/// The loan as it is once these proceeds are in the books.
	pub fn with(mut self, proceeds: &LienProceeds) -> Result<Self, ArithmeticError> {
		self.repay(proceeds.paid)?;
		for (asset, amount) in &proceeds.collateral {
			self.keep(asset, *amount)?;
		}
		Ok(self)
	}
}

impl Outcome {
	/// Whether the collateral is the borrower's; otherwise it is the lender's.
	pub fn frees_collateral(&self) -> bool {
		matches!(self, Self::Repaid)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use dmex_primitives::MAX_COLLATERAL_ASSETS;
	use proptest::prelude::*;
	use sp_core::U256;
	use sp_runtime::Permill;

	const MILLION: u32 = 1_000_000;

	/// Due on day 60 with 3 days of grace, of a certificate that ends on day 70; when it was funded, its
	/// series had been frozen for 5 days.
	fn loan(principal: Balance, interest: Balance, fee: Permill) -> Loan<u64> {
		let terms = LoanTerms {
			asset: Asset::WithId(1),
			principal,
			interest,
			due_day: 60,
			self_repaying: false,
		};
		let funding =
			Funding { lender: 2, funded_on: 10, frozen_days: 5, grace_days: 3, fee, end: 70 };
		Loan {
			series: 0,
			item: 0,
			borrower: 1,
			terms,
			funding: Some(funding),
			repaid: 0,
			fee_paid: 0,
			collateral: Default::default(),
			auction: None,
		}
	}

	fn percent(percent: u32) -> Permill {
		Permill::from_percent(percent)
	}

	#[test]
	fn total_says_when_it_does_not_fit() {
		assert_eq!(loan(Balance::MAX - 1, 1, percent(5)).terms.total(), Ok(Balance::MAX));
		let too_much = loan(Balance::MAX, 1, percent(5)).terms;
		assert_eq!(too_much.total(), Err(ArithmeticError::Overflow));
	}

	#[test]
	fn freezes_since_the_funding_defer_the_due_day_to_the_end_at_most() {
		let funding = loan(100, 10, percent(5)).funding.unwrap();
		for (frozen_days, due, deadline) in
			[(4, 60, 63), (5, 60, 63), (6, 61, 64), (15, 70, 73), (16, 70, 73), (u32::MAX, 70, 73)]
		{
			assert_eq!(funding.due_day(60, frozen_days), due);
			assert_eq!(funding.deadline(60, frozen_days), deadline);
		}
	}

	#[test]
	fn overdue_begins_after_the_deadline() {
		let loan = loan(100, 10, percent(5));
		assert!(!loan.is_overdue(63, 5));
		assert!(loan.is_overdue(64, 5));
		assert!(!loan.is_overdue(64, 6));
		let request = Loan { funding: None, ..loan };
		assert!(!request.is_overdue(Day::MAX, 5));
	}

	#[test]
	fn principal_is_repaid_first_and_without_fee() {
		let mut loan = loan(100, 40, percent(10));
		assert_eq!(loan.repay(100), Ok(Repayment { fee: 0, lender: 100 }));
		assert_eq!(loan.repay(40), Ok(Repayment { fee: 4, lender: 36 }));
		assert_eq!(loan.debt(), Ok(0));
	}

	#[test]
	fn no_more_than_the_debt_is_repaid() {
		let mut loan = loan(100, 10, percent(10));
		assert_eq!(loan.repay(111), Err(ArithmeticError::Underflow));
		assert!(loan.repay(110).is_ok());
		assert_eq!(loan.repay(1), Err(ArithmeticError::Underflow));
	}

	/// A fee that could not be charged is charged with the next repayment, but never more than it.
	#[test]
	fn fee_that_was_not_charged_stays_due() {
		let mut loan = loan(100, 40, percent(50));
		assert_eq!(loan.repay(138).map(|part| part.fee), Ok(19));
		assert_eq!(loan.repay(1), Ok(Repayment { fee: 1, lender: 0 }));
		loan.fee_paid = 1;
		assert_eq!(loan.repay(1), Ok(Repayment { fee: 1, lender: 0 }));
	}

	#[test]
	fn collateral_is_one_sum_for_each_asset() {
		let mut loan = loan(100, 10, percent(5));
		for (asset, amount) in [(7, 1), (8, 2), (7, 3)] {
			assert_eq!(loan.keep(&Asset::WithId(asset), amount), Ok(()));
		}
		assert_eq!(loan.collateral.to_vec(), [(Asset::WithId(7), 4), (Asset::WithId(8), 2)]);
		let kept = loan.keep(&Asset::WithId(7), Balance::MAX);
		assert_eq!(kept, Err(ArithmeticError::Overflow));
		for asset in 10..8 + MAX_COLLATERAL_ASSETS {
			assert_eq!(loan.keep(&Asset::WithId(asset), 1), Ok(()));
		}
		assert_eq!(loan.keep(&Asset::Native, 1), Err(ArithmeticError::Overflow));
	}

	#[test]
	fn ends_when_it_is_repaid_sold_or_lost() {
		let owing = loan(100, 10, percent(5));
		assert_eq!(owing.outcome(false, true), Ok(None));
		assert_eq!(owing.outcome(true, true), Ok(Some(Outcome::Sold { missing: 110 })));
		assert_eq!(owing.outcome(true, false), Ok(Some(Outcome::Sold { missing: 110 })));
		assert_eq!(owing.outcome(false, false), Ok(Some(Outcome::Lost { missing: 110 })));
		let mut secured = owing.clone();
		secured.keep(&Asset::Native, 1).unwrap();
		assert_eq!(secured.outcome(false, false), Ok(None));
		let mut repaid = secured;
		repaid.repay(110).unwrap();
		for (sold, exists) in [(false, false), (false, true), (true, false), (true, true)] {
			assert_eq!(repaid.outcome(sold, exists), Ok(Some(Outcome::Repaid)));
		}
	}

	proptest! {
		/// However a debt is repaid, the fees are those of a single repayment, and nothing is lost between
		/// fee and lender.
		#[test]
		fn fee_does_not_depend_on_the_number_of_repayments(
			principal in 1..=Balance::MAX / 2,
			interest in 0..=Balance::MAX / 2,
			parts in 0..=MILLION,
			cuts in prop::collection::vec(0..=MILLION, 0..20),
		) {
			let rate = Permill::from_parts(parts);
			let mut loan = loan(principal, interest, rate);
			let total = principal + interest;
			let mut to_lender = 0;
			for cut in cuts {
				let amount = Permill::from_parts(cut).mul_floor(loan.debt().unwrap());
				let part = loan.repay(amount).unwrap();
				prop_assert_eq!(part.fee + part.lender, amount);
				loan.fee_paid += part.fee;
				to_lender += part.lender;
			}
			let rest = loan.debt().unwrap();
			let last = loan.repay(rest).unwrap();
			loan.fee_paid += last.fee;
			to_lender += last.lender;
			let exact = U256::from(interest) * U256::from(parts) / U256::from(MILLION);
			prop_assert_eq!(U256::from(loan.fee_paid), exact);
			prop_assert_eq!(loan.fee_paid + to_lender, total);
		}

		/// The due day falls neither before what was agreed nor after the certificate's end.
		#[test]
		fn due_day_stays_within_the_term(agreed in 0..=70u32, frozen_days: u32) {
			let funding = loan(100, 10, percent(5)).funding.unwrap();
			let due = funding.due_day(agreed, frozen_days);
			prop_assert!(due >= agreed && due <= funding.end);
		}
	}
}
