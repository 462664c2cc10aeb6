//! The list of our pallets, which are benchmarked, and what their benchmarks need of their
//! neighbours. Stock pallets keep the weights that their crates publish.

use crate::{
	configs::{filters::Unpausable, governance::TreasuryAccount, NativeAndAssets},
	constants::currency::DMC,
	parameters::governed,
	AccountId, AllPalletsWithSystem, Assets, Balance, Balances, Calendar, CertificateLending,
	CertificateStaking, Credits, Governance, HashrateMarket, HashrateNft, MinerRegistry,
	MutualInsurance, RiskEscrow, Runtime, RuntimeCall, RuntimeOrigin, RuntimeParameters, System,
	Timestamp,
};
use alloc::{boxed::Box, string::String, vec, vec::Vec};
use dmex_primitives::{
	ApplicationId, Asset, AuctionId, CertificateView, Clock, Day, DayValue, Escrow, ItemId, Lien,
	LoanId, Lock, Locks, Name, NetworkId, PayOrCredit, PerUnit, ReferendumIndex, SeriesId,
	SeriesTerms, Uri, MAX_UNITS,
};
use frame_benchmarking::{
	account, define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::{
	assert_ok,
	traits::{
		fungible, fungible::NativeOrWithId, fungibles, Bounded, Contains, Get, GetCallMetadata,
		StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
	},
	BoundedVec,
};
use pallet_democracy::{
	ReferendumCount, ReferendumInfo, ReferendumInfoOf, ReferendumStatus, Tally, VoteThreshold,
};
use pallet_governance::pauses::CallName;
use pallet_miner_registry::{Applications, Disclosure, MinerKind, Networks};
use pallet_oracle::{RawValues, TimestampedValue};
use pallet_risk_escrow::FreezeCause;

define_benchmarks!(
	[pallet_calendar, Calendar]
	[pallet_governance, Governance]
	[pallet_credits, Credits]
	[pallet_miner_registry, MinerRegistry]
	[pallet_hashrate_nft, HashrateNft]
	[pallet_risk_escrow, RiskEscrow]
	[pallet_hashrate_market, HashrateMarket]
	[pallet_mutual_insurance, MutualInsurance]
	[pallet_certificate_lending, CertificateLending]
	[pallet_certificate_staking, CertificateStaking]
);

pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

/// Something for the treasury to pay, and somebody to pay it to.
pub struct TreasuryArguments;
impl pallet_treasury::ArgumentsFactory<NativeOrWithId<u32>, AccountId> for TreasuryArguments {
	fn create_asset_kind(seed: u32) -> NativeOrWithId<u32> {
		NativeOrWithId::WithId(seed)
	}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		AccountId::from(seed)
	}
}

/// Brings the neighbours of the benchmarked pallet into the state that a benchmark starts from.
pub struct Neighbours;

/// Endowment of an account that needs enough DMC.
const PLENTY: Balance = 1_000_000 * DMC;
/// Pledge per unit and day: enough for a part of a certificate's to be slashed.
const PLEDGE: Balance = 1_000;
/// Minimum price per unit and day of the applications made here.
const MIN_PRICE: Balance = 1_000_000;

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// A text of full length that begins with `first`.
fn text(first: u8) -> Name {
	let mut text = vec![b'x'; 64];
	text[0] = first;
	BoundedVec::truncate_from(text)
}

/// A sufficient asset of the treasury's with a minimum balance of 1.
fn sound_asset(seed: u32) -> Asset {
	let id = 1_000 + seed;
	if !pallet_assets::Asset::<Runtime>::contains_key(id) {
		let owner = TreasuryAccount::get().into();
		assert_ok!(Assets::force_create(root(), id.into(), owner, true, 1));
	}
	Asset::WithId(id)
}

fn end_vote(referendum: ReferendumIndex, approved: bool) {
	let end = crate::System::block_number();
	let finished = ReferendumInfo::Finished { approved, end };
	ReferendumInfoOf::<Runtime>::insert(referendum, finished);
}

/// A network with texts of full length and low rates.
fn network() -> NetworkId {
	let known = Networks::<Runtime>::iter().find(|(_, network)| network.symbol == text(b'S'));
	if let Some((id, _)) = known {
		return id;
	}
	let id = Networks::<Runtime>::count();
	let reward = sound_asset(0);
	let symbol = text(b'S');
	let (unit, opening) = (text(b'u'), PerUnit::from_u32(1_000));
	let call =
		MinerRegistry::register_network(root(), symbol, unit, reward, PLEDGE, 1, 1, 200, opening);
	assert_ok!(call);
	id
}

