//! Where the lines are by which days are judged and miners fail, through the whole stack.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{Balance, SeriesId};
use dmex_runtime::{parameters::dynamic_params::enforcement, RuntimeParameters};
use pallet_democracy::Conviction;
use pallet_risk_escrow::{Breach, DayFlags, Error, Event};

const FULL: u128 = 1_000_000;
const JUDGED: DayFlags = DayFlags::JUDGED;
const LOW: DayFlags = DayFlags(DayFlags::JUDGED.0 | DayFlags::LOW.0);
const LATE: DayFlags = DayFlags(DayFlags::JUDGED.0 | DayFlags::LATE.0);

/// The last settled day released so much, in millionths, and has these marks.
fn assert_judged(series: SeriesId, released: u128, flags: DayFlags) {
	let day = ledger(series).paid_through;
	assert_eq!(judgement(series, day), (released, flags));
}

fn assert_reported(series: SeriesId, breach: Breach) {
	assert_ok!(report(series));
	let (reporter, referendum) = (nobody(), referendum_on(series));
	assert_told(Event::BreachReported { series, reporter, breach, referendum });
}

/// Days with one block each: the chain is nearly asleep, and they are not open for clocks.
fn doze(days: u32) {
	for _ in 0..days {
		step(BLOCKS_A_DAY.into(), 0);
	}
}

/// From three quarters on a day releases everything if the days before paid enough; a millionth less
/// and it releases what was paid. Below four fifths it is low in either case.
#[test]
fn three_quarters_release_everything_and_four_fifths_are_not_low() {
	play(|| {
		let series = mine();
		// However much it is, the window counts a tenth more than expected.
		pays(series, &[5_000_000]);
		assert_judged(series, FULL, JUDGED);
		pays(series, &[750_000]);
		assert_judged(series, FULL, LOW);
		pays(series, &[749_999]);
		assert_judged(series, 749_999, LOW);
		pays(series, &[799_999]);
		assert_judged(series, FULL, LOW);
		assert_eq!(ledger(series).low_run, 3);
		pays(series, &[800_000]);
		assert_judged(series, 800_000, JUDGED);
		assert_eq!(ledger(series).low_run, 0);
		pays(series, &[0]);
		assert_judged(series, 0, LOW);
		assert_eq!(MinerRegistry::miner(&ferdie()).record.low_days, 4);
	});
}

/// The window must have paid 80 % and one point more for each of its days, up to 93 %.
#[test]
fn the_line_of_the_window_rises_to_its_cap() {
	play(|| {
		let series = mine();
		let mut paid = 0;
		for days in 1..=18 {
			let line = EXPECTED * days * (80 + days).min(93) / 100;
			pays(series, &[line - paid]);
			assert_judged(series, FULL, JUDGED);
			paid = line;
		}
		// A unit less is below it; the unit more of the next day is not.
		pays(series, &[929_999]);
		assert_judged(series, 929_999, JUDGED);
		pays(series, &[930_001]);
		assert_judged(series, FULL, JUDGED);
	});
}

#[test]
fn the_first_day_of_a_window_needs_81_percent() {
	play(|| {
		let series = mine();
		pays(series, &[809_999]);
		assert_judged(series, 809_999, JUDGED);
		let other = Plan { miner: eve(), ..sixty_days() }.on_sale_at(PRICE);
		assert_ok!(buy(&alice(), other, &[0, 1], 2 * PRICE));
		let day = unpaid(other);
		to_day(day + 1);
		feed_yesterday();
		assert_ok!(distribute(&eve(), other, day, &[810_000]));
		assert_judged(other, FULL, JUDGED);
	});
}

/// One open day after its own is in time, two are late; what is paid late is released all the same.
#[test]
fn a_day_is_late_after_two_open_days() {
	play(|| {
		let series = mine();
		let day = unpaid(series);
		nothing_until(day + 2);
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert_judged(series, FULL, JUDGED);
		nothing_until(day + 4);
		assert_noop!(buy(&eve(), series, &[2], PRICE), Error::<Runtime>::Late);
		assert_ok!(distribute(&ferdie(), series, day + 1, &[EXPECTED]));
		assert_judged(series, FULL, LATE);
		assert_ok!(buy(&eve(), series, &[2], PRICE));
		assert_eq!(MinerRegistry::miner(&ferdie()).record.late_days, 1);
	});
}

