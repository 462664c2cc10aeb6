//! Pure rules of rewards: the emission of a day, what a pool gets of it, and what a stake earns.
//!
//! An index says how much a unit was given since its pool began, in parts of a base unit of DMC:
//! [`SCALE`] parts are one. A stake earns the growth of the index over its days, times its units,
//! rounded down. Whole base units alone move between budget and stakers, so that what rounding keeps
//! back from them is emitted again.

use dmex_primitives::{ratio, Balance, Day, Units};
use sp_runtime::{
	traits::{EnsureAdd, EnsureDiv, EnsureMul, EnsureSub},
	ArithmeticError, Rounding,
};

#[cfg(test)]
mod tests;

/// Number of parts of a base unit of DMC in which an index counts.
pub const SCALE: u128 = 1_000_000_000_000;
/// Number of days after which the emission is halved.
pub const HALVING_DAYS: u32 = 182;
/// Maximum number of pauses of a series that have ended.
pub const MAX_PAUSES: u32 = 16;

/// Days of a pause: the first one, and the first one after it.
pub type Pause = (Day, Day);

/// The emission of `day`, in base units of DMC, if that of the first days, from `start` on, is `first` and the
/// budget suffices.
pub fn emission(first: Balance, start: Day, day: Day) -> Balance {
	let halvings = day.saturating_sub(start) / HALVING_DAYS;
	first.checked_shr(halvings).unwrap_or_default()
}

/// The share of a pool in an emission: `weighted` of `total` units, weighted. Rounded down, so that the shares
/// of all pools never exceed the emission.
pub fn share(emission: Balance, weighted: u128, total: u128) -> Result<Balance, ArithmeticError> {
	ratio(emission, weighted, total, Rounding::Down)
}

/// Growth of the index of a pool with `units` by its share of a day, rounded down.
pub fn increment(share: Balance, units: Units) -> Result<u128, ArithmeticError> {
	share.ensure_mul(SCALE)?.ensure_div(units.into())
}

/// Base units of DMC that cover these parts: rounded up.
///
/// Growth by at most `n × SCALE` parts adds at most `n` base units, and a decrease by at least
/// `n × SCALE` releases at least `n`.
pub fn whole(parts: u128) -> Balance {
	parts.div_ceil(SCALE)
}

/// Growth of an index from the first day of `days` to before the second, without what it grew in `pauses`,
/// which do not overlap. `index` is the index at the start of a day.
pub fn growth(
	index: impl Fn(Day) -> u128,
	days: (Day, Day),
	pauses: impl IntoIterator<Item = Pause>,
) -> Result<u128, ArithmeticError> {
	let (start, stop) = days;
	let within = |from: Day, to: Day| match from < to {
		true => index(to).ensure_sub(index(from)),
		false => Ok(0),
	};
	let all = within(start, stop)?;
	let mut paused = 0u128;
	for (from, to) in pauses {
		paused = paused.ensure_add(within(from.max(start), to.min(stop))?)?;
	}
	all.ensure_sub(paused)
}
