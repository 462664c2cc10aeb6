//! The state that tests start from, the calls they make, and the checks after each of them.

use super::*;
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	traits::{
		fungibles::Mutate,
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
		Hooks,
	},
};
use sp_runtime::{BuildStorage, FixedU128};

/// The first block of tests.
pub const NOW: u32 = 1;
/// Number of blocks for which auctions of tests last, unless they say otherwise.
pub const LASTS: u32 = 1_000;
pub const ENDS: u32 = NOW + LASTS;
/// Number of last blocks in which bids extend them.
pub const WINDOW: u32 = 10;
/// The last day of certificates that were sold before the test.
pub const LAST_DAY: Day = 50;

pub type Certificate = (u64, bool, Option<Lock>);
pub const UNSOLD: Certificate = (MINER, false, None);
pub const LISTED: Certificate = (MINER, false, Some(Lock::Listed));
pub const SOLD: Certificate = (BUYER, true, None);
pub const HELD: Certificate = (HOLDER, true, None);
pub const LENT: Certificate = (HOLDER, true, Some(Lock::Collateral));
/// The loan of tests.
pub const LOAN: LoanId = 7;

/// Two series of `MINER` with 100 unsold certificates each; everybody has `FUNDS` of all assets.
pub fn execute_with_checks(test: impl FnOnce()) {
	ext().execute_with(|| {
		System::set_block_number(NOW.into());
		reset();
		for asset in [DMC, USDT, BTC] {
			Supply::insert(&asset, Money::total_issuance(asset.clone()));
		}
		seed(SERIES, USDT);
		seed(DMC_SERIES, DMC);
		test();
		check();
	});
}

fn reset() {
	Today::set(10);
	Late::set(false);
	Idle::set(false);
	Barred::set(false);
	OfferDeposit::set(DEPOSIT);
	Frozen::set(false);
	Freezes::set(0);
	TradingFee::set(Permill::from_percent(1));
	let forty = Permill::from_percent(40);
	Split::set(FeeSplit { pool: forty, treasury: forty });
	BidStep::set(Permill::from_percent(3));
	ExtensionMinutes::set(10);
	MaxSettleWeight::set(Weight::MAX);
	SettleForeclosed::set(3_550);
}

fn ext() -> sp_io::TestExternalities {
	let people = [MINER, BUYER, STRANGER, HOLDER];
	let pots = [POOL, TREASURY, ESCROW, LOANS, Market::account()];
	let rich = people.map(|who| (who, FUNDS));
	let poor = pots.map(|who| (who, ED));
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: rich.into_iter().chain(poor).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(1, TREASURY, true, 1), (11, TREASURY, true, 1)],
			accounts: [1, 11]
				.into_iter()
				.flat_map(|id| rich.map(|(who, n)| (id, who, n)))
				.collect(),
			..Default::default()
		},
		..Default::default()
	};
	genesis.build_storage().unwrap().into()
}

/// 10 units for 30 days at 10 base units per unit and day at least: a floor of 3,000.
fn seed(series: SeriesId, payment_asset: Asset) {
	let terms = SeriesTerms {
		application: 0,
		miner: MINER,
		network: 1,
		units: 10,
		term: 30,
		payment_asset,
		reward_asset: BTC,
		min_price_per_unit_day: 10,
		expected_revenue: FixedU128::from_u32(1),
		pledge_rate: 1,
		frozen: false,
		terminated: false,
	};
	Terms::insert(series, terms);
	(0..100).for_each(|item| Certs::insert((series, item), UNSOLD));
}

