//! Votes that cannot be stolen: whatever is proposed starts with nays, a turn in the last block gives
//! everybody else a day, votes end together, and the council has no road round the DMC holders.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{
	configs::glue::CommunityReferenda,
	constants::governance::REFERENDUM_SEED,
	parameters::dynamic_params::applications::{Deposit, MaxOpen, Parameters as Applications},
	Governance, RuntimeParameters,
};
use pallet_democracy::{Call, Conviction, Error, ReferendumInfo, ReferendumInfoOf, VoteThreshold};
use pallet_governance::{Event, Referenda as _, Standings};
use pallet_miner_registry::Error as RegistryError;
use sp_runtime::{
	DispatchError::{self, BadOrigin},
	MultiAddress,
};

/// Half of the insurance pool goes to Eve.
fn robbery() -> RuntimeCall {
	let [source, dest] = [insurance_pool(), eve()].map(MultiAddress::Id);
	pallet_balances::Call::force_transfer { source, dest, value: 50_000_000 * DMC }.into()
}

/// Eve puts it to the vote.
fn a_robbery() -> u32 {
	propose(eve(), robbery());
	launched()
}

/// Nothing was taken, now or when it would have been.
fn nothing_was_taken() {
	let pool = dmc(&insurance_pool());
	to_block(System::block_number() + BLOCKS_A_DAY + 1);
	assert_eq!(dmc(&insurance_pool()), pool);
	assert!(pool >= TOTAL_SUPPLY / 10);
}

fn no(who: AccountId, referendum: u32) {
	assert_ok!(vote(who, referendum, false, Conviction::Locked6x, 5_000_000 * DMC));
}

/// Two takes its vote back: what One has is too little alone.
fn withdraw(referendum: u32) {
	assert_ok!(act(two(), Call::remove_vote { index: referendum }));
}

fn assert_extended(referendum: u32, end: u32, passing: bool, extensions: u8) {
	assert_eq!(end_of(referendum), end);
	assert_emitted(Event::VoteExtended { referendum, end, passing, extensions });
}

mod seeds {
	use super::*;

	fn assert_seeded(referendum: u32) {
		let Some(ReferendumInfo::Ongoing(vote)) = ReferendumInfoOf::<Runtime>::get(referendum)
		else {
			panic!("not open");
		};
		assert_eq!(vote.threshold, VoteThreshold::SuperMajorityApprove);
		let tally = (vote.tally.ayes, vote.tally.nays, vote.tally.turnout);
		assert_eq!(tally, (0, REFERENDUM_SEED, REFERENDUM_SEED));
	}

	/// This took everything once.
	#[test]
	fn one_base_unit_of_ayes_in_the_last_block_moves_no_money() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			assert_seeded(referendum);
			to_block(end_of(referendum) - 1);
			assert_ok!(vote(eve(), referendum, true, Conviction::Locked1x, 1));
			next_block();
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	#[test]
	fn are_under_what_the_council_proposes_too() {
		execute_with_checks(|| {
			let proposal = preimage(&alice(), robbery());
			assert_ok!(council(Call::external_propose { proposal }));
			let referendum = launched();
			assert_seeded(referendum);
			to_block(end_of(referendum));
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	#[test]
	fn are_under_everything_that_is_opened_in_a_row() {
		execute_with_checks(|| {
			for n in 0..3 {
				propose(eve(), frame_system::Call::remark { remark: vec![n] });
				assert_ok!(Plan::default().try_apply());
			}
			for _ in 0..3 {
				assert_seeded(launched());
			}
		});
	}
}

mod late_turns {
	use super::*;

	#[test]
	fn give_the_others_a_day() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			let end = end_of(referendum);
			to_block(end - 1);
			carry(referendum);
			next_block();
			assert_eq!(passed(referendum), None);
			assert_extended(referendum, end + BLOCKS_A_DAY, true, 1);
			for voter in [alice(), bob()] {
				no(voter, referendum);
			}
			// That the others turned it gives One and Two a day, in turn.
			to_block(end + BLOCKS_A_DAY);
			assert_extended(referendum, end + 2 * BLOCKS_A_DAY, false, 2);
			to_block(end + 2 * BLOCKS_A_DAY);
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	/// Eve shows her votes in the block of the note and in the last one, and in no other: she would have
	/// turned nothing, if nobody had looked in between.
	#[test]
	fn are_not_hidden_by_a_flash_at_the_note() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			let end = end_of(referendum);
			to_block(end - BLOCKS_A_DAY - 1);
			carry(referendum);
			next_block();
			assert_emitted(Event::VoteNoted { referendum, passing: true });
			withdraw(referendum);
			to_block(end - 1);
			carry(referendum);
			next_block();
			assert_eq!(passed(referendum), None);
			assert_extended(referendum, end + BLOCKS_A_DAY, true, 1);
			for voter in [alice(), bob()] {
				no(voter, referendum);
			}
			to_block(end + 2 * BLOCKS_A_DAY);
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	/// It costs the others three days, and decides nothing.
	#[test]
	fn that_are_taken_back_delay_a_vote_for_three_days_at_most() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			let end = end_of(referendum);
			for extensions in 0..4 {
				to_block(end + extensions * BLOCKS_A_DAY - 5);
				assert_eq!(passed(referendum), None);
				carry(referendum);
				next_block();
				withdraw(referendum);
			}
			to_block(end + 3 * BLOCKS_A_DAY);
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	/// Whoever wants the last word shows its votes at three ends, and the others have three days to
	/// bring as many.
	#[test]
	fn in_the_last_block_of_each_extension_end_after_three() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			let end = end_of(referendum);
			for extensions in 1..=3 {
				to_block(end_of(referendum) - 1);
				if extensions == 2 {
					withdraw(referendum);
				} else {
					carry(referendum);
				}
				next_block();
				let now = end + u32::from(extensions) * BLOCKS_A_DAY;
				assert_extended(referendum, now, extensions != 2, extensions);
			}
			to_block(end + 3 * BLOCKS_A_DAY - 1);
			withdraw(referendum);
			next_block();
			assert_eq!(passed(referendum), Some(false));
			assert_eq!(Standings::<Runtime>::iter().count(), 0);
			nothing_was_taken();
		});
	}

