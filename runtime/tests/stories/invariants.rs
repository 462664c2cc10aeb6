//! The checks across pallets after every story: the state is corrupted in each way that one of them is
//! for, and it must notice.

use crate::{checks::*, insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{Lock, Locks, PayOrCredit};
use frame_support::storage::{with_transaction, TransactionOutcome::Rollback};
use pallet_hashrate_market::{Auctions, Listings, Offers, OffersBy};
use pallet_mutual_insurance::{LiveClaims, Reserved};
use pallet_risk_escrow::{Ledgers, Positions};
use sp_runtime::DispatchError;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Corrupt the state, assert that a check notices, and undo it.
fn notices(check: fn(), what: &str, corrupt: impl FnOnce()) {
	let mut noticed = false;
	let _ = with_transaction(|| {
		corrupt();
		noticed = catch_unwind(AssertUnwindSafe(check)).is_err();
		Rollback(Ok::<_, DispatchError>(()))
	});
	assert!(noticed, "nobody noticed: {what}");
	check();
}

fn lock_as(series: u32, item: u32, lock: Lock) {
	assert_ok!(<HashrateNft as Locks<AccountId>>::lock(series, item, lock));
}

fn unlock_from(series: u32, item: u32, lock: Lock) {
	assert_ok!(<HashrateNft as Locks<AccountId>>::unlock(series, item, lock));
}

/// A certificate is locked exactly if the market has one record of it.
#[test]
fn every_lock_has_its_record_and_every_record_its_lock() {
	execute_with_checks(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 50);
		let locked = Lock::Auctioned(id);
		let next = id + 1;
		notices(check_locks, "listed without a listing", || lock_as(series, 1, Lock::Listed));
		notices(check_locks, "auctioned without an auction", || {
			lock_as(series, 1, Lock::Auctioned(next))
		});
		notices(check_locks, "in another's lot", || lock_as(series, 1, locked));
		notices(check_locks, "as collateral", || lock_as(series, 1, Lock::Collateral));
		notices(check_locks, "the listing is gone", || Listings::<Runtime>::remove(series, 2));
		notices(check_locks, "the auction is gone", || Auctions::<Runtime>::remove(id));
		notices(check_locks, "the listing's lock is gone", || unlock_from(series, 2, Lock::Listed));
		notices(check_locks, "the auction's lock is gone", || unlock_from(series, 0, locked));
		notices(check_locks, "another lock", || {
			unlock_from(series, 0, locked);
			lock_as(series, 0, Lock::Auctioned(next));
		});
		notices(check_locks, "a listing of what is auctioned", || {
			let listing = Listings::<Runtime>::get(series, 2).unwrap();
			Listings::<Runtime>::insert(series, 0, listing);
		});
		notices(check_locks, "somebody else's listing", || {
			Listings::<Runtime>::mutate(series, 2, |listing| {
				listing.as_mut().unwrap().seller = alice()
			})
		});
		notices(check_locks, "an auction of another series", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().series = series + 1)
		});
		notices(check_locks, "a shorter lot", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().items = items(&[]))
		});
	});
}

/// The market's account holds every bid, offer and credit.
#[test]
fn all_money_of_the_market_is_there() {
	execute_with_checks(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 50);
		assert_ok!(bid(&bob(), id, 1_000));
		let offer = offered(&charlie(), series, 1, 1_000);
		let cancelled = offered(&dave(), series, 1, 500);
		block_asset(DOLLARS, dave());
		assert_ok!(cancel_offer(&dave(), cancelled));
		notices(check_market, "a bid of more", || {
			Auctions::<Runtime>::mutate(id, |auction| {
				auction.as_mut().unwrap().best.as_mut().unwrap().amount += 1
			})
		});
		notices(check_market, "a forgotten bid", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().best = None)
		});
		notices(check_market, "an offer of more", || {
			Offers::<Runtime>::mutate(offer, |offer| offer.as_mut().unwrap().amount += 1)
		});
		notices(check_market, "a forgotten offer", || {
			Offers::<Runtime>::remove(offer);
			OffersBy::<Runtime>::remove(charlie(), offer);
		});
		for asset in [DOLLAR, Asset::Native] {
			notices(check_market, "a credit without money", || {
				assert_ok!(Credits::credit(&market(), &asset, &dave(), 1));
			});
		}
		notices(check_market, "money of nobody", || {
			let dest = sp_runtime::MultiAddress::Id(market());
			assert_ok!(act(alice(), pallet_balances::Call::transfer_keep_alive { dest, value: 1 }));
		});
		notices(check_everything, "a bid of more", || {
			Auctions::<Runtime>::mutate(id, |auction| {
				auction.as_mut().unwrap().best.as_mut().unwrap().amount += 1
			})
		});
	});
}

/// Certificates are kept for live claims, and their bits belong to awards.
#[test]
fn claims_awards_and_certificates_agree() {
	execute_with_checks(|| {
		let series = lost();
		let claim = ClaimRequest::of(series).approved();
		award_paid_out(claim);
		let open = |open: u32| {
			Ledgers::<Runtime>::mutate(series, |ledger| {
				ledger.as_mut().unwrap().history.claims.open = open
			})
		};
		notices(check_insurance, "certificates are not kept", || open(0));
		notices(check_insurance, "certificates are kept for nothing", || open(2));
		notices(check_insurance, "an award that does not exist", || {
			Positions::<Runtime>::mutate(series, 0, |position| {
				position.as_mut().unwrap().awards = 0b11
			})
		});
		notices(check_everything, "the claim is forgotten", || {
			LiveClaims::<Runtime>::remove(claim)
		});
	});
}

/// The pool holds what it approved.
#[test]
fn all_that_was_approved_is_there() {
	execute_with_checks(|| {
		let series = stricken();
		ClaimRequest { amount: DMC, ..ClaimRequest::of(series) }.approved();
		notices(check_pool, "the pool is empty", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let call = pallet_balances::Call::transfer_all { dest, keep_alive: true };
			assert_ok!(act(insurance_pool(), call));
		});
		notices(check_everything, "less is kept than was approved", || {
			Reserved::<Runtime>::insert(NATIVE, DMC - 1)
		});
		notices(check_money, "the pool gave something away", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let value = pool(&NATIVE) - TOTAL_SUPPLY / 10 + 1;
			let call = pallet_balances::Call::transfer_allow_death { dest, value };
			assert_ok!(act(insurance_pool(), call));
		});
	});
}
