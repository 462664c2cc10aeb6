//! Networks, and the assets in which certificates are priced.

use crate::*;
use dmex_primitives::{
	text::is_readable, Asset, AverageSettings, NetworkId, PerUnit, MAX_NETWORKS,
};
use frame_support::{ensure, traits::Contains};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_network(
		record: NetworkRecord,
		max_change: u32,
		opening_average: PerUnit,
	) -> Result<NetworkId, DispatchError> {
		// No network is ever removed, so the count is the next id.
		let network = Networks::<T>::count();
		ensure!(network < MAX_NETWORKS, Error::<T>::TooManyNetworks);
		let readable = is_readable(&record.symbol) && is_readable(&record.unit);
		ensure!(readable, Error::<T>::InvalidText);
		let exists = Networks::<T>::iter_values().any(|other| other.is_same_open_one(&record));
		ensure!(!exists, Error::<T>::NetworkExists);
		Self::ensure_rates(&record.rates)?;
		Self::ensure_max_change(max_change)?;
		ensure!(opening_average.into_inner() > 0, Error::<T>::ZeroOpeningAverage);
		// DMC's minimum balance is not 1: income below it could not be paid.
		let sound = matches!(record.reward_asset, Asset::WithId(_))
			&& T::AssetCheck::contains(&record.reward_asset);
		ensure!(sound, Error::<T>::AssetNotSound);

		Networks::<T>::insert(network, record.clone());
		T::Averages::open(network, opening_average);
		T::Averages::set_max_change(network, max_change);
		let NetworkRecord { symbol, unit, reward_asset, rates, .. } = record;
		Self::deposit_event(Event::NetworkRegistered {
			network,
			symbol,
			unit,
			reward_asset,
			rates,
			max_change,
			opening_average,
		});
		Ok(network)
	}

	pub(crate) fn do_update_network(
		network: NetworkId,
		rates: NetworkRates,
		max_change: u32,
	) -> DispatchResult {
		let record = Self::network(network)?;
		Self::ensure_rates(&rates)?;
		Self::ensure_max_change(max_change)?;

		Networks::<T>::insert(network, NetworkRecord { rates: rates.clone(), ..record });
		T::Averages::set_max_change(network, max_change);
		Self::deposit_event(Event::NetworkUpdated { network, rates, max_change });
		Ok(())
	}

	pub(crate) fn do_close_network(network: NetworkId) -> DispatchResult {
		let record = Self::open_network(network)?;

		Networks::<T>::insert(network, NetworkRecord { closed: true, ..record });
		Self::deposit_event(Event::NetworkClosed { network });
		Ok(())
	}

	fn ensure_max_change(max_change: u32) -> Result<(), Error<T>> {
		let allowed = LEAST_MAX_CHANGE..=GREATEST_MAX_CHANGE;
		ensure!(allowed.contains(&max_change), Error::InvalidMaxChange);
		Ok(())
	}

	fn ensure_rates(rates: &NetworkRates) -> Result<(), Error<T>> {
		let NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout } = rates;
		let highest = pledge_per_unit_day.max(channel_fee_per_unit).max(min_payout);
		ensure!(*highest <= MAX_RATE, Error::RateTooHigh);
		ensure!(*min_payout > 0, Error::ZeroMinPayout);
		Ok(())
	}

	pub(crate) fn do_set_payment_asset(asset: Asset, allowed: bool) -> DispatchResult {
		let native = asset == Asset::Native;
		if !allowed {
			ensure!(!native, Error::<T>::AlwaysAllowed);
			PaymentAssets::<T>::remove(&asset);
		} else if !PaymentAssets::<T>::contains_key(&asset) {
			let full = PaymentAssets::<T>::count() >= MAX_PAYMENT_ASSETS;
			ensure!(!full, Error::<T>::TooManyPaymentAssets);
			ensure!(native || T::AssetCheck::contains(&asset), Error::<T>::AssetNotSound);
			PaymentAssets::<T>::insert(&asset, ());
		}
		Self::deposit_event(Event::PaymentAssetSet { asset, allowed });
		Ok(())
	}
}
