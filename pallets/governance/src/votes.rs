//! When votes end, and what a late turn does: pure rules, in blocks.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Number of hours of a day.
pub const HOURS_A_DAY: u32 = 24;
/// Number of times that late turns extend a vote.
pub const MAX_EXTENSIONS: u8 = 3;

/// The standing of a vote as it was noted a day before its end, and what became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Standing {
	/// Whether the vote would have passed.
	pub passing: bool,
	/// Number of times that the vote was extended.
	pub extensions: u8,
	/// Whether it stood otherwise on an hour since then.
	pub turned: bool,
}

impl Standing {
	fn new(passing: bool, extensions: u8) -> Self {
		Self { passing, extensions, turned: false }
	}
}

/// What becomes of a vote on an hour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
	/// Nothing: the vote ends in more than a day, or stands as it was noted.
	Wait,
	/// Its standing is noted.
	Note(Standing),
	/// It stands otherwise than noted for the first time, which is kept.
	Turn(Standing),
	/// It ends a day later, and its standing is noted anew.
	Extend(Standing),
	/// It is decided.
	Decide,
}

/// The chain's hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hours {
	/// Length of a day in blocks.
	day: u32,
}

impl Hours {
	/// Hours of days of so many blocks.
	pub fn of(day: u32) -> Self {
		Self { day }
	}

	/// Length of an hour in blocks, at least one.
	fn length(self) -> u32 {
		(self.day / HOURS_A_DAY).max(1)
	}

	/// Number of blocks after the end of a vote in which nothing is enacted that was decided by other
	/// votes of this hour: an hour, at least two blocks. Cases are enacted in the first block after it,
	/// however many.
	pub fn apart_from_cases(self) -> u32 {
		self.length().max(2)
	}

	/// Whether an hour begins with a block.
	pub fn begin_at(self, block: u32) -> bool {
		block.is_multiple_of(self.length())
	}

	/// The first hour that does not begin before a block.
	pub fn next(self, block: u32) -> u32 {
		block.checked_next_multiple_of(self.length()).unwrap_or(block)
	}

	/// The first hour a day or more after a block.
	pub fn a_day_after(self, block: u32) -> u32 {
		self.next(block.saturating_add(self.day))
	}

