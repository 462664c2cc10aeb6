//! The neighbours of the mock: small fakes of the registry, the fees and the runtime's glue.

use super::{Approved, Balances, Barred, HashrateNft, RuntimeOrigin, Uniques, Unpayable, QUOTA};
use crate::{attributes, Usage};
use dmex_primitives::{
	backing::Sums, ApplicationId, ApplicationTerms, Asset, Attributes, Balance, FeeShares,
	FeeSplit, ItemId, PayOrCredit, ProtocolFees, Quotas, SeriesId, Units,
};
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	storage::unhashed,
	storage_alias,
	traits::{
		fungible::Mutate,
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable},
	},
	Twox64Concat,
};
use sp_runtime::{traits::Convert, DispatchError, DispatchResult, Permill};

/// The accounts of the mock are numbers.
pub struct Number;
impl Convert<u64, Vec<u8>> for Number {
	fn convert(account: u64) -> Vec<u8> {
		attributes::number(account)
	}
}

/// Attributes are set as the owner of the collection.
pub struct UniquesAttributes;
impl Attributes for UniquesAttributes {
	fn set(series: SeriesId, item: Option<ItemId>, key: &[u8], value: &[u8]) -> DispatchResult {
		let (key, value) = (key.to_vec().try_into(), value.to_vec().try_into());
		let owner = RuntimeOrigin::signed(HashrateNft::account());
		Uniques::set_attribute(owner, series, item, key.unwrap(), value.unwrap())
	}
	fn clear(series: SeriesId, item: ItemId, key: &[u8]) -> DispatchResult {
		let owner = RuntimeOrigin::signed(HashrateNft::account());
		Uniques::clear_attribute(owner, series, Some(item), key.to_vec().try_into().unwrap())
	}
}

/// Fees are burnt.
pub struct BurnFees;
impl ProtocolFees<u64> for BurnFees {
	fn split() -> FeeSplit {
		FeeSplit { pool: Permill::from_percent(40), treasury: Permill::from_percent(40) }
	}
	fn charge(payer: &u64, asset: &Asset, shares: FeeShares) -> DispatchResult {
		let amount = shares.pool + shares.treasury + shares.burn;
		assert_eq!((asset, shares), (&Asset::Native, Self::split().divide(asset, amount)));
		Balances::burn_from(payer, amount, Expendable, Exact, Polite).map(|_| ())
	}
}

/// Credits by payee, all in DMC and at one account.
#[storage_alias]
pub type Credited = StorageMap<Fakes, Twox64Concat, u64, Balance, ValueQuery>;

/// Payments are made unless the mock says that nobody can take any.
pub struct Credits;
impl PayOrCredit<u64> for Credits {
	fn pay_or_credit(from: &u64, asset: &Asset, who: &u64, amount: Balance) -> DispatchResult {
		if Unpayable::get() {
			return Self::credit(from, asset, who, amount);
		}
		Balances::transfer(from, who, amount, Expendable).map(|_| ())
	}
	fn credit(_: &u64, asset: &Asset, who: &u64, amount: Balance) -> DispatchResult {
		assert_eq!(*asset, Asset::Native);
		Credited::mutate(who, |credit| *credit += amount);
		Ok(())
	}
	fn credits_at(_: &u64) -> Sums {
		let credited = Credited::iter_values().sum();
		Sums::from([(Asset::Native, credited)])
	}
}

/// One application, number 0. Its use is in storage, so that a failed call undoes it.
pub struct Registry;
impl Registry {
	pub fn usage() -> Usage {
		let (open_series, units, pledge) = unhashed::get_or_default(b"registry");
		Usage { open_series, units, pledge }
	}
	fn put(usage: Usage) -> DispatchResult {
		unhashed::put(b"registry", &(usage.open_series, usage.units, usage.pledge));
		Ok(())
	}
}
impl Quotas<u64> for Registry {
	fn terms(application: ApplicationId) -> Option<ApplicationTerms<u64>> {
		Approved::get().filter(|_| application == 0)
	}
	fn open_series(_: ApplicationId, max: u32) -> DispatchResult {
		let usage = Self::usage();
		ensure!(!Barred::get(), DispatchError::Other("barred"));
		ensure!(usage.open_series < max, DispatchError::Other("too many series"));
		Self::put(Usage { open_series: usage.open_series + 1, ..usage })
	}
	fn close_series(_: ApplicationId) -> DispatchResult {
		let usage = Self::usage();
		Self::put(Usage { open_series: usage.open_series - 1, ..usage })
	}
	fn reserve(_: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		let usage = Self::usage();
		ensure!(!Barred::get(), DispatchError::Other("barred"));
		ensure!(usage.units + units <= QUOTA, DispatchError::Other("over quota"));
		Self::put(Usage { units: usage.units + units, pledge: usage.pledge + pledge, ..usage })
	}
	fn release(_: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		let usage = Self::usage();
		Self::put(Usage { units: usage.units - units, pledge: usage.pledge - pledge, ..usage })
	}
}
#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Registry {
	fn approved_application() -> (ApplicationId, u64) {
		(0, super::MINER)
	}
}
