//! Each invariant notices when storage is corrupted.

use super::*;
use crate::types::Strike;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};

/// Two certificates with one settled day, and one that starts later.
fn open() {
	two_sold(102);
	assert_ok!(sell(&[(2, 30)]));
	Today::set(110);
	assert_ok!(distribute(101, &[100]));
}

/// The days 101 and 102 are assessed, and paid in full.
fn assessed() {
	promised();
	pay([10_000, 10_000]);
}

/// The usual two certificates have ended; their last two days were missed, which is slashed.
fn missed() {
	two_sold(110);
	publish(101..=103);
	assert_ok!(distribute(101, &[20_000, 0, 0]));
}

/// The second of three days was measured by ten times what a unit earns, which is struck out.
fn struck() {
	promised();
	change_terms(|terms| terms.expected_revenue = PerUnit::from_u32(1_000));
	Published::mutate(|all| all.insert(102, PerUnit::from_u32(10_000)));
	pay(days(3, 9_800));
	strike_out(102);
	assert_ok!(apply_strike(102));
}

/// Two certificates with one settled day and one that starts later; another day was settled after the
/// freeze, and its release is pending.
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
	let less = "1: escrow is less than the ledgers say";
	assert_broken(less, || drain(USDT, RiskEscrow::escrow_account()));
	assert_broken(less, || Credited::insert(BOB, USDT, 1_000));
	assert_broken(less, || change_ledger(|ledger| ledger.custody.escrowed += 1));
	let deposits = "1: a series has less than its deposits";
	assert_broken(deposits, || change_ledger(|ledger| ledger.custody.escrowed -= 1));
	assert_broken(deposits, || change_position(|position| position.deposit += 1));
}

#[test]
fn one_escrow_is_at_least_what_is_pending() {
	assert_broken_after(frozen, "1: a series has less than its deposits", || {
		change_ledger(|ledger| ledger.custody.escrowed -= 1)
	});
	// What is pending is not the miner's: no certificate has less for it.
	assert_broken_after(frozen, "6: more is left", || {
		change_ledger(|ledger| {
			let freeze = ledger.state.freeze().unwrap();
			ledger.state = SeriesState::Frozen(Freeze { cutoff: 102, ..freeze });
		});
	});
}

#[test]
fn one_escrow_holds_the_slashed_pledges() {
	let slashes = "1: a series has other slashes";
	for change in [1, -1] {
		assert_broken_after(ended, slashes, || {
			change_ledger(|ledger| {
				ledger.custody.slash_held = ledger.custody.slash_held.saturating_add_signed(change)
			})
		});
	}
	// A pledge is paid once.
	assert_broken_after(ended, slashes, || change_position(|position| position.refunded = true));
	assert_broken_after(ended, "1: escrow is less than the ledgers say", || {
		assert_eq!(escrowed(DMC), ED + 90);
		let escrow = RiskEscrow::escrow_account();
		assert_ok!(Money::transfer(DMC, &escrow, &BOB, ED + 1, Expendable));
	});
	// The same of days that were missed at the end of a term.
	assert_broken_after(missed, slashes, || change_ledger(|ledger| ledger.custody.slash_held = 0));
}

