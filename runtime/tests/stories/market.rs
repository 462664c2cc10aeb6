//! Sales at a fixed price: listed, repriced, taken off, bought, and sold again.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, SeriesId};
use dmex_runtime::{parameters::dynamic_params::fees, RuntimeParameters};
use pallet_hashrate_market::{Call, Error, Event, Listings};
use sp_runtime::{DispatchError, Permill};

/// A price that no fee divides: the fee of it is 1,000,000.01, rounded up.
const ASKED: Balance = 100_000_001;
const FEE: Balance = 1_000_001;

fn fee_rate(percent: u32) {
	let rate = Some(Permill::from_percent(percent));
	let parameter = RuntimeParameters::Fees(fees::Parameters::Trading(fees::Trading, rate));
	assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
}

fn price_of(series: SeriesId, item: u32) -> Balance {
	Listings::<Runtime>::get(series, item).unwrap().price
}

/// Alice leaves after a day: Charlie pays her at once, and has everything from then on.
#[test]
fn a_holder_leaves_before_the_term_ends() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let mut book = Book::open();
		assert_ok!(list(&alice(), series, &[0], ASKED));
		assert_eq!(lock(series, 0), Some(Lock::Listed));
		book.agrees("list");
		assert_ok!(buy(&charlie(), series, &[0], ASKED));
		assert_told(Event::Resold {
			series,
			items: items(&[0]),
			buyer: charlie(),
			seller: alice(),
			total: ASKED,
			fee: FEE,
		});
		book.pays_fee(charlie(), &DOLLAR, FEE);
		book.moves(charlie(), alice(), &DOLLAR, ASKED - FEE);
		// What the day earned is hers, before it is his.
		book.moves(income(), alice(), &COIN, EXPECTED / 2);
		book.agrees("buy");
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(charlie()), None));
		assert_eq!(RiskEscrow::unreleased(series, 0), DEPOSIT - SLICE);

		let before = [alice(), charlie()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED]);
		paid_out();
		let after = [alice(), charlie()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0], before[1] + EXPECTED / 2]);
	});
}

/// Certificates of several sellers and at several rates are bought at once; each seller is paid.
#[test]
fn one_purchase_from_several_sellers() {
	play(|| {
		let series = mine();
		assert_ok!(buy(&charlie(), series, &[2], PRICE));
		assert_ok!(list(&alice(), series, &[0], 1_000));
		fee_rate(3);
		assert_ok!(list(&bob(), series, &[1], 2_001));
		assert_ok!(list(&charlie(), series, &[2], 3_000));
		let mut book = Book::open();
		let dear = Error::<Runtime>::TooExpensive;
		assert_noop!(buy(&eve(), series, &[2, 0, 1], 6_000), dear);
		assert_ok!(buy(&eve(), series, &[2, 0, 1], 6_001));
		let resold = |item, seller, total, fee| {
			let (items, buyer) = (items(&[item]), eve());
			assert_told(Event::Resold { series, items, buyer, seller, total, fee })
		};
		resold(0, alice(), 1_000, 10);
		resold(1, bob(), 2_001, 61);
		resold(2, charlie(), 3_000, 90);
		book.moves(eve(), alice(), &DOLLAR, 990);
		book.moves(eve(), bob(), &DOLLAR, 1_940);
		book.moves(eve(), charlie(), &DOLLAR, 2_910);
		book.pays_fee(eve(), &DOLLAR, 10 + 61 + 90);
		book.agrees("buy");
		let owners = [0, 1, 2].map(|item| owner(series, item).unwrap());
		assert_eq!(owners, [eve(), eve(), eve()]);
	});
}

/// A resale has no floor but one base unit, and nobody is paid nothing.
#[test]
fn a_resale_costs_what_its_seller_asks() {
	play(|| {
		let series = mine();
		let under = Error::<Runtime>::PriceUnderFloor;
		assert_noop!(list(&alice(), series, &[0], 0), under);
		assert_ok!(list(&alice(), series, &[0], 1));
		let mut book = Book::open();
		assert_ok!(buy(&charlie(), series, &[0], 1));
		// All of it is the fee, whose parts are rounded down: it is the treasury's.
		book.moves(charlie(), treasury(), &DOLLAR, 1);
		book.agrees("buy");
		// The miner may buy back, and then sell on as any other holder.
		assert_ok!(list(&charlie(), series, &[0], 200));
		assert_ok!(buy(&ferdie(), series, &[0], 200));
		assert_ok!(list(&ferdie(), series, &[0], 3));
		let own = Error::<Runtime>::BuyFromSelf;
		assert_noop!(buy(&ferdie(), series, &[0], 3), own);
		assert_ok!(buy(&dave(), series, &[0], 3));
		assert_eq!(owner(series, 0), Some(dave()));
	});
}

#[test]
fn a_new_price_keeps_everything_else() {
	play(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], ASKED));
		let before = Listings::<Runtime>::get(series, 0).unwrap();
		fee_rate(3);
		next_day();
		assert_noop!(reprice(&bob(), series, &[0], 1), Error::<Runtime>::NotSeller);
		assert_noop!(reprice(&alice(), series, &[0], 0), Error::<Runtime>::PriceUnderFloor);
		assert_noop!(reprice(&alice(), series, &[3], 1), Error::<Runtime>::NotSeller);
		assert_ok!(reprice(&alice(), series, &[0], 1_000));
		let items = items(&[0]);
		assert_told(Event::Repriced { series, items, seller: alice(), price: 1_000 });
		let mut after = Listings::<Runtime>::get(series, 0).unwrap();
		assert_eq!(after.price, 1_000);
		after.price = before.price;
		assert_eq!(after, before);
		let mut book = Book::open();
		assert_ok!(buy(&charlie(), series, &[0], 1_000));
		book.pays_fee(charlie(), &DOLLAR, 10);
		book.moves(charlie(), alice(), &DOLLAR, 990);
		book.agrees("buy at the rate of before");
		assert_noop!(reprice(&alice(), series, &[0], 1), Error::<Runtime>::NotListed);
	});
}

