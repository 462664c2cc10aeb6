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
	/// A change of the operators by the council, after which `o` are in no set any more.
	fn change_operators(o: u32) -> Weight;
	/// One value fed, with `o` operators: combining it and fixing a day.
	fn on_feed(o: u32) -> Weight;
	/// The roll-over with `o` operators, which fixes all networks.
	fn on_new_day(o: u32) -> Weight;
	/// A spend of the treasury.
	fn spend() -> Weight;
	/// Taking back a spend of the council.
	fn void_spend() -> Weight;
	/// A block with which no hour begins.
	fn on_block() -> Weight;
	/// An hour on which `r` referenda are looked at, each of which turned.
	fn on_hour(r: u32) -> Weight;
	/// A look for new referenda, of which `r` are found.
	fn look_at_new(r: u32) -> Weight;
	/// The hand-over, with a call on the council's road to Root.
	fn hand_over() -> Weight;
	/// A call of `l` bytes proposed to Root, after one that was stopped.
	fn propose_root_call(l: u32, t: u32) -> Weight;
	/// Pausing a call.
	fn pause() -> Weight;
	/// Ending a pause.
	fn unpause() -> Weight;
	/// Resetting the fuse of an asset.
	fn reset_fuse() -> Weight;
	/// Allowing a payment beyond the fuse.
	fn allow_payment() -> Weight;
	/// A block in which no pause ends.
	fn check_pauses() -> Weight;
	/// A block in which `p` pauses end.
	fn end_pauses(p: u32) -> Weight;
	/// A block in which no round of elections is due.
	fn check_round() -> Weight;
	/// A block in which a round of elections begins, without the round.
	fn begin_round() -> Weight;
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
	fn spend() -> Weight {
		Weight::zero()
	}
	fn void_spend() -> Weight {
		Weight::zero()
	}
	fn on_block() -> Weight {
		Weight::zero()
	}
	fn on_hour(_: u32) -> Weight {
		Weight::zero()
	}
	fn look_at_new(_: u32) -> Weight {
		Weight::zero()
	}
	fn hand_over() -> Weight {
		Weight::zero()
	}
	fn propose_root_call(_: u32, _: u32) -> Weight {
		Weight::zero()
	}
	fn pause() -> Weight {
		Weight::zero()
	}
	fn unpause() -> Weight {
		Weight::zero()
	}
	fn reset_fuse() -> Weight {
		Weight::zero()
	}
	fn allow_payment() -> Weight {
		Weight::zero()
	}
	fn check_pauses() -> Weight {
		Weight::zero()
	}
	fn end_pauses(_: u32) -> Weight {
		Weight::zero()
	}
	fn check_round() -> Weight {
		Weight::zero()
	}
	fn begin_round() -> Weight {
		Weight::zero()
	}
}
