use super::*;

#[test]
fn escrows_the_sum_and_starts_tomorrow() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		assert_eq!(sell(&[(0, 301), (4, 2)]), Ok((101, 103)));

		assert_eq!((gain(USDT, ALICE), escrowed(USDT)), (-303, 303));
		assert_eq!(Positions::<Test>::get(S, 0), Some(Position::new(101, 301)));
		assert_eq!(Positions::<Test>::get(S, 4), Some(Position::new(101, 2)));
		assert_eq!(Cohorts::<Test>::get(S, 101), Cohort { certificates: 2, instalments: 100 });
		assert_eq!(DayRecords::<Test>::get(S, 100), Some(DayRecord::default()));
		let mut expected = SeriesLedger::open(100, 100, PerUnit::one(), RULES);
		expected.progress.last_end = 103;
		(expected.volume.sold, expected.volume.instalments_left) = (2, 300);
		expected.custody.escrowed = 303;
		assert_eq!(ledger(), expected);
		let event = Event::Escrowed {
			series: S,
			buyer: ALICE,
			certificates: 2,
			deposits: 303,
			start: 101,
			end: 103,
		};
		assert_eq!(events(), [event]);
	});
}

#[test]
fn payer_pays_and_the_buyer_owns() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		let sold = with_storage_layer(|| RiskEscrow::sell(S, &ALICE, &BOB, &[(0, 301)]));
		assert_eq!(sold, Ok((101, 103)));
		assert_eq!((gain(USDT, ALICE), gain(USDT, BOB), escrowed(USDT)), (0, -301, 301));
		assert_eq!(Held::get((S, 0)).unwrap().0, ALICE);
		let Some(Event::Escrowed { buyer, .. }) = events().pop() else { panic!() };
		assert_eq!(buyer, ALICE);
		let poor = with_storage_layer(|| RiskEscrow::sell(S, &ALICE, &77, &[(1, 301)]));
		assert_noop!(poor, TokenError::FundsUnavailable);
	});
}

#[test]
fn joins_the_cohort_of_the_same_day() {
	execute_with_checks(|| {
		two_sold(100);
		assert_ok!(sell(&[(2, 30)]));
		assert_eq!(Cohorts::<Test>::get(S, 101), Cohort { certificates: 3, instalments: 210 });
		Today::set(101);
		assert_eq!(sell(&[(3, 30)]), Ok((102, 104)));
		assert_eq!(Cohorts::<Test>::get(S, 102), Cohort { certificates: 1, instalments: 10 });
		assert_eq!(
			(ledger().progress.settled_through, ledger().progress.last_end, ledger().volume.sold),
			(100, 104, 4)
		);
	});
}

#[test]
fn spends_the_last_unit_of_an_asset_but_keeps_a_dmc_account_alive() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		assert_ok!(sell(&[(0, RICH)]));
		assert_eq!(Money::balance(USDT, &ALICE), 0);
		series(8, 10, 3, DMC, 10);
		let too_much = RiskEscrow::sell(8, &ALICE, &ALICE, &[(0, RICH)]);
		assert_eq!(too_much, Err(TokenError::NotExpendable.into()));
		assert_ok!(RiskEscrow::sell(8, &ALICE, &ALICE, &[(0, RICH - ED)]));
	});
}

#[test]
fn refuses_what_cannot_be_sold() {
	execute_with_checks(|| {
		assert_noop!(sell(&[(0, 1)]), Error::<Test>::UnknownSeries);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::UnknownSeries);
		series(S, 10, 3, USDT, 10);
		assert_noop!(sell(&[]), Error::<Test>::NoItems);
		assert_noop!(sell(&[(0, 1), (1, 0)]), Error::<Test>::NoDeposit);
		assert_noop!(sell(&[(0, RICH + 1)]), TokenError::FundsUnavailable);
		assert_noop!(sell(&[(0, u128::MAX), (1, 1)]), sp_runtime::ArithmeticError::Overflow);
		// Certificates that are unknown or sold are refused one rank below.
		assert_noop!(sell(&[(10, 1)]), DispatchError::Unavailable);
		assert_ok!(sell(&[(0, 1)]));
		assert_noop!(sell(&[(0, 1)]), DispatchError::Unavailable);
		assert_noop!(sell(&[(1, 1), (1, 1)]), DispatchError::Unavailable);
	});
}

