//! What a miner might try in order to keep the deposits without earning them.

use crate::{people::*, steps::*, world::*};
use pallet_hashrate_nft::Error as NftError;
use pallet_miner_registry::{Call as Registry, Error as RegistryError};
use pallet_risk_escrow::{Breach, DayFlags, Error, Event};

/// Paying a unit before anybody knows what the day should have earned.
#[test]
fn a_unit_before_the_average_is_known_releases_nothing() {
	play(|| {
		let series = mine();
		let day = unpaid(series);
		to_day(day + 1);
		let unknown = Error::<Runtime>::AverageNotKnown;
		assert_noop!(distribute(&ferdie(), series, day, &[1]), unknown);
		// Nobody feeds it: the day is measured by what the miner itself had promised.
		next_day();
		assert_ok!(distribute(&ferdie(), series, day, &[1]));
		assert_eq!(judgement(series, day), (1_000, DayFlags::NO_AVERAGE));
		assert_eq!(RiskEscrow::unreleased(series, 0), DEPOSIT - SLICE.div_ceil(1_000));
	});
}

/// Paying once a week, all days at once: five of each seven are late.
#[test]
fn paying_once_a_week_is_a_breach_in_the_second_week() {
	play(|| {
		let series = mine();
		let first = unpaid(series);
		nothing_until(first + 7);
		assert_ok!(distribute(&ferdie(), series, first, &[EXPECTED; 7]));
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		nothing_until(first + 14);
		assert_ok!(distribute(&ferdie(), series, first + 7, &[EXPECTED; 7]));
		assert_ok!(report(series));
		let (reporter, referendum) = (nobody(), referendum_on(series));
		let breach = Breach::LateWindow { days: 10 };
		assert_told(Event::BreachReported { series, reporter, breach, referendum });
	});
}

/// Letting the last days of a term lapse: they stay due, and the deposit of them stays in escrow.
#[test]
fn the_last_days_of_a_term_do_not_lapse() {
	play(|| {
		let (_, series, price) = shop();
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, 50);
		assert_ok!(distribute(&ferdie(), series, day, &[500]));
		// Long after the term.
		to_day(day + 10);
		assert_ok!(retire(series, &[0]));
		let error = Error::<Runtime>::NotEnded.into();
		assert_told(Event::RetireFailed { series, item: 0, error });
		let withdraw = Registry::withdraw_pledge { application: 0, amount: 1 };
		assert_noop!(act(ferdie(), withdraw), RegistryError::<Runtime>::PledgeTooLow);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		let before = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
		paid_out();
		// A deposit of 7,425,000 less one of three slices; the pledge for 30 unit days.
		assert_eq!(price, 7_500_000);
		let after = [DOLLAR, Asset::Native].map(|asset| balance(&alice(), &asset));
		assert_eq!(after, [before[0] + 4_950_000, before[1] + 3 * DMC]);
	});
}

/// Getting certificates out, or new money in, while the vote goes on.
#[test]
fn a_frozen_series_neither_sells_nor_retires() {
	play(|| {
		let (_, series, price) = shop();
		let day = unpaid(series);
		to_day(day + 9);
		assert_ok!(report(series));
		assert_noop!(buy(&bob(), series, &[1], price), Error::<Runtime>::Frozen);
		assert_noop!(list(&ferdie(), series, &[3], price), Error::<Runtime>::Frozen);
		assert_noop!(mint(&ferdie(), series, 1), NftError::<Runtime>::Frozen);
		assert_ok!(distribute(&ferdie(), series, day, &[500; 3]));
		assert_eq!(ledger(series).waiting, 3 * 2_475_000);
		assert_ok!(retire(series, &[0]));
		let error = Error::<Runtime>::Frozen.into();
		assert_told(Event::RetireFailed { series, item: 0, error });
		assert_ok!(refund(series, &[0]));
		let error = Error::<Runtime>::NotTerminated.into();
		assert_told(Event::RefundFailed { series, item: 0, error });
		// Its income comes nevertheless, and it stays as it is.
		let before = balance(&alice(), &COIN);
		paid_out();
		assert_eq!(balance(&alice(), &COIN), before + 1_500);
		assert!(HashrateNft::record_of(series, 0).is_some());
		// Every day is paid, so nothing of the pledge is needed; it stays until the vote is over.
		let withdraw = || act(ferdie(), Registry::withdraw_pledge { application: 0, amount: DMC });
		assert_noop!(withdraw(), RegistryError::<Runtime>::FrozenSeries);
		to_block(end_of(referendum_on(series)) + 1);
		assert_noop!(withdraw(), RegistryError::<Runtime>::Defaulted);
		// No certificate was live any more: nothing was slashed. The deposit is all hers.
		let before = balance(&alice(), &DOLLAR);
		assert_eq!(ledger(series).state.termination().unwrap().slash, 0);
		paid_out();
		assert_eq!(balance(&alice(), &DOLLAR), before + 7_425_000);
	});
}

