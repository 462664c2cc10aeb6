//! A chain that ran the runtime before the stages of governance, with everything open that can be, is upgraded
//! and lives on. How its state was made is told in `tests/data/README.md`.

mod failed;
mod state;

use crate::{checks::check_everything, governing::*, people::*, steps::*, trading::*, world::*};
use codec::Encode;
use dmex_runtime::{
	configs::glue::Payment,
	constants::governance::REFERENDUM_SEED,
	migrations::{check_versions, spends::WithPayments, SingleBlock},
	parameters::dynamic_params::fees,
	Governance, HashrateMarket, RuntimeParameters, RuntimeParametersKey, RuntimeParametersValue,
	Treasury, VERSION,
};
use frame_support::{
	migrations::{SteppedMigration, SteppedMigrationError},
	storage::unhashed,
	traits::{OnRuntimeUpgrade, StorageVersion},
	weights::{Weight, WeightMeter},
	StorageNoopGuard,
};
use frame_system::LastRuntimeUpgrade;
use pallet_democracy::{
	NextExternal, PublicProps, ReferendumInfo, ReferendumInfoOf, VoteThreshold,
};
use pallet_governance::{migrations::unversioned::BeginRules, CouncilSpends, FirstDay};
use pallet_migrations::{Cursor, Event as MigrationsEvent, Historic};
use pallet_miner_registry::ApplicationStatus;
use pallet_mutual_insurance::{ClaimStatus, Claims};
use pallet_treasury::{PaymentState, Spends};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{BuildStorage, Permill};
use state::{undecodable, OldChain};

/// The series of the chain: Dave pays day by day, Ferdie's is frozen by an event, Two stopped paying, and One
/// auctions all of its own.
const DAVES: u32 = 0;
const FERDIES: u32 = 1;
const TWOS: u32 = 2;
const ONES: u32 = 3;
/// Open votes: on a claim, on the breach, and on Charlie's application.
const CLAIM_VOTE: u32 = 5;
const BREACH_VOTE: u32 = 6;
const APPLICATION_VOTE: u32 = 7;
const CLAIM: u32 = 0;
const APPLICATION: u32 = 4;
/// The auction, and its last bid.
const AUCTION: u32 = 0;
const BID: Balance = 360_000_000;
/// Spends of the treasury: approved; paid and not looked at; more than may leave within a day.
const APPROVED: u32 = 0;
const PAID: u32 = 1;
const LARGE: u32 = 2;
/// A motion of the council with one aye of the four that it takes.
const MOTION: u32 = 6;
/// What the call of Root leaves behind that waits for its block.
const SCHEDULED: &[u8] = b"scheduled";

/// Run a story from inside the first block of the new runtime, and check what always holds.
fn upgraded(story: impl FnOnce()) {
	OldChain::load().execute_with(|| {
		resume_chain();
		// What takes several blocks takes one here.
		next_block();
		check_everything();
		story();
		check_everything();
		next_block();
		check_everything();
	});
}

fn is_left(mark: &[u8]) -> bool {
	unhashed::exists(mark)
}

fn progress() -> Vec<MigrationsEvent<Runtime>> {
	let events = last_block().events.into_iter();
	let told = events.filter_map(|event| match event {
		RuntimeEvent::Migrations(event) => Some(event),
		_ => None,
	});
	told.collect()
}

#[test]
fn what_was_open_stays_as_it_was() {
	OldChain::load().execute_with(|| {
		let (votes, spends) = (BeginRules::<Runtime>::before(), WithPayments::before());
		let open: Vec<_> = votes.iter().map(|(referendum, ..)| *referendum).collect();
		assert_eq!(open, [CLAIM_VOTE, BREACH_VOTE, APPLICATION_VOTE]);
		let attempted = |(spend, attempted): &(u32, bool)| attempted.then_some(*spend);
		assert_eq!(spends.iter().filter_map(attempted).collect::<Vec<_>>(), [PAID]);
		let tally = |vote| match ReferendumInfoOf::<Runtime>::get(vote) {
			Some(ReferendumInfo::Ongoing(status)) => (status.threshold, status.tally),
			other => panic!("{other:?}"),
		};
		let tallies = || open.iter().map(|vote| tally(*vote)).collect::<Vec<_>>();
		let before = tallies();
		assert!(check_versions().is_err());
		resume_chain();
		assert_ok!(BeginRules::<Runtime>::check(votes));
		assert_eq!(tallies(), before);
		assert_ok!(check_versions());
		assert!(Cursor::<Runtime>::exists(), "transactions are accepted in between");
		next_block();
		assert_ok!(WithPayments::check(spends));
		assert!(!Cursor::<Runtime>::exists());
		check_everything();
	});
}

