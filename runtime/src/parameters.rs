//! What governance may change, and within which bounds.
//!
//! pallet-parameters keeps the values and knows no bounds; the table at [`governed!`] does. Only
//! `Governance.set_parameter` writes a value, after [`Gate`] has checked it, and every value is
//! read through a getter of [`governed`] that clamps it to its bounds. So nothing beyond them ever
//! takes effect, however it came to be stored.

use crate::{constants::currency::DMC, Balance, Parameters, Runtime, RuntimeOrigin};
use alloc::{format, string::String, vec::Vec};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{dynamic_params::AggregatedKeyValue, Get},
};
use pallet_governance::{GateError, ParameterGate};
use sp_runtime::{DispatchResult, Permill};

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
		/// The share of the deposit that failing costs.
		#[codec(index = 1)]
		pub static DepositKept: Permill = Permill::from_percent(10);
		/// How long a miner waits after an application failed, in days.
		#[codec(index = 2)]
		pub static Cooldown: u32 = 30;
		/// How many applications may be put to the vote at once.
		#[codec(index = 3)]
		pub static MaxOpen: u32 = 32;
		/// The public nay votes that each vote starts with, in base units of DMC.
		#[codec(index = 4)]
		pub static VoteSeed: Balance = 1_000 * DMC;
	}

	/// Series of certificates.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod series {
		/// The longest term of a new series, in days.
		#[codec(index = 0)]
		pub static MaxTerm: u32 = 90;
		/// How many unfinished series an application may have.
		#[codec(index = 1)]
		pub static MaxUnfinished: u32 = 32;
	}

	/// Fees of sales and of minting.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod fees {
		/// The trading fee, as a part of the price.
		#[codec(index = 0)]
		pub static Trading: Permill = Permill::from_percent(1);
		/// The insurance pool's part of a fee.
		#[codec(index = 1)]
		pub static PoolPart: Permill = Permill::from_percent(40);
		/// The treasury's part of a fee; what both leave is burnt.
		#[codec(index = 2)]
		pub static TreasuryPart: Permill = Permill::from_percent(40);
		/// The insurance pool's part of what the escrow releases to miners.
		#[codec(index = 3)]
		pub static PoolPartOfReleases: Permill = Permill::from_parts(5_000);
	}

	/// Market averages.
	#[dynamic_pallet_params]
	#[codec(index = 3)]
	pub mod averages {
		/// How far a value may lie from the one before without the council's confirmation, in per
		/// cent of the smaller of the two.
		#[codec(index = 0)]
		pub static MaxChange: u32 = 200;
	}

	/// How miners are judged, and what follows.
	#[dynamic_pallet_params]
	#[codec(index = 4)]
	pub mod enforcement {
		/// A day that paid this part of the expected income may release everything.
		#[codec(index = 0)]
		pub static FullReleaseFrom: Permill = Permill::from_percent(75);
		/// The part of the expected income that a window never need exceed.
		#[codec(index = 1)]
		pub static WindowCap: Permill = Permill::from_percent(93);
		/// Below this part of the expected income a day is low, and a window a breach.
		#[codec(index = 2)]
		pub static LowBelow: Permill = Permill::from_percent(80);
		/// Open days after which an unpaid day is a breach.
		#[codec(index = 3)]
		pub static BreachLate: u32 = 8;
		/// Low days in a row that are a breach.
		#[codec(index = 4)]
		pub static BreachLowRun: u32 = 7;
		/// Days of a window that, when paid late, are a breach.
		#[codec(index = 5)]
		pub static BreachLatePaid: u32 = 10;
		/// Open days after which an unpaid day may be given up.
		#[codec(index = 6)]
		pub static GiveUpAfter: u32 = 30;
		/// Days after which a declared event may be put to the vote.
		#[codec(index = 7)]
		pub static EventVoteAfter: u32 = 30;
		/// Days for which the certificates of a terminated series are kept.
		#[codec(index = 8)]
		pub static KeepTerminated: u32 = 30;
		/// The public aye votes that a vote on a breach starts with, in base units of DMC.
		#[codec(index = 9)]
		pub static BreachSeed: Balance = 1_000 * DMC;
	}

	/// Auctions.
	#[dynamic_pallet_params]
	#[codec(index = 5)]
	pub mod market {
		/// The part by which a bid must exceed the one before.
		#[codec(index = 0)]
		pub static BidStep: Permill = Permill::from_percent(3);
		/// A bid in the last so many minutes of an auction extends it by as many; a day of the chain
		/// has 1,440.
		#[codec(index = 1)]
		pub static ExtensionMinutes: u32 = 10;
	}

	/// Claims to the insurance pool.
	#[dynamic_pallet_params]
	#[codec(index = 6)]
	pub mod insurance {
		/// What a claim puts down, in base units of DMC.
		#[codec(index = 0)]
		pub static Deposit: Balance = 1_000 * DMC;
		/// How many claims may be put to the vote at once.
		#[codec(index = 1)]
		pub static MaxOpen: u32 = 16;
		/// The part of the pool that is awarded for one miner within 90 days.
		#[codec(index = 2)]
		pub static Cap: Permill = Permill::from_percent(20);
		/// Days for which an award can be collected.
		#[codec(index = 3)]
		pub static CollectDays: u32 = 90;
	}
}

