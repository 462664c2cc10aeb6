//! What the calls do, and what the pallets above may ask and do.

use crate::{
	attributes::{self, END_DAY, START_DAY},
	certificate::Refusal,
	pallet::{Certificates, Config, Counts, Error, Event, NextSeriesId, Pallet, Series},
	types::{CertificateRecord, SeriesCounts, SeriesTermsOf, MAX_MINT},
};
use alloc::collections::BTreeMap;
use dmex_primitives::{
	glue, ApplicationId, ApplicationTerms, Asset, Attributes, Balance, CertificateInfo, Day,
	Holders, ItemId, Items, Lock, ProtocolFees, Quotas, SeriesId, SeriesTerms, Units, MAX_UNITS,
};
use frame_support::{
	ensure,
	traits::{
		tokens::{
			nonfungibles::{Create, Inspect, InspectEnumerable, Mutate, Transfer},
			Locker,
		},
		Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Convert},
	ArithmeticError, DispatchError, DispatchResult,
};

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::AlreadySold => Self::AlreadySold,
			Refusal::NotSold => Self::NotSold,
			Refusal::Locked => Self::Locked,
			Refusal::NotLocked => Self::NotLocked,
		}
	}
}

/// What an application has in series of this pallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
	/// Series that count as unfinished.
	pub open_series: u32,
	/// Live units.
	pub units: Units,
	/// The pledge required for them, in base units of DMC.
	pub pledge: Balance,
}

/// Reading.
impl<T: Config> Pallet<T> {
	/// The account that is owner, issuer, admin and freezer of every collection.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The terms of a series.
	pub fn terms_of(series: SeriesId) -> Option<SeriesTermsOf<T>> {
		Series::<T>::get(series)
	}

	/// The certificates of a series by what became of them.
	pub fn counts_of(series: SeriesId) -> Option<SeriesCounts> {
		Counts::<T>::get(series)
	}

	/// Whether a certificate was sold, and its lock; nothing when it does not exist.
	pub fn record_of(series: SeriesId, item: ItemId) -> Option<CertificateRecord> {
		Certificates::<T>::get(series, item)
	}

	/// The live units of a series and the pledge in base units of DMC that they require.
	pub fn live_of(series: SeriesId) -> Option<(Units, Balance)> {
		let (terms, counts) = (Series::<T>::get(series)?, Counts::<T>::get(series)?);
		requirement(&terms, counts.live()).ok()
	}

	/// What each application has in series: the registry must count the same. Reads every
	/// series: for tests and tools, not for calls.
	pub fn usage() -> BTreeMap<ApplicationId, Usage> {
		let mut usage = BTreeMap::<ApplicationId, Usage>::new();
		for (series, terms) in Series::<T>::iter() {
			let counts = Counts::<T>::get(series).unwrap_or_default();
			let (units, pledge) = requirement(&terms, counts.live()).unwrap_or_default();
			let sum = usage.entry(terms.application).or_default();
			sum.open_series = sum.open_series.saturating_add(counts.is_open().into());
			sum.units = sum.units.saturating_add(units);
			sum.pledge = sum.pledge.saturating_add(pledge);
		}
		usage
	}

	fn ensure_series(series: SeriesId) -> Result<(SeriesTermsOf<T>, SeriesCounts), DispatchError> {
		let terms = Series::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		let counts = Counts::<T>::get(series).ok_or(Error::<T>::UnknownSeries)?;
		Ok((terms, counts))
	}

	fn ensure_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<CertificateRecord, DispatchError> {
		Ok(Certificates::<T>::get(series, item).ok_or(Error::<T>::UnknownCertificate)?)
	}

	fn ensure_application(
		application: ApplicationId,
	) -> Result<ApplicationTerms<T::AccountId>, DispatchError> {
		Ok(T::Registry::terms(application).ok_or(Error::<T>::NotApproved)?)
	}
}

/// The units of `certificates` of a series, and the pledge in base units of DMC that they
/// require: exact products, nothing is rounded.
pub(crate) fn requirement<AccountId>(
	terms: &SeriesTerms<AccountId>,
	certificates: u32,
) -> Result<(Units, Balance), ArithmeticError> {
	let units = terms.units.checked_mul(certificates.into()).ok_or(ArithmeticError::Overflow)?;
	let pledge = Balance::from(units)
		.checked_mul(terms.term.into())
		.and_then(|unit_days| unit_days.checked_mul(terms.pledge_rate))
		.ok_or(ArithmeticError::Overflow)?;
	Ok((units, pledge))
}

