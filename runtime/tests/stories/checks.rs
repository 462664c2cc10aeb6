//! What always holds across pallets, checked after every story.

use crate::{people::*, world::*};
use dmex_primitives::{ItemId, Lock, PayOrCredit, SeriesId};
use dmex_runtime::{constants::pallet_ids, Governance};
use pallet_mutual_insurance::{Awards, Claims};
use sp_runtime::traits::AccountIdConversion;
use std::collections::BTreeMap;

/// The invariants of each of our pallets, and those that span several.
pub fn check_everything() {
	assert_ok!(Calendar::do_try_state());
	assert_ok!(Governance::do_try_state());
	assert_ok!(Credits::do_try_state());
	assert_ok!(MinerRegistry::do_try_state());
	assert_ok!(HashrateNft::do_try_state());
	assert_ok!(RiskEscrow::do_try_state());
	assert_ok!(HashrateMarket::do_try_state());
	assert_ok!(MutualInsurance::do_try_state());
	check_quotas();
	check_certificates();
	check_locks();
	check_market();
	check_freezes();
	check_insurance();
	check_money();
}

/// The registry counts for an application what its series use.
fn check_quotas() {
	let mut usage = HashrateNft::usage();
	for (application, capacity) in pallet_miner_registry::Capacities::<Runtime>::iter() {
		let used = usage.remove(&application).unwrap_or_default();
		assert_eq!(capacity.series, used.open_series, "series of {application}");
		assert_eq!(capacity.live, used.units, "units of {application}");
		assert_eq!(capacity.required, used.pledge, "pledge of {application}");
	}
	assert!(usage.values().all(|used| *used == Default::default()), "series without a quota");
}

/// A certificate is sold exactly if the escrow has a position for it.
fn check_certificates() {
	use pallet_hashrate_nft::Certificates;
	use pallet_risk_escrow::Positions;
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let sold = Positions::<Runtime>::contains_key(series, item);
		assert_eq!(certificate.sold, sold, "position {series}-{item}");
	}
	for (series, item, _) in Positions::<Runtime>::iter() {
		assert!(Certificates::<Runtime>::contains_key(series, item), "position of nothing");
	}
}

/// A certificate is locked exactly if the market has one record of it, by its owner; only the end of a
/// certificate removes the lock and leaves the record.
pub fn check_locks() {
	use pallet_hashrate_market::{Auctions, Listings};
	use pallet_hashrate_nft::Certificates;
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let seller = match certificate.lock {
			Some(Lock::Listed) => {
				Listings::<Runtime>::get(series, item).map(|listing| listing.seller)
			},
			Some(Lock::Auctioned(id)) => Auctions::<Runtime>::get(id)
				.filter(|auction| auction.series == series && auction.items.contains(&item))
				.map(|auction| auction.seller),
			Some(lock) => panic!("{series}-{item} is locked as {lock:?}"),
			None => continue,
		};
		let owner = dmex_runtime::Uniques::owner(series, item);
		assert!(seller.is_some() && seller == owner, "lock of {series}-{item} without a record");
	}
	for (series, item, _) in Listings::<Runtime>::iter() {
		check_lock(series, item, Lock::Listed);
	}
	for (id, auction) in Auctions::<Runtime>::iter() {
		auction
			.items
			.iter()
			.for_each(|item| check_lock(auction.series, *item, Lock::Auctioned(id)));
	}
}

/// A certificate with a record of the market has this lock, unless it was refunded or is burnt.
fn check_lock(series: SeriesId, item: ItemId, lock: Lock) {
	let Some(certificate) = HashrateNft::record_of(series, item) else { return };
	let refunded = || {
		let position = pallet_risk_escrow::Positions::<Runtime>::get(series, item);
		certificate.lock.is_none() && position.is_some_and(|position| position.refunded)
	};
	assert!(
		certificate.lock == Some(lock) || refunded(),
		"record of {series}-{item} without a lock"
	);
}

/// The market's account holds bids, offers and credits to the last unit, and nothing else.
pub fn check_market() {
	use pallet_hashrate_market::{Auctions, Offers};
	use pallet_hashrate_nft::Series;
	let asset = |series| Series::<Runtime>::get(series).unwrap().payment_asset;
	let mut held = Credits::credits_at(&market());
	*held.entry(Asset::Native).or_default() += EXISTENTIAL_DEPOSIT;
	let mut holds = |asset, amount| *held.entry(asset).or_default() += amount;
	for auction in Auctions::<Runtime>::iter_values() {
		holds(asset(auction.series), auction.best.map_or(0, |bid| bid.amount));
	}
	Offers::<Runtime>::iter_values().for_each(|offer| holds(asset(offer.series), offer.amount));
	for payment in pallet_miner_registry::PaymentAssets::<Runtime>::iter_keys() {
		holds(payment, 0);
	}
	for (asset, amount) in held {
		assert_eq!(balance(&market(), &asset), amount, "{asset:?} of the market");
	}
}

