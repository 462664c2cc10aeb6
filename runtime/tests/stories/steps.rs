//! The steps that stories are made of: each brings a thing into the state that its name says.

use crate::{people::*, world::*};
use dmex_primitives::{
	ApplicationId, DayValue, Evidence, ItemId, Items, MarketAverages, NetworkId, SeriesId, Units,
};
use dmex_runtime::{
	genesis_config_presets::{BTC, USDT},
	Governance,
};
use frame_support::traits::{fungible::Inspect, Get};
use pallet_democracy::{AccountVote, Conviction, ReferendumInfo, ReferendumInfoOf, Vote};
use pallet_miner_registry::{ApplicationRecord, ApplicationStatus, Dossier, MinerKind};
use pallet_risk_escrow::{DayFlags, SeriesLedger};
use sp_runtime::{DispatchResult, MultiAddress};

/// The network whose hashrate the stories sell, and what it earns.
pub const NETWORK: NetworkId = 1;
pub const COIN: Asset = Asset::WithId(BTC);
/// What certificates are priced in, if not in DMC.
pub const DOLLAR: Asset = Asset::WithId(USDT);
/// What a voter puts in who decides an application alone.
pub const DECISIVE: Balance = 200_000 * DMC;

/// What a miner sells in a story.
#[derive(Clone)]
pub struct Plan {
	pub miner: AccountId,
	pub payment: Asset,
	/// The lowest price per unit and day.
	pub floor: Balance,
	/// Effective units of the application.
	pub quota: Units,
	/// Units of a certificate.
	pub units: Units,
	pub term: u32,
	/// Certificates minted.
	pub quantity: u32,
}

impl Default for Plan {
	fn default() -> Self {
		Self {
			miner: ferdie(),
			payment: DOLLAR,
			floor: 250_000,
			quota: 1_000,
			units: 10,
			term: 3,
			quantity: 4,
		}
	}
}

impl Plan {
	/// The lowest price of a certificate.
	pub fn lowest_price(&self) -> Balance {
		Balance::from(self.units) * Balance::from(self.term) * self.floor
	}

	/// The pledge for all certificates, at a tenth of a DMC per unit and day.
	pub fn pledge(&self) -> Balance {
		Balance::from(self.units) * Balance::from(self.term * self.quantity) * DMC / 10
	}

	pub fn apply(&self) -> ApplicationId {
		let application = pallet_miner_registry::NextApplicationId::<Runtime>::get();
		assert_ok!(self.try_apply());
		application
	}

	pub fn try_apply(&self) -> DispatchResult {
		let call = pallet_miner_registry::Call::apply {
			network: NETWORK,
			dossier: Box::new(dossier()),
			total_units: self.quota * 2,
			effective_units: self.quota,
			expected_revenue: PerUnit::from_u32(50),
			payment_asset: self.payment.clone(),
			min_price_per_unit_day: self.floor,
		};
		act(self.miner.clone(), call)
	}

	/// From the application to minted certificates.
	pub fn open(&self) -> SeriesId {
		let application = self.apply();
		elect(application);
		assert_ok!(pledge(&self.miner, application, self.pledge()));
		self.series(application)
	}

	/// A series of an approved application, minted.
	pub fn series(&self, application: ApplicationId) -> SeriesId {
		let series = pallet_hashrate_nft::NextSeriesId::<Runtime>::get();
		assert_ok!(create_series(&self.miner, application, self.units, self.term));
		assert_ok!(mint(&self.miner, series, self.quantity));
		series
	}

	/// The same, and all of them for sale at `price` for 90 days.
	pub fn on_sale_at(&self, price: Balance) -> SeriesId {
		let series = self.open();
		let all: Vec<ItemId> = (0..self.quantity).collect();
		assert_ok!(list(&self.miner, series, &all, price));
		series
	}
}

pub fn items(items: &[ItemId]) -> Items {
	items.to_vec().try_into().unwrap()
}

pub fn text<S: frame_support::traits::Get<u32>>(text: &str) -> frame_support::BoundedVec<u8, S> {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn dossier() -> Dossier {
	Dossier {
		kind: MinerKind::Company,
		name: text("Mine and Sons"),
		location: text("Reykjavík"),
		node_id: text("pool/mine"),
		evidence_hash: [7; 32],
		uri: text("https://example.org/dossier.pdf"),
	}
}

pub fn application(id: ApplicationId) -> ApplicationRecord<AccountId> {
	pallet_miner_registry::Applications::<Runtime>::get(id).unwrap()
}

pub fn status(id: ApplicationId) -> ApplicationStatus {
	application(id).status
}

/// The block in which the vote on an application ends.
pub fn end_of_vote(id: ApplicationId) -> u32 {
	end_of(application(id).referendum)
}

/// The block in which a referendum ends.
pub fn end_of(referendum: u32) -> u32 {
	match ReferendumInfoOf::<Runtime>::get(referendum) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.end,
		other => panic!("not put to the vote: {other:?}"),
	}
}

