//! Cases that the DMC holders decide, each in a referendum of its own: applications, freezes and
//! insurance claims.
//!
//! Anyone may carry the outcome out once the vote is over; the call that the referendum dispatches as
//! Root does the same, and may be lost without harm. Both look at this case's own referendum, so
//! neither Root alone nor another referendum decides it.

use crate::{CommunityVote, ReferendumIndex, VoteOutcome};

/// A case, by the referendum that decides it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case(pub ReferendumIndex);

impl Case {
	/// Whether the vote passed; `None` while it is open. A cancelled one decides `if_cancelled`.
	pub fn decision<Call, Vote: CommunityVote<Call>>(self, if_cancelled: bool) -> Option<bool> {
		match Vote::outcome(self.0) {
			VoteOutcome::Ongoing => None,
			VoteOutcome::Approved => Some(true),
			VoteOutcome::Rejected => Some(false),
			VoteOutcome::Absent => Some(if_cancelled),
		}
	}

	/// Whether the vote is over and passed: what the call dispatched by the referendum needs.
	pub fn has_passed<Call, Vote: CommunityVote<Call>>(self) -> bool {
		Vote::outcome(self.0) == VoteOutcome::Approved
	}

	/// Whether the vote is over and has an outcome.
	pub fn is_decided<Call, Vote: CommunityVote<Call>>(self) -> bool {
		matches!(Vote::outcome(self.0), VoteOutcome::Approved | VoteOutcome::Rejected)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Seed;
	use sp_runtime::DispatchError;

	/// Referenda 0 to 3 have the four outcomes.
	struct Votes;
	impl CommunityVote<()> for Votes {
		fn open(_: (), _: Seed) -> Result<ReferendumIndex, DispatchError> {
			Err(DispatchError::Unavailable)
		}
		fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
			use VoteOutcome::*;
			[Ongoing, Approved, Rejected, Absent][referendum as usize]
		}
		fn cancel(_: ReferendumIndex) {}
	}

	#[test]
	fn cancelled_votes_decide_what_silence_does() {
		let decisions =
			|silence| [0, 1, 2, 3].map(|vote| Case(vote).decision::<(), Votes>(silence));
		assert_eq!(decisions(true), [None, Some(true), Some(false), Some(true)]);
		assert_eq!(decisions(false), [None, Some(true), Some(false), Some(false)]);
	}

	#[test]
	fn only_a_passed_vote_is_enacted() {
		let passed = [0, 1, 2, 3].map(|vote| Case(vote).has_passed::<(), Votes>());
		assert_eq!(passed, [false, true, false, false]);
		let decided = [0, 1, 2, 3].map(|vote| Case(vote).is_decided::<(), Votes>());
		assert_eq!(decided, [false, true, true, false]);
	}
}
