//! The outflow fuse: what leaves the treasury within a day.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{parameters::dynamic_params::governance, RuntimeParameters};
use pallet_governance::{Error, Event};
use pallet_treasury::{Error as TreasuryError, PaymentState, Spends};
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// A referendum approves a payment of the treasury to Eve; returns its index.
fn approved(asset: &Asset, amount: Balance) -> u32 {
	let index = pallet_treasury::SpendCount::<Runtime>::get();
	assert_ok!(root(pallet_treasury::Call::spend {
		asset_kind: Box::new(asset.clone()),
		amount,
		beneficiary: Box::new(eve()),
		valid_from: None,
	}));
	index
}

fn payout(index: u32) -> DispatchResult {
	act(bob(), pallet_treasury::Call::payout { index })
}

fn check_status(index: u32) -> DispatchResult {
	act(bob(), pallet_treasury::Call::check_status { index })
}

/// Part of what the treasury holds, in per cent.
fn part(asset: &Asset, percent: Balance) -> Balance {
	balance(&treasury(), asset) * percent / 100
}

fn allow(asset: Asset, amount: Balance) -> DispatchResult {
	root(pallet_governance::Call::allow_payment { asset, beneficiary: eve(), amount })
}

#[test]
fn many_payments_of_a_day_blow_it_and_it_stays_blown_for_the_next_day() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let held = balance(&treasury(), &asset);
		let eighth = part(&asset, 8);
		let payments: Vec<_> = (0..4).map(|_| approved(&asset, eighth)).collect();
		let before = dmc(&eve());
		assert_ok!(payout(payments[0]));
		assert_ok!(payout(payments[1]));
		assert_ok!(payout(payments[2]));
		assert_eq!(dmc(&eve()), before + 2 * eighth);
		let left = 2 * eighth;
		let blown =
			Event::<Runtime>::FuseBlown { asset: asset.clone(), held, left, refused: eighth };
		assert_emitted(blown);
		// The one that blew it is kept, and can be tried again; so are the others.
		assert_noop!(payout(payments[3]), TreasuryError::<Runtime>::PayoutError);
		assert_ok!(check_status(payments[2]));
		let status = Spends::<Runtime>::get(payments[2]).unwrap().status;
		assert!(matches!(status, PaymentState::Failed));
		to_day(today() + 1);
		assert_noop!(payout(payments[2]), TreasuryError::<Runtime>::PayoutError);
		to_day(today() + 1);
		assert_ok!(payout(payments[2]));
		assert_ok!(payout(payments[3]));
		assert_eq!(dmc(&eve()), before + 4 * eighth);
		assert_ok!(check_status(payments[3]));
		assert!(Spends::<Runtime>::get(payments[3]).is_none());
	});
}

/// Two payments that pass alone and not together.
fn blow(asset: &Asset) {
	let part = part(asset, 11);
	for payment in [approved(asset, part), approved(asset, part)] {
		assert_ok!(payout(payment));
	}
	let blown = pallet_governance::Outflows::<Runtime>::get(asset);
	assert!(blown.is_some_and(|outflow| outflow.blown));
}

/// Anyone may ask for a payment: one that can never be made would keep the fuse blown for ever.
#[test]
fn a_payment_that_is_too_large_alone_stops_no_other() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let held = balance(&treasury(), &asset);
		let large = approved(&asset, part(&asset, 21));
		let small: Vec<_> = (0..3).map(|_| approved(&asset, held / 100)).collect();
		for payment in small {
			assert_noop!(payout(large), TreasuryError::<Runtime>::PayoutError);
			assert_ok!(payout(payment));
			next_day();
		}
		assert_eq!(balance(&treasury(), &asset), held - 3 * (held / 100));
		// What it takes is allowed by a referendum.
		assert_ok!(allow(asset.clone(), held * 21 / 100));
		assert_ok!(payout(large));
	});
}

#[test]
fn the_council_resets_it() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let small = approved(&asset, part(&asset, 1));
		let reset = pallet_governance::Call::reset_fuse { asset: asset.clone() };
		assert_noop!(council(reset.clone()), Error::<Runtime>::FuseIsWhole);
		blow(&asset);
		assert_noop!(payout(small), TreasuryError::<Runtime>::PayoutError);
		assert_ok!(council(reset));
		let before = dmc(&eve());
		assert_ok!(payout(small));
		assert!(dmc(&eve()) > before);
	});
}

/// Otherwise four of the council would lower the limit below what a referendum decided to pay, or blow the fuse
/// each day at no cost, until the payment expires.
#[test]
fn the_council_stops_no_payment_of_a_referendum_with_it() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let payment = approved(&asset, part(&asset, 15));
		let limit = Some(Permill::from_percent(5));
		let limit = governance::Parameters::OutflowLimit(governance::OutflowLimit, limit);
		let parameter = RuntimeParameters::Governance(limit);
		let lower = pallet_governance::Call::set_parameter { parameter };
		assert_noop!(council(lower.clone()), DispatchError::BadOrigin);
		assert_noop!(five_of_the_council(lower.clone()), DispatchError::BadOrigin);
		let itself = pallet_governance::Call::spend {
			asset: asset.clone(),
			amount: DMC,
			beneficiary: treasury(),
		};
		assert_noop!(council(itself), Error::<Runtime>::PaysItself);
		let before = dmc(&eve());
		let amount = part(&asset, 15);
		assert_ok!(payout(payment));
		assert_eq!(dmc(&eve()), before + amount);
		assert_ok!(root(lower));
	});
}

/// A referendum that wants to pay half of it says so twice.
#[test]
fn a_referendum_pays_more_if_it_allows_it_too() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let half = part(&asset, 50);
		let payment = approved(&asset, half);
		let call = pallet_governance::Call::allow_payment {
			asset: asset.clone(),
			beneficiary: eve(),
			amount: half,
		};
		assert_noop!(five_of_the_council(call), DispatchError::BadOrigin);
		assert_ok!(allow(asset, half));
		let before = dmc(&eve());
		assert_ok!(payout(payment));
		assert_eq!(dmc(&eve()), before + half);
	});
}

/// Anyone may have a smaller payment to the same account made first.
#[test]
fn what_a_referendum_allows_is_used_up_by_nothing_else() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		let (half, little) = (part(&asset, 50), part(&asset, 1));
		let [large, small, twin] = [half, little, half].map(|amount| approved(&asset, amount));
		assert_ok!(allow(asset.clone(), half));
		let before = dmc(&eve());
		assert_ok!(payout(small));
		assert_ok!(payout(large));
		assert_eq!(dmc(&eve()), before + half + little);
		// One payment was allowed.
		assert_noop!(payout(twin), TreasuryError::<Runtime>::PayoutError);
	});
}

#[test]
fn refunds_income_and_shares_of_holders_are_none_of_its_business() {
	execute_with_checks(|| {
		let asset = Asset::Native;
		blow(&asset);
		let series = mine();
		pays(series, &[EXPECTED]);
		let before = balance(&alice(), &COIN);
		assert_ok!(claim_income(series, &[0]));
		// All of the income that the account held for Alice and Bob.
		assert_ok!(claim_income(series, &[1]));
		assert!(balance(&alice(), &COIN) >= before);
		assert_eq!(balance(&income(), &COIN), 0);
	});
}
