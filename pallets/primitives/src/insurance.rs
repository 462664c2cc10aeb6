//! The traits by which the insurance pool meets the pallets below it.

use crate::{Asset, Balance, Day, ItemId, PerUnit, SeriesId, Units};
use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult};

/// Maximum number of days from an incident to the freeze.
pub const MAX_INCIDENT_AGE: Day = 30;

/// Number of start days of certificates that [`Insured::outstanding`] tells one by one. Certificates
/// are sold up to the day of the freeze and start a day later, so that an incident of the greatest age
/// leaves 31.
pub const MAX_SALE_DAYS: Day = MAX_INCIDENT_AGE + 2;

/// The days of certificates that are not settled, and what is returned for them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Exposure {
	/// Days times certificates.
	pub cert_days: u64,
	/// The instalments of those days, in base units of the payment asset.
	pub instalments: Balance,
	/// The slashed pledges of the certificates, in base units of DMC; zero unless a breach terminated
	/// the series.
	pub slash: Balance,
}

impl Exposure {
	/// The sum of both; `None` if it overflows.
	pub fn plus(self, other: Self) -> Option<Self> {
		Some(Self {
			cert_days: self.cert_days.checked_add(other.cert_days)?,
			instalments: self.instalments.checked_add(other.instalments)?,
			slash: self.slash.checked_add(other.slash)?,
		})
	}

	/// The difference; `None` if `other` is more.
	pub fn minus(self, other: Self) -> Option<Self> {
		Some(Self {
			cert_days: self.cert_days.checked_sub(other.cert_days)?,
			instalments: self.instalments.checked_sub(other.instalments)?,
			slash: self.slash.checked_sub(other.slash)?,
		})
	}
}

/// The exposure that a series left. After a termination it never changes.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Outstanding {
	/// The exposure of all its certificates.
	pub all: Exposure,
	/// The exposure of the certificates that start after the day that was asked for, by their first
	/// day, oldest first.
	pub later: Vec<(Day, Exposure)>,
}

/// Whether a series performs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InsuredState {
	/// The series performs.
	Open,
	/// The series is frozen.
	Frozen {
		/// Day on which the series was frozen.
		since: Day,
	},
	/// A vote terminated the series.
	Terminated {
		/// Day on which the series had been frozen.
		since: Day,
	},
}

/// A series, of which something was sold, as the pool sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InsuredSeries<AccountId> {
	/// The account that promises the units.
	pub miner: AccountId,
	/// Units per certificate.
	pub units: Units,
	/// Asset of deposits.
	pub payment_asset: Asset,
	/// Asset of income.
	pub reward_asset: Asset,
	/// The last published average of the network: base units of the reward asset per unit and day.
	pub average: PerUnit,
	/// Whether the series performs.
	pub state: InsuredState,
	/// Number of freezes of the series so far.
	pub freezes: u16,
}

/// A sold certificate of a terminated series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InsuredCertificate<AccountId> {
	/// Account that owns the certificate.
	pub owner: AccountId,
	/// First day of the certificate, the one after its first sale.
	pub start: Day,
	/// Exposure of the certificate: its days that were never settled.
	pub exposure: Exposure,
	/// Awards of the series that were collected for the certificate, one bit each.
	pub awards: u16,
}

/// Certificates → insurance: who may speak for a series.
pub trait Holders<AccountId> {
	/// Whether `who` owns a certificate of the series.
	fn is_holder(series: SeriesId, who: &AccountId) -> bool;
}

/// Escrow → insurance: series that failed.
pub trait Insured<AccountId> {
	/// A series; `None` before its first sale.
	fn insured(series: SeriesId) -> Option<InsuredSeries<AccountId>>;
	/// The exposure of a terminated series, or of a frozen one as it is now, without a slash; that of
	/// the certificates that start after `day` by their first day too. Errors if the series
	/// performs, or may have sold on more than [`MAX_SALE_DAYS`] days since `day`.
	fn outstanding(series: SeriesId, day: Day) -> Result<Outstanding, DispatchError>;
	/// A claim for the series opens: its certificates are kept until it is closed. Errors if
	/// the series performs, or they are not kept any more.
	fn open_claim(series: SeriesId) -> DispatchResult;
	/// A claim for the series is closed.
	fn close_claim(series: SeriesId);
}

/// Escrow → insurance: the certificates of a terminated series.
pub trait InsuredCertificates<AccountId> {
	/// A certificate. Errors if it is unknown or was never sold.
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<AccountId>, DispatchError>;
	/// Record that an award of the series, by its number from 0 to 15, was collected for a
	/// certificate. Errors if it was before.
	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult;
	/// The sold certificate after `after`, in the order of the storage; the first one without.
	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId>;
}

#[cfg(test)]
mod tests {
	use super::*;

	const ONE: Exposure = Exposure { cert_days: 2, instalments: 5, slash: 7 };

	#[test]
	fn what_was_added_can_be_taken_away() {
		let other = Exposure { cert_days: 3, instalments: 0, slash: 1 };
		let both = ONE.plus(other);
		assert_eq!(both, Some(Exposure { cert_days: 5, instalments: 5, slash: 8 }));
		assert_eq!(both.and_then(|both| both.minus(ONE)), Some(other));
		assert_eq!(ONE.minus(ONE), Some(Exposure::default()));
	}

	#[test]
	fn no_part_overflows_or_falls_below_zero() {
		let days = |cert_days| Exposure { cert_days, ..Exposure::default() };
		let instalments = |instalments| Exposure { instalments, ..Exposure::default() };
		let slash = |slash| Exposure { slash, ..Exposure::default() };
		assert_eq!(ONE.plus(days(u64::MAX - 1)), None);
		assert!(ONE.plus(days(u64::MAX - 2)).is_some());
		assert_eq!(ONE.plus(instalments(u128::MAX - 4)), None);
		assert!(ONE.plus(instalments(u128::MAX - 5)).is_some());
		assert_eq!(ONE.plus(slash(u128::MAX - 6)), None);
		assert!(ONE.plus(slash(u128::MAX - 7)).is_some());
		assert_eq!(ONE.minus(days(3)), None);
		assert_eq!(ONE.minus(instalments(6)), None);
		assert_eq!(ONE.minus(slash(8)), None);
	}
}
