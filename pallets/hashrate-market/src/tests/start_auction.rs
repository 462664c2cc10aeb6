use super::*;

const ANY: AuctionKind = AuctionKind::English { reserve: 9_000, buy_now: None };

#[test]
fn locks_and_records_on_the_terms_of_now() {
	execute_with_checks(|| {
		Freezes::set(4);
		assert_ok!(start(MINER, [2, 0, 1], english(9_001, Some(9_001)), LASTS));
		let auction = Auction {
			seller: MINER,
			series: SERIES,
			items: items([2, 0, 1]),
			last_day: None,
			min_unreleased: 0,
			kind: english(9_001, Some(9_001)),
			schedule: Schedule {
				opened: NOW,
				ends: ENDS,
				planned: ENDS,
				latest: ENDS + DAY,
				window: WINDOW,
			},
			due: ENDS,
			step: percent(3),
			fees: fees(),
			freezes: 4,
			best: None,
		};
		assert_eq!(Auctions::<Test>::get(0), Some(auction));
		assert_eq!(Due::<Test>::iter_keys().collect::<Vec<_>>(), [(ENDS, 0)]);
		assert!(all_are(0..3, (MINER, false, Some(Lock::Auctioned(0)))));
		assert_eq!((certificate(3), usdt(MINER), NextAuctionId::<Test>::get()), (UNSOLD, FUNDS, 1));
		let (series, items, kind) = (SERIES, items([2, 0, 1]), english(9_001, Some(9_001)));
		let (auction, seller, ends, rate) = (0, MINER, ENDS, percent(1));
		let started = Event::AuctionStarted { auction, series, items, seller, kind, ends, rate };
		assert_eq!(events(), [started]);
	});
}

#[test]
fn of_sold_ones_remembers_the_earliest_last_day_and_what_is_left_then() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		LastDays::insert((SERIES, 51), 40);
		(50..53).for_each(|item| left(item, 1_000));
		assert_ok!(start(HOLDER, 50..53, dutch(600, 300), LASTS));
		let auction = auction(0);
		assert_eq!((auction.last_day, auction.kind), (Some(40), dutch(600, 300)));
		// It ends in the day after today at the latest.
		assert_eq!(auction.min_unreleased, 1_000 - INSTALMENT);
		assert!(all_are(50..53, (HOLDER, true, Some(Lock::Auctioned(0)))));
	});
}

#[test]
fn counts_auctions() {
	execute_with_checks(|| {
		for item in 0..3 {
			assert_ok!(start(MINER, [item], english(FLOOR, None), LASTS));
			assert_eq!(certificate(item).2, Some(Lock::Auctioned(item)));
		}
		assert_eq!(Due::<Test>::iter_prefix(ENDS).count(), 3);
	});
}

#[test]
fn says_when_there_is_no_further_id() {
	execute_with_checks(|| {
		NextAuctionId::<Test>::put(u32::MAX);
		assert_noop!(start(MINER, 0..3, ANY, LASTS), overflow());
	});
}

#[test]
fn holds_first_sales_to_the_floor_of_each() {
	execute_with_checks(|| {
		let low = Error::<Test>::PriceUnderFloor;
		assert_noop!(start(MINER, 0..3, english(3 * FLOOR - 1, None), LASTS), low);
		let low = Error::<Test>::PriceUnderFloor;
		assert_noop!(start(MINER, 0..3, dutch(9_000, 3 * FLOOR - 1), LASTS), low);
		assert_ok!(start(MINER, 0..3, english(3 * FLOOR, None), LASTS));
		assert_ok!(start(MINER, 3..6, dutch(9_000, 3 * FLOOR), LASTS));
	});
}

#[test]
fn holds_resales_to_one_unit_each() {
	execute_with_checks(|| {
		sold(50..56, HOLDER);
		let low = Error::<Test>::PriceUnderFloor;
		assert_noop!(start(HOLDER, 50..53, english(2, None), LASTS), low);
		let low = Error::<Test>::PriceUnderFloor;
		assert_noop!(start(HOLDER, 50..53, dutch(2, 2), LASTS), low);
		assert_ok!(start(HOLDER, 50..53, english(3, None), LASTS));
		assert_ok!(start(HOLDER, 53..56, dutch(3, 3), LASTS));
	});
}

#[test]
fn refuses_prices_that_do_not_fit() {
	execute_with_checks(|| {
		let wrong = Error::<Test>::InvalidPrices;
		assert_noop!(start(MINER, 0..3, english(9_001, Some(9_000)), LASTS), wrong);
		let wrong = Error::<Test>::InvalidPrices;
		assert_noop!(start(MINER, 0..3, dutch(9_000, 9_001), LASTS), wrong);
		assert_ok!(start(MINER, 0..3, english(9_001, Some(9_001)), LASTS));
		assert_ok!(start(MINER, 3..6, dutch(9_001, 9_001), LASTS));
	});
}

