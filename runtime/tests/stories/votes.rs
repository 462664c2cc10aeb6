//! Votes on applications: referenda of the holders of DMC, side by side.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::ApplicationId;
use dmex_runtime::{
	configs::MaximumSchedulerWeight,
	constants::time::BLOCK_WEIGHT,
	parameters::{dynamic_params::applications, governed},
	RuntimeParameters,
};
use frame_support::{dispatch::GetDispatchInfo, traits::Get, weights::Weight};
use pallet_democracy::{Conviction, ReferendumInfo, ReferendumInfoOf, Tally};
use pallet_miner_registry::{ApplicationStatus, Error, Event};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

const SEED: Balance = 1_000 * DMC;

/// A plan of each of several miners.
fn plan_of(miner: AccountId) -> Plan {
	Plan { miner, ..Plan::default() }
}

fn referendum(id: ApplicationId) -> u32 {
	application(id).referendum
}

fn tally(id: ApplicationId) -> Tally<Balance> {
	match ReferendumInfoOf::<Runtime>::get(referendum(id)) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.tally,
		other => panic!("not put to the vote: {other:?}"),
	}
}

fn ayes(id: ApplicationId, conviction: Conviction, balance: Balance) {
	assert_ok!(vote(one(), referendum(id), true, conviction, balance));
}

/// Enough votes that the application passes.
fn pass(id: ApplicationId) {
	ayes(id, Conviction::Locked1x, DECISIVE);
}

/// Whether an unopposed vote of `balance`, counted `tenths` of its amount, passes: the nays over
/// the root of the turnout are less than the ayes over the root of all DMC.
fn passes(balance: Balance, tenths: u128) -> bool {
	let turnout = SEED + balance;
	let ayes = balance * tenths / 10;
	SEED * TOTAL_SUPPLY.isqrt() < ayes * turnout.isqrt()
}

/// The least unopposed vote that passes.
fn least(tenths: u128) -> Balance {
	let (mut fails, mut succeeds) = (0, DMC * 10_000_000);
	while succeeds - fails > 1 {
		let middle = fails + (succeeds - fails) / 2;
		if passes(middle, tenths) {
			succeeds = middle;
		} else {
			fails = middle;
		}
	}
	succeeds
}

#[test]
fn each_application_has_a_vote_of_its_own_with_its_seed() {
	play(|| {
		let first = plan_of(ferdie()).apply();
		let seed = applications::Parameters::VoteSeed(applications::VoteSeed, Some(5_000 * DMC));
		let parameter = RuntimeParameters::Applications(seed);
		assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
		let second = plan_of(eve()).apply();
		let third = plan_of(ferdie()).apply();
		assert_ne!(referendum(first), referendum(second));
		let seeded = |nays| Tally { ayes: 0, nays, turnout: nays };
		assert_eq!(tally(first), seeded(1_000 * DMC));
		assert_eq!(tally(second), seeded(5_000 * DMC));
		assert_eq!(tally(third), seeded(5_000 * DMC));

		// Against five times the seed.
		ayes(third, Conviction::Locked1x, 2_000_000 * DMC);
		let end = end_of_vote(first);
		assert_eq!(end, System::block_number() + 7 * BLOCKS_A_DAY);
		to_block(end + 1);
		assert_eq!(status(third), ApplicationStatus::Approved);
		assert_ok!(conclude(first));
		assert_ok!(conclude(second));
		assert_eq!(status(first), ApplicationStatus::Rejected);
		assert_eq!(status(second), ApplicationStatus::Rejected);
	});
}

#[test]
fn the_least_unopposed_vote_that_passes() {
	let (once, six_times) = (least(10), least(60));
	assert!((99_600 * DMC..99_700 * DMC).contains(&once), "{once}");
	assert!((29_500 * DMC..30_500 * DMC).contains(&six_times), "{six_times}");
	play(|| {
		let cases = [
			(ferdie(), Conviction::Locked1x, once - 1, ApplicationStatus::Rejected),
			(eve(), Conviction::Locked1x, once, ApplicationStatus::Approved),
			(dave(), Conviction::Locked6x, six_times - 1, ApplicationStatus::Rejected),
			(charlie(), Conviction::Locked6x, six_times, ApplicationStatus::Approved),
		];
		let ids: Vec<_> = cases
			.iter()
			.map(|(miner, conviction, balance, _)| {
				let id = plan_of(miner.clone()).apply();
				ayes(id, *conviction, *balance);
				id
			})
			.collect();
		to_block(end_of_vote(ids[0]));
		for (id, case) in ids.iter().zip(cases) {
			assert_ok!(conclude(*id));
			assert_eq!(status(*id), case.3, "{:?} {}", case.1, case.2);
		}
	});
}

