//! Answers for clients and tools.

use super::*;

#[test]
fn the_pool_tells_its_balance_and_what_it_may_award() {
	execute_with_checks(|| {
		Ask::new(500).approved();
		Ask::new(1).filed();
		let pool = |asset, balance, reserved, available| {
			let recent = if asset == USDT { 500 } else { 0 };
			let cap = available / 5;
			let expected = Pool { asset, balance, reserved, available, recent, cap };
			assert_eq!(Insurance::pool(expected.asset.clone()), expected);
		};
		pool(USDT, POOL + 1, 500, POOL - 500);
		pool(DMC, POOL + ED + DEPOSIT, DEPOSIT, POOL);
		pool(EUR, 0, 0, 0);
	});
}

#[test]
fn the_pool_tells_what_the_cap_for_all_miners_leaves() {
	execute_with_checks(|| {
		TotalCap::set(&Permill::from_percent(25));
		Ask::new(1_500).of(OTHER).approved();
		let told = || {
			let Pool { recent, cap, .. } = Insurance::pool(USDT);
			(recent, cap)
		};
		// A quarter of 8,500, less 1,500.
		assert_eq!(told(), (1_500, 625));
		pass(89);
		assert_eq!(told(), (1_500, 625));
		pass(1);
		assert_eq!(told(), (0, 1_700));
	});
}

#[test]
fn the_loss_is_known_once_the_series_is_terminated() {
	execute_with_checks(|| {
		assert_eq!(Insurance::loss(0), None);
		let claims = [0, 1].map(|_| Ask::new(500).filed());
		assert_eq!(claims.map(Insurance::loss), [None, None]);
		terminate(SERIES);
		assert_eq!(claims.map(Insurance::loss), [Some(ALL), Some(ALL)]);
		vote(claims[0], VoteOutcome::Approved);
		assert_ok!(conclude(claims[0]));
		assert_eq!(claims.map(Insurance::loss), [Some(ALL - 500), Some(ALL - 500)]);
	});
}

#[test]
fn live_claims_are_told_oldest_first() {
	execute_with_checks(|| {
		MaxOpen::set(&20);
		for _ in 0..20 {
			Ask::new(1).filed();
		}
		vote(7, VoteOutcome::Rejected);
		assert_ok!(conclude(7));
		let expected: Vec<_> = (0..20).filter(|claim| *claim != 7).collect();
		assert_eq!(Insurance::live_claims(19), expected);
		let some = Insurance::live_claims(5);
		assert!(some.len() == 5 && some.is_sorted());
		assert_eq!((Insurance::live_claims(0), LiveCount::<Test>::get()), (vec![], 19));
	});
}

#[test]
fn the_next_deposit_is_that_of_another_series() {
	execute_with_checks(|| {
		assert_eq!(Insurance::next_deposit(), DEPOSIT);
		let _ = [SERIES, SECOND].map(|series| Ask::new(1).of(series).filed());
		// Two of three places are five of eight.
		assert_eq!(Insurance::next_deposit(), 2 * DEPOSIT);
	});
}

#[test]
fn a_certificate_s_awards_tell_what_collecting_pays() {
	execute_with_checks(|| {
		assert_eq!(Insurance::awards_of(SERIES, 0), []);
		let first = Ask::new(400).on(94).awarded();
		let second = Ask::new(HEADROOM).paid_in(BTC).awarded();
		let expires_on = FROZEN + 90;
		let told = |claim, asset, collectable| {
			let collected = Option::is_none(&collectable);
			CertificateAward { claim, asset, collectable, collected, expires_on }
		};
		let all = [told(first, USDT, Some(133)), told(second, BTC, Some(266))];
		assert_eq!(Insurance::awards_of(SERIES, 0), all);
		assert_ok!(collect(first, [0, 3]));
		assert_ok!(collect(second, [0]));
		assert_eq!((usdt(ALICE), Money::balance(BTC, &ALICE)), (133, 266));
		let paid = [told(first, USDT, None), told(second, BTC, None)];
		assert_eq!(Insurance::awards_of(SERIES, 0), paid);
		// Carol is insured by the second alone, Dave and the miner by none, and nobody else is there.
		assert_eq!(Insurance::awards_of(SERIES, 3), [told(second, BTC, Some(400))]);
		for item in [2, 4, 77] {
			assert_eq!(Insurance::awards_of(SERIES, item), []);
		}
	});
}

#[test]
fn a_certificate_s_awards_end_with_their_time() {
	execute_with_checks(|| {
		let claim = Ask::new(ALL).awarded();
		assert_ok!(collect(claim, [0]));
		pass(90);
		for _ in 0..2 {
			assert_eq!(Insurance::awards_of(SERIES, 1), []);
			assert!(Insurance::awards_of(SERIES, 0)[0].collected);
			let _ = conclude(claim);
		}
	});
}

#[test]
fn backing_tells_by_asset_what_is_due() {
	execute_with_checks(|| {
		assert_eq!(Insurance::backing(), []);
		Ask::new(500).approved();
		Ask::new(1).filed();
		let backing = vec![
			Backing { asset: DMC, held: POOL + ED + DEPOSIT, due: DEPOSIT },
			Backing { asset: USDT, held: POOL + 1, due: 500 },
		];
		assert_eq!(Insurance::backing(), backing);
	});
}
