//! Quotes: what a purchase costs, and what it leaves to its buyer.

use super::*;
use crate::book::Book;

/// The fee of what Alice asks: 1,000,000.01, rounded up.
const ASKED_FEE: Balance = 1_000_001;

fn day(day: Day, release: Balance, refund: Balance, slash: Balance) -> QuotedDay {
	QuotedDay { day, release, floor: FloorInfo { refund, slash } }
}

#[test]
fn first_sale_is_charged_and_released_as_quoted() {
	execute_with_checks(|| {
		let series = sixty_days().on_sale_at(PRICE);
		let (info, now) = (quoted(series, &[3, 1]).unwrap(), today());
		assert_eq!((info.first_sale, &info.payment_asset), (true, &DOLLAR));
		assert_eq!((info.total, info.fee, info.net), (300_000_204, 3_000_004, 2 * DEPOSIT));
		assert_eq!((info.unreleased, info.start_day, info.end_day), (info.net, now + 1, now + 60));
		assert_eq!((info.pledge, info.voted_floor), (60 * DMC, 150_000_000));
		let each = |item| QuotedItem {
			item,
			seller: ferdie(),
			price: PRICE,
			fee: PRICE - DEPOSIT,
			net: DEPOSIT,
			min_unreleased: DEPOSIT,
			start_day: now + 1,
			end_day: now + 60,
		};
		assert_eq!(info.items, [each(3), each(1)]);
		assert_eq!(info.days.len(), 60);
		// A tenth of a DMC for each of ten units and sixty days; sixty instalments and 40.
		let left = |days| 2 * (INSTALMENT * days + 40);
		assert_eq!(info.days[0], day(now + 1, 2 * INSTALMENT, left(59), 120 * DMC));
		assert_eq!(info.days[20], day(now + 21, 2 * INSTALMENT, left(39), 120 * DMC));
		assert_eq!(info.days[59], day(now + 60, 2 * INSTALMENT, 80, 0));

		let expensive = Error::<Runtime>::TooExpensive;
		assert_noop!(buy(&eve(), series, &[3, 1], info.total - 1), expensive);
		let mut book = Book::open();
		assert_ok!(buy(&eve(), series, &[3, 1], info.total));
		book.pays_fee(eve(), &DOLLAR, info.fee);
		book.moves(eve(), escrow(), &DOLLAR, info.net);
		book.agrees("buy");
		let held = queries::certificate(series, 1).unwrap();
		assert_eq!((held.deposit, held.unreleased), (DEPOSIT, DEPOSIT));
		assert_eq!((held.start_day, held.end_day), (Some(now + 1), Some(now + 60)));
		assert_eq!(quoted(series, &[1]), None, "it is sold");
		// The releases are those of the quote.
		pays(series, &[EXPECTED; 3]);
		assert_eq!(RiskEscrow::unreleased(series, 1) * 2, info.days[2].floor.refund);
	});
}

#[test]
fn resale_is_charged_and_released_as_quoted() {
	execute_with_checks(|| {
		let series = mine();
		let first = today() + 1;
		pays(series, &[EXPECTED, EXPECTED * 6 / 10]);
		assert_ok!(list(&alice(), series, &[0], ASKED));
		// The income of the first day was sent to her already.
		assert_eq!(RiskEscrow::claimable(series, 0), EXPECTED * 3 / 10);
		let info = quoted(series, &[0]).unwrap();
		assert_eq!((info.first_sale, &info.items[0].seller), (false, &alice()));
		assert_eq!((info.total, info.fee, info.net), (ASKED, ASKED_FEE, ASKED - ASKED_FEE));
		// An instalment and six tenths, 3,960,001.6 rounded up, are gone.
		let kept = DEPOSIT - 3_960_002;
		assert_eq!((info.unreleased, info.start_day, info.end_day), (kept, first, first + 59));
		assert_eq!(info.items[0].min_unreleased, kept);
		assert_eq!(info.days.len(), 58);
		assert_eq!(info.days[0], day(first + 2, INSTALMENT, kept - INSTALMENT, 60 * DMC));
		// In the end the holder has what was withheld, and the remainder.
		assert_eq!(info.days[57], day(first + 59, INSTALMENT, 990_000 + 40, 0));

		let mut book = Book::open();
		assert_ok!(buy(&charlie(), series, &[0], info.total));
		book.pays_fee(charlie(), &DOLLAR, info.fee);
		book.moves(charlie(), alice(), &DOLLAR, info.net);
		book.moves(income(), alice(), &COIN, EXPECTED * 3 / 10);
		book.agrees("buy");
		assert_eq!(RiskEscrow::unreleased(series, 0), info.unreleased);
	});
}

