//! Public proposals: from the preimage to the effect, and the blocks that they use.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::places;
use dmex_runtime::{
	configs::RuntimeBlockWeights,
	constants::governance::{MAX_PROPOSALS, PROPOSAL_DEPOSIT},
};
use frame_support::{
	dispatch::DispatchClass,
	traits::{Bounded, Get},
};
use pallet_democracy::{Call, ReferendumCount, ReferendumInfo, ReferendumInfoOf};

type MinimumDeposit = <Runtime as pallet_democracy::Config>::MinimumDeposit;

/// A call of Root with a lasting effect, too large to be part of a proposal itself.
fn write(key: &[u8]) -> frame_system::Call<Runtime> {
	frame_system::Call::set_storage { items: vec![(key.to_vec(), vec![1; 4_000])] }
}

#[test]
fn a_proposal_goes_from_its_preimage_to_its_effect() {
	execute_with_checks(|| {
		let done = || sp_io::storage::exists(b":story");
		propose(eve(), write(b":story"));
		assert_ok!(act(ferdie(), Call::second { proposal: 0 }));
		let referendum = launched();
		let end = System::block_number() + 7 * BLOCKS_A_DAY;
		carry(referendum);
		to_block(end + BLOCKS_A_DAY - 1);
		assert!(!done(), "it takes effect a day after the vote");
		next_block();
		assert!(done());
		sp_io::storage::clear(b":story");
	});
}

#[test]
fn a_proposal_puts_down_a_thousand_dmc() {
	execute_with_checks(|| {
		let proposal = Bounded::Lookup { hash: [3; 32].into(), len: 10 };
		let low = pallet_democracy::Error::<Runtime>::ValueLow;
		let value = 1_000 * DMC;
		assert_noop!(
			act(eve(), Call::propose { proposal: proposal.clone(), value: value - 1 }),
			low
		);
		assert_ok!(act(eve(), Call::propose { proposal, value }));
	});
}

/// With a constant deposit a hundred proposals for nothing would close the list, for two years.
#[test]
fn nobody_closes_the_list_of_proposals() {
	execute_with_checks(|| {
		let (source, dest) = (treasury().into(), two().into());
		let value = 100_000_000 * DMC;
		assert_ok!(root(pallet_balances::Call::force_transfer { source, dest, value }));
		// What Root takes if nobody votes against it.
		let (mut left, mut number) = (43_320_000 * DMC, 0);
		while MinimumDeposit::get() <= left {
			let value = MinimumDeposit::get();
			let proposal = Bounded::Lookup { hash: [number; 32].into(), len: 10 };
			assert_ok!(act(two(), Call::propose { proposal, value }));
			(left, number) = (left - value, number + 1);
		}
		let value = MinimumDeposit::get();
		assert_eq!((number, value), (78, 16_384_000 * DMC));

		// Others can propose still, and are the next to be put to the vote.
		give(eve(), value);
		let before = dmc(&eve());
		let proposal = preimage(&eve(), write(b":story"));
		let held = Balances::reserved_balance(eve());
		let low = pallet_democracy::Error::<Runtime>::ValueLow;
		let for_less = Call::propose { proposal: proposal.clone(), value: value - 1 };
		assert_noop!(act(eve(), for_less), low);
		assert_ok!(act(eve(), Call::propose { proposal: proposal.clone(), value }));
		assert_eq!(Balances::reserved_balance(eve()), held + value);
		let launched = launched();
		match ReferendumInfoOf::<Runtime>::get(launched) {
			Some(ReferendumInfo::Ongoing(vote)) => assert_eq!(vote.proposal, proposal),
			other => panic!("not put to the vote: {other:?}"),
		}
		assert!(Balances::reserved_balance(eve()) <= held);
		assert!(before - dmc(&eve()) < 1_000 * DMC);
		assert_eq!(MinimumDeposit::get(), value);
		let deposits = |taken| places::steep_deposit(PROPOSAL_DEPOSIT, taken, MAX_PROPOSALS);
		assert!((0..MAX_PROPOSALS).map(deposits).sum::<Balance>() > TOTAL_SUPPLY);
	});
}

#[test]
fn a_proposal_without_its_preimage_does_nothing() {
	execute_with_checks(|| {
		let hash = [3; 32].into();
		let proposal = Bounded::Lookup { hash, len: 10 };
		assert_ok!(act(eve(), Call::propose { proposal, value: 1_000 * DMC }));
		let referendum = launched();
		let end = System::block_number() + 7 * BLOCKS_A_DAY;
		carry(referendum);
		to_block(end + BLOCKS_A_DAY);
		let task = |event| {
			use pallet_scheduler::Event::CallUnavailable;
			matches!(event, RuntimeEvent::Scheduler(CallUnavailable { .. }))
		};
		assert!(events().into_iter().any(task));
	});
}

/// Each launch and each outcome takes a block from users, and nothing else of Democracy does.
#[test]
fn many_proposals_take_few_blocks() {
	execute_with_checks(|| {
		for n in 0..20 {
			propose(eve(), write(&[n]));
		}
		let full = RuntimeBlockWeights::get().max_block.ref_time();
		let (weeks, mut taken) = (3, 0);
		for _ in 0..weeks * 7 * BLOCKS_A_DAY {
			next_block();
			let used = System::block_weight().get(DispatchClass::Mandatory).ref_time();
			// A session that ends takes its block, too.
			let session = events().into_iter().any(|event| {
				matches!(event, RuntimeEvent::Session(pallet_session::Event::NewSession { .. }))
			});
			taken += u32::from(used >= full && !session);
		}
		let launched = ReferendumCount::<Runtime>::get();
		assert_eq!(launched, weeks);
		assert!((launched..=2 * launched).contains(&taken), "{taken} blocks");
	});
}

#[test]
fn periods_are_days_of_the_chain() {
	type Voting = <Runtime as pallet_democracy::Config>::VotingPeriod;
	type Motion = <Runtime as pallet_treasury::Config>::PayoutPeriod;
	execute_with_checks(|| {
		let periods = || (<Voting as Get<u32>>::get(), <Motion as Get<u32>>::get());
		assert_eq!(periods(), (70, 300));
		pallet_calendar::DayLength::<Runtime>::put(86_400_000);
		assert_eq!(periods(), (7 * 28_800, 30 * 28_800));
		pallet_calendar::DayLength::<Runtime>::put(30_000);
	});
}