#[test]
fn nays_count_against_it() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		pass(id);
		assert_ok!(vote(two(), referendum(id), false, Conviction::Locked1x, DECISIVE));
		to_block(end_of_vote(id));
		assert_ok!(conclude(id));
		assert_eq!(status(id), ApplicationStatus::Rejected);
	});
}

/// In the block in which the vote ends anyone may conclude, before the referendum's own call.
#[test]
fn concluded_before_its_enactment() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		let deposited = dmc(&ferdie());
		pass(id);
		let end = end_of_vote(id);
		to_block(end - 1);
		assert_noop!(conclude(id), Error::<Runtime>::StillVoting);
		next_block();
		assert_eq!(status(id), ApplicationStatus::Voting);
		assert_ok!(conclude(id));
		assert_eq!(status(id), ApplicationStatus::Approved);
		assert_eq!(dmc(&ferdie()), deposited + 1_000 * DMC);
		next_block();
		// The referendum's call came, and had nothing left to do.
		assert_eq!(enacted(), Some(Ok(())));
		assert_eq!(dmc(&ferdie()), deposited + 1_000 * DMC);
		assert_noop!(conclude(id), Error::<Runtime>::AlreadyDecided);
	});
}

#[test]
fn enacted_before_anyone_concludes() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		let deposited = dmc(&ferdie());
		pass(id);
		to_block(end_of_vote(id) + 1);
		assert_eq!(enacted(), Some(Ok(())));
		let returned = 1_000 * DMC;
		assert_told(Event::ApplicationApproved { application: id, miner: ferdie(), returned });
		assert_eq!(dmc(&ferdie()), deposited + returned);
		assert_noop!(conclude(id), Error::<Runtime>::AlreadyDecided);
	});
}

fn remark() -> Box<RuntimeCall> {
	Box::new(frame_system::Call::remark { remark: vec![] }.into())
}

/// The agenda is full, so the referendum's call is lost: whoever concludes carries it out.
#[test]
fn an_enactment_lost_to_a_full_agenda_does_no_harm() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		pass(id);
		let end = end_of_vote(id);
		fill_agenda(end + 1);
		to_block(end + 3);
		assert_eq!(status(id), ApplicationStatus::Voting);
		assert_ok!(conclude(id));
		assert_eq!(status(id), ApplicationStatus::Approved);
	});
}

#[test]
fn an_enactment_that_is_cancelled_does_no_harm() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		pass(id);
		let end = end_of_vote(id);
		to_block(end);
		assert_ok!(root(pallet_scheduler::Call::cancel { when: end + 1, index: 0 }));
		to_block(end + 3);
		assert_eq!(status(id), ApplicationStatus::Voting);
		assert_ok!(conclude(id));
		assert_eq!(status(id), ApplicationStatus::Approved);
	});
}

#[test]
fn a_cancelled_referendum_rejects() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		let deposited = dmc(&ferdie());
		pass(id);
		let ref_index = referendum(id);
		let cancel = pallet_democracy::Call::cancel_referendum { ref_index };
		assert_noop!(act(alice(), cancel.clone()), DispatchError::BadOrigin);
		assert_noop!(council(cancel.clone()), DispatchError::BadOrigin);
		assert_ok!(root(cancel));
		assert_ok!(conclude(id));
		assert_eq!(status(id), ApplicationStatus::Rejected);
		assert_eq!(dmc(&ferdie()), deposited + 900 * DMC);
	});
}

/// Nobody but governance puts tasks into the scheduler's agenda.
#[test]
fn users_schedule_nothing() {
	play(|| {
		let call = pallet_scheduler::Call::schedule {
			when: 10,
			maybe_periodic: None,
			priority: 0,
			call: remark(),
		};
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_noop!(act(alice(), call.clone()), filtered);
		assert_noop!(council(call), filtered);
	});
}

/// A referendum that ends takes the whole weight of its block. The scheduler is before it: what
/// was due is done in the very block, and users wait for the next.
#[test]
fn a_block_in_which_a_vote_ends_still_does_what_is_scheduled() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		let end = end_of_vote(id);
		schedule(end);
		to_block(end);
		assert_eq!(enacted(), Some(Ok(())));
		let full = Err(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources));
		assert_eq!(send(Sr25519Keyring::Eve, *remark()), full);
		next_block();
		assert_eq!(send(Sr25519Keyring::Eve, *remark()), Ok(Ok(())));
	});
}

