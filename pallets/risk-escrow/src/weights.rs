//! What the calls cost. The runtime measures it.

use frame_support::weights::Weight;

/// The weights of the calls.
pub trait WeightInfo {
	/// For `d` days.
	fn distribute(d: u32) -> Weight;
	/// For `n` certificates.
	fn claim(n: u32) -> Weight;
	/// For `n` certificates.
	fn retire(n: u32) -> Weight;
	/// For one payee and asset.
	fn withdraw_owed() -> Weight;
}

// Used by the mock only.
impl WeightInfo for () {
	fn distribute(_: u32) -> Weight {
		Weight::zero()
	}
	fn claim(_: u32) -> Weight {
		Weight::zero()
	}
	fn retire(_: u32) -> Weight {
		Weight::zero()
	}
	fn withdraw_owed() -> Weight {
		Weight::zero()
	}
}
