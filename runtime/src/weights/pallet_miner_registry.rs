//! Weights of `pallet_miner_registry`, measured by `scripts/weights`: do not edit.
//!
//! Date 2026-11-30, 50 steps, 20 repeats, benchmark CLI 64.0.0.

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
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:0)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn register_network() -> Weight {
		// Minimum execution time: 71_576_000 picoseconds.
		Weight::from_parts(74_931_000, 0)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `MinerRegistry::Networks` (r:1 w:1)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
	fn update_network() -> Weight {
		// Minimum execution time: 11_887_000 picoseconds.
		Weight::from_parts(12_789_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `MinerRegistry::PaymentAssets` (r:1 w:1)
	/// Proof: `MinerRegistry::PaymentAssets` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::CounterForPaymentAssets` (r:1 w:1)
	/// Proof: `MinerRegistry::CounterForPaymentAssets` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:0)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn set_payment_asset() -> Weight {
		// Minimum execution time: 18_577_000 picoseconds.
		Weight::from_parts(19_789_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `MinerRegistry::Networks` (r:1 w:0)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::PaymentAssets` (r:1 w:0)
	/// Proof: `MinerRegistry::PaymentAssets` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:4 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::NextApplicationId` (r:1 w:1)
	/// Proof: `MinerRegistry::NextApplicationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::LiveApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::LiveApplications` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:1)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Applications` (r:0 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:0 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	fn apply() -> Weight {
		// Minimum execution time: 97_255_000 picoseconds.
		Weight::from_parts(103_404_000, 0)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::MetadataOf` (r:1 w:0)
	/// Proof: `Democracy::MetadataOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
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
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Minimum execution time: 125_988_000 picoseconds.
		Weight::from_parts(133_358_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:0)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
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
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn conclude_application() -> Weight {
		// Minimum execution time: 119_698_000 picoseconds.
		Weight::from_parts(142_602_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:1)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:0)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::OpenApplications` (r:1 w:1)
	/// Proof: `MinerRegistry::OpenApplications` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:0 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn approve_application() -> Weight {
		// Minimum execution time: 64_536_000 picoseconds.
		Weight::from_parts(70_655_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn pledge() -> Weight {
		// Minimum execution time: 55_662_000 picoseconds.
		Weight::from_parts(58_848_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_pledge() -> Weight {
		// Minimum execution time: 59_809_000 picoseconds.
		Weight::from_parts(63_084_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn ban_miner() -> Weight {
		// Minimum execution time: 10_075_000 picoseconds.
		Weight::from_parts(10_936_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn clear_miner() -> Weight {
		// Minimum execution time: 9_975_000 picoseconds.
		Weight::from_parts(10_956_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn close_network() -> Weight { Weight::from_parts(100_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 10)) }
}
