//! A miner that breaks its promise: what proves it, the vote, and what either outcome brings.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{Balance, SeriesId};
use pallet_democracy::{Call as Democracy, Conviction, ReferendumCount};
use pallet_hashrate_nft::Error as NftError;
use pallet_miner_registry::{Call as Registry, Capacities, Error as RegistryError};
use pallet_risk_escrow::{
	Breach, Call as Escrow, DayFlags, Error, Event, Freeze, FreezeCause, SeriesState,
};
use sp_runtime::DispatchError;

fn record_of(miner: &AccountId) -> pallet_miner_registry::MinerRecord {
	MinerRegistry::miner(miner).record
}

fn is_terminated(series: SeriesId) -> bool {
	ledger(series).state.termination().is_some()
}

#[test]
fn eight_open_days_without_pay_prove_it_and_seven_do_not() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		let day = unpaid(series);
		to_day(day + 8);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		to_block(System::block_number() + BLOCKS_A_DAY - 1);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		next_block();
		assert_eq!(today(), day + 9);
		assert_ok!(report(series));

		let referendum = referendum_on(series);
		let breach = Breach::Late { open_days: 8 };
		assert_told(Event::BreachReported { series, reporter: nobody(), breach, referendum });
		let (since, cut) = (today(), day - 1);
		let freeze =
			Freeze { cause: FreezeCause::Breach, since, cut, referendum: Some(referendum) };
		assert_eq!(ledger(series).state, SeriesState::Frozen(freeze));
		assert_eq!(end_of(referendum), System::block_number() + 7 * BLOCKS_A_DAY);
		let record = record_of(&ferdie());
		assert_eq!((record.frozen_series, record.breaches, record.defaulted), (1, 1, false));
		assert_noop!(report(series), Error::<Runtime>::Frozen);
		assert_noop!(give_up(series), Error::<Runtime>::Frozen);
	});
}

/// Alice's certificate began a day before Bob's. Two days were paid; 58 and 59 never will be.
#[test]
fn nobody_votes_and_holders_find_their_deposits_and_the_pledge() {
	play(|| {
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
		assert!(!is_terminated(series));
		next_block();

		// 2 certificates × 10 units × 60 days × 0.1 DMC.
		let slash = 120 * DMC;
		assert_eq!(enacted(), Some(Ok(())));
		assert_told(Event::SeriesTerminated {
			series,
			cause: FreezeCause::Breach,
			released: 0,
			pool_share: 0,
			slash,
			cert_days_left: 58 + 59,
		});
		assert_eq!(dmc(&pledges()), pledged - slash);
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT + slash);
		assert_eq!(people(), before);
		paid_out();

		// 120 DMC × 58 / 117, and × 59 / 117.
		let shares = [59_487_179_487_179, 60_512_820_512_820];
		let mut after = before;
		after[0][0] += DEPOSIT - 2 * SLICE;
		after[1][0] += DEPOSIT - SLICE;
		after[0][1] += shares[0];
		after[1][1] += shares[1];
		assert_eq!(people(), after);
		assert_eq!(balance(&escrow(), &DOLLAR), 0);
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT + 1);
		let record = record_of(&ferdie());
		assert_eq!((record.frozen_series, record.breaches, record.slashes), (0, 1, 1));
		assert!(record.defaulted);

		// Once, and no more.
		assert_ok!(refund(series, &[0, 1]));
		for item in [0, 1] {
			let error = Error::<Runtime>::AlreadyRefunded.into();
			assert_told(Event::RefundFailed { series, item, error });
		}
		assert_noop!(settle_vote(series), Error::<Runtime>::Terminated);
		assert_eq!(people(), after);
	});
}

