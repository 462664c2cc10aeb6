//! The README's invariants, by number.

use crate::{Config, Credits, Pallet, Totals};
use alloc::collections::BTreeMap;
use dmex_primitives::{Asset, Backing, Balance, PayOrCredit};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Check every invariant.
	pub fn do_try_state() -> Check {
		Self::check_totals()?;
		Self::check_custodians()
	}

	/// 1. The totals of custodians are the sums of the credits, and none of either is zero.
	fn check_totals() -> Check {
		let mut sums = BTreeMap::<(T::AccountId, Asset), Balance>::new();
		for ((_, asset, custodian), amount) in Credits::<T>::iter() {
			ensure!(amount > 0, "1: a credit of nothing");
			let sum = sums.entry((custodian, asset)).or_default();
			*sum = sum.checked_add(amount).ok_or("1: credits overflow")?;
		}
		let totals: BTreeMap<_, _> =
			Totals::<T>::iter().map(|(custodian, asset, sum)| ((custodian, asset), sum)).collect();
		ensure!(sums == totals, "1: totals are not the sums of credits");
		Ok(())
	}

	/// 2. Every custodian holds the money of its credits.
	fn check_custodians() -> Check {
		for custodian in Totals::<T>::iter_keys().map(|(custodian, _)| custodian) {
			let backing = Backing::of::<_, T::Assets>(&custodian, Self::credits_at(&custodian));
			ensure!(backing.iter().all(Backing::holds), "2: a custodian lacks money of credits");
		}
		Ok(())
	}
}
