//! Ways to take a certificate or money out of a loan, each of which fails, and accounts that cannot be
//! paid, which stop nobody.

use crate::{
	checks::check_everything, lending_steps::*, people::*, steps::*, trading::*, world::*,
};
use dmex_primitives::{Lock, SeriesId};
use dmex_runtime::configs::filters::ProxyType;
use frame_support::storage::with_storage_layer;
use pallet_certificate_lending::{Call, Error, LoanTerms};
use pallet_hashrate_market::{Call as Market, Error as MarketError};
use pallet_hashrate_nft::Error as NftError;
use pallet_uniques::{Call as Uniques, Error as UniquesError};
use sp_runtime::{ArithmeticError, DispatchError, MultiAddress};

fn give_away(series: SeriesId, to: AccountId) -> RuntimeCall {
	let dest = MultiAddress::Id(to);
	Uniques::transfer { collection: series, item: 0, dest }.into()
}

fn approve(series: SeriesId, delegate: AccountId) -> RuntimeCall {
	let delegate = MultiAddress::Id(delegate);
	Uniques::approve_transfer { collection: series, item: 0, delegate }.into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls }.into()
}

/// Given away by its owner, by a delegate approved before or after, by a proxy, and together with the loan.
#[test]
fn collateral_moves_to_nobody() {
	execute_with_checks(|| {
		let series = mine();
		let locked: DispatchError = UniquesError::<Runtime>::Locked.into();
		assert_ok!(act(alice(), approve(series, dave())));
		let terms = hundred_dollars(today() + 5);
		let request = || RuntimeCall::from(request_call(series, 0, &terms));
		for to in [bob(), alice()] {
			let calls = vec![request(), give_away(series, to)];
			assert_noop!(act(alice(), batch(calls)), locked);
		}
		let loan = requested(&alice(), series, 0, &terms);
		let stays = || {
			assert_noop!(act(alice(), give_away(series, bob())), locked);
			assert_noop!(act(dave(), give_away(series, dave())), locked);
		};
		stays();
		assert_ok!(fund(&eve(), loan));
		stays();
		assert_ok!(act(alice(), approve(series, bob())));
		assert_noop!(act(bob(), give_away(series, bob())), locked);
		let proxy_type = ProxyType::Any;
		let delegate = MultiAddress::Id(bob());
		let add = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
		assert_ok!(act(alice(), add));
		let (real, call) = (MultiAddress::Id(alice()), Box::new(give_away(series, bob())));
		let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
		assert_ok!(act(bob(), proxy));
		assert_eq!(owner(series, 0), Some(alice()));
		// An approval does not outlive the lender's taking it.
		overdue(terms.due_day);
		assert_ok!(take(&eve(), loan));
		for who in [alice(), bob(), dave()] {
			let call = give_away(series, who.clone());
			assert_noop!(act(who, call), UniquesError::<Runtime>::NoPermission);
		}
		assert_eq!(owner(series, 0), Some(eve()));
	});
}

/// For sale and lent against at the same time, in one batch or two blocks, in either order.
#[test]
fn collateral_is_not_for_sale_in_the_same_batch() {
	execute_with_checks(|| {
		let series = mine();
		let terms = hundred_dollars(today() + 20);
		let offer = loan_offered(&eve(), series, &terms);
		let list = || {
			let call = Market::list { series, items: items(&[0]), price: 1, expires_in_days: 9 };
			RuntimeCall::from(call)
		};
		let borrow = || RuntimeCall::from(Call::take_loan { offer, item: 0 });
		let request = || RuntimeCall::from(request_call(series, 0, &terms));
		let before = [alice(), loans()].map(|who| balance(&who, &DOLLAR));
		for lock in [borrow(), request()] {
			let lent: DispatchError = MarketError::<Runtime>::CertificateLent.into();
			assert_noop!(act(alice(), batch(vec![lock.clone(), list()])), lent);
			let listed: DispatchError = NftError::<Runtime>::CertificateListed.into();
			assert_noop!(act(alice(), batch(vec![list(), lock])), listed);
		}
		assert_eq!([alice(), loans()].map(|who| balance(&who, &DOLLAR)), before);
		// Two loans against one certificate.
		let lent: DispatchError = NftError::<Runtime>::CertificateLent.into();
		assert_noop!(act(alice(), batch(vec![borrow(), request()])), lent);
		assert_noop!(act(alice(), batch(vec![request(), borrow()])), lent);
		// Repaid and sold in one batch is the borrower's right.
		assert_ok!(take_loan(&alice(), offer, 0));
		let loan = loan_of(series, 0).unwrap();
		let repay = Call::repay { loan, amount: Balance::MAX }.into();
		assert_ok!(act(alice(), batch(vec![repay, list()])));
		assert_ok!(buy(&bob(), series, &[0], 1));
		assert_eq!(owner(series, 0), Some(bob()));
	});
}

