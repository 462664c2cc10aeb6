//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// The weight of each call, of a new day, and of each step of a walk over stakes.
pub trait WeightInfo {
	/// Staking `n` certificates.
	fn stake(n: u32) -> Weight;
	/// Unstaking `n` certificates.
	fn unstake(n: u32) -> Weight;
	/// Claiming the rewards of `n` stakes.
	fn claim_rewards(n: u32) -> Weight;
	/// Adding to the budget.
	fn fund_budget() -> Weight;
	/// Setting the weight of a network.
	fn set_network_weight() -> Weight;
	/// Emitting a day over `p` pools.
	fn on_new_day(p: u32) -> Weight;
	/// Finding out that no stake has to be visited.
	fn idle_base() -> Weight;
	/// Visiting one stake.
	fn idle_visit() -> Weight;
}

// Used while the benchmarks run.
impl WeightInfo for () {
	fn stake(_: u32) -> Weight {
		Weight::zero()
	}
	fn unstake(_: u32) -> Weight {
		Weight::zero()
	}
	fn claim_rewards(_: u32) -> Weight {
		Weight::zero()
	}
	fn fund_budget() -> Weight {
		Weight::zero()
	}
	fn set_network_weight() -> Weight {
		Weight::zero()
	}
	fn on_new_day(_: u32) -> Weight {
		Weight::zero()
	}
	fn idle_base() -> Weight {
		Weight::zero()
	}
	fn idle_visit() -> Weight {
		Weight::zero()
	}
}