#[test]
fn two_income_is_at_least_what_is_not_claimed() {
	assert_broken("2: income is less than the ledgers say", || {
		drain(BTC, RiskEscrow::income_account())
	});
	let less = "2: a series has less than what is not claimed";
	assert_broken(less, || change_record(101, |record| record.income_index *= 2));
	assert_broken(less, || change_ledger(|ledger| ledger.custody.income_held -= 1));
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
fn five_each_record_is_the_one_before_and_its_own_day() {
	let record = |change: fn(&mut DayRecord)| move || change_record(102, change);
	let broken = |invariant, change| assert_broken_after(assessed, invariant, record(change));
	broken("5: income falls", |record| record.income_index = 0);
	broken("5: a day releases too much", |record| record.release_index += 1);
	broken("5: sums of assessed days fall", |record| record.assessed_paid = 0);
	broken("5: sums of assessed days fall", |record| record.assessed_expected = 0);
	broken("5: sums of assessed days fall", |record| record.assessed_ratios = 0);
	broken("5: assessed days are not those marked", |record| record.assessed += 1);
	broken("5: assessed days are not those marked", |record| record.flags = DayFlags::default());
	broken("5: late days are not those marked", |record| record.late_paid += 1);
	broken("5: late days are not those marked", |record| {
		record.flags = record.flags.with(DayFlags::LATE, true)
	});
	broken("5: income of assessed days", |record| record.assessed_paid += 1);
	broken("5: income of assessed days", |record| record.paid -= 1);
	broken("5: paid parts of assessed days", |record| record.assessed_ratios += 1);
	broken("5: the missed part of a day", |record| record.missed += 1);
	assert_broken_after(missed, "5: missed parts fall", || {
		change_record(103, |record| record.missed = 0)
	});
	assert_broken("5: a day that is not assessed", || {
		change_record(101, |record| record.assessed_expected += 1)
	});
	assert_broken("5: a day without certificates", || {
		change_record(101, |record| record.certificates = 0)
	});
	assert_broken_after(assessed, "5: a day with certificates is missing", || {
		DayRecords::<Test>::remove(S, 101)
	});
	assert_broken("MissingRecord", || DayRecords::<Test>::remove(S, 100));
}

#[test]
fn six_released_never_exceeds_the_instalments() {
	assert_broken("6: more is released", || {
		assert_ok!(distribute(102, &[30, 30]));
		change_record(103, |record| record.release_index += 1);
		change_ledger(|ledger| ledger.custody.escrowed += 1_000);
		assert_ok!(Money::mint_into(USDT, &RiskEscrow::escrow_account(), 1_000));
	});
}

#[test]
fn six_no_more_is_left_than_deposits_less_what_was_released() {
	assert_broken("6: more is left", || {
		assert_ok!(Money::mint_into(USDT, &RiskEscrow::escrow_account(), 1_000));
		change_ledger(|ledger| ledger.custody.escrowed += 1_000);
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
fn eight_a_slash_follows_a_breach_and_is_the_pledges() {
	let slash = "8: the slash is not the pledges";
	assert_broken_after(ended, slash, || change_end(|ended| ended.slash += 1));
	assert_broken_after(ended, slash, || change_end(|ended| ended.certificates += 1));
	assert_broken_after(ended, slash, || {
		change_end(|ended| ended.cause = FreezeCause::Event);
		change_ledger(|ledger| ledger.custody.slash_held = 0);
	});
	assert_broken_after(ended, "8: certificates of a termination", || {
		change_end(|ended| ended.certificates -= 1)
	});
}

#[test]
fn eight_pledges_of_ended_certificates_are_held_only_in_a_freeze() {
	let held = |change: fn(&mut SeriesLedger)| move || change_ledger(change);
	let one = held(|ledger| ledger.volume.ended_frozen = 1);
	assert_broken("8: pledges are held without", one);
	assert_broken_after(ended, "8: pledges are held without", one);
	assert_broken_after(frozen, "8: more pledges are held", one);
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
	assert_broken_after(ended, "9: days left", settled);
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

#[test]
fn eleven_strikes_are_the_days_marked_and_count_what_they_counted() {
	let change = |change: fn(&mut Strike)| {
		move || change_ledger(|ledger| ledger.strikes.iter_mut().for_each(change))
	};
	let broken = |invariant, corrupt: fn(&mut Strike)| {
		assert_broken_after(struck, invariant, change(corrupt))
	};
	broken("11: a strike of a day", |strike| strike.day += 1);
	broken("11: a strike counts", |strike| strike.counted.days = 0);
	broken("11: a strike counts", |strike| strike.counted.late += 1);
	broken("11: a strike forgives", |strike| strike.missed = FixedU128::one());
	broken("11: a strike releases", |strike| strike.fraction = FixedU128::one());
	broken("11: a strike was applied", |strike| strike.applied = 101);
	broken("11: a strike was applied", |strike| strike.applied = Today::get());
	assert_broken_after(struck, "11: a day is marked", || {
		change_ledger(|ledger| ledger.strikes.clear());
		change_ledger(|ledger| ledger.custody.escrowed += 1_000);
		assert_ok!(Money::mint_into(USDT, &RiskEscrow::escrow_account(), 1_000));
	});
}
