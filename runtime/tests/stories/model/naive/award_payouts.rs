//! Payouts of awards without anyone asking, at the end of a block.

use super::{Stage, World};
use sp_io::hashing::twox_64;

/// Claims that have a turn in a block.
const CLAIMS_PER_BLOCK: usize = 4;
/// Certificates that are visited in a turn.
const ITEMS_PER_TURN: usize = 32;

/// A walk over the certificates of a series that pays their shares of an award.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Sweep {
	pub cursor: Option<u32>,
	pub visited: u32,
}

/// Place of a number in the order of the storage.
pub fn place(number: u32) -> [u8; 8] {
	twox_64(&number.to_le_bytes())
}

impl World {
	/// Claims that are not closed.
	pub fn live_claims(&self) -> Vec<usize> {
		(0..self.claims.len()).filter(|id| self.claims[*id].stage.is_live()).collect()
	}

	/// Whether anything is to be done at the end of a block.
	pub fn has_payouts(&self) -> bool {
		self.live_claims().into_iter().any(|id| {
			let claim = &self.claims[id];
			let due = claim.stage != Stage::Voting && self.due_of_claim(id).is_ok();
			claim.sweep.is_some() || due
		})
	}

	/// Four claims have their turn.
	pub fn pay_awards(&mut self) {
		for _ in 0..CLAIMS_PER_BLOCK {
			let Some(claim) = self.next_claim() else { return };
			self.payout_turn = claim;
			self.take_turn(claim);
		}
	}

	/// The claim after the one whose turn it was last, round and round.
	fn next_claim(&self) -> Option<usize> {
		let mut live = self.live_claims();
		live.sort_by_key(|id| place(*id as u32));
		let last = place(self.payout_turn as u32);
		let next = live.iter().find(|id| place(**id as u32) > last);
		next.or(live.first()).copied()
	}

	fn take_turn(&mut self, id: usize) {
		// Votes are for others to conclude.
		if self.claims[id].stage != Stage::Voting && self.due_of_claim(id).is_ok() {
			let _ = self.conclude_claim(id);
			self.note("an award is fixed or ended without anyone asking");
		}
		let Some(mut sweep) = self.claims[id].sweep else { return };
		if self.ensure_collectable(id).is_err() {
			return;
		}
		for _ in 0..ITEMS_PER_TURN {
			let Some(item) = self.next_certificate(id, sweep.cursor) else {
				self.claims[id].sweep = None;
				self.note("all shares of an award are paid out");
				return;
			};
			self.pay_one_share(id, item);
			sweep = Sweep { cursor: Some(item), visited: sweep.visited + 1 };
		}
		self.claims[id].sweep = Some(sweep);
	}

	/// The sold certificate after another in the order of the storage.
	fn next_certificate(&self, id: usize, last: Option<u32>) -> Option<u32> {
		let claim = &self.claims[id];
		let certificates = self.series[claim.series].certificates.iter().enumerate();
		let sold = certificates.filter(|(_, c)| c.sold && !c.burnt).map(|(item, _)| item as u32);
		let later = |item: &u32| last.is_none_or(|last| place(*item) > place(last));
		sold.filter(later).min_by_key(|item| place(*item))
	}

	fn pay_one_share(&mut self, id: usize, item: u32) {
		if self.share(id, item).is_ok() {
			let paid = self.pay_share(id, item).is_ok();
			self.note(if paid { "a share is paid out" } else { "a share cannot be paid out" });
		}
	}
}
