//! A feed that counts for nobody says so.

use super::*;
use dmex_primitives::MAX_NETWORKS;
use IgnoredFeed::*;

fn ignored() -> Option<(NetworkId, Day, u64, IgnoredFeed)> {
	events().into_iter().rev().find_map(|event| match event {
		Event::FeedIgnored { network, day, who, reason } => Some((network, day, who, reason)),
		_ => None,
	})
}

#[test]
fn of_another_day() {
	execute_with_checks(|| {
		for day in [TODAY, TODAY + 1, Day::MAX] {
			all_feed(day, 100);
			assert_eq!(ignored(), Some((BTC, day, 4, DayNotOver)));
		}
		for day in [YESTERDAY - 1, 0] {
			all_feed(day, 100);
			assert_eq!(ignored(), Some((BTC, day, 4, TooOld)));
		}
		begin(TODAY + 2);
		assert_eq!(Averages::<Test>::iter().count(), 0);
		assert_eq!(last_fed(), None);
	});
}

#[test]
fn of_an_unknown_network() {
	execute_with_checks(|| {
		for network in [NETWORKS, MAX_NETWORKS, u32::MAX] {
			(1..=4).for_each(|operator| feed_network(network, operator, YESTERDAY, 100));
			assert_eq!(ignored(), Some((network, YESTERDAY, 4, UnknownNetwork)));
			assert_eq!(Oracle::get(&network), None);
		}
		begin(TODAY + 1);
		assert_eq!(Averages::<Test>::iter().count(), 0);
	});
}

#[test]
fn of_an_operator_that_does_not_decide_yet() {
	execute_with_checks(|| {
		change_operators(&[1, 2, 3, 4, 5]);
		feed(5, YESTERDAY, 100);
		assert_eq!(ignored(), Some((BTC, YESTERDAY, 5, NotOperator)));
	});
}

#[test]
fn of_root() {
	execute_with_checks(|| {
		let values = vec![(BTC, DayValue { day: YESTERDAY, value: per_unit(1) })];
		assert_ok!(Oracle::feed_values(RuntimeOrigin::root(), values.try_into().unwrap()));
		assert!(matches!(ignored(), Some((BTC, YESTERDAY, _, NotOperator))));
	});
}

#[test]
fn of_a_day_whose_value_is_fixed() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		assert_eq!(ignored(), None);
		feed(1, YESTERDAY, 110);
		assert_eq!(ignored(), Some((BTC, YESTERDAY, 1, AlreadyFixed)));
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

/// After a stop the calendar is behind the clock: a feed of a day that the clock has ended, and the
/// calendar will end, counts when it does.
#[test]
fn never_of_a_day_that_counts_when_the_calendar_has_caught_up() {
	execute_with_checks(|| {
		Now::set(&(u64::from(TODAY + 2) * DAY));
		Behind::set(&1);
		all_feed(TODAY + 1, 100);
		assert_eq!((ignored(), average(TODAY + 1)), (None, None));
		Behind::set(&0);
		Governance::on_new_day(TODAY + 2);
		begin(TODAY + 3);
		assert_eq!(average(TODAY + 1), Some(per_unit(100)));
	});
}