/// The calls.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_series(
		miner: &T::AccountId,
		application: ApplicationId,
		units: Units,
		term: u32,
	) -> DispatchResult {
		let approved = Self::ensure_application(application)?;
		ensure!(*miner == approved.miner, Error::<T>::NotMiner);
		ensure!((1..=MAX_UNITS).contains(&units), Error::<T>::BadUnits);
		ensure!((1..=T::MaxTerm::get()).contains(&term), Error::<T>::BadTerm);
		let terms = new_terms(application, &approved, units, term);
		requirement(&terms, 1)?;
		let series = NextSeriesId::<T>::get();
		let next = series.checked_add(1).ok_or(ArithmeticError::Overflow)?;

		T::Registry::open_series(application, T::MaxSeries::get())?;

		NextSeriesId::<T>::put(next);
		Counts::<T>::insert(series, SeriesCounts::default());
		Series::<T>::insert(series, &terms);
		T::Nfts::create_collection(&series, &Self::account(), &Self::account())?;
		let address = T::AddressText::convert(miner.clone());
		for (key, value) in attributes::of_series(address, &approved, &terms) {
			T::Attributes::set(series, None, key, &value)?;
		}

		Self::deposit_event(Event::SeriesCreated {
			series,
			application,
			miner: miner.clone(),
			units_per_certificate: units,
			term_days: term,
			pledge_rate: terms.pledge_rate,
		});
		Ok(())
	}

	pub(crate) fn do_mint(miner: &T::AccountId, series: SeriesId, quantity: u32) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		ensure!(*miner == terms.miner, Error::<T>::NotMiner);
		ensure!((1..=MAX_MINT).contains(&quantity), Error::<T>::BadQuantity);
		ensure!(!terms.terminated, Error::<T>::Terminated);
		ensure!(!terms.frozen, Error::<T>::Frozen);
		let approved = Self::ensure_application(terms.application)?;
		let (units, pledge) = requirement(&terms, quantity)?;
		let fee = Balance::from(units)
			.checked_mul(approved.channel_fee_per_unit)
			.ok_or(ArithmeticError::Overflow)?;
		let after = counts.mint(quantity).ok_or(ArithmeticError::Overflow)?;

		if !counts.is_open() {
			T::Registry::open_series(terms.application, T::MaxSeries::get())?;
		}
		T::Registry::take(terms.application, units, pledge)?;
		let shares = T::Fees::split().divide(&Asset::Native, fee);
		T::Fees::collect(miner, &Asset::Native, shares)?;

		Counts::<T>::insert(series, after);
		for item in counts.minted..after.minted {
			Certificates::<T>::insert(series, item, CertificateRecord::UNSOLD);
			T::Nfts::mint_into(&series, &item, miner)?;
		}

		let first_item = counts.minted;
		let miner = miner.clone();
		Self::deposit_event(Event::Minted { series, first_item, miner, quantity, fee });
		Ok(())
	}

	pub(crate) fn do_burn_unsold(
		miner: &T::AccountId,
		series: SeriesId,
		items: Items,
	) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		ensure!(*miner == terms.miner, Error::<T>::NotMiner);
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		let quantity = items.len() as u32;
		let after = counts.burn_unsold(quantity).ok_or(Error::<T>::TooFewCertificates)?;

		// A duplicate is unknown when its turn comes: it fails the call.
		for item in &items {
			let record = Self::ensure_certificate(series, *item)?;
			record.ensure_for_sale().map_err(Error::<T>::from)?;
			Self::remove(series, *item, Some(miner))?;
		}
		Self::release(series, &terms, quantity, after)?;

		Self::deposit_event(Event::UnsoldBurnt { series, items, miner: miner.clone() });
		Ok(())
	}

	/// Burn an item. An item that is unsold or locked cannot be burnt, so its record says first
	/// that it is free; then both go.
	fn remove(series: SeriesId, item: ItemId, owner: Option<&T::AccountId>) -> DispatchResult {
		Certificates::<T>::insert(series, item, CertificateRecord::FREE);
		T::Nfts::burn(&series, &item, owner)?;
		Certificates::<T>::remove(series, item);
		Ok(())
	}

	/// `certificates` are no longer live, which leaves the counts `after`: free their units and
	/// pledge, and close the series when nothing of it is live.
	fn release(
		series: SeriesId,
		terms: &SeriesTermsOf<T>,
		certificates: u32,
		after: SeriesCounts,
	) -> DispatchResult {
		let (units, pledge) = requirement(terms, certificates)?;
		Counts::<T>::insert(series, after);
		T::Registry::free(terms.application, units, pledge)?;
		if !after.is_open() {
			T::Registry::close_series(terms.application)?;
		}
		Ok(())
	}
}

/// The terms of a series of an approved application, with the network's pledge of today.
fn new_terms<AccountId: Clone>(
	application: ApplicationId,
	approved: &ApplicationTerms<AccountId>,
	units: Units,
	term: u32,
) -> SeriesTerms<AccountId> {
	SeriesTerms {
		application,
		miner: approved.miner.clone(),
		network: approved.network,
		units,
		term,
		payment_asset: approved.payment_asset.clone(),
		reward_asset: approved.reward_asset.clone(),
		min_price_per_unit_day: approved.min_price_per_unit_day,
		expected_revenue: approved.expected_revenue,
		pledge_rate: approved.pledge_per_unit_day,
		frozen: false,
		terminated: false,
	}
}

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

		Self::release(series, &terms, certificates, after)?;

		Self::deposit_event(Event::Ended { series, certificates });
		Ok(())
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

	fn free(series: SeriesId, item: ItemId) -> DispatchResult {
		let record = Self::ensure_certificate(series, item)?;
		if record.lock.is_some() {
			Certificates::<T>::insert(series, item, record.free());
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
		record.ensure_free().map_err(Error::<T>::from)?;
		T::Nfts::transfer(&series, &item, to)
	}
}

/// The NFT pallet asks before it transfers or burns: only what was sold and has no lock moves.
impl<T: Config> Locker<SeriesId, ItemId> for Pallet<T> {
	fn is_locked(series: SeriesId, item: ItemId) -> bool {
		!Self::record_of(series, item).is_some_and(CertificateRecord::may_move)
	}
}
