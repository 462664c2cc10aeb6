//! Readers for clients and tools. No call uses them.

use crate::{
	types::{Loan, LoanOffer, LoanTerms},
	Config, Held, LoanOfferId, Loans, Offers, Pallet,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	backing::add, Asset, AuctionId, Backing, Balance, Clock, Day, ItemId, LienProceeds, Liens,
	LoanId, Lock, PayOrCredit, SeriesId, SoldCertificates,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// An amount of money that secures a loan.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CollateralAmount {
	/// Asset of the money.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Amount, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub amount: Balance,
}

/// A loan or a request as it is now, with proceeds that are not in the books yet.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct LoanView<AccountId> {
	/// Id of the loan.
	pub loan: LoanId,
	/// Series of the certificate.
	pub series: SeriesId,
	/// Certificate in the series.
	pub item: ItemId,
	/// Account that owes the debt, or wants to borrow.
	pub borrower: AccountId,
	/// Account that lent the principal; `None` if it is a request.
	pub lender: Option<AccountId>,
	/// Asset of principal and interest.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Amount that the borrower gets, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub principal: Balance,
	/// Amount that it owes beside, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub interest: Balance,
	/// Whether the income of the certificate repays the debt.
	pub self_repaying: bool,
	/// Day on which it was funded; `None` if it is a request.
	pub funded_on: Option<Day>,
	/// Part of the debt that was repaid, in base units of its asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub repaid: Balance,
	/// Debt that is left; of a request what it would be.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub debt: Balance,
	/// Day on which the debt is due, deferred by the freezes of the series until now.
	pub due_day: Day,
	/// Last day on which it cannot be foreclosed; `None` if it is a request.
	pub deadline: Option<Day>,
	/// Whether it can be foreclosed today.
	pub overdue: bool,
	/// Whether its certificate was sold to repay the debt, so that the loan is about to be closed.
	pub sold: bool,
	/// The running auction of its certificate; `None` if there is none.
	pub auction: Option<AuctionId>,
	/// Money that took the certificate's place.
	pub collateral: Vec<CollateralAmount>,
}

/// An offer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct LoanOfferView<AccountId> {
	/// Id of the offer.
	pub offer: LoanOfferId,
	/// Account that lends.
	pub lender: AccountId,
	/// Series of the certificate.
	pub series: SeriesId,
	/// Asset of principal and interest.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Amount that a borrower gets, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub principal: Balance,
	/// Amount that it owes beside, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub interest: Balance,
	/// Day on which the debt is due.
	pub due_day: Day,
	/// Whether the income of the certificate repays the debt.
	pub self_repaying: bool,
	/// Earliest last day that the certificate may have.
	pub min_end_day: Day,
	/// First day on which the offer can no longer be taken.
	pub expires_on: Day,
	/// Deposit, in base units of DMC, which is returned with the end of the offer.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
}

impl<T: Config> Pallet<T> {
	/// A loan or a request as it is now: its record and its proceeds, days and freezes of its series, and
	/// the lock of its certificate.
	pub fn loan_view(id: LoanId) -> Option<LoanView<T::AccountId>> {
		let proceeds = Self::proceeds(id);
		let loan = Loans::<T>::get(id)?.with(&proceeds).ok()?;
		let debt = loan.debt().ok()?;
		let frozen_days = T::Escrow::frozen_days(loan.series);
		let overdue = loan.is_overdue(T::Clock::today(), frozen_days);
		let auction = Self::certificate_of(&loan).and_then(|held| match held.lock {
			// A certificate that was sold may be in an auction of its new holder.
			Some(Lock::Auctioned(auction)) => loan.auction.filter(|last| *last == auction),
			_ => None,
		});
		let Loan { series, item, borrower, terms, funding, repaid, collateral, .. } = loan;
		let LoanTerms { asset, principal, interest, due_day: agreed, self_repaying } = terms;
		let due_day =
			funding.as_ref().map_or(agreed, |funding| funding.due_day(agreed, frozen_days));
		let deadline = funding.as_ref().map(|funding| funding.deadline(agreed, frozen_days));
		let collateral = collateral.into_iter();
		Some(LoanView {
			loan: id,
			series,
			item,
			borrower,
			lender: funding.as_ref().map(|funding| funding.lender.clone()),
			asset,
			principal,
			interest,
			self_repaying,
			funded_on: funding.as_ref().map(|funding| funding.funded_on),
			repaid,
			debt,
			due_day,
			deadline,
			overdue,
			sold: proceeds.sold,
			auction,
			collateral: collateral
				.map(|(asset, amount)| CollateralAmount { asset, amount })
				.collect(),
		})
	}

	/// An offer: its record.
	pub fn offer_view(id: LoanOfferId) -> Option<LoanOfferView<T::AccountId>> {
		let LoanOffer { lender, series, terms, min_end_day, expires_on, deposit } =
			Offers::<T>::get(id)?;
		let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms;
		Some(LoanOfferView {
			offer: id,
			lender,
			series,
			asset,
			principal,
			interest,
			due_day,
			self_repaying,
			min_end_day,
			expires_on,
			deposit,
		})
	}

	/// Holdings of the pallet's account by asset, against the offers, deposits, collateral and credits in
	/// it: two storage reads and a balance for each asset. It also holds proceeds that are not in the
	/// books yet. `None` if a sum overflows.
	pub fn backing() -> Option<Vec<Backing>> {
		let mut due = T::Credits::credits_at(&Self::account());
		for (asset, held) in Held::<T>::iter() {
			add(&mut due, asset, held)?;
		}
		Some(Backing::of::<_, T::Assets>(&Self::account(), due))
	}

	/// Proceeds of a loan that are not in the books yet.
	pub(crate) fn proceeds(id: LoanId) -> LienProceeds {
		T::Certificates::proceeds(id)
	}
}
