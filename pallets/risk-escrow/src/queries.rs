//! Reading for clients and tools. None of it is used by a call.

use crate::{
	breach::Window, types::*, Cohorts, Config, DayRecords, Ledgers, Owed, Pallet, Payouts,
	Positions,
};
use alloc::vec::Vec;
use dmex_primitives::{
	coverage::{add, Sums},
	Asset, Balance, CertificateView, Clock, Coverage, Day, ItemId, SeriesId, SeriesTerms, Units,
};
use sp_runtime::FixedU128;

/// [`Pallet::history`] answers at most this many days.
pub const MAX_HISTORY: u32 = 100;

/// Where a sold certificate stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
	/// Its first day.
	pub start: Day,
	/// Its last day.
	pub end: Day,
	/// Whether its last day is settled.
	pub ended: bool,
	/// Income that `claim` would pay now, in base units of the reward asset.
	pub claimable: Balance,
	/// All income so far, claimed or not, in base units of the reward asset.
	pub lifetime_income: Balance,
	/// What was put in escrow for it, in base units of the payment asset.
	pub deposit: Balance,
	/// What of the deposit is neither released nor refunded, in base units of the payment asset.
	pub unreleased: Balance,
	/// Whether it was refunded after a termination.
	pub refunded: bool,
	/// Its share of the slashed pledge, which the refund pays, in base units of DMC; zero unless a
	/// breach ended the series.
	pub slash_share: Balance,
}

/// How a series fares; by default as before its first sale.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Condition {
	/// Whether its oldest unsettled day is late.
	pub late: bool,
	/// Open days that ended since that day was over, or since the clocks of the series started.
	pub overdue: u32,
	/// Judged days that were paid late, in all.
	pub late_days: u32,
	/// Judged days that were low, in all.
	pub low_days: u32,
	/// The last judged days, as far as they were low in a row.
	pub low_run: u8,
	/// The judged days among the last thirty settled ones.
	pub window: Window,
	/// What anyone may report now.
	pub breach: Option<Breach>,
	/// Whether it is open, frozen or terminated.
	pub state: SeriesState,
	/// Releases that wait for the end of a freeze, in base units of the payment asset.
	pub waiting: Balance,
	/// The payout under way or to come.
	pub payout: Option<PayoutRound>,
}

/// A settled day of a series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettledDay {
	/// The day.
	pub day: Day,
	/// What it left.
	pub record: DayRecord,
	/// The fraction of its slices that was released, from 0 to 1.
	pub released: FixedU128,
}

/// What the certificates of a series are due.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Due {
	/// Of their deposits, in base units of the payment asset.
	pub unreleased: Balance,
	/// Income, in base units of the reward asset.
	pub claimable: Balance,
	/// Shares of the slashed pledge, in base units of DMC.
	pub slash: Balance,
}

impl<T: Config> Pallet<T> {
	/// Where a certificate stands; nothing if it was never sold or is burnt.
	pub fn standing(series: SeriesId, item: ItemId) -> Option<Standing> {
		let terms = T::Certificates::series(series)?;
		let ledger = Ledgers::<T>::get(series)?;
		let position = Positions::<T>::get(series, item)?;
		let (income, unreleased) = Self::standing_of(series, &terms, &ledger, &position).ok()?;
		let slash_share = match ledger.state.termination() {
			Some(ended) => position.slash_share(terms.term, ledger.paid_through, &ended).ok()?,
			None => 0,
		};
		Some(Standing {
			start: position.start,
			end: position.end(terms.term),
			ended: position.has_ended(terms.term, ledger.paid_through),
			claimable: income.saturating_sub(position.income_paid),
			lifetime_income: income,
			deposit: position.deposit,
			unreleased,
			refunded: position.refunded,
			slash_share,
		})
	}

	/// How a series fares: what it paid late and low, whether a breach can be proved, and how far
	/// its payout has come. Nothing before its first sale.
	pub fn condition(series: SeriesId) -> Option<Condition> {
		let ledger = Ledgers::<T>::get(series)?;
		let today = T::Clock::today();
		let open = ledger.state == SeriesState::Open;
		let last = DayRecords::<T>::get(series, ledger.paid_through).unwrap_or_default();
		let breach = Self::breach_of(series, &ledger).ok()?;
		Some(Condition {
			late: open && Self::is_late(&ledger, today),
			overdue: if open { Self::overdue(&ledger, today) } else { 0 },
			late_days: last.late_paid,
			low_days: ledger.low_days,
			low_run: ledger.low_run,
			window: Self::window(series, &ledger).ok()?,
			breach: breach.filter(|_| open),
			state: ledger.state,
			waiting: ledger.waiting,
			payout: Payouts::<T>::get(series),
		})
	}

