//! What it means that a series goes on after a freeze.

use super::*;

/// Days 103 and 104 were paid in the freeze, and it ends on day 120.
fn resumed() {
	stricken();
	Today::set(120);
	assert_ok!(distribute(103, &[10_000, 5_001]));
	assert_ok!(reinstate());
}

#[test]
fn pays_what_waited_to_the_miner_and_the_pool() {
	run(|| {
		resumed();
		// 15,001 less half a percent, rounded down once.
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (19_900 + 14_926, 100 + 75));
		assert_eq!((ledger().waiting, ledger().escrowed), (0, 3_564_999));
		assert_eq!(RiskEscrow::unreleased(S, 0), 3_564_999);
		assert!(Payouts::<Test>::contains_key(S));
		happened(Event::Resumed { series: S, miner: MINER, released: 15_001, pool_share: 75 });
	});
}

#[test]
fn what_waited_and_cannot_be_paid_is_owed() {
	run(|| {
		stricken();
		Today::set(120);
		assert_ok!(distribute(103, &[10_000]));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(reinstate());
		assert_eq!(Owed::<Test>::get(MINER, USDT), 9_950);
	});
}

#[test]
fn clocks_runs_and_windows_start_over() {
	run(|| {
		promised();
		pay(days(6, 0));
		assert_ok!(declare());
		Today::set(120);
		assert_ok!(reinstate());
		let SeriesLedger { fresh_after, clock_from, low_run, low_days, .. } = ledger();
		assert_eq!((fresh_after, clock_from, low_run, low_days), (119, 120, 0, 6));
		assert_ok!(distribute(107, &days(13, 0)));
		assert_eq!(ledger().paid_through, 119);
		assert_eq!(condition().window, breach::Window::default());
		// Six low days before, and six after it.
		pay(days(6, 0));
		assert_eq!((condition().low_run, condition().window.days), (6, 6));
		assert_noop!(report(), Error::<Test>::NotBreached);
		pay([0]);
		assert_eq!(condition().breach, Some(Breach::LowRun { days: 7 }));
	});
}

#[test]
fn closed_days_are_never_judged_and_have_no_tolerance() {
	run(|| {
		resumed();
		assert_ok!(distribute(105, &[7_600; 15]));
		let fractions: Vec<_> = (105..=119).map(fraction).collect();
		assert_eq!(fractions, [7_600; 15]);
		assert!((105..=119).all(|day| record(day).flags == DayFlags::default()));
		assert_eq!((ledger().low_days, condition().late_days), (0, 0));
		// The running day is the first that counts, and its window has no other: 81 % are enough.
		pay([8_100]);
		assert_eq!((fraction(120), record(120).flags), (10_000, DayFlags::JUDGED));
	});
}

#[test]
fn released_closed_days_are_paid_at_once() {
	run(|| {
		resumed();
		let before = gain(USDT, MINER);
		assert_ok!(distribute(105, &[10_000]));
		assert_eq!(gain(USDT, MINER) - before, 9_950);
	});
}

#[test]
fn late_only_by_days_that_end_after_it() {
	run(|| {
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
	run(|| {
		resumed();
		Today::set(130);
		assert_ok!(report());
		let Freeze { cause, since, cut, .. } = freeze();
		assert_eq!((cause, since, cut), (FreezeCause::Breach, 130, 104));
		vote(VoteOutcome::Rejected);
		Today::set(140);
		assert_ok!(conclude());
		let SeriesLedger { freezes, frozen_days, fresh_after, .. } = ledger();
		assert_eq!((freezes, frozen_days, fresh_after), (2, 17 + 10, 139));
	});
}

#[test]
fn windows_never_reach_back_into_the_freeze() {
	run(|| {
		promised();
		// A window of thirty days that is just above its line.
		pay(days(30, 9_300));
		assert_eq!(fraction(130), 10_000);
		assert_ok!(declare());
		Today::set(140);
		assert_ok!(reinstate());
		assert_ok!(distribute(131, &[0; 9]));
		// As on a first day: 81 % for one day, 82 % for two.
		pay([8_100, 8_300, 8_199]);
		assert_eq!((fraction(140), fraction(141), fraction(142)), (10_000, 10_000, 8_199));
	});
}
