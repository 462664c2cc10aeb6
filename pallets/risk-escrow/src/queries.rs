//! Reading for clients and tools. None of it is used by a call.

use crate::{types::*, Cohorts, Config, DayRecords, Ledgers, Owed, Pallet, Positions};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Day, ItemId, SeriesId, SeriesTerms, Units,
};
use frame_support::traits::fungibles::Inspect;
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
	/// What of the deposit is not released, in base units of the payment asset.
	pub unreleased: Balance,
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

/// What an account of this pallet holds in one asset, and what it must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage {
	/// The asset; the amounts are in its base units.
	pub asset: Asset,
	/// What the account holds.
	pub held: Balance,
	/// What it must hold for others.
	pub due: Balance,
}

impl Coverage {
	/// Whether the account holds what it must.
	pub fn holds(&self) -> bool {
		self.held >= self.due
	}
}

impl<T: Config> Pallet<T> {
	/// Where a certificate stands; nothing if it was never sold or is burnt.
	pub fn standing(series: SeriesId, item: ItemId) -> Option<Standing> {
		let terms = T::Certificates::series(series)?;
		let ledger = Ledgers::<T>::get(series)?;
		let position = Positions::<T>::get(series, item)?;
		let (income, released) = Self::standing_of(series, &terms, &ledger, &position).ok()?;
		Some(Standing {
			start: position.start,
			end: position.end(terms.term),
			ended: position.has_ended(terms.term, ledger.paid_through),
			claimable: income.saturating_sub(position.income_paid),
			lifetime_income: income,
			deposit: position.deposit,
			unreleased: position.deposit.saturating_sub(released),
		})
	}

	/// Whether the oldest unsettled day of a series is late now, and how many of its judged days
	/// were paid late.
	pub fn lateness(series: SeriesId) -> (bool, u32) {
		let Some(ledger) = Ledgers::<T>::get(series) else { return (false, 0) };
		let last = DayRecords::<T>::get(series, ledger.paid_through).unwrap_or_default();
		(Self::is_late(&ledger, T::Clock::today()), last.late_paid)
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

	/// The units of a series that are active today.
	pub fn active_units(series: SeriesId) -> Units {
		let Some(terms) = T::Certificates::series(series) else { return 0 };
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

	/// What the certificates of a series are due now, as two sums over all that are not burnt:
	/// what of their deposits is not released, in base units of the payment asset, and their
	/// unclaimed income, in base units of the reward asset. Nothing if the ledger is damaged.
	pub fn due(series: SeriesId, terms: &SeriesTerms<T::AccountId>) -> Option<(Balance, Balance)> {
		let ledger = Ledgers::<T>::get(series)?;
		let (mut unreleased, mut claimable) = (0u128, 0u128);
		for (_, position) in Positions::<T>::iter_prefix(series) {
			let (income, released) = Self::standing_of(series, terms, &ledger, &position).ok()?;
			unreleased = unreleased.checked_add(position.deposit.checked_sub(released)?)?;
			claimable = claimable.checked_add(income.checked_sub(position.income_paid)?)?;
		}
		Some((unreleased, claimable))
	}

	/// The escrow account by asset: it must hold what of each certificate's deposit is not
	/// released, and releases that could not be paid. Nothing if the ledger is damaged.
	pub fn escrow_coverage() -> Option<Vec<Coverage>> {
		let mut due = BTreeMap::<Asset, Balance>::new();
		for (_, asset, amount) in Owed::<T>::iter() {
			add(&mut due, asset, amount)?;
		}
		for series in Ledgers::<T>::iter_keys() {
			let terms = T::Certificates::series(series)?;
			let (unreleased, _) = Self::due(series, &terms)?;
			add(&mut due, terms.payment_asset, unreleased)?;
		}
		Some(Self::coverage(&Self::escrow_account(), due))
	}

	/// The income account by asset: it must hold every certificate's unclaimed income. Nothing if
	/// the ledger is damaged.
	pub fn income_coverage() -> Option<Vec<Coverage>> {
		let mut due = BTreeMap::<Asset, Balance>::new();
		for series in Ledgers::<T>::iter_keys() {
			let terms = T::Certificates::series(series)?;
			let (_, claimable) = Self::due(series, &terms)?;
			add(&mut due, terms.reward_asset, claimable)?;
		}
		Some(Self::coverage(&Self::income_account(), due))
	}

	pub(crate) fn coverage(who: &T::AccountId, due: BTreeMap<Asset, Balance>) -> Vec<Coverage> {
		due.into_iter()
			.map(|(asset, due)| {
				let held = T::Assets::balance(asset.clone(), who);
				Coverage { asset, held, due }
			})
			.collect()
	}
}

/// Add to the sum of an asset; nothing if it overflows.
pub(crate) fn add(
	sums: &mut BTreeMap<Asset, Balance>,
	asset: Asset,
	amount: Balance,
) -> Option<()> {
	let sum = sums.entry(asset).or_default();
	*sum = sum.checked_add(amount)?;
	Some(())
}
