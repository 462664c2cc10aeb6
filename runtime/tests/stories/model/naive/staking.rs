//! Staking: what each certificate earns, day by day.

use super::{award_payouts::place, Asset, Balance, Day, Done, Fail, Lock, Who, World, STAKING};
use crate::world::{EXISTENTIAL_DEPOSIT, FIRST_DAY};

/// Parts of a base unit of DMC in which a unit's reward of a day is counted.
const PARTS: u128 = 1_000_000_000_000;
/// Days after which the emission is halved.
const HALVING: Day = 182;
/// Number of pauses of a series that end.
const MAX_PAUSES: usize = 16;
/// Number of networks that there can be.
const NETWORKS: usize = 16;

/// A staked certificate.
#[derive(Clone, PartialEq, Debug)]
pub struct Stake {
	pub staker: Who,
	pub network: usize,
	pub units: u64,
	pub since: Day,
	pub end: Day,
	pub claimed: Balance,
	/// The first day that it earns after the last pause.
	from: Day,
	/// What a unit was given, day by day, in parts.
	days: Vec<(Day, u128)>,
}

/// When the stakes of a series earn nothing.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Pauses {
	/// Those that have ended: the first day, and the first one after.
	pub ended: Vec<(Day, Day)>,
	/// The first day of the one that goes on.
	pub since: Option<Day>,
}

impl Stake {
	/// What it was given, in parts; up to a day.
	fn given(&self, last: Day) -> u128 {
		let days = self.days.iter().filter(|(day, _)| *day <= last);
		days.map(|(_, given)| given * u128::from(self.units)).sum()
	}

	/// What it was given and was not paid, in parts.
	pub fn unpaid(&self) -> u128 {
		self.given(Day::MAX) - self.claimed * PARTS
	}

	/// Its reward that was not paid.
	pub fn reward(&self) -> Balance {
		self.given(self.end) / PARTS - self.claimed
	}
}

/// Pools.
impl World {
	/// Whether a stake is in its pool, and earns today or from tomorrow on.
	fn in_pool(&self, series: usize) -> bool {
		self.pauses.get(&series).is_none_or(|pauses| pauses.since.is_none())
	}

	/// Units of a network that earn on a day.
	pub fn units_on(&self, network: usize, day: Day) -> u64 {
		let stakes = self.stakes.iter();
		let earning = stakes.filter(|((series, _), stake)| {
			stake.network == network && stake.from <= day && self.in_pool(*series)
		});
		earning.map(|(_, stake)| stake.units).sum()
	}

	/// What the stakes of a network were given and not paid, in parts.
	pub fn unpaid_of(&self, network: usize) -> u128 {
		let stakes = self.stakes.values().filter(|stake| stake.network == network);
		stakes.map(Stake::unpaid).sum()
	}

	/// What was emitted and is not paid, in base units of each network.
	pub fn owed(&self) -> Balance {
		(0..NETWORKS).map(|network| self.unpaid_of(network).div_ceil(PARTS)).sum()
	}

	/// What is left to be emitted: all that came in, less what went out or will.
	pub fn budget(&self) -> Balance {
		self.taken_in - self.rewards_paid - self.owed()
	}

	pub fn weight_of(&self, network: usize) -> u32 {
		self.weights.get(&network).copied().unwrap_or_default()
	}

	/// The emission of a day.
	pub fn emission(&self, day: Day) -> Balance {
		let mut emission = self.rules.emission;
		for _ in 0..(day - FIRST_DAY) / HALVING {
			emission /= 2;
		}
		emission.min(self.budget())
	}

