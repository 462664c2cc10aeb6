use crate::{day::MAX_CATCH_UP, mock::*, BlocksToday, DayLength, Event, LiveDays, Today};
use dmex_primitives::{Clock, Day};
use frame_support::{
	assert_err,
	dispatch::DispatchClass,
	traits::{Hooks, OnTimestampSet},
	weights::Weight,
};

fn live_days(day: Day) -> u32 {
	Calendar::live_days(day)
}

fn mandatory() -> u64 {
	System::block_weight().get(DispatchClass::Mandatory).ref_time()
}

fn closed(day: Day) -> Option<(u32, bool)> {
	System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Calendar(Event::DayClosed { day: d, blocks, live }) if d == day => {
			Some((blocks, live))
		},
		_ => None,
	})
}

mod genesis {
	use super::*;

	#[test]
	fn fixes_the_day_length() {
		execute_with_checks(|| {
			assert_eq!(Calendar::day_length(), DAY);
			assert_eq!(Calendar::today(), 0);
			assert_eq!(live_days(0), 0);
		});
	}

	#[test]
	fn has_a_valid_default() {
		let length = crate::GenesisConfig::<Test>::default().day_length;
		ext_with_day_length(length).execute_with(|| assert_eq!(Calendar::day_length(), 86_400_000));
	}

	#[test]
	#[should_panic = "multiple of the slot duration"]
	fn refuses_part_of_a_slot() {
		ext_with_day_length(DAY + 1);
	}

	#[test]
	#[should_panic = "multiple of the slot duration"]
	fn refuses_zero() {
		ext_with_day_length(0);
	}
}

mod first_block {
	use super::*;

	#[test]
	fn starts_the_calendar_at_its_own_day() {
		execute_with_checks(|| {
			block(FIRST, 7);
			assert_eq!(Calendar::today(), FIRST);
			assert_eq!(BlocksToday::<Test>::get(), 1);
			assert_eq!(Told::get(), vec![FIRST]);
			assert_eq!(LiveDays::<Test>::iter().count(), 0);
			System::assert_has_event(Event::Started { day: FIRST }.into());
		});
	}

	#[test]
	fn may_be_in_day_zero() {
		execute_with_checks(|| {
			fill(0, 5);
			block(1, 0);
			assert_eq!(Calendar::today(), 1);
			assert_eq!(live_days(0), 1);
		});
	}

	#[test]
	fn of_a_day_cut_short_does_not_make_it_live() {
		execute_with_checks(|| {
			block(FIRST, 6);
			(7..10).for_each(|slot| block(FIRST, slot));
			block(FIRST + 1, 0);
			assert_eq!(closed(FIRST), Some((4, false)));
			assert_eq!(live_days(FIRST), 0);
		});
	}

	#[test]
	fn of_a_day_cut_short_makes_it_live_with_half_the_slots() {
		execute_with_checks(|| {
			(5..10).for_each(|slot| block(FIRST, slot));
			block(FIRST + 1, 0);
			assert_eq!(closed(FIRST), Some((5, true)));
			assert_eq!(live_days(FIRST), 1);
		});
	}
}

mod roll_over {
	use super::*;

	#[test]
	fn happens_once_a_day() {
		execute_with_checks(|| {
			fill(FIRST, 10);
			fill(FIRST + 1, 4);
			fill(FIRST + 2, 10);
			block(FIRST + 3, 0);
			assert_eq!(Told::get(), (FIRST..=FIRST + 3).collect::<Vec<_>>());
			assert_eq!(closed(FIRST), Some((10, true)));
			assert_eq!(closed(FIRST + 1), Some((4, false)));
			assert_eq!(closed(FIRST + 2), Some((10, true)));
			assert_eq!(closed(FIRST + 3), None);
			assert_eq!(BlocksToday::<Test>::get(), 1);
		});
	}

	#[test]
	fn counts_live_days() {
		execute_with_checks(|| {
			fill(FIRST, 10);
			fill(FIRST + 1, 4);
			fill(FIRST + 2, 5);
			block(FIRST + 3, 0);
			let counts: Vec<_> = (FIRST - 1..=FIRST + 2).map(live_days).collect();
			assert_eq!(counts, vec![0, 1, 1, 2]);
			// A day in progress, or to come, adds nothing.
			assert_eq!(live_days(FIRST + 3), 2);
			assert_eq!(live_days(Day::MAX), 2);
			assert_eq!(live_days(0), 0);
		});
	}

	#[test]
	fn weighs_what_is_declared_in_the_usual_block() {
		execute_with_checks(|| {
			block(FIRST, 0);
			assert_eq!(Calendar::on_initialize(2), Weight::from_parts(11, 0));
			let before = mandatory();
			block(FIRST, 1);
			assert_eq!(mandatory(), before);
			// One day begins: only what others did comes on top.
			block(FIRST + 1, 0);
			assert_eq!(mandatory(), before + 1_000);
		});
	}
}

mod after_a_stop {
	use super::*;

	#[test]
	fn skipped_days_are_not_live() {
		execute_with_checks(|| {
			fill(FIRST, 10);
			fill(FIRST + 4, 10);
			block(FIRST + 5, 0);
			assert_eq!(closed(FIRST), Some((10, true)));
			for day in FIRST + 1..FIRST + 4 {
				assert_eq!(closed(day), Some((0, false)));
				assert_eq!(live_days(day), 1);
			}
			assert_eq!(live_days(FIRST + 4), 2);
			assert_eq!(Told::get(), (FIRST..=FIRST + 5).collect::<Vec<_>>());
		});
	}

	#[test]
	fn catches_up_the_maximum_number_of_days() {
		execute_with_checks(|| {
			block(FIRST, 0);
			block(FIRST + MAX_CATCH_UP, 0);
			assert_eq!(Calendar::today(), FIRST + MAX_CATCH_UP);
			assert_eq!(BlocksToday::<Test>::get(), 1);
		});
	}

