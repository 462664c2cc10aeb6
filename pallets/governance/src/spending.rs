//! How much of the treasury the council can spend: pure rules.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Number of days within which no more than [`limit`] is spent.
pub const SPENDING_DAYS: u32 = 7;
/// Number of calendar days that such a time touches.
const DAYS_KEPT: u32 = SPENDING_DAYS + 1;

/// The most that can be spent in any seven days, of an amount that can be paid: one per cent of it.
pub fn limit(available: Balance) -> Balance {
	available / 100
}

/// Amount spent on a day.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DaySpending {
	/// The day.
	pub day: Day,
	/// Its sum, in base units of the asset.
	pub amount: Balance,
}

/// What was spent of an asset on the days that still count, the oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Spent(pub BoundedVec<DaySpending, ConstU32<DAYS_KEPT>>);

impl Spent {
	/// Whether a day counts `today`: whenever seven times 24 hours begin, they touch no earlier day.
	fn counts(day: Day, today: Day) -> bool {
		day.saturating_add(SPENDING_DAYS) >= today
	}

	/// Sum of the days that count.
	pub fn sum(&self, today: Day) -> Balance {
		let days = self.0.iter().filter(|spent| Self::counts(spent.day, today));
		days.fold(0, |sum, spent| sum.saturating_add(spent.amount))
	}

	/// Spend an amount today; `None` if the sum would exceed `limit`.
	pub fn spend(&mut self, today: Day, amount: Balance, limit: Balance) -> Option<()> {
		let sum = self.sum(today).checked_add(amount)?;
		if sum > limit {
			return None;
		}
		self.0.retain(|spent| Self::counts(spent.day, today));
		match self.0.last_mut().filter(|last| last.day == today) {
			Some(last) => last.amount = last.amount.checked_add(amount)?,
			None => self.0.try_push(DaySpending { day: today, amount }).ok()?,
		}
		Some(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn a_hundredth_can_be_spent() {
		assert_eq!([0, 99, 100, 12_399].map(limit), [0, 0, 1, 123]);
	}

	#[test]
	fn the_sum_stays_within_the_limit() {
		let mut spent = Spent::default();
		assert_eq!(spent.spend(10, 60, 100), Some(()));
		assert_eq!(spent.spend(10, 41, 100), None);
		assert_eq!(spent.spend(10, 40, 100), Some(()));
		assert_eq!(spent.spend(11, 1, 100), None);
		assert_eq!(spent.sum(11), 100);
	}

	#[test]
	fn a_day_counts_for_the_seven_after_it() {
		let mut spent = Spent::default();
		spent.spend(10, 100, 100).unwrap();
		assert_eq!(spent.clone().spend(17, 1, 100), None);
		assert_eq!(spent.spend(18, 100, 100), Some(()));
		assert_eq!(spent.0.len(), 1);
	}

	#[test]
	fn a_limit_that_fell_below_what_was_spent_leaves_nothing() {
		let mut spent = Spent::default();
		spent.spend(10, 100, 100).unwrap();
		assert_eq!(spent.spend(10, 1, 50), None);
		assert_eq!(spent.spend(10, Balance::MAX, Balance::MAX), None);
	}

	proptest! {
		/// Whatever is asked for, no eight days in a row have more than the limit.
		#[test]
		fn no_seven_days_exceed_the_limit(asked in proptest::collection::vec((0..3u32, 1..60u128), 1..200)) {
			let (mut spent, mut today, mut all) = (Spent::default(), 100, Vec::new());
			for (days, amount) in asked {
				today += days;
				if spent.spend(today, amount, 100).is_some() {
					all.push((today, amount));
				}
				let within = all.iter().filter(|(day, _)| day + 7 >= today);
				let sum: u128 = within.map(|(_, amount)| amount).sum();
				prop_assert!(sum <= 100);
				prop_assert_eq!(spent.sum(today), sum);
			}
		}
	}
}
