//! Weights of `pallet_calendar`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_calendar::WeightInfo for WeightInfo<T> {
	/// Storage: `Calendar::Today` (r:1 w:1)
	/// Proof: `Calendar::Today` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::BlocksToday` (r:1 w:1)
	/// Proof: `Calendar::BlocksToday` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::DayLength` (r:1 w:0)
	/// Proof: `Calendar::DayLength` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Calendar::LiveDays` (r:1 w:32)
	/// Proof: `Calendar::LiveDays` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[0, 32]`.
	fn roll_over(d: u32, ) -> Weight {
		// Minimum execution time: 5_431_000 picoseconds.
		Weight::from_parts(8_713_622, 0)
			// Standard error: 12_495
			.saturating_add(Weight::from_parts(6_649_851, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
	}
}
