//! What governance may change, and within which bounds.
//!
//! pallet-parameters stores the values and knows no bounds; the table at [`governed!`] does. Only
//! `Governance.set_parameter` writes a value, after [`Gate`] has checked it, and every value is
//! read through a getter of [`governed`] that clamps it to its bounds. So nothing beyond them ever
//! takes effect, however it came to be stored.

use crate::{constants::currency::DMC, Balance, Parameters, Runtime, RuntimeOrigin};
use alloc::{format, vec::Vec};
use dmex_runtime_api::ParameterInfo;
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{dynamic_params::AggregatedKeyValue, Get},
};
use pallet_governance::{GateError, ParameterGate};
use pallet_parameters::Parameters as Stored;
use sp_runtime::{DispatchResult, Permill};

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
#[allow(missing_docs)] // The macro makes types without docs.
pub mod dynamic_params {
	use super::*;

	/// Applications of miners.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod applications {
		/// Deposit of an application while at most half of the places are taken, in base units of DMC.
		#[codec(index = 0)]
		pub static Deposit: Balance = 1_000 * DMC;
		/// Part of the deposit that a failed application loses.
		#[codec(index = 1)]
		pub static DepositKept: Permill = Permill::from_percent(10);
		/// Time that a miner waits after an application failed, in days.
		#[codec(index = 2)]
		pub static Cooldown: u32 = 30;
		/// Number of places: applications that are voted on at the same time, and those that were
		/// withdrawn before their votes would have ended.
		#[codec(index = 3)]
		pub static MaxOpen: u32 = 32;
		/// Minimum of the public nay votes with which a vote starts, in base units of DMC.
		#[codec(index = 4)]
		pub static VoteSeed: Balance = 1_000 * DMC;
	}

	/// Series of certificates.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod series {
		/// Maximum term of a new series, in days.
		#[codec(index = 0)]
		pub static MaxTerm: u32 = 90;
		/// Maximum number of unfinished series of an application.
		#[codec(index = 1)]
		pub static MaxUnfinished: u32 = 32;
	}

	/// Fees of sales and of minting.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod fees {
		/// Trading fee, as a part of the price.
		#[codec(index = 0)]
		pub static Trading: Permill = Permill::from_percent(1);
		/// Part of a fee that goes to the insurance pool.
		#[codec(index = 1)]
		pub static PoolPart: Permill = Permill::from_percent(40);
		/// Part of a fee that goes to the treasury; what both parts leave is burnt.
		#[codec(index = 2)]
		pub static TreasuryPart: Permill = Permill::from_percent(40);
		/// Part of what the escrow releases to miners that goes to the insurance pool.
		#[codec(index = 3)]
		pub static PoolPartOfReleases: Permill = Permill::from_parts(5_000);
	}

	/// How miners are assessed, and what follows.
	#[dynamic_pallet_params]
	#[codec(index = 4)]
	pub mod enforcement {
		/// Part of the expected income from which on a day may release everything.
		#[codec(index = 0)]
		pub static FullReleaseFrom: Permill = Permill::from_percent(75);
		/// Part of the expected income that a window never needs to exceed.
		#[codec(index = 1)]
		pub static WindowCap: Permill = Permill::from_percent(93);
		/// Part of the expected income below which a day is underpaid, and a window a breach.
		#[codec(index = 2)]
		pub static UnderpaidBelow: Permill = Permill::from_percent(80);
		/// Number of live days after which an unpaid day is a breach.
		#[codec(index = 3)]
		pub static BreachLate: u32 = 8;
		/// Number of underpaid days in a row that is a breach.
		#[codec(index = 4)]
		pub static BreachUnderpaidStreak: u32 = 7;
		/// Number of days of a window that is a breach if they were paid late.
		#[codec(index = 5)]
		pub static BreachLatePaid: u32 = 10;
		/// Number of live days after which an unpaid day may be written off.
		#[codec(index = 6)]
		pub static WriteOffAfter: u32 = 30;
		/// Number of days after which a declared event may be put to the vote.
		#[codec(index = 7)]
		pub static EventVoteAfter: u32 = 30;
		/// Number of days for which the certificates of a terminated series are kept.
		#[codec(index = 8)]
		pub static KeepTerminated: u32 = 30;
		/// Minimum of the public aye votes with which a vote on a breach starts, in base units of DMC.
		#[codec(index = 9)]
		pub static BreachSeed: Balance = 1_000 * DMC;
		/// Number of days in a row with an average of zero after which the income of a network has ended.
		#[codec(index = 10)]
		pub static IncomeEndedAfter: u32 = 7;
	}

	/// Auctions.
	#[dynamic_pallet_params]
	#[codec(index = 5)]
	pub mod market {
		/// Part of a bid by which the next one must exceed it.
		#[codec(index = 0)]
		pub static BidStep: Permill = Permill::from_percent(3);
		/// Minutes before the end of an auction in which a bid extends it by the same time; a day
		/// of the chain has 1,440.
		#[codec(index = 1)]
		pub static ExtensionMinutes: u32 = 10;
	}

	/// Claims to the insurance pool.
	#[dynamic_pallet_params]
	#[codec(index = 6)]
	pub mod insurance {
		/// Deposit of a claim while at most half of the places are taken, in base units of DMC.
		#[codec(index = 0)]
		pub static Deposit: Balance = 1_000 * DMC;
		/// Number of places: series for which holders have claims that are voted on at the same time.
		#[codec(index = 1)]
		pub static MaxOpen: u32 = 16;
		/// Maximum part of the pool that is awarded for one miner within 90 days.
		#[codec(index = 2)]
		pub static Cap: Permill = Permill::from_percent(20);
		/// Number of days for which an award can be collected.
		#[codec(index = 3)]
		pub static CollectDays: u32 = 90;
		/// Maximum part of the pool that is awarded for all miners together within 90 days.
		#[codec(index = 4)]
		pub static TotalCap: Permill = Permill::from_percent(40);
		/// Maximum value of a unit-day in a claim, in per cent: of the last published average if the asset
		/// of income is asked for, otherwise of what the insured certificates paid for a unit and day.
		#[codec(index = 5)]
		pub static MaxValue: u32 = 300;
	}

	/// Stages of governance, and its brakes.
	#[dynamic_pallet_params]
	#[codec(index = 7)]
	pub mod governance {
		/// Number of days from the first day of the chain until anyone may hand over.
		#[codec(index = 4)]
		pub static HandOverAfter: u32 = 180;
		/// Time for which DMC holders can stop a call that the council proposes to Root, in days.
		#[codec(index = 5)]
		pub static RootCallDelay: u32 = 3;
		/// Term of a council in the community stage, in days, but for the first, which has 28 at most. One that has
		/// begun keeps its length.
		#[codec(index = 6)]
		pub static CouncilTerm: u32 = 28;
		/// Part of what the treasury holds in an asset before its first payment of a day that may leave
		/// it on that day. Root's alone.
		#[codec(index = 8)]
		pub static OutflowLimit: Permill = Permill::from_percent(20);
	}

	/// Loans against certificates.
	#[dynamic_pallet_params]
	#[codec(index = 8)]
	pub mod lending {
		/// Part of the interest of a loan that is the protocol's fee.
		#[codec(index = 0)]
		pub static InterestFee: Permill = Permill::from_percent(5);
		/// Number of days after the due day of a loan for which its lender waits. A loan keeps the number with
		/// which it was funded.
		#[codec(index = 1)]
		pub static GraceDays: u32 = 3;
	}

	/// Staking of certificates.
	#[dynamic_pallet_params]
	#[codec(index = 9)]
	pub mod staking {
		/// Maximum reward of all stakes together for a day, in base units of DMC, in the first 182 days of
		/// staking; half of it in the next 182, and so on.
		#[codec(index = 0)]
		pub static DailyEmission: Balance = 10_000 * DMC;
	}
}

