use super::*;

fn failed(item: ItemId, error: impl Into<DispatchError>) {
	happened(Event::IncomeClaimFailed { series: S, item, error: error.into() });
}

#[test]
fn pays_the_owner_not_the_caller() {
	execute_with_checks(|| {
		two_sold(110);
		give(1, POOL);
		assert_ok!(distribute(101, &[100]));
		assert_ok!(claim(&[0, 1]));
		assert_eq!((gain(BTC, ALICE), gain(BTC, POOL), gain(BTC, BOB)), (50, 50, 0));
		assert_eq!((income_held(), ledger().custody.income_held), (0, 0));
		assert_eq!(Positions::<Test>::get(S, 0).unwrap().income_paid, 50);
		happened(Event::IncomeClaimed { series: S, item: 0, owner: ALICE, amount: 50 });
		happened(Event::IncomeClaimed { series: S, item: 1, owner: POOL, amount: 50 });
	});
}

#[test]
fn pays_the_same_however_often_and_in_whatever_order() {
	let outcome = |claims: [&[ItemId]; 3]| {
		new_test_ext().execute_with(|| {
			two_sold(110);
			for (day, items) in (101..).zip(claims) {
				assert_ok!(distribute(day, &[33]));
				if !items.is_empty() {
					assert_ok!(claim(items));
				}
			}
			RiskEscrow::do_try_state().unwrap();
			gain(BTC, ALICE)
		})
	};
	let once = outcome([&[], &[], &[0, 1]]);
	assert_eq!(once, 98, "49.5 each, rounded down");
	assert_eq!(once, outcome([&[0, 1], &[1, 0], &[0, 1]]));
	assert_eq!(once, outcome([&[1], &[], &[1, 0, 1]]));
}

#[test]
fn each_item_succeeds_or_fails_alone() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(distribute(101, &[100]));
		// Unknown, unsold, good, the same again.
		assert_ok!(claim(&[77, 5, 0, 0]));
		failed(77, Error::<Test>::UnknownCertificate);
		failed(5, Error::<Test>::NotSold);
		failed(0, Error::<Test>::NothingToClaim);
		assert_eq!(gain(BTC, ALICE), 50);
	});
}

#[test]
fn nothing_to_claim_before_the_first_day_is_settled() {
	execute_with_checks(|| {
		two_sold(101);
		assert_ok!(claim(&[0]));
		failed(0, Error::<Test>::NothingToClaim);
	});
}

#[test]
fn payment_that_cannot_be_made_stays_claimable_and_stops_nobody() {
	execute_with_checks(|| {
		two_sold(110);
		give(1, BOB);
		assert_ok!(distribute(101, &[100]));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, ALICE));
		assert_ok!(claim(&[0, 1]));
		assert_eq!((gain(BTC, ALICE), gain(BTC, BOB)), (0, 50));
		failed(0, TokenError::Blocked);
		assert_eq!(Positions::<Test>::get(S, 0).unwrap().income_paid, 0);
		assert_eq!((RiskEscrow::claimable(S, 0), ledger().custody.income_held), (50, 50));

		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 11, ALICE));
		assert_ok!(claim(&[0]));
		assert_eq!(gain(BTC, ALICE), 50);
	});
}

#[test]
fn late_holder_loses_nothing_and_travels_with_the_certificate() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(distribute(101, &[100]));
		give(0, BOB);
		assert_ok!(distribute(102, &[100, 100]));
		assert_ok!(claim(&[0]));
		assert_eq!((gain(BTC, BOB), gain(BTC, ALICE)), (150, 0));
	});
}

#[test]
fn later_cohort_has_no_part_in_earlier_days() {
	execute_with_checks(|| {
		two_sold(102);
		assert_ok!(sell(&[(2, 30)]));
		Today::set(110);
		assert_ok!(distribute(101, &[100, 100, 300, 60, 60]));
		let claimable: Vec<_> = (0..3).map(|item| RiskEscrow::claimable(S, item)).collect();
		assert_eq!(claimable, [200, 200, 220]);
	});
}

#[test]
fn refuses_unknown_series_empty_lists_and_no_origin() {
	execute_with_checks(|| {
		assert_noop!(claim(&[0]), Error::<Test>::UnknownSeries);
		series(S, 10, 3, USDT, 10);
		assert_noop!(claim(&[]), Error::<Test>::NoItems);
		assert_noop!(claim(&[0]), Error::<Test>::NotSold);
		let items = dmex_primitives::Items::truncate_from(vec![0]);
		assert_noop!(
			RiskEscrow::claim_income(RawOrigin::Root.into(), S, items),
			DispatchError::BadOrigin
		);
	});
}
