//! Traits that certificates provide to the pallets above them, and to the NFT pallet.

use crate::{
	attributes::{self, END_DAY, START_DAY},
	pallet::{Certificates, Config, Counts, Error, Event, Pallet, Series},
	types::{CertificateRecord, SeriesTermsOf},
};
use dmex_primitives::{
	glue, Attributes, CertificateInfo, Day, Holders, ItemId, Lock, SeriesId, SeriesTerms,
};
use frame_support::{
	ensure,
	traits::tokens::{
		nonfungibles::{Inspect, InspectEnumerable, Transfer},
		Locker,
	},
};
use sp_runtime::DispatchResult;

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
		Self::release(series, &terms, certificates, after)
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
			Certificates::<T>::insert(series, item, record.without_lock());
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
		Certificates::<T>::insert(series, item, unlocked);
		Ok(())
	}

	fn transfer(series: SeriesId, item: ItemId, to: &T::AccountId) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		record.ensure_movable().map_err(Error::<T>::from)?;
		T::Nfts::transfer(&series, &item, to)
	}
}

/// The NFT pallet asks before it transfers or burns: only what was sold and has no lock may move.
impl<T: Config> Locker<SeriesId, ItemId> for Pallet<T> {
	fn is_locked(series: SeriesId, item: ItemId) -> bool {
		!Self::record_of(series, item).is_some_and(CertificateRecord::may_move)
	}
}
