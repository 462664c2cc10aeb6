//! Elections of the council in the community stage.

use crate::{electing::*, people::*, steps::*, world::*};
use dmex_primitives::places;
use dmex_runtime::{
	constants::governance::{CANDIDACY_BOND, MAX_CANDIDATES, MAX_VOTERS, VOTER_STAKE, VOTING_BOND},
	parameters::{
		dynamic_params::{governance, series},
		governed,
	},
	RuntimeParameters,
};
use frame_support::traits::Get;
use pallet_collective::{Call as Council, Error as CouncilError, Instance1};
use pallet_elections_phragmen::{
	Call as Elections, Candidates, Error, Event, Members, Renouncing, RunnersUp, Voting,
};
use pallet_governance::Voters;
use sp_runtime::DispatchError::BadOrigin;

type CandidacyBond = <Runtime as pallet_elections_phragmen::Config>::CandidacyBond;
type VotingBond = <Runtime as pallet_elections_phragmen::Config>::VotingBondBase;

fn max_term(days: u32) -> pallet_governance::Call<Runtime> {
	let parameter = series::Parameters::MaxTerm(series::MaxTerm, Some(days));
	pallet_governance::Call::set_parameter { parameter: RuntimeParameters::Series(parameter) }
}

fn council_term(days: u32) -> pallet_governance::Call<Runtime> {
	let parameter = governance::Parameters::CouncilTerm(governance::CouncilTerm, Some(days));
	pallet_governance::Call::set_parameter { parameter: RuntimeParameters::Governance(parameter) }
}

fn sorted(mut accounts: Vec<AccountId>) -> Vec<AccountId> {
	accounts.sort();
	accounts
}

fn deposit(who: &AccountId) -> Balance {
	Balances::reserved_balance(who)
}

/// Everything that the old council left open is worth what those who stay have voted.
#[test]
fn an_election_changes_the_council_and_leaves_the_old_one_nothing() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		before_round();
		// Four ayes, and nobody has closed it yet.
		let old = moved(&[alice(), bob(), charlie(), dave()], max_term(11));
		next_block();
		assert!(round_held());
		assert_eq!(council_members(), sorted(new.clone()));
		assert_eq!(Members::<Runtime>::get().len(), 7);

		// The motion has no ayes left: it is not adopted.
		let early = CouncilError::<Runtime, Instance1>::TooEarly;
		assert_noop!(act(nobody(), old), early);
		let propose = Council::<Runtime, Instance1>::propose {
			threshold: 4,
			proposal: Box::new(max_term(12).into()),
			length_bound: 100,
		};
		let stranger = CouncilError::<Runtime, Instance1>::NotMember;
		assert_noop!(act(alice(), propose), stranger);
		let veto = pallet_democracy::Call::veto_external { proposal_hash: [0; 32].into() };
		assert_noop!(act(alice(), veto), BadOrigin);
		assert_eq!(governed::MaxTerm::get(), 90);

		give(new[0].clone(), 100 * DMC);
		assert_ok!(close(moved(&new[..4], max_term(13))));
		assert_eq!(governed::MaxTerm::get(), 13);
	});
}

#[test]
fn who_is_elected_in_part_keeps_the_votes_it_gave() {
	execute_with_checks(|| {
		handed_over();
		let mut new = candidates(3);
		for member in [alice(), bob(), charlie(), dave()] {
			assert_ok!(stand(&member));
			new.push(member);
		}
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		before_round();
		let open = moved(&[alice(), bob(), charlie(), dave()], max_term(11));
		next_block();
		assert!(round_held());
		assert_ok!(close(open));
	});
}

#[test]
fn nobody_is_elected_in_the_launch_stage() {
	execute_with_checks(|| {
		let new = candidates(8);
		assert_ok!(vote_for(&two(), &new[..7], 1_000_000 * DMC));
		// The term is four weeks by default.
		to_block(8 * 28 * BLOCKS_A_DAY / 4 + 1);
		assert_eq!(council_members(), genesis_council());
		assert_eq!(Candidates::<Runtime>::get().len(), 8);
	});
}

/// Whoever knew when the hand-over comes would otherwise be the only one to stand and to vote.
#[test]
fn the_first_round_is_a_whole_term_after_the_hand_over() {
	execute_with_checks(|| {
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		to_block(TERM - 2);
		handed_over();
		let since = today();
		while !round_held() {
			next_block();
		}
		assert_eq!(today(), since + 7);
		assert_eq!(council_members(), sorted(new));
	});
}

