//! Answers for clients and tools. No call uses any of them.

use crate::{
	impls::is_terminated,
	types::{ClaimOf, ClaimStatus},
	Awards, Claims, Config, LiveClaims, Pallet, Reserved,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	backing::{add, Sums},
	Asset, Backing, Balance, ClaimId, Day, Insured, InsuredCertificates, ItemId, SeriesId,
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
	/// The maximum that a claim approved now would get, if nothing was awarded lately for its miner.
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
	/// The pool in an asset.
	pub fn pool(asset: Asset) -> Pool {
		let available = Self::available(&asset);
		Pool {
			balance: T::Assets::balance(asset.clone(), &Self::account()),
			reserved: Reserved::<T>::get(&asset),
			available,
			cap: T::Rules::get().award.cap.mul_floor(available),
			asset,
		}
	}

	/// A claim.
	pub fn claim(claim: ClaimId) -> Option<ClaimOf<T>> {
		Claims::<T>::get(claim)
	}

	/// The claims with which something is still to happen, the oldest first.
	pub fn live_claims() -> Vec<ClaimId> {
		let mut claims: Vec<_> = LiveClaims::<T>::iter_keys().collect();
		claims.sort_unstable();
		claims
	}

	/// The loss of a claim that no award has made good, in base units of its asset. `None` while its
	/// series is not terminated.
	pub fn loss(claim: ClaimId) -> Option<Balance> {
		let record = Claims::<T>::get(claim)?;
		let series = T::Escrow::insured(record.series)?;
		let assess = || Self::assess_claim(&record, &series).ok();
		is_terminated(&series).then(assess)?.map(|assessment| assessment.loss)
	}

	/// The awards of a series that concern one of its certificates.
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

	/// The liabilities of the account for claims, by asset. `None` if records are damaged.
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

	/// The backing of the pool's liabilities, by asset. `None` if records are damaged.
	pub fn backing() -> Option<Vec<Backing>> {
		Some(Backing::of::<_, T::Assets>(&Self::account(), Self::due()?))
	}
}
