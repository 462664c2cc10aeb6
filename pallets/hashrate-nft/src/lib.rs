#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod attributes;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod certificate;
mod deposits;
mod glue;
mod impls;
pub mod lien;
#[cfg(test)]
mod mock;
mod series;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use impls::Usage;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use dmex_primitives::{
		ApplicationId, Asset, Attributes, Balance, Day, ItemId, Items, LoanId, PayOrCredit,
		ProtocolFees, Quotas, SeriesId, Units,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible,
			tokens::nonfungibles::{Create, Destroy, Inspect, InspectEnumerable, Mutate, Transfer},
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Convert;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// The NFT pallet, which stores collections, items and their owners. It asks this pallet,
		/// as its `Locker`, whether an item may move, and charges no deposits.
		type Nfts: Inspect<Self::AccountId, CollectionId = SeriesId, ItemId = ItemId>
			+ Create<Self::AccountId>
			+ Destroy<Self::AccountId>
			+ InspectEnumerable<Self::AccountId>
			+ Mutate<Self::AccountId>
			+ Transfer<Self::AccountId>;

		/// Attributes of collections and items, written with this pallet's account as the signer.
		type Attributes: Attributes;

		/// Quotas of approved applications, and the pledges behind them.
		type Registry: Quotas<Self::AccountId>;

		/// The channel fee, charged and divided.
		type Fees: ProtocolFees<Self::AccountId>;

		/// DMC, for the deposits of series.
		type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

		/// Payments out of this pallet's account, which become credits if they cannot be made.
		type Credits: PayOrCredit<Self::AccountId>;

		/// Deposit of a series by its term in days, in base units of DMC: the chain's price of
		/// storage for what a series of this term leaves behind.
		type SeriesDeposit: Convert<u32, Balance>;

		/// Address of an account as people read it (SS58), for the attribute `miner`.
		type AddressText: Convert<Self::AccountId, Vec<u8>>;

		/// Longest term of a new series, in days. Governed.
		type MaxTerm: Get<u32>;

		/// Maximum number of unfinished series of an application. Governed.
		type MaxSeries: Get<u32>;

		/// Id from which the pallet's account derives, the owner, issuer, admin and freezer of
		/// every collection, which holds the deposits of series.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Sets up for benchmarks what they need of the registry.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Terms of every series. Nothing but the flags `frozen` and `terminated` ever changes.
	#[pallet::storage]
	pub type Series<T: Config> = StorageMap<_, Twox64Concat, SeriesId, SeriesTermsOf<T>>;

	/// Numbers of certificates of a series that were minted, sold, ended and burnt.
	#[pallet::storage]
	pub type Counts<T: Config> = StorageMap<_, Twox64Concat, SeriesId, SeriesCounts>;

	/// Every certificate that exists: whether it was sold, and its lock. The NFT pallet stores its
	/// owner under the same two ids.
	#[pallet::storage]
	pub type Certificates<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, CertificateRecord>;

	/// The lien of every certificate that secures the debt of a loan. That of a burnt certificate is
	/// kept until its loan is closed.
	#[pallet::storage]
	pub type Liens<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, LienOf<T>>;

	/// Money that was paid for loans and that lending has not taken into its books.
	#[pallet::storage]
	#[pallet::storage_prefix = "Proceeds"]
	pub type LienProceeds<T> =
		StorageMap<_, Twox64Concat, LoanId, dmex_primitives::LienProceeds, OptionQuery>;

	/// Id of the next series.
	#[pallet::storage]
	pub type NextSeriesId<T> = StorageValue<_, SeriesId, ValueQuery>;

	/// Deposits of the unfinished series, in base units of DMC.
	#[pallet::storage]
	pub type Deposits<T> = StorageMap<_, Twox64Concat, SeriesId, Balance>;

