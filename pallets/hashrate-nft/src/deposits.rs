//! The deposit of a series, and the end of a series that leaves nothing behind.

use crate::{
	pallet::{Config, Counts, Deposits, Error, Event, Pallet, Series, TotalDeposits},
	types::{SeriesCounts, SeriesTermsOf},
};
use dmex_primitives::{Asset, Balance, PayOrCredit, Quotas, SeriesId};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{nonfungibles::Destroy, Fortitude::Polite, Preservation::Preserve},
		Get,
	},
};
use sp_runtime::{
	traits::{Convert, EnsureAdd, EnsureSub},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_remove_series(miner: &T::AccountId, series: SeriesId) -> DispatchResult {
		let (terms, counts) = Self::ensure_series(series)?;
		ensure!(*miner == terms.miner, Error::<T>::NotMiner);
		ensure!(counts.minted == 0, Error::<T>::AlreadyMinted);

		Self::finish(series, &terms, counts)
	}

	/// Count a series as unfinished, and charge its deposit.
	pub(crate) fn begin(series: SeriesId, terms: &SeriesTermsOf<T>) -> DispatchResult {
		let (miner, amount) = (terms.miner.clone(), T::SeriesDeposit::convert(terms.term));
		let total = TotalDeposits::<T>::get().ensure_add(amount)?;
		T::Registry::open_series(terms.application, T::MaxSeries::get())?;
		let available = T::Currency::reducible_balance(&miner, Preserve, Polite);
		ensure!(available >= amount, Error::<T>::CannotPayDeposit);

		T::Currency::transfer(&miner, &Self::account(), amount, Preserve)?;
		Deposits::<T>::insert(series, amount);
		TotalDeposits::<T>::put(total);
		Self::deposit_event(Event::DepositCharged { series, miner, amount });
		Ok(())
	}

	/// Count a series as finished, and return its deposit. One of which nothing was ever sold goes
	/// with its collection.
	pub(crate) fn finish(
		series: SeriesId,
		terms: &SeriesTermsOf<T>,
		counts: SeriesCounts,
	) -> DispatchResult {
		T::Registry::close_series(terms.application)?;
		let amount = Deposits::<T>::take(series).unwrap_or_default();
		TotalDeposits::<T>::put(TotalDeposits::<T>::get().ensure_sub(amount)?);
		let miner = terms.miner.clone();
		// A deposit that the miner cannot take must not stop the settling of its last day.
		T::Credits::pay_or_credit(&Self::account(), &Asset::Native, &miner, amount)?;
		Self::deposit_event(Event::DepositReturned { series, miner, amount });
		if counts.sold > 0 {
			return Ok(());
		}

		let collection = T::Nfts::get_destroy_witness(&series).ok_or(Error::<T>::UnknownSeries)?;
		T::Nfts::destroy(series, collection, Some(Self::account()))?;
		Series::<T>::remove(series);
		Counts::<T>::remove(series);
		Self::deposit_event(Event::SeriesRemoved { series });
		Ok(())
	}

	/// Deposit of a series while it is unfinished, in base units of DMC; zero once it is finished.
	pub fn deposit_of(series: SeriesId) -> Balance {
		Deposits::<T>::get(series).unwrap_or_default()
	}
}
