//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// Weight of each call.
pub trait WeightInfo {
	/// Creating a series.
	fn create_series() -> Weight;
	/// Minting `n` certificates.
	fn mint(n: u32) -> Weight;
	/// Burning `n` unsold certificates, the last of a series of which nothing was sold.
	fn burn_unsold(n: u32) -> Weight;
	/// Removing a series.
	fn remove_series() -> Weight;
}

/// No weight, for mocks.
impl WeightInfo for () {
	fn create_series() -> Weight {
		Weight::zero()
	}
	fn mint(_: u32) -> Weight {
		Weight::zero()
	}
	fn burn_unsold(_: u32) -> Weight {
		Weight::zero()
	}
	fn remove_series() -> Weight {
		Weight::zero()
	}
}