	#[test]
	fn on_cases_are_told_to_wallets() {
		execute_with_checks(|| {
			let application = Plan::default().apply();
			let referendum = crate::steps::application(application).referendum;
			let end = end_of(referendum);
			to_block(end - 1);
			carry(referendum);
			next_block();
			assert_extended(referendum, end + BLOCKS_A_DAY, true, 1);
			let told = dmex_runtime::queries::application(application).unwrap();
			assert_eq!(told.referendum.end, Some(end + BLOCKS_A_DAY));
			let early = RegistryError::<Runtime>::StillVoting;
			assert_noop!(conclude(application), early);
			to_block(end + BLOCKS_A_DAY);
			assert_ok!(conclude(application));
			let told = dmex_runtime::queries::application(application).unwrap();
			assert_eq!(told.referendum.end, Some(end + BLOCKS_A_DAY));
		});
	}

	/// Blocks count, and days without them do not.
	#[test]
	fn are_noticed_by_a_chain_that_slept() {
		execute_with_checks(|| {
			let referendum = a_robbery();
			let end = end_of(referendum);
			to_block(end - 5);
			step(20 * u64::from(BLOCKS_A_DAY), 0);
			carry(referendum);
			to_block(end - 1);
			step(20 * u64::from(BLOCKS_A_DAY), 0);
			assert_extended(referendum, end + BLOCKS_A_DAY, true, 1);
			withdraw(referendum);
			to_block(end + 2 * BLOCKS_A_DAY);
			assert_eq!(passed(referendum), Some(false));
			nothing_was_taken();
		});
	}

	#[test]
	fn leave_no_note_of_a_vote_that_is_cancelled() {
		execute_with_checks(|| {
			let application = Plan::default().apply();
			let referendum = crate::steps::application(application).referendum;
			to_block(end_of(referendum) - 1);
			assert!(Standings::<Runtime>::contains_key(referendum));
			assert_ok!(root(Call::cancel_referendum { ref_index: referendum }));
			next_block();
			assert!(!Standings::<Runtime>::contains_key(referendum));
		});
	}
}

mod ends {
	use super::*;

	#[test]
	fn are_on_the_hour() {
		execute_with_checks_on(hours_of(10), || {
			propose(eve(), robbery());
			to_block(13);
			let application = Plan::default().apply();
			assert_eq!(end_of_vote(application), 13 + 7 * 240 + 7);
			to_block(20);
			let sharp = Plan::default().apply();
			assert_eq!(end_of_vote(sharp), 20 + 7 * 240);
			let public = launched();
			assert_eq!(end_of(public), System::block_number() + 7 * 240);
		});
	}

	/// A vote that ends takes its block from everybody. So does one of a hundred that are opened block
	/// after block: but they end together.
	#[test]
	fn of_a_hundred_applications_in_a_row_leave_the_blocks_to_others() {
		execute_with_checks_on(hours_of(10), || {
			let places = Applications::MaxOpen(MaxOpen, Some(128));
			let deposit = Applications::Deposit(Deposit, Some(100 * DMC));
			for parameter in [places, deposit] {
				assert_ok!(set_parameter(RuntimeParameters::Applications(parameter)));
			}
			let miners = everybody();
			for n in 0..100 {
				next_block();
				let miner = miners[n % miners.len()].clone();
				Plan { miner, ..Plan::default() }.apply();
			}
			let [first, last] = [0, 99].map(end_of_vote);
			assert!(last - first <= 100, "{first} to {last}");
			to_block(first - 1);
			let (mut filled, mut decided) = (0, 0);
			for _ in first..=last {
				next_block();
				let over = events().into_iter().filter(|event| {
					use pallet_democracy::Event::NotPassed;
					matches!(event, RuntimeEvent::Democracy(NotPassed { .. }))
				});
				let over = over.count();
				(filled, decided) = (filled + u32::from(over > 0), decided + over);
			}
			assert_eq!(decided, 100);
			assert!(filled <= 11, "{filled} blocks");
		});
	}
}

