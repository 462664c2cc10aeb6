//! The units and the pledge of one approved application, as arithmetic: no storage, no accounts.
//!
//! A [`Capacity`] never has more live than effective units, nor less pledge than is required.
//! Every method returns the next value, or an error and leaves the old one as it was.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Units};
use scale_info::TypeInfo;

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
	/// Units that may be live at once. Never changes.
	pub effective: Units,
	/// Units from minting until every day of their term is settled, or they are burnt unsold.
	pub live: Units,
	/// Base units of DMC that the miner pledged.
	pub pledged: Balance,
	/// Base units of DMC required for the live units.
	pub required: Balance,
	/// Unfinished series.
	pub series: u32,
}

/// Why a capacity cannot change as asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapacityError {
	/// More live than effective units.
	UnitsExceeded,
	/// The pledge would not cover what is required.
	PledgeTooLow,
	/// As many unfinished series as allowed.
	TooManySeries,
	/// More would be freed than is taken.
	NothingToFree,
	/// A sum beyond what can be counted.
	Overflow,
}

impl Capacity {
	/// A quota of `effective` units that nothing stands on.
	pub fn new(effective: Units) -> Self {
		Self { effective, live: 0, pledged: 0, required: 0, series: 0 }
	}

	/// Whether no series, no unit and no pledge stands on it.
	pub fn is_idle(&self) -> bool {
		self.series == 0 && self.live == 0 && self.pledged == 0
	}

	/// Units that may still be taken.
	pub fn free_units(&self) -> Units {
		self.effective.saturating_sub(self.live)
	}

	/// Pledge above what is required.
	pub fn free_pledge(&self) -> Balance {
		self.pledged.saturating_sub(self.required)
	}

