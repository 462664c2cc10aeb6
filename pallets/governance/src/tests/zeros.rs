//! Networks whose income ends.

use super::*;

fn zero_days() -> u32 {
	Governance::zero_days(BTC)
}

#[test]
fn zero_after_a_positive_value_is_disputed() {
	for values in [&[0][..], &[100, 0]] {
		execute_with_checks(|| {
			days(values);
			let day = YESTERDAY + values.len() as Day - 1;
			assert_eq!((average(day), disputed(day)), (None, Some(per_unit(0))));
			assert_eq!(zero_days(), 0);
		});
	}
}

#[test]
fn zero_after_zero_is_published() {
	execute_with_checks(|| {
		days(&[100, 0, 0, 0]);
		assert_eq!(average(TODAY + 1), Some(per_unit(0)));
		assert_eq!((zero_days(), Governance::latest(BTC)), (2, Some(per_unit(0))));
		// Confirmed, the first one counts as well.
		assert_ok!(confirm(TODAY));
		assert_eq!(zero_days(), 3);
	});
}

#[test]
fn a_positive_value_after_zero_is_disputed_once() {
	execute_with_checks(|| {
		days(&[100, 0, 0, 100, 100]);
		assert_eq!(disputed(TODAY + 2), Some(per_unit(100)));
		assert_eq!(average(TODAY + 3), Some(per_unit(100)));
		assert_eq!(zero_days(), 0);
	});
}

#[test]
fn a_minority_of_zeros_changes_nothing() {
	execute_with_checks(|| {
		for (operator, value) in [(1, 0), (2, 0), (3, 100), (4, 100)] {
			feed(operator, YESTERDAY, value);
		}
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
fn a_gap_and_a_struck_day_end_the_row() {
	execute_with_checks(|| {
		days(&[100, 0, 0, 0, 0]);
		assert_eq!(zero_days(), 3);
		assert_ok!(strike(TODAY + 1));
		assert_eq!(zero_days(), 2);
		begin(TODAY + 6);
		all_feed(TODAY + 5, 0);
		assert_eq!(zero_days(), 1);
	});
}
