//! Votes on applications: referenda of DMC holders, side by side.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{ApplicationId, MAX_UNITS};
use dmex_runtime::{
	configs::{glue::CommunityReferenda, MaximumSchedulerWeight},
	constants::time::BLOCK_WEIGHT,
	parameters::dynamic_params::applications,
	RuntimeParameters,
};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use pallet_democracy::{Conviction, ReferendumInfo, ReferendumInfoOf, Tally};
use pallet_governance::Referenda as _;
use pallet_miner_registry::{ApplicationStatus, Call, Disclosure, Error, NextApplicationId};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

/// 1,000 DMC, and one for each 1,000 DMC of the pledge of 1,000 units for 90 days at 0.1 DMC.
const SEED: Balance = 1_009 * DMC;

/// The default plan of a miner.
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

/// Vote enough that an application passes.
fn pass(id: ApplicationId) {
	ayes(id, Conviction::Locked1x, DECISIVE);
}

/// Whether an unopposed vote of `balance`, weighted by `tenths`, passes: the nays over the root of the
/// turnout are less than the ayes over the root of all DMC.
fn passes(balance: Balance, tenths: u128) -> bool {
	let turnout = SEED + balance;
	let ayes = balance * tenths / 10;
	SEED * TOTAL_SUPPLY.isqrt() < ayes * turnout.isqrt()
}

