//! The end of the launch stage.

use super::*;
use crate::{stage::Stage, Error, FirstDay, RootCall};
use sp_runtime::DispatchError::BadOrigin;

fn hand_over(who: u64) -> DispatchResult {
	Governance::hand_over(RuntimeOrigin::signed(who))
}

#[test]
fn by_admin_is_possible_from_the_first_day_on() {
	for origin in [RuntimeOrigin::signed(COUNCIL), RuntimeOrigin::root()] {
		execute_with_checks(|| {
			assert_eq!(Governance::stage(), Stage::Launch);
			assert_ok!(Governance::hand_over(origin));
			assert_eq!(Governance::stage(), Stage::Community { since: TODAY });
			System::assert_last_event(Event::HandedOver { day: TODAY }.into());
			assert_eq!(Governance::hand_over_from(), None);
		});
	}
}

#[test]
fn by_anyone_is_possible_after_180_days() {
	execute_with_checks(|| {
		// The calendar tells of the first day when it begins.
		Governance::on_new_day(TODAY);
		let first = TODAY + 180;
		assert_eq!(Governance::hand_over_from(), Some(first));
		begin(first - 1);
		assert_eq!(FirstDay::<Test>::get(), Some(TODAY));
		assert_noop!(hand_over(7), Error::<Test>::TooEarly);
		begin(first);
		assert_noop!(Governance::hand_over(RuntimeOrigin::none()), BadOrigin);
		assert_ok!(hand_over(7));
		assert_eq!(Governance::stage(), Stage::Community { since: first });
	});
}

#[test]
fn of_a_chain_that_noted_no_first_day_waits_for_the_whole_time() {
	execute_with_checks(|| {
		assert_eq!(Governance::hand_over_from(), Some(TODAY + 180));
		assert_noop!(hand_over(7), Error::<Test>::TooEarly);
	});
}

#[test]
fn happens_once() {
	execute_with_checks(|| {
		Governance::on_new_day(TODAY);
		assert_ok!(hand_over(COUNCIL));
		begin(TODAY + 200);
		for who in [COUNCIL, 7] {
			assert_noop!(hand_over(who), Error::<Test>::LaunchIsOver);
		}
		assert_eq!(Governance::stage(), Stage::Community { since: TODAY });
	});
}

#[test]
fn withdraws_a_call_from_the_road_to_root() {
	execute_with_checks(|| {
		let five = RuntimeOrigin::signed(FIVE);
		assert_ok!(Governance::propose_root_call(five, CALL, CALL_LEN));
		assert_ok!(hand_over(COUNCIL));
		assert_eq!((Road::withdrawn(), RootCall::<Test>::get()), (vec![0], None));
	});
}
