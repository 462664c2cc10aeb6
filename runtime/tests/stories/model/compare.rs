//! Comparison of chain and model.

use super::{
	chain::{holdings, id, who},
	compare_insurance::{claims, collected, insured, pool},
	compare_loans::{held, loans},
	compare_market::{lock, records},
	compare_staking::{budget, stakes},
	naive::{Outcome, Record, Rules, Series, State, Status, World},
};
use crate::world::{Balances, Calendar, Clock, HashrateNft, PerUnit, RiskEscrow, Runtime};
use dmex_primitives::MarketAverages as _;
use dmex_runtime::{Governance, Uniques};
use pallet_credits::Credits;
use pallet_democracy::{ReferendumInfo, ReferendumInfoOf};
use pallet_governance::{Averages, Disputed};
use pallet_hashrate_nft::Certificates;
use pallet_miner_registry::{ApplicationStatus, Applications, Capacities, Miners};
use pallet_risk_escrow::{Ledgers, Payouts, SeriesLedger, SeriesRules, SeriesState};
use std::collections::BTreeMap;
use std::fmt::Debug;

pub type Check = Result<(), String>;

pub fn same<T: PartialEq + Debug>(what: impl Fn() -> String, chain: T, model: T) -> Check {
	match chain == model {
		true => Ok(()),
		false => Err(format!("{}: on the chain {chain:?}, in the model {model:?}", what())),
	}
}

/// The days and averages, from which money follows, every balance, and the votes.
pub fn compare(world: &World) -> Check {
	days(world)?;
	money(world)?;
	votes(world)
}

/// What can be proved against miners, and what stakes earn: that changes with each day.
pub fn compare_conditions(world: &World) -> Check {
	stakes(world)?;
	(0..world.series.len()).try_for_each(|series| {
		condition(world, series).map_err(|error| format!("series {series}: {error}"))
	})
}

fn condition(world: &World, index: usize) -> Check {
	let (series, found) = (&world.series[index], RiskEscrow::condition(index as u32));
	let Some((found, ledger)) = found.zip(series.ledger.as_ref()) else { return Ok(()) };
	let open = ledger.state == State::Open;
	let provable = open && !world.breaches(index).is_empty();
	same(|| "breach".into(), found.breach.is_some(), provable)?;
	let overdue = world.overdue(index).filter(|_| !series.is_terminated()).unwrap_or_default();
	same(|| "overdue".into(), (found.late, found.overdue), (overdue >= 2, overdue))?;
	let late = ledger.days.iter().filter(|day| day.late && !day.struck).count();
	same(|| "late days".into(), found.late_days as usize, late)?;
	let window = ledger.window(ledger.settled_through);
	let late = window.iter().filter(|day| day.late).count();
	let counts = (found.window.days as usize, found.window.late as usize);
	same(|| "days and late days of the window".into(), counts, (window.len(), late))?;
	let sums = (found.window.paid, found.window.expected);
	let paid = window.iter().map(|day| day.counted()).sum();
	let expected = window.iter().map(|day| day.expected).sum();
	same(|| "sums of the window".into(), sums, (paid, expected))
}

/// Everything else: applications, miners, the market, series, certificates.
pub fn compare_records(world: &World) -> Check {
	applications(world)?;
	miners(world)?;
	records(world)?;
	loans(world)?;
	claims(world)?;
	for series in 0..world.series.len() {
		ledger(world, series).map_err(|error| format!("series {series}: {error}"))?;
		certificates(&world.series[series], series as u32)?;
	}
	let queued = Payouts::<Runtime>::iter_keys().count();
	same(|| "payouts to come".into(), queued, world.payouts.len())
}

fn money(world: &World) -> Check {
	for ((who, asset), amount) in holdings() {
		same(|| format!("{asset:?} of {who}"), amount, world.bank.of(who, &asset))?;
	}
	same(|| "issuance".into(), Balances::total_issuance(), world.issuance())?;
	credits(world)?;
	held(world)?;
	budget(world)?;
	pool(world)
}

/// Payments that wait for their payees, at each custodian.
fn credits(world: &World) -> Check {
	let credits = Credits::<Runtime>::iter()
		.map(|((payee, asset, custodian), amount)| ((who(&payee), asset, who(&custodian)), amount));
	same(|| "credits".into(), credits.collect(), world.credits.clone())
}

