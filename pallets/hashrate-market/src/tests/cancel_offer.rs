use super::*;

/// An offer of the buyer, of 3,000 for seven days.
fn offered(item: ItemId) -> OfferId {
	let id = NextOfferId::<Test>::get();
	assert_ok!(offer(BUYER, item, FLOOR, 7));
	events();
	id
}

fn is_gone(id: OfferId) -> bool {
	!Offers::<Test>::contains_key(id)
		&& !OffersBy::<Test>::contains_key(BUYER, id)
		&& OffersOn::<Test>::iter_keys().all(|(.., place)| place.offer() != id)
		&& ExpiringOffers::<Test>::iter_keys().all(|place| place.offer() != id)
}

fn cancelled(offer: OfferId, who: u64) -> Event<Test> {
	Event::OfferCancelled { offer, bidder: BUYER, amount: FLOOR, who }
}

/// A stranger cannot cancel an offer of the buyer, and can once this happens.
fn is_anyones_once(item: ItemId, happens: impl FnOnce()) {
	execute_with_checks(|| {
		sold([50], HOLDER);
		let id = offered(item);
		assert_noop!(cancel_offer(STRANGER, id), Error::<Test>::NotBidder);
		happens();
		events();
		assert_ok!(cancel_offer(STRANGER, id));
		assert_eq!((usdt(BUYER), usdt(STRANGER), is_gone(id)), (FUNDS, FUNDS, true));
		assert_eq!((dmc(BUYER), dmc(STRANGER)), (FUNDS, FUNDS));
		assert_eq!(events(), [cancelled(id, STRANGER)]);
	});
}

fn stays_its_bidders(item: ItemId, whatever: impl FnOnce()) {
	execute_with_checks(|| {
		sold([50], HOLDER);
		let id = offered(item);
		whatever();
		assert_noop!(cancel_offer(STRANGER, id), Error::<Test>::NotBidder);
		assert_ok!(cancel_offer(BUYER, id));
	});
}

#[test]
fn repays_the_bidder_at_any_time() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		for item in [0, 50] {
			let id = offered(item);
			assert_ok!(cancel_offer(BUYER, id));
			assert_eq!((usdt(BUYER), is_gone(id)), (FUNDS, true));
			assert_eq!(events(), [cancelled(id, BUYER)]);
		}
	});
}

#[test]
fn is_anyones_once_it_has_expired() {
	is_anyones_once(0, || Today::set(17));
	is_anyones_once(50, || Today::set(17));
	stays_its_bidders(50, || Today::set(16));
}

#[test]
fn is_anyones_once_the_certificate_was_sold_for_the_first_time() {
	is_anyones_once(0, || {
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(buy(STRANGER, [0], FLOOR));
		fund(USDT, STRANGER, FLOOR);
	});
}

#[test]
fn is_anyones_once_the_series_was_frozen() {
	is_anyones_once(0, freeze);
	is_anyones_once(50, freeze);
	is_anyones_once(50, || (freeze(), Frozen::set(false)).1);
	is_anyones_once(0, terminate);
}

#[test]
fn is_anyones_on_the_last_day() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		Today::set(LAST_DAY - 1);
		let id = offered(50);
		assert_noop!(cancel_offer(STRANGER, id), Error::<Test>::NotBidder);
		Today::set(LAST_DAY);
		assert_ok!(cancel_offer(STRANGER, id));
		assert_eq!(usdt(BUYER), FUNDS);
	});
}

#[test]
fn is_anyones_once_the_certificate_is_gone() {
	is_anyones_once(0, || retire(0));
	is_anyones_once(50, || retire(50));
}

/// A series that never sold anything is gone with its last certificate.
#[test]
fn is_anyones_once_the_series_is_gone() {
	is_anyones_once(0, || {
		Terms::remove(SERIES);
		retire(0);
	});
}

#[test]
fn stays_the_bidders_while_it_may_still_be_accepted() {
	stays_its_bidders(0, || Late::set(true));
	stays_its_bidders(50, || Late::set(true));
	stays_its_bidders(50, || sold([50], STRANGER));
	stays_its_bidders(50, || list_by(HOLDER, [50], 100, 5).unwrap());
}

#[test]
fn credits_a_bidder_who_cannot_be_paid() {
	execute_with_checks(|| {
		let id = offered(0);
		block(BUYER);
		Today::set(17);
		assert_ok!(cancel_offer(STRANGER, id));
		assert_eq!((credit(BUYER, USDT), is_gone(id)), (FLOOR, true));
	});
}

#[test]
fn refuses_an_unknown_offer() {
	execute_with_checks(|| {
		assert_noop!(cancel_offer(BUYER, 0), Error::<Test>::UnknownOffer);
		let id = offered(0);
		assert_ok!(cancel_offer(BUYER, id));
		assert_noop!(cancel_offer(BUYER, id), Error::<Test>::UnknownOffer);
	});
}
