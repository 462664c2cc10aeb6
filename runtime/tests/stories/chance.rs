//! Whatever people do, in whatever order, what always holds holds; and in the end everybody can be
//! paid to the last unit.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use dmex_runtime::{parameters::dynamic_params::fees, RuntimeParameters};
use pallet_democracy::Conviction;
use pallet_hashrate_nft::{CertificateRecord, Certificates, NextSeriesId};
use pallet_miner_registry::{Applications, Capacities, NextApplicationId};
use pallet_risk_escrow::{Ledgers, Owed, Positions};
use sp_runtime::{DispatchResult, MultiAddress, Permill};
use std::collections::BTreeMap;

/// Chance that is the same at every run (splitmix64).
struct Dice(u64);

impl Dice {
	/// A number from 0 to below `sides`.
	fn roll(&mut self, sides: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		(z ^ (z >> 31)) % sides.max(1)
	}

	/// Whether it is one of the few times that somebody errs.
	fn errs(&mut self) -> bool {
		self.roll(12) == 0
	}

	/// An id that exists, or by mistake the next one, which does not.
	fn id(&mut self, next: u32) -> u32 {
		if next == 0 || self.errs() {
			return next;
		}
		self.roll(next.into()) as u32
	}

	fn person(&mut self) -> AccountId {
		everybody()[self.roll(8) as usize].clone()
	}

	/// Whom it concerns, or by mistake anybody.
	fn mostly(&mut self, who: Option<AccountId>) -> AccountId {
		match who {
			Some(who) if !self.errs() => who,
			_ => self.person(),
		}
	}

	/// Some certificates of a series that are as they should be, or by mistake any.
	fn items(&mut self, series: SeriesId, fit: fn(&CertificateRecord) -> bool) -> Vec<ItemId> {
		let mut items: Vec<_> = Certificates::<Runtime>::iter_prefix(series)
			.filter(|(_, record)| fit(record))
			.map(|(item, _)| item)
			.collect();
		items.sort_unstable();
		if items.is_empty() || self.errs() {
			return vec![self.roll(20) as u32, self.roll(20) as u32];
		}
		let first = self.roll(items.len() as u64) as usize;
		items.into_iter().skip(first).take(1 + self.roll(3) as usize).collect()
	}

	/// An amount of any size up to ten to the 12th.
	fn amount(&mut self) -> Balance {
		let size = self.roll(13) as u32;
		self.roll(10u64.pow(size) + 1).into()
	}
}

/// A miner with an approved application, so that chance has something to begin with.
fn approved(miner: AccountId, payment: Asset, floor: Balance) {
	let plan = Plan { miner: miner.clone(), payment, floor, ..Plan::default() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&miner, application, 1_000 * DMC));
}

fn is_free(record: &CertificateRecord) -> bool {
	!record.sold && record.lock.is_none()
}

fn is_listed(record: &CertificateRecord) -> bool {
	record.lock.is_some()
}

fn is_sold(record: &CertificateRecord) -> bool {
	record.sold
}

/// Somebody does something, which may be refused. Returns what it was, and what became of it.
fn something(dice: &mut Dice) -> (&'static str, DispatchResult) {
	match dice.roll(8) {
		0 => with_application(dice),
		1 => with_money(dice),
		_ => with_series(dice),
	}
}

fn with_application(dice: &mut Dice) -> (&'static str, DispatchResult) {
	let application = dice.id(NextApplicationId::<Runtime>::get());
	let record = Applications::<Runtime>::get(application);
	let miner = dice.mostly(record.as_ref().map(|record| record.miner.clone()));
	let amount = dice.amount() * 100;
	match dice.roll(7) {
		0 => ("apply", Plan { miner: dice.person(), ..Plan::default() }.try_apply()),
		1 => {
			let referendum = record.map_or(u32::MAX, |record| record.referendum);
			let (aye, conviction) = (dice.roll(4) > 0, Conviction::Locked1x);
			("vote", vote(two(), referendum, aye, conviction, DECISIVE))
		},
		2 => ("conclude", conclude(application)),
		3 => ("pledge", pledge(&miner, application, amount)),
		4 => {
			let call = pallet_miner_registry::Call::withdraw_pledge { application, amount };
			("withdraw pledge", act(miner, call))
		},
		// Six series are enough: more of them would leave little to each.
		_ if NextSeriesId::<Runtime>::get() > 5 => ("pledge", pledge(&miner, application, amount)),
		_ => {
			let (units, term) = (1 + dice.roll(20), 1 + dice.roll(5) as u32);
			("create series", create_series(&miner, application, units, term))
		},
	}
}

fn with_series(dice: &mut Dice) -> (&'static str, DispatchResult) {
	let series = dice.id(NextSeriesId::<Runtime>::get());
	let terms = HashrateNft::terms_of(series);
	let miner = dice.mostly(terms.as_ref().map(|terms| terms.miner.clone()));
	let person = dice.person();
	match dice.roll(16) {
		0 | 1 => ("mint", mint(&miner, series, 1 + dice.roll(5) as u32)),
		2 => {
			let items = items(&dice.items(series, is_free));
			("burn unsold", act(miner, pallet_hashrate_nft::Call::burn_unsold { series, items }))
		},
		3..=5 => {
			let floor = terms.map_or(1, |terms| {
				let unit_days = Balance::from(terms.units) * Balance::from(terms.term);
				unit_days * terms.min_price_per_unit_day
			});
			let list_of = dice.items(series, is_free);
			("list", list(&miner, series, &list_of, floor + dice.amount() % 1_000))
		},
		6 => {
			let items = items(&dice.items(series, is_listed));
			("delist", act(miner, pallet_hashrate_market::Call::delist { series, items }))
		},
		7..=9 => ("buy", buy(&person, series, &dice.items(series, is_listed), u128::MAX)),
		10..=12 => {
			let first = Ledgers::<Runtime>::get(series).map_or(0, |ledger| ledger.paid_through + 1);
			let days = 1 + dice.roll(2);
			let amounts: Vec<_> = (0..days).map(|_| dice.amount() % 100_000).collect();
			("distribute", distribute(&miner, series, first, &amounts))
		},
		13 => ("claim", claim(series, &dice.items(series, is_sold))),
		14 => ("retire", retire(series, &dice.items(series, is_sold))),
		_ => {
			let item = dice.items(series, is_sold)[0];
			let owner = dmex_runtime::Uniques::owner(series, item);
			let (owner, dest) = (dice.mostly(owner), MultiAddress::Id(dice.person()));
			let call = pallet_uniques::Call::transfer { collection: series, item, dest };
			("transfer", act(owner, call))
		},
	}
}

