//! Answers to owners about the offers for their certificates.

use super::*;
use dmex_primitives::OfferId;

/// About one per cent of a deposit, below which nobody offers.
const LOW: Balance = 1_500_000;

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
		let low = offered(&charlie(), series, 0, LOW);
		let high = offered(&dave(), series, 0, LOW + 1);
		let late = offered(&eve(), series, 0, LOW);
		offered(&charlie(), series, 1, 2 * LOW);
		let short = high + 3;
		assert_ok!(make_offer(&charlie(), series, 0, 3 * LOW, 1));
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
		offered(&eve(), series, 0, LOW);
		let first = offers(series, 3).remove(0);
		assert_eq!((first.first_sale, first.last_day), (true, today + 89));
		let resale = offers(series, 0).remove(0);
		assert_eq!((resale.first_sale, resale.last_day), (false, today + 59));
		to_day(resale.last_day);
		assert_eq!(ids(series, 0), [resale.offer]);
		next_day();
		assert!(offers(series, 0).is_empty());
		assert_noop!(accept_offer(&alice(), resale.offer), Error::<Runtime>::OfferExpired);
	});
}

#[test]
fn only_the_hundred_highest_offers_are_shown() {
	execute_with_checks(|| {
		let series = mine();
		for more in 1..=101 {
			offered(&charlie(), series, 0, LOW + more);
		}
		let shown: Vec<_> = offers(series, 0).iter().map(|info| info.amount - LOW).collect();
		assert_eq!(shown, (2..=101).rev().collect::<Vec<Balance>>());
	});
}

/// However many offers there are for what a certificate no longer is, those that can be accepted are seen.
#[test]
fn void_offers_hide_no_good_ones() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(delist(&ferdie(), series, &[3]));
		for _ in 0..MAX_OFFERS {
			offered(&charlie(), series, 3, PRICE);
		}
		assert_ok!(list(&ferdie(), series, &[3], PRICE));
		assert_ok!(buy(&alice(), series, &[3], PRICE));
		let good = offered(&dave(), series, 3, LOW);
		assert_eq!(ids(series, 3), [good]);
	});
}

#[test]
fn portfolio_shows_offers_page_by_page_after_certificates() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(buy(&alice(), series, &[2], PRICE));
		let made: Vec<_> = (0..3).map(|more| offered(&alice(), series, 1, LOW + more)).collect();
		let (mut held, mut found, mut cursor) = (Vec::new(), Vec::new(), None);
		for page in 0..5 {
			let info = queries::portfolio(alice(), cursor, 1);
			assert_eq!(info.certificates.len() + info.offers.len(), 1);
			held.extend(info.certificates.iter().map(|each| each.item));
			found.extend(info.offers.iter().map(|each| each.offer));
			assert_eq!(held.len(), 2.min(page + 1), "certificates come first");
			assert_eq!(info.cursor.is_none(), page == 4);
			cursor = info.cursor;
		}
		held.sort();
		found.sort();
		assert_eq!((held, found), (vec![0, 2], made));
		let whole = queries::portfolio(alice(), None, 5);
		assert_eq!((whole.certificates.len(), whole.offers.len(), whole.cursor), (2, 3, None));
	});
}
