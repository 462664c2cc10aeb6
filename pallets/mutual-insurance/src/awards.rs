//! Fixing of awards when a series is terminated, and payment of their shares to certificates.

use crate::{
	actuary::{self, Assessment, Position, PriorAward, Valuation},
	impls::is_terminated,
	types::{Award, ClaimOf, ClaimStatus, VoidReason},
	Awards, Claims, Config, Error, Event, LiveClaims, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, Balance, ClaimId, Clock, Day, Insured, InsuredCertificate, InsuredCertificates,
	InsuredSeries, ItemId, LienShare, Proceeds, Secured, SeriesId, Sweep,
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{
	traits::{EnsureAdd, EnsureSub, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

/// An award while shares of it are paid.
pub(crate) struct AwardContext<T: Config> {
	pub claim: ClaimId,
	pub record: ClaimOf<T>,
	award: Award,
	prior: Vec<PriorAward>,
	valuation: Valuation,
}

/// Fixing awards.
impl<T: Config> Pallet<T> {
	/// Fix the award of an approved claim, if its series is terminated.
	pub(crate) fn fix_award(
		claim: ClaimId,
		record: ClaimOf<T>,
		approved_on: Day,
		reserved: Balance,
	) -> DispatchResult {
		let series = Self::ensure_insured(record.series)?;
		if Self::has_resumed(&record, &series) {
			Self::release_award(&record, approved_on, reserved)?;
			return Self::void(claim, record, VoidReason::Resumed);
		}
		ensure!(is_terminated(&series), Error::<T>::StillFrozen);
		let Assessment { loss, weight, uncovered, .. } = Self::assess_claim(&record, &series)?;
		let amount = reserved.min(loss);
		let number = if amount.is_zero() { None } else { Self::list_award(record.series, claim) };
		let Some(number) = number else {
			Self::release_award(&record, approved_on, reserved)?;
			return Self::void(claim, record, VoidReason::NothingToAward);
		};
		Self::release_award(&record, approved_on, reserved.saturating_sub(amount))?;
		let expires_on = T::Clock::today().saturating_add(record.rules.collect_days);
		let award = Award {
			amount,
			paid: 0,
			weight,
			uncovered,
			average: series.average,
			number,
			approved_on,
			expires_on,
		};
		Self::note_awarded(claim, record, award, loss);
		Ok(())
	}

	/// List an award of a series; returns its number, `None` if the series has all it may have.
	fn list_award(series: SeriesId, claim: ClaimId) -> Option<u8> {
		Awards::<T>::try_mutate(series, |claims| {
			let number = u8::try_from(claims.len()).map_err(|_| ())?;
			claims.try_push(claim).map(|_| number).map_err(|_| ())
		})
		.ok()
	}

	fn note_awarded(claim: ClaimId, mut record: ClaimOf<T>, award: Award, loss: Balance) {
		let Award { amount, expires_on, .. } = award;
		let (series, asset) = (record.series, record.asset.clone());
		record.status = ClaimStatus::Awarded(award);
		Claims::<T>::insert(claim, record);
		LiveClaims::<T>::insert(claim, Some(Sweep::default()));
		Self::deposit_event(Event::ClaimAwarded { claim, series, asset, amount, loss, expires_on });
	}

	/// Release what was reserved for a claim and is not awarded; the caps count it no more.
	fn release_award(record: &ClaimOf<T>, approved_on: Day, amount: Balance) -> DispatchResult {
		Self::release(&record.asset, amount)?;
		Self::forget_recent(&record.miner, &record.asset, approved_on, amount);
		Ok(())
	}

	/// Assess the loss for which a claim was filed.
	pub(crate) fn assess_claim(
		record: &ClaimOf<T>,
		series: &InsuredSeries<T::AccountId>,
	) -> Result<Assessment, DispatchError> {
		let valuation = Valuation::new(series, &record.asset, &record.rates, &record.rules);
		Self::assess(record.series, record.incident_day, &valuation)
	}

	/// Assess what certificates insured on a day lost and no award of their series made good. The loss
	/// of a frozen series is what it would be if the series were terminated now, without a slash.
	pub(crate) fn assess(
		series: SeriesId,
		incident_day: Day,
		valuation: &Valuation,
	) -> Result<Assessment, DispatchError> {
		let prior = Self::prior_awards(&Awards::<T>::get(series));
		let first = prior.iter().map(|award| award.incident_day).fold(incident_day, Day::min);
		let outstanding = T::Escrow::outstanding(series, first)?;
		let assessment = actuary::assess(valuation, incident_day, &outstanding, &prior);
		Ok(assessment.ok_or(ArithmeticError::Overflow)?)
	}

	fn prior_awards(claims: &[ClaimId]) -> Vec<PriorAward> {
		let award = |claim: &ClaimId| {
			let record = Claims::<T>::get(claim)?;
			let award = record.status.award()?;
			Some(PriorAward { incident_day: record.incident_day, asset: record.asset, award })
		};
		claims.iter().filter_map(award).collect()
	}
}

/// Paying shares.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_collect_award(claim: ClaimId, items: &[ItemId]) -> DispatchResult {
		let mut context = Self::award_context(claim)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		for item in items {
			let share = Self::share_of(&context, *item);
			Self::pay_share(&mut context, *item, share);
		}
		Self::write_back(context);
		Ok(())
	}

	/// The context for paying shares of an award that can be collected.
	pub(crate) fn award_context(claim: ClaimId) -> Result<AwardContext<T>, DispatchError> {
		let record = Self::ensure_claim(claim)?;
		let award = record.status.award().ok_or(Error::<T>::NotAwarded)?;
		let over = !record.status.is_live() || T::Clock::today() >= award.expires_on;
		ensure!(!over, Error::<T>::Expired);
		let mut claims = Awards::<T>::get(record.series).into_inner();
		claims.truncate(award.number.into());
		let prior = Self::prior_awards(&claims);
		// The average of when the award was fixed, so that no share depends on the day it is paid.
		let series =
			InsuredSeries { average: award.average, ..Self::ensure_insured(record.series)? };
		let valuation = Valuation::new(&series, &record.asset, &record.rates, &record.rules);
		Ok(AwardContext { claim, record, award, prior, valuation })
	}

	/// Store what was paid.
	pub(crate) fn write_back(context: AwardContext<T>) {
		let AwardContext { claim, mut record, award, .. } = context;
		record.status = ClaimStatus::Awarded(award);
		Claims::<T>::insert(claim, record);
	}

	/// Pay a share, or emit why it cannot be paid. The award changes only on success.
	pub(crate) fn pay_share(
		context: &mut AwardContext<T>,
		item: ItemId,
		share: Result<(T::AccountId, Balance), DispatchError>,
	) {
		let (claim, series) = (context.claim, context.record.series);
		let asset = context.record.asset.clone();
		let paid = share.and_then(|(owner, amount)| {
			with_storage_layer(|| Self::try_pay(context, item, &owner, amount))?;
			Ok((owner, amount))
		});
		Self::deposit_event(match paid {
			Ok((owner, amount)) => {
				Event::AwardCollected { claim, series, item, owner, asset, amount }
			},
			Err(error) => Event::AwardCollectionFailed { claim, series, item, error },
		});
	}

	fn try_pay(
		context: &mut AwardContext<T>,
		item: ItemId,
		owner: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let AwardContext { record, award, .. } = context;
		let paid = award.paid.ensure_add(amount)?;
		// Never more than the award.
		award.amount.ensure_sub(paid)?;
		Self::release(&record.asset, amount)?;
		T::Escrow::note_award(record.series, item, award.number)?;
		Self::pay_divided(record.series, item, &record.asset, owner, amount)?;
		award.paid = paid;
		Ok(())
	}

	/// Pay a share to the certificate's lien first, and the rest to its owner.
	fn pay_divided(
		series: SeriesId,
		item: ItemId,
		asset: &Asset,
		owner: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let secured = T::Liens::divide(series, item, Proceeds::Capital, asset, amount)?;
		let Some(LienShare { creditor, amount: part }) = secured else {
			return Self::pay(asset, owner, amount);
		};
		Self::pay(asset, &creditor, part)?;
		Self::pay(asset, owner, amount.ensure_sub(part)?)
	}

	/// The owner and the share of a certificate that has not collected the award.
	pub(crate) fn share_of(
		context: &AwardContext<T>,
		item: ItemId,
	) -> Result<(T::AccountId, Balance), DispatchError> {
		let AwardContext { record, award, prior, valuation, .. } = context;
		let certificate = T::Escrow::insured_certificate(record.series, item)?;
		let InsuredCertificate { owner, start, exposure, awards } = certificate;
		ensure!(actuary::is_insured(start, record.incident_day), Error::<T>::NotInsured);
		ensure!(owner != record.miner, Error::<T>::MinersOwn);
		ensure!(!award.is_in(awards), Error::<T>::AlreadyCollected);
		let position = Position { start, exposure };
		let amount = actuary::share(valuation, award, prior, &position);
		ensure!(!amount.is_zero(), Error::<T>::NothingToCollect);
		Ok((owner, amount))
	}
}
