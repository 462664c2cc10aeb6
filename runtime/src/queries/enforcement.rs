//! The answers about miners that fail, and about what the chain holds for others.

use super::{counts, referendum};
use crate::{MinerRegistry, RiskEscrow, Runtime};
use alloc::vec::Vec;
use dmex_primitives::{Asset, Day, ItemId, SeriesId};
use dmex_runtime_api::*;
use pallet_risk_escrow::{
	Breach, Condition, Coverage, FreezeCause as Cause, PayoutRound, Positions,
	SeriesState as State, Standing,
};

/// What `SeriesInfo` tells of the miner's conduct. Nothing happened before the first sale.
pub struct Conduct {
	pub late: bool,
	pub overdue_days: u32,
	pub days_late: u32,
	pub days_low: u32,
	pub low_run: u32,
	pub window: WindowInfo,
	pub breach: Option<BreachInfo>,
	pub state: SeriesState,
	pub payout: Option<PayoutInfo>,
}

impl Conduct {
	/// Whether a vote ended it.
	pub fn is_terminated(&self) -> bool {
		matches!(self.state, SeriesState::Terminated(_))
	}

	fn unsold() -> Self {
		Self {
			late: false,
			overdue_days: 0,
			days_late: 0,
			days_low: 0,
			low_run: 0,
			window: WindowInfo::default(),
			breach: None,
			state: SeriesState::Open,
			payout: None,
		}
	}
}

/// How the miner of a series fares.
pub fn of(series: SeriesId) -> Conduct {
	let Some(condition) = RiskEscrow::condition(series) else { return Conduct::unsold() };
	let Condition { window, .. } = &condition;
	Conduct {
		late: condition.late,
		overdue_days: condition.overdue,
		days_late: condition.late_days,
		days_low: condition.low_days,
		low_run: condition.low_run.into(),
		window: WindowInfo {
			days: window.days,
			paid: window.paid,
			expected: window.expected,
			late: window.late,
		},
		breach: condition.breach.map(breach),
		state: state(&condition),
		payout: condition.payout.map(|round| payout(series, round)),
	}
}

fn breach(breach: Breach) -> BreachInfo {
	match breach {
		Breach::Late { open_days } => BreachInfo::Late { open_days },
		Breach::LowRun { days } => BreachInfo::LowRun { days },
		Breach::LowWindow { days, paid, expected } => {
			BreachInfo::LowWindow { days, paid, expected }
		},
		Breach::LateWindow { days } => BreachInfo::LateWindow { days },
	}
}

fn state(condition: &Condition) -> SeriesState {
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

fn payout(series: SeriesId, round: PayoutRound) -> PayoutInfo {
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

/// The share of a certificate in the slashed pledge; zero if there is none.
pub fn slash_share(series: SeriesId, item: ItemId, term: Day) -> u128 {
	let share = || {
		let ledger = RiskEscrow::ledger(series)?;
		let position = Positions::<Runtime>::get(series, item)?;
		position.slash_share(term, ledger.paid_through, &ledger.state.termination()?).ok()
	};
	share().unwrap_or_default()
}

/// What the chain's accounts hold, against what they must; nothing if a ledger is damaged.
pub fn solvency() -> Option<SolvencyInfo> {
	let escrow: Vec<_> = RiskEscrow::escrow_coverage()?.into_iter().map(coverage).collect();
	let income: Vec<_> = RiskEscrow::income_coverage()?.into_iter().map(coverage).collect();
	let custody = MinerRegistry::custody();
	let pledges = CoverageInfo {
		asset: Asset::Native,
		held: custody.held,
		due: custody.deposits.saturating_add(custody.pledges),
		holds: custody.holds(),
	};
	let holds = escrow.iter().chain(&income).all(|each| each.holds) && pledges.holds;
	Some(SolvencyInfo { holds, escrow, income, pledges })
}

fn coverage(coverage: Coverage) -> CoverageInfo {
	let holds = coverage.holds();
	let Coverage { asset, held, due } = coverage;
	CoverageInfo { asset, held, due, holds }
}
