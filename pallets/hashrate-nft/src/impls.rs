//! Accounts, readers and checks that the calls share.

use crate::{
	certificate::Refusal,
	pallet::{Certificates, Config, Counts, Error, Pallet, Series, TotalDeposits},
	types::{CertificateRecord, SeriesCounts, SeriesTermsOf},
};
use alloc::collections::BTreeMap;
use dmex_primitives::{
	ApplicationId, ApplicationTerms, Asset, Backing, Balance, ItemId, Lock, PayOrCredit, Quotas,
	SeriesId, Units,
};
use frame_support::traits::{fungible::Inspect, Get};
use sp_runtime::{traits::AccountIdConversion, DispatchError};

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::AlreadySold => Self::AlreadySold,
			Refusal::NotSold => Self::NotSold,
			Refusal::Locked(Lock::Listed) => Self::CertificateListed,
			Refusal::Locked(Lock::Auctioned(_)) => Self::CertificateAuctioned,
			Refusal::Locked(Lock::Collateral) => Self::CertificateLent,
			Refusal::Locked(Lock::Staked) => Self::CertificateStaked,
			Refusal::NotLocked => Self::NotLocked,
		}
	}
}

/// Use that the series of an application make of its quota.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
	/// Number of unfinished series.
	pub open_series: u32,
	/// Number of live units.
	pub units: Units,
	/// Pledge required for the live units, in base units of DMC.
	pub pledge: Balance,
}

impl<T: Config> Pallet<T> {
	/// The account that is owner, issuer, admin and freezer of every collection, and holds
	/// deposits.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The terms of a series.
	pub fn terms_of(series: SeriesId) -> Option<SeriesTermsOf<T>> {
		Series::<T>::get(series)
	}

	/// Number of certificates of a series in each state.
	pub fn counts_of(series: SeriesId) -> Option<SeriesCounts> {
		Counts::<T>::get(series)
	}

	/// Whether a certificate was sold, and its lock; `None` if it does not exist.
	pub fn record_of(series: SeriesId, item: ItemId) -> Option<CertificateRecord> {
		Certificates::<T>::get(series, item)
	}

	/// Use of each quota: the registry must count the same. `None` if a sum overflows. Reads every
	/// series: for tests and tools, not for calls.
	pub fn usage() -> Option<BTreeMap<ApplicationId, Usage>> {
		let mut usage = BTreeMap::<ApplicationId, Usage>::new();
		for (series, terms) in Series::<T>::iter() {
			let counts = Counts::<T>::get(series).unwrap_or_default();
			let sum = usage.entry(terms.application).or_default();
			sum.open_series = sum.open_series.checked_add(counts.is_open().into())?;
			sum.units = sum.units.checked_add(terms.units_of(counts.live()).ok()?)?;
			sum.pledge = sum.pledge.checked_add(terms.pledge(counts.live()).ok()?)?;
		}
		Some(usage)
	}

	/// The backing of the deposits of series, and of deposits that could not be returned, by the
	/// pallet's account. Reads running totals and one account.
	pub fn backing() -> Backing {
		let credits = T::Credits::credits_at(&Self::account());
		let credited = credits.get(&Asset::Native).copied().unwrap_or_default();
		Backing {
			asset: Asset::Native,
			held: T::Currency::balance(&Self::account()),
			due: TotalDeposits::<T>::get().saturating_add(credited),
		}
	}

	pub(crate) fn ensure_series(
		series: SeriesId,
	) -> Result<(SeriesTermsOf<T>, SeriesCounts), DispatchError> {
		let terms = Series::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		let counts = Counts::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		Ok((terms, counts))
	}

	pub(crate) fn ensure_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateRecord, DispatchError> {
		Ok(Certificates::<T>::get(series, item).ok_or(Error::<T>::UnknownCertificate)?)
	}

	pub(crate) fn ensure_application(
		application: ApplicationId,
	) -> Result<ApplicationTerms<T::AccountId>, DispatchError> {
		Ok(T::Registry::terms(application).ok_or(Error::<T>::NotApproved)?)
	}
}
