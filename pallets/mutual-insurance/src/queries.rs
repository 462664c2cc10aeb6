//! Answers for clients and tools. No call uses any of them.

#[cfg(any(feature = "try-runtime", feature = "std"))]
use crate::types::ClaimStatus;
use crate::{
	impls::is_terminated, limits, types::ClaimOf, Awards, Claims, Config, LiveClaims, Pallet,
	RecentTotals, Reserved, TakenPlaces,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(any(feature = "try-runtime", feature = "std"))]
use dmex_primitives::backing::{add, Sums};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	Asset, Backing, Balance, ClaimId, Clock, Day, Insured, InsuredCertificates, ItemId, SeriesId,
};
use frame_support::traits::{fungibles::Inspect, Get};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// The pool in one asset, in its base units.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Pool {
	/// The asset.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Balance of the pool's account.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub balance: Balance,
	/// Amount reserved for others: deposits of claims that are voted on, what approved claims may get,
	/// and what of awards is not paid.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub reserved: Balance,
	/// The rest, less the minimum balance that lets the account exist.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub available: Balance,
	/// The amount reserved or awarded for all miners within the days that count for the caps.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub recent: Balance,
	/// The maximum that a claim approved now would get, if nothing was awarded lately for its miner: what
	/// the cap for one miner allows, and the cap for all miners leaves.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub cap: Balance,
}

/// The share of a certificate in an award of its series.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateAward {
	/// The claim.
	pub claim: ClaimId,
	/// Asset of the award.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Amount that its owner can collect now, in base units of the asset; `None` if it was collected,
	/// or there is none.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub collectable: Option<Balance>,
	/// Whether it was collected.
	pub collected: bool,
	/// The first day on which it can no longer be collected.
	pub expires_on: Day,
}

impl<T: Config> Pallet<T> {
	/// The pool in an asset, from running totals. Reads four records of the asset and the rules.
	pub fn pool(asset: Asset) -> Pool {
		let (available, rules) = (Self::available(&asset), T::Rules::get().award);
		let recent = limits::sum_of_recent(&RecentTotals::<T>::get(&asset), T::Clock::today());
		Pool {
			balance: T::Assets::balance(asset.clone(), &Self::account()),
			reserved: Reserved::<T>::get(&asset),
			available,
			recent,
			cap: rules.cap.mul_floor(available).min(Self::total_headroom(&asset, &rules)),
			asset,
		}
	}

	/// The deposit of a holder for a claim of a series of which no claim is voted on, in base units of
	/// DMC, if there is a place for it.
	pub fn next_deposit() -> Balance {
		limits::deposit(&T::Rules::get(), 0, TakenPlaces::<T>::get())
	}

	/// A claim.
	pub fn claim(claim: ClaimId) -> Option<ClaimOf<T>> {
		Claims::<T>::get(claim)
	}

	/// Claims with which something is still to happen, the oldest first: all, or the first `max` in the
	/// order of the storage. Reads no more than these.
	pub fn live_claims(max: u32) -> Vec<ClaimId> {
		let mut claims: Vec<_> = LiveClaims::<T>::iter_keys().take(max as usize).collect();
		claims.sort_unstable();
		claims
	}

	/// The loss of a claim that no award has made good, in base units of its asset. `None` while its
	/// series is not terminated. Reads the claim and its series, at most [`MAX_AWARDS`](crate::MAX_AWARDS) awards with their
	/// list, and the certificates of at most [`MAX_SALE_DAYS`](dmex_primitives::MAX_SALE_DAYS) days.
	pub fn loss(claim: ClaimId) -> Option<Balance> {
		let record = Claims::<T>::get(claim)?;
		let series = T::Escrow::insured(record.series)?;
		let assess = || Self::assess_claim(&record, &series).ok();
		is_terminated(&series).then(assess)?.map(|assessment| assessment.loss)
	}

	/// The awards of a series that concern one of its certificates: at most [`MAX_AWARDS`](crate::MAX_AWARDS), each of which
	/// reads those before it.
	pub fn awards_of(series: SeriesId, item: ItemId) -> Vec<CertificateAward> {
		let Ok(certificate) = T::Escrow::insured_certificate(series, item) else {
			return Vec::new();
		};
		let award = |claim: &ClaimId| {
			let record = Claims::<T>::get(claim)?;
			let award = record.status.award()?;
			let context = Self::award_context(*claim);
			let share = context.and_then(|context| Self::share_of(&context, item));
			Some(CertificateAward {
				claim: *claim,
				collectable: share.ok().map(|(_, amount)| amount),
				collected: award.is_in(certificate.awards),
				expires_on: award.expires_on,
				asset: record.asset,
			})
		};
		let concerns = |award: &CertificateAward| award.collected || award.collectable.is_some();
		Awards::<T>::get(series).iter().filter_map(award).filter(concerns).collect()
	}

	/// The backing of the pool's liabilities, by asset, from running totals: two records for each asset
	/// with something reserved.
	pub fn backing() -> Vec<Backing> {
		Backing::of::<_, T::Assets>(&Self::account(), Reserved::<T>::iter().collect())
	}

	/// The liabilities of the account for claims, by asset: a walk over all that are live, which proves the
	/// totals. `None` if records are damaged.
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub(crate) fn due() -> Option<Sums> {
		let mut due = Sums::new();
		for claim in LiveClaims::<T>::iter_keys() {
			let record = Claims::<T>::get(claim)?;
			match record.status {
				ClaimStatus::Voting => add(&mut due, Asset::Native, record.deposit)?,
				ClaimStatus::Approved { reserved, .. } => add(&mut due, record.asset, reserved)?,
				ClaimStatus::Awarded(award) => {
					add(&mut due, record.asset, award.amount.checked_sub(award.paid)?)?
				},
				_ => return None,
			}
		}
		Some(due)
	}
}
