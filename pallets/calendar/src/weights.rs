//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// Weight of each hook.
pub trait WeightInfo {
	/// Setting the timestamp of a block in which `d` days begin, without what `Config::OnNewDay`
	/// does then.
	fn roll_over(d: u32) -> Weight;
}

/// No weight, for mocks.
impl WeightInfo for () {
	fn roll_over(_: u32) -> Weight {
		Weight::zero()
	}
}
