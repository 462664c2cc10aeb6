//! What the benchmarks measure. The runtime brings the measured values.

use frame_support::weights::Weight;

/// The weight of each call and hook.
pub trait WeightInfo {
	fn set_parameter() -> Weight;
	fn confirm_average() -> Weight;
	/// What one value fed costs here, with `o` operators: combining it and fixing a day.
	fn on_feed(o: u32) -> Weight;
	/// The roll-over with `o` operators: all networks are fixed.
	fn on_new_day(o: u32) -> Weight;
}

// Used by mocks only.
impl WeightInfo for () {
	fn set_parameter() -> Weight {
		Weight::zero()
	}
	fn confirm_average() -> Weight {
		Weight::zero()
	}
	fn on_feed(_: u32) -> Weight {
		Weight::zero()
	}
	fn on_new_day(_: u32) -> Weight {
		Weight::zero()
	}
}
