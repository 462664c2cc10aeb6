//! Records that the escrow writes about miners, slashes of their pledges, and readers.

use super::*;
use dmex_primitives::{Backing, NetworkView, Pledges, Quotas};
use frame_support::storage::with_storage_layer;
use sp_runtime::TokenError;

/// Account of the escrow in these tests.
const ESCROW: u64 = 8;

fn record(miner: u64) -> MinerRecord {
	Miners::<Test>::get(miner)
}

#[test]
fn of_days_add_up_and_never_overflow() {
	execute_with_checks(|| {
		MinerRegistry::note_days(&ALICE, days(5, 4, 2, 1));
		MinerRegistry::note_days(&ALICE, days(2, 1, u32::MAX, 0));
		let record = Miners::<Test>::get(ALICE);
		assert_eq!((record.days_settled, record.days_paid), (7, 5));
		assert_eq!((record.days_late, record.days_underpaid), (u32::MAX, 1));
		assert_eq!(Miners::<Test>::get(BOB), MinerRecord::default());
	});
}

#[test]
fn tell_days_settled_with_nothing_from_days_paid() {
	execute_with_checks(|| {
		MinerRegistry::note_days(&ALICE, days(8, 0, 0, 8));
		assert_eq!((record(ALICE).days_settled, record(ALICE).days_paid), (8, 0));
		// Written off: settled by nobody.
		MinerRegistry::note_days(&ALICE, days(0, 0, 1, 1));
		assert_eq!((record(ALICE).days_settled, record(ALICE).days_underpaid), (8, 9));
	});
}

#[test]
fn are_read_with_sums_over_the_approved_applications() {
	execute_with_checks(|| {
		let ids = vec![pledged(ALICE, 2 * DMC), applied(ALICE), pledged(ALICE, 3 * DMC)];
		pledged(BOB, DMC);
		assert_ok!(MinerRegistry::reserve(ids[2], 7, DMC));
		let profile = MinerRegistry::miner(&ALICE);
		assert_eq!(profile.applications, ids);
		assert_eq!((profile.pledged, profile.required), (5 * DMC, DMC));
	});
}

#[test]
fn backing_follows_every_deposit_and_pledge() {
	execute_with_checks(|| {
		let backed = |due: u128| {
			let held = ED + due;
			assert_eq!(MinerRegistry::backing(), Backing { asset: Asset::Native, held, due });
		};
		backed(0);
		let open = applied(ALICE);
		backed(1_000 * DMC);
		let id = pledged(BOB, 5 * DMC);
		backed(1_005 * DMC);
		assert_ok!(MinerRegistry::withdraw_pledge(Origin::signed(BOB), id, 2 * DMC));
		backed(1_003 * DMC);
		assert_ok!(MinerRegistry::slash(id, DMC, &ESCROW));
		backed(1_002 * DMC);
		end_vote(open, VoteOutcome::Rejected);
		assert_ok!(MinerRegistry::conclude_application(Origin::signed(BOB), open));
		backed(2 * DMC);
	});
}

#[test]
fn of_frozen_series_go_up_and_down_and_count_breaches() {
	execute_with_checks(|| {
		MinerRegistry::note_freeze(&ALICE, true);
		MinerRegistry::note_freeze(&ALICE, false);
		assert_eq!((record(ALICE).frozen_series, record(ALICE).breaches), (2, 1));
		MinerRegistry::note_resumed(&ALICE);
		MinerRegistry::note_resumed(&ALICE);
		assert_eq!((record(ALICE).frozen_series, record(ALICE).breaches), (0, 1));
		assert!(!record(ALICE).defaulted && MinerRegistry::may_sell(&ALICE));
		assert_eq!(record(BOB), MinerRecord::default());
	});
}

