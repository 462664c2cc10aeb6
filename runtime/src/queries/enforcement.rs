//! The answers about miners that fail, and about what the chain holds for others.

use super::{counts, referendum};
use crate::{HashrateMarket, MinerRegistry, MutualInsurance, RiskEscrow, Runtime};
use alloc::vec::Vec;
use dmex_primitives::{Asset, Coverage, SeriesId};
use dmex_runtime_api::*;
use pallet_risk_escrow::{
	breach::Window, Breach, Condition, FreezeCause as Cause, PayoutRound, Positions,
	SeriesState as State, Standing,
};

/// The judged days of a window.
pub fn window(window: &Window) -> WindowInfo {
	let Window { days, paid, expected, late } = *window;
	WindowInfo { days, paid, expected, late }
}

/// What can be reported.
pub fn breach(breach: Breach) -> BreachInfo {
	match breach {
		Breach::Late { open_days } => BreachInfo::Late { open_days },
		Breach::LowRun { days } => BreachInfo::LowRun { days },
		Breach::LowWindow { days, paid, expected } => {
			BreachInfo::LowWindow { days, paid, expected }
		},
		Breach::LateWindow { days } => BreachInfo::LateWindow { days },
	}
}

/// Whether a series goes on.
pub fn state(condition: &Condition) -> SeriesState {
	match condition.state {
		State::Open => SeriesState::Open,
		State::Frozen(freeze) => SeriesState::Frozen(FreezeInfo {
			cause: cause(freeze.cause),
			since: freeze.since,
			cut: freeze.cut,
			referendum: freeze.referendum.map(referendum),
			waiting: condition.waiting,
		}),
		State::Terminated(ended) => SeriesState::Terminated(TerminationInfo {
			cause: cause(ended.cause),
			on: ended.on,
			cut: ended.cut,
			slash: ended.slash,
			cert_days_left: ended.cert_days_left,
		}),
	}
}

fn cause(cause: Cause) -> FreezeCause {
	match cause {
		Cause::Breach => FreezeCause::Breach,
		Cause::Event => FreezeCause::Event,
	}
}

/// How far a payout has come.
pub fn payout(series: SeriesId, round: PayoutRound) -> PayoutInfo {
	let pending = match round.after {
		// Nothing is burnt before it begins.
		None => {
			let counts = counts(series);
			counts.minted.saturating_sub(counts.unsold).saturating_sub(counts.burnt)
		},
		Some(item) => {
			let after = Positions::<Runtime>::hashed_key_for(series, item);
			Positions::<Runtime>::iter_key_prefix_from(series, after).count() as u32
		},
	};
	let PayoutRound { looked, again, .. } = round;
	PayoutInfo { looked, of: looked.saturating_add(pending), pending, again }
}

/// Where a certificate stands; `standing` is nothing for one that was never sold.
pub fn state_of(series: SeriesId, standing: Option<&Standing>) -> CertificateState {
	let Some(standing) = standing else { return CertificateState::Unsold };
	let ended = RiskEscrow::ledger(series).and_then(|ledger| ledger.state.termination());
	match ended {
		_ if standing.refunded => CertificateState::Refunded,
		Some(ended) if standing.end > ended.cut => CertificateState::Terminated,
		_ if standing.ended => CertificateState::Ended,
		_ => CertificateState::Active,
	}
}

/// What the chain's accounts hold, against what they must; nothing if a ledger is damaged.
pub fn solvency() -> Option<SolvencyInfo> {
	let escrow: Vec<_> = RiskEscrow::escrow_coverage()?.into_iter().map(coverage).collect();
	let income: Vec<_> = RiskEscrow::income_coverage()?.into_iter().map(coverage).collect();
	let market: Vec<_> = HashrateMarket::coverage()?.into_iter().map(coverage).collect();
	let insurance: Vec<_> = MutualInsurance::coverage()?.into_iter().map(coverage).collect();
	let custody = MinerRegistry::custody();
	let pledges = CoverageInfo {
		asset: Asset::Native,
		held: custody.held,
		due: custody.deposits.saturating_add(custody.pledges),
		holds: custody.holds(),
	};
	let accounts = escrow.iter().chain(&income).chain(&market).chain(&insurance);
	let holds = pledges.holds && accounts.into_iter().all(|each| each.holds);
	Some(SolvencyInfo { holds, escrow, income, market, insurance, pledges })
}

fn coverage(coverage: Coverage) -> CoverageInfo {
	let holds = coverage.holds();
	let Coverage { asset, held, due } = coverage;
	CoverageInfo { asset, held, due, holds }
}
