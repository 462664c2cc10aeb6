//! Joints between this pallet and the one that stores the parameters.

use crate::Origin;
use frame_support::traits::EnsureOriginWithArg;
use sp_runtime::DispatchResult;

/// Reason why a parameter cannot be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GateError {
	/// The parameter came without a value, which would delete it.
	NoValue,
	/// The value is outside the parameter's hard range.
	OutOfRange,
}

/// Runtime → governance: the table of hard ranges, and the store behind it.
pub trait ParameterGate<Parameter> {
	/// Errors unless the parameter has a value in the hard range of its key.
	fn ensure_in_range(parameter: &Parameter) -> Result<(), GateError>;
	/// Store a parameter under this pallet's origin.
	fn store(origin: Origin, parameter: Parameter) -> DispatchResult;
	/// Store the values that a chain starts with, so that a later change of defaults changes
	/// nothing.
	fn store_genesis() {}
}

/// The only origin that may write a parameter: the one with which [`crate::Pallet::set_parameter`]
/// dispatches after the range check. No signed account and no Root passes.
pub struct EnsureSetParameter;

impl<OuterOrigin, Key> EnsureOriginWithArg<OuterOrigin, Key> for EnsureSetParameter
where
	OuterOrigin: From<Origin> + Into<Result<Origin, OuterOrigin>>,
{
	type Success = ();

	fn try_origin(origin: OuterOrigin, _: &Key) -> Result<(), OuterOrigin> {
		origin.into().map(|Origin::SetParameter| ())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Key) -> Result<OuterOrigin, ()> {
		Ok(Origin::SetParameter.into())
	}
}

/// States of the neighbours that benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<Parameter> {
	/// A parameter with a value in its range.
	fn parameter() -> Parameter;
	/// Make `day` the day in progress, by calendar and clock.
	fn set_today(day: dmex_primitives::Day);
	/// Replace the oracle's operators by `operators` others, of whom each has just fed `value`
	/// for each of the first `networks` networks. Nothing is fixed by it.
	fn feed(networks: u32, operators: u32, value: dmex_primitives::DayValue);
}
