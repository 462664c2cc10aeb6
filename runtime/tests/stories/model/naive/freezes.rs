//! Breaches and events: how a series is frozen, and how that ends.

use super::{
	escrow::both_reach, part, Asset, Balance, Case, Certificate, Day, Done, Fail, Outcome, Rules,
	State, World, ESCROW, PLEDGES,
};

/// Whether it is for a breach, since when, the last day settled before, and the vote.
type Freeze = (bool, Day, Day, Option<usize>);

impl World {
	/// Every breach that the days of a series prove.
	pub fn breaches(&self, id: usize) -> Vec<&'static str> {
		let mut breaches = Vec::new();
		let Some(ledger) = &self.series[id].ledger else { return breaches };
		let Rules {
			breach_late, breach_underpaid_streak, breach_late_paid, underpaid_below, ..
		} = ledger.rules;
		if ledger.next_day().is_none() && self.today() > ledger.settled_through + 30 {
			return breaches;
		}
		if self.overdue(id).is_some_and(|days| days >= breach_late) {
			breaches.push("a breach: late");
		}
		if ledger.underpaid_streak >= breach_underpaid_streak {
			breaches.push("a breach: underpaid days in a row");
		}
		let window = ledger.window(ledger.settled_through);
		if window.len() >= 20 && both_reach(&window, underpaid_below) == (false, false) {
			breaches.push("a breach: an underpaid window");
		}
		let late = window.iter().filter(|d| d.late).count();
		if late >= breach_late_paid as usize {
			breaches.push("a breach: late days in a window");
		}
		breaches
	}

	pub fn ensure_open(&self, id: usize) -> Done {
		self.series_of(id)?.ledger.as_ref().ok_or("NotSold")?;
		match self.series[id].state() {
			State::Open => Ok(()),
			State::Frozen { .. } => Err("Frozen"),
			State::Terminated { .. } => Err("Terminated"),
		}
	}

	fn set(&mut self, id: usize, state: State) {
		if let Some(ledger) = &mut self.series[id].ledger {
			ledger.state = state;
		}
	}

	fn freeze(&mut self, id: usize, breach: bool, vote: Option<usize>) {
		let since = self.today();
		if let Some(ledger) = &mut self.series[id].ledger {
			ledger.freezes += 1;
			ledger.state = State::Frozen { breach, since, cutoff: ledger.settled_through, vote };
		}
	}

	pub fn report(&mut self, id: usize) -> Done {
		self.ensure_open(id)?;
		let found = self.breaches(id);
		// The model does not say which of them the chain finds first.
		let kind = *found.first().ok_or("NotBreached")?;
		let series = &self.series[id];
		let running = series.certificates.iter().filter(|c| series.is_running(c)).count();
		let slash = running as Balance * series.pledge_of_one();
		let vote = self.open_vote(Case::Series(id), self.rules.breach_seed.max(slash), true);
		self.freeze(id, true, Some(vote));
		let miner = self.series[id].miner;
		self.record(miner).breaches += 1;
		self.note(kind);
		Ok(())
	}

	pub fn declare(&mut self, id: usize) -> Done {
		self.ensure_open(id)?;
		if !self.breaches(id).is_empty() {
			return Err("BreachProvable");
		}
		self.freeze(id, false, None);
		self.note("an event is declared");
		Ok(())
	}

	pub fn report_income_ended(&mut self, id: usize) -> Done {
		self.ensure_open(id)?;
		if !self.breaches(id).is_empty() {
			return Err("BreachProvable");
		}
		let series = &self.series[id];
		series.ledger.as_ref().and_then(|ledger| ledger.next_day()).ok_or("NothingToSettle")?;
		if self.zero_days(series.network) < self.rules.income_ended_after {
			return Err("IncomeNotEnded");
		}
		let vote = self.open_vote(Case::Series(id), self.rules.vote_seed, false);
		self.freeze(id, false, Some(vote));
		self.note("the income of a network has ended");
		Ok(())
	}

	pub fn open_event_vote(&mut self, id: usize) -> Done {
		let (breach, since, cutoff, vote) = self.ensure_frozen(id)?;
		if breach {
			return Err("NotEvent");
		}
		if vote.is_some() {
			return Err("VoteAlreadyOpen");
		}
		if self.today() < since + self.rules.event_vote_after {
			return Err("TooEarly");
		}
		let vote = Some(self.open_vote(Case::Series(id), self.rules.vote_seed, false));
		self.set(id, State::Frozen { breach, since, cutoff, vote });
		self.note("a vote on an event");
		Ok(())
	}

	fn ensure_frozen(&self, id: usize) -> Result<Freeze, Fail> {
		self.series_of(id)?.ledger.as_ref().ok_or("NotSold")?;
		match self.series[id].state() {
			State::Open => Err("NotFrozen"),
			State::Frozen { breach, since, cutoff, vote } => Ok((breach, since, cutoff, vote)),
			State::Terminated { .. } => Err("Terminated"),
		}
	}

	pub fn conclude_vote(&mut self, id: usize) -> Done {
		let (.., vote) = self.ensure_frozen(id)?;
		match self.votes[vote.ok_or("VoteNotOpen")?].outcome {
			Outcome::Ongoing => Err("StillVoting"),
			_ => self.carry_out_vote(id),
		}?;
		self.note("a vote on a series is concluded");
		Ok(())
	}

	pub fn terminate_by_root(&mut self, id: usize) -> Done {
		self.series_of(id)?.ledger.as_ref().ok_or("NotSold")?;
		if self.series[id].is_terminated() {
			self.note("a referendum finds its series terminated");
			return Ok(());
		}
		let (.., vote) = self.ensure_frozen(id)?;
		match vote.map(|vote| self.votes[vote].outcome) {
			Some(Outcome::Passed) => self.carry_out_vote(id),
			_ => Err("VoteNotPassed"),
		}?;
		self.note("a referendum terminates its series");
		Ok(())
	}

	/// A vote on a frozen series is over.
	fn carry_out_vote(&mut self, id: usize) -> Done {
		let (breach, _, _, vote) = self.ensure_frozen(id)?;
		let vote = &self.votes[vote.ok_or("VoteNotOpen")?];
		let (outcome, silent) = (vote.outcome, vote.is_silent());
		let kind = match (outcome, breach) {
			(Outcome::Passed, true) if silent => "a breach: nobody voted, terminated",
			(Outcome::Passed, true) => "a breach: terminated by vote",
			(Outcome::Cancelled, true) => "a breach: vote cancelled, terminated",
			(Outcome::Failed, true) => "a breach: saved by vote",
			(Outcome::Passed, false) => "an event: terminated by vote",
			(Outcome::Failed, false) if silent => "an event: nobody voted, continued",
			(Outcome::Failed, false) => "an event: continued by vote",
			(Outcome::Cancelled, false) => "an event: vote cancelled, continued",
			(Outcome::Ongoing, _) => return Err("StillVoting"),
		};
		match (outcome, breach) {
			(Outcome::Passed, _) | (Outcome::Cancelled, true) => self.terminate(id),
			_ => self.resume(id),
		}?;
		self.note(kind);
		Ok(())
	}

	pub fn end_event(&mut self, id: usize) -> Done {
		let (breach, _, _, vote) = self.ensure_frozen(id)?;
		if breach {
			return Err("NotEvent");
		}
		let mut kind = "an event ends before a vote";
		if let Some(vote) = vote {
			if matches!(self.votes[vote].outcome, Outcome::Passed | Outcome::Failed) {
				return Err("VoteOver");
			}
			self.votes[vote].outcome = Outcome::Cancelled;
			kind = "an event ends during its vote";
		}
		self.resume(id)?;
		self.note(kind);
		Ok(())
	}

	fn remove_pending(&mut self, id: usize) -> Balance {
		self.series[id]
			.ledger
			.as_mut()
			.map_or(0, |ledger| std::mem::take(&mut ledger.pending_release))
	}

	/// Pay a pending release: the pool's part, and the miner's.
	fn release_pending(&mut self, id: usize) {
		let pending_release = self.remove_pending(id);
		let pool = part(self.pool_part_of_releases(id), pending_release);
		self.release(id, pool, pending_release - pool);
		self.payouts.insert(id);
		if pending_release > 0 {
			self.note("a pending release is paid");
		}
	}

	fn resume(&mut self, id: usize) -> Done {
		let (_, since, ..) = self.ensure_frozen(id)?;
		let (today, opened) = (self.today(), self.calendar.live_days_by_now());
		self.release_pending(id);
		let ledger = self.series[id].ledger.as_mut().ok_or("NotSold")?;
		ledger.state = State::Open;
		ledger.frozen_days += today - since;
		ledger.grace_until = ledger.grace_until.max(today - 1);
		ledger.clock_start = opened;
		ledger.underpaid_streak = 0;
		Ok(())
	}

	fn terminate(&mut self, id: usize) -> Done {
		let (breach, since, frozen_cutoff, _) = self.ensure_frozen(id)?;
		let on = self.today();
		let series = &self.series[id];
		let settled = series.ledger.as_ref().map_or(0, |ledger| ledger.settled_through);
		let (application, miner) = (series.application, series.miner);
		let cutoff = if breach { frozen_cutoff } else { settled };
		let refunded = |c: &&Certificate| c.sold && !c.burnt && c.end > cutoff;
		let certificates = series.certificates.iter().filter(refunded).count() as u32;
		let pledge = Balance::from(certificates) * series.pledge_of_one();
		let slash = if breach { pledge } else { 0 };
		if breach {
			self.applications[application].pledged -= slash;
			self.bank.pay(&Asset::Native, PLEDGES, ESCROW, slash, false)?;
			let record = self.record(miner);
			record.slashes += 1;
			record.defaulted = true;
			self.payouts.insert(id);
			// A pending release stays in escrow, for the holders.
			if self.remove_pending(id) > 0 {
				self.note("a pending release is the holders'");
			}
		} else {
			self.release_pending(id);
		}
		let ledger = self.series[id].ledger.as_mut().ok_or("NotSold")?;
		ledger.frozen_days += on - since;
		ledger.state = State::Terminated { since, on, cutoff, certificates, slash };
		Ok(())
	}
}
