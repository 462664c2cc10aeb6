//! Accounts, readers and checks that the calls share.

use crate::*;
use dmex_primitives::{ApplicationId, Balance, NetworkId};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Expendable, Get},
};
use sp_runtime::{traits::AccountIdConversion, ArithmeticError, DispatchError, DispatchResult};

pub(crate) type ApplicationOf<T> = ApplicationRecord<<T as frame_system::Config>::AccountId>;

impl<T> From<CapacityError> for Error<T> {
	fn from(error: CapacityError) -> Self {
		match error {
			CapacityError::UnitsExceeded => Error::CapacityExceeded,
			CapacityError::PledgeTooLow => Error::PledgeTooLow,
			CapacityError::TooManySeries => Error::TooManySeries,
			CapacityError::NothingToRelease => Error::NothingToRelease,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account that holds deposits and pledges.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Pay `amount` base units of DMC out of the pallet's account.
	pub(crate) fn pay(who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount > 0 {
			T::Currency::transfer(&Self::account(), who, amount, Expendable)?;
		}
		Ok(())
	}

	pub(crate) fn network(network: NetworkId) -> Result<NetworkRecord, Error<T>> {
		Networks::<T>::get(network).ok_or(Error::UnknownNetwork)
	}

	/// A network that Admin has not closed.
	pub(crate) fn open_network(network: NetworkId) -> Result<NetworkRecord, Error<T>> {
		let record = Self::network(network)?;
		ensure!(!record.closed, Error::NetworkClosed);
		Ok(record)
	}

	pub(crate) fn record(application: ApplicationId) -> Result<ApplicationOf<T>, Error<T>> {
		Applications::<T>::get(application).ok_or(Error::UnknownApplication)
	}

	pub(crate) fn capacity(application: ApplicationId) -> Result<Capacity, Error<T>> {
		Capacities::<T>::get(application).ok_or(Error::NotApproved)
	}

	/// Capacity of an approved application of `miner`.
	pub(crate) fn own_capacity(
		miner: &T::AccountId,
		application: ApplicationId,
	) -> Result<Capacity, Error<T>> {
		ensure!(Self::record(application)?.miner == *miner, Error::NotMiner);
		Self::capacity(application)
	}

	pub(crate) fn change_capacity(
		application: ApplicationId,
		change: impl FnOnce(Capacity) -> Result<Capacity, CapacityError>,
	) -> DispatchResult {
		let capacity = change(Self::capacity(application)?).map_err(Error::<T>::from)?;
		Capacities::<T>::insert(application, capacity);
		Ok(())
	}

	/// Change the sums of what the account holds.
	pub(crate) fn change_totals(
		change: impl FnOnce(&mut CustodyTotals) -> Result<(), ArithmeticError>,
	) -> DispatchResult {
		Totals::<T>::try_mutate(|totals| change(totals).map_err(DispatchError::from))
	}

	/// Errors with the reason unless the miner of the application may sell, and its network is
	/// open.
	pub(crate) fn ensure_may_grow(application: ApplicationId) -> Result<(), Error<T>> {
		let record = Self::record(application)?;
		Self::ensure_may_sell(&record.miner)?;
		Self::open_network(record.offer.network)?;
		Ok(())
	}
}
