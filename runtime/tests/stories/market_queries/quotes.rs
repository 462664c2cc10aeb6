//! What a purchase costs, and what it leaves to its buyer.

use super::*;
use crate::book::Book;

/// The fee of what Alice asks: 1,000,000.01, rounded up.
const ASKED_FEE: Balance = 1_000_001;

fn day(day: Day, release: Balance, refund: Balance, slash: Balance) -> QuotedDay {
	QuotedDay { day, release, floor: FloorInfo { refund, slash } }
}

#[test]
fn of_what_a_first_sale_costs_and_leaves() {
	play(|| {
		let series = sixty_days().on_sale_at(PRICE);
		let (told, now) = (quoted(series, &[3, 1]).unwrap(), today());
		assert_eq!((told.first_sale, &told.payment_asset), (true, &DOLLAR));
		assert_eq!((told.total, told.fee, told.net), (300_000_204, 3_000_004, 2 * DEPOSIT));
		assert_eq!((told.unreleased, told.start_day, told.end_day), (told.net, now + 1, now + 60));
		let each = |item| QuotedItem {
			item,
			seller: ferdie(),
			price: PRICE,
			fee: PRICE - DEPOSIT,
			net: DEPOSIT,
			start_day: now + 1,
			end_day: now + 60,
		};
		assert_eq!(told.items, [each(3), each(1)]);
		assert_eq!(told.days.len(), 60);
		// A tenth of a DMC for each of ten units and each day that is left; sixty slices and 40.
		let left = |days| 2 * (SLICE * days + 40);
		assert_eq!(told.days[0], day(now + 1, 2 * SLICE, left(59), 118 * DMC));
		assert_eq!(told.days[20], day(now + 21, 2 * SLICE, left(39), 78 * DMC));
		assert_eq!(told.days[59], day(now + 60, 2 * SLICE, 80, 0));

		let expensive = Error::<Runtime>::TooExpensive;
		assert_noop!(buy(&eve(), series, &[3, 1], told.total - 1), expensive);
		let mut book = Book::open();
		assert_ok!(buy(&eve(), series, &[3, 1], told.total));
		book.pays_fee(eve(), &DOLLAR, told.fee);
		book.moves(eve(), escrow(), &DOLLAR, told.net);
		book.agrees("buy");
		let held = queries::certificate(series, 1).unwrap();
		assert_eq!((held.deposit, held.unreleased), (DEPOSIT, DEPOSIT));
		assert_eq!((held.start_day, held.end_day), (Some(now + 1), Some(now + 60)));
		assert_eq!(quoted(series, &[1]), None, "it is sold");
		// What is released is what was told.
		pays(series, &[EXPECTED; 3]);
		assert_eq!(RiskEscrow::unreleased(series, 1) * 2, told.days[2].floor.refund);
	});
}

#[test]
fn of_what_a_resale_costs_and_leaves() {
	play(|| {
		let series = mine();
		let first = today() + 1;
		pays(series, &[EXPECTED, EXPECTED * 6 / 10]);
		assert_ok!(list(&alice(), series, &[0], ASKED));
		// The income of the first day was sent to her already.
		assert_eq!(RiskEscrow::claimable(series, 0), EXPECTED * 3 / 10);
		let told = quoted(series, &[0]).unwrap();
		assert_eq!((told.first_sale, &told.items[0].seller), (false, &alice()));
		assert_eq!((told.total, told.fee, told.net), (ASKED, ASKED_FEE, ASKED - ASKED_FEE));
		// A slice and six tenths, 3,960,001.6 rounded up, are gone.
		let kept = DEPOSIT - 3_960_002;
		assert_eq!((told.unreleased, told.start_day, told.end_day), (kept, first, first + 59));
		assert_eq!(told.days.len(), 58);
		assert_eq!(told.days[0], day(first + 2, SLICE, kept - SLICE, 57 * DMC));
		// In the end the holder has what was held back, and the remainder.
		assert_eq!(told.days[57], day(first + 59, SLICE, 990_000 + 40, 0));

		let mut book = Book::open();
		assert_ok!(buy(&charlie(), series, &[0], told.total));
		book.pays_fee(charlie(), &DOLLAR, told.fee);
		book.moves(charlie(), alice(), &DOLLAR, told.net);
		book.moves(income(), alice(), &COIN, EXPECTED * 3 / 10);
		book.agrees("buy");
		assert_eq!(RiskEscrow::unreleased(series, 0), told.unreleased);
	});
}

/// Certificates that began on different days, and days that are over and not paid yet.
#[test]
fn of_certificates_that_overlap() {
	play(|| {
		let series = mine();
		let first = today() + 1;
		to_day(first + 1);
		assert_ok!(buy(&alice(), series, &[2], PRICE));
		next_day();
		assert_ok!(list(&alice(), series, &[0, 2], ASKED));
		let told = quoted(series, &[0, 2]).unwrap();
		let dates = told.items.iter().map(|each| (each.start_day, each.end_day));
		let dates: Vec<_> = dates.collect();
		assert_eq!(dates, [(first, first + 59), (first + 2, first + 61)]);
		assert_eq!((told.start_day, told.end_day), (first, first + 61));
		assert_eq!((told.fee, told.unreleased), (2 * ASKED_FEE, 2 * DEPOSIT));
		assert_eq!(told.days.len(), 62);
		// The first two days are those of the first certificate alone, the last of the second.
		let left = |days| SLICE * days + 80;
		assert_eq!(told.days[0], day(first, SLICE, left(119), (59 + 60) * DMC));
		assert_eq!(told.days[1], day(first + 1, SLICE, left(118), (58 + 60) * DMC));
		assert_eq!(told.days[2], day(first + 2, 2 * SLICE, left(116), (57 + 59) * DMC));
		assert_eq!(told.days[59], day(first + 59, 2 * SLICE, left(2), 2 * DMC));
		assert_eq!(told.days[60], day(first + 60, SLICE, left(1), DMC));
		assert_eq!(told.days[61], day(first + 61, SLICE, left(0), 0));
	});
}

/// What a holder gets when the miner stops is what was told, and of the slash no less.
#[test]
fn of_a_floor_that_holds() {
	play(|| {
		let series = mine();
		next_day();
		assert_ok!(buy(&eve(), series, &[2], PRICE));
		assert_ok!(list(&alice(), series, &[0], ASKED));
		assert_ok!(list(&eve(), series, &[2], ASKED));
		let told = [0, 2].map(|item| quoted(series, &[item]).unwrap());
		pays(series, &[EXPECTED, EXPECTED * 3 / 2]);
		let last = unpaid(series) - 1;
		to_day(last + 10);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		for (item, told) in [0, 2].into_iter().zip(&told) {
			let floor = told.days.iter().find(|each| each.day == last).unwrap().floor;
			let now = queries::certificate(series, item).unwrap();
			assert_eq!(now.unreleased, floor.refund, "{item}");
			assert!(now.slash_share >= floor.slash, "{item}: {} of the slash", now.slash_share);
			assert!(floor.slash >= 58 * DMC);
		}
		let slash = ledger(series).state.termination().unwrap().slash;
		assert_eq!(slash, 3 * 60 * DMC);
	});
}

#[test]
fn of_nothing_that_one_call_cannot_buy() {
	play(|| {
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