/// While the chain stands nearly still, nobody is late, and nothing is overdue.
#[test]
fn days_that_were_not_open_count_for_nobody() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let day = unpaid(series);
		to_day(day + 8);
		doze(30);
		assert_eq!(today(), day + 38);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		// Today is open again; it is the eighth.
		next_day();
		assert_reported(series, Breach::Late { open_days: 8 });
	});
}

/// Such a day is settled like any other, and judged by nobody.
#[test]
fn a_day_that_was_not_open_is_not_judged() {
	play(|| {
		let series = mine();
		let day = unpaid(series);
		to_day(day);
		doze(1);
		feed_yesterday();
		assert_ok!(distribute(&ferdie(), series, day, &[760_000]));
		assert_judged(series, FULL, DayFlags::default());
		next_day();
		feed_yesterday();
		assert_ok!(distribute(&ferdie(), series, day + 1, &[740_000]));
		assert_judged(series, 740_000, LOW);
	});
}

/// Ten late days of the last thirty are a breach; nine are none.
#[test]
fn ten_late_days_prove_it_and_nine_do_not() {
	play(|| {
		let series = mine();
		let first = unpaid(series);
		nothing_until(first + 3);
		for late in 1..=9 {
			assert_ok!(distribute(&ferdie(), series, first + late - 1, &[EXPECTED]));
			assert_judged(series, FULL, LATE);
			assert_noop!(report(series), Error::<Runtime>::NotBreached);
			nothing_until(first + 3 + late);
		}
		assert_ok!(distribute(&ferdie(), series, first + 9, &[EXPECTED]));
		assert_reported(series, Breach::LateWindow { days: 10 });
	});
}

/// Nine of eleven days were late, and later one more: with the first of them within its thirty days
/// that is a breach, a day later it is none.
#[test]
fn a_window_looks_back_for_thirty_days() {
	for (on_time, proven) in [(18, true), (19, false)] {
		play(|| {
			let series = mine();
			let first = unpaid(series);
			nothing_until(first + 11);
			assert_ok!(distribute(&ferdie(), series, first, &[EXPECTED; 11]));
			assert_noop!(report(series), Error::<Runtime>::NotBreached);
			pays(series, &vec![EXPECTED; on_time]);
			assert_noop!(report(series), Error::<Runtime>::NotBreached);
			nothing_until(today() + 3);
			assert_ok!(distribute(&ferdie(), series, unpaid(series), &[EXPECTED]));
			assert_judged(series, FULL, LATE);
			assert_eq!(report(series).is_ok(), proven);
		});
	}
}

#[test]
fn seven_low_days_in_a_row_prove_it_and_six_do_not() {
	play(|| {
		let series = mine();
		pays(series, &[700_000; 6]);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		pays(series, &[800_000]);
		pays(series, &[700_000; 3]);
		// A day without an average neither adds to the run nor ends it.
		let day = unpaid(series);
		to_day(day + 2);
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert_eq!(ledger(series).low_run, 3);
		feed_yesterday();
		pays(series, &[700_000; 3]);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		pays(series, &[799_999]);
		assert_reported(series, Breach::LowRun { days: 7 });
	});
}

/// Twenty judged days that paid under four fifths together, though no run of them was long.
#[test]
fn a_window_of_twenty_days_under_four_fifths_proves_it() {
	play(|| {
		let series = mine();
		pays(series, &[800_000; 18]);
		pays(series, &[799_999]);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		pays(series, &[800_000]);
		let (paid, expected) = (20 * 800_000 - 1, 20 * EXPECTED);
		assert_reported(series, Breach::LowWindow { days: 20, paid, expected });
	});
	play(|| {
		let series = mine();
		pays(series, &[800_000; 21]);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
	});
}

