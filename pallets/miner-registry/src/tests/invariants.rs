//! Each invariant notices when storage breaks it.

use super::*;
use frame_support::traits::fungible::Mutate;

/// Break something in a state with one approved application (0, Alice's, with 10 DMC pledged for
/// 10 live units) and one put to the vote (1, Bob's).
fn notices(number: &str, breakage: fn()) {
	new_test_ext().execute_with(|| {
		let id = pledged(ALICE, 10 * DMC);
		assert_ok!(<MinerRegistry as dmex_primitives::Quotas<u64>>::reserve(id, 10, 10 * DMC));
		assert_eq!(applied(BOB), 1);
		assert_ok!(MinerRegistry::do_try_state());
		breakage();
		match MinerRegistry::do_try_state() {
			Err(sp_runtime::DispatchError::Other(text)) => {
				assert!(text.starts_with(number), "{number}: {text}")
			},
			other => panic!("{number}: {other:?}"),
		}
	});
}

fn corrupt_capacity(change: fn(&mut Capacity)) {
	Capacities::<Test>::mutate(0, |capacity| change(capacity.as_mut().unwrap()));
}

fn corrupt_application(change: fn(&mut ApplicationRecord<u64>)) {
	Applications::<Test>::mutate(1, |record| change(record.as_mut().unwrap()));
}

#[test]
fn one_the_account_backs_deposits_and_pledges() {
	notices("1", || {
		Balances::set_balance(&account(), ED + 1_010 * DMC - 1);
	});
	notices("1", || corrupt_capacity(|c| c.pledged += 1));
	notices("1", || corrupt_application(|a| a.deposit += 1));
	notices("1", || Totals::<Test>::mutate(|totals| totals.deposits -= 1));
	notices("1", || Totals::<Test>::mutate(|totals| totals.pledges -= 1));
}

#[test]
fn two_units_and_pledge_are_within_bounds() {
	notices("2", || corrupt_capacity(|c| c.live = c.effective + 1));
	notices("2", || corrupt_capacity(|c| c.required = c.pledged + 1));
	notices("2", || corrupt_capacity(|c| c.live = 0));
}

#[test]
fn three_capacities_are_those_of_approved_applications() {
	notices("3", || Capacities::<Test>::remove(0));
	notices("3", || Capacities::<Test>::insert(1, Capacity::new(1_000)));
	notices("3", || Capacities::<Test>::insert(7, Capacity::new(1_000)));
	notices("3", || corrupt_capacity(|c| c.effective += 1));
}

#[test]
fn four_applications_are_counted() {
	notices("4", || OpenApplications::<Test>::put(2));
	notices("4", || NextApplicationId::<Test>::put(1));
	notices("4", || corrupt_application(|a| a.kept = a.deposit + 1));
	notices("4", || corrupt_application(|a| a.offer.network = 2));
	notices("4", || {
		corrupt_application(|a| a.status = ApplicationStatus::Rejected);
		LiveApplications::<Test>::remove(BOB);
	});
}

#[test]
fn five_live_applications_are_listed_with_their_miner() {
	notices("5", || LiveApplications::<Test>::remove(BOB));
	notices("5", || LiveApplications::<Test>::insert(7, frame_support::BoundedVec::default()));
	notices("5", || LiveApplications::<Test>::try_append(BOB, 1).unwrap());
	notices("5", || LiveApplications::<Test>::try_append(BOB, 0).unwrap());
	notices("5", || corrupt_application(|a| a.status = ApplicationStatus::Rejected));
}

#[test]
fn six_networks_and_payment_assets_are_bounded() {
	notices("6", || {
		let network = Networks::<Test>::take(1).unwrap();
		Networks::<Test>::insert(5, network);
	});
	notices("6", || PaymentAssets::<Test>::remove(Asset::Native));
	notices("6", || (2..30).for_each(|id| PaymentAssets::<Test>::insert(Asset::WithId(id), ())));
	notices("6", || {
		let network = Networks::<Test>::get(0).unwrap();
		(2..17).for_each(|id| Networks::<Test>::insert(id, network.clone()));
	});
	notices("6", || {
		let network = Networks::<Test>::get(0).unwrap();
		Networks::<Test>::insert(2, network);
	});
}

#[test]
fn seven_every_default_has_a_slash_every_slash_a_breach_and_every_day_paid_is_settled() {
	notices("7", || mark(BOB, |m| m.defaulted = true));
	notices("7", || mark(BOB, |m| m.slashes = 1));
	notices("7", || mark(BOB, |m| (m.slashes, m.breaches) = (2, 1)));
	notices("7", || mark(BOB, |m| (m.days_paid, m.days_settled) = (2, 1)));
}

#[test]
fn eight_places_are_those_of_withdrawn_applications() {
	notices("8", || KeptPlaces::<Test>::mutate(|kept| kept.keep(108, 100)));
	notices("8", || {
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(BOB), 1));
		KeptPlaces::<Test>::kill();
	});
	notices("8", || {
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(BOB), 1));
		corrupt_application(|a| a.applied_on += 1);
	});
}
