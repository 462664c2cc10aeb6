#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod breach;
pub mod ledger;
mod queries;
pub mod types;
pub mod weights;

mod impls;
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
pub use queries::{Coverage, SettledDay, Standing, MAX_HISTORY};
pub use types::{
	Cohort, DayAmounts, DayFlags, DayRecord, FreezeCause, Position, SeriesLedger, SeriesState,
	MAX_DAYS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, Balance, Certificates, Clock, Day, ItemId, Items, MarketAverages, MinerRecords,
		SeriesId,
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

		/// The miners' public records.
		type Records: MinerRecords<Self::AccountId>;

		/// The insurance pool.
		type InsuranceAccount: Get<Self::AccountId>;

		/// The insurance pool's part of each release.
		type PoolReleaseShare: Get<Permill>;

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

	/// The certificates of a series by their first day, until their last day is settled.
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

	/// Releases that could not be paid, by payee and asset, in base units. They lie in the escrow
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
			/// What was released, the pool's part included, in base units of the payment asset.
			released: Balance,
			/// The insurance pool's part of it.
			pool_share: Balance,
		},
		/// The income of a certificate was paid.
		Claimed {
			/// Its series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Its owner, who was paid.
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
			/// Its owner, who was paid.
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
		/// A release could not be paid and waits for its payee.
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
		/// The record of a settled day is missing: the ledger is damaged.
		MissingRecord,
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
		/// Pay the income of the oldest unsettled days of a series and receive their slices.
		///
		/// Only the miner. `first_day` is the oldest of these days, so that a call that is sent
		/// twice cannot pay the wrong day; `amounts` are in base units of the reward asset, one
		/// for each day, at most 32. A day can be settled when it is over and its market average
		/// is published, or from the start of the second day after it without one. Fails as a
		/// whole.
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

		/// Take what waits for the caller in an asset, because a release could not be paid.
		#[pallet::call_index(8)]
		pub fn withdraw_owed(origin: OriginFor<T>, asset: Asset) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_owed(&who, &asset)
		}
	}
}
