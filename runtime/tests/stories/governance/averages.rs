//! Market averages from the feeds of the real oracle.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{AverageSettings, DayValue, MarketAverages as _, NetworkId};
use dmex_runtime::{constants::pallet_ids, Governance};
use pallet_governance::{Averages, Call, Disputed, Error, Event, IgnoredFeed};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{traits::AccountIdConversion, DispatchError};

fn number(value: u32) -> PerUnit {
	PerUnit::from_u32(value)
}

fn average(day: Day) -> Option<PerUnit> {
	Averages::<Runtime>::get(NETWORK, day)
}

/// Operators feed these values, in their order, for yesterday. Returns the day.
fn feed_for_yesterday(values: &[u32]) -> Day {
	let day = today() - 1;
	for (operator, value) in [alice(), bob(), charlie(), dave()].into_iter().zip(values) {
		assert_ok!(feed(operator, NETWORK, day, number(*value)));
	}
	day
}

#[test]
fn a_day_has_the_middle_value_once_all_operators_have_fed() {
	execute_with_checks(|| {
		opens_at(NETWORK, 55);
		next_day();
		let day = feed_for_yesterday(&[90, 10, 70]);
		assert_eq!(average(day), None);
		assert_ok!(feed(dave(), NETWORK, day, number(50)));
		// Of 50 and 70 the one nearer to the last average.
		let value = number(50);
		assert_eq!(average(day), Some(value));
		assert_emitted(Event::AverageFixed { network: NETWORK, day, value, feeds: 4 });
	});
}

#[test]
fn a_day_without_a_quorum_of_three_has_no_average_on_local() {
	execute_with_checks_on(opening_at(genesis(LOCAL_TESTNET_RUNTIME_PRESET), 20), || {
		next_day();
		let first = feed_for_yesterday(&[10, 30, 20]);
		next_day();
		assert_eq!(average(first), Some(number(20)));
		let second = feed_for_yesterday(&[10, 30]);
		next_day();
		assert_eq!(average(second), None);
		assert_emitted(Event::NoAverage { network: NETWORK, day: second });
		next_day();
		assert_eq!(average(second), None);
	});
}

/// More than twice, or less than half: the council decides. The bounds themselves pass.
#[test]
fn a_disputed_average_waits_for_the_council() {
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		next_day();
		feed_for_yesterday(&[100; 4]);
		next_day();
		let doubled = feed_for_yesterday(&[200; 4]);
		assert_eq!(average(doubled), Some(number(200)));
		next_day();
		let jump = feed_for_yesterday(&[401; 4]);
		assert_eq!(average(jump), None);
		assert_eq!(Disputed::<Runtime>::get(NETWORK, jump), Some(number(401)));
		// The last median counts, confirmed or not: a lasting jump costs one day.
		next_day();
		let after = feed_for_yesterday(&[300; 4]);
		assert_eq!(average(after), Some(number(300)));

		let confirm = |day| Call::confirm_average { network: NETWORK, day };
		assert_noop!(act(alice(), confirm(jump)), DispatchError::BadOrigin);
		assert_noop!(council(confirm(after)), Error::<Runtime>::NotDisputed);
		assert_ok!(council(confirm(jump)));
		assert_eq!(average(jump), Some(number(401)));
		assert_noop!(council(confirm(jump)), Error::<Runtime>::NotDisputed);

		next_day();
		let fall = feed_for_yesterday(&[149; 4]);
		assert_eq!(average(fall), None);
		assert_ok!(root(confirm(fall)));
		next_day();
		let half = feed_for_yesterday(&[75; 4]);
		assert_eq!(average(half), Some(number(75)));
	});
}

/// What wallets are told of a day: five states, five answers.
#[test]
fn a_day_without_an_average_says_why() {
	use dmex_runtime::queries::market_average;
	use dmex_runtime_api::{AverageInfo, AverageState};
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		let told = |day| {
			let AverageInfo { state, value, disputed } = market_average(NETWORK, day).unwrap();
			(state, value.or(disputed))
		};
		assert_eq!(market_average(3, FIRST_DAY), None);
		next_day();
		let wrong = feed_for_yesterday(&[150; 4]);
		next_day();
		let far = feed_for_yesterday(&[1_000; 4]);
		next_day();
		next_day();
		let known = feed_for_yesterday(&[]);
		assert_eq!(told(wrong), (AverageState::Known, Some(number(150))));
		assert_ok!(council(Call::strike_average { network: NETWORK, day: wrong }));
		assert_eq!(told(wrong), (AverageState::Struck, None));
		assert_eq!(told(far), (AverageState::Disputed, Some(number(1_000))));
		assert_eq!(told(known - 1), (AverageState::Never, None));
		for day in [known, known + 1, known + 100] {
			assert_eq!(told(day), (AverageState::Pending, None));
		}
	});
}

