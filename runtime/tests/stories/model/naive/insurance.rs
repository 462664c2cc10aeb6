//! The insurance pool: what is given to it, claims, their votes, and what becomes of them.

use super::{
	awards::{big, rounded_up, Assessment},
	part, Asset, Award, Balance, Case, Day, Done, Fail, Outcome, Series, State, Sweep, Who, World,
	DMC, ONE_WHOLE, POOL,
};
use crate::world::EXISTENTIAL_DEPOSIT;
use std::collections::BTreeSet;

/// Maximum number of days from the incident to the freeze.
const MAX_INCIDENT_AGE: Day = 30;
/// Number of days over which awards for one miner are limited.
const CAP_DAYS: Day = 90;
/// Maximum number of awards of a series.
const MAX_AWARDS: usize = 16;
/// Nays of a vote on a claim for the whole pool.
const SEED_OF_POOL: Balance = 50_000_000 * DMC;

/// Rates by which a loss is assessed, in 10⁻¹⁸ of a base unit of the asset asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rates {
	pub unit_day: u128,
	pub payment: u128,
	pub dmc: u128,
}

/// What became of a claim.
#[derive(Clone, PartialEq, Debug)]
pub enum Stage {
	Voting,
	Approved { on: Day, reserved: Balance },
	Awarded(Award),
	Expired(Award),
	Rejected,
	Void,
}

impl Stage {
	/// Whether something is still to happen.
	pub fn is_live(&self) -> bool {
		matches!(self, Self::Voting | Self::Approved { .. } | Self::Awarded(_))
	}

	pub fn award(&self) -> Option<Award> {
		match self {
			Self::Awarded(award) | Self::Expired(award) => Some(award.clone()),
			_ => None,
		}
	}

	/// When it was approved, and what counts of it for its miner.
	pub fn counted(&self) -> Option<(Day, Balance)> {
		match self {
			Self::Approved { on, reserved } => Some((*on, *reserved)),
			_ => self.award().map(|award| (award.approved_on, award.amount)),
		}
	}
}

#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
	pub series: usize,
	/// Nobody if the council filed it.
	pub claimant: Option<Who>,
	pub deposit: Balance,
	pub incident: Day,
	pub asset: Asset,
	pub asked: Balance,
	pub rates: Rates,
	/// What was governed when it was filed.
	pub cap: u32,
	pub total_cap: u32,
	pub max_value: u32,
	pub collect_days: u32,
	/// Number of freezes of the series when it was filed.
	pub freezes: u32,
	pub vote: usize,
	pub stage: Stage,
	/// The day on which it was closed.
	pub closed: Option<Day>,
	/// While its award is paid out.
	pub sweep: Option<Sweep>,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Request {
	pub series: usize,
	pub incident: Day,
	pub cause: &'static str,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
}

/// The day on which a series was frozen that is frozen still, or over.
fn frozen_on(series: &Series) -> Result<Day, Fail> {
	match series.state() {
		State::Open => Err("NotFrozen"),
		State::Frozen { since, .. } | State::Terminated { since, .. } => Ok(since),
	}
}

fn fit(request: &Request, payment: &Asset) -> bool {
	let Rates { unit_day, payment: worth, dmc } = request.rates;
	let one_of_itself = request.asset != *payment || worth == ONE_WHOLE;
	let dmc_of_itself = request.asset != Asset::Native || dmc == ONE_WHOLE;
	let alike = *payment != Asset::Native || worth == dmc;
	unit_day > 0 && worth > 0 && dmc > 0 && one_of_itself && dmc_of_itself && alike
}

/// Filing.
impl World {
	pub fn contribute(&mut self, who: Who, asset: &Asset, amount: Balance) -> Done {
		if amount == 0 {
			return Err("ZeroAmount");
		}
		if !matches!(asset, Asset::Native | Asset::WithId(1 | 10 | 11 | 12)) {
			return Err("AssetNotAllowed");
		}
		self.bank.pay(asset, who, POOL, amount, *asset == Asset::Native)?;
		self.note(match asset {
			Asset::Native => "DMC are given to the pool",
			_ => "another asset is given to the pool",
		});
		Ok(())
	}

