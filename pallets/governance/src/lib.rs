#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod average;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod glue;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
#[cfg(feature = "runtime-benchmarks")]
pub use types::BenchmarkHelper;
pub use types::{EnsureSetParameter, GateError, ParameterGate};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{Clock, Day, DayValue, NetworkId, OracleFeeds, PerUnit};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Origin that sets parameters and confirms averages: Admin.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// A governed parameter of the chain: its key, with the value that it is to have.
		type Parameter: Parameter;
		/// The hard ranges of parameters, and where they are stored.
		type Gate: ParameterGate<Self::Parameter>;
		/// The calendar: which day it is.
		type Clock: Clock;
		/// The oracle: what its operators feed.
		type Feeds: OracleFeeds;
		/// Maximum ratio of a day's value to the last one, and of the last one to it, in percent:
		/// at 200, more than twice and less than half are disputed. Governed; at least 100.
		type MaxChange: Get<u32>;
		/// Maximum number of operators that are asked.
		#[pallet::constant]
		type MaxOperators: Get<u32>;
		/// Weights of the calls and hooks.
		type WeightInfo: WeightInfo;
		/// Sets up the neighbours for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::Parameter>;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The origin that may write parameters.
	#[pallet::origin]
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
	pub enum Origin {
		/// `set_parameter`, after it has checked the range.
		#[codec(index = 0)]
		SetParameter,
	}

	/// Quorum if genesis names none.
	#[pallet::type_value]
	pub fn DefaultQuorum() -> u32 {
		3
	}

	/// Number of feeds that fix a day's value when its time is up; set at genesis.
	#[pallet::storage]
	pub type Quorum<T> = StorageValue<_, u32, ValueQuery, DefaultQuorum>;

	/// Market averages by network and closed day, in base units of the reward asset per unit. A
	/// value never changes and is kept for ever.
	#[pallet::storage]
	pub type Averages<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// Values that wait for Admin's confirmation, because they are too far from the one before.
	#[pallet::storage]
	pub type Disputed<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// Last median that was fed for each network, confirmed or not, with which the next one is
	/// compared.
	#[pallet::storage]
	pub type LastFed<T> = StorageMap<_, Twox64Concat, NetworkId, DayValue>;

	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Number of feeds that fix a day's value when its time is up, at least one.
		pub quorum: u32,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { quorum: DefaultQuorum::get(), _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.quorum > 0, "the quorum of the oracle must be at least one");
			Quorum::<T>::put(self.quorum);
			T::Gate::store_genesis();
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The market average of a day is published.
		AverageFixed {
			/// The network.
			network: NetworkId,
			/// The closed day of which it is.
			day: Day,
			/// The value, in base units of the reward asset per unit.
			value: PerUnit,
			/// Number of operators' feeds of which it is the median.
			feeds: u32,
		},
		/// The median of a day is too far from the last one: no average until confirmed.
		AverageDisputed {
			/// The network.
			network: NetworkId,
			/// The closed day of which it is.
			day: Day,
			/// The value, in base units of the reward asset per unit.
			value: PerUnit,
			/// The last median, from which it differs too much.
			last: PerUnit,
			/// Number of operators' feeds of which it is the median.
			feeds: u32,
		},
		/// A disputed value was confirmed, and is published.
		AverageConfirmed {
			/// The network.
			network: NetworkId,
			/// The closed day of which it is.
			day: Day,
			/// The value, in base units of the reward asset per unit.
			value: PerUnit,
		},
		/// Too few operators fed the day in time, so it never has an average.
		///
		/// Emitted only for networks that were fed before.
		NoAverage {
			/// The network.
			network: NetworkId,
			/// The closed day without an average.
			day: Day,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The value is outside the parameter's hard range.
		OutOfRange,
		/// A parameter cannot be deleted, only set.
		NoValue,
		/// No disputed value waits for this network and day.
		NotDisputed,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxOperators::get() > 0, "someone must be able to feed");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	// Indices 0 and 2 are reserved.
	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Set a governed parameter of the chain to a value within its hard range.
		///
		/// - origin: Admin.
		/// - `parameter`: the parameter's key with its new value, in the unit that the key's
		///   documentation says, such as `{ Applications: { Cooldown: [null, 30] } }` for 30 days.
		///
		/// A change never touches what is open, except that periods, the seeds of votes, the pool's
		/// part of releases and the minimum payout apply when they are used.
		///
		/// Emits `Parameters.Updated`.
		#[pallet::call_index(1)]
		pub fn set_parameter(origin: OriginFor<T>, parameter: T::Parameter) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameter(parameter)
		}

		/// Confirm the disputed market average of a network and day, which publishes it.
		///
		/// - origin: Admin.
		/// - `network`: id of the network, such as `1`.
		/// - `day`: the closed day whose value is disputed, such as `20000`.
		///
		/// Days already settled do not change.
		///
		/// Emits `AverageConfirmed`.
		#[pallet::call_index(3)]
		pub fn confirm_average(
			origin: OriginFor<T>,
			network: NetworkId,
			day: Day,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_confirm_average(network, day)
		}
	}
}
