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
	run(|| {
		promised();
		pay([10_000, 10_000]);
		Today::set(112);
		assert_ok!(report());
		let freeze =
			Freeze { cause: FreezeCause::Breach, since: 112, cut: 102, referendum: Some(0) };
		assert_eq!((ledger().state, ledger().freezes), (SeriesState::Frozen(freeze), 1));
		assert!(Terms::get()[&S].frozen);
		assert_eq!((FrozenSeries::get(), Breaches::get(), Barred::get()), (1, 1, false));
		assert_eq!(Votes::get(), [(Seed::Aye(1_000), VoteOutcome::Ongoing)]);
	});
}

#[test]
fn eight_open_days_after_the_oldest_unsettled_day() {
	run(|| {
		promised();
		// The days 102 to 108 have ended since day 101: seven.
		Today::set(109);
		proves_nothing();
		Today::set(110);
		proves(Breach::Late { open_days: 8 });
	});
}

#[test]
fn days_that_were_not_open_do_not_count() {
	run(|| {
		promised();
		Shut::set(vec![103, 105]);
		Today::set(111);
		proves_nothing();
		Today::set(112);
		proves(Breach::Late { open_days: 8 });
	});
}

#[test]
fn even_the_last_days_of_a_term_that_is_long_over() {
	run(|| {
		two_sold(104);
		assert_ok!(distribute(101, &[1]));
		Today::set(111);
		proves(Breach::Late { open_days: 8 });
	});
}

#[test]
fn seven_low_days_in_a_row() {
	run(|| {
		promised();
		pay(days(6, 7_999));
		proves_nothing();
		pay([7_999]);
		proves(Breach::LowRun { days: 7 });
	});
}

#[test]
fn one_day_at_80_percent_ends_a_row() {
	run(|| {
		promised();
		pay(days(6, 7_999));
		pay([8_000]);
		pay(days(6, 7_999));
		proves_nothing();
		assert_eq!((ledger().low_run, ledger().low_days), (6, 12));
	});
}

#[test]
fn days_that_are_not_judged_neither_end_a_row_nor_lengthen_it() {
	run(|| {
		promised();
		Shut::set(vec![104]);
		Published::mutate(|averages| averages.remove(&106));
		pay([0, 0, 0, 10_000, 0]);
		Today::set(108);
		pay([10_000, 0, 0]);
		assert_eq!(ledger().low_run, 6);
		proves_nothing();
		pay([0]);
		proves(Breach::LowRun { days: 7 });
	});
}

#[test]
fn twenty_judged_days_under_80_percent_together() {
	run(|| {
		promised();
		pay([5_999]);
		pay([10_000, 6_000].repeat(9));
		proves_nothing();
		pay([10_000]);
		proves(Breach::LowWindow { days: 20, paid: 159_999, expected: 200_000 });
	});
}

#[test]
fn twenty_judged_days_at_80_percent_prove_nothing() {
	run(|| {
		promised();
		pay([6_000, 10_000].repeat(10));
		proves_nothing();
	});
}

#[test]
fn only_the_last_thirty_days_count() {
	run(|| {
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

/// Pay the oldest unsettled day when it is late.
fn pay_late(n: u32) {
	for _ in 0..n {
		let day = ledger().next_day().unwrap();
		Today::set(day + 3);
		assert_ok!(distribute(day, &[10_000]));
	}
}

#[test]
fn ten_days_of_thirty_paid_late() {
	run(|| {
		promised();
		pay_late(9);
		proves_nothing();
		pay_late(1);
		proves(Breach::LateWindow { days: 10 });
	});
}

#[test]
fn late_days_leave_the_window_too() {
	run(|| {
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
	run(|| {
		series(S, 10, 7, USDT, 1);
		assert_ok!(sell(&[(0, 700)]));
		publish(101..=107);
		pay(days(7, 0));
		assert_eq!(ledger().next_day(), None);
		Today::set(137);
		assert_eq!(condition().breach, Some(Breach::LowRun { days: 7 }));
		Today::set(138);
		proves_nothing();
	});
	// What is not settled is never let go.
	run(|| {
		two_sold(300);
		assert!(condition().breach.is_some());
	});
}

#[test]
fn refuses_what_is_not_open() {
	run(|| {
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
	run(|| {
		stricken();
		Today::set(150);
		assert_noop!(report(), Error::<Test>::Frozen);
		assert_eq!(condition().breach, None);
	});
}

#[test]
fn needs_a_signature() {
	run(|| {
		promised();
		Today::set(120);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::report_breach(none, S), DispatchError::BadOrigin);
	});
}
