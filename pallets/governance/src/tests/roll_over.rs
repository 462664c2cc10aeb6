//! A value fixed when its time is up.

use super::*;
use frame_support::weights::Weight;

#[test]
fn into_the_second_day_after_fixes_with_a_quorum() {
	execute_with_checks(|| {
		for (operator, value) in [(1, 130), (2, 110), (3, 120)] {
			feed(operator, YESTERDAY, value);
		}
		assert_eq!(average(YESTERDAY), None);
		begin(TODAY + 1);
		assert_eq!(average(YESTERDAY), Some(per_unit(120)));
		let value = per_unit(120);
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
		// Nothing was ever fixed for this network: nothing to tell.
		assert_eq!(events(), vec![]);
		all_feed(YESTERDAY, 100);
		begin(TODAY + 3);
		assert_eq!(average(YESTERDAY), None);
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
		assert_eq!(disputed(TODAY), Some(per_unit(201)));
	});
}

#[test]
fn fixes_every_network() {
	execute_with_checks(|| {
		for network in 0..NETWORKS {
			(1..=3).for_each(|operator| feed_network(network, operator, YESTERDAY, 100 + network));
		}
		begin(TODAY + 1);
		for network in 0..NETWORKS {
			assert_eq!(Averages::<Test>::get(network, YESTERDAY), Some(per_unit(100 + network)));
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
		assert_eq!(Governance::on_new_day(TODAY), Weight::from_parts(4_000, 0));
	});
}
