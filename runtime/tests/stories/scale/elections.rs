//! An election with all the voters there can be, each with all the votes it can have, fits into a block.

use crate::{electing::*, people::*, steps::*, world::*};
use dmex_runtime::{
	configs::elections::VotingBond,
	constants::{
		currency::deposit,
		governance::{CANDIDACY_BOND, COUNCIL_SIZE, MAX_VOTERS, VOTER_STAKE},
		time::BLOCK_WEIGHT,
	},
};
use frame_support::traits::{Get, ReservableCurrency};
use pallet_elections_phragmen::{Candidates, Error};
use sp_core::{sr25519, Pair};
use std::time::Instant;

/// Time of verifying a signature, in nanoseconds: what this machine takes for the yardstick of a block.
fn verification() -> u128 {
	let pair = sr25519::Pair::from_seed(&[7; 32]);
	let signature = pair.sign(b"yardstick");
	let (rounds, start) = (500, Instant::now());
	for _ in 0..rounds {
		assert!(sr25519::Pair::verify(&signature, b"yardstick", &pair.public()));
	}
	start.elapsed().as_nanos() / rounds
}

fn voter(number: u32) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&number.to_le_bytes()))
}

/// As many candidates as there can be, which no DMC could pay: the last of them put down as much as the first.
fn as_many_candidates_as_can_be() -> Vec<AccountId> {
	let mut new = candidates(32);
	for number in 32..65 {
		let who = newcomer(number, CANDIDACY_BOND / DMC + 100);
		assert_ok!(Balances::reserve(&who, CANDIDACY_BOND));
		Candidates::<Runtime>::mutate(|candidates| {
			candidates.push((who.clone(), CANDIDACY_BOND));
			candidates.sort();
		});
		new.push(who);
	}
	new
}

#[test]
fn thousands_of_voters_elect_in_one_block() {
	execute_with_checks(|| {
		handed_over();
		let new = as_many_candidates_as_can_be();
		let late = newcomer(90, 11_000);
		assert_noop!(stand(&late), Error::<Runtime>::TooManyCandidates);
		let (source, dest) = (treasury().into(), two().into());
		let value = 60_000_000 * DMC;
		assert_ok!(root(pallet_balances::Call::force_transfer { source, dest, value }));
		let mut paid = 0;
		for number in 0..MAX_VOTERS {
			let who = voter(number);
			let bond = VotingBond::get() + deposit(0, 7 * 32);
			paid += VotingBond::get();
			give(who.clone(), bond + VOTER_STAKE + 100 * DMC);
			let first = number as usize % (new.len() - COUNCIL_SIZE as usize);
			let votes = &new[first..first + COUNCIL_SIZE as usize];
			let stake = VOTER_STAKE + Balance::from(number % 50 + 1) * DMC;
			assert_ok!(vote_for(&who, votes, stake));
			if number % 500 == 0 {
				forget_events();
			}
		}
		assert_eq!(paid, 2_375_000 * DMC, "what it costs to take all places, besides the stakes");
		let full = Error::<Runtime>::UnableToPayBond;
		assert_noop!(vote_for(&one(), &new[..7], VOTER_STAKE), full);

		to_measured_round();
		assert!(round_held());
		assert_eq!(council_members().len(), 7);
		let declared = System::block_weight().total();
		assert!(declared.all_lt(BLOCK_WEIGHT.saturating_div(2)), "{declared:?}");
	});
}

/// Go on to the first round, and compare what it takes with a block before it.
fn to_measured_round() {
	let verification = verification();
	loop {
		let start = Instant::now();
		next_block();
		let took = start.elapsed().as_nanos();
		if round_held() {
			let verifications = took / verification;
			println!("a round takes as long as {verifications} verifications of {verification} ns");
			// A block of a second has room for ten thousand of a hundred microseconds.
			assert!(verifications < 10_000, "a round takes {verifications} verifications");
			return;
		}
		assert!(System::block_number() < 4 * TERM, "no round was held");
	}
}