	/// A day begins: what was transferred is taken in, and the day before is rewarded.
	pub fn reward_yesterday(&mut self) {
		let credits = self.credits.iter().filter(|((.., at), _)| *at == STAKING);
		let credits: Balance = credits.map(|(_, amount)| amount).sum();
		let held = self.bank.of(STAKING, &Asset::Native) - EXISTENTIAL_DEPOSIT - credits;
		let surplus = held - self.budget() - self.owed();
		if surplus > 0 {
			self.taken_in += surplus;
			self.note("a transfer is taken into the budget");
		}
		let day = self.today() - 1;
		let emission = self.emission(day);
		let units: Vec<_> = (0..NETWORKS).map(|network| self.units_on(network, day)).collect();
		let weighted =
			|network: usize| u128::from(self.weight_of(network)) * u128::from(units[network]);
		let total: u128 = (0..NETWORKS).map(weighted).sum();
		if emission == 0 || total == 0 {
			return;
		}
		let each = |network: usize| match units[network] {
			0 => 0,
			units => emission * weighted(network) / total * PARTS / u128::from(units),
		};
		let given: Vec<_> = (0..NETWORKS).map(each).collect();
		for (network, given) in given.iter().enumerate() {
			*self.indices.entry(network).or_default() += given;
		}
		let paused: Vec<_> = self.stakes.keys().map(|(series, _)| !self.in_pool(*series)).collect();
		for (stake, paused) in self.stakes.values_mut().zip(paused) {
			if !paused && stake.from <= day {
				stake.days.push((day, given[stake.network]));
			}
		}
		self.note("a day is rewarded");
		if day - FIRST_DAY >= HALVING {
			self.note("a day is rewarded by half");
		}
		if self.budget() < self.rules.emission / 1_000_000 {
			self.note("a day takes the whole budget");
		}
	}
}

/// Money and weights.
impl World {
	pub fn fund_budget(&mut self, who: Who, amount: Balance) -> Done {
		if amount == 0 {
			return Err("ZeroAmount");
		}
		self.bank.pay(&Asset::Native, who, STAKING, amount, true)?;
		self.taken_in += amount;
		self.note("the budget is funded");
		Ok(())
	}

	pub fn set_network_weight(&mut self, network: usize, weight: u32) -> Done {
		if network >= NETWORKS {
			return Err("UnknownNetwork");
		}
		self.weights.insert(network, weight);
		self.note("the weight of a network is set");
		Ok(())
	}
}

/// Stakes.
impl World {
	/// A series was frozen or goes on since somebody looked.
	fn look_for_freezes(&mut self, id: usize) {
		let today = self.today();
		let halted = match self.series_of(id) {
			Ok(series) => series.is_frozen() || series.is_terminated(),
			Err(_) => true,
		};
		let Some(pauses) = self.pauses.get_mut(&id) else { return };
		match (halted, pauses.since) {
			(true, None) => {
				// One that ended today goes on.
				let last = pauses.ended.pop_if(|(_, to)| *to > today);
				pauses.since = Some(last.map_or(today, |(from, _)| from));
				self.note("stakes are paused");
			},
			(false, Some(since)) if pauses.ended.len() < MAX_PAUSES => {
				pauses.ended.push((since, today + 1));
				pauses.since = None;
				let stakes = self.stakes.iter_mut().filter(|((series, _), _)| *series == id);
				stakes.for_each(|(_, stake)| stake.from = today + 1);
				self.note("stakes are resumed");
			},
			_ => (),
		}
	}

	pub fn stake(&mut self, who: Who, id: usize, items: &[u32]) -> Done {
		if items.is_empty() {
			return Err("NoItems");
		}
		let series = self.ensure_lively(id)?;
		let (miner, network, units) = (series.miner, series.network, series.units);
		self.look_for_freezes(id);
		self.pauses.entry(id).or_default();
		if !self.in_pool(id) {
			return Err("TooManyPauses");
		}
		let today = self.today();
		for item in items {
			let certificate = self.series[id].certificate(*item)?;
			let end = match certificate {
				c if !c.sold => return Err("NotSold"),
				c if c.owner != who => return Err("NotOwner"),
				c if c.owner == miner => return Err("OwnCertificate"),
				c if c.end <= today => return Err("HasEnded"),
				c => c.end,
			};
			self.ensure_no_lock(id, *item)?;
			if self.stakes.contains_key(&(id, *item)) {
				return Err("AlreadyStaked");
			}
			self.lock(id, &[*item], Lock::Staked);
			let (since, claimed, days) = (today + 1, 0, Vec::new());
			let stake =
				Stake { staker: who, network, units, since, end, claimed, from: since, days };
			self.stakes.insert((id, *item), stake);
		}
		self.note("certificates are staked");
		Ok(())
	}

