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
	pub last: Option<(Day, u128)>,
	pub published: BTreeMap<Day, u128>,
	pub disputed: BTreeMap<Day, u128>,
}

impl Market {
	/// What counts for a day, sorted.
	fn values(&self, day: Day) -> Vec<u128> {
		let counts = |(of, value, came): &(Day, u128, Day)| *of == day && came > of && *value > 0;
		let mut values: Vec<_> =
			self.fed.values().filter(|fed| counts(fed)).map(|(_, value, _)| *value).collect();
		values.sort();
		values
	}
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
				if silent && market.last.is_some_and(|(day, _)| day < over) {
					self.note("a day without an average");
				}
				self.fix(network, over, QUORUM);
			}
		}
		if self.calendar.today == self.calendar.clock {
			self.calendar.blocks += 1;
		}
	}

	/// Fix the value of a day once `needed` operators have fed it.
	fn fix(&mut self, network: usize, day: Day, needed: usize) {
		let change = u128::from(self.rules.max_change);
		let market = &mut self.markets[network];
		let values = market.values(day);
		if values.len() < needed || market.last.is_some_and(|(last, _)| last >= day) {
			return;
		}
		let value = values[(values.len() - 1) / 2];
		let near = match market.last {
			None => true,
			Some((_, last)) => value * 100 <= last * change && value * change >= last * 100,
		};
		market.last = Some((day, value));
		match near {
			true => market.published.insert(day, value),
			false => market.disputed.insert(day, value),
		};
		self.note(if near { "an average" } else { "a disputed average" });
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

	/// The average of a day, as a whole number of 10⁻¹⁸.
	pub fn average(&self, network: usize, day: Day) -> Option<u128> {
		self.markets.get(network)?.published.get(&day).copied()
	}
}
