//! Prices and ends of auctions. Pure: no storage, no `Config`.

use crate::types::{AuctionKind, Schedule};
use dmex_primitives::{ratio, Balance};
use sp_runtime::{Permill, Rounding};

/// Number of minutes of a day.
const MINUTES: u32 = 24 * 60;

/// Number of blocks of `minutes`, of a day of `day_blocks` blocks: rounded down, and at least one.
fn window(minutes: u32, day_blocks: u32) -> u32 {
	let blocks = u64::from(day_blocks).saturating_mul(minutes.into()) / u64::from(MINUTES);
	u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
}

impl Schedule {
	/// The schedule of an auction that opens in block `now` for `duration` blocks, and that no bid
	/// extends. `None` if it does not fit.
	pub fn open(now: u32, duration: u32) -> Option<Self> {
		let ends = now.checked_add(duration)?;
		Some(Self { opened: now, ends, planned: ends, latest: ends, window: 0 })
	}

	/// The schedule with a closing window of `minutes`: bids extend it by at most a day of
	/// `day_blocks` blocks in all. `None` if it does not fit.
	pub fn extended_by_bids(self, minutes: u32, day_blocks: u32) -> Option<Self> {
		let latest = self.planned.checked_add(day_blocks)?;
		Some(Self { latest, window: window(minutes, day_blocks), ..self })
	}

	/// Whether its last block is over.
	pub fn is_over(&self, now: u32) -> bool {
		now > self.ends
	}

	/// Whether a bid in block `now` moves its end.
	pub fn is_closing(&self, now: u32) -> bool {
		self.ends.saturating_sub(now) < self.window
	}

	/// Whether its seller can no longer withdraw it in block `now` if there is a bid: the window
	/// before the planned end has begun, and extensions do not take that back.
	pub fn is_binding(&self, now: u32) -> bool {
		self.planned.saturating_sub(now) < self.window
	}

	/// The schedule after a bid in block `now`.
	pub fn after_bid(self, now: u32) -> Self {
		if !self.is_closing(now) {
			return self;
		}
		Self { ends: self.ends.saturating_add(self.window).min(self.latest), ..self }
	}

	/// Maximum number of days, of `day_blocks` blocks each, that the auction can last, extensions
	/// included; rounded up.
	pub fn days(&self, day_blocks: u32) -> u32 {
		self.latest.saturating_sub(self.opened).div_ceil(day_blocks.max(1))
	}
}

/// The minimum bid after one of `best`: higher by the part `step`, rounded up, and by at least one
/// base unit. `None` if it does not fit.
pub fn min_bid_after(best: Balance, step: Permill) -> Option<Balance> {
	best.checked_add(step.mul_ceil(best).max(1))
}

/// The price of a Dutch auction in block `now`: along a straight line from `start` in its first
/// block to `floor` in its last, rounded up.
pub fn dutch_price(schedule: &Schedule, start: Balance, floor: Balance, now: u32) -> Balance {
	let span = schedule.ends.saturating_sub(schedule.opened);
	let passed = now.saturating_sub(schedule.opened).min(span);
	// At most the whole fall, because `passed` is at most `span`; an error if `span` is zero.
	ratio(start.saturating_sub(floor), passed.into(), span.into(), Rounding::Down)
		.map_or(start, |fallen| start.saturating_sub(fallen))
}

impl AuctionKind {
	/// Minimum total for which the lot can be sold.
	pub fn min_total(&self) -> Balance {
		match self {
			Self::English { reserve, .. } => *reserve,
			Self::Dutch { floor, .. } => *floor,
		}
	}

