//! Stakes that end: certificates that end, series that are frozen or fail, and stakers that cannot be
//! paid.

use crate::{
	checks::check_everything, insurance_steps::*, people::*, staking_steps::*, steps::*,
	trading::*, world::*,
};
use dmex_primitives::SeriesId;
use pallet_certificate_staking::{Error, Event};
use pallet_risk_escrow::Positions;

/// Ten days of ten units, sold to Alice alone.
fn ten_days() -> SeriesId {
	let series = Plan { term: 10, ..Plan::default() }.on_sale_at(25_000_105);
	assert_ok!(buy(&alice(), series, &[0], 25_000_105));
	series
}

/// No reward for a day after its last, whenever anybody acts: such a stake leaves by itself, its reward is
/// paid, and the certificate is hers again.
#[test]
fn an_ended_certificate_leaves_by_itself() {
	execute_with_checks(|| {
		let series = ten_days();
		let end = today() + 10;
		assert_ok!(fund_budget(&two(), 200_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		let before = dmc(&alice());
		// Ferdie does not pay: the certificate is not retired.
		to_day(end + 2);
		next_block();
		assert!(!is_staked(series, 0), "an ended certificate is staked");
		// Ten days, its last one included.
		assert_eq!(dmc(&alice()), before + 10 * EMISSION);
		assert_eq!((lock(series, 0), owed()), (None, 0));
		assert_noop!(unstake(&alice(), series, &[0]), Error::<Runtime>::UnknownStake);
		let ended = stake(&alice(), series, &[0]);
		assert_eq!(ended, Err(Error::<Runtime>::HasEnded.into()));
		assert_eq!(held_for_stakers(), budget());
		assert_eq!(budget(), 200_000 * DMC - 10 * EMISSION);
	});
}

/// Retired and burnt while it was staked: nothing is lost to the staker, and nothing is owed for ever.
#[test]
fn a_burnt_certificate_leaves_by_itself() {
	execute_with_checks(|| {
		let series = ten_days();
		assert_ok!(fund_budget(&two(), 200_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		let before = dmc(&alice());
		pays(series, &[500_000; 10]);
		paid_out();
		assert_eq!(HashrateNft::record_of(series, 0), None);
		check_everything();
		next_day();
		next_block();
		assert!(!is_staked(series, 0));
		assert_eq!(dmc(&alice()), before + 10 * EMISSION);
		assert_eq!((owed(), held_for_stakers()), (0, budget()));
	});
}

/// Days of a freeze are not rewarded, and go to the others; then it goes on.
#[test]
fn a_frozen_series_is_paused() {
	execute_with_checks(|| {
		let series = mine();
		let plan = Plan { miner: dave(), term: 60, ..Plan::default() };
		let other = plan.on_sale_at(PRICE);
		assert_ok!(buy(&charlie(), other, &[0], PRICE));
		assert_ok!(fund_budget(&two(), 500_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		assert_ok!(stake(&charlie(), other, &[0]));
		to_day(today() + 3);
		let before = [reward(series, 0), reward(other, 0)];
		assert_eq!(before, [EMISSION; 2]);
		catches_up(series, EXPECTED);
		assert_ok!(declare_event(series));
		assert_eq!(stake(&bob(), series, &[1]), Err(Error::<Runtime>::SeriesFrozen.into()));
		// Whoever touches it first, or the sweep, takes its units out.
		assert_ok!(claim_rewards(series, &[0]));
		assert_emitted(Event::SeriesPaused { series });
		to_day(today() + 4);
		assert_eq!(reward(series, 0), 0);
		let frozen = reward(other, 0) - before[1];
		assert_eq!(frozen, 4 * EMISSION);
		assert_ok!(end_event(series));
		assert_ok!(claim_rewards(series, &[0]));
		assert_emitted(Event::SeriesResumed { series });
		let resumed = reward(other, 0);
		to_day(today() + 3);
		// The day on which it went on is not a whole one.
		assert_eq!(reward(series, 0), EMISSION);
		assert_eq!(reward(other, 0), resumed + 2 * EMISSION);
		assert_ok!(unstake(&alice(), series, &[0]));
		assert_ok!(unstake(&charlie(), other, &[0]));
		assert_eq!((owed(), held_for_stakers()), (0, budget()));
	});
}

/// Nobody touches it all the while: the sweep does.
#[test]
fn a_freeze_is_noticed_without_anyone() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 500_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		to_day(today() + 2);
		assert_eq!(reward(series, 0), EMISSION);
		assert_ok!(declare_event(series));
		to_day(today() + 10);
		// The sweep is what the block of the freeze leaves room for: it began that day.
		assert_eq!(reward(series, 0), EMISSION);
		assert_ok!(end_event(series));
		to_day(today() + 3);
		assert_eq!(reward(series, 0), 3 * EMISSION);
		assert_ok!(unstake(&alice(), series, &[0]));
		assert_eq!((owed(), held_for_stakers()), (0, budget()));
	});
}

/// A breach ends the series: the staked certificate is refunded like any other, and its stake leaves.
#[test]
fn a_staked_certificate_is_refunded() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		assert_ok!(fund_budget(&two(), 500_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		let before = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
		let earned = reward(series, 0);
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		assert!(Positions::<Runtime>::get(series, 0).unwrap().refunded);
		next_day();
		next_block();
		assert!(!is_staked(series, 0));
		assert_eq!(lock(series, 0), None);
		let after = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
		assert_eq!(after[0], before[0] + DEPOSIT - 2 * INSTALMENT);
		// No day of the freeze or after it.
		assert_eq!(after[1], before[1] + 60 * DMC + earned);
		assert_eq!((owed(), held_for_stakers()), (0, budget()));
		assert_eq!(stake(&bob(), series, &[1]), Err(Error::<Runtime>::SeriesTerminated.into()));
		assert_ok!(hand_over(&alice(), series, 0, &dave()));
	});
}

/// The staked certificate was insured, and its award is the staker's.
#[test]
fn an_award_of_a_staked_certificate_is_the_stakers() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		paid_out();
		assert_ok!(stake(&alice(), series, &[0]));
		assert_ok!(declare_event(series));
		let before = [alice(), bob()].map(|who| dmc(&who));
		let claim = ClaimRequest::of(series).approved();
		ended(series);
		award_paid_out(claim);
		assert_eq!([alice(), bob()].map(|who| dmc(&who)), before.map(|had| had + LOST));
	});
}

/// Bob's account is gone, and his reward is below what an account must hold: it is credited.
#[test]
fn a_reward_that_cannot_be_paid_is_credited() {
	execute_with_checks(|| {
		let series = mine();
		let little = EXISTENTIAL_DEPOSIT / 2;
		assert_ok!(fund_budget(&two(), little));
		assert_ok!(stake(&bob(), series, &[1]));
		to_day(today() + 2);
		assert_eq!(reward(series, 1), little);
		empty(bob());
		assert_ok!(unstake(&bob(), series, &[1]));
		assert_eq!((credit(&bob(), &Asset::Native), dmc(&bob())), (little, 0));
		assert_eq!((owed(), lock(series, 1)), (0, None));
		check_everything();
		// A credit is nobody's budget.
		next_day();
		assert_eq!(budget(), 0);
		give(bob(), DMC);
		assert_ok!(withdraw(&bob(), Asset::Native));
		assert_eq!(dmc(&bob()), DMC + little);
	});
}
