//! What the council spends of the treasury.

use crate::{
	spending, Config, CouncilSpends, Error, Event, Pallet, Spendings, TreasurySpends as _,
};
use dmex_primitives::{Asset, Balance, Clock as _};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_spend(
		asset: Asset,
		amount: Balance,
		beneficiary: T::AccountId,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::NothingToSpend);
		// It would count as an outflow, and cost nothing.
		ensure!(beneficiary != T::Treasury::account(), Error::<T>::PaysItself);
		let limit = spending::limit(T::Treasury::available(&asset));
		Spendings::<T>::try_mutate(&asset, |spent| {
			spent.spend(T::Clock::today(), amount, limit).ok_or(Error::<T>::OverSpendingLimit)
		})?;
		let payable_from = Self::now().saturating_add(T::Clock::blocks(1));
		let spend = T::Treasury::approve(&asset, amount, &beneficiary, payable_from)?;
		CouncilSpends::<T>::insert(spend, ());
		Self::deposit_event(Event::SpendApproved {
			spend,
			asset,
			amount,
			beneficiary,
			payable_from,
		});
		Ok(())
	}

	/// The treasury refuses what is paid already.
	pub(crate) fn do_void_spend(spend: u32) -> DispatchResult {
		CouncilSpends::<T>::take(spend).ok_or(Error::<T>::NotACouncilSpend)?;
		T::Treasury::void(spend)
	}
}