/// Checks after each test: the invariants hold; no money appeared or was lost; the market holds
/// what it owes and nothing else; and no certificate is locked without a sale.
pub fn check() {
	assert_ok!(Market::do_try_state());
	let owed = Market::backing().unwrap();
	for asset in [DMC, USDT, BTC] {
		let supply = Supply::get(&asset);
		assert_eq!(Money::total_issuance(asset.clone()), supply, "money appeared or was lost");
		assert_eq!(all_balances(&asset), supply, "balances are not all that exists");
		let own = if asset == DMC { ED } else { 0 };
		let owed = owed.iter().find(|each| each.asset == asset).map_or(0, |each| each.due);
		assert_eq!(Money::balance(asset, &Market::account()), own + owed, "money is stuck");
	}
	for ((series, item), (.., lock)) in Certs::iter() {
		let known = match lock {
			Some(Lock::Listed) => Listings::<Test>::contains_key(series, item),
			Some(Lock::Auctioned(id)) => Auctions::<Test>::get(id)
				.is_some_and(|auction| auction.series == series && auction.items.contains(&item)),
			_ => true,
		};
		assert!(known, "a lock without a sale");
	}
}

fn all_balances(asset: &Asset) -> Balance {
	match asset {
		Asset::Native => frame_system::Account::<Test>::iter_values()
			.map(|account| account.data.free + account.data.reserved)
			.sum(),
		Asset::WithId(id) => pallet_assets::Account::<Test>::iter_key_prefix(*id)
			.map(|who| Money::balance(asset.clone(), &who))
			.sum(),
	}
}

/// Dispatch a call: all of it is done or nothing.
pub fn rolled_back(call: impl FnOnce() -> DispatchResultWithPostInfo) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| call().map(drop).map_err(|error| error.error))
}

