//! Days, as a list, and market averages, as plain tables.

use super::{Day, Fail, World, ALICE, BOB, CHARLIE, DAVE};
use std::collections::BTreeMap;

/// A day is ten slots.
const SLOTS: u64 = 10;
/// Number of operators that must have fed when the time of a day is up.
const QUORUM: usize = 3;
const OPERATORS: [super::Who; 4] = [ALICE, BOB, CHARLIE, DAVE];
/// One, in averages.
pub const ONE_WHOLE: u128 = 1_000_000_000_000_000_000;

/// Which days there were.
#[derive(Clone, Default)]
pub struct Calendar {
	pub today: Day,
	/// The day by the clock; `today` may be behind.
	pub clock: Day,
	blocks: u32,
	/// Every day that is over, and whether half of its slots had a block.
	closed: Vec<(Day, bool)>,
}

impl Calendar {
	pub fn start(day: Day) -> Self {
		Self { today: day, clock: day, blocks: 1, closed: Vec::new() }
	}

	/// Number of live days that are over, up to `day`.
	pub fn live_days(&self, day: Day) -> u32 {
		self.closed.iter().filter(|(closed, open)| *closed <= day && *open).count() as u32
	}

	/// Number of live days that are over.
	pub fn live_days_by_now(&self) -> u32 {
		self.live_days(self.today)
	}

	pub fn was_live(&self, day: Day) -> bool {
		self.closed.contains(&(day, true))
	}

	fn close(&mut self) {
		self.closed.push((self.today, self.blocks * 2 >= SLOTS as u32));
		self.blocks = 0;
		self.today += 1;
	}
}

/// What was fed for one network, and what became of it.
#[derive(Clone, Default)]
pub struct Market {
	/// By operator: the day it is of, the value, and the day on which it came.
	fed: BTreeMap<super::Who, (Day, u128, Day)>,
	/// The newest day that is decided.
	decided: Option<Day>,
	pub published: BTreeMap<Day, u128>,
	pub disputed: BTreeMap<Day, u128>,
	pub struck: BTreeMap<Day, u128>,
}

impl Market {
	/// What counts for a day, sorted.
	fn values(&self, day: Day) -> Vec<u128> {
		let counts = |(of, _, came): &(Day, u128, Day)| *of == day && came > of;
		let mut values: Vec<_> =
			self.fed.values().filter(|fed| counts(fed)).map(|(_, value, _)| *value).collect();
		values.sort();
		values
	}

	/// The newest value, whether it is an average or not.
	fn last(&self) -> Option<u128> {
		let all = self.published.iter().chain(&self.disputed);
		all.max_by_key(|(day, _)| **day).map(|(_, value)| *value)
	}

	/// The last seven averages that are not zero, by size, and the one in the middle.
	fn usual(&self) -> Option<u128> {
		let mut last: Vec<_> = self.published.values().rev().filter(|value| **value > 0).collect();
		last.truncate(7);
		last.sort();
		let middle = last.len().checked_sub(1)? / 2;
		Some(*last[middle])
	}
}

/// Whether one of two is at most `percent` of the other.
fn near(a: u128, b: u128, percent: u128) -> bool {
	a * 100 <= b * percent && b * 100 <= a * percent
}

impl World {
	/// The days begin that a block in `slot` brings.
	pub fn pass(&mut self, slot: u64) {
		self.calendar.clock = (slot / SLOTS) as Day;
		let days = (self.calendar.clock - self.calendar.today).min(32);
		for _ in 0..days {
			self.calendar.close();
			let over = self.calendar.today - 2;
			for network in 0..self.markets.len() {
				let market = &self.markets[network];
				let silent = market.values(over).len() < QUORUM;
				if silent && market.decided.is_some_and(|day| day < over) {
					self.note("a day without an average");
				}
				self.fix(network, over, QUORUM);
			}
			self.reward_yesterday();
		}
		if self.calendar.today == self.calendar.clock {
			self.calendar.blocks += 1;
		}
	}

	/// Fix the value of a day once `needed` operators have fed it.
	fn fix(&mut self, network: usize, day: Day, needed: usize) {
		let latest = self.latest(network);
		let (opening, change) =
			(self.networks[network].opening, u128::from(self.networks[network].max_change));
		let market = &mut self.markets[network];
		let values = market.values(day);
		if values.len() < needed || market.decided.is_some_and(|decided| decided >= day) {
			return;
		}
		let two = [values[(values.len() - 1) / 2], values[values.len() / 2]];
		let value = *two.iter().min_by_key(|value| value.abs_diff(latest)).unwrap();
		let (last, usual) = (market.last().unwrap_or(opening), market.usual().unwrap_or(opening));
		let published = match (last, value) {
			(0, 0) => true,
			(0, _) | (_, 0) => false,
			_ => near(value, last, change) && near(value, usual, 300),
		};
		market.decided = Some(day);
		match published {
			true => market.published.insert(day, value),
			false => market.disputed.insert(day, value),
		};
		self.note(match (published, value, last) {
			(true, 0, _) => "an average of zero",
			(true, ..) => "an average",
			(false, 0, _) | (false, _, 0) => "zero is disputed, or what follows it",
			(false, ..) if near(value, last, change) => "an average far from the usual is disputed",
			(false, ..) => "a disputed average",
		});
	}

	/// An operator feeds a value for each of the first networks.
	pub fn feed(&mut self, who: super::Who, day: Day, values: &[u128]) -> Result<(), Fail> {
		let came = self.calendar.clock;
		for (network, value) in values.iter().enumerate() {
			self.markets[network].fed.insert(who, (day, *value, came));
			self.fix(network, self.calendar.today - 1, OPERATORS.len());
		}
		Ok(())
	}

	pub fn confirm(&mut self, network: usize, day: Day) -> Result<(), Fail> {
		let market = self.markets.get_mut(network).ok_or("NotDisputed")?;
		let value = market.disputed.remove(&day).ok_or("NotDisputed")?;
		market.published.insert(day, value);
		self.note("an average is confirmed");
		Ok(())
	}

	/// The council strikes out an average that was wrong.
	pub fn strike(&mut self, network: usize, day: Day) -> Result<(), Fail> {
		let today = self.today();
		let market = self.markets.get_mut(network).ok_or("NotPublished")?;
		let value = *market.published.get(&day).ok_or("NotPublished")?;
		if today > day + 30 {
			return Err("TooLate");
		}
		market.published.remove(&day);
		market.struck.insert(day, value);
		self.note("an average is struck out");
		Ok(())
	}

	/// The average of a day, as a whole number of 10⁻¹⁸.
	pub fn average(&self, network: usize, day: Day) -> Option<u128> {
		self.markets.get(network)?.published.get(&day).copied()
	}

	/// The newest average, otherwise what the network began with.
	pub fn latest(&self, network: usize) -> u128 {
		let newest = self.markets[network].published.last_key_value();
		newest.map_or(self.networks[network].opening, |(_, value)| *value)
	}

	pub fn is_struck(&self, network: usize, day: Day) -> bool {
		self.markets[network].struck.contains_key(&day)
	}

	/// Days in a row up to the newest average that are without income; a month at most.
	pub fn zero_days(&self, network: usize) -> u32 {
		let published = &self.markets[network].published;
		let mut day = published.last_key_value().map_or(0, |(day, _)| *day);
		let mut days = 0;
		while days < 30 && published.get(&day) == Some(&0) {
			(day, days) = (day - 1, days + 1);
		}
		days
	}
}
