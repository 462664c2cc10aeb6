//! Weights of the calls. The runtime's implementation is generated from the benchmarks.

use frame_support::weights::Weight;

/// The weight of each call, and of each step of a block's payouts.
pub trait WeightInfo {
	/// Contributing to the pool.
	fn contribute() -> Weight;
	/// Filing a claim.
	fn file_claim() -> Weight;
	/// Taking the step that a claim is due.
	fn conclude_claim() -> Weight;
	/// Collecting an award for `n` certificates.
	fn collect_award(n: u32) -> Weight;
	/// The call of a claim's referendum.
	fn approve_claim() -> Weight;
	/// Finding out that no claim is live.
	fn payout_idle() -> Weight;
	/// Finding the next claim and taking the step that it is due, without a certificate.
	fn payout_turn() -> Weight;
	/// Paying one certificate its share.
	fn payout_item() -> Weight;
}

// Used while the benchmarks run.
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
	fn collect_award(_: u32) -> Weight {
		Weight::zero()
	}
	fn approve_claim() -> Weight {
		Weight::zero()
	}
	fn payout_idle() -> Weight {
		Weight::zero()
	}
	fn payout_turn() -> Weight {
		Weight::zero()
	}
	fn payout_item() -> Weight {
		Weight::zero()
	}
}
