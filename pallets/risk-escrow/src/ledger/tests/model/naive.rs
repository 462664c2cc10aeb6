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

/// The part of its expected income that a day paid, at most 1.1, in whole 10⁻¹⁸.
fn part(paid: Balance, expected: Balance) -> u128 {
	whole((exact(paid, expected).min(exact(11, 10)) * exact(ONE, 1)).floor())
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
	/// What of its pledge is slashed and not paid.
	pub slashed: Balance,
	/// The most units that were active with it, or the day before it.
	pub crowd: u128,
}

impl Naive {
	fn is_active(&self, day: Day) -> bool {
		self.start <= day && day <= self.end
	}

	fn instalment(&self) -> BigRational {
		exact(self.deposit / u128::from(self.end + 1 - self.start), 1)
	}

	/// Its days after a day.
	pub fn days_after(&self, day: Day) -> u32 {
		(self.start..=self.end).filter(|own| *own > day).count() as u32
	}
}

/// The market average of a day, or the median of it that is disputed.
#[derive(Clone, Copy, Debug)]
pub enum Average {
	Known(PerUnit),
	Unknown(Option<PerUnit>),
}

impl Average {
	pub fn known(self) -> Option<PerUnit> {
		match self {
			Self::Known(average) => Some(average),
			Self::Unknown(_) => None,
		}
	}
}

/// What a day is settled with in the naive model.
#[derive(Clone, Copy)]
pub struct Facts {
	pub paid: Balance,
	pub average: Average,
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
	pub fraction: u128,
	/// Whether it paid less than three quarters.
	missed: bool,
	frozen: bool,
}

impl NaiveDay {
	pub fn part(&self) -> u128 {
		part(self.facts.paid, self.expected)
	}

	/// The missing part of an assessed day that was missed.
	pub fn missing(&self) -> u128 {
		if self.assessed && self.missed {
			ONE - self.part()
		} else {
			0
		}
	}
}

/// A window: days, paid, expected, parts paid, and late.
pub type NaiveWindow = (u32, Balance, Balance, u128, u32);

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
	/// The underpaid days in a row.
	pub streak: Vec<Day>,
	pub last_average: Option<PerUnit>,
	/// Days whose average was struck out.
	pub struck_out: BTreeSet<Day>,
	/// Those for which that was applied.
	pub applied: BTreeSet<Day>,
	/// The last day that was settled without a freeze that is not over.
	pub cutoff: Day,
	/// The day of the last sale of an idle series.
	pub moved_to: Day,
}

impl Model {
	pub fn sell(&mut self, term: u32, deposits: &[Balance]) {
		let today = self.today;
		if self.certificates.iter().all(|c| c.end < today) {
			// Underpaid days are followed by those after the idle time, unless they are long past; a sale
			// alone is no breach.
			let last = self.certificates.iter().map(|c| c.end).max().unwrap_or_default();
			let mut streak = core::mem::take(&mut self.streak);
			self.start_over(today);
			self.moved_to = today;
			if today - last <= 30 {
				self.streak = streak.split_off(streak.len().saturating_sub(6));
			}
		}
		self.certificates.extend(deposits.iter().map(|deposit| Naive {
			start: today + 1,
			end: today + term,
			deposit: *deposit,
			income: exact(0, 1),
			released: exact(0, 1),
			pending_release: exact(0, 1),
			claimed: 0,
			slashed: 0,
			crowd: 0,
		}));
	}

	fn start_over(&mut self, day: Day) {
		(self.grace, self.streak) = (self.grace.max(day), Vec::new());
		self.clocks_from = self.today;
	}

	pub fn active(&self, day: Day) -> u128 {
		self.certificates.iter().filter(|c| c.is_active(day)).count() as u128
	}

	/// What the active units of a day should earn, rounded up.
	pub fn expected(&self, day: Day, units: Units, average: Average) -> Balance {
		let last = self.last_average.unwrap_or(PerUnit::one());
		let each = match average {
			Average::Known(average) => average,
			Average::Unknown(disputed) => disputed.map_or(last, |disputed| disputed.min(last)),
		};
		self.earned(day, units, each)
	}