/// A parameter as wallets are told of it: numbers as they are, fractions in millionths.
pub struct Described {
	/// Its group and name, as in the argument of `Governance.set_parameter`.
	pub name: String,
	pub value: u128,
	pub minimum: u128,
	pub maximum: u128,
}

/// What a value counts in when it is told as a number.
trait AsNumber {
	fn as_number(self) -> u128;
}
impl AsNumber for u32 {
	fn as_number(self) -> u128 {
		self.into()
	}
}
impl AsNumber for u128 {
	fn as_number(self) -> u128 {
		self
	}
}
impl AsNumber for Permill {
	fn as_number(self) -> u128 {
		self.deconstruct().into()
	}
}

/// The table of parameters: `Getter: Group(module)::Key, type, minimum ..= maximum`.
macro_rules! governed {
	($($getter:ident: $group:ident($module:ident)::$key:ident, $kind:ty, $min:expr, $max:expr;)*) => {
		/// The values in force: what is stored or else the default, clamped to its bounds.
		pub mod governed {
			use super::*;
			$(
				pub struct $getter;
				impl $getter {
					pub(super) const MINIMUM: $kind = $min;
					pub(super) const MAXIMUM: $kind = $max;
				}
				impl Get<$kind> for $getter {
					fn get() -> $kind {
						dynamic_params::$module::$key::get().clamp(Self::MINIMUM, Self::MAXIMUM)
					}
				}
			)*
		}

		/// Whether a parameter comes with a value, and it lies within its bounds.
		fn check(parameter: &RuntimeParameters) -> Result<(), GateError> {
			match parameter {
				$(
					RuntimeParameters::$group(dynamic_params::$module::Parameters::$key(_, value)) => {
						let value = value.ok_or(GateError::NoValue)?;
						let bounds = governed::$getter::MINIMUM..=governed::$getter::MAXIMUM;
						bounds.contains(&value).then_some(()).ok_or(GateError::OutOfRange)
					},
				)*
			}
		}

		/// Every parameter with the value in force.
		fn current() -> Vec<RuntimeParameters> {
			alloc::vec![$(
				RuntimeParameters::$group(dynamic_params::$module::Parameters::$key(
					dynamic_params::$module::$key,
					Some(governed::$getter::get()),
				)),
			)*]
		}

		/// All parameters, for wallets.
		pub fn describe() -> Vec<Described> {
			alloc::vec![$(Described {
				name: format!("{}.{}", stringify!($group), stringify!($key)),
				value: governed::$getter::get().as_number(),
				minimum: governed::$getter::MINIMUM.as_number(),
				maximum: governed::$getter::MAXIMUM.as_number(),
			},)*]
		}
	};
}

