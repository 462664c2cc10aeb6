//! The council's road to Root.

use super::*;
use crate::{Error, RootCall, RootCallError, RootCallRecord};
use dmex_primitives::VoteOutcome;
use sp_runtime::DispatchError::BadOrigin;

fn propose() -> DispatchResult {
	Governance::propose_root_call(RuntimeOrigin::signed(FIVE), CALL, CALL_LEN)
}

fn last() -> Option<u32> {
	RootCall::<Test>::get().map(|call| call.referendum)
}

#[test]
fn opens_a_referendum_on_the_call() {
	execute_with_checks(|| {
		assert_ok!(propose());
		let call = RootCallRecord { call_hash: CALL, referendum: 0 };
		assert_eq!(RootCall::<Test>::get(), Some(call));
		System::assert_last_event(
			Event::RootCallProposed { call_hash: CALL, referendum: 0 }.into(),
		);
	});
}

#[test]
fn the_road_is_the_referendum_of_the_last_call() {
	execute_with_checks(|| {
		let on_road = || [0, 1].map(Governance::is_on_road_to_root);
		assert_eq!(on_road(), [false, false]);
		assert_ok!(propose());
		assert_eq!(on_road(), [true, false]);
		Road::take_back();
		assert_ok!(propose());
		assert_eq!(on_road(), [false, true]);
		assert_ok!(Governance::hand_over(RuntimeOrigin::root()));
		assert_eq!(on_road(), [false, false]);
	});
}

#[test]
fn refuses_others() {
	execute_with_checks(|| {
		let origins = [COUNCIL, 7].map(RuntimeOrigin::signed);
		for origin in origins.into_iter().chain([RuntimeOrigin::root(), RuntimeOrigin::none()]) {
			assert_noop!(Governance::propose_root_call(origin, CALL, CALL_LEN), BadOrigin);
		}
	});
}

#[test]
fn is_over_with_the_launch_stage() {
	execute_with_checks(|| {
		assert_ok!(Governance::hand_over(RuntimeOrigin::root()));
		assert_noop!(propose(), Error::<Test>::LaunchIsOver);
	});
}

#[test]
fn refuses_a_second_call_while_one_is_pending() {
	execute_with_checks(|| {
		assert_ok!(propose());
		assert_noop!(propose(), Error::<Test>::RootCallPending);
		assert_eq!(last(), Some(0));
	});
}

#[test]
fn a_call_that_the_council_took_back_makes_room_for_the_next() {
	execute_with_checks(|| {
		assert_ok!(propose());
		Road::take_back();
		assert_ok!(propose());
		assert_eq!((last(), Road::withdrawn()), (Some(1), vec![0]));
		assert_noop!(propose(), Error::<Test>::RootCallPending);
	});
}

#[test]
fn takes_a_stopped_call_off_the_whitelist_and_leaves_an_approved_one() {
	execute_with_checks(|| {
		assert_ok!(propose());
		Road::end(VoteOutcome::Approved);
		assert_ok!(propose());
		assert_eq!((last(), Road::withdrawn()), (Some(1), vec![]));
		Road::end(VoteOutcome::Rejected);
		assert_ok!(propose());
		assert_eq!((last(), Road::withdrawn()), (Some(2), vec![1]));
		Road::end(VoteOutcome::Absent);
		assert_ok!(propose());
		assert_eq!((last(), Road::withdrawn()), (Some(3), vec![1, 2]));
	});
}

#[test]
fn refuses_a_vetoed_call() {
	execute_with_checks(|| {
		Road::veto();
		assert_noop!(propose(), Error::<Test>::Vetoed);
	});
}

#[test]
fn refuses_what_cannot_be_enacted() {
	let errors = [
		(RootCallError::NoPreimage, Error::<Test>::NoPreimage),
		(RootCallError::NotACall, Error::<Test>::NotACall),
		(RootCallError::TooHeavy, Error::<Test>::TooHeavy),
	];
	for (reason, error) in errors {
		execute_with_checks(|| {
			Road::refuse(reason);
			assert_noop!(propose(), error);
		});
	}
	execute_with_checks(|| {
		let five = RuntimeOrigin::signed(FIVE);
		let longer = Governance::propose_root_call(five, CALL, CALL_LEN + 1);
		assert_noop!(longer, Error::<Test>::NoPreimage);
	});
}
