//! Days: what is paid, judged and released; and what certificates get of it.

use super::{
	part, series::CertificateDay, Asset, Balance, Certificate, Day, Done, Fail, Rules, Series, Who,
	World, INCOME, ONE_WHOLE, POOL,
};

/// Income of a unit is counted in so many parts of a base unit.
const PARTS: u128 = 1_000_000_000;

/// Whether a series settles and releases.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum State {
	Open,
	Frozen { breach: bool, since: Day, cut: Day, vote: Option<usize> },
	Terminated { since: Day, on: Day, cut: Day, days_left: u64, slash: Balance },
}

/// One settled day of a series.
#[derive(Clone, Debug)]
pub struct SettledDay {
	pub day: Day,
	pub paid: Balance,
	pub expected: Balance,
	pub judged: bool,
	pub low: bool,
	pub late: bool,
	pub given_up: bool,
	pub certificates: u64,
}

#[derive(Clone, Debug)]
pub struct Ledger {
	pub state: State,
	/// How it is judged: what was governed when it began to sell.
	pub rules: Rules,
	pub paid_through: Day,
	pub last_end: Day,
	pub fresh_after: Day,
	pub clock_from: u32,
	/// The last known average, and what the last division of income left.
	pub reference: u128,
	pub carry: u128,
	pub waiting: Balance,
	pub low_run: u32,
	pub freezes: u32,
	pub frozen_days: u32,
	pub days: Vec<SettledDay>,
}

impl Ledger {
	pub fn new(today: Day, opened: u32, expected: u128, rules: Rules) -> Self {
		Self {
			state: State::Open,
			rules,
			paid_through: today,
			last_end: today,
			fresh_after: today,
			clock_from: opened,
			reference: expected,
			carry: 0,
			waiting: 0,
			low_run: 0,
			freezes: 0,
			frozen_days: 0,
			days: Vec::new(),
		}
	}

	/// The oldest day that is to be settled.
	pub fn next_day(&self) -> Option<Day> {
		(self.paid_through < self.last_end).then_some(self.paid_through + 1)
	}

	/// The judged days of the thirty up to `last`.
	pub fn window(&self, last: Day) -> Vec<&SettledDay> {
		let first = last.saturating_sub(30).max(self.fresh_after);
		let within = |d: &&SettledDay| d.judged && d.day > first && d.day <= last;
		self.days.iter().filter(within).collect()
	}

	fn last_judged(&self) -> Option<Day> {
		let judged = self.days.iter().filter(|d| d.judged && d.day > self.fresh_after);
		judged.map(|d| d.day).max()
	}
}

impl SettledDay {
	/// What counts of its income in a window.
	pub fn counted(&self) -> Balance {
		self.paid.min(self.expected + self.expected / 10)
	}
}

/// Whether `paid` is so many millionths of `expected`.
pub fn reaches(paid: Balance, expected: Balance, millionths: u32) -> bool {
	paid * 1_000_000 >= expected * u128::from(millionths)
}

impl Series {
	pub fn active(&self, day: Day) -> impl Iterator<Item = &Certificate> {
		self.certificates.iter().filter(move |certificate| certificate.is_active(day))
	}

	pub fn slice(&self, certificate: &Certificate) -> Balance {
		certificate.deposit / Balance::from(self.term)
	}

	/// What a certificate has earned and not been paid.
	pub fn due(&self, certificate: &Certificate) -> Balance {
		let income: u128 = certificate.days.iter().map(|day| day.income).sum();
		income * u128::from(self.units) / PARTS - certificate.claimed
	}

	/// The last day that counts for the miner, in a freeze or after a termination.
	pub fn cut(&self) -> Option<Day> {
		match self.state() {
			State::Open => None,
			State::Frozen { cut, .. } | State::Terminated { cut, .. } => Some(cut),
		}
	}

