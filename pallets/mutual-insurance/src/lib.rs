#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod actuary;
mod queries;
pub mod types;
pub mod weights;

mod awards;
mod claims;
mod impls;
mod pushes;
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
pub use pushes::{CLAIMS_PER_BLOCK, ITEMS_PER_TURN};
pub use queries::{CertificateAward, Pool};
pub use types::{
	Award, AwardRules, Claim, ClaimOf, ClaimRules, ClaimStatus, PushRound, Rates, RecentAwards,
	VoidReason, CAP_DAYS, MAX_AWARDS, MAX_INCIDENT_AGE,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, Balance, ClaimId, Clock, CommunityVote, Day, Evidence, Holders, Insured,
		InsuredCertificates, ItemId, Items, Name, ReferendumIndex, SeriesId,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Contains},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// The assets, besides DMC, that the pool takes.
		type AssetCheck: Contains<Asset>;

		/// Series that failed, and their certificates.
		type Escrow: Insured<Self::AccountId> + InsuredCertificates<Self::AccountId>;

		/// Who holds certificates.
		type Holders: Holders<Self::AccountId>;

		/// The votes of the holders of DMC on claims.
		type Vote: CommunityVote<Call<Self>>;

		/// Which day it is.
		type Clock: Clock;

		/// Files claims without a deposit.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What claims put down and may get. Governed.
		type Rules: Get<ClaimRules>;

		/// What paying awards may use of a block, at most, in what its transactions leave.
		#[pallet::constant]
		type MaxPushWeight: Get<Weight>;

		/// Whose account is the pool.
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

	/// How many claims are put to the vote.
	#[pallet::storage]
	pub type OpenVotes<T> = StorageValue<_, u32, ValueQuery>;

	/// The claims of which something is still to happen, and how far their awards are paid.
	#[pallet::storage]
	pub type LiveClaims<T> = StorageMap<_, Twox64Concat, ClaimId, PushRound>;

	/// The claim whose turn it was last.
	#[pallet::storage]
	pub type PushTurn<T> = StorageValue<_, ClaimId, ValueQuery>;

	/// The claims of a series that were awarded, in that order.
	#[pallet::storage]
	pub type Awards<T> = StorageMap<
		_,
		Twox64Concat,
		SeriesId,
		BoundedVec<ClaimId, ConstU32<MAX_AWARDS>>,
		ValueQuery,
	>;

	/// What was awarded lately for each miner, by asset.
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

	/// What the pool's account keeps by asset, in base units: deposits of claims, and awards that are
	/// not paid.
	#[pallet::storage]
	pub type Reserved<T> = StorageMap<_, Blake2_128Concat, Asset, Balance, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody gave to the pool.
		Contributed {
			/// Who.
			who: T::AccountId,
			/// In which asset.
			asset: Asset,
			/// How much, in base units of the asset.
			amount: Balance,
		},
		/// The pool was asked to make good a loss, and the holders of DMC vote on it.
		///
		/// If nobody does, it is rejected.
		ClaimFiled {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The vote.
			referendum: ReferendumIndex,
			/// Who filed it; nobody if Admin did.
			claimant: Option<T::AccountId>,
			/// The day of the incident.
			incident_day: Day,
			/// What the award is to be paid in.
			asset: Asset,
			/// The most that is asked for, in base units of the asset.
			amount: Balance,
			/// What the claimant put down, in base units of DMC.
			deposit: Balance,
		},
		/// A claim passed its vote, and the pool keeps money for it until the series ends.
		ClaimApproved {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// What is kept.
			asset: Asset,
			/// How much, in base units of the asset.
			set_aside: Balance,
		},
		/// A claim was turned down, and its deposit is the pool's.
		ClaimRejected {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The deposit, in base units of DMC.
			deposit: Balance,
		},
		/// A claim comes to nothing though it was not turned down, and nothing is kept for it.
		ClaimVoided {
			/// The claim.
			claim: ClaimId,
			/// The series.
			series: SeriesId,
			/// Why.
			reason: VoidReason,
		},
		/// The pool makes good a loss: holders collect their shares, or get them by themselves.
		ClaimAwarded {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// What is paid.
			asset: Asset,
			/// How much in all, in base units of the asset.
			amount: Balance,
			/// The loss that no earlier award made good, in base units of the asset.
			loss: Balance,
			/// The first day on which it can no longer be collected.
			until: Day,
		},
		/// A certificate was paid its share of an award.
		Collected {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Its owner, who was paid.
			owner: T::AccountId,
			/// In which asset.
			asset: Asset,
			/// How much, in base units of the asset.
			amount: Balance,
		},
		/// A share of an award could not be paid, and nothing of it changed.
		CollectFailed {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Why.
			error: DispatchError,
		},
		/// Every certificate of a series was paid its share of an award, as far as it could be paid.
		PushDone {
			/// The claim.
			claim: ClaimId,
			/// How many certificates were looked at.
			certificates: u32,
		},
		/// The time to collect an award is over, and what is left of it is the pool's again.
		ClaimExpired {
			/// The claim.
			claim: ClaimId,
			/// The series that failed.
			series: SeriesId,
			/// In which asset.
			asset: Asset,
			/// What was left, in base units of the asset.
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
		/// The miner of a series files no claim for it.
		IsMiner,
		/// The series is neither frozen nor terminated.
		NotFrozen,
		/// The incident lies more than 30 days before the freeze, or after it.
		WrongIncidentDay,
		/// The amount is zero.
		ZeroAmount,
		/// The pool does not take this asset, or does not pay it for this series.
		///
		/// It takes DMC and assets that only the DAO can freeze. It pays DMC, or what the deposits or
		/// the income of the series are paid in.
		AssetNotAllowed,
		/// A text is empty where it must not be, or not UTF-8.
		InvalidText,
		/// A rate is zero, or does not fit the assets.
		///
		/// Of the asset that is asked for, one base unit is worth one; and if deposits were paid in
		/// DMC, both rates for it are the same.
		WrongRates,
		/// As many claims are put to the vote as may be: conclude one, or try again later.
		TooManyOpenClaims,
		/// The series has as many awards as it may have.
		TooManyAwards,
		/// Nothing is left of the loss that refund, slashed pledge and earlier awards do not cover.
		NothingToRecover,
		/// Votes are still taken.
		StillVoting,
		/// The claim passed, and waits for the series to end or to go on.
		StillFrozen,
		/// The award can still be collected.
		StillCollectable,
		/// The vote did not pass, or is not over.
		VoteNotPassed,
		/// The claim was decided for good.
		AlreadyDecided,
		/// The claim has no award.
		NotAwarded,
		/// The time to collect the award is over.
		Expired,
		/// The list of certificates is empty.
		NoItems,
		/// The certificate was first sold on the incident day or later.
		NotCovered,
		/// The certificate is the miner's own.
		MinersOwn,
		/// The award was collected for this certificate.
		AlreadyCollected,
		/// The certificate has no share in the award.
		NothingToCollect,
		/// An amount exceeds what can be counted.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Do what is due of claims, and pay shares, with what the block's transactions have left.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::push(remaining)
		}

		fn integrity_test() {
			let least = Self::least_push_weight();
			assert!(least.all_lte(T::MaxPushWeight::get()), "no share fits MaxPushWeight");
			assert!(MAX_AWARDS <= u16::BITS, "an award has no bit");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Give to the pool.
		///
		/// Anyone. `amount` is in base units of `asset`: DMC, or an asset that no one but the DAO can
		/// freeze. It cannot be withdrawn.
		#[pallet::call_index(0)]
		pub fn contribute(origin: OriginFor<T>, asset: Asset, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contribute(who, asset, amount)
		}

		/// Ask the pool to make good what the holders of a frozen or terminated series lost.
		///
		/// Whoever holds a certificate of it, with a deposit; or Admin, without. `incident_day` lies
		/// at most 30 days before the freeze and not after it: what was first sold before it is
		/// covered. `cause` and `evidence` say what happened. `amount` is the most that is asked for,
		/// in base units of `asset`: DMC, or what deposits or income of the series are paid in.
		/// `rates` are in the same units: the value of the income of a unit for a day, of a base unit
		/// of the series' payment asset, and of a base unit of DMC. The holders of DMC vote on it. The
		/// deposit comes back unless they turn it down.
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
			let request = Request { series, incident_day, cause, asset, amount, rates };
			Self::do_file_claim(claimant, request, evidence)
		}

		/// Do what is due of a claim.
		///
		/// Anyone. When the vote is over its outcome is carried out: turned down, the deposit is the
		/// pool's; passed, it goes back, and the award is set aside. Once the series is terminated the
		/// award is fixed and can be collected; if the series goes on, the claim is void, also while
		/// votes are taken. When the time to collect is over, what is left is the pool's again.
		#[pallet::call_index(2)]
		pub fn conclude_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_conclude_claim(claim)
		}

		/// Pay certificates their shares of an award, to their owners.
		///
		/// Anyone, for any certificates of the claim's series, at most 100; once each. Covered are those
		/// first sold before the incident day; the miner's own get nothing. Each succeeds (`Collected`)
		/// or fails (`CollectFailed`) alone.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::collect(items.len() as u32))]
		pub fn collect(origin: OriginFor<T>, claim: ClaimId, items: Items) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(claim, &items)
		}

		/// Carry out a claim whose own vote has passed: what the referendum schedules.
		///
		/// Root alone cannot use it. `conclude_claim` does the same for anyone, so nothing is lost if
		/// this call is; on a claim that was approved it does nothing.
		#[pallet::call_index(4)]
		pub fn approve_claim(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_approve_claim(claim)
		}
	}
}
