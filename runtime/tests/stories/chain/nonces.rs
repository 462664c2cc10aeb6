//! Numbers of transactions: none is valid twice, also if its account disappears and comes back.

use crate::{people::*, world::*};
use dmex_runtime::{Executive, UncheckedExtrinsic};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult, MultiAddress,
};

/// Somebody who has nothing at genesis.
const NEWCOMER: Sr25519Keyring = Sr25519Keyring::AliceStash;

const STALE: ApplyExtrinsicResult =
	Err(TransactionValidityError::Invalid(InvalidTransaction::Stale));

fn newcomer() -> AccountId {
	NEWCOMER.to_account_id()
}

fn nonce() -> u32 {
	*System::account_nonce(newcomer())
}

/// Alice gives the newcomer some DMC.
fn welcomed() {
	let dest = MultiAddress::Id(newcomer());
	assert_ok!(act(alice(), pallet_balances::Call::transfer_keep_alive { dest, value: DMC }));
}

/// The newcomer gives a little to Bob, `count` times. Returns the transactions.
fn sends(count: usize) -> Vec<UncheckedExtrinsic> {
	let send = || {
		let dest = MultiAddress::Id(bob());
		let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1 };
		let transaction = transaction(NEWCOMER, call);
		assert_eq!(Executive::apply_extrinsic(transaction.clone()), Ok(Ok(())));
		transaction
	};
	std::iter::repeat_with(send).take(count).collect()
}

/// The newcomer sends away all that it has: its account disappears.
fn leaves() {
	let dest = MultiAddress::Id(bob());
	let call = pallet_balances::Call::transfer_all { dest, keep_alive: false };
	assert_eq!(send(NEWCOMER, call), Ok(Ok(())));
	assert!(!System::account_exists(&newcomer()));
}

fn assert_stale(sent: Vec<UncheckedExtrinsic>) {
	for transaction in sent {
		assert_eq!(Executive::apply_extrinsic(transaction), STALE);
	}
}

#[test]
fn a_new_account_begins_with_the_number_of_the_block() {
	execute_with_checks(|| {
		to_block(7);
		welcomed();
		assert_eq!(nonce(), 7);
		sends(2);
		assert_eq!(nonce(), 9);
		next_block();
		assert_eq!(nonce(), 9);
	});
}

#[test]
fn accounts_of_genesis_begin_with_zero() {
	execute_with_checks(|| {
		to_block(7);
		assert_eq!(*System::account_nonce(eve()), 0);
	});
}

#[test]
fn a_transaction_is_stale_when_its_account_comes_back() {
	execute_with_checks(|| {
		welcomed();
		let sent = sends(1);
		to_block(20);
		leaves();
		next_block();
		welcomed();
		assert_eq!(nonce(), 21);
		assert_stale(sent);
		sends(1);
	});
}

/// An account ahead of the blocks comes back before they are where it was.
#[test]
fn an_account_that_sent_more_transactions_than_there_were_blocks_does_not_repeat_them() {
	execute_with_checks(|| {
		welcomed();
		let sent = sends(10);
		leaves();
		next_block();
		welcomed();
		assert_eq!((System::block_number(), nonce()), (2, 12));
		assert_stale(sent);
		sends(1);
	});
}

#[test]
fn an_account_that_comes_back_in_the_same_block_does_not_repeat_itself() {
	execute_with_checks(|| {
		to_block(5);
		welcomed();
		let sent = sends(1);
		leaves();
		welcomed();
		assert_eq!((System::block_number(), nonce()), (5, 7));
		assert_stale(sent);
	});
}

/// An account that only holds another asset ends with it.
#[test]
fn an_account_that_ends_with_its_last_asset_does_not_repeat_itself() {
	execute_with_checks(|| {
		let give = |from: AccountId, to| {
			let target = MultiAddress::Id(to);
			let amount = 1_000;
			act(from, pallet_assets::Call::transfer { id: 1.into(), target, amount })
		};
		welcomed();
		let sent = sends(10);
		assert_ok!(give(alice(), newcomer()));
		let dest = MultiAddress::Id(bob());
		assert_ok!(act(
			newcomer(),
			pallet_balances::Call::transfer_all { dest, keep_alive: false }
		));
		assert!(System::account_exists(&newcomer()));
		assert_ok!(give(newcomer(), bob()));
		assert!(!System::account_exists(&newcomer()));
		welcomed();
		assert_stale(sent);
	});
}
