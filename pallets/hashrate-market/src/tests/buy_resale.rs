//! `buy`, of certificates that were sold before.

use super::*;

fn resold(
	of: impl IntoIterator<Item = ItemId>,
	seller: u64,
	total: Balance,
	fee: Balance,
) -> Event<Test> {
	Event::Resold { series: SERIES, items: items(of), buyer: BUYER, seller, total, fee }
}

#[test]
fn pays_fees_and_the_seller_and_hands_over() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_ok!(list_by(HOLDER, 50..53, 5_001, 5));
		events();
		Collects::set(0);
		assert_ok!(buy(BUYER, [52, 50], 10_002));
		// ceil(5,001 × 1 %) = 51 each: 102 in all, 40 to the pool and the rest to the treasury.
		assert_eq!((usdt(BUYER), usdt(HOLDER)), (FUNDS - 10_002, FUNDS + 9_900));
		assert_eq!((usdt(POOL), usdt(TREASURY), usdt(ESCROW)), (40, 62, 0));
		assert_eq!((usdt(MINER), Collects::get()), (FUNDS, 1));
		assert_eq!((certificate(50), certificate(52)), (SOLD, SOLD));
		assert_eq!(certificate(51), (HOLDER, true, Some(Lock::Listed)));
		assert_eq!(Listings::<Test>::iter_prefix(SERIES).count(), 1);
		assert_eq!(events(), [resold([52, 50], HOLDER, 10_002, 102)]);
		assert_eq!(LastDays::get((SERIES, 50)), Some(LAST_DAY));
	});
}

#[test]
fn pays_what_was_claimable_to_the_old_holder_first() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		earn(50, 70);
		earn(51, 7);
		earn(52, 700);
		assert_ok!(list_by(HOLDER, [50, 51, 52], 100, 5));
		assert_ok!(buy(BUYER, [50, 51], 200));
		assert_eq!((btc(HOLDER), btc(BUYER)), (FUNDS + 77, FUNDS));
		assert_eq!((Income::get((SERIES, 50)), Income::get((SERIES, 52))), (0, 700));
	});
}

#[test]
fn pays_each_of_several_sellers_at_its_own_price_and_rates() {
	execute_with_checks(|| {
		sold([50, 53], HOLDER);
		sold([51], STRANGER);
		sold([52], MINER);
		assert_ok!(list_by(HOLDER, [50, 53], 1_000, 5));
		TradingFee::set(percent(3));
		Split::set(ALL_TO_POOL);
		assert_ok!(list_by(STRANGER, [51], 2_000, 5));
		assert_ok!(list_by(MINER, [52], 4_000, 5));
		events();
		Collects::set(0);
		assert_ok!(buy(BUYER, [50, 51, 52, 53], 8_000));
		assert_eq!(usdt(HOLDER), FUNDS + 1_980);
		assert_eq!((usdt(STRANGER), usdt(MINER)), (FUNDS + 1_940, FUNDS + 3_880));
		// Of 20 the pool gets 8 and the treasury 12; of 60 and 120 all goes to the pool.
		assert_eq!((usdt(POOL), usdt(TREASURY), Collects::get()), (188, 12, 1));
		assert!(all_are(50..54, SOLD));
		let mut all = events();
		all.sort_by_key(|event| format!("{event:?}"));
		let mut expected = [
			resold([50, 53], HOLDER, 2_000, 20),
			resold([51], STRANGER, 2_000, 60),
			resold([52], MINER, 4_000, 120),
		];
		expected.sort_by_key(|event| format!("{event:?}"));
		assert_eq!(all, expected);
	});
}

#[test]
fn takes_a_hundred_of_a_hundred_sellers() {
	execute_with_checks(|| {
		for item in 0..100 {
			sold([item], 1_000 + u64::from(item));
			earn(item, 5);
			assert_ok!(list_by(1_000 + u64::from(item), [item], 100, 5));
		}
		assert_ok!(buy(BUYER, 0..100, 10_000));
		for seller in 1_000..1_100 {
			assert_eq!((usdt(seller), btc(seller)), (99, 5));
		}
	});
}

