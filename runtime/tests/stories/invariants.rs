//! The invariants across pallets: the state is corrupted in each way that one of them is for, and it
//! must notice.

use crate::{
	checks::*, insurance_steps::*, lending_steps::*, people::*, staking_steps::*, steps::*,
	trading::*, world::*,
};
use dmex_primitives::{Lock, Locks, PayOrCredit};
use dmex_runtime::{
	constants::governance::MAX_VOTERS,
	invariants::{self, Check},
	Governance,
};
use frame_support::{
	storage::{with_transaction, TransactionOutcome::Rollback},
	traits::StorageVersion,
};
use pallet_hashrate_market::{Auctions, Listings, Offers, OffersBy};
use pallet_mutual_insurance::{LiveClaims, Reserved};
use pallet_risk_escrow::{Ledgers, Positions};
use sp_runtime::DispatchError;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Corrupt the state, assert that a check notices, and undo it.
fn notices(check: fn() -> Check, what: &str, corrupt: impl FnOnce()) {
	let mut noticed = false;
	let _ = with_transaction(|| {
		corrupt();
		noticed = check().is_err();
		Rollback(Ok::<_, DispatchError>(()))
	});
	assert!(noticed, "nobody noticed: {what}");
	assert_ok!(check());
}

/// What only a test can know.
fn money() -> Check {
	catch_unwind(AssertUnwindSafe(check_money)).map_err(|_| "money".into())
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
		notices(invariants::locks, "listed without a listing", || lock_as(series, 1, Lock::Listed));
		notices(invariants::locks, "auctioned without an auction", || {
			lock_as(series, 1, Lock::Auctioned(next))
		});
		notices(invariants::locks, "in another's lot", || lock_as(series, 1, locked));
		notices(invariants::locks, "as collateral", || lock_as(series, 1, Lock::Collateral));
		notices(invariants::locks, "staked without a stake", || lock_as(series, 1, Lock::Staked));
		notices(invariants::locks, "the listing is gone", || {
			Listings::<Runtime>::remove(series, 2)
		});
		notices(invariants::locks, "the auction is gone", || Auctions::<Runtime>::remove(id));
		notices(invariants::locks, "the listing's lock is gone", || {
			unlock_from(series, 2, Lock::Listed)
		});
		notices(invariants::locks, "the auction's lock is gone", || unlock_from(series, 0, locked));
		notices(invariants::locks, "another lock", || {
			unlock_from(series, 0, locked);
			lock_as(series, 0, Lock::Auctioned(next));
		});
		notices(invariants::locks, "a listing of what is auctioned", || {
			let listing = Listings::<Runtime>::get(series, 2).unwrap();
			Listings::<Runtime>::insert(series, 0, listing);
		});
		notices(invariants::locks, "somebody else's listing", || {
			Listings::<Runtime>::mutate(series, 2, |listing| {
				listing.as_mut().unwrap().seller = alice()
			})
		});
		notices(invariants::locks, "an auction of another series", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().series = series + 1)
		});
		notices(invariants::locks, "a shorter lot", || {
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
		let offer = offered(&charlie(), series, 1, 2_000_000);
		let cancelled = offered(&dave(), series, 1, 1_500_000);
		block_asset(DOLLARS, dave());
		assert_ok!(cancel_offer(&dave(), cancelled));
		notices(invariants::check, "a bid of more", || {
			Auctions::<Runtime>::mutate(id, |auction| {
				auction.as_mut().unwrap().best.as_mut().unwrap().amount += 1
			})
		});
		notices(invariants::check, "a forgotten bid", || {
			Auctions::<Runtime>::mutate(id, |auction| auction.as_mut().unwrap().best = None)
		});
		notices(invariants::check, "an offer of more", || {
			Offers::<Runtime>::mutate(offer, |offer| offer.as_mut().unwrap().amount += 1)
		});
		notices(invariants::check, "a forgotten offer", || {
			Offers::<Runtime>::remove(offer);
			OffersBy::<Runtime>::remove(charlie(), offer);
		});
		for asset in [DOLLAR, Asset::Native] {
			notices(invariants::custody, "a credit without money", || {
				assert_ok!(Credits::credit(&market(), &asset, &dave(), 1));
			});
		}
		notices(invariants::custody, "money of nobody", || {
			let dest = sp_runtime::MultiAddress::Id(market());
			assert_ok!(act(alice(), pallet_balances::Call::transfer_keep_alive { dest, value: 1 }));
		});
	});
}

