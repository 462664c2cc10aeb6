//! Payouts in what the transactions of blocks leave.

use super::*;
use crate::CLAIMS_PER_BLOCK;

/// Weight of the hook for turns with certificates, reading past the last one counted as one more.
fn cost(turns: u64, items: u64) -> Weight {
	Weight::from_parts(7 + 500 * turns + 20 * items, 0)
}

/// How far the shares of a live claim are paid; `None` at the end.
fn sweep(claim: ClaimId) -> Option<Sweep> {
	LiveClaims::<Test>::get(claim).unwrap()
}

fn visited(claim: ClaimId) -> u32 {
	sweep(claim).unwrap().visited
}

fn done(claim: ClaimId, certificates: u32) -> Event<Test> {
	Event::PayoutDone { claim, certificates }
}

/// An award of all that was lost.
fn whole() -> ClaimId {
	let claim = Ask::new(ALL).awarded();
	events();
	claim
}

/// More certificates of a series.
fn more(series: SeriesId, count: u32) {
	for item in 100..100 + count {
		let cert = Cert {
			owner: 1_000 + u64::from(item),
			start: 90,
			days: 10,
			instalments: 400,
			awards: 0,
		};
		Certs::insert(series, item, cert);
	}
}

#[test]
fn pays_every_share_and_tells_when_it_is_done() {
	execute_with_checks(|| {
		let claim = whole();
		// Five certificates and the end; then three turns of the same claim in which nothing is due.
		assert_eq!(idle(Weight::MAX), cost(4, 6));
		let told = events();
		for (item, owner) in [(0, ALICE), (1, BOB), (3, CAROL)] {
			assert!(told.contains(&collected(claim, item, owner, LOSS)));
		}
		assert_eq!((told.len(), told.last()), (4, Some(&done(claim, 5))));
		assert_eq!([ALICE, BOB, CAROL, DAVE, MINER].map(usdt), [LOSS, LOSS, LOSS, 0, 0]);
		assert_eq!((award_of(claim).paid, reserved(USDT)), (3 * LOSS, LOSS));
		assert_eq!(sweep(claim), None);
	});
}

#[test]
fn is_done_once() {
	execute_with_checks(|| {
		let claim = whole();
		blocks(1);
		events();
		assert_eq!(idle(Weight::MAX), cost(4, 0));
		blocks(5);
		assert_eq!((events(), sweep(claim)), (vec![], None));
	});
}

#[test]
fn pays_nothing_twice_of_what_was_collected() {
	execute_with_checks(|| {
		let claim = whole();
		assert_ok!(collect(claim, [0, 3]));
		events();
		blocks(1);
		assert_eq!(events(), [collected(claim, 1, BOB, LOSS), done(claim, 5)]);
		assert_ok!(collect(claim, [1]));
		assert_eq!(events(), [failed(claim, 1, Error::<Test>::AlreadyCollected)]);
	});
}

#[test]
fn uses_little_when_there_is_no_claim() {
	execute_with_checks(|| {
		assert_eq!(idle(Weight::MAX), cost(0, 0));
		assert_eq!(idle(cost(0, 0)), cost(0, 0));
		assert_eq!(idle(cost(0, 0) - Weight::from_parts(1, 0)), Weight::zero());
	});
}

#[test]
fn does_nothing_without_weight_for_a_share() {
	execute_with_checks(|| {
		let claim = whole();
		let little = cost(1, 1) - Weight::from_parts(1, 0);
		assert_eq!(idle(little), cost(0, 0));
		assert_eq!(idle(Weight::zero()), Weight::zero());
		assert_eq!((sweep(claim), events()), (Some(Sweep::default()), vec![]));
		assert_eq!(idle(cost(1, 1)), cost(1, 1));
		assert_eq!(visited(claim), 1);
	});
}

#[test]
fn goes_on_where_the_last_block_came_to() {
	execute_with_checks(|| {
		let claim = whole();
		let order: Vec<_> = Certs::iter_key_prefix(SERIES).collect();
		for (visited, item) in (1..).zip(order) {
			idle(cost(1, 1));
			let next = Sweep { cursor: Some(item), visited, requeue: false };
			assert_eq!(sweep(claim), Some(next));
		}
		assert_eq!([ALICE, BOB, CAROL].map(usdt), [LOSS; 3]);
		events();
		idle(cost(1, 1));
		assert_eq!(events(), [done(claim, 5)]);
	});
}

#[test]
fn never_uses_more_than_is_left_or_than_its_limit() {
	for left in (0..1_500).step_by(13) {
		execute_with_checks(|| {
			whole();
			let left = Weight::from_parts(left, 0);
			assert!(idle(left).all_lte(left));
		});
	}
	execute_with_checks(|| {
		let claim = whole();
		MaxPayoutWeight::set(cost(1, 2));
		assert_eq!(idle(Weight::MAX), cost(1, 2));
		assert_eq!(visited(claim), 2);
	});
}

