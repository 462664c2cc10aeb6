use super::*;
use sp_runtime::Permill;

#[test]
fn pays_income_and_releases_the_instalments() {
	execute_with_checks(|| {
		two_sold(103);
		Published::set([(101, PerUnit::from_u32(5))].into());
		assert_ok!(distribute(101, &[100]));

		// 200 less half a percent; 100 for 20 units.
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL), escrowed(USDT)), (199, 1, 402));
		assert_eq!((gain(BTC, MINER), income_held()), (-100, 100));
		let record = DayRecord {
			income_index: 5_000_000_000,
			release_index: FixedU128::one().into_inner(),
			assessed_paid: 100,
			assessed_expected: 100,
			assessed_ratios: FixedU128::one().into_inner(),
			missed: 0,
			assessed: 1,
			late_paid: 0,
			paid: 100,
			average: PerUnit::from_u32(5),
			certificates: 2,
			flags: DayFlags::ASSESSED,
		};
		assert_eq!(DayRecords::<Test>::get(S, 101), Some(record));
		let SeriesLedger { progress, volume, custody, .. } = ledger();
		assert_eq!(progress.settled_through, 101);
		assert_eq!(volume.active, Cohort { certificates: 2, instalments: 200 });
		assert_eq!((custody.escrowed, custody.income_held), (402, 100));
		assert_eq!(Noted::get(), (1, 1, 0, 0));
		let settled = Event::DaySettled {
			series: S,
			day: 101,
			certificates: 2,
			ended: 0,
			slash: 0,
			income: 100,
			fraction: FixedU128::one(),
			released: 200,
			flags: DayFlags::ASSESSED,
		};
		let distributed = Event::Distributed {
			series: S,
			first_day: 101,
			days: 1,
			miner: MINER,
			income: 100,
			released: 200,
			pool_share: 1,
		};
		assert_eq!(events()[1..], [settled, distributed]);
	});
}

#[test]
fn settles_many_days_like_one_call_for_each() {
	let outcome = |calls: &[&[Balance]]| {
		new_test_ext().execute_with(|| {
			in_force(|rules| rules.release.pool_part = Permill::from_parts(7_000));
			two_sold(101);
			assert_ok!(sell(&[(2, 1_000_003)]));
			Today::set(110);
			let mut day = 101;
			for amounts in calls {
				assert_ok!(distribute(day, amounts));
				day += amounts.len() as u32;
			}
			RiskEscrow::do_try_state().unwrap();
			let records: Vec<_> = (101..=104).map(|d| DayRecords::<Test>::get(S, d)).collect();
			(records, ledger(), gain(USDT, MINER), gain(USDT, POOL), Noted::get(), Ended::get(S))
		})
	};
	let together = outcome(&[&[7, 11, 0, 1]]);
	assert_eq!(together, outcome(&[&[7], &[11], &[0], &[1]]));
	assert_eq!(together, outcome(&[&[7, 11], &[0, 1]]));
	assert_eq!((together.1.progress.next_day(), together.5), (None, 3));
}

