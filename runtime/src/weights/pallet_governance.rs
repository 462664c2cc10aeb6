//! Weights of `pallet_governance`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_governance::WeightInfo for WeightInfo<T> {
	/// Storage: `Parameters::Parameters` (r:6 w:1)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn set_parameter() -> Weight {
		// Minimum execution time: 27_731_000 picoseconds.
		Weight::from_parts(29_674_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Governance::Disputed` (r:1 w:1)
	/// Proof: `Governance::Disputed` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Histories` (r:1 w:1)
	/// Proof: `Governance::Histories` (`max_values`: None, `max_size`: Some(1620), added: 4095, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:1)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	fn confirm_average() -> Weight {
		// Minimum execution time: 19_168_000 picoseconds.
		Weight::from_parts(22_654_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::Averages` (r:1 w:1)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Histories` (r:1 w:1)
	/// Proof: `Governance::Histories` (`max_values`: None, `max_size`: Some(1620), added: 4095, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Struck` (r:0 w:1)
	/// Proof: `Governance::Struck` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	fn strike_average() -> Weight {
		// Minimum execution time: 24_908_000 picoseconds.
		Weight::from_parts(29_214_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::OperatorSets` (r:1 w:1)
	/// Proof: `Governance::OperatorSets` (`max_values`: Some(1), `max_size`: Some(2069), added: 2564, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:256 w:256)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[0, 16]`.
	fn change_operators(o: u32, ) -> Weight {
		// Minimum execution time: 11_788_000 picoseconds.
		Weight::from_parts(9_587_339, 0)
			// Standard error: 45_536
			.saturating_add(Weight::from_parts(17_394_213, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((16_u64).saturating_mul(o.into())))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NetworkSettings` (r:1 w:0)
	/// Proof: `Governance::NetworkSettings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Governance::OperatorSets` (r:1 w:0)
	/// Proof: `Governance::OperatorSets` (`max_values`: Some(1), `max_size`: Some(2069), added: 2564, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Histories` (r:1 w:1)
	/// Proof: `Governance::Histories` (`max_values`: None, `max_size`: Some(1620), added: 4095, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:16 w:0)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Quorum` (r:1 w:0)
	/// Proof: `Governance::Quorum` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:1)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[1, 16]`.
	fn on_feed(o: u32, ) -> Weight {
		// Minimum execution time: 48_222_000 picoseconds.
		Weight::from_parts(44_845_887, 0)
			// Standard error: 32_159
			.saturating_add(Weight::from_parts(6_886_756, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Governance::FirstDay` (r:1 w:1)
	/// Proof: `Governance::FirstDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::OperatorSets` (r:1 w:0)
	/// Proof: `Governance::OperatorSets` (`max_values`: Some(1), `max_size`: Some(2069), added: 2564, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Quorum` (r:1 w:0)
	/// Proof: `Governance::Quorum` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NetworkSettings` (r:16 w:0)
	/// Proof: `Governance::NetworkSettings` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Histories` (r:16 w:16)
	/// Proof: `Governance::Histories` (`max_values`: None, `max_size`: Some(1620), added: 4095, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:256 w:0)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:16)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[0, 16]`.
	fn on_new_day(o: u32, ) -> Weight {
		// Minimum execution time: 132_037_000 picoseconds.
		Weight::from_parts(201_783_975, 0)
			// Standard error: 423_209
			.saturating_add(Weight::from_parts(52_099_222, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(26))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(o.into())))
	}
	/// Storage: `Assets::Asset` (r:1 w:0)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:0)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Spendings` (r:1 w:1)
	/// Proof: `Governance::Spendings` (`max_values`: None, `max_size`: Some(182), added: 2657, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Treasury::SpendCount` (r:1 w:1)
	/// Proof: `Treasury::SpendCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::CouncilSpends` (r:0 w:1)
	/// Proof: `Governance::CouncilSpends` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	/// Storage: `Treasury::Spends` (r:0 w:1)
	/// Proof: `Treasury::Spends` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
	fn spend() -> Weight {
		// Minimum execution time: 38_638_000 picoseconds.
		Weight::from_parts(41_903_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Governance::CouncilSpends` (r:1 w:1)
	/// Proof: `Governance::CouncilSpends` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	/// Storage: `Treasury::Spends` (r:1 w:1)
	/// Proof: `Treasury::Spends` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
	fn void_spend() -> Weight {
		// Minimum execution time: 18_087_000 picoseconds.
		Weight::from_parts(20_551_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Standings` (r:1 w:0)
	/// Proof: `Governance::Standings` (`max_values`: None, `max_size`: Some(15), added: 2490, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::LowestUnbaked` (r:1 w:0)
	/// Proof: `Democracy::LowestUnbaked` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:0)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn on_block() -> Weight {
		// Minimum execution time: 8_783_000 picoseconds.
		Weight::from_parts(9_434_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
	}
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Standings` (r:201 w:200)
	/// Proof: `Governance::Standings` (`max_values`: None, `max_size`: Some(15), added: 2490, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::LowestUnbaked` (r:1 w:0)
	/// Proof: `Democracy::LowestUnbaked` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:0)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:200 w:200)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// The range of component `r` is `[0, 200]`.
	fn on_hour(r: u32, ) -> Weight {
		// Minimum execution time: 9_113_000 picoseconds.
		Weight::from_parts(2_264_129, 0)
			// Standard error: 30_010
			.saturating_add(Weight::from_parts(13_177_107, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(r.into())))
	}
	/// Storage: `Democracy::LowestUnbaked` (r:1 w:0)
	/// Proof: `Democracy::LowestUnbaked` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:0)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SeenReferenda` (r:1 w:1)
	/// Proof: `Governance::SeenReferenda` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:2 w:2)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// The range of component `r` is `[0, 2]`.
	fn look_at_new(r: u32, ) -> Weight {
		// Minimum execution time: 7_080_000 picoseconds.
		Weight::from_parts(7_669_225, 0)
			// Standard error: 9_202
			.saturating_add(Weight::from_parts(10_533_972, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(r.into())))
	}
	/// Storage: `Governance::CurrentStage` (r:1 w:1)
	/// Proof: `Governance::CurrentStage` (`max_values`: Some(1), `max_size`: Some(5), added: 500, mode: `MaxEncodedLen`)
	/// Storage: `Governance::RootCall` (r:1 w:1)
	/// Proof: `Governance::RootCall` (`max_values`: Some(1), `max_size`: Some(36), added: 531, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::MetadataOf` (r:1 w:0)
	/// Proof: `Democracy::MetadataOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `Whitelist::WhitelistedCall` (r:1 w:1)
	/// Proof: `Whitelist::WhitelistedCall` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::StatusFor` (r:1 w:0)
	/// Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::RequestStatusFor` (r:1 w:1)
	/// Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextRound` (r:0 w:1)
	/// Proof: `Governance::NextRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn hand_over() -> Weight {
		// Minimum execution time: 51_988_000 picoseconds.
		Weight::from_parts(55_272_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Governance::CurrentStage` (r:1 w:0)
	/// Proof: `Governance::CurrentStage` (`max_values`: Some(1), `max_size`: Some(5), added: 500, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::Blacklist` (r:1 w:0)
	/// Proof: `Democracy::Blacklist` (`max_values`: None, `max_size`: Some(3238), added: 5713, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::PreimageFor` (r:1 w:0)
	/// Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
	/// Storage: `Governance::RootCall` (r:1 w:1)
	/// Proof: `Governance::RootCall` (`max_values`: Some(1), `max_size`: Some(36), added: 531, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:1)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Whitelist::WhitelistedCall` (r:2 w:2)
	/// Proof: `Whitelist::WhitelistedCall` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::StatusFor` (r:2 w:0)
	/// Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::RequestStatusFor` (r:2 w:2)
	/// Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumCount` (r:1 w:1)
	/// Proof: `Democracy::ReferendumCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SeenReferenda` (r:1 w:1)
	/// Proof: `Governance::SeenReferenda` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 4000000]`.
	fn propose_root_call(l: u32, _t: u32, ) -> Weight {
		// Minimum execution time: 81_762_000 picoseconds.
		Weight::from_parts(83_183_000, 0)
			// Standard error: 36
			.saturating_add(Weight::from_parts(1_229, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4513), added: 5008, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:1 w:1)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Minimum execution time: 36_425_000 picoseconds.
		Weight::from_parts(38_557_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4513), added: 5008, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:1 w:1)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Minimum execution time: 33_349_000 picoseconds.
		Weight::from_parts(35_853_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::Outflows` (r:1 w:1)
	/// Proof: `Governance::Outflows` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn reset_fuse() -> Weight {
		// Minimum execution time: 12_038_000 picoseconds.
		Weight::from_parts(12_829_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::AllowedPayments` (r:0 w:1)
	/// Proof: `Governance::AllowedPayments` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	fn allow_payment() -> Weight {
		// Minimum execution time: 8_182_000 picoseconds.
		Weight::from_parts(8_813_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Governance::NextPauseEnd` (r:1 w:0)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn check_pauses() -> Weight {
		// Minimum execution time: 3_776_000 picoseconds.
		Weight::from_parts(4_136_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Governance::NextPauseEnd` (r:1 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4513), added: 5008, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:32 w:32)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[1, 32]`.
	fn end_pauses(p: u32, ) -> Weight {
		// Minimum execution time: 30_695_000 picoseconds.
		Weight::from_parts(26_902_433, 0)
			// Standard error: 16_375
			.saturating_add(Weight::from_parts(8_557_713, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(p.into())))
	}
	/// Storage: `Governance::NextRound` (r:1 w:0)
	/// Proof: `Governance::NextRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn check_round() -> Weight {
		// Minimum execution time: 5_989_000 picoseconds.
		Weight::from_parts(6_419_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	/// Storage: `Governance::NextRound` (r:1 w:1)
	/// Proof: `Governance::NextRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `PhragmenElection::Candidates` (r:1 w:0)
	/// Proof: `PhragmenElection::Candidates` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `PhragmenElection::Members` (r:1 w:0)
	/// Proof: `PhragmenElection::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `PhragmenElection::RunnersUp` (r:1 w:0)
	/// Proof: `PhragmenElection::RunnersUp` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn begin_round() -> Weight {
		// Minimum execution time: 9_925_000 picoseconds.
		Weight::from_parts(10_696_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