fn days(world: &World) -> Check {
	let today = world.today();
	same(|| "today".into(), Calendar::today(), today)?;
	let opened = Calendar::live_days(today - 1);
	same(|| "live days".into(), opened, world.calendar.live_days_by_now())?;
	for network in 0..2 {
		let market = &world.markets[network as usize];
		for day in today - 3..today {
			let (average, disputed) =
				(Averages::<Runtime>::get(network, day), Disputed::<Runtime>::get(network, day));
			let inner = (average.map(PerUnit::into_inner), disputed.map(PerUnit::into_inner));
			let model = (market.published.get(&day).copied(), market.disputed.get(&day).copied());
			same(|| format!("average of {network} on {day}"), inner, model)?;
			let struck = Governance::is_struck(network, day);
			let model = world.is_struck(network as usize, day);
			same(|| format!("whether {network} on {day} was struck out"), struck, model)?;
		}
		let latest = Governance::latest(network).map(PerUnit::into_inner);
		same(|| format!("latest of {network}"), latest, Some(world.latest(network as usize)))?;
		let zero_days = Governance::zero_days(network);
		same(|| format!("zero days of {network}"), zero_days, world.zero_days(network as usize))?;
	}
	Ok(())
}

fn votes(world: &World) -> Check {
	for (index, vote) in world.votes.iter().enumerate() {
		let (outcome, end) = match ReferendumInfoOf::<Runtime>::get(index as u32) {
			Some(ReferendumInfo::Ongoing(status)) => (Outcome::Ongoing, status.end),
			Some(ReferendumInfo::Finished { approved: true, end }) => (Outcome::Passed, end),
			Some(ReferendumInfo::Finished { approved: false, end }) => (Outcome::Failed, end),
			None => (Outcome::Cancelled, vote.end),
		};
		same(|| format!("vote {index}"), (outcome, end), (vote.outcome, vote.end))?;
	}
	same(
		|| "votes".into(),
		pallet_democracy::ReferendumCount::<Runtime>::get() as usize,
		world.votes.len(),
	)
}

fn applications(world: &World) -> Check {
	let next = pallet_miner_registry::NextApplicationId::<Runtime>::get();
	same(|| "applications".into(), next as usize, world.applications.len())?;
	for (index, application) in world.applications.iter().enumerate() {
		let record = Applications::<Runtime>::get(index as u32).ok_or("no application")?;
		let status = match record.status {
			ApplicationStatus::Voting => Status::Voting,
			ApplicationStatus::Approved => Status::Approved,
			ApplicationStatus::Rejected => Status::Rejected,
			ApplicationStatus::Withdrawn => Status::Withdrawn,
			ApplicationStatus::Closed => Status::Closed,
		};
		same(|| format!("application {index}"), status, application.status)?;
		let capacity = Capacities::<Runtime>::get(index as u32);
		let sums = capacity.map(|c| (c.pledged, (c.live, c.required, c.series)));
		let open = status == Status::Approved;
		let model = open.then(|| (application.pledged, world.usage(index)));
		same(|| format!("capacity of application {index}"), sums, model)?;
	}
	Ok(())
}

fn miners(world: &World) -> Check {
	for miner in 0..8 {
		let record = Miners::<Runtime>::get(id(miner));
		let known = Record {
			settled: record.days_settled,
			paid: record.days_paid,
			late: record.days_late,
			underpaid: record.days_underpaid,
			breaches: record.breaches,
			slashes: record.slashes,
			defaulted: record.defaulted,
			banned: record.banned,
			cooldown_expires_on: record.cooldown_expires_on,
		};
		same(|| format!("miner {miner}"), known, world.record_of(miner))?;
		let frozen = world.frozen_series(miner);
		same(|| format!("frozen series of {miner}"), record.frozen_series as usize, frozen)?;
	}
	Ok(())
}

fn state(state: SeriesState) -> State {
	match state {
		SeriesState::Open => State::Open,
		SeriesState::Frozen(freeze) => State::Frozen {
			breach: freeze.cause == pallet_risk_escrow::FreezeCause::Breach,
			since: freeze.since,
			cutoff: freeze.cutoff,
			vote: freeze.referendum.map(|index| index as usize),
		},
		SeriesState::Terminated(ended) => State::Terminated {
			since: ended.since,
			on: ended.on,
			cutoff: ended.cutoff,
			certificates: ended.certificates,
			slash: ended.slash,
		},
	}
}

