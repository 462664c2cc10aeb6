#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod capacity;
pub mod seed;
pub mod types;
pub mod weights;

mod applications;
mod glue;
mod impls;
mod miners;
mod networks;
mod pledges;
mod queries;
#[cfg(any(feature = "try-runtime", feature = "std"))]
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
pub use queries::MinerProfile;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use dmex_primitives::{
		places, ApplicationId, Asset, AverageSettings, Balance, Clock, CommunityVote, Identities,
		IdentityId, Name, NetworkId, PerUnit, ReferendumIndex, Units,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Contains},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// DMC, for deposits and pledges.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// Admin: the origin that registers networks, allows payment assets, and bans and clears
		/// miners.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Referenda, one for each application.
		type Vote: CommunityVote<Call<Self>>;

		/// The calendar: which day it is.
		type Clock: Clock;

		/// Identities of accounts that registrars have attested.
		type Identities: Identities<Self::AccountId>;

		/// Market averages: told of each network, its opening average and its maximum change.
		type Averages: AverageSettings;

		/// Whether an asset may be a payment or reward asset: it is sufficient, has a minimum
		/// balance of 1, and its owner, admin and freezer are the treasury's account. Not
		/// asked about DMC.
		type AssetCheck: Contains<Asset>;

		/// Account that receives the kept share of the deposits of failed applications.
		type Treasury: Get<Self::AccountId>;

		/// Deposit of an application while at most half of the places are taken, in base units of
		/// DMC. Governed.
		type ApplicationDeposit: Get<Balance>;

		/// Share of the deposit that is kept on rejection or withdrawal. Governed.
		type DepositKept: Get<Permill>;

		/// Number of days that a miner waits after a rejected or withdrawn application. Governed.
		type Cooldown: Get<u32>;

		/// Number of places: of applications of all miners that are put to the vote together, and of
		/// those that were withdrawn before their votes would have ended. Governed.
		type MaxOpenApplications: Get<u32>;

		/// Number of days that a vote lasts if it is not extended.
		#[pallet::constant]
		type VoteDays: Get<u32>;

		/// Nay votes with which each vote starts at least, in base units of DMC. Governed.
		type VoteSeed: Get<Balance>;

		/// Longest term of a new series, in days, by which the pledge is reckoned that an
		/// application puts at stake. Governed.
		type MaxTerm: Get<u32>;

		/// Id from which the pallet's account derives, which holds deposits and pledges.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Brings neighbours into the states that benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Mined chains whose hashrate may be sold. Ids count from 0 and none is ever removed.
	#[pallet::storage]
	pub type Networks<T> = CountedStorageMap<_, Twox64Concat, NetworkId, NetworkRecord>;

	/// Assets in which new applications may be priced. DMC is always among them.
	#[pallet::storage]
	pub type PaymentAssets<T> = CountedStorageMap<_, Blake2_128Concat, Asset, ()>;

	/// Every application that was ever made.
	#[pallet::storage]
	pub type Applications<T: Config> =
		StorageMap<_, Twox64Concat, ApplicationId, ApplicationRecord<T::AccountId>>;

	/// Units and pledge of each approved application.
	#[pallet::storage]
	pub type Capacities<T> = StorageMap<_, Twox64Concat, ApplicationId, Capacity>;

	/// Applications of a miner that are put to the vote or approved.
	#[pallet::storage]
	pub type LiveApplications<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<ApplicationId, ConstU32<MAX_LIVE_APPLICATIONS>>,
		ValueQuery,
	>;

	/// Public records of miners, which survive everything.
	#[pallet::storage]
	pub type Miners<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, MinerRecord, ValueQuery>;

	/// Identities that were attested for an account when it applied, opened a series or was banned,
	/// the newest last.
	#[pallet::storage]
	pub type KnownIdentities<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<IdentityId, ConstU32<MAX_KNOWN_IDENTITIES>>,
		ValueQuery,
	>;

	/// Identities that are banned with an account.
	#[pallet::storage]
	pub type BannedIdentities<T> = StorageMap<_, Blake2_128Concat, IdentityId, ()>;

	/// Number of applications that are put to the vote now.
	#[pallet::storage]
	pub type OpenApplications<T> = StorageValue<_, u32, ValueQuery>;

	/// Places of applications that were withdrawn before their votes would have ended.
	#[pallet::storage]
	pub type KeptPlaces<T> = StorageValue<_, places::KeptPlaces, ValueQuery>;

	/// Id of the next application.
	#[pallet::storage]
	pub type NextApplicationId<T> = StorageValue<_, ApplicationId, ValueQuery>;

	/// Sums of the deposits and pledges that the pallet's account holds.
	#[pallet::storage]
	pub type Totals<T> = StorageValue<_, CustodyTotals, ValueQuery>;

	/// Networks and payment assets with which a chain starts.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Networks, whose ids count from 0 in this order.
		pub networks: Vec<GenesisNetwork>,
		/// Payment assets, to which DMC is added.
		pub payment_assets: Vec<Asset>,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// Panics on networks or assets that calls would refuse: no such chain may start.
		fn build(&self) {
			for network in &self.networks {
				let record = network.to_record().expect("a genesis network has a short name");
				let (max_change, opening) = (network.max_change, network.opening_average);
				Pallet::<T>::do_register_network(record, max_change, opening)
					.expect("genesis networks are sound");
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
			/// Id of the network.
			network: NetworkId,
			/// Symbol of the network, such as `BTC`.
			symbol: Name,
			/// Unit of hashrate, such as `TH/s`.
			unit: Name,
			/// Asset in which income is paid.
			reward_asset: Asset,
			/// Rates of the network.
			rates: NetworkRates,
			/// Maximum change from one market average to the next without the council's
			/// confirmation, in per cent of the smaller of the two.
			max_change: u32,
			/// Average with which the first market average is compared: base units of the reward
			/// asset per unit and day.
			opening_average: PerUnit,
		},
		/// The rates of a network changed.
		///
		/// Series that exist keep their pledge rate.
		NetworkUpdated {
			/// The network.
			network: NetworkId,
			/// The new rates.
			rates: NetworkRates,
			/// The new maximum change from one market average to the next without the council's
			/// confirmation, in per cent of the smaller of the two.
			max_change: u32,
		},
		/// Admin closed a network to new applications, new series, minting and first sales.
		///
		/// Certificates that exist stay as they are.
		NetworkClosed {
			/// The network.
			network: NetworkId,
		},
		/// New applications may, or may no longer, be priced in an asset.
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
			/// Referendum that decides.
			referendum: ReferendumIndex,
			/// The miner who applied.
			miner: T::AccountId,
			/// Quota for which the miner applied.
			effective_units: Units,
			/// Deposit charged to the miner, in base units of DMC.
			deposit: Balance,
			/// Nay votes with which the vote starts, in base units of DMC.
			seed: Balance,
		},
		/// The vote passed: the quota is open.
		ApplicationApproved {
			/// The application.
			application: ApplicationId,
			/// The miner who applied.
			miner: T::AccountId,
			/// The whole deposit, paid back to the miner, in base units of DMC.
			returned: Balance,
		},
		/// The vote did not pass, or was cancelled.
		ApplicationRejected {
			/// The application.
			application: ApplicationId,
			/// The miner who applied.
			miner: T::AccountId,
			/// Part of the deposit paid back to the miner, in base units of DMC.
			returned: Balance,
			/// Part of the deposit paid to the treasury, in base units of DMC.
			kept: Balance,
		},
		/// The miner withdrew the application during its vote.
		ApplicationWithdrawn {
			/// The application.
			application: ApplicationId,
			/// The miner who applied.
			miner: T::AccountId,
			/// Part of the deposit paid back to the miner, in base units of DMC.
			returned: Balance,
			/// Part of the deposit paid to the treasury, in base units of DMC.
			kept: Balance,
		},
		/// The miner closed an approved application without unfinished series and pledge.
		ApplicationClosed {
			/// The application.
			application: ApplicationId,
			/// The miner whose quota it was.
			miner: T::AccountId,
		},
		/// A miner pledged DMC.
		Pledged {
			/// The application.
			application: ApplicationId,
			/// The miner of the application.
			miner: T::AccountId,
			/// Amount added to the pledge, in base units of DMC.
			amount: Balance,
			/// The pledge after it, in base units of DMC.
			pledged: Balance,
		},
		/// A miner withdrew a part of its pledge that nothing required.
		PledgeWithdrawn {
			/// The application.
			application: ApplicationId,
			/// The miner of the application.
			miner: T::AccountId,
			/// Amount paid to the miner, in base units of DMC.
			amount: Balance,
			/// The pledge after it, in base units of DMC.
			pledged: Balance,
		},
		/// A part of a pledge was slashed for the holders of certificates.
		///
		/// Their series was terminated after a breach, or days at the end of their term were not
		/// paid.
		PledgeSlashed {
			/// The application.
			application: ApplicationId,
			/// The miner of the application.
			miner: T::AccountId,
			/// Amount slashed, in base units of DMC.
			amount: Balance,
			/// The pledge after it, in base units of DMC.
			pledged: Balance,
		},
		/// Admin banned an account from applying, opening series, minting and first sales.
		MinerBanned {
			/// The account.
			miner: T::AccountId,
		},
		/// Admin cleared a miner of its default and its ban.
		MinerCleared {
			/// The miner.
			miner: T::AccountId,
		},
		/// An identity is banned with an account: every account attested with it is barred.
		IdentityBanned {
			/// Hash of the legal name.
			identity: IdentityId,
			/// The account that was banned.
			miner: T::AccountId,
		},
		/// An identity is banned no longer.
		IdentityCleared {
			/// Hash of the legal name.
			identity: IdentityId,
			/// The account that was cleared.
			miner: T::AccountId,
		},
	}

	#[pallet::error]
	#[derive(PartialEq)]
	pub enum Error<T> {
		/// There is no such network.
		UnknownNetwork,
		/// There is no such application.
		UnknownApplication,
		/// The maximum number of networks is registered.
		TooManyNetworks,
		/// An open network with this symbol and this unit is registered.
		NetworkExists,
		/// The network is closed to applications, series, minting and first sales.
		NetworkClosed,
		/// The asset is not sound, so it cannot be let in.
		///
		/// It must exist, be sufficient, have a minimum balance of 1, and be owned, administered
		/// and frozen by the treasury's account alone. DMC is no reward asset.
		AssetNotSound,
		/// A rate or price is above 10^24 base units.
		RateTooHigh,
		/// The minimum payout is zero.
		ZeroMinPayout,
		/// The maximum change of the market average must be from 110 to 1,000 per cent.
		InvalidMaxChange,
		/// The opening average must be above zero.
		ZeroOpeningAverage,
		/// A text is empty, not UTF-8, or has characters that are invisible or not what they seem.
		///
		/// Control characters, characters without width, and marks that change the direction of
		/// writing are refused.
		InvalidText,
		/// The URI must begin with `https://`, `ipfs://`, `ipns://` or `ar://`, and have no spaces.
		///
		/// It must be UTF-8, and its characters readable as in other texts.
		InvalidUri,
		/// The account cannot pay the application deposit and stay alive.
		///
		/// The deposit grows with the places that are taken; `dmex_protocol` tells the one due now.
		CannotPayDeposit,
		/// The maximum number of payment assets is allowed.
		TooManyPaymentAssets,
		/// DMC is always a payment asset.
		AlwaysAllowed,
		/// The asset is not an allowed payment asset.
		PaymentAssetNotAllowed,
		/// The number of effective units is zero.
		ZeroUnits,
		/// There are more effective than total units.
		EffectiveAboveTotal,
		/// There are more total units than an application may have.
		TooManyUnits,
		/// The expected income is zero.
		ZeroRevenue,
		/// The lowest price is zero.
		ZeroPrice,
		/// All places are taken: wait until a vote is over and concluded.
		///
		/// An application that was withdrawn keeps its place until its vote would have ended.
		TooManyOpenApplications,
		/// The miner has the maximum number of applications put to the vote or approved.
		TooManyLiveApplications,
		/// The cool-down after a rejected or withdrawn application of the miner is not over.
		CoolingDown,
		/// The miner is in default, and Admin has not cleared it.
		Defaulted,
		/// The miner is banned.
		Banned,
		/// The identity that was attested for the miner is banned.
		BannedIdentity,
		/// A series of the miner is frozen.
		FrozenSeries,
		/// The caller is not the application's miner.
		NotMiner,
		/// The vote is not over.
		StillVoting,
		/// The vote is over: it can be concluded.
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
		/// The pledge is less than what is required.
		PledgeTooLow,
		/// There would be more live than effective units of the application.
		CapacityExceeded,
		/// The application has the maximum number of unfinished series.
		TooManySeries,
		/// More units, pledge or series would be released than are live, required or unfinished.
		NothingToRelease,
		/// The account, and every identity known of it, is banned already.
		AlreadyBanned,
		/// Neither is the miner in default, nor is it or its identity banned: there is nothing to clear.
		NotBarred,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::VoteDays::get() < places::MAX_KEPT_DAYS, "a vote lasts too long");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Register a network: a mined chain whose hashrate may be sold.
		///
		/// - origin: Admin.
		/// - `symbol`: symbol of the network, readable UTF-8, such as `BTC`.
		/// - `unit`: unit of hashrate, readable UTF-8, such as `TH/s`.
		/// - `reward_asset`: asset in which income is paid, such as `{ WithId: 11 }`.
		/// - `pledge_per_unit_day`: pledge per unit and day of term, in base units of DMC, such as
		///   100000000000 for 0.1 DMC.
		/// - `channel_fee_per_unit`: fee per unit, charged once at minting, in base units of DMC,
		///   such as 200000000000 for 0.2 DMC.
		/// - `min_payout`: minimum income that a payout sends to a holder, in base units of
		///   `reward_asset`, such as 1000.
		/// - `max_change`: maximum change from one market average to the next without the council's
		///   confirmation, in per cent of the smaller of the two, such as 200.
		/// - `opening_average`: average with which the first market average is compared, in base
		///   units of `reward_asset` per unit and day times 10^18, such as 50000000000000000000 for
		///   50.
		///
		/// Symbol, unit, reward asset and opening average never change.
		///
		/// Emits `NetworkRegistered`.
		#[pallet::call_index(0)]
		pub fn register_network(
			origin: OriginFor<T>,
			symbol: Name,
			unit: Name,
			reward_asset: Asset,
			pledge_per_unit_day: Balance,
			channel_fee_per_unit: Balance,
			min_payout: Balance,
			max_change: u32,
			opening_average: PerUnit,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let rates = NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout };
			let record = NetworkRecord { symbol, unit, reward_asset, rates, closed: false };
			Self::do_register_network(record, max_change, opening_average)?;
			Ok(())
		}

		/// Change the rates of a network.
		///
		/// - origin: Admin.
		/// - `network`: id of the network, such as 1.
		/// - `pledge_per_unit_day`: pledge per unit and day of term, in base units of DMC, such as
		///   100000000000 for 0.1 DMC.
		/// - `channel_fee_per_unit`: fee per unit, charged once at minting, in base units of DMC,
		///   such as 200000000000 for 0.2 DMC.
		/// - `min_payout`: minimum income that a payout sends to a holder, in base units of the
		///   reward asset, such as 1000.
		/// - `max_change`: maximum change from one market average to the next without the council's
		///   confirmation, in per cent of the smaller of the two, such as 200.
		///
		/// Series that exist keep their pledge rate, and mint at the new channel fee.
		///
		/// Emits `NetworkUpdated`.
		#[pallet::call_index(1)]
		pub fn update_network(
			origin: OriginFor<T>,
			network: NetworkId,
			pledge_per_unit_day: Balance,
			channel_fee_per_unit: Balance,
			min_payout: Balance,
			max_change: u32,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let rates = NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout };
			Self::do_update_network(network, rates, max_change)
		}

		/// Allow or no longer allow new applications to be priced in an asset.
		///
		/// - origin: Admin.
		/// - `asset`: the asset, such as `{ WithId: 1 }`.
		/// - `allowed`: whether applications may be priced in it, such as `true`.
		///
		/// Applications that exist do not change.
		///
		/// Emits `PaymentAssetSet`.
		#[pallet::call_index(2)]
		pub fn set_payment_asset(
			origin: OriginFor<T>,
			asset: Asset,
			allowed: bool,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_payment_asset(asset, allowed)
		}

		/// Apply for a quota of units on a network, on which DMC holders vote.
		///
		/// - origin: the miner, signed.
		/// - `network`: id of the network, such as 1.
		/// - `disclosure`: disclosure of the miner about itself, with hash and URI of its identity
		///   documents, such as kind `Company`, name `Acme Mining`, location `Texas`, node id
		///   `pool.example/acme` and URI `ipfs://…`. Texts are readable UTF-8.
		/// - `total_units`: all units of the machines, such as 1200. They are disclosed, never
		///   sold.
		/// - `effective_units`: quota, such as 1000 units.
		/// - `expected_revenue`: expected income per unit and day, in base units of the network's
		///   reward asset times 10^18, such as 50000000000000000000 for 50.
		/// - `payment_asset`: asset in which certificates are priced, such as `Native` for DMC.
		/// - `min_price_per_unit_day`: lowest price per unit and day, in base units of
		///   `payment_asset`, such as 40000000000 for 0.04 DMC.
		///
		/// Charges the deposit, which grows with the places that are taken, and opens the vote,
		/// whose public nay votes grow with the pledge that the effective units would need.
		///
		/// Emits `ApplicationOpened`.
		#[pallet::call_index(3)]
		pub fn apply(
			origin: OriginFor<T>,
			network: NetworkId,
			disclosure: Box<Disclosure>,
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
			Self::do_apply(miner, *disclosure, offer)?;
			Ok(())
		}

		/// Withdraw an application during its vote, or close it after approval.
		///
		/// - origin: the miner of the application, signed.
		/// - `application`: id of the application, such as 7.
		///
		/// Costs the kept share of the deposit and the cool-down during the vote, and its place is taken
		/// until the vote would have ended. Costs nothing after approval, if no series is unfinished and
		/// no pledge is left.
		///
		/// Emits `ApplicationWithdrawn` or `ApplicationClosed`.
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
		/// - origin: anyone, signed.
		/// - `application`: id of the application, such as 7.
		///
		/// Emits `ApplicationApproved` or `ApplicationRejected`.
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
		/// - origin: Root.
		/// - `application`: id of the application, such as 7.
		///
		/// Fails unless this application's own vote is over and passed; does nothing if the
		/// application is approved already.
		///
		/// Emits `ApplicationApproved`.
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
		/// - origin: the miner of the application, signed.
		/// - `application`: id of the application, such as 7.
		/// - `amount`: amount in base units of DMC, such as 1000000000000 for 1 DMC.
		///
		/// Emits `Pledged`.
		#[pallet::call_index(7)]
		pub fn pledge(
			origin: OriginFor<T>,
			application: ApplicationId,
			amount: Balance,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_pledge(miner, application, amount)
		}

		/// Withdraw DMC of the pledge above what is required.
		///
		/// - origin: the miner of the application, signed, unless it is in default or has a frozen
		///   series.
		/// - `application`: id of the application, such as 7.
		/// - `amount`: amount in base units of DMC, such as 1000000000000 for 1 DMC.
		///
		/// Emits `PledgeWithdrawn`.
		#[pallet::call_index(8)]
		pub fn withdraw_pledge(
			origin: OriginFor<T>,
			application: ApplicationId,
			amount: Balance,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_withdraw_pledge(miner, application, amount)
		}

		/// Ban an account and its identity from applying, opening series, minting and first sales.
		///
		/// - origin: Admin.
		/// - `miner`: the account, whether it has applied or not, such as `5GrwvaEF…`.
		///
		/// The identity is the legal name that a registrar attests for the account now, and those that
		/// one attested when it applied or opened a series. Other accounts with such an identity are
		/// barred too. Certificates that were sold stay as they are: their days are due as before.
		/// An account that is banned can be banned again if it has another identity now.
		///
		/// Emits `MinerBanned` and `IdentityBanned`.
		#[pallet::call_index(9)]
		pub fn ban_miner(origin: OriginFor<T>, miner: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_ban_miner(miner)
		}

		/// Clear a miner of its default and its ban, and its identity of its ban.
		///
		/// - origin: Admin.
		/// - `miner`: the account of the miner, such as `5GrwvaEF…`.
		///
		/// Other accounts that were banned themselves stay so. The record keeps every day, breach and
		/// slash.
		///
		/// Emits `MinerCleared` and `IdentityCleared`.
		#[pallet::call_index(10)]
		pub fn clear_miner(origin: OriginFor<T>, miner: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_clear_miner(miner)
		}

		/// Close a network to new applications, new series, minting and first sales, for ever.
		///
		/// - origin: Admin.
		/// - `network`: id of the network, such as 1.
		///
		/// Certificates that exist stay as they are, with their pledge and every duty of their
		/// miner. The same symbol and unit may be registered again.
		///
		/// Emits `NetworkClosed`.
		#[pallet::call_index(11)]
		pub fn close_network(origin: OriginFor<T>, network: NetworkId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_close_network(network)
		}
	}
}
