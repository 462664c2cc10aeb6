#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod fees;
mod impls;
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::{Listing, ListingOf};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::{types::ListingOf, WeightInfo};
	use dmex_primitives::{
		Asset, Balance, Clock, Day, Escrow, ItemId, Items, Locks, ProtocolFees, SeriesId,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// DMC and every other asset: what a buyer can spend is read here.
		type Assets: fungibles::Inspect<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Owners and locks of certificates, and the terms of their series.
		type Certificates: Locks<Self::AccountId>;

		/// Takes the deposits of first sales and starts the terms.
		type Escrow: Escrow<Self::AccountId>;

		/// The governed split of a fee, and carrying it out.
		type Fees: ProtocolFees<Self::AccountId>;

		/// Which day it is.
		type Clock: Clock;

		/// The governed fee on each sale, as a part of its price. A listing keeps the rate that
		/// was in force when it opened.
		type TradingFee: Get<Permill>;

		/// The longest that a listing may stay open, in days.
		#[pallet::constant]
		type MaxListingDays: Get<u32>;

		/// The account that is to hold the money of bids and offers.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Brings the neighbours into the state that a benchmark starts from.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: super::BenchmarkHelper<Self::AccountId>;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What is for sale at a fixed price, by series and certificate. A certificate has a listing
	/// exactly while it is locked as `Listed`; an expired one stays until it is taken away.
	#[pallet::storage]
	pub type Listings<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		SeriesId,
		Twox64Concat,
		ItemId,
		ListingOf<T>,
		OptionQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Certificates were put up for sale, all on the same terms.
		Listed {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who sells; gets the money of a first sale through the escrow, day by day.
			seller: T::AccountId,
			/// Base units of the series' payment asset, for each certificate.
			price: Balance,
			/// The first day on which they can no longer be bought.
			expires: Day,
			/// The trading fee that their sale will cost, as a part of the price.
			rate: Permill,
		},
		/// Certificates are no longer for sale and free to move again.
		Delisted {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who took them off: the seller, or anyone once they had expired.
			who: T::AccountId,
		},
		/// Certificates were sold for the first time. Their price less the fee is in escrow.
		Bought {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who owns them now.
			buyer: T::AccountId,
			/// Who sold them.
			seller: T::AccountId,
			/// The sum of their prices, in base units of the series' payment asset.
			total: Balance,
			/// What of it was taken as trading fees; the rest is their deposits in escrow.
			fee: Balance,
			/// The first day of their term.
			start: Day,
			/// The last day of their term.
			end: Day,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No series has this id.
		UnknownSeries,
		/// No certificate of the series has this number.
		UnknownCertificate,
		/// The list of certificates is empty.
		NoItems,
		/// A certificate occurs twice in the list.
		DuplicateItem,
		/// A certificate of the list belongs to somebody else.
		NotOwner,
		/// A certificate of the list was sold before; only first sales are made here so far.
		FirstSalesOnly,
		/// A certificate of the list is held in place: listed, auctioned, collateral or staked.
		CertificateLocked,
		/// The price is zero or under the voted floor: units × term × lowest price per unit and
		/// day, in base units of the payment asset, before fees.
		PriceUnderFloor,
		/// A listing stays open for 1 to `MaxListingDays` days.
		InvalidExpiry,
		/// A certificate of the list is not for sale.
		NotListed,
		/// The listing of a certificate of the list has expired.
		ListingExpired,
		/// Only the seller takes away a listing that has not expired.
		NotSeller,
		/// The miner, who sells, cannot buy.
		BuyFromSelf,
		/// The sum of the prices exceeds `max_total`.
		TooExpensive,
		/// The buyer's spendable balance in the payment asset is less than the sum of the prices.
		CannotPay,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxListingDays::get() > 0, "MaxListingDays must be at least one");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Offer unsold certificates of a series at a fixed price each.
		///
		/// - `items`: at most 100, each owned by the caller, unsold and not locked; unsold
		///   certificates are the miner's.
		/// - `price`: base units of the series' payment asset for each certificate, at least
		///   units × term × voted floor (USDT has 6 decimals: 1 USDT = 1000000; 1 DMC =
		///   1000000000000). The trading fee is inside the price.
		/// - `expires_in_days`: 1 to `MaxListingDays`; from the day today + `expires_in_days` on
		///   they can no longer be bought.
		///
		/// The certificates are locked until they are bought or delisted. The trading fee and its
		/// split are those of now, whatever governance changes later.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::list(items.len() as u32))]
		pub fn list(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			price: Balance,
			expires_in_days: u32,
		) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_list(seller, series, items, price, expires_in_days)
		}

		/// Take certificates off the market and unlock them.
		///
		/// By the seller at any time, and by anyone once they have expired.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::delist(items.len() as u32))]
		pub fn delist(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delist(who, series, items)
		}

		/// Buy listed certificates of one series; their term starts tomorrow.
		///
		/// - `items`: at most 100, all listed and not expired, or nothing is bought.
		/// - `max_total`: the most that the caller agrees to pay for all of them, fees included,
		///   in base units of the series' payment asset.
		///
		/// The trading fee goes to the insurance pool, the treasury and burning; the rest is the
		/// certificates' deposits in escrow. The caller owns the certificates at once.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::buy(items.len() as u32))]
		pub fn buy(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			max_total: Balance,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_buy(buyer, series, items, max_total)
		}
	}
}
