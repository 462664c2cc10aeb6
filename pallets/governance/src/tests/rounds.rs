//! When rounds of elections are held.

use super::*;
use crate::{LastRound, NextRound};

/// The chain begins, and hands over. Returns the block in progress.
fn handed_over() -> u64 {
	Governance::on_new_day(TODAY);
	assert_ok!(Governance::hand_over(RuntimeOrigin::signed(COUNCIL)));
	System::block_number()
}

/// Whether a round is held in the next block.
fn next_is_round() -> bool {
	to_block(System::block_number() + 1);
	Governance::is_round()
}

#[test]
fn no_round_is_held_in_the_launch_stage() {
	execute_with_checks(|| {
		begin(TODAY + 100);
		assert!(!next_is_round());
		assert_eq!((NextRound::<Test>::get(), LastRound::<Test>::get()), (None, None));
	});
}

#[test]
fn the_first_round_is_a_whole_term_after_the_hand_over_and_then_one_each_term() {
	execute_with_checks(|| {
		handed_over();
		for round in 1..=3 {
			let due = TODAY + 28 * round;
			assert_eq!(NextRound::<Test>::get(), Some(due));
			begin(due - 1);
			assert!(!next_is_round());
			begin(due);
			assert!(next_is_round());
			assert!(!next_is_round(), "one round is held, in one block");
		}
	});
}

#[test]
fn a_term_that_has_begun_keeps_its_length() {
	execute_with_checks(|| {
		handed_over();
		Term::set(&7);
		begin(TODAY + 27);
		assert!(!next_is_round());
		Term::set(&180);
		begin(TODAY + 28);
		assert!(next_is_round());
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 28 + 180));
	});
}

#[test]
fn a_round_that_cannot_be_held_is_tried_each_day() {
	execute_with_checks(|| {
		handed_over();
		IsFilled::set(&false);
		for day in TODAY + 28..TODAY + 31 {
			begin(day);
			assert!(!next_is_round());
			// It is tried once a day, not in each block.
			IsFilled::set(&true);
			assert!(!next_is_round());
			IsFilled::set(&false);
			assert_eq!(NextRound::<Test>::get(), Some(day + 1));
		}
		IsFilled::set(&true);
		begin(TODAY + 31);
		assert!(next_is_round());
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 31 + 28));
	});
}

#[test]
fn a_council_that_can_adopt_nothing_is_elected_anew_on_the_next_day() {
	execute_with_checks(|| {
		handed_over();
		IsAble::set(&false);
		IsFilled::set(&false);
		begin(TODAY + 3);
		assert!(!next_is_round());
		IsFilled::set(&true);
		assert!(!next_is_round(), "it is tried once a day");
		begin(TODAY + 4);
		assert!(next_is_round());
		IsAble::set(&true);
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 4 + 28));
		begin(TODAY + 5);
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 4 + 28));
	});
}

/// The council of genesis would stay for half a year more.
#[test]
fn the_first_round_is_four_weeks_after_the_hand_over_however_long_a_term_is() {
	execute_with_checks(|| {
		Term::set(&180);
		handed_over();
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 28));
		begin(TODAY + 28);
		assert!(next_is_round());
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 28 + 180));
	});
}

#[test]
fn a_round_is_held_late_if_its_day_had_no_block() {
	execute_with_checks(|| {
		let block = handed_over();
		begin(TODAY + 40);
		assert!(next_is_round());
		assert_eq!(LastRound::<Test>::get(), Some(block as u32 + 1));
		assert_eq!(NextRound::<Test>::get(), Some(TODAY + 40 + 28));
	});
}

#[test]
fn the_block_of_a_round_declares_its_weight() {
	execute_with_checks(|| {
		handed_over();
		let before = Governance::on_initialize(5);
		begin(TODAY + 28);
		let weight = Governance::on_initialize(5).saturating_sub(before);
		assert_eq!(weight.ref_time(), 10_000);
	});
}
