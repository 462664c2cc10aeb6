//! Random cases against the rules as they are told, in exact fractions of unbounded size.

use super::*;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn exact(value: u128) -> BigRational {
	BigRational::from_integer(value.into())
}

fn percent(value: u128) -> BigRational {
	BigRational::new(value.into(), 100.into())
}

/// The released fraction, in 10⁻¹⁸, and whether the day is underpaid.
fn told(case: &DayCase, before: &Window) -> (BigInt, bool) {
	let (paid, expected) = (exact(case.paid), exact(case.expected));
	let underpaid = case.assessed && paid < percent(80) * &expected;
	let counted = u32::from(case.assessed);
	let all =
		|own: &BigRational, sum| exact(sum) + if case.assessed { own.clone() } else { exact(0) };
	let days = before.days + counted;
	let line = percent(80 + u128::from(days)).min(percent(93));
	let surplus = (percent(110) * &expected).floor().min(paid.clone());
	let money = all(&surplus, before.paid) >= line.clone() * all(&expected, before.expected);
	// The part that the day paid, in whole 10⁻¹⁸, and with it those of the days before.
	let unit = exact(FixedU128::DIV);
	let own = if case.assessed {
		((paid.clone() / &expected).min(percent(110)) * &unit).floor()
	} else {
		exact(0)
	};
	let on_average = exact(before.ratios.into_inner()) + own >= line * exact(days.into()) * unit;
	let (window, no_window) = (money && on_average, days == 0);
	let tolerated = case.tolerant && paid >= percent(75) * &expected && (window || no_window);
	let fraction = if case.written_off || case.expected == 0 {
		exact(0)
	} else if tolerated || paid >= expected {
		exact(1)
	} else {
		paid / expected
	};
	((fraction * exact(FixedU128::DIV)).floor().to_integer(), underpaid)
}

/// Sums of every size, many of them near each other.
fn sums() -> impl Strategy<Value = (u128, u128)> {
	let share = prop_oneof![0..=2_000_000u128, 740_000..=760_000u128, 790_000..=960_000u128];
	let expected = (0..=127u32, any::<u128>()).prop_map(|(bits, value)| value >> bits);
	(expected, share, -1..=1i8).prop_map(|(expected, share, more)| {
		let paid = match expected.checked_mul(share) {
			Some(product) => product.div_ceil(1_000_000),
			None => (expected / 1_000_000).saturating_mul(share),
		};
		(paid.saturating_add_signed(more.into()), expected)
	})
}

/// A day, and a window whose sums are of its size, so that both matter.
fn cases() -> impl Strategy<Value = (DayCase, Window)> {
	let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.1));
	let share = || 700_000..=1_000_000u128;
	(sums(), flags, 0..=40u32, (share(), share()), any::<u8>()).prop_map(
		|((paid, expected), (assessed, tolerant, written_off), days, (share, part), odd)| {
			let all = expected.saturating_mul(days.into());
			let some = (all / 1_000_000).saturating_mul(share).saturating_add(odd.into());
			let case = DayCase {
				assessed: assessed && tolerant && expected > 0,
				tolerant,
				written_off,
				..day(paid, expected)
			};
			let ratios = FixedU128::DIV / 1_000_000 * part * u128::from(days);
			let ratios = FixedU128::from_inner(ratios);
			let window = if days == 0 { NONE } else { window(days, some, all) };
			(case, Window { ratios, ..window })
		},
	)
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

	#[test]
	fn assessment_is_as_told((case, before) in cases()) {
		let small = |value: u128| value < u128::MAX / 2_000_000;
		match (case.fraction(&RULES.release, &before), case.is_underpaid(&RULES)) {
			(Ok(released), Ok(underpaid)) => {
				let assessed = (BigInt::from(released.into_inner()), underpaid);
				prop_assert_eq!(assessed, told(&case, &before));
			},
			// Only sums that no series ever reaches.
			_ => prop_assert!(
				![case.paid, case.expected, before.paid, before.expected].into_iter().all(small)
			),
		}
	}

	#[test]
	fn a_day_never_releases_less_for_more((case, before) in cases(), more in any::<u64>()) {
		let richer = DayCase { paid: case.paid.saturating_add(more.into()), ..case };
		let fraction = |case: &DayCase| case.fraction(&RULES.release, &before);
		if let (Ok(some), Ok(all)) = (fraction(&case), fraction(&richer)) {
			prop_assert!(some <= all);
		}
		if let (Ok(some), Ok(all)) = (case.is_underpaid(&RULES), richer.is_underpaid(&RULES)) {
			prop_assert!(some || !all);
		}
	}

	#[test]
	fn a_day_never_releases_more_than_all_nor_less_than_was_paid((case, before) in cases()) {
		if let Ok(released) = case.fraction(&RULES.release, &before) {
			prop_assert!(released <= FixedU128::one());
			if !case.written_off && case.paid < case.expected {
				let paid = exact(case.paid) * exact(FixedU128::DIV) / exact(case.expected);
				prop_assert!(BigInt::from(released.into_inner()) >= paid.floor().to_integer());
			}
		}
	}

	/// Whoever pays 93 % each day is never withheld, whatever the sums.
	#[test]
	fn days_release_everything_for_93_percent_a_day(
		days in prop::collection::vec((1..=10u128.pow(24), 0..=70_000u128), 1..70),
	) {
		let cases: Vec<_> = days
			.into_iter()
			.map(|(expected, more)| day((expected * (930_000 + more)).div_ceil(1_000_000), expected))
			.collect();
		for (last, case) in cases.iter().enumerate() {
			let earlier = &cases[last.saturating_sub(29)..last];
			let before = earlier.iter().try_fold(NONE, |window, case| window.and(case)).unwrap();
			prop_assert_eq!(released(*case, before), FixedU128::one());
			prop_assert!(!underpaid(*case));
		}
	}

	/// The first of the four that holds, as told.
	#[test]
	fn find_does_as_told(
		overdue in 0..12u32,
		underpaid_streak in 0..10u32,
		days in 0..=30u32,
		late in 0..14u32,
		share in 780..=820u128,
		part in 780..=820u128,
	) {
		let expected = 10_000 * u128::from(days);
		let paid = window(days, expected * share / 1_000, expected);
		let found = Window { late, ..with_ratios(paid, u128::from(days) * part * 10) };
		let told = if overdue >= 8 {
			Some(Breach::Late { live_days: overdue })
		} else if underpaid_streak >= 7 {
			Some(Breach::UnderpaidStreak { days: underpaid_streak })
		} else if days >= 20 && share < 800 && part < 800 {
			let Window { paid, ratios, .. } = found;
			Some(Breach::UnderpaidWindow { days, paid, expected, ratios })
		} else if late >= 10 {
			Some(Breach::LateWindow { days: late })
		} else {
			None
		};
		prop_assert_eq!(find(&RULES, overdue, underpaid_streak, &found), Ok(told));
	}

	/// Numbers of any size: an error or the right answer.
	#[test]
	fn find_is_never_wrong((paid, expected) in sums(), days in 20..=30u32) {
		let underpaid = exact(paid) < percent(80) * exact(expected);
		match find(&RULES, 0, 0, &with_ratios(window(days, paid, expected), 0)) {
			Ok(breach) => prop_assert_eq!(breach.is_some(), underpaid),
			Err(_) => prop_assert!(paid.max(expected) > u128::MAX / 1_000_000),
		}
	}
}
