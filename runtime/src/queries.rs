//! The answers of `DmexApi`, put together from what the pallets tell. No call uses them, so they
//! may read whatever an answer needs.

mod enforcement;
mod insurance;
mod lending;
mod market;
mod portfolio;
mod staking;

pub use enforcement::solvency;
pub use insurance::{claim, claims, insurance};
pub use lending::{loan, loans};
pub use market::{listings, quote};
pub use portfolio::portfolio;
pub use staking::staking;

use crate::{
	constants::market::series_deposit, parameters, AccountId, Calendar, Governance, HashrateNft,
	MinerRegistry, MutualInsurance, RiskEscrow, Runtime, Timestamp,
};
use alloc::vec::Vec;
use dmex_primitives::{
	ApplicationId, Asset, Balance, CertificateView, Clock, Day, DayValue, ItemId, Lock, NetworkId,
	SeriesId, Units,
};
use dmex_runtime_api::*;
use frame_support::traits::Defensive;
use pallet_democracy::{ReferendumInfo as Stored, ReferendumInfoOf};
use pallet_governance::stage::Stage as GovernanceStage;
use pallet_miner_registry::{Applications, Capacities, Capacity, Networks};
use pallet_risk_escrow::{DayFlags as Flags, SettledDay};
use sp_runtime::{FixedPointNumber, FixedU128, Permill};

/// The clock, the rules, the networks and the payment assets.
pub fn protocol() -> ProtocolInfo {
	ProtocolInfo {
		today: Calendar::today(),
		day_length: Calendar::day_length(),
		seconds_to_next_day: Calendar::ms_to_next_day(Timestamp::get()).div_ceil(1_000),
		stage: match Governance::stage() {
			GovernanceStage::Launch => Stage::Launch,
			GovernanceStage::Community { .. } => Stage::Community,
		},
		hand_over_from: Governance::hand_over_from(),
		parameters: parameters::describe(),
		networks: MinerRegistry::networks().into_iter().map(|(id, n)| network(id, n)).collect(),
		payment_assets: payment_assets(),
		application_deposit: MinerRegistry::deposit_due(),
		series_deposit: series_deposit(0),
		series_deposit_per_day: series_deposit(1).saturating_sub(series_deposit(0)),
	}
}

fn payment_assets() -> Vec<Asset> {
	let mut assets = MinerRegistry::payment_assets();
	assets.sort();
	assets
}

fn network(id: NetworkId, record: pallet_miner_registry::NetworkRecord) -> NetworkInfo {
	use pallet_governance::{Histories, NetworkSettings};
	let settings = NetworkSettings::<Runtime>::get(id);
	let history = Histories::<Runtime>::get(id);
	NetworkInfo {
		id,
		symbol: record.symbol,
		unit: record.unit,
		reward_asset: record.reward_asset,
		pledge_per_unit_day: record.rates.pledge_per_unit_day,
		channel_fee_per_unit: record.rates.channel_fee_per_unit,
		min_payout: record.rates.min_payout,
		closed: record.closed,
		max_change: settings.as_ref().map_or(0, |settings| settings.max_change),
		opening_average: settings.map(|settings| settings.opening).unwrap_or_default(),
		newest_average: history.latest().map(|DayValue { day, value }| DayAverage { day, value }),
		zero_days: history.zero_days(),
	}
}

/// A miner with its applications.
pub fn miner(account: AccountId) -> Option<MinerInfo> {
	let profile = MinerRegistry::miner(&account);
	let pallet_miner_registry::MinerProfile { record, applications, pledged, required, .. } =
		profile;
	if applications.is_empty() && record == Default::default() && profile.identity.is_none() {
		return None;
	}
	let stored = |id| Applications::<Runtime>::get(id).map(|record| miner_application(id, &record));
	Some(MinerInfo {
		account,
		record,
		applications: applications.into_iter().filter_map(|id| stored(id).defensive()).collect(),
		pledge: pledged,
		required_pledge: required,
		pledge_ratio: ratio(pledged, required),
		identity: profile.identity,
		identity_banned: profile.identity_banned,
	})
}

type ApplicationRecord = pallet_miner_registry::ApplicationRecord<AccountId>;

fn miner_application(id: ApplicationId, record: &ApplicationRecord) -> MinerApplication {
	let (live_units, pledge, required_pledge) = used(id);
	MinerApplication {
		id,
		network: record.offer.network,
		state: record.status,
		effective_units: record.offer.effective_units,
		live_units,
		pledge,
		required_pledge,
		pledge_ratio: ratio(pledge, required_pledge),
	}
}

/// Live units, pledge and required pledge of an application; all zero while it is not approved.
fn used(id: ApplicationId) -> (Units, Balance, Balance) {
	let used = |Capacity { live, pledged, required, .. }| (live, pledged, required);
	Capacities::<Runtime>::get(id).map_or((0, 0, 0), used)
}

fn ratio(pledged: Balance, required: Balance) -> Option<FixedU128> {
	FixedU128::checked_from_rational(pledged, required)
}

