#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod attributes;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod certificate;
mod impls;
#[cfg(test)]
mod mock;
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
		ApplicationId, Attributes, Balance, Day, ItemId, Items, ProtocolFees, Quotas, SeriesId,
		Units,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::tokens::nonfungibles::{Create, Inspect, InspectEnumerable, Mutate, Transfer},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Convert;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The weights of this pallet's calls.
		type WeightInfo: WeightInfo;

		/// Where collections and items live and who owns them. It asks this pallet, as its
		/// `Locker`, whether an item may move, and takes no deposits.
		type Nfts: Inspect<Self::AccountId, CollectionId = SeriesId, ItemId = ItemId>
			+ Create<Self::AccountId>
			+ InspectEnumerable<Self::AccountId>
			+ Mutate<Self::AccountId>
			+ Transfer<Self::AccountId>;

		/// Where the terms are written for wallets, with this pallet's account as the signer.
		type Attributes: Attributes;

		/// The quotas of approved applications and the pledges behind them.
		type Registry: Quotas<Self::AccountId>;

		/// Takes the channel fee and divides it.
		type Fees: ProtocolFees<Self::AccountId>;

		/// An account as people read it (SS58), for the attribute `miner`.
		type AddressText: Convert<Self::AccountId, Vec<u8>>;

		/// The longest term in days that a new series may have. Governed.
		type MaxTerm: Get<u32>;

		/// How many unfinished series an application may have. Governed.
		type MaxSeries: Get<u32>;

		/// Its account is owner, issuer, admin and freezer of every collection.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Sets up what benchmarks need of the registry.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// The terms of every series. Nothing but the flags `frozen` and `terminated` ever changes.
	#[pallet::storage]
	pub type Series<T: Config> = StorageMap<_, Twox64Concat, SeriesId, SeriesTermsOf<T>>;

	/// How many certificates of a series were minted, sold, ended and burnt.
	#[pallet::storage]
	pub type Counts<T: Config> = StorageMap<_, Twox64Concat, SeriesId, SeriesCounts>;

	/// Every certificate that exists: whether it was sold, and its lock. Its owner is in the NFT
	/// pallet, under the same two ids.
	#[pallet::storage]
	pub type Certificates<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, CertificateRecord>;

	/// The id of the next series.
	#[pallet::storage]
	pub type NextSeriesId<T> = StorageValue<_, SeriesId, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A series was created; certificates can be minted into it.
		SeriesCreated {
			/// The series, also the id of its collection.
			series: SeriesId,
			/// The application whose quota it uses.
			application: ApplicationId,
			/// Who promises the units.
			miner: T::AccountId,
			/// Units of each certificate.
			units_per_certificate: Units,
			/// Days for which each certificate earns.
			term_days: u32,
			/// Base units of DMC that are pledged per unit and day of term, fixed now.
			pledge_rate: Balance,
		},
		/// Certificates were minted: items `first_item` to `first_item + quantity - 1`.
		Minted {
			/// The series.
			series: SeriesId,
			/// The first of the new items.
			first_item: ItemId,
			/// Who owns them until their first sale.
			miner: T::AccountId,
			/// How many there are.
			quantity: u32,
			/// The channel fee paid, in base units of DMC.
			fee: Balance,
		},
		/// Certificates that were never sold were burnt by their miner.
		UnsoldBurnt {
			/// The series.
			series: SeriesId,
			/// The burnt items.
			items: Items,
			/// Who burnt them.
			miner: T::AccountId,
		},
		/// A certificate was sold for the first time.
		Activated {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Who owns it now.
			buyer: T::AccountId,
			/// The first day for which it earns.
			start_day: Day,
			/// The last day for which it earns.
			end_day: Day,
		},
		/// Certificates ended, and their units and pledge are free.
		///
		/// Their last day is settled, or their series is being terminated.
		Ended {
			/// The series.
			series: SeriesId,
			/// How many ended.
			certificates: u32,
		},
		/// A certificate that was sold and has been paid out was burnt.
		Burnt {
			/// The series.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Who owned it.
			owner: T::AccountId,
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
		BadUnits,
		/// The term must be at least one day and at most the longest term allowed now.
		BadTerm,
		/// The number of certificates must be between 1 and 256.
		BadQuantity,
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
		/// The certificate is locked: listed, auctioned, collateral or staked.
		Locked,
		/// The certificate does not have this lock.
		NotLocked,
		/// The first sale of a certificate cannot be to its own miner.
		BuyerIsMiner,
		/// Fewer certificates are in this state than the call says.
		TooFewCertificates,
		/// Certificates of the series were sold and have not ended.
		StillActive,
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Create a series: certificates alike in everything but the day they start.
		///
		/// Only for the miner of the approved `application`. Each certificate of the series is
		/// the right to the income of `units_per_certificate` units for `term_days` whole days.
		/// The terms are fixed for ever, the pledge per unit and day of term among them.
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

		/// Mint `quantity` (1 to 256) certificates of a series; they are unsold and the miner's.
		///
		/// Only for the miner of the series. The units come from the quota of the application
		/// and must be covered by its pledge. Costs the network's channel fee per unit, in DMC.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::mint(*quantity))]
		pub fn mint(origin: OriginFor<T>, series: SeriesId, quantity: u32) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_mint(&miner, series, quantity)
		}

		/// Burn certificates that were never sold; their units and pledge are free at once.
		///
		/// Only for the miner of the series. Fails as a whole if one of the items does not exist,
		/// was sold or is locked. The channel fee is not returned.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::burn_unsold(items.len() as u32))]
		pub fn burn_unsold(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let miner = ensure_signed(origin)?;
			Self::do_burn_unsold(&miner, series, items)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
