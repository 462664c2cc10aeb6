//! `distribute` while a series is frozen.

use super::*;

#[test]
fn income_is_the_holders_immediately_and_releases_are_pending() {
	execute_with_checks(|| {
		broken();
		let before = (gain(USDT, MINER), escrowed(USDT));
		assert_ok!(distribute(103, &[10_000, 7_500]));
		assert_eq!((gain(USDT, MINER), escrowed(USDT)), before);
		assert_eq!(
			(ledger().custody.pending_release, ledger().custody.escrowed),
			(17_500, 3_580_000)
		);
		assert_eq!((fraction(103), fraction(104)), (10_000, 7_500));
		let flags = DayFlags::FROZEN;
		assert_eq!((record(103).flags, record(104).flags), (flags, flags));
		happened(Event::Distributed {
			series: S,
			first_day: 103,
			days: 2,
			miner: MINER,
			income: 17_500,
			released: 17_500,
			pool_share: 0,
		});
		assert_eq!(RiskEscrow::claimable(S, 0), 37_500);
		assert_ok!(claim(&[0]));
		assert_eq!(gain(BTC, ALICE), 37_500);
		// What is pending may still become the holder's.
		assert_eq!(RiskEscrow::unreleased(S, 0), 3_580_000);
	});
}

#[test]
fn breach_settles_only_with_75_percent_so_that_days_are_left_to_slash_for() {
	execute_with_checks(|| {
		broken();
		assert_noop!(distribute(103, &[0]), Error::<Test>::PaidTooLittle);
		assert_noop!(distribute(103, &[7_499]), Error::<Test>::PaidTooLittle);
		assert_noop!(distribute(103, &[10_000, 7_499]), Error::<Test>::PaidTooLittle);
		assert_ok!(distribute(103, &[7_500]));
		assert_eq!((fraction(103), ledger().custody.pending_release), (7_500, 7_500));
	});
}

#[test]
fn event_settles_with_whatever_there_is() {
	execute_with_checks(|| {
		stricken();
		Today::set(110);
		assert_ok!(distribute(103, &[0, 7_499]));
	});
}

#[test]
fn releases_what_was_paid_without_tolerance() {
	execute_with_checks(|| {
		stricken();
		Today::set(120);
		assert_ok!(distribute(103, &[7_500, 9_999, 10_000, 20_000, 0]));
		let fractions: Vec<_> = (103..=107).map(fraction).collect();
		assert_eq!(fractions, [7_500, 9_999, 10_000, 10_000, 0]);
		assert_eq!(ledger().custody.pending_release, 37_499);
	});
}

#[test]
fn pool_gets_nothing_of_what_is_pending() {
	execute_with_checks(|| {
		stricken();
		Today::set(120);
		let before = gain(USDT, POOL);
		assert_ok!(distribute(103, &[10_000]));
		assert_eq!(gain(USDT, POOL), before);
	});
}

#[test]
fn days_are_never_assessed_for_or_against_the_miner() {
	execute_with_checks(|| {
		promised();
		pay(days(6, 0));
		assert_ok!(declare());
		Today::set(150);
		assert_ok!(distribute(107, &[0, 10_000, 0]));
		assert_eq!(
			(
				ledger().clocks.underpaid_streak,
				ledger().clocks.underpaid_days,
				ledger().clocks.last_assessed
			),
			(6, 6, 106)
		);
		assert_eq!((record(109).assessed, record(109).late_paid), (6, 0));
		assert_eq!(Noted::get(), (9, 1, 0, 6));
	});
}

#[test]
fn first_sales_stop() {
	execute_with_checks(|| {
		stricken();
		assert_noop!(sell(&[(1, 1)]), Error::<Test>::Frozen);
		assert_ok!(end_event());
		assert_ok!(sell(&[(1, 1)]));
	});
}

#[test]
fn terminated_series_settle_nothing() {
	execute_with_checks(|| {
		terminated();
		assert_noop!(distribute(103, &[10_000]), Error::<Test>::Terminated);
	});
}

#[test]
fn claims_go_on_after_a_termination() {
	execute_with_checks(|| {
		terminated();
		assert_ok!(claim(&[0]));
		assert_eq!(gain(BTC, ALICE), 20_000);
	});
}
