use super::*;
use dmex_primitives::Seed;

/// The days 101 and 102 are paid; on the `zeros` days from then on the network had no income, and the
/// last one is over.
fn ended(zeros: u32) {
	promised();
	pay([10_000, 10_000]);
	Published::mutate(|all| {
		all.retain(|day, _| *day < 103);
		all.extend((103..103 + zeros).map(|day| (day, PerUnit::zero())));
	});
	Today::set(103 + zeros);
}

#[test]
fn freezes_the_series_as_an_event_and_opens_the_vote() {
	execute_with_checks(|| {
		ended(7);
		assert_ok!(report_ended());
		let freeze =
			Freeze { cause: FreezeCause::Event, since: 110, cutoff: 102, referendum: Some(0) };
		assert_eq!((ledger().state, ledger().history.freezes), (SeriesState::Frozen(freeze), 1));
		assert_eq!(Votes::get(), [(Seed::Nay(1_000), VoteOutcome::Ongoing)]);
		assert_eq!((FrozenSeries::get(), Breaches::get(), Terms::get(S).unwrap().frozen), {
			(1, 0, true)
		});
		happened(Event::IncomeEnded { series: S, reporter: BOB, days: 7, referendum: 0 });
	});
}

#[test]
fn seven_days_in_a_row_without_income() {
	execute_with_checks(|| {
		ended(6);
		assert_noop!(report_ended(), Error::<Test>::IncomeNotEnded);
		Published::mutate(|all| all.insert(109, PerUnit::one()));
		Today::set(117);
		assert_noop!(report_ended(), Error::<Test>::IncomeNotEnded);
	});
	// The days count, however late the miner settles.
	execute_with_checks(|| {
		ended(40);
		assert_ok!(distribute(103, &[0; 20]));
		assert_ok!(report_ended());
	});
}

#[test]
fn passed_vote_refunds_everything_and_slashes_nothing() {
	execute_with_checks(|| {
		ended(7);
		assert_ok!(report_ended());
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		let Termination { cause, certificates, slash, .. } = termination();
		assert_eq!((cause, certificates, slash, Barred::get()), (FreezeCause::Event, 1, 0, false));
		assert_ok!(refund(&[0]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (-20_000, 0));
	});
}

#[test]
fn failed_vote_lets_it_go_on_and_holders_get_the_rest_at_the_end() {
	execute_with_checks(|| {
		two_sold(102);
		Published::set((101..=110).map(|day| (day, PerUnit::zero())).collect());
		Today::set(110);
		assert_ok!(report_ended());
		vote(VoteOutcome::Rejected);
		assert_ok!(conclude());
		assert_eq!(ledger().state, SeriesState::Open);
		// Anyone settles what nobody owes.
		for _ in 0..3 {
			assert_ok!(write_off());
		}
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE), escrowed(DMC)), (0, 0, ED));
	});
}

#[test]
fn admin_may_end_the_freeze_early() {
	execute_with_checks(|| {
		ended(7);
		assert_ok!(report_ended());
		assert_ok!(end_event());
		assert_eq!(Votes::get()[0].1, VoteOutcome::Absent);
	});
}

#[test]
fn refuses_while_a_breach_can_be_proved() {
	execute_with_checks(|| {
		promised();
		pay(days(7, 0));
		Published::mutate(|all| {
			all.retain(|day, _| *day < 108);
			all.extend((108..=114).map(|day| (day, PerUnit::zero())));
		});
		Today::set(115);
		assert_noop!(report_ended(), Error::<Test>::BreachProvable);
	});
}

#[test]
fn refuses_series_without_a_day_to_settle() {
	execute_with_checks(|| {
		two_sold(110);
		Published::set((101..=109).map(|day| (day, PerUnit::zero())).collect());
		assert_ok!(distribute(101, &[0, 0, 0]));
		assert_noop!(report_ended(), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn refuses_what_is_not_open() {
	execute_with_checks(|| {
		assert_noop!(report_ended(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(report_ended(), Error::<Test>::NotSold);
		ended(7);
		assert_ok!(report_ended());
		assert_noop!(report_ended(), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(report_ended(), Error::<Test>::Terminated);
		let none = RawOrigin::Root.into();
		assert_noop!(RiskEscrow::report_income_ended(none, S), DispatchError::BadOrigin);
	});
}
