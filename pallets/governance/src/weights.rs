//! Weights that the benchmarks measure. The runtime provides the measured values.

use frame_support::weights::Weight;

/// Weight of each call and hook.
pub trait WeightInfo {
	/// Setting a parameter.
	fn set_parameter() -> Weight;
	/// Publishing a disputed value.
	fn confirm_average() -> Weight;
	/// Striking out an average.
	fn strike_average() -> Weight;
	/// A change of the operators, after which `o` are in no set any more.
	fn change_operators(o: u32) -> Weight;
	/// One value fed, with `o` operators: combining it and fixing a day.
	fn on_feed(o: u32) -> Weight;
	/// The roll-over with `o` operators, which fixes all networks.
	fn on_new_day(o: u32) -> Weight;
	/// The hand-over, with a call on the council's road to Root.
	fn hand_over() -> Weight;
	/// A call of `l` bytes proposed to Root, after one that was stopped.
	fn propose_root_call(l: u32) -> Weight;
}

/// No weight, for mocks.
impl WeightInfo for () {
	fn set_parameter() -> Weight {
		Weight::zero()
	}
	fn confirm_average() -> Weight {
		Weight::zero()
	}
	fn strike_average() -> Weight {
		Weight::zero()
	}
	fn change_operators(_: u32) -> Weight {
		Weight::zero()
	}
	fn on_feed(_: u32) -> Weight {
		Weight::zero()
	}
	fn on_new_day(_: u32) -> Weight {
		Weight::zero()
	}
	fn hand_over() -> Weight {
		Weight::zero()
	}
	fn propose_root_call(_: u32) -> Weight {
		Weight::zero()
	}
}
