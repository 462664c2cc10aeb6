//! The same life, certificate by certificate and day by day, in exact fractions.

use super::*;
use num_bigint::BigInt;
use num_rational::BigRational;

pub fn exact(numerator: u128, denominator: u128) -> BigRational {
	BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

pub fn whole(x: BigRational) -> u128 {
	x.to_integer().try_into().unwrap()
}

/// What of a day's income counts in windows: 110 % of what is expected, and no more.
pub fn counted(paid: Balance, expected: Balance) -> Balance {
	paid.min(whole(exact(expected * 11, 10)))
}

fn reaches(paid: Balance, expected: Balance, percent: u128) -> bool {
	exact(paid, 1) >= exact(expected, 1) * exact(percent, 100)
}

/// A certificate in the naive model.
pub struct Naive {
	pub start: Day,
	pub end: Day,
	pub deposit: Balance,
	pub income: BigRational,
	pub released: BigRational,
	/// What its days released in a freeze that is not over.
	pub waiting: BigRational,
	pub claimed: Balance,
	/// The most units that were active with it, or the day before it.
	pub crowd: u128,
}

impl Naive {
	fn is_active(&self, day: Day) -> bool {
		self.start <= day && day <= self.end
	}

	/// Its days after a day.
	pub fn days_after(&self, day: Day) -> u32 {
		(self.start..=self.end).filter(|own| *own > day).count() as u32
	}
}

/// A settled day in the naive model.
pub struct NaiveDay {
	pub facts: DayFacts,
	pub judged: bool,
	pub low: bool,
	pub expected: Balance,
	pub certificates: u32,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Fate {
	#[default]
	Open,
	Frozen(FreezeCause),
	Ended,
}

#[derive(Default)]
pub struct Model {
	pub certificates: Vec<Naive>,
	pub days: BTreeMap<Day, NaiveDay>,
	pub miner: Balance,
	pub waiting: Balance,
	pub fate: Fate,
	/// Days up to it are never judged.
	pub fresh: Day,
	pub run: u8,
	pub reference: Option<PerUnit>,
}

impl Model {
	pub fn sell(&mut self, today: Day, term: u32, deposits: &[Balance]) {
		if self.certificates.iter().all(|c| c.end < today) {
			self.start_over(today);
		}
		self.certificates.extend(deposits.iter().map(|deposit| Naive {
			start: today + 1,
			end: today + term,
			deposit: *deposit,
			income: exact(0, 1),
			released: exact(0, 1),
			waiting: exact(0, 1),
			claimed: 0,
			crowd: 0,
		}));
	}

	fn start_over(&mut self, day: Day) {
		(self.fresh, self.run) = (self.fresh.max(day), 0);
	}

	pub fn active(&self, day: Day) -> u128 {
		self.certificates.iter().filter(|c| c.is_active(day)).count() as u128
	}

	/// What the active units of a day should earn, rounded up.
	pub fn expected(&self, day: Day, units: Units, average: Option<PerUnit>) -> Balance {
		let average = average.or(self.reference).unwrap_or(PerUnit::one());
		let units = exact(self.active(day) * u128::from(units), 1);
		whole((exact(average.into_inner(), ONE) * units).ceil())
	}

	fn counts(&self, day: Day) -> bool {
		self.fate == Fate::Open && day > self.fresh
	}

	fn is_judged(&self, day: Day, facts: &DayFacts) -> bool {
		facts.open && facts.average.is_some() && self.counts(day)
	}

	/// The judged days of the thirty that end with `last`: how many, paid and expected.
	pub fn window(&self, last: Day) -> (u32, Balance, Balance) {
		let days = self.days.range(last.saturating_sub(29)..=last);
		let judged = days.filter(|(day, naive)| **day > self.fresh && naive.judged);
		judged.fold((0, 0, 0), |(n, paid, expected), (_, day)| {
			(n + 1, paid + counted(day.facts.paid, day.expected), expected + day.expected)
		})
	}

	fn window_holds(&self, day: Day, facts: &DayFacts, own: Balance) -> bool {
		let judged = |(_, day): &(&Day, &NaiveDay)| day.judged;
		let last_judged = self.days.iter().filter(judged).map(|(day, _)| *day).max();
		let last = match facts.average {
			Some(_) => Some(day),
			None => last_judged.filter(|last| *last > self.fresh),
		};
		let Some(last) = last else { return true };
		let (mut n, mut paid, mut expected) = self.window(last);
		if self.is_judged(day, facts) {
			(n, paid, expected) = (n + 1, paid + counted(facts.paid, own), expected + own);
		}
		n == 0 || reaches(paid, expected, (80 + u128::from(n)).min(93))
	}

	/// The released fraction of the day to settle, in 10⁻¹⁸, and whether it is low.
	pub fn verdict(&self, day: Day, units: Units, facts: &DayFacts) -> (u128, bool) {
		let expected = self.expected(day, units, facts.average);
		let low = self.is_judged(day, facts) && !reaches(facts.paid, expected, 80);
		let full = self.counts(day)
			&& reaches(facts.paid, expected, 75)
			&& self.window_holds(day, facts, expected);
		let fraction = match facts {
			DayFacts { given_up: true, .. } => 0,
			_ if full || facts.paid >= expected => ONE,
			_ => whole((exact(facts.paid, expected) * exact(ONE, 1)).floor()),
		};
		(fraction, low)
	}

	pub fn settle(&mut self, day: Day, units: Units, facts: DayFacts) {
		let n = self.active(day);
		assert!(n > 0, "a day without active certificates was left to settle");
		let (fraction, low) = self.verdict(day, units, &facts);
		let (judged, expected) =
			(self.is_judged(day, &facts), self.expected(day, units, facts.average));
		let crowd = n.max(self.active(day - 1)) * u128::from(units);
		let mut release = exact(0, 1);
		let waits = self.fate != Fate::Open;
		for c in self.certificates.iter_mut().filter(|c| c.is_active(day)) {
			c.income += exact(facts.paid, n);
			let slice = c.deposit / u128::from(c.end + 1 - c.start);
			let part = exact(slice, 1) * exact(fraction, ONE);
			release += part.clone();
			*(if waits { &mut c.waiting } else { &mut c.released }) += part;
			c.crowd = c.crowd.max(crowd);
		}
		let release = whole(release.floor());
		*(if waits { &mut self.waiting } else { &mut self.miner }) += release;
		if judged {
			self.run = if low { self.run.saturating_add(1) } else { 0 };
		}
		self.reference = facts.average.or(self.reference);
		let certificates = n as u32;
		self.days.insert(day, NaiveDay { facts, judged, low, expected, certificates });
	}

	/// What waited becomes the miner's.
	fn release(&mut self) {
		self.miner += core::mem::take(&mut self.waiting);
		for c in &mut self.certificates {
			c.released += core::mem::replace(&mut c.waiting, exact(0, 1));
		}
	}

	pub fn resume(&mut self, today: Day) {
		self.release();
		self.start_over(today - 1);
		self.fate = Fate::Open;
	}

	pub fn terminate(&mut self) {
		if self.fate == Fate::Frozen(FreezeCause::Event) {
			self.release();
		}
		self.waiting = 0;
		self.fate = Fate::Ended;
	}
}