	/// What the active units of a day earn at this rate, rounded up.
	fn earned(&self, day: Day, units: Units, each: PerUnit) -> Balance {
		let units = exact(self.active(day) * u128::from(units), 1);
		whole((exact(each.into_inner(), ONE) * units).ceil())
	}

	fn counts(&self, day: Day) -> bool {
		self.fate == Fate::Open && day > self.grace
	}

	fn is_assessed(&self, day: Day, facts: &Facts) -> bool {
		let asks = facts.average.known().is_some_and(|average| !average.is_zero());
		facts.live && asks && self.counts(day)
	}

	/// What a day is settled with now.
	pub fn facts(&self, day: Day, paid: Balance, average: Average, written_off: bool) -> Facts {
		let live = |day: &Day| !self.dead.contains(day);
		let since = (day + 1..self.today).filter(|later| *later >= self.clocks_from);
		let late = since.filter(live).count() >= 2;
		Facts { paid, average, live: live(&day), late, written_off }
	}

	/// Why a day cannot be settled with this income.
	pub fn refuses(
		&self,
		day: Day,
		units: Units,
		paid: Balance,
		average: Average,
	) -> Option<LedgerError> {
		let usual = average.known().or(self.last_average).unwrap_or(PerUnit::one());
		let usual = if usual.is_zero() { PerUnit::one() } else { usual };
		if exact(paid, 10) > exact(self.earned(day, units, usual), 1) {
			return Some(LedgerError::PaidTooMuch);
		}
		let breach = self.fate == Fate::Frozen(FreezeCause::Breach);
		let little = !reaches(paid, self.expected(day, units, average), 75);
		(breach && little).then_some(LedgerError::PaidTooLittle)
	}

	/// The assessed days of the thirty that end with `last`, without those whose average was struck out
	/// if that was applied, or as `known` says.
	fn window_of(&self, last: Day, known: impl Fn(&Day) -> bool) -> NaiveWindow {
		let days = self.days.range(last.saturating_sub(29)..=last);
		let assessed = days.filter(|(day, naive)| **day > self.grace && naive.assessed);
		let counting = assessed.filter(|(day, _)| known(day));
		counting.fold((0, 0, 0, 0, 0), |(n, paid, expected, parts, late), (_, day)| {
			let all = (paid + counted(day.facts.paid, day.expected), expected + day.expected);
			(n + 1, all.0, all.1, parts + day.part(), late + u32::from(day.facts.late))
		})
	}

	pub fn window(&self, last: Day) -> NaiveWindow {
		self.window_of(last, |day| !self.applied.contains(day))
	}

	/// Whether the window allows a full release, on both counts.
	fn holds((n, paid, expected, parts, _): NaiveWindow) -> bool {
		let line = (80 + u128::from(n)).min(93);
		let on_average = exact(parts, ONE) * exact(100, 1) >= exact(line * u128::from(n), 1);
		reaches(paid, expected, line) && on_average
	}

