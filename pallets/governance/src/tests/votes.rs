use super::*;
use crate::{
	migrations::{unversioned::BeginRules, ToVersion1},
	votes::Standing,
	FirstDay, Pallet, SeenReferenda, Standings,
};
use dmex_primitives::Seed;
use frame_support::{
	dispatch::DispatchClass,
	storage::{with_transaction, TransactionOutcome::Rollback},
	traits::{Get, OnRuntimeUpgrade, StorageVersion},
	weights::RuntimeDbWeight,
};
use sp_runtime::DispatchError;

/// The weights of reads and writes.
fn weights() -> RuntimeDbWeight {
	<Test as frame_system::Config>::DbWeight::get()
}

/// A case of ours is opened, with its own seed; returns its referendum.
fn open_case(end: u32) -> u32 {
	let index = open(end);
	<Dao as crate::Referenda>::seed(index, Seed::Aye(1));
	Governance::on_case_opened(index);
	index
}

fn vote(index: u32) -> FakeVote {
	Votes::get()[&index].clone()
}

fn noted(index: u32) -> Option<Standing> {
	Standings::<Test>::get(index)
}

fn standing(passing: bool, extensions: u8) -> Option<Standing> {
	Some(Standing { passing, extensions, turned: false })
}

fn extended(referendum: u32, end: u32, passing: bool, extensions: u8) -> RuntimeEvent {
	Event::VoteExtended { referendum, end, passing, extensions }.into()
}

#[test]
fn a_referendum_is_seeded_before_anybody_votes() {
	execute_with_checks(|| {
		let first = open(100);
		to_block(2);
		let second = open(101);
		to_block(3);
		for index in [first, second] {
			assert_eq!(vote(index).seed, Some(Seed::Nay(SEED)));
		}
		to_block(10);
	});
}

#[test]
fn a_case_keeps_its_own_seed() {
	execute_with_checks(|| {
		let case = open_case(100);
		to_block(5);
		assert_eq!(vote(case).seed, Some(Seed::Aye(1)));
	});
}

#[test]
fn a_case_hides_no_referendum_before_it() {
	execute_with_checks(|| {
		let other = open(100);
		let case = open_case(100);
		assert_eq!(vote(other).seed, Some(Seed::Nay(SEED)));
		assert_eq!(vote(case).seed, Some(Seed::Aye(1)));
	});
}

#[test]
fn votes_end_on_the_hour() {
	execute_with_checks(|| {
		let (case, other, sharp) = (open_case(101), open(103), open(104));
		to_block(2);
		assert_eq!([case, other, sharp].map(|index| vote(index).end), [102, 104, 104]);
	});
}

#[test]
fn a_vote_that_does_not_turn_is_decided_at_its_end() {
	execute_with_checks(|| {
		let case = open_case(100);
		turn(case, true);
		to_block(51);
		assert_eq!(noted(case), None);
		to_block(52);
		assert_eq!(noted(case), standing(true, 0));
		let noted_now = Event::VoteNoted { referendum: case, passing: true };
		System::assert_last_event(noted_now.into());
		// What happens between two hours does not matter.
		turn(case, false);
		to_block(53);
		turn(case, true);
		to_block(100);
		assert!(vote(case).decided);
		assert_eq!(noted(case), None);
	});
}

#[test]
fn a_turn_in_the_last_block_extends_three_times() {
	execute_with_checks(|| {
		let (mut passing, mut end) = (false, 100);
		let case = open_case(end);
		for extensions in 1..=3 {
			to_block(u64::from(end) - 1);
			passing = !passing;
			turn(case, passing);
			to_block(end.into());
			assert!(!vote(case).decided);
			end += DAY_BLOCKS;
			assert_eq!(vote(case).end, end);
			assert_eq!(noted(case), standing(passing, extensions));
			System::assert_last_event(extended(case, end, passing, extensions));
		}
		to_block(u64::from(end) - 1);
		turn(case, !passing);
		to_block(end.into());
		assert!(vote(case).decided);
		assert_eq!(noted(case), None);
	});
}

/// Who brings votes for the hour of the note alone has no use of it: the vote turns when they are gone.
#[test]
fn a_flash_at_the_note_extends() {
	execute_with_checks(|| {
		let case = open_case(100);
		to_block(51);
		turn(case, true);
		to_block(52);
		assert_eq!(noted(case), standing(true, 0));
		turn(case, false);
		to_block(54);
		let turned = Standing { passing: true, extensions: 0, turned: true };
		assert_eq!(noted(case), Some(turned));
		to_block(99);
		assert_eq!(noted(case), Some(turned));
		turn(case, true);
		to_block(100);
		assert!(!vote(case).decided);
		System::assert_last_event(extended(case, 148, true, 1));
		// From here on it is noted anew.
		assert_eq!(noted(case), standing(true, 1));
		to_block(148);
		assert!(vote(case).decided);
	});
}

