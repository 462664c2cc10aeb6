//! Units of series in the pools of their networks: they join, leave, pause and resume.

use crate::{
	types::{Pool, SeriesRecord, Stake},
	Config, Event, Pallet, Pools, SeriesStakes,
};
use dmex_primitives::{Clock, Day, SeriesId, Units};
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, EnsureSubAssign},
	ArithmeticError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Pause or resume a series that was frozen, terminated or unfrozen since the last touch. Does nothing
	/// if nothing of it is staked.
	pub(crate) fn touch(series: SeriesId) -> DispatchResult {
		let Some(mut record) = SeriesStakes::<T>::get(series) else { return Ok(()) };
		let (mut pool, today) = (Self::pool_of(&record), T::Clock::today());
		let event = match (Self::is_halted(series), record.paused) {
			(true, None) => {
				record.pause(&mut pool, today)?;
				Event::SeriesPaused { series }
			},
			(false, Some(from)) if !record.pauses.is_full() => {
				record.resume(&mut pool, from, today)?;
				Event::SeriesResumed { series }
			},
			_ => return Ok(()),
		};
		Pools::<T>::insert(record.network, pool);
		SeriesStakes::<T>::insert(series, record);
		Self::deposit_event(event);
		Ok(())
	}
}

impl SeriesRecord {
	/// Take all units out of the pool: the day in progress is the first that earns nothing. If a pause
	/// ended today, it goes on.
	fn pause(&mut self, pool: &mut Pool, today: Day) -> Result<(), ArithmeticError> {
		pool.units.ensure_sub_assign(self.earning_on(today))?;
		pool.joining.ensure_sub_assign(self.joining_on(today))?;
		self.joining = 0;
		let last = if self.resumed_on(today) { self.pauses.pop() } else { None };
		self.paused = Some(last.map_or(today, |(from, _)| from));
		Ok(())
	}

	/// Bring all units back into the pool: tomorrow is the first day that earns again. There is room for the
	/// pause, which began on `from`.
	fn resume(&mut self, pool: &mut Pool, from: Day, today: Day) -> Result<(), ArithmeticError> {
		let pause = (from, today.ensure_add(1)?);
		self.pauses.try_push(pause).map_err(|_| ArithmeticError::Overflow)?;
		pool.joining.ensure_add_assign(self.units)?;
		(self.joining, self.joined_on) = (self.units, today);
		self.paused = None;
		Ok(())
	}

	/// Add a stake, which earns from tomorrow on. The series is not paused.
	pub(crate) fn join(
		&mut self,
		pool: &mut Pool,
		units: Units,
		today: Day,
	) -> Result<(), ArithmeticError> {
		self.joining = self.joining_on(today).ensure_add(units)?;
		self.joined_on = today;
		self.units.ensure_add_assign(units)?;
		self.stakes.ensure_add_assign(1)?;
		pool.joining.ensure_add_assign(units)?;
		// Tomorrow they are together.
		pool.units.ensure_add(pool.joining)?;
		Ok(())
	}

	/// Remove a stake.
	pub(crate) fn leave<AccountId>(
		&mut self,
		pool: &mut Pool,
		stake: &Stake<AccountId>,
		today: Day,
	) -> Result<(), ArithmeticError> {
		let is_joining = stake.since > today || self.resumed_on(today);
		match (self.paused, is_joining) {
			(Some(_), _) => {},
			(None, true) => {
				pool.joining.ensure_sub_assign(stake.units)?;
				self.joining.ensure_sub_assign(stake.units)?;
			},
			(None, false) => pool.units.ensure_sub_assign(stake.units)?,
		}
		self.units.ensure_sub_assign(stake.units)?;
		self.stakes.ensure_sub_assign(1)
	}
}
