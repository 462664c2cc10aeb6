//! Which operators decide the value of a day, without storage.

use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::Day;
use frame_support::{
	traits::{ConstU32, Get},
	BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use scale_info::TypeInfo;

/// Number of days from a change of the operators until the new ones decide: the day of the change
/// and the one after it are decided by those before.
pub const CHANGE_DELAY: Day = 2;
/// Number of days after a change of one operator by the council on which it changes none.
pub const CHANGE_REST: Day = 7;

/// The operators that decide from a day on.
#[derive(
	CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(MaxOperators))]
pub struct OperatorSet<AccountId: Clone + PartialEq + Eq + core::fmt::Debug, MaxOperators: Get<u32>>
{
	/// First day whose value they decide.
	pub from: Day,
	/// The operators, each once.
	pub members: BoundedVec<AccountId, MaxOperators>,
}

/// The sets of operators, the oldest first: the one of yesterday, and one for each day on which
/// they may have changed since.
pub type Sets<AccountId, MaxOperators> =
	BoundedVec<OperatorSet<AccountId, MaxOperators>, ConstU32<4>>;

/// Whether the council may change an operator `today`, after the last one that it changed.
pub fn may_change(last: Option<Day>, today: Day) -> bool {
	last.is_none_or(|last| today > last.saturating_add(CHANGE_REST))
}

/// Whether as many operators as the `quorum` are left if one of so `many` is removed.
pub fn may_remove(many: u32, quorum: u32) -> bool {
	many > quorum
}

/// The operators that decide the value of `day`.
pub fn members_for<AccountId, Max>(sets: Sets<AccountId, Max>, day: Day) -> Vec<AccountId>
where
	AccountId: Clone + Eq + core::fmt::Debug,
	Max: Get<u32>,
{
	let counts = sets.into_iter().rev().find(|set| set.from <= day);
	counts.map(|set| set.members.into_inner()).unwrap_or_default()
}

/// The operators are `members` from `today` on, and decide [`CHANGE_DELAY`] days later; the first
/// ever decide immediately. Returns those who are in no set any more.
///
/// The oldest day that can still be decided is yesterday, so sets that were replaced before it are
/// forgotten. Of several changes in a day the last one holds.
pub fn change<AccountId, Max>(
	sets: &mut Sets<AccountId, Max>,
	today: Day,
	members: &[AccountId],
) -> Vec<AccountId>
where
	AccountId: Clone + Eq + core::fmt::Debug,
	Max: Get<u32>,
{
	let mut distinct = Vec::new();
	for member in members {
		if !distinct.contains(member) {
			distinct.push(member.clone());
		}
	}
	let from = if sets.is_empty() { 0 } else { today.saturating_add(CHANGE_DELAY) };
	let yesterday = today.saturating_sub(1);
	let past = sets.partition_point(|set| set.from <= yesterday).saturating_sub(1);
	let (mut kept, mut gone) = (Vec::new(), Vec::new());
	for (index, set) in sets.iter().enumerate() {
		if index >= past && set.from < from {
			kept.push(set.clone());
		} else {
			gone.extend(set.members.iter().cloned());
		}
	}
	kept.push(OperatorSet { from, members: BoundedVec::truncate_from(distinct) });
	gone.retain(|who| !kept.iter().any(|set| set.members.contains(who)));
	*sets = BoundedVec::truncate_from(kept);
	gone
}

#[cfg(test)]
mod tests;
