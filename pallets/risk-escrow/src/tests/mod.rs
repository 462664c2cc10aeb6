//! What each call does and refuses, in the words `call::outcome_and_condition`.

mod claim;
mod cost;
mod distribute;
mod invariants;
mod life;
mod operations;
mod queries;
mod retire;
mod sell;
mod withdraw_owed;

use crate::{mock::*, *};
use dmex_primitives::{
	Asset, Balance, CertificateInfo, Day, Escrow, ItemId, PerUnit, SeriesId, SeriesTerms,
};
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect};
use frame_system::RawOrigin;
use sp_runtime::{traits::One, DispatchError, DispatchResult, FixedU128, TokenError};

/// The series of most tests: 10 units, 3 days, paid in USDT, earning BTC.
const S: SeriesId = 7;

/// A series with certificates `0..certificates` of `units` for `term` days.
fn series(series: SeriesId, units: u64, term: u32, payment: Asset, certificates: u32) {
	let terms = SeriesTerms {
		application: 0,
		miner: MINER,
		network: 1,
		units,
		term,
		payment_asset: payment,
		reward_asset: BTC,
		min_price_per_unit_day: 1,
		expected_revenue: PerUnit::from_u32(5),
		pledge_rate: 1,
		frozen: false,
		terminated: false,
	};
	Terms::mutate(|all| all.insert(series, terms));
	let unsold = CertificateInfo { owner: MINER, sold: false, lock: None };
	HELD.with_borrow_mut(|held| {
		held.extend((0..certificates).map(|item| ((series, item), unsold.clone())))
	});
}

fn change_terms(change: impl FnOnce(&mut SeriesTerms<u64>)) {
	Terms::mutate(|all| change(all.get_mut(&S).unwrap()));
}

fn change_ledger(change: impl FnOnce(&mut SeriesLedger)) {
	Ledgers::<Test>::mutate(S, |ledger| change(ledger.as_mut().unwrap()));
}

fn give(item: ItemId, owner: u64) {
	HELD.with_borrow_mut(|held| held.get_mut(&(S, item)).unwrap().owner = owner);
}

/// Sell certificates of the usual series to Alice, as the market does: all or nothing.
fn sell(sales: &[(ItemId, Balance)]) -> Result<(Day, Day), DispatchError> {
	frame_support::storage::with_storage_layer(|| RiskEscrow::sell(S, &ALICE, sales))
}

fn distribute(first_day: Day, amounts: &[Balance]) -> DispatchResult {
	let amounts = amounts.to_vec().try_into().unwrap();
	let origin = RawOrigin::Signed(MINER).into();
	frame_support::storage::with_storage_layer(|| {
		RiskEscrow::distribute(origin, S, first_day, amounts)
	})
}

/// Bob asks for others.
fn claim(items: &[ItemId]) -> DispatchResult {
	RiskEscrow::claim(RawOrigin::Signed(BOB).into(), S, items.to_vec().try_into().unwrap())
}

fn retire(items: &[ItemId]) -> DispatchResult {
	RiskEscrow::retire(RawOrigin::Signed(BOB).into(), S, items.to_vec().try_into().unwrap())
}

/// What `who` has more than at the start.
fn gain(asset: Asset, who: u64) -> i128 {
	Money::balance(asset, &who) as i128 - RICH as i128
}

fn escrowed(asset: Asset) -> Balance {
	Money::balance(asset, &RiskEscrow::escrow_account())
}

fn income_held() -> Balance {
	Money::balance(BTC, &RiskEscrow::income_account())
}

fn ledger() -> SeriesLedger {
	Ledgers::<Test>::get(S).unwrap()
}

fn events() -> Vec<Event<Test>> {
	let all = System::events().into_iter();
	all.filter_map(|e| match e.event {
		RuntimeEvent::RiskEscrow(event) => Some(event),
		_ => None,
	})
	.collect()
}

fn happened(event: Event<Test>) {
	assert!(events().contains(&event), "{event:?} is not among {:?}", events());
}

/// The usual series with certificates 0 and 1 sold on day 100 for 301 each (slices of 100,
/// remainder 1), active from 101 to 103, on day `today`.
fn two_sold(today: Day) {
	series(S, 10, 3, USDT, 10);
	assert_ok!(sell(&[(0, 301), (1, 301)]));
	Today::set(today);
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for Helper {
	fn series(term: u32, certificates: u32) -> SeriesId {
		series(S, 10, term, USDT, certificates);
		S
	}
	fn set_today(day: Day) {
		Today::set(day);
	}
	fn publish_average(_: dmex_primitives::NetworkId, day: Day) {
		Published::mutate(|all| all.insert(day, PerUnit::one()));
	}
}