/// Four of the council would otherwise move each round before it comes, and never be elected out.
#[test]
fn a_term_that_has_begun_keeps_its_length() {
	execute_with_checks(|| {
		handed_over();
		let (since, new) = (today(), candidates(7));
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		before_round();
		motion(council_term(180));
		assert_eq!(next_round(), since + 7);
		next_block();
		assert!(round_held());
		assert_eq!(council_members(), sorted(new));
		// The term that begins now has the new length, and is no shorter because of a later change.
		let end = today() + 180;
		assert_ok!(council(council_term(7)));
		assert_eq!(next_round(), end);
	});
}

/// Who leaves in the block before a round, so that too few are left, puts it off by a day.
#[test]
fn a_round_that_could_not_be_held_is_tried_on_the_next_day() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(8);
		assert_ok!(vote_for(&two(), &new[..7], 1_000_000 * DMC));
		before_round();
		let due = today();
		let renouncing = Renouncing::Candidate(8);
		assert_ok!(act(new[0].clone(), Elections::renounce_candidacy { renouncing }));
		next_block();
		assert!(!round_held());
		assert_ok!(vote_for(&two(), &new[1..], 1_000_000 * DMC));
		while !round_held() {
			next_block();
		}
		assert_eq!(today(), due + 1);
		assert_eq!(council_members(), sorted(new[1..].to_vec()));
		assert_eq!(next_round(), due + 1 + 7);
	});
}

/// Three members can adopt nothing, and would be the council for the rest of the term. Four go on.
#[test]
fn a_council_of_three_is_elected_anew_on_the_next_day() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		to_round();
		let due = next_round();
		let leave = |member: &AccountId| {
			let renouncing = Renouncing::Member;
			assert_ok!(act(member.clone(), Elections::renounce_candidacy { renouncing }));
		};
		new[..3].iter().for_each(leave);
		next_day();
		assert_eq!((council_members().len(), next_round()), (4, due));
		leave(&new[3]);
		next_day();
		assert_eq!(next_round(), today());
		next_block();
		// Nobody else stands: it is tried each day.
		assert!(!round_held());
		assert_eq!(next_round(), today() + 1);
		let mut council = new[4..].to_vec();
		for number in 20..24 {
			let who = newcomer(number, CANDIDACY_BOND / DMC + 100);
			assert_ok!(stand(&who));
			council.push(who);
		}
		assert_ok!(vote_for(&two(), &council, 1_000_000 * DMC));
		to_round();
		assert!(round_held());
		assert_eq!(council_members(), sorted(council));
		assert_eq!(next_round(), today() + 7);
	});
}

/// The pallet of elections holds a round by this constant.
#[test]
fn the_term_that_metadata_shows_is_one_in_the_block_of_a_round() {
	execute_with_checks(|| {
		type Shown = <Runtime as pallet_elections_phragmen::Config>::TermDuration;
		handed_over();
		assert_ok!(vote_for(&two(), &candidates(7), 1_000_000 * DMC));
		before_round();
		assert_eq!(<Shown as Get<u32>>::get(), 0);
		next_block();
		assert!(round_held());
		assert_eq!(<Shown as Get<u32>>::get(), 1);
		next_block();
		assert!(!round_held());
		assert_eq!(<Shown as Get<u32>>::get(), 0);
	});
}

#[test]
fn no_round_is_held_with_too_few_candidates() {
	execute_with_checks(|| {
		handed_over();
		let mut new = candidates(6);
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		to_round();
		for _ in 0..3 {
			assert!(!round_held());
			assert_eq!(council_members(), genesis_council());
			to_round();
		}
		assert!(new.iter().all(|who| deposit(who) == CANDIDACY_BOND));
		let seventh = newcomer(9, 11_000);
		assert_ok!(stand(&seventh));
		new.push(seventh);
		// Nobody votes for the seventh yet: a council of six would be elected, and the seventh pay for it.
		to_round();
		assert!(!round_held());
		assert_ok!(vote_for(&two(), &new, 1_000_000 * DMC));
		to_round();
		assert!(round_held());
		assert_eq!(council_members(), sorted(new));
	});
}

/// Without votes the stock pallet elects nobody, empties the council, and keeps all bonds.
#[test]
fn no_round_is_held_without_votes() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(10);
		to_round();
		assert!(!round_held());
		// Votes for others than candidates are none.
		assert_ok!(vote_for(
			&two(),
			&[alice(), bob(), charlie(), dave(), eve(), ferdie(), two()],
			VOTER_STAKE
		));
		to_round();
		assert!(!round_held());
		assert_eq!(council_members(), genesis_council());
		assert!(new.iter().all(|who| deposit(who) == CANDIDACY_BOND));
	});
}

