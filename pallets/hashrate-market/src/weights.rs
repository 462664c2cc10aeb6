//! What the calls weigh, as the runtime's benchmarks measured it.

use frame_support::weights::Weight;

/// The weight of each call; `n` is the number of certificates in its list.
pub trait WeightInfo {
	/// Of `list`.
	fn list(n: u32) -> Weight;
	/// Of `delist`.
	fn delist(n: u32) -> Weight;
	/// Of `buy`, each certificate with a fee split of its own.
	fn buy(n: u32) -> Weight;
}

// used by the mock only
impl WeightInfo for () {
	fn list(_: u32) -> Weight {
		Weight::zero()
	}
	fn delist(_: u32) -> Weight {
		Weight::zero()
	}
	fn buy(_: u32) -> Weight {
		Weight::zero()
	}
}
