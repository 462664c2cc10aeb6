use super::*;

/// A series whose first two days were measured by ten times what a unit earns; the miner pays 98 % each
/// day, twenty days long.
fn wronged() {
	promised();
	change_terms(|terms| terms.expected_revenue = PerUnit::from_u32(1_000));
	Published::mutate(|all| all.extend([101, 102].map(|day| (day, PerUnit::from_u32(10_000)))));
	pay(days(20, 9_800));
}

#[test]
fn releases_what_the_day_withheld_and_counts_it_no_more() {
	execute_with_checks(|| {
		wronged();
		assert_eq!([101, 102, 103].map(fraction), [980, 980, 9_800]);
		let before = (gain(USDT, MINER), gain(USDT, POOL), RiskEscrow::unreleased(S, 0));
		strike_out(101);
		assert_ok!(apply_strike(101));
		// 98 % of what is promised release everything: 9,020 more, less half a percent.
		let after = (gain(USDT, MINER), gain(USDT, POOL), RiskEscrow::unreleased(S, 0));
		assert_eq!(
			(after.0 - before.0, after.1 - before.1, before.2 - after.2),
			(8_975, 45, 9_020)
		);
		assert_eq!((condition().window.days, condition().underpaid_days), (19, 1));
		let flags = DayFlags::ASSESSED.with(DayFlags::UNDERPAID, true);
		assert_eq!(record(101).flags, flags.with(DayFlags::STRUCK, true));
		happened(Event::StrikeApplied {
			series: S,
			day: 101,
			fraction: FixedU128::from_rational(902, 1_000),
			released: 9_020,
			pool_share: 45,
		});
	});
}

#[test]
fn honest_miner_loses_nothing_from_then_on() {
	execute_with_checks(|| {
		wronged();
		for day in [102, 101] {
			strike_out(day);
			assert_ok!(apply_strike(day));
		}
		assert_eq!((condition().window.days, condition().breach), (18, None));
		pay([9_800]);
		assert_eq!(fraction(121), 10_000);
	});
}

#[test]
fn network_average_counts_where_less_is_promised() {
	execute_with_checks(|| {
		Opening::set(PerUnit::from_u32(1_000));
		promised();
		Published::set([(101, PerUnit::from_u32(10_000))].into());
		pay([9_800]);
		strike_out(101);
		assert_ok!(apply_strike(101));
		assert_eq!(RiskEscrow::unreleased(S, 0), 3_590_000);
		assert_eq!(ledger().progress.last_average, PerUnit::from_u32(1_000));
	});
}

#[test]
fn release_that_cannot_be_paid_is_credited() {
	execute_with_checks(|| {
		wronged();
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		strike_out(101);
		assert_ok!(apply_strike(101));
		assert_eq!(Credited::get(MINER, USDT), 8_975);
	});
}

#[test]
fn refuses_days_whose_average_was_not_struck_out() {
	execute_with_checks(|| {
		wronged();
		assert_noop!(apply_strike(101), Error::<Test>::NotStruck);
		strike_out(102);
		assert_noop!(apply_strike(101), Error::<Test>::NotStruck);
		assert_ok!(apply_strike(102));
		assert_noop!(apply_strike(102), Error::<Test>::AlreadyStruck);
	});
}

#[test]
fn refuses_days_that_are_not_settled_or_had_no_average() {
	execute_with_checks(|| {
		wronged();
		for day in [99, 100, 121] {
			StruckOut::mutate(|all| all.push(day));
			assert_noop!(apply_strike(day), Error::<Test>::NotSettled);
		}
		hide(121);
		Today::set(123);
		assert_ok!(distribute(121, &[9_800]));
		assert_noop!(apply_strike(121), Error::<Test>::NotSettled);
	});
}

#[test]
fn refuses_a_day_after_sixty_more_were_settled() {
	execute_with_checks(|| {
		wronged();
		strike_out(101);
		strike_out(102);
		pay(days(42, 9_800));
		assert_eq!(ledger().progress.settled_through, 162);
		assert_noop!(apply_strike(101), Error::<Test>::TooLate);
		assert_ok!(apply_strike(102));
	});
}

#[test]
fn refuses_more_than_sixteen_days_of_a_series() {
	execute_with_checks(|| {
		wronged();
		(101..=117).for_each(strike_out);
		for day in 101..=116 {
			assert_ok!(apply_strike(day));
		}
		assert_noop!(apply_strike(117), Error::<Test>::TooManyStrikes);
	});
}

#[test]
fn refuses_what_is_not_open() {
	execute_with_checks(|| {
		assert_noop!(apply_strike(101), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(apply_strike(101), Error::<Test>::NotSold);
		broken();
		strike_out(101);
		assert_noop!(apply_strike(101), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(apply_strike(101), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::apply_strike(none, S, 101), DispatchError::BadOrigin);
	});
}
