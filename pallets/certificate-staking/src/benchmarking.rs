//! Calls, days and visits at their worst: the series is resumed after its last pause and had one less
//! before, stakes are over, each is paid a reward, and the staker has a credit.

use super::*;
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Day, ItemId, Items, OnNewDay, PayOrCredit, SeriesId,
	MAX_ITEMS, MAX_NETWORKS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin},
	weights::Weight,
};
use frame_system::RawOrigin;

/// Sets up the neighbours.
pub trait BenchmarkHelper<AccountId> {
	/// A new series, neither frozen nor terminated, whose certificates from 0 on were sold to `holder`, who is
	/// not its miner. They are unlocked, and have the longest term.
	fn sold(holder: &AccountId, certificates: u32) -> SeriesId;
	/// Make `day` the running day.
	fn set_today(day: Day);
}

const MONEY: Balance = 1_000_000_000_000_000_000;
/// Credit of a staker.
const CREDIT: Balance = 1_000_000_007;
/// Number of days from staking until rewards are paid: two for each pause, and more.
const DAYS: u32 = 2 * MAX_PAUSES + 3;

fn holder<T: Config>() -> T::AccountId {
	account("holder", 0, 0)
}

fn items(n: u32) -> Result<Items, BenchmarkError> {
	Ok((0..n).collect::<Vec<ItemId>>().try_into().map_err(|_| "too many")?)
}

/// The account of staking has money that is not in the books, and a credit.
fn fund<T: Config>() -> Result<(), BenchmarkError> {
	let account = Pallet::<T>::account();
	T::Currency::mint_into(&account, MONEY)?;
	T::Credits::credit(&account, &Asset::Native, &holder::<T>(), CREDIT)?;
	Ok(())
}

fn pass_day<T: Config>() {
	let today = T::Clock::today() + 1;
	T::BenchmarkHelper::set_today(today);
	Pallet::<T>::on_new_day(today);
}

/// A record whose pauses were on every other day from `first` on; the last one is in progress.
fn pause_often(record: &mut SeriesRecord, first: Day) -> Result<(), BenchmarkError> {
	for number in 1..MAX_PAUSES {
		let from = first + 2 * number;
		record.pauses.try_push((from, from + 1)).map_err(|_| "too many pauses")?;
	}
	record.paused = Some(first + 2 * MAX_PAUSES);
	Ok(())
}

/// `n` staked certificates whose last day was yesterday, of a series that is to be resumed.
fn staked<T: Config>(n: u32) -> Result<SeriesId, BenchmarkError> {
	fund::<T>()?;
	let holder = holder::<T>();
	let series = T::BenchmarkHelper::sold(&holder, n);
	let terms = T::Certificates::series(series).ok_or("the helper opens it")?;
	Pallet::<T>::set_weight(terms.network, 7)?;
	Pallet::<T>::stake(RawOrigin::Signed(holder.clone()).into(), series, items(n)?)?;
	let since = T::Clock::today() + 1;
	(0..DAYS).for_each(|_| pass_day::<T>());
	let mut record = SeriesStakes::<T>::get(series).ok_or("it was staked")?;
	pause_often(&mut record, since)?;
	Pools::<T>::mutate(record.network, |pool| pool.units -= record.units);
	SeriesStakes::<T>::insert(series, record);
	let end = T::Clock::today() - 1;
	for item in 0..n {
		Stakes::<T>::mutate(series, item, |stake| {
			stake.iter_mut().for_each(|stake| stake.end = end)
		});
	}
	Ok(series)
}

/// All have left, and were paid.
fn have_left<T: Config>(series: SeriesId, n: u32) -> bool {
	let unlocked = |item| !Pallet::<T>::is_locked(series, item);
	let credits = T::Credits::credits_at(&Pallet::<T>::account());
	let left = SeriesStakes::<T>::get(series).is_none() && (0..n).all(unlocked);
	left && credits.values().all(|credit| *credit == 0)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn stake(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let series = T::BenchmarkHelper::sold(&holder::<T>(), n);
		let terms = T::Certificates::series(series).ok_or("the helper opens it")?;
		let mut record = SeriesRecord::new(terms.network);
		pause_often(&mut record, 0)?;
		SeriesStakes::<T>::insert(series, record);
		let (caller, items) = (RawOrigin::Signed(holder::<T>()), items(n)?);

		#[extrinsic_call]
		_(caller, series, items);

		let record = SeriesStakes::<T>::get(series).ok_or("it was staked")?;
		assert_eq!((record.stakes, record.paused), (n, None));
		Ok(())
	}

	#[benchmark]
	fn unstake(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let series = staked::<T>(n)?;
		let (caller, items) = (RawOrigin::Signed(holder::<T>()), items(n)?);

		#[extrinsic_call]
		_(caller, series, items);

		assert!(have_left::<T>(series, n));
		Ok(())
	}

	#[benchmark]
	fn claim_rewards(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let series = staked::<T>(n)?;
		let (caller, items) = (whitelisted_caller(), items(n)?);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert!(have_left::<T>(series, n));
		Ok(())
	}

	#[benchmark]
	fn fund_budget() -> Result<(), BenchmarkError> {
		fund::<T>()?;
		let caller: T::AccountId = whitelisted_caller();
		T::Currency::mint_into(&caller, 2 * MONEY)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), MONEY);

		assert_eq!(Budget::<T>::get(), MONEY);
		Ok(())
	}

	#[benchmark]
	fn set_network_weight() -> Result<(), BenchmarkError> {
		let origin = T::AdminOrigin::try_successful_origin();
		let origin = origin.map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, 7);

		assert_eq!(Pools::<T>::get(0).weight, 7);
		Ok(())
	}

	// Money was transferred to the account, and something joined in each pool.
	#[benchmark]
	fn on_new_day(p: Linear<0, MAX_NETWORKS>) -> Result<(), BenchmarkError> {
		fund::<T>()?;
		let _ = Pools::<T>::clear(u32::MAX, None);
		for network in 0..p {
			let (index, accrued) = (SCALE + 7, 1_007 * SCALE);
			let pool = Pool { weight: 7 + network, units: 1_007, joining: 1, index, accrued };
			Pools::<T>::insert(network, pool);
		}
		let today = T::Clock::today() + 1;
		StartDay::<T>::put(today);

		#[block]
		{
			Pallet::<T>::on_new_day(today);
		}

		assert!(Budget::<T>::get() > 0);
		let joined = Pools::<T>::iter_values().filter(|pool| pool.units == 1_008);
		assert_eq!(joined.count() as u32, p);
		Ok(())
	}

	#[benchmark]
	fn idle_base() {
		let walk = Walk { began_on: Some(T::Clock::today()), cursor: None };
		LastWalk::<T>::put(walk);

		#[block]
		{
			Pallet::<T>::walk(Weight::MAX);
		}

		assert_eq!(LastWalk::<T>::get(), walk);
	}

	// With the end of the walk.
	#[benchmark]
	fn idle_visit() -> Result<(), BenchmarkError> {
		let series = staked::<T>(1)?;
		LastWalk::<T>::kill();

		#[block]
		{
			Pallet::<T>::walk(Weight::MAX);
		}

		assert!(have_left::<T>(series, 1));
		assert_eq!(LastWalk::<T>::get().began_on, Some(T::Clock::today()));
		Ok(())
	}
}
