//! Places for votes of one kind, and in lists of people and proposals: the fuller they are, the more a place costs, so that nobody keeps
//! others out cheaply.

use crate::Balance;

/// The deposit for one more place when `taken` of `places` are taken: `base`, doubled for each eighth of
/// the places that is taken beyond the first half. Saturates.
pub fn deposit(base: Balance, taken: u32, places: u32) -> Balance {
	let eighths = u64::from(taken).saturating_mul(8).checked_div(places.into()).unwrap_or(8);
	let doublings = eighths.min(8).saturating_sub(4);
	base.saturating_mul(1 << doublings)
}

/// The deposit for one more place of a list in which nobody may take all `places`: `base`, doubled for
/// every second place that is taken beyond the first half. Saturates.
pub fn steep_deposit(base: Balance, taken: u32, places: u32) -> Balance {
	let doublings = taken.saturating_sub(places / 2) / 2;
	base.saturating_mul(1_u128.checked_shl(doublings).unwrap_or(Balance::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn doubles_for_each_eighth_beyond_the_first_half() {
		let of_32 = |taken| deposit(10, taken, 32);
		assert_eq!([0, 15, 16, 19].map(of_32), [10; 4]);
		assert_eq!([20, 23, 24, 27].map(of_32), [20, 20, 40, 40]);
		assert_eq!([28, 31, 32, 99].map(of_32), [80, 80, 160, 160]);
	}

	#[test]
	fn counts_eighths_of_few_places_by_the_rule() {
		let of_3 = |taken| deposit(1, taken, 3);
		assert_eq!([0, 1, 2].map(of_3), [1, 1, 2]);
		assert_eq!(deposit(1, 0, 1), 1);
	}

	#[test]
	fn doubles_for_every_second_place_beyond_the_first_half() {
		let of_100 = |taken| steep_deposit(10, taken, 100);
		assert_eq!([0, 50, 51, 52, 53, 54].map(of_100), [10, 10, 10, 20, 20, 40]);
		assert_eq!(of_100(99), 10 << 24);
		assert_eq!([0, 1, 2, 3].map(|taken| steep_deposit(1, taken, 1)), [1, 1, 2, 2]);
	}

	#[test]
	fn saturates() {
		assert_eq!(deposit(Balance::MAX / 2, 31, 32), Balance::MAX);
		assert_eq!(deposit(1, 0, 0), 16);
		assert_eq!(steep_deposit(2, 256, 4), Balance::MAX);
		assert_eq!(steep_deposit(1, u32::MAX, 0), Balance::MAX);
	}
}
