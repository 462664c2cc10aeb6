//! Weights of `pallet_credits`, measured by `scripts/weights`: do not edit.
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

impl<T: frame_system::Config> pallet_credits::WeightInfo for WeightInfo<T> {
	/// Storage: `Credits::Credits` (r:9 w:8)
	/// Proof: `Credits::Credits` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:9 w:9)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Proof: UNKNOWN KEY `0xc20a534ea128e745456da234cda5e56dd9caf3fea82941df96eaa1a28fcdbabc` (r:1 w:0)
	/// Storage: `Credits::Totals` (r:8 w:8)
	/// Proof: `Credits::Totals` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 8]`.
	fn withdraw(c: u32, ) -> Weight {
		// Minimum execution time: 73_610_000 picoseconds.
		Weight::from_parts(26_662_054, 0)
			// Standard error: 60_513
			.saturating_add(Weight::from_parts(51_913_757, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(c.into())))
	}
}
