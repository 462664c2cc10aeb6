use super::*;
use dmex_primitives::{identity_id, IdentityId, Quotas};

const MALLORY: u64 = ALICE;
const AGAIN: u64 = BOB;

fn id(name: &str) -> IdentityId {
	identity_id(name.as_bytes()).unwrap()
}

fn is_banned(name: &str) -> bool {
	BannedIdentities::<Test>::contains_key(id(name))
}

fn try_apply(who: u64) -> DispatchResult {
	apply_with(who, disclosure(), offer())
}

#[test]
fn a_ban_follows_the_identity_to_another_account() {
	execute_with_checks(|| {
		attest(MALLORY, "Mallory Mining Ltd 77");
		ban(MALLORY);
		let identity = id("Mallory Mining Ltd 77");
		System::assert_has_event(Event::IdentityBanned { identity, miner: MALLORY }.into());
		assert_ok!(try_apply(AGAIN));
		attest(AGAIN, "MALLORY MINING LTD. (77)");
		assert_noop!(try_apply(AGAIN), Error::<Test>::BannedIdentity);
		attest(AGAIN, "Honest Mining Ltd 78");
		assert_ok!(try_apply(AGAIN));
	});
}

/// A motion to ban is public, and takes its time.
#[test]
fn an_identity_that_was_given_up_before_the_ban_is_banned_too() {
	execute_with_checks(|| {
		attest(MALLORY, "Mallory");
		applied(MALLORY);
		Attested::remove(MALLORY);
		ban(MALLORY);
		assert!(is_banned("Mallory"));
	});
}

#[test]
fn an_identity_that_was_attested_when_a_series_was_opened_is_remembered() {
	execute_with_checks(|| {
		let application = approved(MALLORY);
		attest(MALLORY, "Mallory");
		assert_ok!(<MinerRegistry as Quotas<u64>>::open_series(application, 5));
		Attested::remove(MALLORY);
		ban(MALLORY);
		assert!(is_banned("Mallory"));
	});
}

#[test]
fn an_account_of_a_banned_identity_grows_no_further_and_keeps_its_duties() {
	execute_with_checks(|| {
		attest(AGAIN, "Mallory");
		let application = pledged(AGAIN, 100);
		assert_ok!(<MinerRegistry as Quotas<u64>>::reserve(application, 1, 10));
		attest(MALLORY, "Mallory");
		ban(MALLORY);
		// Giving the identity up now changes nothing.
		Attested::remove(AGAIN);
		let refused = || Error::<Test>::BannedIdentity;
		assert_noop!(<MinerRegistry as Quotas<u64>>::open_series(application, 5), refused());
		assert_noop!(<MinerRegistry as Quotas<u64>>::reserve(application, 1, 10), refused());
		assert!(!MinerRegistry::may_sell(&AGAIN));
		assert!(MinerRegistry::miner(&AGAIN).identity_banned);
		assert_ok!(MinerRegistry::pledge(Origin::signed(AGAIN), application, 5));
		assert_ok!(<MinerRegistry as Quotas<u64>>::release(application, 1, 10));
		assert_ok!(MinerRegistry::withdraw_pledge(Origin::signed(AGAIN), application, 5));
	});
}

#[test]
fn a_banned_account_is_banned_again_for_another_identity_only() {
	execute_with_checks(|| {
		ban(MALLORY);
		let again = || MinerRegistry::ban_miner(Origin::root(), MALLORY);
		assert_noop!(again(), Error::<Test>::AlreadyBanned);
		attest(MALLORY, "Mallory");
		assert_ok!(again());
		assert!(is_banned("Mallory"));
		assert_noop!(again(), Error::<Test>::AlreadyBanned);
	});
}

#[test]
fn clearing_clears_the_identities_and_no_other_account() {
	execute_with_checks(|| {
		for name in ["One", "Two"] {
			attest(MALLORY, name);
			applied(MALLORY);
		}
		attest(AGAIN, "Two");
		ban(MALLORY);
		assert!(is_banned("One") && is_banned("Two"));
		assert_noop!(try_apply(AGAIN), Error::<Test>::BannedIdentity);
		clear(AGAIN);
		let identity = id("Two");
		System::assert_has_event(Event::IdentityCleared { identity, miner: AGAIN }.into());
		assert_ok!(try_apply(AGAIN));
		assert_noop!(try_apply(MALLORY), Error::<Test>::Banned);
		clear(MALLORY);
		assert!(!is_banned("One") && !is_banned("Two"));
		let again = MinerRegistry::clear_miner(Origin::root(), MALLORY);
		assert_noop!(again, Error::<Test>::NotBarred);
	});
}

#[test]
fn the_four_newest_identities_are_remembered() {
	execute_with_checks(|| {
		for name in ["One", "Two", "Three", "Two", "Four", "Five"] {
			attest(MALLORY, name);
			MinerRegistry::note_identity(&MALLORY);
		}
		let known = KnownIdentities::<Test>::get(MALLORY).into_inner();
		assert_eq!(known, ["Two", "Three", "Four", "Five"].map(id));
	});
}

#[test]
fn whatever_is_banned_can_be_cleared() {
	execute_with_checks(|| {
		let names = ["One", "Two", "Three", "Four", "Five"];
		for name in &names[..4] {
			attest(MALLORY, name);
			MinerRegistry::note_identity(&MALLORY);
		}
		attest(MALLORY, names[4]);
		ban(MALLORY);
		assert_eq!(names.map(is_banned), [false, true, true, true, true]);
		clear(MALLORY);
		assert_eq!(names.map(is_banned), [false; 5]);
	});
}
