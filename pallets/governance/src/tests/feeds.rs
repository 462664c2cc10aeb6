//! A value fixed by the last operator's feed.

use super::*;
use crate::{Averages, Disputed};
use dmex_primitives::MAX_NETWORKS;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchClass};
use sp_runtime::DispatchError;

#[test]
fn all_operators_fix_the_newest_closed_day() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		assert_eq!(average(YESTERDAY), None);
		feed(4, YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
		assert_eq!(last_fed(), Some((YESTERDAY, per_unit(100))));
		let value = per_unit(100);
		assert_eq!(
			events(),
			vec![Event::AverageFixed { network: BTC, day: YESTERDAY, value, feeds: 4 }]
		);
	});
}

#[test]
fn an_even_count_takes_the_lower_middle() {
	execute_with_checks(|| {
		for (operator, value) in [(1, 40), (2, 10), (3, 30), (4, 20)] {
			feed(operator, YESTERDAY, value);
		}
		assert_eq!(average(YESTERDAY), Some(per_unit(20)));
	});
}

#[test]
fn an_operator_may_correct_itself_until_the_value_is_fixed() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 50));
		assert_eq!(average(YESTERDAY), None);
		feed(4, YESTERDAY, 60);
		assert_eq!(average(YESTERDAY), Some(per_unit(50)));
		all_feed(YESTERDAY, 70);
		assert_eq!(average(YESTERDAY), Some(per_unit(50)));
		assert_eq!(last_fed(), Some((YESTERDAY, per_unit(50))));
		assert_eq!(events().len(), 1);
	});
}

#[test]
fn of_other_days_count_for_nobody() {
	execute_with_checks(|| {
		all_feed(YESTERDAY - 1, 100);
		all_feed(TODAY, 100);
		all_feed(TODAY + 1, 100);
		all_feed(Day::MAX, 100);
		assert_eq!(Averages::<Test>::iter().count(), 0);
		assert_eq!(last_fed(), None);
	});
}

#[test]
fn before_the_day_was_over_count_for_nobody_later() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, TODAY, 100));
		begin(TODAY + 1);
		feed(4, TODAY, 100);
		assert_eq!(average(TODAY), None);
		begin(TODAY + 2);
		assert_eq!(average(TODAY), None);
	});
}

#[test]
fn a_wrong_day_takes_back_the_right_one() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		feed(1, YESTERDAY - 1, 100);
		feed(4, YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), None);
		feed(1, YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
fn of_zero_count_for_nobody() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		feed(4, YESTERDAY, 0);
		assert_eq!(average(YESTERDAY), None);
	});
}

#[test]
fn of_unknown_networks_count_for_nobody() {
	execute_with_checks(|| {
		for network in [MAX_NETWORKS, u32::MAX] {
			(1..=4).for_each(|operator| feed_network(network, operator, YESTERDAY, 100));
		}
		begin(TODAY + 1);
		assert_eq!(Averages::<Test>::iter().count(), 0);
		assert_eq!(Oracle::get(&MAX_NETWORKS), None);
		(1..=4).for_each(|operator| feed_network(MAX_NETWORKS - 1, operator, TODAY, 100));
		assert_eq!(Averages::<Test>::iter().count(), 1);
	});
}

#[test]
fn of_root_count_for_nobody() {
	execute_with_checks(|| {
		let values = vec![(BTC, DayValue { day: YESTERDAY, value: per_unit(1) })];
		assert_ok!(Oracle::feed_values(RuntimeOrigin::root(), values.try_into().unwrap()));
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		assert_eq!(average(YESTERDAY), None);
		feed(4, YESTERDAY, 100);
		System::assert_last_event(
			pallet_oracle::Event::NewFeedData {
				sender: 4,
				values: vec![(BTC, DayValue { day: YESTERDAY, value: per_unit(100) })],
			}
			.into(),
		);
		let value = per_unit(100);
		assert_eq!(
			events(),
			vec![Event::AverageFixed { network: BTC, day: YESTERDAY, value, feeds: 4 }]
		);
	});
}

#[test]
fn of_strangers_are_refused() {
	execute_with_checks(|| {
		let values = vec![(BTC, DayValue { day: YESTERDAY, value: per_unit(1) })];
		assert_noop!(
			Oracle::feed_values(RuntimeOrigin::signed(5), values.try_into().unwrap()),
			DispatchError::from(pallet_oracle::Error::<Test>::NoPermission)
		);
	});
}