	#[test]
	fn today_lags_until_it_has_caught_up() {
		execute_with_checks(|| {
			let now = FIRST + MAX_CATCH_UP + 1;
			block(FIRST, 0);
			block(now, 0);
			assert_eq!(Calendar::today(), FIRST + MAX_CATCH_UP);
			assert_eq!(Calendar::ms_to_next_day(u64::from(now) * DAY), 0);
			// The block was made in another day than the one it leaves the calendar in.
			assert_eq!(BlocksToday::<Test>::get(), 0);
			block(now, 1);
			assert_eq!(Calendar::today(), now);
			assert_eq!(closed(now - 1), Some((0, false)));
			assert_eq!(Told::get(), (FIRST..=now).collect::<Vec<_>>());
		});
	}

	#[test]
	fn only_blocks_in_step_count() {
		execute_with_checks(|| {
			let now = FIRST + 3 * MAX_CATCH_UP;
			block(FIRST, 0);
			fill(now, 7);
			block(now + 1, 0);
			// Of seven blocks the first two only caught up.
			assert_eq!(closed(now), Some((5, true)));
			assert_eq!(live_days(now), 1);
		});
	}

	#[test]
	fn registers_the_extra_days() {
		execute_with_checks(|| {
			block(FIRST, 0);
			let before = mandatory();
			block(FIRST + 5, 0);
			assert_eq!(mandatory(), before + 4 * 10 + 5 * 1_000);
		});
	}

	#[test]
	fn a_clock_that_goes_back_changes_nothing() {
		execute_with_checks(|| {
			block(FIRST, 0);
			block(FIRST - 1, 0);
			assert_eq!(Calendar::today(), FIRST);
			assert_eq!(BlocksToday::<Test>::get(), 1);
		});
	}
}

mod reading {
	use super::*;

	#[test]
	fn periods_become_blocks() {
		execute_with_checks(|| {
			assert_eq!(Calendar::blocks(0), 1);
			assert_eq!(Calendar::blocks(1), 10);
			assert_eq!(Calendar::blocks(30), 300);
		});
	}

	#[test]
	fn the_next_day_is_announced() {
		execute_with_checks(|| {
			block(FIRST, 3);
			let now = u64::from(FIRST) * DAY + 3 * SLOT;
			assert_eq!(Calendar::ms_to_next_day(now), 7 * SLOT);
			assert_eq!(Calendar::day_of(now), FIRST);
			assert_eq!(Calendar::day_of(now + 7 * SLOT), FIRST + 1);
		});
	}
}

/// A chain that runs and stops at random, against a list of the days in which blocks were made.
#[test]
fn agrees_with_a_naive_calendar() {
	for seed in 1..40u64 {
		execute_with_checks(|| {
			let mut random = seed;
			let mut next = |bound: u64| {
				random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
				(random >> 33) % bound
			};
			let mut now = u64::from(FIRST) * DAY + next(10) * SLOT;
			let mut blocks = std::collections::BTreeMap::<Day, u32>::new();
			for _ in 0..300 {
				Calendar::on_timestamp_set(now);
				*blocks.entry((now / DAY) as Day).or_default() += 1;
				// Mostly the next slot, sometimes a gap, seldom days (never more than 32).
				let gap = [1, 1, 1, 1, 2, 8, 10 * 30][next(7) as usize];
				now += SLOT * (1 + next(gap));
			}
			let today = Calendar::today();
			let mut count = 0;
			for day in FIRST..today {
				count += u32::from(2 * blocks.get(&day).copied().unwrap_or(0) >= 10);
				assert_eq!(live_days(day), count, "seed {seed}, day {day}");
			}
			assert!(count > 0 && count < today - FIRST, "seed {seed} shows nothing");
		});
	}
}

mod try_state {
	use super::*;

	fn corrupted(corrupt: impl FnOnce(), reason: &'static str) {
		new_test_ext().execute_with(|| {
			fill(FIRST, 10);
			fill(FIRST + 1, 10);
			block(FIRST + 2, 0);
			Calendar::do_try_state().unwrap();
			corrupt();
			assert_err!(Calendar::do_try_state(), reason);
		});
	}

	#[test]
	fn finds_a_day_of_no_whole_slots() {
		let reason = "1: the day length is not a multiple of the slot duration";
		corrupted(|| DayLength::<Test>::put(DAY - 1), reason);
		corrupted(|| DayLength::<Test>::put(0), reason);
	}

	#[test]
	fn finds_a_gap() {
		corrupted(|| Today::<Test>::put(FIRST + 3), "2: a closed day is missing");
	}

	#[test]
	fn finds_a_day_counted_too_early() {
		corrupted(
			|| LiveDays::<Test>::insert(FIRST + 2, 2),
			"2: a day is counted that is not closed",
		);
	}

	#[test]
	fn finds_a_jump() {
		corrupted(|| LiveDays::<Test>::insert(FIRST + 1, 3), "3: C makes a jump");
		corrupted(|| LiveDays::<Test>::insert(FIRST + 1, 0), "3: C makes a jump");
		corrupted(|| LiveDays::<Test>::insert(FIRST, 2), "3: C makes a jump");
	}

	#[test]
	fn finds_traces_before_the_first_block() {
		new_test_ext().execute_with(|| {
			BlocksToday::<Test>::put(1);
			assert_err!(Calendar::do_try_state(), "4: blocks counted before the first");
			BlocksToday::<Test>::kill();
			LiveDays::<Test>::insert(1, 0);
			assert_err!(Calendar::do_try_state(), "4: a day closed before the first");
		});
	}
}