#[test]
fn every_entry_of_the_state_is_of_its_type() {
	OldChain::load().execute_with(|| {
		let paid = Spends::<Runtime>::hashed_key_for(PAID);
		assert_eq!(undecodable(), [paid]);
		resume_chain();
		next_block();
		assert_eq!(undecodable(), Vec::<Vec<u8>>::new());
	});
}

#[test]
fn the_chain_is_told_of_the_upgrade() {
	OldChain::load().execute_with(|| {
		assert_eq!(LastRuntimeUpgrade::<Runtime>::get().unwrap().spec_version.0, 1);
		resume_chain();
		assert_eq!(
			LastRuntimeUpgrade::<Runtime>::get().unwrap().spec_version.0,
			VERSION.spec_version
		);
		next_block();
		let told = [
			MigrationsEvent::UpgradeStarted { migrations: 1 },
			MigrationsEvent::MigrationCompleted { index: 0, took: 1 },
			MigrationsEvent::UpgradeCompleted,
		];
		assert_eq!(progress(), told);
	});
}

/// New parameters have their defaults in storage, old ones what they had; the launch stage begins.
#[test]
fn the_chain_has_what_a_new_one_has() {
	upgraded(|| {
		let stored = || pallet_parameters::Parameters::<Runtime>::iter();
		let genesis = genesis(DEV_RUNTIME_PRESET).build_storage().unwrap();
		let mut new = sp_io::TestExternalities::from(genesis);
		let mut found: Vec<(RuntimeParametersKey, RuntimeParametersValue)> = stored().collect();
		let mut expected = new.execute_with(|| stored().collect::<Vec<_>>());
		found.sort_by_key(Encode::encode);
		expected.sort_by_key(Encode::encode);
		assert_eq!(found, expected);
		assert!(Governance::stage().is_launch());
		assert_eq!(FirstDay::<Runtime>::get(), Some(today()));
		assert_eq!(Governance::hand_over_from(), Some(today() + 180));
		assert_eq!(Governance::voters(), 0);
		assert!(!dmex_runtime::SafeMode::is_entered());
		assert!(pallet_elections_phragmen::Members::<Runtime>::get().is_empty());
		let versions = [
			StorageVersion::get::<dmex_runtime::PhragmenElection>(),
			StorageVersion::get::<dmex_runtime::Identity>(),
			StorageVersion::get::<dmex_runtime::CertificateLending>(),
			StorageVersion::get::<dmex_runtime::CertificateStaking>(),
		];
		assert!(versions.iter().all(|version| *version > 0), "{versions:?}");
	});
}

/// Certificates sold before are lent against and staked. Emission begins with the upgrade, not with the chain.
#[test]
fn old_certificates_are_lent_against_and_staked() {
	use crate::{lending_steps::*, staking_steps::*};
	use pallet_certificate_staking::{Pools, StartDay};
	upgraded(|| {
		assert_eq!(StartDay::<Runtime>::get(), Some(today()));
		let weights = || {
			let mut weights: Vec<_> =
				Pools::<Runtime>::iter().map(|(id, pool)| (id, pool.weight)).collect();
			weights.sort();
			weights
		};
		assert_eq!(weights(), [(0, 100), (1, 10), (2, 1)]);
		assert_ok!(fund_budget(&two(), 20_000 * DMC));
		let [lends, stakes] = [0, 1].map(|item| owner(DAVES, item).unwrap());
		let payment = HashrateNft::terms_of(DAVES).unwrap().payment_asset;
		let due_day = today() + 1;
		let terms = pallet_certificate_lending::LoanTerms {
			asset: payment.clone(),
			..dollars(1_000, 100, due_day)
		};
		let before = balance(&lends, &payment);
		let loan = lent(&dave(), &lends, DAVES, 0, &terms);
		assert_eq!(balance(&lends, &payment), before + 1_000);
		assert_ok!(stake(&stakes, DAVES, &[1]));
		next_day();
		assert_ok!(repay(&lends, loan, Balance::MAX));
		assert_eq!(lock(DAVES, 0), None);
		next_day();
		assert_eq!(reward(DAVES, 1), EMISSION);
		check_everything();
	});
}

