//! Liens: of a payment for a certificate that secures a debt, a part goes to the creditor, and the rest
//! to the owner. Both are paid together or not at all; but an owner that cannot take the rest never holds
//! up the creditor.

use crate::{holders::HeldItem, Config, Pallet};
use dmex_primitives::{
	try_alone, Asset, Balance, ItemId, LienShare, PayOrCredit, Proceeds, Secured, SeriesId,
};
use frame_support::traits::tokens::Preservation::Expendable;
use sp_runtime::{traits::EnsureSub, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Pay income of a certificate out of the income account. What its owner cannot take is its credit if
	/// another part is the lien's; otherwise the payment fails.
	pub(crate) fn pay_income_of(
		series: SeriesId,
		item: ItemId,
		asset: &Asset,
		owner: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let income = Self::income_account();
		match Self::pay_lien(&income, series, item, Proceeds::Income, asset, amount)? {
			Some(rest) => Self::pay_or_credit_income(asset, owner, rest),
			None => Self::pay_from_income(asset, owner, amount),
		}
	}

	/// Pay income of a certificate that has a lien out of the income account. What its owner cannot take is
	/// its credit.
	pub(crate) fn pay_or_credit_income_of(
		series: SeriesId,
		item: ItemId,
		asset: &Asset,
		owner: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let income = Self::income_account();
		let rest = Self::pay_lien(&income, series, item, Proceeds::Income, asset, amount)?;
		Self::pay_or_credit_income(asset, owner, rest.unwrap_or(amount))
	}

	/// Pay money that takes a certificate's place out of escrow; `secured` is whether the certificate has a
	/// lien. What its owner cannot take is its credit.
	pub(crate) fn pay_capital(
		series: SeriesId,
		held: &HeldItem<T::AccountId>,
		secured: bool,
		asset: &Asset,
		amount: Balance,
	) -> DispatchResult {
		let mut rest = amount;
		if secured {
			let escrow = Self::escrow_account();
			let paid =
				Self::pay_lien(&escrow, series, held.item, Proceeds::Capital, asset, amount)?;
			rest = paid.unwrap_or(amount);
		}
		Self::pay_or_credit(asset, &held.owner, rest)
	}

	/// Pay the part of `amount` that is a lien's to its creditor, out of `from`. Returns the rest; `None`
	/// if no part is a lien's. The books of the loan say that it is paid: it is, or this fails.
	fn pay_lien(
		from: &T::AccountId,
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<Balance>, DispatchError> {
		let share = T::Certificates::divide(series, item, kind, asset, amount)?;
		let Some(LienShare { creditor, amount: part }) = share else { return Ok(None) };
		Self::transfer(asset, from, &creditor, part, Expendable)?;
		Ok(Some(amount.ensure_sub(part)?))
	}

	/// Pay income, or move it to the escrow account as a credit of the holder. Fails if the asset
	/// moves for nobody.
	pub(crate) fn pay_or_credit_income(
		asset: &Asset,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		if try_alone(|| Self::pay_from_income(asset, who, amount))?.is_ok() {
			return Ok(());
		}
		let escrow = Self::escrow_account();
		Self::pay_from_income(asset, &escrow, amount)?;
		T::Credits::credit(&escrow, asset, who, amount)
	}
}