/// A terminated series keeps its certificates for thirty days; then anyone burns them.
#[test]
fn certificates_of_an_ended_series_are_kept_for_thirty_days() {
	play(|| {
		let series = terminated();
		let on = today();
		let purse = || [DOLLAR, Asset::Native, COIN].map(|asset| balance(&alice(), &asset));
		to_day(on + 29);
		let before = purse();
		assert_ok!(retire(series, &[0, 1]));
		let error = Error::<Runtime>::StillKept.into();
		assert_told(Event::RetireFailed { series, item: 0, error });
		to_day(on + 30);
		assert_ok!(retire(series, &[0, 1]));
		assert_eq!(purse(), before);
		assert_eq!(HashrateNft::record_of(series, 0), None);
		assert_eq!(pallet_risk_escrow::Positions::<Runtime>::iter().count(), 0);
		// What was never sold is the miner's to burn, and its quota is free again.
		let all = || items(&[2, 3]);
		let delist = pallet_hashrate_market::Call::delist { series, items: all() };
		assert_ok!(act(ferdie(), delist));
		assert_ok!(act(ferdie(), pallet_hashrate_nft::Call::burn_unsold { series, items: all() }));
		let capacity = Capacities::<Runtime>::get(0).unwrap();
		assert_eq!((capacity.live, capacity.series, capacity.required), (0, 0, 0));
	});
}

/// Days that are paid while the vote goes on release nothing yet. When the series is saved, all of
/// it is released at once, and the miner begins anew.
#[test]
fn a_vote_saves_the_series_and_what_waited_is_released() {
	play(|| {
		let (series, day) = stopped();
		assert_ok!(report(series));
		let (since, vote_on) = (today(), referendum_on(series));
		for voter in [one(), two()] {
			assert_ok!(vote(voter, vote_on, false, Conviction::Locked1x, DECISIVE));
		}
		let purses = || [ferdie(), insurance_pool()].map(|who| balance(&who, &DOLLAR));
		let before = purses();
		next_day();
		// A part of the expected income releases as much, and less than three quarters is refused.
		let mut amounts = vec![EXPECTED; 7];
		amounts.extend([750_000, 876_543]);
		assert_ok!(distribute(&ferdie(), series, day, &amounts));
		let released = 14 * SLICE + 3_712_501 + 4_338_889;
		assert_eq!(ledger(series).waiting, released);
		assert_eq!(purses(), before);
		let income = balance(&alice(), &COIN);
		paid_out();
		// Holders are paid whatever the vote brings: half of it is Alice's.
		assert_eq!(balance(&alice(), &COIN), income + (7 * EXPECTED + 1_626_543) / 2);

		let end = end_of(vote_on);
		to_block(end - 1);
		assert_noop!(settle_vote(series), Error::<Runtime>::StillVoting);
		next_block();
		let terminate = Escrow::terminate { series };
		assert_noop!(root(terminate), Error::<Runtime>::VoteNotPassed);
		assert_ok!(settle_vote(series));
		let pool_share = released * 5 / 1_000;
		assert_told(Event::Resumed { series, miner: ferdie(), released, pool_share });
		assert_eq!(purses(), [before[0] + released - pool_share, before[1] + pool_share]);

		let after = ledger(series);
		assert_eq!((after.state, after.waiting, after.low_run), (SeriesState::Open, 0, 0));
		assert_eq!((after.freezes, after.frozen_days), (1, today() - since));
		assert_eq!(after.fresh_after, today() - 1);
		assert_eq!(after.clock_from, Calendar::open_days(today() - 1));
		let record = record_of(&ferdie());
		assert_eq!((record.frozen_series, record.breaches, record.slashes), (0, 1, 0));
		assert!(!record.defaulted);
		assert_noop!(settle_vote(series), Error::<Runtime>::NotFrozen);
		the_miner_begins_anew(series);
	});
}

/// Days that were over are not judged, and release what they pay; the next one is judged again.
fn the_miner_begins_anew(series: SeriesId) {
	let (first, last) = (unpaid(series), today() - 2);
	let overdue = vec![900_000; (last - first + 1) as usize];
	assert!(overdue.len() > 2);
	assert_ok!(distribute(&ferdie(), series, first, &overdue));
	for day in first..=last {
		assert_eq!(judgement(series, day), (900_000, DayFlags::NO_AVERAGE));
	}
	feed_yesterday();
	assert_ok!(distribute(&ferdie(), series, last + 1, &[900_000]));
	assert_eq!(judgement(series, last + 1), (900_000, DayFlags::default()));
	pays(series, &[900_000]);
	assert_eq!(judgement(series, last + 2), (1_000_000, DayFlags::JUDGED));
	assert_eq!(ledger(series).low_days, 0);
}

