//! What is stored and told, and the joints between this pallet and the one that stores the
//! parameters.

use crate::{average, history::History, Origin};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::Range;
use dmex_primitives::{Asset, Balance, PerUnit, ReferendumIndex, Seed};
use frame_support::traits::EnsureOriginWithArg;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// What the values of a network are compared with besides its averages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Settings {
	/// Stands for an average before the first one, in base units of the reward asset per unit.
	pub opening: PerUnit,
	/// Maximum ratio of a value to the one before, and of the one before to it, in percent: at 200,
	/// more than twice and less than half are disputed.
	pub max_change: u32,
}

impl Settings {
	/// The newest published average; before the first one the opening average.
	pub fn last_average(&self, history: &History) -> PerUnit {
		history.latest().map_or(self.opening, |latest| latest.value)
	}

	/// What a value is too far from; `None` if it is near enough to be published.
	pub fn too_far_from(&self, history: &History, value: PerUnit) -> Option<PerUnit> {
		let last = history.last_fed().map_or(self.opening, |last| last.value);
		let recent = history.recent().unwrap_or(self.opening);
		average::too_far_from(value, last, recent, self.max_change)
	}
}

/// Reason why a feed counts for nobody.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum IgnoredFeed {
	/// There is no such network.
	#[codec(index = 0)]
	UnknownNetwork,
	/// The day was not over.
	#[codec(index = 1)]
	DayNotOver,
	/// A later day is over already: only the newest closed day can be fed.
	#[codec(index = 2)]
	TooOld,
	/// The value of the day is fixed, and cannot be corrected by feeds.
	#[codec(index = 3)]
	AlreadyFixed,
	/// The account is not among the operators that decide this day: it joined too late, or it is
	/// Root's.
	#[codec(index = 4)]
	NotOperator,
}

/// Reason why a parameter cannot be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GateError {
	/// The parameter came without a value, which would delete it.
	NoValue,
	/// The value is outside the parameter's hard range.
	OutOfRange,
	/// The value contradicts that of another parameter.
	Contradiction,
}

/// Runtime → governance: the table of hard ranges, and the store behind it.
pub trait ParameterGate<Parameter> {
	/// Errors unless the parameter has a value in the hard range of its key.
	fn ensure_in_range(parameter: &Parameter) -> Result<(), GateError>;
	/// Whether Root alone sets the parameter, and Admin does not.
	fn is_roots(parameter: &Parameter) -> bool;
	/// Store a parameter under this pallet's origin.
	fn store(origin: Origin, parameter: Parameter) -> DispatchResult;
	/// Errors if parameters in force contradict each other.
	fn ensure_consistent() -> Result<(), GateError> {
		Ok(())
	}
	/// Store the values in force of the parameters that are not stored, so that a later change of defaults
	/// changes nothing: all of them at genesis, new ones at an upgrade. Returns the number of all.
	fn store_missing() -> u32 {
		0
	}
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

/// A referendum that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenVote {
	/// The block in which it ends.
	pub end: u32,
	/// Whether it would pass as it stands.
	pub passing: bool,
}

/// Democracy → governance: its referenda. What is asked of one that is not open changes nothing.
pub trait Referenda {
	/// Indices among which all open referenda are, and after which the next one follows.
	fn indices() -> Range<ReferendumIndex>;
	/// An open referendum.
	fn open_vote(referendum: ReferendumIndex) -> Option<OpenVote>;
	/// Let a referendum end in another block.
	fn set_end(referendum: ReferendumIndex, end: u32);
	/// Add public votes, which count in the turnout, under the threshold that goes with them.
	fn seed(referendum: ReferendumIndex, seed: Seed);
}

/// Treasury → governance: its spends.
pub trait TreasurySpends<AccountId> {
	/// The account of the treasury.
	fn account() -> AccountId;
	/// What the treasury could pay now in an asset: without its existential deposit, and without what is
	/// locked or frozen.
	fn available(asset: &Asset) -> Balance;
	/// Approve a spend that can be paid from a block on; returns its index.
	fn approve(
		asset: &Asset,
		amount: Balance,
		beneficiary: &AccountId,
		payable_from: u32,
	) -> Result<u32, DispatchError>;
	/// Take back a spend; errors if it is paid.
	fn void(spend: u32) -> DispatchResult;
}

/// States of the neighbours that benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<Parameter, AccountId> {
	/// A parameter with a value in its range.
	fn parameter() -> Parameter;
	/// Make `day` the day in progress, by calendar and clock.
	fn set_today(day: dmex_primitives::Day);
	/// Let `operators` others become the oracle's operators, of whom each has just fed `value` for
	/// each of the first `networks` networks. Nothing is fixed by it. Returns them in order.
	fn feed(
		networks: u32,
		operators: u32,
		value: dmex_primitives::DayValue,
	) -> alloc::vec::Vec<AccountId>;
	/// Open `referenda` votes that end in the block in progress, under any seed, and would not pass.
	fn open_votes(referenda: u32);
	/// Give the treasury enough of an asset to spend 1 base unit of it.
	fn fund_treasury() -> Asset;
	/// A call that can be paused, another one for each index below `MAX_PAUSES`.
	fn pausable_call(index: u32) -> crate::pauses::CallName;
}
