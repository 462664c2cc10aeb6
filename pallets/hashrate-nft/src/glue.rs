//! Traits that certificates provide to the pallets above them, and to the NFT pallet.

use crate::{
	attributes::{self, END_DAY, START_DAY},
	lien::{self, Share},
	pallet::{Certificates, Config, Counts, Error, Event, LienProceeds, Liens, Pallet, Series},
	types::{CertificateRecord, LienOf, SeriesTermsOf},
};
use dmex_primitives::{
	glue, Asset, Attributes, Balance, CertificateInfo, Day, Holders, ItemId, LienShare, LoanId,
	Lock, Proceeds, Secured, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::tokens::{
		nonfungibles::{Inspect, InspectEnumerable, Transfer},
		Locker,
	},
};
use sp_runtime::{
	traits::{EnsureAdd, EnsureSub},
	DispatchError, DispatchResult,
};

impl<T: Config> glue::CertificateView<T::AccountId> for Pallet<T> {
	fn series(series: SeriesId) -> Option<SeriesTermsOf<T>> {
		Self::terms_of(series)
	}

	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<T::AccountId>> {
		let CertificateRecord { sold, lock } = Self::record_of(series, item)?;
		let owner = T::Nfts::owner(&series, &item)?;
		Some(CertificateInfo { owner, sold, lock })
	}
}

impl<T: Config> Holders<T::AccountId> for Pallet<T> {
	fn is_holder(series: SeriesId, who: &T::AccountId) -> bool {
		T::Nfts::owned_in_collection(&series, who).next().is_some()
	}
}

impl<T: Config> glue::Certificates<T::AccountId> for Pallet<T> {
	fn activate(
		series: SeriesId,
		item: ItemId,
		buyer: &T::AccountId,
		start: Day,
		end: Day,
	) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		ensure!(!terms.terminated, Error::<T>::Terminated);
		ensure!(*buyer != terms.miner, Error::<T>::BuyerIsMiner);
		let record = Self::ensure_certificate(series, item)?;
		let sold = record.sell().map_err(Error::<T>::from)?;
		let after = counts.sell().ok_or(Error::<T>::TooFewCertificates)?;

		// The record first: what is unsold cannot be transferred.
		Certificates::<T>::insert(series, item, sold);
		Counts::<T>::insert(series, after);
		T::Nfts::transfer(&series, &item, buyer)?;
		T::Attributes::set(series, Some(item), START_DAY, &attributes::number(start))?;
		T::Attributes::set(series, Some(item), END_DAY, &attributes::number(end))?;

		let (buyer, start_day, end_day) = (buyer.clone(), start, end);
		Self::deposit_event(Event::Activated { series, item, buyer, start_day, end_day });
		Ok(())
	}

	fn end(series: SeriesId, certificates: u32) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		if certificates == 0 {
			return Ok(());
		}
		let after = counts.end(certificates).ok_or(Error::<T>::TooFewCertificates)?;

		Self::deposit_event(Event::Ended { series, certificates });
		Self::release_units(series, &terms, certificates, after)
	}

	fn burn(series: SeriesId, item: ItemId) -> DispatchResult {
		let counts = Counts::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		let record = Self::ensure_certificate(series, item)?;
		record.ensure_sold().map_err(Error::<T>::from)?;
		let after = counts.retire().ok_or(Error::<T>::TooFewCertificates)?;
		let owner = T::Nfts::owner(&series, &item).ok_or(Error::<T>::UnknownCertificate)?;

		Self::remove(series, item, Some(&owner))?;
		Counts::<T>::insert(series, after);
		T::Attributes::clear(series, item, START_DAY)?;
		T::Attributes::clear(series, item, END_DAY)?;

		Self::deposit_event(Event::Burnt { series, item, owner });
		Ok(())
	}

	fn force_unlock(series: SeriesId, item: ItemId) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		if record.lock.is_some() {
			let unlocked = match Liens::<T>::contains_key(series, item) {
				true => record.as_collateral(),
				false => record.without_lock(),
			};
			Certificates::<T>::insert(series, item, unlocked);
		}
		Ok(())
	}

	fn set_frozen(series: SeriesId, frozen: bool) -> DispatchResult {
		let terms = Series::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		ensure!(!terms.terminated, Error::<T>::Terminated);
		Series::<T>::insert(series, SeriesTerms { frozen, ..terms });
		Ok(())
	}

	fn terminate(series: SeriesId) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		ensure!(!terms.terminated, Error::<T>::Terminated);
		ensure!(counts.active() == 0, Error::<T>::StillActive);
		Series::<T>::insert(series, SeriesTerms { frozen: false, terminated: true, ..terms });
		Ok(())
	}
}

impl<T: Config> glue::Locks<T::AccountId> for Pallet<T> {
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		let locked = record.lock(lock).map_err(Error::<T>::from)?;
		Certificates::<T>::insert(series, item, locked);
		Ok(())
	}

	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		let unlocked = record.unlock(lock).map_err(Error::<T>::from)?;
		// The auction of a foreclosure is over: the certificate still secures what it did not repay.
		let secures = matches!(lock, Lock::Auctioned(_)) && Liens::<T>::contains_key(series, item);
		let after = if secures { unlocked.as_collateral() } else { unlocked };
		Certificates::<T>::insert(series, item, after);
		Ok(())
	}

	fn transfer(series: SeriesId, item: ItemId, to: &T::AccountId) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		record.ensure_movable().map_err(Error::<T>::from)?;
		T::Nfts::transfer(&series, &item, to)
	}
}