pub fn vote(
	who: AccountId,
	ref_index: u32,
	aye: bool,
	conviction: Conviction,
	balance: Balance,
) -> DispatchResult {
	let vote = AccountVote::Standard { vote: Vote { aye, conviction }, balance };
	act(who, pallet_democracy::Call::vote { ref_index, vote })
}

pub fn conclude(id: ApplicationId) -> DispatchResult {
	act(nobody(), pallet_miner_registry::Call::conclude_application { application: id })
}

/// Two holders vote for an application, and the vote ends: it is approved.
pub fn elect(id: ApplicationId) {
	let referendum = application(id).referendum;
	assert_ok!(vote(one(), referendum, true, Conviction::Locked1x, DECISIVE));
	assert_ok!(vote(two(), referendum, true, Conviction::Locked1x, DECISIVE));
	to_block(end_of_vote(id) + 1);
	assert_eq!(status(id), ApplicationStatus::Approved);
}

pub fn pledge(miner: &AccountId, application: ApplicationId, amount: Balance) -> DispatchResult {
	act(miner.clone(), pallet_miner_registry::Call::pledge { application, amount })
}

pub fn create_series(
	miner: &AccountId,
	application: ApplicationId,
	units_per_certificate: Units,
	term_days: u32,
) -> DispatchResult {
	let call =
		pallet_hashrate_nft::Call::create_series { application, units_per_certificate, term_days };
	act(miner.clone(), call)
}

pub fn mint(miner: &AccountId, series: SeriesId, quantity: u32) -> DispatchResult {
	act(miner.clone(), pallet_hashrate_nft::Call::mint { series, quantity })
}

pub fn list(
	miner: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	price: Balance,
) -> DispatchResult {
	let items = items(list);
	let call = pallet_hashrate_market::Call::list { series, items, price, expires_in_days: 90 };
	act(miner.clone(), call)
}

pub fn buy(
	buyer: &AccountId,
	series: SeriesId,
	list: &[ItemId],
	max_total: Balance,
) -> DispatchResult {
	let items = items(list);
	act(buyer.clone(), pallet_hashrate_market::Call::buy { series, items, max_total })
}

pub fn distribute(
	miner: &AccountId,
	series: SeriesId,
	first_day: Day,
	amounts: &[Balance],
) -> DispatchResult {
	let amounts = amounts.to_vec().try_into().unwrap();
	act(miner.clone(), pallet_risk_escrow::Call::distribute { series, first_day, amounts })
}

pub fn claim(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::claim { series, items: items(list) })
}

pub fn retire(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::retire { series, items: items(list) })
}

pub fn refund(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::refund { series, items: items(list) })
}

pub fn report(series: SeriesId) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::report_breach { series })
}

/// Carry out the outcome of the vote on a frozen series.
pub fn settle_vote(series: SeriesId) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::conclude_breach { series })
}

pub fn give_up(series: SeriesId) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::give_up_day { series })
}

/// Something happened at the miner's site, says the council.
pub fn declare_event(series: SeriesId) -> DispatchResult {
	council(pallet_risk_escrow::Call::freeze_for_event { series, evidence: evidence() })
}

pub fn evidence() -> Evidence {
	Evidence { hash: [9; 32], uri: text("https://example.org/flood.pdf") }
}

pub fn reinstate(series: SeriesId) -> DispatchResult {
	council(pallet_risk_escrow::Call::reinstate { series })
}

pub fn ledger(series: SeriesId) -> SeriesLedger {
	pallet_risk_escrow::Ledgers::<Runtime>::get(series).unwrap()
}

/// The oldest day that is not settled.
pub fn unpaid(series: SeriesId) -> Day {
	ledger(series).next_day().unwrap()
}

/// The vote on a frozen series.
pub fn referendum_on(series: SeriesId) -> u32 {
	ledger(series).state.freeze().unwrap().referendum.unwrap()
}

/// What a settled day released, in millionths, and its marks.
pub fn judgement(series: SeriesId, day: Day) -> (u128, DayFlags) {
	let record = |day| pallet_risk_escrow::DayRecords::<Runtime>::get(series, day).unwrap();
	let fraction = record(day).release_index - record(day - 1).release_index;
	assert_eq!(fraction % MILLIONTH, 0);
	(fraction / MILLIONTH, record(day).flags)
}

/// A millionth of a day's slices, as the escrow counts it.
const MILLIONTH: u128 = 1_000_000_000_000;

/// What a unit earns in a day, in the stories of this and the next steps, and a day of `mine`.
pub const AVERAGE: u32 = 50_000;
pub const EXPECTED: Balance = 1_000_000;

