//! Each invariant notices when storage is corrupted.

use super::*;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};

/// Two certificates with one settled day, and one that starts later; corrupt; the message.
fn broken(corrupt: impl FnOnce()) -> String {
	new_test_ext().execute_with(|| {
		two_sold(102);
		assert_ok!(sell(&[(2, 30)]));
		Today::set(110);
		assert_ok!(distribute(101, &[100]));
		RiskEscrow::do_try_state().unwrap();
		corrupt();
		format!("{:?}", RiskEscrow::do_try_state().unwrap_err())
	})
}

fn assert_broken(invariant: &str, corrupt: impl FnOnce()) {
	let message = broken(corrupt);
	assert!(message.contains(invariant), "{message} is not about {invariant}");
}

fn change_record(day: Day, change: impl FnOnce(&mut DayRecord)) {
	DayRecords::<Test>::mutate(S, day, |record| change(record.as_mut().unwrap()));
}

fn change_position(change: impl FnOnce(&mut Position)) {
	Positions::<Test>::mutate(S, 0, |position| change(position.as_mut().unwrap()));
}

fn drain(asset: Asset, account: u64) {
	let all = Money::balance(asset.clone(), &account);
	assert_ok!(Money::transfer(asset, &account, &BOB, all.min(100), Expendable));
}

#[test]
fn one_escrow_covers_deposits_and_what_is_owed() {
	assert_broken("1: escrow does not cover the deposits", || {
		drain(USDT, RiskEscrow::escrow_account())
	});
	assert_broken("1: escrow does not cover the deposits", || {
		Owed::<Test>::insert(BOB, USDT, 1_000)
	});
	assert_broken("1: nothing is owed", || Owed::<Test>::insert(BOB, USDT, 0));
	assert_broken("1: a series", || change_ledger(|ledger| ledger.escrowed -= 1));
	assert_broken("1: escrow does not cover the ledgers", || {
		change_ledger(|ledger| ledger.escrowed += 1)
	});
}

#[test]
fn two_income_covers_claims() {
	assert_broken("2: income does not cover the claims", || {
		drain(BTC, RiskEscrow::income_account())
	});
	assert_broken("2: income does not cover the claims", || {
		change_record(101, |record| record.income_index *= 2)
	});
	assert_broken("2: a series", || change_ledger(|ledger| ledger.income_held -= 1));
	assert_broken("2: income does not cover the ledgers", || {
		change_ledger(|ledger| ledger.income_held += 1)
	});
}

#[test]
fn three_cohorts_are_the_sums_over_certificates() {
	let change = |change: fn(&mut Cohort)| move || Cohorts::<Test>::mutate(S, 103, change);
	assert_broken("3: cohorts", change(|cohort| cohort.certificates += 1));
	assert_broken("3: cohorts", change(|cohort| cohort.slices += 1));
	assert_broken("3: cohorts", || change_position(|position| position.start += 1));
	assert_broken("3: cohorts", || change_position(|position| position.deposit += 3));
	assert_broken("3: running", || change_ledger(|ledger| ledger.active += 1));
	assert_broken("3: running", || change_ledger(|ledger| ledger.slices += 1));
}

#[test]
fn four_sales_and_days_to_settle_agree() {
	assert_broken("4: live", || change_ledger(|ledger| ledger.sold += 1));
	assert_broken("4: live", || change_ledger(|ledger| ledger.ended += 1));
	assert_broken("4: the last day", || change_ledger(|ledger| ledger.last_end += 1));
	assert_broken("4: more days", || change_ledger(|ledger| ledger.settled_cert_days += 8));
	assert_broken("4: a day without", || {
		let cohort = Cohorts::<Test>::take(S, 103);
		Cohorts::<Test>::insert(S, 105, cohort);
		Positions::<Test>::mutate(S, 2, |position| position.as_mut().unwrap().start = 105);
	});
}

#[test]
fn five_sums_of_records_never_fall() {
	let before = |record| move || DayRecords::<Test>::insert(S, 99, record);
	let none = DayRecord::default();
	assert_broken("5: income falls", before(DayRecord { income_index: 1, ..none }));
	assert_broken("5: a day releases", before(DayRecord { release_index: 1, ..none }));
	assert_broken("5: a day releases", || change_record(101, |record| record.release_index += 1));
	assert_broken("5: judged", before(DayRecord { judged: 1, ..none }));
	assert_broken("5: more late", || change_record(101, |record| record.late_paid = 9));
	assert_broken("MissingRecord", || DayRecords::<Test>::remove(S, 100));
}

#[test]
fn six_released_never_exceeds_the_slices() {
	assert_broken("6: more is released", || {
		assert_ok!(distribute(102, &[1, 1]));
		change_record(103, |record| record.release_index += 1);
	});
}

#[test]
fn seven_nothing_without_a_ledger() {
	assert_broken("7: certificate", || Positions::<Test>::insert(8, 0, Position::new(1, 1)));
	assert_broken("7: cohort", || Cohorts::<Test>::insert(8, 1, Cohort::default()));
	assert_broken("7: day", || DayRecords::<Test>::insert(8, 1, DayRecord::default()));
}
