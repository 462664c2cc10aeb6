//! A value fixed when its time is up.

use super::*;
use crate::Averages;
use frame_support::weights::Weight;
use AverageStatus::*;

#[test]
fn into_the_second_day_after_fixes_with_a_quorum() {
	execute_with_checks(|| {
		for (operator, value) in [(1, 30), (2, 10), (3, 20)] {
			feed(operator, YESTERDAY, value);
		}
		assert_eq!(average(YESTERDAY), None);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), Some(per_unit(20)));
		let value = per_unit(20);
		assert_eq!(
			events(),
			vec![Event::AverageFixed { network: BTC, day: YESTERDAY, value, feeds: 3 }]
		);
	});
}

#[test]
fn into_the_first_day_after_fixes_nothing() {
	execute_with_checks(|| {
		begin(TODAY + 1);
		(1..=3).for_each(|operator| feed(operator, TODAY, 100));
		// The same day rolls over again: what is fed is of the newest closed day.
		Governance::on_new_day(TODAY + 1);
		assert_eq!(average(TODAY), None);
	});
}

#[test]
fn without_a_quorum_leaves_the_day_without_an_average_for_ever() {
	execute_with_checks(|| {
		feed(1, YESTERDAY, 100);
		feed(2, YESTERDAY, 100);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), None);
		all_feed(YESTERDAY, 100);
		begin(TODAY + 3);
		assert_eq!(average(YESTERDAY), None);
		// Nothing was ever fixed for this network: nothing to tell.
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn ends_the_time_in_which_an_average_may_come() {
	execute_with_checks(|| {
		assert_eq!([TODAY - 2, YESTERDAY, TODAY].map(status), [Never, Pending, Pending]);
		begin(TODAY + 1);
		assert_eq!([YESTERDAY, TODAY].map(status), [Never, Pending]);
		all_feed(TODAY, 100);
		begin(TODAY + 2);
		all_feed(TODAY + 1, 300);
		assert_eq!([TODAY, TODAY + 1].map(status), [Known(per_unit(100)), Pending]);
		// What is disputed has none unless the council confirms it.
		begin(TODAY + 3);
		assert_eq!(status(TODAY + 1), Never);
		assert_ok!(Governance::confirm_average(RuntimeOrigin::root(), BTC, TODAY + 1));
		assert_eq!(status(TODAY + 1), Known(per_unit(300)));
	});
}

#[test]
fn tells_of_a_day_without_an_average() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		feed(1, TODAY, 100);
		begin(TODAY + 3);
		let told = events();
		assert_eq!(
			told[1..],
			[
				Event::NoAverage { network: BTC, day: TODAY },
				Event::NoAverage { network: BTC, day: TODAY + 1 },
			]
		);
		assert_eq!(last_fed(), Some((YESTERDAY, per_unit(100))));
	});
}

#[test]
fn asks_for_the_quorum_of_genesis() {
	execute_with_checks(|| {
		assert_eq!(crate::Quorum::<Test>::get(), 3);
		crate::Quorum::<Test>::put(1);
		feed(2, YESTERDAY, 100);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
	});
}

#[test]
#[should_panic = "quorum of the oracle must be at least one"]
fn genesis_refuses_a_quorum_of_nobody() {
	use sp_runtime::BuildStorage;
	let governance = crate::GenesisConfig { quorum: 0, ..Default::default() };
	let _ = RuntimeGenesisConfig { governance, ..Default::default() }.build_storage();
}

#[test]
fn takes_all_operators_when_they_are_less_than_a_quorum() {
	execute_with_checks(|| {
		feed(1, YESTERDAY, 100);
		feed(2, YESTERDAY, 90);
		// Both that remain have fed, and neither feeds again.
		Operators::set(&vec![1, 2]);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), Some(per_unit(90)));
	});
}

#[test]
fn without_operators_fixes_nothing() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		Operators::set(&vec![]);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), None);
	});
}

#[test]
fn fixes_what_a_corrected_feed_says_last() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		(1..=2).for_each(|operator| feed(operator, YESTERDAY, 120));
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), Some(per_unit(120)));
	});
}

#[test]
fn disputes_as_feeds_do() {
	execute_with_checks(|| {
		all_feed(YESTERDAY, 100);
		begin(TODAY + 1);
		(1..=3).for_each(|operator| feed(operator, TODAY, 201));
		begin(TODAY + 2);
		assert_eq!(average(TODAY), None);
		assert_eq!(crate::Disputed::<Test>::get(BTC, TODAY), Some(per_unit(201)));
	});
}

#[test]
fn fixes_every_network() {
	execute_with_checks(|| {
		for network in 0..dmex_primitives::MAX_NETWORKS {
			(1..=3).for_each(|operator| feed_network(network, operator, YESTERDAY, network + 1));
		}
		begin(TODAY + 1);
		for network in 0..dmex_primitives::MAX_NETWORKS {
			assert_eq!(Averages::<Test>::get(network, YESTERDAY), Some(per_unit(network + 1)));
		}
	});
}

#[test]
fn after_a_stop_fixes_what_was_fed_before_it() {
	execute_with_checks(|| {
		(1..=3).for_each(|operator| feed(operator, YESTERDAY, 100));
		// Several days begin in one block, while the clock is ahead already.
		Now::set(&(u64::from(TODAY + 5) * DAY));
		(TODAY + 1..=TODAY + 5).for_each(|day| {
			Governance::on_new_day(day);
		});
		assert_eq!(average(YESTERDAY), Some(per_unit(100)));
		assert_eq!(Averages::<Test>::iter().count(), 1);
	});
}

#[test]
fn of_the_first_days_is_harmless() {
	execute_with_checks(|| {
		(0..3).for_each(|day| {
			Governance::on_new_day(day);
		});
		assert_eq!(Averages::<Test>::iter().count(), 0);
	});
}

#[test]
fn costs_its_weight() {
	execute_with_checks(|| {
		assert_eq!(Governance::on_new_day(TODAY + 1), Weight::from_parts(4_000, 0));
	});
}
