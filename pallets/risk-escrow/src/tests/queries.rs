use super::*;

#[test]
fn standing_of_a_certificate() {
	execute_with_checks(|| {
		two_sold(102);
		let before = RiskEscrow::standing(S, 0).unwrap();
		assert_eq!((before.start, before.end, before.ended), (101, 103, false));
		assert_eq!((before.deposit, before.refunded), (301, false));
		let nothing_yet = Entitlement { unreleased: 301, ..Default::default() };
		assert_eq!(before.entitlement, nothing_yet);
		Today::set(110);
		assert_ok!(distribute(101, &[20, 30]));
		assert_ok!(claim(&[0]));
		assert_ok!(distribute(103, &[40]));
		let after = RiskEscrow::standing(S, 0).unwrap();
		let left = Entitlement { income: 45, due: 20, unreleased: 1, slashed: 0 };
		assert_eq!((after.entitlement, after.ended), (left, true));
		assert_eq!((RiskEscrow::claimable(S, 1), RiskEscrow::unreleased(S, 1)), (45, 1));
		assert_eq!(RiskEscrow::standing(S, 5), None);
		assert_eq!(RiskEscrow::standing(8, 0), None);
		assert_eq!(RiskEscrow::claimable(S, 5), 0);
	});
}

#[test]
fn condition_of_a_series() {
	execute_with_checks(|| {
		assert_eq!(RiskEscrow::condition(S), None);
		two_sold(103);
		assert!(!condition().late);
		Today::set(104);
		assert!(condition().late, "two live days have ended after day 101");
		assert_eq!((condition().overdue, condition().late_days), (2, 0));
		Published::set([(101, 5.into())].into());
		assert_ok!(distribute(101, &[1]));
		let SeriesStatus {
			late, late_days, underpaid_days, underpaid_streak, window, payout, ..
		} = condition();
		assert_eq!((late, late_days, underpaid_days, underpaid_streak), (false, 1, 1, 1));
		let ratios = FixedU128::from_rational(1, 100);
		assert_eq!(window, Window { days: 1, late: 1, paid: 1, expected: 100, ratios });
		assert_eq!(payout, Some(Sweep::default()));
		pay_out();
		assert_eq!((condition().payout, condition().breach), (None, None));
		Today::set(110);
		let breach = Breach::Late { live_days: 8 };
		assert_eq!(condition().breach, None);
		Today::set(111);
		assert_eq!(condition().breach, Some(breach));
		assert_ok!(report());
		assert_eq!((condition().breach, condition().state), (None, ledger().state));
		assert_eq!((condition().late, condition().overdue), (true, 8), "it is unpaid all the same");
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!((condition().late, condition().overdue), (false, 0));
	});
}

#[test]
fn active_units_are_those_with_days_to_settle() {
	execute_with_checks(|| {
		assert_eq!(RiskEscrow::active_units(S), 0);
		two_sold(101);
		assert_eq!(RiskEscrow::active_units(S), 20);
		assert_ok!(sell(&[(2, 30)]));
		assert_eq!(RiskEscrow::active_units(S), 30);
		Today::set(110);
		assert_eq!(RiskEscrow::active_units(S), 30, "nothing is settled");
		assert_ok!(distribute(101, &[20, 30, 30]));
		assert_eq!(RiskEscrow::active_units(S), 10);
		Today::set(113);
		assert_ok!(report());
		assert_eq!(RiskEscrow::active_units(S), 10);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!(RiskEscrow::active_units(S), 0);
	});
}

#[test]
fn late_days_are_those_that_count() {
	execute_with_checks(|| {
		promised();
		Today::set(104);
		assert_ok!(distribute(101, &[10_000, 10_000]));
		assert_eq!(condition().late_days, 1);
		strike_out(101);
		assert_ok!(apply_strike(101));
		assert_eq!((condition().late_days, condition().window.late), (0, 0));
	});
}

#[test]
fn history_leaves_out_days_without_certificates() {
	execute_with_checks(|| {
		two_sold(105);
		assert_ok!(distribute(101, &[21, 22, 23]));
		Today::set(106);
		assert_ok!(sell(&[(2, 30)]));
		Today::set(110);
		assert_ok!(distribute(107, &[14]));
		let days = |from, to| -> Vec<_> {
			let days = RiskEscrow::history(S, from, to);
			assert!(days.iter().all(|day| day.released == FixedU128::one()));
			days.iter().map(|day| (day.day, day.record.paid)).collect()
		};
		assert_eq!(days(0, 99), []);
		assert_eq!(days(90, 189), [(101, 21), (102, 22), (103, 23), (107, 14)]);
		assert_eq!(days(102, 103), [(102, 22), (103, 23)]);
		assert_eq!(days(107, 107), [(107, 14)]);
		assert_eq!(days(5, 104), [(101, 21), (102, 22), (103, 23)]);
		assert_eq!(days(5, u32::MAX), [(101, 21), (102, 22), (103, 23)]);
		assert_eq!(days(103, 101), []);
	});
}

#[test]
fn backing_by_asset() {
	execute_with_checks(|| {
		two_sold(110);
		series(8, 1, 3, DMC, 1);
		assert_ok!(RiskEscrow::sell(8, &BOB, &BOB, &[(0, 900)]));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(distribute(101, &[101]));
		let escrow = [
			Backing { asset: DMC, held: 900 + ED, due: 900 },
			Backing { asset: USDT, held: 601, due: 402 + 199 },
		];
		let backings = RiskEscrow::backings().unwrap();
		assert_eq!(backings.escrow, escrow);
		let income = [Backing { asset: BTC, held: 101, due: 101 }];
		assert_eq!(backings.income, income);
		assert!(escrow.iter().chain(&income).all(Backing::holds));
		assert!(!Backing { asset: DMC, held: 1, due: 2 }.holds());
	});
}