	/// Income that `claim` would pay for a certificate now, in base units of the reward asset.
	pub fn claimable(series: SeriesId, item: ItemId) -> Balance {
		Self::standing(series, item).map_or(0, |standing| standing.claimable)
	}

	/// What of the deposit of a certificate is not released, in base units of the payment asset.
	pub fn unreleased(series: SeriesId, item: ItemId) -> Balance {
		Self::standing(series, item).map_or(0, |standing| standing.unreleased)
	}

	/// How far a series is settled; nothing before its first sale.
	pub fn ledger(series: SeriesId) -> Option<SeriesLedger> {
		Ledgers::<T>::get(series)
	}

	/// The units of a series that are active today; none once it is terminated.
	pub fn active_units(series: SeriesId) -> Units {
		let Some(terms) = T::Certificates::series(series) else { return 0 };
		let ended = Ledgers::<T>::get(series).and_then(|ledger| ledger.state.termination());
		if ended.is_some() {
			return 0;
		}
		let today = T::Clock::today();
		let certificates: u64 = Cohorts::<T>::iter_prefix(series)
			.filter(|(start, _)| *start <= today && today < start.saturating_add(terms.term))
			.map(|(_, cohort)| u64::from(cohort.certificates))
			.sum();
		certificates.saturating_mul(terms.units)
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

	/// What waits for an account because it could not be paid, by asset, in base units.
	pub fn credits(who: &T::AccountId) -> Vec<(Asset, Balance)> {
		Owed::<T>::iter_prefix(who).collect()
	}

	/// What the certificates of a series are due now, as sums over all that are not burnt. Nothing
	/// if the ledger is damaged.
	pub fn due(series: SeriesId, terms: &SeriesTerms<T::AccountId>) -> Option<Due> {
		let ledger = Ledgers::<T>::get(series)?;
		let mut due = Due::default();
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let (income, unreleased) = Self::standing_of(series, terms, &ledger, &position).ok()?;
			let claimable = income.checked_sub(position.income_paid)?;
			due.unreleased = due.unreleased.checked_add(unreleased)?;
			due.claimable = due.claimable.checked_add(claimable)?;
			if let Some(termination) = ledger.state.termination().filter(|_| !position.refunded) {
				let (term, through) = (terms.term, ledger.paid_through);
				let share = position.slash_share(term, through, &termination).ok()?;
				due.slash = due.slash.checked_add(share)?;
			}
		}
		Some(due)
	}

	/// The escrow account by asset: it must hold what of each certificate's deposit is neither
	/// released nor refunded, the shares of slashed pledges, and payments that could not be made.
	/// Nothing if the ledger is damaged.
	pub fn escrow_coverage() -> Option<Vec<Coverage>> {
		let mut due = Sums::new();
		for (_, asset, amount) in Owed::<T>::iter() {
			add(&mut due, asset, amount)?;
		}
		for series in Ledgers::<T>::iter_keys() {
			let terms = T::Certificates::series(series)?;
			let Due { unreleased, slash, .. } = Self::due(series, &terms)?;
			add(&mut due, terms.payment_asset, unreleased)?;
			add(&mut due, Asset::Native, slash)?;
		}
		Some(Coverage::of::<_, T::Assets>(&Self::escrow_account(), due))
	}

	/// The income account by asset: it must hold every certificate's unclaimed income. Nothing if
	/// the ledger is damaged.
	pub fn income_coverage() -> Option<Vec<Coverage>> {
		let mut due = Sums::new();
		for series in Ledgers::<T>::iter_keys() {
			let terms = T::Certificates::series(series)?;
			let Due { claimable, .. } = Self::due(series, &terms)?;
			add(&mut due, terms.reward_asset, claimable)?;
		}
		Some(Coverage::of::<_, T::Assets>(&Self::income_account(), due))
	}
}
