//! Each module is a call, each test an outcome and its condition.

mod buy;
mod delist;
mod invariants;
mod list;

use crate::{mock::*, Error, Event, Listing, Listings};
use dmex_primitives::*;
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, FixedU128, Permill};

/// Two series of `MINER` with 100 unsold certificates each; everybody has `FUNDS` of both assets.
pub fn execute_with_checks(test: impl FnOnce()) {
	ext().execute_with(|| {
		System::set_block_number(1);
		Today::set(10);
		OnSale::set(true);
		TradingFee::set(Permill::from_percent(1));
		let forty = Permill::from_percent(40);
		Split::set(FeeSplit { pool: forty, treasury: forty });
		seed(SERIES, MINER, USDT);
		seed(DMC_SERIES, MINER, Asset::Native);
		test();
		assert_ok!(Market::do_try_state());
	});
}

fn ext() -> sp_io::TestExternalities {
	let people = [MINER, BUYER, STRANGER];
	let pots = [POOL, TREASURY, ESCROW];
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: people
				.map(|who| (who, FUNDS))
				.into_iter()
				.chain(pots.map(|who| (who, 1)))
				.collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(1, TREASURY, true, 1)],
			accounts: people.map(|who| (1, who, FUNDS)).to_vec(),
			..Default::default()
		},
		..Default::default()
	};
	genesis.build_storage().unwrap().into()
}

/// 10 units for 30 days at 10 base units per unit and day at least: a floor of 3,000.
pub fn seed(series: SeriesId, miner: u64, payment_asset: Asset) {
	let terms = SeriesTerms {
		application: 0,
		miner,
		network: 1,
		units: 10,
		term: 30,
		payment_asset,
		reward_asset: Asset::WithId(11),
		min_price_per_unit_day: 10,
		expected_revenue: FixedU128::from_u32(1),
		pledge_rate: 1,
		frozen: false,
		terminated: false,
	};
	Terms::insert(series, terms);
	(0..100).for_each(|item| Certs::insert((series, item), (miner, false, None::<Lock>)));
}

/// What the dispatcher does with a call: all of it or nothing.
pub fn rolled_back(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(call)
}

pub fn items(of: impl IntoIterator<Item = ItemId>) -> Items {
	of.into_iter().collect::<Vec<_>>().try_into().unwrap()
}

pub fn list(of: impl IntoIterator<Item = ItemId>, price: Balance, days: u32) -> DispatchResult {
	Market::list(RuntimeOrigin::signed(MINER), SERIES, items(of), price, days)
}

pub fn delist(who: u64, of: impl IntoIterator<Item = ItemId>) -> DispatchResult {
	Market::delist(RuntimeOrigin::signed(who), SERIES, items(of))
}

pub fn buy(who: u64, of: impl IntoIterator<Item = ItemId>, max: Balance) -> DispatchResult {
	Market::buy(RuntimeOrigin::signed(who), SERIES, items(of), max)
}

pub fn usdt(who: u64) -> Balance {
	Money::balance(USDT, &who)
}

pub fn dmc(who: u64) -> Balance {
	Money::balance(Asset::Native, &who)
}

/// Owner, sold, lock.
pub fn certificate(item: ItemId) -> (u64, bool, Option<Lock>) {
	Certs::get((SERIES, item)).unwrap()
}

pub const UNSOLD: (u64, bool, Option<Lock>) = (MINER, false, None);
pub const LISTED: (u64, bool, Option<Lock>) = (MINER, false, Some(Lock::Listed));
pub const SOLD: (u64, bool, Option<Lock>) = (BUYER, true, None);
