//! Networks, applications, pledges and records.

use super::{part, Asset, Balance, Case, Day, Done, Fail, Outcome, Who, World, PLEDGES, TREASURY};
use crate::world::EXISTENTIAL_DEPOSIT;

#[derive(Clone, Debug, PartialEq)]
pub struct Network {
	pub symbol: String,
	pub unit: String,
	pub reward: Asset,
	pub pledge: Balance,
	pub channel_fee: Balance,
	pub min_payout: Balance,
	/// How far an average may be from the one before, in per cent of the smaller.
	pub max_change: u32,
	/// What the first average is compared with, in 10⁻¹⁸ of a base unit.
	pub opening: u128,
	pub closed: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Status {
	Voting,
	Approved,
	Rejected,
	Withdrawn,
	Closed,
}

/// What a miner asks for, and at what it will sell.
#[derive(Clone, Debug)]
pub struct Terms {
	pub network: usize,
	pub units: u64,
	/// In 10⁻¹⁸ of a base unit.
	pub expected: u128,
	pub payment: Asset,
	pub floor: Balance,
}

#[derive(Clone, Debug)]
pub struct Application {
	pub miner: Who,
	pub terms: Terms,
	pub status: Status,
	pub vote: usize,
	deposit: Balance,
	kept: Balance,
	pub pledged: Balance,
	applied_on: Day,
}

/// What is known of a miner.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Record {
	pub settled: u32,
	pub paid: u32,
	pub late: u32,
	pub underpaid: u32,
	pub breaches: u32,
	pub slashes: u32,
	pub defaulted: bool,
	pub banned: bool,
	pub cooldown_expires_on: Day,
}

/// The highest rate.
const MAX_RATE: Balance = 1_000_000_000_000_000_000_000_000;

fn ensure_rates(rates: [Balance; 3]) -> Done {
	match rates {
		_ if rates.iter().any(|rate| *rate > MAX_RATE) => Err("RateTooHigh"),
		[_, _, 0] => Err("ZeroMinPayout"),
		_ => Ok(()),
	}
}

fn ensure_max_change(max_change: u32) -> Done {
	match max_change {
		110..=1_000 => Ok(()),
		_ => Err("InvalidMaxChange"),
	}
}

impl World {
	pub fn register_network(&mut self, network: Network) -> Done {
		if self.networks.len() == 16 {
			return Err("TooManyNetworks");
		}
		let same = |n: &Network| n.symbol == network.symbol && n.unit == network.unit;
		if self.networks.iter().any(|open| !open.closed && same(open)) {
			return Err("NetworkExists");
		}
		if self.networks.iter().any(same) {
			self.note("a network is registered again");
		}
		ensure_rates([network.pledge, network.channel_fee, network.min_payout])?;
		ensure_max_change(network.max_change)?;
		if network.opening == 0 {
			return Err("ZeroOpeningAverage");
		}
		if network.reward == Asset::Native {
			return Err("AssetNotSound");
		}
		self.networks.push(network);
		self.markets.push(Default::default());
		self.note("a network is registered");
		Ok(())
	}

	pub fn update_network(&mut self, network: usize, rates: [Balance; 3], max_change: u32) -> Done {
		let record = self.networks.get_mut(network).ok_or("UnknownNetwork")?;
		ensure_rates(rates)?;
		ensure_max_change(max_change)?;
		[record.pledge, record.channel_fee, record.min_payout] = rates;
		record.max_change = max_change;
		self.note("the rates of a network change");
		Ok(())
	}

	pub fn close_network(&mut self, network: usize) -> Done {
		self.ensure_network_open(network)?;
		self.networks[network].closed = true;
		self.note("a network is closed");
		Ok(())
	}

	pub fn ensure_network_open(&self, network: usize) -> Done {
		match self.networks.get(network) {
			None => Err("UnknownNetwork"),
			Some(Network { closed: true, .. }) => Err("NetworkClosed"),
			_ => Ok(()),
		}
	}

	pub fn set_payment_asset(&mut self, asset: Asset, allowed: bool) -> Done {
		match (allowed, &asset) {
			(false, Asset::Native) => return Err("AlwaysAllowed"),
			(false, _) => drop(self.payment_assets.remove(&asset)),
			(true, _) => drop(self.payment_assets.insert(asset)),
		}
		self.note("a payment asset is set");
		Ok(())
	}

	pub fn record_of(&self, miner: Who) -> Record {
		self.miners.get(&miner).copied().unwrap_or_default()
	}

	pub fn record(&mut self, miner: Who) -> &mut Record {
		self.miners.entry(miner).or_default()
	}

