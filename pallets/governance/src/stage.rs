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
}

/// The first day on which anyone may hand over, on a chain whose first day is `first`: `after` days
/// later.
pub fn open_from(first: Day, after: u32) -> Day {
	first.saturating_add(after)
}

/// Maximum length of the term that begins with the hand-over, in days.
pub const MAX_FIRST_TERM: u32 = 28;

/// Length of the term that begins with the hand-over, in days. The council of genesis stays for it, and would
/// have the longest that there can be if it could choose.
pub fn first_term(term: u32) -> u32 {
	term.min(MAX_FIRST_TERM)
}

/// The first day of the next round of elections: the end of the `term`, in days, that begins `today`; the
/// next day if none begins, because the round that is due could not be held.
pub fn next_round(today: Day, term: Option<u32>) -> Day {
	today.saturating_add(term.unwrap_or(1))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_chain_begins_in_the_launch_stage() {
		assert!(Stage::default().is_launch());
		assert!(!Stage::Community { since: 100 }.is_launch());
	}

	#[test]
	fn the_next_round_is_a_term_or_a_day_later() {
		assert_eq!(next_round(100, Some(28)), 128);
		assert_eq!(next_round(100, None), 101);
		assert_eq!(next_round(Day::MAX - 1, Some(28)), Day::MAX);
	}

	#[test]
	fn the_first_term_is_no_longer_than_four_weeks() {
		assert_eq!([7, 28, 29, 180].map(first_term), [7, 28, 28, 28]);
	}

	#[test]
	fn anyone_hands_over_so_many_days_after_the_first() {
		assert_eq!(open_from(100, 180), 280);
		assert_eq!(open_from(Day::MAX, 1), Day::MAX);
	}
}
