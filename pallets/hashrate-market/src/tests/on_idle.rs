//! The hook that settles due auctions and ends expired offers.

use super::*;

/// Weight of the hook for the ends of a number of blocks, and of a number of auctions of three
/// certificates without a bid; and a look for expired offers.
fn cost(blocks: u64, auctions: u64) -> Weight {
	Weight::from_parts(50 + 3 * blocks + (3 + 7 + 3_503) * auctions + 3, 0)
}

/// Weight of the hook up to the end of the first auction, without a look for expired offers after it.
fn first() -> Weight {
	cost(0, 1) - Weight::from_parts(3, 0)
}

/// An auction of three certificates that ends in a block.
fn ending(block: u32, first: ItemId) -> AuctionId {
	let id = NextAuctionId::<Test>::get();
	assert_ok!(start(MINER, first..first + 3, english(9_000, None), block - NOW));
	id
}

/// All blocks before this one are over, and their auctions settled.
fn settled_before(block: u32) {
	end_block(block - 1, Weight::MAX);
	at(block);
	assert_eq!(DueFrom::<Test>::get(), block);
	events();
}

#[test]
fn settles_in_the_last_block_and_not_before() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		settled_before(ENDS);
		assert!(!is_over(id));
		assert_eq!(end_block(ENDS, Weight::MAX), Weight::from_parts(50 + 3 + 7 + 5_130 + 3 + 3, 0));
		assert!(is_over(id) && all_are(0..3, SOLD));
		assert_eq!((usdt(BUYER), DueFrom::<Test>::get()), (FUNDS - 9_000, ENDS + 1));
	});
}

#[test]
fn without_a_bid_unlocks_the_certificates() {
	execute_with_checks(|| {
		let id = first_sale();
		settled_before(ENDS);
		end_block(ENDS, Weight::MAX);
		assert_eq!(events(), [Event::AuctionUnsold { auction: id }]);
		assert!(all_are(0..3, UNSOLD));
	});
}

#[test]
fn a_bid_in_the_last_block_comes_first() {
	execute_with_checks(|| {
		let id = first_sale();
		settled_before(ENDS);
		assert_ok!(bid(BUYER, id, 9_000));
		end_block(ENDS, Weight::MAX);
		assert!(!is_over(id));
		settled_before(ENDS + WINDOW);
		assert!(!is_over(id));
		end_block(ENDS + WINDOW, Weight::MAX);
		assert!(all_are(0..3, SOLD));
	});
}

#[test]
fn uses_little_when_nothing_is_due() {
	execute_with_checks(|| {
		first_sale();
		assert_eq!(end_block(5, Weight::MAX), cost(6, 0));
		assert_eq!(end_block(6, Weight::MAX), cost(1, 0));
		assert_eq!(end_block(6, Weight::MAX), cost(0, 0));
		assert_eq!((DueFrom::<Test>::get(), events().len()), (7, 1));
	});
}

#[test]
fn catches_up_in_the_order_of_ends() {
	execute_with_checks(|| {
		let ids = [(40, 0), (20, 3), (30, 6), (20, 9)].map(|(block, at)| ending(block, at));
		events();
		assert_eq!(end_block(100, Weight::MAX), cost(101, 4));
		let mut all = events();
		all[..2].sort_by_key(|event| format!("{event:?}"));
		let unsold =
			[ids[1], ids[3], ids[2], ids[0]].map(|auction| Event::AuctionUnsold { auction });
		assert_eq!(all, unsold);
		assert_eq!(DueFrom::<Test>::get(), 101);
	});
}

#[test]
fn one_that_does_not_fit_waits_for_the_next_block() {
	execute_with_checks(|| {
		let ids = [ending(20, 0), ending(20, 3)];
		let left = || ids.iter().filter(|id| !is_over(**id)).count();
		settled_before(20);
		let (one, little) = (first(), Weight::from_parts(1, 0));
		// It looks at the auction, and for offers.
		assert_eq!(end_block(20, one - little), Weight::from_parts(50 + 3 + 7 + 3, 0));
		assert_eq!((left(), DueFrom::<Test>::get()), (2, 20));
		assert_eq!(end_block(22, one), one);
		assert_eq!((left(), DueFrom::<Test>::get()), (1, 20));
		// The last one, and the three blocks 20 to 22 that are over then.
		assert_eq!(end_block(22, Weight::MAX), cost(3, 1));
		assert_eq!((left(), DueFrom::<Test>::get()), (0, 23));
	});
}

