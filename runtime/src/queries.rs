//! The answers of `DmexApi`, put together from what the pallets tell. Nothing here is used by a
//! call, so it may read as much as an answer needs.

mod enforcement;
mod insurance;
mod market;

pub use enforcement::solvency;
pub use insurance::{claim, claims, insurance};
pub use market::{listings, quote};

use crate::{
	parameters, AccountId, Calendar, HashrateMarket, HashrateNft, MinerRegistry, RiskEscrow,
	Runtime, Timestamp,
};
use alloc::{collections::BTreeMap, string::String, vec::Vec};
use dmex_primitives::{
	ApplicationId, Asset, CertificateView, Clock, Day, ItemId, Lock, NetworkId, SeriesId,
};
use dmex_runtime_api::*;
use pallet_democracy::{ReferendumInfo as Stored, ReferendumInfoOf};
use pallet_miner_registry::{ApplicationStatus, Applications, Capacity, Networks};
use pallet_risk_escrow::{DayFlags as Flags, SettledDay};
use sp_runtime::{FixedPointNumber, FixedU128, Permill};

pub fn protocol() -> ProtocolInfo {
	let described = parameters::describe().into_iter();
	ProtocolInfo {
		today: Calendar::today(),
		day_length: Calendar::day_length(),
		seconds_to_next_day: Calendar::ms_to_next_day(Timestamp::get()).div_ceil(1_000),
		stage: Stage::Launch,
		parameters: described.map(parameter).collect(),
		networks: MinerRegistry::networks().into_iter().map(|(id, n)| network(id, n)).collect(),
		payment_assets: payment_assets(),
	}
}

fn parameter(described: parameters::Described) -> ParameterInfo {
	let parameters::Described { name, value, minimum, maximum } = described;
	ParameterInfo { name, value, minimum, maximum }
}

fn payment_assets() -> Vec<Asset> {
	let mut assets = MinerRegistry::payment_assets();
	assets.sort();
	assets
}

fn network(id: NetworkId, record: pallet_miner_registry::NetworkRecord) -> NetworkInfo {
	NetworkInfo {
		id,
		symbol: text(&record.symbol),
		unit: text(&record.unit),
		reward_asset: record.reward_asset,
		pledge_per_unit_day: record.rates.pledge_per_unit_day,
		channel_fee_per_unit: record.rates.channel_fee_per_unit,
		min_payout: record.rates.min_payout,
		newest_average: newest_average(id),
	}
}

/// Looks back so many days from the last fed one, which may be disputed, for an average.
const LOOK_BACK: Day = 30;

fn newest_average(network: NetworkId) -> Option<DayAverage> {
	use pallet_governance::{Averages, LastFed};
	let last = LastFed::<Runtime>::get(network)?.day;
	(last.saturating_sub(LOOK_BACK)..=last).rev().find_map(|day| {
		Averages::<Runtime>::get(network, day).map(|value| DayAverage { day, value })
	})
}

pub fn miner(account: AccountId) -> Option<MinerInfo> {
	let pallet_miner_registry::MinerProfile { record, applications, pledged, required, .. } =
		MinerRegistry::miner(&account);
	if applications.is_empty() && record == Default::default() {
		return None;
	}
	let stored = |id| Applications::<Runtime>::get(id).map(|record| miner_application(id, &record));
	Some(MinerInfo {
		account,
		record: miner_record(&record),
		applications: applications.into_iter().filter_map(stored).collect(),
		pledge: pledged,
		required_pledge: required,
		coverage: coverage(pledged, required),
	})
}

fn miner_record(record: &pallet_miner_registry::MinerRecord) -> MinerRecord {
	MinerRecord {
		days_paid: record.paid_days,
		days_late: record.late_days,
		days_low: record.low_days,
		breaches: record.breaches,
		slashes: record.slashes,
		frozen_series: record.frozen_series,
		defaulted: record.defaulted,
		banned: record.banned,
	}
}

