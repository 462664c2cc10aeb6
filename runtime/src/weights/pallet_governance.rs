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
		// Minimum execution time: 27_581_000 picoseconds.
		Weight::from_parts(29_294_000, 0)
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
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
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
		// Minimum execution time: 23_225_000 picoseconds.
		Weight::from_parts(27_420_000, 0)
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
		// Minimum execution time: 10_536_000 picoseconds.
		Weight::from_parts(9_460_708, 0)
			// Standard error: 83_160
			.saturating_add(Weight::from_parts(17_927_590, 0).saturating_mul(o.into()))
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
		// Minimum execution time: 46_869_000 picoseconds.
		Weight::from_parts(39_660_782, 0)
			// Standard error: 90_307
			.saturating_add(Weight::from_parts(7_862_779, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(2))
	}
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
		// Minimum execution time: 128_611_000 picoseconds.
		Weight::from_parts(252_829_690, 0)
			// Standard error: 866_417
			.saturating_add(Weight::from_parts(49_514_151, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(35))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(25))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(o.into())))
	}
	// MEASURE
	fn spend() -> Weight {
		Weight::from_parts(60_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn void_spend() -> Weight {
		Weight::from_parts(40_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// MEASURE
	fn on_block() -> Weight {
		Weight::from_parts(3_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// MEASURE
	/// The range of component `r` is `[0, 200]`.
	fn on_hour(r: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(10_000_000, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(r.into())))
	}
	// MEASURE
	/// The range of component `r` is `[0, 2]`.
	fn look_at_new(r: u32, ) -> Weight {
		Weight::from_parts(10_000_000, 0)
			.saturating_add(Weight::from_parts(10_000_000, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(r.into())))
	}
	// MEASURE
	fn hand_over() -> Weight {
		Weight::from_parts(100_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// MEASURE
	fn propose_root_call(l: u32, ) -> Weight {
		Weight::from_parts(150_000_000, 0)
			.saturating_add(Weight::from_parts(2_500, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	// MEASURE
	fn pause() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn unpause() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn reset_fuse() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn allow_payment() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn check_round() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	// MEASURE
	fn begin_round() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// MEASURE
	fn check_pauses() -> Weight {
		// Minimum execution time: 18_978_000 picoseconds.
		Weight::from_parts(22_403_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// MEASURE
	fn end_pauses(p: u32, ) -> Weight {
		// Minimum execution time: 10_536_000 picoseconds.
		Weight::from_parts(9_460_708, 0)
			// Standard error: 83_160
			.saturating_add(Weight::from_parts(17_927_590, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((16_u64).saturating_mul(p.into())))
	}
}
