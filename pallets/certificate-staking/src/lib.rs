#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod queries;
pub mod rewards;
pub mod types;
pub mod weights;

mod budget;
mod days;
mod impls;
mod series;
mod stakes;
mod sweep;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use queries::{PoolView, StakeView, StakingView};
pub use rewards::{HALVING_DAYS, MAX_PAUSES, SCALE};
pub use types::{Pool, SeriesRecord, Stake, Walk};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use dmex_primitives::{
		Balance, Clock, Day, ItemId, Items, Locks, NetworkId, PayOrCredit, SeriesId,
		SoldCertificates,
	};
	use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
	use frame_system::pallet_prelude::*;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Origin that sets the weights of networks.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// DMC.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// Certificates, which are locked while they are staked.
		type Certificates: Locks<Self::AccountId>;

		/// The last days of sold certificates.
		type Escrow: SoldCertificates;

		/// Credits of stakers who cannot take a reward.
		type Credits: PayOrCredit<Self::AccountId>;

		/// The day in progress.
		type Clock: Clock;

		/// The governed emission of the first days, in base units of DMC.
		type DailyEmission: Get<Balance>;

		/// Maximum weight that visits of stakes use in a block, of what its transactions leave.
		#[pallet::constant]
		type MaxSweepWeight: Get<Weight>;

		/// Id of the account that holds budget and rewards.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Sets up the neighbours.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// The staked units of each network, and its weight.
	#[pallet::storage]
	pub type Pools<T> = StorageMap<_, Twox64Concat, NetworkId, Pool, ValueQuery>;

	/// The index of each pool at the start of each day; zero for days before the pool. Kept for ever.
	#[pallet::storage]
	pub type Indices<T> =
		StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, u128, ValueQuery>;

	/// Series of which something is staked.
	#[pallet::storage]
	pub type SeriesStakes<T> = StorageMap<_, Twox64Concat, SeriesId, SeriesRecord>;

	/// Staked certificates.
	#[pallet::storage]
	pub type Stakes<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, Stake<T::AccountId>>;

	/// The certificates that an account has staked.
	#[pallet::storage]
	pub type StakesOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, (SeriesId, ItemId), ()>;

	/// Amount that is left to be emitted, in base units of DMC.
	#[pallet::storage]
	pub type Budget<T> = StorageValue<_, Balance, ValueQuery>;

	/// Amount that was emitted and is not paid, in base units of DMC.
	#[pallet::storage]
	pub type Owed<T> = StorageValue<_, Balance, ValueQuery>;

	/// The day from which the halvings of the emission count; `None` before the first day.
	#[pallet::storage]
	pub type StartDay<T> = StorageValue<_, Day>;

	/// The last walk over all stakes.
	#[pallet::storage]
	pub type LastWalk<T> = StorageValue<_, Walk, ValueQuery>;

	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Weights of a unit of networks.
		pub weights: Vec<(NetworkId, u32)>,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { weights: Vec::new(), _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (network, weight) in &self.weights {
				assert!(
					Pallet::<T>::set_weight(*network, *weight).is_ok(),
					"a weight of staking is of no network",
				);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A certificate was staked.
		Staked {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The holder of the certificate.
			staker: T::AccountId,
			/// The first day that earns a reward.
			since: Day,
		},
		/// A certificate is staked no more, and what was left of its reward was paid.
		///
		/// Its holder unstaked it; or it ended, was refunded or burnt, or its series was terminated.
		Unstaked {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The staker, who was paid.
			staker: T::AccountId,
			/// Amount paid, or credited if the staker cannot take it, in base units of DMC.
			reward: Balance,
		},
		/// The reward of a staked certificate was paid.
		RewardPaid {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The staker, who was paid.
			staker: T::AccountId,
			/// Amount paid, or credited if the staker cannot take it, in base units of DMC.
			amount: Balance,
		},
		/// The reward of a certificate could not be claimed.
		RewardClaimFailed {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Reason why nothing was paid.
			error: DispatchError,
		},
		/// Somebody added to the budget.
		BudgetFunded {
			/// The payer.
			who: T::AccountId,
			/// Amount, in base units of DMC.
			amount: Balance,
		},
		/// DMC that was transferred to the account of staking was added to the budget.
		BudgetTakenIn {
			/// Amount, in base units of DMC.
			amount: Balance,
		},
		/// The rewards of a day were emitted.
		DayEmitted {
			/// The day, which is over.
			day: Day,
			/// The rewards of all stakes together, in base units of DMC.
			amount: Balance,
		},
		/// The weight of a network was set.
		NetworkWeightSet {
			/// The network.
			network: NetworkId,
			/// Weight of a unit in the emission of a day.
			weight: u32,
		},
		/// A series is frozen or terminated, and its stakes earn nothing from today on.
		SeriesPaused {
			/// The series.
			series: SeriesId,
		},
		/// A series is no longer frozen, and its stakes earn from tomorrow on.
		SeriesResumed {
			/// The series.
			series: SeriesId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such series.
		UnknownSeries,
		/// There is no such certificate.
		UnknownCertificate,
		/// The certificate is not staked.
		UnknownStake,
		/// There is no such network: ids of networks are below 16.
		UnknownNetwork,
		/// The caller did not stake the certificate.
		NotStaker,
		/// The caller does not hold the certificate.
		NotOwner,
		/// The certificate was never sold.
		NotSold,
		/// The caller is the miner of the series, who stakes none of its certificates.
		OwnCertificate,
		/// The certificate was staked before, and is about to leave.
		AlreadyStaked,
		/// The series is frozen.
		SeriesFrozen,
		/// The series was terminated.
		SeriesTerminated,
		/// The series was frozen too often while certificates of it were staked.
		///
		/// Nothing of it earns a reward until all its stakes have left.
		TooManyPauses,
		/// The last day of the certificate is not after today.
		HasEnded,
		/// The list of certificates is empty.
		NoItems,
		/// The amount is zero.
		ZeroAmount,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Visit stakes, in what the block's transactions leave.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::walk(remaining)
		}

		fn integrity_test() {
			let min = T::WeightInfo::idle_base().saturating_add(T::WeightInfo::idle_visit());
			assert!(min.all_lte(T::MaxSweepWeight::get()), "no visit fits MaxSweepWeight");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Stake sold certificates of a series, which earn rewards in DMC from tomorrow on.
		///
		/// - origin: the holder of all of them, signed.
		/// - `series`: the series, such as `3`; neither frozen nor terminated, and not the caller's own.
		/// - `items`: certificates that were sold and have not ended, without lock, at most 100, such as
		///   `[0, 1]`.
		///
		/// All are staked or none. They are locked, and their income is paid as before.
		///
		/// Emits `Staked` for each certificate; `SeriesResumed`.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::stake(items.len() as u32))]
		pub fn stake(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stake(who, series, &items)
		}

		/// Unstake certificates of a series, and be paid what is left of their rewards.
		///
		/// - origin: the staker of all of them, signed.
		/// - `series`: the series, such as `3`.
		/// - `items`: staked certificates, at most 100, such as `[0, 1]`.
		///
		/// All are unstaked or none. The day in progress earns nothing. A reward that the staker cannot take
		/// becomes a credit.
		///
		/// Emits `Unstaked` for each certificate; `SeriesPaused` or `SeriesResumed`.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::unstake(items.len() as u32))]
		pub fn unstake(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unstake(who, series, &items)
		}

		/// Pay the rewards of staked certificates to their stakers.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series, such as `3`.
		/// - `items`: staked certificates, at most 100, such as `[0, 1]`.
		///
		/// Each certificate succeeds or fails alone. One that has ended leaves. A reward that the staker cannot
		/// take becomes a credit.
		///
		/// Emits `RewardPaid`, `Unstaked` or `RewardClaimFailed` for each certificate, and nothing if there is
		/// no reward yet; `SeriesPaused` or `SeriesResumed`.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::claim_rewards(items.len() as u32))]
		pub fn claim_rewards(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_rewards(series, &items)
		}

		/// Add DMC to the budget of rewards, for good.
		///
		/// - origin: anyone, signed.
		/// - `amount`: amount in base units of DMC, such as 5000000000000 (5 DMC).
		///
		/// Emits `BudgetFunded`.
		#[pallet::call_index(3)]
		pub fn fund_budget(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund_budget(who, amount)
		}

		/// Set the weight of a unit of a network in the emission of each day, from that of today on.
		///
		/// - origin: Admin.
		/// - `network`: the network, such as `1`.
		/// - `weight`: the weight, such as `10`; zero if the network is to get nothing.
		///
		/// Emits `NetworkWeightSet`.
		#[pallet::call_index(4)]
		pub fn set_network_weight(
			origin: OriginFor<T>,
			network: NetworkId,
			weight: u32,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_network_weight(network, weight)
		}
	}
}