/// A network whose income ends: zero is a value.
#[test]
fn an_average_of_zero_is_an_average() {
	execute_with_checks(|| {
		next_day();
		let first = feed_for_yesterday(&[0; 4]);
		assert_eq!(
			(average(first), Disputed::<Runtime>::get(NETWORK, first)),
			(None, Some(number(0)))
		);
		for days in 1..9 {
			next_day();
			let day = feed_for_yesterday(&[0; 4]);
			assert_eq!((average(day), Governance::zero_days(NETWORK)), (Some(number(0)), days));
		}
		assert_ok!(council(Call::confirm_average { network: NETWORK, day: first }));
		assert_eq!(Governance::zero_days(NETWORK), 9);
	});
}

#[test]
fn feeds_of_strangers_are_refused_and_feeds_of_root_ignored() {
	execute_with_checks(|| {
		opens_at(NETWORK, 50);
		next_day();
		let day = today() - 1;
		let stranger = feed(eve(), NETWORK, day, number(50));
		assert_eq!(stranger, Err(pallet_oracle::Error::<Runtime>::NoPermission.into()));

		let values = vec![(NETWORK, DayValue { day, value: number(99) })].try_into().unwrap();
		assert_ok!(root(pallet_oracle::Call::feed_values { values }));
		let reason = IgnoredFeed::NotOperator;
		let who = pallet_ids::ORACLE.into_account_truncating();
		assert_emitted(Event::FeedIgnored { network: NETWORK, day, who, reason });
		next_day();
		assert_eq!(average(day), None);
	});
}

/// Feeds are free: nobody fills storage with values of networks that cannot exist.
#[test]
fn feeds_beyond_the_last_possible_network_are_refused() {
	execute_with_checks(|| {
		next_day();
		let day = today() - 1;
		for network in [16, NetworkId::MAX] {
			let refused = frame_system::Error::<Runtime>::CallFiltered;
			assert_noop!(feed(alice(), network, day, number(50)), refused);
		}
		assert_ok!(feed(alice(), 15, day, number(50)));
		let (who, reason) = (alice(), IgnoredFeed::UnknownNetwork);
		assert_emitted(Event::FeedIgnored { network: 15, day, who, reason });
	});
}

#[test]
fn a_day_is_settled_with_its_average_or_a_day_later_without() {
	execute_with_checks(|| {
		opens_at(NETWORK, 50);
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

/// After a stop the calendar catches up.
#[test]
fn days_of_a_stop_have_no_average_and_are_not_live() {
	execute_with_checks(|| {
		opens_at(NETWORK, 50);
		next_day();
		feed_for_yesterday(&[50; 4]);
		let (last, open) = (today(), Calendar::live_days(today()));
		step(u64::from(BLOCKS_A_DAY * 40), 0);
		assert_eq!(today(), last + 32);
		next_block();
		assert_eq!(today(), last + 40);
		assert_eq!(Calendar::live_days(today()), open);
		for day in last..today() {
			assert_eq!(average(day), None);
		}
		next_day();
		let day = feed_for_yesterday(&[60; 4]);
		assert_eq!(average(day), Some(number(60)));
	});
}

/// Whichever of the two it is.
#[test]
fn of_two_in_the_middle_the_nearer_to_the_last_counts() {
	execute_with_checks(|| {
		opens_at(NETWORK, 55);
		for (values, middle) in [([90, 10, 70, 50], 50), ([90, 10, 30, 52], 52)] {
			next_day();
			let day = today() - 1;
			for (operator, value) in [alice(), bob(), charlie(), dave()].into_iter().zip(values) {
				assert_ok!(feed(operator, NETWORK, day, number(value)));
			}
			assert_eq!(average(day), Some(number(middle)));
		}
	});
}

/// A value is compared with the last one that was fed, not with the last that was published.
#[test]
fn a_lasting_jump_costs_one_day() {
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		let fed = |value| {
			next_day();
			all_feed(NETWORK, today() - 1, value);
			average(today() - 1)
		};
		assert_eq!(fed(100), Some(number(100)));
		assert_eq!(fed(250), None);
		assert_eq!(fed(250), Some(number(250)));
	});
}

#[test]
fn each_network_has_its_own_max_change() {
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		<Governance as AverageSettings>::set_max_change(NETWORK, 300);
		next_day();
		all_feed(NETWORK, today() - 1, 300);
		assert_eq!(average(today() - 1), Some(number(300)));
	});
}

#[test]
fn an_average_is_struck_out_within_thirty_days() {
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		for _ in 0..2 {
			next_day();
			all_feed(NETWORK, today() - 1, 100);
		}
		let first = today() - 2;
		to_day(first + 31);
		let strike = |day| council(Call::strike_average { network: NETWORK, day });
		assert_eq!(strike(first), Err(Error::<Runtime>::TooLate.into()));
		assert_ok!(strike(first + 1));
	});
}

#[test]
fn a_feed_before_its_day_is_over_counts_for_nobody() {
	execute_with_checks(|| {
		opens_at(NETWORK, 100);
		next_day();
		let day = today();
		assert_ok!(feed(alice(), NETWORK, day, number(150)));
		let (who, reason) = (alice(), IgnoredFeed::DayNotOver);
		assert_emitted(Event::FeedIgnored { network: NETWORK, day, who, reason });
		to_day(day + 2);
		assert_eq!(average(day), None);
	});
}
