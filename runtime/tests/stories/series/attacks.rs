//! What a clever miner, or two accounts of one person, might try with a series; each without profit.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{Seed, SeriesId};
use pallet_democracy::{ReferendumInfo, ReferendumInfoOf};
use pallet_governance::Call as Governance;
use pallet_hashrate_market::Call as Market;
use pallet_miner_registry::{Call as Registry, Capacities, Error as RegistryError};
use pallet_risk_escrow::{
	Breach, Call as Escrow, DayFlags, DayRecords, Error, Event, FreezeCause, Rules,
};
use sp_runtime::DispatchResult;

/// Ferdie pays a day of a series of which `certificates` are active, in hundredths of the average.
fn pays_parts(series: SeriesId, certificates: u128, parts: &[u128]) {
	let expected = Balance::from(AVERAGE) * 10 * certificates;
	let amounts: Vec<_> = parts.iter().map(|part| expected * part / 100).collect();
	pays(series, &amounts);
}

/// Certificates of ten units for forty days, all for sale.
fn many(quantity: u32) -> SeriesId {
	Plan { term: 40, quantity, quota: 10_000, ..Plan::default() }.on_sale_at(PRICE)
}

/// What the instalments up to a day released together, in 10⁻¹⁸ of one.
fn index(series: SeriesId, day: Day) -> u128 {
	DayRecords::<Runtime>::get(series, day).unwrap().release_index
}

fn released_in_full(series: SeriesId, day: Day) -> bool {
	index(series, day) - index(series, day - 1) == 1_000_000_000_000_000_000
}

/// Ten days of a hundred certificates, paid well, were as good as a month for the money alone: behind
/// them the miner could pay the few other holders too little. Each day counts for itself, too.
#[test]
fn few_holders_are_not_paid_less_behind_large_days() {
	execute_with_checks(|| {
		// Ninety-nine certificates are for nine days and the miner's own.
		let series = Plan { term: 9, quantity: 100, quota: 10_000, ..Plan::default() };
		let series = series.on_sale_at(PRICE);
		let all: Vec<u32> = (0..99).collect();
		assert_ok!(buy(&bob(), series, &all, PRICE * 99));
		pays_parts(series, 99, &[100; 8]);
		assert_ok!(buy(&alice(), series, &[99], PRICE));
		pays_parts(series, 99, &[100]);
		// Alice alone is left: her days are those that are large for her.
		pays_parts(series, 1, &[79; 9]);
		let last = ledger(series).progress.settled_through;
		let full: Vec<_> = (last - 8..=last).map(|day| released_in_full(series, day)).collect();
		// By money the window holds to the end. By days the fifth of them makes it 12.95 of 14, or 92.5 %.
		assert_eq!(full, [true, true, true, true, false, false, false, false, false]);
		let window = ledger(series).clocks;
		assert_eq!(window.underpaid_streak, 9);
		assert_ok!(report(series));
	});
}

/// A day of many certificates, of which this part is paid, and then days of one, each paid by its number. One is
/// sold each day, so that the series is never idle.
fn many_and_then_one(of_many: u128, of_one: impl Fn(u32) -> u128) -> SeriesId {
	let plan = Plan { term: 1, quantity: 100, quota: 10_000, ..Plan::default() };
	let series = plan.on_sale_at(PRICE);
	let most: Vec<u32> = (1..70).collect();
	assert_ok!(buy(&bob(), series, &most, PRICE * 69));
	next_day();
	for item in 70..95 {
		assert_ok!(buy(&alice(), series, &[item], PRICE));
		match item {
			70 => pays_parts(series, 69, &[of_many]),
			_ => pays_parts(series, 1, &[of_one(item)]),
		}
	}
	series
}

/// One bad day of a hundred certificates before good days of one is no breach: by money alone it was.
#[test]
fn one_bad_day_of_many_certificates_is_no_breach() {
	execute_with_checks(|| {
		let series = many_and_then_one(10, |_| 100);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
	});
}

/// Certificates of the miner under another name take nothing of the pledges of others.
#[test]
fn fresh_certificates_of_an_accomplice_take_no_pledge_of_others() {
	execute_with_checks(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		pays(series, &[EXPECTED / 2; 50]);
		// Just before it stops the miner's friend buys what is left, with all its days to come.
		assert_ok!(buy(&bob(), series, &[1, 2, 3], 3 * PRICE));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		let before = dmc(&alice());
		paid_out();
		// Its ten days left of sixty do not matter: 10 units × 60 days × 0.1 DMC.
		assert_eq!(dmc(&alice()) - before, 60 * DMC);
	});
}