governed! {
	ApplicationDeposit: Applications(applications)::Deposit, Balance, 100 * DMC, 100_000 * DMC;
	DepositKept: Applications(applications)::DepositKept, Permill, Permill::zero(), Permill::from_percent(50);
	Cooldown: Applications(applications)::Cooldown, u32, 1, 365;
	MaxOpenApplications: Applications(applications)::MaxOpen, u32, 1, 128;
	VoteSeed: Applications(applications)::VoteSeed, Balance, 100 * DMC, 100_000 * DMC;
	MaxTerm: Series(series)::MaxTerm, u32, 1, 540;
	MaxUnfinishedSeries: Series(series)::MaxUnfinished, u32, 1, 64;
	TradingFee: Fees(fees)::Trading, Permill, Permill::zero(), Permill::from_percent(3);
	PoolPart: Fees(fees)::PoolPart, Permill, Permill::zero(), Permill::from_percent(50);
	TreasuryPart: Fees(fees)::TreasuryPart, Permill, Permill::zero(), Permill::from_percent(50);
	PoolPartOfReleases: Fees(fees)::PoolPartOfReleases, Permill, Permill::zero(), Permill::from_percent(5);
	MaxChange: Averages(averages)::MaxChange, u32, 110, 1_000;
	FullReleaseFrom: Enforcement(enforcement)::FullReleaseFrom, Permill, Permill::from_percent(50), Permill::from_percent(90);
	WindowCap: Enforcement(enforcement)::WindowCap, Permill, Permill::from_percent(80), Permill::from_percent(100);
	LowBelow: Enforcement(enforcement)::LowBelow, Permill, Permill::from_percent(50), Permill::from_percent(90);
	BreachLate: Enforcement(enforcement)::BreachLate, u32, 3, 14;
	BreachLowRun: Enforcement(enforcement)::BreachLowRun, u32, 3, 30;
	BreachLatePaid: Enforcement(enforcement)::BreachLatePaid, u32, 5, 30;
	GiveUpAfter: Enforcement(enforcement)::GiveUpAfter, u32, 14, 365;
	EventVoteAfter: Enforcement(enforcement)::EventVoteAfter, u32, 7, 90;
	KeepTerminated: Enforcement(enforcement)::KeepTerminated, u32, 7, 365;
	BreachSeed: Enforcement(enforcement)::BreachSeed, Balance, 100 * DMC, 100_000 * DMC;
	BidStep: Market(market)::BidStep, Permill, Permill::from_percent(1), Permill::from_percent(20);
	ExtensionMinutes: Market(market)::ExtensionMinutes, u32, 1, 60;
	ClaimDeposit: Insurance(insurance)::Deposit, Balance, 100 * DMC, 100_000 * DMC;
	MaxOpenClaims: Insurance(insurance)::MaxOpen, u32, 1, 64;
	AwardCap: Insurance(insurance)::Cap, Permill, Permill::from_percent(1), Permill::from_percent(50);
	CollectDays: Insurance(insurance)::CollectDays, u32, 30, 365;
}

/// Checks a value against the table, and stores it.
pub struct Gate;
impl ParameterGate<RuntimeParameters> for Gate {
	fn ensure_in_range(parameter: &RuntimeParameters) -> Result<(), GateError> {
		check(parameter)
	}

	fn store(origin: pallet_governance::Origin, parameter: RuntimeParameters) -> DispatchResult {
		Parameters::set_parameter(RuntimeOrigin::from(origin), parameter)
	}

	fn store_genesis() {
		for parameter in current() {
			let (key, value) = parameter.into_parts();
			pallet_parameters::Parameters::<Runtime>::set(key, value);
		}
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::Series(dynamic_params::series::Parameters::MaxTerm(
			dynamic_params::series::MaxTerm,
			Some(90),
		))
	}
}
