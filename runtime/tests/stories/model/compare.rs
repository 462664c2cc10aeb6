//! What the chain and the model must say alike.

use super::{
	chain::{holdings, id, who},
	compare_insurance::{claims, collected, insured, pool},
	compare_market::{credits, lock, records},
	naive::{Outcome, Record, Rules, Series, State, Status, World},
};
use crate::world::*;
use dmex_runtime::Uniques;
use pallet_democracy::{ReferendumInfo, ReferendumInfoOf};
use pallet_governance::{Averages, Disputed};
use pallet_hashrate_nft::Certificates;
use pallet_miner_registry::{ApplicationStatus, Applications, Capacities, Miners};
use pallet_risk_escrow::{JudgingRules, Ledgers, Owed, Payouts, SeriesLedger, SeriesState};
use std::collections::BTreeMap;
use std::fmt::Debug;

pub type Check = Result<(), String>;

pub fn same<T: PartialEq + Debug>(what: impl Fn() -> String, chain: T, model: T) -> Check {
	match chain == model {
		true => Ok(()),
		false => Err(format!("{}: on the chain {chain:?}, in the model {model:?}", what())),
	}
}

/// Every balance, the days and averages, and the votes.
pub fn compare(world: &World) -> Check {
	money(world)?;
	days(world)?;
	votes(world)
}

/// What can be proved against miners, which changes with each day.
pub fn compare_conditions(world: &World) -> Check {
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
	let overdue = world.overdue(index).filter(|_| open).unwrap_or_default();
	same(|| "overdue".into(), (found.late, found.overdue), (overdue >= 2, overdue))?;
	let late = ledger.days.iter().filter(|day| day.late).count();
	same(|| "late days".into(), found.late_days as usize, late)?;
	let window = ledger.window(ledger.paid_through);
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
	let owed =
		Owed::<Runtime>::iter().map(|(account, asset, amount)| ((who(&account), asset), amount));
	same(|| "credits".into(), owed.collect::<BTreeMap<_, _>>(), world.owed.clone())?;
	credits(world)?;
	pool(world)
}

fn days(world: &World) -> Check {
	let today = world.today();
	same(|| "today".into(), Calendar::today(), today)?;
	let opened = Calendar::open_days(today - 1);
	same(|| "open days".into(), opened, world.calendar.opened_by_now())?;
	for network in 0..2 {
		let market = &world.markets[network as usize];
		for day in today - 3..today {
			let (average, disputed) =
				(Averages::<Runtime>::get(network, day), Disputed::<Runtime>::get(network, day));
			let inner = (average.map(PerUnit::into_inner), disputed.map(PerUnit::into_inner));
			let model = (market.published.get(&day).copied(), market.disputed.get(&day).copied());
			same(|| format!("average of {network} on {day}"), inner, model)?;
		}
	}
	Ok(())
}

fn votes(world: &World) -> Check {
	for (index, vote) in world.votes.iter().enumerate() {
		let outcome = match ReferendumInfoOf::<Runtime>::get(index as u32) {
			Some(ReferendumInfo::Ongoing(_)) => Outcome::Ongoing,
			Some(ReferendumInfo::Finished { approved: true, .. }) => Outcome::Passed,
			Some(ReferendumInfo::Finished { approved: false, .. }) => Outcome::Failed,
			None => Outcome::Cancelled,
		};
		same(|| format!("vote {index}"), outcome, vote.outcome)?;
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
			paid: record.paid_days,
			late: record.late_days,
			low: record.low_days,
			breaches: record.breaches,
			slashes: record.slashes,
			defaulted: record.defaulted,
			banned: record.banned,
			cooldown_until: record.cooldown_until,
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
			cut: freeze.cut,
			vote: freeze.referendum.map(|index| index as usize),
		},
		SeriesState::Terminated(ended) => State::Terminated {
			since: ended.since,
			on: ended.on,
			cut: ended.cut,
			days_left: ended.cert_days_left,
			slash: ended.slash,
		},
	}
}

fn ledger(world: &World, index: usize) -> Check {
	let series = &world.series[index];
	let terms = HashrateNft::terms_of(index as u32).ok_or("no series")?;
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
	let SeriesLedger { paid_through, last_end, fresh_after, clock_from, .. } = stored;
	same(|| "paid through".into(), paid_through, ledger.paid_through)?;
	same(|| "last end".into(), last_end, ledger.last_end)?;
	same(|| "fresh after".into(), fresh_after, ledger.fresh_after)?;
	same(|| "clock from".into(), clock_from, ledger.clock_from)?;
	same(|| "waiting".into(), stored.waiting, ledger.waiting)?;
	same(|| "low run".into(), u32::from(stored.low_run), ledger.low_run)?;
	same(|| "carry".into(), u128::from(stored.carry), ledger.carry)?;
	same(|| "reference".into(), stored.reference.into_inner(), ledger.reference)?;
	rules(&stored.rules, &ledger.rules)?;
	insured(world, index, &stored)?;
	let low = ledger.days.iter().filter(|day| day.low).count();
	same(|| "low days".into(), stored.low_days as usize, low)?;
	let sold = series.certificates.iter().filter(|c| c.sold).count();
	same(|| "sold".into(), stored.sold as usize, sold)?;
	let freezes = (u32::from(stored.freezes), stored.frozen_days);
	same(|| "freezes".into(), freezes, (ledger.freezes, ledger.frozen_days))?;
	let settled = ledger.days.iter().map(|day| day.certificates).sum();
	same(|| "settled days".into(), stored.settled_cert_days, settled)
}

fn rules(stored: &JudgingRules, model: &Rules) -> Check {
	let JudgingRules { release, breach, low_below } = stored;
	let parts = [release.full_from, release.window_cap, *low_below];
	let known = [model.full_from, model.window_cap, model.low_below];
	same(|| "lines".into(), parts.map(|part| part.deconstruct()), known)?;
	let numbers = (breach.late, breach.low_run, breach.late_paid);
	let known = (model.breach_late, model.breach_low_run, model.breach_late_paid);
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
		same(|| what("lock"), lock(record.lock)?, certificate.lock)?;
		collected(index, item, certificate)?;
		let owner = Uniques::owner(index, item).map(|owner| who(&owner));
		same(|| what("owner"), owner, Some(certificate.owner))?;
		let standing = RiskEscrow::standing(index, item);
		let known = standing.map(|s| (s.start, s.deposit, s.claimable, s.unreleased, s.refunded));
		let model = certificate.sold.then(|| {
			let kept = if certificate.refunded { 0 } else { series.unreleased(certificate) };
			let due = series.due(certificate);
			(certificate.start, certificate.deposit, due, kept, certificate.refunded)
		});
		same(|| what("standing"), known, model)?;
	}
	same(|| format!("certificates of {index}"), stored.len(), 0)
}