/// A certificate is collateral exactly if it has a loan or a request for one, and its lien is the loan's
/// debt.
#[test]
fn loans_liens_and_locks_agree() {
	use pallet_certificate_lending::{LoanOf, Loans};
	use pallet_hashrate_nft::{LienProceeds, Liens};
	execute_with_checks(|| {
		let series = mine();
		let terms = hundred_dollars(today() + 20);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		requested(&bob(), series, 1, &terms);
		let asked = loan_of(series, 1).unwrap();
		let lien = |change: fn(&mut dmex_primitives::Lien<AccountId>)| {
			Liens::<Runtime>::mutate(series, 0, |lien| change(lien.as_mut().unwrap()))
		};
		notices(invariants::check, "the loan is gone", || Loans::<Runtime>::remove(loan));
		notices(invariants::check, "the request is gone", || Loans::<Runtime>::remove(asked));
		notices(invariants::check, "the loan of a certificate is gone", || {
			LoanOf::<Runtime>::remove(series, 0)
		});
		notices(invariants::check, "a loan of another certificate", || {
			LoanOf::<Runtime>::insert(series, 2, loan)
		});
		notices(invariants::check, "the lien is gone", || Liens::<Runtime>::remove(series, 0));
		notices(invariants::check, "a debt of more", || lien(|lien| lien.debt += 1));
		notices(invariants::check, "a debt of less", || lien(|lien| lien.debt -= 1));
		notices(invariants::check, "a debt in another asset", || lien(|lien| lien.asset = COIN));
		notices(invariants::check, "a lien of another loan", || lien(|lien| lien.loan += 7));
		notices(invariants::check, "a lien of somebody else", || {
			lien(|lien| lien.creditor = eve())
		});
		notices(invariants::check, "paid, and nobody knows by whom", || {
			LienProceeds::<Runtime>::insert(
				loan,
				dmex_primitives::LienProceeds { paid: 1, ..Default::default() },
			)
		});
		notices(invariants::check, "the lock of a loan is gone", || {
			unlock_from(series, 0, Lock::Collateral)
		});
		notices(invariants::check, "the lock of a request is gone", || {
			unlock_from(series, 1, Lock::Collateral)
		});
	});
}

/// The account of loans holds offers, collateral and credits.
#[test]
fn all_money_of_loans_is_there() {
	use pallet_certificate_lending::Held;
	execute_with_checks(|| {
		let series = mine();
		let terms = hundred_dollars(today() + 20);
		loan_offered(&dave(), series, &terms);
		let loan = lent(&eve(), &alice(), series, 0, &terms);
		block_asset(DOLLARS, eve());
		assert_ok!(repay(&alice(), loan, 5_000_000));
		notices(invariants::custody, "a principal is gone", || {
			let (id, target) = (DOLLARS.into(), sp_runtime::MultiAddress::Id(alice()));
			let call = pallet_assets::Call::transfer { id, target, amount: 1 };
			assert_ok!(act(loans(), call));
		});
		notices(invariants::custody, "a deposit is gone", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1 };
			assert_ok!(act(loans(), call));
		});
		notices(invariants::check, "less is held than was offered", || {
			Held::<Runtime>::mutate(DOLLAR, |held| *held -= 1)
		});
		notices(invariants::custody, "a credit without money", || {
			assert_ok!(Credits::credit(&loans(), &DOLLAR, &dave(), 1));
		});
	});
}

/// A certificate is locked as staked exactly if it is staked, and what was emitted is there.
#[test]
fn stakes_locks_and_rewards_agree() {
	use pallet_certificate_staking::{Budget, Owed, Stakes, StakesOf};
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 50_000 * DMC));
		assert_ok!(stake(&alice(), series, &[0]));
		to_day(today() + 2);
		notices(invariants::check, "the stake is gone", || Stakes::<Runtime>::remove(series, 0));
		notices(invariants::check, "nobody's stake", || {
			StakesOf::<Runtime>::remove(alice(), (series, 0))
		});
		notices(invariants::check, "the lock is gone", || unlock_from(series, 0, Lock::Staked));
		notices(invariants::check, "more is budgeted than there is", || {
			Budget::<Runtime>::mutate(|budget| *budget += 1)
		});
		notices(invariants::check, "more is owed than there is", || {
			Owed::<Runtime>::mutate(|owed| *owed += 1)
		});
		notices(invariants::check, "a reward is gone", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1 };
			assert_ok!(act(rewards(), call));
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
		notices(invariants::insurance, "certificates are not kept", || open(0));
		notices(invariants::insurance, "certificates are kept for nothing", || open(2));
		notices(invariants::insurance, "an award that does not exist", || {
			Positions::<Runtime>::mutate(series, 0, |position| {
				position.as_mut().unwrap().awards = 0b11
			})
		});
		notices(invariants::check, "the claim is forgotten", || {
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
		notices(invariants::custody, "the pool is empty", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let call = pallet_balances::Call::transfer_all { dest, keep_alive: true };
			assert_ok!(act(insurance_pool(), call));
		});
		notices(invariants::check, "less is kept than was approved", || {
			Reserved::<Runtime>::insert(NATIVE, DMC - 1)
		});
		notices(money, "the pool gave something away", || {
			let dest = sp_runtime::MultiAddress::Id(alice());
			let value = pool(&NATIVE) - TOTAL_SUPPLY / 10 + 1;
			let call = pallet_balances::Call::transfer_allow_death { dest, value };
			assert_ok!(act(insurance_pool(), call));
		});
	});
}

