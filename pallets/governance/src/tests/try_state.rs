use super::*;
use crate::{Averages, Disputed, Quorum};
use dmex_primitives::MAX_NETWORKS;
use frame_support::assert_err;

fn corrupted(corrupt: impl FnOnce(), reason: &'static str) {
	new_test_ext().execute_with(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		all_feed(TODAY, 300);
		Governance::do_try_state().unwrap();
		corrupt();
		assert_err!(Governance::do_try_state(), reason);
	});
}

#[test]
fn finds_a_value_of_no_network() {
	corrupted(
		|| Averages::<Test>::insert(MAX_NETWORKS, YESTERDAY, per_unit(1)),
		"1: a value of no network",
	);
}

#[test]
fn finds_a_value_of_zero() {
	corrupted(|| Averages::<Test>::insert(BTC, YESTERDAY, per_unit(0)), "1: a value of zero");
	corrupted(|| Disputed::<Test>::insert(BTC, TODAY, per_unit(0)), "1: a value of zero");
}

#[test]
fn finds_a_value_nobody_fed() {
	let reason = "1: a value after the last fed one";
	corrupted(|| Averages::<Test>::insert(BTC, TODAY + 1, per_unit(1)), reason);
	corrupted(|| Disputed::<Test>::insert(BTC, TODAY + 1, per_unit(1)), reason);
	corrupted(|| Averages::<Test>::insert(BTC + 1, YESTERDAY, per_unit(1)), reason);
}

#[test]
fn finds_a_value_both_published_and_disputed() {
	corrupted(|| Averages::<Test>::insert(BTC, TODAY, per_unit(300)), "2: published and disputed");
}

#[test]
fn finds_a_last_median_that_was_never_fixed() {
	let reason = "3: the last fed median is nowhere";
	corrupted(|| Disputed::<Test>::remove(BTC, TODAY), reason);
	corrupted(|| Disputed::<Test>::insert(BTC, TODAY, per_unit(301)), reason);
}

#[test]
fn finds_a_median_of_a_day_in_progress() {
	let last = DayValue { day: TODAY + 1, value: per_unit(300) };
	corrupted(|| LastFed::<Test>::insert(BTC, last), "3: fed before its day was over");
}

#[test]
fn finds_a_quorum_of_nobody() {
	corrupted(|| Quorum::<Test>::put(0), "4: nobody is a quorum");
}
