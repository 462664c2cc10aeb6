//! The order of listings by price, and of offers by amount.

use super::*;

fn in_series() -> Vec<(Balance, ItemId)> {
	Market::cheapest_of_series(SERIES, None).map(|key| (key.price(), key.item())).collect()
}

fn in_network() -> Vec<(Asset, Balance, SeriesId)> {
	let told = |key: ByAssetAndPrice| (key.asset(), key.price(), key.series());
	Market::cheapest_of_network(1, None).map(told).collect()
}

#[test]
fn of_listings_is_that_of_their_prices() {
	execute_with_checks(|| {
		sold(50..54, HOLDER);
		for (item, price) in [(50, 300), (51, 7), (52, 70_000), (53, 300)] {
			assert_ok!(list_by(HOLDER, [item], price, 5));
		}
		assert_ok!(list([3], 4_000, 5));
		assert_eq!(in_series(), [(7, 51), (300, 50), (300, 53), (4_000, 3), (70_000, 52)]);
		assert_ok!(reprice(HOLDER, [51], 5_000));
		assert_ok!(buy(BUYER, [50], 300));
		assert_ok!(delist(HOLDER, [52]));
		assert_eq!(in_series(), [(300, 53), (4_000, 3), (5_000, 51)]);
		let rest = Market::cheapest_of_series(SERIES, Some(ByPrice::of(300, 60)));
		assert_eq!(rest.map(|key| key.item()).collect::<Vec<_>>(), [3, 51]);
	});
}

#[test]
fn of_listings_of_a_network_is_by_asset_first() {
	execute_with_checks(|| {
		assert_ok!(list([3], 4_000, 5));
		assert_ok!(list([4], 3_000, 5));
		assert_ok!(Market::list(signed(MINER), DMC_SERIES, items([0]), 5_000, 5));
		let all = [(DMC, 5_000, DMC_SERIES), (USDT, 3_000, SERIES), (USDT, 4_000, SERIES)];
		assert_eq!(in_network(), all);
		let after = Some(ByAssetAndPrice::last_of(&DMC));
		let rest = Market::cheapest_of_network(1, after).map(|key| key.item());
		assert_eq!(rest.collect::<Vec<_>>(), [4, 3]);
		assert_eq!(Market::cheapest_of_network(2, None).count(), 0);
	});
}

#[test]
fn of_offers_is_that_of_their_amounts_then_of_their_ages() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		for amount in [100, 70_000, 300, 100] {
			assert_ok!(offer(BUYER, 50, amount, 5));
		}
		assert_eq!(Market::offers_on(SERIES, 50).collect::<Vec<_>>(), [1, 2, 0, 3]);
		assert_eq!(Market::offers_on(SERIES, 100).count(), 0);
	});
}

/// However many were made for what the certificate no longer is, they keep no good one from being seen.
#[test]
fn of_offers_leaves_out_those_from_before_a_first_sale_or_a_freeze() {
	execute_with_checks(|| {
		for _ in 0..5 {
			assert_ok!(offer(STRANGER, 0, 20_000, 5));
		}
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(buy(HOLDER, [0], FLOOR));
		assert_ok!(offer(BUYER, 0, 100, 5));
		assert_eq!(Market::offers_on(SERIES, 0).collect::<Vec<_>>(), [5]);
		freeze();
		Frozen::set(false);
		assert_ok!(offer(BUYER, 0, 99, 5));
		assert_eq!(Market::offers_on(SERIES, 0).collect::<Vec<_>>(), [6]);
	});
}

#[test]
fn an_acceptable_offer_has_what_it_demands() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		left(50, 1_000);
		assert_ok!(offer_demanding(BUYER, 50, 100, 5, (0, 900)));
		assert_ok!(offer(BUYER, 0, FLOOR, 5));
		let stored = |id| Offers::<Test>::get(id).unwrap();
		assert_ok!(Market::ensure_acceptable(&stored(0)));
		left(50, 899);
		let little = Error::<Test>::TooLittleUnreleased.into();
		assert_eq!(Market::ensure_acceptable(&stored(0)), Err(little));
		assert_ok!(Market::ensure_acceptable(&stored(1)));
		Late::set(true);
		assert_eq!(Market::ensure_acceptable(&stored(1)), Err("late".into()));
	});
}