#[test]
fn losers_lose_their_bond_and_runners_up_replace_who_leaves() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(16);
		// Seats are shared in proportion: Bob's first favourite comes after all of Alice's, and so on.
		let stakes = [(alice(), 7_000_000), (bob(), 900_000), (charlie(), 100_000)];
		for ((voter, stake), favourites) in stakes.iter().zip(new.chunks(7)) {
			assert_ok!(vote_for(voter, favourites, stake * DMC));
		}
		to_round();
		assert!(round_held());
		assert_eq!(council_members(), sorted(new[..7].to_vec()));
		let runners_up: Vec<_> =
			RunnersUp::<Runtime>::get().into_iter().map(|seat| seat.who).collect();
		assert_eq!(sorted(runners_up.clone()), sorted(new[7..14].to_vec()));
		assert_eq!(
			[deposit(&new[0]), deposit(&new[7]), deposit(&new[14])],
			[CANDIDACY_BOND, CANDIDACY_BOND, 0]
		);

		let renounce = Elections::renounce_candidacy { renouncing: Renouncing::Member };
		assert_ok!(act(new[0].clone(), renounce.clone()));
		assert_eq!(deposit(&new[0]), 0);
		let next = runners_up.last().unwrap();
		assert!(council_members().contains(next) && !council_members().contains(&new[0]));
		assert_eq!(council_members().len(), 7);

		// DMC holders remove a member, and its bond is the treasury's.
		let kept = dmc(&treasury());
		let who = new[1].clone();
		let remove = Elections::remove_member {
			who: who.clone().into(),
			slash_bond: true,
			rerun_election: false,
		};
		assert_noop!(council(remove.clone()), BadOrigin);
		assert_ok!(root(remove));
		assert_eq!((deposit(&who), dmc(&treasury()) - kept), (0, CANDIDACY_BOND));
		assert!(!council_members().contains(&who));

		// With nobody left to follow, the council is smaller until the next round.
		for seat in RunnersUp::<Runtime>::get() {
			let renouncing = Renouncing::RunnerUp;
			assert_ok!(act(seat.who, Elections::renounce_candidacy { renouncing }));
		}
		assert_ok!(act(new[2].clone(), renounce));
		assert_eq!(council_members().len(), 6);
	});
}

/// Members of the council of genesis have no seat that they could give back.
#[test]
fn the_council_of_genesis_leaves_by_the_first_round() {
	execute_with_checks(|| {
		handed_over();
		let renounce = Elections::renounce_candidacy { renouncing: Renouncing::Member };
		assert_noop!(act(alice(), renounce), Error::<Runtime>::InvalidRenouncing);
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, VOTER_STAKE));
		to_round();
		assert_eq!(council_members(), sorted(new));
	});
}

/// With a constant bond the first to stand would close the list for ever, and be the only ones to vote for.
#[test]
fn nobody_closes_the_list_of_candidates() {
	execute_with_checks(|| {
		let (source, dest) = (treasury().into(), two().into());
		let transfer =
			pallet_balances::Call::force_transfer { source, dest, value: 100_000_000 * DMC };
		assert_ok!(root(transfer));
		// What Root takes if nobody votes against it.
		let (mut left, mut number) = (43_320_000 * DMC, 0);
		while CandidacyBond::get() <= left {
			let bond = CandidacyBond::get();
			let who = newcomer(number, bond / DMC + 1);
			assert_ok!(stand(&who));
			assert_eq!(deposit(&who), bond);
			(left, number) = (left - bond, number + 1);
		}
		let bond = CandidacyBond::get();
		assert_eq!((number, bond), (54, 20_480_000 * DMC));

		// Others can stand still, and get back what they put down when they leave.
		let late = newcomer(number, bond / DMC + 1);
		assert_ok!(stand(&late));
		assert_eq!(deposit(&late), bond);
		let renouncing = Renouncing::Candidate(u32::from(number) + 1);
		assert_ok!(act(late.clone(), Elections::renounce_candidacy { renouncing }));
		assert_eq!(deposit(&late), 0);
		let bonds = |taken| places::steep_deposit(CANDIDACY_BOND, taken, MAX_CANDIDATES);
		assert!((0..=MAX_CANDIDATES).map(bonds).sum::<Balance>() > TOTAL_SUPPLY);
	});
}

