use crate::{mock::*, weights::WeightInfo, Error, Event, Totals};
use dmex_primitives::{backing::Sums, Asset, Balance, PayOrCredit};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer, traits::fungibles::*};
use sp_runtime::{
	ArithmeticError, DispatchError, DispatchResult, TokenError, TransactionalError, TryRuntimeError,
};

fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn withdraw(who: u64, asset: Asset) -> DispatchResult {
	Credits::withdraw(signed(who), asset).map(|_| ()).map_err(|failure| failure.error)
}

/// The escrow owes Alice this.
fn owe(asset: Asset, amount: Balance) {
	assert_ok!(Credits::pay_or_credit(&ESCROW, &asset, &ALICE, amount));
}

/// Balance and credit of Alice in an asset.
fn alice(asset: Asset) -> (Balance, Balance) {
	let credit = Credits::credits_of(&ALICE).get(&asset).copied().unwrap_or_default();
	(Money::balance(asset, &ALICE), credit)
}

/// Alice has an account of USDT that cannot receive any.
fn block_alice() {
	assert_ok!(Money::mint_into(USDT, &ALICE, 1));
	assert_ok!(Assets::block(signed(ISSUER), 1, ALICE));
}

fn unblock_alice() {
	assert_ok!(Assets::thaw(signed(ISSUER), 1, ALICE));
}

fn credited(asset: Asset, amount: Balance, custodian: u64) -> Event<Test> {
	Event::Credited { who: ALICE, asset, amount, custodian }
}

fn credit_paid(asset: Asset, amount: Balance, custodian: u64) -> Event<Test> {
	Event::CreditPaid { who: ALICE, asset, amount, custodian }
}

/// Events of the pallet so far.
fn events() -> Vec<Event<Test>> {
	let events = System::events().into_iter();
	events.filter_map(|record| record.event.try_into().ok()).collect()
}

/// Nest `call` in storage layers.
fn nested(layers: u32, call: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match layers {
		0 => call(),
		_ => with_storage_layer(|| nested(layers - 1, call)),
	}
}

mod pay_or_credit {
	use super::*;

	#[test]
	fn pays_who_can_take_it() {
		execute_with_checks(|| {
			owe(USDT, 1);
			owe(DMC, ED);
			assert_eq!((alice(USDT), alice(DMC)), ((1, 0), (ED, 0)));
			assert_eq!(Money::balance(USDT, &ESCROW), FUNDS - 1);
			assert_eq!(events(), []);
		});
	}

	#[test]
	fn credits_who_would_stay_below_the_existential_deposit() {
		execute_with_checks(|| {
			owe(DMC, ED - 1);
			assert_eq!(alice(DMC), (0, ED - 1));
			assert_eq!(Money::balance(DMC, &ESCROW), FUNDS);
			assert_eq!(events(), [credited(DMC, ED - 1, ESCROW)]);
		});
	}

	#[test]
	fn credits_who_is_blocked() {
		execute_with_checks(|| {
			block_alice();
			owe(USDT, 7);
			owe(USDT, 5);
			assert_eq!(alice(USDT), (1, 12));
			assert_eq!(events(), [credited(USDT, 7, ESCROW), credited(USDT, 5, ESCROW)]);
		});
	}

	#[test]
	fn credits_while_the_custodian_is_frozen() {
		execute_with_checks(|| {
			assert_ok!(Assets::freeze(signed(ISSUER), 1, ESCROW));
			owe(USDT, 7);
			assert_noop!(withdraw(ALICE, USDT), TokenError::Frozen);
			assert_ok!(Assets::thaw(signed(ISSUER), 1, ESCROW));
			assert_ok!(withdraw(ALICE, USDT));
			assert_eq!(alice(USDT), (7, 0));
		});
	}

	#[test]
	fn pays_the_credit_with_the_next_payment() {
		execute_with_checks(|| {
			owe(DMC, 60);
			owe(DMC, ED - 60);
			assert_eq!(alice(DMC), (ED, 0));
			assert_eq!(events(), [credited(DMC, 60, ESCROW), credit_paid(DMC, 60, ESCROW)]);
			// What was paid is not paid again.
			owe(DMC, 1);
			assert_eq!((alice(DMC), events().len()), ((ED + 1, 0), 2));
		});
	}