	fn window_holds(&self, day: Day, facts: &Facts, own: Balance) -> bool {
		let assessed = |(_, day): &(&Day, &NaiveDay)| day.assessed;
		let last_assessed = self.days.iter().filter(assessed).map(|(day, _)| *day).max();
		let last = match facts.average {
			Average::Known(_) => Some(day),
			Average::Unknown(_) => last_assessed.filter(|last| *last > self.grace),
		};
		let Some(last) = last else { return true };
		let (mut n, mut paid, mut expected, mut parts, late) = self.window(last);
		if self.is_assessed(day, facts) {
			(n, paid, expected) = (n + 1, paid + counted(facts.paid, own), expected + own);
			parts += part(facts.paid, own);
		}
		Self::holds((n, paid, expected, parts, late))
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
			_ if expected == 0 => 0,
			_ if full || facts.paid >= expected => ONE,
			_ => whole((exact(facts.paid, expected) * exact(ONE, 1)).floor()),
		};
		(fraction, underpaid)
	}

	/// Settle a day; returns what is slashed of the certificates that end on it.
	pub fn settle(&mut self, day: Day, units: Units, facts: Facts) -> Balance {
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
			let part = c.instalment() * exact(fraction, ONE);
			release += part.clone();
			*(if pending { &mut c.pending_release } else { &mut c.released }) += part;
			c.crowd = c.crowd.max(crowd);
		}
		let release = whole(release.floor());
		*(if pending { &mut self.pending_release } else { &mut self.miner }) += release;
		match assessed {
			true if underpaid => self.streak.push(day),
			true => self.streak.clear(),
			false => {},
		}
		self.last_average = facts.average.known().or(self.last_average);
		let missed = !reaches(facts.paid, expected, 75);
		let certificates = n as u32;
		let frozen = pending;
		self.days.insert(
			day,
			NaiveDay {
				facts,
				assessed,
				underpaid,
				expected,
				certificates,
				fraction,
				missed,
				frozen,
			},
		);
		if !pending {
			self.cutoff = day;
			return self.end(day);
		}
		0
	}

	/// What is slashed of the certificates whose last day is this one: of each its missed days, of the
	/// last thirty of its term.
	fn end(&mut self, day: Day) -> Balance {
		let mut sum = 0;
		for c in self.certificates.iter_mut().filter(|c| c.end == day) {
			let last_thirty = (c.start..=c.end).rev().take(30);
			let counting = last_thirty.filter(|own| !self.applied.contains(own));
			let missing: u128 = counting.map(|own| self.days[&own].missing()).sum();
			let term = u128::from(c.end + 1 - c.start);
			c.slashed = whole((exact(PLEDGE, term) * exact(missing, ONE)).floor());
			sum += c.slashed;
		}
		sum
	}

	/// The average of a settled day was struck out: what it releases in addition, as a fraction in 10⁻¹⁸
	/// and as money.
	pub fn strike(&mut self, day: Day, units: Units) -> Result<(u128, Balance), LedgerError> {
		let through = *self.days.keys().last().unwrap_or(&day);
		let known = |day: &Day| !self.struck_out.contains(day);
		let record = self.days.get(&day).filter(|own| own.facts.average.known().is_some());
		if through.max(self.moved_to) - day > 60 {
			return Err(LedgerError::TooLate);
		}
		let record = record.ok_or(LedgerError::NotSettled)?;
		if self.applied.contains(&day) {
			return Err(LedgerError::AlreadyStruck);
		}
		let average =
			|(own, naive): (&Day, &NaiveDay)| naive.facts.average.known().filter(|_| known(own));
		let earlier = self.days.range(day.saturating_sub(30)..day).rev().find_map(average);
		let earlier = earlier.unwrap_or(PerUnit::one());
		let expected = self.earned(day, units, earlier);
		let facts = record.facts;
		let tolerant = record.assessed || !record.frozen && day > self.grace;
		let holds = day - 1 <= self.grace || Self::holds(self.window_of(day - 1, known));
		let fraction = match facts {
			Facts { written_off: true, .. } => 0,
			_ if expected == 0 => 0,
			_ if facts.paid >= expected => ONE,
			_ if tolerant && reaches(facts.paid, expected, 75) && holds => ONE,
			_ => part(facts.paid, expected),
		};
		let more = fraction.saturating_sub(record.fraction);
		if self.applied.len() == 16 {
			return Err(LedgerError::TooManyStrikes);
		}
		let known_later = self.days.range(day + 1..).any(|later| average(later).is_some());
		let mut release = exact(0, 1);
		for c in self.certificates.iter_mut().filter(|c| c.is_active(day) && c.end > through) {
			let part = c.instalment() * exact(more, ONE);
			release += part.clone();
			c.released += part;
		}
		let release = whole(release.floor());
		self.miner += release;
		self.streak.retain(|own| *own != day);
		if !known_later {
			self.last_average = Some(earlier);
		}
		self.applied.insert(day);
		Ok((more, release))
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
		self.cutoff = self.days.keys().last().copied().unwrap_or_default();
		self.start_over(self.today - 1);
		self.fate = Fate::Open;
	}

	/// Ends the series; returns the number of certificates that are slashed: those that had not ended
	/// before the freeze.
	pub fn terminate(&mut self, cause: FreezeCause) -> u32 {
		self.fate = Fate::Ended;
		if cause == FreezeCause::Event {
			self.release();
			return 0;
		}
		self.pending_release = 0;
		let cutoff = self.cutoff;
		let slashed = self.certificates.iter_mut().filter(|c| c.end > cutoff);
		slashed.map(|c| c.slashed = PLEDGE).count() as u32
	}
}
