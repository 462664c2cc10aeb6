//! Accounts, money, and what the calls read. What they do is in `days`, `freezes`, `holders`, `liens`,
//! `payouts`, `resales` and `sales`: each reads, decides, moves money, writes and emits, in this order;
//! a call that fails changes nothing, because the dispatcher rolls back.

use crate::{
	ledger::{Entitlement, LedgerError, Lookup, Settled, Terms},
	types::{Cohort, DayRecord, Position, SeriesLedger, SeriesState},
	Cohorts, Config, DayRecords, Error, Ledgers, Pallet, Positions,
};
use alloc::collections::BTreeMap;
use core::marker::PhantomData;
use dmex_primitives::{
	preservation, Asset, AverageStatus, Balance, CertificateView, Clock, Day, ItemId,
	MarketAverages, NetworkId, PayOrCredit, PerUnit, SeriesId, SeriesTerms,
};
use frame_support::{
	storage::PrefixIterator,
	traits::{
		fungibles::Mutate,
		tokens::Preservation::{self, Expendable},
		Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

pub(crate) type TermsOf<T> = SeriesTerms<<T as frame_system::Config>::AccountId>;

/// The error of the pallet for one of a ledger.
pub(crate) fn refusal<T: Config>(error: LedgerError) -> DispatchError {
	match error {
		LedgerError::NothingToSettle => Error::<T>::NothingToSettle.into(),
		LedgerError::DayNotOver => Error::<T>::DayNotOver.into(),
		LedgerError::AverageNotKnown => Error::<T>::AverageNotKnown.into(),
		LedgerError::PaidTooLittle => Error::<T>::PaidTooLittle.into(),
		LedgerError::PaidTooMuch => Error::<T>::PaidTooMuch.into(),
		LedgerError::MissingRecord => Error::<T>::MissingRecord.into(),
		LedgerError::NotSettled => Error::<T>::NotSettled.into(),
		LedgerError::AlreadyStruck => Error::<T>::AlreadyStruck.into(),
		LedgerError::TooLate => Error::<T>::TooLate.into(),
		LedgerError::TooManyStrikes => Error::<T>::TooManyStrikes.into(),
		LedgerError::Arithmetic(error) => error.into(),
	}
}

/// The terms of a series that its ledger needs.
pub(crate) fn ledger_terms<AccountId>(
	terms: &SeriesTerms<AccountId>,
) -> Result<Terms, ArithmeticError> {
	Ok(Terms {
		units: terms.units,
		term: terms.term,
		pledge: terms.pledge(1)?,
		promised: terms.expected_revenue,
	})
}

/// Days of a series as stored, for its ledger. Each day record is read once.
pub(crate) struct StoredDays<T> {
	series: SeriesId,
	network: NetworkId,
	records: BTreeMap<Day, DayRecord>,
	_pallet: PhantomData<T>,
}

impl<T: Config> StoredDays<T> {
	pub(crate) fn of(series: SeriesId, terms: &TermsOf<T>) -> Self {
		let (network, records) = (terms.network, BTreeMap::new());
		Self { series, network, records, _pallet: PhantomData }
	}

	/// Remember a day that is settled and not yet written.
	pub(crate) fn note(&mut self, settled: &Settled) {
		self.records.insert(settled.day, settled.record);
	}
}

impl<T: Config> Lookup for StoredDays<T> {
	fn record(&mut self, day: Day) -> Result<DayRecord, LedgerError> {
		if let Some(record) = self.records.get(&day) {
			return Ok(*record);
		}
		let record = DayRecords::<T>::get(self.series, day).ok_or(LedgerError::MissingRecord)?;
		self.records.insert(day, record);
		Ok(record)
	}

	fn cohort(&mut self, start: Day) -> Cohort {
		Cohorts::<T>::get(self.series, start)
	}

	fn average(&mut self, day: Day) -> AverageStatus {
		T::Averages::average(self.network, day)
	}

	fn is_struck(&mut self, day: Day) -> bool {
		T::Averages::is_struck(self.network, day)
	}

	fn live_days(&mut self, day: Day) -> u32 {
		T::Clock::live_days(day)
	}
}

/// A series of which something was sold, with what its certificates are paid by.
pub(crate) struct PayoutContext<T: Config> {
	pub series: SeriesId,
	pub terms: TermsOf<T>,
	pub ledger: SeriesLedger,
	numbers: Terms,
	stored: StoredDays<T>,
}

impl<T: Config> PayoutContext<T> {
	/// Errors with `UnknownSeries` or `NotSold`.
	pub(crate) fn of(series: SeriesId) -> Result<Self, DispatchError> {
		let (terms, ledger) = Pallet::<T>::ensure_started(series)?;
		let (numbers, stored) = (ledger_terms(&terms)?, StoredDays::of(series, &terms));
		Ok(Self { series, terms, ledger, numbers, stored })
	}

	/// Entitlement of a certificate now.
	pub(crate) fn entitlement(
		&mut self,
		position: &Position,
	) -> Result<Entitlement, DispatchError> {
		let entitlement = self.ledger.entitlement(&self.numbers, position, &mut self.stored);
		entitlement.map_err(refusal::<T>)
	}

	/// Whether a certificate ended by itself.
	pub(crate) fn has_ended(&self, position: &Position) -> bool {
		self.ledger.has_ended(self.terms.term, position)
	}
}

/// Accounts and money.
impl<T: Config> Pallet<T> {
	/// The account that holds the deposits, slashed pledges, and credits.
	pub fn escrow_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The account that holds income that is not claimed yet.
	pub fn income_account() -> T::AccountId {
		T::IncomePalletId::get().into_account_truncating()
	}

	/// Charge a user.
	pub(crate) fn charge(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Self::transfer(asset, from, to, amount, preservation(asset))
	}

	/// Pay income out of the income account.
	pub(crate) fn pay_from_income(
		asset: &Asset,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Self::transfer(asset, &Self::income_account(), to, amount, Expendable)
	}

	pub(crate) fn transfer(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
		preservation: Preservation,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Assets::transfer(asset.clone(), from, to, amount, preservation).map(|_| ())
	}

	/// Pay `amount` out of escrow, or credit the payee with it.
	pub(crate) fn pay_or_credit(
		asset: &Asset,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		T::Credits::pay_or_credit(&Self::escrow_account(), asset, who, amount)
	}
}

/// Readers and checks.
impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_series(series: SeriesId) -> Result<TermsOf<T>, DispatchError> {
		Ok(T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?)
	}

	pub(crate) fn ensure_ledger(series: SeriesId) -> Result<SeriesLedger, DispatchError> {
		Ok(Ledgers::<T>::get(series).ok_or(Error::<T>::NotSold)?)
	}

	/// The income per unit by which a series is measured before its first market average: the higher of
	/// what the application promises and the network's latest average. A promise of nothing releases
	/// nothing.
	pub(crate) fn expected_before_averages(terms: &TermsOf<T>) -> PerUnit {
		terms.expected_revenue.max(T::Averages::latest(terms.network).unwrap_or_default())
	}

	/// A series of which something was sold.
	pub(crate) fn ensure_started(
		series: SeriesId,
	) -> Result<(TermsOf<T>, SeriesLedger), DispatchError> {
		Ok((Self::ensure_series(series)?, Self::ensure_ledger(series)?))
	}

	pub(crate) fn ensure_open(state: &SeriesState) -> DispatchResult {
		match state {
			SeriesState::Open => Ok(()),
			SeriesState::Frozen(_) => Err(Error::<T>::Frozen.into()),
			SeriesState::Terminated(_) => Err(Error::<T>::Terminated.into()),
		}
	}

	pub(crate) fn ensure_position(
		series: SeriesId,
		item: ItemId,
	) -> Result<Position, DispatchError> {
		Ok(Positions::<T>::get(series, item).ok_or(Error::<T>::NotSold)?)
	}

	pub(crate) fn owner_of(series: SeriesId, item: ItemId) -> Result<T::AccountId, DispatchError> {
		let certificate = T::Certificates::certificate(series, item);
		Ok(certificate.ok_or(Error::<T>::UnknownCertificate)?.owner)
	}

	/// The sold certificates of a series after `last`, in the order of the storage; all if it is
	/// `None`.
	pub(crate) fn positions_after(
		series: SeriesId,
		last: Option<ItemId>,
	) -> PrefixIterator<(ItemId, Position)> {
		match last {
			Some(item) => {
				let key = Positions::<T>::hashed_key_for(series, item);
				Positions::<T>::iter_prefix_from(series, key)
			},
			None => Positions::<T>::iter_prefix(series),
		}
	}
}