#[test]
fn ends_certificates_with_their_last_day() {
	execute_with_checks(|| {
		two_sold(101);
		assert_ok!(sell(&[(2, 30)]));
		Today::set(110);
		assert_ok!(distribute(101, &[0, 0]));
		assert_eq!((ledger().volume.ended, Ended::get(S)), (0, 0));
		assert_ok!(distribute(103, &[0]));
		assert_eq!((ledger().volume.ended, Ended::get(S)), (2, 2));
		assert!(!Cohorts::<Test>::contains_key(S, 101));
		assert_eq!(
			(ledger().volume.active.certificates, ledger().volume.active.instalments),
			(1, 10)
		);
		assert_ok!(distribute(104, &[0]));
		assert_eq!((ledger().volume.ended, ledger().volume.settled_cert_days), (3, 9));
		assert_noop!(distribute(105, &[0]), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn needs_the_average_or_the_second_day_after() {
	execute_with_checks(|| {
		two_sold(102);
		// Day 101 is over, its average may still come.
		assert_noop!(distribute(101, &[1]), Error::<Test>::AverageNotKnown);
		Today::set(103);
		assert_noop!(distribute(101, &[1, 1]), Error::<Test>::AverageNotKnown);
		assert_ok!(distribute(101, &[1]));
		assert!(DayRecords::<Test>::get(S, 101).unwrap().flags == DayFlags::NO_AVERAGE);
		Published::set([(102, PerUnit::one())].into());
		assert_ok!(distribute(102, &[20]));
		assert!(DayRecords::<Test>::get(S, 102).unwrap().flags == DayFlags::ASSESSED);
		Published::set([(103, PerUnit::one())].into());
		assert_noop!(distribute(103, &[1]), Error::<Test>::DayNotOver);
	});
}

#[test]
fn refuses_any_first_day_but_the_oldest() {
	execute_with_checks(|| {
		two_sold(110);
		assert_noop!(distribute(100, &[1]), Error::<Test>::NotOldestDay);
		assert_noop!(distribute(102, &[1]), Error::<Test>::NotOldestDay);
		assert_ok!(distribute(101, &[1]));
		// The same call again.
		assert_noop!(distribute(101, &[1]), Error::<Test>::NotOldestDay);
		assert_ok!(distribute(102, &[1]));
	});
}

#[test]
fn refuses_days_beyond_the_last_and_settles_none() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 10);
		assert_noop!(distribute(101, &[1]), Error::<Test>::NothingToSettle);
		two_sold(110);
		assert_noop!(distribute(101, &[1, 1, 1, 1]), Error::<Test>::NothingToSettle);
		assert_noop!(distribute(101, &[]), Error::<Test>::NoDays);
	});
}

#[test]
fn refuses_everyone_but_the_miner() {
	execute_with_checks(|| {
		two_sold(110);
		let amounts = || DayAmounts::truncate_from(vec![1]);
		let alice = RawOrigin::Signed(ALICE).into();
		assert_noop!(RiskEscrow::distribute(alice, S, 101, amounts()), Error::<Test>::NotMiner);
		let root = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::distribute(root, S, 101, amounts()), DispatchError::BadOrigin);
		let miner = RawOrigin::Signed(MINER).into();
		assert_noop!(
			RiskEscrow::distribute(miner, 8, 101, amounts()),
			Error::<Test>::UnknownSeries
		);
	});
}

#[test]
fn refuses_what_the_miner_does_not_have() {
	execute_with_checks(|| {
		two_sold(110);
		Published::set(
			[
				(101, PerUnit::from_u32(1_000_000) * PerUnit::from_u32(1_000_000)),
				(102, PerUnit::one()),
			]
			.into(),
		);
		assert_noop!(distribute(101, &[RICH, 1]), TokenError::FundsUnavailable);
		assert_ok!(distribute(101, &[RICH]));
	});
}

#[test]
fn counts_assessed_days_that_were_paid_late() {
	execute_with_checks(|| {
		two_sold(104);
		let one = PerUnit::one();
		Published::set([(101, one), (102, one), (103, one)].into());
		// Day 101 is late on day 104, day 102 is not.
		assert_ok!(distribute(101, &[30, 30]));
		let flags = |day| DayRecords::<Test>::get(S, day).unwrap().flags;
		assert_eq!(flags(101), DayFlags::ASSESSED.with(DayFlags::LATE, true));
		assert_eq!(flags(102), DayFlags::ASSESSED);
		// A day that was not live is not assessed, however late.
		Today::set(120);
		Shut::set(vec![103]);
		assert_ok!(distribute(103, &[30]));
		assert_eq!(flags(103), DayFlags::default());
		let record = DayRecords::<Test>::get(S, 103).unwrap();
		assert_eq!((record.assessed, record.late_paid), (2, 1));
		// Of each day's income, 110 % of what was expected counts.
		assert_eq!((record.assessed_paid, record.assessed_expected), (44, 40));
		assert_eq!(Noted::get(), (3, 3, 1, 0));
	});
}