/// An offer for a certificate is accepted only while it is no collateral.
#[test]
fn an_offer_buys_no_collateral() {
	execute_with_checks(|| {
		let series = mine();
		let offer = offered(&dave(), series, 0, 90_000_000);
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(today() + 20));
		assert!(with_storage_layer(|| accept_offer(&alice(), offer)).is_err());
		assert_eq!(owner(series, 0), Some(alice()));
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		assert_ok!(accept_offer(&alice(), offer));
		assert_eq!(owner(series, 0), Some(dave()));
	});
}

/// Eve cannot take dollars: Alice repays all the same, and Eve withdraws when she can.
#[test]
fn a_lender_that_cannot_be_paid_stops_no_repayment() {
	execute_with_checks(|| {
		let series = mine();
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(today() + 20));
		let before = balance(&eve(), &DOLLAR);
		block_asset(DOLLARS, eve());
		assert_ok!(repay(&alice(), loan, 3_000_000));
		check_everything();
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		assert_eq!((lock(series, 0), is_loan(loan)), (None, false));
		let due = PRINCIPAL + INTEREST - INTEREST_FEE;
		assert_eq!((credit(&eve(), &DOLLAR), balance(&eve(), &DOLLAR)), (due, before));
		assert_eq!(balance(&loans(), &DOLLAR), due);
		check_everything();
		thaw_asset(DOLLARS, eve());
		assert_ok!(withdraw(&eve(), DOLLAR));
		assert_eq!(balance(&eve(), &DOLLAR), before + due);
		assert_eq!(balance(&loans(), &DOLLAR), 0);
	});
}

/// By income, too: the payout goes on, and every holder is paid.
#[test]
fn a_blocked_lender_stops_no_payout() {
	execute_with_checks(|| {
		let series = mine();
		let loan = lent(&eve(), &alice(), series, 0, &self_repaying(400_000, 0, today() + 20));
		let before = [alice(), bob(), eve()].map(|who| balance(&who, &COIN));
		block_asset(COINS, eve());
		pays(series, &[EXPECTED]);
		settled();
		let after = [alice(), bob(), eve()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0] + DAILY - 400_000, before[1] + DAILY, before[2]]);
		assert_eq!((credit(&eve(), &COIN), is_loan(loan)), (400_000, false));
	});
}

/// A blocked borrower gets no loan. One that is blocked later repays by income, and hinders no foreclosure:
/// what is its own becomes a credit.
#[test]
fn a_borrower_that_cannot_be_paid_hinders_no_lender() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 5;
		let loan = requested(&alice(), series, 0, &hundred_dollars(due_day));
		block_asset(DOLLARS, alice());
		assert!(with_storage_layer(|| fund(&eve(), loan)).is_err());
		thaw_asset(DOLLARS, alice());
		assert_ok!(fund(&eve(), loan));
		block_asset(DOLLARS, alice());
		block_asset(COINS, alice());
		overdue(due_day);
		let days = catches_up(series, EXPECTED);
		let id = auctioned_off(&eve(), loan, 110_000_000);
		assert_ok!(bid(&bob(), id, 110_000_000));
		let before = balance(&eve(), &DOLLAR);
		over(id);
		settled();
		assert_eq!(owner(series, 0), Some(bob()));
		assert_eq!(balance(&eve(), &DOLLAR), before + PRINCIPAL + INTEREST - INTEREST_FEE);
		// 108,900,000 less the debt; and the income of all days.
		assert_eq!(credit(&alice(), &DOLLAR), 5_899_999);
		assert_eq!(credit(&alice(), &COIN), Balance::from(days) * DAILY);
		for asset in [DOLLARS, COINS] {
			thaw_asset(asset, alice());
			assert_ok!(withdraw(&alice(), Asset::WithId(asset)));
		}
	});
}

