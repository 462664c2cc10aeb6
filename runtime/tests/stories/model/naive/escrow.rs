//! Days: what is paid, assessed and released; and what certificates get of it.

use super::{
	part, series::CertificateDay, Asset, Balance, Certificate, Day, Done, Fail, Rules, Series, Who,
	World, ESCROW, INCOME, ONE_WHOLE, PLEDGES, POOL,
};

/// Parts of a base unit in which the income of a unit is counted.
const PARTS: u128 = 1_000_000_000;

/// Whether a series settles and releases.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum State {
	Open,
	Frozen { breach: bool, since: Day, cutoff: Day, vote: Option<usize> },
	Terminated { since: Day, on: Day, cutoff: Day, certificates: u32, slash: Balance },
}

/// One settled day of a series.
#[derive(Clone, Debug)]
pub struct SettledDay {
	pub day: Day,
	pub paid: Balance,
	pub expected: Balance,
	pub assessed: bool,
	pub underpaid: bool,
	pub late: bool,
	pub written_off: bool,
	pub certificates: u64,
	/// Its average, if it was known; and whether that was struck out afterwards.
	pub average: Option<u128>,
	pub struck: bool,
	/// Whether it was settled in a freeze.
	pub frozen: bool,
	/// The part of its instalments that it released.
	pub released: u128,
}

#[derive(Clone, Debug)]
pub struct Ledger {
	pub state: State,
	/// The rules by which it is assessed, as governed when it began to sell.
	pub rules: Rules,
	pub settled_through: Day,
	pub last_end: Day,
	pub grace_until: Day,
	pub clock_start: u32,
	/// The last known average.
	pub last_average: u128,
	/// Remainder of the last division of income.
	pub carry: u128,
	pub pending_release: Balance,
	pub underpaid_streak: u32,
	pub freezes: u32,
	pub frozen_days: u32,
	pub days: Vec<SettledDay>,
}

impl Ledger {
	pub fn new(today: Day, opened: u32, expected: u128, rules: Rules) -> Self {
		Self {
			state: State::Open,
			rules,
			settled_through: today,
			last_end: today,
			grace_until: today,
			clock_start: opened,
			last_average: expected,
			carry: 0,
			pending_release: 0,
			underpaid_streak: 0,
			freezes: 0,
			frozen_days: 0,
			days: Vec::new(),
		}
	}

	/// The oldest day that is to be settled.
	pub fn next_day(&self) -> Option<Day> {
		(self.settled_through < self.last_end).then_some(self.settled_through + 1)
	}

	/// The assessed days of the thirty up to `last`.
	pub fn window(&self, last: Day) -> Vec<&SettledDay> {
		let first = last.saturating_sub(30).max(self.grace_until);
		let within = |d: &&SettledDay| d.assessed && d.day > first && d.day <= last;
		self.days.iter().filter(within).collect()
	}

	fn last_assessed(&self) -> Option<Day> {
		let assessed = self.days.iter().filter(|d| d.assessed && d.day > self.grace_until);
		assessed.map(|d| d.day).max()
	}
}

impl SettledDay {
	/// Its income as far as it counts in a window.
	pub fn counted(&self) -> Balance {
		self.paid.min(self.expected + self.expected / 10)
	}

	/// The part of its expected income that it paid, as far as that counts.
	fn part_paid(&self) -> u128 {
		(self.paid * ONE_WHOLE / self.expected).min(ONE_WHOLE + ONE_WHOLE / 10)
	}

	/// The part of its expected income that is missing, if that is so much that the day was missed.
	fn missing(&self, rules: &Rules) -> u128 {
		if !self.assessed || reaches(self.paid, self.expected, rules.full_from) {
			return 0;
		}
		ONE_WHOLE - self.paid * ONE_WHOLE / self.expected
	}
}

/// Whether days reach a line, in millionths: in money, and by the mean of their parts.
pub fn both_reach(days: &[&SettledDay], line: u32) -> (bool, bool) {
	let paid = days.iter().map(|day| day.counted()).sum();
	let expected = days.iter().map(|day| day.expected).sum();
	let parts = days.iter().map(|day| day.part_paid()).sum();
	let whole = days.len() as u128 * ONE_WHOLE;
	(reaches(paid, expected, line), reaches(parts, whole, line))
}

/// Whether `paid` is at least a part of `expected`, in millionths.
pub fn reaches(paid: Balance, expected: Balance, millionths: u32) -> bool {
	paid * 1_000_000 >= expected * u128::from(millionths)
}

