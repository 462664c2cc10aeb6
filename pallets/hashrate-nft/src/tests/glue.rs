use super::*;

mod activate {
	use super::*;

	#[test]
	fn gives_the_certificate_to_the_buyer_with_its_days() {
		execute_with_checks(|| {
			let series = minted(2);

			assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));

			let info = HashrateNft::certificate(series, 1).unwrap();
			assert_eq!((info.owner, info.sold, info.lock), (BUYER, true, None));
			assert_eq!(attribute(series, Some(1), "start_day").as_deref(), Some("5"));
			assert_eq!(attribute(series, Some(1), "end_day").as_deref(), Some("34"));
			let expected = SeriesCounts { minted: 2, unsold: 1, sold: 1, ..Default::default() };
			assert_eq!(counts(series), expected);
			assert_eq!(Registry::usage().units, 20);
			System::assert_last_event(
				Event::Activated { series, item: 1, buyer: BUYER, start_day: 5, end_day: 34 }
					.into(),
			);
		});
	}

	#[test]
	fn voids_an_approval_of_the_miner() {
		execute_with_checks(|| {
			let series = minted(1);
			let miner = RuntimeOrigin::signed(MINER);
			assert_ok!(Uniques::approve_transfer(miner, series, 0, OTHER));

			assert_ok!(HashrateNft::activate(series, 0, &BUYER, 5, 34));

			assert_noop!(
				Uniques::transfer(RuntimeOrigin::signed(OTHER), series, 0, OTHER),
				pallet_uniques::Error::<Test>::NoPermission
			);
		});
	}

	#[test]
	fn fails_unless_unsold_and_unlocked() {
		execute_with_checks(|| {
			let series = minted(2);
			let activate = |item, buyer| {
				frame_support::storage::with_storage_layer(|| {
					HashrateNft::activate(series, item, &buyer, 5, 34)
				})
			};
			assert_ok!(activate(0, BUYER));
			assert_noop!(activate(0, OTHER), Error::<Test>::AlreadySold);
			for lock in LOCKS {
				assert_ok!(HashrateNft::lock(series, 1, lock));
				assert_noop!(activate(1, BUYER), held(lock));
				assert_ok!(HashrateNft::unlock(series, 1, lock));
			}
			assert_noop!(activate(2, BUYER), Error::<Test>::UnknownCertificate);
			assert_noop!(activate(1, MINER), Error::<Test>::BuyerIsMiner);
			assert_noop!(
				HashrateNft::activate(series + 1, 0, &BUYER, 5, 34),
				Error::<Test>::UnknownSeries
			);
		});
	}
}

mod end {
	use super::*;

	#[test]
	fn releases_units_and_pledge_and_closes_the_series_with_the_last() {
		execute_with_checks(|| {
			let series = sold(3);

			assert_ok!(HashrateNft::end(series, 2));
			assert_eq!(Registry::usage().units, 10);
			assert_eq!(Registry::usage().pledge, 30 * DMC);
			assert_eq!(Registry::usage().open_series, 1);
			System::assert_last_event(Event::Ended { series, certificates: 2 }.into());

			assert_ok!(HashrateNft::end(series, 1));
			assert_eq!(Registry::usage(), Default::default());
			assert_eq!(counts(series).active(), 0);
			// They still exist, and move freely.
			let buyer = RuntimeOrigin::signed(BUYER);
			assert_ok!(Uniques::transfer(buyer, series, 0, OTHER));
		});
	}

