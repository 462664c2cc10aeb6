//! The trait that pallets with custody use.

use crate::{Config, Credits, Event, Pallet, Totals};
use dmex_primitives::{backing::Sums, try_alone, Asset, Balance, PayOrCredit};
use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};
use sp_runtime::{traits::EnsureAdd, DispatchResult};

impl<T: Config> PayOrCredit<T::AccountId> for Pallet<T> {
	fn pay_or_credit(
		custodian: &T::AccountId,
		asset: &Asset,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let credit = Credits::<T>::get((who, asset, custodian));
		let total = credit.ensure_add(amount)?;
		let pay = || T::Assets::transfer(asset.clone(), custodian, who, total, Expendable);
		match try_alone(pay)? {
			Err(_) => Self::credit(custodian, asset, who, amount),
			Ok(_) if credit == 0 => Ok(()),
			Ok(_) => Self::note_paid(custodian, asset, who, credit),
		}
	}

	fn credit(
		custodian: &T::AccountId,
		asset: &Asset,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let credit = Credits::<T>::get((who, asset, custodian)).ensure_add(amount)?;
		let total = Totals::<T>::get(custodian, asset).ensure_add(amount)?;
		Credits::<T>::insert((who, asset, custodian), credit);
		Totals::<T>::insert(custodian, asset, total);
		let (who, asset, custodian) = (who.clone(), asset.clone(), custodian.clone());
		Self::deposit_event(Event::Credited { who, asset, amount, custodian });
		Ok(())
	}

	fn credits_at(custodian: &T::AccountId) -> Sums {
		Totals::<T>::iter_prefix(custodian).collect()
	}
}
