//! What `pallet-uniques` lets happen to our items.

use super::*;
use frame_support::traits::Locker;

type UniquesError = pallet_uniques::Error<Test>;

fn transfer(from: u64, series: SeriesId, item: ItemId, to: u64) -> sp_runtime::DispatchResult {
	Uniques::transfer(RuntimeOrigin::signed(from), series, item, to)
}

#[test]
fn unsold_ones_stay_with_the_miner() {
	execute_with_checks(|| {
		let series = minted(1);
		assert_noop!(transfer(MINER, series, 0, BUYER), UniquesError::Locked);
		// Neither the pallet's own account nor a delegate moves it.
		assert_noop!(transfer(HashrateNft::account(), series, 0, BUYER), UniquesError::Locked);
		let miner = RuntimeOrigin::signed(MINER);
		assert_ok!(Uniques::approve_transfer(miner, series, 0, BUYER));
		assert_noop!(transfer(BUYER, series, 0, BUYER), UniquesError::Locked);
		assert_noop!(
			Uniques::burn(RuntimeOrigin::signed(MINER), series, 0, None),
			UniquesError::Locked
		);
	});
}

#[test]
fn locked_ones_stay_with_their_holder() {
	execute_with_checks(|| {
		let series = sold(1);
		for lock in LOCKS {
			assert_ok!(HashrateNft::lock(series, 0, lock));
			assert_noop!(transfer(BUYER, series, 0, OTHER), UniquesError::Locked);
			assert_noop!(
				Uniques::burn(RuntimeOrigin::signed(BUYER), series, 0, None),
				UniquesError::Locked
			);
			assert_ok!(HashrateNft::unlock(series, 0, lock));
		}
	});
}

#[test]
fn unlocked_ones_move_and_what_is_known_of_them_stays() {
	execute_with_checks(|| {
		let series = sold(1);
		assert_ok!(transfer(BUYER, series, 0, OTHER));
		let info = HashrateNft::certificate(series, 0).unwrap();
		assert_eq!((info.owner, info.sold, info.lock), (OTHER, true, None));
		assert_noop!(transfer(BUYER, series, 0, BUYER), UniquesError::NoPermission);
		// Back to the miner as well: it is sold all the same.
		assert_ok!(transfer(OTHER, series, 0, MINER));
		assert_noop!(
			HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), series, items([0])),
			Error::<Test>::TooFewCertificates
		);
	});
}

#[test]
fn unknown_ones_are_locked() {
	execute_with_checks(|| {
		let series = minted(1);
		assert!(HashrateNft::is_locked(series, 1));
		assert!(HashrateNft::is_locked(series + 1, 0));
		assert_noop!(transfer(MINER, series, 1, BUYER), UniquesError::Locked);
	});
}

#[test]
fn nobody_else_has_a_role_in_the_collection() {
	execute_with_checks(|| {
		let series = sold(1);
		for who in [MINER, BUYER, OTHER] {
			let origin = || RuntimeOrigin::signed(who);
			assert_noop!(
				Uniques::set_team(origin(), series, who, who, who),
				UniquesError::NoPermission
			);
			assert_noop!(Uniques::freeze(origin(), series, 0), UniquesError::NoPermission);
			assert_ok!(Uniques::set_accept_ownership(origin(), Some(series)));
			assert_noop!(
				Uniques::transfer_ownership(origin(), series, who),
				UniquesError::NoPermission
			);
			let (key, value) = (b"symbol".to_vec(), b"FIL".to_vec());
			assert_noop!(
				Uniques::set_attribute(
					origin(),
					series,
					None,
					key.try_into().unwrap(),
					value.try_into().unwrap()
				),
				UniquesError::NoPermission
			);
		}
	});
}
