//! What an account holds, against what it must hold for others.

use crate::{Asset, Balance};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::traits::fungibles::Inspect;

/// Sums of money by asset, in base units.
pub type Sums = BTreeMap<Asset, Balance>;

/// What an account of a pallet holds in one asset, and what it must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage {
	/// The asset; the amounts are in its base units.
	pub asset: Asset,
	/// What the account holds.
	pub held: Balance,
	/// What it must hold for others.
	pub due: Balance,
}

impl Coverage {
	/// Whether the account holds what it must.
	pub fn holds(&self) -> bool {
		self.held >= self.due
	}

	/// What `who` holds of each asset of which something is due.
	pub fn of<AccountId, Assets>(who: &AccountId, due: Sums) -> Vec<Self>
	where
		Assets: Inspect<AccountId, AssetId = Asset, Balance = Balance>,
	{
		due.into_iter()
			.map(|(asset, due)| Self { held: Assets::balance(asset.clone(), who), asset, due })
			.collect()
	}
}

/// Add to the sum of an asset; nothing if it overflows.
pub fn add(sums: &mut Sums, asset: Asset, amount: Balance) -> Option<()> {
	let sum = sums.entry(asset).or_default();
	*sum = sum.checked_add(amount)?;
	Some(())
}