mod the_council {
	use super::*;

	fn nothing() -> frame_system::Call<Runtime> {
		frame_system::Call::remark { remark: vec![7; 200] }
	}

	/// Everybody of the chain, and the council in every number.
	fn refused_to_all(call: Call<Runtime>) {
		for refused in [
			act(alice(), call.clone()),
			council(call.clone()),
			five_of_the_council(call.clone()),
			dispatch(pallet_collective::RawOrigin::Members(7, 7).into(), call.clone()),
		] {
			assert_eq!(refused, Err(BadOrigin), "{call:?}");
		}
	}

	#[test]
	fn hastens_nothing_and_carries_nothing_by_silence_or_a_simple_majority() {
		execute_with_checks(|| {
			let proposal = preimage(&alice(), nothing());
			let proposal_hash = proposal.hash();
			refused_to_all(Call::external_propose_majority { proposal: proposal.clone() });
			refused_to_all(Call::external_propose_default { proposal: proposal.clone() });
			assert_ok!(council(Call::external_propose { proposal }));
			for voting_period in [1, 10, 70, 1_000] {
				refused_to_all(Call::fast_track { proposal_hash, voting_period, delay: 0 });
			}
		});
	}

	#[test]
	fn stops_no_vote_and_no_public_proposal() {
		execute_with_checks(|| {
			let proposal_hash = preimage(&eve(), nothing()).hash();
			propose(two(), robbery());
			refused_to_all(Call::cancel_proposal { prop_index: 0 });
			refused_to_all(Call::blacklist { proposal_hash, maybe_ref_index: None });
			let ref_index = launched();
			refused_to_all(Call::emergency_cancel { ref_index });
			refused_to_all(Call::cancel_referendum { ref_index });
			assert_ok!(root(Call::emergency_cancel { ref_index }));
		});
	}

	/// Each of its members may veto what it proposes, by signing.
	#[test]
	fn vetoes_its_own_proposal_and_keeps_it_away_by_every_door_for_the_cool_off() {
		execute_with_checks(|| {
			let proposal = preimage(&alice(), nothing());
			let proposal_hash = proposal.hash();
			let external = || council(Call::external_propose { proposal: proposal.clone() });
			let public = |who| {
				let value = 1_000 * DMC;
				act(who, Call::propose { proposal: proposal.clone(), value })
			};
			assert_ok!(external());
			let veto = Call::veto_external { proposal_hash };
			assert_noop!(act(two(), veto.clone()), BadOrigin);
			assert_noop!(council(veto.clone()), BadOrigin);
			assert_noop!(root(veto.clone()), BadOrigin);
			assert_ok!(act(one(), veto.clone()));
			let until = System::block_number() + 7 * BLOCKS_A_DAY;
			let away = DispatchError::from(Error::<Runtime>::ProposalBlacklisted);
			for block in [until - 7 * BLOCKS_A_DAY, until - 1] {
				to_block(block);
				assert_noop!(external(), away);
				assert_noop!(public(two()), away);
			}
			next_block();
			assert_ok!(external());
			// A member vetoes the same proposal once.
			assert_noop!(act(one(), veto.clone()), Error::<Runtime>::AlreadyVetoed);
			assert_ok!(act(alice(), veto));
		});
	}

	/// Otherwise four members and a veto would keep DMC holders from whatever they propose.
	#[test]
	fn vetoes_no_public_proposal_that_waits_already() {
		execute_with_checks(|| {
			let proposal = preimage(&two(), nothing());
			let proposal_hash = proposal.hash();
			let public = Call::propose { proposal: proposal.clone(), value: 1_000 * DMC };
			assert_ok!(act(two(), public));
			assert_ok!(council(Call::external_propose { proposal }));
			assert_ok!(act(alice(), Call::veto_external { proposal_hash }));
			let referendum = launched();
			carry(referendum);
			to_block(end_of(referendum) + BLOCKS_A_DAY);
			assert_eq!(enacted(), Some(Ok(())));
		});
	}
}

/// The next block is not looked at twice, and a case in between hides no proposal.
#[test]
fn every_referendum_is_looked_at_once() {
	execute_with_checks(|| {
		let seen = || pallet_governance::SeenReferenda::<Runtime>::get().unwrap();
		assert_eq!(seen(), 0);
		Plan::default().apply();
		assert_eq!((seen(), CommunityReferenda::indices().end), (1, 1));
		propose(eve(), robbery());
		launched();
		assert_eq!(seen(), 2);
		assert_ok!(Governance::do_try_state());
	});
}
