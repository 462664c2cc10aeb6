//! Averages that were wrong and are struck out after days were settled by them.

use super::*;

/// One certificate for `term` days, whose days 41 and 42 are measured by ten times what a day earns.
fn wronged(term: u32) -> Book {
	let mut book = thousand(term);
	book.averages.extend([41, 42].map(|day| (day, PerUnit::from_u32(10))));
	book
}

fn settle(book: &mut Book, n: usize, paid: Balance) {
	for _ in 0..n {
		book.settle(paid);
	}
}

fn window(book: &Book) -> Window {
	book.ledger().last_window(&mut &*book).unwrap()
}

fn breach(book: &Book) -> Option<Breach> {
	book.ledger().breach(book.today, &mut &*book).unwrap()
}

fn unreleased(book: &Book, item: usize) -> Balance {
	book.entitlement(&book.positions[item].unwrap()).unreleased
}

#[test]
fn honest_miner_is_in_no_breach_and_gets_what_was_withheld() {
	let mut book = wronged(30);
	// It pays 98 % of the truth. Each day is measured against ten times as much, until the truth is
	// known, and its window stays low for long.
	settle(&mut book, 20, 980);
	let low = window(&book);
	assert_eq!((low.days, low.paid, low.expected), (20, 19_600, 38_000));
	assert_eq!(book.miner, 2 * 9 + 18 * 98);
	for day in [41, 42] {
		let Struck { fraction, released, .. } = book.strike(day).unwrap();
		// 98 % of what the application promises are enough.
		assert_eq!((fraction.into_inner(), released), (ONE / 1_000 * 902, 90));
	}
	assert_eq!(window(&book).days, 18);
	assert_eq!(unreleased(&book, 0), 3_000 - (200 + 18 * 98));
	// From now on each day releases everything.
	assert_eq!(book.settle(980).fraction, FixedU128::one());
}

#[test]
fn takes_the_day_out_of_the_streak() {
	let mut book = thousand(30);
	// Four underpaid days, of which the second is measured by a wrong average, after one that was paid.
	book.averages.insert(43, PerUnit::from_u32(10));
	for paid in [1_000, 700, 1_000, 700, 700] {
		book.settle(paid);
	}
	let streak = |book: &Book| {
		let Clocks { underpaid_streak, underpaid_days, .. } = book.ledger().clocks;
		(underpaid_streak, underpaid_days)
	};
	assert_eq!(streak(&book), (4, 4));
	book.strike(43).unwrap();
	assert_eq!(streak(&book), (3, 3));
	// One that was paid ends the row before it all the same.
	book.strike(41).unwrap();
	assert_eq!(streak(&book), (3, 3));
	book.settle(1_000);
	book.settle(700);
	book.strike(44).unwrap();
	assert_eq!(streak(&book), (1, 3));
}

#[test]
fn ends_a_breach_that_the_average_proved() {
	let mut book = thousand(30);
	book.averages.extend((41..=47).map(|day| (day, PerUnit::from_u32(2))));
	settle(&mut book, 7, 1_000);
	book.today = 48;
	assert_eq!(breach(&book), Some(Breach::UnderpaidStreak { days: 7 }));
	book.strike(44).unwrap();
	assert_eq!(breach(&book), None);
}

#[test]
fn certificates_that_ended_keep_what_was_withheld() {
	let mut book = Book::new(1_000, 3, 40);
	book.averages.extend((41..=60).map(|day| (day, PerUnit::one())));
	book.averages.insert(42, PerUnit::from_u32(10));
	book.sell(&[300]);
	book.today = 41;
	book.sell(&[600]);
	book.today = 42;
	book.sell(&[900]);
	book.today = 50;
	for paid in [1_000, 2_000, 3_000] {
		book.settle(paid);
	}
	// The first one has ended, and the third was not active on day 42: nine tenths of the instalment of
	// the second are released.
	let (first, third) = (unreleased(&book, 0), unreleased(&book, 2));
	assert_eq!(first, 90);
	assert_eq!(book.strike(42).unwrap().released, 180);
	assert_eq!((unreleased(&book, 0), unreleased(&book, 2)), (first, third));
	assert_eq!(unreleased(&book, 1), 200);
	settle(&mut book, 2, 2_000);
	assert_eq!([0, 1, 2].map(|item| book.retire(item).unwrap().1), [90, 0, 0]);
	assert_eq!((book.escrow, book.ledger().custody.escrowed), (0, 0));
}

#[test]
fn forgives_missed_days_to_certificates_that_have_not_ended() {
	let mut book = wronged(3);
	settle(&mut book, 2, 1_000);
	book.strike(41).unwrap();
	// Of the days 41 and 42 nine tenths were missing each, and of day 43 everything is.
	assert_eq!(book.settle(0).slash, PLEDGE * 19 / 30);
	book.strike(42).unwrap();
	assert_eq!(book.retire(0).unwrap().2, PLEDGE * 19 / 30);
}