type ApplicationRecord = pallet_miner_registry::ApplicationRecord<AccountId>;

fn miner_application(id: ApplicationId, record: &ApplicationRecord) -> MinerApplication {
	let capacity = pallet_miner_registry::Capacities::<Runtime>::get(id);
	let (live_units, pledge, required_pledge) = used(capacity);
	MinerApplication {
		id,
		network: record.offer.network,
		state: state(record.status),
		effective_units: record.offer.effective_units,
		live_units,
		pledge,
		required_pledge,
		coverage: coverage(pledge, required_pledge),
	}
}

/// Live units, pledge and requirement of an application; nothing while it is not approved.
fn used(capacity: Option<Capacity>) -> (u64, u128, u128) {
	capacity.map_or((0, 0, 0), |capacity| (capacity.live, capacity.pledged, capacity.required))
}

fn coverage(pledged: u128, required: u128) -> Option<FixedU128> {
	FixedU128::checked_from_rational(pledged, required)
}

fn state(status: ApplicationStatus) -> ApplicationState {
	match status {
		ApplicationStatus::Voting => ApplicationState::Voting,
		ApplicationStatus::Approved => ApplicationState::Approved,
		ApplicationStatus::Rejected => ApplicationState::Rejected,
		ApplicationStatus::Withdrawn => ApplicationState::Withdrawn,
		ApplicationStatus::Closed => ApplicationState::Closed,
	}
}

pub fn application(id: ApplicationId) -> Option<ApplicationInfo> {
	let pallet_miner_registry::ApplicationInfo { record, capacity, .. } =
		MinerRegistry::application(id)?;
	let (live_units, pledge, required_pledge) = used(capacity);
	let voting = record.status == ApplicationStatus::Voting;
	Some(ApplicationInfo {
		id,
		network: record.offer.network,
		dossier: dossier(&record.dossier),
		total_units: record.offer.total_units,
		effective_units: record.offer.effective_units,
		live_units,
		expected_revenue: record.offer.expected_revenue,
		payment_asset: record.offer.payment_asset,
		min_price_per_unit_day: record.offer.min_price_per_unit_day,
		deposit: if voting { record.deposit } else { 0 },
		state: state(record.status),
		referendum: referendum(record.referendum),
		pledge,
		required_pledge,
		miner: record.miner,
	})
}

fn dossier(dossier: &pallet_miner_registry::Dossier) -> DossierInfo {
	use pallet_miner_registry::MinerKind::*;
	DossierInfo {
		kind: match dossier.kind {
			Company => MinerKind::Company,
			Individual => MinerKind::Individual,
		},
		name: text(&dossier.name),
		location: text(&dossier.location),
		node_id: text(&dossier.node_id),
		evidence_hash: dossier.evidence_hash,
		uri: text(&dossier.uri),
	}
}

fn referendum(index: u32) -> ReferendumInfo {
	let (outcome, end, tally) = match ReferendumInfoOf::<Runtime>::get(index) {
		Some(Stored::Ongoing(status)) => (Outcome::Ongoing, Some(status.end), Some(status.tally)),
		Some(Stored::Finished { approved: true, end }) => (Outcome::Approved, Some(end), None),
		Some(Stored::Finished { approved: false, end }) => (Outcome::Rejected, Some(end), None),
		None => (Outcome::Cancelled, None, None),
	};
	let tally = tally.map(|tally| {
		let pallet_democracy::Tally { ayes, nays, turnout } = tally;
		TallyInfo { ayes, nays, turnout }
	});
	ReferendumInfo { index, outcome, end, tally }
}