/// The smallest unopposed vote that passes.
fn smallest(tenths: u128) -> Balance {
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
	execute_with_checks(|| {
		let first = plan_of(ferdie()).apply();
		let seed = applications::Parameters::VoteSeed(applications::VoteSeed, Some(5_000 * DMC));
		assert_ok!(set_parameter(RuntimeParameters::Applications(seed)));
		let second = plan_of(eve()).apply();
		let third = plan_of(ferdie()).apply();
		assert_ne!(referendum(first), referendum(second));
		let seeded = |nays| Tally { ayes: 0, nays, turnout: nays };
		assert_eq!(tally(first), seeded(SEED));
		assert_eq!(tally(second), seeded(5_009 * DMC));
		assert_eq!(tally(third), seeded(5_009 * DMC));

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
fn the_smallest_unopposed_vote_passes_and_one_unit_less_does_not() {
	let (once, six_times) = (smallest(10), smallest(60));
	assert!((100_200 * DMC..100_300 * DMC).contains(&once), "{once}");
	assert!((29_500 * DMC..30_500 * DMC).contains(&six_times), "{six_times}");
	execute_with_checks(|| {
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

/// What carries a quota of a thousand units is nothing against one of a thousand million, which its miner
/// could sell to everybody: that needs more votes than anybody here has.
#[test]
fn a_quota_for_the_whole_market_needs_the_whole_market() {
	execute_with_checks(|| {
		let huge = Plan { quota: MAX_UNITS / 2, ..plan_of(ferdie()) }.apply();
		let small = plan_of(eve()).apply();
		assert_eq!(tally(huge).nays, 4_501_000 * DMC);
		for voter in [one(), two(), alice(), bob()] {
			for id in [huge, small] {
				let yes = vote(voter.clone(), referendum(id), true, Conviction::Locked1x, DECISIVE);
				assert_ok!(yes);
			}
		}
		to_block(end_of_vote(huge) + 1);
		assert_ok!(conclude(huge));
		assert_eq!(status(huge), ApplicationStatus::Rejected);
		assert_eq!(status(small), ApplicationStatus::Approved);
	});
}

/// Eve takes one place after another to keep Ferdie out: each of the last ones costs twice as much, and
/// what she loses grows with it.
#[test]
fn filling_the_places_costs_more_and_more() {
	execute_with_checks(|| {
		let places = applications::Parameters::MaxOpen(applications::MaxOpen, Some(16));
		assert_ok!(set_parameter(RuntimeParameters::Applications(places)));
		let due = || dmex_runtime::queries::protocol().application_deposit / DMC;
		let mut paid = Vec::new();
		for _ in 0..15 {
			let (shown, before) = (due(), dmc(&eve()));
			plan_of(eve()).apply();
			assert_eq!(before - dmc(&eve()), shown * DMC);
			paid.push(shown);
		}
		assert_eq!(paid[..10], [1_000; 10]);
		assert_eq!(paid[10..], [2_000, 2_000, 4_000, 4_000, 8_000]);
		// The last place is free, for a price that its holder gets back if it is approved.
		let before = dmc(&ferdie());
		let id = plan_of(ferdie()).apply();
		assert_eq!(before - dmc(&ferdie()), 8_000 * DMC);
		let refused = Error::<Runtime>::TooManyOpenApplications;
		assert_noop!(plan_of(dave()).try_apply(), refused);
		elect(id);
		assert_eq!(dmc(&ferdie()), before);

		let treasury_before = dmc(&treasury());
		for id in 0..15 {
			assert_ok!(conclude(id));
		}
		assert_eq!(dmc(&treasury()) - treasury_before, 3_000 * DMC);
		assert_eq!(due(), 1_000);
	});
}

/// Eve applies and withdraws in one transaction, from one account after another. Every vote that she opens
/// is read in each block, and by the hook on each hour, until Ferdie's, which is older, ends.
#[test]
fn applying_and_withdrawing_again_and_again_soon_ends() {
	execute_with_checks(|| {
		let (first, treasury_before) = (today(), dmc(&treasury()));
		let pin = plan_of(ferdie()).apply();
		let cycle = |n: u32| {
			let account = AccountId::from(sp_io::hashing::blake2_256(&n.to_le_bytes()));
			give(account.clone(), 10_000 * DMC);
			let application = NextApplicationId::<Runtime>::get();
			let withdraw = Call::withdraw_application { application };
			let calls = vec![plan_of(account.clone()).application().into(), withdraw.into()];
			act(account, pallet_utility::Call::batch_all { calls })
		};
		let opened = (0..200).filter(|n| cycle(*n).is_ok()).count();
		assert_eq!(opened, 31);
		// 19 of 1,000 DMC, and four each of 2,000, 4,000 and 8,000.
		assert_eq!(dmc(&treasury()) - treasury_before, 7_500 * DMC);
		let read = || CommunityReferenda::indices().len();
		let full: DispatchError = Error::<Runtime>::TooManyOpenApplications.into();
		for day in first..first + 7 {
			to_day(day);
			assert_eq!(cycle(1_000 + day), Err(full));
			assert_eq!(read(), 32, "on day {day}");
		}
		to_block(end_of_vote(pin));
		assert_ok!(conclude(pin));
		assert_eq!((today(), read()), (first + 7, 0));
		to_day(first + 8);
		// The place of the pin is free since it was concluded, those of the others since today.
		let opened = (300..500).filter(|n| cycle(*n).is_ok()).count();
		assert_eq!((opened, read()), (32, 32));
	});
}

fn remark() -> Box<RuntimeCall> {
	Box::new(frame_system::Call::remark { remark: vec![] }.into())
}

/// A referendum that ends uses the whole weight of its block. The scheduler comes before it: its calls
/// are dispatched in the same block, and users wait for the next.
#[test]
fn a_block_in_which_a_vote_ends_still_does_what_is_scheduled() {
	execute_with_checks(|| {
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

/// They end in the same block, and are all enacted in the next.
#[test]
fn many_votes_can_end_together() {
	execute_with_checks(|| {
		let ids: Vec<_> = everybody()
			.into_iter()
			.flat_map(|miner| [plan_of(miner.clone()).apply(), plan_of(miner).apply()])
			.collect();
		ids.iter().for_each(|id| pass(*id));
		to_block(end_of_vote(ids[0]) + 1);
		assert!(ids.iter().all(|id| status(*id) == ApplicationStatus::Approved));
	});
}

/// The largest call that governance needs fits into the scheduler's part of a block.
#[test]
fn large_calls_of_governance_can_be_enacted() {
	let limit = MaximumSchedulerWeight::get();
	assert_eq!(limit.ref_time(), BLOCK_WEIGHT.ref_time() / 5 * 4);
	execute_with_checks(|| {
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
fn the_referendum_of_a_withdrawn_application_is_cancelled() {
	execute_with_checks(|| {
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

/// The miner votes for itself with all it has; its deposit is elsewhere.
#[test]
fn votes_do_not_count_money_in_custody() {
	execute_with_checks(|| {
		let plan = plan_of(ferdie());
		let own = plan.apply();
		let all = dmc(&ferdie());
		let voted = vote(ferdie(), referendum(own), true, Conviction::Locked1x, all + 1);
		assert_eq!(voted, Err(pallet_democracy::Error::<Runtime>::InsufficientFunds.into()));
		assert_ok!(vote(ferdie(), referendum(own), true, Conviction::Locked1x, all));
		to_block(end_of_vote(own) + 1);
		assert_eq!(status(own), ApplicationStatus::Approved);
		assert_eq!(dmc(&ferdie()), all + 1_000 * DMC);
	});
}

/// A name in which something is invisible looks like another; a document is at an address of a known kind.
#[test]
fn nothing_deceptive_is_put_to_the_vote() {
	execute_with_checks(|| {
		let apply = |change: &dyn Fn(&mut Disclosure)| {
			let mut disclosure = disclosure();
			change(&mut disclosure);
			let call = Call::apply {
				network: NETWORK,
				disclosure: Box::new(disclosure),
				total_units: 20,
				effective_units: 10,
				expected_revenue: PerUnit::from_u32(50),
				payment_asset: DOLLAR,
				min_price_per_unit_day: 250_000,
			};
			act(ferdie(), call)
		};
		let invalid: DispatchError = Error::<Runtime>::InvalidText.into();
		assert_eq!(apply(&|d| d.name = text("Mine\u{202e}")), Err(invalid));
		assert_eq!(apply(&|d| d.location = text("Reyk\u{200b}javik")), Err(invalid));
		let uri = Error::<Runtime>::InvalidUri;
		assert_eq!(apply(&|d| d.uri = text("javascript://alert")), Err(uri.into()));
		assert_ok!(apply(&|_| ()));
	});
}
