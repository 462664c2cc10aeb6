//! The assets of a custodian against its liabilities.

use crate::{Asset, Balance};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, Encode};
use frame_support::traits::fungibles::Inspect;
use scale_info::TypeInfo;

/// Sums of money by asset, in base units.
pub type Sums = BTreeMap<Asset, Balance>;

/// The assets of a pallet's account in one asset against its liabilities.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub struct Backing {
	/// The asset; the amounts are in its base units.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// Amount that the account holds.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub held: Balance,
	/// Amount that it must hold for others.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub due: Balance,
}

impl Backing {
	/// Whether the account holds enough.
	pub fn holds(&self) -> bool {
		self.held >= self.due
	}

	/// The backing by `who` of these liabilities.
	pub fn of<AccountId, Assets>(who: &AccountId, due: Sums) -> Vec<Self>
	where
		Assets: Inspect<AccountId, AssetId = Asset, Balance = Balance>,
	{
		due.into_iter()
			.map(|(asset, due)| Self { held: Assets::balance(asset.clone(), who), asset, due })
			.collect()
	}
}

/// Add to the sum of an asset; `None` if it overflows.
pub fn add(sums: &mut Sums, asset: Asset, amount: Balance) -> Option<()> {
	let sum = sums.entry(asset).or_default();
	*sum = sum.checked_add(amount)?;
	Some(())
}
