#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod average;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
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
		/// Root or the council.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// All governed parameters of the chain: a key with the value it is to have.
		type Parameter: Parameter;
		/// Their hard ranges, and where they are stored.
		type Gate: ParameterGate<Self::Parameter>;
		/// The calendar.
		type Clock: Clock;
		/// What the oracle's operators feed.
		type Feeds: OracleFeeds;
		/// How far a day's value may lie from the last one, in percent of the smaller: at 200
		/// more than twice or less than half is disputed. Governed; at least 100.
		type MaxChange: Get<u32>;
		/// At most this many operators are asked.
		#[pallet::constant]
		type MaxOperators: Get<u32>;
		/// The measured weights.
		type WeightInfo: WeightInfo;
		/// Sets up the neighbours for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::Parameter>;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Who may write parameters.
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

	#[pallet::type_value]
	pub fn DefaultQuorum() -> u32 {
		3
	}

	/// How many feeds fix a day's value when its time is up; set at genesis.
	#[pallet::storage]
	pub type Quorum<T> = StorageValue<_, u32, ValueQuery, DefaultQuorum>;

	/// The market averages: base units of the reward asset per unit, for a network and a closed
	/// day. One value each, never changed and kept for ever.
	#[pallet::storage]
	pub type Averages<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// Values that wait for the council's confirmation: too far from the one before.
	#[pallet::storage]
	pub type Disputed<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// For each network the last median that was fed, confirmed or not: what the next one is
	/// compared with.
	#[pallet::storage]
	pub type LastFed<T> = StorageMap<_, Twox64Concat, NetworkId, DayValue>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The market average of a day is published.
		AverageFixed {
			/// The network.
			network: NetworkId,
			/// The closed day that it is of.
			day: Day,
			/// Base units of the reward asset per unit.
			value: PerUnit,
			/// How many operators' feeds it is the median of.
			feeds: u32,
		},
		/// The median of a day is too far from the last one: no average until confirmed.
		AverageDisputed {
			/// The network.
			network: NetworkId,
			/// The closed day that it is of.
			day: Day,
			/// Base units of the reward asset per unit.
			value: PerUnit,
			/// The last median, from which it differs too much.
			last: PerUnit,
			/// How many operators' feeds it is the median of.
			feeds: u32,
		},
		/// A disputed value was confirmed, and is published.
		AverageConfirmed {
			/// The network.
			network: NetworkId,
			/// The closed day that it is of.
			day: Day,
			/// Base units of the reward asset per unit.
			value: PerUnit,
		},
		/// Too few operators fed the day in time, so it never has an average.
		///
		/// It is told only of networks that were fed before.
		NoAverage {
			/// The network.
			network: NetworkId,
			/// The closed day without an average.
			day: Day,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The value lies outside the parameter's hard range.
		OutOfRange,
		/// A parameter cannot be deleted, only set.
		NoValue,
		/// No disputed value waits for this network and day.
		NotDisputed,
	}

	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// How many feeds fix a day's value when its time is up, at least one.
		pub quorum: u32,
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

	// Index 0 is `hand_over`'s and 2 is `pause`'s.
	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Set a governed parameter of the chain to a value within its hard range.
		///
		/// Origin: Root or the council. A change never touches a sale, loan, auction, claim or
		/// pledge already open. Errors: `NoValue`, `OutOfRange`. Event: `Parameters.Updated`.
		#[pallet::call_index(1)]
		pub fn set_parameter(origin: OriginFor<T>, parameter: T::Parameter) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_parameter(parameter)
		}

		/// Confirm the disputed market average of a network and day, which publishes it.
		///
		/// Origin: Root or the council. Days already settled do not change. Error:
		/// `NotDisputed`. Event: `AverageConfirmed`.
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
