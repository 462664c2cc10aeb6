#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod capacity;
pub mod types;
pub mod weights;

mod glue;
mod impls;
mod queries;
mod try_state;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use capacity::{Capacity, CapacityError};
pub use pallet::*;
pub use queries::{ApplicationInfo, Custody, MinerProfile};
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use dmex_primitives::{
		ApplicationId, Asset, Balance, Clock, CommunityVote, Name, NetworkId, PerUnit,
		ReferendumIndex, Units,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Contains},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// DMC: deposits and pledges.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// Who may register networks, allow payment assets, and ban and reinstate miners.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The referendum of each application.
		type Vote: CommunityVote<Call<Self>>;

		/// Which day it is.
		type Clock: Clock;

		/// Whether an asset may be paid with or earned: sufficient, with a minimum balance of 1,
		/// and owned, administered and frozen by nobody but the DAO. Never asked about DMC.
		type AssetCheck: Contains<Asset>;

		/// Who receives the kept share of the deposits of applications that failed.
		type Treasury: Get<Self::AccountId>;

		/// The deposit of an application, in base units of DMC. Governed.
		type ApplicationDeposit: Get<Balance>;

		/// The share of the deposit that is kept on rejection or withdrawal. Governed.
		type DepositKept: Get<Permill>;

		/// Days that a miner waits after a rejected or withdrawn application. Governed.
		type Cooldown: Get<u32>;

		/// Applications put to the vote at once, of all miners. Governed.
		type MaxOpenApplications: Get<u32>;

		/// The nay votes, in base units of DMC, that each vote starts with. Governed.
		type VoteSeed: Get<Balance>;

		/// The pallet's account, which holds deposits and pledges, derives from this.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Brings neighbours into the states that benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The mined chains whose hashrate may be sold. Ids count from 0 and none is ever removed.
	#[pallet::storage]
	pub type Networks<T> = CountedStorageMap<_, Twox64Concat, NetworkId, NetworkRecord>;

	/// What new applications may be priced in. DMC is always among them.
	#[pallet::storage]
	pub type PaymentAssets<T> = CountedStorageMap<_, Blake2_128Concat, Asset, ()>;

	/// Every application ever made.
	#[pallet::storage]
	pub type Applications<T: Config> =
		StorageMap<_, Twox64Concat, ApplicationId, ApplicationRecord<T::AccountId>>;

	/// Units and pledge of each approved application.
	#[pallet::storage]
	pub type Capacities<T> = StorageMap<_, Twox64Concat, ApplicationId, Capacity>;

	/// A miner's applications that are put to the vote or approved.
	#[pallet::storage]
	pub type LiveApplications<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<ApplicationId, ConstU32<MAX_LIVE_APPLICATIONS>>,
		ValueQuery,
	>;

	/// What is publicly known of a miner. Survives everything.
	#[pallet::storage]
	pub type Miners<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, MinerRecord, ValueQuery>;

	/// How many applications are put to the vote now.
	#[pallet::storage]
	pub type OpenApplications<T> = StorageValue<_, u32, ValueQuery>;

	/// The id of the next application.
	#[pallet::storage]
	pub type NextApplicationId<T> = StorageValue<_, ApplicationId, ValueQuery>;

	/// What a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Networks, with ids from 0 in this order.
		pub networks: Vec<GenesisNetwork>,
		/// Payment assets. DMC is added to them.
		pub payment_assets: Vec<Asset>,
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// Panics on networks or assets that calls would refuse: no such chain may start.
		fn build(&self) {
			for network in &self.networks {
				let record = network.to_record().expect("a genesis network has a short name");
				Pallet::<T>::do_register_network(record).expect("genesis networks are sound");
			}
			PaymentAssets::<T>::insert(Asset::Native, ());
			for asset in &self.payment_assets {
				Pallet::<T>::do_set_payment_asset(asset.clone(), true)
					.expect("genesis payment assets are sound");
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Hashrate of a mined chain may be sold.
		NetworkRegistered {
			/// Its id.
			network: NetworkId,
			/// Its symbol, such as `BTC`.
			symbol: Name,
			/// Its unit, such as `TH/s`.
			unit: Name,
			/// What income is paid in.
			reward_asset: Asset,
			/// Its rates.
			rates: NetworkRates,
		},
		/// The rates of a network changed.
		///
		/// Series that exist keep their pledge rate.
		NetworkUpdated {
			/// The network.
			network: NetworkId,
			/// The new rates.
			rates: NetworkRates,
		},
		/// An asset may, or may no longer, be chosen as payment asset of new applications.
		PaymentAssetSet {
			/// The asset.
			asset: Asset,
			/// Whether it may be chosen.
			allowed: bool,
		},
		/// A miner applied, and the vote began.
		ApplicationOpened {
			/// The application.
			application: ApplicationId,
			/// The mined chain.
			network: NetworkId,
			/// The referendum that decides.
			referendum: ReferendumIndex,
			/// Who applied.
			miner: T::AccountId,
			/// The quota asked for.
			effective_units: Units,
			/// Taken from the miner, in base units of DMC.
			deposit: Balance,
		},
		/// The vote passed: the quota is open.
		ApplicationApproved {
			/// The application.
			application: ApplicationId,
			/// Who applied.
			miner: T::AccountId,
			/// The deposit, paid back to the miner.
			returned: Balance,
		},
		/// The vote did not pass, or was cancelled.
		ApplicationRejected {
			/// The application.
			application: ApplicationId,
			/// Who applied.
			miner: T::AccountId,
			/// Paid back to the miner.
			returned: Balance,
			/// Paid to the treasury.
			kept: Balance,
		},
		/// The miner withdrew the application during its vote.
		ApplicationWithdrawn {
			/// The application.
			application: ApplicationId,
			/// Who applied.
			miner: T::AccountId,
			/// Paid back to the miner.
			returned: Balance,
			/// Paid to the treasury.
			kept: Balance,
		},
		/// The miner gave up an approved quota that nothing stood on.
		ApplicationClosed {
			/// The application.
			application: ApplicationId,
			/// Whose quota it was.
			miner: T::AccountId,
		},
		/// A miner pledged DMC.
		Pledged {
			/// The application.
			application: ApplicationId,
			/// Whose application.
			miner: T::AccountId,
			/// Added to the pledge.
			amount: Balance,
			/// The pledge now.
			pledged: Balance,
		},
		/// A miner took back a part of its pledge that nothing needed.
		PledgeWithdrawn {
			/// The application.
			application: ApplicationId,
			/// Whose application.
			miner: T::AccountId,
			/// Taken from the pledge.
			amount: Balance,
			/// The pledge now.
			pledged: Balance,
		},
		/// Pledge that certificates of a terminated series had required went to their holders.
		PledgeSlashed {
			/// The application.
			application: ApplicationId,
			/// Whose application.
			miner: T::AccountId,
			/// Taken from the pledge.
			amount: Balance,
			/// The pledge now.
			pledged: Balance,
		},
		/// The DAO banned a miner, who cannot apply, open series, mint, or sell for the first time.
		MinerBanned {
			/// The account.
			miner: T::AccountId,
		},
		/// The DAO cleared a miner of its default and its ban.
		MinerReinstated {
			/// The miner.
			miner: T::AccountId,
		},
	}

	#[pallet::error]
	#[derive(PartialEq)]
	pub enum Error<T> {
		/// No network has this id.
		UnknownNetwork,
		/// No application has this id.
		UnknownApplication,
		/// As many networks as there may ever be are registered.
		TooManyNetworks,
		/// A network with this symbol and this unit is registered.
		NetworkExists,
		/// The asset is DMC as a reward, or lacks a property that such an asset must have.
		///
		/// It must exist, be sufficient, have a minimum balance of 1, and be in the hands of the
		/// DAO.
		AssetNotSound,
		/// A rate or price is above `MAX_RATE`.
		RateTooHigh,
		/// The minimum payout is zero.
		ZeroMinPayout,
		/// A text is empty, not UTF-8, or holds control characters.
		InvalidText,
		/// As many payment assets as there may be are allowed.
		TooManyPaymentAssets,
		/// DMC is always a payment asset.
		AlwaysAllowed,
		/// The asset is not allowed for payment.
		PaymentAssetNotAllowed,
		/// No effective units.
		ZeroUnits,
		/// More effective than total units.
		EffectiveAboveTotal,
		/// More total units than an application may have.
		TooManyUnits,
		/// The expected income is zero.
		ZeroRevenue,
		/// The lowest price is zero.
		ZeroPrice,
		/// As many applications as may be are put to the vote.
		TooManyOpenApplications,
		/// The miner has as many applications open or approved as it may have.
		TooManyLiveApplications,
		/// An application of the miner was rejected or withdrawn not long ago.
		CoolingDown,
		/// The miner defaulted, and the DAO has not cleared it.
		Defaulted,
		/// The miner is banned.
		Banned,
		/// A series of the miner is frozen.
		FrozenSeries,
		/// The caller is not the application's miner.
		NotMiner,
		/// The vote is not over.
		StillVoting,
		/// The vote is over; it can be concluded.
		VoteOver,
		/// The application's own vote has not passed.
		VoteNotPassed,
		/// The application was approved, rejected, withdrawn or closed before.
		AlreadyDecided,
		/// The application is not approved.
		NotApproved,
		/// The application has unfinished series, live units or a pledge.
		StillInUse,
		/// The amount is zero.
		ZeroAmount,
		/// The pledge does not cover what is required.
		PledgeTooLow,
		/// More live units than the application's effective units.
		CapacityExceeded,
		/// As many unfinished series as an application may have.
		TooManySeries,
		/// More units, pledge or series were to be freed than are live, required or unfinished.
		NothingToFree,
		/// A sum beyond what can be counted.
		Overflow,
		/// The account is banned already.
		AlreadyBanned,
		/// The miner is neither in default nor banned: there is nothing to clear.
		NotBarred,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Allow hashrate of a mined chain to be sold.
		///
		/// By Root or the council. `pledge_per_unit_day` and `channel_fee_per_unit` are in base
		/// units of DMC (1 DMC = 1000000000000), `min_payout` in base units of `reward_asset`.
		/// Symbol, unit and reward asset never change.
		#[pallet::call_index(0)]
		pub fn register_network(
			origin: OriginFor<T>,
			symbol: Name,
			unit: Name,
			reward_asset: Asset,
			pledge_per_unit_day: Balance,
			channel_fee_per_unit: Balance,
			min_payout: Balance,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let rates = NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout };
			Self::do_register_network(NetworkRecord { symbol, unit, reward_asset, rates })?;
			Ok(())
		}

		/// Change the rates of a network.
		///
		/// By Root or the council. The amounts are as in `register_network`. Series that exist keep
		/// their pledge rate, and mint at the new channel fee.
		#[pallet::call_index(1)]
		pub fn update_network(
			origin: OriginFor<T>,
			network: NetworkId,
			pledge_per_unit_day: Balance,
			channel_fee_per_unit: Balance,
			min_payout: Balance,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let rates = NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout };
			Self::do_update_network(network, rates)
		}

		/// Allow or no longer allow new applications to be priced in an asset.
		///
		/// By Root or the council. Applications that exist are not touched.
		#[pallet::call_index(2)]
		pub fn set_payment_asset(
			origin: OriginFor<T>,
			asset: Asset,
			allowed: bool,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_payment_asset(asset, allowed)
		}

		/// Ask the holders of DMC for a quota of `effective_units` on a network.
		///
		/// Takes the deposit and opens the vote. `expected_revenue` is in base units of the
		/// network's reward asset, times 10^18, and `min_price_per_unit_day` in base units of
		/// `payment_asset` (1 DMC = 1000000000000), both per unit and day.
		#[pallet::call_index(3)]
		pub fn apply(
			origin: OriginFor<T>,
			network: NetworkId,
			dossier: Box<Dossier>,
			total_units: Units,
			effective_units: Units,
			expected_revenue: PerUnit,
			payment_asset: Asset,
			min_price_per_unit_day: Balance,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			let offer = Offer {
				network,
				total_units,
				effective_units,
				expected_revenue,
				payment_asset,
				min_price_per_unit_day,
			};
			Self::do_apply(miner, *dossier, offer)?;
			Ok(())
		}

		/// Withdraw an application during its vote, or give up an approved one.
		///
		/// By its miner. During the vote it costs the kept share of the deposit and the cool-down.
		/// An approved one is given up for nothing, when it has no unfinished series and no pledge.
		#[pallet::call_index(4)]
		pub fn withdraw_application(
			origin: OriginFor<T>,
			application: ApplicationId,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_withdraw_application(&miner, application)
		}

		/// Carry out the outcome of an application's vote, once it is over.
		///
		/// By anyone.
		#[pallet::call_index(5)]
		pub fn conclude_application(
			origin: OriginFor<T>,
			application: ApplicationId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_conclude_application(application)
		}

		/// Approve an application whose own vote has passed, as its referendum says.
		///
		/// By Root. Fails unless this application's own vote is over and passed; does nothing when
		/// the application is approved already.
		#[pallet::call_index(6)]
		pub fn approve_application(
			origin: OriginFor<T>,
			application: ApplicationId,
		) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_approve_application(application)
		}

		/// Add DMC to the pledge of an approved application.
		///
		/// By its miner. `amount` is in base units (1 DMC = 1000000000000).
		#[pallet::call_index(7)]
		pub fn pledge(
			origin: OriginFor<T>,
			application: ApplicationId,
			amount: Balance,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_pledge(miner, application, amount)
		}

		/// Take back DMC of the pledge above what is required.
		///
		/// By its miner, unless it defaulted or has a frozen series. `amount` is in base units
		/// (1 DMC = 1000000000000).
		#[pallet::call_index(8)]
		pub fn withdraw_pledge(
			origin: OriginFor<T>,
			application: ApplicationId,
			amount: Balance,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_withdraw_pledge(miner, application, amount)
		}

		/// Ban an account from applying, opening series, minting, and first sales.
		///
		/// By Root or the council. Certificates that were sold go on: their days are due as before.
		#[pallet::call_index(9)]
		pub fn ban_miner(origin: OriginFor<T>, miner: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_ban_miner(miner)
		}

		/// Clear a miner of its default and its ban.
		///
		/// By Root or the council. Its record keeps every day, breach and slash.
		#[pallet::call_index(10)]
		pub fn reinstate_miner(origin: OriginFor<T>, miner: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_reinstate_miner(miner)
		}
	}
}
