//! What the calls cost. The runtime's implementation is generated from the benchmarks.

use frame_support::weights::Weight;

/// The weight of each call, and of each step of a block's pushes.
pub trait WeightInfo {
	/// Giving to the pool.
	fn contribute() -> Weight;
	/// Filing a claim.
	fn file_claim() -> Weight;
	/// Doing what is due of a claim.
	fn conclude_claim() -> Weight;
	/// Collecting an award for `n` certificates.
	fn collect(n: u32) -> Weight;
	/// The call of a claim's referendum.
	fn approve_claim() -> Weight;
	/// Looking whether a claim is open at all.
	fn push_idle() -> Weight;
	/// Finding the next claim, doing what is due of it, and finding nothing to push.
	fn push_turn() -> Weight;
	/// Paying one certificate its share.
	fn push_item() -> Weight;
}

/// Used by the mock only.
impl WeightInfo for () {
	fn contribute() -> Weight {
		Weight::zero()
	}
	fn file_claim() -> Weight {
		Weight::zero()
	}
	fn conclude_claim() -> Weight {
		Weight::zero()
	}
	fn collect(_: u32) -> Weight {
		Weight::zero()
	}
	fn approve_claim() -> Weight {
		Weight::zero()
	}
	fn push_idle() -> Weight {
		Weight::zero()
	}
	fn push_turn() -> Weight {
		Weight::zero()
	}
	fn push_item() -> Weight {
		Weight::zero()
	}
}