#[test]
fn a_vote_to_end_it_ends_it() {
	play(|| {
		let (series, vote_on) = breached();
		// As many nays as the ayes it started with would save it, against nobody else.
		assert_ok!(vote(one(), vote_on, false, Conviction::Locked1x, 1_000 * DMC));
		for voter in [two(), alice()] {
			assert_ok!(vote(voter, vote_on, true, Conviction::Locked6x, DECISIVE));
		}
		to_block(end_of(vote_on));
		// Before the referendum's own call comes, anyone may carry it out.
		assert_ok!(settle_vote(series));
		assert!(is_terminated(series));
		next_block();
		assert_eq!(enacted(), Some(Ok(())));
		paid_out();
		assert_eq!(dmc(&escrow()), EXISTENTIAL_DEPOSIT);
		assert_eq!(record_of(&ferdie()).slashes, 1);
		assert_ok!(root(Escrow::terminate { series }));
		assert_noop!(settle_vote(series), Error::<Runtime>::Terminated);
	});
}

/// The ledger proved the breach: taking the vote away saves nobody.
#[test]
fn a_cancelled_vote_ends_it() {
	play(|| {
		let (series, ref_index) = breached();
		let cancel = Democracy::emergency_cancel { ref_index };
		assert_noop!(council(cancel.clone()), DispatchError::BadOrigin);
		assert_ok!(five_of_the_council(cancel));
		assert_noop!(root(Escrow::terminate { series }), Error::<Runtime>::VoteNotPassed);
		assert_ok!(settle_vote(series));
		assert!(is_terminated(series));
		assert!(record_of(&ferdie()).defaulted);
	});
}

#[test]
fn an_enactment_lost_to_a_full_agenda_does_no_harm() {
	play(|| {
		let (series, vote_on) = breached();
		let end = end_of(vote_on);
		fill_agenda(end + 1);
		to_block(end + 3);
		assert!(!is_terminated(series));
		assert_ok!(settle_vote(series));
		assert!(is_terminated(series));
		let before = balance(&alice(), &DOLLAR);
		paid_out();
		assert_eq!(balance(&alice(), &DOLLAR), before + DEPOSIT - 2 * SLICE);
	});
}

/// A second series of the same application, whose certificates wait for buyers; the pledge is five
/// DMC more than both need.
fn with_another_series() -> (SeriesId, SeriesId) {
	let plan = sixty_days();
	let series = plan.on_sale_at(PRICE);
	assert_ok!(pledge(&ferdie(), 0, plan.pledge() + 5 * DMC));
	let other = plan.series(0);
	assert_ok!(list(&ferdie(), other, &[0, 1, 2], PRICE));
	(series, other)
}

fn withdraw(amount: Balance) -> Registry<Runtime> {
	Registry::withdraw_pledge { application: 0, amount }
}

#[test]
fn a_miner_in_default_sells_nothing_more_until_the_dao_clears_it() {
	play(|| {
		let (series, other) = with_another_series();
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		to_day(today() + 10);
		assert_ok!(report(series));
		let frozen = NftError::<Runtime>::Frozen;
		assert_noop!(mint(&ferdie(), series, 1), frozen);
		assert_noop!(act(ferdie(), withdraw(1)), RegistryError::<Runtime>::FrozenSeries);
		// Nothing is decided yet about the miner.
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
		assert_noop!(act(ferdie(), withdraw(1)), RegistryError::<Runtime>::Defaulted);
		assert_eq!(pledged(), before - 60 * DMC);

		let clear = || Registry::reinstate_miner { miner: ferdie() };
		assert_noop!(act(ferdie(), clear()), DispatchError::BadOrigin);
		assert_ok!(council(clear()));
		assert_ok!(list(&ferdie(), other, &[0], PRICE));
		assert_ok!(buy(&bob(), other, &[0], PRICE));
		assert_ok!(create_series(&ferdie(), 0, 10, 3));
		assert_ok!(sixty_days().try_apply());
		assert_ok!(act(ferdie(), withdraw(5 * DMC)));
		// The series that ended stays so.
		assert_noop!(mint(&ferdie(), series, 1), NftError::<Runtime>::Terminated);
		assert_noop!(buy(&bob(), series, &[1], PRICE), Error::<Runtime>::Terminated);
	});
}

