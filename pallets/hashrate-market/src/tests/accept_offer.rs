use super::*;

/// An offer of the buyer, of 5,001 for seven days.
fn offered(item: ItemId) -> OfferId {
	let id = NextOfferId::<Test>::get();
	assert_ok!(offer(BUYER, item, 5_001, 7));
	events();
	id
}

fn held() -> OfferId {
	sold([50], HOLDER);
	offered(50)
}

#[test]
fn by_the_miner_is_a_first_sale() {
	execute_with_checks(|| {
		let id = offered(0);
		Collects::set(0);
		assert_ok!(accept(MINER, id));
		// ceil(5,001 × 1 %) = 51, of which 20 to the pool and the rest to the treasury.
		assert_eq!((usdt(BUYER), usdt(MINER), usdt(ESCROW)), (FUNDS - 5_001, FUNDS, 4_950));
		assert_eq!((usdt(POOL), usdt(TREASURY), Collects::get()), (20, 31, 1));
		assert_eq!((certificate(0), Offers::<Test>::iter().count()), (SOLD, 0));
		assert_eq!(OffersBy::<Test>::iter().count(), 0);
		let (series, items, buyer, seller) = (SERIES, items([0]), BUYER, MINER);
		let (total, fee, start, end) = (5_001, 51, 11, 40);
		let accepted = Event::OfferAccepted { offer: id, seller };
		let bought = Event::Bought { series, items, buyer, seller, total, fee, start, end };
		assert_eq!(events(), [accepted, bought]);
	});
}

#[test]
fn by_a_holder_is_a_resale() {
	execute_with_checks(|| {
		let id = held();
		earn(50, 33);
		assert_ok!(accept(HOLDER, id));
		assert_eq!((usdt(HOLDER), btc(HOLDER)), (FUNDS + 4_950, FUNDS + 33));
		assert_eq!((usdt(POOL), usdt(TREASURY), usdt(ESCROW)), (20, 31, 0));
		assert_eq!((certificate(50), btc(BUYER)), (SOLD, FUNDS));
		let (series, items, buyer, seller) = (SERIES, items([50]), BUYER, HOLDER);
		let accepted = Event::OfferAccepted { offer: id, seller };
		let resold = Event::Resold { series, items, buyer, seller, total: 5_001, fee: 51 };
		assert_eq!(events(), [accepted, resold]);
	});
}

#[test]
fn settles_at_the_rates_it_was_made_with() {
	execute_with_checks(|| {
		let id = held();
		govern();
		assert_ok!(accept(HOLDER, id));
		assert_eq!((usdt(POOL), usdt(TREASURY)), (20, 31));
	});
}

#[test]
fn by_a_new_owner_after_a_gift() {
	execute_with_checks(|| {
		let id = held();
		sold([50], STRANGER);
		assert_noop!(accept(HOLDER, id), Error::<Test>::NotOwner);
		assert_ok!(accept(STRANGER, id));
		assert_eq!((usdt(STRANGER), certificate(50)), (FUNDS + 4_950, SOLD));
	});
}

#[test]
fn not_by_the_bidder_itself() {
	execute_with_checks(|| {
		let id = held();
		sold([50], BUYER);
		assert_noop!(accept(BUYER, id), Error::<Test>::BuyFromSelf);
	});
}

#[test]
fn not_by_anyone_but_the_owner() {
	execute_with_checks(|| {
		let (one, other) = (held(), offered(0));
		for who in [BUYER, STRANGER, MINER] {
			assert_noop!(accept(who, one), Error::<Test>::NotOwner);
		}
		assert_noop!(accept(HOLDER, other), Error::<Test>::NotOwner);
	});
}

#[test]
fn leaves_the_other_offers_for_the_same_certificate() {
	execute_with_checks(|| {
		let id = held();
		assert_ok!(offer(STRANGER, 50, 100, 7));
		assert_ok!(accept(HOLDER, id));
		assert_eq!((dmc(BUYER), dmc(STRANGER)), (FUNDS, FUNDS - DEPOSIT));
		// The new owner may accept the other one.
		assert_ok!(accept(BUYER, id + 1));
		assert_eq!(certificate(50), (STRANGER, true, None));
		assert_eq!(usdt(BUYER), FUNDS - 5_001 + 99);
	});
}

