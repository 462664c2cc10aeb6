//! Series that are resumed after a freeze.

use super::*;
use crate::types::Clocks;

/// Days 103 and 104 were paid in the freeze, and it ends on day 120.
fn resumed() {
	stricken();
	Today::set(120);
	assert_ok!(distribute(103, &[10_000, 5_001]));
	assert_ok!(end_event());
}

#[test]
fn pays_what_was_pending_to_the_miner_and_the_pool() {
	execute_with_checks(|| {
		resumed();
		// 15,001 less half a percent, rounded down once.
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900 + 14_926, 100 + 75));
		assert_eq!((ledger().custody.pending_release, ledger().custody.escrowed), (0, 3_564_999));
		assert_eq!(RiskEscrow::unreleased(S, 0), 3_564_999);
		assert!(Payouts::<Test>::contains_key(S));
		happened(Event::Resumed { series: S, miner: MINER, released: 15_001, pool_share: 75 });
	});
}

#[test]
fn what_was_pending_and_cannot_be_paid_is_credited() {
	execute_with_checks(|| {
		stricken();
		Today::set(120);
		assert_ok!(distribute(103, &[10_000]));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(end_event());
		assert_eq!(Credited::get(MINER, USDT), 9_950);
	});
}

#[test]
fn clocks_streaks_and_windows_start_over() {
	execute_with_checks(|| {
		promised();
		pay(days(6, 0));
		assert_ok!(declare());
		Today::set(120);
		assert_ok!(end_event());
		let Clocks { grace_until, clock_start, underpaid_streak, underpaid_days, .. } =
			ledger().clocks;
		assert_eq!((grace_until, clock_start, underpaid_streak, underpaid_days), (119, 120, 0, 6));
		assert_ok!(distribute(107, &days(13, 0)));
		assert_eq!(ledger().progress.settled_through, 119);
		assert_eq!(condition().window, breach::Window::default());
		// Six underpaid days before, and six after it.
		pay(days(6, 0));
		assert_eq!((condition().underpaid_streak, condition().window.days), (6, 6));
		assert_noop!(report(), Error::<Test>::NotBreached);
		pay([0]);
		assert_eq!(condition().breach, Some(Breach::UnderpaidStreak { days: 7 }));
	});
}

#[test]
fn closed_days_are_never_assessed_and_have_no_tolerance() {
	execute_with_checks(|| {
		resumed();
		assert_ok!(distribute(105, &[7_600; 15]));
		let fractions: Vec<_> = (105..=119).map(fraction).collect();
		assert_eq!(fractions, [7_600; 15]);
		assert!((105..=119).all(|day| record(day).flags == DayFlags::default()));
		assert_eq!((ledger().clocks.underpaid_days, condition().late_days), (0, 0));
		// The running day is the first that counts, and its window has no other: 81 % are enough.
		pay([8_100]);
		assert_eq!((fraction(120), record(120).flags), (10_000, DayFlags::ASSESSED));
	});
}

#[test]
fn released_closed_days_are_paid_immediately() {
	execute_with_checks(|| {
		resumed();
		let before = gain(USDT, MINER);
		assert_ok!(distribute(105, &[10_000]));
		assert_eq!(gain(USDT, MINER) - before, 9_950);
	});
}

#[test]
fn late_only_by_days_that_end_after_it() {
	execute_with_checks(|| {
		resumed();
		assert_eq!((condition().overdue, condition().late), (0, false));
		Today::set(121);
		assert_eq!((condition().overdue, condition().late), (1, false));
		assert_ok!(RiskEscrow::ensure_on_sale(S));
		Today::set(122);
		assert_eq!((condition().overdue, condition().late), (2, true));
		Today::set(127);
		assert_noop!(report(), Error::<Test>::NotBreached);
		Today::set(128);
		assert_ok!(report());
	});
}

#[test]
fn may_be_frozen_again() {
	execute_with_checks(|| {
		resumed();
		Today::set(130);
		assert_ok!(report());
		let Freeze { cause, since, cutoff, .. } = freeze();
		assert_eq!((cause, since, cutoff), (FreezeCause::Breach, 130, 104));
		vote(VoteOutcome::Rejected);
		Today::set(140);
		assert_ok!(conclude());
		let SeriesLedger { history, clocks, .. } = ledger();
		assert_eq!((history.freezes, history.frozen_days), (2, 17 + 10));
		assert_eq!(clocks.grace_until, 139);
	});
}

#[test]
fn windows_never_reach_back_into_the_freeze() {
	execute_with_checks(|| {
		promised();
		// A window of thirty days that is just above its line.
		pay(days(30, 9_300));
		assert_eq!(fraction(130), 10_000);
		assert_ok!(declare());
		Today::set(140);
		assert_ok!(end_event());
		assert_ok!(distribute(131, &[0; 9]));
		// As on a first day: 81 % for one day, 82 % for two.
		pay([8_100, 8_300, 8_199]);
		assert_eq!((fraction(140), fraction(141), fraction(142)), (10_000, 10_000, 8_199));
	});
}
