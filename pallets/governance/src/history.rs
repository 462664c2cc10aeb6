//! What is remembered of a network's averages, so that a value is compared in a bounded number of
//! steps, whatever is confirmed or struck out later.

use crate::average::{lower_median, RECENT_AVERAGES, STRIKE_DAYS};
use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Day, DayValue, PerUnit};
use frame_support::{
	traits::{ConstU32, Get},
	BoundedVec,
};
use scale_info::TypeInfo;
use sp_runtime::traits::Zero;

/// Maximum number of zero days in a row that are counted.
pub const MAX_ZERO_DAYS: u32 = 30;

/// An average can be struck out for [`STRIKE_DAYS`] days, in which at most as many are published:
/// each list is longer by that number than what is needed of it, so that enough is always left.
type Positive = ConstU32<{ STRIKE_DAYS + RECENT_AVERAGES as u32 }>;
type Zeros = ConstU32<{ STRIKE_DAYS + MAX_ZERO_DAYS }>;
type Disputed = ConstU32<{ STRIKE_DAYS + 1 }>;

/// The newest values of a network. Each fixed day is in at most one of the lists, and struck days
/// are in none.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct History {
	/// Newest day whose value is fixed: published, disputed, or struck out since.
	pub last_day: Option<Day>,
	/// Newest published averages above zero, the oldest first.
	pub positive: BoundedVec<DayValue, Positive>,
	/// Newest days with a published average of zero, the oldest first.
	pub zeros: BoundedVec<Day, Zeros>,
	/// Newest disputed values, the oldest first.
	pub disputed: BoundedVec<DayValue, Disputed>,
}

impl History {
	/// Whether the value of `day` is fixed, or can no longer be: days are fixed in order.
	pub fn is_fixed(&self, day: Day) -> bool {
		self.last_day.is_some_and(|last| last >= day)
	}

	/// The value of a day is fixed, and published.
	pub fn publish(&mut self, fed: DayValue) {
		self.last_day = self.last_day.max(Some(fed.day));
		if fed.value.is_zero() {
			insert(&mut self.zeros, fed.day, |day| *day);
		} else {
			insert(&mut self.positive, fed, |known| known.day);
		}
	}

	/// The value of a day is fixed, and disputed.
	pub fn dispute(&mut self, fed: DayValue) {
		self.last_day = self.last_day.max(Some(fed.day));
		insert(&mut self.disputed, fed, |known| known.day);
	}

	/// A disputed value is published after all.
	pub fn confirm(&mut self, fed: DayValue) {
		self.disputed.retain(|known| known.day != fed.day);
		self.publish(fed);
	}

	/// A published average is struck out.
	pub fn strike(&mut self, day: Day) {
		self.positive.retain(|known| known.day != day);
		self.zeros.retain(|known| *known != day);
	}

	/// The newest value, published or disputed.
	pub fn last_fed(&self) -> Option<DayValue> {
		self.latest().into_iter().chain(self.disputed.last().copied()).max_by_key(|fed| fed.day)
	}

	/// The newest published average.
	pub fn latest(&self) -> Option<DayValue> {
		let zero = self.zeros.last().map(|day| DayValue { day: *day, value: PerUnit::zero() });
		self.positive.last().copied().into_iter().chain(zero).max_by_key(|known| known.day)
	}

	/// The median of the last published averages above zero; `None` if there are none.
	pub fn recent(&self) -> Option<PerUnit> {
		lower_median(self.positive.iter().rev().take(RECENT_AVERAGES).map(|known| known.value))
	}

	/// Number of days in a row, up to the newest with an average, whose average is zero; at most
	/// [`MAX_ZERO_DAYS`].
	pub fn zero_days(&self) -> u32 {
		let Some(newest) = self.latest().filter(|newest| newest.value.is_zero()) else { return 0 };
		let in_a_row = self.zeros.iter().rev().zip((0..=newest.day).rev());
		let days = in_a_row.take_while(|(zero, day)| *zero == day).take(MAX_ZERO_DAYS as usize);
		days.count() as u32
	}
}

/// Insert in the order of days. A full list loses its oldest, or does not take what is older.
fn insert<T, Max: Get<u32>>(list: &mut BoundedVec<T, Max>, new: T, day: impl Fn(&T) -> Day) {
	let at = list.partition_point(|known| day(known) < day(&new));
	let _ = list.force_insert_keep_right(at, new);
}

#[cfg(test)]
mod tests;
