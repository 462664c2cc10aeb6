//! What always holds across pallets: the sums of ARCHITECTURE that no pallet can see alone. Each pallet
//! checks its own in its `try_state`. No call uses any of this, so it may read everything.

use crate::{
	configs::NativeAndAssets,
	constants::{currency::EXISTENTIAL_DEPOSIT, governance::MAX_VOTERS, pallet_ids},
	migrations, AccountId, Balance, Balances, Calendar, CertificateLending, CertificateStaking,
	Credits, Governance, HashrateMarket, HashrateNft, MinerRegistry, MutualInsurance, RiskEscrow,
	Runtime, Uniques,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{
	backing::{add, Sums},
	Asset, Backing, ItemId, LienProceeds, LoanId, Lock, PayOrCredit, SeriesId,
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, fungibles},
};
use pallet_certificate_lending::{LoanOf, LoanRecord, Loans};
use pallet_certificate_staking::Stakes;
use pallet_hashrate_market::{Auctions, Listings};
use pallet_hashrate_nft::{Certificates, LienProceeds as Unbooked, Liens, Series};
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
	CertificateLending::do_try_state()?;
	CertificateStaking::do_try_state()?;
	custody()?;
	positions()?;
	quotas()?;
	freezes()?;
	locks()?;
	liens()?;
	insurance()?;
	voters()?;
	migrations::check_versions()
}

/// Invariants 1, 2, 5, 7 and 13: every custodian holds what it owes; and no account of a pallet can disappear.
pub fn custody() -> Check {
	let certificates = HashrateNft::backing();
	let pledges = MinerRegistry::backing();
	let Backings { escrow, income } = RiskEscrow::backings().ok_or(DAMAGED)?;
	let market = HashrateMarket::backing().ok_or(DAMAGED)?;
	let lending = CertificateLending::backing().ok_or(DAMAGED)?;
	let backings = [
		escrow,
		income,
		market.clone(),
		lending.clone(),
		MutualInsurance::backing(),
		[certificates, pledges, CertificateStaking::backing()].into(),
	];
	ensure!(backings.iter().flatten().all(Backing::holds), "a custodian owes more than it holds");
	for id in pallet_ids::CUSTODIANS {
		let account: AccountId = id.into_account_truncating();
		let alive = Balances::balance(&account) >= EXISTENTIAL_DEPOSIT;
		ensure!(alive, "the account of a pallet may disappear");
	}
	let none = Sums::new();
	exact(&HashrateMarket::account(), market, none, "the market holds money of nobody")?;
	let unbooked = unbooked().ok_or(DAMAGED)?;
	exact(&CertificateLending::account(), lending, unbooked, "lending holds money of nobody")
}

const DAMAGED: &str = "a sum of liabilities overflows";

/// What was paid for loans and is not in their books.
fn unbooked() -> Option<Sums> {
	let mut sums = Sums::new();
	for (loan, proceeds) in Unbooked::<Runtime>::iter() {
		add(&mut sums, Loans::<Runtime>::get(loan)?.terms.asset, proceeds.paid)?;
		for (asset, amount) in proceeds.collateral {
			add(&mut sums, asset, amount)?;
		}
	}
	Some(sums)
}