#[test]
fn refuses_frozen_and_terminated_series() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(report());
		assert_noop!(sell(&[(2, 1)]), Error::<Test>::Frozen);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		Barred::set(false);
		assert_noop!(sell(&[(2, 1)]), Error::<Test>::Terminated);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::Terminated);
	});
}

#[test]
fn refuses_a_barred_miner_even_the_first_sale_and_any_other_series() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		Barred::set(true);
		assert_noop!(sell(&[(0, 1)]), Error::<Test>::MinerBarred);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::MinerBarred);
		Barred::set(false);
		assert_ok!(sell(&[(0, 1)]));
		Barred::set(true);
		assert_noop!(sell(&[(1, 1)]), Error::<Test>::MinerBarred);
	});
}

#[test]
fn refuses_a_late_series_from_the_third_day_after() {
	execute_with_checks(|| {
		two_sold(103);
		assert_ok!(RiskEscrow::ensure_on_sale(S));
		// Day 101 is late from the start of day 104.
		Today::set(104);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::Late);
		assert_noop!(sell(&[(2, 1)]), Error::<Test>::Late);
		// Not if one of the two days between was not live.
		Shut::set(vec![102]);
		assert_ok!(RiskEscrow::ensure_on_sale(S));
		Today::set(105);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::Late);
		Shut::set(Vec::new());
		assert_ok!(distribute(101, &[1, 1]));
		assert_ok!(RiskEscrow::ensure_on_sale(S));
	});
}

#[test]
fn idle_series_needs_its_days_settled_and_moves_to_today() {
	execute_with_checks(|| {
		two_sold(104);
		Shut::set(vec![102, 103]);
		assert_ok!(RiskEscrow::ensure_on_sale(S));
		assert_noop!(sell(&[(2, 30)]), Error::<Test>::EarlierDaysUnsettled);
		Today::set(105);
		assert_ok!(distribute(101, &[200, 0]));
		assert_noop!(sell(&[(2, 30)]), Error::<Test>::EarlierDaysUnsettled);
		assert_ok!(distribute(103, &[40]));
		Today::set(110);

		assert_eq!(sell(&[(2, 30)]), Ok((111, 113)));
		let SeriesLedger { progress, clocks, .. } = ledger();
		assert_eq!((progress.settled_through, progress.last_end), (110, 113));
		assert_eq!(clocks.grace_until, 110);
		let last = DayRecords::<Test>::get(S, 103).unwrap();
		assert_eq!(DayRecords::<Test>::get(S, 110), Some(last.baseline()));
		assert!(!DayRecords::<Test>::contains_key(S, 104));
	});
}

#[test]
fn series_active_today_is_not_moved() {
	execute_with_checks(|| {
		two_sold(103);
		assert_ok!(distribute(101, &[1]));
		assert_eq!(sell(&[(2, 30)]), Ok((104, 106)));
		assert_eq!((ledger().progress.settled_through, ledger().clocks.grace_until), (101, 100));
		Today::set(108);
		assert_ok!(distribute(102, &[1, 1, 1, 1, 1]));
		assert_eq!(ledger().progress.next_day(), None);
	});
}

#[test]
fn refuses_while_a_breach_can_be_proved() {
	execute_with_checks(|| {
		promised();
		pay(days(6, 0));
		assert_ok!(RiskEscrow::ensure_on_sale(S));
		assert!(!RiskEscrow::waits_for_days(S));
		pay([0]);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::BreachProvable);
		assert_noop!(sell(&[(1, 1)]), Error::<Test>::BreachProvable);
		assert!(RiskEscrow::waits_for_days(S));
		// A day that is paid ends the row.
		pay([10_000]);
		assert_ok!(sell(&[(1, 1)]));
	});
}