pub fn series(id: SeriesId) -> Option<SeriesInfo> {
	let terms = HashrateNft::terms_of(id)?;
	let ledger = RiskEscrow::ledger(id);
	let sums = ledger.as_ref().map(|l| (l.escrowed, l.income_held, l.waiting));
	let (escrowed, income_held, waiting) = sums.unwrap_or_default();
	let frozen = ledger.as_ref().map(|l| (l.freezes, l.frozen_days)).unwrap_or_default();
	let condition = RiskEscrow::condition(id).unwrap_or_default();
	let goes_on = condition.state.termination().is_none();
	let next_day = ledger.as_ref().filter(|_| goes_on).and_then(|ledger| ledger.next_day());
	Some(SeriesInfo {
		id,
		application: terms.application,
		miner: terms.miner,
		network: terms.network,
		units_per_certificate: terms.units,
		term_days: terms.term,
		payment_asset: terms.payment_asset,
		reward_asset: terms.reward_asset,
		min_price_per_unit_day: terms.min_price_per_unit_day,
		expected_revenue: terms.expected_revenue,
		pledge_rate: terms.pledge_rate,
		certificates: counts(id),
		active_units: RiskEscrow::active_units(id),
		paid_through: ledger.as_ref().map(|ledger| ledger.paid_through),
		next_day,
		late: condition.late,
		overdue_days: condition.overdue,
		days_late: condition.late_days,
		days_low: condition.low_days,
		low_run: condition.low_run.into(),
		window: enforcement::window(&condition.window),
		breach: condition.breach.map(enforcement::breach),
		state: enforcement::state(&condition),
		freezes: frozen.0.into(),
		frozen_days: frozen.1,
		payout: condition.payout.map(|round| enforcement::payout(id, round)),
		last_end: ledger.as_ref().map(|ledger| ledger.last_end),
		escrowed,
		income_held,
		waiting,
	})
}

fn counts(series: SeriesId) -> CertificateCounts {
	let counts = HashrateNft::counts_of(series).unwrap_or_default();
	let existing = counts.unsold.saturating_add(counts.sold);
	CertificateCounts {
		minted: counts.minted,
		unsold: counts.unsold,
		active: counts.sold.saturating_sub(counts.ended),
		ended: counts.ended,
		burnt: counts.minted.saturating_sub(existing).saturating_add(counts.retired),
	}
}

pub fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo> {
	let told = without_offers(series, item)?;
	Some(CertificateInfo { offers: Some(market::offers_for(&told)), ..told })
}

/// A certificate without what is offered for it, which may be much.
fn without_offers(series: SeriesId, item: ItemId) -> Option<CertificateInfo> {
	let terms = HashrateNft::terms_of(series)?;
	let held = <HashrateNft as CertificateView<AccountId>>::certificate(series, item)?;
	let standing = RiskEscrow::standing(series, item);
	let of = |read: fn(&pallet_risk_escrow::Standing) -> u128| standing.as_ref().map_or(0, read);
	let end_day = standing.as_ref().map(|standing| standing.end);
	Some(CertificateInfo {
		series,
		item,
		network: terms.network,
		owner: held.owner,
		state: enforcement::state_of(series, standing.as_ref()),
		units: terms.units,
		start_day: standing.as_ref().map(|standing| standing.start),
		end_day,
		lock: held.lock.map(lock),
		listing: market::listing(series, item, held.lock, end_day),
		auction: market::auction(held.lock),
		offers: None,
		payment_asset: terms.payment_asset,
		reward_asset: terms.reward_asset,
		claimable: of(|standing| standing.claimable),
		lifetime_income: of(|standing| standing.lifetime_income),
		deposit: of(|standing| standing.deposit),
		unreleased: of(|standing| standing.unreleased),
		slash_share: of(|standing| standing.slash_share),
		awards: insurance::awards(series, item),
	})
}

fn lock(lock: Lock) -> LockKind {
	match lock {
		Lock::Listed => LockKind::Listed,
		Lock::Auctioned(_) => LockKind::Auctioned,
		Lock::Collateral => LockKind::Collateral,
		Lock::Staked => LockKind::Staked,
	}
}

