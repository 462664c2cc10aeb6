//! The README's invariants, by number.

use crate::{
	breach::{counted, paid_part, Window},
	impls::{ledger_terms, PayoutContext, TermsOf},
	ledger::{Entitlement, FRACTION},
	queries::Backings,
	types::{
		Cohort, Custody, DayFlags, DayRecord, FreezeCause, History, Position, SeriesLedger,
		SeriesState, Volume,
	},
	Cohorts, Config, DayRecords, Ledgers, Pallet, Payouts, Positions,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{Backing, CertificateView, Clock, Day, Exposure, SeriesId};
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
			Self::check_strikes(series, &ledger)?;
			Self::check_custody(series, &ledger)?;
		}
		Self::check_orphans()?;
		Self::check_accounts()
	}

	/// What the certificates of a series are entitled to now: the sum over all that are not burnt.
	fn entitlements(series: SeriesId) -> Result<Entitlement, TryRuntimeError> {
		let mut context = PayoutContext::<T>::of(series)?;
		let mut sum = Entitlement::default();
		for position in Positions::<T>::iter_prefix_values(series) {
			sum = sum.plus(&context.entitlement(&position)?).map_err(|_| DAMAGED)?;
		}
		Ok(sum)
	}

	/// Invariants 1 and 2: the accounts hold what the ledgers say, and the ledgers say what the
	/// certificates are entitled to.
	fn check_custody(series: SeriesId, ledger: &SeriesLedger) -> Check {
		let Entitlement { due, unreleased, slashed, .. } = Self::entitlements(series)?;
		let Custody { escrowed, income_held, slash_held, .. } = ledger.custody;
		ensure!(escrowed >= unreleased, "1: a series has less than its deposits");
		ensure!(slash_held == slashed, "1: a series has other slashes than its certificates");
		ensure!(income_held >= due, "2: a series has less than what is not claimed");
		// A certificate's release is rounded up once, and that of each day down.
		let days =
			DayRecords::<T>::iter_key_prefix(series).count().saturating_add(ledger.strikes.len());
		let most =
			unreleased.saturating_add(ledger.volume.sold.into()).saturating_add(days as u128);
		ensure!(escrowed <= most, "6: more is left than deposits less what was released");
		Ok(())
	}

	fn check_accounts() -> Check {
		let Backings { escrow, income } = Self::backings().ok_or(DAMAGED)?;
		ensure!(escrow.iter().all(Backing::holds), "1: escrow is less than the ledgers say");
		ensure!(income.iter().all(Backing::holds), "2: income is less than the ledgers say");
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

	/// Invariant 5: each record is the one before and its own day.
	fn check_records(series: SeriesId) -> Check {
		let mut days: Vec<_> = DayRecords::<T>::iter_prefix(series).collect();
		days.sort_by_key(|(day, _)| *day);
		for pair in days.windows(2) {
			let [(before_day, before), (day, record)] = pair else { continue };
			if record.certificates == 0 {
				ensure!(
					*record == before.baseline(),
					"5: a day without certificates adds something"
				);
				continue;
			}
			ensure!(*day == before_day.saturating_add(1), "5: a day with certificates is missing");
			Self::check_record(before, record)?;
		}
		Ok(())
	}

	fn check_record(before: &DayRecord, record: &DayRecord) -> Check {
		let [assessed, late] =
			[DayFlags::ASSESSED, DayFlags::LATE].map(|flag| record.flags.has(flag));
		let fraction = record.release_index.checked_sub(before.release_index).ok_or(DAMAGED)?;
		ensure!(fraction <= FRACTION, "5: a day releases too much");
		ensure!(before.income_index <= record.income_index, "5: income falls");
		let window =
			Window::between(before, record).map_err(|_| "5: sums of assessed days fall")?;
		ensure!(window.days == u32::from(assessed), "5: assessed days are not those marked");
		ensure!(window.late == u32::from(late), "5: late days are not those marked");
		let (mut paid, mut ratios) = (0, 0);
		if assessed {
			paid = counted(record.paid, window.expected);
			ratios = paid_part(record.paid, window.expected).map_err(|_| DAMAGED)?;
		}
		ensure!(
			assessed || window.expected == 0,
			"5: a day that is not assessed is expected to pay"
		);
		ensure!(window.paid == paid, "5: income of assessed days");
		ensure!(window.ratios.into_inner() == ratios, "5: paid parts of assessed days");
		let missed = record.missed.checked_sub(before.missed).ok_or("5: missed parts fall")?;
		let missing = FRACTION.saturating_sub(fraction);
		ensure!(missed == 0 || assessed && missed == missing, "5: the missed part of a day");
		Ok(())
	}

	/// Invariant 11: the strikes of a series are the days marked as such, and count what the days counted.
	fn check_strikes(series: SeriesId, ledger: &SeriesLedger) -> Check {
		let marked = |record: &DayRecord| record.flags.has(DayFlags::STRUCK);
		let days = DayRecords::<T>::iter_prefix(series).filter(|(_, record)| marked(record));
		let mut days: BTreeMap<_, _> = days.collect();
		for strike in &ledger.strikes {
			let record =
				days.remove(&strike.day).ok_or("11: a strike of a day that is not marked")?;
			let before =
				DayRecords::<T>::get(series, strike.day.saturating_sub(1)).ok_or(DAMAGED)?;
			let counted = Window::between(&before, &record).map_err(|_| DAMAGED)?;
			ensure!(strike.counted == counted, "11: a strike counts something else than its day");
			let missed = record.missed.checked_sub(before.missed).ok_or(DAMAGED)?;
			ensure!(strike.missed.into_inner() == missed, "11: a strike forgives something else");
			let released = record.release_index.saturating_sub(before.release_index);
			let released = released.saturating_add(strike.fraction.into_inner());
			ensure!(released <= FRACTION, "11: a strike releases too much");
			let applied = strike.day..=ledger.progress.settled_through;
			ensure!(applied.contains(&strike.applied), "11: a strike was applied in the future");
		}
		ensure!(days.is_empty(), "11: a day is marked without a strike");
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

	/// Invariant 8: the series' own marks say what the ledger says; releases are pending and pledges of
	/// ended certificates held only in a freeze; a slash follows a breach and is the pledges.
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
		let Volume { ended, ended_frozen, .. } = ledger.volume;
		ensure!(frozen || ended_frozen == 0, "8: pledges are held without a freeze");
		ensure!(ended_frozen <= ended, "8: more pledges are held than certificates ended");
		if let SeriesState::Terminated(ended) = ledger.state {
			ensure!(ended.certificates >= ledger.volume.live(), "8: certificates of a termination");
			let breach = ended.cause == FreezeCause::Breach;
			let certificates = if breach { ended.certificates } else { 0 };
			ensure!(
				terms.pledge(certificates) == Ok(ended.slash),
				"8: the slash is not the pledges"
			);
		}
		Ok(())
	}

	/// Invariant 9: what the ledger says is left to settle is that of its cohorts, and of no cohort do
	/// certificates have more; those of a terminated series may be burnt.
	fn check_left(series: SeriesId, terms: &TermsOf<T>, ledger: &SeriesLedger) -> Check {
		let (term, through) = (terms.term, ledger.progress.settled_through);
		let slash = ledger.slash_of_each(&ledger_terms(terms).map_err(|_| DAMAGED)?);
		let mut left = Exposure::default();
		let mut by_cohort = BTreeMap::<Day, Exposure>::new();
		for (start, cohort) in Cohorts::<T>::iter_prefix(series) {
			let exposure = cohort.exposure(start, term, through, slash).map_err(|_| DAMAGED)?;
			left = left.plus(exposure).ok_or(DAMAGED)?;
			by_cohort.insert(start, exposure);
		}
		let cert_days = ledger.volume.cert_days_left(term).map_err(|_| DAMAGED)?;
		ensure!(left.cert_days == cert_days, "9: days left");
		ensure!(left.instalments == ledger.volume.instalments_left, "9: instalments left");
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let own = position.exposure(term, through, slash).map_err(|_| DAMAGED)?;
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
