//! Stakers are rewarded for the days on which their certificates are staked, by units and the weights of
//! networks, and keep their income.

use crate::{book::Book, people::*, staking_steps::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, NetworkId, SeriesId};
use pallet_certificate_staking::{Error, Event};
use pallet_uniques::Error as UniquesError;

/// Alice stakes today, and Bob tomorrow: the first day is hers alone, and then they share.
#[test]
fn each_day_is_shared_by_the_units_that_are_staked() {
	execute_with_checks(|| {
		let series = mine();
		let mut book = Book::open();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		book.moves(two(), rewards(), &Asset::Native, 100_000 * DMC);
		let staked_on = today();
		assert_ok!(stake(&alice(), series, &[0]));
		assert_eq!(lock(series, 0), Some(Lock::Staked));
		let locked = UniquesError::<Runtime>::Locked;
		assert_noop!(hand_over(&alice(), series, 0, &dave()), locked);
		book.agrees("staked");

		// The day of staking earns nothing.
		next_day();
		assert_eq!((reward(series, 0), budget()), (0, 100_000 * DMC));
		assert_ok!(stake(&bob(), series, &[1]));
		next_day();
		assert_emitted(Event::DayEmitted { day: staked_on + 1, amount: EMISSION });
		assert_eq!([0, 1].map(|item| reward(series, item)), [EMISSION, 0]);
		next_day();
		assert_eq!([0, 1].map(|item| reward(series, item)), [EMISSION * 3 / 2, EMISSION / 2]);
		assert_eq!((budget(), owed()), (80_000 * DMC, 20_000 * DMC));
		book.agrees("two days were emitted");

		// Anyone claims for her, and only once.
		assert_ok!(claim_rewards(series, &[0]));
		let (item, staker, amount) = (0, alice(), EMISSION * 3 / 2);
		assert_emitted(Event::RewardPaid { series, item, staker, amount });
		book.moves(rewards(), alice(), &Asset::Native, EMISSION * 3 / 2);
		book.agrees("claimed");
		assert_ok!(claim_rewards(series, &[0]));
		book.agrees("claimed again");
		leave(&mut book, series);
	});
}

/// Bob leaves with what his days earned, which the next day does not change.
fn leave(book: &mut Book, series: SeriesId) {
	assert_noop!(unstake(&alice(), series, &[1]), Error::<Runtime>::NotStaker);
	assert_noop!(unstake(&bob(), series, &[3]), Error::<Runtime>::UnknownStake);
	assert_ok!(unstake(&bob(), series, &[1]));
	let (item, staker, reward_paid) = (1, bob(), EMISSION / 2);
	assert_emitted(Event::Unstaked { series, item, staker, reward: reward_paid });
	book.moves(rewards(), bob(), &Asset::Native, EMISSION / 2);
	book.agrees("unstaked");
	assert_eq!((lock(series, 1), is_staked(series, 1)), (None, false));
	assert_ok!(hand_over(&bob(), series, 1, &dave()));
	next_day();
	// The day on which he left was Alice's alone.
	assert_eq!(reward(series, 0), EMISSION);
	assert_eq!((budget(), owed()), (70_000 * DMC, EMISSION));
	assert_ok!(unstake(&alice(), series, &[0]));
	book.moves(rewards(), alice(), &Asset::Native, EMISSION);
	book.agrees("both left");
	next_day();
	// Nobody is staked: nothing is emitted.
	assert_eq!((budget(), owed(), held_for_stakers()), (70_000 * DMC, 0, 70_000 * DMC));
}

/// A staked certificate is paid its income like any other.
#[test]
fn income_goes_on() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(stake(&alice(), series, &[0]));
		let before = [alice(), bob()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED; 3]);
		paid_out();
		let after = [alice(), bob()].map(|who| balance(&who, &COIN));
		assert_eq!(after, before.map(|had| had + 3 * EXPECTED / 2));
		assert_eq!(lock(series, 0), Some(Lock::Staked));
	});
}

/// Only what was sold, by its holder, and not by the miner who bought its own.
#[test]
fn what_can_be_staked() {
	execute_with_checks(|| {
		let series = mine();
		let refused = |who: AccountId, item, error: Error<Runtime>| {
			assert_eq!(stake(&who, series, &[item]), Err(error.into()), "{item}");
		};
		refused(bob(), 0, Error::NotOwner);
		refused(ferdie(), 3, Error::NotSold);
		assert_eq!(stake(&alice(), series, &[]), Err(Error::<Runtime>::NoItems.into()));
		assert_ok!(hand_over(&alice(), series, 0, &ferdie()));
		refused(ferdie(), 0, Error::OwnCertificate);
		assert_ok!(hand_over(&ferdie(), series, 0, &alice()));
		// All or nothing.
		assert_noop!(stake(&alice(), series, &[0, 1]), Error::<Runtime>::NotOwner);
		assert!(stake(&alice(), series, &[0, 0]).is_err());
		assert_eq!([0, 1].map(|item| is_staked(series, item)), [false; 2]);
	});
}

/// Certificates of `miner` on another network, the first of which is Charlie's.
fn on_network(network: NetworkId) -> SeriesId {
	let plan = Plan { miner: dave(), term: 60, ..Plan::default() };
	let id = pallet_miner_registry::NextApplicationId::<Runtime>::get();
	let pallet_miner_registry::Call::apply {
		disclosure,
		total_units,
		effective_units,
		expected_revenue,
		payment_asset,
		min_price_per_unit_day,
		..
	} = plan.application()
	else {
		unreachable!("an application")
	};
	let call = pallet_miner_registry::Call::apply {
		network,
		disclosure,
		total_units,
		effective_units,
		expected_revenue,
		payment_asset,
		min_price_per_unit_day,
	};
	assert_ok!(act(dave(), call));
	elect(id);
	assert_ok!(pledge(&dave(), id, 10 * plan.pledge()));
	let series = plan.series(id);
	assert_ok!(list(&dave(), series, &[0], PRICE));
	assert_ok!(buy(&charlie(), series, &[0], PRICE));
	series
}

/// A unit of FIL weighs ten times one of BTC, until the council decides otherwise.
#[test]
fn networks_share_by_weight() {
	execute_with_checks(|| {
		let other = on_network(0);
		let series = mine();
		assert_ok!(fund_budget(&two(), 100_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		assert_ok!(stake(&charlie(), other, &[0]));
		to_day(today() + 2);
		// 100 × 10 and 10 × 10 of 1,100, rounded down to what a unit gets.
		let parts = [reward(other, 0), reward(series, 0)];
		let exact = [EMISSION * 10 / 11, EMISSION / 11];
		for (part, exact) in parts.into_iter().zip(exact) {
			assert!(part <= exact && exact - part <= 1, "{part} of {exact}");
		}
		assert!(owed() >= parts[0] + parts[1] && owed() <= EMISSION);

		let bad = act(
			alice(),
			pallet_certificate_staking::Call::set_network_weight { network: 0, weight: 0 },
		);
		assert_eq!(bad, Err(sp_runtime::DispatchError::BadOrigin));
		assert_ok!(set_network_weight(0, 0));
		assert_emitted(Event::NetworkWeightSet { network: 0, weight: 0 });
		next_day();
		let gained = [reward(other, 0) - parts[0], reward(series, 0) - parts[1]];
		assert_eq!(gained, [0, EMISSION]);
	});
}