	/// Sum of the deposits of all series, in base units of DMC.
	#[pallet::storage]
	pub type TotalDeposits<T> = StorageValue<_, Balance, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A series was created; certificates can be minted into it.
		SeriesCreated {
			/// The series, also the id of its collection.
			series: SeriesId,
			/// Application whose quota the series uses.
			application: ApplicationId,
			/// The miner, who promises the units.
			miner: T::AccountId,
			/// Units of each certificate.
			units_per_certificate: Units,
			/// Term of each certificate in days.
			term_days: u32,
			/// Pledge rate, fixed now: base units of DMC per unit and day of term.
			pledge_rate: Balance,
		},
		/// The deposit of a series was charged to its miner, because the series is unfinished.
		DepositCharged {
			/// The series.
			series: SeriesId,
			/// The miner of the series.
			miner: T::AccountId,
			/// Amount of the deposit, in base units of DMC.
			amount: Balance,
		},
		/// The deposit of a series was returned to its miner, because the series is finished.
		///
		/// An amount that could not be paid is a credit of the miner.
		DepositReturned {
			/// The series.
			series: SeriesId,
			/// The miner of the series.
			miner: T::AccountId,
			/// Amount of the deposit, in base units of DMC.
			amount: Balance,
		},
		/// A series of which nothing was ever sold was removed with its collection.
		SeriesRemoved {
			/// The series, whose id is never used again.
			series: SeriesId,
		},
		/// Certificates were minted: items `first_item` to `first_item + quantity - 1`.
		Minted {
			/// The series.
			series: SeriesId,
			/// The first of the new items.
			first_item: ItemId,
			/// The miner, who owns them until their first sale.
			miner: T::AccountId,
			/// Number of certificates.
			quantity: u32,
			/// Channel fee charged, in base units of DMC.
			fee: Balance,
		},
		/// Certificates that were never sold were burnt by their miner.
		UnsoldBurnt {
			/// The series.
			series: SeriesId,
			/// The burnt items.
			items: Items,
			/// The miner, who burnt them.
			miner: T::AccountId,
		},
		/// A certificate was sold for the first time.
		Activated {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Account that owns it now.
			buyer: T::AccountId,
			/// The first day for which it earns.
			start_day: Day,
			/// The last day for which it earns.
			end_day: Day,
		},
		/// Certificates ended, which releases their units and pledge.
		///
		/// Their last day is settled, or their series was terminated.
		Ended {
			/// The series.
			series: SeriesId,
			/// Number of certificates that ended.
			certificates: u32,
		},
		/// A certificate that was sold and has been paid out was burnt.
		Burnt {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Account that owned it.
			owner: T::AccountId,
		},
		/// Debt of a loan was repaid.
		///
		/// Somebody paid, or income of its certificate did, or money that took the certificate's place.
		LienPaid {
			/// The series.
			series: SeriesId,
			/// The certificate that secures the debt, or did.
			item: ItemId,
			/// The loan.
			loan: LoanId,
			/// Asset of the debt.
			asset: Asset,
			/// Amount that was repaid, in base units of the asset.
			amount: Balance,
			/// Debt that is left, in base units of the asset.
			debt: Balance,
		},
		/// Money that took the place of a certificate became collateral of its loan.
		///
		/// It is not in the asset of the debt, so that it repays nothing.
		CollateralTaken {
			/// The series.
			series: SeriesId,
			/// The certificate that secures the debt.
			item: ItemId,
			/// The loan.
			loan: LoanId,
			/// Asset of the collateral.
			asset: Asset,
			/// Amount, in base units of the asset.
			amount: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such application, or it is not approved.
		NotApproved,
		/// There is no such series.
		UnknownSeries,
		/// There is no such certificate: it was never minted, or is burnt.
		UnknownCertificate,
		/// Only the miner of the application may do this.
		NotMiner,
		/// The units per certificate must be between 1 and 1,000,000,000.
		InvalidUnits,
		/// The term must be at least one day and at most the longest term allowed now.
		InvalidTerm,
		/// The number of certificates must be between 1 and 256.
		InvalidQuantity,
		/// The list of certificates is empty.
		NoItems,
		/// The series is frozen.
		Frozen,
		/// The series was terminated.
		Terminated,
		/// The certificate has been sold.
		AlreadySold,
		/// The certificate has not been sold.
		NotSold,
		/// The certificate is listed for sale: cancel its listing first.
		CertificateListed,
		/// The certificate is in the lot of an auction.
		CertificateAuctioned,
		/// The certificate is collateral of a loan, or of a request for one.
		///
		/// Repay the loan, or cancel the request first.
		CertificateLent,
		/// The certificate is staked: unstake it first.
		CertificateStaked,
		/// The certificate does not have this lock.
		NotLocked,
		/// The first sale of a certificate cannot be to its own miner.
		BuyerIsMiner,
		/// The series has fewer certificates in this state.
		TooFewCertificates,
		/// Certificates of the series were sold and have not ended.
		StillActive,
		/// The account cannot pay the deposit of the series and stay alive.
		CannotPayDeposit,
		/// Certificates were minted into the series: burn the unsold, and let the others end.
		AlreadyMinted,
		/// The certificate is not locked as collateral.
		NotCollateral,
		/// The certificate secures the debt of another loan.
		AlreadySecured,
		/// A lien needs a debt.
		ZeroDebt,
		/// The certificate secures no debt.
		NoLien,
		/// The debt is less than the amount to be repaid.
		LienExceeded,
		/// The collateral of the loan is in more assets than one loan can have, or too great.
		TooMuchCollateral,
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
		/// Create a series: certificates alike in everything but the day on which they start.
		///
		/// - origin: the miner of the approved application, signed.
		/// - `application`: id of the application, such as 7.
		/// - `units_per_certificate`: units of each certificate, such as 10.
		/// - `term_days`: term of each certificate in days, such as 90.
		///
		/// Each certificate is the right to the income of its units for whole days. The terms never
		/// change, the pledge per unit and day of term among them. Charges a deposit by the term,
		/// which is returned when the series is finished.
		///
		/// Emits `SeriesCreated` and `DepositCharged`.
		#[pallet::call_index(0)]
		pub fn create_series(
			origin: OriginFor<T>,
			application: ApplicationId,
			units_per_certificate: Units,
			term_days: u32,
		) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_create_series(&miner, application, units_per_certificate, term_days)
		}

