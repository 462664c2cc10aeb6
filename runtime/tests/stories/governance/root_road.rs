//! The council's road to Root in the launch stage: five of seven propose, silence lets it pass, DMC
//! holders stop it.

use crate::{
	chain::filter::{assert_closed, give_bob_a_proxy},
	electing::*,
	people::*,
	steps::*,
	world::*,
};
use dmex_runtime::{
	constants::{governance::ROOT_CALL_SEED, time::BLOCK_WEIGHT},
	parameters::dynamic_params::governance,
	RuntimeParameters,
};
use frame_support::{traits::Bounded, weights::Weight};
use pallet_democracy::{
	AccountVote,
	Call::{delegate, vote as cast},
	Conviction::{Locked1x, Locked6x},
	ReferendumInfo, ReferendumInfoOf, Tally, Vote,
};
use pallet_governance::{Call, Error};
use pallet_whitelist::{Call as Whitelist, Error as WhitelistError, WhitelistedCall};
use sp_runtime::{DispatchError::BadOrigin, MultiAddress};

const MARK: &[u8] = b":story";

/// Five of the council propose that Root leaves a mark. Returns the block in which the vote ends.
fn proposed() -> u32 {
	assert_ok!(propose_to_root(&five(), noted(leave(MARK))));
	end_of(root_call())
}

/// A runtime upgrade: its preimage, a motion of five, three days of silence, Root. Anyone brings the code.
#[test]
fn an_upgrade_goes_from_its_preimage_to_the_new_code() {
	execute_with_checks(|| {
		let code = b"the code of a new runtime".to_vec();
		let code_hash = sp_io::hashing::blake2_256(&code).into();
		// A story has no code to ask for its version.
		let upgrade = frame_system::Call::authorize_upgrade_without_checks { code_hash };
		let (hash, len) = noted(upgrade);
		let start = System::block_number();
		assert_ok!(propose_to_root(&five(), (hash, len)));
		let end = end_of(root_call());
		assert_eq!(end, start + 3 * BLOCKS_A_DAY);
		to_block(end + ROOT_CALL_WAITS - 1);
		let authorized = System::authorized_upgrade;
		assert!(authorized().is_none());
		next_block();
		assert_eq!(authorized().map(|upgrade| *upgrade.code_hash()), Some(code_hash));
		assert!(!WhitelistedCall::<Runtime>::contains_key(hash));
		let apply = frame_system::Call::apply_authorized_upgrade { code: code.clone() };
		assert_ok!(act(nobody(), apply));
		next_block();
		assert_eq!(sp_io::storage::get(b":code").unwrap(), code);
	});
}

/// As many cases can end in an hour as fill the block after it, and a call that finds no place there is
/// lost. Anyone carries out a case later, and nobody this one.
#[test]
fn it_is_not_lost_in_a_block_that_is_full_of_cases() {
	execute_with_checks(|| {
		let end = proposed();
		fill_agenda(end + 1);
		to_block(end + ROOT_CALL_WAITS - 1);
		assert!(!is_left(MARK));
		next_block();
		assert!(is_left(MARK));
		sp_io::storage::clear(MARK);
	});
}

#[test]
fn it_waits_for_an_hour_where_an_hour_has_blocks() {
	execute_with_checks_on(hours_of(5), || {
		let end = proposed();
		fill_agenda(end + 1);
		to_block(end + 4);
		assert!(!is_left(MARK));
		next_block();
		assert!(is_left(MARK));
		sp_io::storage::clear(MARK);
	});
}

fn tally() -> Tally<Balance> {
	match ReferendumInfoOf::<Runtime>::get(root_call()) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.tally,
		other => panic!("not put to the vote: {other:?}"),
	}
}

/// The tally of a call for and against which nobody votes.
fn silence() -> Tally<Balance> {
	let ayes = ROOT_CALL_SEED;
	Tally { ayes, nays: 0, turnout: ayes }
}