/// Underpaid days are not forgotten by selling again after a pause.
#[test]
fn an_idle_time_does_not_clear_underpaid_days() {
	execute_with_checks(|| {
		let series = Plan { term: 6, ..Plan::default() }.on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		pays_parts(series, 1, &[70; 6]);
		next_day();
		assert_ok!(buy(&alice(), series, &[1], PRICE));
		pays_parts(series, 1, &[70]);
		assert_eq!(ledger(series).clocks.underpaid_streak, 7);
		assert_ok!(report(series));
	});
}

/// While a breach can be proved nothing is sold: the buyers would pay for what is about to be frozen.
#[test]
fn nothing_is_sold_while_a_breach_can_be_proved() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED * 7 / 10; 7]);
		let purchase = buy(&charlie(), series, &[2], PRICE);
		assert_eq!(purchase, Err(Error::<Runtime>::BreachProvable.into()));
		assert_ok!(report(series));
	});
}

/// A day is paid ten times too much: a digit too many, or a stolen key.
#[test]
fn nobody_pays_more_than_ten_times_what_is_expected() {
	execute_with_checks(|| {
		let series = mine();
		let day = unpaid(series);
		to_day(day + 1);
		feed_yesterday();
		let too_much = distribute(&ferdie(), series, day, &[10 * EXPECTED + 1]);
		assert_eq!(too_much, Err(Error::<Runtime>::PaidTooMuch.into()));
		assert_ok!(distribute(&ferdie(), series, day, &[10 * EXPECTED]));
	});
}

/// Income halves and more in a day, so that the average is disputed: whoever pays the truth loses
/// nothing, though nobody confirms anything.
#[test]
fn a_fall_that_is_disputed_costs_an_honest_miner_nothing() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 3]);
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, AVERAGE * 2 / 5);
		next_day();
		all_feed(NETWORK, day + 1, AVERAGE * 2 / 5);
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED * 2 / 5; 2]));
		let record = DayRecords::<Runtime>::get(series, day).unwrap();
		assert!(record.flags.has(DayFlags::NO_AVERAGE));
		assert!(released_in_full(series, day) && released_in_full(series, day + 1));
	});
}

/// A miner promises next to nothing, and hopes for days without an average.
#[test]
fn a_promise_of_nothing_releases_nothing() {
	execute_with_checks(|| {
		// Plans promise 50 for a unit; the network's average is a thousand times more.
		let first = mine();
		pays(first, &[EXPECTED]);
		let series = Plan { miner: eve(), term: 60, ..Plan::default() }.on_sale_at(PRICE);
		let day = today() + 1;
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		// Nobody feeds the first day.
		to_day(day + 2);
		assert_ok!(distribute(&eve(), series, day, &[500]));
		let record = DayRecords::<Runtime>::get(series, day).unwrap();
		// 500 of 500,000 satoshi.
		assert_eq!(record.release_index, 1_000_000_000_000_000);
	});
}

/// The last eight of thirty days lapse and are settled with next to nothing, and the pledge is withdrawn
/// together with that: the part for these days is slashed.
#[test]
fn the_pledge_stays_until_the_last_days_are_paid() {
	execute_with_checks(|| {
		for least in [0, 1] {
			let miner = if least == 0 { ferdie() } else { eve() };
			let plan = Plan { miner: miner.clone(), term: 30, quantity: 1, ..Plan::default() };
			let series = plan.on_sale_at(PRICE);
			assert_ok!(buy(&alice(), series, &[0], PRICE));
			let expected = Balance::from(AVERAGE) * 10;
			for _ in 0..22 {
				let day = unpaid(series);
				to_day(day + 1);
				feed_yesterday();
				assert_ok!(distribute(&miner, series, day, &[expected]));
			}
			let day = unpaid(series);
			for _ in 0..8 {
				next_day();
				feed_yesterday();
			}
			let (before, application) = (dmc(&alice()), terms(series).application);
			assert_ok!(distribute(&miner, series, day, &[least; 8]));
			let pledged = Capacities::<Runtime>::get(application).unwrap().pledged;
			// 10 units × 0.1 DMC for each of the eight days, of 30 DMC; less what was paid of them.
			let slash = 8 * DMC - 8 * least * DMC / expected;
			assert_eq!(pledged, 30 * DMC - slash);
			let all = Registry::withdraw_pledge { application, amount: 30 * DMC };
			assert_eq!(act(miner.clone(), all), Err(RegistryError::<Runtime>::PledgeTooLow.into()));
			paid_out();
			assert_eq!(dmc(&alice()), before + slash);
		}
	});
}

