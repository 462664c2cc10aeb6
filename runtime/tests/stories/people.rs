//! Who appears in the stories.

pub use sp_keyring::Sr25519Keyring;

use dmex_runtime::{configs::governance::TreasuryAccount, constants::pallet_ids, AccountId};
use sp_runtime::traits::AccountIdConversion;

macro_rules! people {
	($($name:ident = $key:ident),*) => {
		$(pub fn $name() -> AccountId { Sr25519Keyring::$key.to_account_id() })*
	};
}
people!(
	alice = Alice,
	bob = Bob,
	charlie = Charlie,
	dave = Dave,
	eve = Eve,
	ferdie = Ferdie,
	one = One,
	two = Two
);

/// All of them; the first four feed the oracle, the first seven are the council.
pub fn everybody() -> [AccountId; 8] {
	[alice(), bob(), charlie(), dave(), eve(), ferdie(), one(), two()]
}

/// Somebody who has nothing.
pub fn nobody() -> AccountId {
	AccountId::new([77; 32])
}

pub fn insurance_pool() -> AccountId {
	pallet_ids::INSURANCE.into_account_truncating()
}

pub fn treasury() -> AccountId {
	TreasuryAccount::get()
}

pub fn pledges() -> AccountId {
	pallet_ids::PLEDGES.into_account_truncating()
}

/// Deposits of series.
pub fn certificates() -> AccountId {
	pallet_ids::CERTIFICATES.into_account_truncating()
}

pub fn escrow() -> AccountId {
	pallet_ids::ESCROW.into_account_truncating()
}

pub fn income() -> AccountId {
	pallet_ids::INCOME.into_account_truncating()
}

/// Bids, offers and what could not be paid.
pub fn market() -> AccountId {
	pallet_ids::MARKET.into_account_truncating()
}

/// Principals and deposits of offers of loans, and collateral.
pub fn loans() -> AccountId {
	pallet_ids::LOANS.into_account_truncating()
}

/// What stakers are rewarded with.
pub fn rewards() -> AccountId {
	pallet_ids::STAKING.into_account_truncating()
}
