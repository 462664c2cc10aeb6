//! What the calls cost. The runtime's implementation is generated from the benchmarks.

use frame_support::weights::Weight;

/// The weight of each call.
pub trait WeightInfo {
	/// Creating a series.
	fn create_series() -> Weight;
	/// Minting `n` certificates.
	fn mint(n: u32) -> Weight;
	/// Burning `n` unsold certificates.
	fn burn_unsold(n: u32) -> Weight;
}

/// Used by the mock only.
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
}