/// An account holds what it must, credits included, to the last unit, and nothing else.
fn exact(account: &AccountId, backing: Vec<Backing>, more: Sums, error: &'static str) -> Check {
	let mut due = Credits::credits_at(account);
	for backing in backing {
		due.insert(backing.asset, backing.due);
	}
	for (asset, amount) in more {
		add(&mut due, asset, amount).ok_or(DAMAGED)?;
	}
	add(&mut due, Asset::Native, EXISTENTIAL_DEPOSIT).ok_or(DAMAGED)?;
	let payments = pallet_miner_registry::PaymentAssets::<Runtime>::iter_keys();
	let rewards = MinerRegistry::networks().into_iter().map(|(_, network)| network.reward_asset);
	for asset in payments.chain(rewards) {
		due.entry(asset).or_default();
	}
	for (asset, due) in due {
		let held = <NativeAndAssets as fungibles::Inspect<AccountId>>::balance(asset, account);
		ensure!(held == due, error);
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

/// Invariants 5, 11 and 12: a certificate is locked exactly if the pallet of the lock has one record of it, by
/// its owner; only the end of a certificate removes the lock and leaves the record.
pub fn locks() -> Check {
	for (series, item, certificate) in Certificates::<Runtime>::iter() {
		let holder = match certificate.lock {
			Some(Lock::Listed) => {
				Listings::<Runtime>::get(series, item).map(|listing| listing.seller)
			},
			Some(Lock::Auctioned(id)) => Auctions::<Runtime>::get(id)
				.filter(|auction| auction.series == series && auction.items.contains(&item))
				.map(|auction| auction.seller),
			Some(Lock::Collateral) => loan_of(series, item).map(|(_, loan)| loan.borrower),
			Some(Lock::Staked) => Stakes::<Runtime>::get(series, item).map(|stake| stake.staker),
			None => continue,
		};
		let owned = holder.is_some() && holder == Uniques::owner(series, item);
		ensure!(owned, "a lock without a record of its owner");
	}
	for (series, item, _) in Listings::<Runtime>::iter() {
		ensure!(is_locked(series, item, Lock::Listed), "a listing without a lock");
	}
	for (id, auction) in Auctions::<Runtime>::iter() {
		let locked = |item: &ItemId| is_locked(auction.series, *item, Lock::Auctioned(id));
		ensure!(auction.items.iter().all(locked), "an auction without a lock");
	}
	for loan in Loans::<Runtime>::iter_values().filter(|loan| loan.funding.is_none()) {
		let locked = is_locked(loan.series, loan.item, Lock::Collateral);
		ensure!(locked, "a request for a loan without a lock");
	}
	for (series, item) in Stakes::<Runtime>::iter_keys() {
		ensure!(is_locked(series, item, Lock::Staked), "a stake without a lock");
	}
	Ok(())
}

/// Whether a certificate with such a record has this lock, or was refunded or burnt. Refunded, it is still
/// collateral if it has a lien.
fn is_locked(series: SeriesId, item: ItemId, lock: Lock) -> bool {
	let Some(certificate) = HashrateNft::record_of(series, item) else { return true };
	let refunded = || Positions::<Runtime>::get(series, item).is_some_and(|held| held.refunded);
	let left = Liens::<Runtime>::get(series, item).map(|_| Lock::Collateral);
	certificate.lock == Some(lock) || certificate.lock == left && refunded()
}

/// The loan or request of a certificate.
fn loan_of(series: SeriesId, item: ItemId) -> Option<(LoanId, LoanRecord<Runtime>)> {
	let id = LoanOf::<Runtime>::get(series, item)?;
	Some((id, Loans::<Runtime>::get(id)?))
}

/// Invariant 11: a lien is the debt of the loan of its certificate, which is locked for it; a loan without one
/// is repaid, or its certificate was sold.
pub fn liens() -> Check {
	for (series, item, lien) in Liens::<Runtime>::iter() {
		let (id, loan) = loan_of(series, item).ok_or("a lien of no loan")?;
		let of_loan = lien.loan == id
			&& loan.funding.is_some()
			&& lien.asset == loan.terms.asset
			&& lien.self_repaying == loan.terms.self_repaying
			&& lien.creditor == CertificateLending::account();
		ensure!(of_loan, "a lien of another loan");
		ensure!(lien.debt > 0 && Some(lien.debt) == debt(id, &loan), "a lien of another debt");
		let lock = HashrateNft::record_of(series, item).map(|certificate| certificate.lock);
		let locked = match lock {
			None | Some(Some(Lock::Collateral)) => true,
			Some(Some(Lock::Auctioned(auction))) => {
				Auctions::<Runtime>::get(auction).is_some_and(|record| {
					HashrateMarket::foreclosed_loan(auction, &record) == Some(id)
				})
			},
			Some(_) => false,
		};
		ensure!(locked, "a lien without a lock");
	}
	for (id, loan) in Loans::<Runtime>::iter() {
		let secured = Liens::<Runtime>::contains_key(loan.series, loan.item);
		if loan.funding.is_none() {
			ensure!(!secured, "a request has a lien");
			continue;
		}
		let proceeds = proceeds(id);
		let ended = proceeds.sold || debt(id, &loan) == Some(0);
		ensure!(secured != ended, "a loan without a lien");
	}
	for loan in Unbooked::<Runtime>::iter_keys() {
		let funded = Loans::<Runtime>::get(loan).is_some_and(|loan| loan.funding.is_some());
		ensure!(funded, "a payment for no loan");
	}
	Ok(())
}

fn proceeds(loan: LoanId) -> LienProceeds {
	Unbooked::<Runtime>::get(loan).unwrap_or_default()
}

/// The debt of a loan that is not repaid, what is not in its books included; `None` if more was paid.
fn debt(id: LoanId, loan: &LoanRecord<Runtime>) -> Option<Balance> {
	let total = loan.terms.principal.checked_add(loan.terms.interest)?;
	total.checked_sub(loan.repaid)?.checked_sub(proceeds(id).paid)
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