/// A URI of full length.
fn uri() -> Uri {
	let mut uri = b"https://".to_vec();
	uri.resize(256, b'u');
	BoundedVec::truncate_from(uri)
}

/// All registrars have judged the identity of the account, the last one well, and it has texts of full
/// length.
fn attest(who: &AccountId, name: u32) {
	use pallet_identity::{
		legacy::{IdentityField, IdentityInfo},
		Data, IdentityOf, Judgement, RegistrarInfo, Registrars, Registration,
	};
	let text = |byte: u8| Data::Raw(BoundedVec::truncate_from(vec![byte; 32]));
	let most = <<Runtime as pallet_identity::Config>::MaxRegistrars as Get<u32>>::get();
	let fields = IdentityField::Legal as u64;
	let registrar = Some(RegistrarInfo { account: who.clone(), fee: 0, fields });
	let registrars = vec![registrar; most as usize];
	Registrars::<Runtime>::put(BoundedVec::truncate_from(registrars));
	let judgement = |index| match index {
		_ if index + 1 == most => (index, Judgement::KnownGood),
		_ => (index, Judgement::Reasonable),
	};
	let judgements = (0..most).map(judgement).collect();
	let info = IdentityInfo {
		additional: BoundedVec::truncate_from(vec![(text(b'x'), text(b'x')); 8]),
		legal: text(b'a'.saturating_add(name as u8)),
		display: text(b'x'),
		web: text(b'x'),
		riot: text(b'x'),
		email: text(b'x'),
		pgp_fingerprint: Some([7; 20]),
		image: text(b'x'),
		twitter: text(b'x'),
	};
	let judgements = BoundedVec::truncate_from(judgements);
	IdentityOf::<Runtime>::insert(who, Registration { judgements, deposit: 0, info });
}

/// An application of `miner` for the largest quota, approved and with plenty of pledge.
fn approved_application(miner: &AccountId) -> ApplicationId {
	let mint = <Balances as fungible::Mutate<AccountId>>::mint_into;
	assert_ok!(mint(miner, PLENTY));
	attest(miner, 0);
	let payment = sound_asset(1);
	assert_ok!(MinerRegistry::set_payment_asset(root(), payment.clone(), true));
	let disclosure = Disclosure {
		kind: MinerKind::Company,
		name: text(b'n'),
		location: text(b'l'),
		node_id: text(b'i'),
		evidence_hash: [7; 32],
		uri: uri(),
	};
	let application = pallet_miner_registry::NextApplicationId::<Runtime>::get();
	let signed = RuntimeOrigin::signed(miner.clone());
	assert_ok!(MinerRegistry::apply(
		signed.clone(),
		network(),
		Box::new(disclosure),
		MAX_UNITS,
		MAX_UNITS,
		PerUnit::from_inner(u64::MAX.into()),
		payment,
		MIN_PRICE,
	));
	let record = Applications::<Runtime>::get(application).expect("it was just made; qed");
	end_vote(record.referendum, true);
	assert_ok!(MinerRegistry::conclude_application(signed.clone(), application));
	assert_ok!(MinerRegistry::pledge(signed, application, 10 * DMC));
	application
}

/// A series of `miner` with certificates of one unit, unsold.
fn series(miner: &AccountId, term: u32, certificates: u32) -> SeriesId {
	let application = approved_application(miner);
	let series = pallet_hashrate_nft::NextSeriesId::<Runtime>::get();
	let signed = RuntimeOrigin::signed(miner.clone());
	assert_ok!(HashrateNft::create_series(signed.clone(), application, 1, term));
	assert_ok!(HashrateNft::mint(signed, series, certificates));
	series
}

/// Number of days before the running one that were live: more than a benchmark lets pass at once.
const LIVE_DAYS: Day = 200;

/// Make `day` the running day, by calendar and clock; the days before it were live.
fn set_today(day: Day) {
	pallet_calendar::Today::<Runtime>::put(day);
	for closed in day.saturating_sub(LIVE_DAYS)..day {
		pallet_calendar::LiveDays::<Runtime>::insert(closed, closed);
	}
	let now = u64::from(day).saturating_mul(Calendar::day_length());
	pallet_timestamp::Now::<Runtime>::put(now);
}

impl pallet_governance::BenchmarkHelper<RuntimeParameters, AccountId> for Neighbours {
	fn parameter() -> RuntimeParameters {
		RuntimeParameters::default()
	}

	fn set_today(day: Day) {
		set_today(day)
	}