#[test]
fn refuses_a_closed_network() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		Closed::set(true);
		assert_noop!(sell(&[(0, 1)]), Error::<Test>::NetworkClosed);
		assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::NetworkClosed);
		assert!(!RiskEscrow::waits_for_days(S));
		Closed::set(false);
		assert_ok!(sell(&[(0, 1)]));
		// What is sold is settled all the same.
		Closed::set(true);
		Today::set(110);
		assert_noop!(sell(&[(1, 1)]), Error::<Test>::NetworkClosed);
		assert_ok!(distribute(101, &[10]));
	});
}

/// Whether a first sale is only to wait.
fn waits() -> bool {
	RiskEscrow::waits_for_days(S)
}

#[test]
fn waits_only_for_days() {
	execute_with_checks(|| {
		assert!(!waits(), "no such series");
		series(S, 10, 3, USDT, 10);
		assert!(!waits());
		assert_ok!(sell(&[(0, 1)]));
		Today::set(103);
		assert!(!waits());
		Today::set(104);
		assert!(waits(), "late, and idle with days unsettled");
		Barred::set(true);
		assert!(!waits());
		Barred::set(false);
		assert_ok!(distribute(101, &[10, 10]));
		assert!(waits(), "idle with a day unsettled");
		Today::set(111);
		assert!(waits(), "a breach can be proved");
		assert_ok!(distribute(103, &[10]));
		assert!(!waits());
	});
	execute_with_checks(|| {
		broken();
		assert!(!waits(), "frozen");
	});
}

/// A series of three days whose days `101..=103` are underpaid, idle since.
fn idle_after_three_underpaid_days() {
	two_sold(104);
	publish(101..=180);
	assert_ok!(distribute(101, &[0, 0, 0]));
}

#[test]
fn idle_time_ends_no_row_of_underpaid_days() {
	execute_with_checks(|| {
		idle_after_three_underpaid_days();
		Today::set(120);
		assert_ok!(sell(&[(2, 301)]));
		pay(days(3, 0));
		assert_eq!((ledger().clocks.underpaid_streak, condition().breach), (6, None));
		Today::set(130);
		assert_ok!(sell(&[(3, 301)]));
		pay([0]);
		assert_eq!(condition().breach, Some(Breach::UnderpaidStreak { days: 7 }));
	});
}

#[test]
fn row_of_underpaid_days_is_forgotten_with_its_evidence() {
	for (today, streak) in [(133, 3), (134, 0)] {
		execute_with_checks(|| {
			idle_after_three_underpaid_days();
			Today::set(today);
			assert_ok!(sell(&[(2, 301)]));
			assert_eq!(ledger().clocks.underpaid_streak, streak);
		});
	}
}

#[test]
fn selling_again_completes_no_breach() {
	execute_with_checks(|| {
		idle_after_three_underpaid_days();
		in_force(|rules| rules.breach.underpaid_streak = 3);
		Today::set(110);
		assert_ok!(sell(&[(2, 301)]));
		assert_eq!((ledger().clocks.underpaid_streak, condition().breach), (2, None));
		pay([0]);
		assert_eq!(condition().breach, Some(Breach::UnderpaidStreak { days: 3 }));
	});
}

#[test]
fn least_that_is_unreleased_on_a_day_is_told() {
	execute_with_checks(|| {
		two_sold(102);
		let least = |day| <RiskEscrow as Escrow<u64>>::min_unreleased(S, 0, day);
		// Nothing is settled; on day 103 the days 101 and 102 may be.
		assert_eq!([0, 101, 102, 103, 104, 200].map(least), {
			[Ok(301), Ok(301), Ok(201), Ok(101), Ok(1), Ok(1)]
		});
		Today::set(110);
		assert_ok!(distribute(101, &[10]));
		assert_eq!([102, 103].map(least), [Ok(251), Ok(151)]);
		let unsold = <RiskEscrow as Escrow<u64>>::min_unreleased(S, 5, 101);
		assert_eq!(unsold, Err(Error::<Test>::NotSold.into()));
	});
}