pub fn portfolio(account: AccountId, cursor: Option<Cursor>, limit: u32) -> PortfolioPage {
	use pallet_uniques::Account;
	let limit = limit.clamp(1, MAX_PAGE) as usize;
	let prefix = (account.clone(),);
	let owned = match cursor {
		None => Account::<Runtime>::iter_key_prefix(prefix),
		Some((series, item)) => {
			let last = Account::<Runtime>::hashed_key_for((account.clone(), series, item));
			Account::<Runtime>::iter_key_prefix_from(prefix, last)
		},
	};
	let mut ids: Vec<Cursor> = owned.take(limit.saturating_add(1)).collect();
	let more = ids.len() > limit;
	ids.truncate(limit);
	let cursor = if more { ids.last().copied() } else { None };
	let certificates: Vec<_> =
		ids.into_iter().filter_map(|(series, item)| without_offers(series, item)).collect();
	PortfolioPage {
		totals: totals(&certificates),
		certificates,
		credits: credits(&account),
		offers: market::offers(&account),
		cursor,
	}
}

/// What waits for an account because it could not be paid.
fn credits(account: &AccountId) -> Vec<CreditInfo> {
	let of = |from, credits: Vec<(Asset, u128)>| {
		credits.into_iter().map(move |(asset, amount)| CreditInfo { asset, amount, from })
	};
	of(CreditSource::Escrow, RiskEscrow::credits(account))
		.chain(of(CreditSource::Market, HashrateMarket::credits(account)))
		.collect()
}

fn totals(certificates: &[CertificateInfo]) -> Vec<AssetTotal> {
	let mut totals = BTreeMap::<Asset, AssetTotal>::new();
	let mut add = |asset: &Asset, claimable: u128, lifetime_income: u128, unreleased: u128| {
		let total = totals.entry(asset.clone()).or_insert_with(|| AssetTotal {
			asset: asset.clone(),
			claimable: 0,
			lifetime_income: 0,
			unreleased: 0,
		});
		total.claimable = total.claimable.saturating_add(claimable);
		total.lifetime_income = total.lifetime_income.saturating_add(lifetime_income);
		total.unreleased = total.unreleased.saturating_add(unreleased);
	};
	for held in certificates {
		add(&held.payment_asset, 0, 0, held.unreleased);
		add(&held.reward_asset, held.claimable, held.lifetime_income, 0);
	}
	totals.into_values().collect()
}

pub fn history(series: SeriesId, from: Day, to: Day) -> Option<Vec<DayInfo>> {
	let terms = HashrateNft::terms_of(series)?;
	let days = RiskEscrow::history(series, from, to).into_iter();
	Some(days.map(|settled| day(settled, terms.units)).collect())
}

fn day(settled: SettledDay, units: u64) -> DayInfo {
	let SettledDay { day, record, released } = settled;
	let flags = record.flags;
	DayInfo {
		day,
		units: units.saturating_mul(record.certificates.into()),
		paid: record.paid,
		average: (!flags.has(Flags::NO_AVERAGE)).then_some(record.average),
		released,
		flags: DayFlags {
			judged: flags.has(Flags::JUDGED),
			low: flags.has(Flags::LOW),
			late: flags.has(Flags::LATE),
			given_up: flags.has(Flags::GIVEN_UP),
			frozen: flags.has(Flags::FROZEN),
		},
	}
}

pub fn market_average(network: NetworkId, day: Day) -> Option<AverageInfo> {
	use pallet_governance::{Averages, Disputed};
	let known = Networks::<Runtime>::contains_key(network);
	known.then(|| AverageInfo {
		value: Averages::<Runtime>::get(network, day),
		disputed: Disputed::<Runtime>::get(network, day),
	})
}

/// A part as a decimal number.
fn rate(rate: Permill) -> FixedU128 {
	FixedU128::saturating_from_rational(rate.deconstruct(), 1_000_000)
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}