	/// How many series of a miner are frozen.
	pub fn frozen_series(&self, miner: Who) -> usize {
		self.series.iter().filter(|series| series.miner == miner && series.is_frozen()).count()
	}

	pub fn may_sell(&self, miner: Who) -> Done {
		match self.record_of(miner) {
			Record { defaulted: true, .. } => Err("Defaulted"),
			Record { banned: true, .. } => Err("Banned"),
			_ => Ok(()),
		}
	}

	pub fn ban(&mut self, miner: Who) -> Done {
		if self.record_of(miner).banned {
			return Err("AlreadyBanned");
		}
		self.record(miner).banned = true;
		self.note("a miner is banned");
		Ok(())
	}

	pub fn clear_miner(&mut self, miner: Who) -> Done {
		let Record { banned, defaulted, .. } = self.record_of(miner);
		if !banned && !defaulted {
			return Err("NotBarred");
		}
		let record = self.record(miner);
		(record.banned, record.defaulted) = (false, false);
		if banned {
			self.note("a banned miner is cleared");
		}
		if defaulted {
			self.note("a miner in default is cleared");
		}
		Ok(())
	}

	pub fn apply(&mut self, miner: Who, terms: Terms) -> Done {
		self.ensure_terms(&terms)?;
		self.ensure_may_apply(miner)?;
		let deposit = self.application_deposit();
		if self.bank.of(miner, &Asset::Native) < deposit + EXISTENTIAL_DEPOSIT {
			return Err("CannotPayDeposit");
		}
		self.ensure_few_live(miner)?;
		let kept = part(self.rules.deposit_kept, deposit);
		self.bank.pay(&Asset::Native, miner, PLEDGES, deposit, true)?;
		let case = Case::Application(self.applications.len());
		let vote = self.open_vote(case, self.seed_for(&terms), false);
		if deposit > self.rules.deposit {
			self.note("an application costs more, because places are taken");
		}
		self.applications.push(Application {
			miner,
			terms,
			status: Status::Voting,
			vote,
			deposit,
			kept,
			pledged: 0,
			applied_on: self.today(),
		});
		self.note("an application");
		Ok(())
	}

	/// Places of applications that are voted on, and of those withdrawn whose votes would last until today
	/// or longer.
	fn taken_places(&self) -> u32 {
		let takes = |a: &&Application| match a.status {
			Status::Voting => true,
			Status::Withdrawn => a.applied_on + 7 >= self.today(),
			_ => false,
		};
		self.applications.iter().filter(takes).count() as u32
	}

	/// What applying costs now: twice as much for each of the last four eighths of the places that
	/// is taken.
	fn application_deposit(&self) -> Balance {
		let is_taken = |eighths: &u32| self.taken_places() * 8 >= eighths * self.rules.max_open;
		(5..=8).filter(is_taken).fold(self.rules.deposit, |deposit, _| deposit * 2)
	}

	/// The nays that a vote on an application starts with: one more for each begun thousand of the
	/// pledge.
	fn seed_for(&self, terms: &Terms) -> Balance {
		let unit_days = Balance::from(terms.units) * Balance::from(self.rules.max_term);
		let pledge = unit_days * self.networks[terms.network].pledge;
		let thousands = pledge.div_ceil(1_000);
		self.rules.vote_seed + thousands
	}

	fn ensure_terms(&self, terms: &Terms) -> Done {
		self.ensure_network_open(terms.network)?;
		match terms {
			_ if terms.units == 0 => Err("ZeroUnits"),
			_ if terms.expected == 0 => Err("ZeroRevenue"),
			_ if terms.floor == 0 => Err("ZeroPrice"),
			_ if !self.payment_assets.contains(&terms.payment) => Err("PaymentAssetNotAllowed"),
			_ => Ok(()),
		}
	}

	fn ensure_may_apply(&self, miner: Who) -> Done {
		self.may_sell(miner)?;
		if self.today() < self.record_of(miner).cooldown_expires_on {
			return Err("CoolingDown");
		}
		match self.taken_places() < self.rules.max_open {
			true => Ok(()),
			false => Err("TooManyOpenApplications"),
		}
	}

	fn ensure_few_live(&self, miner: Who) -> Done {
		let live = |a: &&Application| {
			a.miner == miner && matches!(a.status, Status::Voting | Status::Approved)
		};
		match self.applications.iter().filter(live).count() {
			..16 => Ok(()),
			_ => Err("TooManyLiveApplications"),
		}
	}