#[test]
fn release_that_cannot_be_paid_is_credited_and_joins_the_next() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(distribute(101, &[20]));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (0, 1));
		assert_eq!((Credited::get(MINER, USDT), escrowed(USDT)), (199, 601));
		RiskEscrow::do_try_state().unwrap();

		assert_ok!(distribute(102, &[20]));
		assert_eq!(Credited::get(MINER, USDT), 398);
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(distribute(103, &[20]));
		assert_eq!((gain(USDT, MINER), escrowed(USDT)), (597, 2));
		assert!(!Credited::contains_key(MINER, USDT));
	});
}

#[test]
fn release_below_the_existential_deposit_is_credited() {
	execute_with_checks(|| {
		series(S, 10, 3, DMC, 10);
		assert_ok!(sell(&[(0, 180)]));
		Today::set(110);
		let all = Money::balance(DMC, &MINER);
		let to = ISSUER;
		assert_ok!(Balances::transfer_allow_death(RawOrigin::Signed(MINER).into(), to, all));
		assert_ok!(distribute(101, &[10]));
		assert_eq!((Money::balance(DMC, &MINER), Credited::get(MINER, DMC)), (0, 60));
		assert_ok!(distribute(102, &[10]));
		assert_eq!(Money::balance(DMC, &MINER), 120);
		assert_eq!(Credited::get(MINER, DMC), 0);
	});
}

#[test]
fn pool_share_that_cannot_be_paid_is_credited_too() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, POOL));
		assert_ok!(distribute(101, &[20]));
		assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (199, 0));
		assert_eq!(Credited::get(POOL, USDT), 1);
	});
}

#[test]
fn pool_part_is_that_of_the_first_sale_and_may_be_nothing_or_all() {
	for (part, miner, pool) in [(Permill::zero(), 200, 0), (Permill::one(), 0, 200)] {
		execute_with_checks(|| {
			in_force(|rules| rules.release.pool_part = part);
			two_sold(110);
			assert_ok!(distribute(101, &[20]));
			assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (miner, pool));
			// A later decision does not concern it.
			in_force(|rules| rules.release.pool_part = Permill::from_percent(50));
			assert_ok!(distribute(102, &[20]));
			assert_eq!((gain(USDT, MINER), gain(USDT, POOL)), (2 * miner, 2 * pool));
		});
	}
}

#[test]
fn refuses_more_than_ten_times_what_is_expected() {
	execute_with_checks(|| {
		promised();
		Today::set(110);
		assert_noop!(distribute(101, &[100_001]), Error::<Test>::PaidTooMuch);
		// One such day makes the call fail as a whole.
		assert_noop!(distribute(101, &[10_000, 100_001]), Error::<Test>::PaidTooMuch);
		assert_noop!(distribute(101, &[u128::MAX]), Error::<Test>::PaidTooMuch);
		assert_ok!(distribute(101, &[100_000]));
		assert_eq!(gain(BTC, MINER), -100_000);
	});
}

#[test]
fn most_income_of_a_day_without_an_average_is_measured_by_the_last_known_one() {
	execute_with_checks(|| {
		promised();
		pay([10_000]);
		// What is fed and disputed does not count: it may be too low.
		hide(102);
		Disputed::set([(102, PerUnit::one())].into());
		Today::set(104);
		assert_noop!(distribute(102, &[100_001]), Error::<Test>::PaidTooMuch);
		assert_ok!(distribute(102, &[100_000]));
	});
	// Before the first average it is what is promised, or the network's average if that is higher.
	execute_with_checks(|| {
		two_sold(110);
		assert_noop!(distribute(101, &[201]), Error::<Test>::PaidTooMuch);
		assert_ok!(distribute(101, &[200]));
	});
}

#[test]
fn most_income_of_a_day_without_any_expected_is_measured_by_the_promise() {
	execute_with_checks(|| {
		two_sold(110);
		Published::set([(101, PerUnit::zero())].into());
		assert_noop!(distribute(101, &[201]), Error::<Test>::PaidTooMuch);
		assert_ok!(distribute(101, &[200]));
	});
}