		/// Mint certificates of a series, which are unsold and the miner's.
		///
		/// - origin: the miner of the series, signed.
		/// - `series`: id of the series, such as 3.
		/// - `quantity`: number of certificates, such as 100.
		///
		/// Reserves their units in the quota of the application, against its pledge, and charges
		/// the network's channel fee per unit in DMC. Minting into a finished series charges its
		/// deposit again.
		///
		/// Emits `Minted`, and `DepositCharged` if the series was finished.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::mint(*quantity))]
		pub fn mint(origin: OriginFor<T>, series: SeriesId, quantity: u32) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_mint(&miner, series, quantity)
		}

		/// Burn certificates that were never sold, which releases their units and pledge.
		///
		/// - origin: the miner of the series, signed.
		/// - `series`: id of the series, such as 3.
		/// - `items`: ids of the certificates, such as `[0, 1]`.
		///
		/// Fails as a whole if one of them does not exist, was sold or is locked. The channel fee
		/// is not returned. If nothing of the series is live any more, its deposit is returned, and
		/// if nothing of it was ever sold, the series is removed.
		///
		/// Emits `UnsoldBurnt`, and `DepositReturned` and `SeriesRemoved` if the series ends so.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::burn_unsold(items.len() as u32))]
		pub fn burn_unsold(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_burn_unsold(&miner, series, items)
		}

		/// Remove a series into which nothing was ever minted, which returns its deposit.
		///
		/// - origin: the miner of the series, signed.
		/// - `series`: id of the series, such as 3.
		///
		/// Emits `DepositReturned` and `SeriesRemoved`.
		#[pallet::call_index(3)]
		pub fn remove_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_remove_series(&miner, series)
		}
	}
}