#[test]
fn refuses_sold_and_unsold_ones_together() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		assert_ok!(list_by(HOLDER, [50], FLOOR, 5));
		assert_ok!(list([0], FLOOR, 5));
		assert_noop!(buy(BUYER, [0, 50], 2 * FLOOR), Error::<Test>::MixedLot);
		assert_noop!(buy(BUYER, [50, 0], 2 * FLOOR), Error::<Test>::MixedLot);
	});
}

#[test]
fn lets_the_miner_buy_from_holders_and_nobody_from_itself() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		sold([51], MINER);
		assert_ok!(list_by(HOLDER, [50], 100, 5));
		assert_ok!(list_by(MINER, [51], 100, 5));
		assert_noop!(buy(HOLDER, [50], 100), Error::<Test>::BuyFromSelf);
		assert_noop!(buy(MINER, [50, 51], 200), Error::<Test>::BuyFromSelf);
		assert_ok!(buy(MINER, [50], 100));
		assert_eq!(certificate(50), (MINER, true, None));
	});
}

#[test]
fn is_possible_while_the_series_is_late_and_not_frozen_or_terminated() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_ok!(list_by(HOLDER, 50..53, 100, 5));
		Late::set(true);
		assert_ok!(buy(BUYER, [50], 100));
		freeze();
		assert_noop!(buy(BUYER, [51], 100), DispatchError::Other("frozen"));
		Frozen::set(false);
		assert_ok!(buy(BUYER, [51], 100));
		terminate();
		assert_noop!(buy(BUYER, [52], 100), DispatchError::Other("terminated"));
	});
}

#[test]
fn ends_with_the_day_before_the_last_day() {
	execute_with_checks(|| {
		sold(50..53, HOLDER);
		assert_ok!(list_by(HOLDER, 50..53, 100, 90));
		Today::set(LAST_DAY - 1);
		assert_ok!(buy(BUYER, [50], 100));
		Today::set(LAST_DAY);
		assert_noop!(buy(BUYER, [51], 100), Error::<Test>::NearlyEnded);
	});
}

#[test]
fn refuses_what_lost_its_lock_or_is_gone() {
	execute_with_checks(|| {
		sold(50..52, HOLDER);
		assert_ok!(list_by(HOLDER, 50..52, 100, 5));
		retire(51);
		terminate();
		refund(50);
		Terms::mutate(SERIES, |terms| terms.as_mut().unwrap().terminated = false);
		assert_noop!(buy(BUYER, [50], 100), Error::<Test>::NotListed);
		assert_noop!(buy(BUYER, [51], 100), Error::<Test>::NotListed);
		assert_ok!(delist(STRANGER, [50, 51]));
	});
}

#[test]
fn credits_a_seller_who_cannot_be_paid_and_still_sells() {
	execute_with_checks(|| {
		sold([50], HOLDER);
		sold([51], STRANGER);
		assert_ok!(list_by(HOLDER, [50], 1_000, 5));
		assert_ok!(list_by(STRANGER, [51], 1_000, 5));
		block(HOLDER);
		assert_ok!(buy(BUYER, [50, 51], 2_000));
		assert_eq!((usdt(HOLDER), credit(HOLDER, USDT)), (FUNDS, 990));
		assert_eq!((usdt(STRANGER), credit(STRANGER, USDT)), (FUNDS + 990, 0));
		assert!(all_are(50..52, SOLD));
	});
}

#[test]
fn demands_what_is_left_of_each_today() {
	execute_with_checks(|| {
		sold([50, 51], HOLDER);
		left(50, 700);
		left(51, 500);
		assert_ok!(list_by(HOLDER, [50, 51], 1_000, 5));
		let little = Error::<Test>::TooLittleUnreleased;
		assert_noop!(buy_protected(BUYER, [50, 51], FUNDS, 501), little);
		assert_ok!(buy_protected(BUYER, [50, 51], FUNDS, 500));
	});
}

/// Bought at the floor by an accomplice and resold dear: its small deposit cannot pass for another.
#[test]
fn a_small_deposit_at_a_high_price_cannot_surprise() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		assert_ok!(buy(HOLDER, [0], FLOOR));
		left(0, FLOOR - 30);
		assert_ok!(list_by(HOLDER, [0], 20 * FLOOR, 5));
		let call = buy_protected(BUYER, [0], 20 * FLOOR, 10 * FLOOR);
		assert_noop!(call, Error::<Test>::TooLittleUnreleased);
	});
}
