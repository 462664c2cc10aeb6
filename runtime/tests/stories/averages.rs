//! Market averages: what the oracle's operators feed, and what becomes of it.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{DayValue, MarketAverages, NetworkId};
use dmex_runtime::{Governance, OracleMembership};
use frame_support::traits::SortedMembers;
use pallet_governance::{Averages, Disputed, Error, Event};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{DispatchError, MultiAddress};

fn number(value: u32) -> PerUnit {
	PerUnit::from_u32(value)
}

fn average(day: Day) -> Option<PerUnit> {
	Governance::average(NETWORK, day)
}

/// Operators feed these values, in their order, for yesterday. Returns the day.
fn yesterday(values: &[u32]) -> Day {
	let day = today() - 1;
	for (operator, value) in [alice(), bob(), charlie(), dave()].into_iter().zip(values) {
		assert_ok!(feed(operator, NETWORK, day, number(*value)));
	}
	day
}

fn told_none(day: Day) -> bool {
	let none: RuntimeEvent = Event::NoAverage { network: NETWORK, day }.into();
	events().contains(&none)
}

#[test]
fn fixed_at_once_as_the_lower_median_when_all_have_fed() {
	play(|| {
		next_day();
		let day = yesterday(&[90, 10, 70]);
		assert_eq!(average(day), None);
		assert_ok!(feed(dave(), NETWORK, day, number(50)));
		assert_eq!(average(day), Some(number(50)));
		let value = number(50);
		assert_told(Event::AverageFixed { network: NETWORK, day, value, feeds: 4 });
	});
}

#[test]
fn on_dev_one_operator_is_enough_when_the_time_is_up() {
	play(|| {
		next_day();
		let day = yesterday(&[60]);
		next_day();
		assert_eq!(average(day), Some(number(60)));
	});
}

#[test]
fn elsewhere_it_takes_three() {
	play_on(LOCAL_TESTNET_RUNTIME_PRESET, || {
		next_day();
		let first = yesterday(&[10, 30, 20]);
		next_day();
		assert_eq!(average(first), Some(number(20)));
		let second = yesterday(&[10, 30]);
		next_day();
		assert_eq!(average(second), None);
		assert!(told_none(second));
		next_day();
		assert_eq!(average(second), None);
	});
}

#[test]
fn a_fixed_value_never_changes_and_a_day_that_is_past_is_past() {
	play(|| {
		next_day();
		let day = yesterday(&[50; 4]);
		next_block();
		yesterday(&[70; 4]);
		assert_eq!(average(day), Some(number(50)));
		next_day();
		next_day();
		let missed = today() - 2;
		assert_ok!(feed(alice(), NETWORK, missed, number(50)));
		next_day();
		assert_eq!(average(missed), None);
	});
}

#[test]
fn a_day_that_is_not_over_cannot_be_fed() {
	play(|| {
		next_day();
		let day = today();
		for operator in [alice(), bob(), charlie(), dave()] {
			assert_ok!(feed(operator, NETWORK, day, number(50)));
		}
		assert_eq!(average(day), None);
		next_day();
		next_day();
		assert_eq!(average(day), None);
	});
}

#[test]
fn an_operator_corrects_itself_and_counts_once() {
	play(|| {
		next_day();
		let day = yesterday(&[10]);
		let again = feed(alice(), NETWORK, day, number(20));
		assert_eq!(again, Err(pallet_oracle::Error::<Runtime>::AlreadyFeeded.into()));
		next_block();
		assert_ok!(feed(alice(), NETWORK, day, number(20)));
		next_day();
		assert_eq!(average(day), Some(number(20)));
	});
}

/// More than twice, or less than half: the council decides. The bounds themselves pass.
#[test]
fn a_jump_waits_for_the_council() {
	play(|| {
		next_day();
		yesterday(&[100; 4]);
		next_day();
		let doubled = yesterday(&[200; 4]);
		assert_eq!(average(doubled), Some(number(200)));
		next_day();
		let jump = yesterday(&[401; 4]);
		assert_eq!(average(jump), None);
		assert_eq!(Disputed::<Runtime>::get(NETWORK, jump), Some(number(401)));
		// What was fed last counts, confirmed or not: a jump that lasts costs one day.
		next_day();
		let after = yesterday(&[401; 4]);
		assert_eq!(average(after), Some(number(401)));

		let confirm = |day| pallet_governance::Call::confirm_average { network: NETWORK, day };
		assert_noop!(act(alice(), confirm(jump)), DispatchError::BadOrigin);
		assert_noop!(council(confirm(after)), Error::<Runtime>::NotDisputed);
		assert_ok!(council(confirm(jump)));
		assert_eq!(average(jump), Some(number(401)));
		assert_noop!(council(confirm(jump)), Error::<Runtime>::NotDisputed);

		next_day();
		let fall = yesterday(&[200; 4]);
		assert_eq!(average(fall), None);
		assert_ok!(root(confirm(fall)));
		next_day();
		let half = yesterday(&[100; 4]);
		assert_eq!(average(half), Some(number(100)));
	});
}