fn ledger(world: &World, index: usize) -> Check {
	let series = &world.series[index];
	let deposit = HashrateNft::deposit_of(index as u32);
	same(|| "deposit".into(), deposit, series.series_deposit)?;
	let terms = HashrateNft::terms_of(index as u32);
	same(|| "removed".into(), terms.is_none(), series.removed)?;
	let Some(terms) = terms else { return Ok(()) };
	let flags = (terms.frozen, terms.terminated);
	same(|| "flags".into(), flags, (series.is_frozen(), series.is_terminated()))?;
	let counts = HashrateNft::counts_of(index as u32).ok_or("no counts")?;
	let minted = series.certificates.len() as u32;
	same(|| "minted".into(), counts.minted, minted)?;
	same(|| "live".into(), u64::from(counts.live()), series.live())?;
	let stored = Ledgers::<Runtime>::get(index as u32);
	same(|| "sold ever".into(), stored.is_some(), series.ledger.is_some())?;
	let Some((stored, ledger)) = stored.zip(series.ledger.as_ref()) else { return Ok(()) };
	same(|| "state".into(), state(stored.state), ledger.state)?;
	let SeriesLedger { progress, volume, clocks, custody, history, .. } = &stored;
	same(|| "settled through".into(), progress.settled_through, ledger.settled_through)?;
	same(|| "last end".into(), progress.last_end, ledger.last_end)?;
	same(|| "grace until".into(), clocks.grace_until, ledger.grace_until)?;
	same(|| "clock start".into(), clocks.clock_start, ledger.clock_start)?;
	same(|| "pending release".into(), custody.pending_release, ledger.pending_release)?;
	same(
		|| "underpaid streak".into(),
		u32::from(clocks.underpaid_streak),
		ledger.underpaid_streak,
	)?;
	same(|| "carry".into(), u128::from(progress.carry), ledger.carry)?;
	same(|| "last average".into(), progress.last_average.into_inner(), ledger.last_average)?;
	rules(&clocks.rules, &ledger.rules)?;
	insured(world, index, &stored)?;
	let underpaid = ledger.days.iter().filter(|day| day.underpaid).count();
	same(|| "underpaid days".into(), clocks.underpaid_days as usize, underpaid)?;
	let sold = series.certificates.iter().filter(|c| c.sold).count();
	same(|| "sold".into(), volume.sold as usize, sold)?;
	let freezes = (u32::from(history.freezes), history.frozen_days);
	same(|| "freezes".into(), freezes, (ledger.freezes, ledger.frozen_days))?;
	let settled = ledger.days.iter().map(|day| day.certificates).sum();
	same(|| "settled days".into(), volume.settled_cert_days, settled)
}

fn rules(stored: &SeriesRules, model: &Rules) -> Check {
	let SeriesRules { release, breach, underpaid_below } = stored;
	let parts = [release.full_from, release.window_cap, *underpaid_below, release.pool_part];
	let known =
		[model.full_from, model.window_cap, model.underpaid_below, model.pool_part_of_releases];
	same(|| "lines".into(), parts.map(|part| part.deconstruct()), known)?;
	let numbers = (breach.late, breach.underpaid_streak, breach.late_paid);
	let known = (model.breach_late, model.breach_underpaid_streak, model.breach_late_paid);
	same(|| "limits".into(), numbers, known)
}

fn certificates(series: &Series, index: u32) -> Check {
	let mut stored: BTreeMap<_, _> = Certificates::<Runtime>::iter_prefix(index).collect();
	for (item, certificate) in series.certificates.iter().enumerate() {
		if certificate.burnt {
			continue;
		}
		let what = |of: &str| format!("{of} of {index}-{item}");
		let item = item as u32;
		let record = stored.remove(&item).ok_or_else(|| what("no record"))?;
		same(|| what("sold"), record.sold, certificate.sold)?;
		same(|| what("lock"), lock(record.lock), certificate.lock)?;
		collected(index, item, certificate)?;
		let owner = Uniques::owner(index, item).map(|owner| who(&owner));
		same(|| what("owner"), owner, Some(certificate.owner))?;
		let standing = RiskEscrow::standing(index, item);
		let known = standing.map(|s| {
			let held = s.entitlement;
			(s.start, s.deposit, held.due, held.unreleased, held.slashed, s.refunded)
		});
		let model = certificate.sold.then(|| {
			let kept = if certificate.refunded { 0 } else { series.unreleased(certificate) };
			let due = series.due(certificate);
			let slashed = series.slashed(certificate);
			(certificate.start, certificate.deposit, due, kept, slashed, certificate.refunded)
		});
		same(|| what("standing"), known, model)?;
	}
	same(|| format!("certificates of {index}"), stored.len(), 0)
}
