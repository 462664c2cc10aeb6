//! What governance may change, within which bounds.
//!
//! The values are kept by pallet-parameters, which knows no bounds: [`bounds`] does. Each value is
//! written through a gate that refuses one out of its bounds, and read through a getter that
//! clamps it to them, so that nothing beyond them ever takes effect, however it was written.

use crate::{constants::currency::DMC, Balance, Runtime};
use frame_support::dynamic_params::{dynamic_pallet_params, dynamic_params};

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// Applications of miners.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod applications {
		/// What an application puts down, in base units of DMC.
		#[codec(index = 0)]
		pub static Deposit: Balance = 1_000 * DMC;
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::Applications(dynamic_params::applications::Parameters::Deposit(
			dynamic_params::applications::Deposit,
			Some(1_000 * DMC),
		))
	}
}
