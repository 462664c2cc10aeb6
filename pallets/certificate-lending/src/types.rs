//! Records of loans, requests and offers.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Asset, AuctionId, Balance, Day, ItemId, SeriesId, MAX_COLLATERAL_ASSETS};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// An offer of a loan. Ids count from 0 and are never reused.
pub type LoanOfferId = u32;

/// Amounts that a loan keeps as collateral, each of another asset.
pub type Collateral = BoundedVec<(Asset, Balance), ConstU32<MAX_COLLATERAL_ASSETS>>;

/// A loan or a request, with the accounts of a runtime.
pub type LoanRecord<T> = Loan<<T as frame_system::Config>::AccountId>;

/// An offer, with the accounts of a runtime.
pub type OfferRecord<T> = LoanOffer<<T as frame_system::Config>::AccountId>;

/// What borrower and lender agree on. It never changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LoanTerms {
	/// Asset of principal and interest: the payment asset or the reward asset of the series.
	pub asset: Asset,
	/// Amount that the borrower gets, in base units of the asset.
	pub principal: Balance,
	/// Amount that is owed beside the principal, in base units of the asset, whenever it is repaid.
	pub interest: Balance,
	/// Day on which the debt is due, before freezes of the series defer it.
	pub due_day: Day,
	/// Whether the income of the certificate repays the debt.
	pub self_repaying: bool,
}

/// What became fixed when a loan was funded.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Funding<AccountId> {
	/// Account that lent the principal.
	pub lender: AccountId,
	/// Day on which it did.
	pub funded_on: Day,
	/// Number of days for which the series had been frozen until then.
	pub frozen_days: u32,
	/// Number of days after the due day on which the loan cannot be foreclosed.
	pub grace_days: u32,
	/// Fee on the interest that is repaid, as a part of it.
	pub fee: Permill,
	/// Last day of the certificate.
	pub end: Day,
}

/// A loan, or the request for one.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Loan<AccountId> {
	/// Series of the certificate.
	pub series: SeriesId,
	/// Certificate that secures the loan.
	pub item: ItemId,
	/// Account that owes the debt, and owns the certificate.
	pub borrower: AccountId,
	/// Terms of the loan.
	pub terms: LoanTerms,
	/// How it was funded; `None` if it is a request.
	pub funding: Option<Funding<AccountId>>,
	/// Part of principal and interest that is repaid, in base units of their asset.
	pub repaid: Balance,
	/// Fee that was charged on it, in base units of the same asset.
	pub fee_paid: Balance,
	/// Money that took the certificate's place.
	pub collateral: Collateral,
	/// The last auction by which the loan was foreclosed.
	pub auction: Option<AuctionId>,
}

/// An offer to lend against any certificate of a series. Its money is in the pallet's account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LoanOffer<AccountId> {
	/// Account that lends.
	pub lender: AccountId,
	/// Series of the certificate.
	pub series: SeriesId,
	/// Terms of the loan.
	pub terms: LoanTerms,
	/// Earliest last day that the certificate may have.
	pub min_end_day: Day,
	/// First day on which the offer can no longer be taken.
	pub expires_on: Day,
	/// Deposit for the record in base units of DMC, which is returned with its end.
	pub deposit: Balance,
}

/// Way in which a lender forecloses a loan.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Foreclosure {
	/// The lender takes the certificate, and whatever else is collateral, for the debt.
	#[codec(index = 0)]
	Take,
	/// The certificate is auctioned, and its price repays the debt.
	#[codec(index = 1)]
	Auction {
		/// Minimum bid, in base units of the series' payment asset.
		reserve: Balance,
		/// Number of blocks in which the auction takes bids.
		duration_blocks: u32,
	},
}

/// How a loan ended.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Outcome {
	/// The whole debt was repaid.
	#[codec(index = 0)]
	Repaid,
	/// The lender took the collateral for the debt.
	#[codec(index = 1)]
	Taken,
	/// The certificate was sold in a foreclosure, and the price did not repay the whole debt.
	#[codec(index = 2)]
	Sold {
		/// Part of the debt that was not repaid, in base units of its asset.
		missing: Balance,
	},
	/// The certificate is gone, and nothing is left to repay the debt.
	#[codec(index = 3)]
	Lost {
		/// Part of the debt that was not repaid, in base units of its asset.
		missing: Balance,
	},
}

/// An offer among all of them: the first to expire first, then the oldest. Numbers are written with the
/// most significant byte first, because keys are visited in the order of their bytes.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ByExpiry {
	/// First day on which it can no longer be taken, big-endian.
	expires_on: [u8; 4],
	/// Its id, big-endian.
	offer: [u8; 4],
}

impl ByExpiry {
	/// The key of an offer.
	pub fn of(expires_on: Day, offer: LoanOfferId) -> Self {
		Self { expires_on: expires_on.to_be_bytes(), offer: offer.to_be_bytes() }
	}

	/// First day on which the offer can no longer be taken.
	pub fn expires_on(&self) -> Day {
		Day::from_be_bytes(self.expires_on)
	}

	/// The offer.
	pub fn offer(&self) -> LoanOfferId {
		LoanOfferId::from_be_bytes(self.offer)
	}
}
