//! What the market asks before a sold certificate changes hands for money.

use super::*;

fn pay_income(items: &[ItemId]) -> DispatchResult {
	with_storage_layer(|| RiskEscrow::pay_income(S, items))
}

fn on_resale(items: &[ItemId]) -> Result<Day, DispatchError> {
	<RiskEscrow as Escrow<u64>>::ensure_on_resale(S, items)
}

fn block(who: u64) {
	assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, who));
}

fn thaw(who: u64) {
	assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 11, who));
}

fn income_paid(item: ItemId) -> Balance {
	Positions::<Test>::get(S, item).unwrap().income_paid
}

fn claimed(item: ItemId, owner: u64, amount: Balance) {
	happened(Event::IncomeClaimed { series: S, item, owner, amount });
}

/// The usual two certificates, 0 of Alice and 1 of Bob, with 50 of income each.
fn with_income() {
	two_sold(110);
	give(1, BOB);
	assert_ok!(distribute(101, &[100]));
}

mod pay_income {
	use super::*;

	#[test]
	fn pays_each_holder_what_a_claim_would() {
		execute_with_checks(|| {
			with_income();
			let before = events().len();
			assert_ok!(pay_income(&[1, 0]));
			assert_eq!((gain(BTC, ALICE), gain(BTC, BOB), gain(BTC, MINER)), (50, 50, -100));
			assert_eq!((income_held(), ledger().custody.income_held), (0, 0));
			assert_eq!((income_paid(0), income_paid(1)), (50, 50));
			claimed(0, ALICE, 50);
			claimed(1, BOB, 50);
			assert_eq!(events().len() - before, 2);
			// Nothing is left to claim, and more income is paid later.
			assert_ok!(claim(&[0]));
			let error = Error::<Test>::NothingToClaim.into();
			happened(Event::IncomeClaimFailed { series: S, item: 0, error });
			assert_ok!(distribute(102, &[20]));
			assert_ok!(pay_income(&[0]));
			assert_eq!((gain(BTC, ALICE), RiskEscrow::claimable(S, 1)), (60, 10));
		});
	}

	#[test]
	fn only_the_certificates_that_are_named() {
		execute_with_checks(|| {
			with_income();
			assert_ok!(pay_income(&[1]));
			assert_eq!((gain(BTC, ALICE), gain(BTC, BOB)), (0, 50));
			assert_eq!((RiskEscrow::claimable(S, 0), ledger().custody.income_held), (50, 50));
		});
	}

	#[test]
	fn is_silent_when_nothing_is_due() {
		execute_with_checks(|| {
			two_sold(110);
			let before = (ledger(), events());
			assert_ok!(pay_income(&[0, 1]));
			assert_eq!((ledger(), events()), before);
			assert_ok!(distribute(101, &[100]));
			assert_ok!(claim(&[0]));
			let before = (ledger(), events());
			assert_ok!(pay_income(&[0]));
			assert_ok!(pay_income(&[]));
			assert_eq!((ledger(), events()), before);
			// One of two.
			assert_ok!(pay_income(&[0, 1]));
			assert_eq!(events().len() - before.1.len(), 1);
			assert_eq!(gain(BTC, ALICE), 100);
		});
	}

	#[test]
	fn counts_a_certificate_that_is_named_twice_once() {
		execute_with_checks(|| {
			with_income();
			assert_ok!(pay_income(&[0, 1, 0, 0]));
			assert_eq!((gain(BTC, ALICE), gain(BTC, BOB), income_held()), (50, 50, 0));
		});
	}

	#[test]
	fn certificates_of_other_days_get_what_is_theirs() {
		execute_with_checks(|| {
			two_sold(102);
			assert_ok!(sell(&[(2, 30)]));
			Today::set(103);
			assert_ok!(sell(&[(3, 30)]));
			Today::set(110);
			assert_ok!(distribute(101, &[100, 100, 300, 60, 60, 10]));
			let due: Vec<_> = (0..4).map(|item| RiskEscrow::claimable(S, item)).collect();
			assert_eq!(due, [200, 200, 160, 70]);
			assert_ok!(pay_income(&[3, 0, 2, 1]));
			for (item, amount) in (0..).zip(due) {
				claimed(item, ALICE, amount);
				assert_eq!(RiskEscrow::claimable(S, item), 0);
			}
			assert_eq!((gain(BTC, ALICE), income_held()), (630, 0));
		});
	}