#[test]
fn one_that_does_not_fit_keeps_later_ones_waiting() {
	execute_with_checks(|| {
		let kind = english(100 * FLOOR, None);
		assert_ok!(Market::start_auction(signed(MINER), DMC_SERIES, items(0..100), kind, 9));
		let small = ending(20, 0);
		settled_before(10);
		end_block(30, cost(11, 0));
		end_block(30, first());
		assert!(!is_over(0) && !is_over(small));
		assert_eq!(DueFrom::<Test>::get(), 10);
		end_block(31, Weight::MAX);
		assert!(is_over(0) && is_over(small));
	});
}

#[test]
fn stays_under_its_own_limit() {
	execute_with_checks(|| {
		let ids = [ending(20, 0), ending(20, 3)];
		settled_before(20);
		MaxSettleWeight::set(first());
		assert_eq!(end_block(20, Weight::MAX), first());
		assert_eq!(ids.into_iter().filter(|id| is_over(*id)).count(), 1);
	});
}

#[test]
fn does_nothing_when_there_is_no_room() {
	execute_with_checks(|| {
		let id = ending(20, 0);
		settled_before(20);
		assert_eq!(end_block(20, Weight::from_parts(49, 0)), Weight::zero());
		assert_eq!(end_block(20, Weight::zero()), Weight::zero());
		let base = Weight::from_parts(50, 0);
		assert_eq!(end_block(20, base), base);
		assert!(!is_over(id));
	});
}

/// An auction that waited because blocks were full can still be settled by anyone.
#[test]
fn leaves_auctions_that_wait_to_anyone() {
	execute_with_checks(|| {
		let id = ending(20, 0);
		at(21);
		assert_ok!(settle(STRANGER, id));
		assert_eq!(end_block(21, Weight::MAX), cost(22, 0));
	});
}

#[test]
fn voids_when_the_sale_fails() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(bid(BUYER, id, 9_000));
		settled_before(ENDS);
		Barred::set(true);
		end_block(ENDS, Weight::MAX);
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
		assert!(all_are(0..3, UNSOLD));
	});
}

#[test]
fn passes_over_entries_without_an_auction() {
	execute_with_checks(|| {
		let id = ending(20, 0);
		Due::<Test>::insert(15, 77, ());
		Due::<Test>::insert(20, 77, ());
		end_block(20, Weight::MAX);
		assert!(is_over(id));
		assert_eq!((Due::<Test>::iter().count(), DueFrom::<Test>::get()), (0, 21));
	});
}

/// Damaged records keep their own auction only from being settled.
#[test]
fn passes_over_an_auction_that_cannot_be_settled() {
	execute_with_checks(|| {
		let kind = english(9_000, None);
		assert_ok!(Market::start_auction(signed(MINER), DMC_SERIES, items(0..3), kind, 19));
		assert_ok!(bid(BUYER, 0, 9_000));
		let (other, terms) = (ending(20, 0), Terms::take(DMC_SERIES).unwrap());
		end_block(20, Weight::MAX);
		assert!(!is_over(0) && is_over(other));
		assert_eq!(DueFrom::<Test>::get(), 21);
		Terms::insert(DMC_SERIES, terms);
		at(21);
		assert_ok!(settle(STRANGER, 0));
		assert_eq!(dmc(BUYER), FUNDS - 9_000);
	});
}

/// An offer of the buyer for an unsold certificate, for a number of days.
fn offered(item: ItemId, days: u32) -> OfferId {
	let id = NextOfferId::<Test>::get();
	assert_ok!(offer(BUYER, item, FLOOR, days));
	events();
	id
}

fn expired(offer: OfferId) -> Event<Test> {
	Event::OfferExpired { offer, bidder: BUYER, amount: FLOOR }
}

