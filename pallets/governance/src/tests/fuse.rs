use super::*;
use crate::{AllowedPayments, Error, Outflows};
use dmex_primitives::{Asset, Balance};
use sp_runtime::{
	DispatchError,
	DispatchError::{BadOrigin, Other},
};

const DMC: Asset = Asset::Native;
const PAYEE: u64 = 7;

fn pays(asset: &Asset, held: Balance, amount: Balance) -> Result<bool, DispatchError> {
	Governance::pass_fuse(asset, &PAYEE, held, amount)
}

fn allow(amount: Balance) {
	assert_ok!(Governance::allow_payment(RuntimeOrigin::root(), DMC, PAYEE, amount));
}

#[test]
fn a_fifth_of_each_asset_leaves_in_a_day() {
	execute_with_checks(|| {
		assert_eq!(pays(&DMC, 1_000, 150), Ok(true));
		assert_eq!(pays(&DMC, 850, 50), Ok(true));
		assert_eq!(pays(&Asset::WithId(1), 500, 100), Ok(true));
		assert_eq!(pays(&DMC, 800, 1), Ok(false));
		let blown = Event::FuseBlown { asset: DMC, held: 1_000, left: 200, refused: 1 };
		System::assert_last_event(blown.into());
		assert_noop!(pays(&DMC, 800, 0), Error::<Test>::FuseIsBlown);
		begin(TODAY + 1);
		assert_noop!(pays(&DMC, 800, 1), Error::<Test>::FuseIsBlown);
		assert_eq!(pays(&Asset::WithId(1), 400, 80), Ok(true));
		begin(TODAY + 2);
		assert_eq!(pays(&DMC, 800, 160), Ok(true));
	});
}

/// Otherwise it would keep the fuse blown for as long as it is approved.
#[test]
fn a_payment_that_is_too_large_alone_fails_and_changes_nothing() {
	execute_with_checks(|| {
		let too_large = DispatchError::from(Error::<Test>::OverOutflowLimit);
		assert_noop!(pays(&DMC, 1_000, 201), too_large);
		assert_eq!(pays(&DMC, 1_000, 150), Ok(true));
		assert_noop!(pays(&DMC, 850, 201), too_large);
		assert_noop!(pays(&Asset::WithId(1), 0, 1), too_large);
		assert_eq!(pays(&DMC, 850, 50), Ok(true));
		assert_eq!(pays(&DMC, 800, 200), Ok(false));
	});
}

#[test]
fn admin_resets_a_blown_fuse() {
	execute_with_checks(|| {
		let reset = |origin| Governance::reset_fuse(origin, DMC);
		let council = || RuntimeOrigin::signed(COUNCIL);
		assert_noop!(reset(council()), Error::<Test>::FuseIsWhole);
		assert_eq!(pays(&DMC, 1_000, 100), Ok(true));
		assert_noop!(reset(council()), Error::<Test>::FuseIsWhole);
		assert_eq!(pays(&DMC, 900, 101), Ok(false));
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(reset(origin), BadOrigin);
		}
		assert_ok!(reset(council()));
		System::assert_last_event(Event::FuseReset { asset: DMC }.into());
		assert_eq!(pays(&DMC, 900, 180), Ok(true));
		assert_eq!(pays(&DMC, 720, 1), Ok(false));
		begin(TODAY + 2);
		assert_noop!(reset(council()), Error::<Test>::FuseIsWhole);
	});
}

#[test]
fn a_referendum_allows_one_payment_beyond_it() {
	execute_with_checks(|| {
		allow(900);
		let (asset, beneficiary, amount) = (DMC, PAYEE, 900);
		let expires_on = TODAY + 30;
		let allowed = Event::PaymentAllowed { asset, beneficiary, amount, expires_on };
		System::assert_last_event(allowed.into());
		assert_eq!(pays(&DMC, 1_000, 900), Ok(true));
		assert_eq!(Outflows::<Test>::get(DMC), None);
		assert_eq!(AllowedPayments::<Test>::iter().count(), 0);
		assert_noop!(pays(&DMC, 1_000, 900), Error::<Test>::OverOutflowLimit);
	});
}

/// Anyone chooses the order in which the payments to an account are made.
#[test]
fn what_is_allowed_is_not_used_up_by_a_smaller_payment() {
	execute_with_checks(|| {
		allow(900);
		assert_eq!(pays(&DMC, 1_000, 150), Ok(true));
		assert_eq!(pays(&DMC, 850, 51), Ok(false));
		assert_noop!(pays(&DMC, 850, 899), Error::<Test>::FuseIsBlown);
		// A blown fuse does not matter to it.
		assert_eq!(pays(&DMC, 1_000, 900), Ok(true));
	});
}

#[test]
fn two_amounts_are_allowed_side_by_side_and_one_amount_once() {
	execute_with_checks(|| {
		allow(900);
		begin(TODAY + 10);
		allow(700);
		allow(900);
		begin(TODAY + 39);
		assert_eq!(pays(&DMC, 1_000, 900), Ok(true));
		assert_noop!(pays(&DMC, 1_000, 900), Error::<Test>::OverOutflowLimit);
		assert_eq!(pays(&DMC, 1_000, 700), Ok(true));
	});
}

#[test]
fn what_is_allowed_is_for_one_account_and_asset_and_for_30_days() {
	execute_with_checks(|| {
		allow(900);
		let too_large = DispatchError::from(Error::<Test>::OverOutflowLimit);
		assert_noop!(pays(&Asset::WithId(1), 1_000, 900), too_large);
		assert_noop!(Governance::pass_fuse(&DMC, &8, 1_000, 900), too_large);
		begin(TODAY + 29);
		let undone = frame_support::storage::with_storage_layer(|| {
			assert_eq!(pays(&DMC, 1_000, 900), Ok(true));
			Err::<(), _>(Other("undone"))
		});
		assert!(undone.is_err());
		begin(TODAY + 30);
		assert_noop!(pays(&DMC, 1_000, 900), too_large);
	});
}

#[test]
fn only_root_allows_and_not_nothing() {
	execute_with_checks(|| {
		for origin in [1, COUNCIL].map(RuntimeOrigin::signed) {
			assert_noop!(Governance::allow_payment(origin, DMC, PAYEE, 1), BadOrigin);
		}
		let nothing = Governance::allow_payment(RuntimeOrigin::root(), DMC, PAYEE, 0);
		assert_noop!(nothing, Error::<Test>::NothingToSpend);
	});
}
