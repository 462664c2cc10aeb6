//! What is stored of pools, series and stakes.

use crate::rewards::{increment, whole, Pause, MAX_PAUSES};
use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day, ItemId, NetworkId, SeriesId, Units};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{EnsureAdd, EnsureMul, EnsureSub},
	ArithmeticError,
};

/// The staked units of a network.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pool {
	/// Weight of a unit in the emission of a day; zero if the network gets nothing.
	pub weight: u32,
	/// Units that earn in the day in progress.
	pub units: Units,
	/// Units that earn from tomorrow on.
	pub joining: Units,
	/// What a unit was given since the pool began, in parts of a base unit of DMC.
	pub index: u128,
	/// What its stakes were given and not paid, in parts of a base unit of DMC.
	pub accrued: u128,
}

impl Pool {
	/// Units times their weight.
	pub(crate) fn weighted(&self) -> u128 {
		u128::from(self.weight).saturating_mul(self.units.into())
	}

	/// Give all units their parts of a share of a day; returns the base units that this takes, which are
	/// never more than the share.
	pub(crate) fn grow(&mut self, share: Balance) -> Result<Balance, ArithmeticError> {
		if self.units == 0 {
			return Ok(0);
		}
		let step = increment(share, self.units)?;
		let index = self.index.ensure_add(step)?;
		let accrued = self.accrued.ensure_add(step.ensure_mul(self.units.into())?)?;
		let taken = whole(accrued).ensure_sub(whole(self.accrued))?;
		(self.index, self.accrued) = (index, accrued);
		Ok(taken)
	}

	/// Take off what is paid or not owed any more; returns the base units that are released.
	pub(crate) fn shrink(&mut self, parts: u128) -> Result<Balance, ArithmeticError> {
		let accrued = self.accrued.ensure_sub(parts)?;
		let released = whole(self.accrued).ensure_sub(whole(accrued))?;
		self.accrued = accrued;
		Ok(released)
	}

	/// The units that joined in the day that is over earn now.
	pub(crate) fn admit(&mut self) {
		self.units = self.units.saturating_add(core::mem::take(&mut self.joining));
	}
}

/// The stakes of a series. The record is gone when it has none.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesRecord {
	/// The network, in whose pool the units are.
	pub network: NetworkId,
	/// Number of stakes.
	pub stakes: u32,
	/// Units of all stakes.
	pub units: Units,
	/// Units of those that joined on `joined_on`.
	pub joining: Units,
	/// The last day on which units joined.
	pub joined_on: Day,
	/// Pauses that have ended, in order: in none of their days a stake earned.
	pub pauses: BoundedVec<Pause, ConstU32<MAX_PAUSES>>,
	/// First day of the pause in progress; `None` unless the series is paused.
	pub paused: Option<Day>,
}

impl SeriesRecord {
	/// A series without stakes.
	pub(crate) fn new(network: NetworkId) -> Self {
		let (stakes, units, joining, joined_on) = (0, 0, 0, 0);
		let (pauses, paused) = (BoundedVec::new(), None);
		Self { network, stakes, units, joining, joined_on, pauses, paused }
	}

	/// Units that are in the pool and earn from tomorrow on.
	pub(crate) fn joining_on(&self, today: Day) -> Units {
		if self.paused.is_none() && self.joined_on == today {
			self.joining
		} else {
			0
		}
	}

	/// Units that are in the pool and earn today.
	pub(crate) fn earning_on(&self, today: Day) -> Units {
		match self.paused {
			Some(_) => 0,
			None => self.units.saturating_sub(self.joining_on(today)),
		}
	}

	/// Whether the last pause ended today: all units earn from tomorrow on.
	pub(crate) fn resumed_on(&self, today: Day) -> bool {
		self.paused.is_none() && self.pauses.last().is_some_and(|(_, to)| *to > today)
	}

	/// All pauses; that in progress has no end.
	pub(crate) fn all_pauses(&self) -> impl Iterator<Item = Pause> + '_ {
		let open = self.paused.map(|from| (from, Day::MAX));
		self.pauses.iter().copied().chain(open)
	}
}

/// A staked certificate.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Stake<AccountId> {
	/// The holder, whose rewards they are.
	pub staker: AccountId,
	/// Units of the certificate.
	pub units: Units,
	/// The first day that earns: the one after that of staking.
	pub since: Day,
	/// Last day of the certificate, the last one that earns.
	pub end: Day,
	/// Reward that was paid, in base units of DMC.
	pub claimed: Balance,
}

impl<AccountId> Stake<AccountId> {
	/// The first day that earns no more, if the certificate stays staked today.
	pub(crate) fn stop(&self, today: Day) -> Day {
		today.min(self.end.saturating_add(1))
	}
}

/// The last walk over all stakes, which looks for those that are over.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Walk {
	/// The day on which it began; `None` before the first one.
	pub began_on: Option<Day>,
	/// The stake that was visited last; `None` if the walk is over.
	pub cursor: Option<(SeriesId, ItemId)>,
}