#[test]
fn of_defaults_last_until_the_dao_clears_them() {
	execute_with_checks(|| {
		MinerRegistry::note_freeze(&ALICE, true);
		MinerRegistry::note_default(&ALICE);
		// The series is resumed by its own call.
		assert_eq!((record(ALICE).frozen_series, record(ALICE).slashes), (1, 1));
		MinerRegistry::note_resumed(&ALICE);
		assert!(record(ALICE).defaulted && !MinerRegistry::may_sell(&ALICE));
		assert!(MinerRegistry::may_sell(&BOB));
		default(ALICE);
		assert_eq!((record(ALICE).breaches, record(ALICE).slashes), (2, 2));
		clear(ALICE);
		assert!(MinerRegistry::may_sell(&ALICE));
		assert_eq!((record(ALICE).breaches, record(ALICE).slashes), (2, 2));
	});
}

#[test]
fn minimum_payouts_are_those_of_the_network_today() {
	execute_with_checks(|| {
		assert_eq!(MinerRegistry::min_payout(1), 1_000);
		assert_ok!(MinerRegistry::update_network(Origin::root(), 1, 7, 8, 9, 200));
		assert_eq!((MinerRegistry::min_payout(0), MinerRegistry::min_payout(1)), (1_000, 9));
		assert_eq!(MinerRegistry::min_payout(2), 0);
	});
}

mod slash {
	use super::*;

	/// As the pallets above call it: what fails leaves no trace.
	fn slash(id: ApplicationId, amount: u128) -> DispatchResult {
		with_storage_layer(|| MinerRegistry::slash(id, amount, &ESCROW))
	}

	#[test]
	fn pays_what_was_released_and_leaves_what_is_required() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 10 * DMC);
			assert_ok!(MinerRegistry::reserve(id, 10, 4 * DMC));
			assert_ok!(MinerRegistry::reserve(id, 10, 6 * DMC));
			assert_noop!(slash(id, 1), Error::<Test>::PledgeTooLow);
			assert_ok!(MinerRegistry::release(id, 10, 4 * DMC));
			assert_noop!(slash(id, 4 * DMC + 1), Error::<Test>::PledgeTooLow);
			let before = balance(ALICE);
			assert_ok!(slash(id, 4 * DMC));
			assert_eq!((balance(ESCROW), balance(ALICE)), (4 * DMC, before));
			assert_eq!(balance(account()), ED + 6 * DMC);
			assert_eq!((capacity(id).pledged, capacity(id).required), (6 * DMC, 6 * DMC));
			assert_eq!((record(ALICE).slashes, record(ALICE).breaches), (0, 0));
			let (miner, amount, pledged) = (ALICE, 4 * DMC, 6 * DMC);
			System::assert_last_event(
				Event::PledgeSlashed { application: id, miner, amount, pledged }.into(),
			);
			assert_noop!(slash(id, 1), Error::<Test>::PledgeTooLow);
		});
	}

	#[test]
	fn of_nothing_does_nothing() {
		execute_with_checks(|| {
			let id = approved(ALICE);
			let events = System::event_count();
			assert_ok!(slash(id, 0));
			assert_eq!(System::event_count(), events);
		});
	}

	#[test]
	fn reaches_miners_in_default_with_frozen_series_and_banned() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			MinerRegistry::note_freeze(&ALICE, true);
			default(ALICE);
			ban(ALICE);
			assert_ok!(slash(id, DMC));
		});
	}

	#[test]
	fn touches_no_other_pledge_and_no_deposit() {
		execute_with_checks(|| {
			let (first, second) = (pledged(ALICE, DMC), pledged(ALICE, 3 * DMC));
			let open = applied(ALICE);
			assert_noop!(slash(first, DMC + 1), Error::<Test>::PledgeTooLow);
			assert_noop!(slash(first, u128::MAX), Error::<Test>::PledgeTooLow);
			assert_ok!(slash(first, DMC));
			assert_eq!(capacity(second).pledged, 3 * DMC);
			assert_noop!(slash(open, 1), Error::<Test>::NotApproved);
			assert_noop!(slash(7, 0), Error::<Test>::UnknownApplication);
		});
	}

	#[test]
	fn loses_nothing_when_it_cannot_be_paid() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			assert_noop!(slash(id, ED - 1), TokenError::BelowMinimum);
			assert_ok!(slash(id, ED));
		});
	}
}
