//! Emission and growth by hand, and rewards against what each day gives each certificate.

use super::*;
use proptest::prelude::*;

#[test]
fn emission_is_halved_after_182_days_and_again() {
	let on = |day| emission(1_001, 100, day);
	assert_eq!([100, 281, 282, 463, 464].map(on), [1_001, 1_001, 500, 500, 250]);
	// Before the start, and when there is nothing left to be halved.
	assert_eq!(
		[0, 100 + 182 * 9, 100 + 182 * 10, 100 + 182 * 128, Day::MAX].map(on),
		[1_001, 1, 0, 0, 0]
	);
}

#[test]
fn shares_are_rounded_down() {
	assert_eq!([1, 2, 3].map(|weighted| share(100, weighted, 6)), [Ok(16), Ok(33), Ok(50)]);
	// The product exceeds 128 bits.
	assert_eq!(share(1 << 90, 1 << 90, 1 << 91), Ok(1 << 89));
	assert!(share(1, 0, 0).is_err());
}

#[test]
fn increments_are_rounded_down() {
	assert_eq!(increment(10, 3), Ok(10 * SCALE / 3));
	assert_eq!(increment(0, 3), Ok(0));
	assert!(increment(1, 0).is_err());
	assert!(increment(Balance::MAX / SCALE + 1, 1).is_err());
}

#[test]
fn parts_are_covered_by_whole_base_units() {
	assert_eq!([0, 1, SCALE, SCALE + 1].map(whole), [0, 1, 1, 2]);
}

/// An index that grows by the number of the day.
fn square(day: Day) -> u128 {
	u128::from(day) * u128::from(day)
}

#[test]
fn growth_is_of_the_days_between() {
	let of = |start, stop, pauses: &[Pause]| growth(square, (start, stop), pauses.iter().copied());
	assert_eq!(of(2, 5, &[]), Ok(21));
	assert_eq!((of(5, 5, &[]), of(6, 5, &[])), (Ok(0), Ok(0)));
	// Within, over each end, outside, and over all.
	assert_eq!(of(2, 5, &[(3, 4)]), Ok(14));
	assert_eq!(of(2, 5, &[(0, 3), (4, 9)]), Ok(7));
	assert_eq!(of(2, 5, &[(0, 2), (5, 9)]), Ok(21));
	assert_eq!(of(2, 5, &[(0, Day::MAX)]), Ok(0));
	assert!(growth(|day| 9 - u128::from(day), (2, 5), []).is_err(), "an index fell");
}

/// What a stake of `units` earned, day by day.
fn naive(steps: &[u128], units: u64, days: (Day, Day), pauses: &[Pause]) -> u128 {
	let is_paused = |day: Day| pauses.iter().any(|(from, to)| (*from..*to).contains(&day));
	let step = |day: Day| if is_paused(day) { 0 } else { steps[day as usize] };
	(days.0..days.1).map(|day| u128::from(units) * step(day)).sum()
}

prop_compose! {
	/// Pauses in order, which may touch each other, of at most 60 days together.
	fn pauses()(lengths in prop::collection::vec((0u32..5, 1u32..5), 0..7)) -> Vec<Pause> {
		let mut day = 0;
		let pause = |(gap, length)| {
			let from = day + gap;
			day = from + length;
			(from, day)
		};
		lengths.into_iter().map(pause).collect()
	}
}

proptest! {
	/// Whatever the days, the index gives what a sum over days gives.
	#[test]
	fn growth_is_what_each_day_gave(
		steps in prop::collection::vec(0u128..1 << 60, 60),
		units in 1u64..1_000_000_000,
		start in 0u32..60,
		stop in 0u32..60,
		pauses in pauses(),
	) {
		let index = |day: Day| steps[..day as usize].iter().sum::<u128>();
		let days = (start, stop);
		let parts = growth(index, days, pauses.iter().copied()).unwrap() * u128::from(units);
		prop_assert_eq!(parts, naive(&steps, units, days, &pauses));
	}

	/// The stakes of a pool together are never given more than its share, and the share is lost to them by
	/// less than a base unit for each million of millions of units.
	#[test]
	fn the_increment_gives_nearly_all_of_a_share(share in 0u128..1 << 80, units in 1u64..1 << 50) {
		let given = increment(share, units).unwrap() * u128::from(units);
		prop_assert!(given <= share * SCALE);
		prop_assert!(share * SCALE - given < u128::from(units));
	}

	/// What growth takes from the budget never exceeds the share, and what a decrease releases covers the
	/// payment.
	#[test]
	fn whole_units_cover_growth_and_payments(
		accrued in 0u128..1 << 90,
		parts in 0u128..1 << 90,
	) {
		let taken = whole(accrued + parts) - whole(accrued);
		prop_assert!(taken <= whole(parts));
		prop_assert!(taken >= parts / SCALE);
	}
}