#[test]
fn ends_offers_on_the_day_on_which_they_expire_and_not_before() {
	execute_with_checks(|| {
		settled_before(20);
		let (later, sooner, also) = (offered(0, 7), offered(1, 5), offered(2, 5));
		Today::set(14);
		assert_eq!(end_block(20, Weight::MAX), cost(1, 0));
		assert_eq!(events(), []);
		Today::set(15);
		let two = Weight::from_parts(2 * (3 + 800), 0);
		assert_eq!(end_block(21, Weight::MAX), cost(1, 0) + two);
		assert_eq!(events(), [expired(sooner), expired(also)]);
		assert_eq!((usdt(BUYER), dmc(BUYER)), (FUNDS - FLOOR, FUNDS - DEPOSIT));
		Today::set(30);
		end_block(22, Weight::MAX);
		assert_eq!(events(), [expired(later)]);
		assert_eq!((usdt(BUYER), dmc(BUYER)), (FUNDS, FUNDS));
	});
}

#[test]
fn credits_the_bidder_of_an_expired_offer_who_cannot_be_paid() {
	execute_with_checks(|| {
		let id = offered(0, 1);
		block(BUYER);
		Today::set(11);
		end_block(20, Weight::MAX);
		assert_eq!(events(), [expired(id)]);
		assert_eq!((credit(BUYER, USDT), dmc(BUYER)), (FLOOR, FUNDS));
	});
}

#[test]
fn an_offer_that_does_not_fit_waits_for_the_next_block() {
	execute_with_checks(|| {
		settled_before(20);
		let two = [offered(0, 1), offered(1, 1)];
		Today::set(11);
		let one = Weight::from_parts(50 + 3 + 800, 0);
		assert_eq!(
			end_block(21, one - Weight::from_parts(1, 0)),
			Weight::from_parts(50 + 3 + 2 * 3, 0)
		);
		assert_eq!(events(), []);
		assert_eq!(end_block(21, one), one);
		assert_eq!(events(), [expired(two[0])]);
		end_block(21, Weight::MAX);
		assert_eq!(events(), [expired(two[1])]);
	});
}

/// With little room in each block, many of the one leave the other every second block.
#[test]
fn auctions_and_offers_take_turns_at_being_first() {
	execute_with_checks(|| {
		let auctions = [ending(20, 0), ending(20, 3)];
		settled_before(20);
		let offers = [offered(10, 1), offered(11, 1)];
		Today::set(11);
		let left = || {
			(auctions.iter().filter(|id| !is_over(**id)).count(), Offers::<Test>::iter().count())
		};
		end_block(20, first());
		assert_eq!(left(), (1, offers.len()));
		end_block(21, Weight::from_parts(50 + 3 + 800, 0));
		assert_eq!(left(), (1, 1));
		end_block(22, first());
		assert_eq!(left(), (0, 1));
	});
}

#[test]
fn ends_offers_for_series_that_are_gone() {
	execute_with_checks(|| {
		let id = offered(0, 1);
		let terms = Terms::take(SERIES).unwrap();
		retire(0);
		Today::set(11);
		end_block(20, Weight::MAX);
		assert_eq!(events(), [expired(id)]);
		assert_eq!((usdt(BUYER), dmc(BUYER)), (FUNDS, FUNDS));
		Terms::insert(SERIES, terms);
	});
}

/// Damaged records keep their own offer only from being ended.
#[test]
fn passes_over_an_offer_that_cannot_be_ended() {
	execute_with_checks(|| {
		let (id, other) = (offered(0, 1), offered(1, 1));
		Totals::<Test>::insert(DMC, DEPOSIT);
		Offers::<Test>::mutate(id, |offer| offer.as_mut().unwrap().deposit += 1);
		ExpiringOffers::<Test>::insert(ByExpiry::of(3, 77), ());
		Today::set(11);
		end_block(20, Weight::MAX);
		assert_eq!(events(), [expired(other)]);
		assert_eq!(ExpiringOffers::<Test>::iter().count(), 0);
		Offers::<Test>::mutate(id, |offer| offer.as_mut().unwrap().deposit -= 1);
		Totals::<Test>::insert(DMC, DEPOSIT);
		assert_ok!(cancel_offer(STRANGER, id));
		assert_eq!((usdt(BUYER), dmc(BUYER)), (FUNDS, FUNDS));
	});
}
