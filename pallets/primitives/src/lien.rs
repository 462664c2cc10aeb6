//! Liens: what a certificate owes to a loan, and the traits by which lending, staking and the pallets
//! that pay money for certificates meet.

use crate::{Asset, AuctionId, Balance, Day, ItemId, SeriesId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// A loan, or the request for one. Ids count from 0 and are never reused.
pub type LoanId = u32;

/// Maximum number of assets that one loan holds as collateral beside its certificate: the payment
/// asset, DMC, and one for each of the 16 awards of a series.
pub const MAX_COLLATERAL_ASSETS: u32 = 18;

/// The debt that a certificate secures.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Lien<AccountId> {
	/// The loan.
	pub loan: LoanId,
	/// The account that takes money for the loan: that of the lending pallet.
	pub creditor: AccountId,
	/// Asset of the debt.
	pub asset: Asset,
	/// Debt that is not repaid, in base units of its asset.
	pub debt: Balance,
	/// Whether the certificate's income repays the debt.
	pub self_repaying: bool,
}

/// Kind of a payment for a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proceeds {
	/// Income of days: the holder's, unless the loan is self-repaying and its debt is in the same
	/// asset.
	Income,
	/// Money that takes the certificate's place: refund, slashed pledge, what was withheld, remainder,
	/// award. In the debt's asset it repays the debt, and the rest is the holder's; in another asset
	/// all of it is collateral of the loan.
	Capital,
}

/// The part of a payment that goes to a loan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LienShare<AccountId> {
	/// The account that takes it.
	pub creditor: AccountId,
	/// Amount, in base units of the payment's asset; never more than the payment.
	pub amount: Balance,
}

/// Money that was paid for a loan, and that lending has not taken into its books.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct LienProceeds {
	/// Amount that repaid the debt, in base units of the debt's asset.
	pub paid: Balance,
	/// Whether the certificate was sold to repay the debt, so that the lien is gone.
	pub sold: bool,
	/// Amounts of other assets that are collateral, in base units.
	pub collateral: BoundedVec<(Asset, Balance), ConstU32<MAX_COLLATERAL_ASSETS>>,
}

/// Certificates → escrow, insurance, market: what a payment for a certificate owes to its lien.
///
/// In each method the caller pays the share to its creditor's account in the same storage layer, and
/// the rest to whoever was to get the whole.
pub trait Secured<AccountId> {
	/// The part of a payment of `amount` of `asset` that is the lien's; `None` if nothing is. Notes
	/// it in the lien and in its proceeds. A lien whose debt is repaid is gone, and its certificate
	/// is unlocked unless it is in an auction.
	fn divide(
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<AccountId>>, DispatchError>;
	/// The certificate is sold for `amount`, in base units of the debt's asset, to repay its debt: as
	/// [`Secured::divide`] of capital, but the lien is gone even if debt is left. `None` if the
	/// certificate has no lien.
	fn discharge(
		series: SeriesId,
		item: ItemId,
		amount: Balance,
	) -> Result<Option<LienShare<AccountId>>, DispatchError>;
	/// The lien of a certificate; `None` if it has none.
	fn lien(series: SeriesId, item: ItemId) -> Option<Lien<AccountId>>;
}

/// No certificate has a lien: for the tests of pallets that pay money for certificates.
impl<AccountId> Secured<AccountId> for () {
	fn divide(
		_: SeriesId,
		_: ItemId,
		_: Proceeds,
		_: &Asset,
		_: Balance,
	) -> Result<Option<LienShare<AccountId>>, DispatchError> {
		Ok(None)
	}
	fn discharge(
		_: SeriesId,
		_: ItemId,
		_: Balance,
	) -> Result<Option<LienShare<AccountId>>, DispatchError> {
		Ok(None)
	}
	fn lien(_: SeriesId, _: ItemId) -> Option<Lien<AccountId>> {
		None
	}
}

/// Certificates → lending: liens begin, fall and end.
pub trait Liens<AccountId>: Secured<AccountId> {
	/// Begin a lien on a sold certificate, which has the lock of collateral. Errors if it has another
	/// lock, or a lien.
	fn secure(series: SeriesId, item: ItemId, lien: Lien<AccountId>) -> DispatchResult;
	/// Reduce the debt of a lien by `amount`, which was repaid to lending itself. Errors if there is
	/// no lien, or it is less.
	fn reduce(series: SeriesId, item: ItemId, amount: Balance) -> DispatchResult;
	/// End a lien, whatever is left of its debt, and remove the lock of collateral. Does nothing to a
	/// certificate without lien, and keeps the lock of an auction.
	fn release(series: SeriesId, item: ItemId) -> DispatchResult;
	/// The loan after `after`, in the order of the storage, that has proceeds; the first one without.
	fn next_paid(after: Option<LoanId>) -> Option<LoanId>;
	/// The proceeds of a loan, which stay noted.
	fn proceeds(loan: LoanId) -> LienProceeds;
	/// Take the proceeds of a loan into the books: they are noted no more. `None` if there are none.
	fn take_proceeds(loan: LoanId) -> Option<LienProceeds>;
}

/// Escrow → lending, staking: certificates that were sold.
pub trait SoldCertificates {
	/// Last day of a sold certificate, both of its term and of its income; `None` if it was never
	/// sold, or is burnt.
	fn end_day(series: SeriesId, item: ItemId) -> Option<Day>;
	/// Number of days for which the series was frozen until today, all freezes together.
	fn frozen_days(series: SeriesId) -> u32;
	/// Pay the claimable income of certificates to their holders, before somebody else begins to earn
	/// it. What cannot be paid becomes a credit of the holder.
	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult;
}

/// Market → lending: auctions of certificates whose loans are in default.
pub trait Foreclosures<AccountId> {
	/// Auction the collateral of a loan in the name of its holder, from `reserve` base units of the
	/// payment asset upward, for this number of blocks. Its lock becomes that of the auction. Errors
	/// if the certificate may not be sold.
	fn foreclose(
		series: SeriesId,
		item: ItemId,
		loan: LoanId,
		reserve: Balance,
		duration_blocks: u32,
	) -> Result<AuctionId, DispatchError>;
	/// Cancel the auction of the certificate of a loan, and repay a bid: the debt was repaid. Does
	/// nothing if there is none any more.
	fn cancel(auction: AuctionId) -> DispatchResult;
}
