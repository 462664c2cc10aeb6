//! What operators of the oracle, or whoever would replace them, might try with the averages.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{MarketAverages as _, SeriesId};
use dmex_runtime::{Governance, OracleMembership};
use frame_support::traits::SortedMembers;
use pallet_governance::{Averages, Call, Disputed, Event, IgnoredFeed};
use pallet_membership::{Call as Membership, Instance1};
use pallet_oracle::RawValues;
use pallet_risk_escrow::{Call as Escrow, Error};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::DispatchError;

fn number(value: u32) -> PerUnit {
	PerUnit::from_u32(value)
}

fn average(day: Day) -> Option<PerUnit> {
	Averages::<Runtime>::get(NETWORK, day)
}

type Change = Membership<Runtime, Instance1>;

/// A referendum replaces all operators.
fn replace_operators(members: Vec<AccountId>) {
	assert_ok!(root(Change::reset_members { members }));
}

fn add(who: AccountId) -> Change {
	Change::add_member { who: who.into() }
}

fn remove(who: AccountId) -> Change {
	Change::remove_member { who: who.into() }
}

fn swap(remove: AccountId, add: AccountId) -> Change {
	Change::swap_member { remove: remove.into(), add: add.into() }
}

/// Ferdie pays what a unit really earned for the oldest day, whatever the average says of it.
fn pays_the_truth(series: SeriesId) {
	assert_ok!(distribute(&ferdie(), series, unpaid(series), &[EXPECTED]));
}

/// A single operator suffices on this chain. It raises the average by nine tenths a day, which
/// passes as a change from one day to the next, and an honest miner would be ninety times short
/// after a week. The median of the last seven holds it at three times, and what it got to is struck
/// out.
#[test]
fn an_operator_alone_cannot_walk_away_with_the_average() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 7]);
		let first = unpaid(series);
		let (mut claimed, mut published) = (AVERAGE, Vec::new());
		for day in first..first + 7 {
			to_day(day + 1);
			claimed = claimed * 19 / 10;
			assert_ok!(feed(alice(), NETWORK, day, number(claimed)));
			to_day(day + 2);
			published.extend(average(day));
		}
		// The second step is 3.61 times the truth already, and from then on every day is disputed.
		assert_eq!(published, [number(AVERAGE * 19 / 10)]);
		let newest = number(claimed);
		assert_eq!(Disputed::<Runtime>::get(NETWORK, first + 6), Some(newest));

		// One that knows the bounds stays below them.
		let again = first + 8;
		for (day, value) in (again..).zip([150_000, 150_000, 150_000, 285_000, 285_000]) {
			to_day(day + 1);
			assert_ok!(feed(alice(), NETWORK, day, number(value)));
			to_day(day + 2);
		}
		while unpaid(series) + 2 <= today() {
			pays_the_truth(series);
		}
		let latest = Governance::latest(NETWORK).unwrap();
		assert!(latest <= number(AVERAGE * 9), "{latest:?}");
		for day in first..today() {
			if average(day).is_some() {
				assert_ok!(council(Call::strike_average { network: NETWORK, day }));
				assert_ok!(act(nobody(), Escrow::apply_strike { series, day }));
			}
		}
		assert_eq!(ledger(series).clocks.underpaid_streak, 0);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		assert_eq!(Governance::latest(NETWORK), Some(number(AVERAGE)));
	});
}

