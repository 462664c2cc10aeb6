//! Which calls are paused, until when, and for how long a call may be paused at all.
//!
//! Pure: no storage. Times are blocks.

use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::Name;
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Maximum number of calls that are paused or rest after a pause.
pub const MAX_PAUSES: u32 = 32;
/// Maximum time from a decision to the end of the pause, in days.
pub const MAX_PAUSE_DAYS: u32 = 7;
/// Maximum time from the first decision to the end of a pause that was renewed, in days.
pub const MAX_RENEWED_DAYS: u32 = 21;
/// Time after the end of a pause in which a new one only continues it, in days.
pub const REST_DAYS: u32 = 7;

/// A call by the names of its pallet and its own, such as `HashrateMarket` and `bid`.
pub type CallName = (Name, Name);

/// All pauses that are in force or rest.
pub type PauseList = BoundedVec<Pause, ConstU32<MAX_PAUSES>>;

/// A pause of a call.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pause {
	/// The call.
	pub call: CallName,
	/// Block of the first of the decisions that paused it without a rest between them.
	pub since: u32,
	/// First block in which the call is not paused any more.
	pub ends: u32,
	/// Whether the pause is in force. Otherwise the call rests, and can be sent.
	pub in_force: bool,
	/// Whether a council before this one decided it: no rest follows it.
	pub inherited: bool,
}

/// Bounds of pauses, in blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PauseBounds {
	/// Maximum time from a decision to the end.
	pub longest: u32,
	/// Maximum time from the first decision to the end.
	pub renewed: u32,
	/// Time after the end in which a new pause continues the old one.
	pub rest: u32,
}

/// Reason why a call cannot be paused for this time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PauseError {
	/// The time is zero, or longer than a pause may be.
	InvalidTime,
	/// The pause would have been renewed for too long.
	PausedTooLong,
	/// Too many calls are paused or rest.
	TooMany,
}

/// Pause a call for `blocks` from `now`, or move the end of its pause. Returns the end.
pub fn pause(
	pauses: &mut PauseList,
	call: CallName,
	now: u32,
	blocks: u32,
	bounds: PauseBounds,
) -> Result<u32, PauseError> {
	if blocks == 0 || blocks > bounds.longest {
		return Err(PauseError::InvalidTime);
	}
	pauses.retain(|pause| pause.in_force || now < pause.ends.saturating_add(bounds.rest));
	let ends = now.saturating_add(blocks);
	let fresh = Pause { call, since: now, ends, in_force: true, inherited: false };
	match pauses.iter_mut().find(|pause| pause.call == fresh.call) {
		Some(pause) if pause.inherited => *pause = fresh,
		Some(pause) if ends > pause.since.saturating_add(bounds.renewed) => {
			return Err(PauseError::PausedTooLong)
		},
		Some(pause) => {
			pause.ends = ends;
			pause.in_force = true;
		},
		None => pauses.try_push(fresh).map_err(|_| PauseError::TooMany)?,
	}
	Ok(ends)
}

/// Whether a pause of the call is in force.
pub fn is_in_force(pauses: &PauseList, call: &CallName) -> bool {
	pauses.iter().any(|pause| pause.in_force && pause.call == *call)
}

/// End the pause of a call before its time. Returns whether one was in force.
pub fn lift(pauses: &mut PauseList, call: &CallName, now: u32) -> bool {
	let found = pauses.iter_mut().find(|pause| pause.in_force && pause.call == *call);
	let Some(pause) = found else { return false };
	pause.in_force = false;
	pause.ends = now;
	forget_inherited(pauses);
	true
}

/// End all pauses whose time is up. Returns their calls.
pub fn end_due(pauses: &mut PauseList, now: u32) -> Vec<CallName> {
	let due = pauses.iter_mut().filter(|pause| pause.in_force && pause.ends <= now);
	let ended = due.map(|pause| {
		pause.in_force = false;
		pause.call.clone()
	});
	let ended = ended.collect();
	forget_inherited(pauses);
	ended
}

fn forget_inherited(pauses: &mut PauseList) {
	pauses.retain(|pause| pause.in_force || !pause.inherited);
}

/// Another council begins: nothing rests any more, and nothing will that is in force.
pub fn begin_council(pauses: &mut PauseList) {
	pauses.retain(|pause| pause.in_force);
	pauses.iter_mut().for_each(|pause| pause.inherited = true);
}

/// The first block in which a pause ends; `None` if none is in force.
pub fn next_end(pauses: &PauseList) -> Option<u32> {
	pauses.iter().filter(|pause| pause.in_force).map(|pause| pause.ends).min()
}

#[cfg(test)]
mod tests;
