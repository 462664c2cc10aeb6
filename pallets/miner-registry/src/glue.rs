//! Traits that the registry provides to the pallets above it.

use crate::*;
use dmex_primitives::{
	ApplicationId, ApplicationTerms, Balance, DayCounts, MinerRecords, NetworkId, NetworkView,
	Pledges, Quotas, Units,
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
			node_id: record.disclosure.node_id,
			reward_asset: network.reward_asset,
			payment_asset: record.offer.payment_asset,
			min_price_per_unit_day: record.offer.min_price_per_unit_day,
			expected_revenue: record.offer.expected_revenue,
			pledge_per_unit_day: network.rates.pledge_per_unit_day,
			channel_fee_per_unit: network.rates.channel_fee_per_unit,
		})
	}

	fn open_series(application: ApplicationId, max: u32) -> DispatchResult {
		Self::ensure_may_grow(application)?;
		Self::note_identity(&Self::record(application)?.miner);
		Self::change_capacity(application, |capacity| capacity.open_series(max))
	}

	fn close_series(application: ApplicationId) -> DispatchResult {
		Self::change_capacity(application, Capacity::close_series)
	}

	fn reserve(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		Self::ensure_may_grow(application)?;
		Self::change_capacity(application, |capacity| capacity.reserve(units, pledge))
	}

	fn release(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult {
		Self::change_capacity(application, |capacity| capacity.release(units, pledge))
	}
}

impl<T: Config> MinerRecords<T::AccountId> for Pallet<T> {
	fn note_days(miner: &T::AccountId, days: DayCounts) {
		Miners::<T>::mutate(miner, |record| {
			record.days_settled = record.days_settled.saturating_add(days.settled);
			record.days_paid = record.days_paid.saturating_add(days.paid);
			record.days_late = record.days_late.saturating_add(days.late);
			record.days_underpaid = record.days_underpaid.saturating_add(days.underpaid);
		});
	}

	fn note_freeze(miner: &T::AccountId, breach: bool) {
		Miners::<T>::mutate(miner, |record| {
			record.frozen_series.saturating_inc();
			record.breaches = record.breaches.saturating_add(breach.into());
		});
	}

	fn note_resumed(miner: &T::AccountId) {
		Miners::<T>::mutate(miner, |record| record.frozen_series.saturating_dec());
	}

	fn note_default(miner: &T::AccountId) {
		Miners::<T>::mutate(miner, |record| {
			record.slashes.saturating_inc();
			record.defaulted = true;
		});
	}

	fn may_sell(miner: &T::AccountId) -> bool {
		Self::ensure_may_sell(miner).is_ok()
	}
}

impl<T: Config> Pledges<T::AccountId> for Pallet<T> {
	fn slash(application: ApplicationId, amount: Balance, to: &T::AccountId) -> DispatchResult {
		Self::do_slash(application, amount, to)
	}
}

impl<T: Config> NetworkView for Pallet<T> {
	/// Zero for a network that does not exist, which has no income either.
	fn min_payout(network: NetworkId) -> Balance {
		Networks::<T>::get(network).map_or(0, |record| record.rates.min_payout)
	}

	/// A network that does not exist is closed.
	fn is_closed(network: NetworkId) -> bool {
		Networks::<T>::get(network).is_none_or(|record| record.closed)
	}
}
