//! Other operators, who decide from the day after the next.

use super::*;
use frame_support::dispatch::DispatchClass;
use pallet_oracle::RawValues;

#[test]
fn leaves_days_in_play_to_those_before() {
	execute_with_checks(|| {
		change_operators(&[4, 5, 6, 7]);
		// Yesterday, today and tomorrow are theirs: of whom one is left, and feeds alone.
		for day in [YESTERDAY, TODAY, TODAY + 1] {
			begin(day + 1);
			(4..=7).for_each(|operator| feed(operator, day, 190));
			begin(day + 2);
			assert_eq!((average(day), disputed(day)), (None, None));
		}
		(4..=7).for_each(|operator| feed(operator, TODAY + 2, 190));
		assert_eq!(average(TODAY + 2), Some(per_unit(190)));
	});
}

#[test]
fn keeps_what_was_fed_before() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		// Whoever does not like a value removes nobody's feed.
		change_operators(&[4]);
		feed(4, YESTERDAY, 150);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
fn makes_nobody_wait_for_one_that_joins() {
	execute_with_checks(|| {
		change_operators(&[1, 2, 3, 4, 5]);
		all_feed(YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
		begin(TODAY + 3);
		all_feed(TODAY + 2, 100);
		assert_eq!(average(TODAY + 2), None);
		feed(5, TODAY + 2, 100);
		assert_eq!(average(TODAY + 2), Some(per_unit(100)));
	});
}

#[test]
fn does_not_lower_the_quorum_of_days_in_play() {
	execute_with_checks(|| {
		feed(1, YESTERDAY, 100);
		feed(2, YESTERDAY, 100);
		// All that remain have fed, and are no quorum of four.
		change_operators(&[1, 2]);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), None);
		begin(TODAY + 3);
		feed(1, TODAY + 2, 100);
		feed(2, TODAY + 2, 90);
		// The new set has fewer members than the quorum: all of them suffice.
		assert_eq!(average(TODAY + 2), Some(per_unit(100)));
	});
}

#[test]
fn twice_in_two_days_loses_no_set() {
	execute_with_checks(|| {
		change_operators(&[5]);
		begin(TODAY + 1);
		change_operators(&[6]);
		begin(TODAY + 2);
		change_operators(&[5, 6]);
		let decide = |day| Governance::operators(day);
		assert_eq!(decide(TODAY + 1), [1, 2, 3, 4]);
		assert_eq!(decide(TODAY + 2), [5]);
		assert_eq!(decide(TODAY + 3), [6]);
		assert_eq!(decide(TODAY + 4), [5, 6]);
		begin(TODAY + 3);
		feed(5, TODAY + 2, 100);
		assert_eq!(average(TODAY + 2), Some(per_unit(100)));
	});
}

#[test]
fn to_nobody_fixes_nothing() {
	execute_with_checks(|| {
		change_operators(&[]);
		begin(TODAY + 5);
		assert_eq!(Averages::<Test>::iter().count(), 0);
	});
}

#[test]
fn counts_an_operator_named_twice_once() {
	execute_with_checks(|| {
		change_operators(&[1, 1, 1, 2]);
		begin(TODAY + 3);
		feed(1, TODAY + 2, 100);
		begin(TODAY + 4);
		assert_eq!(average(TODAY + 2), None);
	});
}

#[test]
fn forgets_feeds_of_those_who_decide_nothing_any_more() {
	execute_with_checks(|| {
		let fed = |who| RawValues::<Test>::contains_key(who, BTC);
		feed(1, YESTERDAY, 100);
		feed(2, YESTERDAY, 100);
		change_operators(&[2, 3, 4]);
		begin(TODAY + 2);
		change_operators(&[3, 4]);
		assert!(fed(1) && fed(2));
		begin(TODAY + 3);
		let before = System::block_weight().get(DispatchClass::Normal).ref_time();
		change_operators(&[3, 4]);
		assert!(!fed(1) && fed(2));
		let weight = System::block_weight().get(DispatchClass::Normal).ref_time();
		assert_eq!(weight, before + 1_000_000);
	});
}

mod by_the_council {
	use super::*;
	use crate::LastOperatorChange;

	#[test]
	fn is_for_one_and_then_for_none_in_seven_days() {
		execute_with_checks(|| {
			assert!(Governance::pass_operator_change(false));
			for day in TODAY..=TODAY + 7 {
				begin(day);
				assert!(!Governance::pass_operator_change(false), "on {day}");
				assert!(!Governance::pass_operator_change(true), "on {day}");
			}
			assert_eq!(LastOperatorChange::<Test>::get(), Some(TODAY));
			begin(TODAY + 8);
			assert!(Governance::pass_operator_change(true));
			assert_eq!(LastOperatorChange::<Test>::get(), Some(TODAY + 8));
		});
	}

	/// Three are a quorum. What is refused uses nothing up.
	#[test]
	fn leaves_a_quorum() {
		execute_with_checks(|| {
			change_operators(&[1, 2, 3]);
			assert!(!Governance::pass_operator_change(true));
			assert_eq!(LastOperatorChange::<Test>::get(), None);
			assert!(Governance::pass_operator_change(false));
		});
	}
}
