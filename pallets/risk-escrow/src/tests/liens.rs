//! Payments for certificates that secure a debt: a part is the lien's, and the rest the holder's. That
//! lending has exactly what it was told is checked after every test.

use super::{refund::two_terminated, retire::ended_with_an_underpaid_day, *};

/// What lending got, in BTC, USDT and DMC.
fn lent() -> [Balance; 3] {
	[BTC, USDT, DMC].map(|asset| {
		let before = if asset == DMC { ED } else { 0 };
		Money::balance(asset, &LENDING) - before
	})
}

/// What Alice and her credits have more than at the start, in BTC, USDT and DMC.
fn gains() -> [i128; 3] {
	[BTC, USDT, DMC].map(|asset| gain(asset.clone(), ALICE) + Credited::get(ALICE, asset) as i128)
}

/// Debt that a certificate secures.
fn debt(item: ItemId) -> Balance {
	LienOf::get(S, item).map_or(0, |lien| lien.debt)
}

fn block(asset: u32, who: u64) {
	assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), asset, who));
}

/// The asset moves for nobody.
fn freeze_asset(asset: u32) {
	assert_ok!(Assets::freeze_asset(RawOrigin::Signed(ISSUER).into(), asset));
}

fn thaw_asset(asset: u32) {
	assert_ok!(Assets::thaw_asset(RawOrigin::Signed(ISSUER).into(), asset));
}

/// A lien: asset, debt, and whether income repays it. Then what lending is paid in BTC, USDT and DMC, and
/// the debt that is left.
type Case = ((Asset, Balance, bool), [Balance; 3], Balance);

/// Of the sums in BTC, USDT and DMC that are paid for certificate 0, lending gets what a case says, and
/// Alice the rest; the accounts give the same in all.
fn assert_divided(begin: fn(), pay: fn(), sums: [Balance; 3], cases: &[Case]) {
	for ((asset, debt_before, self_repaying), expected, left) in cases.iter().cloned() {
		execute_with_checks(|| {
			begin();
			lend(S, 0, asset.clone(), debt_before, self_repaying);
			let held = || [income_held(), escrowed(USDT), escrowed(DMC)];
			let (before, gains_before, custody) = (held(), gains(), ledger().custody);
			pay();
			let case = (&asset, debt_before, self_repaying);
			assert_eq!((lent(), debt(0)), (expected, left), "{case:?}");
			for i in 0..3 {
				assert_eq!(before[i] - held()[i], sums[i], "{case:?}");
				let rest = gains()[i] - gains_before[i];
				assert_eq!(rest, (sums[i] - expected[i]) as i128, "{case:?}");
			}
			let after = ledger().custody;
			assert_eq!(custody.income_held - after.income_held, sums[0]);
			assert_eq!(custody.escrowed - after.escrowed, sums[1]);
			assert_eq!(custody.slash_held - after.slash_held, sums[2]);
			// Whoever pays a debt in full has the certificate unlocked.
			assert!(!exists(0) || is_locked(0) == (left > 0), "{case:?}");
		});
	}
}

mod claim_income {
	use super::*;

	fn with_income() {
		two_sold(110);
		assert_ok!(distribute(101, &[100]));
	}

	fn failures() -> usize {
		let failed = |event: &Event<Test>| matches!(event, Event::IncomeClaimFailed { .. });
		events().iter().filter(|event| failed(event)).count()
	}

	const CASES: [Case; 6] = [
		((BTC, 51, true), [50, 0, 0], 1),
		((BTC, 50, true), [50, 0, 0], 0),
		((BTC, 49, true), [49, 0, 0], 0),
		((BTC, 49, false), [0, 0, 0], 49),
		((USDT, 49, false), [0, 0, 0], 49),
		((DMC, 49, false), [0, 0, 0], 49),
	];

	#[test]
	fn repays_self_repaying_loans_and_no_others() {
		let pay = || {
			assert_ok!(claim(&[0]));
			happened(Event::IncomeClaimed { series: S, item: 0, owner: ALICE, amount: 50 });
		};
		assert_divided(with_income, pay, [50, 0, 0], &CASES);
	}

	#[test]
	fn day_by_day_until_the_debt_is_repaid() {
		execute_with_checks(|| {
			two_sold(110);
			lend(S, 0, BTC, 75, true);
			for (day, left, lent_so_far, gain) in [(101, 25, 50, 0), (102, 0, 75, 25)] {
				assert_ok!(distribute(day, &[100]));
				assert_ok!(claim(&[0]));
				assert_eq!((debt(0), lent()[0], gains()[0]), (left, lent_so_far, gain));
			}
			assert!(!is_locked(0));
		});
	}

