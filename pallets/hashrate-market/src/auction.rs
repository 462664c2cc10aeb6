//! How auctions find a price and an end. Pure: no storage, no `Config`.

use crate::types::{AuctionKind, Schedule};
use dmex_primitives::Balance;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, traits::Zero, Permill, Rounding,
};

/// Minutes of a day.
const MINUTES: u32 = 24 * 60;

/// So many minutes of a day of `day_blocks` blocks, in blocks: rounded down, and at least one.
pub fn window(minutes: u32, day_blocks: u32) -> u32 {
	let blocks = u64::from(day_blocks).saturating_mul(minutes.into()) / u64::from(MINUTES);
	u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
}

impl Schedule {
	/// The schedule of an auction that opens in block `now` for `duration` blocks. A bid in the
	/// last `window` blocks extends it by as many, by `extension` in all at most. Nothing when it
	/// does not fit.
	pub fn open(now: u32, duration: u32, window: u32, extension: u32) -> Option<Self> {
		let ends = now.checked_add(duration)?;
		let latest = ends.checked_add(extension)?;
		Some(Self { opened: now, ends, latest, window })
	}

	/// Whether its last block is over.
	pub fn is_over(&self, now: u32) -> bool {
		now > self.ends
	}

	/// Whether a bid in block `now` moves its end.
	pub fn is_closing(&self, now: u32) -> bool {
		self.ends.saturating_sub(now) < self.window
	}

	/// After a bid in block `now`.
	pub fn after_bid(self, now: u32) -> Self {
		if !self.is_closing(now) {
			return self;
		}
		Self { ends: self.ends.saturating_add(self.window).min(self.latest), ..self }
	}

	/// The days, of `day_blocks` blocks each, that it can last at most, rounded up.
	pub fn days(&self, day_blocks: u32) -> u32 {
		self.latest.saturating_sub(self.opened).div_ceil(day_blocks.max(1))
	}
}

/// The least bid that may follow one of `best`: higher by the part `step`, rounded up, and by at
/// least one base unit. Nothing when it does not fit.
pub fn least_after(best: Balance, step: Permill) -> Option<Balance> {
	best.checked_add(step.mul_ceil(best).max(1))
}

/// The price of a falling auction in block `now`: from `start` in its first block along a straight
/// line to `floor` in its last, rounded up.
pub fn dutch_price(schedule: &Schedule, start: Balance, floor: Balance, now: u32) -> Balance {
	let span = schedule.ends.saturating_sub(schedule.opened);
	let passed = now.saturating_sub(schedule.opened).min(span);
	if span.is_zero() {
		return start;
	}
	let fall = start.saturating_sub(floor);
	// At most `fall`, as `passed` is at most `span`.
	multiply_by_rational_with_rounding(fall, passed.into(), span.into(), Rounding::Down)
		.map_or(start, |fallen| start.saturating_sub(fallen))
}

impl AuctionKind {
	/// The least total that it can end with.
	pub fn least(&self) -> Balance {
		match self {
			Self::English { reserve, .. } => *reserve,
			Self::Dutch { floor, .. } => *floor,
		}
	}

	/// Whether its amounts fit each other: what buys at once is not under the reserve, and a
	/// price does not rise.
	pub fn is_sound(&self) -> bool {
		match self {
			Self::English { reserve, buy_now } => buy_now.is_none_or(|price| price >= *reserve),
			Self::Dutch { start_price, floor } => start_price >= floor,
		}
	}
}
