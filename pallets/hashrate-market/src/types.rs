//! What is stored about a sale.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day, FeeSplit};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// [`Listing`] with the accounts of the runtime.
pub type ListingOf<T> = Listing<<T as frame_system::Config>::AccountId>;

/// One certificate for sale at a fixed price, on the terms that were in force when it was listed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId> {
	/// Who listed it, and owns it as long as it is locked.
	pub seller: AccountId,
	/// Base units of the series' payment asset, fee included.
	pub price: Balance,
	/// The first day on which it can no longer be bought.
	pub expires: Day,
	/// The trading fee, as a part of the price, fixed when it was listed.
	pub rate: Permill,
	/// How the fee will be divided, fixed when it was listed.
	pub split: FeeSplit,
}

impl<AccountId> Listing<AccountId> {
	/// Whether it can no longer be bought on `today`.
	pub fn expired(&self, today: Day) -> bool {
		today >= self.expires
	}
}
