//! Acts on claims that were filed: shares are collected, limits in time are tried, and every claim ends.

use super::{
	chain::{agree, name},
	naive::*,
	ops::Op,
	play::{Play, Step},
};
use crate::steps::items;
use crate::world::{events, Runtime, RuntimeEvent};
use pallet_mutual_insurance::{Call, Event};
use sp_runtime::DispatchError;

/// Name of an error in an event, which has its number only.
fn named(error: DispatchError) -> Fail {
	use pallet_mutual_insurance::Error as Pool;
	use pallet_risk_escrow::Error as Escrow;
	let known: [DispatchError; 6] = [
		Pool::<Runtime>::NotInsured.into(),
		Pool::<Runtime>::MinersOwn.into(),
		Pool::<Runtime>::AlreadyCollected.into(),
		Pool::<Runtime>::NothingToCollect.into(),
		Escrow::<Runtime>::UnknownCertificate.into(),
		Escrow::<Runtime>::NotSold.into(),
	];
	let known = known.into_iter().find(|known| *known == error);
	known.and_then(|known| name(Err(known)).err()).unwrap_or("?")
}

/// Outcomes of shares in this block, by the events.
fn shares_in_events() -> Vec<Result<(), Fail>> {
	let share = |event| match event {
		RuntimeEvent::MutualInsurance(Event::AwardCollected { .. }) => Some(Ok(())),
		RuntimeEvent::MutualInsurance(Event::AwardCollectionFailed { error, .. }) => {
			Some(Err(named(error)))
		},
		_ => None,
	};
	events().into_iter().filter_map(share).collect()
}

impl Play {
	pub fn collect_some(&mut self, op: Op) -> Step {
		let awarded = |world: &World, id: usize| world.ensure_collectable(id).is_ok();
		let claim = self.some_claim(op, awarded);
		let Some(found) = self.world.claims.get(claim).cloned() else {
			return self.collect(claim, &[0]);
		};
		let list = self.some(found.series, op, |c| c.sold || op.errs());
		// Who is to be paid sometimes cannot take it.
		let owner = |item: &u32| Some(self.world.share(claim, *item).ok()?.0);
		match list.iter().find_map(owner) {
			Some(owner) if op.b % 8 == 3 => self.block_for_now(owner, &found.asset)?,
			_ => (),
		}
		self.collect(claim, &list)
	}

	pub fn collect(&mut self, claim: usize, list: &[u32]) -> Step {
		let before = self.chain.on(shares_in_events).len();
		let call = Call::collect_award { claim: claim as u32, items: items(list) };
		let mut shares = Vec::new();
		self.send(NOBODY, call, |w| {
			shares = w.collect_shares(claim, list)?;
			Ok(())
		})?;
		let emitted = self.chain.on(shares_in_events).split_off(before);
		if emitted.len() != shares.len() {
			return Err(format!("shares: on the chain {emitted:?}, in the model {shares:?}"));
		}
		let mut each = emitted.into_iter().zip(shares);
		each.try_for_each(|(emitted, share)| agree(emitted, share))
	}

	/// Limits in time, tried on the days on which they matter.
	pub fn look_at_claims(&mut self) -> Step {
		let today = self.world.today();
		for claim in self.world.live_claims() {
			let Stage::Awarded(award) = self.world.claims[claim].stage.clone() else { continue };
			if (award.expires_on - 1..=award.expires_on).contains(&today) {
				self.collect(claim, &[0, 1, 2])?;
				if today < award.expires_on || claim % 2 == 0 {
					self.conclude_claim(claim)?;
				}
			}
		}
		Ok(())
	}

	/// The vote on a claim ends in a block. Now and then the chain stands still before, until an earlier
	/// award for the same miner counts for its limit for one day more or no longer.
	pub fn wait_for_the_cap(&mut self, claim: usize, ends: u32, op: Op) -> Step {
		let Some(earlier) = self.earlier_approval(claim) else { return Ok(()) };
		if op.c % 4 > 1 || ends < self.world.block + 5 {
			return Ok(());
		}
		self.go_to(ends - 5, op)?;
		let day = earlier + 89 + Day::from(op.c % 2);
		let slots = (u64::from(day) * 10).saturating_sub(self.chain.slot);
		if slots == 0 {
			return Ok(());
		}
		self.next_block(slots)?;
		while self.world.today() < self.world.calendar.clock {
			self.next_block(1)?;
		}
		self.world.note("the limit of a miner is waited for");
		Ok(())
	}

	/// The last day on which something in the asset of a claim was approved for its miner.
	fn earlier_approval(&self, claim: usize) -> Option<Day> {
		let miner = |claim: &Claim| self.world.series[claim.series].miner;
		let this = &self.world.claims[claim];
		let alike = |claim: &&Claim| claim.asset == this.asset && miner(claim) == miner(this);
		let others = self.world.claims.iter().filter(alike);
		others.filter_map(|claim| claim.stage.counted()).map(|(day, _)| day).max()
	}

	/// Cancel the votes on claims that go on.
	pub fn end_votes_on_claims(&mut self) -> Step {
		for claim in self.world.live_claims() {
			let Claim { stage, vote, .. } = self.world.claims[claim].clone();
			if stage == Stage::Voting {
				if self.world.votes[vote].outcome == Outcome::Ongoing {
					self.cancel_vote(vote)?;
				}
				self.conclude_claim(claim)?;
			}
		}
		Ok(())
	}

	/// Go on until every claim is closed.
	pub fn await_the_end_of_claims(&mut self) -> Step {
		for _ in 0..100 {
			if self.world.live_claims().is_empty() {
				return Ok(());
			}
			self.next_block(1)?;
		}
		Err("a claim does not end".into())
	}
}
