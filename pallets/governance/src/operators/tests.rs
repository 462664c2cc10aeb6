use super::*;
use proptest::prelude::*;

type Few = Sets<u8, ConstU32<4>>;

fn sets(changes: &[(Day, &[u8])]) -> Few {
	let mut sets = Few::default();
	changes.iter().for_each(|(day, members)| {
		change(&mut sets, *day, members);
	});
	sets
}

#[test]
fn the_first_set_decides_from_the_first_day_on() {
	assert_eq!(members_for(sets(&[]), 9), Vec::<u8>::new());
	assert_eq!(members_for(sets(&[(0, &[1, 2])]), 0), vec![1, 2]);
	assert_eq!(members_for(sets(&[(100, &[1, 2])]), 99), vec![1, 2]);
}

#[test]
fn a_changed_set_decides_from_the_day_after_the_next() {
	let sets = sets(&[(0, &[1, 2]), (100, &[1, 3])]);
	assert_eq!(members_for(sets.clone(), 101), vec![1, 2]);
	assert_eq!(members_for(sets, 102), vec![1, 3]);
}

#[test]
fn changes_of_following_days_each_have_their_day() {
	let sets = sets(&[(0, &[1]), (100, &[2]), (101, &[3]), (102, &[4])]);
	let decide = [101, 102, 103, 104].map(|day| members_for(sets.clone(), day));
	assert_eq!(decide, [[1], [2], [3], [4]]);
}

#[test]
fn of_several_changes_in_a_day_the_last_one_holds() {
	let sets = sets(&[(0, &[1]), (100, &[2]), (100, &[3]), (100, &[1])]);
	assert_eq!([101, 102].map(|day| members_for(sets.clone(), day)), [[1], [1]]);
}

#[test]
fn a_set_of_nobody_is_a_set() {
	let sets = sets(&[(0, &[1]), (100, &[]), (101, &[2])]);
	assert_eq!(members_for(sets.clone(), 101), vec![1]);
	assert_eq!(members_for(sets.clone(), 102), Vec::<u8>::new());
	assert_eq!(members_for(sets, 103), vec![2]);
}

#[test]
fn each_operator_counts_once() {
	assert_eq!(members_for(sets(&[(0, &[1, 1, 2, 2])]), 0), vec![1, 2]);
}

#[test]
fn who_is_in_no_set_any_more_is_told_when_its_days_are_decided() {
	let mut sets = sets(&[(0, &[1, 2]), (100, &[2, 3])]);
	// Until day 101 is decided, in day 102, the first set is needed.
	assert_eq!(change(&mut sets, 102, &[3]), Vec::<u8>::new());
	assert_eq!(change(&mut sets, 103, &[3]), vec![1]);
	assert_eq!(change(&mut sets, 110, &[3, 4]), vec![2]);
	// Added and removed in one day.
	assert_eq!(change(&mut sets, 110, &[3]), vec![4]);
}

proptest! {
	/// Days pass and members change at random: each day is decided by those who were the members at
	/// the end of the day two days before it, and nobody is told to be gone who still decides.
	#[test]
	fn each_day_is_decided_by_the_members_of_two_days_before(
		steps in prop::collection::vec((0..4u32, prop::collection::vec(0..9u8, 0..5)), 1..60),
	) {
		let mut sets = Few::default();
		change(&mut sets, 0, &[0]);
		let (mut today, mut at_end) = (100, vec![vec![0]; 1_000]);
		for (days, mut members) in steps {
			today += days;
			members.sort();
			members.dedup();
			members.truncate(4);
			let gone = change(&mut sets, today, &members);
			at_end[today as usize..].iter_mut().take(400).for_each(|at| *at = members.clone());
			for day in today - 1..today + 5 {
				let decide = members_for(sets.clone(), day);
				prop_assert_eq!(&decide, &at_end[day as usize - 2]);
				prop_assert!(!gone.iter().any(|who| decide.contains(who)));
			}
		}
	}
}

#[test]
fn the_council_changes_one_and_then_none_for_seven_days() {
	assert!(may_change(None, 0));
	assert_eq!(
		[100, 101, 107, 108].map(|today| may_change(Some(100), today)),
		[false, false, false, true]
	);
	assert!(!may_change(Some(Day::MAX), Day::MAX));
}

#[test]
fn a_quorum_is_left() {
	assert_eq!([2, 3, 4].map(|many| may_remove(many, 3)), [false, false, true]);
}