#[test]
fn strangers_and_former_operators_and_root_count_for_nobody() {
	play(|| {
		next_day();
		let day = today() - 1;
		let stranger = feed(eve(), NETWORK, day, number(50));
		assert_eq!(stranger, Err(pallet_oracle::Error::<Runtime>::NoPermission.into()));

		let values = vec![(NETWORK, DayValue { day, value: number(99) })].try_into().unwrap();
		assert_ok!(root(pallet_oracle::Call::feed_values { values }));
		assert_ok!(feed(dave(), NETWORK, day, number(50)));
		let remove =
			pallet_membership::Call::<Runtime, pallet_membership::Instance1>::remove_member {
				who: MultiAddress::Id(dave()),
			};
		assert_noop!(act(alice(), remove.clone()), DispatchError::BadOrigin);
		assert_ok!(council(remove));
		assert!(!OracleMembership::sorted_members().contains(&dave()));
		next_day();
		assert_eq!(average(day), None);
	});
}

/// Three feed, and when the fourth is gone all have: the next feed fixes it.
#[test]
fn a_new_operator_counts_from_its_first_feed() {
	play(|| {
		let add = pallet_membership::Call::<Runtime, pallet_membership::Instance1>::add_member {
			who: MultiAddress::Id(eve()),
		};
		assert_ok!(council(add));
		next_day();
		let day = yesterday(&[10, 20, 30, 40]);
		assert_eq!(average(day), None);
		assert_ok!(feed(eve(), NETWORK, day, number(50)));
		assert_eq!(average(day), Some(number(30)));
	});
}

/// Nobody fills storage with values of networks that cannot exist.
#[test]
fn a_network_that_cannot_be_is_refused() {
	play(|| {
		next_day();
		let day = today() - 1;
		for network in [16, NetworkId::MAX] {
			let refused = frame_system::Error::<Runtime>::CallFiltered;
			assert_noop!(feed(alice(), network, day, number(50)), refused);
		}
		assert_ok!(feed(alice(), 15, day, number(50)));
	});
}

#[test]
fn networks_do_not_touch_each_other() {
	play(|| {
		next_day();
		let day = today() - 1;
		for operator in [alice(), bob(), charlie(), dave()] {
			let value = |network, value| (network, DayValue { day, value: number(value) });
			let values = vec![value(0, 3), value(1, 4), value(2, 5)].try_into().unwrap();
			assert_ok!(act(operator, pallet_oracle::Call::feed_values { values }));
		}
		let found = [0, 1, 2].map(|network| Governance::average(network, day));
		assert_eq!(found, [3, 4, 5].map(|value| Some(number(value))));
	});
}

/// With a value the next day, without one the day after that.
#[test]
fn a_day_is_settled_with_its_average_or_a_day_later_without() {
	play(|| {
		let plan = Plan::default();
		let price = plan.lowest_price();
		let series = plan.on_sale_at(price);
		assert_ok!(buy(&alice(), series, &[0], price));
		let first = today() + 1;
		use pallet_risk_escrow::{DayFlags, DayRecords, Error};
		assert_noop!(distribute(&ferdie(), series, first, &[500]), Error::<Runtime>::DayNotOver);
		to_day(first + 1);
		let unknown = Error::<Runtime>::AverageNotKnown;
		assert_noop!(distribute(&ferdie(), series, first, &[500]), unknown);
		all_feed(NETWORK, first, 50);
		assert_ok!(distribute(&ferdie(), series, first, &[500]));
		to_day(first + 3);
		assert_ok!(distribute(&ferdie(), series, first + 1, &[500]));
		let flags = |day| DayRecords::<Runtime>::get(series, day).unwrap().flags;
		assert!(!flags(first).has(DayFlags::NO_AVERAGE));
		assert!(flags(first + 1).has(DayFlags::NO_AVERAGE));
		assert_eq!(Averages::<Runtime>::iter().count(), 1);
	});
}

/// After a stop the calendar catches up, and nobody fed days that nobody saw.
#[test]
fn days_of_a_stop_have_no_average_and_are_nobodys_fault() {
	play(|| {
		next_day();
		yesterday(&[50; 4]);
		let (last, open) = (today(), Calendar::open_days(today()));
		step(u64::from(BLOCKS_A_DAY * 40), 0);
		assert_eq!(today(), last + 32);
		next_block();
		assert_eq!(today(), last + 40);
		assert_eq!(Calendar::open_days(today()), open);
		for day in last..today() {
			assert_eq!(average(day), None);
		}
		next_day();
		let day = yesterday(&[60; 4]);
		assert_eq!(average(day), Some(number(60)));
	});
}