	#[test]
	fn what_a_holder_cannot_take_is_credited_in_escrow() {
		execute_with_checks(|| {
			with_income();
			block(ALICE);
			assert_ok!(pay_income(&[0, 1]));
			// Bob is paid; Alice's income is not the certificate's any more.
			assert_eq!((gain(BTC, ALICE), gain(BTC, BOB)), (0, 50));
			assert_eq!((income_held(), ledger().custody.income_held, escrowed(BTC)), (0, 0, 50));
			assert_eq!((income_paid(0), RiskEscrow::claimable(S, 0)), (50, 0));
			claimed(0, ALICE, 50);
			RiskEscrow::do_try_state().unwrap();

			// More joins it; then she takes it all.
			assert_ok!(distribute(102, &[30]));
			assert_ok!(pay_income(&[0]));
			assert_eq!(Credited::get(ALICE, BTC), 65);
			give(0, POOL);
			thaw(ALICE);
			withdraw(ALICE, BTC);
			assert_eq!((gain(BTC, ALICE), gain(BTC, POOL), escrowed(BTC)), (65, 0, 0));
		});
	}

	#[test]
	fn leaves_a_credit_when_a_later_payment_can_be_made() {
		execute_with_checks(|| {
			with_income();
			block(ALICE);
			assert_ok!(pay_income(&[0]));
			thaw(ALICE);
			assert_ok!(distribute(102, &[100]));
			assert_ok!(pay_income(&[0]));
			assert_eq!((gain(BTC, ALICE), Credited::get(ALICE, BTC)), (50, 50));
		});
	}

	#[test]
	fn fails_as_a_whole_when_the_asset_moves_for_nobody() {
		execute_with_checks(|| {
			with_income();
			assert_ok!(Assets::freeze_asset(RawOrigin::Signed(ISSUER).into(), 11));
			let before = (ledger(), events());
			assert!(pay_income(&[0, 1]).is_err());
			assert_eq!((ledger(), events(), income_paid(0)), (before.0, before.1, 0));
			assert_eq!((gain(BTC, ALICE), Credited::get(ALICE, BTC)), (0, 0));
		});
	}

	#[test]
	fn not_one_unit_is_lost_or_made_when_income_cannot_be_divided() {
		execute_with_checks(|| {
			two_sold(110);
			for (day, amount) in (101..).zip([1, 1, 5]) {
				assert_ok!(distribute(day, &[amount]));
				assert_ok!(pay_income(&[0, 1]));
				let paid = gain(BTC, ALICE) as Balance;
				assert_eq!((paid + income_held()) as i128, -gain(BTC, MINER));
				assert_eq!(
					(ledger().custody.income_held, paid),
					(income_held(), income_paid(0) * 2)
				);
			}
			// Seven for two: one cannot be divided.
			assert_eq!((gain(BTC, ALICE), income_held()), (6, 1));
		});
	}

	#[test]
	fn works_while_frozen_and_after_the_end() {
		execute_with_checks(|| {
			terminated();
			assert_ok!(pay_income(&[0]));
			assert_eq!((gain(BTC, ALICE), income_held()), (20_000, 0));
		});
		execute_with_checks(|| {
			broken();
			assert_ok!(distribute(103, &[7_500]));
			assert_ok!(pay_income(&[0]));
			assert_eq!(gain(BTC, ALICE), 27_500);
		});
	}

	#[test]
	fn locked_certificates_pay_too() {
		execute_with_checks(|| {
			with_income();
			lock(0);
			assert_ok!(pay_income(&[0]));
			assert_eq!(gain(BTC, ALICE), 50);
			assert!(is_locked(0));
		});
	}

	#[test]
	fn refuses_what_was_never_sold_and_damaged_records() {
		execute_with_checks(|| {
			assert_noop!(pay_income(&[0]), Error::<Test>::UnknownSeries);
			series(S, 10, 3, USDT, 10);
			assert_noop!(pay_income(&[0]), Error::<Test>::NotSold);
		});
		new_test_ext().execute_with(|| {
			with_income();
			assert_noop!(pay_income(&[0, 5]), Error::<Test>::NotSold);
			assert_noop!(pay_income(&[77]), Error::<Test>::NotSold);
			let record = DayRecords::<Test>::take(S, 100).unwrap();
			assert_noop!(pay_income(&[0]), Error::<Test>::MissingRecord);
			DayRecords::<Test>::insert(S, 100, record);
			change_ledger(|ledger| ledger.custody.income_held = 99);
			let missing = sp_runtime::ArithmeticError::Underflow;
			assert_noop!(pay_income(&[0, 1]), missing);
			assert_ok!(pay_income(&[0]));
		});
	}
}

