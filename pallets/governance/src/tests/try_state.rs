use super::*;
use crate::{
	spending::{DaySpending, Spent},
	stage::Stage,
	votes::Standing,
	CurrentStage, FirstDay, LastOperatorChange, NetworkSettings, NextPauseEnd, NextRound,
	OperatorSets, Outflows, Pauses, Quorum, RootCall, RootCallRecord, SeenReferenda, Spendings,
	Standings, Struck,
};
use dmex_primitives::Asset;
use frame_support::assert_err;

fn corrupted(corrupt: impl FnOnce(), reason: &'static str) {
	new_test_ext().execute_with(|| {
		days(&[100, 110, 300, 150]);
		assert_ok!(strike(TODAY));
		Governance::do_try_state().unwrap();
		corrupt();
		assert_err!(Governance::do_try_state(), reason);
	});
}

#[test]
fn finds_a_value_of_no_network() {
	let reason = "1: a value of no network";
	corrupted(|| Averages::<Test>::insert(NETWORKS, YESTERDAY, per_unit(1)), reason);
	corrupted(|| Disputed::<Test>::insert(NETWORKS, YESTERDAY, per_unit(1)), reason);
	corrupted(|| Struck::<Test>::insert(NETWORKS, YESTERDAY, per_unit(1)), reason);
	corrupted(|| Histories::<Test>::insert(NETWORKS, Histories::<Test>::get(BTC)), reason);
}

#[test]
fn finds_a_value_nobody_fed() {
	let reason = "1: a value after the newest fixed day";
	corrupted(|| Averages::<Test>::insert(BTC, TODAY + 3, per_unit(1)), reason);
	corrupted(|| Disputed::<Test>::insert(BTC, TODAY + 3, per_unit(1)), reason);
	corrupted(|| Averages::<Test>::insert(BTC + 1, YESTERDAY, per_unit(1)), reason);
}

#[test]
fn finds_a_value_with_two_fates() {
	let reason = "2: published, disputed or struck out at once";
	corrupted(|| Averages::<Test>::insert(BTC, TODAY, per_unit(110)), reason);
	corrupted(|| Averages::<Test>::insert(BTC, TODAY + 1, per_unit(300)), reason);
	corrupted(|| Disputed::<Test>::insert(BTC, TODAY, per_unit(110)), reason);
}

#[test]
fn finds_a_newest_day_that_is_not_over() {
	let later = || Histories::<Test>::mutate(BTC, |history| history.last_day = Some(TODAY + 3));
	corrupted(later, "3: fixed before its day was over");
}

#[test]
fn finds_a_newest_day_without_a_value() {
	let later = || {
		begin(TODAY + 4);
		Histories::<Test>::mutate(BTC, |history| history.last_day = Some(TODAY + 3));
	};
	corrupted(later, "3: the newest fixed day has no value");
}

#[test]
fn finds_a_quorum_of_nobody() {
	corrupted(|| Quorum::<Test>::put(0), "4: nobody is a quorum");
}

#[test]
fn finds_an_opening_average_of_zero() {
	let zero =
		|| NetworkSettings::<Test>::mutate(BTC, |s| s.as_mut().unwrap().opening = per_unit(0));
	corrupted(zero, "5: an opening average of zero");
}

#[test]
fn finds_a_history_that_is_not_what_was() {
	let change =
		|change: fn(&mut crate::history::History)| move || Histories::<Test>::mutate(BTC, change);
	let averages = "6: other averages are remembered";
	corrupted(change(|history| history.positive.truncate(1)), averages);
	corrupted(change(|history| history.positive[0].value = per_unit(7)), averages);
	let zeros = "6: other zero days are remembered";
	corrupted(change(|history| history.zeros.try_push(TODAY + 2).unwrap()), zeros);
	let last = "6: another value is the last one";
	corrupted(change(|history| history.disputed[0].day = TODAY + 3), last);
}

#[test]
fn finds_sets_of_operators_out_of_order() {
	let reason = "7: sets out of order";
	corrupted(
		|| {
			change_operators(&[1]);
			OperatorSets::<Test>::mutate(|sets| sets[1].from = 0);
		},
		reason,
	);
}

#[test]
fn finds_an_operator_that_counts_twice() {
	let twice = || OperatorSets::<Test>::mutate(|sets| sets[0].members[1] = 1);
	corrupted(twice, "7: an operator counts twice");
}

fn vote_corrupted(corrupt: impl FnOnce(), reason: &'static str) {
	new_test_ext().execute_with(|| {
		open(100);
		to_block(2);
		Governance::do_try_state().unwrap();
		corrupt();
		assert_err!(Governance::do_try_state(), reason);
	});
}