fn terms(series: SeriesId) -> dmex_primitives::SeriesTerms<AccountId> {
	HashrateNft::terms_of(series).unwrap()
}

/// The pool's part of releases that a series began with holds for all of it.
#[test]
fn a_series_keeps_the_pools_part_of_its_releases() {
	use dmex_runtime::parameters::dynamic_params::fees;
	execute_with_checks(|| {
		let series = mine();
		let part = sp_runtime::Permill::from_percent(5);
		let value = fees::Parameters::PoolPartOfReleases(fees::PoolPartOfReleases, Some(part));
		assert_ok!(set_parameter(dmex_runtime::RuntimeParameters::Fees(value)));
		let before = balance(&insurance_pool(), &DOLLAR);
		pays(series, &[EXPECTED]);
		let share = 2 * INSTALMENT * 5 / 1_000;
		assert_eq!(balance(&insurance_pool(), &DOLLAR) - before, share);
	});
}

/// A vote on a breach starts with what would be slashed: saving a great series takes as much.
#[test]
fn the_seed_of_a_breach_grows_with_what_would_be_slashed() {
	execute_with_checks(|| {
		let plan = Plan { units: 1_000, quota: 4_000, term: 60, ..Plan::default() };
		let price = plan.lowest_price() * 2;
		let series = plan.on_sale_at(price);
		assert_ok!(buy(&alice(), series, &[0], price));
		pays_parts(series, 100, &[100]);
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		// 1,000 units × 60 days × 0.1 DMC.
		let ayes = match ReferendumInfoOf::<Runtime>::get(referendum_on(series)) {
			Some(ReferendumInfo::Ongoing(status)) => status.tally.ayes,
			other => panic!("{other:?}"),
		};
		assert_eq!(ayes, 6_000 * DMC);
		let least = dmex_runtime::configs::glue::EnforcementRules::seed(FreezeCause::Breach, DMC);
		assert_eq!(least, Seed::Aye(1_000 * DMC));
	});
}

/// Reports that a network has no income any more.
fn report_income_ended(series: SeriesId) -> DispatchResult {
	act(nobody(), Escrow::report_income_ended { series })
}

/// A network's income ends in one day. Nobody owes anything for days without income, nothing is slashed,
/// and the holders have what was not released, by a vote.
#[test]
fn a_network_without_income_slashes_nobody() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		let pledged = dmc(&pledges());
		// The first zero is disputed, and nobody confirms it.
		for _ in 0..8 {
			next_day();
			all_feed(NETWORK, today() - 1, 0);
		}
		// Of that day the miner has nothing to pay; the others it need not even settle.
		assert_ok!(distribute(&ferdie(), series, unpaid(series), &[0]));
		next_day();
		all_feed(NETWORK, today() - 1, 0);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		assert_ok!(report_income_ended(series));
		let referendum = referendum_on(series);
		assert_emitted(Event::IncomeEnded { series, reporter: nobody(), days: 8, referendum });
		for voter in [one(), two()] {
			let conviction = pallet_democracy::Conviction::Locked1x;
			assert_ok!(vote(voter, referendum, true, conviction, DECISIVE));
		}
		to_block(end_of(referendum) + 1);
		let before = balance(&alice(), &DOLLAR);
		paid_out();
		assert_eq!(balance(&alice(), &DOLLAR), before + DEPOSIT - 2 * INSTALMENT);
		assert_eq!(dmc(&pledges()), pledged);
		assert!(!MinerRegistry::miner(&ferdie()).record.defaulted);
	});
}

/// Without a vote the days without income are settled by anyone, and certificates end as always.
#[test]
fn days_without_income_are_settled_by_anyone() {
	execute_with_checks(|| {
		let series = Plan { term: 6, quantity: 1, ..Plan::default() }.on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		pays_parts(series, 1, &[100; 3]);
		for _ in 0..3 {
			next_day();
			all_feed(NETWORK, today() - 1, 0);
		}
		// The first zero after income is disputed: it is measured by the last average, and the miner has
		// nothing to pay of it.
		let day = unpaid(series);
		let write_off = || act(nobody(), Escrow::write_off_day { series });
		assert_noop!(write_off(), Error::<Runtime>::TooEarly);
		assert_ok!(distribute(&ferdie(), series, day, &[0]));
		assert_ok!(write_off());
		assert_ok!(write_off());
		let before = balance(&alice(), &DOLLAR);
		paid_out();
		assert!(balance(&alice(), &DOLLAR) > before);
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT);
	});
}

