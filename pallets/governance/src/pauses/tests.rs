use super::*;
use proptest::prelude::*;

const BOUNDS: PauseBounds = PauseBounds { longest: 70, renewed: 210, rest: 70 };

fn call(name: u32) -> CallName {
	let text = |text: &str| BoundedVec::truncate_from(text.as_bytes().to_vec());
	(text("Market"), text(&format!("call_{name}")))
}

fn at(pauses: &mut PauseList, now: u32, blocks: u32) -> Result<u32, PauseError> {
	pause(pauses, call(0), now, blocks, BOUNDS)
}

#[test]
fn a_pause_lasts_at_least_a_block_and_at_most_the_longest_time() {
	let mut pauses = PauseList::default();
	assert_eq!(at(&mut pauses, 5, 0), Err(PauseError::InvalidTime));
	assert_eq!(at(&mut pauses, 5, 71), Err(PauseError::InvalidTime));
	assert_eq!(at(&mut pauses, 5, 1), Ok(6));
	assert_eq!(at(&mut pauses, 5, 70), Ok(75));
}

#[test]
fn pausing_again_moves_the_end_in_both_directions() {
	let mut pauses = PauseList::default();
	assert_eq!(at(&mut pauses, 100, 70), Ok(170));
	assert_eq!(at(&mut pauses, 150, 70), Ok(220));
	assert_eq!(at(&mut pauses, 150, 10), Ok(160));
	assert_eq!(pauses.len(), 1);
	assert_eq!(next_end(&pauses), Some(160));
}

#[test]
fn a_pause_cannot_be_renewed_for_ever() {
	let mut pauses = PauseList::default();
	for now in [100, 170, 240] {
		assert_eq!(at(&mut pauses, now, 70), Ok(now + 70));
	}
	assert_eq!(at(&mut pauses, 240, 70), Ok(310));
	assert_eq!(at(&mut pauses, 241, 70), Err(PauseError::PausedTooLong));
	assert_eq!(end_due(&mut pauses, 310), [call(0)]);
	assert_eq!(at(&mut pauses, 310, 1), Err(PauseError::PausedTooLong));
	assert_eq!(at(&mut pauses, 379, 1), Err(PauseError::PausedTooLong));
	assert_eq!(at(&mut pauses, 380, 70), Ok(450));
}

#[test]
fn lifting_a_pause_does_not_begin_another_reckoning() {
	let mut pauses = PauseList::default();
	assert_eq!(at(&mut pauses, 100, 70), Ok(170));
	assert!(lift(&mut pauses, &call(0), 110));
	assert!(!lift(&mut pauses, &call(0), 110));
	assert!(!is_in_force(&pauses, &call(0)));
	assert_eq!(at(&mut pauses, 179, 70), Ok(249));
	assert_eq!(pauses[0].since, 100);
	assert!(lift(&mut pauses, &call(0), 200));
	assert_eq!(at(&mut pauses, 270, 70), Ok(340));
	assert_eq!(pauses[0].since, 270);
}

#[test]
fn a_resting_call_keeps_its_place_until_it_has_rested() {
	let mut pauses = PauseList::default();
	for name in 0..MAX_PAUSES {
		assert_eq!(pause(&mut pauses, call(name), 10, 5, BOUNDS), Ok(15));
	}
	let one_more = |pauses: &mut PauseList, now| pause(pauses, call(99), now, 5, BOUNDS);
	assert_eq!(one_more(&mut pauses, 14), Err(PauseError::TooMany));
	assert_eq!(end_due(&mut pauses, 14), []);
	assert_eq!(end_due(&mut pauses, 15).len(), 32);
	assert_eq!(end_due(&mut pauses, 15), []);
	assert_eq!(one_more(&mut pauses, 84), Err(PauseError::TooMany));
	assert_eq!(one_more(&mut pauses, 85), Ok(90));
	assert_eq!(pauses.len(), 1);
}

/// Otherwise a council fills all places with calls of no interest, and lifts the pauses before the next begins.
#[test]
fn another_council_finds_every_place_free_that_no_pause_in_force_takes() {
	let mut pauses = PauseList::default();
	for name in 0..MAX_PAUSES {
		assert_eq!(pause(&mut pauses, call(name), 10, 70, BOUNDS), Ok(80));
	}
	(1..MAX_PAUSES).for_each(|name| assert!(lift(&mut pauses, &call(name), 11)));
	let one_more = |pauses: &mut PauseList| pause(pauses, call(99), 12, 5, BOUNDS);
	assert_eq!(one_more(&mut pauses), Err(PauseError::TooMany));
	begin_council(&mut pauses);
	assert!(is_in_force(&pauses, &call(0)));
	assert_eq!((pauses.len(), next_end(&pauses)), (1, Some(80)));
	assert_eq!(one_more(&mut pauses), Ok(17));
}

#[test]
fn what_another_council_lifts_or_lets_end_takes_no_place() {
	let mut pauses = PauseList::default();
	for name in 0..MAX_PAUSES {
		assert_eq!(pause(&mut pauses, call(name), 10, 5 + name, BOUNDS), Ok(15 + name));
	}
	begin_council(&mut pauses);
	assert!(lift(&mut pauses, &call(31), 11));
	assert_eq!(end_due(&mut pauses, 15), [call(0)]);
	assert_eq!(pauses.len(), 30);
	// What it pauses itself rests again.
	assert_eq!(pause(&mut pauses, call(99), 16, 5, BOUNDS), Ok(21));
	assert!(lift(&mut pauses, &call(99), 17));
	assert_eq!(pauses.len(), 31);
}

#[test]
fn another_council_reckons_anew_what_it_decides() {
	let mut pauses = PauseList::default();
	for now in [100, 170, 240] {
		assert_eq!(at(&mut pauses, now, 70), Ok(now + 70));
	}
	assert_eq!(at(&mut pauses, 250, 70), Err(PauseError::PausedTooLong));
	begin_council(&mut pauses);
	assert_eq!(at(&mut pauses, 250, 70), Ok(320));
	assert_eq!((pauses.len(), pauses[0].since), (1, 250));
	assert_eq!(end_due(&mut pauses, 320), [call(0)]);
	assert_eq!(pauses.len(), 1);
}

proptest! {
	/// Whatever is decided and lifted: of any 28 days a call is paused on at most 21, because each run
	/// of pauses is followed by a rest.
	#[test]
	fn no_call_is_paused_for_ever(
		steps in prop::collection::vec((1..40u32, 0..80u32, any::<bool>()), 1..200)
	) {
		let mut pauses = PauseList::default();
		let (mut now, mut paused_run) = (0, 0u32);
		let mut rested = BOUNDS.rest;
		for (wait, blocks, lifts) in steps {
			for _ in 0..wait {
				now += 1;
				end_due(&mut pauses, now);
				if is_in_force(&pauses, &call(0)) {
					paused_run += 1;
					rested = 0;
				} else {
					rested += 1;
				}
				if rested >= BOUNDS.rest {
					paused_run = 0;
				}
				prop_assert!(paused_run <= BOUNDS.renewed);
			}
			if lifts {
				lift(&mut pauses, &call(0), now);
			} else {
				let _ = at(&mut pauses, now, blocks);
			}
			let ends = pauses.iter().filter(|pause| pause.in_force).map(|pause| pause.ends).min();
			prop_assert_eq!(next_end(&pauses), ends);
			prop_assert!(ends.is_none_or(|ends| ends > now && ends <= now + BOUNDS.longest));
		}
	}
}
