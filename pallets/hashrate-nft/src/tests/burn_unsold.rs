use super::*;

fn burn(series: SeriesId, list: impl Into<Vec<ItemId>>) -> sp_runtime::DispatchResult {
	HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), series, items(list))
}

#[test]
fn releases_units_and_pledge_of_what_it_burns() {
	execute_with_checks(|| {
		let series = minted(3);
		let before = Balances::free_balance(MINER);

		assert_ok!(burn(series, [0, 2]));

		assert_eq!(Registry::usage().units, 10);
		assert_eq!(Registry::usage().pledge, 30 * DMC);
		assert_eq!(Registry::usage().open_series, 1);
		assert_eq!(counts(series), SeriesCounts { minted: 3, unsold: 1, ..Default::default() });
		assert_eq!(counts(series).burnt_unsold(), 2);
		assert_eq!(Uniques::owner(series, 0), None);
		assert_eq!(Uniques::owner(series, 1), Some(MINER));
		assert_eq!(Balances::free_balance(MINER), before);
		let event = Event::UnsoldBurnt { series, items: items([0, 2]), miner: MINER };
		System::assert_last_event(event.into());
	});
}

#[test]
fn closes_the_series_when_nothing_of_it_is_live() {
	execute_with_checks(|| {
		let series = minted(100);
		assert_ok!(burn(series, (0..99).collect::<Vec<_>>()));
		assert_eq!(Registry::usage().open_series, 1);
		assert_ok!(burn(series, [99]));
		assert_eq!(Registry::usage(), Default::default());
	});
}

#[test]
fn works_on_frozen_and_terminated_series_and_lost_applications() {
	execute_with_checks(|| {
		let series = minted(3);
		assert_ok!(HashrateNft::activate(series, 2, &BUYER, 5, 34));
		Barred::set(&true);
		assert_ok!(HashrateNft::set_frozen(series, true));
		assert_ok!(burn(series, [0]));
		assert_ok!(HashrateNft::end(series, 1));
		assert_ok!(HashrateNft::terminate(series));
		Approved::set(None);
		assert_ok!(burn(series, [1]));
		assert_eq!(Registry::usage(), Default::default());
	});
}

#[test]
fn fails_when_not_signed_or_not_by_the_miner() {
	execute_with_checks(|| {
		let series = minted(1);
		assert_noop!(
			HashrateNft::burn_unsold(RuntimeOrigin::root(), series, items([0])),
			DispatchError::BadOrigin
		);
		assert_noop!(
			HashrateNft::burn_unsold(RuntimeOrigin::signed(BUYER), series, items([0])),
			Error::<Test>::NotMiner
		);
	});
}

#[test]
fn fails_on_unknown_ids_and_empty_lists() {
	execute_with_checks(|| {
		let series = minted(2);
		assert_noop!(burn(series + 1, [0]), Error::<Test>::UnknownSeries);
		assert_noop!(burn(series, []), Error::<Test>::NoItems);
		assert_noop!(burn(series, [0, 2]), Error::<Test>::UnknownCertificate);
		assert_noop!(burn(series, [u32::MAX]), Error::<Test>::UnknownCertificate);
	});
}

#[test]
fn fails_as_a_whole_on_one_invalid_item() {
	execute_with_checks(|| {
		let series = minted(4);
		assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));

		assert_noop!(burn(series, [0, 0]), Error::<Test>::UnknownCertificate);
		assert_noop!(burn(series, [0, 1]), Error::<Test>::AlreadySold);
		for lock in LOCKS {
			assert_ok!(HashrateNft::lock(series, 2, lock));
			assert_noop!(burn(series, [0, 2]), held(lock));
			assert_ok!(HashrateNft::unlock(series, 2, lock));
		}
		assert_noop!(burn(series, [0, 1, 2, 3]), Error::<Test>::TooFewCertificates);
		assert_eq!(Uniques::owner(series, 0), Some(MINER));
	});
}
