//! Reading for clients and tools. None of it is used by a call.

use crate::{
	breach::Window,
	impls::{PayoutContext, StoredDays},
	ledger::{Entitlement, Schedule},
	types::*,
	Config, DayRecords, Ledgers, Pallet, Payouts, Positions,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use dmex_primitives::{
	backing::{add, Sums},
	Asset, Backing, Balance, CertificateView, Clock, Day, ItemId, PayOrCredit, SeriesId, Sweep,
	Units,
};
use scale_info::TypeInfo;
use sp_runtime::FixedU128;

/// Number of days that [`Pallet::history`] answers at most.
pub const MAX_HISTORY: u32 = 100;

/// Status of a sold certificate.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CertificateStatus {
	/// First day of the certificate.
	pub start: Day,
	/// Last day of the certificate.
	pub end: Day,
	/// Whether the last day is settled.
	pub ended: bool,
	/// Deposit of the certificate, in base units of the payment asset.
	pub deposit: Balance,
	/// Whether the deposit was refunded after a termination.
	pub refunded: bool,
	/// Entitlement of the certificate now.
	pub entitlement: Entitlement,
}

/// Status of a series; by default that before its first sale.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SeriesStatus {
	/// Whether the oldest unsettled day is late, in a freeze too; not once the series is terminated.
	pub late: bool,
	/// Number of live days that ended since that day was over, or since the clocks started; none once
	/// the series is terminated.
	pub overdue: u32,
	/// Number of assessed days that were paid late, in all.
	pub late_days: u32,
	/// Number of assessed days that were underpaid, in all.
	pub underpaid_days: u32,
	/// Number of the last assessed days that were underpaid in a row.
	pub underpaid_streak: u8,
	/// The assessed days among the last thirty settled ones.
	pub window: Window,
	/// The breach that anyone may report now.
	pub breach: Option<Breach>,
	/// Whether the series is open, frozen or terminated.
	pub state: SeriesState,
	/// Releases pending until the end of a freeze, in base units of the payment asset.
	pub pending_release: Balance,
	/// The payout under way or to come.
	pub payout: Option<Sweep>,
}

/// A settled day of a series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettledDay {
	/// The day.
	pub day: Day,
	/// Record of the day.
	pub record: DayRecord,
	/// Fraction of the day's instalments that was released, from 0 to 1.
	pub released: FixedU128,
}

/// One certificate or series.
impl<T: Config> Pallet<T> {
	/// Status of a certificate; `None` if it was never sold or is burnt.
	pub fn standing(series: SeriesId, item: ItemId) -> Option<CertificateStatus> {
		let mut context = PayoutContext::<T>::of(series).ok()?;
		let position = Positions::<T>::get(series, item)?;
		let (term, through) = (context.terms.term, context.ledger.progress.settled_through);
		Some(CertificateStatus {
			start: position.start,
			end: position.end(term),
			ended: position.has_ended(term, through),
			deposit: position.deposit,
			refunded: position.refunded,
			entitlement: context.entitlement(&position).ok()?,
		})
	}

	/// The days of a certificate that are still to release an instalment; `None` if it was never sold
	/// or is burnt.
	pub fn schedule(series: SeriesId, item: ItemId) -> Option<Schedule> {
		let mut context = PayoutContext::<T>::of(series).ok()?;
		let position = Positions::<T>::get(series, item)?;
		let unreleased = context.entitlement(&position).ok()?.unreleased;
		Some(Schedule::of(&context.ledger, context.terms.term, &position, unreleased))
	}

	/// Income that `claim_income` would pay for a certificate now, in base units of the reward asset.
	pub fn claimable(series: SeriesId, item: ItemId) -> Balance {
		Self::standing(series, item).map_or(0, |standing| standing.entitlement.due)
	}

	/// The part of the deposit of a certificate that is neither released nor refunded, in base units
	/// of the payment asset.
	pub fn unreleased(series: SeriesId, item: ItemId) -> Balance {
		Self::standing(series, item).map_or(0, |standing| standing.entitlement.unreleased)
	}