/// A day that nobody paid for thirty open days, though nobody reported it, is given up.
#[test]
fn an_unpaid_day_is_given_up_after_thirty_open_days() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let day = unpaid(series);
		nothing_until(day + 30);
		assert_noop!(give_up(series), Error::<Runtime>::TooEarly);
		next_day();
		let before = balance(&ferdie(), &DOLLAR);
		assert_ok!(give_up(series));
		assert_told(Event::DayGivenUp { series, day, who: nobody() });
		let flags = LOW.with(DayFlags::LATE, true).with(DayFlags::GIVEN_UP, true);
		assert_judged(series, 0, flags);
		assert_eq!(balance(&ferdie(), &DOLLAR), before);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.paid_days, record.late_days, record.low_days), (1, 1, 1));
		assert_noop!(give_up(series), Error::<Runtime>::TooEarly);
		assert_noop!(distribute(&ferdie(), series, day, &[1]), Error::<Runtime>::WrongDay);
		// The next one can still be paid. What is held back is the holders' in the end.
		assert_ok!(distribute(&ferdie(), series, day + 1, &[EXPECTED]));
		assert_judged(series, FULL, LATE);
		assert_eq!(RiskEscrow::unreleased(series, 0), DEPOSIT - 2 * SLICE);
	});
}

/// Without an average a day is measured by the last one known, and not judged.
#[test]
fn a_day_without_an_average_is_measured_by_the_last_one() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let day = unpaid(series);
		to_day(day + 3);
		let amounts: [Balance; 2] = [749_999, 750_000];
		assert_ok!(distribute(&ferdie(), series, day, &amounts));
		let flags = DayFlags::NO_AVERAGE;
		assert_eq!(judgement(series, day), (749_999, flags));
		// The window of the last judged day paid enough.
		assert_eq!(judgement(series, day + 1), (FULL, flags));
	});
}

/// Votes may save it again and again: the day waits no longer than thirty open days, and two since
/// the last vote.
#[test]
fn a_miner_that_is_saved_twice_is_not_waited_for() {
	play(|| {
		let (series, day) = stopped();
		for _ in 0..2 {
			if report(series).is_err() {
				to_day(today() + 8);
				assert_ok!(report(series));
			}
			let vote_on = referendum_on(series);
			assert_ok!(vote(one(), vote_on, false, Conviction::Locked1x, DECISIVE));
			to_block(end_of(vote_on));
			assert_ok!(settle_vote(series));
		}
		assert!(today() > day + 30);
		assert_noop!(give_up(series), Error::<Runtime>::TooEarly);
		next_day();
		assert_noop!(give_up(series), Error::<Runtime>::TooEarly);
		next_day();
		assert_ok!(give_up(series));
		assert_judged(series, 0, DayFlags::GIVEN_UP.with(DayFlags::NO_AVERAGE, true));
	});
}

/// A month after the last day nothing is proved by days that were low.
#[test]
fn what_is_long_past_proves_nothing() {
	play(|| {
		let plan = Plan { term: 7, ..Plan::default() };
		let series = plan.on_sale_at(plan.lowest_price());
		assert_ok!(buy(&alice(), series, &[0], plan.lowest_price()));
		pays(series, &[250_000; 7]);
		let last = ledger(series).paid_through;
		assert_eq!(ledger(series).low_run, 7);
		to_day(last + 30);
		assert_noop!(declare_event(series), Error::<Runtime>::BreachProvable);
		next_day();
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
	});
}

/// A series is judged by the rules of its first sale.
#[test]
fn the_rules_of_a_series_stay() {
	let three_days = || {
		let late = enforcement::Parameters::BreachLate(enforcement::BreachLate, Some(3));
		let parameter = RuntimeParameters::Enforcement(late);
		assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
	};
	play(|| {
		let series = mine();
		three_days();
		to_day(unpaid(series) + 8);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		next_day();
		assert_reported(series, Breach::Late { open_days: 8 });
	});
	play(|| {
		three_days();
		let series = mine();
		to_day(unpaid(series) + 3);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		next_day();
		assert_reported(series, Breach::Late { open_days: 3 });
	});
}
