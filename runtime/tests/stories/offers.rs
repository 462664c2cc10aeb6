//! Offers for certificates that are not for sale.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use pallet_hashrate_market::{Error, Event, OffersBy};

/// Somebody wants Alice's certificate, and she agrees.
#[test]
fn an_offer_is_made_and_accepted() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let mut book = Book::open();
		let id = offered(&charlie(), series, 0, 1_001);
		let expires = today() + 90;
		let rate = sp_runtime::Permill::from_percent(1);
		let (item, bidder, amount) = (0, charlie(), 1_001);
		let made = Event::OfferMade { offer: id, series, item, bidder, amount, expires, rate };
		assert_told(made);
		assert!(OffersBy::<Runtime>::contains_key(charlie(), id));
		book.moves(charlie(), market(), &DOLLAR, 1_001);
		book.agrees("offer");
		assert_eq!((owner(series, 0), lock(series, 0)), (Some(alice()), None));

		assert_noop!(accept_offer(&bob(), id), Error::<Runtime>::NotOwner);
		assert_noop!(accept_offer(&charlie(), id), Error::<Runtime>::NotOwner);
		assert_ok!(accept_offer(&alice(), id));
		assert_told(Event::OfferAccepted { offer: id, seller: alice() });
		let (buyer, seller, total, fee) = (charlie(), alice(), 1_001, 11);
		assert_told(Event::Resold { series, items: items(&[0]), buyer, seller, total, fee });
		book.moves(market(), charlie(), &DOLLAR, 1_001);
		book.pays_fee(charlie(), &DOLLAR, 11);
		book.moves(charlie(), alice(), &DOLLAR, 990);
		book.moves(income(), alice(), &COIN, EXPECTED / 2);
		book.agrees("accept");
		assert_eq!(owner(series, 0), Some(charlie()));
		assert_noop!(accept_offer(&charlie(), id), Error::<Runtime>::UnknownOffer);
		assert_noop!(cancel_offer(&charlie(), id), Error::<Runtime>::UnknownOffer);
		assert_eq!(OffersBy::<Runtime>::iter().count(), 0);
	});
}

/// The bidder takes it back whenever it likes, and nobody else before it is over.
#[test]
fn an_offer_is_taken_back() {
	play(|| {
		let series = mine();
		let book = Book::open();
		let id = offered(&charlie(), series, 0, 1_000);
		assert_noop!(cancel_offer(&alice(), id), Error::<Runtime>::NotBidder);
		assert_noop!(cancel_offer(&eve(), id), Error::<Runtime>::NotBidder);
		assert_ok!(cancel_offer(&charlie(), id));
		let (bidder, who) = (charlie(), charlie());
		assert_told(Event::OfferCancelled { offer: id, bidder, amount: 1_000, who });
		book.agrees("cancel");
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::UnknownOffer);
	});
}

/// An offer that expired is anyone's to send back.
#[test]
fn an_expired_offer_is_sent_back_by_anyone() {
	play(|| {
		let series = mine();
		let book = Book::open();
		let id = offer_for(2, series);
		next_day();
		assert_noop!(cancel_offer(&eve(), id), Error::<Runtime>::NotBidder);
		next_day();
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::OfferExpired);
		assert_ok!(cancel_offer(&eve(), id));
		book.agrees("cancel");
		// A day is enough for who is quick.
		let id = offer_for(1, series);
		assert_ok!(accept_offer(&alice(), id));
	});
}

fn offer_for(days: u32, series: u32) -> u32 {
	let id = pallet_hashrate_market::NextOfferId::<Runtime>::get();
	assert_ok!(make_offer(&charlie(), series, 0, 1_000, days));
	id
}

/// An offer is for the certificate, whoever owns it when it is accepted, but not for one's own.
#[test]
fn an_offer_goes_with_the_certificate() {
	play(|| {
		let series = mine();
		let id = offered(&charlie(), series, 0, 1_000);
		let eves = offered(&eve(), series, 0, 2_000);
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::NotOwner);
		assert_noop!(accept_offer(&eve(), eves), Error::<Runtime>::BuyFromSelf);
		let before = balance(&eve(), &DOLLAR);
		assert_ok!(accept_offer(&eve(), id));
		assert_eq!(balance(&eve(), &DOLLAR), before + 990);
		assert_ok!(accept_offer(&charlie(), eves));
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

#[test]
fn nobody_offers_to_itself() {
	play(|| {
		let series = mine();
		let own = Error::<Runtime>::BuyFromSelf;
		assert_noop!(make_offer(&alice(), series, 0, 1_000, 1), own);
	});
}

/// What is locked is neither offered for nor sold by an offer.
#[test]
fn what_is_for_sale_takes_no_offers() {
	play(|| {
		let series = mine();
		let id = offered(&charlie(), series, 0, 1_000);
		assert_ok!(list(&alice(), series, &[0], 5_000));
		let locked = Error::<Runtime>::CertificateLocked;
		assert_noop!(make_offer(&eve(), series, 0, 1_000, 1), locked);
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::CertificateLocked);
		assert_ok!(delist(&alice(), series, &[0]));
		let lot = auctioned(&alice(), series, &[0], english(1), 5);
		let locked = Error::<Runtime>::CertificateLocked;
		assert_noop!(make_offer(&eve(), series, 0, 1_000, 1), locked);
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::CertificateLocked);
		// It waits.
		assert_noop!(cancel_offer(&eve(), id), Error::<Runtime>::NotBidder);
		assert_ok!(cancel_auction(&alice(), lot));
		assert_ok!(accept_offer(&alice(), id));
	});
}

