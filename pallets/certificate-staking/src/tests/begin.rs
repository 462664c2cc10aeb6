//! Genesis and the first day; staking on a chain from before.

use super::*;

#[test]
fn genesis_sets_weights_and_the_first_day_starts_the_halvings() {
	ext(&[(0, 3), (15, 7)], ED).execute_with(|| {
		start();
		assert_eq!([0, 1, 15].map(|network| Pools::<Test>::get(network).weight), [3, 0, 7]);
		assert_eq!(StartDay::<Test>::get(), None);
		Staking::on_new_day(FIRST);
		assert_eq!(StartDay::<Test>::get(), Some(FIRST));
		pass(1);
		assert_eq!(StartDay::<Test>::get(), Some(FIRST));
	});
}

#[test]
#[should_panic(expected = "a weight of staking is of no network")]
fn genesis_refuses_a_weight_of_no_network() {
	ext(&[(MAX_NETWORKS, 1)], ED);
}

/// The account of staking has nothing there.
#[test]
fn a_chain_from_before_begins_today() {
	ext(&[], 0).execute_with(|| {
		start();
		Staking::begin(&[(0, 100), (1, 10), (MAX_NETWORKS, 1)]);
		assert_eq!(StartDay::<Test>::get(), Some(FIRST));
		assert_eq!([0, 1].map(|network| Pools::<Test>::get(network).weight), [100, 10]);
		assert_eq!(Pools::<Test>::iter_keys().count(), 2);
		check();
		assert_ok!(stake(ALICE, SERIES, &[0]));
		pass(2);
		assert_eq!((budget(), owed()), (0, 0));
		// The first money is the account's existential deposit.
		assert_ok!(fund(ED + 7));
		assert_eq!(budget(), 7);
		check();
		assert_ok!(fund(5));
		assert_eq!(budget(), 12);
		pass(1);
		assert_eq!((reward(SERIES, 0), budget(), held()), (12, 0, ED + 12));
	});
}
