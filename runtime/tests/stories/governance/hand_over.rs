//! The end of the launch stage.

use crate::{electing::*, people::*, steps::*, world::*};
use dmex_runtime::{
	parameters::dynamic_params::governance, queries::protocol, Governance, RuntimeParameters,
};
use dmex_runtime_api::Stage;
use pallet_governance::{Call, Error, Event, FirstDay};

#[test]
fn the_council_hands_over_whenever_it_likes() {
	execute_with_checks(|| {
		assert_eq!((protocol().stage, protocol().hand_over_from), (Stage::Launch, Some(1_180)));
		motion(Call::hand_over {});
		assert_emitted(Event::HandedOver { day: today() });
		assert_eq!((protocol().stage, protocol().hand_over_from), (Stage::Community, None));
		assert_noop!(council(Call::<Runtime>::hand_over {}), Error::<Runtime>::LaunchIsOver);
	});
}

#[test]
fn anyone_hands_over_after_the_time() {
	execute_with_checks(|| {
		assert_eq!(FirstDay::<Runtime>::get(), Some(FIRST_DAY));
		hand_over_after_30_days();
		assert_eq!(protocol().hand_over_from, Some(FIRST_DAY + 30));
		to_day(FIRST_DAY + 29);
		assert_noop!(act(nobody(), Call::hand_over {}), Error::<Runtime>::TooEarly);
		next_day();
		assert_ok!(act(nobody(), Call::hand_over {}));
		assert!(!Governance::stage().is_launch());
	});
}

/// Otherwise the council of genesis sets the longest term, hands over, and stays for half a year more.
#[test]
fn the_first_round_is_four_weeks_later_at_most() {
	execute_with_checks(|| {
		let term = governance::Parameters::CouncilTerm(governance::CouncilTerm, Some(180));
		assert_ok!(set_parameter(RuntimeParameters::Governance(term)));
		motion(Call::hand_over {});
		assert_eq!(next_round(), today() + 28);
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		to_round();
		assert!(round_held());
		assert_eq!(next_round(), today() + 180);
	});
}

/// The council of genesis stays until the first round has winners, as the council: Admin, and no road to Root.
#[test]
fn the_council_stays_admin_until_others_are_elected() {
	execute_with_checks(|| {
		handed_over();
		hand_over_after_30_days();
		to_block(System::block_number() + 3 * TERM);
		assert_eq!(council_members(), genesis_council());
	});
}
