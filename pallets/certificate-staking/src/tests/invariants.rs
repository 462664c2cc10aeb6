//! Each test corrupts storage so that one invariant of the README fails.

use super::*;
use crate::SeriesRecord;

const DAMAGED: &str = "records are missing or sums overflow";

/// Two series with stakes that earned, one with a pause that is over, and stakes that joined today; once
/// corrupted, it is refused for the reason `why`.
fn refused(why: &'static str, corrupt: impl FnOnce()) {
	execute_with_checks(|| {
		assert_ok!(fund(10_000));
		assert_ok!(stake(ALICE, SERIES, &[0, 1]));
		assert_ok!(stake(BOB, OTHER, &[10]));
		pass(1);
		for frozen in [true, false] {
			freeze(SERIES, frozen);
			assert_ok!(claim(SERIES, &[0]));
		}
		pass(3);
		assert_ok!(claim(SERIES, &[0]));
		assert_ok!(stake(ALICE, SERIES, &[2]));
		check();
		let _ = frame_support::storage::with_storage_layer(|| {
			corrupt();
			assert_eq!(Staking::do_try_state(), Err(DispatchError::Other(why)));
			Err::<(), _>(DispatchError::Other("rolled back"))
		});
	});
}

fn change_pool(how: impl FnOnce(&mut Pool)) {
	Pools::<Test>::mutate(0, how);
}

fn change_series(how: impl FnOnce(&mut SeriesRecord)) {
	SeriesStakes::<Test>::mutate_extant(SERIES, how);
}

fn change_stake(item: ItemId, how: impl FnOnce(&mut Stake<u64>)) {
	Stakes::<Test>::mutate(SERIES, item, |stake| how(stake.as_mut().unwrap()));
}

#[test]
fn the_account_holds_what_is_due() {
	refused("1: the account does not hold what is due", || {
		Budget::<Test>::mutate(|budget| *budget += 1);
	});
	refused("1: the account does not hold what is due", || {
		Credited::insert(ALICE, DMC, 1);
	});
	refused(DAMAGED, || Budget::<Test>::put(Balance::MAX));
}

#[test]
fn owed_is_what_was_given_and_not_paid() {
	refused("2: what is owed", || Owed::<Test>::mutate(|owed| *owed -= 1));
	refused("2: what is accrued in a pool", || change_pool(|pool| pool.accrued += 1));
	refused("2: what is accrued in a pool", || change_pool(|pool| pool.accrued -= 1));
	refused("2: what is accrued in a pool", || change_stake(0, |stake| stake.claimed -= 1));
	refused("2: what is accrued in a pool", || change_stake(1, |stake| stake.since += 2));
	refused("2: a stake earned more than it was given", || {
		change_stake(0, |stake| stake.end = FIRST + 2);
		Indices::<Test>::insert(0, FIRST + 3, 1 << 100);
	});
	refused("2: a stake was paid more than it earned", || {
		change_stake(0, |stake| stake.end = stake.since);
	});
	refused("2: stakes without a pool", || Pools::<Test>::remove(1));
}

#[test]
fn series_count_their_stakes() {
	refused("3: the number of stakes", || change_series(|series| series.stakes += 1));
	refused("3: the units of a series", || change_series(|series| series.units += 1));
	refused("3: the joining units of a series", || change_series(|series| series.joining -= 1));
	refused("3: a series without stakes", || {
		SeriesStakes::<Test>::insert(DUST, SeriesRecord::new(0));
	});
	refused(DAMAGED, || SeriesStakes::<Test>::remove(SERIES));
}

#[test]
fn pauses_are_in_order() {
	let push = |pause| change_series(|series| series.pauses.try_push(pause).unwrap());
	// Before the stakes: no reward changes.
	refused("3: the order of pauses", || push((FIRST, FIRST + 1)));
	refused("3: the order of pauses", || push((FIRST + 3, FIRST + 3)));
	refused("3: a pause in the future", || push((FIRST + 8, FIRST + 9)));
}

#[test]
fn pools_have_the_units_of_their_series() {
	refused("4: the units of a pool", || change_pool(|pool| pool.units += 1));
	refused("4: the units of a pool", || change_pool(|pool| pool.joining += 1));
	refused("4: a pool of no network", || {
		Pools::<Test>::insert(MAX_NETWORKS, Pool::default());
	});
	refused("4: an index fell", || Indices::<Test>::insert(0, FIRST, SCALE));
	refused("4: an index fell", || Indices::<Test>::insert(0, FIRST + 9, u128::MAX));
}

#[test]
fn stakes_are_listed_with_their_stakers() {
	refused("5: a stake that is not listed", || {
		StakesOf::<Test>::remove(ALICE, (SERIES, 0));
	});
	refused("5: a stake that is not listed", || change_stake(0, |stake| stake.staker = BOB));
	refused("5: a listed stake that is none", || {
		StakesOf::<Test>::insert(BOB, (SERIES, 9), ());
	});
}