/// A network is closed: nothing new is sold, and what was sold goes on.
#[test]
fn a_closed_network_sells_nothing_new() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(council(Registry::close_network { network: NETWORK }));
		let refused = Error::<Runtime>::NetworkClosed;
		assert_eq!(buy(&charlie(), series, &[2], PRICE), Err(refused.into()));
		pays(series, &[EXPECTED; 3]);
		let items = items(&[0]);
		let resale = Market::list { series, items, price: PRICE, expires_in_days: 9 };
		assert_ok!(act(alice(), resale));
	});
}

/// Operators feed a day ten times too high; it was published by a confirmation, and honest miners paid the
/// truth. Struck out, it counts for nobody, and what it withheld is released.
#[test]
fn a_wrong_average_that_is_struck_out_costs_an_honest_miner_nothing() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 3]);
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, AVERAGE * 10);
		let confirm = Governance::confirm_average { network: NETWORK, day };
		assert_ok!(council(confirm));
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert_eq!(ledger(series).clocks.underpaid_streak, 1);
		assert!(!released_in_full(series, day));
		let apply = || act(nobody(), Escrow::apply_strike { series, day });
		assert_noop!(apply(), Error::<Runtime>::NotStruck);

		let strike = Governance::strike_average { network: NETWORK, day };
		assert_ok!(council(strike));
		let before = balance(&ferdie(), &DOLLAR);
		assert_ok!(apply());
		assert_eq!(ledger(series).clocks.underpaid_streak, 0);
		// Nine tenths of two instalments, less the pool's part.
		let released = 2 * INSTALMENT * 9 / 10;
		let pool_share = released * 5 / 1_000;
		let fraction = sp_runtime::FixedU128::from_rational(9, 10);
		assert_emitted(Event::StrikeApplied { series, day, fraction, released, pool_share });
		assert_eq!(balance(&ferdie(), &DOLLAR) - before, released - pool_share);
		assert_noop!(apply(), Error::<Runtime>::AlreadyStruck);
		pays(series, &[EXPECTED; 2]);
	});
}

/// All operators feed the first value of a network ten times too high, and the truth from the next day on:
/// it is compared with the opening average, and honest miners are never reportable.
#[test]
fn a_first_average_in_wrong_units_freezes_nobody() {
	execute_with_checks(|| {
		let series = mine();
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, AVERAGE * 10);
		assert!(!pallet_governance::Averages::<Runtime>::contains_key(NETWORK, day));
		for _ in 0..28 {
			next_day();
			let yesterday = today() - 1;
			all_feed(NETWORK, yesterday, AVERAGE);
			// The first true value is disputed too, for it is far from the wrong one.
			let known = pallet_governance::Averages::<Runtime>::contains_key(NETWORK, yesterday);
			let last = if known { yesterday } else { yesterday - 1 };
			let from = unpaid(series);
			let days = vec![EXPECTED * 98 / 100; (last + 1 - from) as usize];
			assert_ok!(distribute(&ferdie(), series, from, &days));
			assert_noop!(report(series), Error::<Runtime>::NotBreached);
			assert!(released_in_full(series, last));
		}
		assert_eq!(ledger(series).clocks.underpaid_days, 0);
	});
}

/// A provable breach of the money alone, or of the days alone, is none.
#[test]
fn an_underpaid_window_says_both_sums() {
	execute_with_checks(|| {
		let series = many(2);
		assert_ok!(buy(&alice(), series, &[0, 1], 2 * PRICE));
		// Never seven underpaid days in a row.
		let parts: Vec<_> = (0..20).map(|day| if day % 6 == 5 { 80 } else { 79 }).collect();
		pays_parts(series, 2, &parts);
		assert_ok!(report(series));
		let (referendum, expected) = (referendum_on(series), 20 * EXPECTED);
		let paid = 17 * EXPECTED * 79 / 100 + 3 * EXPECTED * 80 / 100;
		let ratios = sp_runtime::FixedU128::from_rational(17 * 79 + 3 * 80, 100);
		let breach = Breach::UnderpaidWindow { days: 20, paid, expected, ratios };
		assert_emitted(Event::BreachReported { series, reporter: nobody(), breach, referendum });
	});
}

