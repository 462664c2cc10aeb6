use super::*;

#[test]
fn thirty_live_days_after_the_oldest_unsettled_day() {
	execute_with_checks(|| {
		promised();
		Today::set(131);
		assert_noop!(write_off(), Error::<Test>::TooEarly);
		Today::set(132);
		assert_ok!(write_off());
		assert_eq!(ledger().progress.settled_through, 101);
		// The next is not so old.
		assert_noop!(write_off(), Error::<Test>::TooEarly);
	});
}

#[test]
fn releases_nothing_and_counts_as_underpaid_and_late() {
	execute_with_checks(|| {
		promised();
		Today::set(132);
		assert_ok!(write_off());
		let flags =
			[DayFlags::ASSESSED, DayFlags::UNDERPAID, DayFlags::LATE, DayFlags::WRITTEN_OFF];
		let flags = flags.iter().fold(DayFlags::default(), |all, flag| all.with(*flag, true));
		assert_eq!((record(101).flags, fraction(101)), (flags, 0));
		assert_eq!((record(101).assessed_expected, record(101).late_paid), (10_000, 1));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL), escrowed(USDT)), (0, 0, 3_600_000));
		assert_eq!(Noted::get(), (0, 0, 1, 1));
		assert_eq!((ledger().clocks.underpaid_streak, ledger().clocks.underpaid_days), (1, 1));
		assert!(Payouts::<Test>::contains_key(S));
		happened(Event::DaySettled {
			series: S,
			day: 101,
			certificates: 1,
			ended: 0,
			slash: 0,
			income: 0,
			fraction: FixedU128::zero(),
			released: 0,
			flags,
		});
		happened(Event::DayWrittenOff { series: S, day: 101, who: BOB });
	});
}

#[test]
fn releases_nothing_without_an_average_either() {
	execute_with_checks(|| {
		two_sold(150);
		assert_ok!(write_off());
		assert_eq!((fraction(101), gain(USDT, MINER)), (0, 0));
		// Without an average it is not assessed, and neither underpaid nor late.
		assert_eq!(record(101).flags, DayFlags::NO_AVERAGE.with(DayFlags::WRITTEN_OFF, true));
		assert_eq!(Noted::get(), (0, 0, 0, 0));
		// What the miner pays itself does release.
		assert_ok!(distribute(102, &[20]));
		assert_eq!(fraction(102), 10_000);
	});
}

#[test]
fn day_that_was_not_live_is_assessed_for_nobody() {
	execute_with_checks(|| {
		promised();
		Shut::set(vec![101]);
		Today::set(132);
		assert_ok!(write_off());
		assert_eq!(record(101).flags, DayFlags::WRITTEN_OFF);
		assert_eq!((ledger().clocks.underpaid_streak, Noted::get()), (0, (0, 0, 0, 0)));
	});
}

#[test]
fn gives_the_holder_the_deposit_back_in_the_end() {
	execute_with_checks(|| {
		two_sold(150);
		for _ in 0..3 {
			assert_ok!(write_off());
		}
		assert_eq!((ledger().volume.ended, Ended::get(S)), (2, 2));
		assert_noop!(write_off(), Error::<Test>::NothingToSettle);
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(USDT, MINER), escrowed(USDT)), (0, 0, 0));
	});
}

#[test]
fn old_days_after_a_freeze_may_be_written_off_as_soon_as_they_are_late_again() {
	execute_with_checks(|| {
		stricken();
		Today::set(140);
		assert_ok!(end_event());
		assert_noop!(write_off(), Error::<Test>::TooEarly);
		Today::set(141);
		assert_noop!(write_off(), Error::<Test>::TooEarly);
		Today::set(142);
		assert_ok!(write_off());
		assert_eq!(record(103).flags, DayFlags::WRITTEN_OFF);
	});
}

#[test]
fn refuses_what_is_not_open() {
	execute_with_checks(|| {
		assert_noop!(write_off(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(write_off(), Error::<Test>::NotSold);
		broken();
		Today::set(200);
		assert_noop!(write_off(), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(write_off(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::write_off_day(none, S), DispatchError::BadOrigin);
	});
}

#[test]
fn refuses_days_that_are_not_over() {
	execute_with_checks(|| {
		promised();
		pay([10_000]);
		assert_noop!(write_off(), Error::<Test>::TooEarly);
	});
}

#[test]
fn without_income_of_the_network_it_is_possible_as_soon_as_the_day_is_over() {
	execute_with_checks(|| {
		promised();
		Published::mutate(|all| all.insert(101, PerUnit::zero()));
		Today::set(101);
		assert_noop!(write_off(), Error::<Test>::TooEarly);
		Today::set(102);
		assert_ok!(write_off());
		assert_eq!((record(101).flags, Noted::get()), (DayFlags::WRITTEN_OFF, (0, 0, 0, 0)));
		assert_noop!(write_off(), Error::<Test>::TooEarly);
	});
}

#[test]
fn slashes_for_the_last_days_of_a_term() {
	execute_with_checks(|| {
		two_sold(150);
		publish(101..=103);
		assert_ok!(distribute(101, &[20_000]));
		assert_ok!(write_off());
		assert_eq!(ledger().custody.slash_held, 0);
		assert_ok!(write_off());
		// Two days of three of a pledge of 30 each.
		assert_eq!((ledger().custody.slash_held, FreePledge::get()), (40, 20));
		assert_ok!(retire(&[0]));
		assert_eq!((gain(DMC, ALICE), gain(USDT, ALICE)), (20, -602 + 201));
	});
}