/// Values as wallets see them: numbers as they are, fractions in millionths.
trait IntoNumber {
	fn into_number(self) -> u128;
}
impl IntoNumber for u32 {
	fn into_number(self) -> u128 {
		self.into()
	}
}
impl IntoNumber for u128 {
	fn into_number(self) -> u128 {
		self
	}
}
impl IntoNumber for Permill {
	fn into_number(self) -> u128 {
		self.deconstruct().into()
	}
}

/// The table of parameters: `Getter: Group(module)::Key, type, minimum ..= maximum`.
macro_rules! governed {
	($($getter:ident: $group:ident($module:ident)::$key:ident, $kind:ty, $min:expr, $max:expr;)*) => {
		/// The values in force: the stored value, otherwise the default, clamped to its bounds.
		pub mod governed {
			use super::*;
			$(
				#[doc = concat!("`", stringify!($group), ".", stringify!($key), "`, within its bounds.")]
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

		/// Whether a parameter comes with a value, and the value is within its bounds.
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

		/// All parameters with their bounds, for wallets.
		pub fn describe() -> Vec<ParameterInfo> {
			alloc::vec![$(ParameterInfo {
				name: format!("{}.{}", stringify!($group), stringify!($key)),
				value: governed::$getter::get().into_number(),
				minimum: governed::$getter::MINIMUM.into_number(),
				maximum: governed::$getter::MAXIMUM.into_number(),
			},)*]
		}
	};
}

governed! {
	ApplicationDeposit: Applications(applications)::Deposit, Balance, 100 * DMC, 100_000 * DMC;
	DepositKept: Applications(applications)::DepositKept, Permill, Permill::from_percent(1), Permill::from_percent(50);
	Cooldown: Applications(applications)::Cooldown, u32, 1, 365;
	MaxOpenApplications: Applications(applications)::MaxOpen, u32, 1, 128;
	VoteSeed: Applications(applications)::VoteSeed, Balance, 100 * DMC, 100_000 * DMC;
	MaxTerm: Series(series)::MaxTerm, u32, 1, 540;
	MaxUnfinishedSeries: Series(series)::MaxUnfinished, u32, 1, 64;
	TradingFee: Fees(fees)::Trading, Permill, Permill::zero(), Permill::from_percent(3);
	PoolPart: Fees(fees)::PoolPart, Permill, Permill::zero(), Permill::from_percent(50);
	TreasuryPart: Fees(fees)::TreasuryPart, Permill, Permill::zero(), Permill::from_percent(50);
	PoolPartOfReleases: Fees(fees)::PoolPartOfReleases, Permill, Permill::zero(), Permill::from_percent(5);
	FullReleaseFrom: Enforcement(enforcement)::FullReleaseFrom, Permill, Permill::from_percent(50), Permill::from_percent(90);
	WindowCap: Enforcement(enforcement)::WindowCap, Permill, Permill::from_percent(80), Permill::from_percent(100);
	UnderpaidBelow: Enforcement(enforcement)::UnderpaidBelow, Permill, Permill::from_percent(50), Permill::from_percent(90);
	BreachLate: Enforcement(enforcement)::BreachLate, u32, 3, 14;
	BreachUnderpaidStreak: Enforcement(enforcement)::BreachUnderpaidStreak, u32, 3, 30;
	BreachLatePaid: Enforcement(enforcement)::BreachLatePaid, u32, 5, 30;
	WriteOffAfter: Enforcement(enforcement)::WriteOffAfter, u32, 14, 365;
	EventVoteAfter: Enforcement(enforcement)::EventVoteAfter, u32, 7, 90;
	KeepTerminated: Enforcement(enforcement)::KeepTerminated, u32, 7, 365;
	BreachSeed: Enforcement(enforcement)::BreachSeed, Balance, 100 * DMC, 100_000 * DMC;
	IncomeEndedAfter: Enforcement(enforcement)::IncomeEndedAfter, u32, 3, 30;
	BidStep: Market(market)::BidStep, Permill, Permill::from_percent(1), Permill::from_percent(20);
	ExtensionMinutes: Market(market)::ExtensionMinutes, u32, 1, 60;
	ClaimDeposit: Insurance(insurance)::Deposit, Balance, 100 * DMC, 100_000 * DMC;
	MaxOpenClaims: Insurance(insurance)::MaxOpen, u32, 1, 64;
	AwardCap: Insurance(insurance)::Cap, Permill, Permill::from_percent(1), Permill::from_percent(50);
	CollectDays: Insurance(insurance)::CollectDays, u32, 30, 365;
	TotalAwardCap: Insurance(insurance)::TotalCap, Permill, Permill::from_percent(2), Permill::from_percent(80);
	MaxUnitDayValue: Insurance(insurance)::MaxValue, u32, 150, 1_000;
	HandOverAfter: Governance(governance)::HandOverAfter, u32, 30, 365;
	RootCallDelay: Governance(governance)::RootCallDelay, u32, 3, 14;
	CouncilTerm: Governance(governance)::CouncilTerm, u32, 7, 180;
	OutflowLimit: Governance(governance)::OutflowLimit, Permill, Permill::from_percent(5), Permill::from_percent(100);
	InterestFee: Lending(lending)::InterestFee, Permill, Permill::zero(), Permill::from_percent(20);
	GraceDays: Lending(lending)::GraceDays, u32, 1, 30;
	DailyEmission: Staking(staking)::DailyEmission, Balance, 0, 1_000_000 * DMC;
}

/// Whether no limit exceeds the one above it.
fn is_consistent() -> bool {
	use governed::*;
	// A day that is not underpaid must be able to hold a window, and one that may release everything too.
	let lines =
		UnderpaidBelow::get() <= WindowCap::get() && FullReleaseFrom::get() <= WindowCap::get();
	// One miner gets no more than all of them.
	let caps = AwardCap::get() <= TotalAwardCap::get();
	lines && caps
}

/// Checks a value against the table, and stores it.
pub struct Gate;
impl ParameterGate<RuntimeParameters> for Gate {
	fn ensure_in_range(parameter: &RuntimeParameters) -> Result<(), GateError> {
		check(parameter)
	}

	/// The limit of the fuse: the council could lower it below a payment that a referendum decided.
	fn is_roots(parameter: &RuntimeParameters) -> bool {
		use dynamic_params::governance::Parameters::OutflowLimit;
		matches!(parameter, RuntimeParameters::Governance(OutflowLimit(..)))
	}

	fn store(origin: pallet_governance::Origin, parameter: RuntimeParameters) -> DispatchResult {
		Parameters::set_parameter(RuntimeOrigin::from(origin), parameter)
	}

	fn ensure_consistent() -> Result<(), GateError> {
		is_consistent().then_some(()).ok_or(GateError::Contradiction)
	}

	fn store_missing() -> u32 {
		let all = current();
		let number = all.len() as u32;
		for (key, value) in all.into_iter().map(AggregatedKeyValue::into_parts) {
			if !Stored::<Runtime>::contains_key(&key) {
				Stored::<Runtime>::set(key, value);
			}
		}
		number
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
