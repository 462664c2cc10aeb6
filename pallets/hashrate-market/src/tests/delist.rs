use super::*;

#[test]
fn unlocks_the_certificates() {
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
		Late::set(true);
		freeze();
		assert_ok!(delist(MINER, [0]));
	});
}

fn delisted(of: impl IntoIterator<Item = ItemId>, who: u64) -> Vec<Event<Test>> {
	vec![Event::Delisted { series: SERIES, items: items(of), who }]
}

#[test]
fn is_anyones_once_expired_and_not_before() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		Today::set(14);
		assert_noop!(delist(STRANGER, [0]), Error::<Test>::NotSeller);
		Today::set(15);
		events();
		assert_ok!(delist(STRANGER, [0]));
		assert_eq!((certificate(0), events()), (UNSOLD, delisted([0], STRANGER)));
	});
}

#[test]
fn is_anyones_once_the_series_is_terminated_and_not_while_it_is_frozen() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(list_by(HOLDER, [50], 100, 5));
		freeze();
		assert_noop!(delist(STRANGER, [0]), Error::<Test>::NotSeller);
		assert_noop!(delist(STRANGER, [50]), Error::<Test>::NotSeller);
		terminate();
		assert_ok!(delist(STRANGER, [0, 50]));
		assert_eq!((certificate(0), certificate(50)), (UNSOLD, HELD));
	});
}

#[test]
fn is_anyones_on_the_last_day_and_not_the_day_before() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list([0], FLOOR, 90));
		assert_ok!(list_by(HOLDER, [50], 100, 90));
		Today::set(LAST_DAY - 1);
		assert_noop!(delist(STRANGER, [50]), Error::<Test>::NotSeller);
		Today::set(LAST_DAY);
		assert_ok!(delist(STRANGER, [50]));
		assert_eq!(certificate(50), HELD);
		// An unsold one has no last day.
		assert_noop!(delist(STRANGER, [0]), Error::<Test>::NotSeller);
	});
}

#[test]
fn is_anyones_once_the_certificate_is_gone_or_unlocked() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_ok!(list_by(HOLDER, 50..53, 100, 90));
		retire(50);
		assert_ok!(delist(STRANGER, [50]));
		terminate();
		refund(51);
		Terms::mutate(SERIES, |terms| terms.as_mut().unwrap().terminated = false);
		assert_ok!(delist(STRANGER, [51]));
		assert_eq!((certificate(51), certificate(52)), (HELD, (HOLDER, true, Some(Lock::Listed))));
		assert_noop!(delist(STRANGER, [52]), Error::<Test>::NotSeller);
		assert_eq!(Listings::<Test>::iter().count(), 1);
	});
}

#[test]
fn leaves_the_lock_that_another_took_since() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list_by(HOLDER, [50], 100, 5));
		terminate();
		Certs::insert((SERIES, 50), (BUYER, true, Some(Lock::Collateral)));
		assert_ok!(delist(HOLDER, [50]));
		assert_eq!(certificate(50), (BUYER, true, Some(Lock::Collateral)));
	});
}

#[test]
fn refuses_what_is_not_listed() {
	execute_with_checks(|| {
		assert_noop!(delist(MINER, [0]), Error::<Test>::NotListed);
	});
}

#[test]
fn one_bad_item_changes_nothing() {
	execute_with_checks(|| {
		assert_ok!(list([0, 1], FLOOR, 5));
		assert_noop!(delist(MINER, [0, 1, 2]), Error::<Test>::NotListed);
		assert_eq!((certificate(0), certificate(1)), (LISTED, LISTED));
	});
}