#[test]
fn finds_a_vote_that_was_not_looked_at() {
	let reason = "8: a referendum was not looked at";
	vote_corrupted(|| assert_eq!(open(100), 1), reason);
	vote_corrupted(SeenReferenda::<Test>::kill, reason);
}

#[test]
fn finds_a_vote_that_ends_between_hours() {
	let reason = "9: a vote ends between two hours";
	vote_corrupted(|| <Dao as crate::Referenda>::set_end(0, 101), reason);
}

#[test]
fn finds_a_wrong_note() {
	let note = |referendum, extensions| {
		Standings::<Test>::insert(referendum, Standing { passing: true, extensions, turned: false })
	};
	vote_corrupted(|| note(1, 0), "10: no such referendum is noted");
	vote_corrupted(|| note(0, 4), "10: a vote was extended too often");
	vote_corrupted(|| note(0, 0), "10: a vote is noted too early");
}

#[test]
fn finds_wrong_spending() {
	let spent = |days: &[(Day, u128)]| {
		let days = days.iter().map(|(day, amount)| DaySpending { day: *day, amount: *amount });
		let days = days.collect::<Vec<_>>().try_into().unwrap();
		Spendings::<Test>::insert(Asset::Native, Spent(days));
	};
	vote_corrupted(|| spent(&[]), "11: nothing was spent");
	vote_corrupted(|| spent(&[(TODAY, 0)]), "11: a day without an amount");
	vote_corrupted(|| spent(&[(TODAY + 1, 1)]), "11: spent on a day to come");
	vote_corrupted(|| spent(&[(TODAY, 1), (TODAY - 1, 1)]), "11: days out of order");
}

#[test]
fn finds_a_stage_that_began_on_no_day() {
	let never = "12: handed over on no day of the chain";
	corrupted(|| CurrentStage::<Test>::put(Stage::Community { since: TODAY + 9 }), never);
	corrupted(|| CurrentStage::<Test>::put(Stage::Community { since: YESTERDAY - 1 }), never);
	corrupted(|| FirstDay::<Test>::put(TODAY + 9), "12: the first day is yet to come");
}

#[test]
fn finds_a_call_on_a_closed_road() {
	let call = RootCallRecord { call_hash: CALL, referendum: 0 };
	let closed = || {
		CurrentStage::<Test>::put(Stage::Community { since: TODAY });
		RootCall::<Test>::put(call);
	};
	corrupted(closed, "12: a call is on a closed road");
}

#[test]
fn finds_a_stage_with_the_rounds_of_another() {
	let reason = "12: a round in the launch stage, or none after it";
	corrupted(|| NextRound::<Test>::put(TODAY), reason);
	corrupted(|| CurrentStage::<Test>::put(Stage::Community { since: TODAY + 2 }), reason);
}

#[test]
fn finds_a_call_that_is_paused_twice_or_too_long() {
	let paused = || {
		let pause = Governance::pause(RuntimeOrigin::root(), call("Market", "bid"), 5);
		assert_ok!(pause);
	};
	let twice = || {
		paused();
		let first = Pauses::<Test>::get()[0].clone();
		assert_ok!(Pauses::<Test>::try_append(first));
	};
	corrupted(twice, "13: a call is paused twice");
	let long = |since, ends| {
		paused();
		Pauses::<Test>::mutate(|pauses| {
			pauses[0].since = since;
			pauses[0].ends = ends;
		});
		NextPauseEnd::<Test>::put(ends);
	};
	corrupted(|| long(1, 2 + 21 * DAY_BLOCKS), "13: a pause is too long");
	corrupted(|| long(3, 2), "13: a pause is too long");
	let resting = || {
		paused();
		Pauses::<Test>::mutate(|pauses| {
			pauses[0].in_force = false;
			pauses[0].inherited = true;
		});
		NextPauseEnd::<Test>::kill();
	};
	corrupted(resting, "13: a call rests after a pause of another council");
	let forgotten = || {
		paused();
		NextPauseEnd::<Test>::kill();
	};
	corrupted(forgotten, "13: another pause ends next");
}

#[test]
fn finds_an_outflow_above_what_was_held() {
	let outflow = crate::fuse::Outflow { day: TODAY, held: 1, left: 2, blown: false };
	let reason = "14: more left than was held";
	corrupted(|| Outflows::<Test>::insert(Asset::Native, outflow), reason);
}

#[test]
fn finds_an_operator_changed_on_a_day_to_come() {
	let reason = "15: an operator was changed on a day to come";
	corrupted(|| LastOperatorChange::<Test>::put(TODAY + 10), reason);
}
