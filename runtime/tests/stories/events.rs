//! Declared events: something happened at a miner's site. Clocks stop, nobody is blamed, and the
//! holders of DMC decide if it lasts.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::SeriesId;
use pallet_democracy::{Call as Democracy, Conviction, ReferendumInfoOf};
use pallet_risk_escrow::{
	Call as Escrow, DayFlags, Error, Event, Freeze, FreezeCause, SeriesState,
};
use sp_runtime::DispatchError;

/// Ferdie paid two days, and then something happened.
fn stricken() -> SeriesId {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	assert_ok!(declare_event(series));
	series
}

/// It lasts for thirty days, and the vote is opened. Returns the vote.
fn put_to_the_vote(series: SeriesId) -> u32 {
	to_day(ledger(series).state.freeze().unwrap().since + 30);
	assert_ok!(open_vote(series));
	referendum_on(series)
}

fn open_vote(series: SeriesId) -> sp_runtime::DispatchResult {
	act(nobody(), Escrow::open_event_vote { series })
}

#[test]
fn the_council_declares_it_and_the_clocks_stop() {
	play(|| {
		let series = mine();
		let declare = Escrow::freeze_for_event { series, evidence: evidence() };
		assert_noop!(act(ferdie(), declare.clone()), DispatchError::BadOrigin);
		assert_noop!(open_vote(series), Error::<Runtime>::NotFrozen);
		pays(series, &[EXPECTED; 2]);
		assert_ok!(council(declare.clone()));
		assert_told(Event::EventDeclared { series, evidence: evidence() });
		let (since, cut) = (today(), today() - 1);
		let freeze = Freeze { cause: FreezeCause::Event, since, cut, referendum: None };
		assert_eq!(ledger(series).state, SeriesState::Frozen(freeze));
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.frozen_series, record.breaches), (1, 0));
		assert_noop!(council(declare), Error::<Runtime>::Frozen);
		assert_noop!(settle_vote(series), Error::<Runtime>::VoteNotOpen);
		// However long it lasts.
		to_day(since + 29);
		assert_noop!(report(series), Error::<Runtime>::Frozen);
		assert_noop!(give_up(series), Error::<Runtime>::Frozen);
		assert_noop!(open_vote(series), Error::<Runtime>::TooEarly);
		next_day();
		assert_ok!(open_vote(series));
		assert_told(Event::EventVoteOpened { series, referendum: referendum_on(series) });
		assert_noop!(open_vote(series), Error::<Runtime>::VoteAlreadyOpen);
		assert_noop!(settle_vote(series), Error::<Runtime>::StillVoting);
	});
}

/// Before the first sale there is nothing to freeze.
#[test]
fn a_series_that_sold_nothing_has_no_event() {
	play(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_noop!(declare_event(series), Error::<Runtime>::NotSold);
		assert_noop!(report(series), Error::<Runtime>::NotSold);
	});
}

/// Days are settled with whatever is paid: never low, never late, and they release as much.
#[test]
fn days_of_an_event_are_never_low_nor_late() {
	play(|| {
		let series = stricken();
		let day = unpaid(series);
		nothing_until(day + 10);
		assert_ok!(distribute(&ferdie(), series, day, &[0, 100_000, 999_999, 2_000_000]));
		let released = [0, 100_000, 999_999, 1_000_000];
		for (days, released) in (0..).zip(released) {
			assert_eq!(judgement(series, day + days), (released, DayFlags::FROZEN));
		}
		let waiting = 2 * SLICE / 10 + (2 * SLICE - 5) + 2 * SLICE;
		assert_eq!(ledger(series).waiting, waiting);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.paid_days, record.late_days, record.low_days), (6, 0, 0));
		assert_eq!(ledger(series).low_run, 0);

		// Nobody votes: it goes on, and all that waited is released.
		let vote = put_to_the_vote(series);
		to_block(end_of(vote));
		let before = [ferdie(), insurance_pool()].map(|who| balance(&who, &DOLLAR));
		assert_ok!(settle_vote(series));
		let after = [ferdie(), insurance_pool()].map(|who| balance(&who, &DOLLAR));
		let pool = waiting * 5 / 1_000;
		assert_eq!(after, [before[0] + waiting - pool, before[1] + pool]);
		assert_eq!(ledger(series).state, SeriesState::Open);
	});
}