	/// What becomes of a vote that ends at `end` and would be decided as `passing` says, on the hour
	/// `now`. A turn counts although the vote turns back: otherwise who brings votes for the note, takes
	/// them back, and brings them again at the end would not have turned it. One without a note, which is not seen on a chain that always had these rules, is extended
	/// at its end, so that no vote is decided in the day after its standing was first looked at.
	pub fn step(self, noted: Option<Standing>, passing: bool, end: u32, now: u32) -> Step {
		let is_near = now < end && end <= self.a_day_after(now);
		match noted {
			None if is_near => Step::Note(Standing::new(passing, 0)),
			None if end != now => Step::Wait,
			None => Step::Extend(Standing::new(passing, 1)),
			Some(noted) => {
				let turned = noted.turned || noted.passing != passing;
				if end != now && turned != noted.turned {
					Step::Turn(Standing { turned, ..noted })
				} else if end != now {
					Step::Wait
				} else if !turned || noted.extensions >= MAX_EXTENSIONS {
					Step::Decide
				} else {
					Step::Extend(Standing::new(passing, noted.extensions.saturating_add(1)))
				}
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// A day of 48 blocks has hours of two.
	const HOURS: Hours = Hours { day: 48 };

	#[test]
	fn an_hour_is_a_twenty_fourth_of_a_day_and_at_least_a_block() {
		let lengths = [1, 10, 24, 47, 48, 28_800].map(|day| Hours { day }.length());
		assert_eq!(lengths, [1, 1, 1, 1, 2, 1_200]);
	}

	#[test]
	fn apart_from_cases_is_never_the_block_after_an_hour_that_has_more_than_one() {
		for day in [1, 10, 24, 47, 48, 71, 72, 28_800] {
			let hours = Hours { day };
			let delay = hours.apart_from_cases();
			assert!(delay >= 2);
			assert!(hours.length() == 1 || !hours.begin_at(delay - 1), "{day}");
		}
		assert_eq!([10, 48, 28_800].map(|day| Hours { day }.apart_from_cases()), [2, 2, 1_200]);
	}

	#[test]
	fn votes_end_with_the_next_hour() {
		assert_eq!([0, 1, 2, 3, 4].map(|block| HOURS.next(block)), [0, 2, 2, 4, 4]);
		assert!(HOURS.begin_at(2) && !HOURS.begin_at(3));
		assert_eq!(HOURS.next(u32::MAX), u32::MAX);
	}

	#[test]
	fn a_day_that_is_no_whole_number_of_hours_ends_with_the_next() {
		// 71 blocks have hours of two.
		assert_eq!(Hours { day: 71 }.a_day_after(100), 172);
		assert_eq!(HOURS.a_day_after(100), 148);
	}

	fn turned(passing: bool, extensions: u8) -> Standing {
		Standing { passing, extensions, turned: true }
	}

	#[test]
	fn the_standing_is_noted_once_a_day_before_the_end() {
		let step = |noted, end| HOURS.step(noted, true, end, 100);
		assert_eq!(step(None, 150), Step::Wait);
		assert_eq!(step(None, 148), Step::Note(Standing::new(true, 0)));
		assert_eq!(step(None, 102), Step::Note(Standing::new(true, 0)));
		assert_eq!(step(Some(Standing::new(true, 0)), 148), Step::Wait);
		assert_eq!(step(Some(Standing::new(true, 0)), 102), Step::Wait);
	}

	#[test]
	fn a_turn_on_any_hour_is_kept() {
		let step = |noted, passing| HOURS.step(Some(noted), passing, 148, 100);
		assert_eq!(step(Standing::new(false, 1), true), Step::Turn(turned(false, 1)));
		for passing in [false, true] {
			assert_eq!(step(turned(false, 1), passing), Step::Wait);
		}
	}

	#[test]
	fn a_turn_since_then_extends_three_times() {
		let step = |noted| HOURS.step(Some(noted), true, 100, 100);
		assert_eq!(step(Standing::new(true, 0)), Step::Decide);
		for extensions in 0..3 {
			let anew = Step::Extend(Standing::new(true, extensions + 1));
			assert_eq!(step(Standing::new(false, extensions)), anew);
			assert_eq!(step(turned(false, extensions)), anew);
			// It turned, and turned back.
			assert_eq!(step(turned(true, extensions)), anew);
		}
		assert_eq!(step(Standing::new(false, 3)), Step::Decide);
		assert_eq!(step(turned(true, 3)), Step::Decide);
	}

	#[test]
	fn a_vote_that_was_not_noted_is_extended() {
		assert_eq!(HOURS.step(None, false, 100, 100), Step::Extend(Standing::new(false, 1)));
	}

	proptest! {
		/// Whoever votes when, a vote is decided as it stood on each hour of its last day or was extended
		/// three times, at most three days after its end, on an hour.
		#[test]
		fn decided_as_it_stood_for_a_day_or_after_three_extensions(
			day in 1..200u32,
			opened in 0..10_000u32,
			days in 1..8u32,
			turns in proptest::collection::vec(any::<bool>(), 2_500),
		) {
			let hours = Hours { day };
			let first_end = hours.next(opened + days * day);
			let (mut end, mut noted, mut noted_at) = (first_end, None, opened);
			let mut stood = Vec::new();
			for block in opened + 1.. {
				let passing = turns[(block - opened) as usize % turns.len()];
				if !hours.begin_at(block) {
					continue;
				}
				stood.push(passing);
				match hours.step(noted, passing, end, block) {
					Step::Wait => (),
					Step::Turn(standing) => noted = Some(standing),
					Step::Note(standing) => {
						(noted, noted_at) = (Some(standing), block);
						stood = vec![passing];
					},
					Step::Extend(standing) => {
						(noted, noted_at) = (Some(standing), block);
						stood = vec![passing];
						end = hours.a_day_after(block);
					},
					Step::Decide => {
						let last = noted.unwrap();
						let alike = stood.iter().all(|stood| *stood == passing);
						prop_assert!(alike || last.extensions == 3);
						prop_assert!(days < 2 || block - noted_at >= day);
						prop_assert_eq!(block, end);
						prop_assert!(hours.begin_at(end));
						let delay = u32::from(last.extensions) * hours.next(day);
						prop_assert_eq!(end, first_end + delay);
						break;
					},
				}
			}
		}
	}
}