/// Four of the council are with a miner, and want an average of next to nothing: what it pays would be
/// enough then, and the escrow of its holders its own. One operator is theirs, and decides nothing.
#[test]
fn the_council_gets_no_more_than_one_operator_in_seven_days() {
	execute_with_checks_on(opening_at(genesis(LOCAL_TESTNET_RUNTIME_PRESET), 100), || {
		next_day();
		let start = today();
		let reset = Change::reset_members { members: vec![eve()] };
		assert_noop!(council(reset.clone()), DispatchError::BadOrigin);
		assert_noop!(five_of_the_council(reset.clone()), DispatchError::BadOrigin);
		let calls = vec![swap(alice(), eve()).into(), swap(bob(), ferdie()).into()];
		let both = pallet_utility::Call::<Runtime>::batch_all { calls };
		assert_noop!(council(both), DispatchError::BadOrigin);
		let not_member = pallet_membership::Error::<Runtime, Instance1>::NotMember;
		assert_noop!(council(swap(one(), eve())), not_member);
		assert_ok!(council(swap(alice(), eve())));

		for day in start..start + 7 {
			to_day(day);
			for change in [swap(bob(), ferdie()), remove(bob()), add(ferdie())] {
				assert_noop!(council(change), DispatchError::BadOrigin);
			}
			if day > start + 2 {
				assert_ok!(feed(eve(), NETWORK, day - 1, number(1)));
				for honest in [bob(), charlie(), dave()] {
					assert_ok!(feed(honest, NETWORK, day - 1, number(100)));
				}
				assert_eq!(average(day - 1), Some(number(100)));
			}
		}
		to_day(start + 7);
		assert_noop!(council(add(ferdie())), DispatchError::BadOrigin);
		to_day(start + 8);
		assert_ok!(council(remove(bob())));
		// A quorum of three is left, and none of them is removed by the council.
		to_day(start + 16);
		assert_noop!(council(remove(charlie())), DispatchError::BadOrigin);
		assert_ok!(council(add(ferdie())));
		// DMC holders do as they decide, at any time.
		assert_ok!(root(remove(eve())));
		assert_ok!(root(reset));
		assert_eq!(OracleMembership::members().to_vec(), [eve()]);
	});
}

/// All operators are replaced by others, who feed at once. Whatever day is in play, those before decide
/// it.
#[test]
fn operators_that_are_changed_decide_from_the_day_after_the_next() {
	execute_with_checks_on(opening_at(genesis(LOCAL_TESTNET_RUNTIME_PRESET), 100), || {
		next_day();
		let (changed, friends) = (today(), [eve(), ferdie(), one(), two()]);
		for operator in [alice(), bob(), charlie()] {
			assert_ok!(feed(operator, NETWORK, changed - 1, number(100)));
		}
		let replace = Change::reset_members { members: friends.to_vec() };
		assert_noop!(act(alice(), replace), DispatchError::BadOrigin);
		replace_operators(friends.to_vec());
		assert!(OracleMembership::sorted_members().contains(&eve()));
		let feed_all = |day, value| {
			next_block();
			for friend in friends.clone() {
				assert_ok!(feed(friend, NETWORK, day, number(value)));
			}
		};
		feed_all(changed - 1, 190);
		let (day, who, reason) = (changed - 1, eve(), IgnoredFeed::NotOperator);
		assert_emitted(Event::FeedIgnored { network: NETWORK, day, who, reason });
		// What those fed who left counts.
		next_day();
		assert_eq!(average(changed - 1), Some(number(100)));
		// Nobody that decides these days is left to feed them.
		feed_all(changed, 190);
		next_day();
		feed_all(changed + 1, 190);
		next_day();
		assert_eq!((average(changed), average(changed + 1)), (None, None));
		feed_all(changed + 2, 190);
		assert_eq!(average(changed + 2), Some(number(190)));

		// Feeds of former operators are forgotten with the next change.
		let left = || RawValues::<Runtime>::contains_key(alice(), NETWORK);
		assert!(left());
		replace_operators(vec![one(), two()]);
		assert!(!left());
	});
}

/// A change a day, forth and back: every day has the operators of two days before it.
#[test]
fn changes_of_following_days_lose_no_set_of_operators() {
	execute_with_checks(|| {
		opens_at(NETWORK, 50);
		next_day();
		let first = today();
		replace_operators(vec![eve()]);
		next_day();
		replace_operators(vec![alice()]);
		replace_operators(vec![ferdie()]);
		next_day();
		replace_operators(vec![alice(), bob()]);
		let decide = |day| Governance::operators(day);
		assert_eq!(decide(first + 1).len(), 4);
		assert_eq!(decide(first + 2), [eve()]);
		assert_eq!(decide(first + 3), [ferdie()]);
		assert_eq!(decide(first + 4).len(), 2);
		// Named three times, it counts once.
		replace_operators(vec![alice(), alice(), alice()]);
		assert_eq!(decide(first + 4), [alice()]);
	});
}
