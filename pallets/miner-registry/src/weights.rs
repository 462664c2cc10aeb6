//! What the calls cost. The runtime's numbers are generated from the benchmarks.

use frame_support::weights::Weight;

/// The weight of each call.
pub trait WeightInfo {
	/// Worst case: one place left among the networks.
	fn register_network() -> Weight;
	/// Texts of full length.
	fn update_network() -> Weight;
	/// Worst case: an asset is added.
	fn set_payment_asset() -> Weight;
	/// Worst case: the miner's last place, texts of full length.
	fn apply() -> Weight;
	/// Worst case: during the vote, by a miner with all its places taken.
	fn withdraw_application() -> Weight;
	/// Worst case: rejected, for a miner with all its places taken.
	fn conclude_application() -> Weight;
	/// Worst case: the vote passed and nobody concluded.
	fn approve_application() -> Weight;
	/// No branches.
	fn pledge() -> Weight;
	/// No branches.
	fn withdraw_pledge() -> Weight;
	/// No branches.
	fn ban_miner() -> Weight;
	/// No branches.
	fn reinstate_miner() -> Weight;
}

/// Used by the mock only.
impl WeightInfo for () {
	fn register_network() -> Weight {
		Weight::zero()
	}
	fn update_network() -> Weight {
		Weight::zero()
	}
	fn set_payment_asset() -> Weight {
		Weight::zero()
	}
	fn apply() -> Weight {
		Weight::zero()
	}
	fn withdraw_application() -> Weight {
		Weight::zero()
	}
	fn conclude_application() -> Weight {
		Weight::zero()
	}
	fn approve_application() -> Weight {
		Weight::zero()
	}
	fn pledge() -> Weight {
		Weight::zero()
	}
	fn withdraw_pledge() -> Weight {
		Weight::zero()
	}
	fn ban_miner() -> Weight {
		Weight::zero()
	}
	fn reinstate_miner() -> Weight {
		Weight::zero()
	}
}