#[test]
fn lasts_one_block_to_ninety_days() {
	execute_with_checks(|| {
		for duration in [0, 90 * DAY + 1, u32::MAX] {
			assert_noop!(start(MINER, 0..3, ANY, duration), Error::<Test>::InvalidDuration);
		}
		assert_ok!(start(MINER, 0..3, ANY, 1));
		assert_ok!(start(MINER, 3..6, ANY, 90 * DAY));
		assert_eq!(auction(0).schedule.ends, NOW + 1);
		assert_eq!(auction(1).schedule.ends, NOW + 90 * DAY);
	});
}

#[test]
fn says_when_there_are_no_blocks_left() {
	execute_with_checks(|| {
		at(u32::MAX - DAY - 5);
		assert_noop!(start(MINER, 0..3, ANY, 6), Error::<Test>::InvalidDuration);
		assert_ok!(start(MINER, 0..3, ANY, 5));
	});
}

/// The window is rounded down, and at least one block.
#[test]
fn fixes_the_window_in_blocks() {
	execute_with_checks(|| {
		for (item, minutes) in [(0, 1), (1, 60), (2, 0)] {
			ExtensionMinutes::set(minutes);
			assert_ok!(start(MINER, [item], ANY, LASTS));
			assert_eq!(auction(item).schedule.window, minutes.max(1));
		}
	});
}

/// With the longest extension, which bids can bring, it must be over before the last day.
#[test]
fn of_sold_ones_ends_before_the_earliest_last_day() {
	execute_with_checks(|| {
		sold(50..56, HOLDER);
		LastDays::insert((SERIES, 51), LAST_DAY - 9);
		let days = LAST_DAY - 9 - Today::get();
		// The last day must be after today + the days that it can last, of which one is to extend.
		let longest = (days - 2) * DAY;
		let late = Error::<Test>::EndsTooLate;
		assert_noop!(start(HOLDER, 50..53, english(300, None), longest + 1), late);
		assert_ok!(start(HOLDER, 50..53, english(300, None), longest));
	});
}

#[test]
fn of_sold_ones_a_dutch_one_is_never_extended() {
	execute_with_checks(|| {
		sold(50..56, HOLDER);
		let longest = (LAST_DAY - Today::get() - 1) * DAY;
		let late = Error::<Test>::EndsTooLate;
		assert_noop!(start(HOLDER, 50..53, dutch(600, 300), longest + 1), late);
		assert_ok!(start(HOLDER, 50..53, dutch(600, 300), longest));
		assert_eq!(auction(0).schedule.latest, NOW + longest);
	});
}

#[test]
fn refuses_sold_ones_on_their_last_day() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		Today::set(LAST_DAY);
		let ended = Error::<Test>::NearlyEnded;
		assert_noop!(start(HOLDER, 50..53, english(300, None), 1), ended);
	});
}

#[test]
fn takes_sold_ones_of_a_late_series_and_unsold_ones_not() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		Late::set(true);
		assert_noop!(start(MINER, 0..3, ANY, LASTS), DispatchError::Other("late"));
		assert_ok!(start(HOLDER, 50..53, english(300, None), LASTS));
	});
}

#[test]
fn refuses_a_frozen_or_terminated_series() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		let both = |why: &'static str| {
			assert_noop!(start(MINER, 0..3, ANY, LASTS), DispatchError::Other(why));
			let kind = english(300, None);
			assert_noop!(start(HOLDER, 50..53, kind, LASTS), DispatchError::Other(why));
		};
		freeze();
		both("frozen");
		terminate();
		both("terminated");
	});
}

#[test]
fn refuses_sold_and_unsold_ones_together() {
	execute_with_checks(|| {
		sold([50], MINER);
		assert_noop!(start(MINER, [0, 50], ANY, LASTS), Error::<Test>::MixedLot);
		assert_noop!(start(MINER, [50, 0], ANY, LASTS), Error::<Test>::MixedLot);
	});
}

#[test]
fn refuses_locked_ones_and_those_of_others() {
	execute_with_checks(|| {
		assert_ok!(list([1], FLOOR, 5));
		assert_ok!(start(MINER, [2], ANY, LASTS));
		let (listed, auctioned) =
			(Error::<Test>::CertificateListed, Error::<Test>::CertificateAuctioned);
		assert_noop!(start(MINER, [0, 1], ANY, LASTS), listed);
		assert_noop!(start(MINER, [0, 2], ANY, LASTS), auctioned);
		lend(50, 700);
		assert_noop!(start(HOLDER, [50], ANY, LASTS), Error::<Test>::CertificateLent);
		assert_noop!(start(HOLDER, [0], ANY, LASTS), Error::<Test>::NotOwner);
	});
}

#[test]
fn refuses_an_unknown_certificate() {
	execute_with_checks(|| {
		assert_noop!(start(MINER, [0, 100], ANY, LASTS), Error::<Test>::UnknownCertificate);
	});
}
