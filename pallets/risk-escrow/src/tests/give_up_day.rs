use super::*;

#[test]
fn thirty_open_days_after_the_oldest_unsettled_day() {
	run(|| {
		promised();
		Today::set(131);
		assert_noop!(give_up(), Error::<Test>::TooEarly);
		Today::set(132);
		assert_ok!(give_up());
		assert_eq!(ledger().paid_through, 101);
		// The next is not so old.
		assert_noop!(give_up(), Error::<Test>::TooEarly);
	});
}

#[test]
fn releases_nothing_and_counts_as_low_and_late() {
	run(|| {
		promised();
		Today::set(132);
		assert_ok!(give_up());
		let flags = [DayFlags::JUDGED, DayFlags::LOW, DayFlags::LATE, DayFlags::GIVEN_UP];
		let flags = flags.iter().fold(DayFlags::default(), |all, flag| all.with(*flag, true));
		assert_eq!((record(101).flags, fraction(101)), (flags, 0));
		assert_eq!((record(101).judged_expected, record(101).late_paid), (10_000, 1));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL), escrowed(USDT)), (0, 0, 3_600_000));
		assert_eq!(Noted::get(), (0, 1, 1));
		assert_eq!((ledger().low_run, ledger().low_days), (1, 1));
		assert!(Payouts::<Test>::contains_key(S));
		happened(Event::DaySettled {
			series: S,
			day: 101,
			certificates: 1,
			ended: 0,
			income: 0,
			fraction: FixedU128::zero(),
			released: 0,
			flags,
		});
		happened(Event::DayGivenUp { series: S, day: 101, who: BOB });
	});
}

#[test]
fn releases_nothing_even_where_nothing_was_expected() {
	run(|| {
		two_sold(150);
		assert_ok!(give_up());
		assert_eq!((fraction(101), gain(USDT, MINER)), (0, 0));
		// Without an average it is not judged, and neither low nor late.
		assert_eq!(record(101).flags, DayFlags::NO_AVERAGE.with(DayFlags::GIVEN_UP, true));
		assert_eq!(Noted::get(), (0, 0, 0));
		// What the miner pays itself does release.
		assert_ok!(distribute(102, &[0]));
		assert_eq!(fraction(102), 10_000);
	});
}

#[test]
fn day_that_was_not_open_is_judged_for_nobody() {
	run(|| {
		promised();
		Shut::set(vec![101]);
		Today::set(132);
		assert_ok!(give_up());
		assert_eq!(record(101).flags, DayFlags::GIVEN_UP);
		assert_eq!((ledger().low_run, Noted::get()), (0, (0, 0, 0)));
	});
}

#[test]
fn gives_the_holder_the_deposit_back_in_the_end() {
	run(|| {
		two_sold(150);
		for _ in 0..3 {
			assert_ok!(give_up());
		}
		assert_eq!((ledger().ended, Ended::get()[&S]), (2, 2));
		assert_noop!(give_up(), Error::<Test>::NothingToSettle);
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(USDT, MINER), escrowed(USDT)), (0, 0, 0));
	});
}

#[test]
fn old_days_after_a_freeze_may_be_given_up_as_soon_as_they_are_late_again() {
	run(|| {
		stricken();
		Today::set(140);
		assert_ok!(reinstate());
		assert_noop!(give_up(), Error::<Test>::TooEarly);
		Today::set(141);
		assert_noop!(give_up(), Error::<Test>::TooEarly);
		Today::set(142);
		assert_ok!(give_up());
		assert_eq!(record(103).flags, DayFlags::GIVEN_UP);
	});
}

#[test]
fn refuses_what_is_not_open() {
	run(|| {
		assert_noop!(give_up(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(give_up(), Error::<Test>::NotSold);
		broken();
		Today::set(200);
		assert_noop!(give_up(), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(give_up(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::give_up_day(none, S), DispatchError::BadOrigin);
	});
}

#[test]
fn refuses_days_that_are_not_over() {
	run(|| {
		promised();
		pay([10_000]);
		assert_noop!(give_up(), Error::<Test>::TooEarly);
	});
}
