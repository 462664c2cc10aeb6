//! Comparison of chain and model: the insurance pool.

use super::{
	chain::{who, ASSETS},
	compare::{same, Check},
	naive::{part, Award, Certificate, Claim, Rates, Series, Stage, Sweep, World, POOL},
};
use crate::world::{AccountId, Runtime};
use dmex_runtime::MutualInsurance;
use pallet_mutual_insurance::{
	ClaimStatus, Claims, LiveClaims, LiveCount, NextClaimId, OpenClaims, PayoutTurn, Reserved,
	TakenPlaces,
};
use pallet_risk_escrow::{Positions, SeriesLedger};
use std::collections::{BTreeMap, BTreeSet};

/// Amounts that the pool reserves and could award.
pub fn pool(world: &World) -> Check {
	let reserved: BTreeMap<_, _> = Reserved::<Runtime>::iter().collect();
	let kept = ASSETS.into_iter().map(|asset| (world.reserved(&asset), asset));
	let kept = kept.filter(|(amount, _)| *amount > 0).map(|(amount, asset)| (asset, amount));
	same(|| "reserved by the pool".into(), reserved, kept.collect())?;
	for asset in ASSETS {
		let pool = MutualInsurance::pool(asset.clone());
		let (balance, available) = (world.bank.of(POOL, &asset), world.available(&asset));
		let of_all = world.headroom(None, &asset, world.rules.total_award_cap);
		let cap = part(world.rules.award_cap, available).min(of_all);
		let recent = world.awarded_lately(None, &asset);
		let found = (pool.balance, pool.available, pool.recent, pool.cap);
		let expected = (balance, available, recent, cap);
		same(|| format!("{asset:?} of the pool"), found, expected)?;
	}
	Ok(())
}

/// Claims, and how far their awards are paid.
pub fn claims(world: &World) -> Check {
	let next = NextClaimId::<Runtime>::get() as usize;
	same(|| "claims".into(), next, world.claims.len())?;
	for (id, model) in world.claims.iter().enumerate() {
		let stored = Claims::<Runtime>::get(id as u32).ok_or("no claim")?;
		let miner = (who(&stored.miner), world.series[model.series].miner);
		same(|| format!("miner of claim {id}"), miner.0, miner.1)?;
		same(|| format!("claim {id}"), claim(stored, model), model.clone())?;
	}
	let sweep =
		|stored: dmex_primitives::Sweep| Sweep { cursor: stored.cursor, visited: stored.visited };
	let live = LiveClaims::<Runtime>::iter().map(|(id, stored)| (id as usize, stored.map(sweep)));
	let sweeps = world.live_claims().into_iter().map(|id| (id, world.claims[id].sweep));
	same(|| "live claims".into(), live.collect::<BTreeMap<_, _>>(), sweeps.collect())?;
	same(|| "live".into(), LiveCount::<Runtime>::get() as usize, world.live_claims().len())?;
	let mut open = BTreeMap::new();
	for claim in world.claims.iter().filter(|claim| claim.stage == Stage::Voting) {
		if claim.claimant.is_some() {
			*open.entry(claim.series as u32).or_default() += 1;
		}
	}
	same(|| "places".into(), TakenPlaces::<Runtime>::get() as usize, open.len())?;
	same(|| "open claims".into(), OpenClaims::<Runtime>::iter().collect(), open)?;
	same(|| "last turn".into(), PayoutTurn::<Runtime>::get() as usize, world.payout_turn)?;
	world.live_claims().into_iter().try_for_each(|id| losses(world, id))
}

fn award(stored: pallet_mutual_insurance::Award) -> Award {
	Award {
		amount: stored.amount,
		paid: stored.paid,
		weight: stored.weight,
		uncovered: stored.uncovered.iter().map(|(last, open)| (*last, open.into_inner())).collect(),
		average: stored.average.into_inner(),
		number: stored.number.into(),
		approved_on: stored.approved_on,
		expires_on: stored.expires_on,
	}
}

