//! How a day is judged: when it is late, and what fraction of its slices it releases.

use crate::types::{DayFacts, Verdict};
use sp_runtime::{traits::One, FixedU128};

/// A day is late when so many days that were open for clocks have ended after it.
pub const LATE_AFTER: u32 = 2;

/// Whether a day is late: `now` counts the open days up to yesterday, `at` those up to the day in
/// question, and `clock_from` those at which the clocks of its series started.
pub const fn is_late(now: u32, at: u32, clock_from: u32) -> bool {
	let from = if at > clock_from { at } else { clock_from };
	now.saturating_sub(from) >= LATE_AFTER
}

/// What a settled day releases.
///
/// Every day releases all of its slices, whatever it paid: the comparison of income with market
/// averages is not built yet. The ledger takes any verdict.
pub fn judge(_day: &DayFacts) -> Verdict {
	Verdict { released: FixedU128::one(), low: false }
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn late_from_the_start_of_the_third_day_after() {
		// Every day is open: day d is late when the days d + 1 and d + 2 are over.
		assert!(!is_late(10, 10, 0));
		assert!(!is_late(11, 10, 0));
		assert!(is_late(12, 10, 0));
	}

	#[test]
	fn clocks_that_started_later_hold_it_back() {
		assert!(!is_late(12, 10, 11));
		assert!(is_late(13, 10, 11));
		assert!(!is_late(5, 10, 11));
	}

	#[test]
	fn releases_everything_whatever_was_paid() {
		for paid in [0, 1, u128::MAX] {
			let day = DayFacts { paid, average: Some(FixedU128::one()), open: true, late: true };
			assert_eq!(judge(&day), Verdict { released: FixedU128::one(), low: false });
		}
	}
}
