//! A miner breaks its promise, or an event strikes its site: the series is frozen, DMC holders vote,
//! and the series goes on or ends.

use crate::{insurance_steps::event_vote, people::*, steps::*, world::*};
use dmex_primitives::SeriesId;
use pallet_democracy::{Call as Democracy, Conviction, DepositOf, PublicProps, ReferendumInfoOf};
use pallet_hashrate_nft::Error as NftError;
use pallet_miner_registry::{Call as Registry, Capacities, Error as RegistryError};
use pallet_risk_escrow::{Breach, Call as Escrow, Error, Event, Freeze, FreezeCause, SeriesState};
use sp_runtime::{DispatchError, DispatchResult};

fn record_of_ferdie() -> pallet_miner_registry::MinerRecord {
	MinerRegistry::miner(&ferdie()).record
}

/// One and Two, DMC holders, vote on a frozen series.
fn both_vote(series: SeriesId, aye: bool) {
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum_on(series), aye, Conviction::Locked1x, DECISIVE));
	}
}

/// Ferdie paid two days of `mine`, and then an event is declared.
fn struck() -> SeriesId {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	assert_ok!(declare_event(series));
	series
}

fn withdraw_pledge(amount: Balance) -> DispatchResult {
	act(ferdie(), Registry::withdraw_pledge { application: 0, amount })
}

/// Anyone reports eight live days without income; the calendar, the registry and Democracy follow.
#[test]
fn a_reported_breach_freezes_the_series_and_is_put_to_the_vote() {
	execute_with_checks(|| {
		let (series, day) = stopped();
		assert_ok!(report(series));
		let referendum = referendum_on(series);
		let breach = Breach::Late { live_days: 8 };
		assert_emitted(Event::BreachReported { series, reporter: nobody(), breach, referendum });
		let (since, cutoff) = (today(), day - 1);
		let freeze =
			Freeze { cause: FreezeCause::Breach, since, cutoff, referendum: Some(referendum) };
		assert_eq!(ledger(series).state, SeriesState::Frozen(freeze));
		assert_eq!(end_of(referendum), System::block_number() + 7 * BLOCKS_A_DAY);
		let record = record_of_ferdie();
		assert_eq!((record.frozen_series, record.breaches, record.defaulted), (1, 1, false));
	});
}

/// Nobody votes. Alice's certificate began a day before Bob's: each gets back what its own deposit did
/// not release, and its own pledge.
#[test]
fn holders_get_deposits_and_slashed_pledges_after_a_breach() {
	execute_with_checks(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		next_day();
		assert_ok!(buy(&bob(), series, &[1], PRICE));
		pays(series, &[500_000, 1_000_000]);
		to_day(unpaid(series) + 9);
		let assets = [DOLLAR, Asset::Native, COIN];
		let purse = |who: AccountId| assets.clone().map(|asset| balance(&who, &asset));
		let people = || [alice(), bob(), ferdie(), insurance_pool(), treasury()].map(purse);
		let before = people();
		let pledged = dmc(&pledges());
		assert_ok!(report(series));
		let end = end_of(referendum_on(series));
		to_block(end);
		assert!(ledger(series).state.termination().is_none());
		next_block();

		// 2 certificates × 10 units × 60 days × 0.1 DMC.
		let slash = 120 * DMC;
		assert_eq!(enacted(), Some(Ok(())));
		assert_emitted(Event::SeriesTerminated {
			series,
			cause: FreezeCause::Breach,
			released: 0,
			pool_share: 0,
			certificates: 2,
			slash,
		});
		assert_eq!(dmc(&pledges()), pledged - slash);
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT + slash);
		assert_eq!(people(), before);
		paid_out();

		let mut after = before;
		after[0][0] += DEPOSIT - 2 * INSTALMENT;
		after[1][0] += DEPOSIT - INSTALMENT;
		after[0][1] += slash / 2;
		after[1][1] += slash / 2;
		assert_eq!(people(), after);
		assert_eq!(balance(&escrow(), &DOLLAR), 0);
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT);
		let record = record_of_ferdie();
		assert_eq!((record.frozen_series, record.breaches, record.slashes), (0, 1, 1));
		assert!(record.defaulted);
	});
}

