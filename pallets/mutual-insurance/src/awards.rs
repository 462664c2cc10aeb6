//! Awards: how they are fixed when a series has ended, and how certificates get their shares.

use crate::{
	actuary::{self, Finding, Measure, Own, Recovery},
	types::{Award, ClaimOf, ClaimStatus, PushRound, Rates, VoidReason},
	Awards, Claims, Config, Error, Event, LiveClaims, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, Balance, ClaimId, Clock, Day, Insured, InsuredCertificate, InsuredCertificates,
	InsuredSeries, InsuredState, ItemId, SeriesId,
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

/// An award that is being paid.
pub(crate) struct Counter<T: Config> {
	pub claim: ClaimId,
	pub record: ClaimOf<T>,
	pub award: Award,
	earlier: Vec<Recovery>,
	measure: Measure,
}

/// How awards are fixed.
impl<T: Config> Pallet<T> {
	/// Fix the award of an approved claim, if its series has ended.
	pub(crate) fn settle(
		claim: ClaimId,
		record: ClaimOf<T>,
		on: Day,
		set_aside: Balance,
	) -> DispatchResult {
		let series = Self::ensure_insured(record.series)?;
		if Self::has_resumed(&record, &series) {
			Self::give_back(&record, on, set_aside)?;
			return Self::void(claim, record, VoidReason::Resumed);
		}
		let ended = matches!(series.state, InsuredState::Terminated { .. });
		ensure!(ended, Error::<T>::StillFrozen);
		let finding = Self::assess_claim(&record, &series)?;
		let amount = set_aside.min(finding.loss);
		let number = Awards::<T>::decode_len(record.series).unwrap_or_default();
		let listed = !amount.is_zero()
			&& Awards::<T>::try_mutate(record.series, |list| list.try_push(claim)).is_ok();
		if !listed {
			Self::give_back(&record, on, set_aside)?;
			return Self::void(claim, record, VoidReason::NothingToAward);
		}
		Self::give_back(&record, on, set_aside.saturating_sub(amount))?;
		let award = Award {
			amount,
			paid: 0,
			weight: finding.weight,
			layers: finding.layers,
			number: number.try_into().map_err(|_| Error::<T>::Overflow)?,
			approved_on: on,
			until: T::Clock::today().saturating_add(record.rules.collect_days),
		};
		Self::note_awarded(claim, record, award, finding.loss);
		Ok(())
	}

	fn note_awarded(claim: ClaimId, mut record: ClaimOf<T>, award: Award, loss: Balance) {
		let Award { amount, until, .. } = award;
		let (series, asset) = (record.series, record.asset.clone());
		record.status = ClaimStatus::Awarded(award);
		Claims::<T>::insert(claim, record);
		LiveClaims::<T>::insert(claim, PushRound::default());
		Self::deposit_event(Event::ClaimAwarded { claim, series, asset, amount, loss, until });
	}

	/// The pool keeps `amount` less for a claim that was approved `on` a day.
	fn give_back(record: &ClaimOf<T>, on: Day, amount: Balance) -> DispatchResult {
		Self::unreserve(&record.asset, amount)?;
		Self::forget_recent(&record.miner, &record.asset, on, amount);
		Ok(())
	}

	/// What is open of the loss for which a claim was filed.
	pub(crate) fn assess_claim(
		record: &ClaimOf<T>,
		series: &InsuredSeries<T::AccountId>,
	) -> Result<Finding, DispatchError> {
		let measure = measure(series, &record.asset, &record.rates);
		Self::assess(record.series, record.incident_day, &measure)
	}

	/// What certificates covered on a day lost that earlier awards of their series did not make good.
	/// While the series is frozen, as it stands: as if it ended now, without a slash.
	pub(crate) fn assess(
		series: SeriesId,
		incident_day: Day,
		measure: &Measure,
	) -> Result<Finding, DispatchError> {
		let earlier = Self::recoveries(&Awards::<T>::get(series));
		let first = earlier.iter().map(|award| award.incident_day).fold(incident_day, Day::min);
		let remains = T::Escrow::remains(series, first)?;
		let finding = actuary::assess(measure, incident_day, &remains, &earlier);
		Ok(finding.ok_or(Error::<T>::Overflow)?)
	}

	/// What awards came to.
	fn recoveries(awards: &[ClaimId]) -> Vec<Recovery> {
		let recovery = |claim: &ClaimId| {
			let record = Claims::<T>::get(claim)?;
			let award = record.status.award()?;
			Some(Recovery { incident_day: record.incident_day, asset: record.asset, award })
		};
		awards.iter().filter_map(recovery).collect()
	}

	/// The time to collect is over: what is left is the pool's again.
	pub(crate) fn expire(claim: ClaimId, mut record: ClaimOf<T>, award: Award) -> DispatchResult {
		ensure!(T::Clock::today() >= award.until, Error::<T>::StillCollectable);
		let returned = award.amount.saturating_sub(award.paid);
		Self::unreserve(&record.asset, returned)?;
		record.status = ClaimStatus::Expired(award);
		Self::close(claim, &record);
		let (series, asset) = (record.series, record.asset);
		Self::deposit_event(Event::ClaimExpired { claim, series, asset, returned });
		Ok(())
	}
}

/// How they are paid.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_collect(claim: ClaimId, items: &[ItemId]) -> DispatchResult {
		let mut counter = Self::counter(claim)?;
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		for item in items {
			let share = Self::share_at(&counter, *item);
			Self::pay_share(&mut counter, *item, share);
		}
		Self::close_counter(counter);
		Ok(())
	}

	/// Whatever is needed to pay shares of an award that can be collected.
	pub(crate) fn counter(claim: ClaimId) -> Result<Counter<T>, DispatchError> {
		let record = Self::ensure_claim(claim)?;
		let award = record.status.award().ok_or(Error::<T>::NotAwarded)?;
		let over = !record.status.is_live() || T::Clock::today() >= award.until;
		ensure!(!over, Error::<T>::Expired);
		let earlier = Self::earlier(&record, &award);
		let series = Self::ensure_insured(record.series)?;
		let measure = measure(&series, &record.asset, &record.rates);
		Ok(Counter { claim, record, award, earlier, measure })
	}

	/// The awards of a series before this one.
	fn earlier(record: &ClaimOf<T>, award: &Award) -> Vec<Recovery> {
		let mut before = Awards::<T>::get(record.series).into_inner();
		before.truncate(award.number.into());
		Self::recoveries(&before)
	}

	/// Write down what was paid.
	pub(crate) fn close_counter(counter: Counter<T>) {
		let Counter { claim, mut record, award, .. } = counter;
		record.status = ClaimStatus::Awarded(award);
		Claims::<T>::insert(claim, record);
	}

	/// Pay a share, or tell why it cannot be paid. The award changes only on success.
	pub(crate) fn pay_share(
		counter: &mut Counter<T>,
		item: ItemId,
		share: Result<(T::AccountId, Balance), DispatchError>,
	) {
		let (claim, series) = (counter.claim, counter.record.series);
		let asset = counter.record.asset.clone();
		let paid = share.and_then(|(owner, amount)| {
			with_storage_layer(|| Self::pay_out(counter, item, &owner, amount))?;
			Ok((owner, amount))
		});
		Self::deposit_event(match paid {
			Ok((owner, amount)) => Event::Collected { claim, series, item, owner, asset, amount },
			Err(error) => Event::CollectFailed { claim, series, item, error },
		});
	}

	fn pay_out(
		counter: &mut Counter<T>,
		item: ItemId,
		owner: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let Counter { record, award, .. } = counter;
		let paid = award.paid.checked_add(amount).filter(|paid| *paid <= award.amount);
		let paid = paid.ok_or(Error::<T>::Overflow)?;
		Self::unreserve(&record.asset, amount)?;
		T::Escrow::note_award(record.series, item, award.number)?;
		Self::pay(&record.asset, owner, amount)?;
		award.paid = paid;
		Ok(())
	}

	/// Who gets what for a certificate that has not collected the award.
	pub(crate) fn share_at(
		counter: &Counter<T>,
		item: ItemId,
	) -> Result<(T::AccountId, Balance), DispatchError> {
		let Counter { record, award, earlier, measure, .. } = counter;
		let certificate = T::Escrow::insured_certificate(record.series, item)?;
		let InsuredCertificate { owner, start, cover, slash_share, awards } = certificate;
		ensure!(actuary::is_covered(start, record.incident_day), Error::<T>::NotCovered);
		ensure!(owner != record.miner, Error::<T>::MinersOwn);
		ensure!(!award.is_in(awards), Error::<T>::AlreadyCollected);
		let own = Own { start, cover, slash_share };
		let amount = actuary::share(measure, award, earlier, &own);
		ensure!(!amount.is_zero(), Error::<T>::NothingToCollect);
		Ok((owner, amount))
	}
}

/// By what money a claim is measured.
pub(crate) fn measure<AccountId>(
	series: &InsuredSeries<AccountId>,
	asset: &Asset,
	rates: &Rates,
) -> Measure {
	Measure {
		units: series.units,
		payment_asset: series.payment_asset.clone(),
		reward_asset: series.reward_asset.clone(),
		average: series.average,
		asset: asset.clone(),
		rates: *rates,
	}
}
