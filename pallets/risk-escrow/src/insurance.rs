//! What the insurance pool may ask of series that failed, and of their certificates.

use crate::{
	impls::TermsOf,
	types::{Cohort, Position, SeriesLedger, SeriesState, Termination},
	Cohorts, Config, Error, Ledgers, Pallet, Positions,
};
use alloc::vec::Vec;
use dmex_primitives::{
	CertificateView, Clock, Cover, Day, Insured, InsuredCertificate, InsuredCertificates,
	InsuredSeries, InsuredState, ItemId, Remains, SeriesId,
};
use frame_support::ensure;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// [`Insured::remains`] looks at no more days of sales than these.
const MAX_SALE_DAYS: u32 = 32;

impl<T: Config> Pallet<T> {
	fn ensure_terminated(
		series: SeriesId,
	) -> Result<(TermsOf<T>, SeriesLedger, Termination), DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		let termination = ledger.state.termination().ok_or(Error::<T>::NotTerminated)?;
		Ok((terms, ledger, termination))
	}

	/// The cohorts that start after `day`, up to the last that was sold before the freeze. Errors
	/// when there may be too many.
	fn cohorts_after(
		series: SeriesId,
		day: Day,
		frozen: Day,
	) -> Result<Vec<(Day, Cohort)>, DispatchError> {
		let last = frozen.saturating_add(1);
		ensure!(last.saturating_sub(day) <= MAX_SALE_DAYS, Error::<T>::TooManySaleDays);
		let cohort = |start| (start, Cohorts::<T>::get(series, start));
		let sold = |(_, cohort): &(Day, Cohort)| cohort.certificates > 0;
		Ok((day.saturating_add(1)..=last).map(cohort).filter(sold).collect())
	}
}

impl<T: Config> Insured<T::AccountId> for Pallet<T> {
	fn insured(series: SeriesId) -> Option<InsuredSeries<T::AccountId>> {
		let terms = T::Certificates::series(series)?;
		let ledger = Ledgers::<T>::get(series)?;
		let state = match ledger.state {
			SeriesState::Open => InsuredState::Open,
			SeriesState::Frozen(freeze) => InsuredState::Frozen { since: freeze.since },
			SeriesState::Terminated(ended) => InsuredState::Terminated { since: ended.since },
		};
		Some(InsuredSeries {
			miner: terms.miner,
			units: terms.units,
			payment_asset: terms.payment_asset,
			reward_asset: terms.reward_asset,
			average: ledger.reference,
			state,
			freezes: ledger.freezes,
		})
	}

	fn remains(series: SeriesId, day: Day) -> Result<Remains, DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		let (since, slash) = match ledger.state {
			SeriesState::Open => return Err(Error::<T>::NotFrozen.into()),
			SeriesState::Frozen(freeze) => (freeze.since, 0),
			SeriesState::Terminated(ended) => (ended.since, ended.slash),
		};
		let cohorts = Self::cohorts_after(series, day, since)?;
		let cover = |(start, cohort): (Day, Cohort)| {
			let cover = cohort.cover(start, terms.term, ledger.paid_through)?;
			Ok((start, cover))
		};
		let later = cohorts.into_iter().map(cover).collect::<Result<_, ArithmeticError>>()?;
		let cert_days = ledger.cert_days_left(terms.term)?;
		Ok(Remains { all: Cover { cert_days, slices: ledger.slices_left }, slash, later })
	}

	fn open_claim(series: SeriesId) -> DispatchResult {
		let mut ledger = Self::ensure_ledger(series)?;
		ensure!(ledger.state != SeriesState::Open, Error::<T>::NotFrozen);
		if let Some(ended) = ledger.state.termination() {
			ensure!(Self::is_kept(&ledger, &ended), Error::<T>::NotKept);
		}
		ledger.claims.open = ledger.claims.open.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		Ledgers::<T>::insert(series, ledger);
		Ok(())
	}

	fn close_claim(series: SeriesId) {
		Ledgers::<T>::mutate_extant(series, |ledger| {
			ledger.claims.open = ledger.claims.open.saturating_sub(1);
			ledger.claims.last = T::Clock::today();
		});
	}
}

impl<T: Config> InsuredCertificates<T::AccountId> for Pallet<T> {
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<T::AccountId>, DispatchError> {
		let (terms, ledger, ended) = Self::ensure_terminated(series)?;
		let owner = Self::owner_of(series, item)?;
		let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
		Ok(InsuredCertificate {
			owner,
			start: position.start,
			cover: position.cover(terms.term, ledger.paid_through)?,
			slash_share: position.slash_share(terms.term, ledger.paid_through, &ended)?,
			awards: position.awards,
		})
	}

	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult {
		let position = Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?;
		let bit = 1u16.checked_shl(award.into()).ok_or(ArithmeticError::Overflow)?;
		ensure!(position.awards & bit == 0, Error::<T>::AlreadyCollected);
		Positions::<T>::insert(
			series,
			item,
			Position { awards: position.awards | bit, ..position },
		);
		Ok(())
	}

	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId> {
		Self::positions_after(series, after).next().map(|(item, _)| item)
	}
}
