//! Offers that nobody would accept, and how they end by themselves.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::OfferId;
use dmex_runtime::{constants::market::OFFER_DEPOSIT, queries};
use pallet_hashrate_market::{Error, Event, ExpiringOffers, NextOfferId, Offers};

/// One per cent of a deposit of `mine`, rounded up.
const LEAST: Balance = 1_485_001;

fn offers_of_everybody() -> usize {
	Offers::<Runtime>::iter_keys().count()
}

/// Many offers of next to nothing would hide those that are meant: each costs a hundredth of what it is
/// for, and a deposit for its record.
#[test]
fn offers_of_next_to_nothing_are_refused() {
	execute_with_checks(|| {
		let series = mine();
		for amount in [1, LEAST - 1] {
			let low = Error::<Runtime>::OfferTooLow;
			assert_noop!(make_offer(&eve(), series, 0, amount, 90), low);
		}
		let mut book = Book::open();
		let offer = offered(&eve(), series, 0, LEAST);
		book.moves(eve(), market(), &DOLLAR, LEAST);
		book.moves(eve(), market(), &Asset::Native, OFFER_DEPOSIT);
		book.agrees("an offer");
		assert_ok!(accept_offer(&alice(), offer));
		book.moves(market(), eve(), &Asset::Native, OFFER_DEPOSIT);
		book.moves(market(), eve(), &DOLLAR, LEAST);
		let fee = LEAST.div_ceil(100);
		book.pays_fee(eve(), &DOLLAR, fee);
		book.moves(eve(), alice(), &DOLLAR, LEAST - fee);
		book.agrees("it is accepted");
	});
}

/// Nobody acts on them: the chain returns the money and the deposits.
#[test]
fn the_chain_ends_offers_when_they_expire() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		let offer = NextOfferId::<Runtime>::get();
		assert_ok!(make_offer(&eve(), series, 0, LEAST, 2));
		assert_ok!(make_offer(&dave(), series, 1, LEAST, 90));
		book.moves(dave(), market(), &DOLLAR, LEAST);
		book.moves(dave(), market(), &Asset::Native, OFFER_DEPOSIT);
		to_day(today() + 1);
		assert_eq!(offers_of_everybody(), 2);
		to_day(today() + 1);
		// In the first blocks of the day.
		to_block(System::block_number() + 2);
		assert_eq!((offers_of_everybody(), Offers::<Runtime>::contains_key(offer)), (1, false));
		book.agrees("one has expired");
	});
}

/// The certificate was sold meanwhile: the offer is void, and ends when it expires.
#[test]
fn void_offers_end_when_they_expire() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(delist(&ferdie(), series, &[3]));
		let before = balance(&eve(), &DOLLAR);
		assert_ok!(make_offer(&eve(), series, 3, PRICE, 2));
		assert_ok!(list(&ferdie(), series, &[3], PRICE));
		assert_ok!(buy(&alice(), series, &[3], PRICE));
		assert!(queries::portfolio(eve(), None, 9).offers[0].void);
		to_day(today() + 2);
		to_block(System::block_number() + 2);
		assert_eq!((offers_of_everybody(), balance(&eve(), &DOLLAR)), (0, before));
	});
}

/// A series that never sold anything goes with its last certificate, and an offer for one outlives it.
#[test]
fn offers_for_a_series_that_is_gone_are_repaid() {
	execute_with_checks(|| {
		let series = sixty_days().open();
		let before = [DOLLAR, Asset::Native].map(|asset| balance(&eve(), &asset));
		let offer = offered(&eve(), series, 0, PRICE);
		let items = items(&[0, 1, 2, 3]);
		assert_ok!(act(ferdie(), pallet_hashrate_nft::Call::burn_unsold { series, items }));
		assert_noop!(accept_offer(&ferdie(), offer), Error::<Runtime>::OfferVoid);
		assert_ok!(cancel_offer(&nobody(), offer));
		assert_emitted(Event::OfferCancelled {
			offer,
			bidder: eve(),
			amount: PRICE,
			who: nobody(),
		});
		assert_eq!([DOLLAR, Asset::Native].map(|asset| balance(&eve(), &asset)), before);
	});
}

/// The owner waits until the certificate is nearly worthless, and takes an offer that is as good as ever.
#[test]
fn an_offer_demands_days_that_are_left() {
	execute_with_checks(|| {
		let (series, now) = (mine(), today());
		let few = Error::<Runtime>::TooFewDaysLeft;
		assert_noop!(make_offer_demanding(&eve(), series, 0, PRICE, 90, (61, 0)), few);
		let offer: OfferId = NextOfferId::<Runtime>::get();
		assert_ok!(make_offer_demanding(&eve(), series, 0, PRICE, 90, (50, 0)));
		assert_ok!(make_offer_demanding(&eve(), series, 1, PRICE, 90, (50, 0)));
		let info = &queries::portfolio(eve(), None, 9).offers;
		assert!(info.iter().all(|each| each.last_day == now + 10));
		to_day(now + 10);
		assert_ok!(accept_offer(&alice(), offer));
		next_day();
		assert_noop!(accept_offer(&bob(), offer + 1), Error::<Runtime>::OfferExpired);
		to_block(System::block_number() + 2);
		assert_eq!(ExpiringOffers::<Runtime>::iter().count(), 0);
	});
}

/// At the time of the offer and of its acceptance.
#[test]
fn what_an_offer_demands_is_there_when_it_is_accepted() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		next_day();
		let left = DEPOSIT - 2 * INSTALMENT;
		for item in [0, 1] {
			assert_ok!(make_offer_demanding(
				&eve(),
				series,
				item,
				PRICE,
				9,
				(0, left - INSTALMENT * item as Balance)
			));
		}
		next_day();
		let little = Error::<Runtime>::TooLittleUnreleased;
		assert_noop!(accept_offer(&alice(), 0), little);
		assert_ok!(accept_offer(&bob(), 1));
	});
}
