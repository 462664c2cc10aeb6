//! The answers about freezes, terminations and payouts, and about what the chain holds for others.

use super::referendum;
use crate::{
	CertificateLending, CertificateStaking, HashrateMarket, HashrateNft, MinerRegistry,
	MutualInsurance, RiskEscrow,
};
use alloc::vec::Vec;
use dmex_primitives::{SeriesId, Sweep};
use dmex_runtime_api::*;
use frame_support::traits::Defensive;
use pallet_risk_escrow::{Backings, CertificateStatus, SeriesState as State, SeriesStatus};

/// Whether a series is open, frozen or terminated.
pub fn state(condition: &SeriesStatus) -> SeriesState {
	match condition.state {
		State::Open => SeriesState::Open,
		State::Frozen(freeze) => SeriesState::Frozen(FreezeInfo {
			cause: freeze.cause,
			since: freeze.since,
			cutoff: freeze.cutoff,
			referendum: freeze.referendum.map(referendum),
			pending_release: condition.pending_release,
		}),
		State::Terminated(ended) => SeriesState::Terminated(TerminationInfo {
			cause: ended.cause,
			on: ended.on,
			cutoff: ended.cutoff,
			certificates: ended.certificates,
			slash: ended.slash,
		}),
	}
}

/// The progress of a payout.
pub fn payout(series: SeriesId, sweep: Sweep) -> PayoutInfo {
	let counts = HashrateNft::counts_of(series).defensive_unwrap_or_default();
	let certificates = counts.sold.saturating_sub(counts.retired);
	PayoutInfo { visited: sweep.visited, certificates, requeue: sweep.requeue }
}

/// The state of a certificate; `standing` is `None` for one that was never sold.
pub fn state_of(series: SeriesId, standing: Option<&CertificateStatus>) -> CertificateState {
	let Some(standing) = standing else { return CertificateState::Unsold };
	let ended = RiskEscrow::ledger(series).and_then(|ledger| ledger.state.termination());
	match ended {
		_ if standing.refunded => CertificateState::Refunded,
		Some(ended) if standing.end > ended.cutoff => CertificateState::Terminated,
		_ if standing.ended => CertificateState::Ended,
		_ => CertificateState::Active,
	}
}

/// What the chain's accounts hold, against what they must; `None` if a ledger is damaged.
pub fn solvency() -> Option<SolvencyInfo> {
	let infos = |accounts: Vec<Backing>| accounts.into_iter().map(BackingInfo::from).collect();
	let Backings { escrow, income } = RiskEscrow::backings()?;
	let (escrow, income): (Vec<_>, Vec<_>) = (infos(escrow), infos(income));
	let market: Vec<_> = infos(HashrateMarket::backing()?);
	let insurance: Vec<_> = infos(MutualInsurance::backing());
	let lending: Vec<_> = infos(CertificateLending::backing()?);
	let staking = BackingInfo::from(CertificateStaking::backing());
	let pledges = BackingInfo::from(MinerRegistry::backing());
	let series_deposits = BackingInfo::from(HashrateNft::backing());
	let lists = [&escrow, &income, &market, &insurance, &lending].into_iter().flatten();
	let holds = lists.chain([&staking, &pledges, &series_deposits]).all(|each| each.holds);
	Some(SolvencyInfo {
		holds,
		escrow,
		income,
		market,
		insurance,
		lending,
		staking,
		pledges,
		series_deposits,
	})
}