/// Series are marked as the escrow says, and their miners' records agree: series that are frozen,
/// those that ended after a breach, and the breaches that were proved.
fn check_freezes() {
	use pallet_hashrate_nft::Series;
	use pallet_miner_registry::{MinerRecord, Miners};
	use pallet_risk_escrow::{FreezeCause, Ledgers};
	let mut counts = BTreeMap::<AccountId, [u32; 2]>::new();
	for (series, terms) in Series::<Runtime>::iter() {
		let state = Ledgers::<Runtime>::get(series).map(|ledger| ledger.state).unwrap_or_default();
		let (freeze, termination) = (state.freeze(), state.termination());
		assert_eq!(terms.frozen, freeze.is_some(), "mark of {series}: frozen");
		assert_eq!(terms.terminated, termination.is_some(), "mark of {series}: terminated");
		let breach = termination.is_some_and(|ended| ended.cause == FreezeCause::Breach);
		let count = counts.entry(terms.miner).or_default();
		count[0] += u32::from(freeze.is_some());
		count[1] += u32::from(breach);
	}
	for (miner, record) in Miners::<Runtime>::iter() {
		let [frozen, slashed] = counts.remove(&miner).unwrap_or_default();
		let MinerRecord { frozen_series, slashes, breaches, defaulted, .. } = record;
		assert_eq!((frozen_series, slashes), (frozen, slashed), "record of {miner}");
		assert!(breaches >= slashed, "{miner}: more slashes than breaches");
		assert!(!defaulted || slashed > 0, "{miner}: in default for nothing");
	}
	assert!(counts.values().all(|count| *count == [0, 0]), "a miner without a record");
}

/// DMC disappears only by burning; accounts that hold nothing for anybody hold the existential
/// deposit; every custodian holds what it owes.
pub fn check_money() {
	assert_eq!(Balances::total_issuance(), TOTAL_SUPPLY - burnt(), "total issuance");
	for id in [pallet_ids::CERTIFICATES, pallet_ids::LOANS, pallet_ids::STAKING] {
		let account: AccountId = id.into_account_truncating();
		assert_eq!(dmc(&account), EXISTENTIAL_DEPOSIT, "{:?} holds something", id.0);
	}
	for account in [pledges(), escrow(), income(), market(), treasury(), insurance_pool()] {
		assert!(dmc(&account) >= EXISTENTIAL_DEPOSIT, "{account} may disappear");
		assert_eq!(System::consumers(&account), 0, "{account} is held");
	}
	let pool = dmc(&insurance_pool()) + paid_by_the_pool(&Asset::Native);
	assert!(pool >= TOTAL_SUPPLY / 10, "the pool shrank by more than it awarded");
	for backings in [RiskEscrow::escrow_backing(), RiskEscrow::income_backing()] {
		assert!(backings.unwrap().iter().all(|backing| backing.holds()), "not backed");
	}
}

/// The pool holds every approved award that is not paid, and every deposit.
pub fn check_pool() {
	let backings = MutualInsurance::backing().expect("the sums of the pool");
	assert!(backings.iter().all(|backing| backing.holds()), "the pool is short: {backings:?}");
}

/// Awards paid so far in an asset.
fn paid_by_the_pool(asset: &Asset) -> Balance {
	let awards = Claims::<Runtime>::iter_values().filter(|claim| claim.asset == *asset);
	awards.filter_map(|claim| Some(claim.status.award()?.paid)).sum()
}

/// The escrow keeps the certificates of a series for as long as it has live claims, and each bit of a
/// certificate belongs to an award of its series.
pub fn check_insurance() {
	check_pool();
	let mut live = BTreeMap::<SeriesId, u32>::new();
	for claim in Claims::<Runtime>::iter_values().filter(|claim| claim.status.is_live()) {
		*live.entry(claim.series).or_default() += 1;
	}
	for (series, ledger) in pallet_risk_escrow::Ledgers::<Runtime>::iter() {
		let claims = live.remove(&series).unwrap_or_default();
		assert_eq!(ledger.history.claims.open, claims, "claims for {series}");
	}
	assert!(live.is_empty(), "claims for what was never sold: {live:?}");
	for (series, item, position) in pallet_risk_escrow::Positions::<Runtime>::iter() {
		let awards = Awards::<Runtime>::get(series).len() as u32;
		let collected = u16::BITS - position.awards.leading_zeros();
		assert!(collected <= awards, "{series}-{item} collected nothing");
	}
}