pub fn plain(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(call)
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn items(of: impl IntoIterator<Item = ItemId>) -> Items {
	of.into_iter().collect::<Vec<_>>().try_into().unwrap()
}

// The calls, on `SERIES`.

pub fn list(of: impl IntoIterator<Item = ItemId>, price: Balance, days: u32) -> DispatchResult {
	list_by(MINER, of, price, days)
}

pub fn list_by(
	who: u64,
	of: impl IntoIterator<Item = ItemId>,
	price: Balance,
	days: u32,
) -> DispatchResult {
	plain(|| Market::list(signed(who), SERIES, items(of), price, days))
}

pub fn reprice(who: u64, of: impl IntoIterator<Item = ItemId>, price: Balance) -> DispatchResult {
	plain(|| Market::reprice(signed(who), SERIES, items(of), price))
}

pub fn delist(who: u64, of: impl IntoIterator<Item = ItemId>) -> DispatchResult {
	plain(|| Market::delist(signed(who), SERIES, items(of)))
}

pub fn buy(who: u64, of: impl IntoIterator<Item = ItemId>, max: Balance) -> DispatchResult {
	buy_protected(who, of, max, 0)
}

pub fn buy_protected(
	who: u64,
	of: impl IntoIterator<Item = ItemId>,
	max: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	plain(|| Market::buy(signed(who), SERIES, items(of), max, min_unreleased))
}

pub fn start(
	who: u64,
	of: impl IntoIterator<Item = ItemId>,
	kind: AuctionKind,
	duration: u32,
) -> DispatchResult {
	plain(|| Market::start_auction(signed(who), SERIES, items(of), kind, duration))
}

pub fn bid(who: u64, auction: AuctionId, amount: Balance) -> DispatchResult {
	bid_protected(who, auction, amount, 0)
}

pub fn bid_protected(
	who: u64,
	auction: AuctionId,
	amount: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	rolled_back(|| Market::bid(signed(who), auction, amount, min_unreleased))
}

pub fn buy_dutch(who: u64, auction: AuctionId, max: Balance) -> DispatchResult {
	buy_dutch_protected(who, auction, max, 0)
}

pub fn buy_dutch_protected(
	who: u64,
	auction: AuctionId,
	max: Balance,
	min_unreleased: Balance,
) -> DispatchResult {
	rolled_back(|| Market::buy_dutch(signed(who), auction, max, min_unreleased))
}

pub fn cancel(who: u64, auction: AuctionId) -> DispatchResult {
	rolled_back(|| Market::cancel_auction(signed(who), auction))
}

pub fn settle(who: u64, auction: AuctionId) -> DispatchResult {
	rolled_back(|| Market::settle_auction(signed(who), auction))
}

pub fn withdraw(who: u64, auction: AuctionId) -> DispatchResult {
	rolled_back(|| Market::withdraw_bid(signed(who), auction))
}

pub fn offer(who: u64, item: ItemId, amount: Balance, days: u32) -> DispatchResult {
	offer_demanding(who, item, amount, days, (0, 0))
}

/// An offer that demands so many days and so much deposit.
pub fn offer_demanding(
	who: u64,
	item: ItemId,
	amount: Balance,
	days: u32,
	(min_days_left, min_unreleased): (u32, Balance),
) -> DispatchResult {
	let who = signed(who);
	plain(|| Market::make_offer(who, SERIES, item, amount, days, min_days_left, min_unreleased))
}

pub fn cancel_offer(who: u64, offer: OfferId) -> DispatchResult {
	plain(|| Market::cancel_offer(signed(who), offer))
}

pub fn accept(who: u64, offer: OfferId) -> DispatchResult {
	plain(|| Market::accept_offer(signed(who), offer))
}

/// The hook at the end of block `block`, with `remaining` weight.
pub fn end_block(block: u32, remaining: Weight) -> Weight {
	at(block);
	Market::on_idle(block.into(), remaining)
}

// Changes of certificates and accounts outside of this pallet.

/// These certificates of `SERIES` were sold to `owner`.
pub fn sold(of: impl IntoIterator<Item = ItemId>, owner: u64) {
	of.into_iter().for_each(|item| sold_in(SERIES, item, owner));
}

pub fn sold_in(series: SeriesId, item: ItemId, owner: u64) {
	Certs::insert((series, item), (owner, true, None::<Lock>));
	LastDays::insert((series, item), LAST_DAY);
}

/// A sold certificate of `SERIES` has this deposit left today.
pub fn left(item: ItemId, unreleased: Balance) {
	Unreleased::insert((SERIES, item), unreleased);
}

/// A sold certificate of `SERIES` has income that is not claimed.
pub fn earn(item: ItemId, income: Balance) {
	fund(BTC, ESCROW, income);
	Income::mutate((SERIES, item), |known| *known += income);
}

/// All series are frozen.
pub fn freeze() {
	Frozen::set(true);
	Freezes::set(Freezes::get() + 1);
}

/// `SERIES` ended by a vote, after a freeze.
pub fn terminate() {
	freeze();
	Frozen::set(false);
	Terms::mutate(SERIES, |terms| terms.as_mut().unwrap().terminated = true);
}

/// Its owner got the deposit back after that, and it was unlocked, whatever its lock.
pub fn refund(item: ItemId) {
	Certs::mutate((SERIES, item), |certificate| certificate.as_mut().unwrap().2 = None);
}

/// It ended and was burnt, whatever its lock.
pub fn retire(item: ItemId) {
	Certs::remove((SERIES, item));
	LastDays::remove((SERIES, item));
}

pub fn fund(asset: Asset, who: u64, amount: Balance) {
	Supply::mutate(&asset, |supply| *supply += amount);
	assert_ok!(Money::mint_into(asset, &who, amount));
}

/// Its account in USDT neither pays nor receives any more.
pub fn block(who: u64) {
	assert_ok!(Assets::block(signed(TREASURY), 1, who));
}

pub fn burn(asset: Asset, who: u64, amount: Balance) {
	Supply::mutate(&asset, |supply| *supply -= amount);
	assert_ok!(Money::burn_from(asset, &who, amount, Expendable, Exact, Polite));
}

// Auctions.

pub fn english(reserve: Balance, buy_now: Option<Balance>) -> AuctionKind {
	AuctionKind::English { reserve, buy_now }
}

pub fn dutch(start_price: Balance, floor: Balance) -> AuctionKind {
	AuctionKind::Dutch { start_price, floor }
}

/// An auction of certificates 0 to 2 by the miner, with a reserve of 9,000.
pub fn first_sale() -> AuctionId {
	let id = NextAuctionId::<Test>::get();
	assert_ok!(start(MINER, 0..3, english(3 * FLOOR, None), LASTS));
	id
}

/// An auction of certificates 50 to 52 by a holder, with a reserve of 300.
pub fn resale() -> AuctionId {
	let id = NextAuctionId::<Test>::get();
	sold(50..53, HOLDER);
	assert_ok!(start(HOLDER, 50..53, english(300, None), LASTS));
	id
}

/// A sold certificate of `SERIES` secures this debt of its holder, in USDT.
pub fn lend(item: ItemId, debt: Balance) {
	lend_in(SERIES, item, USDT, debt);
}

pub fn lend_in(series: SeriesId, item: ItemId, asset: Asset, debt: Balance) {
	sold_in(series, item, HOLDER);
	Certs::insert((series, item), LENT);
	let self_repaying = asset == BTC;
	LienOf::insert(
		(series, item),
		Lien { loan: LOAN, creditor: LOANS, asset, debt, self_repaying },
	);
}

/// A foreclosure of a certificate of `SERIES`.
pub fn foreclose(
	item: ItemId,
	reserve: Balance,
	duration: u32,
) -> Result<AuctionId, DispatchError> {
	Market::foreclose(SERIES, item, LOAN, reserve, duration)
}

/// A foreclosure of certificate 50, for a debt of 700 and with a reserve of 300.
pub fn foreclosure() -> AuctionId {
	lend(50, 700);
	foreclose(50, 300, LASTS).unwrap()
}

/// The debt that a certificate of `SERIES` secures is repaid.
pub fn repay_debt(item: ItemId) {
	assert_ok!(end_lien(SERIES, item));
}

pub fn at(block: u32) {
	System::set_block_number(block.into());
}

pub fn auction(id: AuctionId) -> Auction<u64> {
	Auctions::<Test>::get(id).unwrap()
}

pub fn is_over(id: AuctionId) -> bool {
	!Auctions::<Test>::contains_key(id)
}

// Probes.

pub fn usdt(who: u64) -> Balance {
	Money::balance(USDT, &who)
}

pub fn dmc(who: u64) -> Balance {
	Money::balance(DMC, &who)
}

pub fn btc(who: u64) -> Balance {
	Money::balance(BTC, &who)
}

pub fn credit(who: u64, asset: Asset) -> Balance {
	Credited::get(who, asset)
}

/// Of `SERIES`: owner, sold, lock.
pub fn certificate(item: ItemId) -> Certificate {
	Certs::get((SERIES, item)).unwrap()
}

/// The certificates of a range are all as they should be.
pub fn all_are(of: core::ops::Range<ItemId>, expected: Certificate) -> bool {
	of.into_iter().all(|item| certificate(item) == expected)
}

/// The events of this pallet since they were last asked for.
pub fn events() -> Vec<Event<Test>> {
	let all = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	all
}

pub fn percent(parts: u32) -> Permill {
	Permill::from_percent(parts)
}

/// Fee terms of sales if governance changed nothing.
pub fn fees() -> FeeTerms {
	let forty = percent(40);
	FeeTerms { rate: percent(1), split: FeeSplit { pool: forty, treasury: forty } }
}

/// Governance changes everything that a sale fixes when it opens.
pub fn govern() {
	TradingFee::set(percent(3));
	Split::set(ALL_TO_POOL);
	BidStep::set(percent(20));
	ExtensionMinutes::set(60);
}

pub fn overflow() -> DispatchError {
	ArithmeticError::Overflow.into()
}

/// Benchmarks run in the runtime only.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Helper {
	fn series(_: &u64, _: u32) -> (SeriesId, Balance) {
		unimplemented!()
	}
	fn sold(_: &[u64], _: u32) -> (SeriesId, Balance) {
		unimplemented!()
	}
	fn lend(_: SeriesId, _: ItemId, _: Balance) -> LoanId {
		unimplemented!()
	}
	fn set_today(_: Day) {}
	fn fund(_: SeriesId, _: &u64, _: Balance) {}
}
