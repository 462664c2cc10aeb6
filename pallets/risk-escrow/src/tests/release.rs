//! What a day releases.

use super::*;

/// The series of which a unit is expected to earn 1,000 before any average is known.
fn expecting() {
	series(S, 10, 360, USDT, 10);
	change_terms(|terms| terms.expected_revenue = PerUnit::from_u32(1_000));
	assert_ok!(sell(&[(0, 3_600_000)]));
}

/// Pay the oldest day, which has no average, two days later.
fn pay_unknown(amount: Balance) {
	let day = ledger().progress.next_day().unwrap();
	Today::set(day + 2);
	assert_ok!(distribute(day, &[amount]));
	assert_eq!(record(day).flags, DayFlags::NO_AVERAGE);
}

#[test]
fn everything_from_75_percent_on_if_the_window_is_good() {
	for (paid, released) in [(7_500, 10_000), (7_499, 7_499), (1, 1), (0, 0)] {
		execute_with_checks(|| {
			promised();
			pay(days(10, 10_000));
			let before = (gain(USDT, MINER), gain(USDT, POOL));
			pay([paid]);
			assert_eq!(fraction(111), released);
			// The pool gets its part of what is released, and the miner the rest.
			let pool = released as i128 / 200;
			let gained = (gain(USDT, MINER) - before.0, gain(USDT, POOL) - before.1);
			assert_eq!(gained, (released as i128 - pool, pool));
			assert_eq!(RiskEscrow::unreleased(S, 0), 3_600_000 - 100_000 - released);
		});
	}
}

/// Whether the `n`th day releases everything, if the miner paid `percent` on each day.
fn full_on(n: usize, percent: Balance, less: Balance) -> bool {
	new_test_ext().execute_with(|| {
		promised();
		pay(days(n - 1, percent * 100));
		pay([percent * 100 - less]);
		fraction(100 + n as u32) == 10_000
	})
}

#[test]
fn window_must_have_paid_80_percent_and_a_point_for_each_day_up_to_93() {
	let lines = [(1, 81), (2, 82), (5, 85), (12, 92), (13, 93), (14, 93), (20, 93), (30, 93)];
	for (n, line) in lines {
		assert!(full_on(n, line, 0), "{line} % of {n} days");
		assert!(!full_on(n, line, 1), "less than {line} % of {n} days");
	}
	// The window has thirty days: what was paid before does not help.
	assert!(!full_on(31, 93, 1));
}

#[test]
fn no_day_counts_for_more_than_110_percent() {
	execute_with_checks(|| {
		promised();
		// 11,000 and three times 7,500 of 40,000 are less than 84 %.
		pay([30_000, 7_500, 7_500, 7_500]);
		let fractions: Vec<_> = (101..=104).map(fraction).collect();
		assert_eq!(fractions, [10_000, 10_000, 10_000, 7_500]);
		assert_eq!((record(104).assessed_paid, record(104).paid), (33_500, 7_500));
		// The holder has it all.
		assert_eq!(RiskEscrow::claimable(S, 0), 52_500);
	});
}

#[test]
fn later_decisions_of_governance_do_not_change_a_running_series() {
	let strict = |rules: &mut SeriesRules| {
		rules.release.full_from = sp_runtime::Permill::from_percent(90);
		rules.breach.underpaid_streak = 3;
	};
	execute_with_checks(|| {
		promised();
		in_force(strict);
		pay(days(10, 10_000));
		pay([7_500]);
		assert_eq!(fraction(111), 10_000);
		pay(days(5, 7_500));
		assert_eq!((condition().underpaid_streak, condition().breach), (6, None));
	});
	// But one that starts again is assessed by what is decided by then.
	execute_with_checks(|| {
		two_sold(105);
		assert_ok!(distribute(101, &[0, 0, 0]));
		in_force(strict);
		Today::set(110);
		assert_ok!(sell(&[(2, 301)]));
		assert_eq!(ledger().clocks.rules, RulesInForce::get().unwrap());
		publish(111..=113);
		pay(days(3, 0));
		assert_eq!(condition().breach, Some(Breach::UnderpaidStreak { days: 3 }));
	});
}

#[test]
fn before_the_first_average_the_promise_counts() {
	for (paid, released) in [(7_500, 10_000), (7_499, 7_499), (1, 1)] {
		execute_with_checks(|| {
			expecting();
			pay_unknown(paid);
			assert_eq!(fraction(101), released);
		});
	}
}

#[test]
fn without_an_average_the_last_known_one_counts() {
	execute_with_checks(|| {
		expecting();
		// 100 a unit on day 101, then nothing is known.
		Published::set([(101, PerUnit::from_u32(100))].into());
		pay([1_000]);
		pay_unknown(750);
		pay_unknown(749);
		assert_eq!((fraction(102), fraction(103)), (10_000, 7_490));
		assert_eq!(ledger().progress.last_average, PerUnit::from_u32(100));
	});
}

#[test]
fn without_an_average_the_lower_of_the_last_one_and_what_is_disputed_counts() {
	// A halving: what is fed is disputed, and an honest miner pays half.
	for (disputed, paid, released) in [
		(500, 5_000, 10_000),
		(500, 3_750, 10_000),
		(500, 3_749, 7_498),
		(2_000, 7_500, 10_000),
		(2_000, 7_499, 7_499),
	] {
		execute_with_checks(|| {
			promised();
			pay(days(10, 10_000));
			hide(111);
			Disputed::set([(111, PerUnit::from_u32(disputed))].into());
			pay_unknown(paid);
			assert_eq!(fraction(111), released, "{paid} of {disputed}");
			// It is assessed for nobody, and measures no later day.
			assert_eq!(ledger().progress.last_average, PerUnit::from_u32(1_000));
		});
	}
}