	fn application(&self, id: usize) -> Result<&Application, Fail> {
		self.applications.get(id).ok_or("UnknownApplication")
	}

	pub fn withdraw_application(&mut self, miner: Who, id: usize) -> Done {
		let application = self.application(id)?.clone();
		if application.miner != miner {
			return Err("NotMiner");
		}
		match application.status {
			Status::Voting => {
				if self.votes[application.vote].outcome != Outcome::Ongoing {
					return Err("VoteOver");
				}
				self.votes[application.vote].outcome = Outcome::Cancelled;
				self.note("an application is withdrawn");
				self.turn_down(id, Status::Withdrawn)
			},
			Status::Approved => {
				let (live, _, unfinished) = self.usage(id);
				if live > 0 || unfinished > 0 || application.pledged > 0 {
					return Err("StillInUse");
				}
				self.applications[id].status = Status::Closed;
				self.note("an application is closed");
				Ok(())
			},
			_ => Err("AlreadyDecided"),
		}
	}

	pub fn conclude(&mut self, id: usize) -> Done {
		let application = self.application(id)?.clone();
		if application.status != Status::Voting {
			return Err("AlreadyDecided");
		}
		match self.votes[application.vote].outcome {
			Outcome::Ongoing => Err("StillVoting"),
			Outcome::Passed => self.approve(id),
			Outcome::Failed | Outcome::Cancelled => {
				self.note("an application is rejected");
				self.turn_down(id, Status::Rejected)
			},
		}
	}

	pub fn approve_by_root(&mut self, id: usize) -> Done {
		let application = self.application(id)?;
		match application.status {
			Status::Approved => Ok(()),
			Status::Voting if self.votes[application.vote].outcome == Outcome::Passed => {
				self.approve(id)
			},
			Status::Voting => Err("VoteNotPassed"),
			_ => Err("AlreadyDecided"),
		}
	}

	fn approve(&mut self, id: usize) -> Done {
		let Application { miner, deposit, .. } = self.applications[id];
		self.bank.pay(&Asset::Native, PLEDGES, miner, deposit, false)?;
		self.applications[id].status = Status::Approved;
		self.note("an application is approved");
		Ok(())
	}

	fn turn_down(&mut self, id: usize, status: Status) -> Done {
		let Application { miner, deposit, kept, .. } = self.applications[id];
		self.bank.pay(&Asset::Native, PLEDGES, TREASURY, kept, false)?;
		self.bank.pay(&Asset::Native, PLEDGES, miner, deposit - kept, false)?;
		self.applications[id].status = status;
		let expires_on = self.today() + self.rules.cooldown;
		let record = self.record(miner);
		record.cooldown_expires_on = record.cooldown_expires_on.max(expires_on);
		Ok(())
	}

	fn approved(&self, miner: Who, id: usize) -> Result<&Application, Fail> {
		match self.application(id)? {
			application if application.miner != miner => Err("NotMiner"),
			application if application.status != Status::Approved => Err("NotApproved"),
			application => Ok(application),
		}
	}

	pub fn pledge(&mut self, miner: Who, id: usize, amount: Balance) -> Done {
		self.approved(miner, id)?;
		if amount == 0 {
			return Err("ZeroAmount");
		}
		self.bank.pay(&Asset::Native, miner, PLEDGES, amount, true)?;
		self.applications[id].pledged += amount;
		self.note("a pledge");
		Ok(())
	}

	pub fn withdraw_pledge(&mut self, miner: Who, id: usize, amount: Balance) -> Done {
		let pledged = self.approved(miner, id)?.pledged;
		if amount == 0 {
			return Err("ZeroAmount");
		}
		if self.record_of(miner).defaulted {
			return Err("Defaulted");
		}
		if self.frozen_series(miner) > 0 {
			return Err("FrozenSeries");
		}
		let (_, required, _) = self.usage(id);
		if required + amount > pledged {
			return Err("PledgeTooLow");
		}
		self.bank.pay(&Asset::Native, PLEDGES, miner, amount, false)?;
		self.applications[id].pledged -= amount;
		self.note("a pledge is withdrawn");
		Ok(())
	}

	/// Live units of an application, the pledge they require, and its unfinished series.
	pub fn usage(&self, id: usize) -> (u64, Balance, u32) {
		let (mut units, mut required, mut unfinished) = (0, 0, 0);
		for series in self.series.iter().filter(|series| series.application == id) {
			units += series.live() * series.units;
			required += Balance::from(series.live()) * series.pledge_of_one();
			unfinished += u32::from(series.is_unfinished());
		}
		(units, required, unfinished)
	}
}