#[test]
fn order_does_not_matter() {
	let after = |order: [Day; 3]| {
		let mut book = wronged(30);
		book.averages.insert(43, PerUnit::from_u32(9));
		settle(&mut book, 3, 980);
		for day in order {
			book.averages.remove(&day);
			book.struck.insert(day);
		}
		for day in order {
			book.apply_strike(day).unwrap();
		}
		let SeriesLedger { progress, clocks, custody, .. } = book.ledger().clone();
		(progress, clocks, custody, book.miner, window(&book))
	};
	let forwards = after([41, 42, 43]);
	assert_eq!(forwards.0.last_average, PerUnit::one());
	assert_eq!(forwards.4, Window::default());
	for order in [[43, 42, 41], [42, 43, 41], [41, 43, 42]] {
		assert_eq!(after(order), forwards);
	}
}

#[test]
fn takes_nothing_back() {
	// The average was too low: the day released everything, and keeps it.
	let mut book = thousand(3);
	book.averages.insert(41, PerUnit::from_rational(1, 10));
	book.settle(100);
	let Struck { fraction, released, .. } = book.strike(41).unwrap();
	assert_eq!((fraction, released, book.miner), (FixedU128::zero(), 0, 100));
}

#[test]
fn measures_by_the_last_average_before_it() {
	let mut book = thousand(40);
	book.averages.insert(42, PerUnit::from_rational(1, 2));
	book.averages.insert(43, PerUnit::from_u32(10));
	settle(&mut book, 1, 1_000);
	settle(&mut book, 2, 500);
	assert_eq!(book.ledger().progress.last_average, PerUnit::from_u32(10));
	assert_eq!(book.strike(43).unwrap().fraction.into_inner(), ONE / 100 * 95);
	// And so are days to come that have none.
	assert_eq!(book.ledger().progress.last_average, PerUnit::from_rational(1, 2));
	// Not if a later day has one.
	settle(&mut book, 1, 1_000);
	book.strike(42).unwrap();
	assert_eq!(book.ledger().progress.last_average, PerUnit::one());
}

#[test]
fn written_off_days_release_nothing_and_frozen_ones_what_was_paid() {
	let mut book = wronged(30);
	book.try_settle(0, true).unwrap();
	assert_eq!(book.strike(41).unwrap().fraction, FixedU128::zero());
	book.freeze(FreezeCause::Event);
	book.settle(900);
	book.resume();
	// Nine tenths of the promise, without tolerance.
	assert_eq!(book.strike(42).unwrap().fraction.into_inner(), ONE / 100 * 81);
}

#[test]
fn works_until_sixty_more_days_are_settled() {
	let mut book = wronged(100);
	settle(&mut book, 61, 1_000);
	assert_eq!(book.ledger().progress.settled_through, 101);
	let late = {
		let mut late = wronged(100);
		settle(&mut late, 62, 1_000);
		late.strike(41)
	};
	assert_eq!(late, Err(LedgerError::TooLate));
	assert!(book.strike(41).is_ok());
	assert_eq!(book.strike(41), Err(LedgerError::AlreadyStruck));
}

#[test]
fn is_of_a_settled_day_with_an_average() {
	let mut book = thousand(30);
	assert_eq!(book.strike(41), Err(LedgerError::NotSettled));
	book.averages.remove(&41);
	settle(&mut book, 1, 1_000);
	assert_eq!(book.apply_strike(41), Err(LedgerError::NotSettled));
	// The day of the first sale is only a baseline, and of the day before there is nothing.
	assert_eq!([40, 39].map(|day| book.strike(day)), [Err(LedgerError::NotSettled); 2]);
}

#[test]
fn works_for_sixteen_days_of_a_series() {
	let mut book = thousand(30);
	settle(&mut book, 20, 1_000);
	for day in 41..57 {
		book.strike(day).unwrap();
	}
	let before = book.ledger().clone();
	assert_eq!(book.strike(57), Err(LedgerError::TooManyStrikes));
	assert_eq!((book.ledger(), window(&book).days), (&before, 4));
}

#[test]
fn counts_in_a_termination_that_follows() {
	let mut book = wronged(10);
	settle(&mut book, 2, 1_000);
	book.strike(41).unwrap();
	book.freeze(FreezeCause::Breach);
	book.settle(1_000);
	let ended = book.terminate();
	assert_eq!((ended.slash, ended.certificates, book.slashed), (PLEDGE, 1, PLEDGE));
	// 100 for day 41, 10 for day 42, and nothing for day 43.
	assert_eq!(book.refund(0), Some((1_000 - 110, PLEDGE)));
	assert_eq!((book.escrow, book.slashed), (0, 0));
}
