//! Awards without anyone asking, at the end of a block.

use super::{Stage, World};
use sp_io::hashing::twox_64;

/// So many claims have a turn in a block, and so many certificates are looked at in a turn.
const CLAIMS: usize = 4;
const CERTIFICATES: usize = 32;

/// How far the certificates of a series have got their shares of an award.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Round {
	pub after: Option<u32>,
	pub looked: u32,
	pub done: bool,
}

/// Where the storage keeps what has this number.
fn place(number: u32) -> [u8; 8] {
	twox_64(&number.to_le_bytes())
}

impl World {
	/// Claims of which something is still to happen.
	pub fn live_claims(&self) -> Vec<usize> {
		(0..self.claims.len()).filter(|id| self.claims[*id].stage.is_live()).collect()
	}

	/// Whether anything is to be done at the end of a block.
	pub fn has_pushes(&self) -> bool {
		self.live_claims().into_iter().any(|id| {
			let claim = &self.claims[id];
			let waits = matches!(claim.stage, Stage::Awarded(_)) && !claim.round.done;
			let due = claim.stage != Stage::Voting && self.due_of_claim(id).is_ok();
			waits || due
		})
	}

	/// Four claims have their turn.
	pub fn push_awards(&mut self) {
		for _ in 0..CLAIMS {
			let Some(claim) = self.next_claim() else { return };
			self.push_turn = claim;
			self.take_turn(claim);
		}
	}

	/// The claim after the one whose turn it was last, round and round.
	fn next_claim(&self) -> Option<usize> {
		let mut live = self.live_claims();
		live.sort_by_key(|id| place(*id as u32));
		let last = place(self.push_turn as u32);
		let next = live.iter().find(|id| place(**id as u32) > last);
		next.or(live.first()).copied()
	}

	fn take_turn(&mut self, id: usize) {
		// Votes are for others to conclude.
		if self.claims[id].stage != Stage::Voting && self.due_of_claim(id).is_ok() {
			let _ = self.conclude_claim(id);
			self.note("an award is fixed or ended without anyone asking");
		}
		if self.ensure_collectable(id).is_err() || self.claims[id].round.done {
			return;
		}
		for _ in 0..CERTIFICATES {
			let Some(item) = self.next_certificate(id) else {
				self.claims[id].round.done = true;
				self.note("all shares of an award are pushed");
				return;
			};
			self.push_share(id, item);
			let round = &mut self.claims[id].round;
			(round.after, round.looked) = (Some(item), round.looked + 1);
		}
	}

	/// The sold certificate that comes next.
	fn next_certificate(&self, id: usize) -> Option<u32> {
		let claim = &self.claims[id];
		let certificates = self.series[claim.series].certificates.iter().enumerate();
		let sold = certificates.filter(|(_, c)| c.sold && !c.burnt).map(|(item, _)| item as u32);
		let later = |item: &u32| claim.round.after.is_none_or(|last| place(*item) > place(last));
		sold.filter(later).min_by_key(|item| place(*item))
	}

	fn push_share(&mut self, id: usize, item: u32) {
		if self.share(id, item).is_ok() {
			let paid = self.pay_share(id, item).is_ok();
			self.note(if paid { "a share is pushed" } else { "a share cannot be pushed" });
		}
	}
}