	/// Status of a series: its late and underpaid days, the breach that can be proved, its freeze and
	/// its payout. `None` before its first sale.
	pub fn condition(series: SeriesId) -> Option<SeriesStatus> {
		let (terms, ledger) = Self::ensure_started(series).ok()?;
		let stored = &mut StoredDays::<T>::of(series, &terms);
		let today = T::Clock::today();
		let open = ledger.state == SeriesState::Open;
		let terminated = ledger.state.termination().is_some();
		let through = ledger.progress.settled_through;
		let last = DayRecords::<T>::get(series, through).unwrap_or_default();
		let breach = ledger.breach(today, stored).ok()?;
		Some(SeriesStatus {
			late: !terminated && ledger.is_late(today, stored),
			overdue: if terminated { 0 } else { ledger.overdue(today, stored) },
			late_days: last.late_paid.saturating_sub(ledger.struck_late()),
			underpaid_days: ledger.clocks.underpaid_days,
			underpaid_streak: ledger.clocks.underpaid_streak,
			window: ledger.last_window(stored).ok()?,
			breach: breach.filter(|_| open),
			state: ledger.state,
			pending_release: ledger.custody.pending_release,
			payout: Payouts::<T>::get(series),
		})
	}

	/// The ledger of a series; `None` before its first sale.
	pub fn ledger(series: SeriesId) -> Option<SeriesLedger> {
		Ledgers::<T>::get(series)
	}

	/// The units of the certificates of a series that were sold and have days to settle, those that
	/// start tomorrow included; none once it is terminated.
	pub fn active_units(series: SeriesId) -> Units {
		let Ok((terms, ledger)) = Self::ensure_started(series) else { return 0 };
		if ledger.state.termination().is_some() {
			return 0;
		}
		terms.units.saturating_mul(ledger.volume.live().into())
	}

	/// The settled days with active certificates from `from` to `to`, both included, oldest
	/// first. Looks at the first 100 days of the range.
	pub fn history(series: SeriesId, from: Day, to: Day) -> Vec<SettledDay> {
		let last = to.min(from.saturating_add(MAX_HISTORY.saturating_sub(1)));
		let mut index = from
			.checked_sub(1)
			.and_then(|before| DayRecords::<T>::get(series, before))
			.map_or(0, |record| record.release_index);
		let mut days = Vec::new();
		for day in from..=last {
			let Some(record) = DayRecords::<T>::get(series, day) else { continue };
			if record.certificates > 0 {
				let released = FixedU128::from_inner(record.release_index.saturating_sub(index));
				days.push(SettledDay { day, record, released });
			}
			index = record.release_index;
		}
		days
	}
}

/// Balances of the pallet's accounts, and the amounts that they must hold, by asset.
pub struct Backings {
	/// The escrow account: it must hold what of each certificate's deposit is neither released nor
	/// refunded, slashed pledges, and credits.
	pub escrow: Vec<Backing>,
	/// The income account: it must hold all income that was distributed and not claimed.
	pub income: Vec<Backing>,
}

impl<T: Config> Pallet<T> {
	/// Balances of the pallet's accounts, and the amounts that they must hold by the ledgers, each of which
	/// is read once with the terms of its series. That the ledgers are right is an invariant. `None` if records are
	/// damaged.
	pub fn backings() -> Option<Backings> {
		let account = Self::escrow_account();
		let (mut escrow, mut income) = (T::Credits::credits_at(&account), Sums::new());
		for (series, ledger) in Ledgers::<T>::iter() {
			let terms = T::Certificates::series(series)?;
			add(&mut escrow, terms.payment_asset, ledger.custody.escrowed)?;
			add(&mut escrow, Asset::Native, ledger.custody.slash_held)?;
			add(&mut income, terms.reward_asset, ledger.custody.income_held)?;
		}
		Some(Backings {
			escrow: Backing::of::<_, T::Assets>(&account, escrow),
			income: Backing::of::<_, T::Assets>(&Self::income_account(), income),
		})
	}
}
