//! `list`, of certificates that were sold before.

use super::*;

const LISTED_AGAIN: Certificate = (HOLDER, true, Some(Lock::Listed));

#[test]
fn locks_and_records_whatever_the_price() {
	execute_with_checks(|| {
		sold([50, 51], HOLDER);
		assert_ok!(list_by(HOLDER, [51, 50], 1, 7));
		let listing = Listing { seller: HOLDER, price: 1, expires_on: 17, fees: fees() };
		for item in [50, 51] {
			assert_eq!(certificate(item), LISTED_AGAIN);
			assert_eq!(Listings::<Test>::get(SERIES, item), Some(listing.clone()));
		}
		let (series, items, rate) = (SERIES, items([51, 50]), percent(1));
		let event = Event::Listed { series, items, seller: HOLDER, price: 1, expires_on: 17, rate };
		assert_eq!(events(), [event]);
	});
}

#[test]
fn refuses_a_price_of_zero() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_noop!(list_by(HOLDER, [50], 0, 7), Error::<Test>::PriceUnderFloor);
		assert_ok!(list_by(HOLDER, [50], 1, 7));
	});
}

#[test]
fn takes_what_the_miner_bought_back() {
	execute_with_checks(|| {
		sold([50], MINER);
		assert_ok!(list([50], 1, 7));
	});
}

#[test]
fn refuses_sold_and_unsold_ones_together() {
	execute_with_checks(|| {
		sold([50], MINER);
		assert_noop!(list([0, 50], FLOOR, 7), Error::<Test>::MixedLot);
		assert_noop!(list([50, 0], FLOOR, 7), Error::<Test>::MixedLot);
	});
}

#[test]
fn refuses_all_but_the_owner() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_noop!(list([50], FLOOR, 7), Error::<Test>::NotOwner);
	});
}

#[test]
fn takes_those_of_a_late_series_and_none_of_a_frozen_or_terminated_one() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		Late::set(true);
		assert_ok!(list_by(HOLDER, [50], 100, 7));
		freeze();
		assert_noop!(list_by(HOLDER, [51], 100, 7), DispatchError::Other("frozen"));
		Frozen::set(false);
		assert_ok!(list_by(HOLDER, [51], 100, 7));
		terminate();
		assert_noop!(list_by(HOLDER, [52], 100, 7), DispatchError::Other("terminated"));
	});
}

#[test]
fn refuses_one_on_its_last_day_even_among_others() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		LastDays::insert((SERIES, 52), LAST_DAY + 9);
		Today::set(LAST_DAY - 1);
		assert_ok!(list_by(HOLDER, [50], 100, 7));
		Today::set(LAST_DAY);
		assert_noop!(list_by(HOLDER, [51], 100, 7), Error::<Test>::NearlyEnded);
		assert_noop!(list_by(HOLDER, [52, 51], 100, 7), Error::<Test>::NearlyEnded);
		assert_ok!(list_by(HOLDER, [52], 100, 7));
	});
}