	/// Make `units` live, which need `required` base units of pledge.
	pub fn take(self, units: Units, required: Balance) -> Result<Self, CapacityError> {
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

	/// `units` are no longer live, nor is the `required` pledge needed for them.
	pub fn free(self, units: Units, required: Balance) -> Result<Self, CapacityError> {
		let live = self.live.checked_sub(units).ok_or(CapacityError::NothingToFree)?;
		let required = self.required.checked_sub(required).ok_or(CapacityError::NothingToFree)?;
		Ok(Self { live, required, ..self })
	}

	/// Add `amount` to the pledge.
	pub fn pledge(self, amount: Balance) -> Result<Self, CapacityError> {
		let pledged = self.pledged.checked_add(amount).ok_or(CapacityError::Overflow)?;
		Ok(Self { pledged, ..self })
	}

	/// Take `amount` of the pledge that nothing needs.
	pub fn withdraw(self, amount: Balance) -> Result<Self, CapacityError> {
		if amount > self.free_pledge() {
			return Err(CapacityError::PledgeTooLow);
		}
		Ok(Self { pledged: self.pledged.saturating_sub(amount), ..self })
	}

	/// Take `amount` of the pledge from the miner. What live units require stays: what is slashed
	/// was required for units that have been freed.
	pub fn slash(self, amount: Balance) -> Result<Self, CapacityError> {
		self.withdraw(amount)
	}

	/// One more unfinished series, of at most `max`.
	pub fn open_series(self, max: u32) -> Result<Self, CapacityError> {
		if self.series >= max {
			return Err(CapacityError::TooManySeries);
		}
		Ok(Self { series: self.series.saturating_add(1), ..self })
	}

	/// One unfinished series less.
	pub fn close_series(self) -> Result<Self, CapacityError> {
		let series = self.series.checked_sub(1).ok_or(CapacityError::NothingToFree)?;
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
	fn takes_up_to_the_last_unit_and_the_last_of_the_pledge() {
		let full = pledged(10, 50).take(10, 50).unwrap();
		assert_eq!((full.free_units(), full.free_pledge()), (0, 0));
		assert_eq!(pledged(10, 50).take(11, 50), Err(CapacityError::UnitsExceeded));
		assert_eq!(pledged(10, 50).take(10, 51), Err(CapacityError::PledgeTooLow));
		assert_eq!(full.take(Units::MAX, 0), Err(CapacityError::UnitsExceeded));
		assert_eq!(full.take(0, Balance::MAX), Err(CapacityError::PledgeTooLow));
	}

	#[test]
	fn frees_no_more_than_is_taken() {
		let taken = pledged(10, 50).take(4, 20).unwrap();
		assert_eq!(taken.free(4, 20), Ok(pledged(10, 50)));
		assert_eq!(taken.free(5, 20), Err(CapacityError::NothingToFree));
		assert_eq!(taken.free(4, 21), Err(CapacityError::NothingToFree));
	}

	#[test]
	fn gives_back_only_what_nothing_needs() {
		let taken = pledged(10, 50).take(4, 20).unwrap();
		assert_eq!(taken.withdraw(31), Err(CapacityError::PledgeTooLow));
		assert_eq!(taken.withdraw(30).unwrap().pledged, 20);
		assert_eq!(taken.pledge(Balance::MAX), Err(CapacityError::Overflow));
	}

	#[test]
	fn slashes_only_what_was_freed_and_never_what_is_still_required() {
		let two = pledged(10, 50).take(4, 20).unwrap().take(6, 30).unwrap();
		assert_eq!(two.slash(1), Err(CapacityError::PledgeTooLow));
		let one = two.free(4, 20).unwrap();
		assert_eq!(one.slash(21), Err(CapacityError::PledgeTooLow));
		let slashed = one.slash(20).unwrap();
		assert_eq!((slashed.live, slashed.pledged, slashed.required), (6, 30, 30));
		assert_eq!(slashed.slash(0), Ok(slashed));
		assert_eq!(slashed.slash(Balance::MAX), Err(CapacityError::PledgeTooLow));
	}

	#[test]
	fn counts_series_up_to_the_limit() {
		let one = Capacity::new(1).open_series(1).unwrap();
		assert_eq!(one.open_series(1), Err(CapacityError::TooManySeries));
		assert!(!one.is_idle());
		assert_eq!(one.close_series(), Ok(Capacity::new(1)));
		assert_eq!(Capacity::new(1).close_series(), Err(CapacityError::NothingToFree));
	}

	#[derive(Clone, Debug)]
	enum Step {
		Pledge(Balance),
		Withdraw(Balance),
		Take(Units, Balance),
		/// Free the lot that was taken first.
		Free,
		/// Free that lot, and slash what was required for it.
		Terminate,
		Slash(Balance),
	}

	fn step() -> impl Strategy<Value = Step> {
		prop_oneof![
			(0..200u128).prop_map(Step::Pledge),
			(0..200u128).prop_map(Step::Withdraw),
			(0..40u64, 0..100u128).prop_map(|(units, pledge)| Step::Take(units, pledge)),
			Just(Step::Free),
			Just(Step::Terminate),
			(0..200u128).prop_map(Step::Slash),
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
				Step::Withdraw(amount) | Step::Slash(amount) if self.money >= required + amount => {
					self.money -= amount
				},
				Step::Take(u, p) if live + u <= effective && required + p <= self.money => {
					self.lots.push((u, p))
				},
				Step::Free if !self.lots.is_empty() => drop(self.lots.remove(0)),
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
				let first = naive.lots.first().copied();
				let next = match step {
					Step::Pledge(amount) => capacity.pledge(amount),
					Step::Withdraw(amount) => capacity.withdraw(amount),
					Step::Take(units, pledge) => capacity.take(units, pledge),
					Step::Free => first
						.ok_or(CapacityError::NothingToFree)
						.and_then(|(units, pledge)| capacity.free(units, pledge)),
					Step::Terminate => first
						.ok_or(CapacityError::NothingToFree)
						.and_then(|(units, pledge)| capacity.free(units, pledge)?.slash(pledge)),
					Step::Slash(amount) => capacity.slash(amount),
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
