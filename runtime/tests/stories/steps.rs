//! The steps that stories are made of: each brings a thing into the state that its name says.

use crate::{people::*, world::*};
use dmex_primitives::{ApplicationId, Evidence, ItemId, Items, NetworkId, SeriesId, Units};
use frame_support::traits::fungible::Inspect;
use pallet_democracy::Conviction;
use pallet_miner_registry::{ApplicationRecord, ApplicationStatus, Disclosure, MinerKind};
use pallet_risk_escrow::SeriesLedger;
use sp_runtime::{DispatchResult, MultiAddress};

pub use crate::governing::*;
/// The stock assets of the stories, as the pallet of assets numbers them.
pub use dmex_runtime::genesis_config_presets::{BTC as COINS, USDT as DOLLARS};

/// The network whose hashrate the stories sell, and the asset of its income.
pub const NETWORK: NetworkId = 1;
pub const COIN: Asset = Asset::WithId(COINS);
/// The asset in which certificates are priced if not in DMC.
pub const DOLLAR: Asset = Asset::WithId(DOLLARS);
/// Vote that decides an application alone.
pub const DECISIVE: Balance = 200_000 * DMC;

/// Certificates that a miner sells in a story.
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
		act(self.miner.clone(), self.application())
	}

	pub fn application(&self) -> pallet_miner_registry::Call<Runtime> {
		pallet_miner_registry::Call::apply {
			network: NETWORK,
			disclosure: Box::new(disclosure()),
			total_units: self.quota * 2,
			effective_units: self.quota,
			expected_revenue: PerUnit::from_u32(50),
			payment_asset: self.payment.clone(),
			min_price_per_unit_day: self.floor,
		}
	}

	/// From the application to minted certificates; returns the series.
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

	/// From the application to certificates all listed at `price` for 90 days; returns the series.
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

pub fn disclosure() -> Disclosure {
	Disclosure {
		kind: MinerKind::Company,
		name: text("Mine and Sons"),
		location: text("Reykjavík"),
		node_id: text("pool/mine"),
		evidence_hash: [7; 32],
		uri: text("https://example.org/disclosure.pdf"),
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

pub fn conclude(id: ApplicationId) -> DispatchResult {
	act(nobody(), pallet_miner_registry::Call::conclude_application { application: id })
}

/// Two DMC holders vote for an application, the vote ends, and it is approved.
pub fn elect(id: ApplicationId) {
	let referendum = application(id).referendum;
	// A large quota starts with many nays.
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, 25 * DECISIVE));
	}
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
	let min_unreleased = 0;
	act(
		buyer.clone(),
		pallet_hashrate_market::Call::buy { series, items, max_total, min_unreleased },
	)
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

pub fn claim_income(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::claim_income { series, items: items(list) })
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

/// Anyone concludes the vote on a frozen series.
pub fn conclude_vote(series: SeriesId) -> DispatchResult {
	act(nobody(), pallet_risk_escrow::Call::conclude_vote { series })
}

/// The council declares an event at the miner's site.
pub fn declare_event(series: SeriesId) -> DispatchResult {
	council(pallet_risk_escrow::Call::freeze_for_event { series, evidence: evidence() })
}

pub fn evidence() -> Evidence {
	Evidence { hash: [9; 32], uri: text("https://example.org/flood.pdf") }
}

pub fn end_event(series: SeriesId) -> DispatchResult {
	council(pallet_risk_escrow::Call::end_event { series })
}

pub fn ledger(series: SeriesId) -> SeriesLedger {
	pallet_risk_escrow::Ledgers::<Runtime>::get(series).unwrap()
}

/// The oldest day of a series that is not settled.
pub fn unpaid(series: SeriesId) -> Day {
	ledger(series).progress.next_day().unwrap()
}

/// The vote on a frozen series.
pub fn referendum_on(series: SeriesId) -> u32 {
	ledger(series).state.freeze().unwrap().referendum.unwrap()
}

/// Income of a unit in a day in these steps, and of the two sold certificates of `mine`.
pub const AVERAGE: u32 = 50_000;
pub const EXPECTED: Balance = 1_000_000;

/// The price of a certificate of `mine`: the fee is 1,500,001.02, rounded up, and the deposit
/// sixty instalments and 40.
pub const PRICE: Balance = 150_000_102;
pub const DEPOSIT: Balance = 148_500_100;
pub const INSTALMENT: Balance = 2_475_001;

/// Certificates of `mine`.
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

/// The operators feed the average of yesterday unless it is known.
pub fn feed_yesterday() {
	let day = today() - 1;
	if !pallet_governance::Averages::<Runtime>::contains_key(NETWORK, day) {
		all_feed(NETWORK, day, AVERAGE);
	}
}

/// Ferdie pays day after day, each once its average is known.
pub fn pays(series: SeriesId, amounts: &[Balance]) {
	for amount in amounts {
		let day = unpaid(series);
		to_day(day + 1);
		feed_yesterday();
		assert_ok!(distribute(&ferdie(), series, day, &[*amount]));
	}
}

/// Ferdie pays all days of a series that are over and not paid, `amount` for each; returns their number.
pub fn catches_up(series: SeriesId, amount: Balance) -> u32 {
	feed_yesterday();
	let first = unpaid(series);
	let days: Vec<Day> = (first..today()).collect();
	for some in days.chunks(pallet_risk_escrow::MAX_DAYS as usize) {
		assert_ok!(distribute(&ferdie(), series, some[0], &vec![amount; some.len()]));
	}
	days.len() as u32
}

/// Go on until no payout is left. A block that a session or a vote fills pays nobody, so that it may
/// take another.
pub fn paid_out() {
	next_block();
	while pallet_risk_escrow::Payouts::<Runtime>::iter_keys().next().is_some() {
		next_block();
	}
}

/// Ferdie paid two days of `mine` and stopped eight live days ago. Returns the series and the first
/// day that is not paid.
pub fn stopped() -> (SeriesId, Day) {
	let series = mine();
	pays(series, &[EXPECTED; 2]);
	let day = unpaid(series);
	to_day(day + 9);
	(series, day)
}

/// The same, and the breach is reported. Returns the series and the referendum on it.
pub fn breached() -> (SeriesId, u32) {
	let (series, _) = stopped();
	assert_ok!(report(series));
	(series, referendum_on(series))
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

/// An account gives away all its DMC.
pub fn empty(who: AccountId) {
	let dest = MultiAddress::Id(two());
	assert_ok!(act(who.clone(), pallet_balances::Call::transfer_all { dest, keep_alive: false }));
	assert_eq!(Balances::total_balance(&who), 0);
}

/// Two gives an account DMC.
pub fn give(who: AccountId, value: Balance) {
	let dest = MultiAddress::Id(who);
	assert_ok!(act(two(), pallet_balances::Call::transfer_keep_alive { dest, value }));
}
