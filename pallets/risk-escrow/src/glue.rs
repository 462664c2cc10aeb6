//! Traits that the escrow provides for the market, the insurance pool, lending and staking. They check
//! who may, and roll back what fails.

use crate::{
	impls::{ledger_terms, PayoutContext},
	ledger::Schedule,
	types::{Cohort, Position, SeriesState},
	Cohorts, Config, Error, Ledgers, Pallet, Positions,
};
use dmex_primitives::{
	Balance, CertificateView, Clock, Day, Escrow, Exposure, Insured, InsuredCertificate,
	InsuredCertificates, InsuredSeries, InsuredState, ItemId, MarketAverages, Outstanding,
	SeriesId, SoldCertificates, MAX_SALE_DAYS,
};
use frame_support::ensure;
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureMul, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

impl<T: Config> Escrow<T::AccountId> for Pallet<T> {
	fn ensure_on_sale(series: SeriesId) -> DispatchResult {
		Self::ensure_first_sale(series).map(|_| ())
	}

	fn sell(
		series: SeriesId,
		buyer: &T::AccountId,
		payer: &T::AccountId,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		let (terms, ledger) = Self::ensure_first_sale(series)?;
		Self::do_sell(series, &terms, ledger, (buyer, payer), sales)
	}

	fn waits_for_days(series: SeriesId) -> bool {
		let Ok((_, ledger)) = Self::ensure_may_sell(series) else { return false };
		let sellable = Self::ensure_first_sale(series)
			.and_then(|_| Self::ensure_earlier_days_settled(ledger.as_ref()));
		sellable.is_err()
	}

	fn ensure_on_resale(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError> {
		Self::ensure_resellable(series, items)
	}

	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::settle_income(series, items)
	}

	fn min_unreleased(series: SeriesId, item: ItemId, day: Day) -> Result<Balance, DispatchError> {
		let mut context = PayoutContext::<T>::of(series)?;
		let position = Self::ensure_position(series, item)?;
		let unreleased = context.entitlement(&position)?.unreleased;
		let schedule = Schedule::of(&context.ledger, context.terms.term, &position, unreleased);
		Ok(schedule.unreleased_after(day.saturating_sub(1)))
	}

	fn freezes(series: SeriesId) -> u16 {
		Ledgers::<T>::get(series).map_or(0, |ledger| ledger.history.freezes)
	}
}

impl<T: Config> SoldCertificates for Pallet<T> {
	fn end_day(series: SeriesId, item: ItemId) -> Option<Day> {
		let position = Positions::<T>::get(series, item)?;
		Some(position.end(T::Certificates::series(series)?.term))
	}

	fn frozen_days(series: SeriesId) -> u32 {
		Ledgers::<T>::get(series).map_or(0, |ledger| ledger.frozen_days(T::Clock::today()))
	}

	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::settle_income(series, items)
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
			average: T::Averages::latest(terms.network).unwrap_or_default(),
			state,
			freezes: ledger.history.freezes,
		})
	}

	fn outstanding(series: SeriesId, day: Day) -> Result<Outstanding, DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		let since = match ledger.state {
			SeriesState::Open => return Err(Error::<T>::NotFrozen.into()),
			SeriesState::Frozen(freeze) => freeze.since,
			SeriesState::Terminated(ended) => ended.since,
		};
		// What is sold on the day of the freeze starts a day later.
		let last = since.saturating_add(1);
		ensure!(last.saturating_sub(day) <= MAX_SALE_DAYS, Error::<T>::TooManySaleDays);
		let through = ledger.progress.settled_through;
		let slash = ledger.slash_of_each(&ledger_terms(&terms)?);
		let later = (day.saturating_add(1)..=last)
			.map(|start| (start, Cohorts::<T>::get(series, start)))
			.filter(|(_, cohort): &(Day, Cohort)| !cohort.certificates.is_zero())
			.map(|(start, cohort)| Ok((start, cohort.exposure(start, terms.term, through, slash)?)))
			.collect::<Result<_, ArithmeticError>>()?;
		let cert_days = ledger.volume.cert_days_left(terms.term)?;
		let instalments = ledger.volume.instalments_left;
		let slash = slash.ensure_mul(ledger.volume.live().into())?;
		Ok(Outstanding { all: Exposure { cert_days, instalments, slash }, later })
	}

	fn open_claim(series: SeriesId) -> DispatchResult {
		let mut ledger = Self::ensure_ledger(series)?;
		ensure!(ledger.state != SeriesState::Open, Error::<T>::NotFrozen);
		if let Some(ended) = ledger.state.termination() {
			ensure!(Self::is_kept(&ledger, &ended), Error::<T>::NotKept);
		}
		ledger.history.claims.open.ensure_add_assign(1)?;
		Ledgers::<T>::insert(series, ledger);
		Ok(())
	}

	fn close_claim(series: SeriesId) {
		Ledgers::<T>::mutate_extant(series, |ledger| {
			let claims = &mut ledger.history.claims;
			claims.open = claims.open.saturating_sub(1);
			claims.last = T::Clock::today();
		});
	}
}

impl<T: Config> InsuredCertificates<T::AccountId> for Pallet<T> {
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<T::AccountId>, DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		ensure!(ledger.state.termination().is_some(), Error::<T>::NotTerminated);
		let owner = Self::owner_of(series, item)?;
		let position = Self::ensure_position(series, item)?;
		let (term, through) = (terms.term, ledger.progress.settled_through);
		let slash = ledger.slash_of_each(&ledger_terms(&terms)?);
		Ok(InsuredCertificate {
			owner,
			start: position.start,
			exposure: position.exposure(term, through, slash)?,
			awards: position.awards,
		})
	}

	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult {
		let position = Self::ensure_position(series, item)?;
		let bit = 1u16.checked_shl(award.into()).ok_or(ArithmeticError::Overflow)?;
		ensure!(position.awards & bit == 0, Error::<T>::AlreadyCollected);
		let awards = position.awards | bit;
		Positions::<T>::insert(series, item, Position { awards, ..position });
		Ok(())
	}

	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId> {
		Self::positions_after(series, after).next().map(|(item, _)| item)
	}
}
