//! A value fixed by the last operator's feed.

use super::*;
use frame_support::dispatch::DispatchClass;
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
fn of_an_even_number_the_middle_one_nearer_to_the_last_average_counts() {
	let feed_four = |day| {
		for (operator, value) in [(1, 140), (2, 60), (3, 130), (4, 75)] {
			feed(operator, day, value);
		}
	};
	// The opening average of 100 is nearer to 75 than to 130.
	execute_with_checks(|| {
		feed_four(YESTERDAY);
		assert_eq!(average(YESTERDAY), Some(per_unit(75)));
	});
	execute_with_checks(|| {
		all_feed(YESTERDAY, 110);
		begin(TODAY + 1);
		feed_four(TODAY);
		assert_eq!(average(TODAY), Some(per_unit(130)));
	});
	// What is disputed was never published.
	execute_with_checks(|| {
		days(&[90, 190]);
		assert_eq!(disputed(TODAY), Some(per_unit(190)));
		begin(TODAY + 2);
		feed_four(TODAY + 1);
		assert_eq!(disputed(TODAY + 1), Some(per_unit(75)));
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
		let (day, value) = (YESTERDAY, per_unit(100));
		assert_eq!(
			events().last(),
			Some(&Event::AverageFixed { network: BTC, day, value, feeds: 4 })
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
		(1..=4).for_each(|operator| feed_network(0, operator, YESTERDAY, 70));
		(1..=3).for_each(|operator| feed_network(2, operator, YESTERDAY, 90));
		assert_eq!(Averages::<Test>::get(0, YESTERDAY), Some(per_unit(70)));
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
fn too_far_from_the_last_one_are_disputed() {
	// What follows 100: exactly half and twice pass, anything beyond does not.
	for (value, passes) in [(200, true), (201, false), (50, true), (49, false)] {
		execute_with_checks(|| {
			all_feed(YESTERDAY, 100);
			begin(TODAY + 1);
			all_feed(TODAY, value);
			let (day, value, base) = (TODAY, per_unit(value), per_unit(100));
			assert_eq!(average(day), passes.then_some(value));
			assert_eq!(disputed(day), (!passes).then_some(value));
			assert_eq!(last_fed(), Some((day, value)));
			let told = if passes {
				Event::AverageFixed { network: BTC, day, value, feeds: 4 }
			} else {
				Event::AverageDisputed { network: BTC, day, value, base, feeds: 4 }
			};
			assert_eq!(events().last(), Some(&told));
		});
	}
}

#[test]
fn the_first_one_is_compared_with_the_opening_average() {
	for (value, passes) in [(200, true), (201, false), (50, true), (49, false), (1_000, false)] {
		execute_with_checks(|| {
			all_feed(YESTERDAY, value);
			let value = per_unit(value);
			assert_eq!(average(YESTERDAY), passes.then_some(value));
			assert_eq!(disputed(YESTERDAY), (!passes).then_some(value));
		});
	}
}

#[test]
fn too_far_from_the_median_of_the_last_seven_are_disputed() {
	execute_with_checks(|| {
		days(&[100, 100, 100, 100, 190]);
		let day = TODAY + 4;
		begin(day + 1);
		all_feed(day, 301);
		let (value, base) = (per_unit(301), per_unit(100));
		let told = Event::AverageDisputed { network: BTC, day, value, base, feeds: 4 };
		assert_eq!(events().last(), Some(&told));
		begin(day + 2);
		all_feed(day + 1, 300);
		assert_eq!(average(day + 1), Some(per_unit(300)));
	});
}

#[test]
fn the_allowed_change_is_the_networks_own() {
	execute_with_checks(|| {
		Governance::set_max_change(BTC, 300);
		(1..=4).for_each(|operator| feed_network(2, operator, YESTERDAY, 300));
		all_feed(YESTERDAY, 300);
		assert_eq!(average(YESTERDAY), Some(per_unit(300)));
		assert_eq!(Disputed::<Test>::get(2, YESTERDAY), Some(per_unit(300)));
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
		assert_eq!(disputed(TODAY), Some(per_unit(300)));
	});
}

#[test]
fn a_lasting_jump_costs_one_day() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		all_feed(TODAY, 300);
		begin(TODAY + 2);
		all_feed(TODAY + 1, 290);
		assert_eq!(average(TODAY), None);
		assert_eq!(average(TODAY + 1), Some(per_unit(290)));
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
		feed(1, YESTERDAY, 130);
		feed(2, YESTERDAY, 110);
		assert_eq!(Oracle::get(&BTC), None);
		feed(3, YESTERDAY, 120);
		let shown = || Oracle::get(&BTC).map(|shown| (shown.value.day, shown.value.value));
		assert_eq!(shown(), Some((YESTERDAY, per_unit(120))));
		// The next day's first feeds leave it standing.
		begin(TODAY + 1);
		feed(1, TODAY, 90);
		assert_eq!(shown(), Some((YESTERDAY, per_unit(120))));
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