impl Series {
	pub fn active(&self, day: Day) -> impl Iterator<Item = &Certificate> {
		self.certificates.iter().filter(move |certificate| certificate.is_active(day))
	}

	pub fn instalment(&self, certificate: &Certificate) -> Balance {
		certificate.deposit / Balance::from(self.term)
	}

	/// Income of a certificate that was not paid yet.
	pub fn due(&self, certificate: &Certificate) -> Balance {
		let income: u128 = certificate.days.iter().map(|day| day.income).sum();
		income * u128::from(self.units) / PARTS - certificate.claimed
	}

	/// The last day that counts for the miner, in a freeze or after a termination.
	pub fn cutoff(&self) -> Option<Day> {
		match self.state() {
			State::Open => None,
			State::Frozen { cutoff, .. } | State::Terminated { cutoff, .. } => Some(cutoff),
		}
	}

	/// Part of a deposit that is not released.
	pub fn unreleased(&self, certificate: &Certificate) -> Balance {
		let cutoff = self.cutoff().unwrap_or(Day::MAX);
		let counted = certificate.days.iter().filter(|day| day.day <= cutoff);
		let fractions: u128 = counted.map(|day| day.released).sum();
		certificate.deposit - (self.instalment(certificate) * fractions).div_ceil(ONE_WHOLE)
	}

	/// The part of the pledge of a certificate, which has ended, that its missed days cost: of the last
	/// thirty.
	fn cost_of_missed(&self, certificate: &Certificate) -> Balance {
		let Some(ledger) = &self.ledger else { return 0 };
		let last = (certificate.start..=certificate.end).rev().take(30);
		let settled = last.filter_map(|day| ledger.days.iter().find(|settled| settled.day == day));
		let missing: u128 = settled.map(|day| day.missing(&ledger.rules)).sum();
		self.pledge_of_one() * missing / (Balance::from(self.term) * ONE_WHOLE)
	}

	/// The slashed pledge of a certificate that was not paid yet.
	pub fn slashed(&self, certificate: &Certificate) -> Balance {
		match self.state() {
			_ if certificate.refunded => 0,
			State::Terminated { slash, cutoff, .. } if slash > 0 && certificate.end > cutoff => {
				self.pledge_of_one()
			},
			_ => certificate.slashed,
		}
	}

	/// Whether a certificate came to its end by itself, for good.
	pub fn has_ended(&self, certificate: &Certificate) -> bool {
		let settled = self.ledger.as_ref().map_or(0, |ledger| ledger.settled_through);
		certificate.end <= settled.min(self.cutoff().unwrap_or(Day::MAX))
	}
}

impl World {
	/// Live days that ended since the oldest day that is over and not settled, or since the clocks of the
	/// series started.
	pub fn overdue(&self, id: usize) -> Option<u32> {
		let ledger = self.series[id].ledger.as_ref()?;
		let day = ledger.next_day().filter(|day| *day < self.today())?;
		if self.average(self.series[id].network, day) == Some(0) {
			return None;
		}
		let from = self.calendar.live_days(day).max(ledger.clock_start);
		Some(self.calendar.live_days_by_now().saturating_sub(from))
	}

	/// The same, whether or not the network had income on that day.
	pub fn behind(&self, id: usize) -> u32 {
		let Some(ledger) = &self.series[id].ledger else { return 0 };
		let Some(day) = ledger.next_day() else { return 0 };
		let from = self.calendar.live_days(day).max(ledger.clock_start);
		self.calendar.live_days_by_now().saturating_sub(from)
	}

	/// Expected income of a day of a series.
	pub fn expected(&self, id: usize, day: Day) -> Balance {
		self.income(id, day, self.measure(id, day))
	}

	/// What a day is measured by: its average, or the last known one unless less was fed.
	fn measure(&self, id: usize, day: Day) -> u128 {
		let series = &self.series[id];
		if let Some(average) = self.average(series.network, day) {
			return average;
		}
		let last = series.ledger.as_ref().map_or(0, |ledger| ledger.last_average);
		let disputed = self.markets[series.network].disputed.get(&day).copied();
		disputed.filter(|fed| *fed > 0).unwrap_or(last).min(last)
	}

	/// Income of a day of a series, by what a unit earns.
	fn income(&self, id: usize, day: Day, average: u128) -> Balance {
		let series = &self.series[id];
		let units = series.active(day).count() as u128 * u128::from(series.units);
		(average * units).div_ceil(ONE_WHOLE)
	}