#[test]
fn a_turn_that_is_taken_back_extends_three_times() {
	execute_with_checks(|| {
		let case = open_case(100);
		for extensions in 0..4 {
			let end = 100 + extensions * u64::from(DAY_BLOCKS);
			to_block(end - 11);
			turn(case, true);
			to_block(end - 9);
			turn(case, false);
			assert!(!vote(case).decided);
			to_block(end);
			assert_eq!(vote(case).decided, extensions == 3);
		}
	});
}

#[test]
fn an_extension_that_brings_no_turn_is_the_last() {
	execute_with_checks(|| {
		let case = open_case(100);
		to_block(99);
		turn(case, true);
		to_block(148);
		assert!(vote(case).decided);
	});
}

#[test]
fn a_cancelled_vote_leaves_no_note() {
	execute_with_checks(|| {
		let (cancelled, kept) = (open_case(100), open_case(100));
		to_block(60);
		cancel(cancelled);
		// The fake Democracy forgets it before the next hour.
		to_block(62);
		assert_eq!(noted(cancelled), None);
		assert_eq!(noted(kept), standing(false, 0));
	});
}

/// On a chain that has these rules from now on, open votes keep their seeds, end on the hour, and are
/// not decided before their standing was known for a day.
#[test]
fn an_upgraded_chain_adopts_open_votes() {
	execute_with_checks(|| {
		let (near, far) = (open(3), open(75));
		SeenReferenda::<Test>::kill();
		StorageVersion::new(0).put::<Governance>();
		System::set_block_number(3);
		let before = BeginRules::<Test>::before();
		assert_eq!(before, [(near, 3, false), (far, 75, false)]);
		let weight = ToVersion1::<Test>::on_runtime_upgrade();
		assert_eq!(weight, weights().reads_writes(2 + 4 + 1, 2 + 2 + 1));
		assert_ok!(BeginRules::<Test>::check(before));
		assert_eq!(StorageVersion::get::<Governance>(), 1);
		assert_eq!(FirstDay::<Test>::get(), Some(TODAY));
		assert_eq!([near, far].map(|index| vote(index).end), [4, 76]);
		Governance::do_try_state().unwrap();
		to_block(4);
		System::assert_last_event(extended(near, 52, false, 1));
		to_block(52);
		assert!(vote(near).decided);
		to_block(76);
		assert!(vote(far).decided);
		assert_eq!([near, far].map(|index| vote(index).seed), [None, None]);
		let new = open(200);
		to_block(77);
		assert_eq!(vote(new).seed, Some(Seed::Nay(SEED)));
		// The next upgrade finds everything in order.
		assert_eq!(ToVersion1::<Test>::on_runtime_upgrade(), weights().reads(1));
		assert_eq!(SeenReferenda::<Test>::get(), Some(3));
		assert_eq!(vote(new).end, 200);
	});
}

/// The check after an upgrade notices what is not as it was, or was not done.
#[test]
fn the_check_of_an_upgrade_notices() {
	execute_with_checks(|| {
		let index = open(75);
		to_block(2);
		StorageVersion::new(0).put::<Governance>();
		let before = BeginRules::<Test>::before();
		let noticed = |change: fn(u32)| {
			let _ = with_transaction(|| {
				ToVersion1::<Test>::on_runtime_upgrade();
				assert_ok!(BeginRules::<Test>::check(before.clone()));
				change(index);
				assert!(BeginRules::<Test>::check(before.clone()).is_err());
				Rollback(Ok::<_, DispatchError>(()))
			});
		};
		noticed(|index| turn(index, true));
		noticed(|index| <Dao as crate::Referenda>::set_end(index, 78));
		noticed(cancel);
		noticed(|_| SeenReferenda::<Test>::kill());
		noticed(|_| FirstDay::<Test>::kill());
		StorageVersion::new(1).put::<Governance>();
	});
}

#[test]
fn the_weight_counts_what_was_looked_at() {
	execute_with_checks(|| {
		// A look at pauses takes seven.
		let of = |block| <Pallet<Test> as Hooks<u64>>::on_initialize(block).ref_time() - 7;
		assert_eq!(of(3), 1);
		assert_eq!(of(4), 100);
		let (first, _) = (open(100), open(100));
		let mandatory = || System::block_weight().get(DispatchClass::Mandatory).ref_time();
		let before = mandatory();
		to_block(2);
		assert_eq!(mandatory() - before, 20);
		assert_eq!(of(4), 102);
		to_block(60);
		cancel(first);
		LowestOpen::set(&1);
		assert_eq!(of(62), 102);
		assert_eq!(of(64), 101);
	});
}