/// Days that are paid during the vote release nothing yet.
#[test]
fn pending_releases_are_paid_when_a_vote_saves_the_series() {
	execute_with_checks(|| {
		let (series, day) = stopped();
		assert_ok!(report(series));
		let since = today();
		both_vote(series, false);
		let purses = || [ferdie(), insurance_pool()].map(|who| balance(&who, &DOLLAR));
		let before = purses();
		next_day();
		// A day releases the part of the expected income that was paid.
		let mut amounts = vec![EXPECTED; 7];
		amounts.extend([750_000, 876_543]);
		assert_ok!(distribute(&ferdie(), series, day, &amounts));
		let released = 14 * INSTALMENT + 3_712_501 + 4_338_889;
		assert_eq!(ledger(series).custody.pending_release, released);
		assert_eq!(purses(), before);
		let income = balance(&alice(), &COIN);
		paid_out();
		// Half of the income is Alice's, whatever the outcome.
		assert_eq!(balance(&alice(), &COIN), income + (7 * EXPECTED + 1_626_543) / 2);

		to_block(end_of(referendum_on(series)));
		let terminate = Escrow::terminate { series };
		assert_noop!(root(terminate), Error::<Runtime>::VoteNotPassed);
		assert_ok!(conclude_vote(series));
		let pool_share = released * 5 / 1_000;
		assert_emitted(Event::Resumed { series, miner: ferdie(), released, pool_share });
		assert_eq!(purses(), [before[0] + released - pool_share, before[1] + pool_share]);

		let after = ledger(series);
		assert_eq!((after.state, after.custody.pending_release), (SeriesState::Open, 0));
		assert_eq!((after.history.freezes, after.history.frozen_days), (1, today() - since));
		assert_eq!(after.clocks.grace_until, today() - 1);
		assert_eq!(after.clocks.clock_start, Calendar::live_days(today() - 1));
		let record = record_of_ferdie();
		assert_eq!((record.frozen_series, record.breaches, record.slashes), (0, 1, 0));
		assert!(!record.defaulted);
	});
}

/// Nays equal to the ayes that the vote starts with would save the series if nobody else voted.
#[test]
fn ayes_count_besides_those_the_vote_starts_with() {
	execute_with_checks(|| {
		let (series, referendum) = breached();
		assert_ok!(vote(one(), referendum, false, Conviction::Locked1x, 1_000 * DMC));
		for voter in [two(), alice()] {
			assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, DECISIVE));
		}
		to_block(end_of(referendum));
		assert_ok!(conclude_vote(series));
		assert!(ledger(series).state.termination().is_some());
	});
}

/// A series and another of the same application, with listed certificates; the pledge is five DMC more
/// than both need.
fn with_another_series() -> (SeriesId, SeriesId) {
	let plan = sixty_days();
	let series = plan.on_sale_at(PRICE);
	assert_ok!(pledge(&ferdie(), 0, plan.pledge() + 5 * DMC));
	let other = plan.series(0);
	assert_ok!(list(&ferdie(), other, &[0, 1, 2], PRICE));
	(series, other)
}

#[test]
fn a_miner_in_default_sells_nothing_until_the_council_clears_it() {
	execute_with_checks(|| {
		let (series, other) = with_another_series();
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		to_day(today() + 10);
		assert_ok!(report(series));
		let frozen = NftError::<Runtime>::Frozen;
		assert_noop!(mint(&ferdie(), series, 1), frozen);
		assert_noop!(withdraw_pledge(1), RegistryError::<Runtime>::FrozenSeries);
		// Until the outcome other series sell on.
		assert_ok!(list(&ferdie(), other, &[3], PRICE));
		let pledged = || Capacities::<Runtime>::get(0).unwrap().pledged;
		let before = pledged();
		to_block(end_of(referendum_on(series)) + 1);

		assert_eq!(pledged(), before - 60 * DMC);
		let barred = Error::<Runtime>::MinerBarred;
		assert_noop!(buy(&bob(), other, &[0], PRICE), barred);
		let delist = pallet_hashrate_market::Call::delist { series: other, items: items(&[0]) };
		assert_ok!(act(ferdie(), delist));
		assert_noop!(list(&ferdie(), other, &[0], PRICE), Error::<Runtime>::MinerBarred);
		assert_noop!(mint(&ferdie(), other, 1), RegistryError::<Runtime>::Defaulted);
		let refused = RegistryError::<Runtime>::Defaulted;
		assert_noop!(create_series(&ferdie(), 0, 10, 3), refused);
		assert_noop!(sixty_days().try_apply(), RegistryError::<Runtime>::Defaulted);
		assert_noop!(withdraw_pledge(1), RegistryError::<Runtime>::Defaulted);
		assert_eq!(pledged(), before - 60 * DMC);

		let clear = || Registry::clear_miner { miner: ferdie() };
		assert_noop!(act(ferdie(), clear()), DispatchError::BadOrigin);
		assert_ok!(council(clear()));
		assert_ok!(list(&ferdie(), other, &[0], PRICE));
		assert_ok!(buy(&bob(), other, &[0], PRICE));
		assert_ok!(create_series(&ferdie(), 0, 10, 3));
		assert_ok!(sixty_days().try_apply());
		assert_ok!(withdraw_pledge(5 * DMC));
		assert_noop!(mint(&ferdie(), series, 1), NftError::<Runtime>::Terminated);
		assert_noop!(buy(&bob(), series, &[1], PRICE), Error::<Runtime>::Terminated);
	});
}

