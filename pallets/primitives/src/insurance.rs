//! What the insurance pool asks of the pallets below it.

use crate::{Asset, Balance, Day, ItemId, PerUnit, SeriesId, Units};
use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult};

/// What certificates have before them that was never settled.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Cover {
	/// Days times certificates.
	pub cert_days: u64,
	/// The slices of those days, in base units of the payment asset.
	pub slices: Balance,
}

impl Cover {
	/// Both together; nothing if the sum overflows.
	pub fn plus(self, other: Self) -> Option<Self> {
		Some(Self {
			cert_days: self.cert_days.checked_add(other.cert_days)?,
			slices: self.slices.checked_add(other.slices)?,
		})
	}

	/// What remains without `other`; nothing if that is more.
	pub fn minus(self, other: Self) -> Option<Self> {
		Some(Self {
			cert_days: self.cert_days.checked_sub(other.cert_days)?,
			slices: self.slices.checked_sub(other.slices)?,
		})
	}
}

/// What a series left unsettled. After a termination it never changes.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Remains {
	/// Of all its certificates.
	pub all: Cover,
	/// The slashed pledge that they share by their days, in base units of DMC.
	pub slash: Balance,
	/// Of those alone that start after the day that was asked for, by their first day, oldest first.
	pub later: Vec<(Day, Cover)>,
}

/// Whether a series performs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InsuredState {
	/// It does.
	Open,
	/// It is frozen.
	Frozen {
		/// The day it was frozen.
		since: Day,
	},
	/// It was ended by a vote.
	Terminated {
		/// The day it had been frozen.
		since: Day,
	},
}

/// A series, of which something was sold, as the pool sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InsuredSeries<AccountId> {
	/// Who promises the units.
	pub miner: AccountId,
	/// Units per certificate.
	pub units: Units,
	/// What deposits were paid in.
	pub payment_asset: Asset,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// The last known market average: base units of the reward asset per unit and day.
	pub average: PerUnit,
	/// Whether it performs.
	pub state: InsuredState,
	/// How often it was frozen.
	pub freezes: u16,
}

/// A sold certificate of a terminated series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InsuredCertificate<AccountId> {
	/// Who holds it.
	pub owner: AccountId,
	/// Its first day, the one after its first sale.
	pub start: Day,
	/// What it had before it.
	pub cover: Cover,
	/// Its share of the slashed pledge, in base units of DMC.
	pub slash_share: Balance,
	/// The awards of the series that were collected for it, one bit each.
	pub awards: u16,
}

/// Certificates → insurance: who may speak for a series.
pub trait Holders<AccountId> {
	/// Whether `who` owns a certificate of the series.
	fn is_holder(series: SeriesId, who: &AccountId) -> bool;
}

/// Escrow → insurance: series that failed.
pub trait Insured<AccountId> {
	/// A series; nothing before its first sale.
	fn insured(series: SeriesId) -> Option<InsuredSeries<AccountId>>;
	/// What a terminated series left unsettled, or a frozen one has not settled by now and without a
	/// slash, with that of the certificates that start after `day` by their first day. Errors when the
	/// series performs, or when it may have sold on more than 32 days since `day`.
	fn remains(series: SeriesId, day: Day) -> Result<Remains, DispatchError>;
	/// A claim for the series opens: its certificates are kept until it is closed. Errors while
	/// the series performs, and when they are not kept any more.
	fn open_claim(series: SeriesId) -> DispatchResult;
	/// A claim for the series is closed.
	fn close_claim(series: SeriesId);
}

/// Escrow → insurance: the certificates of a terminated series.
pub trait InsuredCertificates<AccountId> {
	/// A certificate. Errors when it is unknown or was never sold.
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<AccountId>, DispatchError>;
	/// Write down that an award of the series, by its number from 0 to 15, was collected for a
	/// certificate. Errors when it was before.
	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult;
	/// The sold certificate after `after`, in the order of the storage; the first one without.
	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId>;
}

impl<AccountId> Holders<AccountId> for () {
	fn is_holder(_: SeriesId, _: &AccountId) -> bool {
		false
	}
}

impl<AccountId> Insured<AccountId> for () {
	fn insured(_: SeriesId) -> Option<InsuredSeries<AccountId>> {
		None
	}
	fn remains(_: SeriesId, _: Day) -> Result<Remains, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn open_claim(_: SeriesId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn close_claim(_: SeriesId) {}
}

impl<AccountId> InsuredCertificates<AccountId> for () {
	fn insured_certificate(
		_: SeriesId,
		_: ItemId,
	) -> Result<InsuredCertificate<AccountId>, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn note_award(_: SeriesId, _: ItemId, _: u8) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn next_certificate(_: SeriesId, _: Option<ItemId>) -> Option<ItemId> {
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ONE: Cover = Cover { cert_days: 2, slices: 5 };

	#[test]
	fn what_was_added_can_be_taken_away() {
		let both = ONE.plus(Cover { cert_days: 3, slices: 0 });
		assert_eq!(both, Some(Cover { cert_days: 5, slices: 5 }));
		assert_eq!(both.and_then(|both| both.minus(ONE)), Some(Cover { cert_days: 3, slices: 0 }));
		assert_eq!(ONE.minus(ONE), Some(Cover::default()));
	}

	#[test]
	fn neither_days_nor_slices_overflow_or_fall_below_zero() {
		let days = |cert_days| Cover { cert_days, slices: 0 };
		let slices = |slices| Cover { cert_days: 0, slices };
		assert_eq!(ONE.plus(days(u64::MAX - 1)), None);
		assert!(ONE.plus(days(u64::MAX - 2)).is_some());
		assert_eq!(ONE.plus(slices(u128::MAX - 4)), None);
		assert!(ONE.plus(slices(u128::MAX - 5)).is_some());
		assert_eq!(ONE.minus(days(3)), None);
		assert_eq!(ONE.minus(slices(6)), None);
	}
}
