//! Freezes: reported breaches and declared events, the votes on them, and how they end.

use crate::{
	impls::{refusal, StoredDays, TermsOf},
	types::{Breach, Freeze, FreezeCause, Period, Rules, SeriesLedger, SeriesState},
	Call, Config, Error, Event, Ledgers, Pallet,
};
use dmex_primitives::{
	text::is_uri, Balance, Case, Certificates, Clock, CommunityVote, Evidence, MarketAverages,
	MinerRecords, ReferendumIndex, SeriesId,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// How a freeze begins.
impl<T: Config> Pallet<T> {
	/// The breach that the ledger of a series proves now; `None` if it proves none.
	pub(crate) fn breach_of(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
	) -> Result<Option<Breach>, DispatchError> {
		let stored = &mut StoredDays::<T>::of(series, terms);
		ledger.breach(T::Clock::today(), stored).map_err(refusal::<T>)
	}

	pub(crate) fn do_report_breach(reporter: T::AccountId, series: SeriesId) -> DispatchResult {
		let (terms, ledger) = Self::ensure_started(series)?;
		Self::ensure_open(&ledger.state)?;
		let breach = Self::breach_of(series, &terms, &ledger)?.ok_or(Error::<T>::NotBreached)?;

		let slash = terms.pledge(ledger.volume.live())?;
		let referendum = Self::open_vote(series, FreezeCause::Breach, slash)?;
		Self::freeze(series, &terms, ledger, FreezeCause::Breach, Some(referendum))?;

		Self::deposit_event(Event::BreachReported { series, reporter, breach, referendum });
		Ok(())
	}

	pub(crate) fn do_freeze_for_event(series: SeriesId, evidence: Evidence) -> DispatchResult {
		ensure!(is_uri(&evidence.uri), Error::<T>::InvalidUri);
		let (terms, ledger) = Self::ensure_unbroken(series)?;

		Self::freeze(series, &terms, ledger, FreezeCause::Event, None)?;

		Self::deposit_event(Event::EventDeclared { series, evidence });
		Ok(())
	}

	/// A series that is open and whose ledger proves no breach.
	fn ensure_unbroken(series: SeriesId) -> Result<(TermsOf<T>, SeriesLedger), DispatchError> {
		let (terms, ledger) = Self::ensure_started(series)?;
		Self::ensure_open(&ledger.state)?;
		let breach = Self::breach_of(series, &terms, &ledger)?;
		ensure!(breach.is_none(), Error::<T>::BreachProvable);
		Ok((terms, ledger))
	}

	pub(crate) fn do_report_income_ended(
		reporter: T::AccountId,
		series: SeriesId,
	) -> DispatchResult {
		let (terms, ledger) = Self::ensure_unbroken(series)?;
		ensure!(ledger.progress.next_day().is_some(), Error::<T>::NothingToSettle);
		let days = T::Averages::zero_days(terms.network);
		ensure!(days >= T::Rules::days(Period::IncomeEnded), Error::<T>::IncomeNotEnded);

		let referendum = Self::open_vote(series, FreezeCause::Event, 0)?;
		Self::freeze(series, &terms, ledger, FreezeCause::Event, Some(referendum))?;

		Self::deposit_event(Event::IncomeEnded { series, reporter, days, referendum });
		Ok(())
	}

	fn freeze(
		series: SeriesId,
		terms: &TermsOf<T>,
		mut ledger: SeriesLedger,
		cause: FreezeCause,
		referendum: Option<ReferendumIndex>,
	) -> DispatchResult {
		ledger.freeze(cause, T::Clock::today(), referendum)?;
		Ledgers::<T>::insert(series, ledger);
		T::Certificates::set_frozen(series, true)?;
		T::Registry::note_freeze(&terms.miner, cause == FreezeCause::Breach);
		Ok(())
	}

	/// Open the vote on terminating a series, by which `slash` base units of DMC would be slashed.
	fn open_vote(
		series: SeriesId,
		cause: FreezeCause,
		slash: Balance,
	) -> Result<ReferendumIndex, DispatchError> {
		T::Vote::open(Call::terminate { series }, T::Rules::seed(cause, slash))
	}

	pub(crate) fn do_open_event_vote(series: SeriesId) -> DispatchResult {
		let (_, mut ledger) = Self::ensure_started(series)?;
		let freeze = Self::ensure_event(&ledger)?;
		ensure!(freeze.referendum.is_none(), Error::<T>::VoteAlreadyOpen);
		let earliest = freeze.since.saturating_add(T::Rules::days(Period::EventVote));
		ensure!(T::Clock::today() >= earliest, Error::<T>::TooEarly);

		let referendum = Self::open_vote(series, FreezeCause::Event, 0)?;
		ledger.state = SeriesState::Frozen(Freeze { referendum: Some(referendum), ..freeze });
		Ledgers::<T>::insert(series, ledger);

		Self::deposit_event(Event::EventVoteOpened { series, referendum });
		Ok(())
	}

	fn ensure_event(ledger: &SeriesLedger) -> Result<Freeze, DispatchError> {
		let freeze = Self::ensure_frozen(ledger)?;
		ensure!(freeze.cause == FreezeCause::Event, Error::<T>::NotEvent);
		Ok(freeze)
	}

	fn ensure_frozen(ledger: &SeriesLedger) -> Result<Freeze, DispatchError> {
		ensure!(ledger.state.termination().is_none(), Error::<T>::Terminated);
		Ok(ledger.state.freeze().ok_or(Error::<T>::NotFrozen)?)
	}
}

/// How a freeze ends.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_conclude_vote(series: SeriesId) -> DispatchResult {
		let (terms, ledger) = Self::ensure_started(series)?;
		let freeze = Self::ensure_frozen(&ledger)?;
		let case = Case(freeze.referendum.ok_or(Error::<T>::VoteNotOpen)?);
		// A breach is proved by the ledger: only a vote against terminating the series saves it.
		let if_cancelled = freeze.cause == FreezeCause::Breach;
		match case.decision::<_, T::Vote>(if_cancelled).ok_or(Error::<T>::StillVoting)? {
			true => Self::terminate_series(series, &terms, ledger, &freeze),
			false => Self::resume(series, &terms, ledger, &freeze),
		}
	}

	pub(crate) fn do_terminate(series: SeriesId) -> DispatchResult {
		let (terms, ledger) = Self::ensure_started(series)?;
		// Somebody concluded the vote before the referendum's call came: all is done.
		if ledger.state.termination().is_some() {
			return Ok(());
		}
		let freeze = Self::ensure_frozen(&ledger)?;
		let passed = |referendum| Case(referendum).has_passed::<_, T::Vote>();
		ensure!(freeze.referendum.is_some_and(passed), Error::<T>::VoteNotPassed);
		Self::terminate_series(series, &terms, ledger, &freeze)
	}

	pub(crate) fn do_end_event(series: SeriesId) -> DispatchResult {
		let (terms, ledger) = Self::ensure_started(series)?;
		let freeze = Self::ensure_event(&ledger)?;
		if let Some(referendum) = freeze.referendum {
			let decided = Case(referendum).is_decided::<_, T::Vote>();
			ensure!(!decided, Error::<T>::VoteOver);
			T::Vote::cancel(referendum);
		}
		Self::resume(series, &terms, ledger, &freeze)
	}

	/// Resume the series, and release what was pending.
	fn resume(
		series: SeriesId,
		terms: &TermsOf<T>,
		mut ledger: SeriesLedger,
		freeze: &Freeze,
	) -> DispatchResult {
		let today = T::Clock::today();
		let live_days = T::Clock::live_days(today.saturating_sub(1));
		let ended = ledger.volume.ended_frozen;
		let released = ledger.resume(freeze, today, live_days)?;

		let pool_share = Self::pay_pending(terms, &ledger, released)?;
		if ended > 0 {
			T::Certificates::end(series, ended)?;
		}
		Ledgers::<T>::insert(series, ledger);
		T::Certificates::set_frozen(series, false)?;
		T::Registry::note_resumed(&terms.miner);
		Self::queue_payout(series);

		let miner = terms.miner.clone();
		Self::deposit_event(Event::Resumed { series, miner, released, pool_share });
		Ok(())
	}

	/// Terminate the series. After a breach the pledge of each certificate that had not ended goes to its
	/// holder, and the miner is in default.
	fn terminate_series(
		series: SeriesId,
		terms: &TermsOf<T>,
		mut ledger: SeriesLedger,
		freeze: &Freeze,
	) -> DispatchResult {
		let held = ledger.volume.held();
		let released = ledger.terminate(freeze, T::Clock::today(), terms.pledge(1)?)?;
		let ended = ledger.state.termination().ok_or(Error::<T>::NotTerminated)?;

		let pool_share = Self::pay_pending(terms, &ledger, released)?;
		if held > 0 {
			T::Certificates::end(series, held)?;
		}
		Self::slash(terms, ended.slash)?;
		Ledgers::<T>::insert(series, ledger);
		T::Certificates::terminate(series)?;
		T::Registry::note_resumed(&terms.miner);
		if ended.cause == FreezeCause::Breach {
			T::Registry::note_default(&terms.miner);
		}
		Self::queue_payout(series);

		Self::deposit_event(Event::SeriesTerminated {
			series,
			cause: ended.cause,
			released,
			pool_share,
			certificates: ended.certificates,
			slash: ended.slash,
		});
		Ok(())
	}

	/// Pay what was pending; returns the insurance pool's part of it, rounded down.
	fn pay_pending(
		terms: &TermsOf<T>,
		ledger: &SeriesLedger,
		released: Balance,
	) -> Result<Balance, DispatchError> {
		let pool_share = ledger.clocks.rules.release.pool_part.mul_floor(released);
		Self::pay_release(terms, released, pool_share)?;
		Ok(pool_share)
	}
}
