//! Arithmetic of the units and the pledge of one approved application: no storage, no accounts.
//!
//! A [`Capacity`] never has more live than effective units, nor less pledge than is required.
//! Every method returns the next value, or an error and leaves the old one as it was.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Units};
use scale_info::TypeInfo;
use sp_runtime::{traits::EnsureAdd, ArithmeticError};

/// Units and pledge of an approved application.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Capacity {
	/// Maximum number of units that may be live together. It never changes.
	pub effective: Units,
	/// Live units: from minting until every day of their term is settled, or they are burnt unsold.
	pub live: Units,
	/// Pledge of the miner, in base units of DMC.
	pub pledged: Balance,
	/// Pledge required for the live units, in base units of DMC.
	pub required: Balance,
	/// Number of unfinished series.
	pub series: u32,
}

/// Reason why a capacity cannot change as asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapacityError {
	/// There would be more live than effective units.
	UnitsExceeded,
	/// The pledge would be less than what is required.
	PledgeTooLow,
	/// The maximum number of unfinished series exists.
	TooManySeries,
	/// More would be released than is reserved.
	NothingToRelease,
}

impl Capacity {
	/// A quota of `effective` units without a series, live units or pledge.
	pub fn new(effective: Units) -> Self {
		Self { effective, live: 0, pledged: 0, required: 0, series: 0 }
	}

	/// Whether there is no unfinished series, live unit or pledge.
	pub fn is_idle(&self) -> bool {
		self.series == 0 && self.live == 0 && self.pledged == 0
	}

	/// Units that may still be reserved.
	pub fn unused_units(&self) -> Units {
		self.effective.saturating_sub(self.live)
	}

	/// Pledge above what is required.
	pub fn unused_pledge(&self) -> Balance {
		self.pledged.saturating_sub(self.required)
	}

	/// Make `units` live, which require `required` base units of pledge.
	pub fn reserve(self, units: Units, required: Balance) -> Result<Self, CapacityError> {
		let live = self.live.checked_add(units).ok_or(CapacityError::UnitsExceeded)?;
		if live > self.effective {
			return Err(CapacityError::UnitsExceeded);
		}
		let required = self.required.checked_add(required).ok_or(CapacityError::PledgeTooLow)?;
		if required > self.pledged {
			return Err(CapacityError::PledgeTooLow);
		}
		Ok(Self { live, required, ..self })
	}

	/// End `units`, which were live, and the requirement of `required` base units of pledge for
	/// them.
	pub fn release(self, units: Units, required: Balance) -> Result<Self, CapacityError> {
		let live = self.live.checked_sub(units).ok_or(CapacityError::NothingToRelease)?;
		let required =
			self.required.checked_sub(required).ok_or(CapacityError::NothingToRelease)?;
		Ok(Self { live, required, ..self })
	}

	/// Add `amount` to the pledge.
	pub fn pledge(self, amount: Balance) -> Result<Self, ArithmeticError> {
		Ok(Self { pledged: self.pledged.ensure_add(amount)?, ..self })
	}

	/// Take `amount` out of the pledge that no live unit requires.
	pub fn withdraw(self, amount: Balance) -> Result<Self, CapacityError> {
		if amount > self.unused_pledge() {
			return Err(CapacityError::PledgeTooLow);
		}
		Ok(Self { pledged: self.pledged.saturating_sub(amount), ..self })
	}

	/// Count one more unfinished series, of at most `max`.
	pub fn open_series(self, max: u32) -> Result<Self, CapacityError> {
		if self.series >= max {
			return Err(CapacityError::TooManySeries);
		}
		Ok(Self { series: self.series.saturating_add(1), ..self })
	}

