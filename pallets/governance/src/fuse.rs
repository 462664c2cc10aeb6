//! The outflow fuse: how much may leave an account within a day other than to those whose money it
//! is.
//!
//! Pure: no storage. Amounts are base units of one asset.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// Number of days for which a payment that was allowed beyond the fuse can be made.
pub const ALLOWED_DAYS: u32 = 30;

/// What left an account in one asset on one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Outflow {
	/// The day.
	pub day: Day,
	/// What the account held before the first payment of the day.
	pub held: Balance,
	/// What has left it since.
	pub left: Balance,
	/// Whether the fuse blew on that day.
	pub blown: bool,
}

/// What becomes of a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// It is made, and the day's outflow is this from now on.
	Passes(Outflow),
	/// It is not made, and the fuse blows: the day's outflow is this from now on.
	Blows(Outflow),
	/// The fuse blew before: nothing is paid.
	Blown,
	/// It is more than may leave on the day at all, and is not made. Nothing changes, or anyone could
	/// blow the fuse again and again with one payment that is never made.
	TooLarge,
}

impl Outflow {
	/// Whether nothing is paid on `today`: from the day on which the fuse blew to the end of the next
	/// day.
	pub fn is_blown(&self, today: Day) -> bool {
		self.blown && today <= self.day.saturating_add(1)
	}
}

/// Decide on a payment of `amount` out of an account that holds `held` now. At most `limit` of what
/// it held before the first payment of the day leaves it on the day, rounded down. Only what has left
/// already makes the fuse blow.
pub fn decide(
	last: Option<Outflow>,
	today: Day,
	held: Balance,
	amount: Balance,
	limit: Permill,
) -> Verdict {
	if last.is_some_and(|last| last.is_blown(today)) {
		return Verdict::Blown;
	}
	let fresh = Outflow { day: today, held, left: 0, blown: false };
	let outflow = last.filter(|last| last.day == today && !last.blown).unwrap_or(fresh);
	let most = limit.mul_floor(outflow.held);
	if amount > most {
		return Verdict::TooLarge;
	}
	match outflow.left.checked_add(amount) {
		Some(left) if left <= most => Verdict::Passes(Outflow { left, ..outflow }),
		_ => Verdict::Blows(Outflow { blown: true, ..outflow }),
	}
}

/// Whether a payment that was allowed with this end can be made `today`.
pub fn is_allowed(expires_on: Day, today: Day) -> bool {
	today < expires_on
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const FIFTH: Permill = Permill::from_percent(20);

	fn passes(last: Option<Outflow>, today: Day, held: Balance, amount: Balance) -> Outflow {
		match decide(last, today, held, amount, FIFTH) {
			Verdict::Passes(outflow) => outflow,
			other => panic!("{other:?}"),
		}
	}

	fn blows(last: Option<Outflow>, today: Day, held: Balance, amount: Balance) -> Outflow {
		match decide(last, today, held, amount, FIFTH) {
			Verdict::Blows(outflow) => outflow,
			other => panic!("{other:?}"),
		}
	}

	#[test]
	fn a_fifth_leaves_in_a_day_and_not_a_unit_more() {
		let first = passes(None, 5, 1_004, 150);
		assert_eq!(first, Outflow { day: 5, held: 1_004, left: 150, blown: false });
		let second = passes(Some(first), 5, 854, 50);
		assert_eq!(second.left, 200);
		let blown = blows(Some(second), 5, 804, 1);
		assert_eq!(blown, Outflow { day: 5, held: 1_004, left: 200, blown: true });
	}

	#[test]
	fn a_payment_that_is_too_large_alone_changes_nothing() {
		let decide = |last, amount| decide(last, 5, 1_004, amount, FIFTH);
		assert_eq!(decide(None, 201), Verdict::TooLarge);
		assert_eq!(decide(None, Balance::MAX), Verdict::TooLarge);
		let spent = passes(None, 5, 1_004, 200);
		assert_eq!(decide(Some(spent), 201), Verdict::TooLarge);
		assert!(blows(Some(spent), 5, 804, 200).blown);
		// An account that holds nothing pays nothing, and its fuse stays whole.
		assert_eq!(super::decide(None, 5, 0, 1, FIFTH), Verdict::TooLarge);
	}

	#[test]
	fn a_new_day_is_reckoned_by_what_is_held_then() {
		let first = passes(None, 5, 1_000, 200);
		let next = passes(Some(first), 6, 800, 160);
		assert_eq!(next, Outflow { day: 6, held: 800, left: 160, blown: false });
		assert!(blows(Some(next), 6, 640, 1).blown);
	}

	#[test]
	fn a_blown_fuse_stays_so_for_the_whole_next_day() {
		let first = passes(None, 5, 1_000, 1);
		let blown = Some(blows(Some(first), 5, 999, 200));
		for today in [5, 6] {
			assert_eq!(decide(blown, today, 1_000, 0, FIFTH), Verdict::Blown);
		}
		assert_eq!(passes(blown, 7, 1_000, 200).left, 200);
	}

	#[test]
	fn an_allowed_payment_expires() {
		assert!(is_allowed(30, 29));
		assert!(!is_allowed(30, 30));
	}

	proptest! {
		/// On no day leaves more than the limit of what was held at its first payment.
		#[test]
		fn no_day_loses_more_than_the_limit(
			start in 1..1_000_000_000_000_000u128,
			payments in prop::collection::vec((0..3u32, 1..400_000u32), 1..60),
		) {
			let (mut day, mut held, mut last) = (5, start, None);
			let mut days = std::collections::BTreeMap::<Day, (Balance, Balance)>::new();
			for (wait, part) in payments {
				day += wait;
				let amount = Permill::from_parts(part) * held;
				let opening = days.entry(day).or_insert((held, 0));
				match decide(last, day, held, amount, FIFTH) {
					Verdict::Passes(outflow) => {
						held -= amount;
						opening.1 += amount;
						last = Some(outflow);
					},
					Verdict::Blows(outflow) => last = Some(outflow),
					Verdict::Blown | Verdict::TooLarge => (),
				}
			}
			for (held, left) in days.into_values() {
				prop_assert!(left <= FIFTH * held + 1);
			}
		}
	}
}