mod ensure_on_resale {
	use super::*;

	#[test]
	fn answers_the_earliest_last_day() {
		execute_with_checks(|| {
			two_sold(101);
			assert_ok!(sell(&[(2, 30)]));
			assert_eq!((on_resale(&[2]), on_resale(&[0, 1])), (Ok(104), Ok(103)));
			assert_eq!((on_resale(&[0, 2]), on_resale(&[2, 0])), (Ok(103), Ok(103)));
			// Long after its last day, and however late the series is: the market assesses.
			Today::set(120);
			assert_eq!(on_resale(&[0]), Ok(103));
			Barred::set(true);
			assert_eq!(on_resale(&[0]), Ok(103));
			Barred::set(false);
		});
	}

	#[test]
	fn refuses_what_was_never_sold() {
		execute_with_checks(|| {
			assert_noop!(on_resale(&[0]), Error::<Test>::UnknownSeries);
			series(S, 10, 3, USDT, 10);
			assert_noop!(on_resale(&[0]), Error::<Test>::NotSold);
			assert_ok!(sell(&[(0, 30)]));
			assert_eq!(on_resale(&[0]), Ok(103));
			assert_noop!(on_resale(&[0, 1]), Error::<Test>::NotSold);
			assert_noop!(on_resale(&[]), Error::<Test>::NoItems);
			Today::set(110);
			assert_ok!(distribute(101, &[0, 0, 0]));
			assert_ok!(retire(&[0]));
			assert_noop!(on_resale(&[0]), Error::<Test>::NotSold);
		});
	}

	#[test]
	fn refuses_frozen_and_terminated_series() {
		execute_with_checks(|| {
			broken();
			assert_noop!(on_resale(&[0]), Error::<Test>::Frozen);
			vote(VoteOutcome::Rejected);
			assert_ok!(conclude());
			assert_eq!(on_resale(&[0]), Ok(460));
		});
		execute_with_checks(|| {
			stricken();
			assert_noop!(on_resale(&[0]), Error::<Test>::Frozen);
			assert_ok!(end_event());
			assert_eq!(on_resale(&[0]), Ok(460));
		});
		execute_with_checks(|| {
			terminated();
			assert_noop!(on_resale(&[0]), Error::<Test>::Terminated);
		});
	}
}

#[test]
fn freezes_are_counted() {
	execute_with_checks(|| {
		let freezes = || <RiskEscrow as Escrow<u64>>::freezes(S);
		assert_eq!(freezes(), 0);
		promised();
		assert_eq!(freezes(), 0);
		for count in 1..=3 {
			assert_ok!(declare());
			assert_eq!(freezes(), count);
			assert_ok!(end_event());
			assert_eq!(freezes(), count);
		}
	});
}

/// Many certificates of several holders, one of whom cannot be paid.
#[test]
fn many_holders_get_exactly_what_their_certificates_earned() {
	execute_with_checks(|| {
		series(S, 7, 5, USDT, 100);
		let sales: Vec<_> = (0..60).map(|item| (item, 50)).collect();
		assert_ok!(sell(&sales[..35]));
		Today::set(101);
		assert_ok!(sell(&sales[35..]));
		for item in 0..60 {
			give(item, [ALICE, BOB, POOL, 77][item as usize % 4]);
		}
		assert_ok!(Money::mint_into(BTC, &77, 1));
		block(77);
		Today::set(110);
		Published::set((101..=104).map(|day| (day, PerUnit::from_u32(1_000_000))).collect());
		assert_ok!(distribute(101, &[1_000_003, 17, 0, 999_999_937]));
		let due = |who: usize| -> Balance {
			let items = (0..60).filter(|item| *item as usize % 4 == who);
			items.map(|item| RiskEscrow::claimable(S, item)).sum()
		};
		let dues = [0, 1, 2, 3].map(due);
		let held = income_held();
		assert_ok!(pay_income(&(0..60).rev().collect::<Vec<_>>()));
		assert_eq!([ALICE, BOB, POOL].map(|who| gain(BTC, who) as Balance), dues[..3]);
		assert_eq!((Credited::get(77, BTC), escrowed(BTC)), (dues[3], dues[3]));
		assert_eq!(income_held(), held - dues.iter().sum::<Balance>());
		assert_eq!(ledger().custody.income_held, income_held());
		assert!(dues.iter().all(|due| *due > 200_000_000));
	});
}
