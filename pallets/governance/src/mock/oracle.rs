//! The oracle, wired as the README describes.

use super::*;
use crate::OperatorSets;
use dmex_primitives::{Clock, DayValue, OracleFeeds};
use frame_support::{
	traits::{ChangeMembers, SortedMembers, Time},
	PalletId,
};
use pallet_oracle::{CombineData, OnNewData, TimestampedValue};

parameter_types! {
	pub const OraclePalletId: PalletId = PalletId(*b"py/oracl");
}

pub struct Watch;
impl Time for Watch {
	type Moment = u64;
	fn now() -> u64 {
		Now::get()
	}
}
impl Clock for Watch {
	fn today() -> Day {
		(Now::get() / DAY) as Day - Behind::get()
	}
	fn live_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days * DAY_BLOCKS
	}
}

/// The oracle's operators, what they fed, and what is made of it.
pub struct Wiring;
impl SortedMembers<u64> for Wiring {
	fn sorted_members() -> Vec<u64> {
		OperatorSets::<Test>::get().last().map(|set| set.members.to_vec()).unwrap_or_default()
	}
}
impl OracleFeeds<u64> for Wiring {
	fn values(network: NetworkId, operators: &[u64]) -> Vec<DayValue> {
		operators
			.iter()
			.filter_map(|who| pallet_oracle::RawValues::<Test>::get(who, network))
			.filter(|fed| fed.timestamp / DAY > u64::from(fed.value.day))
			.map(|fed| fed.value)
			.collect()
	}
	fn forget(operator: &u64) {
		Oracle::change_members_sorted(&[], &[*operator], &[]);
	}
}
impl CombineData<NetworkId, TimestampedValue<DayValue, u64>> for Wiring {
	fn combine_data(
		network: &NetworkId,
		_: Vec<TimestampedValue<DayValue, u64>>,
		_: Option<TimestampedValue<DayValue, u64>>,
	) -> Option<TimestampedValue<DayValue, u64>> {
		let value = Governance::combined(*network)?;
		Some(TimestampedValue { value, timestamp: Now::get() })
	}
}
impl OnNewData<u64, NetworkId, DayValue> for Wiring {
	fn on_new_data(who: &u64, network: &NetworkId, fed: &DayValue) {
		Governance::on_feed(who, *network, *fed, (Now::get() / DAY) as Day);
	}
}

impl pallet_oracle::Config for Test {
	type OnNewData = Wiring;
	type CombineData = Wiring;
	type Time = Watch;
	type OracleKey = NetworkId;
	type OracleValue = DayValue;
	type PalletId = OraclePalletId;
	type Members = Wiring;
	type WeightInfo = ();
	type MaxHasDispatchedSize = ConstU32<16>;
	type MaxFeedValues = ConstU32<16>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<RuntimeParameters, u64> for Wiring {
	fn parameter() -> RuntimeParameters {
		RuntimeParameters::Rules(rules::Parameters::Limit(rules::Limit, Some(300)))
	}
	fn set_today(day: Day) {
		Now::set(&(u64::from(day) * DAY));
	}
	fn feed(networks: u32, operators: u32, value: DayValue) -> Vec<u64> {
		let operators: Vec<u64> = (1..=operators.into()).collect();
		let fed = TimestampedValue { value, timestamp: Now::get() };
		for (who, network) in operators.iter().flat_map(|w| (0..networks).map(move |n| (w, n))) {
			pallet_oracle::RawValues::<Test>::insert(who, network, fed);
		}
		operators
	}
	fn open_votes(referenda: u32) {
		super::open_votes(referenda)
	}
	fn fund_treasury() -> dmex_primitives::Asset {
		super::fund_treasury()
	}
	fn pausable_call(index: u32) -> crate::pauses::CallName {
		call("Market", &format!("call_{index}"))
	}
}
