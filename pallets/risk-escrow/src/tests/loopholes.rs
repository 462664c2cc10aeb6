//! The ways by which a miner might get money without earning income, and why they are closed.

use super::*;

#[test]
fn paying_one_base_unit_before_the_average_exists() {
	run(|| {
		series(S, 10, 360, USDT, 10);
		change_terms(|terms| terms.expected_revenue = PerUnit::from_u32(1_000));
		assert_ok!(sell(&[(0, 3_600_000)]));
		// At once: the average may still come.
		Today::set(102);
		assert_noop!(distribute(101, &[1]), Error::<Test>::AverageNotKnown);
		// When it can come no more: the promise is what is expected.
		Today::set(103);
		assert_ok!(distribute(101, &[1]));
		assert_eq!((fraction(101), gain(USDT, MINER)), (1, 1));
		assert_eq!(RiskEscrow::unreleased(S, 0), 3_599_999);
	});
}

#[test]
fn paying_only_once_a_week() {
	run(|| {
		promised();
		for week in 1..=2 {
			assert_noop!(report(), Error::<Test>::NotBreached);
			let first = ledger().next_day().unwrap();
			Today::set(first + 7);
			assert_ok!(distribute(first, &[10_000; 7]));
			assert_eq!(condition().late_days, 5 * week);
		}
		assert_eq!(condition().breach, Some(Breach::LateWindow { days: 10 }));
		assert_ok!(report());
	});
}

#[test]
fn letting_the_last_days_of_a_term_lapse() {
	// Anyone may report it though no certificate is active any more.
	run(|| {
		two_sold(104);
		assert_ok!(distribute(101, &[1]));
		Today::set(111);
		assert_ok!(report());
		vote(VoteOutcome::Absent);
		assert_ok!(conclude());
		// The pledge of both certificates, for two days that were never settled.
		assert_eq!((termination().slash, termination().cert_days_left), (60, 4));
		assert_ok!(refund(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(DMC, ALICE)), (-200, 60));
	});
	// Or the days are given up, and their slices are the holders'.
	run(|| {
		two_sold(104);
		assert_ok!(distribute(101, &[1]));
		Today::set(134);
		assert_ok!(give_up());
		assert_ok!(give_up());
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(USDT, MINER)), (-200, 199));
		assert_eq!(escrowed(USDT), 0);
	});
}

#[test]
fn retiring_certificates_while_the_series_is_frozen() {
	run(|| {
		two_sold(110);
		assert_ok!(report());
		// Everything is settled in the freeze, so that nothing would be left to refund.
		assert_ok!(distribute(101, &[1, 1, 1]));
		assert_ok!(retire(&[0, 1]));
		let error = Error::<Test>::Frozen.into();
		happened(Event::RetireFailed { series: S, item: 0, error });
		pay_out();
		assert_eq!(Positions::<Test>::iter_prefix(S).count(), 2);
		assert_eq!((gain(BTC, ALICE), gain(USDT, ALICE)), (2, -602));

		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_ok!(refund(&[0, 1]));
		assert_eq!((gain(USDT, ALICE), gain(USDT, MINER)), (0, 0));
	});
}

#[test]
fn paying_all_at_once_when_the_vote_goes_badly() {
	run(|| {
		broken();
		assert_ok!(distribute(103, &[10_000; 9]));
		assert_eq!(ledger().waiting, 90_000);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!(gain(USDT, MINER), 19_900);
		assert_ok!(refund(&[0]));
		assert_eq!(gain(USDT, ALICE), -20_000);
	});
}

#[test]
fn selling_other_series_after_a_default() {
	run(|| {
		terminated();
		series(8, 1, 3, USDT, 1);
		let sale = RiskEscrow::sell(8, &BOB, &BOB, &[(0, 30)]);
		assert_eq!(sale, Err(Error::<Test>::MinerBarred.into()));
		assert_noop!(RiskEscrow::ensure_on_sale(8), Error::<Test>::MinerBarred);
	});
}
