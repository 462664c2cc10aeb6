//! Answers to owners about the offers for their certificates.

use super::*;
use dmex_primitives::OfferId;

fn offers(series: SeriesId, item: ItemId) -> Vec<OfferInfo> {
	queries::certificate(series, item).unwrap().offers.unwrap()
}

fn ids(series: SeriesId, item: ItemId) -> Vec<OfferId> {
	offers(series, item).iter().map(|info| info.offer).collect()
}

#[test]
fn certificate_shows_offers_that_its_owner_can_accept() {
	execute_with_checks(|| {
		let series = mine();
		assert!(offers(series, 0).is_empty());
		let low = offered(&charlie(), series, 0, 1_000);
		let high = offered(&dave(), series, 0, 1_001);
		let late = offered(&eve(), series, 0, 1_000);
		offered(&charlie(), series, 1, 5_000);
		let short = high + 3;
		assert_ok!(make_offer(&charlie(), series, 0, 9_000, 1));
		assert_eq!(ids(series, 0), [short, high, low, late], "the highest first, then the oldest");
		next_day();
		assert_eq!(ids(series, 0), [high, low, late], "one has expired");
		assert_ok!(list(&alice(), series, &[0], 500));
		assert_eq!(ids(series, 0).len(), 3, "a lock may be taken away");
		assert_ok!(buy(&eve(), series, &[0], 500));
		assert_eq!(ids(series, 0), [high, low], "nobody accepts its own");
		// A portfolio tells the same, but this.
		let held = queries::portfolio(eve(), None, 100).certificates.remove(0);
		assert_eq!(held.offers, None);
		let info = queries::certificate(series, 0).unwrap();
		assert_eq!(info, CertificateInfo { offers: info.offers.clone(), ..held });

		assert_ok!(accept_offer(&eve(), info.offers.unwrap()[0].offer));
		assert_eq!(owner(series, 0), Some(dave()));
		assert_eq!(ids(series, 0), [low, late]);
		assert_ok!(declare_event(series));
		assert!(offers(series, 0).is_empty(), "frozen");
		assert_ok!(end_event(series));
		assert!(offers(series, 0).is_empty(), "void");
	});
}

#[test]
fn offers_have_the_last_day_on_which_they_can_be_accepted() {
	execute_with_checks(|| {
		let (series, today) = (mine(), today());
		assert_ok!(delist(&ferdie(), series, &[3]));
		offered(&eve(), series, 3, PRICE);
		offered(&eve(), series, 0, 1_000);
		let first = offers(series, 3).remove(0);
		assert_eq!((first.first_sale, first.last_day), (true, today + 89));
		let resale = offers(series, 0).remove(0);
		assert_eq!((resale.first_sale, resale.last_day), (false, today + 59));
		to_day(resale.last_day);
		assert_eq!(ids(series, 0), [resale.offer]);
		next_day();
		assert!(offers(series, 0).is_empty());
		assert_noop!(accept_offer(&alice(), resale.offer), Error::<Runtime>::NearlyEnded);
	});
}

#[test]
fn only_the_hundred_highest_offers_are_shown() {
	execute_with_checks(|| {
		let series = mine();
		for amount in 1..=101 {
			offered(&charlie(), series, 0, amount);
		}
		let shown: Vec<_> = offers(series, 0).iter().map(|info| info.amount).collect();
		assert_eq!(shown, (2..=101).rev().collect::<Vec<Balance>>());
		assert_eq!(queries::portfolio(charlie(), None, 1).offers.len(), 100);
	});
}