/// A claim in the model's words. What the chain does not keep is the model's.
fn claim(stored: pallet_mutual_insurance::Claim<AccountId>, model: &Claim) -> Claim {
	let rates = stored.rates;
	Claim {
		series: stored.series as usize,
		claimant: stored.claimant.as_ref().map(who),
		deposit: stored.deposit,
		incident: stored.incident_day,
		asset: stored.asset,
		asked: stored.asked,
		rates: Rates {
			unit_day: rates.unit_day.into_inner(),
			payment: rates.payment.into_inner(),
			dmc: rates.dmc.into_inner(),
		},
		cap: stored.rules.cap.deconstruct(),
		total_cap: stored.rules.total_cap.deconstruct(),
		max_value: stored.rules.max_value,
		collect_days: stored.rules.collect_days,
		freezes: stored.freezes.into(),
		vote: stored.referendum as usize,
		stage: match stored.status {
			ClaimStatus::Voting => Stage::Voting,
			ClaimStatus::Approved { on, reserved } => Stage::Approved { on, reserved },
			ClaimStatus::Awarded(stored) => Stage::Awarded(award(stored)),
			ClaimStatus::Expired(stored) => Stage::Expired(award(stored)),
			ClaimStatus::Rejected => Stage::Rejected,
			ClaimStatus::Void => Stage::Void,
		},
		closed: model.closed,
		sweep: model.sweep,
	}
}

/// What of the loss of a claim is left, and each certificate's share.
fn losses(world: &World, id: usize) -> Check {
	let claim = &world.claims[id];
	if world.went_on(claim) {
		// Nobody needs it: the claim comes to nothing.
		return Ok(());
	}
	let over = world.series[claim.series].is_terminated();
	let loss = over.then(|| world.assess(&claim.request(), claim.max_value).loss);
	same(|| format!("loss of claim {id}"), MutualInsurance::loss(id as u32), loss)?;
	if world.ensure_collectable(id).is_err() {
		return Ok(());
	}
	for item in 0..world.series[claim.series].certificates.len() as u32 {
		let awards = MutualInsurance::awards_of(claim.series as u32, item);
		let found = awards.into_iter().find(|award| award.claim as usize == id);
		let share = world.share(id, item).ok().map(|(_, amount)| amount);
		let collectable = found.and_then(|award| award.collectable);
		same(|| format!("share of {item} in claim {id}"), collectable, share)?;
	}
	Ok(())
}

/// What the escrow knows of the claims for a series.
pub fn insured(world: &World, id: usize, stored: &SeriesLedger) -> Check {
	let of_series = || world.claims.iter().filter(|claim| claim.series == id);
	let open = of_series().filter(|claim| claim.stage.is_live()).count();
	let last = of_series().filter_map(|claim| claim.closed).max().unwrap_or_default();
	let claims = (stored.history.claims.open as usize, stored.history.claims.last);
	same(|| "open claims".into(), claims, (open, last))?;
	same(
		|| "instalments of days to come".into(),
		stored.volume.instalments_left,
		instalments_left(&world.series[id]),
	)
}

fn instalments_left(series: &Series) -> u128 {
	let settled = series.ledger.as_ref().map_or(0, |ledger| ledger.settled_through);
	let sold = series.certificates.iter().filter(|certificate| certificate.sold);
	sold.map(|c| series.instalment(c) * u128::from(c.days_left(settled))).sum()
}

/// The awards that were collected for a certificate.
pub fn collected(series: u32, item: u32, certificate: &Certificate) -> Check {
	let bits = Positions::<Runtime>::get(series, item).map_or(0, |position| position.awards);
	let awards: BTreeSet<usize> = (0..16).filter(|award| bits >> award & 1 == 1).collect();
	same(|| format!("awards of {series}-{item}"), awards, certificate.awards.clone())
}