	/// Whether a day can be settled: it is over, and its average known, struck out, or never to be.
	pub fn can_settle(&self, id: usize, day: Day) -> Done {
		if day >= self.today() {
			return Err("DayNotOver");
		}
		let network = self.series[id].network;
		match self.average(network, day) {
			None if day + 2 > self.today() && !self.is_struck(network, day) => {
				Err("AverageNotKnown")
			},
			_ => Ok(()),
		}
	}

	pub fn distribute(&mut self, miner: Who, id: usize, first: Day, amounts: &[Balance]) -> Done {
		let series = self.series_of(id)?;
		if series.miner != miner {
			return Err("NotMiner");
		}
		if amounts.is_empty() {
			return Err("NoDays");
		}
		let ledger = series.ledger.as_ref().ok_or("NothingToSettle")?;
		if series.is_terminated() {
			return Err("Terminated");
		}
		if ledger.next_day().ok_or("NothingToSettle")? != first {
			return Err("NotOldestDay");
		}
		let (reward, frozen) = (series.reward.clone(), series.is_frozen());
		let income = amounts.iter().sum();
		let (mut pool, mut rest) = (0, 0);
		for paid in amounts {
			let released = self.settle(id, *paid, false)?;
			if !frozen {
				let share = part(self.pool_part_of_releases(id), released);
				(pool, rest) = (pool + share, rest + released - share);
			}
		}
		self.bank.pay(&reward, miner, INCOME, income, false)?;
		self.release(id, pool, rest);
		self.payouts.insert(id);
		self.note("days are paid");
		Ok(())
	}

	/// The pool's part of the releases of a series.
	pub fn pool_part_of_releases(&self, id: usize) -> u32 {
		self.series[id].ledger.as_ref().map_or(0, |ledger| ledger.rules.pool_part_of_releases)
	}

	/// Pay out a release: the pool's part, and the miner's.
	pub fn release(&mut self, id: usize, pool: Balance, rest: Balance) {
		let (payment, miner) = (self.series[id].payment.clone(), self.series[id].miner);
		self.pay_or_credit(ESCROW, &payment, POOL, pool);
		self.pay_or_credit(ESCROW, &payment, miner, rest);
	}

	pub fn write_off(&mut self, id: usize) -> Done {
		let series = self.series_of(id)?;
		let ledger = series.ledger.as_ref().ok_or("NotSold")?;
		match ledger.state {
			State::Open => (),
			State::Frozen { .. } => return Err("Frozen"),
			State::Terminated { .. } => return Err("Terminated"),
		}
		let day = ledger.next_day().ok_or("NothingToSettle")?;
		let unpaid = self.calendar.live_days_by_now() - self.calendar.live_days(day);
		let late = self.overdue(id).is_some_and(|live_days| live_days >= 2);
		let owes = unpaid >= self.rules.write_off_after && late;
		let no_income = self.average(series.network, day) == Some(0) && day < self.today();
		if !owes && !no_income {
			return Err("TooEarly");
		}
		self.settle(id, 0, true)?;
		if no_income {
			self.note("a day without income is written off");
		}
		self.payouts.insert(id);
		self.note("a day is written off");
		Ok(())
	}