/// No fault, no slash: the miner has what its days released, the holders have the rest.
#[test]
fn a_vote_ends_the_series_without_a_slash() {
	play(|| {
		let series = stricken();
		let day = unpaid(series);
		to_day(day + 5);
		assert_ok!(distribute(&ferdie(), series, day, &[400_000, 1_000_000]));
		let vote_on = put_to_the_vote(series);
		for voter in [one(), two()] {
			assert_ok!(vote(voter, vote_on, true, Conviction::Locked1x, DECISIVE));
		}
		let people = || [alice(), bob(), ferdie(), insurance_pool()];
		let dollars = || people().map(|who| balance(&who, &DOLLAR));
		let native = || people().map(|who| dmc(&who));
		let (before, pledged) = (dollars(), dmc(&pledges()));
		to_block(end_of(vote_on) + 1);
		let waiting = 2 * SLICE * 4 / 10 + 2 * SLICE;
		let pool_share = waiting * 5 / 1_000;
		assert_told(Event::SeriesTerminated {
			series,
			cause: FreezeCause::Event,
			released: waiting,
			pool_share,
			slash: 0,
			cert_days_left: 2 * 56,
		});
		let held = native();
		paid_out();
		// Of each deposit, two days, two fifths of a day rounded up, and a day are released.
		let left = DEPOSIT - 2 * SLICE - (SLICE * 14).div_ceil(10);
		let miner = waiting - pool_share;
		let gains = [left, left, miner, pool_share];
		let expected: Vec<_> =
			before.into_iter().zip(gains).map(|(had, gain)| had + gain).collect();
		assert_eq!(dollars().to_vec(), expected);
		assert_eq!(native(), held);
		assert_eq!(dmc(&pledges()), pledged);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.frozen_series, record.slashes, record.defaulted), (0, 0, false));
		// It may go on with another series.
		assert_ok!(create_series(&ferdie(), 0, 10, 3));
		assert_ok!(act(
			ferdie(),
			pallet_miner_registry::Call::withdraw_pledge { application: 0, amount: 120 * DMC }
		));
	});
}

/// An event proves nothing against a miner: without a vote the series goes on.
#[test]
fn a_cancelled_vote_about_an_event_ends_nothing() {
	play(|| {
		let series = stricken();
		let ref_index = put_to_the_vote(series);
		assert_ok!(five_of_the_council(Democracy::emergency_cancel { ref_index }));
		assert_ok!(settle_vote(series));
		assert_eq!(ledger(series).state, SeriesState::Open);
	});
}

#[test]
fn no_event_hides_a_breach() {
	play(|| {
		let (series, _) = stopped();
		assert_noop!(declare_event(series), Error::<Runtime>::BreachProvable);
		assert_ok!(report(series));
		assert_noop!(declare_event(series), Error::<Runtime>::Frozen);
		assert_noop!(reinstate(series), Error::<Runtime>::NotEvent);
		assert_noop!(open_vote(series), Error::<Runtime>::NotEvent);
	});
}

/// After the freeze every clock starts at the day before: eight more open days prove a breach, two
/// make the series late.
#[test]
fn clocks_start_over_after_it() {
	play(|| {
		let series = stricken();
		to_day(today() + 40);
		let back = Escrow::reinstate { series };
		assert_noop!(act(ferdie(), back), DispatchError::BadOrigin);
		assert_ok!(reinstate(series));
		let on = today();
		assert_told(Event::Resumed { series, miner: ferdie(), released: 0, pool_share: 0 });
		assert_noop!(reinstate(series), Error::<Runtime>::NotFrozen);
		assert_eq!((ledger(series).frozen_days, ledger(series).freezes), (40, 1));
		to_day(on + 1);
		assert_ok!(buy(&eve(), series, &[2], PRICE));
		to_day(on + 2);
		assert_noop!(buy(&eve(), series, &[3], PRICE), Error::<Runtime>::Late);
		to_day(on + 7);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		to_day(on + 8);
		assert_noop!(declare_event(series), Error::<Runtime>::BreachProvable);
		assert_ok!(report(series));
	});
}

/// Days that were over when it ended are paid for without tolerance, and never judged.
#[test]
fn days_that_were_over_are_never_judged() {
	play(|| {
		let series = stricken();
		let day = unpaid(series);
		nothing_until(day + 4);
		assert_ok!(reinstate(series));
		next_day();
		feed_yesterday();
		// Four days were over; the fifth was not when the freeze ended.
		assert_ok!(distribute(&ferdie(), series, day, &[750_000, 0, 990_000, 100_000, 990_000]));
		let released = [750_000, 0, 990_000, 100_000];
		for (days, released) in (0..).zip(released) {
			let flags = DayFlags::default();
			assert_eq!(judgement(series, day + days), (released, flags), "{days}");
		}
		assert_eq!(judgement(series, day + 4), (1_000_000, DayFlags::JUDGED));
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.late_days, record.low_days), (0, 0));
	});
}

#[test]
fn the_council_ends_it_while_votes_are_taken_and_not_after() {
	play(|| {
		let series = stricken();
		let vote_on = put_to_the_vote(series);
		assert_ok!(vote(one(), vote_on, true, Conviction::Locked6x, 5_000_000 * DMC));
		assert_ok!(reinstate(series));
		assert_eq!(ReferendumInfoOf::<Runtime>::get(vote_on), None);

		assert_ok!(declare_event(series));
		let vote_on = put_to_the_vote(series);
		assert_ok!(vote(one(), vote_on, true, Conviction::Locked6x, 5_000_000 * DMC));
		to_block(end_of(vote_on));
		assert_noop!(reinstate(series), Error::<Runtime>::VoteOver);
		assert_ok!(settle_vote(series));
		assert!(ledger(series).state.termination().is_some());
		assert_noop!(reinstate(series), Error::<Runtime>::Terminated);
	});
}