	#[test]
	fn blocked_holder_never_holds_up_a_self_repaying_loan() {
		for (owed, credit) in [(51, 0), (50, 0), (49, 1), (20, 30)] {
			execute_with_checks(|| {
				with_income();
				lend(S, 0, BTC, owed, true);
				block(11, ALICE);
				assert_ok!(claim(&[0]));
				assert_eq!((failures(), RiskEscrow::claimable(S, 0)), (0, 0));
				assert_eq!((lent()[0], gain(BTC, ALICE)), (50 - credit, 0));
				assert_eq!((Credited::get(ALICE, BTC), escrowed(BTC)), (credit, credit));
				assert_eq!(ledger().custody.income_held, 50);
			});
		}
	}

	#[test]
	fn income_of_a_blocked_holder_that_is_none_of_the_loan_s_stays_claimable() {
		execute_with_checks(|| {
			with_income();
			lend(S, 0, USDT, 20, false);
			block(11, ALICE);
			assert_ok!(claim(&[0]));
			let error = TokenError::Blocked.into();
			happened(Event::IncomeClaimFailed { series: S, item: 0, error });
			assert_eq!(
				(RiskEscrow::claimable(S, 0), debt(0), Credited::get(ALICE, BTC)),
				(50, 20, 0)
			);
		});
	}

	#[test]
	fn is_undone_if_the_creditor_cannot_be_paid_and_stops_nobody() {
		execute_with_checks(|| {
			with_income();
			lend(S, 0, BTC, 20, true);
			freeze_asset(11);
			let before = ledger();
			assert_ok!(claim(&[0]));
			assert_eq!((failures(), ledger()), (1, before));
			assert_eq!((RiskEscrow::claimable(S, 0), debt(0), lent()), (50, 20, [0; 3]));
			thaw_asset(11);
			assert_ok!(claim(&[0, 1]));
			assert_eq!((failures(), lent()[0], gain(BTC, ALICE)), (1, 20, 80));
		});
	}
}

mod retire {
	use super::*;

	/// Of each certificate: 15 of income, 51 of the deposit, and a slash of 5.
	const SUMS: [Balance; 3] = [15, 51, 5];

	fn pay() {
		assert_ok!(retire(&[0]));
		happened(Event::Retired {
			series: S,
			item: 0,
			owner: ALICE,
			income: 15,
			withheld: 50,
			remainder: 1,
			slashed: 5,
		});
		assert!(!exists(0));
	}

	#[test]
	fn debt_in_the_payment_asset_is_repaid_and_the_slash_is_collateral_while_it_lasts() {
		let cases = [
			((USDT, 52, false), [0, 51, 5], 1),
			((USDT, 51, false), [0, 51, 0], 0),
			((USDT, 50, false), [0, 50, 0], 0),
		];
		assert_divided(ended_with_an_underpaid_day, pay, SUMS, &cases);
	}

	#[test]
	fn money_of_other_assets_than_the_debt_s_is_collateral() {
		let cases = [
			((BTC, 10, false), [0, 51, 5], 10),
			((DMC, 6, false), [0, 51, 5], 1),
			((DMC, 5, false), [0, 51, 5], 0),
			((DMC, 4, false), [0, 51, 4], 0),
		];
		assert_divided(ended_with_an_underpaid_day, pay, SUMS, &cases);
	}

	#[test]
	fn income_repays_a_self_repaying_loan_before_anything_is_collateral() {
		let cases = [
			((BTC, 16, true), [15, 51, 5], 1),
			((BTC, 15, true), [15, 0, 0], 0),
			((BTC, 14, true), [14, 0, 0], 0),
		];
		assert_divided(ended_with_an_underpaid_day, pay, SUMS, &cases);
	}

	#[test]
	fn payout_divides_too() {
		let cases = [((USDT, 50, false), [0, 50, 0], 0), ((BTC, 16, true), [15, 51, 5], 1)];
		let begin = || {
			ended_with_an_underpaid_day();
			assert_ok!(retire(&[1]));
		};
		let pay = || {
			pay_out();
			assert!(!exists(0));
		};
		assert_divided(begin, pay, SUMS, &cases);
	}

	#[test]
	fn blocked_borrower_never_holds_up_the_loan() {
		execute_with_checks(|| {
			ended_with_an_underpaid_day();
			lend(S, 0, USDT, 11, false);
			block(11, ALICE);
			block(1, ALICE);
			assert_ok!(retire(&[0, 1]));
			assert_eq!((lent(), gain(DMC, ALICE)), ([0, 11, 0], 5));
			assert_eq!((Credited::get(ALICE, BTC), Credited::get(ALICE, USDT)), (15, 40));
			// Without a lien its income is its own business.
			assert!(!exists(0) && exists(1));
			assert_eq!(RiskEscrow::claimable(S, 1), 15);
		});
	}