	/// Settle the oldest day; returns what it releases.
	fn settle(&mut self, id: usize, paid: Balance, written_off: bool) -> Result<Balance, Fail> {
		let series = &self.series[id];
		let ledger = series.ledger.as_ref().ok_or("NothingToSettle")?;
		let day = ledger.next_day().ok_or("NothingToSettle")?;
		self.can_settle(id, day)?;
		let frozen = series.is_frozen();
		let expected = self.expected(id, day);
		let known_one = self.average(series.network, day).unwrap_or(ledger.last_average);
		let average_is_disputed = self.measure(id, day) < known_one;
		let usual = if known_one > 0 { known_one } else { series.expected };
		if paid > 10 * self.income(id, day, usual) {
			return Err("PaidTooMuch");
		}
		let accused = matches!(ledger.state, State::Frozen { breach: true, .. });
		if accused && !reaches(paid, expected, ledger.rules.full_from) {
			return Err("PaidTooLittle");
		}
		let average = self.average(series.network, day);
		let known = average.is_some_and(|average| average > 0) && self.calendar.was_live(day);
		let assessed = known && !frozen && day > ledger.grace_until;
		let underpaid = assessed && !reaches(paid, expected, ledger.rules.underpaid_below);
		let since = self.calendar.live_days(day).max(ledger.clock_start);
		let late = assessed && self.calendar.live_days_by_now().saturating_sub(since) >= 2;
		let certificates = series.active(day).count() as u64;
		let instalments: Balance = series.active(day).map(|c| series.instalment(c)).sum();

		let settled = SettledDay {
			day,
			paid,
			expected,
			assessed,
			underpaid,
			late,
			written_off,
			certificates,
			average,
			struck: false,
			frozen,
			released: 0,
		};
		let ledger = self.series[id].ledger.as_mut().ok_or("NothingToSettle")?;
		ledger.days.push(settled.clone());
		let fraction = self.fraction(id, &settled, average.is_some());
		let released = instalments * fraction / ONE_WHOLE;
		if average_is_disputed {
			self.note("a day is measured by a disputed value");
		}
		self.write_back(id, &settled, fraction);
		let ledger = self.series[id].ledger.as_mut().ok_or("NothingToSettle")?;
		if let Some(last) = ledger.days.last_mut() {
			last.released = fraction;
		}
		let ledger = self.series[id].ledger.as_mut().ok_or("NothingToSettle")?;
		ledger.settled_through = day;
		ledger.last_average = average.unwrap_or(ledger.last_average);
		if assessed {
			ledger.underpaid_streak = if underpaid { ledger.underpaid_streak + 1 } else { 0 };
		}
		if frozen {
			ledger.pending_release += released;
		}
		self.count_day(id, &settled, fraction, frozen, average.is_some());
		if !frozen {
			self.slash_ended(id, day)?;
		}
		Ok(released)
	}

	/// Certificates end with missed days.
	fn slash_ended(&mut self, id: usize, day: Day) -> Done {
		let series = &self.series[id];
		let application = series.application;
		let ending = |c: &Certificate| c.sold && !c.burnt && c.end == day;
		let costs: Vec<_> = series
			.certificates
			.iter()
			.map(|c| if ending(c) { series.cost_of_missed(c) } else { 0 })
			.collect();
		for (item, cost) in costs.into_iter().enumerate().filter(|(_, cost)| *cost > 0) {
			self.series[id].certificates[item].slashed = cost;
			self.applications[application].pledged -= cost;
			self.bank.pay(&Asset::Native, PLEDGES, ESCROW, cost, false)?;
			self.note("a certificate ends with missed days");
		}
		Ok(())
	}

	/// The part of its instalments that a day releases, itself among the settled days already.
	fn fraction(&self, id: usize, day: &SettledDay, known: bool) -> u128 {
		let Some(ledger) = &self.series[id].ledger else { return 0 };
		if day.written_off || day.expected == 0 {
			return 0;
		}
		let tolerant = ledger.state == State::Open && day.day > ledger.grace_until;
		let last = if known { Some(day.day) } else { ledger.last_assessed() };
		let window = last.map(|last| ledger.window(last)).unwrap_or_default();
		let points = 800_000 + 10_000 * window.len() as u32;
		let line = points.min(ledger.rules.window_cap);
		let enough = window.is_empty() || both_reach(&window, line) == (true, true);
		let full = tolerant && enough && reaches(day.paid, day.expected, ledger.rules.full_from);
		if full {
			ONE_WHOLE
		} else {
			(day.paid * ONE_WHOLE / day.expected).min(ONE_WHOLE)
		}
	}

