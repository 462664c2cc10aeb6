//! The treasury: the council spends a little of it, after a day in public, and a referendum the rest.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::configs::NativeAndAssets;
use frame_support::traits::fungibles::Mutate;
use pallet_democracy::{Call as Democracy, Conviction};
use pallet_governance::{Call, Error, Event};
use pallet_treasury::{Call as Treasury, Error as TreasuryError, SpendCount, Spends};
use sp_runtime::{DispatchError::BadOrigin, DispatchResult, MultiAddress};

const NATIVE: Asset = Asset::Native;

fn spend(asset: Asset, amount: Balance) -> DispatchResult {
	council(Call::spend { asset, amount, beneficiary: eve() })
}

/// What anyone does with a spend.
fn pay(index: u32) -> DispatchResult {
	act(nobody(), Treasury::payout { index })
}

/// A referendum spends.
fn spent_by_root(amount: Balance) {
	let index = SpendCount::<Runtime>::get();
	let (asset_kind, beneficiary) = (Box::new(NATIVE), Box::new(two()));
	let valid_from = None;
	// More than the fuse lets through.
	assert_ok!(root(Call::allow_payment { asset: NATIVE, beneficiary: two(), amount }));
	assert_ok!(root(Treasury::spend { asset_kind, amount, beneficiary, valid_from }));
	assert_ok!(pay(index));
}

/// The most that the council can spend of what the treasury has in an asset now.
fn limit(asset: &Asset) -> Balance {
	let kept = if *asset == NATIVE { EXISTENTIAL_DEPOSIT } else { 0 };
	(balance(&treasury(), asset) - kept) / 100
}

fn assert_limited(asset: Asset, amount: Balance) {
	assert_noop!(spend(asset, amount), Error::<Runtime>::OverSpendingLimit);
}

#[test]
fn the_council_spends_one_per_cent_which_is_paid_after_a_day() {
	execute_with_checks(|| {
		let (amount, before) = (limit(&NATIVE), dmc(&eve()));
		assert_limited(NATIVE, amount + 1);
		assert_ok!(spend(NATIVE, amount));
		let payable_from = System::block_number() + BLOCKS_A_DAY;
		let (asset, beneficiary) = (NATIVE, eve());
		assert_emitted(Event::SpendApproved { spend: 0, asset, amount, beneficiary, payable_from });
		// What pages of the treasury show.
		let shown = Spends::<Runtime>::get(0).unwrap();
		assert_eq!((shown.amount, shown.valid_from), (amount, payable_from));
		to_block(payable_from - 1);
		assert_noop!(pay(0), TreasuryError::<Runtime>::EarlyPayout);
		next_block();
		assert_ok!(pay(0));
		assert_eq!(dmc(&eve()), before + amount);
	});
}

/// Neither of the two calls of the treasury, in any number of members.
#[test]
fn the_council_has_no_other_road_to_the_treasury() {
	execute_with_checks(|| {
		let calls = || -> [RuntimeCall; 2] {
			let (asset_kind, beneficiary) = (Box::new(NATIVE), Box::new(eve()));
			#[allow(deprecated)]
			let local = Treasury::spend_local { amount: DMC, beneficiary: MultiAddress::Id(eve()) };
			[
				Treasury::spend { asset_kind, amount: DMC, beneficiary, valid_from: None }.into(),
				local.into(),
			]
		};
		for call in calls() {
			assert_eq!(council(call.clone()), Err(BadOrigin));
			assert_eq!(five_of_the_council(call.clone()), Err(BadOrigin));
			assert_eq!(act(alice(), call), Err(BadOrigin));
		}
		let ours = Call::spend { asset: NATIVE, amount: DMC, beneficiary: eve() };
		assert_eq!(act(alice(), ours.clone()), Err(BadOrigin));
		assert_eq!(root(ours), Err(BadOrigin));
	});
}

#[test]
fn the_limit_holds_for_any_seven_days() {
	execute_with_checks(|| {
		let amount = limit(&NATIVE);
		assert_ok!(spend(NATIVE, amount));
		let first = today();
		to_day(first + 1);
		assert_limited(NATIVE, DMC);
		to_day(first + 7);
		assert_limited(NATIVE, DMC);
		to_day(first + 8);
		assert_ok!(spend(NATIVE, amount));
		assert_limited(NATIVE, DMC);
	});
}

