//! What each call does and refuses, in the words `call::outcome_and_condition`.

mod apply_strike;
mod claim_income;
mod conclude_vote;
mod cost;
mod distribute;
mod end_event;
mod freeze_for_event;
mod frozen;
mod insurance;
mod insurance_claims;
mod invariants;
mod liens;
mod life;
mod open_event_vote;
mod operations;
mod payouts;
mod queries;
mod refund;
mod release;
mod report_breach;
mod report_income_ended;
mod resale;
mod resume;
mod retire;
mod retire_late;
mod sell;
mod sold_certificates;
mod terminate;
mod write_off_day;

use crate::{mock::*, *};
use dmex_primitives::{
	Asset, Backing, Balance, Day, Escrow, Evidence, ItemId, Lock, PerUnit, SeriesId, SeriesTerms,
	Sweep, VoteOutcome,
};
use frame_support::{
	assert_noop, assert_ok,
	storage::with_storage_layer,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation::Expendable,
		Hooks,
	},
	weights::Weight,
};
use frame_system::RawOrigin;
use sp_runtime::{
	traits::{One, Zero},
	DispatchError, DispatchResult, FixedU128, TokenError,
};

/// The series of most tests: 10 units, 3 days, paid in USDT, earning BTC.
const S: SeriesId = 7;

/// A series with certificates `0..certificates` of `units` for `term` days. A unit is promised to earn 1 a
/// day: that is what days are measured by before the first market average.
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
		expected_revenue: PerUnit::one(),
		pledge_rate: 1,
		frozen: false,
		terminated: false,
	};
	Terms::insert(series, terms);
	mint(series, certificates);
}

fn change_terms(change: impl FnOnce(&mut SeriesTerms<u64>)) {
	Terms::mutate(S, |terms| change(terms.as_mut().unwrap()));
}

fn change_ledger(change: impl FnOnce(&mut SeriesLedger)) {
	Ledgers::<Test>::mutate(S, |ledger| change(ledger.as_mut().unwrap()));
}

fn give(item: ItemId, owner: u64) {
	Held::mutate((S, item), |held| held.as_mut().unwrap().0 = owner);
}

fn lock(item: ItemId) {
	Held::mutate((S, item), |held| held.as_mut().unwrap().2 = Some(Lock::Collateral));
}

fn is_locked(item: ItemId) -> bool {
	Held::get((S, item)).unwrap().2.is_some()
}

/// Whether a certificate is not burnt.
fn exists(item: ItemId) -> bool {
	Held::contains_key((S, item))
}

/// Pay the credit of an account, as `Credits.withdraw` does.
fn withdraw(who: u64, asset: Asset) {
	let amount = Credited::take(who, &asset);
	let escrow = RiskEscrow::escrow_account();
	assert_ok!(Money::transfer(asset, &escrow, &who, amount, Expendable));
}

/// Sell certificates of the usual series to Alice, as the market does: all or nothing.
fn sell(sales: &[(ItemId, Balance)]) -> Result<(Day, Day), DispatchError> {
	with_storage_layer(|| RiskEscrow::sell(S, &ALICE, &ALICE, sales))
}

fn distribute(first_day: Day, amounts: &[Balance]) -> DispatchResult {
	let amounts = amounts.to_vec().try_into().unwrap();
	let origin = RawOrigin::Signed(MINER).into();
	with_storage_layer(|| RiskEscrow::distribute(origin, S, first_day, amounts))
}

/// Bob asks for others.
fn claim(items: &[ItemId]) -> DispatchResult {
	RiskEscrow::claim_income(RawOrigin::Signed(BOB).into(), S, items.to_vec().try_into().unwrap())
}

fn retire(items: &[ItemId]) -> DispatchResult {
	RiskEscrow::retire(RawOrigin::Signed(BOB).into(), S, items.to_vec().try_into().unwrap())
}

fn refund(items: &[ItemId]) -> DispatchResult {
	RiskEscrow::refund(RawOrigin::Signed(BOB).into(), S, items.to_vec().try_into().unwrap())
}

fn report() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::report_breach(RawOrigin::Signed(BOB).into(), S))
}

fn conclude() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::conclude_vote(RawOrigin::Signed(BOB).into(), S))
}

fn terminate() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::terminate(RawOrigin::Root.into(), S))
}

fn write_off() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::write_off_day(RawOrigin::Signed(BOB).into(), S))
}

fn open_vote() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::open_event_vote(RawOrigin::Signed(BOB).into(), S))
}

fn report_ended() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::report_income_ended(RawOrigin::Signed(BOB).into(), S))
}

fn apply_strike(day: Day) -> DispatchResult {
	with_storage_layer(|| RiskEscrow::apply_strike(RawOrigin::Signed(BOB).into(), S, day))
}

