//! What always holds across pallets: the sums of ARCHITECTURE that no pallet can see alone. Each pallet
//! checks its own in its `try_state`. No call uses any of this, so it may read everything.

use crate::{
	configs::NativeAndAssets,
	constants::{currency::EXISTENTIAL_DEPOSIT, governance::MAX_VOTERS, pallet_ids},
	migrations, AccountId, Balances, Calendar, Credits, Governance, HashrateMarket, HashrateNft,
	MinerRegistry, MutualInsurance, RiskEscrow, Runtime, Uniques,
};
use alloc::collections::BTreeMap;
use dmex_primitives::{Asset, Backing, ItemId, Lock, PayOrCredit, SeriesId};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, fungibles},
};
use pallet_hashrate_market::{Auctions, Listings};
use pallet_hashrate_nft::{Certificates, Series};
use pallet_miner_registry::{Capacities, MinerRecord, Miners};
use pallet_mutual_insurance::{Awards, Claims};
use pallet_risk_escrow::{Backings, FreezeCause, Ledgers, Positions};
use sp_runtime::{traits::AccountIdConversion, TryRuntimeError};

/// Outcome of a check: the invariant that does not hold.
pub type Check = Result<(), TryRuntimeError>;

/// Check the invariants of each of our pallets, and those that span several.
pub fn check() -> Check {
	Calendar::do_try_state()?;
	Governance::do_try_state()?;
	Credits::do_try_state()?;
	MinerRegistry::do_try_state()?;
	HashrateNft::do_try_state()?;
	RiskEscrow::do_try_state()?;
	HashrateMarket::do_try_state()?;
	MutualInsurance::do_try_state()?;
	custody()?;
	positions()?;
	quotas()?;
	freezes()?;
	locks()?;
	insurance()?;
	voters()?;
	migrations::check_versions()
}

/// Invariants 1, 2, 5 and 7: every custodian holds what it owes; and no account of a pallet can disappear.
pub fn custody() -> Check {
	let certificates = HashrateNft::backing();
	let pledges = MinerRegistry::backing();
	let damaged = "a sum of liabilities overflows";
	let Backings { escrow, income } = RiskEscrow::backings().ok_or(damaged)?;
	let backings = [
		escrow,
		income,
		HashrateMarket::backing().ok_or(damaged)?,
		MutualInsurance::backing(),
		[certificates, pledges].into(),
	];
	ensure!(backings.iter().flatten().all(Backing::holds), "a custodian owes more than it holds");
	for id in pallet_ids::CUSTODIANS {
		let account: AccountId = id.into_account_truncating();
		let alive = Balances::balance(&account) >= EXISTENTIAL_DEPOSIT;
		ensure!(alive, "the account of a pallet may disappear");
	}
	market()
}

/// The market's account holds bids, offers, deposits and credits to the last unit, and nothing else.
fn market() -> Check {
	let account = HashrateMarket::account();
	let mut due = Credits::credits_at(&account);
	for backing in HashrateMarket::backing().ok_or("a sum of liabilities overflows")? {
		due.insert(backing.asset, backing.due);
	}
	*due.entry(Asset::Native).or_default() += EXISTENTIAL_DEPOSIT;
	for payment in pallet_miner_registry::PaymentAssets::<Runtime>::iter_keys() {
		due.entry(payment).or_default();
	}
	for (asset, due) in due {
		let held = <NativeAndAssets as fungibles::Inspect<AccountId>>::balance(asset, &account);
		ensure!(held == due, "the market holds money of nobody");
	}
	Ok(())
}

/// Invariant 3: a certificate is sold exactly if the escrow has a position for it.
pub fn positions() -> Check {
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let position = Positions::<Runtime>::contains_key(series, item);
		ensure!(certificate.sold == position, "a sold certificate has no position");
	}
	let exists = |(series, item)| Certificates::<Runtime>::contains_key(series, item);
	ensure!(Positions::<Runtime>::iter_keys().all(exists), "a position of no certificate");
	Ok(())
}

/// Invariant 4: the registry counts for an application what its series use.
pub fn quotas() -> Check {
	let mut usage = HashrateNft::usage().ok_or("units or pledges overflow")?;
	for (application, capacity) in Capacities::<Runtime>::iter() {
		let used = usage.remove(&application).unwrap_or_default();
		ensure!(capacity.series == used.open_series, "unfinished series of an application");
		ensure!(capacity.live == used.units, "live units of an application");
		ensure!(capacity.required == used.pledge, "required pledge of an application");
	}
	ensure!(usage.values().all(|used| *used == Default::default()), "a series without a quota");
	Ok(())
}

