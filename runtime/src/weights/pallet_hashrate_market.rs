//! Weights of `pallet_hashrate_market`, measured by `scripts/weights`: do not edit.
//!
//! Date 2026-11-22, 50 steps, 20 repeats, benchmark CLI 64.0.0.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_hashrate_market::WeightInfo for WeightInfo<T> {
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Ledgers` (r:1 w:0)
	/// Proof: `RiskEscrow::Ledgers` (`max_values`: None, `max_size`: Some(221), added: 2696, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `HashrateMarket::Listings` (r:0 w:100)
	/// Proof: `HashrateMarket::Listings` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn list(n: u32, ) -> Weight {
		// Minimum execution time: 42_380_000 picoseconds.
		Weight::from_parts(44_860_000, 0)
			// Standard error: 879_068
			.saturating_add(Weight::from_parts(14_424_989, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateMarket::Listings` (r:100 w:100)
	/// Proof: `HashrateMarket::Listings` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn delist(n: u32, ) -> Weight {
		// Minimum execution time: 19_899_000 picoseconds.
		Weight::from_parts(20_488_000, 0)
			// Standard error: 660_542
			.saturating_add(Weight::from_parts(12_035_895, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateMarket::Listings` (r:100 w:100)
	/// Proof: `HashrateMarket::Listings` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:4 w:4)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Ledgers` (r:1 w:1)
	/// Proof: `RiskEscrow::Ledgers` (`max_values`: None, `max_size`: Some(221), added: 2696, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::OpenDays` (r:1 w:0)
	/// Proof: `Calendar::OpenDays` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:6 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Cohorts` (r:1 w:1)
	/// Proof: `RiskEscrow::Cohorts` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:100)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::InstanceMetadataOf` (r:100 w:0)
	/// Proof: `Uniques::InstanceMetadataOf` (`max_values`: None, `max_size`: Some(315), added: 2790, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Attribute` (r:200 w:200)
	/// Proof: `Uniques::Attribute` (`max_values`: None, `max_size`: Some(397), added: 2872, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Positions` (r:0 w:100)
	/// Proof: `RiskEscrow::Positions` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::DayRecords` (r:0 w:1)
	/// Proof: `RiskEscrow::DayRecords` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Account` (r:0 w:200)
	/// Proof: `Uniques::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ItemPriceOf` (r:0 w:100)
	/// Proof: `Uniques::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn buy(n: u32, ) -> Weight {
		// Minimum execution time: 243_548_000 picoseconds.
		Weight::from_parts(257_140_000, 0)
			// Standard error: 2_418_062
			.saturating_add(Weight::from_parts(384_146_687, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(22))
			.saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes((9_u64).saturating_mul(n.into())))
	}
	/// Not measured yet: as `list`.
	fn reprice(n: u32, ) -> Weight {
		Self::list(n)
	}
	/// Not measured yet: as `buy`.
	fn buy_resale(n: u32, ) -> Weight {
		Self::buy(n)
	}
	/// Not measured yet: as `list`.
	fn start_auction(n: u32, ) -> Weight {
		Self::list(n)
	}
	/// Not measured yet: as `buy`.
	fn bid() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `buy`.
	fn buy_dutch(n: u32, ) -> Weight {
		Self::buy(n)
	}
	/// Not measured yet: as `buy`.
	fn buy_dutch_resale(n: u32, ) -> Weight {
		Self::buy(n)
	}
	/// Not measured yet: as `list`.
	fn cancel_auction(n: u32, ) -> Weight {
		Self::list(n)
	}
	/// Not measured yet: as `buy`.
	fn settle_auction(n: u32, ) -> Weight {
		Self::buy(n)
	}
	/// Not measured yet: as `buy`.
	fn settle_resale(n: u32, ) -> Weight {
		Self::buy(n)
	}
	/// Not measured yet: as `buy`.
	fn withdraw_credit() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `buy`.
	fn make_offer() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `buy`.
	fn cancel_offer() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `buy`.
	fn accept_offer() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `buy`.
	fn accept_resale() -> Weight {
		Self::buy(1)
	}
	/// Not measured yet: as `delist`.
	fn idle_base() -> Weight {
		Self::delist(1)
	}
	/// Not measured yet: as `delist`.
	fn idle_step() -> Weight {
		Self::delist(1)
	}
}
