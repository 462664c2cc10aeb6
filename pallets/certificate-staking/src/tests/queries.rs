//! What clients see.

use super::*;

#[test]
fn a_stake_as_json() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		assert_ok!(claim(SERIES, &[0]));
		pass(1);
		let view = Staking::stake_view(SERIES, 0).unwrap();
		let expected = serde_json::json!({
			"series": SERIES, "item": 0, "staker": ALICE, "units": 10, "since": FIRST + 1, "end": END,
			"reward": "1000", "claimed": "1000", "paused": false,
		});
		assert_eq!(serde_json::to_value(view).unwrap(), expected);
		assert_eq!(Staking::stake_view(SERIES, 1), None);
		assert_eq!(Staking::stake_view(OTHER, 0), None);
	});
}

#[test]
fn staking_as_json() {
	execute_with_checks(|| {
		assert_ok!(fund(1_700));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		assert_ok!(stake(BOB, SERIES, &[10]));
		let pool = |network: u32, weight: u32, units: u32, joining: u32| {
			serde_json::json!({
				"network": network, "weight": weight, "units": units, "joining": joining,
			})
		};
		let expected = serde_json::json!({
			"budget": "700", "owed": "1000", "emission": "700", "startDay": FIRST,
			"pools": [pool(0, 3, 10, 10), pool(1, 1, 0, 0)],
		});
		assert_eq!(serde_json::to_value(Staking::staking_view()).unwrap(), expected);
	});
}

#[test]
fn the_backing_counts_budget_owed_and_credits() {
	execute_with_checks(|| {
		assert_ok!(fund(1_050));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_ok!(stake(BOB, DUST, &[10]));
		pass(2);
		empty(BOB);
		assert_ok!(unstake(BOB, DUST, &[10]));
		let credit = Credited::get(BOB, DMC);
		assert!((1..ED).contains(&credit), "{credit}");
		gift(7);
		let expected = Backing { asset: DMC, held: ED + 1_057, due: 1_050 };
		assert_eq!(Staking::backing(), expected);
		assert_eq!(budget() + owed() + credit, 1_050);
	});
}
