//! Setting the weight of a network.

use super::*;

#[test]
fn holds_from_the_emission_of_today_on() {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0]));
		assert_ok!(stake(BOB, OTHER, &[10]));
		pass(2);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (750, 250));
		events();
		assert_ok!(set_weight(1, 9));
		assert_eq!(events(), [Event::NetworkWeightSet { network: 1, weight: 9 }]);
		// What was earned stays.
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (750, 250));
		pass(1);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (1_000, 1_000));
		assert_ok!(set_weight(0, 0));
		pass(1);
		assert_eq!((reward(SERIES, 0), reward(OTHER, 10)), (1_000, 2_000));
		// Nothing with a weight is staked: the budget keeps it.
		assert_ok!(set_weight(1, 0));
		pass(1);
		assert_eq!((reward(OTHER, 10), budget()), (2_000, 7_000));
		assert_ok!(unstake(ALICE, SERIES, &[0]));
		assert_eq!(dmc(ALICE), FUNDS + 1_000);
	});
}

#[test]
fn of_the_last_network_is_accepted_and_of_the_next_refused() {
	execute_with_checks(|| {
		assert_ok!(set_weight(MAX_NETWORKS - 1, u32::MAX));
		assert_noop!(set_weight(MAX_NETWORKS, 1), Error::<Test>::UnknownNetwork);
	});
}

#[test]
fn is_for_admin() {
	execute_with_checks(|| {
		for origin in [signed(STRANGER), RuntimeOrigin::none()] {
			let call = Staking::set_network_weight(origin, 0, 1);
			assert_noop!(call, DispatchError::BadOrigin);
		}
		assert_ok!(Staking::set_network_weight(RuntimeOrigin::root(), 0, 1));
	});
}