#[test]
fn slashes_what_was_missed_at_the_end_of_a_term() {
	execute_with_checks(|| {
		two_sold(110);
		publish(101..=103);
		assert_ok!(distribute(101, &[20_000, 20_000, 0]));
		// A day of three of a pledge of 30 each.
		let Some(Event::DaySettled { ended, slash, .. }) = events().into_iter().nth_back(1) else {
			panic!()
		};
		assert_eq!((ended, slash), (2, 20));
		assert_eq!((ledger().custody.slash_held, escrowed(DMC)), (20, ED + 20));
		assert_eq!((FreePledge::get(), RiskEscrow::standing(S, 0).unwrap().entitlement.slashed), {
			(40, 10)
		});
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(DMC, ALICE), ledger().custody.slash_held, escrowed(DMC)), (20, 0, ED));
	});
}

/// The last eight of thirty days lapse, are settled without income, or with a base unit each, or all but
/// the last one, in one call; then the pledge is withdrawn.
#[test]
fn last_days_that_lapse_cost_their_part_of_the_pledge() {
	for (paid, last, slash) in [(0, 0, 80), (1, 1, 79), (0, 7_500, 70)] {
		execute_with_checks(|| {
			series(S, 10, 30, USDT, 1);
			assert_ok!(sell(&[(0, 3_000)]));
			publish(101..=130);
			pay(days(22, 10_000));
			Today::set(131);
			assert_eq!(condition().breach, None);
			assert_ok!(distribute(123, &[days(7, paid), vec![last]].concat()));
			// Of a pledge of 300, ten for each day.
			assert_eq!((escrowed(DMC), FreePledge::get()), (ED + slash, 300 - slash));
			assert_ok!(retire(&[0]));
			assert_eq!(gain(DMC, ALICE), slash as i128);
		});
	}
}

mod without_income_of_the_network {
	use super::*;

	/// The usual series, whose first day is paid; the network had no income on the second.
	fn without_income() {
		promised();
		pay([10_000]);
		Published::mutate(|all| all.insert(102, PerUnit::zero()));
	}

	#[test]
	fn a_day_releases_nothing_and_is_neither_late_nor_underpaid() {
		execute_with_checks(|| {
			without_income();
			Today::set(150);
			assert_eq!(
				(condition().late, condition().overdue, condition().breach),
				(false, 0, None)
			);
			assert_ok!(distribute(102, &[0]));
			assert_eq!((fraction(102), record(102).flags), (0, DayFlags::default()));
			let clocks = ledger().clocks;
			assert_eq!((clocks.underpaid_days, clocks.last_assessed), (0, 101));
			assert_eq!(Noted::get(), (2, 1, 0, 0));
			// The next one is late.
			assert_eq!((condition().late, condition().overdue), (true, 46));
		});
	}

	#[test]
	fn a_day_hides_no_day_behind_it_from_buyers() {
		execute_with_checks(|| {
			without_income();
			Today::set(104);
			assert_ok!(RiskEscrow::ensure_on_sale(S));
			Today::set(105);
			assert!(!condition().late);
			assert_noop!(RiskEscrow::ensure_on_sale(S), Error::<Test>::Late);
			assert!(RiskEscrow::waits_for_days(S));
			assert_ok!(distribute(102, &[0]));
			assert_ok!(RiskEscrow::ensure_on_sale(S));
		});
	}

	#[test]
	fn what_is_paid_all_the_same_is_the_holders() {
		execute_with_checks(|| {
			without_income();
			Today::set(103);
			assert_ok!(distribute(102, &[9]));
			assert_eq!((fraction(102), RiskEscrow::claimable(S, 0)), (0, 10_009));
		});
	}

	#[test]
	fn a_day_is_no_missed_one() {
		execute_with_checks(|| {
			two_sold(110);
			publish(101..=102);
			Published::mutate(|all| all.insert(103, PerUnit::zero()));
			assert_ok!(distribute(101, &[20_000, 20_000, 0]));
			assert_eq!((ledger().custody.slash_held, ledger().volume.ended), (0, 2));
			assert_ok!(retire(&[0]));
			assert_eq!(gain(USDT, ALICE), -602 + 101);
		});
	}
}
