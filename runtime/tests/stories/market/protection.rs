//! What protects the buyer of a certificate, and how one with a small deposit cannot pass for another.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::SeriesId;
use dmex_runtime::queries;
use dmex_runtime_api::ListingsFilter;
use pallet_hashrate_market::Error;

/// What Dave asks: ten times the voted floor.
const DEAR: Balance = 1_500_000_000;

/// Dave, who is with the miner, bought certificate 0 at the voted floor.
fn bought_at_the_floor() -> SeriesId {
	let series = sixty_days().on_sale_at(150_000_000);
	assert_ok!(buy(&dave(), series, &[0], 150_000_000));
	series
}

#[test]
fn a_certificate_bought_at_the_floor_is_not_resold_for_a_protected_one() {
	execute_with_checks(|| {
		let series = bought_at_the_floor();
		let little = Error::<Runtime>::TooLittleUnreleased;
		// Who pays for a certificate wants most of it in escrow, as in a first sale.
		let demanded = DEAR * 9 / 10;
		assert_ok!(list(&dave(), series, &[0], DEAR));
		let shown = queries::listings(ListingsFilter::default(), None, 100).listings;
		let dear = shown.iter().find(|each| each.item == 0).unwrap();
		assert_eq!((dear.price, dear.min_unreleased), (DEAR, 148_500_000));
		assert_eq!((dear.voted_floor, dear.pledge), (150_000_000, 60 * DMC));
		assert_noop!(buy_demanding(&bob(), series, &[0], DEAR, demanded), little);
		assert_ok!(delist(&dave(), series, &[0]));

		let id = auctioned(&dave(), series, &[0], english_or_now(DEAR, 2 * DEAR), 20);
		for amount in [DEAR, 2 * DEAR] {
			let little = Error::<Runtime>::TooLittleUnreleased;
			assert_noop!(bid_demanding(&bob(), id, amount, demanded), little);
		}
		assert_ok!(cancel_auction(&dave(), id));
		let id = auctioned(&dave(), series, &[0], dutch(DEAR, DEAR), 20);
		let little = Error::<Runtime>::TooLittleUnreleased;
		assert_noop!(buy_dutch_demanding(&bob(), id, DEAR, demanded), little);
		assert_ok!(cancel_auction(&dave(), id));
		let little = Error::<Runtime>::TooLittleUnreleased;
		let offer = make_offer_demanding(&bob(), series, 0, DEAR, 9, (0, demanded));
		assert_eq!(offer, Err(little.into()));

		// A first sale at that price has it.
		assert_ok!(reprice(&ferdie(), series, &[1], DEAR));
		assert_ok!(buy_demanding(&bob(), series, &[1], DEAR, demanded));
		assert_eq!(RiskEscrow::unreleased(series, 1), DEAR - DEAR / 100);
	});
}

/// What is shown is what may be demanded, to the unit, and a day that is settled before the sale takes
/// nothing from it.
#[test]
fn what_is_shown_may_be_demanded() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED, EXPECTED / 2]);
		next_day();
		assert_ok!(list(&alice(), series, &[0], PRICE));
		let shown = || queries::quote(series, &[0]).unwrap().items[0].min_unreleased;
		let before = shown();
		let little = Error::<Runtime>::TooLittleUnreleased;
		assert_noop!(buy_demanding(&charlie(), series, &[0], PRICE, before + 1), little);
		let day = unpaid(series);
		feed_yesterday();
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert_eq!(shown(), before);
		assert_ok!(buy_demanding(&charlie(), series, &[0], PRICE, before));
		assert!(RiskEscrow::unreleased(series, 0) >= before);
	});
}
