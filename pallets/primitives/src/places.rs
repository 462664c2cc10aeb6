//! Places for votes of one kind, and in lists of people and proposals: the fuller they are, the more a place costs, so that nobody keeps
//! others out cheaply.

use crate::{Balance, Day};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	traits::{ConstU32, Defensive},
	BoundedVec,
};
use scale_info::TypeInfo;

/// Longest vote whose place can be kept, in days, with the day on which it ends.
pub const MAX_KEPT_DAYS: u32 = 32;

/// Places of cases that were taken back while their votes ran: each is taken until its vote would have
/// ended. Otherwise whoever opens a vote and takes it back could do so again at once, for ever.
///
/// They are counted by the first day on which they are free, in order.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeptPlaces(BoundedVec<(Day, u32), ConstU32<MAX_KEPT_DAYS>>);

impl KeptPlaces {
	/// Keep one more place until the day `free_on`, which is less than [`MAX_KEPT_DAYS`] after today;
	/// none if that day has come. Those that are free today are forgotten.
	pub fn keep(&mut self, free_on: Day, today: Day) {
		self.0.retain(|(day, _)| *day > today);
		if free_on <= today {
			return;
		}
		match self.0.binary_search_by_key(&free_on, |(day, _)| *day) {
			Ok(at) => {
				if let Some((_, places)) = self.0.get_mut(at) {
					*places = places.saturating_add(1);
				}
			},
			Err(at) => {
				let inserted = self.0.try_insert(at, (free_on, 1));
				let _ = inserted.defensive_proof("each day that can come has a place; qed");
			},
		}
	}

	/// Number of places that are still taken.
	pub fn taken(&self, today: Day) -> u32 {
		let kept = self.0.iter().filter(|(day, _)| *day > today);
		kept.fold(0, |sum, (_, places)| sum.saturating_add(*places))
	}

	/// The days after today on which places become free, in order, with the number of places.
	pub fn by_day(&self, today: Day) -> Vec<(Day, u32)> {
		self.0.iter().filter(|(day, _)| *day > today).copied().collect()
	}
}

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
	fn a_place_is_kept_until_its_day() {
		let mut places = KeptPlaces::default();
		assert_eq!(places.taken(0), 0);
		for (free_on, today) in [(108, 100), (108, 101), (105, 101), (101, 101), (90, 101)] {
			places.keep(free_on, today);
		}
		assert_eq!([101, 104, 105, 107, 108].map(|today| places.taken(today)), [3, 3, 2, 2, 0]);
		assert_eq!(places.by_day(101), [(105, 1), (108, 2)]);
		assert_eq!(places.by_day(105), [(108, 2)]);
	}

	#[test]
	fn days_that_have_come_are_forgotten() {
		let mut places = KeptPlaces::default();
		for today in 0..1_000 {
			places.keep(today + 8, today);
			places.keep(today + 8, today);
			assert!(places.0.len() <= 8);
		}
		assert_eq!(places.taken(999), 16);
	}

	#[test]
	fn saturates() {
		assert_eq!(deposit(Balance::MAX / 2, 31, 32), Balance::MAX);
		assert_eq!(deposit(1, 0, 0), 16);
		assert_eq!(steep_deposit(2, 256, 4), Balance::MAX);
		assert_eq!(steep_deposit(1, u32::MAX, 0), Balance::MAX);
	}
}
