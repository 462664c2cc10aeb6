//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// Weight of each call, in its worst case.
pub trait WeightInfo {
	/// The last network that may be registered.
	fn register_network() -> Weight;
	/// A network with texts of full length.
	fn update_network() -> Weight;
	/// An asset is added.
	fn set_payment_asset() -> Weight;
	/// The last application that the miner may have, with texts of full length.
	fn apply() -> Weight;
	/// During the vote, by a miner with the maximum number of live applications.
	fn withdraw_application() -> Weight;
	/// Rejected, for a miner with the maximum number of live applications.
	fn conclude_application() -> Weight;
	/// The vote passed and nobody has concluded it.
	fn approve_application() -> Weight;
	/// Adding to the pledge.
	fn pledge() -> Weight;
	/// Withdrawing from the pledge.
	fn withdraw_pledge() -> Weight;
	/// Banning a miner.
	fn ban_miner() -> Weight;
	/// Clearing a miner.
	fn clear_miner() -> Weight;
	/// A network with texts of full length.
	fn close_network() -> Weight;
}

/// No weight, for mocks.
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
	fn clear_miner() -> Weight {
		Weight::zero()
	}
	fn close_network() -> Weight {
		Weight::zero()
	}
}
