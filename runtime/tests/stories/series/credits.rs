//! Payments that cannot be made become credits: they stop nobody, and one `Credits.withdraw` pays those
//! of all custodians.

use crate::{checks::check_everything, people::*, steps::*, trading::*, world::*};
use dmex_runtime::constants::market::OFFER_DEPOSIT;
use frame_support::storage::with_storage_layer;
use pallet_credits::{Credits, Error};
use sp_runtime::TokenError;

/// Alice's offer.
const OFFERED: Balance = 2_000_000;

/// Alice cannot be paid dollars: the market credits her offer, and the escrow her refund.
#[test]
fn one_withdraw_pays_the_credits_of_all_custodians() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		let offer = offered(&alice(), series, 1, OFFERED);
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		block_asset(DOLLARS, alice());
		assert_ok!(cancel_offer(&nobody(), offer));
		let before = [alice(), bob()].map(|who| balance(&who, &DOLLAR));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		let refund = DEPOSIT - 2 * INSTALMENT;
		let now = || [alice(), bob()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(now(), [before[0], before[1] + refund]);
		let credit_at = |custodian| Credits::<Runtime>::get((alice(), DOLLAR, custodian));
		assert_eq!([market(), escrow()].map(credit_at), [OFFERED, refund]);

		assert!(with_storage_layer(|| withdraw(&alice(), DOLLAR)).is_err());
		assert_eq!(credit(&alice(), &DOLLAR), OFFERED + refund);
		assert_noop!(withdraw(&dave(), DOLLAR), Error::<Runtime>::NoCredit);
		assert_noop!(withdraw(&alice(), COIN), Error::<Runtime>::NoCredit);
		thaw_asset(DOLLARS, alice());
		assert_ok!(withdraw(&alice(), DOLLAR));
		assert_eq!(now(), [before[0] + OFFERED + refund, before[1] + refund]);
		assert_noop!(withdraw(&alice(), DOLLAR), Error::<Runtime>::NoCredit);
	});
}

/// Certificates so cheap that no payment in DMC reaches the existential deposit.
fn cheap() -> Plan {
	Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() }
}

/// The miner's account is gone. The next release pays the credit with it, once there is an account.
#[test]
fn releases_below_the_existential_deposit_wait_for_an_account() {
	execute_with_checks(|| {
		let price = 1_000_007;
		let series = cheap().on_sale_at(price);
		// A fee of 10,001; instalments of 141,429 and a remainder of 3.
		assert_ok!(buy(&eve(), series, &[0], price));
		let (first, release) = (today() + 1, 141_429 - 707);
		empty(ferdie());
		to_day(first + 3);
		assert_ok!(distribute(&ferdie(), series, first, &[AVERAGE.into()]));
		let credited = || credit(&ferdie(), &Asset::Native);
		assert_eq!((credited(), dmc(&ferdie())), (release, 0));
		assert_eq!(RiskEscrow::claimable(series, 0), AVERAGE.into());
		assert_noop!(withdraw(&ferdie(), Asset::Native), TokenError::BelowMinimum);
		assert_ok!(distribute(&ferdie(), series, first + 1, &[AVERAGE.into()]));
		assert_eq!(credited(), 2 * release);
		check_everything();
		give(ferdie(), DMC);
		to_day(first + 4);
		assert_ok!(distribute(&ferdie(), series, first + 2, &[AVERAGE.into()]));
		assert_eq!((credited(), dmc(&ferdie())), (0, DMC + 3 * release));
	});
}

/// The account of a bidder is gone when its bids are repaid. The deposit of its offer makes another, and
/// the credits are paid with it.
#[test]
fn repaid_bids_below_the_existential_deposit_wait_for_an_account() {
	execute_with_checks(|| {
		let series = cheap().open();
		let auction = |item| auctioned(&ferdie(), series, &[item], english(1_000), 20);
		let (outbid, cancelled) = (auction(0), auction(1));
		for auction in [outbid, cancelled] {
			assert_ok!(bid(&eve(), auction, 1_000));
		}
		let offer = offered(&eve(), series, 2, 1_000);
		empty(eve());
		assert_ok!(bid(&bob(), outbid, 1_030));
		assert_ok!(cancel_auction(&ferdie(), cancelled));
		assert_eq!((credit(&eve(), &Asset::Native), dmc(&eve())), (2_000, 0));
		to_block(ends(outbid) + 1);
		let left = 3_000 + OFFER_DEPOSIT;
		assert_eq!((owner(series, 0), held(&Asset::Native)), (Some(bob()), left));
		assert_ok!(cancel_offer(&eve(), offer));
		assert_eq!((dmc(&eve()), held(&Asset::Native)), (left, 0));
		assert_eq!(credit(&eve(), &Asset::Native), 0);
	});
}
