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
	pub pending_release: BigRational,
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

/// What a day is settled with in the naive model.
#[derive(Clone, Copy)]
pub struct Facts {
	pub paid: Balance,
	pub average: Option<PerUnit>,
	pub live: bool,
	/// Whether two live days have ended since, and since clocks started.
	pub late: bool,
	pub written_off: bool,
}

/// A settled day in the naive model.
pub struct NaiveDay {
	pub facts: Facts,
	pub assessed: bool,
	pub underpaid: bool,
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
	pub today: Day,
	/// Days that were not live.
	pub dead: Vec<Day>,
	pub certificates: Vec<Naive>,
	pub days: BTreeMap<Day, NaiveDay>,
	pub miner: Balance,
	pub pending_release: Balance,
	pub fate: Fate,
	/// Days up to it are never assessed.
	pub grace: Day,
	/// The first day that clocks count.
	pub clocks_from: Day,
	pub streak: u8,
	pub last_average: Option<PerUnit>,
}

impl Model {
	pub fn sell(&mut self, term: u32, deposits: &[Balance]) {
		let today = self.today;
		if self.certificates.iter().all(|c| c.end < today) {
			self.start_over(today);
		}
		self.certificates.extend(deposits.iter().map(|deposit| Naive {
			start: today + 1,
			end: today + term,
			deposit: *deposit,
			income: exact(0, 1),
			released: exact(0, 1),
			pending_release: exact(0, 1),
			claimed: 0,
			crowd: 0,
		}));
	}

	fn start_over(&mut self, day: Day) {
		(self.grace, self.streak) = (self.grace.max(day), 0);
		self.clocks_from = self.today;
	}

	pub fn active(&self, day: Day) -> u128 {
		self.certificates.iter().filter(|c| c.is_active(day)).count() as u128
	}

	/// What the active units of a day should earn, rounded up.
	pub fn expected(&self, day: Day, units: Units, average: Option<PerUnit>) -> Balance {
		let average = average.or(self.last_average).unwrap_or(PerUnit::one());
		let units = exact(self.active(day) * u128::from(units), 1);
		whole((exact(average.into_inner(), ONE) * units).ceil())
	}

	fn counts(&self, day: Day) -> bool {
		self.fate == Fate::Open && day > self.grace
	}

	fn is_assessed(&self, day: Day, facts: &Facts) -> bool {
		facts.live && facts.average.is_some() && self.counts(day)
	}

	/// What a day is settled with now.
	pub fn facts(
		&self,
		day: Day,
		paid: Balance,
		average: Option<PerUnit>,
		written_off: bool,
	) -> Facts {
		let live = |day: &Day| !self.dead.contains(day);
		let since = (day + 1..self.today).filter(|later| *later >= self.clocks_from);
		let late = since.filter(live).count() >= 2;
		Facts { paid, average, live: live(&day), late, written_off }
	}

	/// Whether a day pays too little to be settled while a breach is voted on.
	pub fn refuses(&self, paid: Balance, expected: Balance) -> bool {
		self.fate == Fate::Frozen(FreezeCause::Breach) && !reaches(paid, expected, 75)
	}

	/// The assessed days of the thirty that end with `last`: number, paid and expected.
	pub fn window(&self, last: Day) -> (u32, Balance, Balance) {
		let days = self.days.range(last.saturating_sub(29)..=last);
		let assessed = days.filter(|(day, naive)| **day > self.grace && naive.assessed);
		assessed.fold((0, 0, 0), |(n, paid, expected), (_, day)| {
			(n + 1, paid + counted(day.facts.paid, day.expected), expected + day.expected)
		})
	}

	fn window_holds(&self, day: Day, facts: &Facts, own: Balance) -> bool {
		let assessed = |(_, day): &(&Day, &NaiveDay)| day.assessed;
		let last_assessed = self.days.iter().filter(assessed).map(|(day, _)| *day).max();
		let last = match facts.average {
			Some(_) => Some(day),
			None => last_assessed.filter(|last| *last > self.grace),
		};
		let Some(last) = last else { return true };
		let (mut n, mut paid, mut expected) = self.window(last);
		if self.is_assessed(day, facts) {
			(n, paid, expected) = (n + 1, paid + counted(facts.paid, own), expected + own);
		}
		n == 0 || reaches(paid, expected, (80 + u128::from(n)).min(93))
	}

	/// The released fraction of the day to settle, in 10⁻¹⁸, and whether it is underpaid.
	pub fn verdict(&self, day: Day, units: Units, facts: &Facts) -> (u128, bool) {
		let expected = self.expected(day, units, facts.average);
		let underpaid = self.is_assessed(day, facts) && !reaches(facts.paid, expected, 80);
		let full = self.counts(day)
			&& reaches(facts.paid, expected, 75)
			&& self.window_holds(day, facts, expected);
		let fraction = match facts {
			Facts { written_off: true, .. } => 0,
			_ if full || facts.paid >= expected => ONE,
			_ => whole((exact(facts.paid, expected) * exact(ONE, 1)).floor()),
		};
		(fraction, underpaid)
	}

	pub fn settle(&mut self, day: Day, units: Units, facts: Facts) {
		let n = self.active(day);
		assert!(n > 0, "a day without active certificates was left to settle");
		let (fraction, underpaid) = self.verdict(day, units, &facts);
		let (assessed, expected) =
			(self.is_assessed(day, &facts), self.expected(day, units, facts.average));
		let crowd = n.max(self.active(day - 1)) * u128::from(units);
		let mut release = exact(0, 1);
		let pending = self.fate != Fate::Open;
		for c in self.certificates.iter_mut().filter(|c| c.is_active(day)) {
			c.income += exact(facts.paid, n);
			let instalment = c.deposit / u128::from(c.end + 1 - c.start);
			let part = exact(instalment, 1) * exact(fraction, ONE);
			release += part.clone();
			*(if pending { &mut c.pending_release } else { &mut c.released }) += part;
			c.crowd = c.crowd.max(crowd);
		}
		let release = whole(release.floor());
		*(if pending { &mut self.pending_release } else { &mut self.miner }) += release;
		if assessed {
			self.streak = if underpaid { self.streak.saturating_add(1) } else { 0 };
		}
		self.last_average = facts.average.or(self.last_average);
		let certificates = n as u32;
		self.days.insert(day, NaiveDay { facts, assessed, underpaid, expected, certificates });
	}

	/// What was pending becomes the miner's.
	fn release(&mut self) {
		self.miner += core::mem::take(&mut self.pending_release);
		for c in &mut self.certificates {
			c.released += core::mem::replace(&mut c.pending_release, exact(0, 1));
		}
	}

	pub fn resume(&mut self) {
		self.release();
		self.start_over(self.today - 1);
		self.fate = Fate::Open;
	}

	pub fn terminate(&mut self) {
		if self.fate == Fate::Frozen(FreezeCause::Event) {
			self.release();
		}
		self.pending_release = 0;
		self.fate = Fate::Ended;
	}
}
