use super::*;
use crate::{pauses::CallName, Error, NextPauseEnd, Pauses};
use frame_support::traits::TransactionPause;
use sp_runtime::DispatchError::BadOrigin;

const WEEK: u32 = 7 * DAY_BLOCKS;

fn bid() -> CallName {
	call("Market", "bid")
}

fn pause(call: CallName, blocks: u32) -> DispatchResult {
	Governance::pause(RuntimeOrigin::signed(COUNCIL), call, blocks)
}

fn unpause(call: CallName) -> DispatchResult {
	Governance::unpause(RuntimeOrigin::signed(COUNCIL), call)
}

fn is_paused(call: CallName) -> bool {
	FakePauser::is_paused(call)
}

/// The given block begins.
fn to_block(block: u64) {
	while System::block_number() < block {
		System::set_block_number(System::block_number() + 1);
		System::reset_events();
		Governance::on_initialize(System::block_number());
	}
}

#[test]
fn a_pause_ends_by_itself_and_both_are_told() {
	execute_with_checks(|| {
		assert_ok!(pause(bid(), WEEK));
		System::assert_last_event(Event::CallPaused { call: bid(), ends: 1 + WEEK }.into());
		to_block(u64::from(WEEK));
		assert!(is_paused(bid()));
		to_block(u64::from(WEEK) + 1);
		assert!(!is_paused(bid()));
		System::assert_last_event(Event::PauseEnded { call: bid() }.into());
		assert_eq!(NextPauseEnd::<Test>::get(), None);
	});
}

#[test]
fn a_pause_lasts_a_block_at_least_and_seven_days_at_most() {
	execute_with_checks(|| {
		for blocks in [0, WEEK + 1, u32::MAX] {
			assert_noop!(pause(bid(), blocks), Error::<Test>::InvalidTime);
		}
		assert_ok!(pause(bid(), 1));
		assert_ok!(pause(call("Market", "buy"), WEEK));
		to_block(2);
		assert_eq!([is_paused(bid()), is_paused(call("Market", "buy"))], [false, true]);
	});
}

#[test]
fn pausing_again_moves_the_end_for_21_days_in_all() {
	execute_with_checks(|| {
		let week = u64::from(WEEK);
		for weeks in 0..3 {
			to_block(1 + weeks * week);
			assert_ok!(pause(bid(), WEEK));
		}
		to_block(2 + 2 * week);
		assert_noop!(pause(bid(), WEEK), Error::<Test>::PausedTooLong);
		assert_ok!(pause(bid(), WEEK - 1));
		to_block(1 + 3 * week);
		assert!(!is_paused(bid()));
		assert_noop!(pause(bid(), 1), Error::<Test>::PausedTooLong);
		to_block(4 * week);
		assert_noop!(pause(bid(), 1), Error::<Test>::PausedTooLong);
		to_block(1 + 4 * week);
		assert_ok!(pause(bid(), WEEK));
	});
}

#[test]
fn some_calls_are_protected_and_others_do_not_exist() {
	execute_with_checks(|| {
		let refused = Error::<Test>::ProtectedCall;
		assert_noop!(pause(call("Market", "withdraw"), 1), refused);
		for unknown in [call("Market ", "bid"), call("market", "bid"), call("", "")] {
			assert_noop!(pause(unknown, 1), Error::<Test>::UnknownCall);
		}
	});
}

#[test]
fn a_pause_of_root_is_left_alone() {
	execute_with_checks(|| {
		Paused::insert(bid(), ());
		assert_noop!(pause(bid(), 1), Error::<Test>::PausedByRoot);
		assert_noop!(unpause(bid()), Error::<Test>::NotPaused);
		to_block(3);
		assert!(is_paused(bid()));
	});
}

#[test]
fn root_may_have_ended_it_before() {
	execute_with_checks(|| {
		assert_ok!(pause(bid(), 5));
		Paused::remove(bid());
		assert_ok!(pause(bid(), 9));
		assert!(is_paused(bid()));
		Paused::remove(bid());
		to_block(10);
		System::assert_last_event(Event::PauseEnded { call: bid() }.into());
		assert!(!is_paused(bid()));
	});
}

#[test]
fn unpause_ends_it_before_its_time() {
	execute_with_checks(|| {
		assert_noop!(unpause(bid()), Error::<Test>::NotPaused);
		assert_ok!(pause(bid(), WEEK));
		to_block(5);
		assert_ok!(unpause(bid()));
		assert!(!is_paused(bid()));
		System::assert_last_event(Event::PauseEnded { call: bid() }.into());
		assert_noop!(unpause(bid()), Error::<Test>::NotPaused);
		assert_eq!(NextPauseEnd::<Test>::get(), None);
		assert_eq!(Pauses::<Test>::get()[0].ends, 5);
	});
}

#[test]
fn at_most_32_calls_are_paused_or_rest_and_all_end_in_one_block() {
	execute_with_checks(|| {
		let nth = |index: u32| call("Market", &format!("call_{index}"));
		for index in 0..32 {
			assert_ok!(pause(nth(index), 5));
		}
		assert_noop!(pause(bid(), 5), Error::<Test>::TooManyPauses);
		assert_ok!(pause(nth(31), 6));
		System::set_block_number(5);
		// The last number is that of a look at votes.
		assert_eq!(Governance::on_initialize(5).ref_time(), 7 + 1);
		System::set_block_number(6);
		assert_eq!(Governance::on_initialize(6).ref_time(), 31_000 + 100);
		assert_eq!(NextPauseEnd::<Test>::get(), Some(7));
		to_block(7);
		assert!((0..32).all(|index| !is_paused(nth(index))));
		to_block(6 + u64::from(WEEK) - 1);
		assert_noop!(pause(bid(), 5), Error::<Test>::TooManyPauses);
		to_block(6 + u64::from(WEEK));
		assert_ok!(pause(bid(), 5));
	});
}

/// Otherwise a council that goes leaves the next one without pauses for a week.
#[test]
fn another_council_has_all_places_but_those_of_pauses_in_force() {
	execute_with_checks(|| {
		let nth = |index: u32| call("Market", &format!("call_{index}"));
		let fill = || {
			for index in 0..32 {
				assert_ok!(pause(nth(index), WEEK));
			}
			for index in 1..32 {
				assert_ok!(unpause(nth(index)));
			}
			assert_noop!(pause(bid(), 1), Error::<Test>::TooManyPauses);
		};
		fill();
		Governance::on_new_day(TODAY);
		assert_ok!(Governance::hand_over(RuntimeOrigin::signed(COUNCIL)));
		assert!(is_paused(nth(0)));
		assert_ok!(pause(bid(), 1));
		assert_ok!(unpause(bid()));
		assert_ok!(unpause(nth(0)));
		assert_eq!(Pauses::<Test>::get().len(), 1);

		to_block(3 + u64::from(WEEK));
		fill();
		begin(TODAY + 28);
		to_block(System::block_number() + 1);
		assert!(Governance::is_round() && is_paused(nth(0)));
		assert_ok!(pause(bid(), 1));
		assert_eq!(Pauses::<Test>::get().len(), 2);
	});
}

#[test]
fn both_are_for_admin_only() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(Governance::pause(origin.clone(), bid(), 1), BadOrigin);
			assert_noop!(Governance::unpause(origin, bid()), BadOrigin);
		}
		assert_ok!(Governance::pause(RuntimeOrigin::root(), bid(), 1));
		assert_ok!(Governance::unpause(RuntimeOrigin::root(), bid()));
	});
}
