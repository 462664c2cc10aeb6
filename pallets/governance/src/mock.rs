//! A chain with days of 30 s or of 48 blocks, real oracle and parameter pallets around this one, four operators
//! (1 to 4) and a council of one (`COUNCIL`). The wiring is the one the README describes.

use crate as pallet_governance;
use crate::{pauses::CallName, Elections, GateError, Origin, ParameterGate, WeightInfo};
use dmex_primitives::{AverageSettings, Day, NetworkId, PerUnit};
use frame_support::{
	derive_impl,
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	ord_parameter_types, parameter_types, storage_alias,
	traits::{
		ConstU128, ConstU32, EitherOfDiverse, InitializeMembers, TransactionPause,
		TransactionPauseError,
	},
	weights::Weight,
	Blake2_128Concat,
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchResult, Permill};

mod dao;
mod oracle;
mod road;

pub use dao::*;
pub use oracle::{Watch, Wiring};
pub use road::{Road, CALL, CALL_LEN};

pub const DAY: u64 = 30_000;
pub const COUNCIL: u64 = 99;
/// Length of a day in blocks: an hour has two.
pub const DAY_BLOCKS: u32 = 48;
/// Nays of every referendum that is no case.
pub const SEED: u128 = 10_000_000;
/// Five of the council.
pub const FIVE: u64 = 98;
/// Number of networks that exist.
pub const NETWORKS: NetworkId = 3;
/// Their opening average.
pub const OPENING: PerUnit = PerUnit::from_u32(100);
/// The day in progress when a test begins.
pub const TODAY: Day = 100;

dmex_primitives::mock_runtime! {
	pallets: {
		1 => Governance: pallet_governance,
		2 => Parameters: pallet_parameters,
		3 => Oracle: pallet_oracle,
	}
}

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Test>)]
pub mod dynamic_params {
	use super::*;

	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod rules {
		#[codec(index = 0)]
		pub static Limit: u32 = 200;
		/// Root's alone.
		#[codec(index = 1)]
		pub static Fuse: u32 = 200;
	}
}
pub use dynamic_params::rules;

#[derive_impl(pallet_parameters::config_preludes::TestDefaultConfig)]
impl pallet_parameters::Config for Test {
	type AdminOrigin = crate::EnsureSetParameter;
}

/// The hard range of both parameters is 110 to 1,000.
pub struct Gate;
impl ParameterGate<RuntimeParameters> for Gate {
	fn ensure_in_range(parameter: &RuntimeParameters) -> Result<(), GateError> {
		use rules::Parameters::{Fuse, Limit};
		let RuntimeParameters::Rules(Limit(_, value) | Fuse(_, value)) = parameter;
		let value = value.ok_or(GateError::NoValue)?;
		(110..=1_000).contains(&value).then_some(()).ok_or(GateError::OutOfRange)
	}

	fn is_roots(parameter: &RuntimeParameters) -> bool {
		matches!(parameter, RuntimeParameters::Rules(rules::Parameters::Fuse(..)))
	}

	fn store(origin: Origin, parameter: RuntimeParameters) -> DispatchResult {
		Parameters::set_parameter(origin.into(), parameter)
	}
}

parameter_types! {
	pub storage Now: u64 = u64::from(TODAY) * DAY;
	/// Number of days by which the calendar is behind the clock.
	pub storage Behind: Day = 0;
	/// Term of a council that begins now, in days.
	pub storage Term: u32 = 28;
	/// Whether a round of elections would fill the council.
	pub storage IsFilled: bool = true;
	/// Whether enough sit in the council to adopt a motion.
	pub storage IsAble: bool = true;
	/// Part of what the treasury holds that may leave it within a day.
	pub const Fifth: Permill = Permill::from_percent(20);
}

ord_parameter_types! {
	pub const Council: u64 = COUNCIL;
	pub const Five: u64 = FIVE;
}

impl pallet_governance::Config for Test {
	type AdminOrigin = EitherOfDiverse<EnsureRoot<u64>, EnsureSignedBy<Council, u64>>;
	type Parameter = RuntimeParameters;
	type Gate = Gate;
	type Clock = Watch;
	type Feeds = Wiring;
	type Referenda = Dao;
	type ReferendumSeed = ConstU128<SEED>;
	type SpendOrigin = EnsureSignedBy<Council, u64>;
	type Treasury = Dao;
	type MaxOperators = ConstU32<16>;
	type RootCallOrigin = EnsureSignedBy<Five, u64>;
	type RootCalls = Road;
	type HandOverAfter = ConstU32<180>;
	type CouncilTerm = Term;
	type Elections = Polls;
	type Pauser = FakePauser;
	type OutflowLimit = Fifth;
	type WeightInfo = PerOperator;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Wiring;
}

