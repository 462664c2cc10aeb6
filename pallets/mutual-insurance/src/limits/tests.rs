//! Seeds, deposits and caps by hand.

use super::*;

const RULES: ClaimRules = ClaimRules {
	deposit: 10,
	min_seed: 1_000,
	seed_of_pool: 50_000_000,
	max_open: 32,
	award: crate::AwardRules {
		cap: Permill::from_percent(20),
		total_cap: Permill::from_percent(40),
		max_value: 300,
		collect_days: 90,
	},
};

mod seed {
	use super::*;

	fn of(asked: Balance, available: Balance) -> Balance {
		seed(&RULES, asked, available)
	}

	#[test]
	fn is_by_the_part_of_the_pool() {
		assert_eq!(
			[10, 20, 50, 100].map(|percent| of(percent, 100)),
			[5_000_000, 10_000_000, 25_000_000, 50_000_000]
		);
	}

	#[test]
	fn is_rounded_up() {
		assert_eq!([1, 2, 3].map(|asked| of(asked, 3)), [16_666_667, 33_333_334, 50_000_000]);
	}

	#[test]
	fn is_at_least_the_minimum() {
		let pool = 50_000_000;
		assert_eq!(
			[0, 1, 999, 1_000, 1_001].map(|asked| of(asked, pool)),
			[1_000, 1_000, 1_000, 1_000, 1_001]
		);
	}

	#[test]
	fn of_more_than_all_is_that_of_all() {
		let of = [(101, 100), (Balance::MAX, 1), (1, 0), (0, 0)].map(|(asked, all)| of(asked, all));
		assert_eq!(of, [50_000_000; 4]);
		let large = ClaimRules { seed_of_pool: Balance::MAX, ..RULES };
		assert_eq!(seed(&large, Balance::MAX, Balance::MAX), Balance::MAX);
		assert_eq!(seed(&large, 1, 1), Balance::MAX);
	}
}

mod deposit {
	use super::*;

	#[test]
	fn doubles_with_the_places_of_other_series() {
		let deposits = [0, 19, 20, 24, 28, 32, 99].map(|others| deposit(&RULES, 0, others));
		assert_eq!(deposits, [10, 10, 20, 40, 80, 160, 160]);
	}

	#[test]
	fn doubles_with_the_claims_of_the_series() {
		let deposits = [0, 9, 10, 12, 14, 16, 99].map(|this| deposit(&RULES, this, 0));
		assert_eq!(deposits, [10, 10, 20, 40, 80, 160, 160]);
		assert_eq!(deposit(&RULES, 99, 99), 2_560);
	}
}

mod headroom {
	use super::*;

	const CAP: Permill = Permill::from_percent(20);

	#[test]
	fn is_a_part_of_the_pool_rounded_down() {
		assert_eq!([0, 4, 5, 104, 105].map(|pool| headroom(pool, CAP, &[], 0)), [0, 0, 1, 20, 21]);
		assert_eq!(headroom(Balance::MAX, Permill::one(), &[], 0), Balance::MAX);
		assert_eq!(headroom(Balance::MAX, CAP, &[], 0), Balance::MAX / 5);
	}

	#[test]
	fn is_less_by_what_was_awarded_within_ninety_days() {
		let recent = [(100, 7), (101, 20), (150, 3)];
		let days = [100, 189, 190, 191, 239, 240];
		assert_eq!(days.map(|today| headroom(500, CAP, &recent, today)), [70, 70, 77, 97, 97, 100]);
	}

	#[test]
	fn is_zero_once_it_is_used_up() {
		let left = |awarded| headroom(500, CAP, &[(9, awarded)], 9);
		assert_eq!([99, 100, 101, Balance::MAX].map(left), [1, 0, 0, 0]);
		assert_eq!(headroom(500, CAP, &[(8, Balance::MAX), (9, Balance::MAX)], 9), 0);
	}

	#[test]
	fn counts_days_to_the_end_of_time() {
		assert_eq!([88, 89, 90].map(|today| is_recent(0, today)), [true, true, false]);
		assert!(is_recent(Day::MAX, Day::MAX - 1));
		assert!(is_recent(Day::MAX - 89, Day::MAX - 1));
		assert!(!is_recent(Day::MAX - 90, Day::MAX));
	}
}
