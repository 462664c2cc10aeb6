//! Every place for votes is taken, breaches come on top, and everything is decided in one block: what
//! was approved is not lost, and the block is not too heavy.

use crate::{insurance_steps::*, people::*, steps::*, world::*};
use dmex_runtime::constants::time::BLOCK_WEIGHT;
use pallet_miner_registry::{ApplicationStatus, Error as RegistryError};
use pallet_mutual_insurance::Error as PoolError;
use std::time::Instant;

const APPLICATIONS: u32 = 32;
const CLAIMS: u32 = 16;
const SERIES: u32 = 18;
/// Expected of a certificate of ten units in a day.
const A_DAY: Balance = EXPECTED / 2;

/// Ferdie's series, of each of which Alice has a certificate; two days were paid, and nine more ought
/// to be.
fn neglected() -> Vec<u32> {
	let plan = Plan { quantity: 1, ..sixty_days() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&plan.miner, application, plan.pledge() * Balance::from(SERIES)));
	let all: Vec<_> = (0..SERIES).map(|_| plan.series(application)).collect();
	for series in &all {
		assert_ok!(list(&plan.miner, *series, &[0], PRICE));
		assert_ok!(buy(&alice(), *series, &[0], PRICE));
	}
	for _ in 0..2 {
		let day = unpaid(all[0]);
		to_day(day + 1);
		feed_yesterday();
		for series in &all {
			assert_ok!(distribute(&plan.miner, *series, day, &[A_DAY]));
		}
	}
	to_day(unpaid(all[0]) + 9);
	all
}

/// Weight of the block so far, without the whole block that Democracy claims for what it decides.
fn weight(decides: bool) -> u64 {
	let claimed = if decides { BLOCK_WEIGHT.ref_time() } else { 0 };
	System::block_weight().total().ref_time() - claimed
}

#[test]
fn nothing_is_lost_when_all_are_taken_and_the_agenda_is_full() {
	execute_with_checks(|| {
		let series = neglected();
		propose(two(), frame_system::Call::set_storage { items: vec![(b":all".into(), vec![1])] });
		let public = launched();
		for each in &series {
			assert_ok!(report(*each));
		}
		let claims: Vec<_> = series[..CLAIMS as usize]
			.iter()
			.map(|series| {
				let asks = ClaimRequest { amount: 100 * DMC, ..ClaimRequest::of(*series) };
				asks.filed(&alice())
			})
			.collect();
		let more = ClaimRequest { amount: DMC, ..ClaimRequest::of(series[CLAIMS as usize]) };
		assert_noop!(more.by(&alice()), PoolError::<Runtime>::TooManyOpenClaims);
		let applications: Vec<_> = (0..APPLICATIONS)
			.map(|n| {
				let miner = [bob(), charlie(), dave(), eve()][n as usize % 4].clone();
				Plan { miner, ..Plan::default() }.apply()
			})
			.collect();
		let more = Plan { miner: one(), ..Plan::default() };
		assert_noop!(more.try_apply(), RegistryError::<Runtime>::TooManyOpenApplications);

		carry(public);
		let end = end_of(public);
		claims.iter().for_each(|claim| carry(claim_of(*claim).referendum));
		applications.iter().for_each(|each| carry(application(*each).referendum));
		for each in &series {
			assert_eq!(end_of(referendum_on(*each)), end);
		}
		fill_agenda(end + 1);
		to_block(end - 1);
		let begun = Instant::now();
		next_block();
		println!("{} votes decided in {} ms", 1 + 32 + 16 + 18, begun.elapsed().as_millis());
		assert!(weight(true) <= BLOCK_WEIGHT.ref_time() / 10, "{}", weight(true));
		assert_eq!(passed(public), Some(true));
		next_block();
		assert!(weight(false) <= BLOCK_WEIGHT.ref_time(), "{}", weight(false));

		// No call came, and anyone carries out what was decided.
		for each in &applications {
			assert_eq!(status(*each), ApplicationStatus::Voting);
			assert_ok!(conclude(*each));
			assert_eq!(status(*each), ApplicationStatus::Approved);
		}
		for each in &series {
			assert!(ledger(*each).state.freeze().is_some());
			assert_ok!(conclude_vote(*each));
			assert!(ledger(*each).state.termination().is_some());
		}
		for claim in &claims {
			assert!(claim_status(*claim).counted().is_none());
			assert_ok!(conclude_claim(*claim));
			assert!(claim_status(*claim).counted().is_some());
		}
		// The public proposal waits for a day, and is enacted.
		to_block(end + BLOCKS_A_DAY - 1);
		assert!(!sp_io::storage::exists(b":all"));
		next_block();
		assert!(sp_io::storage::exists(b":all"));
		sp_io::storage::clear(b":all");
	});
}
