//! What lending and staking ask: the trait `SoldCertificates`.

use super::*;
use dmex_primitives::SoldCertificates;

fn end_day(item: ItemId) -> Option<Day> {
	RiskEscrow::end_day(S, item)
}

fn frozen_days() -> u32 {
	RiskEscrow::frozen_days(S)
}

#[test]
fn end_day_is_known_from_the_first_sale_until_it_is_burnt() {
	execute_with_checks(|| {
		assert_eq!(end_day(0), None);
		two_sold(102);
		assert_ok!(sell(&[(2, 30)]));
		assert_eq!([0, 1, 2, 3, 77].map(end_day), [Some(103), Some(103), Some(105), None, None]);
		Today::set(110);
		assert_ok!(distribute(101, &[30, 30, 30]));
		// Long over, and there until it is paid out.
		assert_eq!(end_day(0), Some(103));
		assert_ok!(retire(&[0]));
		assert_eq!([0, 1].map(end_day), [None, Some(103)]);
	});
}

#[test]
fn days_of_all_freezes_are_counted_until_today() {
	execute_with_checks(|| {
		assert_eq!(frozen_days(), 0);
		stricken();
		assert_eq!(frozen_days(), 0);
		Today::set(105);
		assert_eq!(frozen_days(), 2);
		assert_ok!(end_event());
		assert_eq!(frozen_days(), 2);
		Today::set(110);
		assert_eq!(frozen_days(), 2);
		assert_ok!(declare());
		assert_eq!(frozen_days(), 2);
		Today::set(113);
		assert_eq!(frozen_days(), 2 + 3);
	});
}

#[test]
fn freeze_before_a_termination_counts_until_then() {
	execute_with_checks(|| {
		broken();
		Today::set(115);
		assert_eq!(frozen_days(), 3);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_eq!(frozen_days(), 3);
		Today::set(200);
		assert_eq!(frozen_days(), 3);
	});
}

#[test]
fn income_is_paid_as_at_a_resale() {
	execute_with_checks(|| {
		two_sold(110);
		give(1, BOB);
		assert_ok!(distribute(101, &[100]));
		assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 11, BOB));
		let pay = |items: &[ItemId]| {
			with_storage_layer(|| <RiskEscrow as SoldCertificates>::pay_income(S, items))
		};
		assert_ok!(pay(&[0, 1]));
		assert_eq!((gain(BTC, ALICE), Credited::get(BOB, BTC), income_held()), (50, 50, 0));
		assert_noop!(pay(&[5]), Error::<Test>::NotSold);
	});
}
