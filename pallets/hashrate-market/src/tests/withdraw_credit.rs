use super::*;

/// The buyer's account is blocked, and 9,000 wait for it.
fn owed() {
	let id = first_sale();
	assert_ok!(bid(BUYER, id, 9_000));
	block(BUYER);
	assert_ok!(cancel(MINER, id));
	assert_eq!(credit(BUYER, USDT), 9_000);
	events();
}

#[test]
fn pays_all_of_it() {
	execute_with_checks(|| {
		owed();
		allow(BUYER);
		assert_ok!(withdraw(BUYER, USDT));
		assert_eq!((usdt(BUYER), credit(BUYER, USDT)), (FUNDS, 0));
		assert_eq!(events(), [Event::CreditPaid { who: BUYER, asset: USDT, amount: 9_000 }]);
		assert!(!Credits::<Test>::contains_key(BUYER, USDT));
		assert_noop!(withdraw(BUYER, USDT), Error::<Test>::NoCredit);
	});
}

#[test]
fn fails_while_it_cannot_be_paid_and_keeps_it() {
	execute_with_checks(|| {
		owed();
		assert_noop!(withdraw(BUYER, USDT), sp_runtime::TokenError::Blocked);
		assert_eq!(credit(BUYER, USDT), 9_000);
	});
}

#[test]
fn fails_while_it_is_too_little_for_an_account_and_keeps_it() {
	execute_with_checks(|| {
		sold_in(DMC_SERIES, 50, HOLDER);
		let make = |amount| Market::make_offer(signed(BUYER), DMC_SERIES, 50, amount, 5);
		assert_ok!(make(ED - 1));
		reap(BUYER);
		assert_ok!(cancel_offer(BUYER, 0));
		assert_noop!(withdraw(BUYER, DMC), sp_runtime::TokenError::BelowMinimum);
		fund(DMC, BUYER, ED);
		assert_ok!(withdraw(BUYER, DMC));
		assert_eq!(dmc(BUYER), 2 * ED - 1);
	});
}

#[test]
fn is_for_the_payee_and_the_asset_only() {
	execute_with_checks(|| {
		owed();
		assert_noop!(withdraw(STRANGER, USDT), Error::<Test>::NoCredit);
		assert_noop!(withdraw(BUYER, DMC), Error::<Test>::NoCredit);
		assert_noop!(withdraw(BUYER, Asset::WithId(77)), Error::<Test>::NoCredit);
	});
}

#[test]
fn refuses_unsigned_and_root() {
	execute_with_checks(|| {
		owed();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = Market::withdraw_credit(origin, USDT);
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}