/// Votes that end in the same block are all carried out in the next.
#[test]
fn many_votes_end_together() {
	play(|| {
		let ids: Vec<_> = everybody()
			.into_iter()
			.flat_map(|miner| [plan_of(miner.clone()).apply(), plan_of(miner).apply()])
			.collect();
		ids.iter().for_each(|id| pass(*id));
		to_block(end_of_vote(ids[0]) + 1);
		assert!(ids.iter().all(|id| status(*id) == ApplicationStatus::Approved));
	});
}

/// The largest call that governance needs fits into what the scheduler may use of a block.
#[test]
fn large_calls_of_governance_can_be_enacted() {
	let limit = MaximumSchedulerWeight::get();
	assert_eq!(limit.ref_time(), BLOCK_WEIGHT.ref_time() / 5 * 4);
	play(|| {
		let upgrade =
			frame_system::Call::<Runtime>::authorize_upgrade { code_hash: [1; 32].into() };
		let twenty: Vec<RuntimeCall> = (0..20).map(|_| upgrade.clone().into()).collect();
		let batch = pallet_utility::Call::<Runtime>::batch_all { calls: twenty };
		let weight = batch.get_dispatch_info().call_weight;
		let room = limit.saturating_sub(Weight::from_parts(limit.ref_time() / 10, 0));
		assert!(weight.all_lt(room), "{weight:?}");
	});
}

#[test]
fn at_most_32_are_put_to_the_vote_at_once() {
	play(|| {
		assert_eq!(governed::MaxOpenApplications::get(), 32);
		for miner in everybody() {
			(0..4).for_each(|_| plan_of(miner.clone()).try_apply().unwrap());
		}
		assert_noop!(plan_of(alice()).try_apply(), Error::<Runtime>::TooManyOpenApplications);
	});
}

/// Who is rejected waits for thirty days, and the treasury keeps a tenth of the deposit.
#[test]
fn a_rejected_miner_waits() {
	play(|| {
		let before = [ferdie(), treasury()].map(|who| dmc(&who));
		let id = plan_of(ferdie()).apply();
		assert_eq!(dmc(&ferdie()), before[0] - 1_000 * DMC);
		to_block(end_of_vote(id));
		assert_ok!(conclude(id));
		assert_eq!(dmc(&ferdie()), before[0] - 100 * DMC);
		assert_eq!(dmc(&treasury()), before[1] + 100 * DMC);
		let again = today() + 30;
		to_day(again - 1);
		assert_noop!(plan_of(ferdie()).try_apply(), Error::<Runtime>::CoolingDown);
		next_day();
		assert_ok!(plan_of(ferdie()).try_apply());
	});
}

/// A withdrawn application frees its place, and its vote is gone with its votes.
#[test]
fn a_withdrawn_application_has_no_vote() {
	play(|| {
		let id = plan_of(ferdie()).apply();
		pass(id);
		let withdraw = pallet_miner_registry::Call::withdraw_application { application: id };
		assert_noop!(act(eve(), withdraw.clone()), Error::<Runtime>::NotMiner);
		assert_ok!(act(ferdie(), withdraw));
		assert_eq!(status(id), ApplicationStatus::Withdrawn);
		assert_eq!(ReferendumInfoOf::<Runtime>::get(referendum(id)), None);
		assert_noop!(conclude(id), Error::<Runtime>::AlreadyDecided);
	});
}

/// Votes on our own cases lock as any other vote does.
#[test]
fn a_vote_locks_what_it_counts_and_money_in_custody_is_not_touched() {
	play(|| {
		let plan = plan_of(ferdie());
		let own = plan.apply();
		// The miner votes for itself with all it has; what it put down is elsewhere.
		let all = dmc(&ferdie());
		let voted = vote(ferdie(), referendum(own), true, Conviction::Locked1x, all + 1);
		assert_eq!(voted, Err(pallet_democracy::Error::<Runtime>::InsufficientFunds.into()));
		assert_ok!(vote(ferdie(), referendum(own), true, Conviction::Locked1x, all));
		to_block(end_of_vote(own) + 1);
		assert_eq!(status(own), ApplicationStatus::Approved);
		assert_eq!(dmc(&ferdie()), all + 1_000 * DMC);
	});
}
