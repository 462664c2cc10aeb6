//! One module per call. The calls that other pallets make are under `glue`; those of them that
//! lock, unlock and hand over a certificate, under `locks`; those of liens, under `liens`.

mod burn_unsold;
mod create_series;
mod deposits;
mod glue;
mod holders;
mod invariants;
mod liens;
mod locker;
mod locks;
mod mint;

use crate::{mock::*, pallet::*, types::*};
use dmex_primitives::{CertificateView, Certificates as _, ItemId, Items, Lock, Locks, SeriesId};
use frame_support::{assert_noop, assert_ok, traits::tokens::nonfungibles::Inspect};
use sp_runtime::{ArithmeticError, DispatchError};

/// Units per certificate and days of term of the series that the builders make.
const UNITS: u64 = 10;
const TERM: u32 = 30;
const LOCKS: [Lock; 4] = [Lock::Listed, Lock::Auctioned(3), Lock::Collateral, Lock::Staked];

/// The error that names what holds a certificate.
fn held(lock: Lock) -> Error<Test> {
	match lock {
		Lock::Listed => Error::CertificateListed,
		Lock::Auctioned(_) => Error::CertificateAuctioned,
		Lock::Collateral => Error::CertificateLent,
		Lock::Staked => Error::CertificateStaked,
	}
}

/// A new series without certificates.
fn series() -> SeriesId {
	let series = NextSeriesId::<Test>::get();
	assert_ok!(HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM));
	series
}

/// A new series with unsold certificates.
fn minted(quantity: u32) -> SeriesId {
	let series = series();
	assert_ok!(HashrateNft::mint(RuntimeOrigin::signed(MINER), series, quantity));
	series
}

/// A new series with certificates sold to the buyer.
fn sold(quantity: u32) -> SeriesId {
	let series = minted(quantity);
	for item in 0..quantity {
		assert_ok!(HashrateNft::activate(series, item, &BUYER, 5, 34));
	}
	series
}

/// A new series with certificates of the buyer whose last day is settled.
fn ended(quantity: u32) -> SeriesId {
	let series = sold(quantity);
	assert_ok!(HashrateNft::end(series, quantity));
	series
}

fn items(items: impl Into<Vec<ItemId>>) -> Items {
	items.into().try_into().unwrap()
}

fn counts(series: SeriesId) -> SeriesCounts {
	HashrateNft::counts_of(series).unwrap()
}

/// Frozen, terminated.
fn flags(series: SeriesId) -> (bool, bool) {
	let terms = HashrateNft::terms_of(series).unwrap();
	(terms.frozen, terms.terminated)
}

fn attribute(series: SeriesId, item: Option<ItemId>, key: &str) -> Option<String> {
	let value = match item {
		Some(item) => Uniques::attribute(&series, &item, key.as_bytes()),
		None => Uniques::collection_attribute(&series, key.as_bytes()),
	};
	value.map(|value| String::from_utf8(value).unwrap())
}
