use super::*;
use frame_support::traits::SafeModeNotify;

fn enter() {
	<Governance as SafeModeNotify>::entered();
}

fn exit() {
	<Governance as SafeModeNotify>::exited();
}

#[test]
fn another_council_enters_it_whatever_the_one_before_did() {
	execute_with_checks(|| {
		Governance::on_new_day(TODAY);
		assert_ok!(Governance::hand_over(RuntimeOrigin::signed(COUNCIL)));
		enter();
		exit();
		assert!(!Governance::has_rested_from_safe_mode());
		// The one before enters it once more, and the round is held before it ends.
		enter();
		begin(TODAY + 28);
		to_block(System::block_number() + 1);
		assert!(Governance::is_round() && Governance::has_rested_from_safe_mode());
		exit();
		assert!(Governance::has_rested_from_safe_mode());
		enter();
		exit();
		assert!(!Governance::has_rested_from_safe_mode());
	});
}

#[test]
fn the_hand_over_ends_the_rest() {
	execute_with_checks(|| {
		enter();
		exit();
		assert!(!Governance::has_rested_from_safe_mode());
		assert_ok!(Governance::hand_over(RuntimeOrigin::signed(COUNCIL)));
		assert!(Governance::has_rested_from_safe_mode());
	});
}

#[test]
fn the_council_enters_it_again_seven_days_after_its_end() {
	execute_with_checks(|| {
		assert!(Governance::has_rested_from_safe_mode());
		System::set_block_number(5);
		enter();
		assert!(Governance::has_rested_from_safe_mode());
		exit();
		let again = 5 + 7 * u64::from(DAY_BLOCKS);
		for (block, rested) in [(5, false), (again - 1, false), (again, true)] {
			System::set_block_number(block);
			assert_eq!(Governance::has_rested_from_safe_mode(), rested, "in block {block}");
		}
	});
}