/// Almost a hundredth of all DMC stops it; a little less does not.
#[test]
fn dmc_holders_stop_it() {
	let (stops, passes) = (9_700_000 * DMC, 9_650_000 * DMC);
	for (nays, left) in [(stops, false), (passes, true)] {
		execute_with_checks(|| {
			let end = proposed();
			assert_eq!(tally(), silence());
			assert_ok!(vote(two(), root_call(), false, Locked1x, nays));
			to_block(end + ROOT_CALL_WAITS);
			assert_eq!(is_left(MARK), left, "{nays} nays");
			// What was stopped is done no later either.
			to_block(end + BLOCKS_A_DAY);
			assert_eq!(is_left(MARK), left);
			sp_io::storage::clear(MARK);
		});
	}
}

/// Four weeks of what the council may spend, locked at a conviction of six, would outvote all others of this
/// chain. Here it votes aye in no wrapping, with no part of a vote, and by no delegation.
#[test]
fn no_ayes_are_taken_so_a_hundredth_stops_it_whatever_the_council_holds() {
	execute_with_checks(|| {
		give_bob_a_proxy(&alice());
		let end = proposed();
		let (ref_index, balance) = (root_call(), 9_000_000 * DMC);
		let ayes =
			AccountVote::Standard { vote: Vote { aye: true, conviction: Locked6x }, balance };
		for vote in [ayes, AccountVote::Split { aye: 1, nay: balance }] {
			assert_closed(&alice(), &cast::<Runtime> { ref_index, vote }.into());
		}
		let to = MultiAddress::Id(bob());
		let conviction = Locked6x;
		assert_ok!(act(alice(), delegate::<Runtime> { to, conviction, balance }));
		assert_eq!(tally(), silence());
		assert_ok!(vote(two(), ref_index, false, Locked1x, 9_600_000 * DMC));
		let nays = AccountVote::Split { aye: 0, nay: 1_000_000 * DMC };
		assert_ok!(act(one(), cast::<Runtime> { ref_index, vote: nays }));
		to_block(end + ROOT_CALL_WAITS);
		assert!(!is_left(MARK));
		// Any other referendum takes ayes.
		propose(ferdie(), frame_system::Call::remark { remark: vec![1; 200] });
		carry(launched());
	});
}

#[test]
fn four_of_the_council_and_root_without_a_vote_are_refused() {
	execute_with_checks(|| {
		let (call_hash, call_len) = noted(leave(MARK));
		let refused = propose_to_root(&five()[..4], (call_hash, call_len));
		assert_eq!(refused, Err(BadOrigin));
		let call = Call::<Runtime>::propose_root_call { call_hash, call_len };
		assert_noop!(act(alice(), call.clone()), BadOrigin);
		assert_noop!(root(call), BadOrigin);
		let whitelist = Whitelist::<Runtime>::whitelist_call { call_hash };
		assert_noop!(council(whitelist.clone()), BadOrigin);
		assert_ok!(five_of_the_council(whitelist));
		// The council, all seven of it, whitelists and does not dispatch.
		let dispatch = Whitelist::<Runtime>::dispatch_whitelisted_call {
			call_hash,
			call_encoded_len: call_len,
			call_weight_witness: BLOCK_WEIGHT,
		};
		let seven: RuntimeOrigin = pallet_collective::RawOrigin::Members(7, 7).into();
		use sp_runtime::traits::Dispatchable;
		let refused = RuntimeCall::from(dispatch.clone()).dispatch(seven).unwrap_err().error;
		assert_eq!(refused, BadOrigin);
		let unknown = WhitelistError::<Runtime>::DeferredDispatchNotFound;
		assert_noop!(act(alice(), dispatch), unknown);
		// What is whitelisted already is proposed all the same.
		assert_ok!(propose_to_root(&five(), (call_hash, call_len)));
	});
}

/// Root once dispatches a call that is not whitelisted, and the council whitelists it later: the stock
/// pallet would leave it to anyone to dispatch it then, with no vote in between.
#[test]
fn a_call_of_root_waits_for_no_whitelisting() {
	execute_with_checks(|| {
		let (call_hash, call_encoded_len) = noted(leave(MARK));
		let dispatch = Whitelist::<Runtime>::dispatch_whitelisted_call {
			call_hash,
			call_encoded_len,
			call_weight_witness: BLOCK_WEIGHT,
		};
		assert_ok!(root(dispatch.clone()));
		assert_ok!(five_of_the_council(Whitelist::<Runtime>::whitelist_call { call_hash }));
		let expired = || WhitelistError::<Runtime>::DeferredDispatchExpired;
		assert_noop!(act(alice(), dispatch), expired());
		let with_preimage = Whitelist::<Runtime>::dispatch_whitelisted_call_with_preimage {
			call: Box::new(leave(MARK).into()),
		};
		assert_noop!(act(alice(), with_preimage), expired());
		assert!(!is_left(MARK));
	});
}

