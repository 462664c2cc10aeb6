//! Weights of `pallet_credits`, measured by `scripts/weights`: do not edit.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs)]
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
/// Measured weights; the database's own come from `T::DbWeight`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_credits::WeightInfo for WeightInfo<T> {
	fn withdraw(c: u32, ) -> Weight {
		Weight::from_parts(100_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(20, 20)).saturating_mul(c.into())
	}
}
