//! What always holds across pallets is checked after every story: here each check is broken once,
//! and must notice.

use crate::{
	insurance_checks::{check_insurance, check_pool},
	insurance_steps::*,
	people::*,
	steps::*,
	trading::*,
	world::*,
};
use dmex_primitives::{Lock, Locks};
use frame_support::storage::{with_transaction, TransactionOutcome::Rollback};
use pallet_hashrate_market::{Auctions, Credits, Listings, Offers, OffersBy};
use pallet_mutual_insurance::{ClaimStatus, Claims, LiveClaims, Reserved};
use pallet_risk_escrow::{Ledgers, Positions};
use sp_runtime::DispatchError;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Break something, see it noticed, and mend it again.
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

/// 5. A certificate is locked exactly when one pallet holds one record for it.
#[test]
fn every_lock_has_its_record_and_every_record_its_lock() {
	play(|| {
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
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 50);
		assert_ok!(bid(&bob(), id, 1_000));
		let wish = offered(&charlie(), series, 1, 1_000);
		let other = offered(&dave(), series, 1, 500);
		block_asset(DOLLARS, dave());
		assert_ok!(cancel_offer(&dave(), other));
		notices(check_market, "a bid of more", || {
			Auctions::<Runtime>::mutate(id, |auction| {
				auction.as_mut().unwrap().best.as_mut().unwrap().amount += 1
			})
		});
		notices(check_market, "a forgotten bid", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().best = None)
		});
		notices(check_market, "an offer of more", || {
			Offers::<Runtime>::mutate(wish, |offer| offer.as_mut().unwrap().amount += 1)
		});
		notices(check_market, "a forgotten offer", || {
			Offers::<Runtime>::remove(wish);
			OffersBy::<Runtime>::remove(charlie(), wish);
		});
		notices(check_market, "a larger credit", || {
			Credits::<Runtime>::mutate(dave(), DOLLAR, |credit| *credit += 1)
		});
		notices(check_market, "a credit of another asset", || {
			Credits::<Runtime>::insert(dave(), Asset::Native, 1)
		});
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

/// Certificates are kept for live claims, their bits stand for awards that cover them, and what was
/// paid are their shares.
#[test]
fn claims_awards_and_certificates_agree() {
	play(|| {
		let series = lost();
		let claim = Wish::of(series).approved();
		pushed(claim);
		let open = |open: u32| {
			Ledgers::<Runtime>::mutate(series, |ledger| ledger.as_mut().unwrap().claims.open = open)
		};
		let bits = |item: u32, awards: u16| {
			Positions::<Runtime>::mutate(series, item, |position| {
				position.as_mut().unwrap().awards = awards
			})
		};
		notices(check_insurance, "certificates are not kept", || open(0));
		notices(check_insurance, "certificates are kept for nothing", || open(2));
		notices(check_insurance, "an award that does not exist", || bits(0, 0b11));
		notices(check_insurance, "an award that does not cover it", || bits(2, 1));
		notices(check_insurance, "nobody was paid", || bits(0, 0));
		notices(check_insurance, "something else was paid", || {
			Claims::<Runtime>::mutate(claim, |claim| {
				let ClaimStatus::Awarded(award) = &mut claim.as_mut().unwrap().status else {
					panic!("no award")
				};
				award.paid -= 1;
			})
		});
		notices(check_everything, "the claim is forgotten", || {
			LiveClaims::<Runtime>::remove(claim)
		});
	});
}

/// The pool covers what it approved.
#[test]
fn all_that_was_approved_is_there() {
	play(|| {
		let series = stricken();
		Wish { amount: DMC, ..Wish::of(series) }.approved();
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
