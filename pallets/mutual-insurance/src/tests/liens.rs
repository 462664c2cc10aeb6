//! Shares of certificates that secure a debt.

use super::*;
use sp_runtime::TokenError;

/// An award of all that was lost.
fn whole() -> ClaimId {
	let claim = Ask::new(ALL).awarded();
	events();
	claim
}

#[test]
fn a_share_repays_the_debt_first_and_its_owner_gets_the_rest() {
	execute_with_checks(|| {
		let claim = whole();
		lend(0, USDT, 150);
		assert_ok!(collect(claim, [0, 1]));
		// The event tells the whole share.
		let expected = [collected(claim, 0, ALICE, LOSS), collected(claim, 1, BOB, LOSS)];
		assert_eq!(events(), expected);
		assert_eq!([LENDING, ALICE, BOB].map(usdt), [150, LOSS - 150, LOSS]);
		assert_eq!((award_of(claim).paid, reserved(USDT)), (2 * LOSS, 2 * LOSS));
		assert_eq!(debt(0), None);
	});
}

#[test]
fn a_debt_as_great_as_the_share_or_greater_leaves_nothing_to_the_owner() {
	for owed in [LOSS, LOSS + 1] {
		execute_with_checks(|| {
			let claim = whole();
			lend(0, USDT, owed);
			assert_ok!(collect(claim, [0]));
			assert_eq!(events(), [collected(claim, 0, ALICE, LOSS)]);
			assert_eq!([LENDING, ALICE].map(usdt), [LOSS, 0]);
			assert_eq!(debt(0), (owed > LOSS).then_some(1));
		});
	}
}

#[test]
fn a_share_in_another_asset_than_the_debts_is_collateral() {
	execute_with_checks(|| {
		let claim = whole();
		lend(0, BTC, 1);
		assert_ok!(collect(claim, [0]));
		assert_eq!(events(), [collected(claim, 0, ALICE, LOSS)]);
		assert_eq!(([LENDING, ALICE].map(usdt), debt(0)), ([LOSS, 0], Some(1)));
	});
}

#[test]
fn payouts_divide_shares_as_collecting_does() {
	execute_with_checks(|| {
		let claim = whole();
		lend(0, USDT, 150);
		lend(3, USDT, 1_000);
		blocks(1);
		assert_eq!([LENDING, ALICE, BOB, CAROL].map(usdt), [150 + LOSS, LOSS - 150, LOSS, 0]);
		assert_eq!(award_of(claim).paid, 3 * LOSS);
		assert_eq!((debt(0), debt(3)), (None, Some(1_000 - LOSS)));
	});
}

#[test]
fn the_owner_need_not_be_payable_if_nothing_is_left() {
	execute_with_checks(|| {
		let claim = whole();
		block(ALICE);
		lend(0, USDT, LOSS);
		assert_ok!(collect(claim, [0]));
		assert_eq!(events(), [collected(claim, 0, ALICE, LOSS)]);
		assert_eq!(usdt(LENDING), LOSS);
	});
}

/// Neither part is paid without the other, and both are paid once the owner can be.
#[test]
fn a_rest_that_cannot_be_paid_leaves_the_whole_share_due() {
	execute_with_checks(|| {
		let claim = whole();
		block(ALICE);
		lend(0, USDT, 150);
		assert_ok!(collect(claim, [0, 1]));
		let blocked = failed(claim, 0, TokenError::Blocked);
		assert_eq!(events(), [blocked, collected(claim, 1, BOB, LOSS)]);
		assert_eq!((usdt(LENDING), debt(0)), (0, Some(150)));
		assert_eq!((award_of(claim).paid, Certs::get(SERIES, 0).unwrap().awards), (LOSS, 0));
		check();
		allow(ALICE);
		assert_ok!(collect(claim, [0]));
		assert_eq!((usdt(LENDING), usdt(ALICE), debt(0)), (150, 1 + LOSS - 150, None));
	});
}

#[test]
fn what_a_certificate_can_collect_is_told_whole() {
	execute_with_checks(|| {
		let claim = whole();
		lend(0, USDT, 150);
		let told = || {
			let award = Insurance::awards_of(SERIES, 0).remove(0);
			(award.claim, award.collectable, award.collected)
		};
		assert_eq!(told(), (claim, Some(LOSS), false));
		assert_ok!(collect(claim, [0]));
		assert_eq!(told(), (claim, None, true));
	});
}