	/// Count one unfinished series less.
	pub fn close_series(self) -> Result<Self, CapacityError> {
		let series = self.series.checked_sub(1).ok_or(CapacityError::NothingToRelease)?;
		Ok(Self { series, ..self })
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn pledged(effective: Units, amount: Balance) -> Capacity {
		Capacity::new(effective).pledge(amount).unwrap()
	}

	#[test]
	fn reserves_up_to_the_last_unit_and_the_last_of_the_pledge() {
		let full = pledged(10, 50).reserve(10, 50).unwrap();
		assert_eq!((full.unused_units(), full.unused_pledge()), (0, 0));
		assert_eq!(pledged(10, 50).reserve(11, 50), Err(CapacityError::UnitsExceeded));
		assert_eq!(pledged(10, 50).reserve(10, 51), Err(CapacityError::PledgeTooLow));
		assert_eq!(full.reserve(Units::MAX, 0), Err(CapacityError::UnitsExceeded));
		assert_eq!(full.reserve(0, Balance::MAX), Err(CapacityError::PledgeTooLow));
	}

	#[test]
	fn releases_no_more_than_is_reserved() {
		let reserved = pledged(10, 50).reserve(4, 20).unwrap();
		assert_eq!(reserved.release(4, 20), Ok(pledged(10, 50)));
		assert_eq!(reserved.release(5, 20), Err(CapacityError::NothingToRelease));
		assert_eq!(reserved.release(4, 21), Err(CapacityError::NothingToRelease));
	}

	#[test]
	fn withdraws_only_what_nothing_requires() {
		let reserved = pledged(10, 50).reserve(4, 20).unwrap();
		assert_eq!(reserved.withdraw(31), Err(CapacityError::PledgeTooLow));
		assert_eq!(reserved.withdraw(30).unwrap().pledged, 20);
		assert_eq!(reserved.pledge(Balance::MAX), Err(ArithmeticError::Overflow));
	}

	#[test]
	fn withdraws_what_was_released_and_never_what_is_still_required() {
		let two = pledged(10, 50).reserve(4, 20).unwrap().reserve(6, 30).unwrap();
		assert_eq!(two.withdraw(1), Err(CapacityError::PledgeTooLow));
		let one = two.release(4, 20).unwrap();
		assert_eq!(one.withdraw(21), Err(CapacityError::PledgeTooLow));
		let left = one.withdraw(20).unwrap();
		assert_eq!((left.live, left.pledged, left.required), (6, 30, 30));
		assert_eq!(left.withdraw(0), Ok(left));
		assert_eq!(left.withdraw(Balance::MAX), Err(CapacityError::PledgeTooLow));
	}

	#[test]
	fn counts_series_up_to_the_limit() {
		let one = Capacity::new(1).open_series(1).unwrap();
		assert_eq!(one.open_series(1), Err(CapacityError::TooManySeries));
		assert!(!one.is_idle());
		assert_eq!(one.close_series(), Ok(Capacity::new(1)));
		assert_eq!(Capacity::new(1).close_series(), Err(CapacityError::NothingToRelease));
	}

	#[derive(Clone, Debug)]
	enum Step {
		Pledge(Balance),
		Withdraw(Balance),
		Reserve(Units, Balance),
		/// Release the lot that was reserved first.
		Release,
		/// Release that lot, and slash what was required for it.
		Terminate,
	}

	fn step() -> impl Strategy<Value = Step> {
		prop_oneof![
			(0..200u128).prop_map(Step::Pledge),
			(0..200u128).prop_map(Step::Withdraw),
			(0..40u64, 0..100u128).prop_map(|(units, pledge)| Step::Reserve(units, pledge)),
			Just(Step::Release),
			Just(Step::Terminate),
		]
	}

	/// The lots themselves, instead of their sums.
	#[derive(Default)]
	struct Naive {
		money: Balance,
		lots: Vec<(Units, Balance)>,
	}

	impl Naive {
		fn sums(&self) -> (Units, Balance) {
			self.lots.iter().fold((0, 0), |(u, p), lot| (u + lot.0, p + lot.1))
		}

		/// Whether the step was possible; then it is done.
		fn go(&mut self, effective: Units, step: &Step) -> bool {
			let (live, required) = self.sums();
			match *step {
				Step::Pledge(amount) => self.money += amount,
				Step::Withdraw(amount) if self.money >= required + amount => self.money -= amount,
				Step::Reserve(u, p) if live + u <= effective && required + p <= self.money => {
					self.lots.push((u, p))
				},
				Step::Release if !self.lots.is_empty() => drop(self.lots.remove(0)),
				Step::Terminate if !self.lots.is_empty() => self.money -= self.lots.remove(0).1,
				_ => return false,
			}
			true
		}
	}

	proptest! {
		#[test]
		fn agrees_with_a_list_of_lots(
			effective in 0..100u64,
			steps in proptest::collection::vec(step(), 0..60),
		) {
			let (mut capacity, mut naive) = (Capacity::new(effective), Naive::default());
			for step in steps {
				let (units, required) = naive.lots.first().copied().unwrap_or((1, 0));
				let next = match step {
					Step::Pledge(amount) => Ok(capacity.pledge(amount).unwrap()),
					Step::Withdraw(amount) => capacity.withdraw(amount),
					Step::Reserve(units, pledge) => capacity.reserve(units, pledge),
					Step::Release => capacity.release(units, required),
					Step::Terminate => capacity
						.release(units, required)
						.and_then(|released| released.withdraw(required)),
				};
				prop_assert_eq!(next.is_ok(), naive.go(effective, &step));
				capacity = next.unwrap_or(capacity);
				prop_assert_eq!((capacity.live, capacity.required), naive.sums());
				prop_assert_eq!(capacity.pledged, naive.money);
				prop_assert!(capacity.live <= capacity.effective);
				prop_assert!(capacity.required <= capacity.pledged);
			}
		}
	}
}