/// The floor binds the miner as long as the certificate is unsold.
#[test]
fn a_new_price_meets_the_floor() {
	play(|| {
		let (plan, series, price) = shop();
		let under = Error::<Runtime>::PriceUnderFloor;
		assert_noop!(reprice(&ferdie(), series, &[1], plan.lowest_price() - 1), under);
		assert_noop!(reprice(&ferdie(), series, &[1, 3], 2 * price), Error::<Runtime>::NotListed);
		assert_ok!(reprice(&ferdie(), series, &[1, 2], 2 * price));
		assert_eq!([1, 2].map(|item| price_of(series, item)), [2 * price; 2]);
		assert_ok!(reprice(&ferdie(), series, &[1], price));
		assert_ok!(buy(&bob(), series, &[1, 2], 3 * price));
	});
}

#[test]
fn an_expired_listing_is_neither_repriced_nor_bought_and_anyone_takes_it_away() {
	play(|| {
		let series = mine();
		let list = Call::list { series, items: items(&[0]), price: ASKED, expires_in_days: 2 };
		assert_ok!(act(alice(), list));
		next_day();
		assert_noop!(delist(&eve(), series, &[0]), Error::<Runtime>::NotSeller);
		next_day();
		assert_noop!(buy(&bob(), series, &[0], ASKED), Error::<Runtime>::ListingExpired);
		let expired = Error::<Runtime>::ListingExpired;
		assert_noop!(reprice(&alice(), series, &[0], 1), expired);
		assert_eq!(lock(series, 0), Some(Lock::Listed));
		assert_ok!(delist(&eve(), series, &[0]));
		assert_told(Event::Delisted { series, items: items(&[0]), who: eve() });
		assert_eq!(lock(series, 0), None);
		assert_ok!(hand_over(&alice(), series, 0, &bob()));
	});
}

/// On the last day of a certificate nothing is sold any more: there would be nothing to earn.
#[test]
fn a_certificate_on_its_last_day_is_not_sold() {
	play(|| {
		let plan = Plan::default();
		let series = plan.on_sale_at(plan.lowest_price());
		assert_ok!(buy(&alice(), series, &[0, 1], 2 * plan.lowest_price()));
		let first = today() + 1;
		assert_ok!(list(&alice(), series, &[0], 500));
		assert_ok!(list(&alice(), series, &[1], 500));
		to_day(first + 1);
		assert_ok!(buy(&bob(), series, &[0], 500));
		to_day(first + 2);
		let ended: DispatchError = Error::<Runtime>::NearlyEnded.into();
		assert_noop!(buy(&bob(), series, &[1], 500), ended);
		assert_noop!(list(&bob(), series, &[0], 500), ended);
		// Anyone takes it away, also while it has not expired.
		assert_ok!(delist(&eve(), series, &[1]));
		assert_eq!(lock(series, 1), None);
	});
}

/// Whoever is blocked sells nevertheless: what cannot be paid waits.
#[test]
fn a_seller_who_cannot_be_paid_stops_nobody() {
	play(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], ASKED));
		block_asset(DOLLARS, alice());
		let before = balance(&alice(), &DOLLAR);
		assert_ok!(buy(&charlie(), series, &[0], ASKED));
		let (who, asset, amount) = (alice(), DOLLAR, ASKED - FEE);
		assert_told(Event::PaymentCredited { who, asset, amount });
		assert_eq!(credit(&alice(), &DOLLAR), amount);
		assert_eq!(held(&DOLLAR), amount);
		assert_eq!(balance(&alice(), &DOLLAR), before);
		check_everything();
		assert!(withdraw_credit(&alice(), DOLLAR).is_err());
		thaw_asset(DOLLARS, alice());
		assert_noop!(withdraw_credit(&bob(), DOLLAR), Error::<Runtime>::NoCredit);
		assert_noop!(withdraw_credit(&alice(), COIN), Error::<Runtime>::NoCredit);
		assert_ok!(withdraw_credit(&alice(), DOLLAR));
		assert_told(Event::CreditPaid { who: alice(), asset: DOLLAR, amount });
		assert_eq!(balance(&alice(), &DOLLAR), before + amount);
		assert_eq!(held(&DOLLAR), 0);
		assert_noop!(withdraw_credit(&alice(), DOLLAR), Error::<Runtime>::NoCredit);
	});
}

/// The next payment brings the credit with it.
#[test]
fn a_credit_comes_with_the_next_payment() {
	play(|| {
		let series = mine();
		let before = balance(&alice(), &DOLLAR);
		block_asset(DOLLARS, alice());
		assert_ok!(list(&alice(), series, &[0], 1_000));
		assert_ok!(buy(&bob(), series, &[0], 1_000));
		thaw_asset(DOLLARS, alice());
		assert_ok!(list(&bob(), series, &[0], 500));
		assert_ok!(buys_and_sells(series));
		assert_eq!(credit(&alice(), &DOLLAR), 0);
		assert_eq!(balance(&alice(), &DOLLAR), before + 990 + 990 - 500);
	});
}

/// Alice buys certificate 0, and sells it at once.
fn buys_and_sells(series: SeriesId) -> sp_runtime::DispatchResult {
	buy(&alice(), series, &[0], 500)?;
	list(&alice(), series, &[0], 1_000)?;
	buy(&charlie(), series, &[0], 1_000)
}
