//! First sales: deposits go to the escrow account, and terms start tomorrow.

use crate::{
	impls::{refusal, StoredDays, TermsOf},
	types::{Cohort, DayRecord, Position, Rules, SeriesLedger},
	Cohorts, Config, DayRecords, Error, Event, Ledgers, Pallet, Positions,
};
use dmex_primitives::{
	Balance, Certificates, Clock, Day, ItemId, MinerRecords, NetworkView, SeriesId,
};
use frame_support::ensure;
use sp_runtime::{
	traits::{EnsureAdd, EnsureAddAssign, Zero},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Check that certificates of a series may be sold for the first time: the series is open and its days
	/// are settled in time, no breach can be proved, and its miner may sell. Returns the terms and the
	/// ledger.
	pub(crate) fn ensure_first_sale(
		series: SeriesId,
	) -> Result<(TermsOf<T>, Option<SeriesLedger>), DispatchError> {
		let (terms, ledger) = Self::ensure_may_sell(series)?;
		if let Some(ledger) = &ledger {
			let stored = &mut StoredDays::<T>::of(series, &terms);
			let today = T::Clock::today();
			ensure!(!ledger.is_behind(today, stored), Error::<T>::Late);
			let breach = ledger.breach(today, stored).map_err(refusal::<T>)?;
			ensure!(breach.is_none(), Error::<T>::BreachProvable);
		}
		Ok((terms, ledger))
	}

	/// Check what the miner cannot mend by settling days: the series is open, its network too, and its
	/// miner may sell. Returns the terms and the ledger.
	pub(crate) fn ensure_may_sell(
		series: SeriesId,
	) -> Result<(TermsOf<T>, Option<SeriesLedger>), DispatchError> {
		let terms = Self::ensure_series(series)?;
		ensure!(T::Registry::may_sell(&terms.miner), Error::<T>::MinerBarred);
		ensure!(!T::Registry::is_closed(terms.network), Error::<T>::NetworkClosed);
		let ledger = Ledgers::<T>::get(series);
		if let Some(ledger) = &ledger {
			Self::ensure_open(&ledger.state)?;
		}
		Ok((terms, ledger))
	}

	/// Check that the escrow accepts a first sale of today with these deposits, in base units of the
	/// payment asset; without any, that it accepts one at all. Errors as a sale does, but does not
	/// look at buyers and certificates.
	pub fn ensure_sellable_today(series: SeriesId, deposits: &[Balance]) -> DispatchResult {
		let (_, ledger) = Self::ensure_first_sale(series)?;
		Self::ensure_deposits(deposits.iter().copied())?;
		Self::ensure_earlier_days_settled(ledger.as_ref())
	}

	fn ensure_deposits(mut deposits: impl Iterator<Item = Balance>) -> DispatchResult {
		ensure!(deposits.all(|deposit| !deposit.is_zero()), Error::<T>::NoDeposit);
		Ok(())
	}

	pub(crate) fn ensure_earlier_days_settled(ledger: Option<&SeriesLedger>) -> DispatchResult {
		let today = T::Clock::today();
		let waits = ledger.is_some_and(|ledger| ledger.progress.waits_for_earlier_days(today));
		ensure!(!waits, Error::<T>::EarlierDaysUnsettled);
		Ok(())
	}

	/// Escrow the deposits, which `payer` pays, and start the terms of the buyer's certificates
	/// tomorrow. The caller has checked that the series is on sale. Returns the first and the last
	/// day.
	pub(crate) fn do_sell(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: Option<SeriesLedger>,
		(buyer, payer): (&T::AccountId, &T::AccountId),
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		let today = T::Clock::today();
		let (cohort, deposits) = Self::cohort(terms.term, sales)?;
		let (mut ledger, baseline) = Self::ledger_for_sale(series, terms, ledger, today)?;
		let end = ledger.sell(today, terms.term, &cohort, deposits)?;
		let start = today.ensure_add(1)?;
		let started = Cohorts::<T>::get(series, start).plus(&cohort)?;

		Self::charge(&terms.payment_asset, payer, &Self::escrow_account(), deposits)?;

		if let Some(baseline) = baseline {
			DayRecords::<T>::insert(series, today, baseline);
		}
		Cohorts::<T>::insert(series, start, started);
		Ledgers::<T>::insert(series, ledger);
		for (item, deposit) in sales {
			T::Certificates::activate(series, *item, buyer, start, end)?;
			Positions::<T>::insert(series, item, Position::new(start, *deposit));
		}

		let (buyer, certificates) = (buyer.clone(), cohort.certificates);
		Self::deposit_event(Event::Escrowed { series, buyer, certificates, deposits, start, end });
		Ok((start, end))
	}

	/// The certificates as a cohort, and the sum of their deposits.
	fn cohort(term: u32, sales: &[(ItemId, Balance)]) -> Result<(Cohort, Balance), DispatchError> {
		ensure!(!sales.is_empty(), Error::<T>::NoItems);
		Self::ensure_deposits(sales.iter().map(|(_, deposit)| *deposit))?;
		let (mut cohort, mut deposits) = (Cohort::default(), Balance::zero());
		for (_, deposit) in sales {
			cohort = cohort.plus(&Cohort::of_one(*deposit, term))?;
			deposits.ensure_add_assign(*deposit)?;
		}
		Ok((cohort, deposits))
	}

	/// The ledger as it is to be for a sale: new at the first sale, moved to today if the series is
	/// idle; in both cases with the record from which the sold certificates are measured.
	fn ledger_for_sale(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: Option<SeriesLedger>,
		today: Day,
	) -> Result<(SeriesLedger, Option<DayRecord>), DispatchError> {
		Self::ensure_earlier_days_settled(ledger.as_ref())?;
		let clocks = || (T::Clock::live_days(today), T::Rules::series_rules());
		match ledger {
			None => {
				let (live_days, rules) = clocks();
				let expected = Self::expected_before_averages(terms);
				let ledger = SeriesLedger::open(today, live_days, expected, rules);
				Ok((ledger, Some(DayRecord::default())))
			},
			Some(mut ledger) if ledger.progress.is_idle(today) => {
				let last = DayRecords::<T>::get(series, ledger.progress.settled_through);
				let baseline = last.ok_or(Error::<T>::MissingRecord)?.baseline();
				let (live_days, rules) = clocks();
				ledger.reopen(today, live_days, rules);
				Ok((ledger, Some(baseline)))
			},
			Some(ledger) => Ok((ledger, None)),
		}
	}
}
