//! Each corrupts storage so that one invariant of the README fails.

use super::*;

/// A state with listings, auctions and offers is sound, and refused for the reason `why` once it is
/// corrupted.
fn refused(why: &'static str, corrupt: impl FnOnce()) {
	execute_with_checks(|| {
		assert_ok!(list([10], FLOOR, 5));
		assert_eq!((first_sale(), resale()), (0, 1));
		lend(70, 700);
		assert_eq!(foreclose(70, 300, LASTS), Ok(2));
		assert_ok!(bid(BUYER, 0, 9_000));
		sold([60, 61], HOLDER);
		assert_ok!(list_by(HOLDER, [60], 1, 5));
		assert_ok!(offer(BUYER, 61, 100, 5));
		assert_ok!(Market::do_try_state());
		let _ = frame_support::storage::with_storage_layer(|| {
			corrupt();
			assert_eq!(Market::do_try_state(), Err(DispatchError::Other(why)));
			Err::<(), _>(DispatchError::Other("rolled back"))
		});
	});
}

fn change_listing(item: ItemId, how: impl FnOnce(&mut Listing<u64>)) {
	Listings::<Test>::mutate(SERIES, item, |listing| how(listing.as_mut().unwrap()));
}

fn change_auction(id: AuctionId, how: impl FnOnce(&mut Auction<u64>)) {
	Auctions::<Test>::mutate(id, |auction| how(auction.as_mut().unwrap()));
}

fn change_offer(how: impl FnOnce(&mut Offer<u64>)) {
	Offers::<Test>::mutate(0, |offer| how(offer.as_mut().unwrap()));
}

fn change_lien(how: impl FnOnce(&mut Lien<u64>)) {
	LienOf::mutate((SERIES, 70), |lien| how(lien.as_mut().unwrap()));
}

fn change_terms(how: impl FnOnce(&mut SeriesTerms<u64>)) {
	Terms::mutate(SERIES, |terms| how(terms.as_mut().unwrap()));
}

/// Less in the market's account by one.
fn lose(asset: Asset) {
	let who = Market::account();
	burn(asset.clone(), who, 1);
}

#[test]
fn a_listing_has_its_series() {
	refused("market 1: a listing without series", || {
		Listings::<Test>::insert(7, 0, Listings::<Test>::get(SERIES, 10).unwrap());
	});
}

#[test]
fn a_listing_has_its_lock() {
	refused("market 1: a listing without its lock", || Certs::insert((SERIES, 10), UNSOLD));
	refused("market 1: a listing without its lock", || {
		Certs::insert((SERIES, 10), (MINER, false, Some(Lock::Staked)))
	});
	refused("market 1: a listing without its lock", || Certs::insert((SERIES, 60), HELD));
}

#[test]
fn a_listing_may_outlive_its_lock_and_its_certificate() {
	execute_with_checks(|| {
		sold([60, 61], HOLDER);
		assert_ok!(list_by(HOLDER, [60, 61], 1, 5));
		retire(60);
		assert_ok!(Market::do_try_state());
		terminate();
		refund(61);
		assert_ok!(Market::do_try_state());
	});
}

#[test]
fn the_seller_of_a_listing_owns_it() {
	refused("market 1: a listing by another than the owner", || {
		change_listing(10, |listing| listing.seller = BUYER)
	});
	refused("market 1: a listing by another than the owner", || {
		Certs::insert((SERIES, 60), (BUYER, true, Some(Lock::Listed)))
	});
}

#[test]
fn the_miner_makes_first_sales() {
	refused("market 1: a first sale by another than the miner", || {
		change_listing(10, |listing| listing.seller = BUYER);
		Certs::insert((SERIES, 10), (BUYER, false, Some(Lock::Listed)));
	});
}

#[test]
fn a_lot_has_its_series() {
	refused("market 2: an auction without series", || change_auction(0, |lot| lot.series = 7));
}

#[test]
fn a_lot_names_certificates_once() {
	refused("market 2: an empty or double lot", || change_auction(0, |lot| lot.items = items([])));
	refused("market 2: an empty or double lot", || {
		change_auction(1, |lot| lot.items = items([50, 51, 50]))
	});
}