	#[test]
	fn keeps_the_series_open_while_some_are_unsold() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_ok!(HashrateNft::activate(series, 0, &BUYER, 5, 34));
			assert_ok!(HashrateNft::end(series, 1));
			assert_eq!(Registry::usage().open_series, 1);
			assert_eq!(Registry::usage().units, 10);
		});
	}

	#[test]
	fn does_nothing_for_none() {
		execute_with_checks(|| {
			let series = ended(1);
			let events = System::event_count();
			assert_ok!(HashrateNft::end(series, 0));
			assert_eq!(System::event_count(), events);
			assert_eq!(Registry::usage().open_series, 0);
		});
	}

	#[test]
	fn fails_beyond_those_sold() {
		execute_with_checks(|| {
			let series = sold(2);
			assert_noop!(HashrateNft::end(series, 3), Error::<Test>::TooFewCertificates);
			assert_noop!(HashrateNft::end(series, u32::MAX), Error::<Test>::TooFewCertificates);
			assert_noop!(HashrateNft::end(series + 1, 1), Error::<Test>::UnknownSeries);
			assert_ok!(HashrateNft::end(series, 2));
			assert_noop!(HashrateNft::end(series, 1), Error::<Test>::TooFewCertificates);
		});
	}
}

mod burn {
	use super::*;

	#[test]
	fn burns_whatever_the_lock_and_clears_the_attributes() {
		execute_with_checks(|| {
			let series = ended(5);
			for (item, lock) in (1..).zip(LOCKS) {
				assert_ok!(HashrateNft::lock(series, item, lock));
			}

			for item in 0..5 {
				assert_ok!(HashrateNft::burn(series, item));
				assert_eq!(HashrateNft::certificate(series, item), None);
				assert_eq!(Uniques::owner(series, item), None);
				assert_eq!(attribute(series, Some(item), "start_day"), None);
				assert_eq!(attribute(series, Some(item), "end_day"), None);
				System::assert_last_event(Event::Burnt { series, item, owner: BUYER }.into());
			}
			assert_eq!(counts(series).existing(), 0);
			assert_eq!(counts(series).retired, 5);
			assert_eq!(attribute(series, None, "symbol").as_deref(), Some("BTC"));
		});
	}

	#[test]
	fn burns_what_was_given_on() {
		execute_with_checks(|| {
			let series = ended(1);
			assert_ok!(Uniques::transfer(RuntimeOrigin::signed(BUYER), series, 0, OTHER));
			assert_ok!(HashrateNft::burn(series, 0));
			System::assert_last_event(Event::Burnt { series, item: 0, owner: OTHER }.into());
		});
	}

	#[test]
	fn fails_before_the_first_sale_or_the_end() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_ok!(HashrateNft::activate(series, 0, &BUYER, 5, 34));
			assert_noop!(HashrateNft::burn(series, 0), Error::<Test>::TooFewCertificates);
			assert_noop!(HashrateNft::burn(series, 1), Error::<Test>::NotSold);
			assert_noop!(HashrateNft::burn(series, 2), Error::<Test>::UnknownCertificate);
			assert_noop!(HashrateNft::burn(series + 1, 0), Error::<Test>::UnknownSeries);
		});
	}

	#[test]
	fn fails_the_second_time() {
		execute_with_checks(|| {
			let series = ended(2);
			assert_ok!(HashrateNft::burn(series, 0));
			assert_noop!(HashrateNft::burn(series, 0), Error::<Test>::UnknownCertificate);
		});
	}
}

mod set_frozen {
	use super::*;

	#[test]
	fn writes_the_flag_and_nothing_else() {
		execute_with_checks(|| {
			let series = sold(2);
			let (before, events) = (HashrateNft::terms_of(series).unwrap(), System::event_count());
			assert_ok!(HashrateNft::set_frozen(series, true));
			assert_eq!(flags(series), (true, false));
			assert_ok!(HashrateNft::set_frozen(series, true));
			assert_eq!(flags(series), (true, false));
			assert_ok!(HashrateNft::set_frozen(series, false));
			assert_eq!(HashrateNft::terms_of(series), Some(before));
			assert_eq!((Registry::usage().units, System::event_count()), (20, events));
		});
	}