fn with_money(dice: &mut Dice) -> (&'static str, DispatchResult) {
	let miner = if dice.roll(2) > 0 { eve() } else { ferdie() };
	match dice.roll(4) {
		0 => {
			let (dest, keep_alive) = (MultiAddress::Id(one()), false);
			("go broke", act(miner, pallet_balances::Call::transfer_all { dest, keep_alive }))
		},
		1 => {
			let (dest, value) = (MultiAddress::Id(miner), dice.amount() * 1_000);
			("help", act(one(), pallet_balances::Call::transfer_allow_death { dest, value }))
		},
		2 => {
			let call = pallet_risk_escrow::Call::withdraw_owed { asset: Asset::Native };
			("withdraw owed", act(miner, call))
		},
		_ => {
			let rate = Permill::from_parts(dice.roll(30_001) as u32);
			let trading = fees::Parameters::Trading(fees::Trading, Some(rate));
			let parameter = RuntimeParameters::Fees(trading);
			("set parameter", council(pallet_governance::Call::set_parameter { parameter }))
		},
	}
}

/// Time goes on: mostly a little, sometimes with days that nobody feeds, or a stop of the chain.
fn time_passes(dice: &mut Dice) {
	match dice.roll(80) {
		0 => step(1 + dice.roll(30), 0),
		1..=8 => {
			next_day();
			if dice.roll(4) > 0 {
				all_feed(NETWORK, today() - 1, 40 + dice.roll(20) as u32);
			}
		},
		9..=20 => next_block(),
		_ => (),
	}
}

/// Every day is paid, and every certificate that was sold is paid out: nothing remains but what
/// is owed and what divisions left.
fn wind_up() {
	for miner in [eve(), ferdie()] {
		let dest = MultiAddress::Id(miner);
		let value = 10 * DMC;
		assert_ok!(act(one(), pallet_balances::Call::transfer_keep_alive { dest, value }));
	}
	to_day(today() + 10);
	for series in 0..NextSeriesId::<Runtime>::get() {
		let terms = HashrateNft::terms_of(series).unwrap();
		while let Some(day) = Ledgers::<Runtime>::get(series).and_then(|ledger| ledger.next_day()) {
			assert_ok!(distribute(&terms.miner, series, day, &[1_000]));
		}
		let sold: Vec<ItemId> =
			Positions::<Runtime>::iter_prefix(series).map(|(item, _)| item).collect();
		for items in sold.chunks(100) {
			assert_ok!(retire(series, items));
		}
	}
	assert_eq!(Positions::<Runtime>::iter().count(), 0, "certificates that cannot retire");
	assert!(Certificates::<Runtime>::iter().all(|(_, _, certificate)| !certificate.sold));
}

/// What is left in the accounts of the escrow.
fn check_rests() {
	let mut owed = BTreeMap::<Asset, Balance>::new();
	for (_, asset, amount) in Owed::<Runtime>::iter() {
		*owed.entry(asset).or_default() += amount;
	}
	let owed = |asset: &Asset| owed.get(asset).copied().unwrap_or_default();
	// Every day released in full, so nothing was rounded.
	assert_eq!(balance(&escrow(), &DOLLAR), owed(&DOLLAR));
	assert_eq!(balance(&escrow(), &Asset::Native), owed(&Asset::Native) + EXISTENTIAL_DEPOSIT);
	// Each certificate lost less than one unit, and each series carries less than one.
	let ledgers: Vec<_> = Ledgers::<Runtime>::iter_values().collect();
	let most: u32 = ledgers.iter().map(|ledger| ledger.sold + 1).sum();
	assert!(balance(&income(), &COIN) <= most.into(), "income that nobody has");
	// And the quotas are free but for what was never sold.
	for (_, capacity) in Capacities::<Runtime>::iter() {
		assert!(capacity.required <= capacity.pledged);
	}
}

fn by_chance(seed: u64, steps: u32) -> BTreeMap<&'static str, u32> {
	let mut done = BTreeMap::new();
	play(|| {
		approved(eve(), Asset::Native, 1_000);
		approved(ferdie(), DOLLAR, 1_000);
		let mut dice = Dice(seed);
		for _ in 0..steps {
			let (what, outcome) = something(&mut dice);
			*done.entry(what).or_default() += u32::from(outcome.is_ok());
			time_passes(&mut dice);
			check_everything();
		}
		wind_up();
		check_everything();
		check_rests();
	});
	done
}

#[test]
fn whatever_people_do_the_books_agree() {
	let mut done = BTreeMap::<_, u32>::new();
	for seed in 0..4 {
		for (what, times) in by_chance(seed, 1_000) {
			*done.entry(what).or_default() += times;
		}
	}
	// Chance is no use if nothing happens.
	assert!(done.len() == 19 && done.values().all(|times| *times >= 2), "{done:?}");
}
