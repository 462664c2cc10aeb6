use super::*;

mod ban_miner {
	use super::*;

	#[test]
	fn bars_the_account_and_keeps_its_record() {
		execute_with_checks(|| {
			MinerRegistry::note_days(&ALICE, days(5, 5, 2, 1));
			let before = Miners::<Test>::get(ALICE);
			assert!(MinerRegistry::may_sell(&ALICE));
			ban(ALICE);
			assert_eq!(Miners::<Test>::get(ALICE), MinerRecord { banned: true, ..before });
			assert!(!MinerRegistry::may_sell(&ALICE));
			assert!(MinerRegistry::may_sell(&BOB));
			System::assert_last_event(Event::MinerBanned { miner: ALICE }.into());
		});
	}

	#[test]
	fn happens_once_also_to_those_in_default() {
		execute_with_checks(|| {
			default(ALICE);
			ban(ALICE);
			let again = MinerRegistry::ban_miner(Origin::root(), ALICE);
			assert_noop!(again, Error::<Test>::AlreadyBanned);
			clear(ALICE);
			ban(ALICE);
		});
	}

	#[test]
	fn is_for_the_admin_only() {
		execute_with_checks(|| {
			for origin in [Origin::signed(BOB), Origin::none()] {
				assert_noop!(MinerRegistry::ban_miner(origin, ALICE), BadOrigin);
			}
		});
	}

	#[test]
	fn leaves_votes_and_quotas_that_exist() {
		execute_with_checks(|| {
			let (quota, open) = (approved(ALICE), applied(ALICE));
			ban(ALICE);
			assert_eq!(capacity(quota), Capacity::new(1_000));
			end_vote(open, VoteOutcome::Approved);
			assert_ok!(MinerRegistry::conclude_application(Origin::signed(BOB), open));
			assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), quota));
		});
	}
}

mod clear_miner {
	use super::*;

	#[test]
	fn clears_default_and_ban_and_keeps_the_rest() {
		execute_with_checks(|| {
			MinerRegistry::note_days(&ALICE, days(5, 5, 2, 1));
			MinerRegistry::note_freeze(&ALICE, false);
			mark(ALICE, |m| m.cooldown_expires_on = 140);
			default(ALICE);
			ban(ALICE);
			let before = Miners::<Test>::get(ALICE);
			clear(ALICE);
			let cleared = MinerRecord { defaulted: false, banned: false, ..before };
			assert_eq!(Miners::<Test>::get(ALICE), cleared);
			assert_eq!(
				(cleared.slashes, cleared.frozen_series, cleared.cooldown_expires_on),
				(1, 1, 140)
			);
			System::assert_last_event(Event::MinerCleared { miner: ALICE }.into());
		});
	}

	#[test]
	fn needs_something_to_clear() {
		execute_with_checks(|| {
			let clear = |miner| MinerRegistry::clear_miner(Origin::root(), miner);
			MinerRegistry::note_freeze(&ALICE, true);
			assert_noop!(clear(ALICE), Error::<Test>::NotBarred);
			default(ALICE);
			assert_ok!(clear(ALICE));
			assert_noop!(clear(ALICE), Error::<Test>::NotBarred);
			ban(BOB);
			assert_ok!(clear(BOB));
			assert_noop!(clear(BOB), Error::<Test>::NotBarred);
		});
	}

	#[test]
	fn is_for_the_admin_only() {
		execute_with_checks(|| {
			ban(ALICE);
			for origin in [Origin::signed(ALICE), Origin::none()] {
				assert_noop!(MinerRegistry::clear_miner(origin, ALICE), BadOrigin);
			}
		});
	}
}
