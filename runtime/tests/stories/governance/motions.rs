//! Motions of the council.

use crate::{electing::*, people::*, steps::*, world::*};
use dmex_runtime::{
	constants::governance::{MAX_MOTIONS, MOTION_DEPOSIT},
	parameters::{dynamic_params::series, governed},
	Hash, RuntimeParameters,
};
use frame_support::traits::Get;
use pallet_collective::{Call as Council, Error as CouncilError, Instance1, Proposals};
use pallet_governance::Error;
use sp_runtime::{traits::Hash as _, DispatchResult};

fn nothing(number: u8) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![number] }.into()
}

/// A member opens a motion for nothing.
fn opened(who: AccountId, number: u8) -> DispatchResult {
	let proposal = Box::new(nothing(number));
	act(who, Council::<Runtime, Instance1>::propose { threshold: 4, proposal, length_bound: 100 })
}

/// Root ends a motion for nothing.
fn end(number: u8) {
	let proposal_hash: Hash = <Runtime as frame_system::Config>::Hashing::hash_of(&nothing(number));
	assert_ok!(root(Council::<Runtime, Instance1>::disapprove_proposal { proposal_hash }));
}

fn open_motions() -> usize {
	Proposals::<Runtime, Instance1>::get().len()
}

fn max_term(days: u32) -> pallet_governance::Call<Runtime> {
	let parameter = series::Parameters::MaxTerm(series::MaxTerm, Some(days));
	pallet_governance::Call::set_parameter { parameter: RuntimeParameters::Series(parameter) }
}

/// One member would otherwise take all places, or make each dearer than what others have.
#[test]
fn of_one_member_do_not_stop_those_of_others() {
	execute_with_checks(|| {
		for number in 0..2 {
			assert_ok!(opened(alice(), number));
		}
		assert_noop!(opened(alice(), 2), Error::<Runtime>::TooManyMotions);
		assert_eq!(Balances::reserved_balance(alice()), 2 * MOTION_DEPOSIT);

		assert_ok!(close(moved(&[bob(), charlie(), dave(), eve()], max_term(11))));
		assert_eq!(governed::MaxTerm::get(), 11);
		assert_eq!(Balances::reserved_balance(bob()), MOTION_DEPOSIT);

		// What is closed takes no place.
		end(0);
		assert_ok!(opened(alice(), 3));
		assert_noop!(opened(alice(), 4), Error::<Runtime>::TooManyMotions);
	});
}

/// Everybody's two, and two of everybody who was a member before.
#[test]
fn of_a_council_that_is_elected_out_leave_room_for_those_of_the_next() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		before_round();
		let mut number = 0;
		let mut open = |member: &AccountId| {
			for _ in 0..2 {
				assert_ok!(opened(member.clone(), number));
				number += 1;
			}
		};
		genesis_council().iter().for_each(&mut open);
		next_block();
		assert!(round_held());
		for member in &new {
			give(member.clone(), 100 * DMC);
			open(member);
		}
		assert_eq!(open_motions(), MAX_MOTIONS as usize);
		assert_noop!(
			opened(new[0].clone(), 200),
			CouncilError::<Runtime, Instance1>::TooManyProposals
		);
	});
}

/// The pallet alone would forget the first deposit, and nobody could have it released.
#[test]
fn a_deposit_comes_back_when_the_same_call_is_moved_again() {
	execute_with_checks(|| {
		let held = || [alice(), bob()].map(Balances::reserved_balance);
		assert_ok!(opened(alice(), 0));
		end(0);
		assert_eq!(held(), [MOTION_DEPOSIT, 0]);
		assert_ok!(opened(bob(), 0));
		assert_eq!(held(), [0, MOTION_DEPOSIT]);
		end(0);
		let proposal_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&nothing(0));
		let release = Council::<Runtime, Instance1>::release_proposal_cost { proposal_hash };
		assert_ok!(act(nobody(), release));
		assert_eq!(held(), [0, 0]);
	});
}
