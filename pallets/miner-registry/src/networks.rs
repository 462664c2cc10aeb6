//! Networks, and the assets in which certificates are priced.

use crate::*;
use dmex_primitives::{Asset, NetworkId, MAX_NETWORKS};
use frame_support::{ensure, traits::Contains};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_network(record: NetworkRecord) -> Result<NetworkId, DispatchError> {
		// No network is ever removed, so the count is the next id.
		let network = Networks::<T>::count();
		ensure!(network < MAX_NETWORKS, Error::<T>::TooManyNetworks);
		let readable = is_readable(&record.symbol) && is_readable(&record.unit);
		ensure!(readable, Error::<T>::InvalidText);
		let exists = Networks::<T>::iter_values()
			.any(|other| other.symbol == record.symbol && other.unit == record.unit);
		ensure!(!exists, Error::<T>::NetworkExists);
		Self::ensure_rates(&record.rates)?;
		// DMC's minimum balance is not 1: income below it could not be paid.
		let sound = matches!(record.reward_asset, Asset::WithId(_))
			&& T::AssetCheck::contains(&record.reward_asset);
		ensure!(sound, Error::<T>::AssetNotSound);

		Networks::<T>::insert(network, record.clone());
		let NetworkRecord { symbol, unit, reward_asset, rates } = record;
		Self::deposit_event(Event::NetworkRegistered {
			network,
			symbol,
			unit,
			reward_asset,
			rates,
		});
		Ok(network)
	}

	pub(crate) fn do_update_network(network: NetworkId, rates: NetworkRates) -> DispatchResult {
		let mut record = Networks::<T>::get(network).ok_or(Error::<T>::UnknownNetwork)?;
		Self::ensure_rates(&rates)?;

		record.rates = rates.clone();
		Networks::<T>::insert(network, record);
		Self::deposit_event(Event::NetworkUpdated { network, rates });
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
