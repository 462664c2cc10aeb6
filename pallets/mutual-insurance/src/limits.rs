//! Limits of what the pool awards, and what a claim takes: deposit and seed. Pure: no storage, no
//! accounts. Every division says which way it rounds.

use crate::types::{ClaimRules, RecentAwards, CAP_DAYS, MAX_AWARDS};
use dmex_primitives::{places, ratio, Balance, Day};
use frame_support::traits::Defensive;
use sp_runtime::{traits::Zero, Permill, Rounding};

#[cfg(test)]
mod tests;

/// The public nays that the vote on a claim for `asked` starts with, in base units of DMC: the part of
/// the pool that is asked for, of what a claim for all of it takes, rounded up. More than all counts
/// as all.
pub fn seed(rules: &ClaimRules, asked: Balance, available: Balance) -> Balance {
	let part = ratio(rules.seed_of_pool, asked.min(available), available, Rounding::Up);
	// Nothing is available: whoever asks for anything asks for all.
	part.unwrap_or(rules.seed_of_pool).max(rules.min_seed)
}

/// The deposit for one more claim: it doubles for each eighth of the places beyond the first half that
/// `others`, the series without this one, have taken. In the same way it doubles with the claims of
/// `this` series that are voted on, which share a place, counted against the awards of a series.
pub fn deposit(rules: &ClaimRules, this: u32, others: u32) -> Balance {
	let place = places::deposit(rules.deposit, others, rules.max_open);
	places::deposit(place, this, MAX_AWARDS)
}

/// What a cap leaves: the part of what is available, less what was awarded within the last
/// [`CAP_DAYS`] days. Rounded down, in base units of an asset.
pub fn headroom(
	available: Balance,
	cap: Permill,
	recent: &[(Day, Balance)],
	today: Day,
) -> Balance {
	cap.mul_floor(available).saturating_sub(sum_of_recent(recent, today))
}

/// The sum of what was awarded within the last [`CAP_DAYS`] days.
pub fn sum_of_recent(recent: &[(Day, Balance)], today: Day) -> Balance {
	let recent = recent.iter().filter(|(day, _)| is_recent(*day, today));
	recent.fold(Balance::default(), |sum, (_, amount)| sum.saturating_add(*amount))
}

/// Whether an award of `day` counts for the caps today.
pub fn is_recent(day: Day, today: Day) -> bool {
	today < day.saturating_add(CAP_DAYS)
}

/// Count an amount awarded today, and forget the days that no longer count.
pub fn add_recent(recent: &mut RecentAwards, today: Day, amount: Balance) {
	recent.retain(|(day, _)| is_recent(*day, today));
	if recent.last().is_none_or(|(day, _)| *day != today) {
		let pushed = recent.try_push((today, 0));
		let _ = pushed.defensive_proof("each day that counts has a place; qed");
	}
	if let Some((_, sum)) = recent.last_mut() {
		*sum = sum.saturating_add(amount);
	}
}

/// Count `amount` less of what was awarded on a day.
pub fn forget_recent(recent: &mut RecentAwards, on: Day, amount: Balance) {
	if let Some((_, sum)) = recent.iter_mut().find(|(day, _)| *day == on) {
		*sum = sum.saturating_sub(amount);
	}
	recent.retain(|(_, sum)| !sum.is_zero());
}
