use super::*;
use dmex_primitives::{Asset, SeriesTerms, MAX_UNITS};

#[test]
fn stores_the_terms_of_the_application_and_todays_pledge() {
	execute_with_checks(|| {
		assert_ok!(HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM));

		let approved = terms();
		let expected = SeriesTerms {
			application: 0,
			miner: MINER,
			network: 1,
			units: UNITS,
			term: TERM,
			payment_asset: Asset::WithId(1),
			reward_asset: Asset::WithId(11),
			min_price_per_unit_day: approved.min_price_per_unit_day,
			expected_revenue: approved.expected_revenue,
			pledge_rate: approved.pledge_per_unit_day,
			frozen: false,
			terminated: false,
		};
		assert_eq!(<HashrateNft as CertificateView<u64>>::series(0), Some(expected));
		assert_eq!(HashrateNft::counts_of(0), Some(SeriesCounts::default()));
		assert_eq!(Registry::usage().open_series, 1);
		// A deposit of 1 DMC, and a tenth of one for each of 30 days.
		assert_eq!(Balances::free_balance(MINER), 996 * DMC);
		System::assert_last_event(
			Event::<Test>::SeriesCreated {
				series: 0,
				application: 0,
				miner: MINER,
				units_per_certificate: UNITS,
				term_days: TERM,
				pledge_rate: DMC / 10,
			}
			.into(),
		);
	});
}

#[test]
fn writes_the_terms_as_attributes_of_the_collection() {
	execute_with_checks(|| {
		let series = series();

		for (key, value) in [
			("miner", "1"),
			("node_id", "pool.example/alice"),
			("network", "1"),
			("symbol", "BTC"),
			("unit", "TH/s"),
			("units_per_certificate", "10"),
			("term_days", "30"),
			("payment_asset", "1"),
			("min_price_per_unit_day", "150000"),
			("expected_revenue", "12.5"),
			("reward_asset", "11"),
		] {
			assert_eq!(attribute(series, None, key).as_deref(), Some(value), "{key}");
		}
		let all = pallet_uniques::Attribute::<Test>::iter_prefix((series,)).count();
		assert_eq!(all, 11);
	});
}

#[test]
fn gives_every_role_of_the_collection_to_the_pallet() {
	execute_with_checks(|| {
		let series = series();

		let collection = pallet_uniques::Collection::<Test>::get(series).unwrap();
		let us = HashrateNft::account();
		assert_eq!(collection.owner, us);
		assert_eq!(collection.issuer, us);
		assert_eq!(collection.admin, us);
		assert_eq!(collection.freezer, us);
		assert_eq!(collection.total_deposit, 0);
	});
}

#[test]
fn numbers_series_from_zero() {
	execute_with_checks(|| {
		assert_eq!((series(), series(), series()), (0, 1, 2));
		assert_eq!(NextSeriesId::<Test>::get(), 3);
	});
}

#[test]
fn keeps_its_terms_when_the_network_changes() {
	execute_with_checks(|| {
		let series = series();
		Approved::set(Some(dmex_primitives::ApplicationTerms {
			pledge_per_unit_day: 7,
			..terms()
		}));

		let kept = <HashrateNft as CertificateView<u64>>::series(series).unwrap();
		assert_eq!(kept.pledge_rate, DMC / 10);
		let next = self::series();
		let changed = <HashrateNft as CertificateView<u64>>::series(next).unwrap();
		assert_eq!(changed.pledge_rate, 7);
	});
}

#[test]
fn takes_the_extremes_of_units_and_term() {
	execute_with_checks(|| {
		let create =
			|units, term| HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, units, term);
		assert_ok!(create(1, 1));
		assert_ok!(create(MAX_UNITS, 90));
		assert_noop!(create(0, 30), Error::<Test>::InvalidUnits);
		assert_noop!(create(MAX_UNITS + 1, 30), Error::<Test>::InvalidUnits);
		assert_noop!(create(u64::MAX, 30), Error::<Test>::InvalidUnits);
		assert_noop!(create(1, 0), Error::<Test>::InvalidTerm);
		assert_noop!(create(1, 91), Error::<Test>::InvalidTerm);
		assert_noop!(create(1, u32::MAX), Error::<Test>::InvalidTerm);
	});
}

#[test]
fn follows_the_governed_longest_term() {
	execute_with_checks(|| {
		MaxTerm::set(&540);
		let create = |term| HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, 1, term);
		assert_ok!(create(540));
		assert_noop!(create(541), Error::<Test>::InvalidTerm);
	});
}

#[test]
fn fails_when_not_signed_or_not_by_the_miner() {
	execute_with_checks(|| {
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::root(), 0, UNITS, TERM),
			DispatchError::BadOrigin
		);
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(OTHER), 0, UNITS, TERM),
			Error::<Test>::NotMiner
		);
	});
}

#[test]
fn fails_when_the_application_is_not_approved() {
	execute_with_checks(|| {
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(MINER), 1, UNITS, TERM),
			Error::<Test>::NotApproved
		);
		Approved::set(None);
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM),
			Error::<Test>::NotApproved
		);
	});
}

#[test]
fn fails_beyond_the_governed_number_of_unfinished_series() {
	execute_with_checks(|| {
		for _ in 0..3 {
			series();
		}
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM),
			DispatchError::Other("too many series")
		);
	});
}

#[test]
fn fails_when_the_pledge_of_one_certificate_overflows() {
	execute_with_checks(|| {
		Approved::set(Some(dmex_primitives::ApplicationTerms {
			pledge_per_unit_day: u128::MAX / 299,
			..terms()
		}));
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM),
			ArithmeticError::Overflow
		);
	});
}

#[test]
fn fails_when_no_id_is_left() {
	execute_with_checks(|| {
		NextSeriesId::<Test>::put(u32::MAX);
		assert_noop!(
			HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM),
			ArithmeticError::Overflow
		);
	});
}