/// An offer to the miner starts a term and fills the escrow.
#[test]
fn an_offer_for_an_unsold_certificate() {
	play(|| {
		let plan = Plan::default();
		let series = plan.open();
		let price = plan.lowest_price();
		let under = Error::<Runtime>::PriceUnderFloor;
		assert_noop!(make_offer(&bob(), series, 0, price - 1, 1), under);
		let own = Error::<Runtime>::BuyFromSelf;
		assert_noop!(make_offer(&ferdie(), series, 0, price, 1), own);
		let mut book = Book::open();
		let id = offered(&bob(), series, 0, price);
		assert_ok!(accept_offer(&ferdie(), id));
		let (start, end) = (today() + 1, today() + 3);
		assert_told(Event::Bought {
			series,
			items: items(&[0]),
			buyer: bob(),
			seller: ferdie(),
			total: price,
			fee: 75_000,
			start,
			end,
		});
		book.pays_fee(bob(), &DOLLAR, 75_000);
		book.moves(bob(), escrow(), &DOLLAR, 7_425_000);
		book.agrees("accept");
		assert_eq!(RiskEscrow::unreleased(series, 0), 7_425_000);
	});
}

/// What was offered for an unsold certificate is not for one whose days have begun to pass.
#[test]
fn an_offer_is_void_once_the_certificate_is_sold() {
	play(|| {
		let plan = Plan::default();
		let series = plan.open();
		let price = plan.lowest_price();
		let [burnt, bought] = [0, 1].map(|item| offered(&bob(), series, item, price));
		assert_eq!(held(&DOLLAR), 2 * price);
		assert_ok!(list(&ferdie(), series, &[1], price));
		assert_ok!(buy(&alice(), series, &[1], price));
		let burn = pallet_hashrate_nft::Call::burn_unsold { series, items: items(&[0]) };
		assert_ok!(act(ferdie(), burn));
		let void = Error::<Runtime>::OfferVoid;
		assert_noop!(accept_offer(&alice(), bought), void);
		assert_noop!(accept_offer(&ferdie(), burnt), Error::<Runtime>::OfferVoid);
		let before = balance(&bob(), &DOLLAR);
		for id in [burnt, bought] {
			assert_ok!(cancel_offer(&eve(), id));
		}
		assert_eq!(balance(&bob(), &DOLLAR), before + 2 * price);
		assert_eq!(held(&DOLLAR), 0);
	});
}

/// On the last day of a certificate its offers are over: anyone sends them back.
#[test]
fn offers_end_before_the_certificate() {
	play(|| {
		let (_, series, _) = shop();
		let id = offered(&bob(), series, 0, 1_000);
		to_day(unpaid(series) + 1);
		assert_noop!(cancel_offer(&eve(), id), Error::<Runtime>::NotBidder);
		next_day();
		let ended = Error::<Runtime>::NearlyEnded;
		assert_noop!(accept_offer(&alice(), id), ended);
		assert_noop!(make_offer(&bob(), series, 0, 1_000, 1), Error::<Runtime>::NearlyEnded);
		let before = balance(&bob(), &DOLLAR);
		assert_ok!(cancel_offer(&eve(), id));
		assert_eq!(balance(&bob(), &DOLLAR), before + 1_000);
	});
}

/// An offer whose certificate has been paid out and burnt keeps nobody's money.
#[test]
fn an_offer_for_what_is_gone_is_sent_back() {
	play(|| {
		let (_, series, _) = shop();
		let id = offered(&bob(), series, 0, 1_000);
		let day = unpaid(series);
		to_day(day + 5);
		assert_ok!(distribute(&ferdie(), series, day, &[500; 3]));
		paid_out();
		assert_eq!(owner(series, 0), None);
		assert_noop!(accept_offer(&alice(), id), Error::<Runtime>::OfferVoid);
		let before = balance(&bob(), &DOLLAR);
		assert_ok!(cancel_offer(&eve(), id));
		assert_eq!(balance(&bob(), &DOLLAR), before + 1_000);
	});
}

/// A bidder that cannot be repaid has a credit.
#[test]
fn an_offer_that_cannot_be_repaid_is_a_credit() {
	play(|| {
		let series = mine();
		let before = balance(&bob(), &DOLLAR);
		let id = offered(&bob(), series, 0, 1_000);
		block_asset(DOLLARS, bob());
		assert_ok!(cancel_offer(&bob(), id));
		let (who, asset, amount) = (bob(), DOLLAR, 1_000);
		assert_told(Event::PaymentCredited { who, asset, amount });
		assert_eq!((credit(&bob(), &DOLLAR), held(&DOLLAR)), (1_000, 1_000));
		thaw_asset(DOLLARS, bob());
		assert_ok!(withdraw_credit(&bob(), DOLLAR));
		assert_eq!(balance(&bob(), &DOLLAR), before);
	});
}
