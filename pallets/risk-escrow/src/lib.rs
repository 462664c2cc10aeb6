#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod breach;
pub mod ledger;
pub mod types;
pub mod weights;

mod days;
mod freezes;
mod glue;
mod holders;
mod impls;
mod liens;
mod payouts;
mod queries;
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
pub use breach::Window;
pub use ledger::Entitlement;
pub use pallet::*;
pub use queries::{Backings, CertificateStatus, SeriesStatus, SettledDay, MAX_HISTORY};
pub use types::{
	Breach, BreachRules, Cohort, DayAmounts, DayFlags, DayRecord, Freeze, FreezeCause, OpenClaims,
	Period, Position, ReleaseRules, Rules, SeriesLedger, SeriesRules, SeriesState, Termination,
	MAX_DAYS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::holders::Payment;
	use dmex_primitives::{
		Asset, Balance, Certificates, Clock, CommunityVote, Day, Evidence, ItemId, Items,
		MarketAverages, MinerRecords, NetworkView, PayOrCredit, Pledges, ReferendumIndex, Secured,
		SeriesId, Sweep,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::FixedU128;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Weights of the calls and payouts.
		type WeightInfo: WeightInfo;

		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Credits of payees that could not be paid.
		type Credits: PayOrCredit<Self::AccountId>;

		/// Series, certificates and their liens, one rank below.
		type Certificates: Certificates<Self::AccountId> + Secured<Self::AccountId>;

		/// The running day, and the count of live days.
		type Clock: Clock;

		/// The market averages of networks.
		type Averages: MarketAverages;

		/// The miners' public records and pledges, and the networks.
		type Registry: MinerRecords<Self::AccountId> + Pledges<Self::AccountId> + NetworkView;

		/// The votes of DMC holders on freezes.
		type Vote: CommunityVote<Call<Self>>;

		/// Declares events and ends them.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The numbers by which miners are assessed. Governed.
		type Rules: Rules;

		/// The insurance pool.
		type InsuranceAccount: Get<Self::AccountId>;

		/// The weight that payouts may use of a block, if its transactions leave it.
		#[pallet::constant]
		type MaxPayoutWeight: Get<Weight>;

		/// Id of the account that holds the deposits.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Id of the account that holds income that is not claimed yet.
		#[pallet::constant]
		type IncomePalletId: Get<PalletId>;

		/// Sets up the neighbours.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The ledger of each series, from its first sale.
	#[pallet::storage]
	pub type Ledgers<T> = StorageMap<_, Twox64Concat, SeriesId, SeriesLedger>;

	/// The certificates of a series by their first day, until their last day is settled; those of a
	/// terminated series stay.
	#[pallet::storage]
	pub type Cohorts<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, Day, Cohort, ValueQuery>;

	/// The records of the settled days of a series, and of the day before each first day.
	#[pallet::storage]
	pub type DayRecords<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, Day, DayRecord>;

	/// The sold certificates of a series, until they are burnt.
	#[pallet::storage]
	pub type Positions<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, Position>;

	/// The series whose certificates are being paid what they are due, and how far each has come.
	#[pallet::storage]
	pub type Payouts<T> = StorageMap<_, Twox64Concat, SeriesId, Sweep>;

	/// The series whose turn it was last.
	#[pallet::storage]
	pub type PayoutTurn<T> = StorageValue<_, SeriesId, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Certificates were sold for the first time and their deposits are in escrow.
		Escrowed {
			/// The series of the certificates.
			series: SeriesId,
			/// The buyer of the certificates.
			buyer: T::AccountId,
			/// Number of certificates.
			certificates: u32,
			/// The sum of the deposits, in base units of the payment asset.
			deposits: Balance,
			/// The first day of the certificates.
			start: Day,
			/// The last day of the certificates.
			end: Day,
		},
		/// A day of a series was settled: its income is paid and its instalments are released.
		DaySettled {
			/// The series.
			series: SeriesId,
			/// The day.
			day: Day,
			/// Number of certificates that were active on the day.
			certificates: u32,
			/// Number of certificates whose last day it was.
			ended: u32,
			/// The part of the pledges of these certificates that is slashed for missed days at the end of
			/// their terms, in base units of DMC.
			slash: Balance,
			/// Income that the miner paid for the day, in base units of the reward asset.
			income: Balance,
			/// The fraction of the day's instalments that is released, from 0 to 1.
			fraction: FixedU128,
			/// The release of the day, the pool's part included, in base units of the payment asset.
			released: Balance,
			/// The marks of the day.
			flags: DayFlags,
		},
		/// A miner paid the income of consecutive days; each has its own `DaySettled`.
		Distributed {
			/// The series.
			series: SeriesId,
			/// The first of the days.
			first_day: Day,
			/// Number of days.
			days: u32,
			/// The miner.
			miner: T::AccountId,
			/// Income that the miner paid, in base units of the reward asset.
			income: Balance,
			/// Release of the days, the pool's part included, in base units of the payment asset. It
			/// is pending while the series is frozen.
			released: Balance,
			/// The insurance pool's part of the release; zero while that is pending.
			pool_share: Balance,
		},
		/// Nobody paid a day for long, and it was settled without income; it has a `DaySettled`.
		DayWrittenOff {
			/// The series.
			series: SeriesId,
			/// The day.
			day: Day,
			/// Who wrote it off.
			who: T::AccountId,
		},
		/// The income of a certificate was paid.
		IncomeClaimed {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The owner of the certificate, who was paid or credited with what was not a lien's.
			owner: T::AccountId,
			/// The income, the part of a lien included, in base units of the reward asset.
			amount: Balance,
		},
		/// The income of a certificate could not be paid, and nothing of it changed.
		IncomeClaimFailed {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The reason.
			error: DispatchError,
		},
		/// An ended certificate was paid out and burnt.
		///
		/// The amounts include the parts of a lien.
		Retired {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The owner of the certificate, who was paid or credited.
			owner: T::AccountId,
			/// Income that was not claimed before, in base units of the reward asset.
			income: Balance,
			/// Part of the instalments that the days did not release, in base units of the payment
			/// asset.
			withheld: Balance,
			/// Remainder of the division of the deposit by the term, in base units of the payment
			/// asset.
			remainder: Balance,
			/// The part of the certificate's pledge that was slashed for missed days at the end of its term,
			/// in base units of DMC.
			slashed: Balance,
		},
		/// A certificate could not be retired, and nothing of it changed.
		RetireFailed {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The reason.
			error: DispatchError,
		},
		/// What was left of the deposit of a certificate was returned after a termination.
		///
		/// The amounts include the parts of a lien.
		Refunded {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The owner of the certificate, who was paid or credited.
			owner: T::AccountId,
			/// Part of the deposit that was not released, in base units of the payment asset.
			amount: Balance,
			/// The slashed pledge of the certificate, in base units of DMC.
			slashed: Balance,
		},
		/// A certificate could not be refunded, and nothing of it changed.
		RefundFailed {
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The reason.
			error: DispatchError,
		},
		/// A miner broke its promise: its series is frozen, and a vote decides whether it is terminated.
		///
		/// DMC holders vote. If nobody does, the series is terminated.
		BreachReported {
			/// The series.
			series: SeriesId,
			/// Who reported the breach.
			reporter: T::AccountId,
			/// The breach that the ledger proves.
			breach: Breach,
			/// The vote.
			referendum: ReferendumIndex,
		},
		/// Something happened at a miner's site: the series is frozen and its clocks are stopped.
		EventDeclared {
			/// The series.
			series: SeriesId,
			/// The document that tells of the event.
			evidence: Evidence,
		},
		/// The market average of a settled day was struck out, and the day counts for the miner no more.
		///
		/// What it withheld is released as if it had never had an average.
		StrikeApplied {
			/// The series.
			series: SeriesId,
			/// The day.
			day: Day,
			/// Fraction of the day's instalments that is released in addition, of certificates that have
			/// not ended.
			fraction: FixedU128,
			/// That release, the pool's part included, in base units of the payment asset.
			released: Balance,
			/// The insurance pool's part of the release.
			pool_share: Balance,
		},
		/// A network has no income any more: one of its series is frozen, and a vote decides about it.
		///
		/// DMC holders vote on terminating it without a slash. If nobody does, it is resumed.
		IncomeEnded {
			/// The series.
			series: SeriesId,
			/// Who reported it.
			reporter: T::AccountId,
			/// Number of days in a row with a market average of zero.
			days: u32,
			/// The vote.
			referendum: ReferendumIndex,
		},
		/// DMC holders vote whether a series is terminated after an event.
		///
		/// If nobody votes, it is resumed.
		EventVoteOpened {
			/// The series.
			series: SeriesId,
			/// The vote.
			referendum: ReferendumIndex,
		},
		/// A freeze is over: what was pending is released, and clocks, streaks and windows start over.
		Resumed {
			/// The series.
			series: SeriesId,
			/// The miner of the series.
			miner: T::AccountId,
			/// Release that was pending, the pool's part included, in base units of the payment
			/// asset.
			released: Balance,
			/// The insurance pool's part of the release.
			pool_share: Balance,
		},
		/// A vote terminated the series: what is not released is refunded to the holders.
		SeriesTerminated {
			/// The series.
			series: SeriesId,
			/// Cause of the freeze before.
			cause: FreezeCause,
			/// Release that was pending and is the miner's, the pool's part included, in base units
			/// of the payment asset.
			released: Balance,
			/// The insurance pool's part of the release.
			pool_share: Balance,
			/// Number of certificates that had not ended by the cutoff day.
			certificates: u32,
			/// The slashed pledges of these certificates, in base units of DMC, for their holders.
			slash: Balance,
		},
		/// Every certificate of a series was paid what it was due, as far as it could be paid.
		PayoutDone {
			/// The series.
			series: SeriesId,
			/// Number of certificates that were visited.
			certificates: u32,
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
		NotOldestDay,
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
		/// The miner is in default or banned.
		MinerBarred,
		/// A day pays less than `FullReleaseFrom` of its expected income while a breach is voted on.
		PaidTooLittle,
		/// A day pays more than ten times its expected income: look for a digit too much.
		PaidTooMuch,
		/// The network is closed: its certificates are not sold for the first time any more.
		NetworkClosed,
		/// The network's market average was not zero for long enough.
		IncomeNotEnded,
		/// The address of the evidence is not one of a known scheme, such as `https`, without spaces.
		InvalidUri,
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
		/// The vote is still open.
		StillVoting,
		/// The vote did not pass, or is not over.
		VoteNotPassed,
		/// There is no vote yet: open it first.
		VoteNotOpen,
		/// There is a vote already.
		VoteAlreadyOpen,
		/// The vote is over: conclude it instead.
		VoteOver,
		/// `WriteOffAfter` or `EventVoteAfter` days have not passed, or the day is not late.
		TooEarly,
		/// The certificate had ended before its series was terminated: retire it instead.
		///
		/// Its last day is not after the last one whose release is the miner's.
		HasEnded,
		/// The certificate was refunded.
		AlreadyRefunded,
		/// The certificate is kept for insurance claims for some time after the termination.
		StillKept,
		/// The certificates of the series are not kept for insurance claims any more.
		NotKept,
		/// Certificates were sold on more days than an insurance claim can distinguish.
		TooManySaleDays,
		/// The insurance award was collected for this certificate.
		AlreadyCollected,
		/// The market average of the day was not struck out.
		NotStruck,
		/// No certificate was active on the day, it is not settled, or it was settled without an average.
		NotSettled,
		/// The strike of the day's average was applied to the series before.
		AlreadyStruck,
		/// Too many days were settled after the day for its strike to be applied.
		TooLate,
		/// The strikes of as many days as a series can have were applied.
		TooManyStrikes,
		/// The record of a settled day is missing: the ledger is damaged.
		MissingRecord,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pay holders what they are due, with what the block's transactions leave.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::pay_out(remaining)
		}

		fn integrity_test() {
			let min = Self::min_payout_weight();
			assert!(min.all_lte(T::MaxPayoutWeight::get()), "no payout fits MaxPayoutWeight");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Pay the income of the oldest unsettled days of a series and receive their instalments.
		///
		/// - origin: the miner of the series, or a proxy of it, signed.
		/// - `series`: the series, such as `3`.
		/// - `first_day`: the oldest of these days, such as `20640`, so that a call that is sent twice
		///   cannot pay the wrong day.
		/// - `amounts`: the income of each day from then on, at most 32, in base units of the reward
		///   asset, such as `[150000, 148000]` satoshi.
		///
		/// A day can be settled once it is over and its market average is published, or the deadline
		/// for that has passed. One that cannot makes the call fail as a whole. While the series is
		/// frozen the release is pending; while that is for a breach, each day must pay
		/// `FullReleaseFrom` of the expected income. No day may pay more than ten times its expected
		/// income.
		///
		/// Emits `DaySettled` for each day, and `Distributed`.
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
		/// - origin: anyone, signed.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: the certificates, at most 100, such as `[0, 1, 7]`. Each succeeds or fails alone.
		///
		/// Of a certificate that secures a self-repaying loan, the income repays the debt first.
		///
		/// Emits `IncomeClaimed` or `IncomeClaimFailed` for each certificate.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::claim_income(items.len() as u32))]
		pub fn claim_income(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::process(series, &items, Payment::ClaimIncome)
		}

		/// Pay out certificates whose last day is settled to their owners, and burn them.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: the certificates, at most 100, such as `[0, 1, 7]`. Each succeeds or fails alone.
		///
		/// The owner gets income that was not claimed, what underpaid days withheld, the remainder of
		/// the deposit, and the part of the pledge that was slashed for missed days; of a certificate that
		/// secures a debt, the loan is paid first. Certificates that a termination ended are burnt as soon
		/// as they are not kept for insurance claims any more.
		///
		/// Emits `Retired` or `RetireFailed` for each certificate.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::retire(items.len() as u32))]
		pub fn retire(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::process(series, &items, Payment::Retire)
		}

		/// Return what is left of deposits after a termination, with the slashed pledges.
		///
		/// - origin: anyone, signed.
		/// - `series`: the terminated series, such as `3`.
		/// - `items`: certificates that had not ended by the cutoff day, at most 100, such as
		///   `[0, 1, 7]`. Each succeeds or fails alone, and succeeds once.
		///
		/// The owner is paid, or credited with what cannot be paid; of a certificate that secures a debt,
		/// the loan is paid first. A certificate loses its lock, but stays collateral while debt is left.
		///
		/// Emits `Refunded` or `RefundFailed` for each certificate.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::refund(items.len() as u32))]
		pub fn refund(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::process(series, &items, Payment::Refund)
		}

		/// Freeze a series whose miner broke its promise, and open the vote on terminating it.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series, such as `3`.
		///
		/// Fails unless the ledger proves one of the four breaches by the rules of the series: an
		/// unpaid day, underpaid days in a row, an underpaid window, or a window of days paid late.
		/// While the series is frozen the miner may pay, holders receive the income, and what those
		/// days release is pending. Unless the vote saves it, the series is terminated.
		///
		/// Emits `BreachReported`.
		#[pallet::call_index(4)]
		pub fn report_breach(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			Self::do_report_breach(reporter, series)
		}

		/// Carry out the outcome of the vote on a frozen series, whatever froze it.
		///
		/// - origin: anyone, signed, once the vote is over.
		/// - `series`: the series, such as `3`.
		///
		/// After a breach a vote that passed or was cancelled terminates the series; after an event
		/// one that passed. Otherwise the series is resumed.
		///
		/// Emits `SeriesTerminated` or `Resumed`.
		#[pallet::call_index(5)]
		pub fn conclude_vote(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_conclude_vote(series)
		}

		/// Settle the oldest unsettled day of a series without income, because nobody pays it.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series, such as `3`.
		///
		/// Needs `WriteOffAfter` live days since the day was over, whatever freezes came between, and
		/// that the day is late; or that the network had no income on the day. The series is not frozen.
		/// The day releases nothing; if it is assessed, it counts as underpaid and late.
		///
		/// Emits `DaySettled` and `DayWrittenOff`.
		#[pallet::call_index(6)]
		pub fn write_off_day(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_write_off_day(who, series)
		}

		/// Ask the DMC holders whether to terminate a series that an event has kept frozen for long.
		///
		/// - origin: anyone, signed, `EventVoteAfter` days after the event was declared.
		/// - `series`: the series, such as `3`.
		///
		/// If the vote does not pass, the series is resumed.
		///
		/// Emits `EventVoteOpened`.
		#[pallet::call_index(7)]
		pub fn open_event_vote(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_open_event_vote(series)
		}

		/// Freeze a series whose network has no income any more, and open the vote on terminating it.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series, such as `3`.
		///
		/// Needs `IncomeEndedAfter` days in a row with a market average of zero, up to the newest one.
		/// Fails while the ledger proves a breach. The freeze is that of a declared event: if the vote
		/// passes, what is not released is refunded and nothing is slashed; if not, the series is resumed.
		///
		/// Emits `IncomeEnded`.
		#[pallet::call_index(8)]
		pub fn report_income_ended(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			Self::do_report_income_ended(reporter, series)
		}

		/// Terminate a frozen series whose own vote has passed: the call that the referendum schedules.
		///
		/// - origin: Root, which cannot use it without that vote.
		/// - `series`: the series, such as `3`.
		///
		/// `conclude_vote` does the same for anyone, so nothing is lost if this call is; on a
		/// terminated series it does nothing.
		///
		/// Emits `SeriesTerminated`.
		#[pallet::call_index(9)]
		pub fn terminate(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_terminate(series)
		}

		/// Freeze a series because something happened at the miner's site.
		///
		/// - origin: Admin.
		/// - `series`: the series, such as `3`.
		/// - `evidence`: the hash and the address of a document that tells of the event, such as
		///   `{ hash: 0x3ac2…, uri: "https://example.org/fire.pdf" }`.
		///
		/// Fails while the ledger proves a breach. Clocks stop; days settle with whatever is paid,
		/// never underpaid or late; what they release is pending. After `EventVoteAfter` days anyone
		/// may have the DMC holders vote whether the series is terminated, without a slash.
		///
		/// Emits `EventDeclared`.
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
		/// - origin: Admin.
		/// - `series`: the series, such as `3`.
		///
		/// Never ends a freeze for a breach, nor one whose vote is over. A vote that is open is
		/// cancelled.
		///
		/// Emits `Resumed`.
		#[pallet::call_index(11)]
		pub fn end_event(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_end_event(series)
		}

		/// Release what a settled day withheld because of a market average that was struck out.
		///
		/// - origin: anyone, signed.
		/// - `series`: the series, such as `3`.
		/// - `day`: the day, settled by the average that Governance struck out, such as `20640`.
		///
		/// The day counts no more in windows and streaks. It releases what it would have released
		/// without an average, if that is more, of the certificates that have not ended. Works once, for
		/// an open series, until 60 more days are settled.
		///
		/// Emits `StrikeApplied`.
		#[pallet::call_index(12)]
		pub fn apply_strike(origin: OriginFor<T>, series: SeriesId, day: Day) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_apply_strike(series, day)
		}
	}
}