#[test]
fn a_banned_miner_sells_nothing_and_pays_on() {
	play(|| {
		let series = mine();
		let ban = || Registry::ban_miner { miner: ferdie() };
		assert_noop!(act(alice(), ban()), DispatchError::BadOrigin);
		assert_ok!(council(ban()));
		assert_noop!(buy(&bob(), series, &[2], PRICE), Error::<Runtime>::MinerBarred);
		assert_noop!(mint(&ferdie(), series, 1), RegistryError::<Runtime>::Banned);
		assert_noop!(sixty_days().try_apply(), RegistryError::<Runtime>::Banned);
		pays(series, &[EXPECTED]);
		assert_ok!(council(Registry::reinstate_miner { miner: ferdie() }));
		assert_ok!(buy(&bob(), series, &[2], PRICE));
	});
}

/// Neither a referendum of another kind, nor the council, nor anybody ends a series that pays.
#[test]
fn a_miner_that_pays_cannot_be_ended() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let terminate = || Escrow::terminate { series };
		assert_noop!(act(alice(), terminate()), DispatchError::BadOrigin);
		assert_noop!(five_of_the_council(terminate()), DispatchError::BadOrigin);
		assert_noop!(root(terminate()), Error::<Runtime>::NotFrozen);
		assert_noop!(report(series), Error::<Runtime>::NotBreached);
		assert_noop!(settle_vote(series), Error::<Runtime>::NotFrozen);
		// Not even where an event is declared, as long as no vote of its own has passed.
		assert_ok!(declare_event(series));
		assert_noop!(root(terminate()), Error::<Runtime>::VoteNotPassed);
		assert_ok!(reinstate(series));
		pays(series, &[EXPECTED]);
	});
}

#[test]
fn a_passed_public_proposal_ends_no_series() {
	play(|| {
		let series = mine();
		let call = RuntimeCall::from(Escrow::terminate { series });
		let proposal =
			<dmex_runtime::Preimage as frame_support::traits::StorePreimage>::bound(call).unwrap();
		assert_ok!(act(alice(), Democracy::propose { proposal, value: 1_000 * DMC }));
		let public = ReferendumCount::<Runtime>::get();
		let pay_on = || {
			next_block();
			if ledger(series).next_day() < Some(today()) {
				pays(series, &[EXPECTED]);
			}
		};
		while ReferendumCount::<Runtime>::get() == public {
			pay_on();
		}
		assert_ok!(vote(one(), public, true, Conviction::Locked6x, 9_000_000 * DMC));
		let enactment = end_of(public) + BLOCKS_A_DAY;
		while System::block_number() < enactment {
			pay_on();
		}
		assert_eq!(enacted(), Some(Err(Error::<Runtime>::NotFrozen.into())));
		assert_eq!(ledger(series).state, SeriesState::Open);
	});
}

/// Nor does one that passes while the breach is put to its own vote.
#[test]
fn root_does_not_anticipate_the_vote() {
	play(|| {
		let (series, _) = breached();
		let refused = Error::<Runtime>::VoteNotPassed;
		assert_noop!(root(Escrow::terminate { series }), refused);
	});
}

/// Whoever fills the queues delays nobody's case.
#[test]
fn full_queues_refuse_no_vote_on_a_breach() {
	play(|| {
		let (series, _) = stopped();
		for miner in everybody() {
			let plan = Plan { miner, ..Plan::default() };
			(0..4).for_each(|_| plan.try_apply().unwrap());
		}
		let full = RegistryError::<Runtime>::TooManyOpenApplications;
		assert_noop!(Plan::default().try_apply(), full);
		for n in 0..100u8 {
			let bytes = [n; 200].to_vec();
			let hash = sp_io::hashing::blake2_256(&bytes).into();
			let proposal = frame_support::traits::Bounded::Lookup { hash, len: 200 };
			let who = everybody()[usize::from(n % 4)].clone();
			assert_ok!(act(who, Democracy::propose { proposal, value: 1_000 * DMC }));
		}
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		assert!(is_terminated(series));
	});
}