	/// The average of a settled day was struck out: it is as if there had never been one.
	pub fn apply_strike(&mut self, id: usize, day: Day) -> Done {
		self.ensure_open(id)?;
		let series = &self.series[id];
		if !self.is_struck(series.network, day) {
			return Err("NotStruck");
		}
		let ledger = series.ledger.as_ref().ok_or("NotSold")?;
		let settled = ledger.settled_through;
		let at = ledger.days.iter().position(|settled| settled.day == day);
		let found = at.map(|at| ledger.days[at].clone());
		if day > settled {
			return Err("NotSettled");
		}
		if settled - day > 60 {
			return Err("TooLate");
		}
		let (at, found) = at.zip(found).filter(|(_, f)| f.average.is_some()).ok_or("NotSettled")?;
		if found.struck {
			return Err("AlreadyStruck");
		}
		if ledger.days.iter().filter(|day| day.struck).count() == 16 {
			return Err("TooManyStrikes");
		}
		let network = series.network;
		let counts = |d: &&SettledDay| !d.struck && !self.is_struck(network, d.day);
		let known = |d: &&SettledDay| d.average.is_some() && counts(d);
		let near = |d: &&SettledDay| d.day < day && d.day + 30 >= day;
		let before = ledger.days.iter().rev().filter(near).find(known);
		let first = series.expected.max(self.latest(network));
		let earlier = before.and_then(|d| d.average).unwrap_or(first);
		let last_known = !ledger.days.iter().any(|d| d.day > day && known(&d));
		let expected = self.income(id, day, earlier);
		let mut window = ledger.window(day - 1);
		window.retain(|d| counts(d));
		let line = (800_000 + 10_000 * window.len() as u32).min(ledger.rules.window_cap);
		let enough = window.is_empty() || both_reach(&window, line) == (true, true);
		let open = !found.frozen && day > ledger.grace_until;
		let tolerant = found.assessed || open;
		let full = tolerant && enough && reaches(found.paid, expected, ledger.rules.full_from);
		let fraction = match expected {
			_ if found.written_off => 0,
			0 => 0,
			_ if full => ONE_WHOLE,
			_ => (found.paid * ONE_WHOLE / expected).min(ONE_WHOLE),
		};
		let extra = fraction.saturating_sub(found.released);
		let left = series.active(day).filter(|c| !c.burnt && c.end > settled);
		let instalments: Balance = left.map(|c| series.instalment(c)).sum();
		let released = instalments * extra / ONE_WHOLE;
		let pool = part(ledger.rules.pool_part_of_releases, released);

		let later = |d: &&SettledDay| d.assessed && d.day > day;
		let after = ledger.days.iter().filter(later).count() as u32;
		let series = &mut self.series[id];
		for certificate in series.certificates.iter_mut().filter(|c| c.end > settled) {
			for own in certificate.days.iter_mut().filter(|own| own.day == day) {
				own.released += extra;
			}
		}
		let ledger = series.ledger.as_mut().ok_or("NotSold")?;
		if found.underpaid && ledger.underpaid_streak > after {
			ledger.underpaid_streak -= 1;
		}
		ledger.days[at].struck = true;
		ledger.days[at].assessed = false;
		ledger.days[at].underpaid = false;
		if last_known {
			ledger.last_average = earlier;
		}
		self.release(id, pool, released - pool);
		self.note("a strike is applied");
		if released > 0 {
			self.note("a strike releases something");
		}
		Ok(())
	}

	/// Add a settled day to each active certificate and to the record of the miner.
	fn write_back(&mut self, id: usize, settled: &SettledDay, released: u128) {
		let series = &mut self.series[id];
		let Some(ledger) = &mut series.ledger else { return };
		let units = u128::from(settled.certificates) * u128::from(series.units);
		let parts = settled.paid * PARTS + ledger.carry;
		let income = parts / units;
		ledger.carry = parts % units;
		let day = CertificateDay { day: settled.day, income, released };
		for certificate in &mut series.certificates {
			if certificate.is_active(settled.day) {
				certificate.days.push(day);
			}
		}
		let SettledDay { written_off, late, underpaid, paid, .. } = *settled;
		let miner = series.miner;
		let record = self.record(miner);
		record.settled += u32::from(!written_off);
		record.paid += u32::from(paid > 0);
		record.late += u32::from(late);
		record.underpaid += u32::from(underpaid);
	}

	fn count_day(
		&mut self,
		id: usize,
		day: &SettledDay,
		fraction: u128,
		frozen: bool,
		known: bool,
	) {
		let Some(ledger) = &self.series[id].ledger else { return };
		let in_grace = day.day <= ledger.grace_until;
		let full = fraction == ONE_WHOLE;
		let tolerated = full && day.paid < day.expected;
		let kinds = [
			(day.underpaid, "an underpaid day"),
			(day.assessed && day.counted() < day.paid, "a day of which not all counts"),
			(day.late, "a late day"),
			(day.assessed && tolerated, "a day paid a little less, released in full"),
			(day.assessed && !full && fraction > 0, "a day released in part"),
			(
				day.assessed && !full && reaches(day.paid, day.expected, ledger.rules.full_from),
				"a day withheld because of its window",
			),
			(fraction == 0 && !day.written_off, "a day that pays nothing"),
			(known && day.expected == 0, "a day without income is settled"),
			(frozen, "a day settled in a freeze"),
			(!known, "a day settled without an average"),
			(known && !self.calendar.was_live(day.day), "a day that did not count for clocks"),
			(in_grace, "a day from before a restart"),
			(
				day.written_off && day.assessed && day.underpaid && day.late,
				"a written-off day counts",
			),
		];
		for (_, kind) in kinds.into_iter().filter(|(seen, _)| *seen) {
			self.note(kind);
		}
	}
}
