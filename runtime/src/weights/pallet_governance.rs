//! Weights of `pallet_governance`, measured by `scripts/weights`: do not edit.
//!
//! Date 2026-11-30, 20 steps, 10 repeats, benchmark CLI 64.0.0.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(unused_variables)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_governance::WeightInfo for WeightInfo<T> {
	/// Storage: `Parameters::Parameters` (r:6 w:1)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn set_parameter() -> Weight {
		// Minimum execution time: 28_182_000 picoseconds.
		Weight::from_parts(29_444_000, 0)
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
		// Minimum execution time: 19_269_000 picoseconds.
		Weight::from_parts(21_141_000, 0)
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
		// Minimum execution time: 24_566_000 picoseconds.
		Weight::from_parts(29_393_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::LastOperatorChange` (r:1 w:1)
	/// Proof: `Governance::LastOperatorChange` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::OperatorSets` (r:1 w:1)
	/// Proof: `Governance::OperatorSets` (`max_values`: Some(1), `max_size`: Some(2069), added: 2564, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Quorum` (r:1 w:0)
	/// Proof: `Governance::Quorum` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:256 w:256)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[0, 16]`.
	fn change_operators(o: u32, ) -> Weight {
		// Minimum execution time: 14_902_000 picoseconds.
		Weight::from_parts(13_178_417, 0)
			// Standard error: 42_658
			.saturating_add(Weight::from_parts(17_463_026, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(2))
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
		// Minimum execution time: 47_060_000 picoseconds.
		Weight::from_parts(43_557_427, 0)
			// Standard error: 39_287
			.saturating_add(Weight::from_parts(7_209_759, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Governance::FirstDay` (r:1 w:1)
	/// Proof: `Governance::FirstDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextRound` (r:1 w:1)
	/// Proof: `Governance::NextRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Council::Members` (r:1 w:0)
	/// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
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
		// Minimum execution time: 139_478_000 picoseconds.
		Weight::from_parts(210_405_554, 0)
			// Standard error: 421_970
			.saturating_add(Weight::from_parts(53_241_874, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(38))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(27))
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
		// Minimum execution time: 38_857_000 picoseconds.
		Weight::from_parts(41_802_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Governance::CouncilSpends` (r:1 w:1)
	/// Proof: `Governance::CouncilSpends` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
	/// Storage: `Treasury::Spends` (r:1 w:1)
	/// Proof: `Treasury::Spends` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
	fn void_spend() -> Weight {
		// Minimum execution time: 17_726_000 picoseconds.
		Weight::from_parts(19_599_000, 0)
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
		// Minimum execution time: 8_864_000 picoseconds.
		Weight::from_parts(9_464_000, 0)
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
		// Minimum execution time: 9_304_000 picoseconds.
		Weight::from_parts(9_604_000, 0)
			// Standard error: 19_178
			.saturating_add(Weight::from_parts(13_423_328, 0).saturating_mul(r.into()))
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
		// Minimum execution time: 6_840_000 picoseconds.
		Weight::from_parts(7_427_331, 0)
			// Standard error: 8_906
			.saturating_add(Weight::from_parts(10_341_628, 0).saturating_mul(r.into()))
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
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4545), added: 5040, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SafeModeEnded` (r:0 w:1)
	/// Proof: `Governance::SafeModeEnded` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SafeModeEntered` (r:0 w:1)
	/// Proof: `Governance::SafeModeEntered` (`max_values`: Some(1), `max_size`: Some(0), added: 495, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextRound` (r:0 w:1)
	/// Proof: `Governance::NextRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn hand_over() -> Weight {
		// Minimum execution time: 72_899_000 picoseconds.
		Weight::from_parts(77_436_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Governance::CurrentStage` (r:1 w:0)
	/// Proof: `Governance::CurrentStage` (`max_values`: Some(1), `max_size`: Some(5), added: 500, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::Blacklist` (r:1 w:0)
	/// Proof: `Democracy::Blacklist` (`max_values`: None, `max_size`: Some(3238), added: 5713, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::PreimageFor` (r:1 w:0)
	/// Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
	/// Storage: `Governance::RootCall` (r:1 w:1)
	/// Proof: `Governance::RootCall` (`max_values`: Some(1), `max_size`: Some(36), added: 531, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::ReferendumInfoOf` (r:1 w:2)
	/// Proof: `Democracy::ReferendumInfoOf` (`max_values`: None, `max_size`: Some(201), added: 2676, mode: `MaxEncodedLen`)
	/// Storage: `Whitelist::WhitelistedCall` (r:2 w:1)
	/// Proof: `Whitelist::WhitelistedCall` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Democracy::MetadataOf` (r:1 w:0)
	/// Proof: `Democracy::MetadataOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::StatusFor` (r:1 w:0)
	/// Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
	/// Storage: `Preimage::RequestStatusFor` (r:1 w:1)
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
	/// The range of component `t` is `[0, 1]`.
	fn propose_root_call(l: u32, t: u32, ) -> Weight {
		// Minimum execution time: 74_841_000 picoseconds.
		Weight::from_parts(79_778_294, 0)
			// Standard error: 7
			.saturating_add(Weight::from_parts(1_055, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4545), added: 5040, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:1 w:1)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Minimum execution time: 36_414_000 picoseconds.
		Weight::from_parts(38_657_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4545), added: 5040, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:1 w:1)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Minimum execution time: 32_739_000 picoseconds.
		Weight::from_parts(35_303_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Governance::Outflows` (r:1 w:1)
	/// Proof: `Governance::Outflows` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn reset_fuse() -> Weight {
		// Minimum execution time: 11_827_000 picoseconds.
		Weight::from_parts(12_659_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::AllowedPayments` (r:0 w:1)
	/// Proof: `Governance::AllowedPayments` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	fn allow_payment() -> Weight {
		// Minimum execution time: 8_252_000 picoseconds.
		Weight::from_parts(8_823_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Governance::NextPauseEnd` (r:1 w:0)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn check_pauses() -> Weight {
		// Minimum execution time: 3_715_000 picoseconds.
		Weight::from_parts(4_066_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Governance::NextPauseEnd` (r:1 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4545), added: 5040, mode: `MaxEncodedLen`)
	/// Storage: `TxPause::PausedCalls` (r:32 w:32)
	/// Proof: `TxPause::PausedCalls` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[1, 32]`.
	fn end_pauses(p: u32, ) -> Weight {
		// Minimum execution time: 30_796_000 picoseconds.
		Weight::from_parts(34_257_877, 0)
			// Standard error: 106_654
			.saturating_add(Weight::from_parts(8_556_451, 0).saturating_mul(p.into()))
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
		// Minimum execution time: 5_929_000 picoseconds.
		Weight::from_parts(6_450_000, 0)
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
	/// Storage: `Governance::Pauses` (r:1 w:1)
	/// Proof: `Governance::Pauses` (`max_values`: Some(1), `max_size`: Some(4545), added: 5040, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SafeModeEnded` (r:0 w:1)
	/// Proof: `Governance::SafeModeEnded` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::NextPauseEnd` (r:0 w:1)
	/// Proof: `Governance::NextPauseEnd` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::SafeModeEntered` (r:0 w:1)
	/// Proof: `Governance::SafeModeEntered` (`max_values`: Some(1), `max_size`: Some(0), added: 495, mode: `MaxEncodedLen`)
	/// Storage: `Governance::LastRound` (r:0 w:1)
	/// Proof: `Governance::LastRound` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn begin_round() -> Weight {
		// Minimum execution time: 26_770_000 picoseconds.
		Weight::from_parts(28_573_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