	#[test]
	fn leaves_credits_of_others_assets_and_custodians() {
		execute_with_checks(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, 3));
			assert_ok!(Credits::credit(&MARKET, &DMC, &ALICE, 4));
			assert_ok!(Credits::credit(&ESCROW, &DMC, &BOB, 5));
			owe(DMC, ED);
			assert_eq!((alice(DMC), alice(USDT)), ((ED, 4), (0, 3)));
			assert_eq!(Credits::credits_of(&BOB), Sums::from([(DMC, 5)]));
		});
	}

	#[test]
	fn does_nothing_for_nothing() {
		execute_with_checks(|| {
			owe(DMC, 60);
			owe(DMC, 0);
			assert_ok!(Credits::credit(&MARKET, &DMC, &ALICE, 0));
			assert_eq!((alice(DMC), events().len()), ((0, 60), 1));
		});
	}

	#[test]
	fn fails_when_nested_so_deep_that_nothing_can_be_tried() {
		execute_with_checks(|| {
			let pay = || Credits::pay_or_credit(&ESCROW, &USDT, &ALICE, 7);
			let limit = DispatchError::Transactional(TransactionalError::LimitReached);
			assert_noop!(nested(255, &pay), limit);
			assert_ok!(nested(254, &pay));
			assert_eq!(alice(USDT), (7, 0));
		});
	}

	#[test]
	fn fails_when_a_sum_overflows() {
		new_test_ext().execute_with(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, Balance::MAX));
			let credit = |who| Credits::credit(&ESCROW, &USDT, &who, 1);
			for who in [ALICE, BOB] {
				assert_noop!(credit(who), ArithmeticError::Overflow);
			}
			let pay = Credits::pay_or_credit(&ESCROW, &USDT, &ALICE, 1);
			assert_noop!(pay, ArithmeticError::Overflow);
		});
	}
}

mod withdraw {
	use super::*;

	#[test]
	fn pays_the_credits_at_all_custodians() {
		execute_with_checks(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, 7));
			assert_ok!(Credits::credit(&MARKET, &USDT, &ALICE, 5));
			assert_ok!(Credits::credit(&MARKET, &USDT, &BOB, 11));
			assert_ok!(withdraw(ALICE, USDT));
			assert_eq!(alice(USDT), (12, 0));
			let left = [ESCROW, MARKET].map(|custodian| Money::balance(USDT, &custodian));
			assert_eq!(left, [FUNDS - 7, FUNDS - 5]);
			assert_eq!(Credits::credits_of(&BOB), Sums::from([(USDT, 11)]));
			let paid = [credit_paid(USDT, 7, ESCROW), credit_paid(USDT, 5, MARKET)];
			assert_eq!(events()[3..], paid);
			assert_noop!(withdraw(ALICE, USDT), Error::<Test>::NoCredit);
		});
	}

	#[test]
	fn waits_until_the_account_can_receive() {
		execute_with_checks(|| {
			block_alice();
			owe(USDT, 7);
			assert_noop!(withdraw(ALICE, USDT), TokenError::Blocked);
			unblock_alice();
			assert_ok!(withdraw(ALICE, USDT));
			assert_eq!(alice(USDT), (8, 0));
			owe(DMC, ED - 1);
			assert_noop!(withdraw(ALICE, DMC), TokenError::BelowMinimum);
			assert_ok!(Money::mint_into(DMC, &ALICE, ED));
			assert_ok!(withdraw(ALICE, DMC));
			assert_eq!(alice(DMC), (2 * ED - 1, 0));
		});
	}

	#[test]
	fn pays_the_largest_credit_first() {
		for (small, large) in [(ESCROW, MARKET), (MARKET, ESCROW)] {
			execute_with_checks(|| {
				assert_ok!(Credits::credit(&small, &DMC, &ALICE, 1));
				assert_ok!(Credits::credit(&large, &DMC, &ALICE, ED - 1));
				assert_noop!(withdraw(ALICE, DMC), TokenError::BelowMinimum);
				assert_ok!(Credits::credit(&large, &DMC, &ALICE, 1));
				assert_ok!(withdraw(ALICE, DMC));
				assert_eq!(alice(DMC), (ED + 1, 0));
			});
		}
	}

	#[test]
	fn has_nothing_for_others_and_in_other_assets() {
		execute_with_checks(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, 7));
			assert_noop!(withdraw(BOB, USDT), Error::<Test>::NoCredit);
			assert_noop!(withdraw(ALICE, DMC), Error::<Test>::NoCredit);
			assert_noop!(withdraw(ALICE, Asset::WithId(9)), Error::<Test>::NoCredit);
		});
	}

	#[test]
	fn needs_a_signature() {
		execute_with_checks(|| {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(Credits::withdraw(origin, USDT), DispatchError::BadOrigin);
			}
		});
	}

	#[test]
	fn pays_what_other_custodians_hold_if_one_cannot_pay() {
		execute_with_checks(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, 9));
			assert_ok!(Credits::credit(&MARKET, &USDT, &ALICE, 7));
			assert_ok!(Assets::freeze(signed(ISSUER), 1, ESCROW));
			assert_ok!(withdraw(ALICE, USDT));
			assert_eq!(alice(USDT), (7, 9));
			assert_noop!(withdraw(ALICE, USDT), TokenError::Frozen);
		});
	}

	#[test]
	fn costs_as_many_credits_as_there_are() {
		execute_with_checks(|| {
			for custodian in [ESCROW, MARKET] {
				assert_ok!(Credits::credit(&custodian, &USDT, &ALICE, 7));
			}
			let weight = Credits::withdraw(signed(ALICE), USDT).unwrap().actual_weight;
			assert_eq!(weight, Some(PerCredit::withdraw(2)));
		});
	}
}