#[test]
fn refuses_one_that_has_expired() {
	execute_with_checks(|| {
		let (one, other) = (held(), offered(0));
		Today::set(16);
		assert_ok!(accept(HOLDER, one));
		Today::set(17);
		assert_noop!(accept(MINER, other), Error::<Test>::OfferExpired);
	});
}

#[test]
fn refuses_one_when_fewer_days_are_left_than_it_demands() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(offer_demanding(BUYER, 50, 5_001, 90, (30, 0)));
		assert_ok!(offer_demanding(BUYER, 50, 5_001, 90, (30, 0)));
		Today::set(LAST_DAY - 30);
		assert_ok!(accept(HOLDER, 0));
		Today::set(LAST_DAY - 29);
		assert_noop!(accept(BUYER, 1), Error::<Test>::OfferExpired);
	});
}

#[test]
fn refuses_one_when_less_is_left_than_it_demands() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		left(50, 700);
		assert_ok!(offer_demanding(BUYER, 50, 5_001, 90, (0, 600)));
		left(50, 599);
		assert_noop!(accept(HOLDER, 0), Error::<Test>::TooLittleUnreleased);
		assert_noop!(cancel_offer(STRANGER, 0), Error::<Test>::NotBidder);
		left(50, 600);
		assert_ok!(accept(HOLDER, 0));
	});
}

#[test]
fn refuses_one_for_a_certificate_that_was_sold_for_the_first_time_since() {
	execute_with_checks(|| {
		let id = offered(0);
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(buy(HOLDER, [0], FLOOR));
		assert_noop!(accept(HOLDER, id), Error::<Test>::OfferVoid);
		assert_noop!(accept(MINER, id), Error::<Test>::OfferVoid);
	});
}

#[test]
fn refuses_one_from_before_a_freeze() {
	execute_with_checks(|| {
		let (one, other) = (held(), offered(0));
		freeze();
		assert_noop!(accept(HOLDER, one), Error::<Test>::OfferVoid);
		Frozen::set(false);
		assert_noop!(accept(HOLDER, one), Error::<Test>::OfferVoid);
		assert_noop!(accept(MINER, other), Error::<Test>::OfferVoid);
		// One that is made after it is another thing.
		let id = offered(50);
		assert_ok!(accept(HOLDER, id));
	});
}

#[test]
fn refuses_one_for_a_certificate_that_is_gone() {
	execute_with_checks(|| {
		let id = held();
		retire(50);
		assert_noop!(accept(HOLDER, id), Error::<Test>::OfferVoid);
	});
}

#[test]
fn refuses_one_on_the_last_day() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		Today::set(LAST_DAY - 1);
		let id = offered(50);
		Today::set(LAST_DAY);
		assert_noop!(accept(HOLDER, id), Error::<Test>::OfferExpired);
	});
}

#[test]
fn refuses_a_locked_certificate() {
	execute_with_checks(|| {
		let (one, other) = (held(), offered(0));
		assert_ok!(list_by(HOLDER, [50], 100, 5));
		assert_ok!(start(MINER, [0], english(FLOOR, None), LASTS));
		assert_noop!(accept(HOLDER, one), Error::<Test>::CertificateListed);
		assert_noop!(accept(MINER, other), Error::<Test>::CertificateAuctioned);
		assert_ok!(delist(HOLDER, [50]));
		assert_ok!(accept(HOLDER, one));
	});
}

#[test]
fn refuses_a_late_first_sale_and_makes_a_late_resale() {
	execute_with_checks(|| {
		let (one, other) = (held(), offered(0));
		Late::set(true);
		assert_noop!(accept(MINER, other), DispatchError::Other("late"));
		assert_ok!(accept(HOLDER, one));
	});
}

#[test]
fn credits_a_seller_who_cannot_be_paid_and_still_sells() {
	execute_with_checks(|| {
		let id = held();
		block(HOLDER);
		assert_ok!(accept(HOLDER, id));
		assert_eq!((usdt(HOLDER), credit(HOLDER, USDT)), (FUNDS, 4_950));
		assert_eq!(certificate(50), SOLD);
	});
}

#[test]
fn refuses_an_unknown_offer() {
	execute_with_checks(|| {
		assert_noop!(accept(HOLDER, 0), Error::<Test>::UnknownOffer);
		let id = held();
		assert_ok!(cancel_offer(BUYER, id));
		assert_noop!(accept(HOLDER, id), Error::<Test>::UnknownOffer);
	});
}