/// Certificates that began on different days, and days that are over and not paid yet.
#[test]
fn quoted_days_add_up_certificates_that_overlap() {
	execute_with_checks(|| {
		let series = mine();
		let first = today() + 1;
		to_day(first + 1);
		assert_ok!(buy(&alice(), series, &[2], PRICE));
		next_day();
		assert_ok!(list(&alice(), series, &[0, 2], ASKED));
		let info = quoted(series, &[0, 2]).unwrap();
		let dates = info.items.iter().map(|each| (each.start_day, each.end_day));
		let dates: Vec<_> = dates.collect();
		assert_eq!(dates, [(first, first + 59), (first + 2, first + 61)]);
		assert_eq!((info.start_day, info.end_day), (first, first + 61));
		assert_eq!((info.fee, info.unreleased), (2 * ASKED_FEE, 2 * DEPOSIT));
		// The two days that are over may be settled in full before the sale.
		let certain = info.items.iter().map(|each| each.min_unreleased).collect::<Vec<_>>();
		assert_eq!(certain, [DEPOSIT - 2 * INSTALMENT, DEPOSIT]);
		assert_eq!(info.days.len(), 62);
		// The first two days are those of the first certificate alone, the last of the second.
		let left = |days| INSTALMENT * days + 80;
		assert_eq!(info.days[0], day(first, INSTALMENT, left(119), 120 * DMC));
		assert_eq!(info.days[1], day(first + 1, INSTALMENT, left(118), 120 * DMC));
		assert_eq!(info.days[2], day(first + 2, 2 * INSTALMENT, left(116), 120 * DMC));
		assert_eq!(info.days[59], day(first + 59, 2 * INSTALMENT, left(2), 60 * DMC));
		assert_eq!(info.days[60], day(first + 60, INSTALMENT, left(1), 60 * DMC));
		assert_eq!(info.days[61], day(first + 61, INSTALMENT, left(0), 0));
	});
}

/// The miner stops: the refund is that of the quote, and the share of the slash not less.
#[test]
fn holders_get_at_least_the_quoted_floor() {
	execute_with_checks(|| {
		let series = mine();
		next_day();
		assert_ok!(buy(&eve(), series, &[2], PRICE));
		assert_ok!(list(&alice(), series, &[0], ASKED));
		assert_ok!(list(&eve(), series, &[2], ASKED));
		let info = [0, 2].map(|item| quoted(series, &[item]).unwrap());
		pays(series, &[EXPECTED, EXPECTED * 3 / 2]);
		let last = unpaid(series) - 1;
		to_day(last + 10);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		for (item, info) in [0, 2].into_iter().zip(&info) {
			let floor = info.days.iter().find(|each| each.day == last).unwrap().floor;
			let now = queries::certificate(series, item).unwrap();
			assert_eq!(now.unreleased, floor.refund, "{item}");
			// Paid with the refund already, or to be paid with it.
			assert!([0, floor.slash].contains(&now.slashed), "{item}: {}", now.slashed);
			assert_eq!(floor.slash, 60 * DMC);
		}
		let slash = ledger(series).state.termination().unwrap().slash;
		assert_eq!(slash, 3 * 60 * DMC);
	});
}

#[test]
fn what_one_call_cannot_buy_has_no_quote() {
	execute_with_checks(|| {
		let Bazaar { ferdies, daves, .. } = bazaar();
		assert!(quoted(ferdies, &[2, 3]).is_some());
		let too_many: Vec<ItemId> = (0..101).collect();
		for (items, why) in [
			(&[][..], "nothing"),
			(&[2, 2], "one twice"),
			(&too_many, "more than a call takes"),
			(&[0, 2], "a resale and a first sale"),
			(&[1], "in an auction"),
			(&[2, 4], "one that does not exist"),
		] {
			assert_eq!(quoted(ferdies, items), None, "{why}");
		}
		assert_eq!(quoted(daves, &[1]), None);
		assert_eq!(quoted(ferdies + 1, &[0]), None, "no such series");
	});
}