fn evidence() -> Evidence {
	Evidence { hash: [7; 32], uri: b"ipfs://fire".to_vec().try_into().unwrap() }
}

fn declare() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::freeze_for_event(RawOrigin::Root.into(), S, evidence()))
}

fn end_event() -> DispatchResult {
	with_storage_layer(|| RiskEscrow::end_event(RawOrigin::Root.into(), S))
}

/// The vote that was opened last ends like this.
fn vote(outcome: VoteOutcome) {
	end_vote(Votes::get().len() as u32 - 1, outcome);
}

/// A block with nothing in it.
fn pay_out() {
	RiskEscrow::on_idle(1, Weight::MAX);
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

/// The usual series with certificates 0 and 1 sold on day 100 for 301 each (instalments of 100,
/// remainder 1), active from 101 to 103, on day `today`.
fn two_sold(today: Day) {
	series(S, 10, 3, USDT, 10);
	assert_ok!(sell(&[(0, 301), (1, 301)]));
	Today::set(today);
}

/// Certificate 0 alone, of 10 units for 360 days, sold on day 100 for 3,600,000 (instalments of 10,000);
/// every day is expected to earn 10,000, so that an income of 7,500 is 75 %.
fn promised() {
	series(S, 10, 360, USDT, 10);
	assert_ok!(sell(&[(0, 3_600_000)]));
	publish(101..=460);
}

/// Days on which a unit earns 1,000.
fn publish(days: core::ops::RangeInclusive<Day>) {
	Published::mutate(|all| all.extend(days.map(|day| (day, PerUnit::from_u32(1_000)))));
}

/// No average is published for a day.
fn hide(day: Day) {
	Published::mutate(|averages| averages.remove(&day));
}

/// Governance changes its rules.
fn in_force(change: impl FnOnce(&mut SeriesRules)) {
	RulesInForce::mutate(|rules| change(rules.as_mut().unwrap()));
}

/// Pay the oldest unsettled days, each as soon as it is over.
fn pay(amounts: impl IntoIterator<Item = Balance>) {
	for amount in amounts {
		let day = ledger().progress.next_day().unwrap();
		Today::mutate(|today| *today = (*today).max(day + 1));
		assert_ok!(distribute(day, &[amount]));
	}
}

/// The same; the days 101 and 102 are paid in full, and 103 is so late that it is a breach: the vote
/// is open on day 112.
fn broken() {
	promised();
	pay([10_000, 10_000]);
	Today::set(112);
	assert_ok!(report());
}

/// The same, and the vote terminated the series.
fn terminated() {
	broken();
	vote(VoteOutcome::Approved);
	assert_ok!(conclude());
}

/// The days 101 and 102 are paid in full, then an event is declared, on day 103.
fn stricken() {
	promised();
	pay([10_000, 10_000]);
	assert_ok!(declare());
}

fn freeze() -> Freeze {
	ledger().state.freeze().unwrap()
}

fn termination() -> Termination {
	ledger().state.termination().unwrap()
}

/// `n` equal days.
fn days(n: usize, amount: Balance) -> Vec<Balance> {
	vec![amount; n]
}

fn record(day: Day) -> DayRecord {
	DayRecords::<Test>::get(S, day).unwrap()
}

/// The released fraction of a settled day, in ten-thousandths.
fn fraction(day: Day) -> u128 {
	let before = record(day - 1).release_index;
	(record(day).release_index - before) / 100_000_000_000_000
}

fn condition() -> SeriesStatus {
	RiskEscrow::condition(S).unwrap()
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for Helper {
	fn series(term: u32, certificates: u32) -> SeriesId {
		// The storage is empty again when a benchmark is tried with other components.
		for id in [1, 11] {
			Assets::force_create(RawOrigin::Root.into(), id, ISSUER, true, 1).ok();
		}
		series(S, 10, term, USDT, certificates);
		S
	}
	fn set_today(day: Day) {
		Today::set(day);
	}
	fn publish_average(_: dmex_primitives::NetworkId, day: Day) {
		Published::mutate(|all| all.insert(day, PerUnit::one()));
	}
	fn strike_average(_: dmex_primitives::NetworkId, day: Day) {
		strike_out(day);
	}
	fn end_income(_: dmex_primitives::NetworkId, days: u32) {
		let today = Today::get();
		Published::mutate(|all| {
			all.retain(|day, _| *day < today);
			all.extend((today - days..today).map(|day| (day, PerUnit::zero())));
		});
	}
	fn lend(series: SeriesId, item: ItemId, asset: &Asset, debt: Balance, self_repaying: bool) {
		lend(series, item, asset.clone(), debt, self_repaying);
	}
	fn end_vote(referendum: dmex_primitives::ReferendumIndex, approved: bool) {
		let outcome = if approved { VoteOutcome::Approved } else { VoteOutcome::Rejected };
		end_vote(referendum, outcome);
	}
}
