//! Each invariant notices when storage is corrupted.

use super::*;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};

/// Two certificates with one settled day, and one that starts later.
fn open() {
	two_sold(102);
	assert_ok!(sell(&[(2, 30)]));
	Today::set(110);
	assert_ok!(distribute(101, &[100]));
}

/// The same; another day was settled after the freeze, and its release is pending.
fn frozen() {
	open();
	Today::set(111);
	assert_ok!(report());
	assert_ok!(distribute(102, &[100]));
}

/// The same after the vote: the pledge of three certificates is slashed.
fn ended() {
	frozen();
	vote(VoteOutcome::Approved);
	assert_ok!(conclude());
}

/// Bring it about, and corrupt it: the message.
fn assert_broken_after(begin: fn(), invariant: &str, corrupt: impl FnOnce()) {
	let message = new_test_ext().execute_with(|| {
		begin();
		RiskEscrow::do_try_state().unwrap();
		corrupt();
		format!("{:?}", RiskEscrow::do_try_state().unwrap_err())
	});
	assert!(message.contains(invariant), "{message} is not about {invariant}");
}

fn assert_broken(invariant: &str, corrupt: impl FnOnce()) {
	assert_broken_after(open, invariant, corrupt)
}

fn change_end(change: impl FnOnce(&mut Termination)) {
	change_ledger(|ledger| {
		let mut ended = ledger.state.termination().unwrap();
		change(&mut ended);
		ledger.state = SeriesState::Terminated(ended);
	});
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
fn one_escrow_is_at_least_deposits_and_credits() {
	assert_broken("1: escrow is less than the deposits", || {
		drain(USDT, RiskEscrow::escrow_account())
	});
	assert_broken("1: escrow is less than the deposits", || Credited::insert(BOB, USDT, 1_000));
	assert_broken("1: a series", || change_ledger(|ledger| ledger.custody.escrowed -= 1));
	assert_broken("1: escrow is less than the ledgers say", || {
		change_ledger(|ledger| ledger.custody.escrowed += 1)
	});
}

#[test]
fn one_escrow_is_at_least_what_is_pending() {
	let pending_release = |change: fn(&mut SeriesLedger)| move || change_ledger(change);
	assert_broken_after(
		frozen,
		"1: a series",
		pending_release(|ledger| ledger.custody.escrowed -= 1),
	);
	// What is pending is not the miner's: no certificate has less for it.
	assert_broken_after(frozen, "1: escrow is less than the ledgers say", || {
		drain(USDT, RiskEscrow::escrow_account());
		change_ledger(|ledger| {
			let freeze = ledger.state.freeze().unwrap();
			ledger.state = SeriesState::Frozen(Freeze { cutoff: 102, ..freeze });
		});
	});
}

#[test]
fn one_escrow_is_at_least_shares_of_the_slash() {
	assert_broken_after(ended, "1: escrow is less than the deposits", || {
		assert_eq!(escrowed(DMC), ED + 90);
		let escrow = RiskEscrow::escrow_account();
		assert_ok!(Money::transfer(DMC, &escrow, &BOB, ED + 11, Expendable));
	});
	assert_broken_after(ended, "1: escrow is less than the deposits", || {
		change_end(|ended| ended.slash += 1_000)
	});
	// A share is paid once.
	assert_broken_after(ended, "1: escrow is less than the deposits", || {
		assert_ok!(refund(&[0, 1]));
		let escrow = RiskEscrow::escrow_account();
		let left = Money::balance(DMC, &escrow);
		assert_ok!(Money::transfer(DMC, &escrow, &BOB, left - 1, Expendable));
	});
}

#[test]
fn two_income_is_at_least_what_is_not_claimed() {
	assert_broken("2: income is less than what is not claimed", || {
		drain(BTC, RiskEscrow::income_account())
	});
	assert_broken("2: income is less than what is not claimed", || {
		change_record(101, |record| record.income_index *= 2)
	});
	assert_broken("2: a series", || change_ledger(|ledger| ledger.custody.income_held -= 1));
	assert_broken("2: income is less than the ledgers say", || {
		change_ledger(|ledger| ledger.custody.income_held += 1)
	});
}

#[test]
fn three_cohorts_are_the_sums_over_certificates() {
	let change = |change: fn(&mut Cohort)| move || Cohorts::<Test>::mutate(S, 103, change);
	assert_broken("3: cohorts", change(|cohort| cohort.certificates += 1));
	assert_broken("3: cohorts", change(|cohort| cohort.instalments += 1));
	assert_broken("3: cohorts", || change_position(|position| position.start += 1));
	assert_broken("3: cohorts", || change_position(|position| position.deposit += 3));
	assert_broken("3: running", || change_ledger(|ledger| ledger.volume.active.certificates += 1));
	assert_broken("3: running", || change_ledger(|ledger| ledger.volume.active.instalments += 1));
}

#[test]
fn four_sales_and_days_to_settle_agree() {
	assert_broken("4: live", || change_ledger(|ledger| ledger.volume.sold += 1));
	assert_broken("4: live", || change_ledger(|ledger| ledger.volume.ended += 1));
	assert_broken("4: the last day", || change_ledger(|ledger| ledger.progress.last_end += 1));
	assert_broken("4: more days", || change_ledger(|ledger| ledger.volume.settled_cert_days += 8));
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
	assert_broken("5: assessed", before(DayRecord { assessed: 1, ..none }));
	assert_broken("5: more late", || change_record(101, |record| record.late_paid = 9));
	assert_broken("MissingRecord", || DayRecords::<Test>::remove(S, 100));
}

#[test]
fn six_released_never_exceeds_the_instalments() {
	assert_broken("6: more is released", || {
		assert_ok!(distribute(102, &[1, 1]));
		change_record(103, |record| record.release_index += 1);
	});
}

#[test]
fn six_nothing_is_refunded_without_a_termination() {
	let refunded = || change_position(|position| position.refunded = true);
	assert_broken("6: refunded", refunded);
	assert_broken_after(frozen, "6: refunded", refunded);
}

#[test]
fn seven_nothing_without_a_ledger() {
	assert_broken("7: certificate", || Positions::<Test>::insert(8, 0, Position::new(1, 1)));
	assert_broken("7: cohort", || Cohorts::<Test>::insert(8, 1, Cohort::default()));
	assert_broken("7: day", || DayRecords::<Test>::insert(8, 1, DayRecord::default()));
	assert_broken("7: payout", || Payouts::<Test>::insert(8, Sweep::default()));
}

#[test]
fn eight_marks_say_what_the_ledger_says() {
	assert_broken("8: the mark of a freeze", || change_terms(|terms| terms.frozen = true));
	let resumed = || change_terms(|terms| terms.frozen = false);
	assert_broken_after(frozen, "8: the mark of a freeze", resumed);
	assert_broken_after(ended, "8: the mark of a freeze", || {
		change_terms(|terms| terms.frozen = true)
	});
	let alive = || change_terms(|terms| terms.terminated = false);
	assert_broken_after(ended, "8: the mark of a termination", alive);
	let dead = || change_terms(|terms| terms.terminated = true);
	assert_broken_after(frozen, "8: the mark of a termination", dead);
}

#[test]
fn eight_releases_are_pending_only_in_a_freeze() {
	let pending = || change_ledger(|ledger| ledger.custody.pending_release = 1);
	assert_broken("8: something is pending", pending);
	assert_broken_after(ended, "8: something is pending", pending);
	let much =
		|| change_ledger(|ledger| ledger.custody.pending_release = ledger.custody.escrowed + 1);
	assert_broken_after(frozen, "8: more is pending", much);
}

#[test]
fn eight_streaks_and_cutoffs_are_possible() {
	assert_broken("8: more underpaid days", || {
		change_ledger(|ledger| ledger.clocks.underpaid_streak = 1)
	});
	assert_broken_after(frozen, "8: a cutoff in the future", || {
		change_ledger(|ledger| {
			let freeze = ledger.state.freeze().unwrap();
			ledger.state = SeriesState::Frozen(Freeze { cutoff: 103, ..freeze });
		})
	});
}

#[test]
fn eight_a_slash_follows_a_breach_and_is_shared_by_days_left() {
	assert_broken_after(ended, "8: a slash without", || {
		change_end(|ended| ended.cause = FreezeCause::Event)
	});
	assert_broken_after(ended, "8: days left", || change_end(|ended| ended.cert_days_left += 1));
	assert_broken_after(ended, "8: days left", || {
		change_ledger(|ledger| ledger.volume.settled_cert_days += 1)
	});
}

#[test]
fn nine_the_days_and_instalments_left_are_those_of_the_cohorts() {
	let settled = || change_ledger(|ledger| ledger.volume.settled_cert_days -= 1);
	let instalments = || change_ledger(|ledger| ledger.volume.instalments_left += 1);
	for begin in [open, frozen] {
		assert_broken_after(begin, "9: days left", settled);
		assert_broken_after(begin, "9: instalments left", instalments);
	}
	assert_broken_after(ended, "9: instalments left", || {
		change_ledger(|ledger| ledger.volume.instalments_left -= 1)
	});
	let change = |change: fn(&mut Cohort)| move || Cohorts::<Test>::mutate(S, 103, change);
	assert_broken_after(ended, "9: days left", change(|cohort| cohort.certificates += 1));
	assert_broken_after(ended, "9: instalments left", change(|cohort| cohort.instalments += 1));
	assert_broken_after(ended, "9: days left", || Cohorts::<Test>::remove(S, 103));
}

#[test]
fn nine_no_certificate_has_more_left_than_its_cohort() {
	let more = "9: certificates";
	assert_broken_after(ended, more, || change_position(|position| position.start += 1));
	assert_broken_after(ended, more, || {
		Positions::<Test>::insert(S, 3, Position::new(101, 3));
	});
}

#[test]
fn ten_claims_follow_freezes_and_awards_a_termination() {
	let claims =
		|open, last| change_ledger(|ledger| ledger.history.claims = OpenClaims { open, last });
	assert_broken("10: an insurance claim without", || claims(1, 0));
	for begin in [open, frozen, ended] {
		assert_broken_after(begin, "10: an insurance claim closed", || claims(0, Today::get() + 1));
	}
	let award = || change_position(|position| position.awards = 1 << 15);
	assert_broken("10: an award", award);
	assert_broken_after(frozen, "10: an award", award);
}