	/// What of a deposit is not released.
	pub fn unreleased(&self, certificate: &Certificate) -> Balance {
		let cut = self.cut().unwrap_or(Day::MAX);
		let counted = certificate.days.iter().filter(|day| day.day <= cut);
		let fractions: u128 = counted.map(|day| day.released).sum();
		certificate.deposit - (self.slice(certificate) * fractions).div_ceil(ONE_WHOLE)
	}

	/// Whether a certificate came to its end by itself, for good.
	pub fn has_ended(&self, certificate: &Certificate) -> bool {
		let settled = self.ledger.as_ref().map_or(0, |ledger| ledger.paid_through);
		certificate.end <= settled.min(self.cut().unwrap_or(Day::MAX))
	}
}

impl World {
	/// How many open days have ended since the oldest day that is over and not settled, or since
	/// the clocks of the series started.
	pub fn overdue(&self, id: usize) -> Option<u32> {
		let ledger = self.series[id].ledger.as_ref()?;
		let day = ledger.next_day().filter(|day| *day < self.today())?;
		let from = self.calendar.opened(day).max(ledger.clock_from);
		Some(self.calendar.opened_by_now().saturating_sub(from))
	}

	/// What a day of a series should pay.
	pub fn expected(&self, id: usize, day: Day) -> Balance {
		let series = &self.series[id];
		let reference = series.ledger.as_ref().map_or(0, |ledger| ledger.reference);
		let average = self.average(series.network, day).unwrap_or(reference);
		let units = series.active(day).count() as u128 * u128::from(series.units);
		(average * units).div_ceil(ONE_WHOLE)
	}

	/// Whether a day can be settled: it is over, and its average known or never to be.
	pub fn can_settle(&self, id: usize, day: Day) -> Done {
		if day >= self.today() {
			return Err("DayNotOver");
		}
		match self.average(self.series[id].network, day) {
			None if day + 2 > self.today() => Err("AverageNotKnown"),
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
			return Err("WrongDay");
		}
		let (reward, frozen) = (series.reward.clone(), series.is_frozen());
		let income = amounts.iter().sum();
		let (mut pool, mut rest) = (0, 0);
		for paid in amounts {
			let released = self.settle(id, *paid, false)?;
			if !frozen {
				let share = part(self.rules.pool_part_of_releases, released);
				(pool, rest) = (pool + share, rest + released - share);
			}
		}
		self.bank.pay(&reward, miner, INCOME, income, false)?;
		self.release(id, pool, rest);
		self.payouts.insert(id);
		self.note("days are paid");
		Ok(())
	}

	/// Pay out a release: the pool's part, and the miner's.
	pub fn release(&mut self, id: usize, pool: Balance, rest: Balance) {
		let (payment, miner) = (self.series[id].payment.clone(), self.series[id].miner);
		self.pay_or_owe(&payment, POOL, pool);
		self.pay_or_owe(&payment, miner, rest);
	}

	pub fn give_up(&mut self, id: usize) -> Done {
		let series = self.series_of(id)?;
		let ledger = series.ledger.as_ref().ok_or("NotSold")?;
		match ledger.state {
			State::Open => (),
			State::Frozen { .. } => return Err("Frozen"),
			State::Terminated { .. } => return Err("Terminated"),
		}
		let day = ledger.next_day().ok_or("NothingToSettle")?;
		let unpaid = self.calendar.opened_by_now() - self.calendar.opened(day);
		let late = self.overdue(id).is_some_and(|open_days| open_days >= 2);
		if unpaid < self.rules.give_up_after || !late {
			return Err("TooEarly");
		}
		self.settle(id, 0, true)?;
		self.payouts.insert(id);
		self.note("a day is given up");
		Ok(())
	}

