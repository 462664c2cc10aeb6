use super::*;

mod lock {
	use super::*;

	#[test]
	fn holds_and_lets_go_of_unsold_and_sold_ones() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));
			for (item, before) in [(0, CertificateRecord::UNSOLD), (1, CertificateRecord::MOVABLE)]
			{
				for lock in LOCKS {
					assert_ok!(HashrateNft::lock(series, item, lock));
					let info = HashrateNft::certificate(series, item).unwrap();
					assert_eq!(info.lock, Some(lock));
					assert_ok!(HashrateNft::unlock(series, item, lock));
					assert_eq!(HashrateNft::record_of(series, item), Some(before));
				}
			}
		});
	}

	#[test]
	fn fails_when_there_is_one_already() {
		execute_with_checks(|| {
			let series = minted(1);
			for first in LOCKS {
				assert_ok!(HashrateNft::lock(series, 0, first));
				for lock in LOCKS {
					assert_noop!(HashrateNft::lock(series, 0, lock), held(first));
				}
				assert_ok!(HashrateNft::unlock(series, 0, first));
			}
			assert_noop!(
				HashrateNft::lock(series, 1, Lock::Listed),
				Error::<Test>::UnknownCertificate
			);
		});
	}

	#[test]
	fn is_only_taken_away_by_its_own_kind() {
		execute_with_checks(|| {
			let series = minted(1);
			let unlock = |lock| HashrateNft::unlock(series, 0, lock);
			assert_noop!(unlock(Lock::Listed), Error::<Test>::NotLocked);
			assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
			assert_noop!(unlock(Lock::Listed), Error::<Test>::NotLocked);
			assert_ok!(unlock(Lock::Collateral));
			// Each auction has a lock of its own.
			assert_ok!(HashrateNft::lock(series, 0, Lock::Auctioned(3)));
			assert_noop!(unlock(Lock::Auctioned(4)), Error::<Test>::NotLocked);
			assert_ok!(unlock(Lock::Auctioned(3)));
			assert_noop!(
				HashrateNft::unlock(series, 1, Lock::Listed),
				Error::<Test>::UnknownCertificate
			);
		});
	}
}

mod force_unlock {
	use super::*;

	#[test]
	fn takes_any_lock_away_and_nothing_else() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));
			let events = System::event_count();
			for (item, before) in [(0, CertificateRecord::UNSOLD), (1, CertificateRecord::MOVABLE)]
			{
				for lock in LOCKS {
					assert_ok!(HashrateNft::lock(series, item, lock));
					assert_ok!(HashrateNft::force_unlock(series, item));
					assert_eq!(HashrateNft::record_of(series, item), Some(before));
				}
			}
			assert_eq!(HashrateNft::certificate(series, 1).unwrap().owner, BUYER);
			assert_eq!(System::event_count(), events);
		});
	}

	#[test]
	fn does_nothing_without_a_lock_and_fails_without_a_certificate() {
		execute_with_checks(|| {
			let series = sold(1);
			assert_ok!(HashrateNft::force_unlock(series, 0));
			assert_eq!(HashrateNft::record_of(series, 0), Some(CertificateRecord::MOVABLE));
			assert_noop!(HashrateNft::force_unlock(series, 1), Error::<Test>::UnknownCertificate);
			assert_noop!(
				HashrateNft::force_unlock(series + 1, 0),
				Error::<Test>::UnknownCertificate
			);
			assert_ok!(HashrateNft::end(series, 1));
			assert_ok!(HashrateNft::burn(series, 0));
			assert_noop!(HashrateNft::force_unlock(series, 0), Error::<Test>::UnknownCertificate);
		});
	}
}

mod transfer {
	use super::*;
	use frame_support::storage::with_storage_layer;

	fn transfer(series: SeriesId, item: ItemId, to: u64) -> sp_runtime::DispatchResult {
		with_storage_layer(|| HashrateNft::transfer(series, item, &to))
	}

	#[test]
	fn hands_an_unlocked_certificate_over_with_an_event_of_uniques() {
		execute_with_checks(|| {
			let series = sold(2);
			let ours = System::event_count();

			assert_ok!(transfer(series, 1, OTHER));

			assert_eq!(System::event_count(), ours + 1);
			System::assert_last_event(
				pallet_uniques::Event::Transferred {
					collection: series,
					item: 1,
					from: BUYER,
					to: OTHER,
				}
				.into(),
			);
			let info = HashrateNft::certificate(series, 1).unwrap();
			assert_eq!((info.owner, info.sold, info.lock), (OTHER, true, None));
			assert_eq!(attribute(series, Some(1), "end_day").as_deref(), Some("34"));
			assert_eq!(HashrateNft::certificate(series, 0).unwrap().owner, BUYER);
			// Also back to the miner: it stays sold.
			assert_ok!(transfer(series, 1, MINER));
			assert!(HashrateNft::certificate(series, 1).unwrap().sold);
		});
	}

	#[test]
	fn fails_before_the_first_sale_and_with_any_lock() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_noop!(transfer(series, 0, OTHER), Error::<Test>::NotSold);
			assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));
			for lock in LOCKS {
				assert_ok!(HashrateNft::lock(series, 1, lock));
				assert_noop!(transfer(series, 1, OTHER), held(lock));
				assert_ok!(HashrateNft::unlock(series, 1, lock));
			}
			assert_noop!(transfer(series, 2, OTHER), Error::<Test>::UnknownCertificate);
			assert_ok!(transfer(series, 1, OTHER));
		});
	}

	#[test]
	fn voids_an_approval_that_survived_the_lock() {
		execute_with_checks(|| {
			let series = sold(1);
			let delegate = || RuntimeOrigin::signed(OTHER);
			let holder = RuntimeOrigin::signed(BUYER);
			assert_ok!(Uniques::approve_transfer(holder, series, 0, OTHER));
			assert_ok!(HashrateNft::lock(series, 0, Lock::Auctioned(3)));
			assert_noop!(
				Uniques::transfer(delegate(), series, 0, OTHER),
				pallet_uniques::Error::<Test>::Locked
			);
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Auctioned(3)));

			// It would be good again now; but the certificate is sold on.
			assert_ok!(transfer(series, 0, MINER));

			assert_noop!(
				Uniques::transfer(delegate(), series, 0, OTHER),
				pallet_uniques::Error::<Test>::NoPermission
			);
		});
	}

	#[test]
	fn an_approval_that_is_not_voided_is_good_again_after_the_lock() {
		execute_with_checks(|| {
			let series = sold(1);
			let holder = RuntimeOrigin::signed(BUYER);
			assert_ok!(Uniques::approve_transfer(holder, series, 0, OTHER));
			assert_ok!(HashrateNft::lock(series, 0, Lock::Listed));
			assert_ok!(HashrateNft::force_unlock(series, 0));
			assert_ok!(Uniques::transfer(RuntimeOrigin::signed(OTHER), series, 0, OTHER));
		});
	}
}
