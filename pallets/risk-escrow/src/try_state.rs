//! The README's invariants, by number.

use crate::{
	impls::{PayoutContext, TermsOf},
	ledger::{Entitlement, FRACTION},
	types::{Cohort, Custody, FreezeCause, History, Position, SeriesLedger, SeriesState},
	Cohorts, Config, DayRecords, Ledgers, Pallet, Payouts, Positions,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{
	backing::{add, Sums},
	Asset, Backing, CertificateView, Clock, Day, Exposure, PayOrCredit, SeriesId,
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
			Self::check_released(series)?;
			Self::check_records(series)?;
		}
		Self::check_orphans()?;
		Self::check_escrow()?;
		Self::check_income()
	}

	/// Invariant 1: the escrow account holds what of each deposit is neither released nor refunded,
	/// shares of slashed pledges, and credits.
	fn check_escrow() -> Check {
		let backing = Self::escrow_backing().ok_or(DAMAGED)?;
		ensure!(backing.iter().all(Backing::holds), "1: escrow is less than the deposits");
		let escrow = Self::escrow_account();
		let mut sums = T::Credits::credits_at(&escrow);
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series).ok_or(DAMAGED)?;
			let Entitlement { unreleased, slash_share, .. } = Self::due(series).ok_or(DAMAGED)?;
			let escrowed = ledger.custody.escrowed;
			ensure!(escrowed >= unreleased, "1: a series has less than its deposits");
			add(&mut sums, terms.payment_asset, escrowed).ok_or(DAMAGED)?;
			add(&mut sums, Asset::Native, slash_share).ok_or(DAMAGED)?;
		}
		let backing = Backing::of::<_, T::Assets>(&escrow, sums);
		ensure!(backing.iter().all(Backing::holds), "1: escrow is less than the ledgers say");
		Ok(())
	}

	/// Invariant 2: the income account is at least the income that is not claimed.
	fn check_income() -> Check {
		let backing = Self::income_backing().ok_or(DAMAGED)?;
		ensure!(backing.iter().all(Backing::holds), "2: income is less than what is not claimed");
		let mut sums = Sums::new();
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series).ok_or(DAMAGED)?;
			let income_held = ledger.custody.income_held;
			let due = Self::due(series).ok_or(DAMAGED)?.due;
			ensure!(income_held >= due, "2: a series has less than what is not claimed");
			add(&mut sums, terms.reward_asset, income_held).ok_or(DAMAGED)?;
		}
		let backing = Backing::of::<_, T::Assets>(&Self::income_account(), sums);
		ensure!(backing.iter().all(Backing::holds), "2: income is less than the ledgers say");
		Ok(())
	}

	/// Invariant 3: cohorts, and the ledger's running sums, are the sums over certificates.
	fn check_cohorts(series: SeriesId, terms: &TermsOf<T>, ledger: &SeriesLedger) -> Check {
		let mut sums = BTreeMap::<Day, Cohort>::new();
		for (_, position) in Positions::<T>::iter_prefix(series) {
			if !position.has_ended(terms.term, ledger.progress.settled_through) {
				let one = Cohort::of_one(position.deposit, terms.term);
				let sum = sums.entry(position.start).or_default();
				*sum = sum.plus(&one).map_err(|_| DAMAGED)?;
			}
		}
		let cohorts: BTreeMap<_, _> = Cohorts::<T>::iter_prefix(series).collect();
		ensure!(cohorts == sums, "3: cohorts are not the sums over certificates");
		let mut running = Cohort::default();
		for cohort in cohorts.range(..=ledger.progress.settled_through).map(|(_, cohort)| cohort) {
			running = running.plus(cohort).map_err(|_| DAMAGED)?;
		}
		ensure!(running == ledger.volume.active, "3: running sums are not those of the cohorts");
		Ok(())
	}

	/// Invariant 4: certificates sold and not ended are those with days to settle, and each of these
	/// days has one.
	fn check_sales(series: SeriesId, terms: &TermsOf<T>, ledger: &SeriesLedger) -> Check {
		let cohorts: BTreeMap<_, _> = Cohorts::<T>::iter_prefix(series).collect();
		let live: u32 = cohorts.values().map(|cohort| cohort.certificates).sum();
		ensure!(
			ledger.volume.sold.checked_sub(ledger.volume.ended) == Some(live),
			"4: live certificates"
		);
		let mut reached = ledger.progress.settled_through;
		for start in cohorts.keys() {
			ensure!(*start <= reached.saturating_add(1), "4: a day without active certificates");
			reached = reached.max(terms.last_day(*start));
		}
		ensure!(
			reached == ledger.progress.last_end,
			"4: the last day is not that of a certificate"
		);
		ensure!(ledger.volume.cert_days_left(terms.term).is_ok(), "4: more days settled than sold");
		Ok(())
	}

	/// Invariant 5: the sums of day records never fall, and no day releases more than its instalments.
	fn check_records(series: SeriesId) -> Check {
		let mut days: Vec<_> = DayRecords::<T>::iter_prefix(series).collect();
		days.sort_by_key(|(day, _)| *day);
		for pair in days.windows(2) {
			let [(_, before), (_, record)] = pair else { continue };
			ensure!(before.income_index <= record.income_index, "5: income falls");
			let released = record.release_index.checked_sub(before.release_index);
			ensure!(released.is_some_and(|r| r <= FRACTION), "5: a day releases too much");
			ensure!(before.assessed <= record.assessed, "5: assessed days fall");
			ensure!(record.late_paid <= record.assessed, "5: more late days than assessed ones");
		}
		Ok(())
	}

	/// Invariant 6: what is left of a deposit is never less than its remainder, until it is refunded.
	fn check_released(series: SeriesId) -> Check {
		let mut context = PayoutContext::<T>::of(series)?;
		let terminated = context.ledger.state.termination().is_some();
		for position in Positions::<T>::iter_prefix_values(series) {
			let unreleased = context.entitlement(&position)?.unreleased;
			let whole = unreleased >= position.remainder(context.terms.term);
			ensure!(whole || position.refunded, "6: more is released than the instalments");
			ensure!(terminated || !position.refunded, "6: refunded without a termination");
		}
		Ok(())
	}

	/// Invariant 7: nothing is recorded for a series that has no ledger.
	fn check_orphans() -> Check {
		let known = |series| Ledgers::<T>::contains_key(series);
		ensure!(Positions::<T>::iter_keys().all(|(s, _)| known(s)), "7: certificate");
		ensure!(Cohorts::<T>::iter_keys().all(|(s, _)| known(s)), "7: cohort");
		ensure!(DayRecords::<T>::iter_keys().all(|(s, _)| known(s)), "7: day");
		ensure!(Payouts::<T>::iter_keys().all(known), "7: payout");
		Ok(())
	}

	/// Invariant 8: the series' own marks say what the ledger says; releases are pending only in a
	/// freeze; a slash follows a breach; what is left to share is what was not settled.
	fn check_state(terms: &TermsOf<T>, ledger: &SeriesLedger) -> Check {
		let frozen = ledger.state.freeze().is_some();
		let terminated = ledger.state.termination().is_some();
		ensure!(terms.frozen == frozen, "8: the mark of a freeze");
		ensure!(terms.terminated == terminated, "8: the mark of a termination");
		let Custody { escrowed, pending_release, .. } = ledger.custody;
		ensure!(frozen || pending_release == 0, "8: something is pending without a freeze");
		ensure!(escrowed >= pending_release, "8: more is pending than is there");
		ensure!(
			u32::from(ledger.clocks.underpaid_streak) <= ledger.clocks.underpaid_days,
			"8: more underpaid days in a row than in all"
		);
		let cutoff = ledger.state.cutoff().unwrap_or(ledger.progress.settled_through);
		ensure!(cutoff <= ledger.progress.settled_through, "8: a cutoff in the future");
		if let SeriesState::Terminated(ended) = ledger.state {
			let slashed = ended.slash == 0 || ended.cause == FreezeCause::Breach;
			ensure!(slashed, "8: a slash without a breach");
			let left = ledger.volume.cert_days_left(terms.term);
			ensure!(left == Ok(ended.cert_days_left), "8: days left");
		}
		Ok(())
	}

	/// Invariant 9: what the ledger says is left to settle is that of its cohorts, and of no cohort do
	/// certificates have more; those of a terminated series may be burnt.
	fn check_left(series: SeriesId, terms: &TermsOf<T>, ledger: &SeriesLedger) -> Check {
		let (term, through) = (terms.term, ledger.progress.settled_through);
		let mut left = Exposure::default();
		let mut by_cohort = BTreeMap::<Day, Exposure>::new();
		for (start, cohort) in Cohorts::<T>::iter_prefix(series) {
			let exposure = cohort.exposure(start, term, through).map_err(|_| DAMAGED)?;
			left = left.plus(exposure).ok_or(DAMAGED)?;
			by_cohort.insert(start, exposure);
		}
		let cert_days = ledger.volume.cert_days_left(term).map_err(|_| DAMAGED)?;
		ensure!(left.cert_days == cert_days, "9: days left");
		ensure!(left.instalments == ledger.volume.instalments_left, "9: instalments left");
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let own = position.exposure(term, through).map_err(|_| DAMAGED)?;
			let exposure = by_cohort.entry(position.start).or_default();
			*exposure =
				exposure.minus(own).ok_or("9: certificates have more left than their cohort")?;
		}
		Ok(())
	}

	/// Invariant 10: insurance claims are those for a series that was frozen, and awards are collected
	/// after a termination.
	fn check_claims(series: SeriesId, ledger: &SeriesLedger) -> Check {
		let History { freezes, claims, .. } = ledger.history;
		ensure!(claims.open == 0 || freezes > 0, "10: an insurance claim without a freeze");
		ensure!(claims.last <= T::Clock::today(), "10: an insurance claim closed in the future");
		let terminated = ledger.state.termination().is_some();
		let collected = |position: Position| position.awards > 0;
		let any = || Positions::<T>::iter_prefix_values(series).any(collected);
		ensure!(terminated || !any(), "10: an award without a termination");
		Ok(())
	}
}
