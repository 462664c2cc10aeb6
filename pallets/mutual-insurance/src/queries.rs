//! Reading for clients and tools. None of it is used by a call.

use crate::{
	types::{ClaimOf, ClaimStatus},
	Awards, Claims, Config, LiveClaims, Pallet, Reserved,
};
use alloc::vec::Vec;
use dmex_primitives::{
	coverage::{add, Sums},
	Asset, Balance, ClaimId, Coverage, Day, Insured, InsuredCertificates, InsuredState, ItemId,
	SeriesId,
};
use frame_support::traits::{fungibles::Inspect, Get};

/// The pool in one asset, in its base units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pool {
	/// The asset.
	pub asset: Asset,
	/// What the account holds.
	pub balance: Balance,
	/// What it keeps for others: deposits of claims, and awards that are not paid.
	pub reserved: Balance,
	/// What it can dispose of.
	pub disposable: Balance,
	/// What of that it may award now for a miner for whom it awarded nothing lately.
	pub cap: Balance,
}

/// What a certificate gets, or got, of an award of its series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CertificateAward {
	/// The claim.
	pub claim: ClaimId,
	/// What the award is paid in.
	pub asset: Asset,
	/// What can be collected, in base units of the asset; nothing if it was collected, or the
	/// certificate has no share.
	pub collectable: Option<Balance>,
	/// Whether it was collected.
	pub collected: bool,
	/// The first day on which it can no longer be collected.
	pub until: Day,
}

impl<T: Config> Pallet<T> {
	/// The pool in an asset.
	pub fn pool(asset: Asset) -> Pool {
		let disposable = Self::disposable(&asset);
		Pool {
			balance: T::Assets::balance(asset.clone(), &Self::account()),
			reserved: Reserved::<T>::get(&asset),
			disposable,
			cap: T::Rules::get().award.cap.mul_floor(disposable),
			asset,
		}
	}

	/// A claim.
	pub fn claim(claim: ClaimId) -> Option<ClaimOf<T>> {
		Claims::<T>::get(claim)
	}

	/// The claims of which something is still to happen, the oldest first.
	pub fn live_claims() -> Vec<ClaimId> {
		let mut claims: Vec<_> = LiveClaims::<T>::iter_keys().collect();
		claims.sort_unstable();
		claims
	}

	/// What of the loss of a claim is not made good, in base units of its asset. Nothing while its
	/// series is not terminated.
	pub fn loss(claim: ClaimId) -> Option<Balance> {
		let record = Claims::<T>::get(claim)?;
		let series = T::Escrow::insured(record.series)?;
		let ended = matches!(series.state, InsuredState::Terminated { .. });
		let assess = || Self::assess_claim(&record, &series).ok();
		ended.then(assess)?.map(|finding| finding.loss)
	}

	/// The awards of its series, as far as they concern a certificate.
	pub fn awards_of(series: SeriesId, item: ItemId) -> Vec<CertificateAward> {
		let Ok(certificate) = T::Escrow::insured_certificate(series, item) else {
			return Vec::new();
		};
		let award = |claim: &ClaimId| {
			let record = Claims::<T>::get(claim)?;
			let award = record.status.award()?;
			let share = Self::counter(*claim).and_then(|counter| Self::share_at(&counter, item));
			Some(CertificateAward {
				claim: *claim,
				collectable: share.ok().map(|(_, amount)| amount),
				collected: award.is_in(certificate.awards),
				until: award.until,
				asset: record.asset,
			})
		};
		let concerns = |award: &CertificateAward| award.collected || award.collectable.is_some();
		Awards::<T>::get(series).iter().filter_map(award).filter(concerns).collect()
	}

	/// What the account must hold for claims, by asset. Nothing if the sums overflow.
	pub(crate) fn due() -> Option<Sums> {
		let mut due = Sums::new();
		for claim in LiveClaims::<T>::iter_keys() {
			let record = Claims::<T>::get(claim)?;
			match record.status {
				ClaimStatus::Voting => add(&mut due, Asset::Native, record.deposit)?,
				ClaimStatus::Approved { set_aside, .. } => add(&mut due, record.asset, set_aside)?,
				ClaimStatus::Awarded(award) => {
					add(&mut due, record.asset, award.amount.checked_sub(award.paid)?)?
				},
				_ => return None,
			}
		}
		Some(due)
	}

	/// The pool's account by asset: it must hold the deposits of claims, and every approved award that
	/// is not paid. Nothing if the records are damaged.
	pub fn coverage() -> Option<Vec<Coverage>> {
		Some(Coverage::of::<_, T::Assets>(&Self::account(), Self::due()?))
	}
}
