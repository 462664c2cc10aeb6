use super::*;
use dmex_primitives::Seed;

fn proves(breach: Breach) {
	assert_eq!(condition().breach, Some(breach));
	assert_ok!(report());
	happened(Event::BreachReported { series: S, reporter: BOB, breach, referendum: 0 });
}

fn proves_nothing() {
	assert_eq!(condition().breach, None);
	assert_noop!(report(), Error::<Test>::NotBreached);
}

#[test]
fn freezes_the_series_and_opens_the_vote() {
	execute_with_checks(|| {
		promised();
		pay([10_000, 10_000]);
		Today::set(112);
		assert_ok!(report());
		let freeze =
			Freeze { cause: FreezeCause::Breach, since: 112, cutoff: 102, referendum: Some(0) };
		assert_eq!((ledger().state, ledger().history.freezes), (SeriesState::Frozen(freeze), 1));
		assert!(Terms::get(S).unwrap().frozen);
		assert_eq!((FrozenSeries::get(), Breaches::get(), Barred::get()), (1, 1, false));
		// The pledge of 10 units for 360 days is at stake.
		assert_eq!(Votes::get(), [(Seed::Aye(3_600), VoteOutcome::Ongoing)]);
	});
}

#[test]
fn eight_live_days_after_the_oldest_unsettled_day() {
	execute_with_checks(|| {
		promised();
		// The days 102 to 108 have ended since day 101: seven.
		Today::set(109);
		proves_nothing();
		Today::set(110);
		proves(Breach::Late { live_days: 8 });
	});
}

#[test]
fn days_that_were_not_live_do_not_count() {
	execute_with_checks(|| {
		promised();
		Shut::set(vec![103, 105]);
		Today::set(111);
		proves_nothing();
		Today::set(112);
		proves(Breach::Late { live_days: 8 });
	});
}

#[test]
fn even_the_last_days_of_a_term_that_is_long_over() {
	execute_with_checks(|| {
		two_sold(104);
		assert_ok!(distribute(101, &[1]));
		Today::set(111);
		proves(Breach::Late { live_days: 8 });
	});
}

#[test]
fn seven_underpaid_days_in_a_row() {
	execute_with_checks(|| {
		promised();
		pay(days(6, 7_999));
		proves_nothing();
		pay([7_999]);
		proves(Breach::UnderpaidStreak { days: 7 });
	});
}

#[test]
fn one_day_at_80_percent_ends_a_row() {
	execute_with_checks(|| {
		promised();
		pay(days(6, 7_999));
		pay([8_000]);
		pay(days(6, 7_999));
		proves_nothing();
		assert_eq!((ledger().clocks.underpaid_streak, ledger().clocks.underpaid_days), (6, 12));
	});
}

#[test]
fn days_that_are_not_assessed_neither_end_a_row_nor_lengthen_it() {
	execute_with_checks(|| {
		promised();
		Shut::set(vec![104]);
		Published::mutate(|averages| averages.remove(&106));
		pay([0, 0, 0, 10_000, 0]);
		Today::set(108);
		pay([10_000, 0, 0]);
		assert_eq!(ledger().clocks.underpaid_streak, 6);
		proves_nothing();
		pay([0]);
		proves(Breach::UnderpaidStreak { days: 7 });
	});
}

#[test]
fn twenty_assessed_days_under_80_percent_together() {
	execute_with_checks(|| {
		promised();
		pay([5_999]);
		pay([10_000, 6_000].repeat(9));
		proves_nothing();
		pay([10_000]);
		let (paid, expected) = (159_999, 200_000);
		let ratios = FixedU128::from_rational(159_999, 10_000);
		proves(Breach::UnderpaidWindow { days: 20, paid, expected, ratios });
	});
}

#[test]
fn only_the_last_thirty_days_count() {
	execute_with_checks(|| {
		promised();
		pay([5_999, 10_000]);
		pay([6_000, 10_000].repeat(14));
		let window = condition().window;
		assert_eq!((window.days, window.paid, window.expected), (30, 239_999, 300_000));
		assert!(condition().breach.is_some());
		pay([6_000]);
		assert_eq!(condition().window.paid, 240_000);
		proves_nothing();
	});
}

#[test]
fn two_weeks_paid_only_once_a_week() {
	execute_with_checks(|| {
		promised();
		for week in 1..=2 {
			proves_nothing();
			let first = ledger().progress.next_day().unwrap();
			Today::set(first + 7);
			assert_ok!(distribute(first, &[10_000; 7]));
			assert_eq!(condition().late_days, 5 * week);
		}
		proves(Breach::LateWindow { days: 10 });
	});
}

/// Pay the oldest unsettled day when it is late.
fn pay_late(n: u32) {
	for _ in 0..n {
		let day = ledger().progress.next_day().unwrap();
		Today::set(day + 3);
		assert_ok!(distribute(day, &[10_000]));
	}
}

#[test]
fn ten_days_of_thirty_paid_late() {
	execute_with_checks(|| {
		promised();
		pay_late(9);
		proves_nothing();
		pay_late(1);
		proves(Breach::LateWindow { days: 10 });
	});
}

#[test]
fn late_days_leave_the_window_too() {
	execute_with_checks(|| {
		promised();
		pay_late(9);
		pay(days(21, 10_000));
		assert_eq!((condition().window.days, condition().window.late), (30, 9));
		pay([10_000]);
		assert_eq!((condition().window.days, condition().window.late), (30, 8));
		pay_late(3);
		assert_eq!((condition().window.late, condition().late_days), (8, 12));
		proves_nothing();
	});
}

#[test]
fn settled_series_are_let_go_thirty_days_after_their_last_day() {
	execute_with_checks(|| {
		series(S, 10, 7, USDT, 1);
		assert_ok!(sell(&[(0, 700)]));
		publish(101..=107);
		pay(days(7, 0));
		assert_eq!(ledger().progress.next_day(), None);
		Today::set(137);
		assert_eq!(condition().breach, Some(Breach::UnderpaidStreak { days: 7 }));
		Today::set(138);
		proves_nothing();
	});
	// What is not settled is never let go.
	execute_with_checks(|| {
		two_sold(300);
		assert!(condition().breach.is_some());
	});
}

#[test]
fn refuses_what_is_not_open() {
	execute_with_checks(|| {
		assert_noop!(report(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(report(), Error::<Test>::NotSold);
		broken();
		assert_noop!(report(), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(report(), Error::<Test>::Terminated);
	});
}

#[test]
fn refuses_series_frozen_by_an_event_however_late() {
	execute_with_checks(|| {
		stricken();
		Today::set(150);
		assert_noop!(report(), Error::<Test>::Frozen);
		assert_eq!(condition().breach, None);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		promised();
		Today::set(120);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::report_breach(none, S), DispatchError::BadOrigin);
	});
}