#[test]
fn a_lot_has_its_locks() {
	refused("market 2: a lot without its lock", || Certs::insert((SERIES, 1), UNSOLD));
	refused("market 2: a lot without its lock", || {
		Certs::insert((SERIES, 51), (HOLDER, true, Some(Lock::Auctioned(0))))
	});
	refused("market 2: an unsold certificate is gone", || Certs::remove((SERIES, 1)));
}

#[test]
fn a_lot_may_outlive_its_locks_and_its_certificates() {
	execute_with_checks(|| {
		resale();
		terminate();
		refund(50);
		retire(51);
		assert_ok!(Market::do_try_state());
	});
}

#[test]
fn the_seller_of_a_lot_owns_it() {
	refused("market 2: an auction by another than the owner", || {
		change_auction(1, |lot| lot.seller = STRANGER)
	});
}

#[test]
fn a_lot_is_unsold_or_sold_as_it_says() {
	refused("market 2: another kind of sale", || {
		Certs::insert((SERIES, 1), (MINER, true, Some(Lock::Auctioned(0))))
	});
	refused("market 2: another kind of sale", || change_auction(1, |lot| lot.last_day = None));
}

#[test]
fn first_sales_meet_the_floor() {
	refused("market 3: a price under the floor", || {
		change_listing(10, |listing| listing.price = FLOOR - 1)
	});
	refused("market 3: a lot under the floor", || {
		change_auction(0, |lot| lot.kind = english(3 * FLOOR - 1, None))
	});
	refused("market 3: a lot under the floor", || {
		change_auction(0, |lot| lot.kind = dutch(3 * FLOOR, 3 * FLOOR - 1))
	});
}

#[test]
fn resales_cost_something() {
	refused("market 3: a price under the floor", || {
		change_listing(60, |listing| listing.price = 0)
	});
	refused("market 3: a lot under the floor", || {
		change_auction(1, |lot| lot.kind = english(2, None))
	});
}

#[test]
fn prices_fit_each_other() {
	refused("market 3: prices that do not fit", || {
		change_auction(0, |lot| lot.kind = english(9_000, Some(8_999)))
	});
	refused("market 3: prices that do not fit", || {
		change_auction(1, |lot| lot.kind = dutch(300, 301))
	});
}

#[test]
fn a_bid_meets_the_reserve() {
	refused("market 3: a bid under the reserve", || {
		change_auction(0, |lot| lot.best.as_mut().unwrap().amount = 8_999)
	});
}

#[test]
fn money_of_bids_offers_and_credits_is_there() {
	let missing = "market 4: money of bids, offers or credits is missing";
	refused(missing, || lose(USDT));
	refused(missing, || Credited::insert(STRANGER, USDT, 1));
	refused(missing, || Credited::insert(STRANGER, BTC, 1));
	refused(missing, || Credited::insert(STRANGER, DMC, ED + 1));
}

#[test]
fn totals_are_the_sums_of_bids_offers_and_deposits() {
	let wrong = "market 4: the totals are not the sums of bids and offers";
	refused(wrong, || change_auction(0, |lot| lot.best.as_mut().unwrap().amount = 9_001));
	refused(wrong, || change_auction(0, |lot| lot.best = None));
	refused(wrong, || change_offer(|offer| offer.amount += 1));
	refused(wrong, || change_offer(|offer| offer.deposit -= 1));
	refused(wrong, || Totals::<Test>::insert(BTC, 0));
	refused(wrong, || Totals::<Test>::mutate(DMC, |total| *total += 1));
	refused(wrong, || Totals::<Test>::remove(USDT));
}

#[test]
fn money_that_is_held_can_be_summed() {
	let damaged = "market 4: records are missing or overflow";
	refused(damaged, || Credited::insert(STRANGER, USDT, Balance::MAX));
	refused(damaged, || change_offer(|offer| offer.amount = Balance::MAX));
}

#[test]
fn auctions_are_due_when_they_end() {
	let wrong = "market 5: auctions are not due when they say";
	refused(wrong, || Due::<Test>::remove(ENDS, 0));
	refused(wrong, || Due::<Test>::insert(ENDS + 1, 0, ()));
	refused(wrong, || Due::<Test>::insert(ENDS, 7, ()));
	let wrong = "market 5: an auction is due when it does not end";
	refused(wrong, || change_auction(0, |lot| lot.schedule.ends += 1));
	refused(wrong, || change_auction(1, |lot| lot.due += 1));
	refused("market 5: a due auction was passed", || DueFrom::<Test>::put(ENDS + 1));
}