	#[test]
	fn is_undone_if_the_creditor_cannot_be_paid() {
		execute_with_checks(|| {
			ended_with_an_underpaid_day();
			lend(S, 0, USDT, 11, false);
			freeze_asset(1);
			let (before, income) = (ledger(), gain(BTC, ALICE));
			assert_ok!(retire(&[0]));
			let failed = |event: &Event<Test>| matches!(event, Event::RetireFailed { item: 0, .. });
			assert!(events().iter().any(failed));
			assert_eq!((ledger(), gain(BTC, ALICE), debt(0)), (before, income, 11));
			assert!(exists(0) && is_locked(0));
			thaw_asset(1);
			assert_ok!(retire(&[0]));
			assert_eq!(lent(), [0, 11, 0]);
		});
	}

	#[test]
	fn works_with_a_lien_and_nothing_to_pay() {
		execute_with_checks(|| {
			series(S, 10, 3, USDT, 1);
			assert_ok!(sell(&[(0, 300)]));
			Today::set(110);
			assert_ok!(distribute(101, &[10, 10, 10]));
			assert_ok!(claim(&[0]));
			lend(S, 0, USDT, 11, false);
			assert_ok!(retire(&[0]));
			assert_eq!((exists(0), lent(), debt(0)), (false, [0; 3], 11));
		});
	}
}

mod refund {
	use super::*;

	/// Of certificate 0: 3,410,000 of the deposit, and a slash of 3,600.
	const SUMS: [Balance; 3] = [0, 3_410_000, 3_600];

	fn begin() {
		two_terminated(FreezeCause::Breach);
	}

	fn pay() {
		assert_ok!(refund(&[0]));
		let (item, owner, amount, slashed) = (0, ALICE, 3_410_000, 3_600);
		happened(Event::Refunded { series: S, item, owner, amount, slashed });
	}

	#[test]
	fn debt_in_the_payment_asset_is_repaid_and_the_slash_is_collateral_while_it_lasts() {
		let cases = [
			((USDT, 3_410_001, false), [0, 3_410_000, 3_600], 1),
			((USDT, 3_410_000, false), [0, 3_410_000, 0], 0),
			((USDT, 3_409_999, false), [0, 3_409_999, 0], 0),
		];
		assert_divided(begin, pay, SUMS, &cases);
	}

	#[test]
	fn money_of_other_assets_than_the_debt_s_is_collateral() {
		let cases = [
			((BTC, 1, false), [0, 3_410_000, 3_600], 1),
			((BTC, 1, true), [0, 3_410_000, 3_600], 1),
			((DMC, 3_601, false), [0, 3_410_000, 3_600], 1),
			((DMC, 3_600, false), [0, 3_410_000, 3_600], 0),
			((DMC, 3_599, false), [0, 3_410_000, 3_599], 0),
		];
		assert_divided(begin, pay, SUMS, &cases);
	}

	#[test]
	fn payout_pays_the_income_first() {
		let sums = [197_500, 3_410_000, 3_600];
		let cases = [
			((BTC, 197_501, true), [197_500, 3_410_000, 3_600], 1),
			((BTC, 197_500, true), [197_500, 0, 0], 0),
			((USDT, 1, false), [0, 1, 0], 0),
		];
		let begin = || {
			begin();
			assert_ok!(claim(&[1]));
			assert_ok!(refund(&[1]));
		};
		assert_divided(begin, pay_out, sums, &cases);
	}

	#[test]
	fn blocked_borrower_never_holds_up_the_loan() {
		execute_with_checks(|| {
			begin();
			lend(S, 0, USDT, 10_000, false);
			block(1, ALICE);
			assert_ok!(refund(&[0]));
			assert_eq!((lent(), Credited::get(ALICE, USDT)), ([0, 10_000, 0], 3_400_000));
			assert!(!is_locked(0));
		});
	}

	#[test]
	fn is_undone_if_the_creditor_cannot_be_paid() {
		execute_with_checks(|| {
			begin();
			lend(S, 0, USDT, 10_000, false);
			freeze_asset(1);
			let before = ledger();
			assert_ok!(refund(&[0]));
			let failed = |event: &Event<Test>| matches!(event, Event::RefundFailed { item: 0, .. });
			assert!(events().iter().any(failed));
			assert_eq!((ledger(), debt(0), lent()), (before, 10_000, [0; 3]));
			assert!(!Positions::<Test>::get(S, 0).unwrap().refunded);
			thaw_asset(1);
			assert_ok!(refund(&[0]));
			assert_eq!((lent(), debt(0)), ([0, 10_000, 0], 0));
		});
	}