/// A voter can oppose 256 referenda at a time: three hundred calls at once would not all be stopped.
#[test]
fn one_call_is_pending_at_a_time() {
	execute_with_checks(|| {
		let end = proposed();
		let other = noted(leave(b":other"));
		let pending = Error::<Runtime>::RootCallPending;
		assert_eq!(propose_to_root(&five(), other), Err(pending.into()));
		assert_ok!(vote(two(), root_call(), false, Locked1x, 9_900_000 * DMC));
		to_block(end);
		let stopped = pallet_governance::RootCall::<Runtime>::get().unwrap().call_hash;
		next_block();
		assert_ok!(propose_to_root(&five(), other));
		// The one that was stopped is on the list no more.
		assert!(!WhitelistedCall::<Runtime>::contains_key(stopped));
		assert!(WhitelistedCall::<Runtime>::contains_key(other.0));
	});
}

#[test]
fn the_council_takes_a_call_back_by_the_whitelist() {
	execute_with_checks(|| {
		let end = proposed();
		let call_hash = pallet_governance::RootCall::<Runtime>::get().unwrap().call_hash;
		assert_ok!(five_of_the_council(Whitelist::<Runtime>::remove_whitelisted_call {
			call_hash
		}));
		to_block(end + ROOT_CALL_WAITS);
		assert!(!is_left(MARK));
	});
}

/// What is taken back can pass and do nothing: the next call need not wait for it.
#[test]
fn a_call_taken_back_makes_room_for_the_next() {
	execute_with_checks(|| {
		proposed();
		let taken_back = root_call();
		let call_hash = pallet_governance::RootCall::<Runtime>::get().unwrap().call_hash;
		let other = noted(leave(b":other"));
		let pending = Error::<Runtime>::RootCallPending;
		assert_eq!(propose_to_root(&five(), other), Err(pending.into()));
		assert_ok!(five_of_the_council(Whitelist::<Runtime>::remove_whitelisted_call {
			call_hash
		}));
		next_block();
		assert_ok!(propose_to_root(&five(), other));
		assert_eq!(ReferendumInfoOf::<Runtime>::get(taken_back), None);
		let start = System::block_number();
		let end = end_of(root_call());
		assert_eq!(end, start + 3 * BLOCKS_A_DAY);
		to_block(end + ROOT_CALL_WAITS);
		assert!(is_left(b":other") && !is_left(MARK));
		sp_io::storage::clear(b":other");
	});
}

/// Otherwise four of the council would take from everybody the time to say no.
#[test]
fn the_delay_is_never_below_three_days() {
	execute_with_checks(|| {
		let days = governance::Parameters::RootCallDelay(governance::RootCallDelay, Some(2));
		let refused = set_parameter(RuntimeParameters::Governance(days));
		assert_eq!(refused, Err(Error::<Runtime>::OutOfRange.into()));
	});
}

#[test]
fn a_vetoed_call_stays_away_for_the_cool_off_by_this_road_too() {
	execute_with_checks(|| {
		let (hash, len) = noted(leave(MARK));
		let proposal = Bounded::Lookup { hash, len };
		assert_ok!(council(pallet_democracy::Call::external_propose { proposal }));
		let veto = pallet_democracy::Call::veto_external { proposal_hash: hash };
		// By signing, or in the name of the council.
		if act(one(), veto.clone()).is_err() {
			let proposal = Box::new(veto.into());
			let execute =
				pallet_collective::Call::<Runtime, pallet_collective::Instance1>::execute {
					proposal,
					length_bound: 100,
				};
			assert_ok!(act(one(), execute));
		}
		let vetoed = System::block_number();
		let refused = || Error::<Runtime>::Vetoed;
		assert_eq!(propose_to_root(&five(), (hash, len)), Err(refused().into()));
		to_block(vetoed + 7 * BLOCKS_A_DAY - 1);
		let call = || Call::<Runtime>::propose_root_call { call_hash: hash, call_len: len };
		assert_noop!(five_of_the_council(call()), refused());
		next_block();
		assert_ok!(five_of_the_council(call()));
	});
}

