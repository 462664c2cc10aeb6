//! Weights of `pallet_hashrate_nft`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_hashrate_nft::WeightInfo for WeightInfo<T> {
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Networks` (r:1 w:0)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::NextSeriesId` (r:1 w:1)
	/// Proof: `HashrateNft::NextSeriesId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::TotalDeposits` (r:1 w:1)
	/// Proof: `HashrateNft::TotalDeposits` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassMetadataOf` (r:1 w:0)
	/// Proof: `Uniques::ClassMetadataOf` (`max_values`: None, `max_size`: Some(295), added: 2770, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Attribute` (r:11 w:11)
	/// Proof: `Uniques::Attribute` (`max_values`: None, `max_size`: Some(397), added: 2872, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:0 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Series` (r:0 w:1)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Deposits` (r:0 w:1)
	/// Proof: `HashrateNft::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassAccount` (r:0 w:1)
	/// Proof: `Uniques::ClassAccount` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	fn create_series() -> Weight {
		// Minimum execution time: 308_439_000 picoseconds.
		Weight::from_parts(320_086_000, 0)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(21))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Applications` (r:1 w:0)
	/// Proof: `MinerRegistry::Applications` (`max_values`: None, `max_size`: Some(631), added: 3106, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Networks` (r:1 w:0)
	/// Proof: `MinerRegistry::Networks` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::TotalDeposits` (r:1 w:1)
	/// Proof: `HashrateNft::TotalDeposits` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:0)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(82), added: 2557, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:256 w:256)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::CollectionMaxSupply` (r:1 w:0)
	/// Proof: `Uniques::CollectionMaxSupply` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Deposits` (r:0 w:1)
	/// Proof: `HashrateNft::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:0 w:256)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Account` (r:0 w:256)
	/// Proof: `Uniques::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 256]`.
	fn mint(n: u32, ) -> Weight {
		// Minimum execution time: 155_041_000 picoseconds.
		Weight::from_parts(155_281_000, 0)
			// Standard error: 1_622_414
			.saturating_add(Weight::from_parts(33_697_812, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:1)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:101 w:100)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Deposits` (r:1 w:1)
	/// Proof: `HashrateNft::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::TotalDeposits` (r:1 w:1)
	/// Proof: `HashrateNft::TotalDeposits` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Credits` (r:1 w:0)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Attribute` (r:11 w:11)
	/// Proof: `Uniques::Attribute` (`max_values`: None, `max_size`: Some(397), added: 2872, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassAccount` (r:0 w:1)
	/// Proof: `Uniques::ClassAccount` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassMetadataOf` (r:0 w:1)
	/// Proof: `Uniques::ClassMetadataOf` (`max_values`: None, `max_size`: Some(295), added: 2770, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Account` (r:0 w:100)
	/// Proof: `Uniques::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ItemPriceOf` (r:0 w:100)
	/// Proof: `Uniques::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::CollectionMaxSupply` (r:0 w:1)
	/// Proof: `Uniques::CollectionMaxSupply` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn burn_unsold(n: u32, ) -> Weight {
		// Minimum execution time: 219_626_000 picoseconds.
		Weight::from_parts(442_461_198, 0)
			// Standard error: 8_901_938
			.saturating_add(Weight::from_parts(53_717_637, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(22))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:1)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Deposits` (r:1 w:1)
	/// Proof: `HashrateNft::Deposits` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::TotalDeposits` (r:1 w:1)
	/// Proof: `HashrateNft::TotalDeposits` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Credits` (r:1 w:0)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:1 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Attribute` (r:11 w:11)
	/// Proof: `Uniques::Attribute` (`max_values`: None, `max_size`: Some(397), added: 2872, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassAccount` (r:0 w:1)
	/// Proof: `Uniques::ClassAccount` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ClassMetadataOf` (r:0 w:1)
	/// Proof: `Uniques::ClassMetadataOf` (`max_values`: None, `max_size`: Some(295), added: 2770, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::CollectionMaxSupply` (r:0 w:1)
	/// Proof: `Uniques::CollectionMaxSupply` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn remove_series() -> Weight {
		// Minimum execution time: 124_685_000 picoseconds.
		Weight::from_parts(131_576_000, 0)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(22))
	}
}
