//! Public nay votes with which the vote on an application starts: no storage, no accounts.

use dmex_primitives::{Balance, Units};
use sp_runtime::{
	traits::{EnsureAdd, EnsureMul},
	ArithmeticError,
};

/// Pledge for which the seed grows by one, in the same unit.
pub const PLEDGE_PER_VOTE: Balance = 1_000;

/// The seed of the vote on an application for `units`, in base units of DMC: `base`, and one more
/// for each [`PLEDGE_PER_VOTE`] of the pledge that all units would need for `term` days at
/// `pledge_rate` base units per unit and day, rounded up.
///
/// With the bounds of units, terms and rates it is below 10^33, so that a tally holds it together
/// with every vote there can be. A seed above what all holders can outvote rejects whatever they
/// say.
pub fn seed(
	base: Balance,
	units: Units,
	term: u32,
	pledge_rate: Balance,
) -> Result<Balance, ArithmeticError> {
	let pledge = Balance::from(units).ensure_mul(term.into())?.ensure_mul(pledge_rate)?;
	base.ensure_add(pledge.div_ceil(PLEDGE_PER_VOTE))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::MAX_RATE;
	use dmex_primitives::MAX_UNITS;
	use proptest::prelude::*;

	#[test]
	fn grows_by_a_thousandth_of_the_pledge_rounded_up() {
		assert_eq!(seed(1_000, 10, 90, 0), Ok(1_000));
		assert_eq!(seed(1_000, 10, 90, 10), Ok(1_009));
		assert_eq!(seed(0, 1, 1, 1), Ok(1));
		assert_eq!(seed(0, 1, 1, 1_000), Ok(1));
		assert_eq!(seed(0, 1, 1, 1_001), Ok(2));
	}

	#[test]
	fn of_the_largest_application_leaves_room_for_every_vote() {
		let largest = seed(100_000 * 10u128.pow(12), MAX_UNITS, 540, MAX_RATE).unwrap();
		assert!(largest < 10u128.pow(33));
		assert!(seed(0, MAX_UNITS, u32::MAX, u128::MAX).is_err());
		assert!(seed(u128::MAX, 1, 1, 1).is_err());
	}

	proptest! {
		#[test]
		fn of_parts_is_at_least_that_of_the_whole(
			parts in (1..MAX_UNITS / 2, 1..MAX_UNITS / 2), term in 1..540u32, rate in 0..MAX_RATE,
		) {
			let of = |units| seed(0, units, term, rate).unwrap();
			prop_assert!(of(parts.0) + of(parts.1) >= of(parts.0 + parts.1));
		}
	}
}
