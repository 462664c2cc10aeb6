//! A sequence that fails is shortened: operations after the failure are cut off, then all that some
//! failure does not need, the longest parts first, and numbers become zero where they may.

use super::{ops::Op, Failure};
use std::time::{Duration, Instant};

/// Maximum duration.
const LIMIT: Duration = Duration::from_secs(90);

pub struct Shrinking<'a> {
	fails: &'a dyn Fn(&[Op]) -> Option<Failure>,
	ops: Vec<Op>,
	failure: Failure,
	begun: Instant,
}

/// The shortest failing part of a sequence that is found in time.
pub fn shrink(
	ops: Vec<Op>,
	failure: Failure,
	fails: &dyn Fn(&[Op]) -> Option<Failure>,
) -> (Vec<Op>, Failure) {
	let mut shrinking = Shrinking { fails, ops, failure, begun: Instant::now() };
	shrinking.cut();
	let mut length = shrinking.ops.len() / 2;
	while length > 0 {
		shrinking.leave_out(length);
		length /= 2;
	}
	shrinking.simplify();
	(shrinking.ops, shrinking.failure)
}

impl Shrinking<'_> {
	/// Cut off the operations after the failure.
	fn cut(&mut self) {
		self.ops.truncate(self.failure.step + 1);
	}

	/// Accept a sequence if it fails as well.
	fn accept(&mut self, ops: Vec<Op>) -> bool {
		if self.begun.elapsed() > LIMIT {
			return false;
		}
		let Some(failure) = (self.fails)(&ops) else { return false };
		(self.ops, self.failure) = (ops, failure);
		self.cut();
		true
	}

	/// Leave out parts of a length, the last ones first.
	fn leave_out(&mut self, length: usize) {
		let mut end = self.ops.len();
		while end >= length {
			let without = [&self.ops[..end - length], &self.ops[end..]].concat();
			if !self.accept(without) || end > self.ops.len() {
				end = (end - length).min(self.ops.len());
			}
		}
	}

	fn simplify(&mut self) {
		for at in 0..self.ops.len() {
			for number in 0..3 {
				let mut ops = self.ops.clone();
				let Some(Op { a, b, c, .. }) = ops.get_mut(at) else { return };
				if std::mem::take([a, b, c][number]) != 0 {
					self.accept(ops);
				}
			}
		}
	}
}