#[test]
fn full_queues_of_votes_delay_no_breach() {
	execute_with_checks(|| {
		let (series, _) = stopped();
		for miner in everybody() {
			let plan = Plan { miner, ..Plan::default() };
			(0..4).for_each(|_| plan.try_apply().unwrap());
		}
		let full = RegistryError::<Runtime>::TooManyOpenApplications;
		assert_noop!(Plan::default().try_apply(), full);
		// More than anybody can pay for.
		let proposal =
			|hash: [u8; 32]| frame_support::traits::Bounded::Lookup { hash: hash.into(), len: 200 };
		for n in 0..100u8 {
			let hash = sp_io::hashing::blake2_256(&[n; 200]);
			let who = everybody()[usize::from(n % 4)].clone();
			let index = u32::from(n);
			PublicProps::<Runtime>::try_append((index, proposal(hash), who.clone())).unwrap();
			DepositOf::<Runtime>::insert(
				index,
				(frame_support::BoundedVec::truncate_from(vec![who]), 0),
			);
		}
		let one_more = Democracy::propose { proposal: proposal([0; 32]), value: 1_000 * DMC };
		assert_noop!(act(alice(), one_more), pallet_democracy::Error::<Runtime>::ValueLow);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		assert!(ledger(series).state.termination().is_some());
	});
}

fn open_vote(series: SeriesId) -> DispatchResult {
	act(nobody(), Escrow::open_event_vote { series })
}

#[test]
fn the_council_declares_an_event_and_anyone_puts_it_to_the_vote() {
	execute_with_checks(|| {
		let series = mine();
		let declare = Escrow::freeze_for_event { series, evidence: evidence() };
		assert_noop!(act(ferdie(), declare.clone()), DispatchError::BadOrigin);
		pays(series, &[EXPECTED; 2]);
		assert_ok!(council(declare));
		assert_emitted(Event::EventDeclared { series, evidence: evidence() });
		let (since, cutoff) = (today(), today() - 1);
		let freeze = Freeze { cause: FreezeCause::Event, since, cutoff, referendum: None };
		assert_eq!(ledger(series).state, SeriesState::Frozen(freeze));
		let record = record_of_ferdie();
		assert_eq!((record.frozen_series, record.breaches), (1, 0));
		// The event lasts for thirty days before it is put to the vote.
		to_day(since + 29);
		assert_noop!(open_vote(series), Error::<Runtime>::TooEarly);
		next_day();
		assert_ok!(open_vote(series));
		assert_emitted(Event::EventVoteOpened { series, referendum: referendum_on(series) });
	});
}

/// The miner gets what its days released, and the holders the rest.
#[test]
fn nothing_is_slashed_when_a_vote_ends_a_series_after_an_event() {
	execute_with_checks(|| {
		let series = struck();
		let day = unpaid(series);
		to_day(day + 5);
		assert_ok!(distribute(&ferdie(), series, day, &[400_000, 1_000_000]));
		let vote_on = event_vote(series);
		both_vote(series, true);
		let people = || [alice(), bob(), ferdie(), insurance_pool()];
		let dollars = || people().map(|who| balance(&who, &DOLLAR));
		let native = || people().map(|who| dmc(&who));
		let (before, pledged) = (dollars(), dmc(&pledges()));
		to_block(end_of(vote_on) + 1);
		let pending_release = 2 * INSTALMENT * 4 / 10 + 2 * INSTALMENT;
		let pool_share = pending_release * 5 / 1_000;
		assert_emitted(Event::SeriesTerminated {
			series,
			cause: FreezeCause::Event,
			released: pending_release,
			pool_share,
			certificates: 2,
			slash: 0,
		});
		let held = native();
		paid_out();
		// Of each deposit, two days, two fifths of a day rounded up, and a day are released.
		let left = DEPOSIT - 2 * INSTALMENT - (INSTALMENT * 14).div_ceil(10);
		let miner = pending_release - pool_share;
		let gains = [left, left, miner, pool_share];
		let expected: Vec<_> =
			before.into_iter().zip(gains).map(|(had, gain)| had + gain).collect();
		assert_eq!(dollars().to_vec(), expected);
		assert_eq!(native(), held);
		assert_eq!(dmc(&pledges()), pledged);
		let record = record_of_ferdie();
		assert_eq!((record.frozen_series, record.slashes, record.defaulted), (0, 0, false));
		// The miner may sell another series.
		assert_ok!(create_series(&ferdie(), 0, 10, 3));
		assert_ok!(withdraw_pledge(120 * DMC));
	});
}

#[test]
fn the_council_ends_an_event_during_its_vote_and_not_after() {
	execute_with_checks(|| {
		let series = struck();
		let vote_on = event_vote(series);
		assert_ok!(vote(one(), vote_on, true, Conviction::Locked6x, 5_000_000 * DMC));
		assert_ok!(end_event(series));
		assert_eq!(ReferendumInfoOf::<Runtime>::get(vote_on), None);

		assert_ok!(declare_event(series));
		let vote_on = event_vote(series);
		assert_ok!(vote(one(), vote_on, true, Conviction::Locked6x, 5_000_000 * DMC));
		to_block(end_of(vote_on));
		assert_noop!(end_event(series), Error::<Runtime>::VoteOver);
		assert_ok!(conclude_vote(series));
		assert!(ledger(series).state.termination().is_some());
		assert_noop!(end_event(series), Error::<Runtime>::Terminated);
	});
}