/// The mirror: days of few certificates, nearly each paid too little, are no breach beside one of many.
#[test]
fn a_good_day_of_many_covers_bad_days_of_few() {
	execute_with_checks(|| {
		let series = many_and_then_one(100, |item| if item % 6 == 0 { 80 } else { 70 });
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
	});
}

/// A limit of fewer days is no reason to stop a series with the first sale after an idle time.
#[test]
fn selling_alone_completes_no_breach() {
	use dmex_runtime::parameters::dynamic_params::enforcement::*;
	execute_with_checks(|| {
		let series = Plan { term: 6, ..Plan::default() }.on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		pays_parts(series, 1, &[70; 6]);
		let value = Parameters::BreachUnderpaidStreak(BreachUnderpaidStreak, Some(5));
		assert_ok!(set_parameter(dmex_runtime::RuntimeParameters::Enforcement(value)));
		next_day();
		assert_ok!(buy(&alice(), series, &[1], PRICE));
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
	});
}

/// Its value measures the day, and says nothing about the miner.
#[test]
fn a_disputed_day_is_not_assessed() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 3]);
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, AVERAGE * 2 / 5);
		next_day();
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED * 2 / 5]));
		let record = DayRecords::<Runtime>::get(series, day).unwrap();
		assert!(record.flags.has(DayFlags::NO_AVERAGE) && !record.flags.has(DayFlags::ASSESSED));
	});
}

/// However long they wait. Six of them in a row are not the end of a network, and a settled one releases nothing.
#[test]
fn days_without_income_are_never_late() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		for day in 0..9 {
			next_day();
			all_feed(NETWORK, today() - 1, 0);
			if day == 6 {
				// The first is disputed: six zeros are published.
				let early = act(nobody(), Escrow::report_income_ended { series });
				assert_eq!(early, Err(Error::<Runtime>::IncomeNotEnded.into()));
			}
		}
		assert_ok!(distribute(&ferdie(), series, unpaid(series), &[0]));
		let oldest = unpaid(series);
		to_day(oldest + 9);
		all_feed(NETWORK, today() - 1, 0);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		// A day of zero that the miner settles releases nothing.
		assert_ok!(distribute(&ferdie(), series, oldest, &[0]));
		assert_eq!(index(series, oldest), index(series, oldest - 1));
	});
}

/// Zero is disputed at first: the day is measured by the last average, and pays in full by that.
#[test]
fn a_wrong_zero_costs_an_honest_miner_nothing() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 3]);
		let day = unpaid(series);
		to_day(day + 1);
		all_feed(NETWORK, day, 0);
		next_day();
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
		assert!(released_in_full(series, day));
	});
}

/// A series one day of which was measured by an average ten times too high, which was struck out since.
fn struck() -> (SeriesId, Day) {
	let series = mine();
	pays(series, &[EXPECTED; 3]);
	let day = unpaid(series);
	to_day(day + 1);
	all_feed(NETWORK, day, AVERAGE * 10);
	assert_ok!(council(Governance::confirm_average { network: NETWORK, day }));
	assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED]));
	assert_ok!(council(Governance::strike_average { network: NETWORK, day }));
	assert_ok!(act(nobody(), Escrow::apply_strike { series, day }));
	(series, day)
}

/// Neither in the last average, nor in the window.
#[test]
fn nothing_is_left_of_an_average_that_is_struck_out() {
	execute_with_checks(|| {
		let (series, day) = struck();
		// Nobody feeds the next day: it is measured by the average before the one that was struck out.
		to_day(day + 3);
		assert_ok!(distribute(&ferdie(), series, day + 1, &[EXPECTED]));
		assert!(released_in_full(series, day + 1));
		all_feed(NETWORK, day + 2, AVERAGE);
		assert_ok!(distribute(&ferdie(), series, day + 2, &[EXPECTED * 98 / 100]));
		assert!(released_in_full(series, day + 2));
	});
}

/// Otherwise a day that paid a tenth of it would hold back whatever comes for a month.
#[test]
fn a_struck_day_is_out_of_the_window() {
	execute_with_checks(|| {
		let (series, day) = struck();
		pays(series, &[EXPECTED * 98 / 100]);
		assert!(released_in_full(series, day + 1));
	});
}
