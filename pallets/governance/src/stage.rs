//! The stages of governance, and what time decides about them, without storage.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::Day;
use scale_info::TypeInfo;

/// A stage of governance. It changes once, and never back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Stage {
	/// The council of genesis; five of its seven may propose a call of Root that silence lets pass.
	#[default]
	#[codec(index = 0)]
	Launch,
	/// DMC holders elect the council, and nobody but they decide as Root.
	#[codec(index = 1)]
	Community {
		/// Day of the hand-over.
		since: Day,
	},
}

impl Stage {
	/// Whether the chain is in the launch stage.
	pub fn is_launch(self) -> bool {
		self == Self::Launch
	}

	/// Whether the council may be elected on the day `today`: a whole `term`, in days, after the
	/// hand-over, so that everybody has as much time to stand and to vote before the first round.
	pub fn may_elect(self, today: Day, term: u32) -> bool {
		match self {
			Self::Launch => false,
			Self::Community { since } => today >= since.saturating_add(term),
		}
	}
}

/// The first day on which anyone may hand over, on a chain whose first day is `first`: `after` days
/// later.
pub fn open_from(first: Day, after: u32) -> Day {
	first.saturating_add(after)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn nobody_is_elected_in_the_launch_stage() {
		assert!(Stage::default().is_launch());
		assert!(!Stage::Launch.may_elect(Day::MAX, 0));
	}

	#[test]
	fn the_first_round_is_a_whole_term_after_the_hand_over() {
		let stage = Stage::Community { since: 100 };
		assert!(!stage.is_launch());
		assert_eq!(
			[100, 127, 128, 500].map(|day| stage.may_elect(day, 28)),
			[false, false, true, true]
		);
		assert!(!stage.may_elect(Day::MAX - 1, Day::MAX));
	}

	#[test]
	fn anyone_hands_over_so_many_days_after_the_first() {
		assert_eq!(open_from(100, 180), 280);
		assert_eq!(open_from(Day::MAX, 1), Day::MAX);
	}
}