/// The price of a certificate of `mine`: the fee is 1,500,001.02, rounded up, and the deposit
/// sixty slices and 40.
pub const PRICE: Balance = 150_000_102;
pub const DEPOSIT: Balance = 148_500_100;
pub const SLICE: Balance = 2_475_001;

/// What `mine` sells.
pub fn sixty_days() -> Plan {
	Plan { term: 60, ..Plan::default() }
}

/// Four certificates of Ferdie for sixty days, all for sale; the first two were sold today, to
/// Alice and to Bob.
pub fn mine() -> SeriesId {
	let series = sixty_days().on_sale_at(PRICE);
	assert_ok!(buy(&alice(), series, &[0], PRICE));
	assert_ok!(buy(&bob(), series, &[1], PRICE));
	series
}

/// The operators feed the average of yesterday, unless they did.
pub fn feed_yesterday() {
	let day = today() - 1;
	if Governance::average(NETWORK, day).is_none() {
		all_feed(NETWORK, day, AVERAGE);
	}
}

/// Ferdie pays day after day, each as soon as its average is known.
pub fn pays(series: SeriesId, amounts: &[Balance]) {
	for amount in amounts {
		let day = unpaid(series);
		to_day(day + 1);
		feed_yesterday();
		assert_ok!(distribute(&ferdie(), series, day, &[*amount]));
	}
}

/// Go on until nothing is left to pay out. A block that a session or a vote fills pays nobody, so
/// this may take another.
pub fn paid_out() {
	next_block();
	while pallet_risk_escrow::Payouts::<Runtime>::iter_keys().next().is_some() {
		next_block();
	}
}

/// Go on to a day, while averages are fed and nothing is paid.
pub fn nothing_until(day: Day) {
	while today() < day {
		next_day();
		feed_yesterday();
	}
}

/// Ferdie paid two days of `mine` and stopped eight open days ago. Returns the series and the first
/// day that is not paid.
pub fn stopped() -> (SeriesId, Day) {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	let day = unpaid(series);
	to_day(day + 9);
	(series, day)
}

/// The same, and the breach is reported. Returns the series and the vote on it.
pub fn breached() -> (SeriesId, u32) {
	let (series, _) = stopped();
	assert_ok!(report(series));
	(series, referendum_on(series))
}

/// Nobody votes, and the series ends.
pub fn terminated() -> SeriesId {
	let (series, vote) = breached();
	to_block(end_of(vote) + 1);
	assert!(ledger(series).state.termination().is_some());
	series
}

/// What the scheduler dispatched in this block.
pub fn enacted() -> Option<DispatchResult> {
	events().into_iter().find_map(|event| match event {
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
		_ => None,
	})
}

/// Something of no importance that Root does in a block.
pub fn schedule(when: u32) {
	let call = Box::new(frame_system::Call::remark { remark: vec![] }.into());
	let maybe_periodic = None;
	assert_ok!(root(pallet_scheduler::Call::schedule { when, maybe_periodic, priority: 0, call }));
}

/// Nothing else fits into the agenda of a block.
pub fn fill_agenda(when: u32) {
	let places = <<Runtime as pallet_scheduler::Config>::MaxScheduledPerBlock as Get<u32>>::get();
	(0..places).for_each(|_| schedule(when));
}

/// An operator feeds what a unit earned in a day. Once a block.
pub fn feed(operator: AccountId, network: NetworkId, day: Day, value: PerUnit) -> DispatchResult {
	let values = vec![(network, DayValue { day, value })].try_into().unwrap();
	act(operator, pallet_oracle::Call::feed_values { values })
}

/// All operators agree about a day, which fixes it. In a block of their own.
pub fn all_feed(network: NetworkId, day: Day, value: u32) {
	for operator in [alice(), bob(), charlie(), dave()] {
		assert_ok!(feed(operator, network, day, PerUnit::from_u32(value)));
	}
}

/// Four certificates of Ferdie, all for sale but the last; the first is Alice's, sold today.
pub fn shop() -> (Plan, u32, Balance) {
	let plan = Plan::default();
	let price = plan.lowest_price();
	let series = plan.open();
	assert_ok!(list(&plan.miner, series, &[0, 1, 2], price));
	assert_ok!(buy(&alice(), series, &[0], price));
	(plan, series, price)
}

/// Somebody gives away all its DMC.
pub fn empty(who: AccountId) {
	let dest = MultiAddress::Id(two());
	assert_ok!(act(who.clone(), pallet_balances::Call::transfer_all { dest, keep_alive: false }));
	assert_eq!(Balances::total_balance(&who), 0);
}

/// Two gives somebody DMC.
pub fn give(who: AccountId, value: Balance) {
	let dest = MultiAddress::Id(who);
	assert_ok!(act(two(), pallet_balances::Call::transfer_keep_alive { dest, value }));
}
