use super::*;
use dmex_primitives::Quotas;
use sp_runtime::{ArithmeticError, TokenError};

fn pledge(who: u64, id: ApplicationId, amount: u128) -> DispatchResult {
	MinerRegistry::pledge(Origin::signed(who), id, amount)
}

fn withdraw(who: u64, id: ApplicationId, amount: u128) -> DispatchResult {
	MinerRegistry::withdraw_pledge(Origin::signed(who), id, amount)
}

/// What both calls refuse alike.
fn refuses_strangers_and_nothing(call: fn(u64, ApplicationId, u128) -> DispatchResult) {
	execute_with_checks(|| {
		let id = pledged(ALICE, 5 * DMC);
		assert_noop!(call(BOB, id, 1), Error::<Test>::NotMiner);
		assert_noop!(call(ALICE, 7, 1), Error::<Test>::UnknownApplication);
		assert_noop!(call(ALICE, id, 0), Error::<Test>::ZeroAmount);
		let open = applied(ALICE);
		assert_noop!(call(ALICE, open, 1), Error::<Test>::NotApproved);
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), open));
		assert_noop!(call(ALICE, open, 1), Error::<Test>::NotApproved);
	});
}

mod adding {
	use super::*;

	#[test]
	fn moves_dmc_into_the_account() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 5 * DMC);
			let before = balance(ALICE);
			assert_ok!(pledge(ALICE, id, 2 * DMC));
			assert_eq!(balance(ALICE), before - 2 * DMC);
			assert_eq!(balance(account()), ED + 7 * DMC);
			assert_eq!(capacity(id).pledged, 7 * DMC);
			let (miner, amount, pledged) = (ALICE, 2 * DMC, 7 * DMC);
			System::assert_last_event(
				Event::Pledged { application: id, miner, amount, pledged }.into(),
			);
		});
	}

	#[test]
	fn refuses_strangers_and_nothing() {
		super::refuses_strangers_and_nothing(pledge);
		execute_with_checks(|| {
			let id = approved(ALICE);
			assert_noop!(MinerRegistry::pledge(Origin::root(), id, 1), BadOrigin);
		});
	}

	#[test]
	fn charges_no_more_than_the_miner_can_spare() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 1);
			let all = balance(ALICE);
			assert_noop!(pledge(ALICE, id, all + 1), TokenError::FundsUnavailable);
			assert_noop!(pledge(ALICE, id, all - ED + 1), TokenError::NotExpendable);
			assert_noop!(pledge(ALICE, id, u128::MAX), ArithmeticError::Overflow);
			assert_ok!(pledge(ALICE, id, all - ED));
		});
	}

	#[test]
	fn is_open_to_the_defaulted_the_frozen_and_the_banned() {
		execute_with_checks(|| {
			let id = approved(ALICE);
			MinerRegistry::note_freeze(&ALICE, false);
			default(ALICE);
			ban(ALICE);
			assert_ok!(pledge(ALICE, id, 1));
		});
	}
}

mod withdrawing {
	use super::*;

	#[test]
	fn gives_back_what_nothing_requires() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 10 * DMC);
			assert_ok!(MinerRegistry::reserve(id, 10, 6 * DMC));
			let before = balance(ALICE);
			assert_noop!(withdraw(ALICE, id, 4 * DMC + 1), Error::<Test>::PledgeTooLow);
			assert_ok!(withdraw(ALICE, id, 4 * DMC));
			assert_eq!(balance(ALICE), before + 4 * DMC);
			assert_eq!(balance(account()), ED + 6 * DMC);
			assert_eq!(capacity(id).pledged, 6 * DMC);
			let (miner, amount, pledged) = (ALICE, 4 * DMC, 6 * DMC);
			System::assert_last_event(
				Event::PledgeWithdrawn { application: id, miner, amount, pledged }.into(),
			);
			assert_noop!(withdraw(ALICE, id, 1), Error::<Test>::PledgeTooLow);
			assert_ok!(MinerRegistry::release(id, 10, 6 * DMC));
			assert_ok!(withdraw(ALICE, id, 6 * DMC));
			assert_eq!(balance(account()), ED);
		});
	}

	#[test]
	fn refuses_strangers_and_nothing() {
		super::refuses_strangers_and_nothing(withdraw);
		execute_with_checks(|| {
			let id = pledged(ALICE, 1);
			assert_noop!(MinerRegistry::withdraw_pledge(Origin::root(), id, 1), BadOrigin);
			assert_noop!(withdraw(ALICE, id, u128::MAX), Error::<Test>::PledgeTooLow);
		});
	}

	#[test]
	fn waits_while_the_miner_is_defaulted_or_has_a_frozen_series() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			default(ALICE);
			assert_noop!(withdraw(ALICE, id, 1), Error::<Test>::Defaulted);
			clear(ALICE);
			assert_ok!(withdraw(ALICE, id, 1));
			for breach in [false, true] {
				MinerRegistry::note_freeze(&ALICE, breach);
				MinerRegistry::note_freeze(&ALICE, breach);
				MinerRegistry::note_resumed(&ALICE);
				assert_noop!(withdraw(ALICE, id, 1), Error::<Test>::FrozenSeries);
				MinerRegistry::note_resumed(&ALICE);
				assert_ok!(withdraw(ALICE, id, 1));
			}
		});
	}

	#[test]
	fn is_open_to_the_banned() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			ban(ALICE);
			assert_ok!(withdraw(ALICE, id, 1));
		});
	}

	#[test]
	fn touches_no_other_pledge() {
		execute_with_checks(|| {
			let (first, second) = (pledged(ALICE, DMC), pledged(BOB, 3 * DMC));
			assert_noop!(withdraw(ALICE, first, DMC + 1), Error::<Test>::PledgeTooLow);
			assert_ok!(withdraw(ALICE, first, DMC));
			assert_eq!(capacity(second).pledged, 3 * DMC);
		});
	}

	#[test]
	fn loses_nothing_when_the_payment_cannot_be_made() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			assert_ok!(Balances::transfer_all(Origin::signed(ALICE), BOB, false));
			assert_noop!(withdraw(ALICE, id, ED - 1), TokenError::BelowMinimum);
			assert_ok!(withdraw(ALICE, id, ED));
			assert_eq!(balance(ALICE), ED);
		});
	}
}