	fn feed(networks: u32, operators: u32, value: DayValue) -> Vec<AccountId> {
		let mut members: Vec<AccountId> =
			(0..operators).map(|index| account("operator", index, 0)).collect();
		members.sort();
		let fed = TimestampedValue { value, timestamp: Timestamp::get() };
		for member in &members {
			for network in 0..networks {
				RawValues::<Runtime>::insert(member, network, fed);
			}
		}
		let stored = BoundedVec::truncate_from(members.clone());
		pallet_membership::Members::<Runtime, pallet_membership::Instance1>::put(stored);
		members
	}

	fn open_votes(referenda: u32) {
		let (end, threshold) = (System::block_number(), VoteThreshold::SuperMajorityApprove);
		for index in 0..referenda {
			let proposal = Bounded::Lookup { hash: Default::default(), len: index };
			let tally = Tally { ayes: 0, nays: 1, turnout: 1 };
			let status = ReferendumStatus { end, proposal, threshold, delay: 1, tally };
			ReferendumInfoOf::<Runtime>::insert(index, ReferendumInfo::Ongoing(status));
		}
		ReferendumCount::<Runtime>::put(referenda);
	}

	fn fund_treasury() -> Asset {
		let asset = sound_asset(0);
		let treasury = TreasuryAccount::get();
		assert_ok!(<NativeAndAssets as fungibles::Mutate<AccountId>>::mint_into(
			asset.clone(),
			&treasury,
			1_000
		));
		asset
	}

	fn pausable_call(index: u32) -> CallName {
		let names =
			|pallet| RuntimeCall::get_call_names(pallet).iter().map(move |call| (pallet, *call));
		let all = names("HashrateMarket").chain(names("Balances")).chain(names("Assets"));
		let bytes = |name: &str| BoundedVec::truncate_from(name.as_bytes().to_vec());
		all.map(|(pallet, call)| (bytes(pallet), bytes(call)))
			.filter(|call| !Unpausable::contains(call))
			.nth(index as usize)
			.expect("more than 32 of these calls can be paused; qed")
	}
}

impl pallet_credits::BenchmarkHelper for Neighbours {
	fn sound_asset(seed: u32) -> Asset {
		sound_asset(seed)
	}
}

impl pallet_miner_registry::BenchmarkHelper<AccountId> for Neighbours {
	fn attest(who: &AccountId, name: u32) {
		attest(who, name)
	}

	fn sound_asset(seed: u32) -> Asset {
		sound_asset(seed)
	}

	fn end_vote(referendum: ReferendumIndex, approved: bool) {
		end_vote(referendum, approved)
	}
}

impl pallet_hashrate_nft::BenchmarkHelper<AccountId> for Neighbours {
	fn approved_application() -> (ApplicationId, AccountId) {
		let miner = account("miner", 0, 0);
		(approved_application(&miner), miner)
	}
}

/// Allow the longest term that governance can.
fn allow_longest_term() {
	use crate::parameters::dynamic_params::series::{MaxTerm, Parameters};
	let longest = Parameters::MaxTerm(MaxTerm, Some(LONGEST_TERM));
	assert_ok!(Governance::set_parameter(root(), RuntimeParameters::Series(longest)));
}

impl pallet_risk_escrow::BenchmarkHelper for Neighbours {
	fn strike_average(network: NetworkId, day: Day) {
		let average = pallet_governance::Averages::<Runtime>::take(network, day);
		pallet_governance::Struck::<Runtime>::insert(network, day, average.unwrap_or_default());
	}

	fn end_income(network: NetworkId, days: u32) {
		let today = Calendar::today();
		for day in today.saturating_sub(days)..today {
			let value = PerUnit::default();
			pallet_governance::Averages::<Runtime>::insert(network, day, value);
			pallet_governance::Histories::<Runtime>::mutate(network, |history| {
				history.publish(DayValue { day, value })
			});
		}
	}

	fn lend(series: SeriesId, item: ItemId, asset: &Asset, debt: Balance, self_repaying: bool) {
		lend(series, item, asset, debt, self_repaying);
	}

	fn series(term: u32, certificates: u32) -> SeriesId {
		allow_longest_term();
		series(&account("miner", 0, 0), term, certificates)
	}

	fn set_today(day: Day) {
		set_today(day)
	}

	fn publish_average(network: NetworkId, day: Day) {
		let value = PerUnit::from_u32(1_000);
		pallet_governance::Averages::<Runtime>::insert(network, day, value);
	}

	fn end_vote(referendum: ReferendumIndex, approved: bool) {
		end_vote(referendum, approved)
	}
}

/// The day on which the market's benchmarks begin.
const FIRST_DAY: Day = 20_000;
/// Maximum term that governance can allow: certificates of a hundred days are sold in it.
const LONGEST_TERM: u32 = 540;
/// Income of a unit in a day.
const AVERAGE: u32 = 1_000_000_000;