/// Taking the pledge away on the last day, before it is paid.
#[test]
fn the_pledge_is_bound_until_the_last_day_is_settled() {
	play(|| {
		let (_, series, _) = shop();
		let day = unpaid(series);
		let withdraw = |amount| act(ferdie(), Registry::withdraw_pledge { application: 0, amount });
		to_day(day + 2);
		assert_ok!(distribute(&ferdie(), series, day, &[500]));
		assert_noop!(withdraw(1), RegistryError::<Runtime>::PledgeTooLow);
		to_day(day + 4);
		assert_noop!(withdraw(1), RegistryError::<Runtime>::PledgeTooLow);
		assert_ok!(distribute(&ferdie(), series, day + 1, &[500, 500]));
		// Three DMC for the certificate that ended; nine for those that are for sale.
		assert_noop!(withdraw(3 * DMC + 1), RegistryError::<Runtime>::PledgeTooLow);
		assert_ok!(withdraw(3 * DMC));
	});
}

/// A listing from before the freeze is no way around it.
#[test]
fn a_miner_in_default_sells_nothing_listed_before() {
	play(|| {
		let plan = sixty_days();
		let series = mine();
		assert_ok!(pledge(&ferdie(), 0, plan.pledge()));
		let other = plan.series(0);
		assert_ok!(list(&ferdie(), other, &[0], PRICE));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		assert_noop!(buy(&eve(), series, &[2], PRICE), Error::<Runtime>::Frozen);
		to_block(end_of(referendum_on(series)) + 1);
		assert_noop!(buy(&eve(), other, &[0], PRICE), Error::<Runtime>::MinerBarred);
		assert_noop!(buy(&eve(), series, &[2], PRICE), Error::<Runtime>::MinerBarred);
	});
}

/// Money paid for days of a freeze buys no release after the series ended.
#[test]
fn what_is_paid_during_the_vote_does_not_save_the_deposit() {
	play(|| {
		let (series, day) = stopped();
		assert_ok!(report(series));
		next_day();
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED; 9]));
		to_block(end_of(referendum_on(series)) + 1);
		let before = [alice(), bob()].map(|who| balance(&who, &DOLLAR));
		let native = [alice(), bob()].map(|who| dmc(&who));
		paid_out();
		let left = DEPOSIT - 2 * SLICE;
		let after = [alice(), bob()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(after, before.map(|had| had + left));
		// The pledge of both is shared by the days that nobody settled, which are as many for each.
		assert_eq!([alice(), bob()].map(|who| dmc(&who)), native.map(|had| had + 60 * DMC));
		let late = distribute(&ferdie(), series, day + 9, &[EXPECTED]);
		assert_eq!(late, Err(Error::<Runtime>::Terminated.into()));
	});
}

/// Settling what is left without income while the vote goes on, so that nothing is left to slash.
#[test]
fn days_of_a_vote_are_not_settled_for_nothing() {
	play(|| {
		let (_, series, _) = shop();
		let day = unpaid(series);
		to_day(day + 9);
		assert_ok!(report(series));
		let little = Error::<Runtime>::PaidTooLittle;
		assert_noop!(distribute(&ferdie(), series, day, &[0; 3]), little);
		let little = Error::<Runtime>::PaidTooLittle;
		assert_noop!(distribute(&ferdie(), series, day, &[500, 374]), little);
		assert_ok!(distribute(&ferdie(), series, day, &[375]));
		to_block(end_of(referendum_on(series)) + 1);
		assert_eq!(ledger(series).state.termination().unwrap().slash, 3 * DMC);
	});
}

/// Paying itself a fortune, by another name, for a day on which nobody else has a certificate, and
/// then too little to the others.
#[test]
fn a_fortune_for_one_day_covers_no_others() {
	play(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_ok!(buy(&eve(), series, &[0], PRICE));
		next_day();
		assert_ok!(buy(&alice(), series, &[1, 2, 3], 3 * PRICE));
		pays(series, &[50_000_000]);
		let day = unpaid(series);
		pays(series, &[1_500_000; 2]);
		// 550,000 and 1,500,000 are 82 % of 2,500,000, which two days need; three need more.
		let low = DayFlags::JUDGED.with(DayFlags::LOW, true);
		assert_eq!(judgement(series, day), (1_000_000, low));
		assert_eq!(judgement(series, day + 1), (750_000, low));
	});
}