/// A voter more than there are places would make every round fail from then on.
#[test]
fn there_are_as_many_voters_as_places() {
	execute_with_checks(|| {
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, VOTER_STAKE));
		assert_ok!(vote_for(&two(), &new[..3], 2 * VOTER_STAKE));
		assert_eq!(Voters::<Runtime>::get(), 1);
		let voters = Voters::<Runtime>::get();
		Voters::<Runtime>::put(MAX_VOTERS);
		let full = Error::<Runtime>::UnableToPayBond;
		assert_noop!(vote_for(&one(), &new, VOTER_STAKE), full);
		// Whoever has a place keeps it, and candidates need none.
		assert_ok!(vote_for(&two(), &new, 3 * VOTER_STAKE));
		assert_ok!(stand(&newcomer(50, 11_000)));
		Voters::<Runtime>::put(MAX_VOTERS - 1);
		assert_ok!(vote_for(&one(), &new, VOTER_STAKE));
		assert_eq!(Voters::<Runtime>::get(), MAX_VOTERS);
		Voters::<Runtime>::put(voters + 1);
		assert_ok!(act(one(), Elections::remove_voter {}));
		assert_noop!(act(one(), Elections::remove_voter {}), Error::<Runtime>::MustBeVoter);
		assert_eq!(Voters::<Runtime>::get(), 1);
		let bonds = [0, 3_124, 3_125, 3_750, 4_375, 5_000].map(|voters| {
			Voters::<Runtime>::put(voters);
			VotingBond::get() / VOTING_BOND
		});
		assert_eq!(bonds, [1, 1, 2, 4, 8, 16]);
		Voters::<Runtime>::put(1);
	});
}

/// A vote locks what it weighs, in what is reserved first; the bond comes back.
#[test]
fn a_vote_locks_its_dmc_until_it_is_taken_back() {
	execute_with_checks(|| {
		let new = candidates(7);
		let before = dmc(&one());
		assert_ok!(vote_for(&one(), &new, before));
		let bond = deposit(&one());
		assert_eq!(bond, VOTING_BOND + 7 * 32 * DMC / 1_000);
		let transfer =
			pallet_balances::Call::transfer_allow_death { dest: two().into(), value: bond + DMC };
		assert_noop!(act(one(), transfer.clone()), sp_runtime::TokenError::Frozen);
		assert_ok!(act(one(), Elections::remove_voter {}));
		assert_eq!((dmc(&one()), deposit(&one())), (before, 0));
		assert_ok!(act(one(), transfer));
	});
}

/// All places would otherwise be had for their bonds, and with them every council from then on.
#[test]
fn each_voter_has_a_stake_of_its_own() {
	execute_with_checks(|| {
		let new = candidates(7);
		let bond = VotingBond::get() + 7 * 32 * DMC / 1_000;
		let voters = [201, 202, 203].map(|n| AccountId::new([n; 32]));
		let [poor, first, second] = &voters;
		// A stake that is asked for, and one that is there.
		give(poor.clone(), bond + VOTER_STAKE - 1);
		let low = Error::<Runtime>::LowBalance;
		assert_noop!(vote_for(poor, &new, VOTER_STAKE - 1), low);
		let missing = || Error::<Runtime>::UnableToPayBond;
		assert_noop!(vote_for(poor, &new, VOTER_STAKE), missing());
		give(poor.clone(), DMC);
		assert_ok!(vote_for(poor, &new, VOTER_STAKE));

		// Nobody votes with DMC that another voter has voted with.
		give(first.clone(), 2 * bond + VOTER_STAKE + CANDIDACY_BOND / 2);
		assert_ok!(vote_for(first, &new, VOTER_STAKE));
		let pass_on = |value| pallet_balances::Call::transfer_allow_death {
			dest: second.clone().into(),
			value,
		};
		let all_but_the_stake = pass_on(2 * bond + CANDIDACY_BOND / 2);
		// Not either while it is reserved for a candidacy, and the voter votes again with what is left.
		assert_ok!(stand(first));
		assert_ok!(vote_for(first, &new, VOTER_STAKE));
		assert!(Voting::<Runtime>::get(first).stake < VOTER_STAKE);
		let renouncing = Renouncing::Candidate(8);
		assert_ok!(act(first.clone(), Elections::renounce_candidacy { renouncing }));
		let frozen = sp_runtime::TokenError::Frozen;
		assert_noop!(act(first.clone(), pass_on(VOTER_STAKE)), frozen);
		assert_ok!(act(first.clone(), all_but_the_stake));
		assert_noop!(vote_for(second, &new, VOTER_STAKE), missing());
		assert_ok!(act(first.clone(), Elections::remove_voter {}));
	});
}

#[test]
fn an_election_tells_who_was_elected() {
	execute_with_checks(|| {
		handed_over();
		let new = candidates(7);
		assert_ok!(vote_for(&two(), &new, 7 * VOTER_STAKE));
		to_round();
		let told = events().into_iter().find_map(|event| match event {
			RuntimeEvent::PhragmenElection(Event::NewTerm { new_members }) => Some(new_members),
			_ => None,
		});
		let elected: Vec<_> = told.unwrap().into_iter().map(|(who, _)| who).collect();
		assert_eq!(elected, sorted(new));
	});
}
