//! The answers about loans: what a certificate owes, and what is asked for and offered.

use crate::{LoanOfferView, LoanView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{Asset, Balance, Day, LoanId, OfferId, SeriesId};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// A loan, or the request for one.
pub type LoanInfo = LoanView<AccountId32>;

/// An offer of a loan for any certificate of a series.
pub type LoanOfferInfo = LoanOfferView<AccountId32>;

/// The debt that a certificate secures.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct LienInfo {
	/// Loan that the certificate secures.
	pub loan: LoanId,
	/// Asset of the debt.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Debt that is not repaid, in base units of its asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub debt: Balance,
	/// Last day on which repaying it is in time, moved by the freezes of the series until today.
	pub due_day: Day,
	/// Whether the certificate's income repays the debt.
	pub self_repaying: bool,
}

/// A filter of `loans`: what meets all conditions that are given is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct LoansFilter {
	/// Series of the certificates.
	pub series: Option<SeriesId>,
	/// Asset of the loan.
	#[cfg_attr(feature = "std", serde(with = "json::optional_asset"))]
	pub asset: Option<Asset>,
	/// Requests of borrowers or offers of lenders.
	pub kind: Option<LoanKind>,
	/// Minimum principal, in base units of the asset of the loan.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub min_principal: Option<Balance>,
	/// Maximum interest of the whole loan, as a part of its principal.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub max_interest: Option<FixedU128>,
}

/// Who asks whom for a loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum LoanKind {
	/// Request of a holder for one certificate: anybody may fund it.
	Request,
	/// Offer of a lender for any certificate of a series: a holder may take it.
	Offer,
}

/// Where a page of `loans` ended, for the next call with the same filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum LoansCursor {
	/// Series and id of the last request that was visited.
	Request(SeriesId, LoanId),
	/// Series and id of the last offer that was visited.
	Offer(SeriesId, OfferId),
}

/// A page of the loans that can be had now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct LoansPage {
	/// Requests that `CertificateLending.fund` would fund now, in no order.
	pub requests: Vec<LoanInfo>,
	/// Offers that `CertificateLending.take_loan` would accept for some certificate now, which come after
	/// all requests, in no order.
	pub offers: Vec<LoanOfferInfo>,
	/// Cursor for the next page; `None` if this is the last. A page may be short, or empty, and yet
	/// not be the last.
	pub cursor: Option<LoansCursor>,
}