/// A later upgrade runs nothing again.
#[test]
fn the_next_upgrade_changes_nothing() {
	upgraded(|| {
		{
			let _guard = StorageNoopGuard::default();
			SingleBlock::on_runtime_upgrade();
		}
		assert_eq!(Historic::<Runtime>::iter_keys().count(), 1);
		let spends: Vec<_> = Spends::<Runtime>::iter().collect();
		LastRuntimeUpgrade::<Runtime>::kill();
		next_block();
		next_block();
		let told = [
			MigrationsEvent::<Runtime>::UpgradeStarted { migrations: 1 },
			MigrationsEvent::MigrationSkipped { index: 0 },
			MigrationsEvent::UpgradeCompleted,
		];
		assert_eq!(progress(), told);
		assert_eq!(Spends::<Runtime>::iter().collect::<Vec<_>>(), spends);
	});
}

/// What does not fit into a block is migrated in the next.
#[test]
fn spends_are_migrated_in_as_many_blocks_as_it_takes() {
	OldChain::load().execute_with(|| {
		let old = unhashed::get_raw(&Spends::<Runtime>::hashed_key_for(PAID)).unwrap();
		for spend in 10..17 {
			unhashed::put_raw(&Spends::<Runtime>::hashed_key_for(spend), &old);
		}
		let before = WithPayments::before();
		assert_eq!(before.len(), 10);
		let each = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(2, 1);
		let step = |cursor, limit| WithPayments::step(cursor, &mut WeightMeter::with_limit(limit));
		let too_little = SteppedMigrationError::InsufficientWeight { required: each };
		assert_eq!(step(None, each.div(2)), Err(too_little));
		let (mut cursor, mut steps) = (None, 0);
		loop {
			cursor = step(cursor, each * 3).unwrap();
			steps += 1;
			if cursor.is_none() {
				break;
			}
			assert!(WithPayments::check(before.clone()).is_err(), "all is migrated");
		}
		assert_eq!(steps, 4);
		assert_ok!(WithPayments::check(before.clone()));
		// Once more changes nothing.
		let _guard = StorageNoopGuard::default();
		assert_eq!(step(None, each * 20), Ok(None));
	});
}

#[test]
fn an_auction_ends() {
	upgraded(|| {
		let ends = ends(AUCTION);
		let before = balance(&one(), &Asset::WithId(1));
		to_block(ends + 1);
		while is_open(AUCTION) {
			next_block();
		}
		for item in [0, 1] {
			assert_eq!(owner(ONES, item), Some(charlie()));
		}
		// A first sale: the price is in escrow, and the seller has nothing yet.
		assert_eq!(balance(&one(), &Asset::WithId(1)), before);
		assert!(HashrateMarket::backing().unwrap().iter().all(|backing| backing.due < BID));
	});
}

#[test]
fn votes_conclude() {
	upgraded(|| {
		assert_eq!(passed(BREACH_VOTE), None);
		let votes = [CLAIM_VOTE, BREACH_VOTE, APPLICATION_VOTE];
		to_block(votes.map(end_of).into_iter().max().unwrap() + 2);
		assert_eq!(votes.map(passed), [Some(true); 3]);
		let approved = Claims::<Runtime>::get(CLAIM).unwrap().status;
		assert!(matches!(approved, ClaimStatus::Approved { .. }), "{approved:?}");
		assert!(ledger(FERDIES).state.freeze().is_some());
		// Silence ends a series whose breach was proven.
		assert!(ledger(TWOS).state.termination().is_some());
		paid_out();
		let refunded = |item| pallet_risk_escrow::Positions::<Runtime>::get(TWOS, item);
		for item in [0, 1, 2] {
			assert!(refunded(item).is_none_or(|held| held.refunded), "{item}");
		}
		assert_eq!(status(APPLICATION), ApplicationStatus::Approved);
	});
}

/// The miner pays a day, and an instalment is released to it.
#[test]
fn a_certificate_goes_on_paying() {
	upgraded(|| {
		for _ in 0..3 {
			let day = unpaid(DAVES);
			to_day(day + 2);
			let (coins, dollars) = (Asset::WithId(11), Asset::WithId(1));
			let before = [balance(&dave(), &dollars), balance(&escrow(), &dollars)];
			let paid = balance(&dave(), &coins);
			let amount = 3 * 10 * 31;
			assert_ok!(distribute(&dave(), DAVES, day, &[amount]));
			assert_eq!(balance(&dave(), &coins), paid - amount);
			assert!(balance(&dave(), &dollars) > before[0], "nothing is released");
			assert!(balance(&escrow(), &dollars) < before[1]);
			check_everything();
		}
	});
}