/// Quotas, certificates, marks and records of miners say the same in every pallet.
#[test]
fn registry_certificates_and_escrow_agree() {
	use pallet_hashrate_nft::{Certificates, Series};
	use pallet_miner_registry::{Capacities, Miners};
	execute_with_checks(|| {
		let series = stricken();
		let terms = HashrateNft::terms_of(series).unwrap();
		let capacity = |change: fn(&mut pallet_miner_registry::Capacity)| {
			Capacities::<Runtime>::mutate(terms.application, |record| {
				change(record.as_mut().unwrap())
			})
		};
		notices(invariants::quotas, "a unit too many", || capacity(|used| used.live += 1));
		notices(invariants::quotas, "a pledge too much", || capacity(|used| used.required += 1));
		notices(invariants::quotas, "a series too few", || capacity(|used| used.series -= 1));
		notices(invariants::quotas, "no quota", || {
			Capacities::<Runtime>::remove(terms.application)
		});
		notices(invariants::positions, "sold without a position", || {
			Positions::<Runtime>::remove(series, 0)
		});
		notices(invariants::positions, "a position of no certificate", || {
			Certificates::<Runtime>::remove(series, 0)
		});
		let mark = |change: fn(&mut dmex_primitives::SeriesTerms<AccountId>)| {
			Series::<Runtime>::mutate(series, |terms| change(terms.as_mut().unwrap()))
		};
		notices(invariants::freezes, "not marked as frozen", || mark(|terms| terms.frozen = false));
		notices(invariants::freezes, "marked as terminated", || {
			mark(|terms| terms.terminated = true)
		});
		let record = |change: fn(&mut pallet_miner_registry::MinerRecord)| {
			Miners::<Runtime>::mutate(&terms.miner, change)
		};
		notices(invariants::freezes, "frozen twice", || record(|miner| miner.frozen_series += 1));
		notices(invariants::freezes, "a slash of nobody", || record(|miner| miner.slashes += 1));
		notices(invariants::freezes, "in default", || record(|miner| miner.defaulted = true));
		notices(invariants::freezes, "no record", || Miners::<Runtime>::remove(&terms.miner));
	});
}

/// Voters in elections are counted; with one more than there are places no round could be held.
#[test]
fn voters_in_elections_are_counted() {
	execute_with_checks(|| {
		let voting = pallet_elections_phragmen::Voting::<Runtime>::insert::<AccountId, _>;
		let voter = || pallet_elections_phragmen::Voter::default();
		notices(invariants::voters, "a voter whom nobody counted", || voting(one(), voter()));
		notices(invariants::voters, "a voter who does not vote", Governance::add_voter);
		notices(invariants::voters, "a voter without a place", || {
			for number in 0..=MAX_VOTERS {
				voting(AccountId::new(sp_io::hashing::blake2_256(&number.to_le_bytes())), voter());
				Governance::add_voter();
			}
		});
	});
}

/// What is stored by an older version of a pallet is not taken for what its code expects.
#[test]
fn each_of_our_pallets_has_its_version() {
	use dmex_runtime::{
		Calendar, CertificateLending, CertificateStaking, HashrateMarket, RiskEscrow,
	};
	execute_with_checks(|| {
		macro_rules! notices_an_older {
			($($pallet:ident),*) => {
				$(
					notices(invariants::check, stringify!($pallet), || {
						StorageVersion::new(0).put::<$pallet>()
					});
				)*
			};
		}
		notices_an_older!(Calendar, Governance, Credits, MinerRegistry, HashrateNft);
		notices_an_older!(RiskEscrow, HashrateMarket, MutualInsurance);
		notices_an_older!(CertificateLending, CertificateStaking);
	});
}
