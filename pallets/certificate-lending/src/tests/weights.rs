//! Weights that calls declare before, and return after.

use super::*;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	traits::Hooks,
};

type Call = crate::Call<Test>;

/// Of settling a loan with all the collateral that it can have.
const ANY: u64 = 118;

fn before(call: Call) -> u64 {
	call.get_dispatch_info().call_weight.ref_time()
}

fn after(result: DispatchResultWithPostInfo) -> u64 {
	result.unwrap().actual_weight.unwrap().ref_time()
}

#[test]
fn are_for_the_most_collateral_before() {
	let (loan, offer, item) = (0, 0, 0);
	assert_eq!(before(Call::repay { loan, amount: 1 }), 7_000 + ANY);
	assert_eq!(before(Call::foreclose { loan, how: TAKE }), 8_000 + ANY);
	assert_eq!(before(Call::foreclose { loan, how: AUCTION }), 9_000 + ANY);
	assert_eq!(before(Call::settle_loan { loan }), ANY);
	assert_eq!(before(Call::take_loan { offer, item }), 6_000 + ANY);
	let LoanTerms { asset, principal, interest, due_day, self_repaying } = usdt();
	let series = SERIES;
	let request =
		Call::request_loan { series, item, asset, principal, interest, due_day, self_repaying };
	assert_eq!(before(request), 1_000 + ANY);
	assert_eq!(before(Call::cancel_request { loan }), 2_000);
	assert_eq!(before(Call::fund { loan }), 3_000);
	assert_eq!(before(Call::cancel_loan_offer { offer }), 500);
}

#[test]
fn are_for_what_was_settled_after() {
	execute_with_checks(|| {
		let loan = funded(0, usdt());
		assert_eq!(after(Lending::settle_loan(signed(BOB), loan)), 100);
		assert_eq!(after(Lending::repay(signed(BOB), loan, 10)), 7_000);
		pay_capital(0, USDT, 10);
		assert_eq!(after(Lending::repay(signed(BOB), loan, 10)), 7_000 + 100);
		pay_capital(0, EUR, 10);
		assert_eq!(after(Lending::settle_loan(signed(BOB), loan)), 101);
		pay_capital(0, DMC, 10);
		assert_eq!(after(Lending::repay(signed(BOB), loan, 10)), 7_000 + 102);
		assert_eq!(after(Lending::repay(signed(BOB), loan, DEBT)), 7_000 + 102);
	});
}

#[test]
fn of_foreclosures_are_for_what_was_settled() {
	execute_with_checks(|| {
		let (loan, other) = (funded(0, usdt()), funded(1, usdt()));
		at(DEADLINE + 1);
		assert_eq!(after(Lending::foreclose(signed(LENDER), loan, AUCTION)), 9_000);
		pay_capital(1, EUR, 10);
		assert_eq!(after(Lending::foreclose(signed(LENDER), other, AUCTION)), 9_000 + 101);
		unsold(0);
		assert_eq!(after(Lending::foreclose(signed(LENDER), loan, TAKE)), 8_000 + 100);
		unsold(1);
		assert_eq!(after(Lending::foreclose(signed(LENDER), other, TAKE)), 8_000 + 101);
	});
}

#[test]
fn of_the_hook_leave_room_for_any_loan() {
	MaxSettleWeight::set(Weight::from_parts(5 * 7 + 4 * 500 + ANY, 0));
	<Lending as Hooks<u64>>::integrity_test();
}

#[test]
#[should_panic(expected = "no block could settle the largest loan")]
fn of_the_hook_must_leave_that_room() {
	MaxSettleWeight::set(Weight::from_parts(5 * 7 + 4 * 500 + ANY - 1, 0));
	<Lending as Hooks<u64>>::integrity_test();
}
