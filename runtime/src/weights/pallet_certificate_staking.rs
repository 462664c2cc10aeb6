//! Weights of `pallet_certificate_staking`, measured by `scripts/weights`: do not edit.
//!
//! Date 2026-12-01, 20 steps, 10 repeats, benchmark CLI 64.0.0.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(unused_variables)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_certificate_staking::WeightInfo for WeightInfo<T> {
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::SeriesStakes` (r:1 w:1)
	/// Proof: `CertificateStaking::SeriesStakes` (`max_values`: None, `max_size`: Some(174), added: 2649, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Pools` (r:1 w:1)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Positions` (r:100 w:0)
	/// Proof: `RiskEscrow::Positions` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Stakes` (r:100 w:100)
	/// Proof: `CertificateStaking::Stakes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::StakesOf` (r:0 w:100)
	/// Proof: `CertificateStaking::StakesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn stake(n: u32, ) -> Weight {
		// Minimum execution time: 97_653_000 picoseconds.
		Weight::from_parts(804_104_774, 0)
			// Standard error: 5_554_143
			.saturating_add(Weight::from_parts(37_924_773, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// Storage: `CertificateStaking::SeriesStakes` (r:1 w:1)
	/// Proof: `CertificateStaking::SeriesStakes` (`max_values`: None, `max_size`: Some(174), added: 2649, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Pools` (r:1 w:1)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Stakes` (r:100 w:100)
	/// Proof: `CertificateStaking::Stakes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Indices` (r:32 w:0)
	/// Proof: `CertificateStaking::Indices` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Credits` (r:1 w:1)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Proof: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Storage: `Credits::Totals` (r:1 w:1)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Owed` (r:1 w:1)
	/// Proof: `CertificateStaking::Owed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Budget` (r:1 w:1)
	/// Proof: `CertificateStaking::Budget` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::StakesOf` (r:0 w:100)
	/// Proof: `CertificateStaking::StakesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn unstake(n: u32, ) -> Weight {
		// Minimum execution time: 355_616_000 picoseconds.
		Weight::from_parts(1_165_196_210, 0)
			// Standard error: 5_806_274
			.saturating_add(Weight::from_parts(270_673_822, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(43))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// Storage: `CertificateStaking::SeriesStakes` (r:1 w:1)
	/// Proof: `CertificateStaking::SeriesStakes` (`max_values`: None, `max_size`: Some(174), added: 2649, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Pools` (r:1 w:1)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Stakes` (r:100 w:100)
	/// Proof: `CertificateStaking::Stakes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Indices` (r:32 w:0)
	/// Proof: `CertificateStaking::Indices` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Credits` (r:1 w:1)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Proof: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Storage: `Credits::Totals` (r:1 w:1)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Owed` (r:1 w:1)
	/// Proof: `CertificateStaking::Owed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Budget` (r:1 w:1)
	/// Proof: `CertificateStaking::Budget` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::StakesOf` (r:0 w:100)
	/// Proof: `CertificateStaking::StakesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn claim_rewards(n: u32, ) -> Weight {
		// Minimum execution time: 358_742_000 picoseconds.
		Weight::from_parts(373_699_000, 0)
			// Standard error: 3_086_489
			.saturating_add(Weight::from_parts(306_287_721, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(43))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Totals` (r:2 w:0)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Budget` (r:1 w:1)
	/// Proof: `CertificateStaking::Budget` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Owed` (r:1 w:0)
	/// Proof: `CertificateStaking::Owed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn fund_budget() -> Weight {
		// Minimum execution time: 88_996_000 picoseconds.
		Weight::from_parts(93_415_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `CertificateStaking::Pools` (r:1 w:1)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn set_network_weight() -> Weight {
		// Minimum execution time: 13_886_000 picoseconds.
		Weight::from_parts(14_968_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `CertificateStaking::StartDay` (r:1 w:0)
	/// Proof: `CertificateStaking::StartDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:0)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Totals` (r:2 w:0)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Budget` (r:1 w:1)
	/// Proof: `CertificateStaking::Budget` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Owed` (r:1 w:1)
	/// Proof: `CertificateStaking::Owed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Pools` (r:17 w:16)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Indices` (r:0 w:16)
	/// Proof: `CertificateStaking::Indices` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn on_new_day(p: u32, ) -> Weight {
		// Minimum execution time: 44_994_000 picoseconds.
		Weight::from_parts(51_552_069, 0)
			// Standard error: 26_747
			.saturating_add(Weight::from_parts(8_523_209, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(p.into())))
	}
	/// Storage: `CertificateStaking::LastWalk` (r:1 w:0)
	/// Proof: `CertificateStaking::LastWalk` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn idle_base() -> Weight {
		// Minimum execution time: 6_111_000 picoseconds.
		Weight::from_parts(6_682_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	/// Storage: `CertificateStaking::LastWalk` (r:1 w:1)
	/// Proof: `CertificateStaking::LastWalk` (`max_values`: Some(1), `max_size`: Some(14), added: 509, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Stakes` (r:2 w:1)
	/// Proof: `CertificateStaking::Stakes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::SeriesStakes` (r:1 w:1)
	/// Proof: `CertificateStaking::SeriesStakes` (`max_values`: None, `max_size`: Some(174), added: 2649, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Pools` (r:1 w:1)
	/// Proof: `CertificateStaking::Pools` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Indices` (r:32 w:0)
	/// Proof: `CertificateStaking::Indices` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Credits::Credits` (r:1 w:1)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Proof: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Storage: `Credits::Totals` (r:1 w:1)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Owed` (r:1 w:1)
	/// Proof: `CertificateStaking::Owed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::Budget` (r:1 w:1)
	/// Proof: `CertificateStaking::Budget` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:1 w:1)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(31), added: 2506, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:1 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `CertificateStaking::StakesOf` (r:0 w:1)
	/// Proof: `CertificateStaking::StakesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn idle_visit() -> Weight {
		// Minimum execution time: 372_397_000 picoseconds.
		Weight::from_parts(398_466_000, 0)
			.saturating_add(T::DbWeight::get().reads(48))
			.saturating_add(T::DbWeight::get().writes(12))
	}
}
