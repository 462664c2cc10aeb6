#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod actuary;
pub mod limits;
mod queries;
pub mod types;
pub mod weights;

mod awards;
mod claims;
mod impls;
mod payouts;
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
pub(crate) use claims::Request;
pub use pallet::*;
pub use payouts::CLAIMS_PER_BLOCK;
pub use queries::{CertificateAward, Pool};
pub use types::{
	Award, AwardRules, Claim, ClaimOf, ClaimRules, ClaimStatus, Rates, RecentAwards, VoidReason,
	CAP_DAYS, MAX_AWARDS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, Balance, ClaimId, Clock, CommunityVote, Day, Evidence, Holders, Insured,
		InsuredCertificates, ItemId, Items, Name, ReferendumIndex, Secured, SeriesId, Sweep,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Contains},
		PalletId,
	};
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

		/// The assets, besides DMC, that can be contributed.
		type AssetCheck: Contains<Asset>;

		/// Series that failed, and their certificates.
		type Escrow: Insured<Self::AccountId> + InsuredCertificates<Self::AccountId>;

		/// The holders of certificates.
		type Holders: Holders<Self::AccountId>;

		/// The debts that certificates secure: shares of awards repay them first.
		type Liens: Secured<Self::AccountId>;

		/// The votes of the DMC holders on claims.
		type Vote: CommunityVote<Call<Self>>;

		/// The day in progress.
		type Clock: Clock;

		/// Origin that files claims without a deposit.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The governed deposit and limits of claims.
		type Rules: Get<ClaimRules>;

		/// Maximum weight that payouts use in a block, of what its transactions leave.
		#[pallet::constant]
		type MaxPayoutWeight: Get<Weight>;

		/// Id of the pool's account.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Sets up the neighbours.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Every claim ever filed.
	#[pallet::storage]
	pub type Claims<T: Config> = StorageMap<_, Twox64Concat, ClaimId, ClaimOf<T>>;

	/// The id of the next claim.
	#[pallet::storage]
	pub type NextClaimId<T> = StorageValue<_, ClaimId, ValueQuery>;

	/// Number of claims that holders filed for a series and that are voted on. Each series that has one
	/// takes a place.
	#[pallet::storage]
	pub type OpenClaims<T> = StorageMap<_, Twox64Concat, SeriesId, u32, ValueQuery>;

	/// Number of places that are taken: of series in [`OpenClaims`].
	#[pallet::storage]
	pub type TakenPlaces<T> = StorageValue<_, u32, ValueQuery>;

	/// Claims with which something is still to happen, with the progress of paying the shares of an
	/// award. `None` before and after that.
	#[pallet::storage]
	pub type LiveClaims<T> = StorageMap<_, Twox64Concat, ClaimId, Option<Sweep>>;

	/// Number of claims with which something is still to happen.
	#[pallet::storage]
	pub type LiveCount<T> = StorageValue<_, u32, ValueQuery>;

	/// The claim that had the last turn of payouts.
	#[pallet::storage]
	pub type PayoutTurn<T> = StorageValue<_, ClaimId, ValueQuery>;

	/// The claims of a series that were awarded, in that order.
	#[pallet::storage]
	pub type Awards<T> = StorageMap<
		_,
		Twox64Concat,
		SeriesId,
		BoundedVec<ClaimId, ConstU32<MAX_AWARDS>>,
		ValueQuery,
	>;

	/// Amounts awarded lately for each miner, by asset and day.
	#[pallet::storage]
	pub type Recent<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Asset,
		RecentAwards,
		ValueQuery,
	>;

	/// Amounts awarded lately for all miners together, by asset and day.
	#[pallet::storage]
	pub type RecentTotals<T> = StorageMap<_, Blake2_128Concat, Asset, RecentAwards, ValueQuery>;

	/// Amounts that the pool's account holds for others, by asset, in base units: deposits of claims
	/// that are voted on, what is reserved for approved claims, and what of awards is not paid.
	#[pallet::storage]
	pub type Reserved<T> = StorageMap<_, Blake2_128Concat, Asset, Balance, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody contributed to the pool.
		Contributed {
			/// The contributor.
			who: T::AccountId,
			/// Asset of the contribution.
			asset: Asset,
			/// Amount, in base units of the asset.
			amount: Balance,
		},
		/// The pool was asked to make good a loss, and the DMC holders vote on it.
		///
		/// If nobody votes, the claim is rejected.
		ClaimFiled {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The referendum that decides the claim.
			referendum: ReferendumIndex,
			/// The holder who filed the claim; `None` if Admin did.
			claimant: Option<T::AccountId>,
			/// The day of the incident.
			incident_day: Day,
			/// Asset in which the award is to be paid.
			asset: Asset,
			/// The maximum amount that is asked for, in base units of the asset.
			amount: Balance,
			/// Deposit of the claimant, in base units of DMC.
			deposit: Balance,
		},
		/// A claim passed its vote, and the pool reserves money for it.
		///
		/// The money is kept until the series is terminated or resumed.
		ClaimApproved {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// Asset of what is reserved.
			asset: Asset,
			/// Amount reserved, in base units of the asset.
			reserved: Balance,
		},
		/// A claim was rejected, and its deposit is the pool's.
		ClaimRejected {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// Amount of the deposit, in base units of DMC.
			deposit: Balance,
		},
		/// A claim that was not rejected comes to nothing, and nothing is reserved for it any more.
		ClaimVoided {
			/// The claim.
			claim: ClaimId,
			/// The series of the claim.
			series: SeriesId,
			/// Reason why there is no award.
			reason: VoidReason,
		},
		/// The pool makes good a loss: holders are paid their shares, or collect them.
		ClaimAwarded {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// Asset of the award.
			asset: Asset,
			/// Sum of the award, in base units of the asset.
			amount: Balance,
			/// The loss that no earlier award made good, in base units of the asset.
			loss: Balance,
			/// The first day on which the award can no longer be collected.
			expires_on: Day,
		},
		/// A certificate was paid its share of an award.
		///
		/// What of it went to the loan that the certificate secures is told by the certificate's own
		/// events; the owner was paid the rest.
		AwardCollected {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// The owner of the certificate.
			owner: T::AccountId,
			/// Asset of the award.
			asset: Asset,
			/// The whole share, in base units of the asset.
			amount: Balance,
		},
		/// A share of an award could not be paid; it stays collectable if there is one.
		AwardCollectionFailed {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Reason why nothing was paid.
			error: DispatchError,
		},
		/// Every certificate of a series was visited, and paid its share of an award if possible.
		PayoutDone {
			/// The claim.
			claim: ClaimId,
			/// Number of certificates that were visited.
			certificates: u32,
		},
		/// The time to collect an award is over, and what is left of it is the pool's again.
		ClaimExpired {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// Asset of the award.
			asset: Asset,
			/// Amount that was not collected, in base units of the asset.
			returned: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such claim.
		UnknownClaim,
		/// There is no such series, or nothing of it was ever sold.
		UnknownSeries,
		/// The caller holds no certificate of the series.
		NotHolder,
		/// The caller is the miner of the series, who files no claim for it.
		IsMiner,
		/// The series is neither frozen nor terminated.
		NotFrozen,
		/// The incident is too long before the freeze, or after it.
		InvalidIncidentDay,
		/// The amount is zero.
		ZeroAmount,
		/// The pool does not accept this asset, or does not pay it for this series.
		///
		/// It accepts DMC and assets that only the treasury's account can freeze. It pays DMC, or the
		/// asset in which deposits or income of the series are paid.
		AssetNotAllowed,
		/// The cause is empty, not UTF-8, or has control, invisible or direction-changing characters.
		InvalidText,
		/// The evidence has no valid URI, such as `https://…` or `ipfs://…`.
		InvalidUri,
		/// A rate is zero, or does not fit the assets.
		///
		/// The exchange rate of the asset that is asked for is one; and if deposits were paid in DMC,
		/// both rates for it are the same.
		InvalidRates,
		/// The value of a unit-day is above the limit for an award in the asset of income.
		///
		/// It is at most a multiple (`Insurance.MaxValue`) of the last published average of the network.
		ValueAboveAverage,
		/// The value of a unit-day is above the limit for an award in this asset.
		///
		/// It is at most a multiple (`Insurance.MaxValue`) of what the insured certificates paid for a unit
		/// and day, at the claim's rates. A claim in the asset of income has another limit.
		ValueAboveDeposits,
		/// Claims for the maximum number of series are voted on: conclude one, or try again later.
		TooManyOpenClaims,
		/// The series has the maximum number of awards.
		TooManyAwards,
		/// Refund, slashed pledge and earlier awards make good the whole loss.
		NothingToRecover,
		/// Votes on the claim are still taken.
		StillVoting,
		/// The claim passed its vote, and waits until the series is terminated or resumed.
		StillFrozen,
		/// The award can still be collected.
		StillCollectable,
		/// The claim's own vote did not pass, or is not over.
		VoteNotPassed,
		/// The claim was decided for good.
		AlreadyDecided,
		/// The claim has no award, or none yet.
		NotAwarded,
		/// The time to collect the award is over.
		Expired,
		/// The list of certificates is empty.
		NoItems,
		/// The certificate was first sold on the incident day or later.
		NotInsured,
		/// The certificate is the miner's own.
		MinersOwn,
		/// The award was collected for this certificate.
		AlreadyCollected,
		/// The certificate has no share in the award.
		///
		/// Its last day was settled, its own loss is made good, or the share is less than a base unit.
		NothingToCollect,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Take the steps that claims are due, and pay shares, in what the block's transactions leave.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::pay_out(remaining)
		}

		fn integrity_test() {
			let min = Self::min_payout_weight();
			assert!(min.all_lte(T::MaxPayoutWeight::get()), "no share fits MaxPayoutWeight");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Contribute money to the insurance pool, for good.
		///
		/// - origin: anyone, signed.
		/// - `asset`: DMC, or an asset that only the treasury's account can freeze, such as
		///   `{ WithId: 1 }` for USDT.
		/// - `amount`: amount in base units of `asset`, such as 5000000 (5 USDT).
		///
		/// Emits `Contributed`.
		#[pallet::call_index(0)]
		pub fn contribute(origin: OriginFor<T>, asset: Asset, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contribute(who, asset, amount)
		}

		/// Ask the pool to make good what the holders of a frozen or terminated series lost.
		///
		/// - origin: a holder of a certificate of the series, signed, with a deposit; Admin without.
		/// - `series`: the series that failed, such as `3`.
		/// - `incident_day`: the day of the incident, such as 20610; at most 30 days before the freeze
		///   and not after it. Certificates first sold before it are insured.
		/// - `cause`: what happened, UTF-8 without invisible characters, such as `earthquake`.
		/// - `evidence`: hash and URI of a document, such as `ipfs://…` or `https://…`.
		/// - `asset`: asset of the award, such as `{ WithId: 1 }` for USDT: DMC, or the asset in which
		///   deposits or income of the series are paid.
		/// - `amount`: the maximum award asked for, in base units of `asset`, such as 5000000000
		///   (5,000 USDT).
		/// - `rates`: values in base units of `asset`, each with 18 decimals: of the income of a unit
		///   for a day, of a base unit of the payment asset, and of a base unit of DMC, such as
		///   50000000000 (5 × 10⁻⁸: 1 DMC is 0.05 USDT). That of a unit-day is limited
		///   (`Insurance.MaxValue`).
		///
		/// The DMC holders vote on the claim; the larger the part of the pool that is asked for, the more
		/// public nays the vote starts with. The deposit is `Insurance.Deposit`, and more when more than
		/// half of the places for claims are taken. It is returned unless they reject the claim.
		///
		/// Emits `ClaimFiled`.
		#[pallet::call_index(1)]
		pub fn file_claim(
			origin: OriginFor<T>,
			series: SeriesId,
			incident_day: Day,
			cause: Name,
			evidence: Evidence,
			asset: Asset,
			amount: Balance,
			rates: Rates,
		) -> DispatchResult {
			let claimant = Self::ensure_claimant(origin)?;
			let request = Request { series, incident_day, cause, evidence, asset, amount, rates };
			Self::do_file_claim(claimant, request)
		}

		/// Take the next step of a claim that is due.
		///
		/// - origin: anyone, signed.
		/// - `claim`: id of the claim, such as `4`.
		///
		/// When the vote is over, its outcome is carried out. Once the series is terminated, the award
		/// is fixed; if it resumed, the claim is void. When the time to collect is over, the award
		/// expires.
		///
		/// Emits `ClaimApproved`, `ClaimRejected`, `ClaimAwarded`, `ClaimVoided` or `ClaimExpired`.
		#[pallet::call_index(2)]
		pub fn conclude_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_conclude_claim(claim)
		}

		/// Pay certificates their shares of an award: to their loans first, and the rest to their owners.
		///
		/// - origin: anyone, signed.
		/// - `claim`: id of the claim that was awarded, such as `4`.
		/// - `items`: certificates of the claim's series, at most 100, such as `[0, 1]`.
		///
		/// Each certificate succeeds or fails alone, and is paid once.
		///
		/// Emits `AwardCollected` or `AwardCollectionFailed` for each certificate.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::collect_award(items.len() as u32))]
		pub fn collect_award(origin: OriginFor<T>, claim: ClaimId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect_award(claim, &items)
		}

		/// Approve a claim whose own vote has passed: what its referendum schedules.
		///
		/// - origin: Root, which approves nothing without the vote.
		/// - `claim`: id of the claim, such as `4`.
		///
		/// `conclude_claim` does the same for anyone, so nothing is lost if this call is. It does
		/// nothing on a claim that was concluded before.
		///
		/// Emits `ClaimApproved`; `ClaimAwarded` or `ClaimVoided` if the series is terminated or has
		/// resumed.
		#[pallet::call_index(4)]
		pub fn approve_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_approve_claim(claim)
		}
	}
}
