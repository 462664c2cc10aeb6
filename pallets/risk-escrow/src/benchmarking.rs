//! What the calls cost at their worst: every day has a market average, certificates that start
//! and certificates that end; every payment adds to what waits; every certificate has income and an
//! owner of its own.

use crate::{types::MAX_DAYS, *};
use alloc::{vec, vec::Vec};
use dmex_primitives::{
	Asset, Balance, CertificateView, Day, ItemId, Items, NetworkId, SeriesId, MAX_ITEMS,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungibles::Mutate, Get};
use frame_system::RawOrigin;

/// Sets up the neighbours.
pub trait BenchmarkHelper {
	/// A series with certificates `0..certificates`, unsold, for `term` days. Its payment and
	/// reward assets exist, and so do the pallet's accounts.
	fn series(term: u32, certificates: u32) -> SeriesId;
	/// Make `day` the running day; all days before it were open for clocks.
	fn set_today(day: Day);
	/// Publish a market average.
	fn publish_average(network: NetworkId, day: Day);
}

const FIRST: Day = 1_000;
const TERM: u32 = 2;
const MONEY: Balance = 1_000_000_000_000_000_000_000;
const DEPOSIT: Balance = 1_000_000_000_000_001;

fn fund<T: Config>(asset: &Asset, who: &T::AccountId) -> Result<(), BenchmarkError> {
	T::Assets::mint_into(asset.clone(), who, MONEY)?;
	Ok(())
}

/// A series and its miner, with money for both it and a buyer.
fn series<T: Config>(
	certificates: u32,
) -> Result<(SeriesId, T::AccountId, T::AccountId), BenchmarkError> {
	let series = T::BenchmarkHelper::series(TERM, certificates);
	let terms = T::Certificates::series(series).ok_or("the helper makes a series")?;
	let buyer = account("buyer", 0, 0);
	for who in [&terms.miner, &buyer] {
		fund::<T>(&terms.payment_asset, who)?;
		fund::<T>(&terms.reward_asset, who)?;
	}
	T::BenchmarkHelper::set_today(FIRST);
	Ok((series, terms.miner, buyer))
}

/// Sell certificates on a day, however late the series is.
fn sell<T: Config>(
	series: SeriesId,
	buyer: &T::AccountId,
	today: Day,
	items: core::ops::Range<ItemId>,
) -> Result<(), BenchmarkError> {
	let terms = T::Certificates::series(series).ok_or("the helper makes a series")?;
	T::BenchmarkHelper::set_today(today);
	T::BenchmarkHelper::publish_average(terms.network, today);
	let sales: Vec<_> = items.map(|item| (item, DEPOSIT)).collect();
	let ledger = Ledgers::<T>::get(series);
	Pallet::<T>::escrow(series, &terms, ledger, buyer, &sales)?;
	Ok(())
}

/// Let something wait for `who` in the payment asset of a series.
fn owe<T: Config>(series: SeriesId, who: &T::AccountId) -> Result<Asset, BenchmarkError> {
	let asset = T::Certificates::series(series).ok_or("the helper makes a series")?.payment_asset;
	fund::<T>(&asset, &Pallet::<T>::escrow_account())?;
	Owed::<T>::insert(who, &asset, MONEY);
	Ok(asset)
}

/// Certificates, each of an owner of its own who has nothing of the reward asset yet, and some or
/// all of whose days are settled.
fn settled<T: Config>(n: u32, days: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, miner, _) = series::<T>(n)?;
	let terms = T::Certificates::series(series).ok_or("the helper makes a series")?;
	for item in 0..n {
		let owner = account("owner", item, 0);
		fund::<T>(&terms.payment_asset, &owner)?;
		sell::<T>(series, &owner, FIRST, item..item + 1)?;
	}
	T::BenchmarkHelper::set_today(FIRST + TERM + 3);
	let amounts = vec![MONEY / 1_000; days as usize].try_into().map_err(|_| "too many days")?;
	Pallet::<T>::distribute(RawOrigin::Signed(miner).into(), series, FIRST + 1, amounts)?;
	let items = (0..n).collect::<Vec<_>>().try_into().map_err(|_| "too many items")?;
	Ok((series, items))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn distribute(d: Linear<1, MAX_DAYS>) -> Result<(), BenchmarkError> {
		let (series, miner, buyer) = series::<T>(d + 1)?;
		for i in 0..=d {
			sell::<T>(series, &buyer, FIRST + i, i..i + 1)?;
		}
		let terms = T::Certificates::series(series).ok_or("the helper makes a series")?;
		T::BenchmarkHelper::publish_average(terms.network, FIRST + d + 1);
		T::BenchmarkHelper::set_today(FIRST + d + 4);
		// From the second day on, one certificate starts and one ends.
		let origin = RawOrigin::Signed(miner.clone());
		let one = vec![1].try_into().map_err(|_| "too many days")?;
		Pallet::<T>::distribute(origin.clone().into(), series, FIRST + 1, one)?;
		owe::<T>(series, &miner)?;
		owe::<T>(series, &T::InsuranceAccount::get())?;
		let first = FIRST + 2;
		let amounts = vec![MONEY / 1_000; d as usize].try_into().map_err(|_| "too many days")?;

		#[extrinsic_call]
		_(origin, series, first, amounts);

		let ledger = Ledgers::<T>::get(series).ok_or("it was sold")?;
		assert_eq!((ledger.paid_through, ledger.ended), (FIRST + d + 1, d));
		Ok(())
	}

	#[benchmark]
	fn claim(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = settled::<T>(n, 1)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert!((0..n).all(|item| Pallet::<T>::claimable(series, item) == 0));
		Ok(())
	}

	#[benchmark]
	fn retire(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = settled::<T>(n, TERM)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert_eq!(Positions::<T>::iter_prefix(series).count(), 0);
		Ok(())
	}

	#[benchmark]
	fn withdraw_owed() -> Result<(), BenchmarkError> {
		let (series, miner, _) = series::<T>(1)?;
		let asset = owe::<T>(series, &miner)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner.clone()), asset.clone());

		assert!(!Owed::<T>::contains_key(&miner, &asset));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