/// Elections that fill the council or not.
pub struct Polls;
impl Elections for Polls {
	fn can_fill_council() -> bool {
		IsFilled::get()
	}

	fn can_council_decide() -> bool {
		IsAble::get()
	}
}

/// A call by the names of its pallet and its own.
pub fn call(pallet: &str, name: &str) -> CallName {
	let text = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
	(text(pallet), text(name))
}

/// A chain with the calls of `Market`, of which `withdraw` is protected.
pub struct FakePauser;

#[storage_alias]
pub type Paused = StorageMap<Fakes, Blake2_128Concat, CallName, ()>;

impl TransactionPause for FakePauser {
	type CallIdentifier = CallName;

	fn is_paused(call: CallName) -> bool {
		Paused::contains_key(call)
	}

	fn can_pause(_: CallName) -> bool {
		unreachable!("nobody asks")
	}

	fn pause(call: CallName) -> Result<(), TransactionPauseError> {
		match (call.0.as_slice(), call.1.as_slice()) {
			(b"Market", b"withdraw") => Err(TransactionPauseError::Unpausable),
			(b"Market", _) if Self::is_paused(call.clone()) => {
				Err(TransactionPauseError::AlreadyPaused)
			},
			(b"Market", _) => {
				Paused::insert(call, ());
				Ok(())
			},
			_ => Err(TransactionPauseError::NotFound),
		}
	}

	fn unpause(call: CallName) -> Result<(), TransactionPauseError> {
		Paused::take(call).ok_or(TransactionPauseError::AlreadyUnpaused)
	}
}

/// Weights of hooks that tell their number of operators.
pub struct PerOperator;
impl WeightInfo for PerOperator {
	fn set_parameter() -> Weight {
		Weight::zero()
	}
	fn confirm_average() -> Weight {
		Weight::zero()
	}
	fn strike_average() -> Weight {
		Weight::zero()
	}
	fn change_operators(o: u32) -> Weight {
		Weight::from_parts(1_000_000 * u64::from(o), 0)
	}
	fn on_feed(o: u32) -> Weight {
		Weight::from_parts(o.into(), 0)
	}
	fn on_new_day(o: u32) -> Weight {
		Weight::from_parts(1_000 * u64::from(o), 0)
	}
	fn spend() -> Weight {
		Weight::zero()
	}
	fn void_spend() -> Weight {
		Weight::zero()
	}
	fn on_block() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn on_hour(r: u32) -> Weight {
		Weight::from_parts(100 + u64::from(r), 0)
	}
	fn look_at_new(r: u32) -> Weight {
		Weight::from_parts(10 * u64::from(r), 0)
	}
	fn hand_over() -> Weight {
		Weight::zero()
	}
	fn propose_root_call(_: u32, _: u32) -> Weight {
		Weight::zero()
	}
	fn pause() -> Weight {
		Weight::zero()
	}
	fn unpause() -> Weight {
		Weight::zero()
	}
	fn reset_fuse() -> Weight {
		Weight::zero()
	}
	fn allow_payment() -> Weight {
		Weight::zero()
	}
	fn check_pauses() -> Weight {
		Weight::from_parts(7, 0)
	}
	fn end_pauses(p: u32) -> Weight {
		Weight::from_parts(1_000 * u64::from(p), 0)
	}
	fn check_round() -> Weight {
		Weight::zero()
	}
	fn begin_round() -> Weight {
		Weight::from_parts(10_000, 0)
	}
}

pub fn new_test_ext() -> TestExternalities {
	let mut ext = TestExternalities::new(RuntimeGenesisConfig::default().build_storage().unwrap());
	ext.execute_with(|| {
		System::set_block_number(1);
		Governance::initialize_members(&[1, 2, 3, 4]);
		for network in 0..NETWORKS {
			Governance::open(network, OPENING);
		}
	});
	ext
}

/// Run a test on a new chain and check the invariants after it.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Governance::do_try_state().unwrap();
	});
}
