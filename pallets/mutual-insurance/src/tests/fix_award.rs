//! Fixing the award of a claim when its series is terminated.

use super::*;

fn awarded(claim: ClaimId, amount: Balance, loss: Balance, expires_on: Day) -> Event<Test> {
	Event::ClaimAwarded { claim, series: SERIES, asset: USDT, amount, loss, expires_on }
}

/// A claim that passed, of a series that was then terminated.
fn due(ask: Ask) -> ClaimId {
	let claim = ask.approved();
	terminate(SERIES);
	events();
	claim
}

#[test]
fn of_a_frozen_series_waits() {
	execute_with_checks(|| {
		let claim = Ask::new(500).approved();
		pass(200);
		assert_noop!(conclude(claim), Error::<Test>::StillFrozen);
		assert_eq!(reserved(USDT), 500);
	});
}

#[test]
fn gives_what_was_asked() {
	execute_with_checks(|| {
		let claim = due(Ask::new(500));
		pass(7);
		assert_ok!(conclude(claim));
		assert_eq!(events(), [awarded(claim, 500, ALL, FROZEN + 7 + 90)]);
		let award = Award {
			amount: 500,
			paid: 0,
			weight: 40 * FixedU128::from_u32(1).into_inner(),
			uncovered: vec![(FROZEN, FixedU128::from_u32(1))].try_into().unwrap(),
			average: PerUnit::from_u32(10),
			number: 0,
			approved_on: FROZEN,
			expires_on: FROZEN + 97,
		};
		assert_eq!(status(claim), ClaimStatus::Awarded(award));
		assert_eq!((reserved(USDT), Awards::<Test>::get(SERIES).to_vec()), (500, vec![claim]));
		assert_eq!(LiveClaims::<Test>::get(claim), Some(Some(Sweep::default())));
	});
}

#[test]
fn gives_no_more_than_the_loss_and_releases_the_rest() {
	execute_with_checks(|| {
		let claim = due(Ask::new(ALL + 1));
		assert_eq!(reserved(USDT), ALL + 1);
		assert_ok!(conclude(claim));
		assert_eq!(events(), [awarded(claim, ALL, ALL, FROZEN + 90)]);
		assert_eq!((reserved(USDT), available(USDT)), (ALL, POOL - ALL));
		assert_eq!(Recent::<Test>::get(MINER, USDT).to_vec(), [(FROZEN, ALL)]);
	});
}

#[test]
fn gives_no_more_than_was_reserved() {
	execute_with_checks(|| {
		Cap::set(&Permill::from_percent(1));
		let claim = due(Ask::new(500));
		Cap::set(&Permill::from_percent(90));
		assert_ok!(contribute(STRANGER, USDT, 50_000));
		events();
		assert_ok!(conclude(claim));
		assert_eq!(events(), [awarded(claim, POOL / 100, ALL, FROZEN + 90)]);
	});
}

#[test]
fn counts_what_was_sold_before_the_incident_alone() {
	for (day, loss) in [(70, 3 * LOSS), (94, 3 * LOSS), (95, 4 * LOSS), (FROZEN, 4 * LOSS)] {
		execute_with_checks(|| {
			let claim = due(Ask::new(HEADROOM).on(day));
			assert_ok!(conclude(claim));
			assert_eq!(events(), [awarded(claim, loss, loss, FROZEN + 90)]);
		});
	}
}

#[test]
fn keeps_the_period_that_was_in_force_when_it_was_filed() {
	execute_with_checks(|| {
		CollectDays::set(&30);
		let claim = due(Ask::new(500));
		CollectDays::set(&365);
		assert_ok!(conclude(claim));
		assert_eq!(award_of(claim).expires_on, FROZEN + 30);
	});
}

#[test]
fn of_a_series_that_resumed_releases_all() {
	for again in [false, true] {
		execute_with_checks(|| {
			let claim = Ask::new(500).approved();
			resume(SERIES);
			if again {
				freeze_again(SERIES);
			}
			events();
			assert_ok!(conclude(claim));
			let reason = VoidReason::Resumed;
			assert_eq!(events(), [Event::ClaimVoided { claim, series: SERIES, reason }]);
			assert_eq!((reserved(USDT), available(USDT), dmc(ALICE)), (0, POOL, FUNDS));
			assert_eq!(Recent::<Test>::iter().count(), 0);
			assert!(Insurance::live_claims(9).is_empty());
		});
	}
}

/// The later freeze is another incident.
#[test]
fn of_a_series_that_was_terminated_in_a_later_freeze_is_void() {
	execute_with_checks(|| {
		let claim = Ask::new(500).approved();
		resume(SERIES);
		freeze_again(SERIES);
		terminate(SERIES);
		assert_ok!(conclude(claim));
		assert_eq!((status(claim), reserved(USDT)), (ClaimStatus::Void, 0));
		assert!(Awards::<Test>::get(SERIES).is_empty());
	});
}

#[test]
fn without_a_loss_is_void_and_releases_all() {
	execute_with_checks(|| {
		let claim = due(Ask::new(500).at(rates(6, 1, 5)));
		assert_ok!(conclude(claim));
		let reason = VoidReason::NothingToAward;
		assert_eq!(events(), [Event::ClaimVoided { claim, series: SERIES, reason }]);
		assert_eq!((status(claim), reserved(USDT)), (ClaimStatus::Void, 0));
		assert_eq!(Recent::<Test>::iter().count(), 0);
	});
}

#[test]
fn numbers_awards_in_the_order_they_are_fixed() {
	execute_with_checks(|| {
		let claims = [0, 1, 2].map(|_| Ask::new(100).approved());
		terminate(SERIES);
		for claim in [claims[2], claims[0], claims[1]] {
			assert_ok!(conclude(claim));
		}
		assert_eq!(claims.map(|claim| award_of(claim).number), [1, 2, 0]);
		assert_eq!(Awards::<Test>::get(SERIES).to_vec(), [2, 0, 1]);
	});
}

#[test]
fn of_sixteen_awards_is_the_most_a_series_has() {
	execute_with_checks(|| {
		MaxOpen::set(&20);
		let claims: Vec<_> = (0..18).map(|_| Ask::new(10).approved()).collect();
		terminate(SERIES);
		for claim in &claims[..15] {
			assert_ok!(conclude(*claim));
		}
		let more = Ask::new(10).filed();
		assert_ok!(conclude(claims[15]));
		assert_eq!(award_of(claims[15]).number, 15);
		let refused = Ask::new(10).file(signed(ALICE));
		assert_noop!(refused, Error::<Test>::TooManyAwards);
		assert_ok!(conclude(claims[16]));
		vote(more, VoteOutcome::Approved);
		assert_ok!(conclude(more));
		assert_eq!([claims[16], more].map(status), [ClaimStatus::Void, ClaimStatus::Void]);
		assert_ok!(conclude(claims[17]));
		assert_eq!((reserved(USDT), dmc(ALICE)), (160, FUNDS));
		assert_ok!(collect(claims[15], [0]));
		assert_eq!(events().last(), Some(&collected(claims[15], 0, ALICE, 2)));
	});
}