/// Settle all days of a series that are over, by what its certificates of one unit are expected to earn.
fn settle_days(series: SeriesId, miner: &AccountId) {
	let ledger = pallet_risk_escrow::Ledgers::<Runtime>::get(series).expect("it was sold; qed");
	let first = ledger.progress.settled_through.saturating_add(1);
	let mut active = ledger.volume.active.certificates;
	let amounts = (first..Calendar::today()).map(|day| {
		let started = pallet_risk_escrow::Cohorts::<Runtime>::get(series, day).certificates;
		active = active.saturating_add(started);
		Balance::from(AVERAGE).saturating_mul(active.into())
	});
	let amounts = BoundedVec::truncate_from(amounts.collect());
	let miner = RuntimeOrigin::signed(miner.clone());
	assert_ok!(RiskEscrow::distribute(miner, series, first, amounts));
}

/// Let a day begin on which a certificate is sold, and settle the days before.
fn sell_on(day: Day, series: SeriesId, item: ItemId, to: &AccountId, terms: &Terms) {
	begin_day(day, terms);
	if item > 1 {
		settle_days(series, &terms.miner);
	}
	sell(series, item, to, terms);
}

/// Sell a certificate on the running day.
fn sell(series: SeriesId, item: ItemId, to: &AccountId, terms: &Terms) {
	let deposit = MIN_PRICE.saturating_mul(terms.term.into());
	let sales = [(item, deposit)];
	assert_ok!(<RiskEscrow as Escrow<AccountId>>::sell(series, to, &terms.miner, &sales));
}

/// Make `day` the running day; it has a market average.
fn begin_day(day: Day, terms: &Terms) {
	set_today(day);
	let average = PerUnit::from_u32(AVERAGE);
	pallet_governance::Averages::<Runtime>::insert(terms.network, day, average);
}

type Terms = SeriesTerms<AccountId>;

fn terms_of(series: SeriesId) -> Terms {
	<HashrateNft as CertificateView<AccountId>>::series(series).expect("it was made here; qed")
}

/// Money with which the miner of a series buys of itself and pays income.
fn fund_miner(terms: &Terms) {
	let mint = <NativeAndAssets as fungibles::Mutate<AccountId>>::mint_into;
	for asset in [terms.payment_asset.clone(), terms.reward_asset.clone()] {
		assert_ok!(mint(asset, &terms.miner, PLENTY));
	}
}

/// Begin a lien on a sold certificate, of a loan that lending does not know; returns the loan.
fn lend(
	series: SeriesId,
	item: ItemId,
	asset: &Asset,
	debt: Balance,
	self_repaying: bool,
) -> LoanId {
	let loan = pallet_hashrate_nft::Liens::<Runtime>::iter_keys().count() as LoanId;
	let creditor = CertificateLending::account();
	let lien = Lien { loan, creditor, asset: asset.clone(), debt, self_repaying };
	assert_ok!(<HashrateNft as Locks<AccountId>>::lock(series, item, Lock::Collateral));
	assert_ok!(<HashrateNft as dmex_primitives::Liens<AccountId>>::secure(series, item, lien));
	loan
}

impl pallet_hashrate_market::BenchmarkHelper<AccountId> for Neighbours {
	fn lend(series: SeriesId, item: ItemId, debt: Balance) -> LoanId {
		lend(series, item, &terms_of(series).payment_asset, debt, false)
	}

	fn series(miner: &AccountId, certificates: u32) -> (SeriesId, Balance) {
		set_today(FIRST_DAY);
		let term = governed::MaxTerm::get();
		let price = MIN_PRICE.saturating_mul(term.into());
		(series(miner, term, certificates), price)
	}

	fn sold(holders: &[AccountId], unsold: u32) -> (SeriesId, Balance) {
		set_today(FIRST_DAY);
		let miner = account("miner", 0, 0);
		let sold = holders.len() as u32;
		let series = series(&miner, governed::MaxTerm::get(), sold.saturating_add(unsold));
		let mut terms = terms_of(series);
		terms.term = LONGEST_TERM;
		pallet_hashrate_nft::Series::<Runtime>::insert(series, &terms);
		fund_miner(&terms);
		for (item, (holder, day)) in (0..).zip(holders.iter().zip(FIRST_DAY..)) {
			sell_on(day, series, item, holder, &terms);
		}
		begin_day(FIRST_DAY.saturating_add(sold), &terms);
		begin_day(FIRST_DAY.saturating_add(sold).saturating_add(1), &terms);
		settle_days(series, &miner);
		(series, MIN_PRICE.saturating_mul(LONGEST_TERM.into()))
	}