#[test]
fn promise_of_nothing_releases_nothing() {
	execute_with_checks(|| {
		Opening::set(PerUnit::from_u32(1_000));
		series(S, 10, 360, USDT, 10);
		change_terms(|terms| terms.expected_revenue = PerUnit::zero());
		assert_ok!(sell(&[(0, 3_600_000)]));
		pay_unknown(1);
		assert_eq!(fraction(101), 1);
		pay_unknown(7_500);
		assert_eq!(fraction(102), 10_000);
	});
	// Nor does one of little: the network's last average counts, unless more is promised.
	execute_with_checks(|| {
		Opening::set(PerUnit::from_u32(500));
		expecting();
		pay_unknown(7_499);
		assert_eq!(fraction(101), 7_499);
	});
}

/// A miner holds a hundred certificates under another name for ten days, and pays itself; a holder has one
/// for 28 days more, and gets 81 % of its income.
#[test]
fn small_certificate_is_not_hidden_behind_days_of_large_ones() {
	execute_with_checks(|| {
		series(S, 10, 28, USDT, 200);
		let own: Vec<_> = (0..100).map(|item| (item, 28)).collect();
		assert_ok!(sell(&own));
		publish(101..=160);
		pay(days(17, 1_000_000));
		// The day 128 is the last of the large ones.
		assert_ok!(sell(&[(100, 28_000)]));
		pay(days(11, 1_100_000));
		assert_eq!((ledger().volume.ended, ledger().progress.settled_through), (100, 128));
		pay(days(9, 8_100));
		let Window { paid, expected, .. } = condition().window;
		assert!(paid > expected, "in money all is well");
		// On the average of its days it allows some of them, and no more.
		assert_eq!((fraction(129), fraction(137)), (10_000, 10_000));
		pay(days(8, 8_100));
		assert_eq!((fraction(144), fraction(145)), (10_000, 8_100));
	});
}

/// One bad day of a hundred certificates, then nineteen good ones of one.
#[test]
fn one_bad_day_of_many_certificates_freezes_nobody() {
	execute_with_checks(|| {
		series(S, 10, 20, USDT, 200);
		let many: Vec<_> = (0..100).map(|item| (item, 20)).collect();
		assert_ok!(sell(&many));
		publish(101..=160);
		pay(days(19, 1_000_000));
		assert_ok!(sell(&[(100, 20_000)]));
		pay([0]);
		pay(days(19, 10_000));
		let Window { days, paid, expected, .. } = condition().window;
		assert_eq!(days, 30);
		assert!(paid * 100 < expected * 95);
		assert_eq!(condition().breach, None);
	});
}

#[test]
fn without_an_average_the_window_of_the_last_assessed_day_counts() {
	for (earlier, released) in [(10_000, 10_000), (9_000, 10_000), (8_999, 7_500)] {
		execute_with_checks(|| {
			promised();
			hide(111);
			pay(days(10, earlier));
			pay_unknown(7_500);
			assert_eq!(fraction(111), released, "after ten days at {earlier}");
		});
	}
}

#[test]
fn the_window_of_the_last_assessed_day_keeps_its_place() {
	execute_with_checks(|| {
		promised();
		(111..=150).for_each(hide);
		pay(days(10, 8_000));
		for _ in 111..=150 {
			pay_unknown(7_500);
		}
		// However long ago the bad days were.
		assert!((111..=150).all(|day| fraction(day) == 7_500));
		assert_eq!(ledger().clocks.last_assessed, 110);
	});
}

#[test]
fn day_that_was_not_live_is_measured_but_assessed_for_nobody() {
	for (paid, released) in [(7_500, 10_000), (7_499, 7_499), (0, 0)] {
		execute_with_checks(|| {
			promised();
			Shut::set(vec![101]);
			pay([paid]);
			assert_eq!((fraction(101), record(101).flags), (released, DayFlags::default()));
			assert_eq!((record(101).assessed, ledger().clocks.underpaid_days), (0, 0));
		});
	}
}

#[test]
fn day_that_was_not_live_needs_a_good_window_too() {
	execute_with_checks(|| {
		promised();
		Shut::set(vec![111]);
		pay(days(10, 8_000));
		pay([7_500]);
		assert_eq!(fraction(111), 7_500);
	});
}

#[test]
fn underpaid_days_are_counted_below_80_percent() {
	execute_with_checks(|| {
		promised();
		pay(days(10, 10_000));
		pay([8_000]);
		assert_eq!((fraction(111), ledger().clocks.underpaid_streak), (10_000, 0));
		// A day may be underpaid and release everything all the same.
		pay([7_999]);
		assert_eq!((fraction(112), ledger().clocks.underpaid_streak), (10_000, 1));
		assert_eq!(record(112).flags, DayFlags::ASSESSED.with(DayFlags::UNDERPAID, true));
		assert_eq!(Noted::get(), (12, 12, 0, 1));
	});
}

#[test]
fn starting_again_after_a_pause_forgets_windows_and_keeps_streaks() {
	execute_with_checks(|| {
		two_sold(104);
		Published::set((101..=120).map(|day| (day, PerUnit::from_u32(5))).collect());
		assert_ok!(distribute(101, &[0, 0, 0]));
		assert_eq!(ledger().clocks.underpaid_streak, 3);
		Today::set(110);
		assert_ok!(sell(&[(2, 301)]));
		assert_eq!(
			(
				ledger().clocks.underpaid_streak,
				ledger().clocks.underpaid_days,
				ledger().clocks.clock_start
			),
			(3, 3, 110)
		);
		// 50 a day are expected of the one certificate.
		pay([41]);
		assert_eq!((fraction(111), condition().window.days), (10_000, 1));
	});
}