	pub fn file_claim(&mut self, claimant: Option<Who>, request: &Request) -> Done {
		let series = self.series.get(request.series).filter(|series| series.ledger.is_some());
		let series = series.ok_or("UnknownSeries")?.clone();
		if let Some(who) = claimant {
			let owns = |c: &&super::Certificate| !c.burnt && c.owner == who;
			if who == series.miner {
				return Err("IsMiner");
			}
			series.certificates.iter().find(owns).ok_or("NotHolder")?;
		}
		self.ensure_request(request, &series)?;
		let mut deposit = 0;
		if let Some(who) = claimant {
			deposit = self.claim_deposit(request.series)?;
			if deposit > self.rules.claim_deposit {
				self.note("a claim costs more: places are taken");
			}
			self.bank.pay(&Asset::Native, who, POOL, deposit, true)?;
		}
		if series.is_terminated() && !self.is_kept(request.series) {
			return Err("NotKept");
		}
		let seed = self.seed_of_claim(request);
		let vote = self.open_vote(Case::Claim(self.claims.len()), seed, false);
		self.claims.push(Claim {
			series: request.series,
			claimant,
			deposit,
			incident: request.incident,
			asset: request.asset.clone(),
			asked: request.amount,
			rates: request.rates,
			cap: self.rules.award_cap,
			total_cap: self.rules.total_award_cap,
			max_value: self.rules.max_value,
			collect_days: self.rules.collect_days,
			freezes: series.ledger.map_or(0, |ledger| ledger.freezes),
			vote,
			stage: Stage::Voting,
			closed: None,
			sweep: None,
		});
		self.note_filed(claimant, request.series);
		Ok(())
	}

	fn note_filed(&mut self, claimant: Option<Who>, series: usize) {
		self.note(match claimant {
			Some(_) => "a holder files a claim",
			None => "the council files a claim",
		});
		self.note(match self.series[series].state() {
			State::Terminated { .. } => "a claim for a series that is over",
			_ => "a claim for a frozen series",
		});
	}

	/// Nays of the vote on a claim: so much of those for the whole pool as it asks for of the pool.
	fn seed_of_claim(&self, request: &Request) -> Balance {
		let pool = self.available(&request.asset);
		let seed = match request.amount >= pool {
			true => SEED_OF_POOL,
			false => rounded_up(big(SEED_OF_POOL) * big(request.amount), big(pool)).as_u128(),
		};
		seed.max(self.rules.vote_seed)
	}

	/// The deposit of a holder for a claim, if there is a place for it.
	fn claim_deposit(&self, series: usize) -> Result<Balance, Fail> {
		let voting = |claim: &&Claim| claim.stage == Stage::Voting && claim.claimant.is_some();
		let open: Vec<_> = self.claims.iter().filter(voting).map(|claim| claim.series).collect();
		let others: BTreeSet<_> = open.iter().filter(|other| **other != series).collect();
		let own = open.iter().filter(|other| **other == series).count();
		let places = self.rules.open_claims as usize;
		if own == 0 && others.len() >= places {
			return Err("TooManyOpenClaims");
		}
		let mut deposit = self.rules.claim_deposit;
		for (taken, all) in [(others.len(), places), (own, MAX_AWARDS)] {
			// Twice as much with the fifth eighth, the sixth, the seventh, and the last.
			for eighth in 5..=8 {
				deposit *= if taken * 8 >= eighth * all { 2 } else { 1 };
			}
		}
		Ok(deposit)
	}

	fn ensure_request(&self, request: &Request, series: &Series) -> Done {
		let frozen = frozen_on(series)?;
		if request.incident > frozen || request.incident + MAX_INCIDENT_AGE < frozen {
			return Err("InvalidIncidentDay");
		}
		if request.amount == 0 {
			return Err("ZeroAmount");
		}
		if ![&Asset::Native, &series.payment, &series.reward].contains(&&request.asset) {
			return Err("AssetNotAllowed");
		}
		if !fit(request, &series.payment) {
			return Err("InvalidRates");
		}
		if self.awards_of(request.series).len() >= MAX_AWARDS {
			return Err("TooManyAwards");
		}
		if request.cause.is_empty() {
			return Err("InvalidText");
		}
		if !self.is_within_limit(request, self.rules.max_value) {
			return Err(match request.asset == series.reward {
				true => "ValueAboveAverage",
				false => "ValueAboveDeposits",
			});
		}
		match series.is_terminated() && self.assess(request, self.rules.max_value).loss == 0 {
			true => Err("NothingToRecover"),
			false => Ok(()),
		}
	}

