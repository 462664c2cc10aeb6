//! Weights of `pallet_miner_registry`, measured by `scripts/weights`: do not edit.
//!
//! Date 2026-11-30, 20 steps, 10 repeats, benchmark CLI 64.0.0.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_miner_registry::WeightInfo for WeightInfo<T> {
	/// Storage: `MinerRegistry::CounterForNetworks` (r:1 w:1)
	/// Proof: `MinerRegistry::CounterForNetworks` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Networks` (r:17 w:1)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:0)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NetworkSettings` (r:0 w:1)
	/// Proof: `Governance::NetworkSettings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn register_network() -> Weight {
		// Minimum execution time: 74_391_000 picoseconds.
		Weight::from_parts(79_218_000, 0)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `MinerRegistry::Networks` (r:1 w:1)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NetworkSettings` (r:1 w:1)
	/// Proof: `Governance::NetworkSettings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn update_network() -> Weight {
		// Minimum execution time: 18_398_000 picoseconds.
		Weight::from_parts(19_819_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `MinerRegistry::PaymentAssets` (r:1 w:1)
	/// Proof: `MinerRegistry::PaymentAssets` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::CounterForPaymentAssets` (r:1 w:1)
	/// Proof: `MinerRegistry::CounterForPaymentAssets` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:0)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn set_payment_asset() -> Weight {
		// Minimum execution time: 18_457_000 picoseconds.
		Weight::from_parts(19_570_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `MinerRegistry::Networks` (r:1 w:0)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::PaymentAssets` (r:1 w:0)
	/// Proof: `MinerRegistry::PaymentAssets` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `Identity::IdentityOf` (r:1 w:0)
	/// Proof: `Identity::IdentityOf` (`max_values`: None, `max_size`: Some(1281), added: 3756, mode: `MaxEncodedLen`)
	/// Storage: `Identity::Registrars` (r:1 w:0)
	/// Proof: `Identity::Registrars` (`max_values`: Some(1), `max_size`: Some(1141), added: 1636, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::KnownIdentities` (r:1 w:1)
	/// Proof: `MinerRegistry::KnownIdentities` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::BannedIdentities` (r:5 w:0)
	/// Proof: `MinerRegistry::BannedIdentities` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::KeptPlaces` (r:1 w:0)
	/// Proof: `MinerRegistry::KeptPlaces` (`max_values`: Some(1), `max_size`: Some(257), added: 752, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:5 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::NextApplicationId` (r:1 w:1)
	/// Proof: `MinerRegistry::NextApplicationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::LiveApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::LiveApplications` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:1)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SeenReferenda` (r:1 w:1)
	/// Proof: `Governance::SeenReferenda` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Applications` (r:0 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:0 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	fn apply() -> Weight {
		// Minimum execution time: 174_479_000 picoseconds.
		Weight::from_parts(185_907_000, 0)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::MetadataOf` (r:1 w:0)
	/// Proof: `Democracy::MetadataOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::KeptPlaces` (r:1 w:1)
	/// Proof: `MinerRegistry::KeptPlaces` (`max_values`: Some(1), `max_size`: Some(257), added: 752, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::LiveApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::LiveApplications` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Minimum execution time: 133_679_000 picoseconds.
		Weight::from_parts(140_680_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:0)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::LiveApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::LiveApplications` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	fn conclude_application() -> Weight {
		// Minimum execution time: 123_093_000 picoseconds.
		Weight::from_parts(128_802_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:0)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:0 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn approve_application() -> Weight {
		// Minimum execution time: 67_981_000 picoseconds.
		Weight::from_parts(72_247_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn pledge() -> Weight {
		// Minimum execution time: 60_380_000 picoseconds.
		Weight::from_parts(64_787_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Totals` (r:1 w:1)
	/// Proof: `MinerRegistry::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_pledge() -> Weight {
		// Minimum execution time: 64_015_000 picoseconds.
		Weight::from_parts(67_791_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `Identity::IdentityOf` (r:1 w:0)
	/// Proof: `Identity::IdentityOf` (`max_values`: None, `max_size`: Some(1281), added: 3756, mode: `MaxEncodedLen`)
	/// Storage: `Identity::Registrars` (r:1 w:0)
	/// Proof: `Identity::Registrars` (`max_values`: Some(1), `max_size`: Some(1141), added: 1636, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::KnownIdentities` (r:1 w:1)
	/// Proof: `MinerRegistry::KnownIdentities` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::BannedIdentities` (r:4 w:4)
	/// Proof: `MinerRegistry::BannedIdentities` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn ban_miner() -> Weight {
		// Minimum execution time: 64_576_000 picoseconds.
		Weight::from_parts(67_380_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `Identity::IdentityOf` (r:1 w:0)
	/// Proof: `Identity::IdentityOf` (`max_values`: None, `max_size`: Some(1281), added: 3756, mode: `MaxEncodedLen`)
	/// Storage: `Identity::Registrars` (r:1 w:0)
	/// Proof: `Identity::Registrars` (`max_values`: Some(1), `max_size`: Some(1141), added: 1636, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::KnownIdentities` (r:1 w:0)
	/// Proof: `MinerRegistry::KnownIdentities` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::BannedIdentities` (r:4 w:4)
	/// Proof: `MinerRegistry::BannedIdentities` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn clear_miner() -> Weight {
		// Minimum execution time: 54_431_000 picoseconds.
		Weight::from_parts(58_687_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `MinerRegistry::Networks` (r:1 w:1)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	fn close_network() -> Weight {
		// Minimum execution time: 11_788_000 picoseconds.
		Weight::from_parts(23_976_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