	#[test]
	fn lets_certificates_move_and_end() {
		execute_with_checks(|| {
			let series = sold(1);
			assert_ok!(HashrateNft::set_frozen(series, true));
			assert_ok!(Uniques::transfer(RuntimeOrigin::signed(BUYER), series, 0, OTHER));
			assert_ok!(HashrateNft::end(series, 1));
			assert_ok!(HashrateNft::burn(series, 0));
		});
	}

	#[test]
	fn touches_no_other_series() {
		execute_with_checks(|| {
			let (one, other) = (series(), series());
			assert_ok!(HashrateNft::set_frozen(one, true));
			assert_eq!((flags(one), flags(other)), ((true, false), (false, false)));
		});
	}

	#[test]
	fn fails_on_unknown_and_terminated_series() {
		execute_with_checks(|| {
			let series = ended(1);
			assert_noop!(HashrateNft::set_frozen(series + 1, true), Error::<Test>::UnknownSeries);
			assert_ok!(HashrateNft::terminate(series));
			for frozen in [true, false] {
				assert_noop!(HashrateNft::set_frozen(series, frozen), Error::<Test>::Terminated);
			}
		});
	}
}

mod terminate {
	use super::*;

	#[test]
	fn follows_the_end_of_all_that_were_sold_and_clears_the_flag() {
		execute_with_checks(|| {
			let series = sold(3);
			assert_ok!(HashrateNft::end(series, 1));
			assert_ok!(HashrateNft::set_frozen(series, true));
			assert_noop!(HashrateNft::terminate(series), Error::<Test>::StillActive);
			assert_ok!(HashrateNft::end(series, 1));
			assert_noop!(HashrateNft::terminate(series), Error::<Test>::StillActive);
			assert_ok!(HashrateNft::end(series, 1));
			assert_ok!(HashrateNft::terminate(series));
			assert_eq!(flags(series), (false, true));
			assert_eq!(Registry::usage(), Default::default());
		});
	}

	#[test]
	fn leaves_every_sold_certificate_to_be_moved_and_burnt() {
		execute_with_checks(|| {
			let series = sold(3);
			assert_ok!(HashrateNft::lock(series, 1, Lock::Collateral));
			assert_ok!(HashrateNft::end(series, 3));
			assert_ok!(HashrateNft::terminate(series));
			assert_ok!(Uniques::transfer(RuntimeOrigin::signed(BUYER), series, 0, OTHER));
			assert_ok!(HashrateNft::unlock(series, 1, Lock::Collateral));
			assert_ok!(HashrateNft::lock(series, 2, Lock::Staked));
			for item in 0..3 {
				assert_ok!(HashrateNft::burn(series, item));
			}
			assert_eq!((counts(series).existing(), counts(series).retired), (0, 3));
			assert_eq!(Registry::usage(), Default::default());
		});
	}

	#[test]
	fn leaves_the_unsold_to_their_miner_who_cannot_sell_them() {
		execute_with_checks(|| {
			let series = minted(2);
			assert_ok!(HashrateNft::activate(series, 0, &BUYER, 5, 34));
			assert_ok!(HashrateNft::end(series, 1));
			assert_ok!(HashrateNft::terminate(series));
			let sale = HashrateNft::activate(series, 1, &BUYER, 5, 34);
			assert_noop!(sale, Error::<Test>::Terminated);
			assert_eq!((Registry::usage().units, Registry::usage().open_series), (10, 1));
			let miner = RuntimeOrigin::signed(MINER);
			assert_ok!(HashrateNft::burn_unsold(miner, series, items([1])));
			assert_eq!(Registry::usage(), Default::default());
			// The sold one is still there, and burns.
			assert_ok!(HashrateNft::burn(series, 0));
		});
	}

	#[test]
	fn happens_once_to_series_that_exist() {
		execute_with_checks(|| {
			let series = ended(1);
			assert_noop!(HashrateNft::terminate(series + 1), Error::<Test>::UnknownSeries);
			assert_ok!(HashrateNft::terminate(series));
			assert_noop!(HashrateNft::terminate(series), Error::<Test>::Terminated);
		});
	}
}