	/// Whether its amounts fit each other: `buy_now` is not under the reserve, and the price of a
	/// Dutch auction does not rise.
	pub fn is_sound(&self) -> bool {
		match self {
			Self::English { reserve, buy_now } => buy_now.is_none_or(|price| price >= *reserve),
			Self::Dutch { start_price, floor } => start_price >= floor,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use sp_core::U256;

	/// From block 100 to 200, at most to 250; the last ten blocks extend it.
	fn schedule() -> Schedule {
		Schedule { opened: 100, ends: 200, planned: 200, latest: 250, window: 10 }
	}

	fn after(best: Balance, millionths: u32) -> Option<Balance> {
		min_bid_after(best, Permill::from_parts(millionths))
	}

	#[test]
	fn window_is_minutes_in_blocks_rounded_down_and_at_least_one() {
		// Blocks of six seconds, of a minute, of a minute and a half, of an hour.
		let of_ten_minutes = [14_400, 1_440, 960, 24].map(|day| window(10, day));
		assert_eq!(of_ten_minutes, [100, 10, 6, 1]);
		assert_eq!([window(0, 14_400), window(60, 1), window(1, 1_439)], [1, 1, 1]);
		assert_eq!(window(MINUTES, u32::MAX), u32::MAX);
		assert_eq!(window(u32::MAX, u32::MAX), u32::MAX);
	}

	#[test]
	fn opens_now_for_the_duration() {
		let fixed = Schedule { opened: 100, ends: 105, planned: 105, latest: 105, window: 0 };
		assert_eq!(Schedule::open(100, 5), Some(fixed));
		assert!(Schedule::open(u32::MAX - 5, 5).is_some());
		assert_eq!(Schedule::open(u32::MAX - 4, 5), None);
	}

	/// Ten minutes of a day of 1,440 blocks.
	#[test]
	fn is_extended_by_a_day_at_most() {
		let by_bids = |now| Schedule::open(now, 5)?.extended_by_bids(10, MINUTES);
		let latest = 105 + MINUTES;
		let expected = Schedule { opened: 100, ends: 105, planned: 105, latest, window: 10 };
		assert_eq!(by_bids(100), Some(expected));
		assert!(by_bids(u32::MAX - MINUTES - 5).is_some());
		assert_eq!(by_bids(u32::MAX - MINUTES - 4), None);
	}

	#[test]
	fn is_over_after_its_last_block() {
		assert_eq!([100, 200, 201].map(|now| schedule().is_over(now)), [false, false, true]);
	}

	#[test]
	fn closes_in_the_blocks_of_the_window() {
		let closing = (100..=200).filter(|now| schedule().is_closing(*now)).count();
		assert_eq!((closing, schedule().is_closing(190)), (10, false));
		let never = Schedule { window: 0, ..schedule() };
		assert!((100..=200).all(|now| !never.is_closing(now)));
	}

	/// From the window before the planned end on, whatever bids made of the end.
	#[test]
	fn binds_its_seller_from_the_window_before_the_planned_end() {
		for ends in [200, 210, 250] {
			let schedule = Schedule { ends, ..schedule() };
			let binding = [100, 190, 191, 200, 201, 250].map(|now| schedule.is_binding(now));
			assert_eq!(binding, [false, false, true, true, true, true]);
		}
		assert!(!Schedule { window: 0, ..schedule() }.is_binding(200));
	}

	#[test]
	fn bids_extend_it_in_the_last_blocks_up_to_the_latest() {
		let ends = |schedule: Schedule, now| schedule.after_bid(now).ends;
		assert_eq!([190, 191, 200].map(|now| ends(schedule(), now)), [200, 210, 210]);
		let late = Schedule { ends: 245, ..schedule() };
		assert_eq!([235, 236, 245].map(|now| ends(late, now)), [245, 250, 250]);
		assert_eq!(ends(Schedule { ends: 250, ..schedule() }, 250), 250);
	}

	#[test]
	fn lasts_days_rounded_up() {
		let lasting = |latest| Schedule { latest, ..schedule() };
		assert_eq!([249, 250, 251].map(|latest| lasting(latest).days(150)), [1, 1, 2]);
		assert_eq!(lasting(250).days(0), 150);
	}

	#[test]
	fn next_bid_is_higher_by_the_step_rounded_up() {
		assert_eq!(after(100, 30_000), Some(103));
		assert_eq!(after(101, 30_000), Some(105));
		assert_eq!((after(1, 30_000), after(0, 30_000)), (Some(2), Some(1)));
		assert_eq!(after(1_000, 0), Some(1_001));
		assert_eq!(
			(after(Balance::MAX, 0), after(Balance::MAX - 1, 0)),
			(None, Some(Balance::MAX))
		);
		assert_eq!(after(Balance::MAX / 2 + 1, 1_000_000), None);
	}

	#[test]
	fn price_falls_to_the_floor() {
		let price = |now| dutch_price(&schedule(), 1_000, 500, now);
		assert_eq!([100, 101, 150, 199, 200].map(price), [1_000, 995, 750, 505, 500]);
		// Outside of its time it stays.
		assert_eq!([0, 99, 201, u32::MAX].map(price), [1_000, 1_000, 500, 500]);
	}

	#[test]
	fn price_of_an_instant_and_of_prices_that_rise_is_the_start() {
		let instant = Schedule { ends: 100, ..schedule() };
		assert_eq!(dutch_price(&instant, 1_000, 500, 100), 1_000);
		assert_eq!(dutch_price(&schedule(), 500, 1_000, 150), 500);
	}

	#[test]
	fn amounts_fit_each_other() {
		let english = |reserve, buy_now| AuctionKind::English { reserve, buy_now };
		assert!(english(5, None).is_sound() && english(5, Some(5)).is_sound());
		assert!(!english(5, Some(4)).is_sound());
		let dutch = |start_price, floor| AuctionKind::Dutch { start_price, floor };
		assert!(dutch(5, 5).is_sound() && !dutch(4, 5).is_sound());
		assert_eq!((english(5, Some(9)).min_total(), dutch(9, 4).min_total()), (5, 4));
	}

	proptest! {
		/// Against wide integers: the line from start to floor, rounded up.
		#[test]
		fn price_is_exact(
			a: Balance,
			b: Balance,
			span in 1..=u32::MAX,
			part in 0.0..=1.0f64,
			opened in 0..1_000u32,
		) {
			let (start, floor) = (a.max(b), a.min(b));
			let ends = opened.saturating_add(span);
			let span = ends - opened;
			let passed = (f64::from(span) * part) as u32;
			let schedule = Schedule { opened, ends, planned: ends, latest: ends, window: 0 };
			let fallen = U256::from(start - floor) * U256::from(passed) / U256::from(span);
			let price = dutch_price(&schedule, start, floor, opened + passed);
			prop_assert_eq!(U256::from(price), U256::from(start) - fallen);
			prop_assert!((floor..=start).contains(&price));
		}

		/// The price never rises.
		#[test]
		fn price_never_rises(fall: Balance, span in 1..10_000u32, now in 0..20_000u32) {
			let schedule = Schedule { opened: 0, ends: span, ..schedule() };
			let price = |now| dutch_price(&schedule, fall, 0, now);
			prop_assert!(price(now + 1) <= price(now));
		}

		/// Against wide integers: the smallest number not under best × (1 + step), and above best.
		#[test]
		fn step_is_the_exact_ceiling(best: Balance, parts in 0..=1_000_000u32) {
			let million = U256::from(1_000_000);
			let step = (U256::from(best) * U256::from(parts) + million - 1) / million;
			let exact = U256::from(best) + step.max(U256::one());
			match after(best, parts) {
				Some(min) => prop_assert_eq!(U256::from(min), exact),
				None => prop_assert!(exact > U256::from(Balance::MAX)),
			}
		}

		/// However bids come, an auction never ends earlier, and never later than allowed.
		#[test]
		fn bids_keep_the_end_in_bounds(bids in prop::collection::vec(0u32..60, 0..60), window in 0..50u32) {
			let mut schedule = Schedule { window, ..schedule() };
			let mut now = schedule.opened;
			for wait in bids {
				now += wait;
				if schedule.is_over(now) {
					break;
				}
				let before = schedule.ends;
				schedule = schedule.after_bid(now);
				prop_assert!((before..=schedule.latest).contains(&schedule.ends));
				prop_assert!(schedule.ends == schedule.latest || schedule.ends - now >= window);
			}
		}
	}
}
