//! Each corrupts storage so that one invariant of the README fails, and repairs it.

use super::*;

/// The state with certificate 0 listed and then corrupted is refused for the reason `why`.
fn refused(why: &'static str, corrupt: impl FnOnce()) {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(Market::do_try_state());
		corrupt();
		assert_eq!(Market::do_try_state(), Err(DispatchError::Other(why)));
		Listings::<Test>::remove(SERIES, 0);
	});
}

fn change(how: impl FnOnce(&mut Listing<u64>)) {
	Listings::<Test>::mutate(SERIES, 0, |listing| how(listing.as_mut().unwrap()));
}

#[test]
fn a_listing_has_its_certificate() {
	refused("market 1: a listing without certificate", || Certs::remove((SERIES, 0)));
}

#[test]
fn a_listing_has_its_lock() {
	refused("market 1: a listing without its lock", || Certs::insert((SERIES, 0), UNSOLD));
	refused("market 1: a listing without its lock", || {
		Certs::insert((SERIES, 0), (MINER, false, Some(Lock::Staked)))
	});
}

#[test]
fn the_seller_owns_it() {
	refused("market 2: a listing by another than the owner", || {
		change(|listing| listing.seller = BUYER)
	});
}

#[test]
fn it_is_unsold() {
	refused("market 2: a sold certificate in a first sale", || {
		Certs::insert((SERIES, 0), (MINER, true, Some(Lock::Listed)))
	});
}

#[test]
fn its_series_exists() {
	refused("market 2: a listing without series", || Terms::remove(SERIES));
}

#[test]
fn the_miner_sells_it() {
	refused("market 2: a first sale by another than the miner", || {
		change(|listing| listing.seller = BUYER);
		Certs::insert((SERIES, 0), (BUYER, false, Some(Lock::Listed)));
	});
}

#[test]
fn its_price_meets_the_floor() {
	refused("market 3: a price under the floor", || change(|listing| listing.price = FLOOR - 1));
}
