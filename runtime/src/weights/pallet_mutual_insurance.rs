//! Placeholders until `scripts/weights` has measured `pallet_mutual_insurance`.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_mutual_insurance::WeightInfo for WeightInfo<T> {
	fn contribute() -> Weight {
		Weight::from_parts(500_000_000, 0)
	}
	fn file_claim() -> Weight {
		Weight::from_parts(500_000_000, 0)
	}
	fn conclude_claim() -> Weight {
		Weight::from_parts(500_000_000, 0)
	}
	fn collect(n: u32, ) -> Weight {
		Weight::from_parts(500_000_000, 0).saturating_add(Weight::from_parts(100_000_000, 0).saturating_mul(n.into()))
	}
	fn approve_claim() -> Weight {
		Weight::from_parts(500_000_000, 0)
	}
	fn push_idle() -> Weight {
		Weight::from_parts(100_000_000, 0)
	}
	fn push_turn() -> Weight {
		Weight::from_parts(500_000_000, 0)
	}
	fn push_item() -> Weight {
		Weight::from_parts(100_000_000, 0)
	}
}
