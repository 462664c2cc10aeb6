use super::*;

#[test]
fn locks_and_records_on_the_terms_of_now() {
	execute_with_checks(|| {
		assert_ok!(list([4, 2], 5_000, 7));
		for item in [2, 4] {
			assert_eq!(certificate(item), LISTED);
			let listing = Listing { seller: MINER, price: 5_000, expires_on: 17, fees: fees() };
			assert_eq!(Listings::<Test>::get(SERIES, item), Some(listing));
		}
		assert_eq!(certificate(3), UNSOLD);
		assert_eq!((usdt(MINER), dmc(MINER)), (FUNDS, FUNDS));
		System::assert_last_event(
			Event::Listed {
				series: SERIES,
				items: items([4, 2]),
				seller: MINER,
				price: 5_000,
				expires_on: 17,
				rate: percent(1),
			}
			.into(),
		);
	});
}

#[test]
fn refuses_an_unknown_certificate() {
	execute_with_checks(|| {
		assert_noop!(list([100], FLOOR, 1), Error::<Test>::UnknownCertificate);
	});
}

#[test]
fn refuses_the_certificates_of_others() {
	execute_with_checks(|| {
		let call = Market::list(RuntimeOrigin::signed(BUYER), SERIES, items([0]), FLOOR, 1);
		assert_noop!(call, Error::<Test>::NotOwner);
	});
}

#[test]
fn refuses_a_locked_one() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 1));
		assert_noop!(list([0], FLOOR, 1), Error::<Test>::CertificateListed);
		assert_ok!(start(MINER, [1], english(FLOOR, None), 1));
		assert_noop!(list([1], FLOOR, 1), Error::<Test>::CertificateAuctioned);
		Certs::insert((SERIES, 50), LENT);
		assert_noop!(list_by(HOLDER, [50], FLOOR, 1), Error::<Test>::CertificateLent);
		Certs::insert((SERIES, 50), (HOLDER, true, Some(Lock::Staked)));
		assert_noop!(list_by(HOLDER, [50], FLOOR, 1), Error::<Test>::CertificateStaked);
	});
}

#[test]
fn one_bad_item_changes_nothing() {
	execute_with_checks(|| {
		Certs::insert((SERIES, 2), SOLD);
		assert_noop!(list([0, 1, 2], FLOOR, 1), Error::<Test>::NotOwner);
		assert_eq!(Listings::<Test>::iter().count(), 0);
	});
}

#[test]
fn holds_the_price_to_the_floor() {
	execute_with_checks(|| {
		assert_noop!(list([0], 0, 1), Error::<Test>::PriceUnderFloor);
		assert_noop!(list([0], FLOOR - 1, 1), Error::<Test>::PriceUnderFloor);
		assert_ok!(list([0], FLOOR, 1));
		assert_ok!(list([1], Balance::MAX, 1));
	});
}

#[test]
fn says_when_the_floor_overflows() {
	execute_with_checks(|| {
		Terms::mutate(SERIES, |terms| {
			terms.as_mut().unwrap().min_price_per_unit_day = Balance::MAX / 300 + 1
		});
		assert_noop!(list([0], Balance::MAX, 1), overflow());
	});
}

#[test]
fn takes_1_to_90_days() {
	execute_with_checks(|| {
		assert_noop!(list([0], FLOOR, 0), Error::<Test>::InvalidExpiry);
		assert_noop!(list([0], FLOOR, 91), Error::<Test>::InvalidExpiry);
		assert_noop!(list([0], FLOOR, u32::MAX), Error::<Test>::InvalidExpiry);
		assert_ok!(list([0], FLOOR, 1));
		assert_ok!(list([1], FLOOR, 90));
		let expires_on = |item| Listings::<Test>::get(SERIES, item).unwrap().expires_on;
		assert_eq!((expires_on(0), expires_on(1)), (11, 100));
	});
}

#[test]
fn refuses_a_series_that_is_late_frozen_or_terminated() {
	execute_with_checks(|| {
		Late::set(true);
		assert_noop!(list([0], FLOOR, 1), DispatchError::Other("late"));
		Late::set(false);
		Frozen::set(true);
		assert_noop!(list([0], FLOOR, 1), DispatchError::Other("frozen"));
		terminate();
		assert_noop!(list([0], FLOOR, 1), DispatchError::Other("terminated"));
	});
}
