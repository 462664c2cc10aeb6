//! Missed days at the end of a term: what they are slashed by.

use super::*;

/// What is slashed at the end of a certificate that paid these amounts, one a day.
fn slashed(paid: &[Balance]) -> Balance {
	let mut book = thousand(paid.len() as u32);
	let slashes: Vec<_> = paid.iter().map(|paid| book.settle(*paid).slash).collect();
	let (last, earlier) = slashes.split_last().unwrap();
	assert!(earlier.iter().all(|slash| *slash == 0), "it is slashed at the end");
	assert_eq!((book.slashed, book.ledger().custody.slash_held), (*last, *last));
	assert_eq!(book.retire(0).map(|(_, _, slashed)| slashed), Some(*last));
	assert_eq!(book.ledger().custody.slash_held, 0);
	*last
}

fn days(n: usize, paid: Balance) -> Vec<Balance> {
	vec![paid; n]
}

#[test]
fn is_the_missing_part_of_each_in_the_pledge() {
	assert_eq!(slashed(&days(10, 1_000)), 0);
	assert_eq!(slashed(&[days(9, 1_000), days(1, 0)].concat()), PLEDGE / 10);
	assert_eq!(slashed(&days(10, 0)), PLEDGE);
	// From `FullReleaseFrom` down.
	assert_eq!(slashed(&[days(9, 1_000), days(1, 750)].concat()), 0);
	assert_eq!(slashed(&[days(9, 1_000), days(1, 749)].concat()), PLEDGE * 251 / 10_000);
	let mixed = [days(7, 1_000), vec![500, 0, 1_000]].concat();
	assert_eq!(slashed(&mixed), PLEDGE * 1_500 / 10_000);
}

#[test]
fn is_the_part_of_the_days_that_a_miner_lets_lapse() {
	let lapsed = |paid| [days(22, 1_000), days(8, paid)].concat();
	assert_eq!(slashed(&lapsed(0)), PLEDGE * 8 / 30);
	assert_eq!(slashed(&lapsed(1)), PLEDGE * 8 * 999 / 30_000);
	// A last day that is paid hides no other.
	assert_eq!(slashed(&[days(22, 1_000), days(7, 0), days(1, 750)].concat()), PLEDGE * 7 / 30);
}

#[test]
fn is_that_of_the_last_thirty_days_of_a_term() {
	let with = |first| [days(first, 0), days(41 - first, 1_000)].concat();
	assert_eq!((slashed(&with(11)), slashed(&with(12))), (0, PLEDGE / 41));
}

#[test]
fn is_only_that_of_the_certificates_of_the_day() {
	let mut book = Book::new(1_000, 3, 40);
	book.averages.extend((41..=60).map(|day| (day, PerUnit::one())));
	book.sell(&[300]);
	for _ in 0..3 {
		book.today += 1;
		book.sell(&[300, 300]);
	}
	book.today = 100;
	// Day 41 has one certificate and is missed, 42 has three and is paid; each of those that ends on
	// day 43 was active on day 41, of those that end on day 44 none.
	let slashes: Vec<_> =
		[0, 3_000, 5_000, 0, 4_000, 2_000].map(|paid| book.settle(paid).slash).into();
	let third = PLEDGE / 3;
	assert_eq!(slashes, [0, 0, third, 2 * third, 2 * third, 2 * third]);
	let held: Vec<_> = (0..7).map(|item| book.retire(item).unwrap().2).collect();
	assert_eq!(held, [third; 7]);
}

#[test]
fn are_no_days_that_are_not_assessed() {
	let with = |change: fn(&mut Book)| {
		let mut book = thousand(3);
		change(&mut book);
		[1_000, 1_000, 0].map(|paid| book.settle(paid).slash)[2]
	};
	assert_eq!(with(|_| {}), PLEDGE / 3);
	assert_eq!(
		with(|book| {
			book.shut.insert(43);
		}),
		0
	);
	assert_eq!(
		with(|book| {
			book.averages.remove(&43);
		}),
		0
	);
	assert_eq!(
		with(|book| {
			book.averages.insert(43, PerUnit::zero());
		}),
		0
	);
	assert_eq!(with(|book| book.ledger.as_mut().unwrap().clocks.grace_until = 43), 0);
	assert_eq!(with(|book| book.freeze(FreezeCause::Event)), 0);
}

#[test]
fn are_slashed_when_they_are_written_off() {
	let mut book = thousand(3);
	book.settle(1_000);
	book.settle(1_000);
	assert_eq!(book.try_settle(0, true).unwrap().slash, PLEDGE / 3);
}

#[test]
fn of_certificates_that_end_in_a_freeze_are_not_slashed() {
	for cause in [FreezeCause::Breach, FreezeCause::Event] {
		let mut book = thousand(3);
		book.settle(0);
		book.settle(1_000);
		book.freeze(cause);
		assert_eq!((book.settle(1_000).slash, book.ledger().volume.ended_frozen), (0, 1));
		book.resume();
		assert_eq!(book.ledger().volume.ended_frozen, 0);
		assert_eq!(book.retire(0).map(|(_, _, slashed)| slashed), Some(0));
	}
}