/// A spend that nobody had paid, and one that was taken back, count all the same.
#[test]
fn a_spend_taken_back_counts() {
	execute_with_checks(|| {
		assert_ok!(spend(NATIVE, limit(&NATIVE)));
		assert_noop!(council(Treasury::void_spend { index: 0 }), BadOrigin);
		motion(Call::void_spend { index: 0 });
		assert!(Spends::<Runtime>::get(0).is_none());
		assert_limited(NATIVE, DMC);
		assert_noop!(council(Call::void_spend { index: 0 }), Error::<Runtime>::NotACouncilSpend);
	});
}

/// Four of the council could undo what DMC holders decided, or stop its payment for weeks.
#[test]
fn the_council_cannot_stop_a_payment_that_a_referendum_decided() {
	execute_with_checks(|| {
		let amount = balance(&treasury(), &NATIVE) / 10;
		let (asset_kind, beneficiary) = (Box::new(NATIVE), Box::new(eve()));
		let valid_from = None;
		assert_ok!(root(Treasury::spend { asset_kind, amount, beneficiary, valid_from }));
		let index = 0;
		for refused in [
			council(Treasury::void_spend { index }),
			five_of_the_council(Treasury::void_spend { index }),
			root(Call::void_spend { index }),
		] {
			assert_eq!(refused, Err(BadOrigin));
		}
		let theirs = Error::<Runtime>::NotACouncilSpend;
		assert_noop!(council(Call::void_spend { index }), theirs);
		for name in ["payout", "check_status"] {
			let pause = Call::pause { call: (text("Treasury"), text(name)), blocks: 1 };
			assert_noop!(council(pause), Error::<Runtime>::ProtectedCall);
		}
		assert_ok!(five_of_the_council(pallet_safe_mode::Call::force_enter {}));
		let before = dmc(&eve());
		assert_ok!(pay(index));
		assert_eq!(dmc(&eve()), before + amount);
		assert_ok!(act(nobody(), Treasury::check_status { index }));
	});
}

/// What it has spent itself and what is paid are two things.
#[test]
fn the_council_takes_back_nothing_that_is_paid() {
	execute_with_checks(|| {
		assert_ok!(spend(NATIVE, limit(&NATIVE)));
		to_block(System::block_number() + BLOCKS_A_DAY);
		assert_ok!(pay(0));
		let paid = TreasuryError::<Runtime>::AlreadyAttempted;
		assert_noop!(council(Call::void_spend { index: 0 }), paid);
	});
}

#[test]
fn the_limit_follows_what_the_treasury_can_pay() {
	execute_with_checks(|| {
		let before = limit(&NATIVE);
		spent_by_root(balance(&treasury(), &NATIVE) / 2);
		assert_limited(NATIVE, before);
		let after = limit(&NATIVE);
		assert_ok!(spend(NATIVE, after));
		// What leaves afterwards lowers it below what was spent.
		spent_by_root(balance(&treasury(), &NATIVE) / 2);
		assert_limited(NATIVE, 1);
	});
}

#[test]
fn each_asset_has_a_limit_of_its_own() {
	execute_with_checks(|| {
		assert_limited(COIN, 1);
		for (asset, held) in [(DOLLAR, 50_000), (COIN, 700)] {
			assert_ok!(<NativeAndAssets as Mutate<_>>::mint_into(asset.clone(), &treasury(), held));
			let amount = limit(&asset);
			assert!(amount > 0);
			assert_limited(asset.clone(), amount + 1);
			assert_ok!(spend(asset.clone(), amount));
			assert_limited(asset, 1);
		}
		assert_ok!(spend(NATIVE, limit(&NATIVE)));
		to_block(System::block_number() + BLOCKS_A_DAY);
		let dollars = balance(&eve(), &DOLLAR);
		assert_ok!(pay(0));
		assert_eq!(balance(&eve(), &DOLLAR), dollars + 500);
	});
}

/// A referendum can vote in the treasury's name. What that locks cannot be paid, and is no part of what
/// the limit is reckoned by.
#[test]
fn what_is_locked_counts_for_nothing() {
	execute_with_checks(|| {
		let referendum = crate::steps::application(Plan::default().apply()).referendum;
		let all = balance(&treasury(), &NATIVE);
		let locked = all - 1_000 * DMC;
		assert_ok!(vote(treasury(), referendum, true, Conviction::Locked1x, locked));
		assert_limited(NATIVE, 10 * DMC + 1);
		assert_ok!(spend(NATIVE, 10 * DMC));
		assert_ok!(act(treasury(), Democracy::remove_vote { index: referendum }));
		let target = MultiAddress::Id(treasury());
		assert_ok!(act(nobody(), Democracy::unlock { target }));
		assert_ok!(spend(NATIVE, limit(&NATIVE) - 10 * DMC));
	});
}
