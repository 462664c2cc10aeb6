//! The README's invariants, by number.

use crate::{
	pallet::{
		Certificates, Config, Counts, Deposits, LienProceeds, Liens, NextSeriesId, Pallet, Series,
		TotalDeposits,
	},
	types::{SeriesCounts, SeriesTermsOf},
};
use alloc::collections::BTreeSet;
use dmex_primitives::{Balance, Lock, SeriesId, MAX_UNITS};
use frame_support::{
	ensure,
	traits::{fungible::Inspect as _, tokens::nonfungibles::Inspect},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the README.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (series, _) in Counts::<T>::iter() {
			ensure!(Series::<T>::contains_key(series), "1: counts of no series");
		}
		for (series, _, _) in Certificates::<T>::iter() {
			ensure!(Series::<T>::contains_key(series), "1: a certificate of no series");
		}
		for (series, terms) in Series::<T>::iter() {
			ensure!(series < NextSeriesId::<T>::get(), "1: a series with an unused id");
			let counts = Counts::<T>::get(series).ok_or("1: a series without counts")?;
			Self::check_terms(series, &terms)?;
			Self::check_counts(series, &counts)?;
			Self::check_items(series, &terms, &counts)?;
			Self::check_flags(&terms, &counts)?;
		}
		Self::usage().ok_or("6: units or pledge of an application overflow")?;
		Self::check_deposits()?;
		Self::check_liens()
	}

	/// 8. Exactly the unfinished series have deposits, and the account holds them.
	fn check_deposits() -> Result<(), TryRuntimeError> {
		let mut sum: Balance = 0;
		for (series, deposit) in Deposits::<T>::iter() {
			let open = Counts::<T>::get(series).is_some_and(|counts| counts.is_open());
			ensure!(open, "8: a deposit of no unfinished series");
			sum = sum.checked_add(deposit).ok_or("8: the deposits overflow")?;
		}
		ensure!(sum == TotalDeposits::<T>::get(), "8: the total is not that of the deposits");
		let mut backing = Self::backing();
		backing.held = backing.held.saturating_sub(T::Currency::minimum_balance());
		ensure!(backing.holds(), "8: the account does not back the deposits");
		Ok(())
	}

	/// 9 and 10. Liens are of loans with debt and of certificates that were sold and are locked for
	///    them; proceeds are of something, and no loan has a lien after its certificate was sold.
	fn check_liens() -> Result<(), TryRuntimeError> {
		let mut loans = BTreeSet::new();
		for (series, item, lien) in Liens::<T>::iter() {
			let counts = Counts::<T>::get(series).ok_or("9: a lien of no series")?;
			ensure!(item < counts.minted, "9: a lien of no certificate");
			ensure!(lien.debt > 0, "9: a lien without debt");
			ensure!(loans.insert(lien.loan), "9: two liens of a loan");
			if let Some(record) = Certificates::<T>::get(series, item) {
				let locked = matches!(record.lock, Some(Lock::Collateral | Lock::Auctioned(_)));
				ensure!(record.sold && locked, "9: a lien of a certificate that may move");
			}
		}
		for (loan, proceeds) in LienProceeds::<T>::iter() {
			let collateral = &proceeds.collateral;
			let noted = proceeds.paid > 0 || proceeds.sold || !collateral.is_empty();
			ensure!(noted, "10: proceeds of nothing");
			ensure!(collateral.iter().all(|(_, sum)| *sum > 0), "10: collateral of nothing");
			let assets: BTreeSet<_> = collateral.iter().map(|(asset, _)| asset).collect();
			ensure!(assets.len() == collateral.len(), "10: an asset twice");
			ensure!(!(proceeds.sold && loans.contains(&loan)), "10: a lien of what was sold");
		}
		Ok(())
	}

	/// 2 and 3. Certificates have units and days, and the collection is this pallet's.
	fn check_terms(series: SeriesId, terms: &SeriesTermsOf<T>) -> Result<(), TryRuntimeError> {
		ensure!((1..=MAX_UNITS).contains(&terms.units), "2: certificates without units");
		ensure!(terms.term > 0, "2: certificates without days");
		let owner = T::Nfts::collection_owner(&series).ok_or("3: a series without collection")?;
		ensure!(owner == Self::account(), "3: a collection of someone else");
		Ok(())
	}

	/// 7. A terminated series is not frozen, and every sold certificate of it has ended.
	fn check_flags(terms: &SeriesTermsOf<T>, counts: &SeriesCounts) -> Result<(), TryRuntimeError> {
		ensure!(!(terms.terminated && terms.frozen), "7: a terminated series is frozen");
		let over = !terms.terminated || counts.active() == 0;
		ensure!(over, "7: a sold certificate of a terminated series is live");
		Ok(())
	}

	/// 1, 4 and 8. Counts are those of the certificates, and say whether the series is finished.
	fn check_counts(series: SeriesId, counts: &SeriesCounts) -> Result<(), TryRuntimeError> {
		let (mut unsold, mut sold) = (0u32, 0u32);
		for (_, record) in Certificates::<T>::iter_prefix(series) {
			match record.sold {
				true => sold = sold.saturating_add(1),
				false => unsold = unsold.saturating_add(1),
			}
		}
		let SeriesCounts { minted, ended, retired, .. } = *counts;
		ensure!(unsold == counts.unsold, "4: unsold certificates are miscounted");
		ensure!(
			counts.sold.checked_sub(retired) == Some(sold),
			"4: sold certificates are miscounted"
		);
		let total = counts.unsold.checked_add(counts.sold).ok_or("4: too many certificates")?;
		ensure!(total <= minted, "4: more certificates than minted");
		ensure!(retired <= ended && ended <= counts.sold, "4: more ended than sold");
		ensure!(counts.is_open() || counts.sold > 0, "1: a finished series that sold nothing");
		let deposit = Deposits::<T>::contains_key(series);
		ensure!(deposit || !counts.is_open(), "8: an unfinished series without deposit");
		Ok(())
	}

	/// 5. Certificates and items go together.
	fn check_items(
		series: SeriesId,
		terms: &SeriesTermsOf<T>,
		counts: &SeriesCounts,
	) -> Result<(), TryRuntimeError> {
		for (item, record) in Certificates::<T>::iter_prefix(series) {
			ensure!(item < counts.minted, "5: a certificate that was not minted");
			let owner = T::Nfts::owner(&series, &item).ok_or("5: a certificate without item")?;
			ensure!(record.sold || owner == terms.miner, "5: an unsold certificate has moved");
		}
		// Ids beyond the last minted one are looked at only once: the NFT pallet iterates only over
		// items with metadata, which ours have not.
		for item in 0..=counts.minted {
			let known = Certificates::<T>::contains_key(series, item);
			ensure!(known || T::Nfts::owner(&series, &item).is_none(), "5: an item without record");
		}
		Ok(())
	}
}
