use super::*;
use frame_support::traits::SafeModeNotify;

#[test]
fn the_council_enters_it_again_seven_days_after_its_end() {
	execute_with_checks(|| {
		assert!(Governance::has_rested_from_safe_mode());
		System::set_block_number(5);
		<Governance as SafeModeNotify>::entered();
		assert!(Governance::has_rested_from_safe_mode());
		<Governance as SafeModeNotify>::exited();
		let again = 5 + 7 * u64::from(DAY_BLOCKS);
		for (block, rested) in [(5, false), (again - 1, false), (again, true)] {
			System::set_block_number(block);
			assert_eq!(Governance::has_rested_from_safe_mode(), rested, "in block {block}");
		}
	});
}
