//! What holders get when the income of their network ends, and its miner is honest.

use super::*;
use crate::series::{Records, INSTALMENT};
use dmex_primitives::Balance;
use pallet_risk_escrow::{FreezeCause, Position, SeriesState};

const DEPOSIT: Balance = INSTALMENT * TERM as Balance;

/// Number of days in a row without income after which anyone may freeze a series.
const INCOME_ENDED: usize = 7;

/// The year, with zeros until the last certificate has ended.
fn ending() -> (Year, usize) {
	let incomes = data::end();
	let last = incomes.iter().position(|income| *income == 0.0).unwrap();
	let zeros = vec![0.0; TERM as usize];
	(Year::new([incomes, zeros].concat(), STEADY), last)
}

/// Certificates that are sold one a day until the day on which mining ended.
fn daily_until(end: usize) -> Sales {
	Sales { until: end as Day, ..DAILY }
}

fn honest_day(year: &Year, series: &mut Series) {
	let day = series.next_day() as usize - 1;
	let paid = year.incomes[day] * series.active_units() as f64;
	let settled = series.settle(paid as Balance);
	assert_eq!((settled.slash, series.breach()), (0, None));
}

/// The first day on whose eve seven averages of zero in a row are published.
fn reportable(year: &Year) -> usize {
	let zero = |days: &[AverageStatus]| days.iter().all(|average| average.is_zero());
	INCOME_ENDED + year.averages.windows(INCOME_ENDED).position(zero).unwrap()
}

/// The series on the morning on which anyone may freeze it: paid day by day, and nothing is late.
fn reported() -> (Year, Series, usize) {
	let (year, end) = ending();
	let mut series = year.series(0, daily_until(end));
	let today = reportable(&year);
	for _ in 0..today {
		honest_day(&year, &mut series);
	}
	series.ledger.freeze(FreezeCause::Event, today as Day + 1, None).unwrap();
	(year, series, end)
}

/// Each certificate that is left has all its deposit but the instalments of its days with income, and
/// no pledge is slashed for it.
fn assert_unreleased_is_the_holders(
	series: &mut Series,
	starts: core::ops::RangeInclusive<Day>,
	end: usize,
) {
	for start in starts {
		let position = Position::new(start, DEPOSIT);
		let records: &mut Records = &mut series.records;
		let entitled = series.ledger.entitlement(&series.terms, &position, records).unwrap();
		let with_income = (end as Day + 1).saturating_sub(start).min(TERM);
		let released = INSTALMENT * Balance::from(with_income);
		assert_eq!((entitled.unreleased, entitled.slashed), (DEPOSIT - released, 0), "{start}");
	}
}

/// The first day without income is disputed: the seven after it count.
#[test]
fn anyone_may_freeze_the_series_on_the_ninth_morning() {
	let (year, end) = ending();
	assert_eq!(reportable(&year), end + 1 + INCOME_ENDED);
}

#[test]
fn vote_on_the_event_returns_all_that_is_not_released() {
	let (_, mut series, end) = reported();
	let freeze = series.ledger.state.freeze().unwrap();
	let through = series.ledger.progress.settled_through;
	let released = series.ledger.terminate(&freeze, through + 8, series.terms.pledge).unwrap();
	assert_eq!((released, series.ledger.custody.slash_held), (0, 0));
	let live = through + 2 - TERM..=end as Day;
	assert_eq!(series.ledger.volume.live() as usize, live.clone().count());
	assert_unreleased_is_the_holders(&mut series, live, end);
}

/// Nobody votes, so the series is resumed: each certificate ends by itself.
#[test]
fn end_of_the_term_returns_all_that_is_not_released() {
	let (year, mut series, end) = reported();
	for _ in 0..7 {
		honest_day(&year, &mut series);
	}
	let freeze = series.ledger.state.freeze().unwrap();
	let through = series.ledger.progress.settled_through;
	assert_eq!(series.ledger.resume(&freeze, through + 1, through).unwrap(), 0);
	assert_eq!(series.ledger.state, SeriesState::Open);
	while series.ledger.progress.next_day().is_some() {
		honest_day(&year, &mut series);
	}
	assert_eq!(series.ledger.custody.slash_held, 0);
	assert_unreleased_is_the_holders(&mut series, 1..=end as Day, end);
}

/// Nobody freezes it either.
#[test]
fn series_that_nobody_reports_ends_with_the_same() {
	let (year, end) = ending();
	let mut series = year.series(0, daily_until(end));
	while series.ledger.progress.next_day().is_some() {
		honest_day(&year, &mut series);
	}
	assert_unreleased_is_the_holders(&mut series, 1..=end as Day, end);
}
