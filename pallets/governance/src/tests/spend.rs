use super::*;
use crate::{spending::DaySpending, CouncilSpends, Error, Spendings};
use dmex_primitives::{Asset, Balance};
use sp_runtime::DispatchError::{BadOrigin, Other};

const DMC: Asset = Asset::Native;
const DOLLAR: Asset = Asset::WithId(1);
const PAYEE: u64 = 5;

/// The treasury can pay so much.
fn holds(asset: Asset, amount: Balance) {
	change(Available::get, Available::set, |held| {
		held.insert(asset, amount);
	});
}

fn spend(asset: Asset, amount: Balance) -> DispatchResult {
	Governance::spend(RuntimeOrigin::signed(COUNCIL), asset, amount, PAYEE)
}

#[test]
fn approves_a_spend_that_is_payable_after_a_day() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(spend(DMC, 40));
		let payable_from = 1 + DAY_BLOCKS;
		assert_eq!(Approved::get(), [(DMC, 40, PAYEE, payable_from)]);
		let spent = DaySpending { day: TODAY, amount: 40 };
		assert_eq!(Spendings::<Test>::get(DMC).0.to_vec(), [spent]);
		let approved = |spend, amount| {
			let (asset, beneficiary) = (DMC, PAYEE);
			Event::SpendApproved { spend, asset, amount, beneficiary, payable_from }
		};
		System::assert_last_event(approved(0, 40).into());
		assert_ok!(spend(DMC, 60));
		System::assert_last_event(approved(1, 60).into());
	});
}

fn void(index: u32) -> DispatchResult {
	Governance::void_spend(RuntimeOrigin::signed(COUNCIL), index)
}

#[test]
fn the_council_takes_back_what_it_spent_once() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(spend(DMC, 40));
		assert_ok!(spend(DMC, 60));
		assert_ok!(void(1));
		assert_eq!(Voided::get(), [1]);
		assert_noop!(void(1), Error::<Test>::NotACouncilSpend);
		assert!(CouncilSpends::<Test>::contains_key(0));
		// Its amount counts all the same.
		assert_noop!(spend(DMC, 1), Error::<Test>::OverSpendingLimit);
	});
}

/// A referendum approves by the treasury's own call, of which this pallet knows nothing.
#[test]
fn the_council_takes_back_nothing_that_a_referendum_spends() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(<Dao as crate::TreasurySpends<u64>>::approve(&DMC, 7, &PAYEE, 1));
		assert_ok!(spend(DMC, 40));
		assert_noop!(void(0), Error::<Test>::NotACouncilSpend);
		assert_noop!(void(2), Error::<Test>::NotACouncilSpend);
		assert_ok!(void(1));
	});
}

#[test]
fn nobody_takes_back_what_is_paid() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(spend(DMC, 40));
		IsPaid::set(&true);
		assert_noop!(void(0), Other("paid"));
	});
}

#[test]
fn refuses_more_than_a_hundredth() {
	execute_with_checks(|| {
		holds(DMC, 10_099);
		assert_noop!(spend(DMC, 101), Error::<Test>::OverSpendingLimit);
		assert_ok!(spend(DMC, 100));
		assert_noop!(spend(DMC, 1), Error::<Test>::OverSpendingLimit);
	});
}

#[test]
fn refuses_to_spend_nothing() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_noop!(spend(DMC, 0), Error::<Test>::NothingToSpend);
	});
}

#[test]
fn refuses_to_pay_the_treasury_itself() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		let council = RuntimeOrigin::signed(COUNCIL);
		assert_noop!(Governance::spend(council, DMC, 1, TREASURY), Error::<Test>::PaysItself);
	});
}

#[test]
fn refuses_what_the_treasury_does_not_have() {
	execute_with_checks(|| {
		assert_noop!(spend(DOLLAR, 1), Error::<Test>::OverSpendingLimit);
		holds(DOLLAR, 99);
		assert_noop!(spend(DOLLAR, 1), Error::<Test>::OverSpendingLimit);
	});
}

#[test]
fn counts_each_asset_alone() {
	execute_with_checks(|| {
		for id in 0..30 {
			holds(Asset::WithId(id), 100 * u128::from(id + 1));
		}
		for id in 0..30 {
			assert_ok!(spend(Asset::WithId(id), u128::from(id) + 1));
			assert_noop!(spend(Asset::WithId(id), 1), Error::<Test>::OverSpendingLimit);
		}
	});
}

#[test]
fn a_new_day_frees_nothing_before_seven_have_passed() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(spend(DMC, 70));
		begin(TODAY + 1);
		assert_ok!(spend(DMC, 30));
		begin(TODAY + 7);
		assert_noop!(spend(DMC, 1), Error::<Test>::OverSpendingLimit);
		begin(TODAY + 8);
		assert_noop!(spend(DMC, 71), Error::<Test>::OverSpendingLimit);
		assert_ok!(spend(DMC, 70));
		begin(TODAY + 9);
		assert_ok!(spend(DMC, 30));
	});
}

#[test]
fn the_limit_falls_with_what_is_left() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		assert_ok!(spend(DMC, 50));
		holds(DMC, 5_000);
		assert_noop!(spend(DMC, 1), Error::<Test>::OverSpendingLimit);
		holds(DMC, 5_100);
		assert_ok!(spend(DMC, 1));
	});
}

#[test]
fn refuses_others() {
	execute_with_checks(|| {
		holds(DMC, 10_000);
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Governance::spend(origin.clone(), DMC, 1, PAYEE), BadOrigin);
			assert_noop!(Governance::void_spend(origin, 0), BadOrigin);
		}
	});
}
