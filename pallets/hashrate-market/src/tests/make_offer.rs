use super::*;

#[test]
fn for_a_sold_one_holds_the_money_and_records_the_terms_of_now() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		Freezes::set(4);
		assert_ok!(offer(BUYER, 50, 700, 7));
		let (bidder, series, item, amount, expires_on) = (BUYER, SERIES, 50, 700, 17);
		let (deposit, min_unreleased) = (DEPOSIT, 0);
		let (first_sale, freezes, fees) = (false, 4, fees());
		let made = Offer {
			bidder,
			series,
			item,
			payment_asset: USDT,
			amount,
			deposit,
			expires_on,
			min_unreleased,
			first_sale,
			freezes,
			fees,
		};
		assert_eq!(Offers::<Test>::get(0), Some(made));
		let place = (series, item, (false, 4), ByAmount::of(700, 0));
		assert_eq!(OffersOn::<Test>::iter_keys().collect::<Vec<_>>(), [place]);
		assert_eq!(ExpiringOffers::<Test>::iter_keys().collect::<Vec<_>>(), [ByExpiry::of(17, 0)]);
		assert_eq!((dmc(BUYER), dmc(Market::account())), (FUNDS - DEPOSIT, ED + DEPOSIT));
		assert_eq!(OffersBy::<Test>::iter_keys().collect::<Vec<_>>(), [(BUYER, 0)]);
		assert_eq!((usdt(BUYER), usdt(Market::account())), (FUNDS - 700, 700));
		assert_eq!((certificate(50), NextOfferId::<Test>::get()), (HELD, 1));
		let rate = percent(1);
		let event = Event::OfferMade {
			offer: 0,
			series,
			item,
			bidder,
			amount,
			expires_on,
			min_unreleased,
			rate,
		};
		assert_eq!(events(), [event]);
	});
}

#[test]
fn for_an_unsold_one_says_so() {
	execute_with_checks(|| {
		assert_ok!(offer(BUYER, 0, FLOOR, 7));
		assert!(Offers::<Test>::get(0).unwrap().first_sale);
		assert_eq!(certificate(0), UNSOLD);
	});
}

#[test]
fn several_for_one_certificate_are_possible() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(offer(BUYER, 50, 700, 7));
		assert_ok!(offer(STRANGER, 50, 600, 7));
		assert_ok!(offer(BUYER, 50, 100, 7));
		assert_eq!((usdt(BUYER), usdt(STRANGER)), (FUNDS - 800, FUNDS - 600));
		let mut of_buyer: Vec<_> = OffersBy::<Test>::iter_key_prefix(BUYER).collect();
		of_buyer.sort_unstable();
		assert_eq!(of_buyer, [0, 2]);
	});
}

#[test]
fn says_when_there_is_no_further_id() {
	execute_with_checks(|| {
		NextOfferId::<Test>::put(u32::MAX);
		assert_noop!(offer(BUYER, 0, FLOOR, 7), overflow());
	});
}

#[test]
fn holds_first_sales_to_the_floor_and_resales_to_one() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_noop!(offer(BUYER, 0, FLOOR - 1, 7), Error::<Test>::PriceUnderFloor);
		assert_ok!(offer(BUYER, 0, FLOOR, 7));
		assert_noop!(offer(BUYER, 50, 0, 7), Error::<Test>::PriceUnderFloor);
		assert_ok!(offer(BUYER, 50, 1, 7));
	});
}

/// Offers that are nothing beside what the certificate protects only fill lists.
#[test]
fn is_one_per_cent_of_what_is_left_at_least() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		left(50, 7_001);
		assert_noop!(offer(BUYER, 50, 70, 7), Error::<Test>::OfferTooLow);
		assert_ok!(offer(BUYER, 50, 71, 7));
	});
}

#[test]
fn demands_no_more_than_is_left_now() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		left(50, 700);
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(offer_demanding(BUYER, 50, 100, 7, (0, 701)), little);
		assert_ok!(offer_demanding(BUYER, 50, 100, 7, (0, 700)));
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(offer_demanding(BUYER, 0, FLOOR, 7, (0, FLOOR - 29)), little);
		assert_ok!(offer_demanding(BUYER, 0, FLOOR, 7, (0, FLOOR - 30)));
	});
}

