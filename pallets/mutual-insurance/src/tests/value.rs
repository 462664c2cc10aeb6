//! The limit of the value of a unit-day. Each certificate has 100 unit-days and paid 400 for them: 4 for
//! each; the average is 10.

use super::*;
use crate::actuary;

fn exact(unit_day: u32) -> FixedU128 {
	FixedU128::from_u32(unit_day)
}

/// A claim whose unit-day has a value, of which base units are told.
fn at(unit_day: FixedU128) -> Ask {
	let ask = Ask::new(FUNDS);
	let rates = Rates { unit_day, ..ask.rates };
	ask.at(rates)
}

/// Errors unless the value is exactly what it may be.
fn limited_to(unit_day: u32, ask: impl Fn(FixedU128) -> Ask, error: Error<Test>) {
	let max = exact(unit_day);
	assert_noop!(ask(max + FixedU128::from_inner(1)).file(signed(ALICE)), error);
	assert_ok!(ask(max).file(signed(ALICE)));
}

#[test]
fn in_income_is_a_multiple_of_the_average() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		limited_to(30, |value| at(value).paid_in(BTC), Error::ValueAboveAverage);
		Average::set(&PerUnit::from_u32(7));
		limited_to(21, |value| at(value).paid_in(BTC), Error::ValueAboveAverage);
		terminate(SERIES);
		limited_to(21, |value| at(value).paid_in(BTC), Error::ValueAboveAverage);
	});
}

#[test]
fn in_other_assets_is_a_multiple_of_what_was_paid() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		// Two base units of DMC for one of USDT.
		let in_dmc = |unit_day| {
			let (payment, dmc) = (FixedU128::from_u32(2), FixedU128::from_u32(1));
			Ask { asset: DMC, ..at(exact(0)).at(Rates { unit_day, payment, dmc }) }
		};
		for end in [|_| (), terminate] {
			end(SERIES);
			limited_to(12, at, Error::ValueAboveDeposits);
			limited_to(24, in_dmc, Error::ValueAboveDeposits);
		}
	});
}

/// Of those that the claim insures: Carol paid more, and the three before her less.
#[test]
fn is_of_what_the_insured_paid() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		change_cert(3, |cert| cert.instalments = 4_000);
		limited_to(12, |value| at(value).on(94), Error::ValueAboveDeposits);
		// 3 × 5,200 ÷ 400.
		limited_to(39, at, Error::ValueAboveDeposits);
	});
}

#[test]
fn is_that_of_the_day_the_claim_was_filed() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		let claim = at(exact(12)).filed();
		MaxValue::set(&100);
		terminate(SERIES);
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		assert_eq!(award_of(claim).amount, 4 * (1_200 - 400 - 200).min(HEADROOM / 4));
	});
}

/// Days are settled after the filing, and the certificates that paid most have none left.
#[test]
fn binds_again_when_the_loss_is_assessed() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		Cap::set(&Permill::one());
		change_cert(3, |cert| cert.instalments = 4_000);
		let claim = at(exact(39)).filed();
		change_cert(3, |cert| (cert.days, cert.instalments) = (0, 0));
		terminate(SERIES);
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		// 12 for a unit-day, not 39.
		assert_eq!(award_of(claim).amount, 3 * (1_200 - 400 - 200));
	});
}

#[test]
fn in_income_binds_again_by_the_average_then() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		Cap::set(&Permill::one());
		let in_btc = || at(exact(30)).paid_in(BTC);
		let claim = in_btc().filed();
		Average::set(&PerUnit::from_u32(5));
		terminate(SERIES);
		assert_noop!(in_btc().file(signed(BOB)), Error::<Test>::ValueAboveAverage);
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		// 15 for a unit-day, not 30.
		assert_eq!(award_of(claim).amount, 4 * (1_500 - 400 - 200));
		// No share depends on the average of the day on which it is paid.
		Average::set(&PerUnit::from_u32(0));
		assert_ok!(collect(claim, 0..5));
		assert_eq!([ALICE, CAROL].map(|who| Money::balance(BTC, &who)), [900; 2]);
	});
}

/// A network whose income ended: what was bought of it has no value.
#[test]
fn of_income_that_ended_is_zero() {
	execute_with_checks(|| {
		Average::set(&PerUnit::from_u32(0));
		let ask = at(FixedU128::from_inner(1)).paid_in(BTC);
		assert_noop!(ask.file(signed(ALICE)), Error::<Test>::ValueAboveAverage);
	});
}

/// An accomplice bought Alice's certificate at the floor, ten times below what it sold it for. Claims in what
/// deposits were paid in go by the deposit alone; those for the others are not touched.
#[test]
fn of_a_certificate_bought_at_the_floor_is_by_its_own_deposit() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		Cap::set(&Permill::one());
		change_cert(0, |cert| cert.instalments = 40);
		let claim = at(exact(9)).awarded();
		assert_ok!(collect(claim, 0..4));
		// 120 − 40 − 200 is nothing; 900 − 400 − 200.
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [0, 300, 300]);
	});
}

/// With no slash either, it recovers twice its deposit at most, however many claims there are.
#[test]
fn of_a_certificate_is_by_its_own_deposit_in_all_claims_together() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		Cap::set(&Permill::one());
		change_cert(0, |cert| cert.instalments = 40);
		Series::mutate(SERIES, |series| series.as_mut().unwrap().pledge = 0);
		for amount in [100, 300, 5_000] {
			let claim = at(exact(9)).amounts(amount).awarded();
			assert_ok!(collect(claim, 0..4));
		}
		assert_eq!(usdt(ALICE), 80);
		assert!(usdt(BOB) > 400);
	});
}

/// The award may be shared among more than can take it; nobody else gets what they cannot take.
#[test]
fn of_many_at_the_floor_and_few_that_are_dear_gives_nobody_too_much() {
	execute_with_checks(|| {
		MaxValue::set(&300);
		Cap::set(&Permill::one());
		(0..3).for_each(|item| change_cert(item, |cert| cert.instalments = 40));
		// 3 × (3 × 40 + 400) ÷ 400 unit-days is the limit.
		let ask = |parts| at(FixedU128::from_rational(parts, 10));
		assert_noop!(ask(40).file(signed(BOB)), Error::<Test>::ValueAboveDeposits);
		Series::mutate(SERIES, |series| series.as_mut().unwrap().pledge = 0);
		let claim = ask(39).awarded();
		assert!(!actuary::is_insured(101, FROZEN));
		assert_eq!(award_of(claim).amount, 4 * 390 - 520);
		assert_ok!(collect(claim, 0..4));
		// 3 × 40 − 40 each; Carol's 400 are more than 390.
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [80, 80, 0]);
	});
}