#[test]
fn visits_a_limited_number_of_certificates_in_a_turn_and_of_turns_in_a_block() {
	execute_with_checks(|| {
		more(SERIES, 200);
		let claim = whole();
		let turn = cost(1, ITEMS_PER_TURN.into());
		assert_eq!(idle(turn), turn);
		assert_eq!(visited(claim), ITEMS_PER_TURN);
		let (turns, items) = (CLAIMS_PER_BLOCK, CLAIMS_PER_BLOCK * ITEMS_PER_TURN);
		assert_eq!(idle(Weight::MAX), cost(turns.into(), items.into()));
		assert_eq!(visited(claim), ITEMS_PER_TURN + items);
		blocks(1);
		assert_eq!(events().last(), Some(&done(claim, 205)));
		assert_eq!(Paid::get().len(), 203);
	});
}

/// What its owner cannot take stays collectable.
#[test]
fn a_share_that_cannot_be_paid_stops_nobody() {
	execute_with_checks(|| {
		let claim = whole();
		block(BOB);
		blocks(1);
		let told = events();
		assert!(told.contains(&failed(claim, 1, sp_runtime::TokenError::Blocked)));
		assert_eq!(told.last(), Some(&done(claim, 5)));
		assert_eq!([ALICE, CAROL].map(usdt), [LOSS; 2]);
		allow(BOB);
		blocks(3);
		assert_eq!((events(), usdt(BOB)), (vec![], 1));
		assert_ok!(collect(claim, [1]));
		assert_eq!(usdt(BOB), 1 + LOSS);
	});
}

#[test]
fn claims_take_turns() {
	execute_with_checks(|| {
		for series in [SERIES, SECOND, OTHER] {
			more(series, 100);
		}
		let claims = [SERIES, SECOND, OTHER].map(|series| Ask::new(300).of(series).awarded());
		for turns in 1..=6 {
			idle(cost(1, ITEMS_PER_TURN.into()));
			let mut each = claims.map(visited);
			each.sort();
			let min = turns / 3 * ITEMS_PER_TURN;
			let max = turns.div_ceil(3) * ITEMS_PER_TURN;
			assert_eq!((each[0], each[2]), (min, max));
		}
		blocks(2);
		assert_eq!(claims.map(sweep), [None; 3]);
	});
}

/// After the last claim in the storage comes the first.
#[test]
fn the_turn_goes_on_after_claims_that_are_over() {
	execute_with_checks(|| {
		let claims = [SERIES, SECOND, OTHER].map(|series| Ask::new(300).of(series).awarded());
		let order: Vec<_> = LiveClaims::<Test>::iter_keys().collect();
		assert_eq!(order.len(), claims.len());
		PayoutTurn::<Test>::put(order[2]);
		pass(90);
		let live = || order.iter().map(|claim| status(*claim).is_live()).collect::<Vec<_>>();
		for expected in [[false, true, true], [false, false, true], [false; 3]] {
			assert_eq!(idle(cost(1, 1)), cost(1, 0));
			assert_eq!(live(), expected);
		}
		assert_eq!(idle(Weight::MAX), cost(0, 0));
	});
}

/// Votes are concluded by their referendum, or by anyone.
#[test]
fn leaves_votes_alone() {
	execute_with_checks(|| {
		let claims = [0, 1, 2].map(|_| Ask::new(500).filed());
		vote(claims[0], VoteOutcome::Approved);
		vote(claims[1], VoteOutcome::Rejected);
		events();
		blocks(3);
		assert_eq!((events(), places(SERIES)), (vec![], (1, 3)));
		resume(SERIES);
		blocks(3);
		assert_eq!((events(), places(SERIES)), (vec![], (1, 3)));
	});
}

#[test]
fn fixes_an_award_and_pays_it_in_the_same_turn() {
	execute_with_checks(|| {
		let claim = Ask::new(500).approved();
		events();
		blocks(2);
		assert_eq!(events(), []);
		terminate(SERIES);
		blocks(1);
		assert_eq!(award_of(claim).paid, 3 * 125);
		let expires_on = FROZEN + 90;
		let (series, asset, amount, loss) = (SERIES, USDT, 500, ALL);
		let awarded = Event::ClaimAwarded { claim, series, asset, amount, loss, expires_on };
		let told = events();
		assert_eq!((&told[0], told.last()), (&awarded, Some(&done(claim, 5))));
	});
}

#[test]
fn releases_what_was_reserved_when_a_series_resumes() {
	execute_with_checks(|| {
		let claim = Ask::new(500).approved();
		resume(SERIES);
		blocks(1);
		assert_eq!((status(claim), reserved(USDT)), (ClaimStatus::Void, 0));
	});
}

#[test]
fn ends_awards_when_their_time_is_over() {
	execute_with_checks(|| {
		let claim = whole();
		block(BOB);
		blocks(1);
		pass(89);
		blocks(1);
		assert!(status(claim).is_live());
		events();
		pass(1);
		blocks(1);
		let returned = 2 * LOSS;
		let expired = Event::ClaimExpired { claim, series: SERIES, asset: USDT, returned };
		assert_eq!(events(), [expired]);
		assert_eq!((reserved(USDT), available(USDT)), (0, POOL - ALL + returned));
	});
}
