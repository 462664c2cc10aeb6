use super::*;

fn failed(item: ItemId, error: impl Into<DispatchError>) {
	happened(Event::RetireFailed { series: S, item, error: error.into() });
}

/// The two certificates, whose second day paid half, released half and is slashed for.
pub(super) fn ended_with_an_underpaid_day() {
	two_sold(110);
	let half = PerUnit::from_rational(1, 2);
	Published::set([(101, half), (102, PerUnit::one()), (103, half)].into());
	assert_ok!(distribute(101, &[10, 10, 10]));
}

#[test]
fn pays_income_withheld_and_remainder_to_the_owner_and_burns() {
	execute_with_checks(|| {
		ended_with_an_underpaid_day();
		give(1, POOL);
		assert_ok!(claim(&[1]));
		let before = (gain(USDT, ALICE), gain(USDT, POOL));
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(USDT, ALICE) - before.0, gain(USDT, POOL) - before.1), (51, 51));
		assert_eq!((gain(BTC, ALICE), gain(BTC, POOL), gain(USDT, BOB)), (15, 15, 0));
		// Half of a day of three of a pledge of 30.
		assert_eq!((gain(DMC, ALICE), gain(DMC, POOL), escrowed(DMC)), (5, 5, ED));
		assert!(!exists(0) && !exists(1));
		assert_eq!(Positions::<Test>::iter_prefix(S).count(), 0);
		assert_eq!((ledger().custody.escrowed, escrowed(USDT), income_held()), (0, 0, 0));
		let event = |item, owner, income| Event::Retired {
			series: S,
			item,
			owner,
			income,
			withheld: 50,
			remainder: 1,
			slashed: 5,
		};
		happened(event(0, ALICE, 15));
		happened(event(1, POOL, 0));
	});
}

#[test]
fn only_when_the_last_day_is_settled() {
	execute_with_checks(|| {
		two_sold(110);
		assert_ok!(distribute(101, &[10, 10]));
		assert_ok!(retire(&[0]));
		failed(0, Error::<Test>::NotEnded);
		assert!(exists(0));
		assert_ok!(distribute(103, &[10]));
		assert_ok!(retire(&[0]));
		assert!(!exists(0));
	});
}

#[test]
fn each_item_succeeds_or_fails_alone() {
	execute_with_checks(|| {
		two_sold(102);
		assert_ok!(sell(&[(2, 30)]));
		Today::set(110);
		assert_ok!(distribute(101, &[20, 30, 30]));
		assert_ok!(retire(&[77, 5, 2, 1, 1]));
		failed(77, Error::<Test>::UnknownCertificate);
		failed(5, Error::<Test>::NotSold);
		failed(2, Error::<Test>::NotEnded);
		failed(1, Error::<Test>::UnknownCertificate);
		assert!(!exists(1) && exists(0) && exists(2));
		assert_eq!(gain(USDT, ALICE), -301 - 30 - 301 + 1);
	});
}

#[test]
fn income_that_cannot_be_paid_keeps_the_certificate() {
	execute_with_checks(|| {
		ended_with_an_underpaid_day();
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, ALICE));
		give(1, BOB);
		let (before, spent) = (ledger(), gain(USDT, ALICE));
		assert_ok!(retire(&[0]));
		failed(0, TokenError::Blocked);
		assert_eq!((gain(USDT, ALICE), ledger()), (spent, before));
		assert!(exists(0));
		assert_ok!(retire(&[0, 1]));
		assert!(exists(0) && !exists(1));
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 11, ALICE));
		assert_ok!(retire(&[0]));
		assert_eq!((gain(BTC, ALICE), gain(USDT, ALICE)), (15, -602 + 51));
	});
}

#[test]
fn rest_of_a_deposit_that_cannot_be_paid_is_credited() {
	execute_with_checks(|| {
		ended_with_an_underpaid_day();
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, ALICE));
		assert_ok!(retire(&[0, 1]));
		assert_eq!((gain(BTC, ALICE), gain(USDT, ALICE)), (30, -602));
		assert!(!exists(0) && !exists(1));
		assert_eq!((Credited::get(ALICE, USDT), ledger().custody.escrowed), (102, 0));
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 1, ALICE));
		withdraw(ALICE, USDT);
		assert_eq!(gain(USDT, ALICE), -602 + 102);
	});
}

#[test]
fn locked_certificates_are_paid_out_and_burnt_too() {
	execute_with_checks(|| {
		ended_with_an_underpaid_day();
		lock(0);
		lock(1);
		assert_ok!(retire(&[0]));
		assert!(!exists(0) && exists(1));
		pay_out();
		assert!(!exists(1));
		assert_eq!((gain(BTC, ALICE), gain(USDT, ALICE)), (30, -602 + 102));
	});
}

#[test]
fn works_without_anything_to_pay() {
	execute_with_checks(|| {
		series(S, 10, 3, USDT, 1);
		assert_ok!(sell(&[(0, 300)]));
		Today::set(110);
		assert_ok!(distribute(101, &[10, 10, 10]));
		assert_ok!(claim(&[0]));
		assert_ok!(retire(&[0]));
		assert!(!exists(0));
		happened(Event::Retired {
			series: S,
			item: 0,
			owner: ALICE,
			income: 0,
			withheld: 0,
			remainder: 0,
			slashed: 0,
		});
	});
}

#[test]
fn refuses_unknown_series_empty_lists_and_no_origin() {
	execute_with_checks(|| {
		assert_noop!(retire(&[0]), Error::<Test>::UnknownSeries);
		series(S, 10, 3, USDT, 10);
		assert_noop!(retire(&[]), Error::<Test>::NoItems);
		assert_noop!(retire(&[0]), Error::<Test>::NotSold);
		let items = dmex_primitives::Items::truncate_from(vec![0]);
		assert_noop!(
			RiskEscrow::retire(RawOrigin::Root.into(), S, items),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn slash_below_the_existential_deposit_is_credited_to_an_account_without_dmc() {
	execute_with_checks(|| {
		ended_with_an_underpaid_day();
		give(0, 77);
		assert_ok!(Money::mint_into(BTC, &77, 1));
		assert_ok!(retire(&[0]));
		assert_eq!((Money::balance(DMC, &77), Credited::get(77, DMC)), (0, 5));
		assert_eq!((ledger().custody.slash_held, escrowed(DMC)), (5, ED + 10));
	});
}