#[test]
fn expires_before_fewer_days_are_left_than_it_demands() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		let few = Error::<Test>::TooFewDaysLeft;
		assert_noop!(offer_demanding(BUYER, 50, 100, 90, (LAST_DAY - 9, 0)), few);
		for (id, (min_days_left, expires_on)) in
			(0..).zip([(LAST_DAY - 10, 11), (30, 21), (1, 50), (0, 50)])
		{
			assert_ok!(offer_demanding(BUYER, 50, 100, 90, (min_days_left, 0)));
			assert_eq!(Offers::<Test>::get(id).unwrap().expires_on, expires_on);
		}
		// Thirty days are left on day 20.
		assert_ok!(offer_demanding(BUYER, 50, 100, 3, (30, 0)));
		assert_eq!(Offers::<Test>::get(4).unwrap().expires_on, 13);
	});
}

#[test]
fn for_an_unsold_one_demands_the_whole_term_at_most() {
	execute_with_checks(|| {
		let few = Error::<Test>::TooFewDaysLeft;
		assert_noop!(offer_demanding(BUYER, 0, FLOOR, 90, (31, 0)), few);
		assert_ok!(offer_demanding(BUYER, 0, FLOOR, 90, (30, 0)));
		assert_eq!(Offers::<Test>::get(0).unwrap().expires_on, 100);
	});
}

#[test]
fn takes_1_to_90_days() {
	execute_with_checks(|| {
		for days in [0, 91, u32::MAX] {
			assert_noop!(offer(BUYER, 0, FLOOR, days), Error::<Test>::InvalidExpiry);
		}
		assert_ok!(offer(BUYER, 0, FLOOR, 1));
		assert_ok!(offer(BUYER, 0, FLOOR, 90));
		let expires_on = |id| Offers::<Test>::get(id).unwrap().expires_on;
		assert_eq!((expires_on(0), expires_on(1)), (11, 100));
	});
}

#[test]
fn refuses_a_locked_one() {
	execute_with_checks(|| {
		first_sale();
		assert_ok!(list([3], FLOOR, 7));
		assert_noop!(offer(BUYER, 0, FLOOR, 7), Error::<Test>::CertificateAuctioned);
		assert_noop!(offer(BUYER, 3, FLOOR, 7), Error::<Test>::CertificateListed);
	});
}

#[test]
fn refuses_the_owner() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_noop!(offer(HOLDER, 50, 100, 7), Error::<Test>::BuyFromSelf);
		assert_noop!(offer(MINER, 0, FLOOR, 7), Error::<Test>::BuyFromSelf);
		assert_ok!(offer(MINER, 50, 100, 7));
	});
}

#[test]
fn refuses_a_bidder_who_cannot_pay() {
	execute_with_checks(|| {
		assert_noop!(offer(BUYER, 0, FUNDS + 1, 7), Error::<Test>::CannotPay);
		assert_ok!(offer(BUYER, 0, FUNDS, 7));
		let call =
			|who, amount| plain(|| Market::make_offer(signed(who), DMC_SERIES, 0, amount, 7, 0, 0));
		let all = FUNDS - ED - DEPOSIT;
		assert_noop!(call(STRANGER, all + 1), Error::<Test>::CannotPay);
		assert_ok!(call(STRANGER, all));
		assert_eq!((usdt(BUYER), dmc(STRANGER)), (0, ED));
		// Not even the deposit.
		assert_noop!(offer(STRANGER, 0, FLOOR, 7), Error::<Test>::CannotPay);
	});
}

#[test]
fn refuses_a_late_first_sale_and_takes_a_late_resale() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		Late::set(true);
		assert_noop!(offer(BUYER, 0, FLOOR, 7), DispatchError::Other("late"));
		assert_ok!(offer(BUYER, 50, 100, 7));
	});
}

#[test]
fn refuses_a_frozen_or_terminated_series() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		freeze();
		assert_noop!(offer(BUYER, 0, FLOOR, 7), DispatchError::Other("frozen"));
		assert_noop!(offer(BUYER, 50, 100, 7), DispatchError::Other("frozen"));
		terminate();
		assert_noop!(offer(BUYER, 0, FLOOR, 7), DispatchError::Other("terminated"));
		assert_noop!(offer(BUYER, 50, 100, 7), DispatchError::Other("terminated"));
	});
}

#[test]
fn refuses_one_on_its_last_day() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		Today::set(LAST_DAY - 1);
		assert_ok!(offer(BUYER, 50, 100, 7));
		Today::set(LAST_DAY);
		assert_noop!(offer(BUYER, 50, 100, 7), Error::<Test>::NearlyEnded);
	});
}

#[test]
fn refuses_an_unknown_series_or_certificate() {
	execute_with_checks(|| {
		let call = Market::make_offer(signed(BUYER), 9, 0, FLOOR, 7, 0, 0);
		assert_noop!(call, Error::<Test>::UnknownSeries);
		assert_noop!(offer(BUYER, 100, FLOOR, 7), Error::<Test>::UnknownCertificate);
	});
}
