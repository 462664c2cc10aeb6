//! Paying credits, and reading them.

use crate::{Config, Credits, Error, Event, Pallet, Totals};
use alloc::vec::Vec;
use core::cmp::Reverse;
use dmex_primitives::{backing::Sums, try_alone, Asset, Balance};
use frame_support::{
	ensure,
	traits::{fungibles::Mutate, tokens::Preservation::Expendable},
};
use sp_runtime::{
	traits::{EnsureSub, Saturating},
	DispatchError, DispatchResult,
};

/// Number of custodian accounts whose credits one `withdraw` pays. More than there are pallets with
/// custody.
pub const MAX_CUSTODIANS: u32 = 8;

impl<T: Config> Pallet<T> {
	/// Pay the credits of `who`, each alone, so that a custodian that cannot pay stops no other.
	/// Returns the number of credits; errors if none could be paid.
	pub(crate) fn do_withdraw(who: &T::AccountId, asset: &Asset) -> Result<u32, DispatchError> {
		let credits = Credits::<T>::iter_prefix((who, asset));
		let mut credits: Vec<_> = credits.take(MAX_CUSTODIANS as usize).collect();
		ensure!(!credits.is_empty(), Error::<T>::NoCredit);
		// The largest first: it may bring the account above the existential deposit for the others.
		credits.sort_by_key(|(_, amount)| Reverse(*amount));
		let (mut paid, mut refused) = (0u32, Ok(()));
		for (custodian, amount) in &credits {
			let pay = || {
				T::Assets::transfer(asset.clone(), custodian, who, *amount, Expendable)?;
				Self::note_paid(custodian, asset, who, *amount)
			};
			match try_alone(pay)? {
				Ok(()) => paid.saturating_inc(),
				Err(error) => refused = refused.and(Err(error)),
			}
		}
		if paid == 0 {
			refused?;
		}
		Ok(credits.len() as u32)
	}

	/// Remove a credit, which was paid.
	pub(crate) fn note_paid(
		custodian: &T::AccountId,
		asset: &Asset,
		who: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Credits::<T>::remove((who, asset, custodian));
		match Totals::<T>::get(custodian, asset).ensure_sub(amount)? {
			0 => Totals::<T>::remove(custodian, asset),
			total => Totals::<T>::insert(custodian, asset, total),
		}
		let (who, asset, custodian) = (who.clone(), asset.clone(), custodian.clone());
		Self::deposit_event(Event::CreditPaid { who, asset, amount, custodian });
		Ok(())
	}

	/// Credits of an account by asset, in base units. An account has few: one for each asset and
	/// custodian at most.
	pub fn credits_of(who: &T::AccountId) -> Sums {
		let mut sums = Sums::new();
		for ((asset, _), amount) in Credits::<T>::iter_prefix((who,)) {
			let sum = sums.entry(asset).or_default();
			*sum = sum.saturating_add(amount);
		}
		sums
	}
}
