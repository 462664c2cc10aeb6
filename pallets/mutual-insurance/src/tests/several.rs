//! Several claims for one series.

use super::*;

fn collect_all(claim: ClaimId) {
	assert_ok!(collect(claim, 0..5));
	check();
}

/// Whoever files a claim for next to nothing bars nobody from the rest.
#[test]
fn a_small_one_does_not_bar_the_next() {
	execute_with_checks(|| {
		let claims = [Ask::new(4), Ask::new(ALL)].map(Ask::filed);
		terminate(SERIES);
		for claim in claims {
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
		}
		assert_eq!(claims.map(|claim| award_of(claim).amount), [4, ALL - 4]);
		claims.into_iter().for_each(collect_all);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
	});
}

#[test]
fn the_whole_loss_is_recovered_once() {
	execute_with_checks(|| {
		let whole = Ask::new(ALL).awarded();
		collect_all(whole);
		for ask in [Ask::new(1), Ask::new(1).on(80)] {
			for origin in [signed(BOB), RuntimeOrigin::root()] {
				assert_noop!(ask.clone().file(origin), Error::<Test>::NothingToRecover);
			}
		}
	});
}

/// Filed before, when something was left: the award is what is left when it is fixed.
#[test]
fn the_second_of_two_that_ask_for_all_gets_nothing() {
	execute_with_checks(|| {
		terminate(SERIES);
		Cap::set(&Permill::from_percent(50));
		let claims = [0, 1].map(|_| Ask::new(ALL).filed());
		for claim in claims {
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
		}
		assert_eq!(
			claims.map(|claim| status(claim).award().map(|award| award.amount)),
			[Some(ALL), None]
		);
		assert_eq!((status(claims[1]), dmc(ALICE)), (ClaimStatus::Void, FUNDS));
		collect_all(claims[0]);
	});
}

#[test]
fn a_quarter_and_then_all_give_what_was_lost() {
	execute_with_checks(|| {
		let quarter = Ask::new(ALL / 4).awarded();
		let rest = Ask::new(ALL).awarded();
		assert_eq!(award_of(rest).amount, ALL * 3 / 4);
		assert_eq!(award_of(rest).weight, 40 * FixedU128::from_rational(3, 4).into_inner());
		// In any order.
		collect_all(rest);
		collect_all(quarter);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
	});
}

/// The first award insures three certificates, the second a fourth too, whose loss is all uncovered.
#[test]
fn a_later_incident_insures_more() {
	execute_with_checks(|| {
		let early = Ask::new(600).on(94).awarded();
		let late = Ask::new(HEADROOM).awarded();
		assert_eq!(award_of(late).amount, 3 * LOSS / 2 + LOSS);
		collect_all(early);
		collect_all(late);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
	});
}

/// The first award insures four certificates, and the second three of them.
#[test]
fn an_earlier_incident_insures_less() {
	execute_with_checks(|| {
		let late = Ask::new(ALL / 2).awarded();
		let early = Ask::new(HEADROOM).on(94).awarded();
		assert_eq!(award_of(early).amount, 3 * LOSS / 2);
		collect_all(early);
		collect_all(late);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS, LOSS, LOSS / 2]);
		// What is left is Carol's half.
		let last = Ask::new(HEADROOM).awarded();
		assert_eq!(award_of(last).amount, LOSS / 2);
		collect_all(last);
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
		let none = Ask::new(1).file(signed(BOB));
		assert_noop!(none, Error::<Test>::NothingToRecover);
	});
}

#[test]
fn other_assets_make_good_the_same_loss() {
	execute_with_checks(|| {
		let [half, rest] = [(USDT, ALL / 2), (DMC, ALL)].map(|(asset, amount)| {
			let claim = Ask::new(amount).paid_in(asset).awarded();
			collect_all(claim);
			claim
		});
		assert_eq!((award_of(half).amount, award_of(rest).amount), (ALL / 2, ALL / 2));
		assert_eq!((usdt(BOB), dmc(BOB)), (LOSS / 2, FUNDS + LOSS / 2));
		let third = Ask::new(ALL).paid_in(BTC).file(signed(BOB));
		assert_noop!(third, Error::<Test>::NothingToRecover);
	});
}

/// Higher rates give a higher loss, from which earlier amounts are deducted.
#[test]
fn other_rates_leave_what_was_not_paid() {
	execute_with_checks(|| {
		collect_all(Ask::new(ALL / 2).awarded());
		// Four have lost 900 each by these rates, and got 200 of it.
		Cap::set(&Permill::one());
		let dearer = Ask::new(FUNDS).at(rates(15, 1, 5)).awarded();
		assert_eq!(award_of(dearer).amount, 4 * 700);
		collect_all(dearer);
		assert_eq!(usdt(BOB), 900);
		let again = Ask::new(1).at(rates(15, 1, 5)).file(signed(BOB));
		assert_noop!(again, Error::<Test>::NothingToRecover);
	});
}

#[test]
fn sixteen_of_them_never_give_more_than_was_lost() {
	execute_with_checks(|| {
		terminate(SERIES);
		Cap::set(&Permill::one());
		let mut made = vec![];
		for n in 0..16 {
			let day = [94, 100, 80, 99][n % 4];
			let asset = [USDT, DMC, BTC][n % 3].clone();
			let price = match asset {
				Asset::Native => rates(7 + n as u32, 2, 1),
				_ => rates(9 + n as u32, 1, 3),
			};
			let ask = Ask::new(97 + 31 * n as u128).on(day).paid_in(asset).at(price);
			let Ok(()) = ask.file(signed(ALICE)) else { continue };
			let claim = NextClaimId::<Test>::get() - 1;
			vote(claim, VoteOutcome::Approved);
			assert_ok!(conclude(claim));
			made.push(claim);
			collect_all(claim);
		}
		assert!(made.len() > 8);
	});
}

#[test]
fn of_two_series_are_not_mixed() {
	execute_with_checks(|| {
		let one = Ask::new(ALL).awarded();
		let other = Ask::new(ALL).of(OTHER).awarded();
		assert_eq!((award_of(one).number, award_of(other).number), (0, 0));
		collect_all(one);
		collect_all(other);
		assert_eq!(usdt(BOB), 2 * LOSS);
	});
}
