//! Weights of `pallet_risk_escrow`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_risk_escrow::WeightInfo for WeightInfo<T> {
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Ledgers` (r:1 w:1)
	/// Proof: `RiskEscrow::Ledgers` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::OpenDays` (r:34 w:0)
	/// Proof: `Calendar::OpenDays` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::DayRecords` (r:1 w:32)
	/// Proof: `RiskEscrow::DayRecords` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:32 w:0)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Cohorts` (r:33 w:32)
	/// Proof: `RiskEscrow::Cohorts` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:2 w:2)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:5 w:5)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Owed` (r:2 w:2)
	/// Proof: `RiskEscrow::Owed` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Capacities` (r:1 w:1)
	/// Proof: `MinerRegistry::Capacities` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `MinerRegistry::Miners` (r:1 w:1)
	/// Proof: `MinerRegistry::Miners` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[1, 32]`.
	fn distribute(d: u32, ) -> Weight {
		// Minimum execution time: 177_887_000 picoseconds.
		Weight::from_parts(173_050_306, 0)
			// Standard error: 42_644
			.saturating_add(Weight::from_parts(13_848_029, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Ledgers` (r:1 w:1)
	/// Proof: `RiskEscrow::Ledgers` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:0)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:0)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Positions` (r:100 w:100)
	/// Proof: `RiskEscrow::Positions` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::DayRecords` (r:2 w:0)
	/// Proof: `RiskEscrow::DayRecords` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:101 w:101)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:101 w:101)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn claim(n: u32, ) -> Weight {
		// Minimum execution time: 76_279_000 picoseconds.
		Weight::from_parts(22_194_125, 0)
			// Standard error: 39_553
			.saturating_add(Weight::from_parts(44_657_856, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	/// Storage: `HashrateNft::Series` (r:1 w:0)
	/// Proof: `HashrateNft::Series` (`max_values`: None, `max_size`: Some(124), added: 2599, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Ledgers` (r:1 w:1)
	/// Proof: `RiskEscrow::Ledgers` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Certificates` (r:100 w:100)
	/// Proof: `HashrateNft::Certificates` (`max_values`: None, `max_size`: Some(27), added: 2502, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Asset` (r:100 w:100)
	/// Proof: `Uniques::Asset` (`max_values`: None, `max_size`: Some(122), added: 2597, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::Positions` (r:100 w:100)
	/// Proof: `RiskEscrow::Positions` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	/// Storage: `RiskEscrow::DayRecords` (r:2 w:0)
	/// Proof: `RiskEscrow::DayRecords` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:2 w:2)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:202 w:202)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:102 w:102)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `HashrateNft::Counts` (r:1 w:1)
	/// Proof: `HashrateNft::Counts` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Class` (r:1 w:1)
	/// Proof: `Uniques::Class` (`max_values`: None, `max_size`: Some(178), added: 2653, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::InstanceMetadataOf` (r:100 w:0)
	/// Proof: `Uniques::InstanceMetadataOf` (`max_values`: None, `max_size`: Some(315), added: 2790, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Attribute` (r:200 w:200)
	/// Proof: `Uniques::Attribute` (`max_values`: None, `max_size`: Some(397), added: 2872, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::Account` (r:0 w:100)
	/// Proof: `Uniques::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Uniques::ItemPriceOf` (r:0 w:100)
	/// Proof: `Uniques::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn retire(n: u32, ) -> Weight {
		// Minimum execution time: 169_554_000 picoseconds.
		Weight::from_parts(171_061_000, 0)
			// Standard error: 87_667
			.saturating_add(Weight::from_parts(122_137_162, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes((10_u64).saturating_mul(n.into())))
	}
	/// Storage: `RiskEscrow::Owed` (r:1 w:1)
	/// Proof: `RiskEscrow::Owed` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_owed() -> Weight {
		// Minimum execution time: 50_370_000 picoseconds.
		Weight::from_parts(54_493_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn refund(n: u32) -> Weight {
		Weight::from_parts(150_000_000 * u64::from(n), 0).saturating_add(T::DbWeight::get().reads_writes(12, 8).saturating_mul(n.into()))
	}
	fn report_breach() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn conclude_breach() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn give_up_day() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn open_event_vote() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn terminate() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn freeze_for_event() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn reinstate() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_idle() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_turn() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_nothing() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_claim() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_retire() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
	fn payout_refund() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 8))
	}
}
