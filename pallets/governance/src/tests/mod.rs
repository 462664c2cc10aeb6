//! One module per call and per way in which a day's value comes about.

mod averages;
mod change_operators;
mod confirm_average;
mod feeds;
mod fuse;
mod hand_over;
mod ignored_feeds;
mod pauses;
mod propose_root_call;
mod roll_over;
mod rounds;
mod safe_mode;
mod set_parameter;
mod spend;
mod strike_average;
mod try_state;
mod votes;
mod zeros;

use crate::{mock::*, Averages, Disputed, Event, Histories, IgnoredFeed};
use dmex_primitives::{
	AverageSettings, AverageStatus, Day, DayValue, MarketAverages, NetworkId, OnNewDay, PerUnit,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{ChangeMembers, Hooks},
};
use sp_runtime::DispatchResult;

pub const BTC: NetworkId = 1;
/// The newest closed day when a test begins.
pub const YESTERDAY: Day = TODAY - 1;

pub fn per_unit(value: u32) -> PerUnit {
	PerUnit::from_u32(value)
}

pub fn feed_network(network: NetworkId, operator: u64, day: Day, value: u32) {
	// One feed per operator and block.
	Oracle::on_finalize(System::block_number());
	let values = vec![(network, DayValue { day, value: per_unit(value) })];
	let values = values.try_into().unwrap();
	assert_ok!(Oracle::feed_values(RuntimeOrigin::signed(operator), values));
}

pub fn feed(operator: u64, day: Day, value: u32) {
	feed_network(BTC, operator, day, value);
}

/// All four operators feed the same.
pub fn all_feed(day: Day, value: u32) {
	(1..=4).for_each(|operator| feed(operator, day, value));
}

/// The next days begin, up to `day`.
pub fn begin(day: Day) {
	let today = (Now::get() / DAY) as Day;
	for next in today + 1..=day {
		Now::set(&(u64::from(next) * DAY));
		Governance::on_new_day(next);
	}
}

pub fn status(day: Day) -> AverageStatus {
	<Governance as MarketAverages>::average(BTC, day)
}

pub fn average(day: Day) -> Option<PerUnit> {
	match status(day) {
		AverageStatus::Known(value) => Some(value),
		_ => None,
	}
}

pub fn disputed(day: Day) -> Option<PerUnit> {
	Disputed::<Test>::get(BTC, day)
}

pub fn last_fed() -> Option<(Day, PerUnit)> {
	Histories::<Test>::get(BTC).last_fed().map(|last| (last.day, last.value))
}

/// All feed one value a day for as many days, beginning with yesterday. Today is the day after the
/// last one.
pub fn days(values: &[u32]) {
	let yesterday = (Now::get() / DAY) as Day - 1;
	for (day, value) in (yesterday..).zip(values) {
		begin(day + 1);
		all_feed(day, *value);
	}
}

pub fn confirm(day: Day) -> DispatchResult {
	Governance::confirm_average(RuntimeOrigin::signed(COUNCIL), BTC, day)
}

pub fn strike(day: Day) -> DispatchResult {
	Governance::strike_average(RuntimeOrigin::signed(COUNCIL), BTC, day)
}

/// The operators are these from now on.
pub fn change_operators(new: &[u64]) {
	Governance::change_members_sorted(&[], &[], new);
}

pub fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Governance(event) => Some(event),
			_ => None,
		})
		.collect()
}