#[test]
fn networks_are_apart() {
	execute_with_checks(|| {
		(1..=4).for_each(|operator| feed_network(0, operator, YESTERDAY, 7));
		(1..=3).for_each(|operator| feed_network(2, operator, YESTERDAY, 9));
		assert_eq!(Averages::<Test>::get(0, YESTERDAY), Some(per_unit(7)));
		assert_eq!(Averages::<Test>::iter().count(), 1);
	});
}

#[test]
fn before_the_calendar_starts_do_nothing() {
	execute_with_checks(|| {
		Now::set(&0);
		all_feed(0, 100);
		assert_eq!(Averages::<Test>::iter().count(), 0);
	});
}

#[test]
fn an_operator_that_leaves_no_longer_counts() {
	execute_with_checks(|| {
		for (operator, value) in [(1, 900), (2, 900), (3, 100)] {
			feed(operator, YESTERDAY, value);
		}
		Operators::set(&vec![3, 4]);
		feed(4, YESTERDAY, 110);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
fn an_operator_that_joins_is_waited_for() {
	execute_with_checks(|| {
		Operators::set(&vec![1, 2, 3, 4, 5]);
		all_feed(YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), None);
		feed(5, YESTERDAY, 100);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
fn too_far_from_the_last_one_are_disputed() {
	// What follows 100: exactly half and twice pass, anything beyond does not.
	for (value, passes) in [(200, true), (201, false), (50, true), (49, false)] {
		execute_with_checks(|| {
			all_feed(YESTERDAY, 100);
			begin(TODAY + 1);
			all_feed(TODAY, value);
			let (day, value, last) = (TODAY, per_unit(value), per_unit(100));
			assert_eq!(average(day), passes.then_some(value));
			assert_eq!(Disputed::<Test>::get(BTC, day), (!passes).then_some(value));
			assert_eq!(last_fed(), Some((day, value)));
			let told = if passes {
				Event::AverageFixed { network: BTC, day, value, feeds: 4 }
			} else {
				Event::AverageDisputed { network: BTC, day, value, last, feeds: 4 }
			};
			assert_eq!(events().last(), Some(&told));
		});
	}
}

#[test]
fn the_allowed_change_is_governed() {
	execute_with_checks(|| {
		let value = averages::Parameters::MaxChange(averages::MaxChange, Some(300));
		let parameter = RuntimeParameters::Averages(value);
		assert_ok!(Governance::set_parameter(RuntimeOrigin::root(), parameter));
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		all_feed(TODAY, 300);
		assert_eq!(average(TODAY), Some(per_unit(300)));
	});
}

#[test]
fn a_disputed_value_is_fixed_too() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		all_feed(TODAY, 300);
		all_feed(TODAY, 100);
		begin(TODAY + 2);
		assert_eq!(average(TODAY), None);
		assert_eq!(Disputed::<Test>::get(BTC, TODAY), Some(per_unit(300)));
	});
}

#[test]
fn a_lasting_jump_costs_one_day() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		all_feed(TODAY, 300);
		begin(TODAY + 2);
		all_feed(TODAY + 1, 310);
		assert_eq!(average(TODAY), None);
		assert_eq!(average(TODAY + 1), Some(per_unit(310)));
	});
}

#[test]
fn a_spike_costs_two_days() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		for (day, value) in [(TODAY, 300), (TODAY + 1, 100), (TODAY + 2, 100)] {
			begin(day + 1);
			all_feed(day, value);
		}
		assert_eq!((average(TODAY), average(TODAY + 1)), (None, None));
		assert_eq!(average(TODAY + 2), Some(per_unit(100)));
	});
}

#[test]
fn the_oracle_shows_the_median_of_a_quorum() {
	execute_with_checks(|| {
		// The raw values of two operators are no value.
		feed(1, YESTERDAY, 30);
		feed(2, YESTERDAY, 10);
		assert_eq!(Oracle::get(&BTC), None);
		feed(3, YESTERDAY, 20);
		let shown = || Oracle::get(&BTC).map(|shown| (shown.value.day, shown.value.value));
		assert_eq!(shown(), Some((YESTERDAY, per_unit(20))));
		// The next day's first feeds leave it standing.
		begin(TODAY + 1);
		feed(1, TODAY, 90);
		assert_eq!(shown(), Some((YESTERDAY, per_unit(20))));
	});
}

#[test]
fn cost_their_weight() {
	execute_with_checks(|| {
		let before = System::block_weight().get(DispatchClass::Normal).ref_time();
		feed(1, YESTERDAY, 100);
		assert_eq!(System::block_weight().get(DispatchClass::Normal).ref_time(), before + 4);
	});
}
