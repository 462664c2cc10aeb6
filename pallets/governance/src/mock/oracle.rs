//! The oracle, wired as the README describes.

use super::*;
use dmex_primitives::{Clock, DayValue, NetworkId, OracleFeeds};
use frame_support::{
	traits::{SortedMembers, Time},
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
		(Now::get() / DAY) as Day
	}
	fn live_days(_: Day) -> u32 {
		0
	}
	fn blocks(_: u32) -> u32 {
		1
	}
}

/// The oracle's operators, what they fed, and what is made of it.
pub struct Wiring;
impl SortedMembers<u64> for Wiring {
	fn sorted_members() -> Vec<u64> {
		Operators::get()
	}
}
impl OracleFeeds for Wiring {
	fn values(network: NetworkId) -> Vec<DayValue> {
		Operators::get()
			.into_iter()
			.filter_map(|who| pallet_oracle::RawValues::<Test>::get(who, network))
			.filter(|fed| fed.timestamp / DAY > u64::from(fed.value.day))
			.map(|fed| fed.value)
			.collect()
	}
	fn operators() -> u32 {
		Operators::get().len() as u32
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
	fn on_new_data(_: &u64, network: &NetworkId, _: &DayValue) {
		Governance::on_feed(*network);
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
impl crate::BenchmarkHelper<RuntimeParameters> for Wiring {
	fn parameter() -> RuntimeParameters {
		let value = averages::Parameters::MaxChange(averages::MaxChange, Some(300));
		RuntimeParameters::Averages(value)
	}
	fn set_today(day: Day) {
		Now::set(&(u64::from(day) * DAY));
	}
	fn feed(networks: u32, operators: u32, value: DayValue) {
		Operators::set(&((1..=operators.into()).collect()));
		let fed = TimestampedValue { value, timestamp: Now::get() };
		for (who, network) in
			Operators::get().iter().flat_map(|w| (0..networks).map(move |n| (w, n)))
		{
			pallet_oracle::RawValues::<Test>::insert(who, network, fed);
		}
	}
}