	fn stake_of(&self, id: usize, item: u32) -> Result<&Stake, Fail> {
		self.stakes.get(&(id, item)).ok_or("UnknownStake")
	}

	pub fn unstake(&mut self, who: Who, id: usize, items: &[u32]) -> Done {
		if items.is_empty() {
			return Err("NoItems");
		}
		self.look_for_freezes(id);
		for item in items {
			if self.stake_of(id, *item)?.staker != who {
				return Err("NotStaker");
			}
			let paid = self.leave(id, *item);
			self.note(if paid > 0 {
				"unstaked with a reward"
			} else {
				"unstaked without a reward"
			});
		}
		Ok(())
	}

	pub fn claim_rewards(&mut self, id: usize, items: &[u32]) -> Done {
		if items.is_empty() {
			return Err("NoItems");
		}
		self.look_for_freezes(id);
		for item in items {
			if self.stake_of(id, *item).is_err() {
				self.note("a reward of nothing is claimed");
			} else if self.is_over(id, *item) {
				self.leave(id, *item);
				self.note("a claim ends a stake that is over");
			} else {
				let Stake { staker, .. } = self.stakes[&(id, *item)];
				let reward = self.stakes[&(id, *item)].reward();
				self.pay_reward(staker, reward);
				if let Some(stake) = self.stakes.get_mut(&(id, *item)) {
					stake.claimed += reward;
				}
				if reward > 0 {
					self.note("a reward is claimed");
				}
			}
		}
		Ok(())
	}

	fn pay_reward(&mut self, staker: Who, reward: Balance) {
		self.rewards_paid += reward;
		if !self.pay_or_credit(STAKING, &Asset::Native, staker, reward) {
			self.note("a reward becomes a credit");
		}
	}

	/// Whether a certificate has ended, or does not belong to its stake any more.
	fn is_over(&self, id: usize, item: u32) -> bool {
		let certificate = &self.series[id].certificates[item as usize];
		let ended = self.stakes[&(id, item)].end < self.today();
		ended || self.series[id].is_terminated() || certificate.lock != Some(Lock::Staked)
	}

	/// A stake ends; returns its last reward.
	fn leave(&mut self, id: usize, item: u32) -> Balance {
		let Some(stake) = self.stakes.remove(&(id, item)) else { return 0 };
		if stake.given(Day::MAX) > stake.given(stake.end) {
			self.note("what a stake did not earn goes back to the budget");
		}
		let reward = stake.reward();
		self.pay_reward(stake.staker, reward);
		self.unlock(id, &[item], Lock::Staked);
		if !self.stakes.keys().any(|(series, _)| *series == id) {
			self.pauses.remove(&id);
		}
		reward
	}

	/// Whether all stakes are visited at the end of this block.
	pub fn visits_stakes(&self) -> bool {
		self.visited_on != Some(self.today())
	}

	/// Once a day, in the order of the storage.
	pub fn visit_stakes(&mut self) {
		if !self.visits_stakes() {
			return;
		}
		self.visited_on = Some(self.today());
		let mut stakes: Vec<_> = self.stakes.keys().copied().collect();
		stakes.sort_by_key(|(id, item)| (place(*id as u32), place(*item)));
		for (id, item) in stakes {
			self.look_for_freezes(id);
			if self.is_over(id, item) {
				let ended = self.stakes[&(id, item)].end < self.today();
				self.leave(id, item);
				self.note(match ended {
					true => "a stake ends with its certificate",
					false => "a stake ends with its series",
				});
			}
		}
	}
}