	/// Settle the oldest day; returns what it releases.
	fn settle(&mut self, id: usize, paid: Balance, given_up: bool) -> Result<Balance, Fail> {
		let series = &self.series[id];
		let ledger = series.ledger.as_ref().ok_or("NothingToSettle")?;
		let day = ledger.next_day().ok_or("NothingToSettle")?;
		self.can_settle(id, day)?;
		let frozen = series.is_frozen();
		let expected = self.expected(id, day);
		let accused = matches!(ledger.state, State::Frozen { breach: true, .. });
		if accused && !reaches(paid, expected, ledger.rules.full_from) {
			return Err("PaidTooLittle");
		}
		let average = self.average(series.network, day);
		let known = average.is_some() && self.calendar.was_open(day);
		let judged = known && !frozen && day > ledger.fresh_after;
		let low = judged && !reaches(paid, expected, ledger.rules.low_below);
		let since = self.calendar.opened(day).max(ledger.clock_from);
		let late = judged && self.calendar.opened_by_now().saturating_sub(since) >= 2;
		let certificates = series.active(day).count() as u64;
		let slices: Balance = series.active(day).map(|c| series.slice(c)).sum();

		let settled = SettledDay { day, paid, expected, judged, low, late, given_up, certificates };
		let ledger = self.series[id].ledger.as_mut().ok_or("NothingToSettle")?;
		ledger.days.push(settled.clone());
		let fraction = self.fraction(id, &settled, average.is_some());
		let released = slices * fraction / ONE_WHOLE;
		self.book(id, &settled, fraction);
		let ledger = self.series[id].ledger.as_mut().ok_or("NothingToSettle")?;
		ledger.paid_through = day;
		ledger.reference = average.unwrap_or(ledger.reference);
		if judged {
			ledger.low_run = if low { ledger.low_run + 1 } else { 0 };
		}
		if frozen {
			ledger.waiting += released;
		}
		self.count_day(id, &settled, fraction, frozen, average.is_some());
		Ok(released)
	}

	/// What part of its slices a day releases, itself among the settled days already.
	fn fraction(&self, id: usize, day: &SettledDay, known: bool) -> u128 {
		let Some(ledger) = &self.series[id].ledger else { return 0 };
		if day.given_up {
			return 0;
		}
		let tolerant = ledger.state == State::Open && day.day > ledger.fresh_after;
		let last = if known { Some(day.day) } else { ledger.last_judged() };
		let window = last.map(|last| ledger.window(last)).unwrap_or_default();
		let points = 800_000 + 10_000 * window.len() as u32;
		let paid = window.iter().map(|d| d.counted()).sum();
		let expected = window.iter().map(|d| d.expected).sum();
		let enough =
			window.is_empty() || reaches(paid, expected, points.min(ledger.rules.window_cap));
		let full = tolerant && enough && reaches(day.paid, day.expected, ledger.rules.full_from);
		match day.expected {
			_ if full => ONE_WHOLE,
			0 => ONE_WHOLE,
			expected => (day.paid * ONE_WHOLE / expected).min(ONE_WHOLE),
		}
	}

	/// Write down for each active certificate what the day did to it.
	fn book(&mut self, id: usize, settled: &SettledDay, released: u128) {
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
		let SettledDay { given_up, late, low, .. } = *settled;
		let miner = series.miner;
		let record = self.record(miner);
		record.paid += u32::from(!given_up);
		record.late += u32::from(late);
		record.low += u32::from(low);
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
		let fresh = day.day <= ledger.fresh_after;
		let full = fraction == ONE_WHOLE;
		let tolerated = full && day.paid < day.expected;
		let kinds = [
			(day.low, "a low day"),
			(day.judged && day.counted() < day.paid, "a day of which not all counts"),
			(day.late, "a late day"),
			(day.judged && tolerated, "a day paid a little less, released in full"),
			(day.judged && !full && fraction > 0, "a day released in part"),
			(
				day.judged && !full && reaches(day.paid, day.expected, ledger.rules.full_from),
				"a day held back because of its window",
			),
			(fraction == 0 && !day.given_up, "a day that pays nothing"),
			(frozen, "a day settled in a freeze"),
			(!known, "a day settled without an average"),
			(known && !self.calendar.was_open(day.day), "a day that did not count for clocks"),
			(fresh, "a day from before a restart"),
			(day.given_up && day.judged && day.low && day.late, "a given-up day counts"),
		];
		for (_, kind) in kinds.into_iter().filter(|(seen, _)| *seen) {
			self.note(kind);
		}
	}
}

