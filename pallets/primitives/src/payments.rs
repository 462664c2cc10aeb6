//! Payments: the amount that a user keeps, and payments that may fail without stopping anybody,
//! because a sum that cannot be paid becomes a credit.

use crate::{backing::Sums, Asset, Balance};
use frame_support::{storage::with_storage_layer, traits::tokens::Preservation};
use sp_runtime::{DispatchError, DispatchResult};

/// Preservation of a user's account when an amount is charged: in DMC the account stays alive, in
/// other assets the last unit may go.
pub fn preservation(asset: &Asset) -> Preservation {
	match asset {
		Asset::Native => Preservation::Preserve,
		Asset::WithId(_) => Preservation::Expendable,
	}
}

/// Do something whose failure must not stop the caller: what it did is undone, and its error
/// returned for the caller to continue. Errors by itself if calls are nested so deep that nothing
/// can be tried, so that nobody makes a payment or a sale fail by nesting.
pub fn try_alone<R>(
	act: impl FnOnce() -> Result<R, DispatchError>,
) -> Result<Result<R, DispatchError>, DispatchError> {
	match with_storage_layer(act) {
		Err(DispatchError::Transactional(error)) => Err(error.into()),
		tried => Ok(tried),
	}
}

/// Credits → pallets with custody: payments that become credits if the payee cannot take them. The
/// money of a credit stays in the account of its custodian until it is paid.
pub trait PayOrCredit<AccountId> {
	/// Pay `amount` of `asset` out of the custodian's account, together with the credit that the payee
	/// has there; otherwise, if the payee cannot take it (its account is blocked, or would stay below
	/// the existential deposit), add it to the credit. Errors only if the sum overflows, or as
	/// [`try_alone`] does.
	fn pay_or_credit(
		custodian: &AccountId,
		asset: &Asset,
		who: &AccountId,
		amount: Balance,
	) -> DispatchResult;
	/// Add `amount` of `asset`, which is in the custodian's account, to the credit of `who`.
	fn credit(
		custodian: &AccountId,
		asset: &Asset,
		who: &AccountId,
		amount: Balance,
	) -> DispatchResult;
	/// Sums of the credits whose money is in the custodian's account, by asset.
	fn credits_at(custodian: &AccountId) -> Sums;
}
