//! With which number the transactions of a new account begin.
//!
//! A transaction that is valid for ever would be valid again if its account disappeared and came
//! back with the number that it began with before: anybody could send it a second time.

use crate::{AccountId, Nonce, System};
use frame_support::{
	storage_alias,
	traits::{Get, OnKilledAccount},
};

/// Highest number that an account had reached when it disappeared, of those that were ahead of
/// their block's number.
#[storage_alias]
type HighestLost = StorageValue<Nonces, Nonce, frame_support::pallet_prelude::ValueQuery>;

/// The number of the block, or the highest one that an account took with it if that is greater: an
/// account that sends more transactions than there are blocks is ahead of the blocks. So no account
/// comes back with a number that it had used.
#[derive(Debug)]
pub struct FirstNonce;
impl Get<Nonce> for FirstNonce {
	fn get() -> Nonce {
		System::block_number().max(HighestLost::get())
	}
}

/// The account's record is still stored when this is called.
impl OnKilledAccount<AccountId> for FirstNonce {
	fn on_killed_account(who: &AccountId) {
		let reached = *System::account_nonce(who);
		if reached > Self::get() {
			HighestLost::put(reached);
		}
	}
}