	fn set_today(day: Day) {
		set_today(day)
	}

	fn fund(series: SeriesId, who: &AccountId, amount: Balance) {
		let asset = terms_of(series).payment_asset;
		let mint = <NativeAndAssets as fungibles::Mutate<AccountId>>::mint_into;
		assert_ok!(mint(asset, who, amount));
		assert_ok!(mint(Asset::Native, who, PLENTY));
	}
}

/// Number of days from the first sale of an insured series to its freeze.
const SALE_DAYS: u32 = 31;

/// End a series as a vote does that proves a breach of today.
fn terminate(series: SeriesId, terms: &Terms) {
	let ledger = pallet_risk_escrow::Ledgers::<Runtime>::get(series);
	let mut ledger = ledger.expect("it was sold; qed");
	let today = Calendar::today();
	assert_ok!(ledger.freeze(FreezeCause::Breach, today, None));
	let freeze = ledger.state.freeze().expect("it was just frozen; qed");
	// Little, so that there is a loss.
	let pledge = terms.pledge(1).expect("one certificate has a pledge; qed");
	assert_ok!(ledger.terminate(&freeze, today, pledge));
	pallet_risk_escrow::Ledgers::<Runtime>::insert(series, ledger);
}

impl pallet_mutual_insurance::BenchmarkHelper<AccountId> for Neighbours {
	fn terminated(holders: &[AccountId], later: u32) -> SeriesId {
		set_today(FIRST_DAY);
		let first = holders.len() as u32;
		let all = first.saturating_add(later);
		let series = series(&account("miner", 0, 0), governed::MaxTerm::get(), all);
		let terms = terms_of(series);
		fund_miner(&terms);
		begin_day(FIRST_DAY, &terms);
		for (item, holder) in (0..).zip(holders) {
			sell(series, item, holder, &terms);
		}
		for (item, day) in (first..all).zip(FIRST_DAY.saturating_add(1)..) {
			begin_day(day, &terms);
			if item > first {
				settle_days(series, &terms.miner);
			}
			sell(series, item, &account("later", item, 0), &terms);
		}
		begin_day(FIRST_DAY.saturating_add(SALE_DAYS), &terms);
		terminate(series, &terms);
		series
	}

	fn lend(series: SeriesId, item: ItemId, asset: &Asset, debt: Balance) {
		lend(series, item, asset, debt, false);
	}

	fn forget_certificates(series: SeriesId) {
		let _ = pallet_risk_escrow::Positions::<Runtime>::clear_prefix(series, u32::MAX, None);
	}

	fn asset() -> Asset {
		sound_asset(2)
	}

	fn end_vote(referendum: ReferendumIndex, approved: bool) {
		end_vote(referendum, approved)
	}
}

impl pallet_certificate_staking::BenchmarkHelper<AccountId> for Neighbours {
	fn sold(holder: &AccountId, certificates: u32) -> SeriesId {
		let holders = vec![holder.clone(); certificates as usize];
		<Self as pallet_hashrate_market::BenchmarkHelper<AccountId>>::sold(&holders, 0).0
	}

	fn set_today(day: Day) {
		set_today(day)
	}
}

impl pallet_certificate_lending::BenchmarkHelper<AccountId> for Neighbours {
	fn sold(holder: &AccountId) -> SeriesId {
		let holders = [holder.clone()];
		<Self as pallet_hashrate_market::BenchmarkHelper<AccountId>>::sold(&holders, 0).0
	}

	fn set_today(day: Day) {
		set_today(day)
	}

	fn asset(index: u32) -> Asset {
		sound_asset(index.saturating_add(10))
	}

	fn bid(auction: AuctionId, amount: Balance) {
		let record = pallet_hashrate_market::Auctions::<Runtime>::get(auction);
		let asset = terms_of(record.expect("it was just opened; qed").series).payment_asset;
		let (bidder, market): (AccountId, _) = (account("bidder", 0, 0), HashrateMarket::account());
		let mint = <NativeAndAssets as fungibles::Mutate<AccountId>>::mint_into;
		assert_ok!(mint(Asset::Native, &bidder, PLENTY));
		assert_ok!(mint(asset.clone(), &bidder, amount));
		assert_ok!(mint(asset.clone(), &market, amount));
		let credit = <Credits as PayOrCredit<AccountId>>::credit;
		assert_ok!(credit(&market, &asset, &bidder, amount));
		assert_ok!(HashrateMarket::bid(RuntimeOrigin::signed(bidder), auction, amount, 0));
	}
}