/// An application with its vote.
pub fn application(id: ApplicationId) -> Option<ApplicationInfo> {
	let record: ApplicationRecord = Applications::<Runtime>::get(id)?;
	let (live_units, pledge, required_pledge) = used(id);
	let voting = record.status == ApplicationStatus::Voting;
	Some(ApplicationInfo {
		id,
		network: record.offer.network,
		disclosure: record.disclosure,
		total_units: record.offer.total_units,
		effective_units: record.offer.effective_units,
		live_units,
		expected_revenue: record.offer.expected_revenue,
		payment_asset: record.offer.payment_asset,
		min_price_per_unit_day: record.offer.min_price_per_unit_day,
		deposit: if voting { record.deposit } else { 0 },
		state: record.status,
		referendum: referendum(record.referendum),
		pledge,
		required_pledge,
		miner: record.miner,
	})
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

/// A series with its ledger.
pub fn series(id: SeriesId) -> Option<SeriesInfo> {
	let terms = HashrateNft::terms_of(id)?;
	let ledger = RiskEscrow::ledger(id);
	let condition = RiskEscrow::condition(id).unwrap_or_default();
	let progress = ledger.as_ref().map(|ledger| ledger.progress);
	let custody = ledger.as_ref().map(|ledger| ledger.custody).unwrap_or_default();
	let history = ledger.as_ref().map(|ledger| ledger.history).unwrap_or_default();
	let goes_on = condition.state.termination().is_none();
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
		series_deposit: HashrateNft::deposit_of(id),
		certificates: counts(id),
		active_units: RiskEscrow::active_units(id),
		settled_through: progress.map(|progress| progress.settled_through),
		next_day: progress.filter(|_| goes_on).and_then(|progress| progress.next_day()),
		late: condition.late,
		overdue_days: condition.overdue,
		days_late: condition.late_days,
		days_underpaid: condition.underpaid_days,
		underpaid_streak: condition.underpaid_streak.into(),
		window: condition.window,
		breach: condition.breach,
		state: enforcement::state(&condition),
		freezes: history.freezes.into(),
		frozen_days: history.frozen_days,
		payout: condition.payout.map(|sweep| enforcement::payout(id, sweep)),
		last_end: progress.map(|progress| progress.last_end),
		escrowed: custody.escrowed,
		income_held: custody.income_held,
		pending_release: custody.pending_release,
	})
}

fn counts(series: SeriesId) -> CertificateCounts {
	let counts = HashrateNft::counts_of(series).defensive_unwrap_or_default();
	let existing = counts.unsold.saturating_add(counts.sold);
	CertificateCounts {
		minted: counts.minted,
		unsold: counts.unsold,
		active: counts.sold.saturating_sub(counts.ended),
		ended: counts.ended,
		burnt: counts.minted.saturating_sub(existing).saturating_add(counts.retired),
	}
}

/// A certificate with the offers for it.
pub fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo> {
	let info = without_offers(series, item)?;
	Some(CertificateInfo { offers: Some(market::offers_for(&info)), ..info })
}

/// A certificate without the offers for it, which may be many.
fn without_offers(series: SeriesId, item: ItemId) -> Option<CertificateInfo> {
	let terms = HashrateNft::terms_of(series)?;
	let held = <HashrateNft as CertificateView<AccountId>>::certificate(series, item)?;
	let standing = RiskEscrow::standing(series, item);
	let entitlement = standing.as_ref().map(|standing| standing.entitlement).unwrap_or_default();
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
		lien: lending::lien(series, item),
		stake: staking::stake(series, item, held.lock),
		offers: None,
		payment_asset: terms.payment_asset,
		reward_asset: terms.reward_asset,
		claimable: entitlement.due,
		lifetime_income: entitlement.income,
		deposit: standing.as_ref().map_or(0, |standing| standing.deposit),
		unreleased: entitlement.unreleased,
		slashed: entitlement.slashed,
		awards: MutualInsurance::awards_of(series, item),
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

/// The settled days of a series.
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
			assessed: flags.has(Flags::ASSESSED),
			underpaid: flags.has(Flags::UNDERPAID),
			late: flags.has(Flags::LATE),
			struck: flags.has(Flags::STRUCK),
			written_off: flags.has(Flags::WRITTEN_OFF),
			frozen: flags.has(Flags::FROZEN),
		},
	}
}

/// The market average of a day.
pub fn market_average(network: NetworkId, day: Day) -> Option<AverageInfo> {
	use pallet_governance::{average::last_due, Averages, Disputed, Struck};
	let known = Networks::<Runtime>::contains_key(network);
	known.then(|| {
		let value = Averages::<Runtime>::get(network, day);
		let disputed = Disputed::<Runtime>::get(network, day);
		let state = if value.is_some() {
			AverageState::Known
		} else if disputed.is_some() {
			AverageState::Disputed
		} else if Struck::<Runtime>::contains_key(network, day) {
			AverageState::Struck
		} else if last_due(Calendar::today()).is_some_and(|due| day <= due) {
			AverageState::Never
		} else {
			AverageState::Pending
		};
		AverageInfo { state, value, disputed }
	})
}

/// A part of one as a decimal number.
fn rate(rate: Permill) -> FixedU128 {
	FixedU128::saturating_from_rational(rate.deconstruct(), 1_000_000)
}
