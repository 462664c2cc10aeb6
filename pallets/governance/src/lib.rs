#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod average;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod fuse;
mod glue;
pub mod history;
mod impls;
mod launch;
pub mod migrations;
#[cfg(test)]
mod mock;
pub mod operators;
pub mod pauses;
mod referenda;
mod rounds;
pub mod safety;
pub mod spending;
pub mod stage;
#[cfg(test)]
mod tests;
mod treasury;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod voters;
pub mod votes;
pub mod weights;

pub use launch::{RootCallError, RootCallRecord, RootCalls};
pub use pallet::*;
pub use rounds::Elections;
#[cfg(feature = "runtime-benchmarks")]
pub use types::BenchmarkHelper;
pub use types::{
	EnsureSetParameter, GateError, IgnoredFeed, OpenVote, ParameterGate, Referenda, Settings,
	TreasurySpends,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, Balance, Clock, Day, NetworkId, OracleFeeds, PerUnit, ReferendumIndex,
	};
	use frame_support::{pallet_prelude::*, traits::TransactionPause};
	use frame_system::pallet_prelude::*;
	use fuse::Outflow;
	use history::History;
	use pauses::{CallName, PauseList};
	use sp_runtime::{traits::UniqueSaturatedInto, Permill};
	use spending::Spent;
	use stage::Stage;
	use votes::Standing;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Origin that sets parameters, and confirms and strikes out averages: Admin.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// A governed parameter of the chain: its key, with the value that it is to have.
		type Parameter: Parameter;
		/// The hard ranges of parameters, and where they are stored.
		type Gate: ParameterGate<Self::Parameter>;
		/// The calendar: which day it is.
		type Clock: Clock;
		/// The oracle: what its operators feed.
		type Feeds: OracleFeeds<Self::AccountId>;
		/// Every referendum of the DMC holders.
		type Referenda: Referenda;
		/// Public nays with which each referendum starts that decides none of our cases, in base units
		/// of DMC.
		#[pallet::constant]
		type ReferendumSeed: Get<Balance>;
		/// Origin that spends of the treasury within the limit, and takes that back: the council's
		/// majority.
		type SpendOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The treasury.
		type Treasury: TreasurySpends<Self::AccountId>;
		/// Maximum number of operators.
		#[pallet::constant]
		type MaxOperators: Get<u32>;
		/// Origin that proposes calls to Root in the launch stage: five of the council.
		type RootCallOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The council's road to Root.
		type RootCalls: RootCalls<Self::Hash>;
		/// Number of days from the first day of the chain until anyone may hand over.
		type HandOverAfter: Get<u32>;
		/// Term of a council that begins now, in days. Governed.
		type CouncilTerm: Get<u32>;
		/// The elections of the council.
		type Elections: Elections;
		/// Pauses of calls, which know no end.
		type Pauser: TransactionPause<CallIdentifier = CallName>;
		/// Part of what the treasury holds in an asset that may leave it within a day. Governed.
		type OutflowLimit: Get<Permill>;
		/// Weights of the calls and hooks.
		type WeightInfo: WeightInfo;
		/// Sets up the neighbours for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::Parameter, Self::AccountId>;
	}

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
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

	/// The operators, by the day from which they decide.
	#[pallet::storage]
	pub type OperatorSets<T: Config> =
		StorageValue<_, operators::Sets<T::AccountId, T::MaxOperators>, ValueQuery>;

	/// Day on which the council changed an operator last.
	#[pallet::storage]
	pub type LastOperatorChange<T> = StorageValue<_, Day>;

	/// What the values of each network are compared with besides its averages.
	#[pallet::storage]
	pub type NetworkSettings<T> = StorageMap<_, Twox64Concat, NetworkId, Settings>;

	/// Market averages by network and closed day, in base units of the reward asset per unit. A
	/// value never changes, and is kept for ever unless it is struck out.
	#[pallet::storage]
	pub type Averages<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// Values that are no averages unless Admin confirms them, because they are too far from those
	/// before.
	#[pallet::storage]
	pub type Disputed<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// Averages that were published and struck out, because they were wrong.
	#[pallet::storage]
	pub type Struck<T> = StorageDoubleMap<_, Twox64Concat, NetworkId, Twox64Concat, Day, PerUnit>;

	/// The newest values of each network, with which the next one is compared.
	#[pallet::storage]
	pub type Histories<T> = StorageMap<_, Twox64Concat, NetworkId, History, ValueQuery>;

	/// Number of referenda that were looked at so far, each when it was opened.
	#[pallet::storage]
	pub type SeenReferenda<T> = StorageValue<_, ReferendumIndex>;

	/// Standing of each open vote that ends within a day, as it was noted, and whether it turned since.
	#[pallet::storage]
	pub type Standings<T> = StorageMap<_, Twox64Concat, ReferendumIndex, Standing>;

	/// What the council spent of the treasury on the last days, by asset.
	#[pallet::storage]
	pub type Spendings<T> = StorageMap<_, Blake2_128Concat, Asset, Spent, ValueQuery>;

	/// Spends that the council approved and did not take back, by their index in the treasury.
	#[pallet::storage]
	pub type CouncilSpends<T> = StorageMap<_, Twox64Concat, u32, ()>;

	/// The stage of governance.
	#[pallet::storage]
	pub type CurrentStage<T> = StorageValue<_, Stage, ValueQuery>;

	/// The first day of the chain, from which the time until anyone may hand over is counted.
	#[pallet::storage]
	pub type FirstDay<T> = StorageValue<_, Day>;

	/// The last call that the council proposed to Root; `None` in the community stage.
	#[pallet::storage]
	pub type RootCall<T: Config> = StorageValue<_, RootCallRecord<T::Hash>>;

	/// First day on which the next round of elections of the council is held if it can be; absent in the
	/// launch stage.
	#[pallet::storage]
	pub type NextRound<T> = StorageValue<_, Day>;

	/// Block in which the last round of elections was held that was due.
	#[pallet::storage]
	pub type LastRound<T> = StorageValue<_, u32>;

	/// Number of accounts that vote in elections of the council.
	#[pallet::storage]
	pub type Voters<T> = StorageValue<_, u32, ValueQuery>;

	/// Calls that are paused, and calls that rest after a pause.
	#[pallet::storage]
	pub type Pauses<T> = StorageValue<_, PauseList, ValueQuery>;

	/// First block in which a pause ends; absent if none is in force.
	#[pallet::storage]
	pub type NextPauseEnd<T> = StorageValue<_, u32>;

	/// Block in which safe mode ended last that was entered in the time of this council.
	#[pallet::storage]
	pub type SafeModeEnded<T> = StorageValue<_, u32>;

	/// Present while safe mode is in force that was entered in the time of this council.
	#[pallet::storage]
	pub type SafeModeEntered<T> = StorageValue<_, ()>;

	/// What left the treasury in each asset on the last day on which something did.
	#[pallet::storage]
	pub type Outflows<T> = StorageMap<_, Blake2_128Concat, Asset, Outflow>;

	/// Payments of the treasury that a referendum allowed beyond the fuse and that are not made, by asset,
	/// beneficiary and amount: the first day on which each may no longer be made.
	#[pallet::storage]
	pub type AllowedPayments<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Asset,
		Blake2_128Concat,
		(T::AccountId, Balance),
		Day,
	>;

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
			SeenReferenda::<T>::put(0);
			T::Gate::store_missing();
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
		/// The value of a day is too far from those before, and is no average unless confirmed.
		AverageDisputed {
			/// The network.
			network: NetworkId,
			/// The closed day of which it is.
			day: Day,
			/// The value, in base units of the reward asset per unit.
			value: PerUnit,
			/// The value from which it is too far: the last one fed, the median of the last seven
			/// averages, or the opening average.
			base: PerUnit,
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
		/// A published average was wrong, and is struck out for ever.
		///
		/// The day counts as one that never had an average.
		AverageStruck {
			/// The network.
			network: NetworkId,
			/// The closed day of which it was.
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
		/// A feed of an operator, or of Root, counts for nobody.
		///
		/// It also takes back what the same account fed for the network before.
		FeedIgnored {
			/// The network.
			network: NetworkId,
			/// The day that was fed.
			day: Day,
			/// The account that fed it.
			who: T::AccountId,
			/// The reason.
			reason: IgnoredFeed,
		},
		/// The vote ends within a day: if it turns until then, it is extended.
		VoteNoted {
			/// The referendum.
			referendum: ReferendumIndex,
			/// Whether it would pass as it stands.
			passing: bool,
		},
		/// The vote turned in its last day, and goes on for one more.
		VoteExtended {
			/// The referendum.
			referendum: ReferendumIndex,
			/// The block in which it ends now.
			end: u32,
			/// Whether it would pass as it stands.
			passing: bool,
			/// Number of times that it was extended; after three, the next end decides.
			extensions: u8,
		},
		/// The council spent of the treasury; anyone can have it paid with `Treasury.payout`.
		SpendApproved {
			/// Index of the spend in the treasury.
			spend: u32,
			/// The asset.
			asset: Asset,
			/// The amount, in base units of the asset.
			amount: Balance,
			/// The account that receives it.
			beneficiary: T::AccountId,
			/// The block from which it can be paid.
			payable_from: u32,
		},
		/// The launch stage is over: DMC holders elect the council, and it proposes nothing to Root.
		HandedOver {
			/// Day of the hand-over.
			day: Day,
		},
		/// The council proposed a call to Root: it is dispatched unless DMC holders stop it.
		RootCallProposed {
			/// Hash of the call, whose preimage is noted.
			call_hash: T::Hash,
			/// The referendum in which nays stop it.
			referendum: ReferendumIndex,
		},
		/// A call is paused, or the end of its pause moved: nobody but Root can send it.
		CallPaused {
			/// Name of the pallet, and of the call in it.
			call: CallName,
			/// First block in which the call is not paused any more.
			ends: u32,
		},
		/// The pause of a call ended.
		PauseEnded {
			/// Name of the pallet, and of the call in it.
			call: CallName,
		},
		/// Too much would have left the treasury within a day, so it pays nothing more in this asset.
		///
		/// It pays again when the next day is over, or when Admin has reset the fuse.
		FuseBlown {
			/// The asset.
			asset: Asset,
			/// What the treasury held before the first payment of the day, in base units of the asset.
			held: Balance,
			/// What left it on that day, in base units of the asset.
			left: Balance,
			/// Amount of the payment that was refused, in base units of the asset.
			refused: Balance,
		},
		/// Admin reset the fuse of an asset: the treasury pays in it again.
		FuseReset {
			/// The asset.
			asset: Asset,
		},
		/// A referendum allowed the treasury to make one payment that the fuse does not let through.
		PaymentAllowed {
			/// The asset.
			asset: Asset,
			/// The account that may be paid.
			beneficiary: T::AccountId,
			/// Exact amount of the payment, in base units of the asset.
			amount: Balance,
			/// First day on which it may no longer be paid.
			expires_on: Day,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The value is outside the parameter's hard range.
		OutOfRange,
		/// The value contradicts another parameter: a limit would exceed the one above it.
		Contradiction,
		/// A parameter cannot be deleted, only set.
		NoValue,
		/// No disputed value waits for this network and day.
		NotDisputed,
		/// The network has no published average for this day.
		///
		/// A disputed value needs no striking out, only no confirmation.
		NotPublished,
		/// An average can be struck out for 30 days after its day only.
		TooLate,
		/// The amount is zero.
		NothingToSpend,
		/// The treasury cannot be the beneficiary of its own spend.
		PaysItself,
		/// The council may spend one per cent of what the treasury can pay in an asset within seven days.
		///
		/// Ask for less, or wait until an earlier spend is more than seven days ago, or put
		/// `Treasury.spend` to a referendum.
		OverSpendingLimit,
		/// The council did not approve this spend, or has taken it back.
		///
		/// What a referendum spends only a referendum takes back.
		NotACouncilSpend,
		/// The launch stage is over, and with it the council's road to Root.
		LaunchIsOver,
		/// Nobody but Admin may hand over yet.
		TooEarly,
		/// A call that the council proposed to Root waits for its referendum.
		///
		/// There is one at a time, so that whoever is against can oppose each. Five of the council take it
		/// back with `Whitelist.remove_whitelisted_call`.
		RootCallPending,
		/// A member of the council vetoed the call, and its cool-off is not over.
		Vetoed,
		/// No preimage of this hash and length is noted.
		NoPreimage,
		/// The preimage is no call of this chain.
		NotACall,
		/// The call takes more of a block than a referendum's call may.
		TooHeavy,
		/// The chain has no call with this name.
		UnknownCall,
		/// The call can never be paused.
		ProtectedCall,
		/// Root paused the call, and only Root ends that.
		PausedByRoot,
		/// A pause lasts at least a block and at most seven days.
		InvalidTime,
		/// The call was paused for 21 days, and must rest for seven before it is paused again.
		PausedTooLong,
		/// The maximum number of calls is paused or rests after a pause.
		TooManyPauses,
		/// The council has not paused this call.
		NotPaused,
		/// Too much would have left the treasury within a day, so it pays nothing in this asset.
		///
		/// It pays again when the day after that is over, or when Admin has reset the fuse.
		FuseIsBlown,
		/// The payment alone is more than may leave the treasury within a day in this asset.
		///
		/// Put `allow_payment` to a referendum, for this account and amount.
		OverOutflowLimit,
		/// The fuse of this asset is not blown.
		FuseIsWhole,
		/// A member of the council has two motions open at most.
		///
		/// Close one, or have it closed: whose time is over, or which cannot be adopted any more.
		TooManyMotions,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			let now = now.unique_saturated_into();
			Self::end_pauses()
				.saturating_add(Self::look_at_rounds(now))
				.saturating_add(Self::look_at_votes(now))
		}

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
		/// - origin: Admin; Root alone for `OutflowLimit`.
		/// - `parameter`: the parameter's key with its new value, in the unit that the key's
		///   documentation says, such as `{ Applications: { Cooldown: [null, 30] } }` for 30 days.
		///
		/// A change never touches what is open, except that periods, the seeds of votes, the pool's
		/// part of releases and the minimum payout apply when they are used.
		///
		/// Emits `Parameters.Updated`.
		#[pallet::call_index(1)]
		pub fn set_parameter(origin: OriginFor<T>, parameter: T::Parameter) -> DispatchResult {
			Self::ensure_may_set(origin, &parameter)?;
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

		/// Strike out a published market average that was wrong.
		///
		/// - origin: Admin.
		/// - `network`: id of the network, such as `1`.
		/// - `day`: the closed day whose average was wrong, at most 30 days ago, such as `20000`.
		///
		/// The day counts as one that never had an average: days to come are measured without it,
		/// and what was settled by it is assessed by it no longer. It can be neither fed nor
		/// confirmed again.
		///
		/// Emits `AverageStruck`.
		#[pallet::call_index(4)]
		pub fn strike_average(
			origin: OriginFor<T>,
			network: NetworkId,
			day: Day,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_strike_average(network, day)
		}

		/// Spend of the treasury within the council's limit, payable after a day.
		///
		/// - origin: the council's majority.
		/// - `asset`: asset to be paid, such as `"Native"` for DMC.
		/// - `amount`: amount in base units of the asset, at most one per cent of what the treasury can
		///   pay in it, together with what was spent in the last seven days, such as
		///   `1000000000000` for one DMC.
		/// - `beneficiary`: account that receives it, not the treasury's own.
		///
		/// Within 30 days from the block that the event names anyone can have it paid with
		/// `Treasury.payout`. Until then `void_spend` takes it back, and its amount counts all the same.
		///
		/// Emits `SpendApproved`, and `Treasury.AssetSpendApproved`.
		#[pallet::call_index(10)]
		pub fn spend(
			origin: OriginFor<T>,
			asset: Asset,
			#[pallet::compact] amount: Balance,
			beneficiary: T::AccountId,
		) -> DispatchResult {
			T::SpendOrigin::ensure_origin(origin)?;
			Self::do_spend(asset, amount, beneficiary)
		}

		/// Take back a spend of the council that is not paid yet.
		///
		/// - origin: the council's majority.
		/// - `index`: index of the spend in the treasury, as `SpendApproved` tells it, such as `7`.
		///
		/// The amount counts against the limit all the same. What a referendum spends only Root takes
		/// back, with `Treasury.void_spend`.
		///
		/// Emits `Treasury.AssetSpendVoided`.
		#[pallet::call_index(11)]
		pub fn void_spend(origin: OriginFor<T>, index: u32) -> DispatchResult {
			T::SpendOrigin::ensure_origin(origin)?;
			Self::do_void_spend(index)
		}

		/// End the launch stage for ever: from now on DMC holders elect the council.
		///
		/// - origin: Admin; or anyone, from the day that `dmex_protocol` tells.
		///
		/// The council's road to Root is closed, also for a call that is pending on it. The council stays
		/// until the first round of elections has winners, a whole term from now at the earliest: `CouncilTerm`
		/// or 28 days, whichever is less. What rests after a pause or after safe mode rests no more.
		///
		/// Emits `HandedOver`.
		#[pallet::call_index(15)]
		pub fn hand_over(origin: OriginFor<T>) -> DispatchResult {
			Self::ensure_may_hand_over(origin)?;
			Self::do_hand_over()
		}

		/// Propose a call to Root, which dispatches it unless DMC holders stop it in a referendum.
		///
		/// - origin: five of the council, in the launch stage.
		/// - `call_hash`: hash of the call, whose preimage must be noted, as `preimage.notePreimage` tells it.
		/// - `call_len`: length of the encoded call in bytes, such as `35`.
		///
		/// The call is whitelisted, and a referendum on it is opened that silence lets pass: it starts
		/// with public ayes, and lasts the governed `RootCallDelay`. Silence is the aye: votes with an aye in
		/// them are refused there, so that the same number of nays always stops it. One call can be pending at a time; one
		/// that was taken off the whitelist is pending no more, and its referendum is cancelled.
		///
		/// Emits `RootCallProposed`.
		#[pallet::call_index(16)]
		#[pallet::weight(<T as Config>::WeightInfo::propose_root_call(*call_len, 1))]
		pub fn propose_root_call(
			origin: OriginFor<T>,
			call_hash: T::Hash,
			call_len: u32,
		) -> DispatchResult {
			T::RootCallOrigin::ensure_origin(origin)?;
			Self::do_propose_root_call(call_hash, call_len)
		}

		/// Pause a call for everybody but Root, for at most seven days.
		///
		/// - origin: Admin.
		/// - `call`: names of the pallet and of the call, as the metadata writes them, such as
		///   `(HashrateMarket, buy_dutch)`: not `hashrateMarket.buyDutch`.
		/// - `blocks`: number of blocks until it ends by itself, such as 28800 for a day of slots of
		///   3 s.
		///
		/// Pausing a paused call moves the end. A call that was paused for 21 days must rest for seven, until
		/// another council begins. Claims, refunds, repayments, withdrawals, payments of income, feeds,
		/// governance, transfers of DMC and assets, and what blocks need can never be paused, nor can what nobody
		/// may send.
		///
		/// Emits `CallPaused`.
		#[pallet::call_index(5)]
		pub fn pause(origin: OriginFor<T>, call: CallName, blocks: u32) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_pause(call, blocks)
		}

		/// End the pause of a call before its time.
		///
		/// - origin: Admin.
		/// - `call`: names of the pallet and of the call, such as `(HashrateMarket, bid)`.
		///
		/// Emits `PauseEnded`.
		#[pallet::call_index(20)]
		pub fn unpause(origin: OriginFor<T>, call: CallName) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_unpause(call)
		}

		/// Let the treasury pay in an asset again after its fuse blew.
		///
		/// - origin: Admin.
		/// - `asset`: the asset, such as `Native` for DMC.
		///
		/// The day's outflow is reckoned anew from what the treasury holds now.
		///
		/// Emits `FuseReset`.
		#[pallet::call_index(21)]
		pub fn reset_fuse(origin: OriginFor<T>, asset: Asset) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_reset_fuse(asset)
		}

		/// Allow the treasury to make one payment that the fuse does not let through.
		///
		/// - origin: Root.
		/// - `asset`: the asset, such as `Native` for DMC.
		/// - `beneficiary`: the account that may be paid, such as `5GrwvaEF…`.
		/// - `amount`: exact amount of the payment, in base units of the asset, such as 1000000000000 for
		///   1 DMC.
		///
		/// The next payment of this amount to the account within 30 days neither counts nor blows the
		/// fuse. It still needs a spending that was approved. Allowing it again before it was made moves the
		/// end, and allows no second payment.
		///
		/// Emits `PaymentAllowed`.
		#[pallet::call_index(22)]
		pub fn allow_payment(
			origin: OriginFor<T>,
			asset: Asset,
			beneficiary: T::AccountId,
			amount: Balance,
		) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_allow_payment(asset, beneficiary, amount)
		}
	}
}
