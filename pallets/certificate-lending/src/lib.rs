#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod loan;
pub mod types;
pub mod weights;

mod foreclosures;
mod impls;
mod offers;
mod queries;
mod repayments;
mod requests;
mod settlement;
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
pub use pallet::*;
pub use queries::{CollateralAmount, LoanOfferView, LoanView};
pub use settlement::{LOANS_PER_BLOCK, OFFERS_PER_BLOCK};
pub use types::{
	ByExpiry, Collateral, Foreclosure, Funding, Loan, LoanOffer, LoanOfferId, LoanRecord,
	LoanTerms, OfferRecord, Outcome,
};
pub use weights::WeightInfo;

/// Maximum number of days for which an offer can be taken.
pub const MAX_OFFER_DAYS: u32 = 30;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, AuctionId, Balance, Clock, Day, Foreclosures, ItemId, Liens, LoanId, Locks,
		PayOrCredit, ProtocolFees, SeriesId, SoldCertificates, MAX_COLLATERAL_ASSETS,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Weights of the calls and of the hook.
		type WeightInfo: WeightInfo;

		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Owners, locks and liens of certificates, and the terms of their series.
		type Certificates: Liens<Self::AccountId> + Locks<Self::AccountId>;

		/// Escrow, which knows the last days of certificates and pays their income.
		type Escrow: SoldCertificates;

		/// Market, which auctions the certificates of loans in default.
		type Market: Foreclosures<Self::AccountId>;

		/// The governed split of a fee, and its execution.
		type Fees: ProtocolFees<Self::AccountId>;

		/// Payments that become credits if they cannot be made.
		type Credits: PayOrCredit<Self::AccountId>;

		/// The running day.
		type Clock: Clock;

		/// Governed fee on the interest that is repaid, as a part of it. A loan keeps the rate that was
		/// in force when it was funded.
		type InterestFee: Get<Permill>;

		/// Governed number of days after the due day on which a loan cannot be foreclosed. A loan keeps
		/// the number that was in force when it was funded.
		type GraceDays: Get<u32>;

		/// Deposit for the record of an offer, in base units of DMC.
		#[pallet::constant]
		type OfferDeposit: Get<Balance>;

		/// Maximum weight that settling loans and ending expired offers use of what the transactions of
		/// a block leave.
		#[pallet::constant]
		type MaxSettleWeight: Get<Weight>;

		/// Id of the account that holds the money of offers, their deposits, collateral and credits, and
		/// takes what is repaid.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Brings the neighbours into the state that a benchmark starts from.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: super::BenchmarkHelper<Self::AccountId>;
	}

	/// Loans and requests, until they are closed or cancelled.
	#[pallet::storage]
	pub type Loans<T: Config> = StorageMap<_, Twox64Concat, LoanId, LoanRecord<T>>;

	/// Id of the next loan or request.
	#[pallet::storage]
	pub type NextLoanId<T> = StorageValue<_, LoanId, ValueQuery>;

	/// The loan or request of a certificate.
	#[pallet::storage]
	pub type LoanOf<T> = StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, ItemId, LoanId>;

	/// Requests by series.
	#[pallet::storage]
	pub type RequestsOn<T> = StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, LoanId, ()>;

	/// Loans and requests by borrower.
	#[pallet::storage]
	pub type LoansOfBorrower<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, LoanId, ()>;

	/// Loans by lender.
	#[pallet::storage]
	pub type LoansOfLender<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, LoanId, ()>;

	/// Offers, until they are taken or end.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Twox64Concat, LoanOfferId, OfferRecord<T>>;

	/// Id of the next offer.
	#[pallet::storage]
	pub type NextOfferId<T> = StorageValue<_, LoanOfferId, ValueQuery>;

	/// Offers by series.
	#[pallet::storage]
	pub type OffersOn<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Twox64Concat, LoanOfferId, ()>;

	/// Offers by lender.
	#[pallet::storage]
	pub type OffersOfLender<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, LoanOfferId, ()>;

	/// Offers in the order in which they expire. Keys are not hashed.
	#[pallet::storage]
	pub type ExpiringOffers<T> = StorageMap<_, Identity, ByExpiry, ()>;

	/// Sums of offers, their deposits and collateral in the pallet's account, by asset, in its base
	/// units.
	#[pallet::storage]
	pub type Held<T> = StorageMap<_, Blake2_128Concat, Asset, Balance, ValueQuery>;

	/// The loan whose proceeds `on_idle` took into the books last; `None` after the last one.
	#[pallet::storage]
	pub type SettleCursor<T> = StorageValue<_, LoanId>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A loan was requested, and its certificate is locked.
		LoanRequested {
			/// Id of the request, and of the loan once it is funded.
			loan: LoanId,
			/// Series of the certificate.
			series: SeriesId,
			/// Certificate in the series.
			item: ItemId,
			/// Account that wants to borrow.
			borrower: T::AccountId,
			/// Asset of principal and interest.
			asset: Asset,
			/// Amount that the borrower is to get, in base units of the asset.
			principal: Balance,
			/// Amount that it would owe beside, in base units of the asset.
			interest: Balance,
			/// Day on which the debt would be due.
			due_day: Day,
			/// Whether the income of the certificate would repay the debt.
			self_repaying: bool,
		},
		/// A request was cancelled, and its certificate is unlocked.
		RequestCancelled {
			/// Id of the request.
			loan: LoanId,
			/// Series of the certificate.
			series: SeriesId,
			/// Certificate in the series.
			item: ItemId,
			/// Account that made the request.
			borrower: T::AccountId,
			/// Account that cancelled it: the borrower, or anyone once it could not be funded any more.
			/// `None` if a new loan took its place.
			who: Option<T::AccountId>,
		},
		/// The borrower got the principal, and the certificate secures the debt.
		LoanFunded {
			/// Id of the loan.
			loan: LoanId,
			/// Series of the certificate.
			series: SeriesId,
			/// Certificate in the series.
			item: ItemId,
			/// Account that owes the debt.
			borrower: T::AccountId,
			/// Account that lent the principal.
			lender: T::AccountId,
			/// Asset of principal and interest.
			asset: Asset,
			/// Amount that the borrower got, in base units of the asset.
			principal: Balance,
			/// Amount that it owes beside, in base units of the asset.
			interest: Balance,
			/// Day on which the debt is due, unless freezes of the series defer it.
			due_day: Day,
		},
		/// A loan was offered; the pallet's account holds its money.
		LoanOffered {
			/// Id of the offer.
			offer: LoanOfferId,
			/// Account that offers.
			lender: T::AccountId,
			/// Series whose certificates can secure the loan.
			series: SeriesId,
			/// Asset of principal and interest.
			asset: Asset,
			/// Amount that a borrower gets, in base units of the asset.
			principal: Balance,
			/// Amount that it owes beside, in base units of the asset.
			interest: Balance,
			/// Day on which the debt is due.
			due_day: Day,
			/// Earliest last day that the certificate may have.
			min_end_day: Day,
			/// First day on which the offer can no longer be taken.
			expires_on: Day,
			/// Whether the income of the certificate repays the debt.
			self_repaying: bool,
			/// Deposit, in base units of DMC.
			deposit: Balance,
		},
		/// An offer was taken; `LoanFunded` describes the loan.
		///
		/// Its deposit is returned to the lender.
		LoanOfferTaken {
			/// Id of the offer.
			offer: LoanOfferId,
			/// Id of the loan.
			loan: LoanId,
		},
		/// An offer was cancelled and repaid with its deposit, or credited if it could not be paid.
		LoanOfferCancelled {
			/// Id of the offer.
			offer: LoanOfferId,
			/// Account that had made it.
			lender: T::AccountId,
			/// Account that cancelled it: the lender, or anyone once it had expired.
			who: T::AccountId,
		},
		/// An offer expired and was repaid with its deposit, or credited if it could not be paid.
		LoanOfferExpired {
			/// Id of the offer.
			offer: LoanOfferId,
			/// Account that had made it.
			lender: T::AccountId,
		},
		/// A part of a debt was repaid, by somebody or by money that was paid for the certificate.
		///
		/// The lender got it less the fee, or has it as a credit.
		LoanRepaid {
			/// Id of the loan.
			loan: LoanId,
			/// Amount that was repaid, in base units of the debt's asset.
			amount: Balance,
			/// Debt that is left.
			debt: Balance,
			/// Fee in the amount.
			fee: Balance,
		},
		/// Money that was paid for a certificate, in another asset than the debt's, secures the loan.
		CollateralKept {
			/// Id of the loan.
			loan: LoanId,
			/// Asset of the money.
			asset: Asset,
			/// Amount, in base units of the asset.
			amount: Balance,
		},
		/// Money that secured a loan was paid with its end, or credited if it could not be paid.
		CollateralPaid {
			/// Id of the loan.
			loan: LoanId,
			/// Account that was paid: the borrower if the debt was repaid, otherwise the lender.
			who: T::AccountId,
			/// Asset of the money.
			asset: Asset,
			/// Amount, in base units of the asset.
			amount: Balance,
		},
		/// The certificate of a loan in default is auctioned.
		ForeclosureStarted {
			/// Id of the loan.
			loan: LoanId,
			/// Id of the auction.
			auction: AuctionId,
			/// Debt that its price is to repay, in base units of the payment asset.
			debt: Balance,
		},
		/// The lender took the certificate of a loan in default, and the debt is gone.
		LoanForeclosed {
			/// Id of the loan.
			loan: LoanId,
			/// Series of the certificate.
			series: SeriesId,
			/// Certificate in the series; it may be burnt already.
			item: ItemId,
			/// Account that took it.
			lender: T::AccountId,
			/// Debt that was left, in base units of its asset.
			debt: Balance,
		},
		/// A loan ended.
		LoanClosed {
			/// Id of the loan.
			loan: LoanId,
			/// How it ended.
			outcome: Outcome,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such loan or request, or it is closed.
		UnknownLoan,
		/// There is no such offer, or it was taken or cancelled.
		UnknownOffer,
		/// There is no such series.
		UnknownSeries,
		/// There is no such certificate of the series.
		UnknownCertificate,
		/// The caller is not the borrower.
		NotBorrower,
		/// The caller is not the lender.
		NotLender,
		/// The certificate belongs to another account.
		NotOwner,
		/// Nobody lends to oneself.
		OwnLoan,
		/// The certificate was never sold.
		NotSold,
		/// The series is frozen.
		SeriesFrozen,
		/// The series is terminated.
		SeriesTerminated,
		/// Debts are in the payment asset or the reward asset of the series.
		AssetNotAccepted,
		/// Only debts in the reward asset are repaid by income.
		NotRewardAsset,
		/// The amount is zero.
		ZeroAmount,
		/// The due day is not after today.
		DueTooSoon,
		/// The due day and the days of grace are not over before the certificate's last day.
		DueTooLate,
		/// The certificate ends before the day that the offer demands.
		EndsTooEarly,
		/// The offer has expired.
		Expired,
		/// An offer can be taken for 1 to 30 days.
		InvalidExpiry,
		/// The loan is funded already.
		AlreadyFunded,
		/// The loan is a request that nobody has funded.
		NotFunded,
		/// The due day and the days of grace are not over.
		NotOverdue,
		/// Only for debts in the payment asset of the series the certificate is auctioned.
		NotPaymentAsset,
		/// The certificate is burnt, or no longer locked for the loan.
		CertificateGone,
		/// The certificate is in the auction of an earlier foreclosure.
		InAuction,
		/// Only its own account may cancel it yet.
		///
		/// Anyone may once an offer has expired, or a request can no longer be funded.
		StillValid,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// End expired offers, and take proceeds of loans into the books.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::settle_in_idle(remaining)
		}

		fn integrity_test() {
			let min = Self::min_settle_weight();
			assert!(
				min.all_lte(T::MaxSettleWeight::get()),
				"no block could settle the largest loan"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Request a loan against a certificate, and lock it.
		///
		/// - origin: the owner, signed.
		/// - `series`: the series of the certificate, such as `3`; neither frozen nor terminated.
		/// - `item`: an unlocked certificate that was sold, such as `0`.
		/// - `asset`: the payment asset or the reward asset of the series, such as `{ WithId: 1 }`
		///   for USDT.
		/// - `principal`: the amount to borrow, in base units of `asset`, such as `500000000` for 500
		///   USDT.
		/// - `interest`: the amount that is owed beside, whenever it is repaid, in base units of
		///   `asset`, such as `20000000` for 20 USDT, or `0`.
		/// - `due_day`: the day on which both are due, such as `20660`; after today, and `GraceDays`
		///   after it must come before the certificate's last day.
		/// - `self_repaying`: whether the certificate's income repays the debt, such as `false`; only
		///   in the reward asset.
		///
		/// Anyone may `fund` the request, and only all of it.
		///
		/// Emits `LoanRequested`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::request_loan().saturating_add(Pallet::<T>::max_settle()))]
		pub fn request_loan(
			origin: OriginFor<T>,
			series: SeriesId,
			item: ItemId,
			asset: Asset,
			principal: Balance,
			interest: Balance,
			due_day: Day,
			self_repaying: bool,
		) -> DispatchResult {
			let borrower = ensure_signed(origin)?;
			let terms = LoanTerms { asset, principal, interest, due_day, self_repaying };
			Self::do_request_loan(borrower, series, item, terms)
		}

		/// Cancel a request, and unlock its certificate.
		///
		/// - origin: the borrower, signed; anyone once the request can no longer be funded.
		/// - `loan`: id of the request, such as `7`.
		///
		/// A request can no longer be funded when its due day has come, its series is terminated, or its
		/// certificate is burnt or no longer locked for it.
		///
		/// Emits `RequestCancelled`.
		#[pallet::call_index(1)]
		pub fn cancel_request(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_request(who, loan)
		}

		/// Fund a request: lend its principal to the borrower.
		///
		/// - origin: the lender, signed; anyone but the borrower.
		/// - `loan`: id of the request, such as `7`. What `request_loan` checks is checked again.
		///
		/// The borrower gets the claimable income of the certificate first, then the principal. From then
		/// on the certificate secures the debt: money that takes its place repays it. Fee and grace are
		/// those of now.
		///
		/// Emits `LoanFunded`.
		#[pallet::call_index(2)]
		pub fn fund(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			let lender = ensure_signed(origin)?;
			Self::do_fund(lender, loan)
		}

		/// Offer a loan to whoever owns a certificate of a series.
		///
		/// - origin: the lender, signed.
		/// - `series`: the series whose certificates can secure the loan, such as `3`; neither frozen
		///   nor terminated.
		/// - `asset`, `principal`, `interest`, `due_day`, `self_repaying`: terms of the loan, as in
		///   `request_loan`.
		/// - `min_end_day`: the earliest last day that the certificate may have, such as `20700`; or
		///   `0`.
		/// - `expires_in_days`: 1 to 30, such as `7`; the offer can be taken today and on the days
		///   after, this number of days in all, but not on its due day.
		///
		/// The principal is charged now, and `OfferDeposit` in DMC. Both are repaid if the offer is
		/// cancelled or expires; the deposit also if it is taken.
		///
		/// Emits `LoanOffered`.
		#[pallet::call_index(3)]
		pub fn offer_loan(
			origin: OriginFor<T>,
			series: SeriesId,
			asset: Asset,
			principal: Balance,
			interest: Balance,
			due_day: Day,
			min_end_day: Day,
			expires_in_days: u32,
			self_repaying: bool,
		) -> DispatchResult {
			let lender = ensure_signed(origin)?;
			let terms = LoanTerms { asset, principal, interest, due_day, self_repaying };
			Self::do_offer_loan(lender, series, terms, min_end_day, expires_in_days)
		}

		/// Cancel an offer, and repay it to its lender.
		///
		/// - origin: the lender, signed; anyone once the offer has expired.
		/// - `offer`: id of the offer, such as `5`.
		///
		/// Emits `LoanOfferCancelled`.
		#[pallet::call_index(4)]
		pub fn cancel_loan_offer(origin: OriginFor<T>, offer: LoanOfferId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_loan_offer(who, offer)
		}

		/// Take an offer: borrow its principal against a certificate.
		///
		/// - origin: the owner, signed; not the lender.
		/// - `offer`: id of an offer that has not expired, such as `5`.
		/// - `item`: an unlocked certificate of the offer's series that was sold, such as `0`. It ends on
		///   the day that the offer demands or later, and after the due day and `GraceDays`.
		///
		/// The borrower gets the claimable income of the certificate first, then the principal, as in
		/// `fund`.
		///
		/// Emits `LoanOfferTaken` and `LoanFunded`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::take_loan().saturating_add(Pallet::<T>::max_settle()))]
		pub fn take_loan(origin: OriginFor<T>, offer: LoanOfferId, item: ItemId) -> DispatchResult {
			let borrower = ensure_signed(origin)?;
			Self::do_take_loan(borrower, offer, item)
		}

		/// Repay the debt of a loan, or a part of it.
		///
		/// - origin: anyone, signed.
		/// - `loan`: id of the loan, such as `7`.
		/// - `amount`: the amount in base units of the debt's asset, such as `120000000` for 120 USDT;
		///   of more than the debt only the debt is charged.
		///
		/// The lender gets it, less the fee on interest; principal is repaid first. When nothing of the
		/// debt is left, the certificate is unlocked, other collateral is the borrower's, and an auction
		/// of the certificate is cancelled. If the money that was paid for the certificate ends the loan
		/// first, nothing is charged.
		///
		/// Emits `LoanRepaid`, and `LoanClosed` if nothing is left.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::repay().saturating_add(Pallet::<T>::max_settle()))]
		pub fn repay(
			origin: OriginFor<T>,
			loan: LoanId,
			amount: Balance,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let settled = Self::do_repay(who, loan, amount)?;
			let weight = T::WeightInfo::repay().saturating_add(Self::settle_weight(settled));
			Ok(Some(weight).into())
		}

		/// Foreclose a loan that was not repaid in time.
		///
		/// - origin: the lender, signed.
		/// - `loan`: id of a loan whose due day and days of grace are over, such as `7`.
		/// - `how`: `Take`, to take the certificate and all other collateral for the debt, after the
		///   borrower got the claimable income; or `Auction`, with a reserve in base units of the series'
		///   payment asset, such as `400000000` for 400 USDT, and a number of blocks, such as `28800`.
		///
		/// An auction is possible for debts in the payment asset, while the certificate may be resold. Its
		/// price less the trading fee repays the debt, and the rest of it is the borrower's. What it does
		/// not repay is the lender's loss. The borrower may repay until it is settled. If the
		/// money that was paid for the certificate ends the loan first, nothing else happens.
		///
		/// Emits `LoanForeclosed` and `LoanClosed`, or `ForeclosureStarted`.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::foreclose_weight(how).saturating_add(Pallet::<T>::max_settle()))]
		pub fn foreclose(
			origin: OriginFor<T>,
			loan: LoanId,
			how: Foreclosure,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let settled = Self::do_foreclose(who, loan, how)?;
			let weight = Self::foreclose_weight(&how).saturating_add(Self::settle_weight(settled));
			Ok(Some(weight).into())
		}

		/// Take the money that was paid for the certificate of a loan into the books.
		///
		/// - origin: anyone, signed.
		/// - `loan`: id of the loan, such as `7`.
		///
		/// The chain does so by itself, and every other call for the loan does it first. This call also
		/// closes a loan whose certificate was burnt before its debt was repaid.
		///
		/// Emits `LoanRepaid`, `CollateralKept` and `LoanClosed`, as far as they happen.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::settle_loan(MAX_COLLATERAL_ASSETS))]
		pub fn settle_loan(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let amounts = Self::do_settle_loan(loan)?;
			Ok(Some(T::WeightInfo::settle_loan(amounts.unwrap_or(0))).into())
		}
	}
}
