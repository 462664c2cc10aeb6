//! Calls nested as deep as possible, and the largest numbers.

use super::*;

fn limit() -> DispatchError {
	DispatchError::Transactional(sp_runtime::TransactionalError::LimitReached)
}

/// Nested too deep, payments fail, and nothing is lost.
#[test]
fn nested_too_deep_pays_nothing_and_loses_nothing() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).awarded();
		let pay =
			|| Insurance::collect_award(signed(STRANGER), claim, vec![0, 1].try_into().unwrap());
		events();
		assert_ok!(deep(254, &pay));
		let failed = |item| failed(claim, item, limit());
		assert_eq!(events(), [failed(0), failed(1)]);
		assert_eq!((award_of(claim).paid, reserved(USDT), usdt(ALICE)), (0, ALL, 0));
		check();
		assert_ok!(deep(200, &pay));
		assert_eq!([ALICE, BOB].map(usdt), [LOSS; 2]);
	});
}

#[test]
fn nested_too_deep_concludes_nothing_or_all() {
	for layers in 245..=255 {
		execute_with_checks(|| {
			let claim = Ask::new(400).filed();
			vote(claim, VoteOutcome::Approved);
			terminate(SERIES);
			let end = || Insurance::conclude_claim(signed(STRANGER), claim);
			let done = deep(layers, &end).is_ok();
			assert_eq!(status(claim).award().is_some(), done);
			assert_eq!(dmc(ALICE), if done { FUNDS } else { FUNDS - DEPOSIT });
		});
	}
}

#[test]
fn the_largest_rates_are_above_the_largest_limit() {
	execute_with_checks(|| {
		MaxValue::set(&u32::MAX);
		let mut max = rates(1, 1, 1);
		max.unit_day = FixedU128::from_inner(u128::MAX);
		let ask = Ask::new(Balance::MAX).at(max);
		assert_noop!(ask.clone().file(signed(BOB)), Error::<Test>::ValueAboveDeposits);
		let in_btc = ask.paid_in(BTC).file(signed(BOB));
		assert_noop!(in_btc, Error::<Test>::ValueAboveAverage);
	});
}

#[test]
fn the_last_day_of_all_does_not_overflow() {
	execute_with_checks(|| {
		CollectDays::set(&u32::MAX);
		let claim = Ask::new(ALL).awarded();
		assert_eq!(award_of(claim).expires_on, Day::MAX);
		assert_ok!(collect(claim, [0]));
		Today::set(&Day::MAX);
		assert_ok!(conclude(claim));
	});
}