mod credits_at {
	use super::*;

	#[test]
	fn are_the_sums_of_each_custodian() {
		execute_with_checks(|| {
			for (custodian, asset, who, amount) in [
				(ESCROW, USDT, ALICE, 1),
				(ESCROW, USDT, BOB, 2),
				(ESCROW, DMC, ALICE, 4),
				(MARKET, USDT, ALICE, 8),
			] {
				assert_ok!(Credits::credit(&custodian, &asset, &who, amount));
			}
			assert_eq!(Credits::credits_at(&ESCROW), Sums::from([(USDT, 3), (DMC, 4)]));
			assert_eq!(Credits::credits_at(&MARKET), Sums::from([(USDT, 8)]));
			assert_ok!(withdraw(ALICE, USDT));
			assert_eq!(Credits::credits_at(&ESCROW), Sums::from([(USDT, 2), (DMC, 4)]));
			assert_eq!(Credits::credits_at(&MARKET), Sums::new());
		});
	}
}

mod invariants {
	use super::*;

	fn after(corrupt: impl FnOnce()) -> Result<(), TryRuntimeError> {
		new_test_ext().execute_with(|| {
			assert_ok!(Credits::credit(&ESCROW, &USDT, &ALICE, 7));
			assert_ok!(Credits::do_try_state());
			corrupt();
			Credits::do_try_state()
		})
	}

	#[track_caller]
	fn assert_breaks(number: &str, corrupt: impl FnOnce()) {
		match after(corrupt) {
			Err(DispatchError::Other(why)) => assert!(why.starts_with(number), "{why}"),
			other => panic!("invariant {number} holds: {other:?}"),
		}
	}

	fn set_credit(amount: Balance) {
		crate::Credits::<Test>::insert((ALICE, USDT, ESCROW), amount);
	}

	#[test]
	fn one_totals_are_the_sums_of_credits() {
		assert_breaks("1", || set_credit(8));
		assert_breaks("1", || set_credit(0));
		assert_breaks("1", || Totals::<Test>::insert(ESCROW, USDT, 8));
		assert_breaks("1", || Totals::<Test>::remove(ESCROW, USDT));
		assert_breaks("1", || Totals::<Test>::insert(MARKET, USDT, 0));
		assert_breaks("1", || {
			set_credit(Balance::MAX);
			crate::Credits::<Test>::insert((BOB, USDT, ESCROW), 1);
		});
	}

	#[test]
	fn two_custodians_hold_what_is_credited() {
		assert_breaks("2", || {
			assert_ok!(Assets::force_transfer(signed(ISSUER), 1, ESCROW, BOB, FUNDS - 6));
		});
	}
}
