//! The answers about the insurance pool, its claims and awards.

use super::{payment_assets, rate, referendum};
use crate::{configs::glue::ClaimRules as Governed, MinerRegistry, MutualInsurance, Runtime};
use alloc::collections::BTreeSet;
use dmex_primitives::{Asset, ClaimId, MAX_INCIDENT_AGE};
use dmex_runtime_api::*;
use frame_support::traits::{Defensive, Get};
use pallet_mutual_insurance::{
	Award, ClaimRules, ClaimStatus, LiveCount, NextClaimId, Reserved, TakenPlaces, CAP_DAYS,
};
use sp_runtime::FixedU128;

/// The pool, its rules, and the live claims.
pub fn insurance() -> InsuranceInfo {
	let live = MutualInsurance::live_claims(MAX_PAGE).into_iter();
	InsuranceInfo {
		account: MutualInsurance::account(),
		pool: assets().into_iter().map(MutualInsurance::pool).collect(),
		rules: rules(),
		live_claims: LiveCount::<Runtime>::get(),
		claims: live.filter_map(|id| claim(id).defensive()).collect(),
	}
}

/// DMC, the payment and reward assets, and any other with something reserved.
fn assets() -> BTreeSet<Asset> {
	let networks = MinerRegistry::networks().into_iter();
	core::iter::once(Asset::Native)
		.chain(payment_assets())
		.chain(networks.map(|(_, network)| network.reward_asset))
		.chain(Reserved::<Runtime>::iter_keys())
		.collect()
}

fn rules() -> InsuranceRules {
	let ClaimRules { deposit, min_seed, seed_of_pool, max_open, award } = Governed::get();
	InsuranceRules {
		deposit,
		next_deposit: MutualInsurance::next_deposit(),
		min_seed,
		seed_of_pool,
		max_open,
		taken_places: TakenPlaces::<Runtime>::get(),
		cap: rate(award.cap),
		total_cap: rate(award.total_cap),
		max_value: FixedU128::from_rational(award.max_value.into(), 100),
		cap_days: CAP_DAYS,
		collect_days: award.collect_days,
		incident_days: MAX_INCIDENT_AGE,
	}
}

/// A claim with its vote.
pub fn claim(id: ClaimId) -> Option<ClaimInfo> {
	let record = MutualInsurance::claim(id)?;
	let reserved = match record.status {
		ClaimStatus::Approved { reserved, .. } => Some(reserved),
		_ => None,
	};
	Some(ClaimInfo {
		claim: id,
		series: record.series,
		miner: record.miner,
		claimant: record.claimant,
		incident_day: record.incident_day,
		cause: record.cause,
		evidence: record.evidence,
		asset: record.asset,
		asked: record.asked,
		rates: record.rates,
		deposit: record.deposit,
		filed_on: record.filed_on,
		status: status(&record.status),
		referendum: referendum(record.referendum),
		reserved,
		loss: MutualInsurance::loss(id),
		award: record.status.award().map(award),
	})
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
	let Award { amount, paid, expires_on, number, .. } = award;
	AwardInfo { amount, paid, expires_on, number }
}

/// A page of all claims ever filed. Their ids are those from 0 to the last without a gap.
pub fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimsPage {
	let limit = limit.clamp(1, MAX_PAGE);
	let end = NextClaimId::<Runtime>::get();
	let first = cursor.map_or(0, |last| last.saturating_add(1));
	let next = first.saturating_add(limit).min(end);
	ClaimsPage {
		claims: (first..next).filter_map(|id| claim(id).defensive()).collect(),
		cursor: next.checked_sub(1).filter(|_| next < end),
	}
}