	/// The first day on which the certificates of a terminated series are not kept any more; `None` while
	/// a claim is live.
	pub fn kept_expires_on(&self, id: usize) -> Option<Day> {
		let State::Terminated { on, .. } = self.series[id].state() else { return None };
		let mut last = on;
		for claim in self.claims.iter().filter(|claim| claim.series == id) {
			last = last.max(claim.closed?);
		}
		Some(last + self.rules.keep_terminated)
	}

	pub fn is_kept(&self, id: usize) -> bool {
		self.kept_expires_on(id).is_none_or(|expires_on| self.today() < expires_on)
	}
}

/// The pool's money.
impl World {
	/// Amount of an asset that the pool reserves for others.
	pub fn reserved(&self, asset: &Asset) -> Balance {
		let native = *asset == Asset::Native;
		let mut sum = 0;
		for claim in &self.claims {
			sum += match &claim.stage {
				Stage::Voting if native => claim.deposit,
				Stage::Approved { reserved, .. } if claim.asset == *asset => *reserved,
				Stage::Awarded(award) if claim.asset == *asset => award.amount - award.paid,
				_ => 0,
			};
		}
		sum
	}

	/// Amount of an asset available to it.
	pub fn available(&self, asset: &Asset) -> Balance {
		let min = if *asset == Asset::Native { EXISTENTIAL_DEPOSIT } else { 1 };
		self.bank.of(POOL, asset).saturating_sub(self.reserved(asset) + min)
	}

	/// Amount that it may award for a miner today, or for all of them.
	pub fn headroom(&self, miner: Option<Who>, asset: &Asset, cap: u32) -> Balance {
		part(cap, self.available(asset)).saturating_sub(self.awarded_lately(miner, asset))
	}

	/// Amount awarded for a miner, or for all of them, in the last days.
	pub fn awarded_lately(&self, miner: Option<Who>, asset: &Asset) -> Balance {
		let mut lately = 0;
		for claim in self.claims.iter().filter(|claim| claim.asset == *asset) {
			let concerns = miner.is_none_or(|miner| self.series[claim.series].miner == miner);
			match claim.stage.counted() {
				Some((on, amount)) if concerns && self.today() - on < CAP_DAYS => lately += amount,
				_ => (),
			}
		}
		lately
	}
}

/// What becomes of claims.
impl World {
	pub fn claim(&self, id: usize) -> Result<&Claim, Fail> {
		self.claims.get(id).ok_or("UnknownClaim")
	}

	/// Whether the freeze of a claim ended, and the series went on.
	pub fn went_on(&self, claim: &Claim) -> bool {
		let series = &self.series[claim.series];
		let freezes = series.ledger.as_ref().map_or(0, |ledger| ledger.freezes);
		series.state() == State::Open || freezes != claim.freezes
	}

	/// Ensure that something is to be concluded of a claim.
	pub fn due_of_claim(&self, id: usize) -> Done {
		let claim = self.claim(id)?;
		let went_on = self.went_on(claim);
		match &claim.stage {
			Stage::Voting if self.votes[claim.vote].outcome != Outcome::Ongoing || went_on => {
				Ok(())
			},
			Stage::Voting => Err("StillVoting"),
			Stage::Approved { .. } => {
				let over = self.series[claim.series].is_terminated() || went_on;
				over.then_some(()).ok_or("StillFrozen")
			},
			Stage::Awarded(award) if self.today() < award.expires_on => Err("StillCollectable"),
			Stage::Awarded(_) => Ok(()),
			_ => Err("AlreadyDecided"),
		}
	}

	pub fn conclude_claim(&mut self, id: usize) -> Done {
		self.due_of_claim(id)?;
		let claim = self.claims[id].clone();
		match (claim.stage.clone(), self.votes[claim.vote].outcome) {
			(Stage::Voting, Outcome::Passed) => self.approve_claim(id),
			(Stage::Voting, Outcome::Ongoing) => {
				self.votes[claim.vote].outcome = Outcome::Cancelled;
				self.return_deposit(id)?;
				self.end_claim(
					id,
					Stage::Void,
					"a claim is void: its series goes on during the vote",
				)
			},
			(Stage::Voting, Outcome::Cancelled) => {
				self.end_claim(id, Stage::Rejected, "a claim is rejected: its vote was cancelled")
			},
			(Stage::Voting, Outcome::Failed) => match self.votes[claim.vote].is_silent() {
				true => self.end_claim(id, Stage::Rejected, "a claim is rejected: nobody voted"),
				false => self.end_claim(id, Stage::Rejected, "a claim is rejected by vote"),
			},
			(Stage::Approved { .. }, _) => self.settle_claim(id),
			(Stage::Awarded(award), _) => {
				let rest = award.paid < award.amount;
				let why = if rest { "an award expires with a rest" } else { "an award expires" };
				self.end_claim(id, Stage::Expired(award), why)
			},
			_ => Err("AlreadyDecided"),
		}
	}

