//! The README's invariants, by number.

use crate::{
	ledger::FRACTION,
	queries::Due,
	types::{Cohort, FreezeCause, Position, SeriesLedger, SeriesState},
	Cohorts, Config, DayRecords, Ledgers, Owed, Pallet, Payouts, Positions,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{
	coverage::{add, Sums},
	Asset, CertificateView, Clock, Cover, Coverage, Day, SeriesId, SeriesTerms,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

const DAMAGED: TryRuntimeError = TryRuntimeError::Other("records are missing or sums overflow");

impl<T: Config> Pallet<T> {
	/// Check every invariant.
	pub fn do_try_state() -> Check {
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series).ok_or(DAMAGED)?;
			if ledger.state.termination().is_none() {
				Self::check_cohorts(series, &terms, &ledger)?;
				Self::check_sales(series, &terms, &ledger)?;
			}
			Self::check_state(&terms, &ledger)?;
			Self::check_left(series, &terms, &ledger)?;
			Self::check_claims(series, &ledger)?;
			Self::check_released(series, &terms, &ledger)?;
			Self::check_records(series)?;
		}
		Self::check_orphans()?;
		Self::check_escrow()?;
		Self::check_income()
	}

	/// 1. The escrow account holds what of each deposit is neither released nor refunded, shares of
	/// slashed pledges, and what is owed.
	fn check_escrow() -> Check {
		let covered = Self::escrow_coverage().ok_or(DAMAGED)?;
		ensure!(covered.iter().all(Coverage::holds), "1: escrow does not cover the deposits");
		let mut sums = Sums::new();
		for (_, asset, amount) in Owed::<T>::iter() {
			ensure!(amount > 0, "1: nothing is owed");
			add(&mut sums, asset, amount).ok_or(DAMAGED)?;
		}
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series).ok_or(DAMAGED)?;
			let Due { unreleased, slash, .. } = Self::due(series, &terms).ok_or(DAMAGED)?;
			ensure!(ledger.escrowed >= unreleased, "1: a series does not cover its deposits");
			add(&mut sums, terms.payment_asset, ledger.escrowed).ok_or(DAMAGED)?;
			add(&mut sums, Asset::Native, slash).ok_or(DAMAGED)?;
		}
		let covered = Coverage::of::<_, T::Assets>(&Self::escrow_account(), sums);
		ensure!(covered.iter().all(Coverage::holds), "1: escrow does not cover the ledgers");
		Ok(())
	}

	/// 2. The income account covers every claim.
	fn check_income() -> Check {
		let covered = Self::income_coverage().ok_or(DAMAGED)?;
		ensure!(covered.iter().all(Coverage::holds), "2: income does not cover the claims");
		let mut sums = Sums::new();
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series).ok_or(DAMAGED)?;
			let Due { claimable, .. } = Self::due(series, &terms).ok_or(DAMAGED)?;
			ensure!(ledger.income_held >= claimable, "2: a series does not cover its claims");
			add(&mut sums, terms.reward_asset, ledger.income_held).ok_or(DAMAGED)?;
		}
		let covered = Coverage::of::<_, T::Assets>(&Self::income_account(), sums);
		ensure!(covered.iter().all(Coverage::holds), "2: income does not cover the ledgers");
		Ok(())
	}

	/// 3. Cohorts, and the ledger's running sums, are the sums over certificates.
	fn check_cohorts(
		series: SeriesId,
		terms: &SeriesTerms<T::AccountId>,
		ledger: &SeriesLedger,
	) -> Check {
		let mut sums = BTreeMap::<Day, Cohort>::new();
		for (_, position) in Positions::<T>::iter_prefix(series) {
			if !position.has_ended(terms.term, ledger.paid_through) {
				let one = Cohort { certificates: 1, slices: position.slice(terms.term) };
				let sum = sums.entry(position.start).or_default();
				*sum = sum.plus(&one).map_err(|_| DAMAGED)?;
			}
		}
		let cohorts: BTreeMap<_, _> = Cohorts::<T>::iter_prefix(series).collect();
		ensure!(cohorts == sums, "3: cohorts are not the sums over certificates");
		let mut running = Cohort::default();
		for cohort in cohorts.range(..=ledger.paid_through).map(|(_, cohort)| cohort) {
			running = running.plus(cohort).map_err(|_| DAMAGED)?;
		}
		let sums = Cohort { certificates: ledger.active, slices: ledger.slices };
		ensure!(running == sums, "3: running sums are not those of the cohorts");
		Ok(())
	}

	/// 4. Certificates sold and not ended are those with days to settle, and each of these days
	/// has one.
	fn check_sales(
		series: SeriesId,
		terms: &SeriesTerms<T::AccountId>,
		ledger: &SeriesLedger,
	) -> Check {
		let cohorts: BTreeMap<_, _> = Cohorts::<T>::iter_prefix(series).collect();
		let live: u32 = cohorts.values().map(|cohort| cohort.certificates).sum();
		ensure!(ledger.sold.checked_sub(ledger.ended) == Some(live), "4: live certificates");
		let mut covered = ledger.paid_through;
		for start in cohorts.keys() {
			ensure!(*start <= covered.saturating_add(1), "4: a day without active certificates");
			let end = start.saturating_add(terms.term).saturating_sub(1);
			covered = covered.max(end);
		}
		ensure!(covered == ledger.last_end, "4: the last day is not that of a certificate");
		ensure!(ledger.cert_days_left(terms.term).is_ok(), "4: more days settled than sold");
		Ok(())
	}

	/// 5. The sums of day records never fall, and no day releases more than its slices.
	fn check_records(series: SeriesId) -> Check {
		let mut days: Vec<_> = DayRecords::<T>::iter_prefix(series).collect();
		days.sort_by_key(|(day, _)| *day);
		for pair in days.windows(2) {
			let [(_, before), (_, record)] = pair else { continue };
			ensure!(before.income_index <= record.income_index, "5: income falls");
			let released = record.release_index.checked_sub(before.release_index);
			ensure!(released.is_some_and(|r| r <= FRACTION), "5: a day releases too much");
			ensure!(before.judged <= record.judged, "5: judged days fall");
			ensure!(record.late_paid <= record.judged, "5: more late days than judged ones");
		}
		Ok(())
	}

	/// 6. What is left of a deposit is never less than its remainder, until it is refunded.
	fn check_released(
		series: SeriesId,
		terms: &SeriesTerms<T::AccountId>,
		ledger: &SeriesLedger,
	) -> Check {
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let (_, unreleased) = Self::standing_of(series, terms, ledger, &position)?;
			let whole = unreleased >= position.remainder(terms.term);
			ensure!(whole || position.refunded, "6: more is released than the slices");
			let terminated = ledger.state.termination().is_some();
			ensure!(terminated || !position.refunded, "6: refunded without a termination");
		}
		Ok(())
	}

	/// 7. Nothing is recorded for a series that has no ledger.
	fn check_orphans() -> Check {
		let known = |series| Ledgers::<T>::contains_key(series);
		ensure!(Positions::<T>::iter_keys().all(|(s, _)| known(s)), "7: certificate");
		ensure!(Cohorts::<T>::iter_keys().all(|(s, _)| known(s)), "7: cohort");
		ensure!(DayRecords::<T>::iter_keys().all(|(s, _)| known(s)), "7: day");
		ensure!(Payouts::<T>::iter_keys().all(known), "7: payout");
		Ok(())
	}

	/// 8. The series' own marks say what the ledger says; releases wait only in a freeze; a slash
	/// follows a breach; what is left to share is what was not settled.
	fn check_state(terms: &SeriesTerms<T::AccountId>, ledger: &SeriesLedger) -> Check {
		let frozen = ledger.state.freeze().is_some();
		let terminated = ledger.state.termination().is_some();
		ensure!(terms.frozen == frozen, "8: the mark of a freeze");
		ensure!(terms.terminated == terminated, "8: the mark of a termination");
		ensure!(frozen || ledger.waiting == 0, "8: something waits without a freeze");
		ensure!(ledger.escrowed >= ledger.waiting, "8: more waits than is there");
		ensure!(
			u32::from(ledger.low_run) <= ledger.low_days,
			"8: more low days in a row than in all"
		);
		let cut = ledger.state.cut().unwrap_or(ledger.paid_through);
		ensure!(cut <= ledger.paid_through, "8: a cut in the future");
		if let SeriesState::Terminated(ended) = ledger.state {
			let slashed = ended.slash == 0 || ended.cause == FreezeCause::Breach;
			ensure!(slashed, "8: a slash without a breach");
			let left = ledger.cert_days_left(terms.term);
			ensure!(left == Ok(ended.cert_days_left), "8: days left");
		}
		Ok(())
	}

	/// 9. What the ledger says is left to settle is that of its cohorts, and of no cohort do
	/// certificates have more; those of a terminated series may be burnt.
	fn check_left(
		series: SeriesId,
		terms: &SeriesTerms<T::AccountId>,
		ledger: &SeriesLedger,
	) -> Check {
		let (term, through) = (terms.term, ledger.paid_through);
		let mut left = Cover::default();
		let mut by_cohort = BTreeMap::<Day, Cover>::new();
		for (start, cohort) in Cohorts::<T>::iter_prefix(series) {
			let cover = cohort.cover(start, term, through).map_err(|_| DAMAGED)?;
			left = left.plus(cover).ok_or(DAMAGED)?;
			by_cohort.insert(start, cover);
		}
		let cert_days = ledger.cert_days_left(term).map_err(|_| DAMAGED)?;
		ensure!(left.cert_days == cert_days, "9: days left");
		ensure!(left.slices == ledger.slices_left, "9: slices left");
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let own = position.cover(term, through).map_err(|_| DAMAGED)?;
			let cover = by_cohort.entry(position.start).or_default();
			*cover = cover.minus(own).ok_or("9: certificates have more left than their cohort")?;
		}
		Ok(())
	}

	/// 10. Insurance claims are those for a series that was frozen, and awards are collected after a
	/// termination.
	fn check_claims(series: SeriesId, ledger: &SeriesLedger) -> Check {
		ensure!(ledger.claims.open == 0 || ledger.freezes > 0, "10: a claim without a freeze");
		ensure!(ledger.claims.last <= T::Clock::today(), "10: a claim closed in the future");
		let terminated = ledger.state.termination().is_some();
		let collected = |position: Position| position.awards > 0;
		let any = || Positions::<T>::iter_prefix_values(series).any(collected);
		ensure!(terminated || !any(), "10: an award without a termination");
		Ok(())
	}
}