/// Invariant 4: series are marked as the escrow says, and their miners' records agree.
pub fn freezes() -> Check {
	let mut counts = BTreeMap::<AccountId, [u32; 2]>::new();
	for (series, terms) in Series::<Runtime>::iter() {
		let state = Ledgers::<Runtime>::get(series).map(|ledger| ledger.state).unwrap_or_default();
		let (freeze, termination) = (state.freeze(), state.termination());
		ensure!(terms.frozen == freeze.is_some(), "the mark of a frozen series");
		ensure!(terms.terminated == termination.is_some(), "the mark of a terminated series");
		let breach = termination.is_some_and(|ended| ended.cause == FreezeCause::Breach);
		let [frozen, slashed] = counts.entry(terms.miner).or_default();
		*frozen = frozen.saturating_add(freeze.is_some().into());
		*slashed = slashed.saturating_add(breach.into());
	}
	for (miner, record) in Miners::<Runtime>::iter() {
		let count = counts.remove(&miner).unwrap_or_default();
		let MinerRecord { frozen_series, slashes, breaches, defaulted, .. } = record;
		ensure!([frozen_series, slashes] == count, "the record of a miner");
		ensure!(breaches >= slashes, "a miner has more slashes than breaches");
		ensure!(!defaulted || slashes > 0, "a miner is in default for nothing");
	}
	ensure!(counts.values().all(|count| *count == [0, 0]), "a miner without a record");
	Ok(())
}

/// Invariant 5: a certificate is locked exactly if the market has one record of it, by its owner; only
/// the end of a certificate removes the lock and leaves the record.
pub fn locks() -> Check {
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let seller = match certificate.lock {
			Some(Lock::Listed) => {
				Listings::<Runtime>::get(series, item).map(|listing| listing.seller)
			},
			Some(Lock::Auctioned(id)) => Auctions::<Runtime>::get(id)
				.filter(|auction| auction.series == series && auction.items.contains(&item))
				.map(|auction| auction.seller),
			Some(_) => return Err("a lock of a pallet that does not exist".into()),
			None => continue,
		};
		let owned = seller.is_some() && seller == Uniques::owner(series, item);
		ensure!(owned, "a lock without a record of its owner");
	}
	for (series, item, _) in Listings::<Runtime>::iter() {
		ensure!(is_locked(series, item, Lock::Listed), "a listing without a lock");
	}
	for (id, auction) in Auctions::<Runtime>::iter() {
		let locked = |item: &ItemId| is_locked(auction.series, *item, Lock::Auctioned(id));
		ensure!(auction.items.iter().all(locked), "an auction without a lock");
	}
	Ok(())
}

/// Whether a certificate with a record of the market has this lock, or was refunded or burnt.
fn is_locked(series: SeriesId, item: ItemId, lock: Lock) -> bool {
	let Some(certificate) = HashrateNft::record_of(series, item) else { return true };
	let refunded = || Positions::<Runtime>::get(series, item).is_some_and(|held| held.refunded);
	certificate.lock == Some(lock) || certificate.lock.is_none() && refunded()
}

/// Invariant 7: the escrow keeps the certificates of a series for as long as it has live claims, and
/// each bit of a certificate belongs to an award of its series.
pub fn insurance() -> Check {
	let mut live = BTreeMap::<SeriesId, u32>::new();
	for claim in Claims::<Runtime>::iter_values().filter(|claim| claim.status.is_live()) {
		let count = live.entry(claim.series).or_default();
		*count = count.saturating_add(1);
	}
	for (series, ledger) in Ledgers::<Runtime>::iter() {
		let claims = live.remove(&series).unwrap_or_default();
		ensure!(ledger.history.claims.open == claims, "open claims of a series");
	}
	ensure!(live.is_empty(), "a claim for what was never sold");
	for (series, _, position) in Positions::<Runtime>::iter() {
		let awards = Awards::<Runtime>::decode_len(series).unwrap_or_default() as u32;
		let collected = u16::BITS.saturating_sub(position.awards.leading_zeros());
		ensure!(collected <= awards, "an award that does not exist was collected");
	}
	Ok(())
}

/// Invariant 9: the voters in elections of the council are counted, and have a place each.
pub fn voters() -> Check {
	let voting = pallet_elections_phragmen::Voting::<Runtime>::iter_keys().count();
	ensure!(voting == Governance::voters() as usize, "voters in elections are counted wrongly");
	ensure!(voting <= MAX_VOTERS as usize, "more voters in elections than places");
	Ok(())
}
