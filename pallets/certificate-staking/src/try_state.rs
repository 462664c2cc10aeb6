//! The README's invariants, by number.

use crate::{
	rewards::{whole, SCALE},
	Budget, Config, Indices, Owed, Pallet, Pools, SeriesRecord, SeriesStakes, Stake, Stakes,
	StakesOf,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{Backing, Balance, Clock, Day, SeriesId, Units, MAX_NETWORKS};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::{traits::EnsureAddAssign, TryRuntimeError};

type Check = Result<(), TryRuntimeError>;

const DAMAGED: TryRuntimeError = TryRuntimeError::Other("records are missing or sums overflow");

impl<T: Config> Pallet<T> {
	/// Check every invariant.
	pub fn do_try_state() -> Check {
		Self::check_account()?;
		Self::check_owed()?;
		Self::check_series()?;
		Self::check_pools()?;
		Self::check_stakes()
	}

	/// 1. The account holds its existential deposit, budget, rewards that are not paid, and credits.
	fn check_account() -> Check {
		let Backing { held, due, .. } = Self::backing();
		let due = due.checked_add(T::Currency::minimum_balance()).ok_or(DAMAGED)?;
		let nothing = Budget::<T>::get() == 0 && Owed::<T>::get() == 0;
		ensure!(nothing || held >= due, "1: the account does not hold what is due");
		Ok(())
	}

	/// 2. What is accrued in a pool is exactly what its stakes were given and not paid, and what is owed is
	///    what covers it; so it covers the rewards of all stakes.
	fn check_owed() -> Check {
		let (mut accrued, mut payable) = (BTreeMap::<_, u128>::new(), Balance::default());
		for (series, _, stake) in Stakes::<T>::iter() {
			let record = Self::record_of(series)?;
			let pool = Self::pool_of(&record);
			let paid = stake.claimed.checked_mul(SCALE).ok_or(DAMAGED)?;
			let (given, earned) = Self::given_and_earned(&stake, &record, &pool)?;
			ensure!(earned <= given, "2: a stake earned more than it was given");
			ensure!(paid <= earned, "2: a stake was paid more than it earned");
			accrued.entry(record.network).or_default().ensure_add_assign(given - paid)?;
			payable.ensure_add_assign((earned - paid) / SCALE)?;
		}
		let mut owed = Balance::default();
		for (network, pool) in Pools::<T>::iter() {
			let of_stakes = accrued.remove(&network).unwrap_or_default();
			ensure!(pool.accrued == of_stakes, "2: what is accrued in a pool");
			owed.ensure_add_assign(whole(pool.accrued))?;
		}
		ensure!(accrued.is_empty(), "2: stakes without a pool");
		ensure!(Owed::<T>::get() == owed, "2: what is owed");
		ensure!(owed >= payable, "2: rewards are more than what is owed");
		Ok(())
	}

	/// 3. A series counts its stakes, their units, and those of them that joined today; its pauses are in
	///    order and do not overlap.
	fn check_series() -> Check {
		let today = T::Clock::today();
		for (series, record) in SeriesStakes::<T>::iter() {
			let stakes: Vec<_> = Stakes::<T>::iter_prefix_values(series).collect();
			ensure!(!stakes.is_empty(), "3: a series without stakes");
			ensure!(record.stakes as usize == stakes.len(), "3: the number of stakes");
			ensure!(record.units == units(stakes.iter())?, "3: the units of a series");
			let pauses: Vec<_> = record.all_pauses().collect();
			let ordered = pauses.is_sorted_by(|a, b| a.1 <= b.0);
			ensure!(ordered && pauses.iter().all(|(from, to)| from < to), "3: the order of pauses");
			let past = |to: &Day| *to <= today.saturating_add(1);
			ensure!(record.pauses.iter().all(|(_, to)| past(to)), "3: a pause in the future");
			let joins = |stake: &&Stake<_>| stake.since > today || record.resumed_on(today);
			let joining = units(stakes.iter().filter(joins))?;
			let joining = if record.paused.is_some() { 0 } else { joining };
			ensure!(record.joining_on(today) == joining, "3: the joining units of a series");
		}
		Ok(())
	}

	/// 4. A pool has the units of all series of its network that are not paused. Its index never falls.
	fn check_pools() -> Check {
		let today = T::Clock::today();
		let mut units = BTreeMap::<_, (Units, Units)>::new();
		for record in SeriesStakes::<T>::iter_values() {
			let (earning, joining) = units.entry(record.network).or_default();
			earning.ensure_add_assign(record.earning_on(today))?;
			joining.ensure_add_assign(record.joining_on(today))?;
		}
		for (network, pool) in Pools::<T>::iter() {
			ensure!(network < MAX_NETWORKS, "4: a pool of no network");
			let of_series = units.remove(&network).unwrap_or_default();
			ensure!((pool.units, pool.joining) == of_series, "4: the units of a pool");
			let days: BTreeMap<_, _> = Indices::<T>::iter_prefix(network).collect();
			let steps: Vec<_> = days.values().copied().chain([pool.index]).collect();
			ensure!(steps.is_sorted(), "4: an index fell");
		}
		Ok(())
	}

	/// 5. Each stake is listed with its staker alone, and is of a series that is recorded.
	fn check_stakes() -> Check {
		let mut stakes = 0;
		for (series, item, stake) in Stakes::<T>::iter() {
			let listed = StakesOf::<T>::contains_key(&stake.staker, (series, item));
			ensure!(listed, "5: a stake that is not listed");
			stakes += 1;
		}
		ensure!(StakesOf::<T>::iter_keys().count() == stakes, "5: a listed stake that is none");
		Ok(())
	}

	fn record_of(series: SeriesId) -> Result<SeriesRecord, TryRuntimeError> {
		SeriesStakes::<T>::get(series).ok_or(DAMAGED)
	}
}

fn units<'a, AccountId: 'a>(
	stakes: impl Iterator<Item = &'a Stake<AccountId>>,
) -> Result<Units, TryRuntimeError> {
	let mut sum = Units::default();
	for stake in stakes {
		sum.ensure_add_assign(stake.units)?;
	}
	Ok(sum)
}
