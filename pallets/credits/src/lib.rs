#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod weights;

mod glue;
mod impls;
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
pub use impls::MAX_CUSTODIANS;
pub use pallet::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{Asset, Balance};
	use frame_support::{pallet_prelude::*, storage::types::Key, traits::fungibles};
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

		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Gives benchmarks an asset.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// Payments that could not be made, by payee, asset and the account that holds the money, in
	/// base units of the asset.
	#[pallet::storage]
	pub type Credits<T: Config> = StorageNMap<
		_,
		(
			Key<Blake2_128Concat, T::AccountId>,
			Key<Blake2_128Concat, Asset>,
			Key<Twox64Concat, T::AccountId>,
		),
		Balance,
		ValueQuery,
	>;

	/// Sums of the credits whose money an account holds, by asset, in its base units.
	#[pallet::storage]
	pub type Totals<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		T::AccountId,
		Blake2_128Concat,
		Asset,
		Balance,
		ValueQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payment could not be made: it is a credit of the payee, which `withdraw` pays.
		Credited {
			/// The payee.
			who: T::AccountId,
			/// Asset of the payment.
			asset: Asset,
			/// Amount added to the credit, in base units of the asset.
			amount: Balance,
			/// Account that holds the money.
			custodian: T::AccountId,
		},
		/// A credit was paid.
		CreditPaid {
			/// The payee.
			who: T::AccountId,
			/// Asset of the credit.
			asset: Asset,
			/// Amount paid, in base units of the asset.
			amount: Balance,
			/// Account that held the money.
			custodian: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no credit in this asset.
		NoCredit,
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
		/// Withdraw the caller's credits in an asset: payments that could not be made before.
		///
		/// - origin: the payee, signed.
		/// - `asset`: asset of the credits, such as `{ WithId: 1 }`.
		///
		/// Each account that holds a part pays alone; the call fails only if none can. The fee for
		/// accounts that hold nothing is returned.
		///
		/// Emits `CreditPaid` for each account that held a part.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::withdraw(MAX_CUSTODIANS))]
		pub fn withdraw(origin: OriginFor<T>, asset: Asset) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let credits = Self::do_withdraw(&who, &asset)?;
			Ok(Some(<T as Config>::WeightInfo::withdraw(credits)).into())
		}
	}
}
