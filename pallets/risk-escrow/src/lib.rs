#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod breach;
pub mod ledger;
mod queries;
pub mod types;
pub mod weights;

mod days;
mod freezes;
mod holders;
mod impls;
mod insurance;
mod payouts;
mod resales;
mod sales;
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
pub use payouts::ITEMS_PER_TURN;
pub use queries::{Condition, Due, SettledDay, Standing, MAX_HISTORY};
pub use types::{
	Breach, BreachRules, Cohort, DayAmounts, DayFlags, DayRecord, Freeze, FreezeCause,
	JudgingRules, OpenClaims, PayoutRound, Period, Position, ReleaseRules, Rules, SeriesLedger,
	SeriesState, Termination, MAX_DAYS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, Balance, Certificates, Clock, CommunityVote, Day, Evidence, ItemId, Items,
		MarketAverages, MinPayouts, MinerRecords, Pledges, ReferendumIndex, SeriesId,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{FixedU128, Permill};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Series and certificates, one rank below.
		type Certificates: Certificates<Self::AccountId>;

		/// Which day it is, and which days were open for clocks.
		type Clock: Clock;

		/// The market averages of networks.
		type Averages: MarketAverages;

		/// The miners' public records and pledges, and the networks' minimum payouts.
		type Registry: MinerRecords<Self::AccountId> + Pledges<Self::AccountId> + MinPayouts;

		/// The votes of the holders of DMC on freezes.
		type Vote: CommunityVote<Call<Self>>;

		/// Declares events and ends them.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The numbers by which miners are judged. Governed.
		type Rules: Rules;

		/// The insurance pool.
		type InsuranceAccount: Get<Self::AccountId>;

		/// The insurance pool's part of each release.
		type PoolReleaseShare: Get<Permill>;

		/// What payouts may use of a block, at most, in what its transactions leave.
		#[pallet::constant]
		type MaxPayoutWeight: Get<Weight>;

		/// Whose account holds the deposits.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Whose account holds income that is not claimed yet.
		#[pallet::constant]
		type IncomePalletId: Get<PalletId>;

		/// Sets up the neighbours.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// How far each series is settled, from its first sale.
	#[pallet::storage]
	pub type Ledgers<T> = StorageMap<_, Twox64Concat, SeriesId, SeriesLedger>;

	/// The certificates of a series by their first day, until their last day is settled; those of a
	/// terminated series stay.
	#[pallet::storage]
	pub type Cohorts<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, Day, Cohort, ValueQuery>;

	/// What each settled day of a series left, and the baseline before its first days.
	#[pallet::storage]
	pub type DayRecords<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, Day, DayRecord>;

	/// The sold certificates of a series, until they are burnt.
	#[pallet::storage]
	pub type Positions<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, Position>;

	/// The series whose certificates are being paid what they are due, and how far it has come.
	#[pallet::storage]
	pub type Payouts<T> = StorageMap<_, Twox64Concat, SeriesId, PayoutRound>;

	/// The series whose turn it was last.
	#[pallet::storage]
	pub type PayoutTurn<T> = StorageValue<_, SeriesId, ValueQuery>;

	/// Payments that could not be made, by payee and asset, in base units. They lie in the escrow
	/// account.
	#[pallet::storage]
	pub type Owed<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Asset,
		Balance,
		ValueQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Certificates were sold for the first time and their deposits are in escrow.
		Escrowed {
			/// Their series.
			series: SeriesId,
			/// Who bought them.
			buyer: T::AccountId,
			/// How many.
			certificates: u32,
			/// The sum of their deposits, in base units of the payment asset.
			deposits: Balance,
			/// Their first day.
			start: Day,
			/// Their last day.
			end: Day,
		},
		/// A day of a series was settled: its income is paid and its slices are released.
		DaySettled {
			/// The series.
			series: SeriesId,
			/// The day.
			day: Day,
			/// Certificates that were active on it.
			certificates: u32,
			/// Certificates whose last day it was.
			ended: u32,
			/// What the miner paid for it, in base units of the reward asset.
			income: Balance,
			/// The fraction of its slices that is released, from 0 to 1.
			fraction: FixedU128,
			/// What that amounts to, the pool's part included, in base units of the payment asset.
			released: Balance,
			/// Its marks.
			flags: DayFlags,
		},
		/// A miner paid the income of consecutive days; each has its own `DaySettled`.
		Distributed {
			/// The series.
			series: SeriesId,
			/// The first of the days.
			first_day: Day,
			/// How many days.
			days: u32,
			/// The miner.
			miner: T::AccountId,
			/// What it paid, in base units of the reward asset.
			income: Balance,
			/// What the days release, the pool's part included, in base units of the payment
			/// asset. It waits while the series is frozen.
			released: Balance,
			/// The insurance pool's part of it; zero while it waits.
			pool_share: Balance,
		},
		/// Nobody paid a day for long, and it was settled without income; it has a `DaySettled`.
		DayGivenUp {
			/// The series.
			series: SeriesId,
			/// The day.
			day: Day,
			/// Who gave it up.
			who: T::AccountId,
		},
		/// The income of a certificate was paid.
		Claimed {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Its owner, who was paid, or for whom it waits after a resale.
			owner: T::AccountId,
			/// In base units of the reward asset.
			amount: Balance,
		},
		/// The income of a certificate could not be paid, and nothing of it changed.
		ClaimFailed {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Why.
			error: DispatchError,
		},
		/// An ended certificate was paid out and burnt.
		Retired {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Its owner, who was paid, or for whom it waits.
			owner: T::AccountId,
			/// The income it had not claimed, in base units of the reward asset.
			income: Balance,
			/// What its days did not release, in base units of the payment asset.
			held_back: Balance,
			/// What the division of its deposit by its term left, in base units of the payment
			/// asset.
			remainder: Balance,
		},
		/// A certificate could not be retired, and nothing of it changed.
		RetireFailed {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Why.
			error: DispatchError,
		},
		/// What was left of the deposit of a certificate was returned after a termination.
		Refunded {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Its owner, who was paid, or for whom it waits.
			owner: T::AccountId,
			/// What was not released of the deposit, in base units of the payment asset.
			amount: Balance,
			/// Its share of the slashed pledge, in base units of DMC.
			slash_share: Balance,
		},
		/// A certificate could not be refunded, and nothing of it changed.
		RefundFailed {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Why.
			error: DispatchError,
		},
		/// A miner broke its promise: its series is frozen, and a vote decides whether it ends.
		///
		/// The holders of DMC vote. If nobody does, it ends.
		BreachReported {
			/// The series.
			series: SeriesId,
			/// Who reported it.
			reporter: T::AccountId,
			/// What the ledger proves.
			breach: Breach,
			/// The vote.
			referendum: ReferendumIndex,
		},
		/// Something happened at a miner's site: the series is frozen and its clocks are stopped.
		EventDeclared {
			/// The series.
			series: SeriesId,
			/// Where the evidence lies.
			evidence: Evidence,
		},
		/// The holders of DMC vote whether a series ends after an event.
		///
		/// If nobody votes, it goes on.
		EventVoteOpened {
			/// The series.
			series: SeriesId,
			/// The vote.
			referendum: ReferendumIndex,
		},
		/// A freeze is over, what waited is released, and every clock, run and window starts over.
		Resumed {
			/// The series.
			series: SeriesId,
			/// Its miner.
			miner: T::AccountId,
			/// What had waited, the pool's part included, in base units of the payment asset.
			released: Balance,
			/// The insurance pool's part of it.
			pool_share: Balance,
		},
		/// A vote ended the series: what is not released is refunded to the holders.
		SeriesTerminated {
			/// The series.
			series: SeriesId,
			/// Why it had been frozen.
			cause: FreezeCause,
			/// What had waited and is the miner's, the pool's part included, in base units of the
			/// payment asset.
			released: Balance,
			/// The insurance pool's part of it.
			pool_share: Balance,
			/// The slashed pledge, in base units of DMC, for the holders.
			slash: Balance,
			/// Days times certificates that share it.
			cert_days_left: u64,
		},
		/// Every certificate of a series was paid what it was due, as far as it could be paid.
		PayoutDone {
			/// The series.
			series: SeriesId,
			/// How many certificates were looked at.
			certificates: u32,
		},
		/// A payment could not be made and waits for its payee.
		PaymentOwed {
			/// The payee.
			who: T::AccountId,
			/// In which asset.
			asset: Asset,
			/// How much was added to what waits, in base units of the asset.
			amount: Balance,
		},
		/// What waited for a payee was paid.
		OwedPaid {
			/// The payee.
			who: T::AccountId,
			/// In which asset.
			asset: Asset,
			/// How much, in base units of the asset.
			amount: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such series.
		UnknownSeries,
		/// There is no such certificate.
		UnknownCertificate,
		/// The caller is not the miner of the series.
		NotMiner,
		/// The list of certificates is empty.
		NoItems,
		/// The list of days is empty.
		NoDays,
		/// Every day on which a certificate is or was active is settled.
		NothingToSettle,
		/// The first day is not the oldest that is not settled.
		WrongDay,
		/// The day is not over.
		DayNotOver,
		/// The market average of the day is not published, and may still be.
		AverageNotKnown,
		/// The certificate, or every certificate of the series, was never sold.
		NotSold,
		/// The deposit is zero.
		NoDeposit,
		/// The series is frozen.
		Frozen,
		/// The series was terminated.
		Terminated,
		/// The oldest day that is not settled is late.
		Late,
		/// The series has no active certificate, and days of earlier ones are not settled.
		EarlierDaysUnsettled,
		/// The certificate has earned nothing that was not claimed.
		NothingToClaim,
		/// The last day of the certificate is not settled.
		NotEnded,
		/// Nothing waits for the caller in this asset.
		NothingOwed,
		/// The miner is in default or banned, and sells nothing.
		MinerBarred,
		/// While a breach is voted on, no day is settled with so little of the expected income.
		///
		/// At least 75 % are needed (governed).
		PaidTooLittle,
		/// The ledger does not prove a breach.
		NotBreached,
		/// The ledger proves a breach: report it instead.
		BreachProvable,
		/// The series is not frozen.
		NotFrozen,
		/// The series is not terminated.
		NotTerminated,
		/// The series is not frozen because of an event.
		NotEvent,
		/// Votes are still taken.
		StillVoting,
		/// The vote did not pass, or is not over.
		VoteNotPassed,
		/// There is no vote yet: open it first.
		VoteNotOpen,
		/// There is a vote already.
		VoteAlreadyOpen,
		/// The vote is over: conclude it instead.
		VoteOver,
		/// The time for this has not come.
		TooEarly,
		/// The certificate had ended before its series did: retire it instead.
		///
		/// Its last day is not after the last one whose release is the miner's.
		HasEnded,
		/// The certificate was refunded.
		AlreadyRefunded,
		/// The certificate is kept for insurance claims for some time after the termination.
		StillKept,
		/// The certificates of the series are not kept for insurance claims any more.
		NotKept,
		/// The series sold on too many days since that day.
		TooManySaleDays,
		/// The insurance award was collected for this certificate.
		AlreadyCollected,
		/// The record of a settled day is missing: the ledger is damaged.
		MissingRecord,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pay holders what they are due, with what the block's transactions have left.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::pay_out(remaining)
		}

		fn integrity_test() {
			let least = Self::least_payout_weight();
			assert!(least.all_lte(T::MaxPayoutWeight::get()), "no payout fits MaxPayoutWeight");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Pay the income of the oldest unsettled days of a series and receive their slices.
		///
		/// Only the miner. `first_day` is the oldest of these days, so that a call that is sent
		/// twice cannot pay the wrong day; `amounts` are in base units of the reward asset, one
		/// for each day, at most 32. A day can be settled when it is over and its market average
		/// is published, or from the start of the second day after it without one. Fails as a
		/// whole. While the series is frozen the release waits; while that is for a breach, a day
		/// takes at least 75 % of the expected income (`PaidTooLittle`).
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::distribute(amounts.len() as u32))]
		pub fn distribute(
			origin: OriginFor<T>,
			series: SeriesId,
			first_day: Day,
			amounts: DayAmounts,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_distribute(&miner, series, first_day, &amounts)
		}

		/// Pay the income of certificates to their owners.
		///
		/// Anyone, for any certificates of one series, at most 100. Each succeeds (`Claimed`) or
		/// fails (`ClaimFailed`) alone.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::claim(items.len() as u32))]
		pub fn claim(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(series, &items)
		}

		/// Pay out certificates whose last day is settled to their owners, and burn them.
		///
		/// The owner gets income that was not claimed, what low days held back, and the remainder
		/// of the deposit. Anyone, for any certificates of one series, at most 100. Each succeeds
		/// (`Retired`) or fails (`RetireFailed`) alone.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::retire(items.len() as u32))]
		pub fn retire(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_retire(series, &items)
		}

		/// Return what is left of deposits after a termination, with shares of the slashed pledge.
		///
		/// To the owners. Anyone, for any certificates of one series, at most 100; once each, and
		/// only for certificates that had not ended by the cut (`retire` serves those). Each
		/// succeeds (`Refunded`) or fails (`RefundFailed`) alone. What cannot be paid waits for its
		/// owner. A certificate that was locked is so no longer.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::refund(items.len() as u32))]
		pub fn refund(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_refund(series, &items)
		}

		/// Freeze a series whose miner broke its promise, and open the vote on it.
		///
		/// Anyone; fails unless the ledger proves it: the oldest unsettled day is overdue by 8 open
		/// days, or seven judged days in a row were low, or the judged days of the last thirty, at
		/// least twenty, paid under 80 % together, or ten of the last thirty were paid late (8,
		/// seven, 80 % and ten are governed, and fixed for a series at its first sale).
		/// While the series is frozen the miner may pay, holders receive the income, and what
		/// those days release waits. Unless the vote saves it, the series ends.
		#[pallet::call_index(4)]
		pub fn report_breach(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			Self::do_report_breach(reporter, series)
		}

		/// Carry out the outcome of the vote on a frozen series, whatever froze it.
		///
		/// Anyone, once the vote is over. After a breach a vote that passed or was cancelled ends
		/// the series; after an event one that passed. Otherwise the series goes on.
		#[pallet::call_index(5)]
		pub fn conclude_breach(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_conclude_breach(series)
		}

		/// Settle the oldest unsettled day without income, because nobody paid it for long.
		///
		/// Anyone, 30 open days (governed) after the day was over, freezes included, if it is late,
		/// and unless the series is frozen. If the day is judged, it counts as low and late. It
		/// releases nothing.
		#[pallet::call_index(6)]
		pub fn give_up_day(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_give_up_day(who, series)
		}

		/// Ask the holders of DMC whether a series ends that an event has kept frozen for long.
		///
		/// Anyone, after 30 days (governed). If the vote does not pass, the series goes on.
		#[pallet::call_index(7)]
		pub fn open_event_vote(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_open_event_vote(series)
		}

		/// Take what waits for the caller in an asset, because a payment could not be made.
		#[pallet::call_index(8)]
		pub fn withdraw_owed(origin: OriginFor<T>, asset: Asset) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_owed(&who, &asset)
		}

		/// End a frozen series whose own vote has passed: what the referendum schedules.
		///
		/// Root alone cannot use it. `conclude_breach` does the same for anyone, so nothing is lost
		/// if this call is; on a terminated series it does nothing.
		#[pallet::call_index(9)]
		pub fn terminate(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_terminate(series)
		}

		/// Freeze a series because something happened at the miner's site.
		///
		/// Admin. Refused while the ledger proves a breach. Clocks stop; days settle with whatever
		/// is paid, never low or late; what they release waits. After 30 days (governed) anyone may
		/// have the holders of DMC vote whether the series ends, without a slash.
		#[pallet::call_index(10)]
		pub fn freeze_for_event(
			origin: OriginFor<T>,
			series: SeriesId,
			evidence: Evidence,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_freeze_for_event(series, evidence)
		}

		/// End the freeze of a declared event early.
		///
		/// Admin. Never a freeze for a breach, nor once a vote about the event is over.
		#[pallet::call_index(11)]
		pub fn reinstate(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_reinstate(series)
		}
	}
}