impl<T: Config> Secured<T::AccountId> for Pallet<T> {
	fn divide(
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<T::AccountId>>, DispatchError> {
		let Some(lien) = Liens::<T>::get(series, item) else { return Ok(None) };
		let Some(share) = lien::share(&lien, kind, asset, amount) else { return Ok(None) };
		let (loan, creditor) = (lien.loan, lien.creditor.clone());
		let mut proceeds = LienProceeds::<T>::get(loan).unwrap_or_default();

		let amount = match share {
			Share::Debt(amount) => {
				proceeds.paid = proceeds.paid.ensure_add(amount)?;
				Self::repay(series, item, lien, amount)?;
				amount
			},
			Share::Collateral(amount) => {
				lien::add_collateral(&mut proceeds.collateral, asset, amount)
					.ok_or(Error::<T>::TooMuchCollateral)?;
				let asset = asset.clone();
				Self::deposit_event(Event::CollateralTaken { series, item, loan, asset, amount });
				amount
			},
		};
		LienProceeds::<T>::insert(loan, proceeds);
		Ok(Some(LienShare { creditor, amount }))
	}

	fn discharge(
		series: SeriesId,
		item: ItemId,
		amount: Balance,
	) -> Result<Option<LienShare<T::AccountId>>, DispatchError> {
		let Some(lien) = Liens::<T>::get(series, item) else { return Ok(None) };
		let (loan, creditor, amount) = (lien.loan, lien.creditor.clone(), amount.min(lien.debt));
		let mut proceeds = LienProceeds::<T>::get(loan).unwrap_or_default();
		proceeds.paid = proceeds.paid.ensure_add(amount)?;
		proceeds.sold = true;

		LienProceeds::<T>::insert(loan, proceeds);
		Self::repay(series, item, lien, amount)?;
		Self::end_lien(series, item);
		Ok(Some(LienShare { creditor, amount }))
	}

	fn lien(series: SeriesId, item: ItemId) -> Option<LienOf<T>> {
		Liens::<T>::get(series, item)
	}
}

impl<T: Config> dmex_primitives::Liens<T::AccountId> for Pallet<T> {
	fn secure(series: SeriesId, item: ItemId, lien: LienOf<T>) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		record.ensure_sold().map_err(Error::<T>::from)?;
		ensure!(record.lock == Some(Lock::Collateral), Error::<T>::NotCollateral);
		ensure!(!Liens::<T>::contains_key(series, item), Error::<T>::AlreadySecured);
		ensure!(lien.debt > 0, Error::<T>::ZeroDebt);
		Liens::<T>::insert(series, item, lien);
		Ok(())
	}

	fn reduce(series: SeriesId, item: ItemId, amount: Balance) -> DispatchResult {
		let lien = Liens::<T>::get(series, item).ok_or(Error::<T>::NoLien)?;
		ensure!(amount <= lien.debt, Error::<T>::LienExceeded);
		if amount == 0 {
			return Ok(());
		}
		Self::repay(series, item, lien, amount)
	}

	fn release(series: SeriesId, item: ItemId) -> DispatchResult {
		if Liens::<T>::contains_key(series, item) {
			Self::end_lien(series, item);
		}
		Ok(())
	}

	fn next_paid(after: Option<LoanId>) -> Option<LoanId> {
		match after {
			Some(loan) => {
				let key = LienProceeds::<T>::hashed_key_for(loan);
				LienProceeds::<T>::iter_keys_from(key).next()
			},
			None => LienProceeds::<T>::iter_keys().next(),
		}
	}

	fn proceeds(loan: LoanId) -> dmex_primitives::LienProceeds {
		LienProceeds::<T>::get(loan).unwrap_or_default()
	}

	fn take_proceeds(loan: LoanId) -> Option<dmex_primitives::LienProceeds> {
		LienProceeds::<T>::take(loan)
	}
}

impl<T: Config> Pallet<T> {
	/// Reduce the debt of a lien, which ends when nothing is left of it.
	fn repay(series: SeriesId, item: ItemId, lien: LienOf<T>, amount: Balance) -> DispatchResult {
		let debt = lien.debt.ensure_sub(amount)?;
		let (loan, asset) = (lien.loan, lien.asset.clone());
		match debt {
			0 => Self::end_lien(series, item),
			_ => Liens::<T>::insert(series, item, LienOf::<T> { debt, ..lien }),
		}
		Self::deposit_event(Event::LienPaid { series, item, loan, asset, amount, debt });
		Ok(())
	}

	/// Remove a lien, and unlock its certificate unless it is burnt or in an auction.
	fn end_lien(series: SeriesId, item: ItemId) {
		Liens::<T>::remove(series, item);
		let record = Certificates::<T>::get(series, item);
		if let Some(record) = record.filter(|record| record.lock == Some(Lock::Collateral)) {
			Certificates::<T>::insert(series, item, record.without_lock());
		}
	}
}

/// The NFT pallet asks before it transfers or burns: only what was sold and has no lock may move.
impl<T: Config> Locker<SeriesId, ItemId> for Pallet<T> {
	fn is_locked(series: SeriesId, item: ItemId) -> bool {
		!Self::record_of(series, item).is_some_and(CertificateRecord::may_move)
	}
}
