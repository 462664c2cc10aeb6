use super::*;

#[test]
fn frees_the_certificates() {
	execute_with_checks(|| {
		assert_ok!(list(0..3, FLOOR, 5));
		assert_ok!(delist(MINER, [2, 0]));
		assert_eq!((certificate(0), certificate(1), certificate(2)), (UNSOLD, LISTED, UNSOLD));
		assert_eq!(Listings::<Test>::iter_prefix(SERIES).count(), 1);
		assert_eq!((usdt(MINER), dmc(MINER)), (FUNDS, FUNDS));
		let event = Event::Delisted { series: SERIES, items: items([2, 0]), who: MINER };
		System::assert_last_event(event.into());
	});
}

#[test]
fn works_while_the_series_is_not_on_sale() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		OnSale::set(false);
		assert_ok!(delist(MINER, [0]));
	});
}

#[test]
fn is_anyones_once_expired_and_not_before() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		Today::set(14);
		assert_noop!(delist(STRANGER, [0]), Error::<Test>::NotSeller);
		Today::set(15);
		assert_ok!(delist(STRANGER, [0]));
		assert_eq!(certificate(0), UNSOLD);
		let event = Event::Delisted { series: SERIES, items: items([0]), who: STRANGER };
		System::assert_last_event(event.into());
	});
}

#[test]
fn refuses_what_is_not_listed() {
	execute_with_checks(|| {
		assert_noop!(delist(MINER, [0]), Error::<Test>::NotListed);
		let call = Market::delist(RuntimeOrigin::signed(MINER), 9, items([0]));
		assert_noop!(call, Error::<Test>::NotListed);
	});
}

#[test]
fn one_bad_item_changes_nothing() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		assert_noop!(rolled_back(|| delist(MINER, [0, 1, 2])), Error::<Test>::NotListed);
		assert_eq!((certificate(0), certificate(1)), (LISTED, LISTED));
	});
}

#[test]
fn refuses_an_empty_list_and_duplicates() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		assert_noop!(delist(MINER, []), Error::<Test>::NoItems);
		assert_noop!(delist(MINER, [0, 0]), Error::<Test>::DuplicateItem);
	});
}

#[test]
fn refuses_unsigned_and_root() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Market::delist(origin, SERIES, items([0])), DispatchError::BadOrigin);
		}
	});
}
