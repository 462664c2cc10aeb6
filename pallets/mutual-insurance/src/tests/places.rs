//! Places for claims that are voted on, and what they cost.

use super::*;

const ALL_SERIES: [SeriesId; 4] = [SERIES, SECOND, DMC_SERIES, OTHER];

fn ask(series: SeriesId) -> Ask {
	match series {
		DMC_SERIES => Ask::new(1).of(series).paid_in(DMC).at(rates(5, 1, 1)),
		_ => Ask::new(1).of(series),
	}
}

/// The deposit of a claim that Alice files.
fn deposit(series: SeriesId) -> Balance {
	claim_of(ask(series).filed()).deposit
}

#[test]
fn are_taken_by_series_and_left_with_their_last_vote() {
	execute_with_checks(|| {
		let claims = [SERIES, SECOND, SERIES].map(|series| ask(series).filed());
		assert_eq!((places(SERIES), places(SECOND)), ((2, 2), (2, 1)));
		vote(claims[0], VoteOutcome::Rejected);
		assert_ok!(conclude(claims[0]));
		assert_eq!(places(SERIES), (2, 1));
		vote(claims[2], VoteOutcome::Approved);
		assert_ok!(conclude(claims[2]));
		assert_eq!((places(SERIES), places(SECOND)), ((1, 0), (1, 1)));
		resume(SECOND);
		assert_ok!(conclude(claims[1]));
		assert_eq!(places(SECOND), (0, 0));
	});
}

#[test]
fn are_limited_for_series_that_have_none() {
	execute_with_checks(|| {
		let claims = [SERIES, SECOND, OTHER].map(|series| ask(series).filed());
		let more = || ask(DMC_SERIES).file(signed(BOB));
		assert_noop!(more(), Error::<Test>::TooManyOpenClaims);
		vote(claims[1], VoteOutcome::Rejected);
		assert_noop!(more(), Error::<Test>::TooManyOpenClaims);
		assert_ok!(conclude(claims[1]));
		assert_ok!(more());
		assert_noop!(ask(SECOND).file(signed(BOB)), Error::<Test>::TooManyOpenClaims);
	});
}

/// Whoever fills all places keeps no holder of a series that has one from claiming.
#[test]
fn are_shared_by_the_claims_of_a_series() {
	execute_with_checks(|| {
		for series in [SERIES, SECOND, OTHER] {
			ask(series).filed();
		}
		for _ in 0..5 {
			assert_ok!(ask(SERIES).file(signed(BOB)));
		}
		assert_eq!(places(SERIES), (3, 6));
		MaxOpen::set(&1);
		assert_ok!(ask(SERIES).file(signed(BOB)));
	});
}

/// Nobody keeps Admin from filing by filing claims, and Admin keeps nobody from it.
#[test]
fn are_not_taken_by_admin() {
	execute_with_checks(|| {
		for series in ALL_SERIES {
			assert_ok!(ask(series).file(signed(ADMIN)));
			assert_eq!(places(series), (0, 0));
		}
		for series in [SERIES, SECOND, OTHER] {
			ask(series).filed();
		}
		assert_ok!(ask(DMC_SERIES).file(signed(ADMIN)));
		for claim in 0..NextClaimId::<Test>::get() {
			vote(claim, VoteOutcome::Rejected);
			assert_ok!(conclude(claim));
		}
		assert_eq!(places(SERIES), (0, 0));
	});
}

/// A claim that waits for the end of its series, or is collected, is not voted on.
#[test]
fn are_not_taken_by_claims_that_passed() {
	execute_with_checks(|| {
		MaxOpen::set(&1);
		ask(SERIES).approved();
		ask(OTHER).awarded();
		assert_eq!(places(SERIES), (0, 0));
		ask(SECOND).filed();
	});
}

#[test]
fn cost_twice_as_much_for_each_eighth_beyond_the_half() {
	execute_with_checks(|| {
		MaxOpen::set(&4);
		// Of four: the third is taken when there are four eighths, the fourth when there are six.
		assert_eq!(ALL_SERIES.map(deposit), [1, 1, 1, 4].map(|times| times * DEPOSIT));
		assert_eq!(reserved(DMC), 7 * DEPOSIT);
		// The pool keeps what it was.
		vote(3, VoteOutcome::Rejected);
		assert_ok!(conclude(3));
		assert_eq!((reserved(DMC), available(DMC)), (3 * DEPOSIT, POOL + 4 * DEPOSIT));
	});
}

/// A place that is shared is paid for by what other series have taken.
#[test]
fn cost_those_who_share_one_no_more() {
	execute_with_checks(|| {
		MaxOpen::set(&2);
		assert_eq!([SERIES, SERIES, SECOND, SECOND].map(deposit), [DEPOSIT; 4]);
		assert_eq!(places(SERIES), (2, 2));
	});
}

/// Many votes on one place are as dear as many places.
#[test]
fn cost_more_the_more_claims_share_one() {
	execute_with_checks(|| {
		let deposits: Vec<_> = (0..18).map(|_| deposit(SERIES) / DEPOSIT).collect();
		assert_eq!(deposits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16]);
		assert_eq!(deposit(SECOND), DEPOSIT);
	});
}