/// The collateral of a blocked borrower is a credit when its loan is repaid; so is that of a blocked
/// lender who takes it.
#[test]
fn collateral_that_cannot_be_paid_is_credited() {
	for lender_takes in [false, true] {
		execute_with_checks(|| {
			let series = Plan { term: 10, ..Plan::default() }.on_sale_at(25_000_105);
			assert_ok!(buy(&alice(), series, &[0], 25_000_105));
			let loan = lent(&eve(), &alice(), series, 0, &coins(3_000_000, 0, today() + 6));
			pays(series, &[DAILY; 9]);
			pays(series, &[0]);
			settled();
			let kept = balance(&loans(), &DOLLAR);
			assert_eq!(kept, 2_475_013);
			let payee = if lender_takes { eve() } else { alice() };
			block_asset(DOLLARS, payee.clone());
			if lender_takes {
				assert_ok!(take(&eve(), loan));
			} else {
				assert_ok!(repay(&alice(), loan, Balance::MAX));
			}
			assert_eq!((credit(&payee, &DOLLAR), is_loan(loan)), (kept, false));
			thaw_asset(DOLLARS, payee.clone());
			assert_ok!(withdraw(&payee, DOLLAR));
			assert_eq!(balance(&loans(), &DOLLAR), 0);
		});
	}
}

/// Sums that no balance holds are refused when they are asked for.
#[test]
fn interest_that_overflows_is_refused() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 20;
		let terms = dollars(1, Balance::MAX, due_day);
		let overflow: DispatchError = ArithmeticError::Overflow.into();
		assert_eq!(with_storage_layer(|| request_loan(&alice(), series, 0, &terms)), Err(overflow));
		assert_eq!(with_storage_layer(|| offer_loan(&eve(), series, &terms, 0, 5)), Err(overflow));
		// The largest that fits is a loan like any other: it is only never repaid.
		let terms = LoanTerms { interest: Balance::MAX - 1, ..terms };
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		assert_eq!(debt(series, 0), Balance::MAX);
		assert_ok!(repay(&alice(), loan, 1_000_001));
		assert_eq!(debt(series, 0), Balance::MAX - 1_000_001);
		overdue(due_day);
		assert_ok!(take(&eve(), loan));
	});
}

/// Nobody funds a request whose certificate is frozen, refunded or burnt meanwhile, and nobody is held by
/// one.
#[test]
fn requests_in_stale_states_are_not_funded() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		let loan = requested(&alice(), series, 0, &hundred_dollars(today() + 40));
		let offer = loan_offered(&eve(), series, &hundred_dollars(today() + 40));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		assert_noop!(fund(&eve(), loan), Error::<Runtime>::SeriesFrozen);
		assert_noop!(cancel_request(&dave(), loan), Error::<Runtime>::StillValid);
		to_block(end_of(referendum_on(series)) + 1);
		assert_noop!(fund(&eve(), loan), Error::<Runtime>::SeriesTerminated);
		let before = balance(&alice(), &DOLLAR);
		paid_out();
		// The whole refund is hers, and the lock is gone with it.
		assert_eq!(balance(&alice(), &DOLLAR), before + DEPOSIT - 2 * INSTALMENT);
		assert_eq!(lock(series, 0), None);
		check_everything();
		assert_ok!(cancel_request(&dave(), loan));
		assert!(!is_loan(loan));
		let refused = with_storage_layer(|| take_loan(&bob(), offer, 1));
		assert!(refused == Err(Error::<Runtime>::SeriesTerminated.into()) || !is_offered(offer));
	});
}

/// A certificate that is asked to be lent against ends like any other.
#[test]
fn a_request_keeps_no_ended_certificate() {
	execute_with_checks(|| {
		let series = Plan { term: 10, ..Plan::default() }.on_sale_at(25_000_105);
		assert_ok!(buy(&alice(), series, &[0], 25_000_105));
		let loan = requested(&alice(), series, 0, &hundred_dollars(today() + 6));
		pays(series, &[DAILY; 10]);
		paid_out();
		assert_eq!(HashrateNft::record_of(series, 0), None);
		check_everything();
		assert!(with_storage_layer(|| fund(&eve(), loan)).is_err());
		assert_ok!(cancel_request(&nobody(), loan));
		assert!(!is_loan(loan));
	});
}

/// A lender pays with its own: no account is emptied below what keeps it alive, and nothing is lent on credit.
#[test]
fn nobody_lends_more_than_it_has() {
	execute_with_checks(|| {
		let series = mine();
		let all = balance(&eve(), &DOLLAR);
		let loan = requested(&alice(), series, 0, &dollars(all + 1, 0, today() + 20));
		assert!(with_storage_layer(|| fund(&eve(), loan)).is_err());
		assert_noop!(fund(&alice(), loan), Error::<Runtime>::OwnLoan);
		assert_eq!((lock(series, 0), lien(series, 0)), (Some(Lock::Collateral), None));
		let terms = dollars(all + 1, 0, today() + 20);
		assert!(with_storage_layer(|| offer_loan(&eve(), series, &terms, 0, 5)).is_err());
		assert_ok!(cancel_request(&alice(), loan));
	});
}
