//! The answers about the insurance pool: what it has, what is asked of it, and what it awards.

use super::{payment_assets, rate, referendum, text};
use crate::{configs::glue::RulesOfClaims, MinerRegistry, MutualInsurance, Runtime};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{Asset, ClaimId, Evidence, ItemId, SeriesId};
use dmex_runtime_api::*;
use frame_support::traits::Get;
use pallet_mutual_insurance::{
	Award, ClaimRules, ClaimStatus, NextClaimId, OpenVotes, Pool, Rates, Reserved, CAP_DAYS,
	MAX_INCIDENT_AGE,
};

/// The pool, its rules, and the claims of which something is still to happen.
pub fn insurance() -> InsuranceInfo {
	let live = MutualInsurance::live_claims().into_iter().take(MAX_PAGE as usize);
	InsuranceInfo {
		account: MutualInsurance::account(),
		pool: assets().into_iter().map(pool).collect(),
		rules: rules(),
		claims: live.filter_map(claim).collect(),
	}
}

/// DMC, what certificates are priced in and earn, and whatever else the pool keeps for others.
fn assets() -> BTreeSet<Asset> {
	let networks = MinerRegistry::networks().into_iter();
	core::iter::once(Asset::Native)
		.chain(payment_assets())
		.chain(networks.map(|(_, network)| network.reward_asset))
		.chain(Reserved::<Runtime>::iter_keys())
		.collect()
}

fn pool(asset: Asset) -> PoolInfo {
	let Pool { asset, balance, reserved, disposable, cap } = MutualInsurance::pool(asset);
	PoolInfo { asset, balance, reserved, disposable, cap }
}

fn rules() -> InsuranceRules {
	let ClaimRules { deposit, seed, max_open, award } = RulesOfClaims::get();
	InsuranceRules {
		deposit,
		seed,
		max_open,
		open_votes: OpenVotes::<Runtime>::get(),
		cap: rate(award.cap),
		cap_days: CAP_DAYS,
		collect_days: award.collect_days,
		incident_days: MAX_INCIDENT_AGE,
	}
}

pub fn claim(id: ClaimId) -> Option<ClaimInfo> {
	let record = MutualInsurance::claim(id)?;
	let set_aside = match record.status {
		ClaimStatus::Approved { set_aside, .. } => Some(set_aside),
		_ => None,
	};
	Some(ClaimInfo {
		claim: id,
		series: record.series,
		miner: record.miner,
		claimant: record.claimant,
		incident_day: record.incident_day,
		cause: text(&record.cause),
		evidence: evidence(&record.evidence),
		asset: record.asset,
		asked: record.asked,
		rates: rates(record.rates),
		deposit: record.deposit,
		filed_on: record.filed_on,
		status: status(&record.status),
		referendum: referendum(record.referendum),
		set_aside,
		loss: MutualInsurance::loss(id),
		award: record.status.award().map(award),
	})
}

fn evidence(evidence: &Evidence) -> EvidenceInfo {
	EvidenceInfo { hash: evidence.hash, uri: text(&evidence.uri) }
}

fn rates(rates: Rates) -> RatesInfo {
	let Rates { unit_day, payment, dmc } = rates;
	RatesInfo { unit_day, payment, dmc }
}

fn status(status: &ClaimStatus) -> ClaimState {
	match status {
		ClaimStatus::Voting => ClaimState::Voting,
		ClaimStatus::Approved { .. } => ClaimState::Approved,
		ClaimStatus::Awarded(_) => ClaimState::Awarded,
		ClaimStatus::Expired(_) => ClaimState::Expired,
		ClaimStatus::Rejected => ClaimState::Rejected,
		ClaimStatus::Void => ClaimState::Void,
	}
}

fn award(award: Award) -> AwardInfo {
	let Award { amount, paid, until, number, .. } = award;
	AwardInfo { amount, paid, until, number }
}

/// A page of all claims ever filed. Their ids are those from 0 to the last without a gap.
pub fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimsPage {
	let limit = limit.clamp(1, MAX_PAGE);
	let end = NextClaimId::<Runtime>::get();
	let first = cursor.map_or(0, |last| last.saturating_add(1));
	let next = first.saturating_add(limit).min(end);
	ClaimsPage {
		claims: (first..next).filter_map(claim).collect(),
		cursor: next.checked_sub(1).filter(|_| next < end),
	}
}

/// What a certificate gets, or got, of the awards of its series.
pub fn awards(series: SeriesId, item: ItemId) -> Vec<CertificateAward> {
	let award = |award| {
		let pallet_mutual_insurance::CertificateAward {
			claim,
			asset,
			collectable,
			collected,
			until,
		} = award;
		CertificateAward { claim, asset, collectable, collected, until }
	};
	MutualInsurance::awards_of(series, item).into_iter().map(award).collect()
}