/// Certificates, one by one.
impl World {
	pub fn claim_one(&mut self, id: usize, item: u32) -> Done {
		let (series, certificate) = self.sold(id, item)?;
		let (owner, due) = (certificate.owner, series.due(certificate));
		if due == 0 {
			return Err("NothingToClaim");
		}
		let reward = series.reward.clone();
		self.bank.pay(&reward, INCOME, owner, due, false)?;
		self.series[id].certificates[item as usize].claimed += due;
		Ok(())
	}

	/// A sold certificate that exists.
	fn sold(&self, id: usize, item: u32) -> Result<(&Series, &Certificate), Fail> {
		let series = self.series_of(id)?;
		let certificate = series.certificate(item)?;
		match certificate.sold {
			true => Ok((series, certificate)),
			false => Err("NotSold"),
		}
	}

	pub fn retire_one(&mut self, id: usize, item: u32) -> Done {
		let (series, certificate) = self.sold(id, item)?;
		let (owner, due) = (certificate.owner, series.due(certificate));
		let (reward, payment) = (series.reward.clone(), series.payment.clone());
		if series.has_ended(certificate) {
			let rest = series.unreleased(certificate);
			let held_back = rest - certificate.deposit % Balance::from(series.term);
			self.bank.pay(&reward, INCOME, owner, due, false)?;
			self.pay_or_owe(&payment, owner, rest);
			if held_back > 0 {
				self.note("what low days held back is paid");
			}
		} else {
			let refunded = certificate.refunded;
			self.ensure_kept_long_enough(id, certificate)?;
			self.bank.pay(&reward, INCOME, owner, due, false)?;
			if !refunded {
				self.refund_one(id, item)?;
			}
			self.note("a certificate of a terminated series is burnt");
		}
		let certificate = &mut self.series[id].certificates[item as usize];
		(certificate.burnt, certificate.lock) = (true, None);
		certificate.days.clear();
		Ok(())
	}

	fn ensure_kept_long_enough(&self, id: usize, certificate: &Certificate) -> Done {
		let series = &self.series[id];
		match series.state() {
			State::Terminated { .. } if self.is_kept(id) => Err("StillKept"),
			State::Terminated { .. } => Ok(()),
			State::Frozen { .. } if !series.is_running(certificate) => Err("Frozen"),
			_ => Err("NotEnded"),
		}
	}

	pub fn refund_one(&mut self, id: usize, item: u32) -> Done {
		let State::Terminated { days_left, slash, .. } = self.series_of(id)?.state() else {
			return Err("NotTerminated");
		};
		let (series, certificate) = self.sold(id, item)?;
		if series.has_ended(certificate) {
			return Err("HasEnded");
		}
		if certificate.refunded {
			return Err("AlreadyRefunded");
		}
		let settled = series.ledger.as_ref().map_or(0, |ledger| ledger.paid_through);
		let left = certificate.days_left(settled);
		let share = if left > 0 { slash * u128::from(left) / u128::from(days_left) } else { 0 };
		let (owner, unreleased) = (certificate.owner, series.unreleased(certificate));
		let payment = series.payment.clone();
		self.pay_or_owe(&payment, owner, unreleased);
		self.pay_or_owe(&Asset::Native, owner, share);
		if share > 0 {
			self.note("a share of a slash is paid");
		}
		let certificate = &mut self.series[id].certificates[item as usize];
		(certificate.refunded, certificate.lock) = (true, None);
		Ok(())
	}
}