	pub fn approve_claim_by_root(&mut self, id: usize) -> Done {
		let claim = self.claim(id)?;
		match claim.stage {
			Stage::Voting if self.votes[claim.vote].outcome == Outcome::Passed => {
				self.approve_claim(id)
			},
			Stage::Voting => Err("VoteNotPassed"),
			_ => {
				self.note("a referendum finds its claim decided");
				Ok(())
			},
		}
	}

	fn return_deposit(&mut self, id: usize) -> Done {
		let Claim { claimant, deposit, .. } = self.claims[id];
		match claimant {
			Some(who) => self.bank.pay(&Asset::Native, POOL, who, deposit, false),
			None => Ok(()),
		}
	}

	fn end_claim(&mut self, id: usize, stage: Stage, why: &'static str) -> Done {
		let today = self.today();
		let claim = &mut self.claims[id];
		(claim.stage, claim.closed) = (stage, Some(today));
		self.note(why);
		Ok(())
	}

	fn approve_claim(&mut self, id: usize) -> Done {
		self.return_deposit(id)?;
		// Neither its deposit nor the claim itself lowers the headroom.
		self.claims[id].stage = Stage::Void;
		let claim = self.claims[id].clone();
		let (on, miner) = (self.today(), self.series[claim.series].miner);
		let of_miner = self.headroom(Some(miner), &claim.asset, claim.cap);
		let of_all = self.headroom(None, &claim.asset, claim.total_cap);
		let headroom = of_miner.min(of_all);
		if of_all < of_miner && of_all < claim.asked {
			self.note("a claim is approved for what the cap of all miners leaves");
		}
		let mut reserved = claim.asked.min(headroom);
		if self.series[claim.series].is_frozen() && !self.went_on(&claim) {
			// No more than the loss by now.
			reserved = reserved.min(self.assess(&claim.request(), claim.max_value).loss);
		}
		self.claims[id].stage = Stage::Approved { on, reserved };
		self.note("a claim is approved");
		if headroom < claim.asked {
			self.note("a claim is approved for less than it asks");
		}
		match self.due_of_claim(id) {
			Err(_) => self.note("a claim waits for the end of its series"),
			Ok(()) => self.settle_claim(id)?,
		}
		Ok(())
	}

	fn settle_claim(&mut self, id: usize) -> Done {
		let claim = self.claims[id].clone();
		let Stage::Approved { on, reserved } = claim.stage else { return Err("AlreadyDecided") };
		if self.went_on(&claim) {
			let why = "a claim is void: its series goes on after the vote";
			return self.end_claim(id, Stage::Void, why);
		}
		let request = claim.request();
		let Assessment { loss, weight, uncovered } = self.assess(&request, claim.max_value);
		if !self.is_within_limit(&request, claim.max_value) {
			self.note("the value of a unit-day is limited when the award is fixed");
		}
		let average = self.latest(self.series[claim.series].network);
		let (amount, number) = (reserved.min(loss), self.awards_of(claim.series).len());
		if amount == 0 || number >= MAX_AWARDS {
			return self.end_claim(id, Stage::Void, "a claim is void: nothing to award");
		}
		let expires_on = self.today() + claim.collect_days;
		let award = Award {
			amount,
			paid: 0,
			weight,
			uncovered,
			average,
			number,
			approved_on: on,
			expires_on,
		};
		(self.claims[id].stage, self.claims[id].sweep) =
			(Stage::Awarded(award), Some(Sweep::default()));
		self.note(match amount {
			_ if amount == loss => "an award of all that was lost",
			_ if amount == claim.asked => "an award of all that was asked",
			_ => "an award of all that the pool may",
		});
		if number > 0 {
			self.note("another award of a series");
		}
		Ok(())
	}
}
