//! What always holds between the insurance pool and its neighbours.

use crate::world::*;
use dmex_primitives::{ClaimId, Insured, InsuredCertificates, SeriesId};
use pallet_mutual_insurance::{
	actuary::{is_covered, share, Measure, Own, Recovery},
	Award, Awards, ClaimOf, ClaimStatus, Claims,
};
use pallet_risk_escrow::{Ledgers, Position, Positions};
use std::collections::BTreeMap;

/// The pool covers every approved award that is not paid, and every deposit.
pub fn check_pool() {
	let coverages = MutualInsurance::coverage().expect("the sums of the pool");
	assert!(coverages.iter().all(|coverage| coverage.holds()), "the pool is short: {coverages:?}");
}

/// What awards in an asset were paid up to now.
pub fn paid_by_the_pool(asset: &Asset) -> Balance {
	let awards = Claims::<Runtime>::iter_values().filter(|claim| claim.asset == *asset);
	awards.filter_map(|claim| Some(claim.status.award()?.paid)).sum()
}

/// The escrow keeps certificates for as many claims as are live, and the bits of certificates are
/// those of awards that covered them.
pub fn check_insurance() {
	check_pool();
	let mut live = BTreeMap::<SeriesId, u32>::new();
	for claim in Claims::<Runtime>::iter_values().filter(|claim| claim.status.is_live()) {
		*live.entry(claim.series).or_default() += 1;
	}
	for (series, ledger) in Ledgers::<Runtime>::iter() {
		let claims = live.remove(&series).unwrap_or_default();
		assert_eq!(ledger.claims.open, claims, "claims for {series}");
	}
	assert!(live.is_empty(), "claims for what was never sold: {live:?}");
	for (series, item, position) in Positions::<Runtime>::iter() {
		check_bits(series, item, &position);
	}
	for (series, claims) in Awards::<Runtime>::iter() {
		for claim in &claims {
			check_paid(series, &claims, *claim);
		}
	}
}

/// Each bit of a certificate stands for an award of its series that covers it.
fn check_bits(series: SeriesId, item: u32, position: &Position) {
	let claims = Awards::<Runtime>::get(series);
	for number in 0..u16::BITS as usize {
		if position.awards & 1 << number != 0 {
			let claim = claims.get(number).and_then(Claims::<Runtime>::get);
			let claim = claim.unwrap_or_else(|| panic!("{series}-{item} collected nothing"));
			assert!(is_covered(position.start, claim.incident_day), "{series}-{item}: not covered");
		}
	}
}

/// What was paid of a live award are the shares of those certificates that say so.
fn check_paid(series: SeriesId, claims: &[ClaimId], id: ClaimId) {
	let claim = Claims::<Runtime>::get(id).unwrap();
	let ClaimStatus::Awarded(award) = &claim.status else { return };
	let earlier: Vec<_> = claims[..award.number.into()].iter().map(|id| recovery(*id)).collect();
	let measure = measure_of(&claim);
	let paid: Balance = Positions::<Runtime>::iter_prefix(series)
		.filter(|(_, position)| award.is_in(position.awards))
		.map(|(item, _)| share_of(&measure, award, &earlier, series, item))
		.sum();
	assert_eq!(award.paid, paid, "paid of {id}");
}

fn recovery(claim: ClaimId) -> Recovery {
	let claim = Claims::<Runtime>::get(claim).unwrap();
	let award = claim.status.award().unwrap();
	Recovery { incident_day: claim.incident_day, asset: claim.asset, award }
}

fn measure_of(claim: &ClaimOf<Runtime>) -> Measure {
	let series = RiskEscrow::insured(claim.series).unwrap();
	Measure {
		units: series.units,
		payment_asset: series.payment_asset,
		reward_asset: series.reward_asset,
		average: series.average,
		asset: claim.asset.clone(),
		rates: claim.rates,
	}
}

fn share_of(
	measure: &Measure,
	award: &Award,
	earlier: &[Recovery],
	series: SeriesId,
	item: u32,
) -> Balance {
	let certificate = RiskEscrow::insured_certificate(series, item).unwrap();
	let (start, cover) = (certificate.start, certificate.cover);
	share(measure, award, earlier, &Own { start, cover, slash_share: certificate.slash_share })
}