/// What the council spent before is paid as ever, within the fuse; only a referendum takes it back.
#[test]
fn spends_of_the_treasury_are_paid() {
	use pallet_governance::Error as Refused;
	use pallet_treasury::{Call, Error};
	upgraded(|| {
		let status = |index| Spends::<Runtime>::get(index).map(|spend| spend.status);
		let payout = |index| act(nobody(), Call::<Runtime>::payout { index });
		let check = |index| act(nobody(), Call::<Runtime>::check_status { index });
		assert_eq!(status(PAID), Some(PaymentState::Attempted { id: Payment::Made }));
		assert_ok!(check(PAID));
		assert_eq!(status(PAID), None);
		assert!(!CouncilSpends::<Runtime>::contains_key(APPROVED));
		let void = pallet_governance::Call::<Runtime>::void_spend { index: APPROVED };
		assert_noop!(council(void), Refused::<Runtime>::NotACouncilSpend);
		let before = dmc(&two());
		assert_ok!(payout(APPROVED));
		assert_eq!(dmc(&two()), before + 7 * DMC);
		assert_ok!(check(APPROVED));
		assert_noop!(payout(LARGE), Error::<Runtime>::PayoutError);
		assert_eq!(status(LARGE), Some(PaymentState::Pending));
		let (asset, amount) = (Asset::Native, 400_000_000 * DMC);
		let beneficiary = two();
		let allow =
			pallet_governance::Call::<Runtime>::allow_payment { asset, beneficiary, amount };
		assert_ok!(root(allow));
		assert_ok!(payout(LARGE));
		assert_eq!(dmc(&two()), before + 7 * DMC + amount);
		assert_eq!(Treasury::account_id(), treasury());
	});
}

/// What was noted, moved and scheduled is still the call that it was.
#[test]
fn calls_that_wait_are_what_they_were() {
	use pallet_collective::{Call as Council, Instance1, ProposalOf};
	upgraded(|| {
		let [proposal_hash] = pallet_collective::Proposals::<Runtime, Instance1>::get()[..] else {
			panic!("one motion is open");
		};
		let moved = ProposalOf::<Runtime, Instance1>::get(proposal_hash).unwrap();
		let fee = Some(Permill::from_parts(9_000));
		let parameter = RuntimeParameters::Fees(fees::Parameters::Trading(fees::Trading, fee));
		let expected = pallet_governance::Call::set_parameter { parameter };
		assert_eq!(moved, RuntimeCall::from(expected));
		for member in [bob(), charlie(), dave()] {
			let (index, approve) = (MOTION, true);
			assert_ok!(act(
				member,
				Council::<Runtime, Instance1>::vote { proposal: proposal_hash, index, approve }
			));
		}
		let close = Council::<Runtime, Instance1>::close {
			proposal_hash,
			index: MOTION,
			proposal_weight_bound: Weight::from_parts(u64::MAX / 2, u64::MAX),
			length_bound: moved.encoded_size() as u32,
		};
		assert_ok!(act(nobody(), close));
		let carried_out = events().into_iter().find_map(|event| match event {
			RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => {
				Some(result)
			},
			_ => None,
		});
		assert_eq!(carried_out, Some(Ok(())));
		let release = Council::<Runtime, Instance1>::release_proposal_cost { proposal_hash };
		assert_ok!(act(alice(), release));

		let agenda = pallet_scheduler::Agenda::<Runtime>::iter();
		let waits = agenda.filter(|(_, tasks)| tasks.iter().any(|task| task.is_some()));
		let when = waits.map(|(block, _)| block).max().unwrap();
		assert!(!is_left(SCHEDULED));
		to_block(when);
		assert!(is_left(SCHEDULED));
	});
}

/// What was proposed under the old rules is put to the vote under the new ones.
#[test]
fn what_is_put_to_the_vote_now_has_a_seed() {
	upgraded(|| {
		let (_, threshold) = NextExternal::<Runtime>::get().unwrap();
		assert_eq!(threshold, VoteThreshold::SimpleMajority);
		assert_eq!(PublicProps::<Runtime>::get().len(), 1);
		for _ in 0..2 {
			let referendum = launched();
			let Some(ReferendumInfo::Ongoing(status)) =
				ReferendumInfoOf::<Runtime>::get(referendum)
			else {
				panic!("not put to the vote");
			};
			assert_eq!(status.threshold, VoteThreshold::SuperMajorityApprove);
			assert_eq!(status.tally.nays, REFERENDUM_SEED);
			assert!(Governance::hours().begin_at(status.end));
		}
		assert!(NextExternal::<Runtime>::get().is_none());
		assert!(PublicProps::<Runtime>::get().is_empty());
	});
}
