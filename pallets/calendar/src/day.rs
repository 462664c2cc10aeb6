//! The arithmetic of days, without storage. Times and lengths are in milliseconds.

use dmex_primitives::Day;

/// Maximum number of days that begin in one block.
pub const MAX_CATCH_UP: u32 = 32;

/// Day length if genesis names none: 24 hours.
pub const DEFAULT_DAY_LENGTH: u64 = 86_400_000;

/// Whether days of this length consist of whole slots.
pub fn is_valid_length(length: u64, slot: u64) -> bool {
	length > 0 && slot > 0 && length.is_multiple_of(slot)
}

/// Day that contains `moment`.
pub fn day_of(moment: u64, length: u64) -> Day {
	Day::try_from(moment / length.max(1)).unwrap_or(Day::MAX)
}

/// Whether a closed day is live, so that it counts for clocks: at least half its slots carry a
/// block.
pub fn is_live(blocks: u32, length: u64, slot: u64) -> bool {
	u64::from(blocks).saturating_mul(2) >= length / slot.max(1)
}

/// Number of days that begin in a block whose timestamp is in `current`.
pub fn days_to_begin(today: Day, current: Day) -> u32 {
	current.saturating_sub(today).min(MAX_CATCH_UP)
}

/// Length of a period of `days` in blocks, at least one.
pub fn blocks(days: u32, length: u64, slot: u64) -> u32 {
	let blocks = u128::from(days) * u128::from(length) / u128::from(slot.max(1));
	u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
}

/// Milliseconds from `now` until the day after `today` begins; 0 if it is due.
pub fn ms_to_next(today: Day, now: u64, length: u64) -> u64 {
	(u64::from(today) + 1).saturating_mul(length).saturating_sub(now)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn length_is_whole_slots() {
		assert!(is_valid_length(DEFAULT_DAY_LENGTH, 3_000));
		assert!(is_valid_length(3_000, 3_000));
		assert!(!is_valid_length(0, 3_000));
		assert!(!is_valid_length(3_000, 0));
		assert!(!is_valid_length(3_001, 3_000));
	}

	#[test]
	fn days_begin_at_multiples_of_the_length() {
		assert_eq!(day_of(0, 30_000), 0);
		assert_eq!(day_of(29_999, 30_000), 0);
		assert_eq!(day_of(30_000, 30_000), 1);
		assert_eq!(day_of(u64::MAX, 1), Day::MAX);
	}

	#[test]
	fn a_day_is_live_with_half_its_slots() {
		assert!(!is_live(4, 30_000, 3_000));
		assert!(is_live(5, 30_000, 3_000));
		// Of an odd number of slots, half is not enough when rounded down.
		assert!(!is_live(1, 9_000, 3_000));
		assert!(is_live(2, 9_000, 3_000));
		// A day of one slot.
		assert!(!is_live(0, 3_000, 3_000));
		assert!(is_live(1, 3_000, 3_000));
		assert!(is_live(u32::MAX, u64::MAX, u64::MAX));
	}

	#[test]
	fn catching_up_is_bounded_and_never_goes_back() {
		assert_eq!(days_to_begin(10, 10), 0);
		assert_eq!(days_to_begin(10, 11), 1);
		assert_eq!(days_to_begin(10, 10 + MAX_CATCH_UP), MAX_CATCH_UP);
		assert_eq!(days_to_begin(10, 11 + MAX_CATCH_UP), MAX_CATCH_UP);
		assert_eq!(days_to_begin(10, 9), 0);
		assert_eq!(days_to_begin(0, Day::MAX), MAX_CATCH_UP);
	}

	#[test]
	fn periods_are_at_least_one_block() {
		assert_eq!(blocks(0, 30_000, 3_000), 1);
		assert_eq!(blocks(1, 30_000, 3_000), 10);
		assert_eq!(blocks(7, DEFAULT_DAY_LENGTH, 3_000), 201_600);
		assert_eq!(blocks(u32::MAX, u64::MAX, 1), u32::MAX);
	}

	#[test]
	fn the_next_day_comes_closer() {
		assert_eq!(ms_to_next(1, 30_000, 30_000), 30_000);
		assert_eq!(ms_to_next(1, 59_999, 30_000), 1);
		assert_eq!(ms_to_next(1, 60_000, 30_000), 0);
		assert_eq!(ms_to_next(1, 90_000, 30_000), 0);
		assert_eq!(ms_to_next(Day::MAX, 0, u64::MAX), u64::MAX);
	}
}
