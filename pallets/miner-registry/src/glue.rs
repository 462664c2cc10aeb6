//! What the registry is to the pallets above it.

use crate::*;
use dmex_primitives::{
	ApplicationId, ApplicationTerms, Balance, MinPayouts, MinerRecords, NetworkId, Pledges, Quotas,
	Units,
};
use sp_runtime::{traits::Saturating, DispatchResult};

impl<T: Config> Quotas<T::AccountId> for Pallet<T> {
	fn terms(application: ApplicationId) -> Option<ApplicationTerms<T::AccountId>> {
		let record = Applications::<T>::get(application)
			.filter(|record| record.status == ApplicationStatus::Approved)?;
		let network = Networks::<T>::get(record.offer.network)?;
		Some(ApplicationTerms {
			miner: record.miner,
			network: record.offer.network,
			symbol: network.symbol,
			unit: network.unit,
			node_id: record.dossier.node_id,
			reward_asset: network.reward_asset,
			payment_asset: record.offer.payment_asset,
			min_price_per_unit_day: record.offer.min_price_per_unit_day,
			expected_revenue: record.offer.expected_revenue,
			pledge_per_unit_day: network.rates.pledge_per_unit_day,
			channel_fee_per_unit: network.rates.channel_fee_per_unit,
		})
	}

	fn open_series(application: ApplicationId, max: u32) -> DispatchResult {
		let record = Self::record(application)?;
		Self::ensure_may_sell(&Miners::<T>::get(record.miner))?;
		Self::change_capacity(application, |capacity| capacity.open_series(max))
	}

	fn close_series(application: ApplicationId) -> DispatchResult {
		Self::change_capacity(application, Capacity::close_series)
	}

	fn take(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		let record = Self::record(application)?;
		Self::ensure_may_sell(&Miners::<T>::get(record.miner))?;
		Self::change_capacity(application, |capacity| capacity.take(units, pledge))
	}

	fn free(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		Self::change_capacity(application, |capacity| capacity.free(units, pledge))
	}
}

impl<T: Config> MinerRecords<T::AccountId> for Pallet<T> {
	fn note_days(miner: &T::AccountId, paid: u32, late: u32, low: u32) {
		Miners::<T>::mutate(miner, |record| {
			record.paid_days = record.paid_days.saturating_add(paid);
			record.late_days = record.late_days.saturating_add(late);
			record.low_days = record.low_days.saturating_add(low);
		});
	}

	fn note_freeze(miner: &T::AccountId, breach: bool) {
		Miners::<T>::mutate(miner, |record| {
			record.frozen_series.saturating_inc();
			record.breaches = record.breaches.saturating_add(breach.into());
		});
	}

	fn note_thaw(miner: &T::AccountId) {
		Miners::<T>::mutate(miner, |record| record.frozen_series.saturating_dec());
	}

	fn note_default(miner: &T::AccountId) {
		Miners::<T>::mutate(miner, |record| {
			record.slashes.saturating_inc();
			record.defaulted = true;
		});
	}

	fn may_sell(miner: &T::AccountId) -> bool {
		Miners::<T>::get(miner).may_sell()
	}
}

impl<T: Config> Pledges<T::AccountId> for Pallet<T> {
	fn slash(application: ApplicationId, amount: Balance, to: &T::AccountId) -> DispatchResult {
		let miner = Self::record(application)?.miner;
		let capacity = Self::capacity(application)?.slash(amount).map_err(Error::<T>::from)?;
		if amount == 0 {
			return Ok(());
		}

		Self::pay(to, amount)?;
		Capacities::<T>::insert(application, capacity);
		let pledged = capacity.pledged;
		Self::deposit_event(Event::PledgeSlashed { application, miner, amount, pledged });
		Ok(())
	}
}

impl<T: Config> MinPayouts for Pallet<T> {
	/// Zero for a network that does not exist: there is no income in it either.
	fn min_payout(network: NetworkId) -> Balance {
		Networks::<T>::get(network).map_or(0, |record| record.rates.min_payout)
	}
}
