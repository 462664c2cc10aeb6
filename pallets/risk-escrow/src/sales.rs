//! First sales, and what else the market may ask and do.

use crate::{
	breach,
	impls::{sum, TermsOf},
	ledger,
	types::{Cohort, DayRecord, Position, Rules, SeriesLedger},
	Cohorts, Config, DayRecords, Error, Event, Ledgers, Pallet, Positions,
};
use dmex_primitives::{Balance, Certificates, Clock, Day, Escrow, ItemId, MinerRecords, SeriesId};
use frame_support::ensure;
use sp_runtime::{traits::Zero, ArithmeticError, DispatchError, DispatchResult};

/// First sales.
impl<T: Config> Pallet<T> {
	/// That certificates may be sold for the first time: the series is open and not late, and its
	/// miner may sell.
	fn ensure_sellable(
		terms: &TermsOf<T>,
		ledger: Option<&SeriesLedger>,
		today: Day,
	) -> DispatchResult {
		ensure!(T::Registry::may_sell(&terms.miner), Error::<T>::MinerBarred);
		let Some(ledger) = ledger else { return Ok(()) };
		Self::ensure_open(&ledger.state)?;
		ensure!(!Self::is_late(ledger, today), Error::<T>::Late);
		Ok(())
	}

	/// Whether the oldest day of a series that is not settled is late.
	pub(crate) fn is_late(ledger: &SeriesLedger, today: Day) -> bool {
		breach::is_late(Self::overdue(ledger, today))
	}

	/// Escrow the deposits, which `payer` pays, and start the terms of the buyer's certificates
	/// tomorrow. The caller has checked that the series is on sale.
	pub(crate) fn escrow(
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
		let start = today.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let started = Cohorts::<T>::get(series, start).plus(&cohort)?;

		Self::take(&terms.payment_asset, payer, &Self::escrow_account(), deposits)?;

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
		let (mut cohort, mut deposits) = (Cohort::default(), 0);
		for (_, deposit) in sales {
			ensure!(!deposit.is_zero(), Error::<T>::NoDeposit);
			let one = Cohort { certificates: 1, slices: ledger::slice(*deposit, term) };
			cohort = cohort.plus(&one)?;
			deposits = sum(deposits, *deposit)?;
		}
		Ok((cohort, deposits))
	}

	/// The ledger as it is to be for a sale: new at the first sale, moved to today when the series
	/// is idle; in both cases with the record from which the sold certificates are measured.
	fn ledger_for_sale(
		series: SeriesId,
		terms: &TermsOf<T>,
		ledger: Option<SeriesLedger>,
		today: Day,
	) -> Result<(SeriesLedger, Option<DayRecord>), DispatchError> {
		let Some(mut ledger) = ledger else {
			let open_days = T::Clock::open_days(today);
			let (expected, rules) = (terms.expected_revenue, T::Rules::judging());
			let ledger = SeriesLedger::open(today, open_days, expected, rules);
			return Ok((ledger, Some(DayRecord::default())));
		};
		if !ledger.is_idle(today) {
			return Ok((ledger, None));
		}
		ensure!(ledger.next_day().is_none(), Error::<T>::EarlierDaysUnsettled);
		let baseline = Self::record(series, ledger.paid_through)?.baseline();
		ledger.reopen(today, T::Clock::open_days(today), T::Rules::judging());
		Ok((ledger, Some(baseline)))
	}
}

impl<T: Config> Escrow<T::AccountId> for Pallet<T> {
	fn ensure_on_sale(series: SeriesId) -> DispatchResult {
		let terms = Self::ensure_series(series)?;
		let ledger = Ledgers::<T>::get(series);
		Self::ensure_sellable(&terms, ledger.as_ref(), T::Clock::today())
	}

	fn sell(
		series: SeriesId,
		buyer: &T::AccountId,
		payer: &T::AccountId,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		let terms = Self::ensure_series(series)?;
		let ledger = Ledgers::<T>::get(series);
		Self::ensure_sellable(&terms, ledger.as_ref(), T::Clock::today())?;
		Self::escrow(series, &terms, ledger, (buyer, payer), sales)
	}

	fn ensure_on_resale(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError> {
		Self::resellable(series, items)
	}

	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		Self::settle_income(series, items)
	}

	fn freezes(series: SeriesId) -> u16 {
		Ledgers::<T>::get(series).map_or(0, |ledger| ledger.freezes)
	}
}
