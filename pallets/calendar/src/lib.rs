#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod day;
mod glue;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{Day, OnNewDay};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Duration of a slot, in milliseconds.
		#[pallet::constant]
		type SlotDuration: Get<u64>;
		/// The pallet that is told of each day that begins.
		type OnNewDay: OnNewDay;
		/// Weight of the roll-over.
		type WeightInfo: WeightInfo;
	}

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Day length if genesis names none.
	#[pallet::type_value]
	pub fn DefaultDayLength() -> u64 {
		day::DEFAULT_DAY_LENGTH
	}

	/// Length of a day in milliseconds, fixed at genesis.
	#[pallet::storage]
	pub type DayLength<T> = StorageValue<_, u64, ValueQuery, DefaultDayLength>;

	/// The day in progress; `None` before the first block.
	#[pallet::storage]
	pub type Today<T> = StorageValue<_, Day>;

	/// Number of blocks of today so far.
	#[pallet::storage]
	pub type BlocksToday<T> = StorageValue<_, u32, ValueQuery>;

	/// Number of live days up to and including each closed day.
	#[pallet::storage]
	pub type LiveDays<T> = StorageMap<_, Twox64Concat, Day, u32, ValueQuery>;

	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Length of a day in milliseconds, a multiple of the slot duration.
		pub day_length: u64,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { day_length: day::DEFAULT_DAY_LENGTH, _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				day::is_valid_length(self.day_length, T::SlotDuration::get()),
				"the day length must be a positive multiple of the slot duration",
			);
			DayLength::<T>::put(self.day_length);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The first block was made.
		Started {
			/// The first day of the chain.
			day: Day,
		},
		/// A day is over.
		DayClosed {
			/// The day that is over.
			day: Day,
			/// Number of its slots that were filled.
			blocks: u32,
			/// Whether it is live, so that it counts for clocks: at least half its slots were
			/// filled.
			live: bool,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Declares the usual roll-over, which happens when the timestamp is set.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::roll_over(1)
		}

		fn integrity_test() {
			assert!(T::SlotDuration::get() > 0, "slots must have a duration");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
