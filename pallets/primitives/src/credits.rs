//! Payments: what a user keeps, and those that may fail without stopping anybody, because what cannot
//! be paid is kept as a credit.

use crate::{Asset, Balance};
use frame_support::{
	storage::{with_storage_layer, StorageDoubleMap},
	traits::{fungibles::Mutate, tokens::Preservation},
};
use sp_runtime::{traits::Zero, ArithmeticError, DispatchError};

/// How an amount is taken from a user: in DMC the user's account stays alive, in other assets the
/// last unit may go.
pub fn preservation(asset: &Asset) -> Preservation {
	match asset {
		Asset::Native => Preservation::Preserve,
		Asset::WithId(_) => Preservation::Expendable,
	}
}

/// What became of a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Payout {
	/// It was made, together with a credit of so much (zero if there was none).
	Paid {
		/// The credit that is paid with it, in base units of the asset.
		credit: Balance,
	},
	/// It was not: its amount was added to the payee's credit.
	Credited,
}

/// Do something whose failure must not stop the caller: what it did is undone, and its error
/// returned for the caller to go on. Errors by itself when calls are nested so deep that nothing can
/// be tried, so that nobody makes a payment or a sale fail by nesting.
pub fn try_alone<R>(
	act: impl FnOnce() -> Result<R, DispatchError>,
) -> Result<Result<R, DispatchError>, DispatchError> {
	match with_storage_layer(act) {
		Err(DispatchError::Transactional(error)) => Err(error.into()),
		tried => Ok(tried),
	}
}

/// Pay `amount` of `asset` from a pallet's account `from`, together with the payee's credit if
/// there is one; or, when the payee cannot take it (its account is blocked, or would stay below the
/// existential deposit), add it to the credit. Errors only when the sum does not fit, or as
/// [`try_alone`] does.
pub fn pay_or_credit<AccountId, Assets, Credits>(
	asset: &Asset,
	from: &AccountId,
	who: &AccountId,
	amount: Balance,
) -> Result<Payout, DispatchError>
where
	AccountId: codec::FullCodec + Eq,
	Assets: Mutate<AccountId, AssetId = Asset, Balance = Balance>,
	Credits: StorageDoubleMap<AccountId, Asset, Balance, Query = Balance>,
{
	let credit = Credits::get(who, asset);
	let total = credit.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
	if total.is_zero() {
		return Ok(Payout::Paid { credit });
	}
	let transfer = || Assets::transfer(asset.clone(), from, who, total, Preservation::Expendable);
	if try_alone(transfer)?.is_err() {
		Credits::insert(who, asset, total);
		return Ok(Payout::Credited);
	}
	Credits::remove(who, asset);
	Ok(Payout::Paid { credit })
}