/// What Root could not dispatch is refused before the vote, not lost after it.
#[test]
fn what_cannot_be_enacted_is_not_proposed() {
	execute_with_checks(|| {
		let propose = |(call_hash, call_len)| {
			five_of_the_council(Call::<Runtime>::propose_root_call { call_hash, call_len })
		};
		let (hash, len) = noted(leave(MARK));
		assert_noop!(propose((hash, len + 1)), Error::<Runtime>::NoPreimage);
		assert_noop!(propose(([9; 32].into(), len)), Error::<Runtime>::NoPreimage);
		let bytes = vec![255; 10];
		let nonsense = (sp_io::hashing::blake2_256(&bytes).into(), 10);
		assert_ok!(act(eve(), pallet_preimage::Call::note_preimage { bytes }));
		assert_noop!(propose(nonsense), Error::<Runtime>::NotACall);
		let heavy = |percent| {
			let weight = Weight::from_parts(BLOCK_WEIGHT.ref_time() / 100 * percent, 0);
			let remark = Box::new(leave(MARK).into());
			pallet_utility::Call::<Runtime>::with_weight { call: remark, weight }
		};
		let (too_heavy, heavy) = (noted(heavy(73)), noted(heavy(70)));
		assert_noop!(propose(too_heavy), Error::<Runtime>::TooHeavy);
		assert_ok!(propose(heavy));
		let end = end_of(root_call());
		to_block(end + ROOT_CALL_WAITS);
		assert!(is_left(MARK));
		sp_io::storage::clear(MARK);
	});
}

#[test]
fn the_delay_is_governed() {
	execute_with_checks(|| {
		let days = governance::Parameters::RootCallDelay(governance::RootCallDelay, Some(14));
		assert_ok!(set_parameter(RuntimeParameters::Governance(days)));
		let start = System::block_number();
		assert_eq!(proposed(), start + 14 * BLOCKS_A_DAY);
	});
}

#[test]
fn the_hand_over_closes_the_road_for_a_pending_call() {
	execute_with_checks(|| {
		let end = proposed();
		let referendum = root_call();
		let call_hash = pallet_governance::RootCall::<Runtime>::get().unwrap().call_hash;
		motion(Call::hand_over {});
		assert_eq!(ReferendumInfoOf::<Runtime>::get(referendum), None);
		assert!(!WhitelistedCall::<Runtime>::contains_key(call_hash));
		to_block(end + ROOT_CALL_WAITS);
		assert!(!is_left(MARK));
		let over = Error::<Runtime>::LaunchIsOver;
		assert_eq!(propose_to_root(&five(), noted(leave(b":other"))), Err(over.into()));
	});
}

/// The vote is over, and the hand-over comes before the dispatch.
#[test]
fn the_hand_over_closes_the_road_for_an_approved_call() {
	execute_with_checks(|| {
		let end = proposed();
		to_block(end + ROOT_CALL_WAITS - 1);
		assert_ok!(council(Call::<Runtime>::hand_over {}));
		next_block();
		assert_eq!(enacted(), Some(Err(BadOrigin)));
		assert!(!is_left(MARK));
		// Root may still whitelist, and nobody dispatches.
		let (call_hash, call_encoded_len) = noted(leave(b":other"));
		let whitelist = Whitelist::<Runtime>::whitelist_call { call_hash };
		assert_noop!(five_of_the_council(whitelist.clone()), BadOrigin);
		assert_ok!(root(whitelist));
		let call_weight_witness = BLOCK_WEIGHT;
		let dispatch = Whitelist::<Runtime>::dispatch_whitelisted_call {
			call_hash,
			call_encoded_len,
			call_weight_witness,
		};
		assert_noop!(root(dispatch), BadOrigin);
	});
}
