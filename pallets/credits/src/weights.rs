//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// The weight of each call.
pub trait WeightInfo {
	/// `withdraw` of credits at `c` custodians.
	fn withdraw(c: u32) -> Weight;
}

// Used by mocks only.
impl WeightInfo for () {
	fn withdraw(_: u32) -> Weight {
		Weight::zero()
	}
}
