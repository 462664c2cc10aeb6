//! Series, minting into them, and burning what was never sold.

use crate::{
	attributes,
	pallet::{Certificates, Config, Counts, Error, Event, NextSeriesId, Pallet, Series},
	types::{CertificateRecord, SeriesCounts, SeriesTermsOf, MAX_MINT},
};
use dmex_primitives::{
	ApplicationId, ApplicationTerms, Asset, Attributes, Balance, ItemId, Items, ProtocolFees,
	Quotas, SeriesId, SeriesTerms, Units, MAX_UNITS,
};
use frame_support::{
	ensure,
	traits::{
		tokens::nonfungibles::{Create, Mutate},
		Get,
	},
};
use sp_runtime::{
	traits::{Convert, EnsureAdd, EnsureMul},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_series(
		miner: &T::AccountId,
		application: ApplicationId,
		units: Units,
		term: u32,
	) -> DispatchResult {
		let approved = Self::ensure_application(application)?;
		ensure!(*miner == approved.miner, Error::<T>::NotMiner);
		ensure!((1..=MAX_UNITS).contains(&units), Error::<T>::InvalidUnits);
		ensure!((1..=T::MaxTerm::get()).contains(&term), Error::<T>::InvalidTerm);
		let terms = new_terms(application, &approved, units, term);
		terms.pledge(1)?;
		let series = NextSeriesId::<T>::get();
		let next = series.ensure_add(1)?;

		Self::begin(series, &terms)?;
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
		ensure!((1..=MAX_MINT).contains(&quantity), Error::<T>::InvalidQuantity);
		ensure!(!terms.terminated, Error::<T>::Terminated);
		ensure!(!terms.frozen, Error::<T>::Frozen);
		let approved = Self::ensure_application(terms.application)?;
		let (units, pledge) = (terms.units_of(quantity)?, terms.pledge(quantity)?);
		let fee = Balance::from(units).ensure_mul(approved.channel_fee_per_unit)?;
		let after = counts.mint(quantity)?;

		if !counts.is_open() {
			Self::begin(series, &terms)?;
		}
		T::Registry::reserve(terms.application, units, pledge)?;
		let shares = T::Fees::split().divide(&Asset::Native, fee);
		T::Fees::charge(miner, &Asset::Native, shares)?;

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
		Self::deposit_event(Event::UnsoldBurnt { series, items, miner: miner.clone() });
		Self::release_units(series, &terms, quantity, after)
	}

	/// Burn an item. One that is unsold or locked cannot be burnt, so its record says first that it
	/// may move; then both go.
	pub(crate) fn remove(
		series: SeriesId,
		item: ItemId,
		owner: Option<&T::AccountId>,
	) -> DispatchResult {
		Certificates::<T>::insert(series, item, CertificateRecord::MOVABLE);
		T::Nfts::burn(&series, &item, owner)?;
		Certificates::<T>::remove(series, item);
		Ok(())
	}

	/// Release units and pledge of `certificates` that are no longer live, which leaves the counts
	/// `after`, and finish the series if nothing of it is live.
	pub(crate) fn release_units(
		series: SeriesId,
		terms: &SeriesTermsOf<T>,
		certificates: u32,
		after: SeriesCounts,
	) -> DispatchResult {
		let (units, pledge) = (terms.units_of(certificates)?, terms.pledge(certificates)?);
		Counts::<T>::insert(series, after);
		T::Registry::release(terms.application, units, pledge)?;
		if !after.is_open() {
			Self::finish(series, terms, after)?;
		}
		Ok(())
	}
}

/// Terms of a series of an approved application, with the network's pledge rate of today.
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