/// Later than its end an auction is due only while its sale waits: a first one, with a bid.
#[test]
fn auctions_that_wait_are_due_later() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		end_block(ENDS - 1, Weight::MAX);
		Late::set(true);
		end_block(ENDS, Weight::MAX);
		assert!(auction(id).due > ENDS);
		assert_ok!(Market::do_try_state());
	});
}

#[test]
fn offers_are_indexed_by_bidder() {
	let wrong = "market 6: the offers of a bidder are others";
	refused(wrong, || OffersBy::<Test>::remove(BUYER, 0));
	refused(wrong, || OffersBy::<Test>::insert(STRANGER, 0, ()));
	refused(wrong, || OffersBy::<Test>::insert(BUYER, 1, ()));
}

#[test]
fn offers_are_indexed_by_certificate() {
	let wrong = "market 6: the offers for a certificate are others";
	let (series, item, sold, place) = (SERIES, 61, (false, 0), ByAmount::of(100, 0));
	refused(wrong, || OffersOn::<Test>::remove((series, item, sold, place)));
	refused(wrong, || OffersOn::<Test>::insert((series, item + 1, sold, place), ()));
	refused(wrong, || OffersOn::<Test>::insert((series, item, (true, 0), place), ()));
	refused(wrong, || OffersOn::<Test>::insert((series, item, sold, ByAmount::of(99, 0)), ()));
	refused(wrong, || change_offer(|offer| offer.freezes += 1));
}

#[test]
fn offers_are_indexed_by_expiry() {
	let wrong = "market 6: the offers that expire are others";
	refused(wrong, || ExpiringOffers::<Test>::remove(ByExpiry::of(15, 0)));
	refused(wrong, || ExpiringOffers::<Test>::insert(ByExpiry::of(16, 0), ()));
	refused(wrong, || change_offer(|offer| offer.expires_on += 1));
}

#[test]
fn listings_are_indexed_by_price() {
	let wrong = "market 7: the listings of a series are others";
	refused(wrong, || ListingsBySeries::<Test>::remove(SERIES, ByPrice::of(FLOOR, 10)));
	refused(wrong, || ListingsBySeries::<Test>::insert(SERIES, ByPrice::of(FLOOR, 11), ()));
	refused(wrong, || change_listing(60, |listing| listing.price = 2));
	let wrong = "market 7: the listings of a network are others";
	let place = ByAssetAndPrice::of(&USDT, FLOOR, SERIES, 10);
	refused(wrong, || ListingsByNetwork::<Test>::remove(1, place));
	refused(wrong, || ListingsByNetwork::<Test>::insert(2, place, ()));
	refused(wrong, || change_terms(|terms| terms.network = 2));
}

#[test]
fn a_foreclosure_has_its_auction() {
	refused("market 8: a foreclosure without auction", || Foreclosing::<Test>::insert(7, LOAN));
}

#[test]
fn a_foreclosure_is_of_one_sold_certificate_whose_bids_rise() {
	let other = "market 8: a foreclosure of another kind";
	refused(other, || Foreclosing::<Test>::insert(1, LOAN));
	refused(other, || {
		change_auction(0, |lot| lot.items = items([0]));
		Foreclosing::<Test>::insert(0, LOAN);
	});
	refused(other, || change_auction(2, |lot| lot.kind = english(300, Some(300))));
	refused(other, || change_auction(2, |lot| lot.kind = dutch(300, 300)));
}

#[test]
fn collateral_is_auctioned_for_its_loan() {
	let other = "market 8: collateral is auctioned without its loan";
	refused(other, || Foreclosing::<Test>::remove(2));
	refused(other, || Foreclosing::<Test>::insert(2, LOAN + 1));
	refused(other, || LienOf::insert((SERIES, 50), LienOf::get((SERIES, 70)).unwrap()));
	refused("market 8: a debt in another asset", || change_lien(|lien| lien.asset = BTC));
}

#[test]
fn a_floor_that_cannot_be_computed_is_refused() {
	refused("market 3: a price under the floor", || {
		change_terms(|terms| terms.min_price_per_unit_day = Balance::MAX)
	});
}
