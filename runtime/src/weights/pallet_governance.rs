//! Weights of `pallet_governance`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_governance::WeightInfo for WeightInfo<T> {
	/// Storage: `Parameters::Parameters` (r:1 w:1)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn set_parameter() -> Weight {
		// Minimum execution time: 8_655_000 picoseconds.
		Weight::from_parts(9_551_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Governance::Disputed` (r:1 w:1)
	/// Proof: `Governance::Disputed` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:1)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	fn confirm_average() -> Weight {
		// Minimum execution time: 7_892_000 picoseconds.
		Weight::from_parts(8_850_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Calendar::Today` (r:1 w:0)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `OracleMembership::Members` (r:1 w:0)
	/// Proof: `OracleMembership::Members` (`max_values`: Some(1), `max_size`: Some(513), added: 1008, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:16 w:0)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Quorum` (r:1 w:0)
	/// Proof: `Governance::Quorum` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::LastFed` (r:1 w:1)
	/// Proof: `Governance::LastFed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:1)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[1, 16]`.
	fn on_feed(o: u32, ) -> Weight {
		// Minimum execution time: 30_547_000 picoseconds.
		Weight::from_parts(29_415_474, 0)
			// Standard error: 19_010
			.saturating_add(Weight::from_parts(5_484_229, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `OracleMembership::Members` (r:1 w:0)
	/// Proof: `OracleMembership::Members` (`max_values`: Some(1), `max_size`: Some(513), added: 1008, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Quorum` (r:1 w:0)
	/// Proof: `Governance::Quorum` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Governance::LastFed` (r:16 w:16)
	/// Proof: `Governance::LastFed` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Oracle::RawValues` (r:256 w:0)
	/// Proof: `Oracle::RawValues` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `Governance::Averages` (r:0 w:16)
	/// Proof: `Governance::Averages` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// The range of component `o` is `[1, 16]`.
	fn on_new_day(o: u32, ) -> Weight {
		// Minimum execution time: 181_754_000 picoseconds.
		Weight::from_parts(157_499_721, 0)
			// Standard error: 103_752
			.saturating_add(Weight::from_parts(37_504_323, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().reads((16_u64).saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(32))
	}
	fn strike_average() -> Weight { Weight::from_parts(100_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 10)) }
	fn change_operators(_: u32) -> Weight { Weight::from_parts(100_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 10)) }
}
