//! Votes, as plain tallies.

use super::{Balance, Done, Fail, Who, World};
use std::collections::BTreeMap;

/// How long a vote is open, in blocks. Every block begins an hour on a chain whose days have ten.
const VOTING: u32 = 70;
/// A day, in blocks.
const DAY: u32 = 10;

/// What a vote decides.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Case {
	Application(usize),
	Series(usize),
	Claim(usize),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Outcome {
	Ongoing,
	Passed,
	Failed,
	Cancelled,
}

/// A vote cast: whether for it, the DMC put in, and ten times the weight of each.
pub type Cast = (bool, Balance, u128);

#[derive(Clone, Debug)]
pub struct Vote {
	pub case: Case,
	/// DMC that count from the beginning: for it if silence passes it, else against it.
	seed: Balance,
	silence_passes: bool,
	pub end: u32,
	cast: BTreeMap<Who, Cast>,
	/// Whether it passed, in each block of its last day.
	last_day: Vec<bool>,
	/// Number of days for which late turns extended it.
	extended: u32,
	pub outcome: Outcome,
}

fn root(n: u128) -> u128 {
	n.isqrt()
}

impl Vote {
	/// For, against, and how much was put in.
	fn tally(&self) -> (u128, u128, u128) {
		let (mut ayes, mut nays) = (0, 0);
		match self.silence_passes {
			true => ayes += self.seed,
			false => nays += self.seed,
		}
		let mut turnout = self.seed;
		for (aye, amount, tenths) in self.cast.values() {
			turnout += amount;
			*(if *aye { &mut ayes } else { &mut nays }) += amount * tenths / 10;
		}
		(ayes, nays, turnout)
	}

	fn passes(&self, electorate: Balance) -> bool {
		let (ayes, nays, turnout) = self.tally();
		match self.silence_passes {
			true => nays * root(turnout) < ayes * root(electorate),
			false => nays * root(electorate) < ayes * root(turnout),
		}
	}

	pub fn is_silent(&self) -> bool {
		self.cast.is_empty()
	}
}

impl World {
	pub fn open_vote(&mut self, case: Case, seed: Balance, silence_passes: bool) -> usize {
		let (end, cast) = (self.block + VOTING, BTreeMap::new());
		let outcome = Outcome::Ongoing;
		let (last_day, extended) = (Vec::new(), 0);
		let vote = Vote { case, seed, silence_passes, end, cast, last_day, extended, outcome };
		self.votes.push(vote);
		self.votes.len() - 1
	}

	pub fn vote(&mut self, who: Who, vote: usize, cast: Cast) -> Result<(), Fail> {
		let vote = self.votes.get_mut(vote).ok_or("ReferendumInvalid")?;
		if vote.outcome != Outcome::Ongoing {
			return Err("ReferendumInvalid");
		}
		vote.cast.insert(who, cast);
		Ok(())
	}

	/// The block in which the next vote ends, and what it decides.
	pub fn next_to_end(&self) -> Option<(u32, Case)> {
		let open = self.votes.iter().filter(|vote| vote.outcome == Outcome::Ongoing);
		open.map(|vote| (vote.end, vote.case)).min_by_key(|(end, _)| *end)
	}

	/// The council stops a vote.
	pub fn cancel(&mut self, vote: usize) {
		if let Some(vote) = self.votes.get_mut(vote) {
			if vote.outcome == Outcome::Ongoing {
				vote.outcome = Outcome::Cancelled;
				self.note("a vote is cancelled");
			}
		}
	}

	/// A block begins: what passed in the one before is carried out, votes that turned in their last day
	/// are extended, and votes end.
	pub fn count_votes(&mut self) {
		let block = self.block;
		for index in 0..self.votes.len() {
			let vote = &self.votes[index];
			if vote.outcome == Outcome::Passed && vote.end + 1 == block {
				let _ = self.carry_out(vote.case);
				self.busy = true;
			}
		}
		let electorate = self.issuance();
		for index in 0..self.votes.len() {
			let vote = &mut self.votes[index];
			if vote.outcome != Outcome::Ongoing {
				continue;
			}
			let passes = vote.passes(electorate);
			if vote.end <= block + DAY {
				vote.last_day.push(passes);
			}
			let both = vote.last_day.contains(&true) && vote.last_day.contains(&false);
			if vote.end == block && both && vote.extended < 3 {
				vote.end += DAY;
				vote.extended += 1;
				vote.last_day = vec![passes];
				self.busy = true;
				self.note("a late turn extends a vote");
			} else if vote.end == block {
				vote.outcome = if passes { Outcome::Passed } else { Outcome::Failed };
				self.full = true;
				self.busy = true;
			}
		}
	}

	fn carry_out(&mut self, case: Case) -> Done {
		match case {
			Case::Application(application) => self.attempt(|w| w.approve_by_root(application)),
			Case::Series(series) => self.attempt(|w| w.terminate_by_root(series)),
			Case::Claim(claim) => self.attempt(|w| w.approve_claim_by_root(claim)),
		}
	}
}