	/// After the keeping it is burnt; whatever debt is left then is a matter of lending.
	#[test]
	fn retires_with_debt_left() {
		execute_with_checks(|| {
			begin();
			lend(S, 0, BTC, 200_000, true);
			assert_ok!(refund(&[0]));
			Today::mutate(|today| *today += 30);
			block(11, ALICE);
			assert_ok!(retire(&[0]));
			assert_eq!((exists(0), debt(0)), (false, 2_500));
			assert_eq!(lent(), [197_500, 3_410_000, 3_600]);
		});
	}

	/// The refund is paid when the certificate is burnt, if nobody asked for it before.
	#[test]
	fn refund_at_the_burning_is_divided_too() {
		let pay = || {
			Today::mutate(|today| *today += 30);
			assert_ok!(retire(&[0]));
			let (item, owner, amount, slashed) = (0, ALICE, 3_410_000, 3_600);
			happened(Event::Refunded { series: S, item, owner, amount, slashed });
		};
		let sums = [197_500, 3_410_000, 3_600];
		let cases = [
			((USDT, 3_410_001, false), [0, 3_410_000, 3_600], 1),
			((USDT, 3_409_999, false), [0, 3_409_999, 0], 0),
			((BTC, 197_499, true), [197_499, 0, 0], 0),
		];
		assert_divided(begin, pay, sums, &cases);
	}
}

mod pay_income {
	use super::*;

	fn pay(items: &[ItemId]) -> DispatchResult {
		with_storage_layer(|| <RiskEscrow as Escrow<u64>>::pay_income(S, items))
	}

	/// Payments out of the income account: payee and amount.
	fn payments() -> Vec<(u64, Balance)> {
		let income = RiskEscrow::income_account();
		let all = System::events().into_iter();
		all.filter_map(|record| match record.event {
			RuntimeEvent::Assets(pallet_assets::Event::Transferred {
				from, to, amount, ..
			}) if from == income => Some((to, amount)),
			_ => None,
		})
		.collect()
	}

	/// Three certificates of Alice and one of Bob, with 50 of income each.
	fn four() {
		two_sold(100);
		assert_ok!(sell(&[(2, 301), (3, 301)]));
		give(3, BOB);
		Today::set(110);
		assert_ok!(distribute(101, &[200]));
	}

	#[test]
	fn repays_self_repaying_loans_and_no_others() {
		let cases = [
			((BTC, 51, true), [50, 0, 0], 1),
			((BTC, 50, true), [50, 0, 0], 0),
			((BTC, 49, true), [49, 0, 0], 0),
			((BTC, 49, false), [0, 0, 0], 49),
			((USDT, 49, false), [0, 0, 0], 49),
		];
		let pay = || {
			assert_ok!(pay(&[0]));
			happened(Event::IncomeClaimed { series: S, item: 0, owner: ALICE, amount: 50 });
			// Nothing is left of it.
			assert_ok!(pay(&[0, 0]));
		};
		assert_divided(four, pay, [50, 0, 0], &cases);
	}

	#[test]
	fn pays_each_payee_once() {
		execute_with_checks(|| {
			four();
			lend(S, 0, BTC, 20, true);
			lend(S, 1, BTC, 60, true);
			lend(S, 3, BTC, 50, true);
			assert_ok!(pay(&[3, 0, 1, 2, 0]));
			// Alice gets what is left of the first, and the third; Bob nothing.
			assert_eq!(payments(), [(LENDING, 120), (ALICE, 80)]);
			assert_eq!([0, 1, 3].map(debt), [0, 10, 0]);
			assert_eq!((income_held(), ledger().custody.income_held), (0, 0));
		});
	}

	#[test]
	fn rest_that_a_holder_cannot_take_is_credited() {
		execute_with_checks(|| {
			four();
			lend(S, 0, BTC, 20, true);
			lend(S, 1, BTC, 60, true);
			block(11, ALICE);
			assert_ok!(pay(&[0, 1, 3]));
			assert_eq!((lent()[0], gain(BTC, BOB)), (70, 50));
			assert_eq!((Credited::get(ALICE, BTC), escrowed(BTC)), (30, 30));
		});
	}

	#[test]
	fn fails_as_a_whole_when_the_creditor_cannot_be_paid() {
		execute_with_checks(|| {
			four();
			lend(S, 0, BTC, 50, true);
			freeze_asset(11);
			let before = ledger();
			assert!(pay(&[0]).is_err());
			assert_eq!((ledger(), debt(0), RiskEscrow::claimable(S, 0)), (before, 50, 50));
		});
	}
}
